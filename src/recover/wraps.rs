//! Wraps: joins the lines of a paragraph, and parts paragraphs that no blank line parts.

use super::lists;
use super::look::{self, End, Start};
use crate::document::{Draft, DraftBlock, DraftLine, Join};
use crate::source::Source;

/// Lines on either side that tell how wide a column is.
const NEIGHBOURHOOD: usize = 48;

/// The share of lines that is at most as wide as the measure. Below 1, for a few lines of another column may be wider;
/// proportional type needs some slack too.
const MEASURE_QUANTILE: f32 = 0.88;

/// A column this wide was never set: such lines are whole paragraphs, not wrapped ones.
const WIDEST_MEASURE: u32 = 180;

/// A line that leaves this share of the measure free was ended on purpose, whatever it ends with.
const SHORT_LINE: f32 = 0.8;

/// Parts each block where a paragraph ends, and ties the lines within.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let measures = Measures::of(draft);
    let mut blocks = Vec::with_capacity(draft.blocks.len());
    let mut line_index = 0;
    for block in draft.blocks.drain(..) {
        let first = line_index;
        line_index += block.lines.len();
        if block.lines.len() < 2 || block.kind.keeps_lines() {
            blocks.push(tied(source, block));
            continue;
        }
        let chunk = Chunk::new(source, &block, measures.at(first + block.lines.len() / 2));
        let breaks: Vec<usize> = (1..block.lines.len()).filter(|&at| chunk.breaks_before(at)).collect();
        part(block, &breaks, |part| blocks.push(tied(source, part)));
    }
    draft.blocks = blocks;
}

/// Cuts `block` before each of the lines `at`.
pub(super) fn part(mut block: DraftBlock, at: &[usize], mut each: impl FnMut(DraftBlock)) {
    let mut parts = Vec::with_capacity(at.len());
    for &at in at.iter().rev() {
        let lines = block.lines.split_off(at);
        let start = lines[0].text.start;
        let links = block.links.partition_point(|link| link.text.start < start);
        let links = block.links.split_off(links);
        parts.push(DraftBlock { lines, links, gap: 0, page_break: false, ..block });
    }
    each(block);
    parts.into_iter().rev().for_each(each);
}

/// Says how each line of the block is tied to the one before it.
fn tied(source: &Source, mut block: DraftBlock) -> DraftBlock {
    let keeps_lines = block.kind.keeps_lines();
    for at in 1..block.lines.len() {
        block.lines[at].join = if keeps_lines {
            Join::Break
        } else {
            join(look::line(source, &block.lines[at - 1]), look::line(source, &block.lines[at]))
        };
    }
    block
}

/// How a line's text goes on in the next: without a space in scripts that have none.
pub(super) fn join(before: &str, after: &str) -> Join {
    let unspaced = before.chars().next_back().is_some_and(look::is_unspaced)
        && after.chars().next().is_some_and(look::is_unspaced);
    if unspaced { Join::Nothing } else { Join::Space }
}

/// How wide the column is about each line.
pub(super) struct Measures {
    of_neighbourhood: Vec<u32>,
}

impl Measures {
    /// Measures the draft's columns.
    pub(super) fn of(draft: &Draft) -> Self {
        let extents: Vec<u32> = draft.blocks.iter().flat_map(|block| block.lines.iter().map(extent)).collect();
        let windows = extents.len().div_ceil(NEIGHBOURHOOD);
        let of_neighbourhood = (0..windows)
            .map(|window| {
                let from = window.saturating_sub(1) * NEIGHBOURHOOD;
                let to = ((window + 2) * NEIGHBOURHOOD).min(extents.len());
                quantile(extents[from..to].to_vec(), MEASURE_QUANTILE)
            })
            .collect();
        Self { of_neighbourhood }
    }

    /// The measure about the line of that index, counted over the whole draft, in columns.
    pub(super) fn at(&self, line: usize) -> u32 {
        self.of_neighbourhood.get(line / NEIGHBOURHOOD).copied().unwrap_or(0)
    }
}

