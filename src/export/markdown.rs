//! Markdown: CommonMark that reads back as the same text.

use super::strip_bullet;
use crate::document::{Block, BlockKind, Document};
use crate::source::{Bare, parts};
use alloc::string::String;

pub(super) fn write(document: &Document) -> String {
    let mut out = String::with_capacity(document.source().text().len() * 5 / 4);
    let mut before: Option<&Block> = None;
    for block in document.blocks() {
        if let Some(before) = before {
            let items = before.kind == BlockKind::ListItem && block.kind == BlockKind::ListItem;
            out.push_str(if items { "\n" } else { "\n\n" });
        }
        write_block(&block.reading(document.source()), block, &mut out);
        before = Some(block);
    }
    out.push('\n');
    out
}

fn write_block(reading: &str, block: &Block, out: &mut String) {
    match block.kind {
        BlockKind::Headline => prefixed("# ", reading, out),
        BlockKind::Heading => {
            repeat("#", block.level.into(), out);
            prefixed(" ", reading, out);
        }
        BlockKind::Kicker | BlockKind::Standfirst => wrapped("**", reading, out),
        BlockKind::Byline | BlockKind::Dateline | BlockKind::Caption | BlockKind::Credit | BlockKind::SourceNote => {
            wrapped("*", reading, out);
        }
        BlockKind::BlockQuote | BlockKind::PullQuote => prefixed("> ", reading, out),
        BlockKind::ListItem => {
            repeat("  ", block.level.saturating_sub(1).into(), out);
            out.push_str("- ");
            escape(strip_bullet(reading), out);
        }
        BlockKind::Separator => out.push_str("* * *"),
        BlockKind::Code | BlockKind::Table => fenced(reading, out),
        BlockKind::Verse => verse(reading, out),
        BlockKind::Paragraph | BlockKind::Footnote => escape(reading, out),
    }
}

fn prefixed(prefix: &str, reading: &str, out: &mut String) {
    out.push_str(prefix);
    escape(reading, out);
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
/// take an address on up to the next `<`, a backslash before that with it, and what follows for HTML.
fn escape(text: &str, out: &mut String) {
    let mut line_start = true;
    let mut digits_only = false;
    for char in text.chars() {
        if char == '<' {
            out.push_str("&lt;");
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
