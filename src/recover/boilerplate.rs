//! Boilerplate: what a library puts about a text, told by the rules that it draws: `*** START OF …` and `*** END OF …`; and what is left
//! of advertisements in an article.

use super::look;
use super::pull_quotes::LONGEST_ARTICLE;
use super::vocabulary;
use crate::document::{Draft, DraftBlock, DraftLine, OmissionKind};
use crate::source::{Bare, Source};
use alloc::vec::Vec;

/// What the frame's lines begin with.
const RULE: &str = "***";

/// Lines at which the text itself begins and ends.
const FRAME_START: &str = "START OF ";
const FRAME_END: &str = "END OF ";

/// What the library's head has before the work's title.
const TITLE: &str = "Title: ";

/// Lines of the longest note on who made a transcription, and blocks that such notes take at most.
const LONGEST_CREDIT: usize = 5;
const MOST_CREDITS: usize = 4;

/// Leaves out what stands before the text's start and behind its end.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let is_framed = look::holds(source.text(), RULE);
    let find = |draft: &Draft, sign: &str| {
        let is_rule = |line: &DraftLine| {
            look::line(source, line).strip_prefix(RULE).is_some_and(|rest| rest.bare_start().starts_with(sign))
        };
        draft.blocks.iter().position(|block| is_framed && block.lines.iter().any(is_rule))
    };
    if let Some(end) = find(draft, FRAME_END) {
        let from = if end > 0 && announces_end(source, draft, end - 1) { end - 1 } else { end };
        draft.omit_blocks(OmissionKind::Boilerplate, &mut |at| at >= from);
    }
    if let Some(start) = find(draft, FRAME_START) {
        // Right behind it stands who made the transcription, perhaps without a word for it, above the title.
        let credited = draft.blocks.get(start + 1).is_some_and(|block| is_makers(source, block));
        let to = start + 1 + usize::from(credited).max(blocks_before_title(source, draft, start).unwrap_or(0));
        draft.omit_blocks(OmissionKind::Boilerplate, &mut |at| at < to);
    }
    // In old books, a chapter is headed "Advertisement".
    if source.text().len() <= LONGEST_ARTICLE {
        let is_place = |block: &DraftBlock| {
            let text = look::first(source, block);
            block.lines.len() == 1 && vocabulary::ADVERTISEMENT.holds(look::lettered(text))
        };
        let places: Vec<bool> = draft.blocks.iter().map(is_place).collect();
        draft.omit_blocks(OmissionKind::Boilerplate, &mut |at| places[at]);
    }
}

/// Whether the block says in words what the frame's end says in capitals.
fn announces_end(source: &Source, draft: &Draft, block: usize) -> bool {
    draft.blocks[block].lines.len() <= 2 && look::first(source, &draft.blocks[block]).starts_with("End of ")
}

/// How many short blocks stand between the frame's start and the title that the library's head tells.
fn blocks_before_title(source: &Source, draft: &Draft, start: usize) -> Option<usize> {
    let mut head = draft.blocks[..start].iter().flat_map(|block| &block.lines);
    let title = head.find_map(|line| look::line(source, line).strip_prefix(TITLE))?;
    let is_title = |block: &DraftBlock| look::text(source, block).eq_ignore_ascii_case(title);
    let may_credit =
        |block: &DraftBlock| block.lines.len() <= LONGEST_CREDIT && !look::first(source, block).starts_with('[');
    let behind = &draft.blocks[start + 1..];
    let place = behind.iter().take(MOST_CREDITS).position(is_title)?;
    behind[..place].iter().all(may_credit).then_some(place)
}

/// Whether the block says who made the transcription: `Produced by …`.
fn is_makers(source: &Source, block: &DraftBlock) -> bool {
    let text = look::first(source, block);
    block.lines.len() <= LONGEST_CREDIT
        && vocabulary::TRANSCRIBED
            .iter()
            .any(|word| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}
