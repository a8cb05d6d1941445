//! HTML: an article of semantic elements, everything of the text's escaped.

use super::{InLine, Opened, open_tag, strip_bullet, write_phrases};
use crate::document::{Block, BlockKind, Document, Role};
use crate::format::address;
use crate::source::Source;
use alloc::string::String;
use core::ops::Range;

pub(super) fn write(document: &Document) -> String {
    let mut out = String::with_capacity(document.source().text().len() * 5 / 4);
    out.push_str("<article>\n");
    let mut depth = 0;
    for (index, block) in document.blocks().iter().enumerate() {
        let level = if block.kind == BlockKind::ListItem { block.level } else { 0 };
        nest(&mut depth, level, &mut out);
        write_block(document, index, block, &mut out);
    }
    nest(&mut depth, 0, &mut out);
    out.push_str("</article>\n");
    out
}

/// Closes and opens lists up to where an item of `level` may begin; 0 closes all. An item stays open, for a list below it lies within it.
fn nest(depth: &mut u8, level: u8, out: &mut String) {
    while *depth > level {
        out.push_str("</li>\n</ul>\n");
        *depth -= 1;
    }
    if level > 0 && *depth == level {
        out.push_str("</li>\n");
    }
    while *depth < level {
        out.push_str("<ul>\n");
        *depth += 1;
        if *depth < level {
            out.push_str("<li>");
        }
    }
}

/// The tags of each level.
const HEADINGS: [(&str, &str); 6] =
    [("<h1", "</h1>"), ("<h2", "</h2>"), ("<h3", "</h3>"), ("<h4", "</h4>"), ("<h5", "</h5>"), ("<h6", "</h6>")];

fn write_block(document: &Document, index: usize, block: &Block, out: &mut String) {
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
        BlockKind::ListItem => ("<li>", ""),
        BlockKind::BlockQuote => ("<blockquote><p>", "</p></blockquote>"),
        BlockKind::PullQuote => ("<aside class=\"pull-quote\"><p>", "</p></aside>"),
        BlockKind::Caption => ("<p class=\"caption\">", "</p>"),
        BlockKind::Credit => ("<p class=\"credit\">", "</p>"),
        BlockKind::Footnote => ("<p class=\"footnote\">", "</p>"),
        BlockKind::Verse => ("<pre class=\"verse\">", "</pre>"),
        BlockKind::Code => ("<pre><code>", "</code></pre>"),
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
    write_reading(document, block, out);
    out.push_str(close);
    out.push('\n');
}

/// The reading text, without the bullet that an item came with: the list has its own.
fn write_reading(document: &Document, block: &Block, out: &mut String) {
    let reading = block.reading(document.source());
    let shown = if block.kind == BlockKind::ListItem { strip_bullet(&reading) } else { &reading };
    write_phrases(document, block, shown, &Html(document.source()), out);
}

struct Html<'d>(&'d Source);

impl InLine for Html<'_> {
    fn open(&self, _: &str, _: Range<usize>, role: Role, out: &mut String) -> Opened {
        match role {
            Role::Link(target) => {
                out.push_str("<a href=\"");
                escape(&address(self.0.slice(target)), out);
                out.push_str("\">");
                Opened { closing: "</a>".into(), is_verbatim: false }
            }
            Role::Styled(style) => open_tag(style.name(), out),
        }
    }

    fn text(&self, text: &str, out: &mut String) {
        escape(text, out);
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
        let (mut depth, mut out) = (0, String::new());
        for (level, text) in [(1, "a"), (2, "b"), (2, "c"), (1, "d")] {
            nest(&mut depth, level, &mut out);
            out += &format!("<li>{text}");
        }
        nest(&mut depth, 0, &mut out);
        assert_eq!(out.replace('\n', ""), "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>");
    }
}
