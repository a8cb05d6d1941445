//! Layout: how a document sets its paragraphs, as its lines tell over the whole of it.

use super::look::{self, End, Start};
use crate::document::{Draft, DraftBlock, DraftLine};
use crate::source::{Source, columns};

/// Blocks that are looked at: a document that has more goes on as it began.
const SAMPLE: usize = 4000;

/// Blocks of several lines that it takes to tell a layout by.
const FEWEST_BLOCKS: usize = 6;

/// Columns of the widest line of typed or wrapped text; a longer one is a paragraph that was never wrapped.
const WIDEST: u32 = 120;

/// Lines of the shortest block that tells how paragraphs are parted.
const SHORTEST: usize = 3;

/// The share of its block's width that a line leaves free which was ended on purpose: half of all last lines leave more.
const SHORT_LINE: f32 = 0.85;

/// One block in so many may hold what looks like a paragraph's end: an address, a few lines of dialogue. Books have one in a hundred,
/// columns that a page's extraction parts one in ten to one in two; of those, also, hardly half end with a sentence.
const BLOCKS_A_BREAK: usize = 16;

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
        let blocks = &draft.blocks[..draft.blocks.len().min(SAMPLE)];
        let lines = || blocks.iter().flat_map(|block| &block.lines);
        let measure = most_common(lines().map(extent).filter(|&extent| extent > 0), 0.88);
        let running = || {
            blocks
                .iter()
                .filter(|block| block.lines.len() >= SHORTEST && block.lines.iter().all(|line| extent(line) <= WIDEST))
        };
        let count = running().count();
        let breaks = running().filter(|block| holds_break(source, block)).count();
        let wrapped = blocks.iter().filter(|block| block.lines.iter().any(|line| extent(line) > WIDEST)).count();
        let ended =
            running().filter(|block| matches!(look::end(look::last(source, block)), End::Sentence | End::Colon));
        let ended = ended.count();
        Self {
            margin: margin(lines()),
            measure,
            spaced: count >= FEWEST_BLOCKS
                && breaks * BLOCKS_A_BREAK <= count
                && ended * 3 >= count * 2
                && wrapped * 4 <= count,
            gap: most_common(running().map(|block| u32::from(block.gap)), 0.5) as u16,
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
    if text.chars().next().is_some_and(look::is_unspaced) {
        return 2;
    }
    1 + columns(text.split_whitespace().next().unwrap_or_default())
}

/// The value that `share` of all values are at most as large as; 0 where there are none.
pub(super) fn most_common(values: impl Iterator<Item = u32>, share: f32) -> u32 {
    let mut values: Vec<u32> = values.collect();
    if values.is_empty() {
        return 0;
    }
    let at = ((values.len() - 1) as f32 * share) as usize;
    *values.select_nth_unstable(at).1
}

/// The indent that most lines stand at.
fn margin<'a>(lines: impl Iterator<Item = &'a DraftLine>) -> u16 {
    let mut counts = [0u32; 64];
    for line in lines {
        counts[usize::from(line.indent).min(counts.len() - 1)] += 1;
    }
    (0..counts.len()).rev().max_by_key(|&indent| counts[indent]).unwrap_or(0) as u16
}

/// Whether a paragraph seems to end within the block: a short line with a sentence's end, and a new beginning.
fn holds_break(source: &Source, block: &DraftBlock) -> bool {
    let widest = block.lines.iter().map(extent).max().unwrap_or(0);
    let limit = (widest as f32 * SHORT_LINE) as u32;
    block.lines.windows(2).any(|pair| {
        let next = look::line(source, &pair[1]);
        extent(&pair[0]) + first_word(next) <= limit
            && look::end(look::line(source, &pair[0])) == End::Sentence
            && look::start(next) != Start::Lower
    })
}
