//! Breaks: sentences that a column, a page or a figure cut in two, joined again, even several blocks apart.

use super::layout::Layout;
use super::look::{self, End, Start};
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::{Source, Span};

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

/// Joins each paragraph that stops within a sentence with the block that goes on with it.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let layout = Layout::of(source, draft);
    let mut at = 0;
    while at < draft.blocks.len() {
        let rest = rest_of(source, &draft.blocks, at);
        match rest.filter(|&rest| !layout.spaced || is_cut(source, &layout, &draft.blocks, at, rest)) {
            Some(rest) => join(source, draft, at, rest),
            None => at += 1,
        }
    }
}

/// Whether a page's end may have cut the paragraph, in a text that has a blank line before each.
fn is_cut(source: &Source, layout: &Layout, blocks: &[DraftBlock], at: usize, rest: usize) -> bool {
    let (block, next) = (&blocks[at], &blocks[rest]);
    let (from, to) = (look::span(block).end, look::span(next).start);
    let furniture_between = rest == at + 1 && from < to && !source.slice(Span::new(from, to)).trim().is_empty();
    let page_between = furniture_between || blocks[at + 1..=rest].iter().any(|block| block.page_break);
    page_between && next.lines[0].indent <= block.lines[block.lines.len() - 1].indent
        || layout.is_full(source, block, next) && look::start(look::first(source, next)) == Start::Lower
}

/// The block that goes on with the sentence that the block `at` stops within.
fn rest_of(source: &Source, blocks: &[DraftBlock], at: usize) -> Option<usize> {
    let block = &blocks[at];
    if !matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Footnote | BlockKind::Caption | BlockKind::Standfirst
    ) {
        return None;
    }
    let ending = look::last(source, block);
    let ends = look::end(ending);
    if matches!(ends, End::Sentence | End::Colon) || look::is_quoted(&look::text(source, block)) {
        return None;
    }
    // A citation of the publication at a page's foot is whole as it is.
    if block.kind == BlockKind::Footnote && ["://", "www."].iter().any(|sign| ending.contains(sign)) {
        return None;
    }
    let size = look::size(block);
    let prose = block.kind == BlockKind::Paragraph && (size >= SHORTEST_PROSE || block.lines.len() > 2);
    let running = prose || (block.kind == BlockKind::Paragraph && (block.full || ends == End::Hyphen));
    let mut skipped = 0;
    for (distance, next) in blocks[at + 1..].iter().take(FURTHEST).enumerate() {
        if is_aside(next.kind) && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            continue;
        }
        if next.kind != BlockKind::Paragraph {
            return None;
        }
        let here = Some(at + 1 + distance);
        match look::start(look::first(source, next)) {
            Start::Lower => return here,
            Start::Caseless if skipped == 0 && prose && size > SHORTEST_CASELESS && ends != End::Dash => return here,
            Start::Upper | Start::Digit | Start::Other
                if skipped == 0
                    && prose
                    && matches!(ends, End::Word | End::Pause | End::Hyphen)
                    && !awaits_lower(source, blocks, at, distance) =>
            {
                return here;
            }
            _ if running && skipped < MOST_UNKNOWN && may_stand_between(source, next) => skipped += 1,
            _ => return None,
        }
    }
    None
}

/// Whether a block that nothing else tells to be an aside may stand between the halves of a sentence: it is short, and whole.
fn may_stand_between(source: &Source, block: &DraftBlock) -> bool {
    look::words(&look::text(source, block)) <= LONGEST_ASIDE && look::end(look::last(source, block)) == End::Sentence
}

/// Whether a block further on goes on with the sentence more plainly: with a small letter, behind blocks that may be asides.
fn awaits_lower(source: &Source, blocks: &[DraftBlock], at: usize, distance: usize) -> bool {
    let ahead = &blocks[at + 1 + distance..];
    let between = |block: &&DraftBlock| {
        is_aside(block.kind)
            || (block.kind == BlockKind::Paragraph
                && look::start(look::first(source, block)) != Start::Lower
                && may_stand_between(source, block))
    };
    let asides = ahead.iter().take(FURTHEST - distance).take_while(between).count();
    let unknown = ahead[..asides].iter().filter(|block| !is_aside(block.kind)).count();
    let after = ahead.get(asides).filter(|block| block.kind == BlockKind::Paragraph);
    (1..=MOST_UNKNOWN).contains(&unknown)
        && after.is_some_and(|block| look::start(look::first(source, block)) == Start::Lower)
}

/// Whether a block of that kind may stand within a sentence.
fn is_aside(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Caption | BlockKind::Credit | BlockKind::PullQuote | BlockKind::Footnote | BlockKind::Table
    )
}

/// Puts the block `rest` behind the block `at`; what stood between follows them.
fn join(source: &Source, draft: &mut Draft, at: usize, rest: usize) {
    let mut half = draft.blocks.remove(rest);
    half.lines[0].join = wraps::join(look::last(source, &draft.blocks[at]), look::first(source, &half));
    if rest > at + 1 {
        let between = look::span(&draft.blocks[at + 1]);
        for block in &mut draft.blocks[at + 1..rest] {
            if block.kind == BlockKind::Paragraph {
                block.kind = BlockKind::Caption;
            }
        }
        draft.remark("a sentence goes on behind what stands here; read otherwise, the text would end before it and begin anew after it", between);
    }
    draft.blocks[at].full = half.full;
    draft.blocks[at].lines.append(&mut half.lines);
    draft.blocks[at].links.append(&mut half.links);
}
