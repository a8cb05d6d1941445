//! Text without markup: lines, parted into blocks at blank lines. What the blocks are is for the recovery passes to find.

use crate::document::{BlockKind, Draft, DraftBlock, DraftLine, End, Join, OmissionKind, Start};
use crate::source::{Bare, Line, Source, Span, columns};
use alloc::vec::Vec;

/// How far a tab goes: to the next multiple of this many columns.
const TAB_STOP: u16 = 8;

/// Lays the text out: one block for each stretch of lines without a blank one between.
pub fn draft(source: &Source) -> Draft {
    let text = source.text();
    let mut draft = Draft::default();
    let mut open: Option<DraftBlock> = None;
    let mut gap = 0u16;
    let mut page_break = false;
    for line in source.lines().iter() {
        match laid_out(text, line) {
            Laid::Blank => {
                draft.blocks.extend(open.take());
                gap = gap.saturating_add(1);
            }
            Laid::Invisible(span) => draft.omit(OmissionKind::Markup, span),
            Laid::Text(line) => {
                let block = open.get_or_insert_with(|| DraftBlock {
                    kind: BlockKind::Paragraph,
                    level: 0,
                    lines: Vec::new(),
                    links: Vec::new(),
                    gap,
                    page_break,
                    measure: 0,
                    full: false,
                });
                block.lines.push(line);
                gap = 0;
                page_break = false;
            }
        }
        if text[line.terminator.range()].starts_with('\u{c}') {
            draft.blocks.extend(open.take());
            page_break = true;
        }
    }
    draft.blocks.extend(open);
    draft
}

enum Laid {
    Blank,
    /// Only characters that no one sees: a byte order mark, zero-width spaces.
    Invisible(Span),
    Text(DraftLine),
}

fn laid_out(text: &str, line: Line) -> Laid {
    let whole = &text[line.text.range()];
    // Most lines begin and end with what anyone sees.
    let is_bare = matches!(whole.as_bytes(), [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~']);
    let begun = if is_bare { whole } else { whole.bare_start() };
    let inner = if is_bare { whole } else { begun.bare_end() };
    if inner.is_empty() {
        return Laid::Blank;
    }
    let lead = whole.len() - begun.len();
    let start = line.text.start + lead as u32;
    let span = Span::new(start, start + inner.len() as u32);
    if !is_bare && inner.chars().all(is_invisible) {
        return Laid::Invisible(span);
    }
    Laid::Text(DraftLine {
        text: span,
        indent: indent(&whole[..lead]),
        width: columns(inner).min(u32::from(u16::MAX)) as u16,
        starts: Start::Other,
        ends: End::Other,
        first_word: 0,
        join: Join::Space,
    })
}

/// Columns that leading space takes.
fn indent(space: &str) -> u16 {
    space.chars().fold(0u16, |column, char| match char {
        '\t' => (column / TAB_STOP).saturating_add(1).saturating_mul(TAB_STOP),
        // An ideographic space is as wide as the character it indents for.
        '\u{3000}' => column.saturating_add(2),
        _ => column.saturating_add(1),
    })
}

/// Characters that neither show nor take room, white space aside.
fn is_invisible(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
