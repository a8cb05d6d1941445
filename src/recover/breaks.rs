//! Breaks: sentences that a column, a page or a figure cut in two, joined again, even several blocks apart.

use super::figure_text;
use super::headings;
use super::layout::{SHORT_LINE, extent};
use super::look::{self, End, Start};
use super::source_notes::says_published;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, Layout};
use crate::source::{Bare, Source, Span};
use alloc::vec::Vec;

/// Blocks that may stand between the halves of a sentence.
const FURTHEST: usize = 6;

/// Words of the longest block between two halves that is taken for an aside and not for text.
const LONGEST_ASIDE: usize = 90;

/// Blocks between two halves that nothing else tells to be asides.
const MOST_UNKNOWN: usize = 2;

/// Columns from which on a block without a sentence's end, in a script without case, goes on in the next: headings are shorter.
const SHORTEST_CASELESS: u32 = 64;

/// Columns from which on a block without a sentence's end is a cut paragraph and not a heading.
const SHORTEST_PROSE: u32 = 60;

/// One block in so many may have been parted from the one before it in a text that has a blank line before each paragraph.
const BLOCKS_A_PART: usize = 16;

/// Lines of the longest citation of a publication; what a footnote goes on with is not searched each time that it grows.
const LONGEST_CITATION: usize = 4;

/// Bytes of the longest line that a formula begins with, for the same reason: a label's columns, in signs that take four bytes each.
const LONGEST_FORMULA: usize = 256;

/// Digits of the longest number that is set raised.
const LONGEST_RAISED: usize = 3;

/// Joins each paragraph that stops within a sentence with the block that goes on with it.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let layout = draft.layout;
    // Where paragraphs had to be parted, blank lines are no evidence that they end.
    let parted = |block: &&DraftBlock| block.gap == 0 && !block.page_break && block.lines.len() > 2;
    let spaced = layout.spaced && draft.blocks.iter().filter(parted).count() * BLOCKS_A_PART <= draft.blocks.len();
    let mut ahead = core::mem::take(&mut draft.blocks);
    ahead.reverse();
    let mut level = None;
    while let Some(mut block) = ahead.pop() {
        let lines = block.lines.len();
        while let Some(rest) = rest_of(source, &layout, &block, &ahead)
            && (!spaced || is_cut(source, &layout, &block, &ahead, rest))
        {
            join(source, draft, &mut block, &mut ahead, rest);
        }
        // A heading may be cut, too: behind whole text, it stands beside the headings before it.
        if block.lines.len() > lines
            && headings::is_plain(source, &block)
            && draft.blocks.last().is_some_and(|before| before.ends() == End::Sentence)
            && let Some(level) = level
        {
            (block.kind, block.level) = (BlockKind::Heading, level);
        }
        if block.kind == BlockKind::Heading {
            level = Some(block.level);
        }
        draft.blocks.push(block);
    }
}

/// The block so many behind the one at hand: what lies ahead is in reverse, so that the next ones are soon taken out.
fn next(ahead: &[DraftBlock], distance: usize) -> Option<&DraftBlock> {
    ahead.get(ahead.len().checked_sub(distance + 1)?)
}

/// Whether a page's end may have cut the paragraph, in a text that has a blank line before each.
fn is_cut(source: &Source, layout: &Layout, block: &DraftBlock, ahead: &[DraftBlock], rest: usize) -> bool {
    let until = &ahead[ahead.len() - 1 - rest..];
    let next = &until[0];
    let (from, to) = (look::span(block).end, look::span(next).start);
    let furniture_between = rest == 0 && from < to && !source.slice(Span::new(from, to)).bare().is_empty();
    let page_between = furniture_between || until.iter().any(|block| block.page_break);
    let goes_on = match next.starts() {
        Start::Lower => true,
        Start::Caseless => block.ends() == End::Word,
        _ => false,
    };
    page_between && next.lines[0].indent <= block.lines[block.lines.len() - 1].indent
        || layout.is_full(block, next) && goes_on
}