fn quantile(mut values: Vec<u32>, share: f32) -> u32 {
    if values.is_empty() {
        return 0;
    }
    let at = ((values.len() - 1) as f32 * share) as usize;
    *values.select_nth_unstable(at).1
}

/// Where a line ends, in columns from the page's edge.
fn extent(line: &DraftLine) -> u32 {
    u32::from(line.indent) + u32::from(line.width)
}

/// Lines without a blank one between, and the measure that they were set to.
struct Chunk<'a> {
    source: &'a Source,
    lines: &'a [DraftLine],
    /// In columns; none where the lines were not wrapped.
    measure: Option<u32>,
    /// The indent that most lines have.
    margin: u16,
    /// Whether lines that stand in from the margin open paragraphs.
    indents_open: bool,
}

impl<'a> Chunk<'a> {
    fn new(source: &'a Source, block: &'a DraftBlock, around: u32) -> Self {
        let lines = &block.lines[..];
        let widest = lines.iter().map(extent).max().unwrap_or(0);
        let narrowest = lines[..lines.len() - 1].iter().map(extent).min().unwrap_or(0);
        // A block with a measure of its own, as a quotation or a box has: its lines are all about as wide.
        let even = narrowest * 10 >= widest * 7;
        let own = quantile(lines.iter().map(extent).collect(), MEASURE_QUANTILE);
        let measure = if even && lines.len() > 2 && widest < around {
            widest
        } else if lines.len() >= 8 {
            own
        } else {
            around
        };
        let measure = (measure <= WIDEST_MEASURE).then_some(measure);
        let margin = quantile(lines.iter().map(|line| u32::from(line.indent)).collect(), 0.5) as u16;
        let min = lines.iter().map(|line| line.indent).min().unwrap_or(0);
        let standing_in = lines.iter().filter(|line| line.indent > min).count();
        let indents_open = margin == min || standing_in * 2 <= lines.len();
        Self { source, lines, measure, margin: margin.min(min.max(margin.saturating_sub(4))), indents_open }
    }

    /// Whether a paragraph ends before the line `at`.
    fn breaks_before(&self, at: usize) -> bool {
        let (before, line) = (&self.lines[at - 1], &self.lines[at]);
        let (before_text, text) = (look::line(self.source, before), look::line(self.source, line));
        let ends = look::end(before_text);
        let starts = look::start(text);
        let room = self.room_after(before, text);
        if lists::marker(text).is_some_and(|marker| marker.is_bullet() || ends != End::Word || room == Room::Ample)
            && ends != End::Hyphen
        {
            return true;
        }
        if ends == End::Hyphen && !before_text.ends_with("--") {
            return false;
        }
        let opens = self.indents_open
            && line.indent > before.indent
            && line.indent > self.margin
            && line.indent <= self.margin + 12;
        if opens && starts != Start::Lower && self.lines.len() > 2 && !self.hangs() {
            return true;
        }
        match (ends, room) {
            (_, Room::None) | (End::Hyphen, _) => false,
            _ if starts == Start::Lower => false,
            (End::Sentence | End::Colon, _) => true,
            (End::Pause, _) => false,
            (End::Word | End::Dash | End::Other, room) => room == Room::Ample,
        }
    }

    /// Whether the first line stands out from all the others, as an item's does.
    fn hangs(&self) -> bool {
        self.lines[1..].iter().all(|line| line.indent > self.lines[0].indent)
    }

    /// Whether the next line's first word would still have stood on the line `before`.
    fn room_after(&self, before: &DraftLine, next: &str) -> Room {
        let Some(measure) = self.measure else { return Room::Ample };
        let word = first_word(next);
        if extent(before) + word > measure {
            Room::None
        } else if (extent(before) + word) as f32 <= measure as f32 * SHORT_LINE {
            Room::Ample
        } else {
            Room::Some
        }
    }
}

/// Room that a line left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    None,
    Some,
    Ample,
}

/// Columns of the first word of `text`, with the space before it.
fn first_word(text: &str) -> u32 {
    let first = text.chars().next();
    if first.is_some_and(look::is_unspaced) {
        return 2;
    }
    1 + look::columns(text.split_whitespace().next().unwrap_or_default())
}
