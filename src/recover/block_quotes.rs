//! Block quotes: prose that stands further in than the text on either side, and lines that stand far in: who said a motto, what a notice
//! reads, how a letter ends.

use crate::document::{BlockKind, Draft};
use crate::source::Source;

/// Columns that a quotation stands in, and that a line alone does: less may be a paragraph's first line.
const INDENT: u16 = 2;
const INDENT_ALONE: u16 = 8;

/// Marks paragraphs of several lines that stand in, single lines between them, and single lines that stand far in. Where the text itself
/// stands in, an indent says how deep a paragraph lies, and not whose words it has.
pub(super) fn recover(_source: &Source, draft: &mut Draft) {
    let layout = draft.layout;
    if !layout.spaced || layout.margin > 0 {
        return;
    }
    for at in 0..draft.blocks.len() {
        let block = &draft.blocks[at];
        let indent = block.lines.iter().map(|line| line.indent).min().unwrap_or(0);
        let goes_on = at > 0 && draft.blocks[at - 1].kind == BlockKind::BlockQuote && block.gap <= layout.gap;
        let enough = if block.lines.len() > 1 || goes_on { INDENT } else { INDENT_ALONE };
        if block.kind == BlockKind::Paragraph && indent >= enough {
            draft.blocks[at].kind = BlockKind::BlockQuote;
        }
    }
}