/// How far ahead the block stands that goes on with the sentence that `block` stops within: 0 for the next.
fn rest_of(source: &Source, layout: &Layout, block: &DraftBlock, ahead: &[DraftBlock]) -> Option<usize> {
    if !matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Footnote | BlockKind::Caption | BlockKind::Standfirst
    ) {
        return None;
    }
    let ending = look::last(source, block);
    let ends = block.ends();
    if look::opens_quoted(look::first(source, block)) && look::closes_quoted(ending) {
        return None;
    }
    if is_raised(source, block, ahead) {
        return Some(0);
    }
    // What begins without a word is a formula, and the sentence goes on behind it.
    let is_formula = |block: &DraftBlock| {
        let first = look::first(source, block);
        block.kind == BlockKind::Caption && first.len() <= LONGEST_FORMULA && figure_text::is_wordless(first)
    };
    if is_formula(block) {
        return None;
    }
    if matches!(ends, End::Sentence | End::Colon) {
        // Where paragraphs begin further in, one that begins at the margin goes on with the one above it, whose column was full.
        let is_paragraph = |block: &DraftBlock| block.kind == BlockKind::Paragraph && block.lines.len() > 1;
        let goes_on = block.full
            && (is_paragraph(block) || block.kind == BlockKind::ListItem)
            && next(ahead, 0).is_some_and(|next| is_paragraph(next) && layout.is_flush(next));
        return goes_on.then_some(0);
    }
    // A citation of the publication at a page's foot is whole as it is.
    let is_brief = block.lines.len() <= LONGEST_CITATION;
    if block.kind == BlockKind::Footnote
        && (look::holds_address(ending) || is_brief && look::holds_address(source.slice(look::span(block))))
    {
        return None;
    }
    // However short it is, what begins as paragraphs do is none of the headings.
    let opens = next(ahead, 0).is_some_and(|next| layout.opens(block) && layout.is_flush(next));
    let prose = block.kind == BlockKind::Paragraph
        && (opens || is_longer(block, SHORTEST_PROSE - 1) || headings::leads_on(ending));
    let running = prose || (block.kind == BlockKind::Paragraph && (block.full || ends == End::Hyphen));
    let mut skipped = 0;
    for (distance, next) in ahead.iter().rev().take(FURTHEST).enumerate() {
        if is_aside(next.kind) && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            if is_formula(next) {
                return None;
            }
            // A note on where the text appeared may have been cut, too, behind the word for it.
            let is_note = distance == 0 && next.kind == BlockKind::SourceNote && next.starts() == Start::Lower;
            if is_note && !is_longer(block, SHORTEST_PROSE) && says_published(ending) {
                return Some(0);
            }
            continue;
        }
        if next.kind != BlockKind::Paragraph {
            return None;
        }
        let here = Some(distance);
        match next.starts() {
            Start::Lower => return here,
            Start::Caseless
                if skipped == 0 && prose && (opens || is_longer(block, SHORTEST_CASELESS)) && ends != End::Dash =>
            {
                return here;
            }
            Start::Upper | Start::Digit | Start::Other
                if skipped == 0
                    && prose
                    && (matches!(ends, End::Pause | End::Hyphen)
                        // What a bracket closes is a citation, or a paragraph in brackets.
                        || ends == End::Word
                            && !leaves_room(block)
                            && !look::ends_in(ending, ")]")
                            && !look::ends_in_address(ending)
                            && !look::is_attributed(ending))
                    && look::label(look::first(source, next)).is_none()
                    && !awaits_lower(source, ahead, distance) =>
            {
                return here;
            }
            _ if running && skipped < MOST_UNKNOWN && may_stand_between(source, next) => skipped += 1,
            _ => return None,
        }
    }
    None
}

