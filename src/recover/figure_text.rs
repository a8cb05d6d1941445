//! Figure text: the axis labels, letters and numbers of a figure or a table, which extraction scatters between paragraphs.

use super::captions;
use super::look::{self, End};
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, Join};
use crate::source::unicode;
use crate::source::{Source, characters};
use alloc::vec;

/// Letters of the shortest word that says something: labels are "A", "10 μm", "OH".
const SHORTEST_WORD: usize = 3;

/// Columns of the longest scrap and of the longest label.
const LONGEST_SCRAP: u32 = 40;
const LONGEST_LABEL: u32 = 64;

/// Words that a line of a block of labels has at most, on average.
const WORDS_IN_LINE: usize = 3;

/// Blocks in a row that show a figure's text. Fewer may be a heading and the number above it.
const SHORTEST_RUN: usize = 4;

/// Of so many blocks in the run, one is a scrap.
const ONE_SCRAP_IN: usize = 3;

/// Marks runs of scraps and labels as what a figure shows, in one block with the caption before them where there is one.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let mut joins = vec![false; draft.blocks.len()];
    // What opens a text is its title page, below a picture of it perhaps.
    let pictures = draft.blocks.iter().take_while(|block| block.kind == BlockKind::Caption).count();
    let mut at = 0;
    while at < draft.blocks.len() {
        let run = &draft.blocks[at..];
        let labels = run.iter().take_while(|block| is_label(source, block)).count();
        let mut length = labels;
        // What stands last, right above the text, may be the heading of that text.
        while length > 0 && !is_scrap(source, &run[length - 1]) {
            length -= 1;
        }
        let scraps = run[..length].iter().filter(|block| is_scrap(source, block)).count();
        let below_caption = at > 0
            && draft.blocks[at - 1].kind != BlockKind::Table
            && captions::opens_numbered(source, &draft.blocks[at - 1]);
        if (at > pictures || below_caption)
            && (length >= SHORTEST_RUN || below_caption && length > 0)
            && scraps * ONE_SCRAP_IN >= length
        {
            joins[at - usize::from(below_caption)..at + length - 1].fill(true);
            draft.blocks[at..at + length].iter_mut().for_each(|block| block.kind = BlockKind::Caption);
        }
        at += labels.max(1);
    }
    wraps::join_to_next(draft, Join::Space, &|at| joins[at]);
}

/// Whether a block is so short and has so little of words that it can only be a piece of something: an address alone, for one.
pub(super) fn is_scrap(source: &Source, block: &DraftBlock) -> bool {
    let first = look::first(source, block);
    if block.lines.len() == 1 && look::holds_address(first) && !look::holds(first, " ") {
        return true;
    }
    look::size(block) <= LONGEST_SCRAP && block.lines.iter().all(|line| is_wordless(look::line(source, line)))
}

/// Whether no word stands in a line.
pub(super) fn is_wordless(line: &str) -> bool {
    let mut letters = 0;
    !characters(line).any(|char| {
        letters = if unicode::is_alphabetic(char) { letters + 1 } else { 0 };
        letters >= SHORTEST_WORD || letters > 0 && look::is_unspaced(char)
    })
}

/// Whether a block may be a label: a few words, and no sentence.
fn is_label(source: &Source, block: &DraftBlock) -> bool {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Verse | BlockKind::ListItem | BlockKind::Table) {
        return false;
    }
    if is_scrap(source, block) {
        return true;
    }
    let words = || block.lines.iter().map(|line| look::words(look::line(source, line))).sum::<usize>();
    block.lines.iter().all(|line| u32::from(line.width) <= LONGEST_LABEL)
        && !matches!(block.ends(), End::Sentence | End::Colon)
        && (block.lines.len() == 1 || words() <= block.lines.len() * WORDS_IN_LINE)
}
