//! Underlines: titles of typed texts that have a row of strokes below them, and perhaps one above.

use super::look::{self, End};
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, DraftLine, OmissionKind};
use crate::source::{Source, columns};
use alloc::vec::Vec;

/// Columns of the shortest row of strokes, and of the longest title.
const SHORTEST: usize = 3;
const LONGEST: u32 = 100;

/// A row is as long as its title, but for so many columns, or one in so many.
const COLUMNS_OFF: u32 = 2;
const ONE_OFF_IN: u32 = 4;

/// Blocks that may stand above the whole text's own title: a kicker, the paper's name.
const MOST_ABOVE: usize = 2;

/// Sets titles apart from their text, and leaves their strokes out. Those that have the same stroke have the same level.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    // Where the text stands in from the page's edge, sections are told by that, and what has strokes is a table's.
    if draft.layout.is_typed() {
        return;
    }
    let mut strokes: Vec<(u8, bool)> = Vec::new();
    let mut rows = Vec::new();
    draft.rebuild(&mut |block, blocks| {
        let titles = titles(source, &block);
        let mut cuts: Vec<usize> = titles.iter().flat_map(|title| [title.from, title.to]).collect();
        cuts.dedup();
        cuts.retain(|&at| at > 0 && at < block.lines.len());
        let (mut at, mut titles) = (0, titles.into_iter().peekable());
        for mut part in wraps::part(block, &cuts) {
            let from = at;
            at += part.lines.len();
            if let Some(title) = titles.next_if(|title| title.from == from) {
                rows.extend(part.lines.iter().filter(|line| stroke(source, line).is_some()).map(|row| row.text));
                part.lines.retain(|line| stroke(source, line).is_none());
                // The first may be the whole text's, which is told with its head.
                let is_head = strokes.is_empty() && blocks.len() <= MOST_ABOVE && blocks.iter().all(is_brief);
                let place = strokes.iter().position(|&stroke| stroke == title.stroke).unwrap_or_else(|| {
                    strokes.push(title.stroke);
                    strokes.len() - 1
                });
                if !is_head {
                    (part.kind, part.level) = (BlockKind::Heading, place as u8 + 1);
                }
            }
            blocks.push(part);
        }
    });
    for row in rows {
        draft.omit(OmissionKind::Markup, row);
    }
}

fn is_brief(block: &DraftBlock) -> bool {
    block.lines.len() == 1 && block.ends() == End::Word
}

/// A title within a block.
struct Title {
    /// Of what its row is made, and whether one stands above it, too.
    stroke: (u8, bool),
    /// The lines that it takes with its rows, from the first to the one behind the last.
    from: usize,
    to: usize,
}

/// The titles of a block: at its head, right below each other, and below a sentence.
fn titles(source: &Source, block: &DraftBlock) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut at = 0;
    while block.kind == BlockKind::Paragraph && at + 1 < block.lines.len() {
        let opens =
            at == 0 || block.lines[at - 1].ends == End::Sentence || titles.last().is_some_and(|before| before.to == at);
        let title = if opens { title(source, &block.lines, at) } else { None };
        at = title.as_ref().map_or(at + 1, |title| title.to);
        titles.extend(title);
    }
    titles
}

/// The title that begins at the line `from`.
fn title(source: &Source, lines: &[DraftLine], from: usize) -> Option<Title> {
    let [first, second, behind @ ..] = &lines[from..] else { return None };
    let (above, title, below, behind) = match (stroke(source, first), behind) {
        (Some(above), [below, behind @ ..]) => (Some(above), second, below, behind),
        _ => (None, first, second, behind),
    };
    let stroke = stroke(source, below)?;
    let text = look::line(source, title);
    // Counted, for strokes set in type are narrow.
    let (wide, row) = (columns(text), columns(look::line(source, below)));
    let fits = wide <= LONGEST
        && wide.abs_diff(row) <= COLUMNS_OFF.max(wide / ONE_OFF_IN)
        && above.is_none_or(|above| above == stroke)
        && look::has_letters(text, 1)
        && (title.ends != End::Sentence || look::asks(text));
    // Below the head of a table's column stand numbers.
    let is_column = behind.first().is_some_and(|line| !look::has_letters(look::line(source, line), 1));
    let to = from + 2 + usize::from(above.is_some());
    (fits && !is_column).then_some(Title { stroke: (stroke, above.is_some()), from, to })
}

/// The sign that a row of strokes is made of.
fn stroke(source: &Source, line: &DraftLine) -> Option<u8> {
    let text = look::line(source, line).as_bytes();
    let (&first, rest) = text.split_first()?;
    let is_row =
        rest.len() + 1 >= SHORTEST && b"=-~^\"'`*+#".contains(&first) && rest.iter().all(|&byte| byte == first);
    is_row.then_some(first)
}
