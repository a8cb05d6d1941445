//! HTML: an article of semantic elements, everything of the text's escaped.

use super::{InLine, Opened, columns, number_of, open_tag, strip_bullet, write_phrases, write_signs};
use crate::document::{Block, BlockKind, Document, Role};
use crate::format::address;
use crate::source::Source;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

pub(super) fn write(document: &Document) -> String {
    let mut out = String::with_capacity(document.source().text().len() * 5 / 4);
    out.push_str("<article>\n");
    let mut lists = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let reading = block.reading(document.source());
        let is_item = block.kind == BlockKind::ListItem;
        let is_numbered = is_item && number_of(&reading).is_some();
        nest(&mut lists, if is_item { block.level } else { 0 }, is_numbered, &mut out);
        write_block(document, index, block, &reading, &mut out);
    }
    nest(&mut lists, 0, false, &mut out);
    out.push_str("</article>\n");
    out
}

/// Closes and opens lists up to where an item of `level` may begin; 0 closes all. An item stays open, for a list below it lies within it.
/// `lists` are those that are open: what closes each.
fn nest(lists: &mut Vec<&'static str>, level: u8, is_numbered: bool, out: &mut String) {
    let (opening, closing) = if is_numbered { ("<ol>\n", "</ol>\n") } else { ("<ul>\n", "</ul>\n") };
    let level = usize::from(level);
    while lists.len() > level || level > 0 && lists.len() == level && lists.last() != Some(&closing) {
        out.push_str("</li>\n");
        out.push_str(lists.pop().unwrap_or_default());
    }
    if level > 0 && lists.len() == level {
        out.push_str("</li>\n");
    }
    while lists.len() < level {
        // Of a list that only holds another, nothing is known.
        let is_last = lists.len() + 1 == level;
        out.push_str(if is_last { opening } else { "<ul>\n<li>" });
        lists.push(if is_last { closing } else { "</ul>\n" });
    }
}

/// The tags of each level.
const HEADINGS: [(&str, &str); 6] =
    [("<h1", "</h1>"), ("<h2", "</h2>"), ("<h3", "</h3>"), ("<h4", "</h4>"), ("<h5", "</h5>"), ("<h6", "</h6>")];

fn write_block(document: &Document, index: usize, block: &Block, reading: &str, out: &mut String) {
    let has_cells = block.kind == BlockKind::Table && columns(reading).is_some();
    let entries = document.outline().entries();
    let entry = entries.binary_search_by_key(&index, |entry| entry.block).ok().map(|found| &entries[found]);
    let (open, close) = match block.kind {
        BlockKind::Kicker => ("<p class=\"kicker\">", "</p>"),
        BlockKind::Headline => ("<h1", "</h1>"),
        BlockKind::Heading => HEADINGS[usize::from(block.level.clamp(1, 6)) - 1],
        BlockKind::Standfirst => ("<p class=\"standfirst\">", "</p>"),
        BlockKind::Byline => ("<p class=\"byline\">", "</p>"),
        BlockKind::Dateline => ("<p class=\"dateline\">", "</p>"),
        BlockKind::Paragraph => ("<p>", "</p>"),
        BlockKind::ListItem => ("<li", ""),
        BlockKind::BlockQuote => ("<blockquote><p>", "</p></blockquote>"),
        BlockKind::PullQuote => ("<aside class=\"pull-quote\"><p>", "</p></aside>"),
        BlockKind::Caption => ("<p class=\"caption\">", "</p>"),
        BlockKind::Credit => ("<p class=\"credit\">", "</p>"),
        BlockKind::Footnote => ("<p class=\"footnote\">", "</p>"),
        BlockKind::Verse => ("<pre class=\"verse\">", "</pre>"),
        BlockKind::Code => ("<pre><code>", "</code></pre>"),
        BlockKind::Table if has_cells => ("<table>\n<tr><td>", "</td></tr>\n</table>"),
        BlockKind::Table => ("<pre class=\"table\">", "</pre>"),
        BlockKind::Separator => {
            out.push_str("<hr>\n");
            return;
        }
        BlockKind::SourceNote => ("<p class=\"source-note\">", "</p>"),
    };
    out.push_str(open);
    if let Some(entry) = entry {
        out.push_str(" id=\"");
        escape(&entry.id, out);
        out.push_str("\">");
    }
    let mut shown = reading;
    if block.kind == BlockKind::ListItem {
        // The list has its own signs.
        shown = strip_bullet(shown);
        if let Some((number, length)) = number_of(shown) {
            out.push_str(" value=\"");
            out.push_str(number);
            out.push('"');
            shown = &shown[length..];
        }
        out.push('>');
    }
    let format = Html { source: document.source(), has_cells, keeps_lines: block.kind.keeps_lines() };
    write_phrases(document, block, shown, &format, out);
    out.push_str(close);
    out.push('\n');
}

struct Html<'d> {
    source: &'d Source,
    has_cells: bool,
    keeps_lines: bool,
}

impl InLine for Html<'_> {
    fn open(&self, _: &str, _: Range<usize>, role: Role, out: &mut String) -> Opened {
        match role {
            Role::Link(target) => {
                out.push_str("<a href=\"");
                escape(&address(self.source.slice(target)), out);
                out.push_str("\">");
                Opened { closing: "</a>".into(), is_verbatim: false }
            }
            Role::Styled(style) => open_tag(style.name(), out),
        }
    }

    fn text(&self, text: &str, out: &mut String) {
        write_signs(text, out, escape, &|sign, out| {
            let drawn = match sign {
                b'\t' if self.has_cells => "</td><td>",
                b'\n' if self.has_cells => "</td></tr>\n<tr><td>",
                b'\n' if !self.keeps_lines => "<br>\n",
                _ => return false,
            };
            out.push_str(drawn);
            true
        });
    }
}

/// Appends `text` with what HTML would take for markup escaped; fit for text and for quoted attributes.
pub(super) fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::nest;

    #[test]
    fn a_list_below_an_item_lies_within_it() {
        let (mut lists, mut out) = (Vec::new(), String::new());
        for (level, text) in [(1, "a"), (2, "b"), (2, "c"), (1, "1"), (1, "2"), (3, "d")] {
            nest(&mut lists, level, text < "a", &mut out);
            out += &format!("<li>{text}");
        }
        nest(&mut lists, 0, false, &mut out);
        let written = "<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>\
                       <ol><li>1</li><li>2<ul><li><ul><li>d</li></ul></li></ul></li></ol>";
        assert_eq!(out.replace('\n', ""), written);
    }
}
