//! Boilerplate: what a library puts about a text, told by the rules that it draws: `*** START OF …` and `*** END OF …`.

use super::look;
use super::vocabulary;
use crate::document::{Draft, DraftBlock, DraftLine, OmissionKind};
use crate::source::Source;

/// Lines at which the text itself begins and ends.
const FRAME_START: &str = "START OF ";
const FRAME_END: &str = "END OF ";

/// Lines of the longest note on who made a transcription.
const LONGEST_CREDIT: usize = 5;

/// Leaves out what stands before the text's start and behind its end.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let find = |draft: &Draft, sign: &str| {
        let is_rule = |line: &DraftLine| {
            look::line(source, line).strip_prefix("***").is_some_and(|rest| rest.trim_start().starts_with(sign))
        };
        draft.blocks.iter().position(|block| block.lines.iter().any(is_rule))
    };
    if let Some(end) = find(draft, FRAME_END) {
        let from = if end > 0 && announces_end(source, draft, end - 1) { end - 1 } else { end };
        draft.omit_blocks(OmissionKind::Boilerplate, &mut |at| at >= from);
    }
    if let Some(start) = find(draft, FRAME_START) {
        // Right behind it stands who made the transcription.
        let credited = draft.blocks.get(start + 1).is_some_and(|block| is_makers(source, block));
        let to = start + 1 + usize::from(credited);
        draft.omit_blocks(OmissionKind::Boilerplate, &mut |at| at < to);
    }
}

/// Whether the block says in words what the frame's end says in capitals.
fn announces_end(source: &Source, draft: &Draft, block: usize) -> bool {
    draft.blocks[block].lines.len() <= 2 && look::first(source, &draft.blocks[block]).starts_with("End of ")
}

/// Whether the block says who made the transcription: `Produced by …`.
fn is_makers(source: &Source, block: &DraftBlock) -> bool {
    let text = look::first(source, block);
    block.lines.len() <= LONGEST_CREDIT
        && vocabulary::words(vocabulary::TRANSCRIBED)
            .any(|word| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}
