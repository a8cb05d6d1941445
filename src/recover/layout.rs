//! Layout: how a document sets its paragraphs, as its lines tell over the whole of it.

use super::look::{self, End, Start};
use crate::document::{Draft, DraftBlock, DraftLine};
use crate::source::{Source, columns};

/// Blocks that are looked at, or somewhat fewer, evenly over the whole: more tell no more.
const SAMPLE: usize = 2000;

/// Blocks of several lines that it takes to tell a layout by.
const FEWEST_BLOCKS: u32 = 6;

/// Columns of the widest line of typed or wrapped text; a longer one is a paragraph that was never wrapped.
const WIDEST: u32 = 120;

/// Lines of the shortest block that tells how paragraphs are parted.
const SHORTEST: usize = 3;

/// The share of its block's width that a line leaves free which was ended on purpose: half of all last lines leave more.
const SHORT_LINE: f32 = 0.85;

/// One block in so many may hold what looks like a paragraph's end: an address, a few lines of dialogue. Books have one in a hundred,
/// columns that a page's extraction parts one in ten to one in two; of those, also, hardly half end with a sentence.
const BLOCKS_A_BREAK: u32 = 16;

/// How a document is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// The indent that most lines stand at, in columns.
    pub(super) margin: u16,
    /// Where the lines of running text end, in columns from the page's edge.
    pub(super) measure: u32,
    /// Whether lines are wrapped and a blank line stands before each paragraph, and nowhere else.
    pub(super) spaced: bool,
    /// The blank lines that stand before most paragraphs.
    pub(super) gap: u16,
}

impl Layout {
    /// Looks at the draft's lines.
    pub(super) fn of(source: &Source, draft: &Draft) -> Self {
        let (mut extents, mut indents, mut gaps) = (Histogram::new(), Histogram::new(), Histogram::new());
        let (mut unwrapped, mut breaks, mut ended) = (0, 0, 0);
        for block in draft.blocks.iter().step_by(draft.blocks.len() / SAMPLE + 1) {
            let mut widest = 0;
            for line in &block.lines {
                widest = widest.max(extent(line));
                extents.add(extent(line));
                indents.add(line.indent.into());
            }
            if widest > WIDEST {
                unwrapped += 1;
            } else if block.lines.len() >= SHORTEST {
                gaps.add(block.gap.into());
                // A paragraph seems to end within the block.
                let limit = (widest as f32 * SHORT_LINE) as u32;
                breaks += u32::from(block.lines.windows(2).any(|pair| ends_short(source, pair, limit)));
                ended += u32::from(matches!(look::end(look::last(source, block)), End::Sentence | End::Colon));
            }
        }
        let count = gaps.total;
        Self {
            margin: indents.commonest(),
            measure: extents.quantile(0.88).unwrap_or(0),
            spaced: count >= FEWEST_BLOCKS
                && breaks * BLOCKS_A_BREAK <= count
                && ended * 3 >= count * 2
                && unwrapped * 4 <= count,
            gap: gaps.quantile(0.5).unwrap_or(0) as u16,
        }
    }

    /// Whether the text was typed: it stands in from the page's edge, and blank lines part its paragraphs.
    pub(super) fn is_typed(&self) -> bool {
        self.spaced && self.margin > 0
    }

    /// Whether a block stands further in than the text, each line of it.
    pub(super) fn stands_in(&self, block: &DraftBlock) -> bool {
        block.lines.iter().all(|line| line.indent > self.margin)
    }

    /// Whether the line stands in the middle, with room on either side.
    pub(super) fn is_centred(&self, line: &DraftLine) -> bool {
        let middle = u32::from(line.indent) * 2 + u32::from(line.width);
        line.indent > self.margin + 2 && middle.abs_diff(self.measure + u32::from(self.margin)) <= 6
    }

    /// Whether the block's last line is so full that the next block's first word would not have stood on it.
    pub(super) fn is_full(&self, source: &Source, block: &DraftBlock, next: &DraftBlock) -> bool {
        let last = &block.lines[block.lines.len() - 1];
        extent(last) + first_word(look::first(source, next)) > self.measure
    }
}

/// Where a line ends, in columns from the page's edge.
pub(super) fn extent(line: &DraftLine) -> u32 {
    u32::from(line.indent) + u32::from(line.width)
}

/// Columns of the first word of `text`, with the space before it.
pub(super) fn first_word(text: &str) -> u32 {
    if look::starts(text, look::is_unspaced) {
        return 2;
    }
    let rest = look::trim_start(text, |char| !char.is_whitespace());
    1 + columns(&text[..text.len() - rest.len()])
}

/// Whether a line that ends a sentence has room within `limit` for the first word of the next, which begins anew: a paragraph's end.
pub(super) fn ends_short(source: &Source, pair: &[DraftLine], limit: u32) -> bool {
    let next = look::line(source, &pair[1]);
    extent(&pair[0]) + first_word(next) <= limit
        && look::end(look::line(source, &pair[0])) == End::Sentence
        && look::start(next) != Start::Lower
}

/// How often each of many small numbers comes.
pub(super) struct Histogram {
    counts: [u32; WIDEST_COUNTED],
    pub(super) total: u32,
}

/// Columns from which on lines are as wide as any: no column of text is set so wide.
const WIDEST_COUNTED: usize = 256;

impl Histogram {
    pub(super) fn new() -> Self {
        Self { counts: [0; WIDEST_COUNTED], total: 0 }
    }

    #[inline(never)]
    pub(super) fn add(&mut self, number: u32) {
        self.counts[(number as usize).min(WIDEST_COUNTED - 1)] += 1;
        self.total += 1;
    }

    /// The number that `share` of all are at most as large as; none where there are none.
    #[inline(never)]
    pub(super) fn quantile(&self, share: f32) -> Option<u32> {
        let mut rest = (self.total.checked_sub(1)? as f32 * share) as u32;
        for (number, &count) in self.counts.iter().enumerate() {
            if rest < count {
                return Some(number as u32);
            }
            rest -= count;
        }
        None
    }

    /// The number that comes most often, of several the smallest.
    fn commonest(&self) -> u16 {
        (0..WIDEST_COUNTED).rev().max_by_key(|&number| self.counts[number]).unwrap_or(0) as u16
    }
}