/// Whether the next block is a number alone that was set raised, and belongs to the words on both sides: "… | 13 | C NMR …".
fn is_raised(source: &Source, block: &DraftBlock, ahead: &[DraftBlock]) -> bool {
    if block.kind != BlockKind::Paragraph || !is_longer(block, SHORTEST_PROSE) {
        return false;
    }
    let (Some(number), Some(after)) = (next(ahead, 0), next(ahead, 1)) else { return false };
    let text = look::first(source, number);
    let is_number = number.lines.len() == 1 && text.len() <= LONGEST_RAISED && look::is_digits(text);
    let goes_on = |block: &DraftBlock| block.kind == BlockKind::Paragraph && !block.page_break;
    is_number && goes_on(number) && goes_on(after) && is_longer(after, SHORTEST_PROSE)
}

/// Whether the block is of few lines, the last of which leaves room that those above it fill: a heading's does, and no cut paragraph's.
/// One of many lines is not measured.
fn leaves_room(block: &DraftBlock) -> bool {
    if block.full || block.lines.len() > headings::MOST_LINES {
        return false;
    }
    let widest = block.lines.iter().map(extent).max().unwrap_or(0);
    (extent(&block.lines[block.lines.len() - 1]) as f32) < widest as f32 * SHORT_LINE
}

/// Whether a block's text is longer than `columns`; a long one is not measured to its end.
fn is_longer(block: &DraftBlock, columns: u32) -> bool {
    block.lines.len() > 2 || look::size(block) > columns
}

/// Whether a block that nothing else tells to be an aside may stand between the halves of a sentence: it is short, and whole or labelled.
fn may_stand_between(source: &Source, block: &DraftBlock) -> bool {
    look::words(source.slice(look::span(block))) <= LONGEST_ASIDE
        && (block.ends() == End::Sentence || look::label(look::first(source, block)).is_some_and(look::is_all_capitals))
}

/// Whether a block further on goes on with the sentence more plainly: with a small letter, behind blocks that may be asides.
fn awaits_lower(source: &Source, ahead: &[DraftBlock], distance: usize) -> bool {
    let mut unknown = 0;
    for at in distance..FURTHEST {
        let Some(block) = next(ahead, at) else { return false };
        if is_aside(block.kind) {
            continue;
        }
        if block.kind != BlockKind::Paragraph {
            return false;
        }
        if block.starts() == Start::Lower {
            return unknown > 0;
        }
        unknown += 1;
        if unknown > MOST_UNKNOWN || !may_stand_between(source, block) {
            return false;
        }
    }
    let last = next(ahead, FURTHEST).filter(|block| block.kind == BlockKind::Paragraph);
    unknown > 0 && last.is_some_and(|block| block.starts() == Start::Lower)
}

/// Whether a block of that kind may stand within a sentence.
fn is_aside(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Caption
            | BlockKind::Credit
            | BlockKind::PullQuote
            | BlockKind::Footnote
            | BlockKind::Table
            | BlockKind::SourceNote
    )
}

/// Puts the block that stands `rest` ahead behind `block`; what stood between follows them.
fn join(source: &Source, draft: &mut Draft, block: &mut DraftBlock, ahead: &mut Vec<DraftBlock>, rest: usize) {
    let at = ahead.len() - 1 - rest;
    let mut half = ahead.remove(at);
    let (before, after) = (look::last(source, block), look::first(source, &half));
    let opens =
        draft.blocks.last().is_none_or(|block| !matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption));
    half.lines[0].join = if opens && block.lines.len() == 1 {
        wraps::join_first(before, after, half.lines.len(), half.ends())
    } else {
        wraps::join(before, after)
    };
    if let Some(between) = ahead[at..].last().map(look::span) {
        for block in ahead[at..].iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
            block.kind = BlockKind::Caption;
        }
        draft.remark("a sentence goes on behind what stands here; read otherwise, the text would end before it and begin anew after it", between);
    }
    if half.kind == BlockKind::SourceNote {
        block.kind = half.kind;
    }
    block.full = half.full;
    block.append(&mut half);
}
