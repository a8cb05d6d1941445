//! Markdown: CommonMark that reads back as the same text.

use super::{InLine, Opened, columns, html, number_of, open_tag, strip_bullet, write_phrases, write_signs};
use crate::document::{Block, BlockKind, Document, Role, Style};
use crate::format::address;
use crate::source::{Bare, Source, parts, unicode};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;
use core::ops::Range;

pub(super) fn write(document: &Document) -> String {
    let mut out = String::with_capacity(document.source().text().len() * 5 / 4);
    let mut before: Option<&Block> = None;
    // How wide the marks are of the items that one is in.
    let mut marks = Vec::new();
    for block in document.blocks() {
        let is_item = block.kind == BlockKind::ListItem;
        if let Some(before) = before {
            out.push_str(if is_item && before.kind == block.kind { "\n" } else { "\n\n" });
        }
        marks.truncate(if is_item { usize::from(block.level) - 1 } else { 0 });
        write_block(document, &block.reading(document.source()), block, &mut marks, &mut out);
        before = Some(block);
    }
    out.push('\n');
    out
}

fn write_block(document: &Document, reading: &str, block: &Block, marks: &mut Vec<usize>, out: &mut String) {
    let mut shown = reading;
    let mut breaks = Breaks::Line;
    match block.kind {
        BlockKind::Headline | BlockKind::Heading => {
            repeat("#", block.level.max(1).into(), out);
            out.push(' ');
            breaks = Breaks::Tag;
        }
        BlockKind::Kicker | BlockKind::Standfirst => return wrapped("**", reading, out),
        BlockKind::Byline | BlockKind::Dateline | BlockKind::Caption | BlockKind::Credit | BlockKind::SourceNote => {
            return wrapped("*", reading, out);
        }
        BlockKind::BlockQuote | BlockKind::PullQuote => out.push_str("> "),
        BlockKind::ListItem => {
            repeat(" ", marks.iter().sum(), out);
            shown = strip_bullet(reading);
            let number = number_of(shown).map_or(0, |(_, length)| length);
            out.push_str(if number > 0 { &shown[..number] } else { "- " });
            marks.push(number.max("- ".len()));
            shown = &shown[number..];
        }
        BlockKind::Separator => return out.push_str("* * *"),
        BlockKind::Table => {
            let Some(columns) = columns(reading) else { return fenced(reading, out) };
            out.push_str("| ");
            breaks = Breaks::Rows(Cell::new(columns));
        }
        BlockKind::Code => return fenced(reading, out),
        BlockKind::Verse => return verse(reading, out),
        BlockKind::Paragraph | BlockKind::Footnote => {}
    }
    let is_table = matches!(breaks, Breaks::Rows(_));
    write_phrases(document, block, shown, &Markdown { source: document.source(), breaks }, out);
    if is_table {
        out.push_str(" |");
    }
}

/// How a line's end is drawn that is kept.
enum Breaks {
    /// As one.
    Line,
    /// Where there is one line alone.
    Tag,
    /// As that of a row; below the first stands a rule for so many columns.
    Rows(Cell<usize>),
}

struct Markdown<'d> {
    source: &'d Source,
    breaks: Breaks,
}

impl InLine for Markdown<'_> {
    /// By signs where they say the same wherever they stand, between what is no letter outside and letters inside; else by HTML's tags.
    fn open(&self, reading: &str, phrase: Range<usize>, role: Role, out: &mut String) -> Opened {
        let words = &reading[phrase.clone()];
        let style = match role {
            Role::Link(target) => {
                out.push('[');
                let target = self.source.slice(target);
                // A bracket might end it.
                let (open, close) = if target.contains(['(', ')']) { ("](<", ">)") } else { ("](", ")") };
                let mut closing = String::from(open);
                html::escape(&address(target), &mut closing);
                closing.push_str(close);
                return Opened { closing, is_verbatim: false };
            }
            Role::Styled(style) => style,
        };
        let is_letter = |char: Option<char>| char.is_some_and(unicode::is_alphanumeric);
        let (before, after) = (reading[..phrase.start].chars().next_back(), reading[phrase.end..].chars().next());
        let stands_apart = is_letter(words.chars().next())
            && is_letter(words.chars().next_back())
            && !is_letter(before)
            && !is_letter(after);
        let sign = match style {
            Style::Emphasis => "*",
            Style::Strong => "**",
            Style::Deleted => "~~",
            Style::Code => "`",
            Style::Superscript | Style::Subscript => return open_tag(style.name(), out),
        };
        let is_code = style == Style::Code;
        // A quote within, or a space at its end, would want other quotes; a bar might part a table's cells.
        let is_plain = words.bare() == words && !words.contains(['`', '|', '\n']);
        if !(if is_code { is_plain } else { stands_apart }) {
            return open_tag(style.name(), out);
        }
        out.push_str(sign);
        Opened { closing: sign.into(), is_verbatim: is_code }
    }

    fn text(&self, text: &str, out: &mut String) {
        write_signs(text, out, escape, &|sign, out| {
            match (&self.breaks, sign) {
                (Breaks::Rows(_), b'\t') => out.push_str(" | "),
                (Breaks::Rows(columns), _) => {
                    out.push_str(" |\n|");
                    let columns = columns.take();
                    repeat("---|", columns, out);
                    out.push_str(if columns > 0 { "\n| " } else { " " });
                }
                (Breaks::Line, b'\n') => out.push_str("\\\n"),
                (Breaks::Tag, b'\n') => out.push_str("<br>"),
                _ => return false,
            }
            true
        });
    }
}

fn repeat(sign: &str, times: usize, out: &mut String) {
    (0..times).for_each(|_| out.push_str(sign));
}

fn wrapped(mark: &str, reading: &str, out: &mut String) {
    out.push_str(mark);
    escape(reading.bare(), out);
    out.push_str(mark);
}

/// A fence longer than any run of backticks inside.
fn fenced(reading: &str, out: &mut String) {
    let (mut longest, mut run) = (0, 0);
    for byte in reading.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = run.max(longest);
    }
    let fence = longest.max(2) + 1;
    repeat("`", fence, out);
    out.push('\n');
    out.push_str(reading);
    out.push('\n');
    repeat("`", fence, out);
}

/// Each line ends hard, and stands in as far as it stood.
fn verse(reading: &str, out: &mut String) {
    for (index, line) in parts(reading, |char| char == '\n').enumerate() {
        if index > 0 {
            out.push_str("\\\n");
        }
        let text = line.bare_start();
        repeat("\u{a0}", line.len() - text.len(), out);
        escape(text, out);
    }
}

/// Appends `text` with a backslash before what Markdown would take for markup. A `<` becomes an entity: some readers of Markdown
/// take an address on up to the next `<`, a backslash before that with it, and what follows for HTML. So does a `{`, for what some take for
/// a heading's name.
fn escape(text: &str, out: &mut String) {
    let mut line_start = true;
    let mut digits_only = false;
    for char in text.chars() {
        let entity = match char {
            '<' => "&lt;",
            '{' => "&#123;",
            _ => "",
        };
        if !entity.is_empty() {
            out.push_str(entity);
            line_start = false;
            digits_only = false;
            continue;
        }
        let special = match char {
            '\\' | '`' | '*' | '_' | '[' | ']' | '&' | '~' | '|' => true,
            '#' | '>' | '+' | '-' | '=' => line_start,
            '.' | ')' => digits_only,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(char);
        digits_only = char.is_ascii_digit() && (line_start || digits_only);
        line_start = char == '\n' || (line_start && char.is_whitespace());
    }
}
