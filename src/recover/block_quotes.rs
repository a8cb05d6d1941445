//! Block quotes: prose that stands further in than the text on either side.

use crate::document::{BlockKind, Draft};
use crate::source::Source;

/// Columns that a quotation stands in.
const INDENT: u16 = 2;

/// Marks paragraphs of several lines that stand in, and single lines between them. Where the text itself stands in, an indent says
/// how deep a paragraph lies, and not whose words it has.
pub(super) fn recover(_source: &Source, draft: &mut Draft) {
    let layout = draft.layout;
    if !layout.spaced || layout.margin > 0 {
        return;
    }
    for at in 0..draft.blocks.len() {
        let block = &draft.blocks[at];
        let stands_in = block.lines.iter().all(|line| line.indent >= INDENT);
        let goes_on = at > 0 && draft.blocks[at - 1].kind == BlockKind::BlockQuote && block.gap <= layout.gap;
        if block.kind == BlockKind::Paragraph && stands_in && (block.lines.len() > 1 || goes_on) {
            draft.blocks[at].kind = BlockKind::BlockQuote;
        }
    }
}
