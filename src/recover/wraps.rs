//! Wraps: joins the lines of a paragraph, and parts paragraphs that no blank line parts.

use super::captions;
use super::layout::{Histogram, Layout, extent, first_word};
use super::lists;
use super::look::{self, End, Start};
use crate::document::{Draft, DraftBlock, DraftLine, Join};
use crate::source::{Source, Span, columns};

/// Lines on either side that tell how wide a column is.
const NEIGHBOURHOOD: usize = 48;

/// The share of full lines that is taken to be shorter than the measure. On a grid of even columns every full line reaches it, but for
/// lines of another column; proportional type is wider or narrower by its letters, and there the middle parts best.
const SHORTER_ON_GRID: f32 = 0.12;
const SHORTER_IN_TYPE: f32 = 0.55;

/// The same where paragraphs are long, as in papers: then a sentence that ends with a line by chance is commoner than a paragraph
/// whose last line is nearly full.
const SHORTER_IN_LONG_PARAGRAPHS: f32 = 0.12;

/// A line that takes this share of the usual measure may be full, in proportional type.
const FULL_LINE: f32 = 0.95;

/// How far the widest lines go beyond the usual ones in proportional type, as a share. On a grid it is a column at most.
const SPREAD_OF_TYPE: f32 = 0.03;

/// Full lines in a neighbourhood from which on it has a measure of its own.
const FEWEST_SAMPLES: u32 = 4;

/// A line this much wider than the measure, as a share, was not set in the column.
const BEYOND: f32 = 1.4;

/// Lines that an article's head takes at most.
const HEAD_LINES: usize = 10;

/// Lines without a blank one between from which on headings are looked for among them: such a text has none about its headings.
const RUNNING_ON: usize = 60;

/// A column this wide was never set: such lines are whole paragraphs, not wrapped ones.
const WIDEST_MEASURE: u32 = 180;

/// A line that leaves this share of the measure free was ended on purpose, whatever it ends with.
const SHORT_LINE: f32 = 0.8;

/// Parts each block where a paragraph ends, and ties the lines within.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let measures = Measures::of(source, draft);
    let spaced = Layout::of(source, draft).spaced;
    let mut blocks = Vec::with_capacity(draft.blocks.len());
    let mut line_index = 0;
    for block in draft.blocks.drain(..) {
        let first = line_index;
        line_index += block.lines.len();
        let measure = measures.at(first + block.lines.len() / 2);
        let start = blocks.len();
        // The sentences of a caption may each begin on a line of their own; they are one caption.
        if block.lines.len() < 2 || block.kind.keeps_lines() || captions::opens_numbered(source, &block) {
            blocks.push(tied(source, block));
            mark_full(&mut blocks[start..], measure);
            continue;
        }
        let breaks: Vec<usize> = if spaced {
            (1..block.lines.len()).filter(|&at| item_begins(source, &block.lines, at)).collect()
        } else {
            let chunk = Chunk::new(source, &block, measure, measures.shorter, first == 0);
            (1..block.lines.len()).filter(|&at| chunk.breaks_before(at)).collect()
        };
        for part in part(block, &breaks) {
            blocks.push(tied(source, part));
        }
        mark_full(&mut blocks[start..], measure);
    }
    draft.blocks = blocks;
}

/// Notes of each block whether its last line fills the column.
fn mark_full(blocks: &mut [DraftBlock], measure: Option<u32>) {
    for block in blocks {
        let share = measure.map_or(0.0, |measure| extent(&block.lines[block.lines.len() - 1]) as f32 / measure as f32);
        block.full = (SHORT_LINE..=BEYOND).contains(&share);
    }
}

/// Cuts `block` before each of the lines `at`.
pub(super) fn part(mut block: DraftBlock, at: &[usize]) -> Vec<DraftBlock> {
    let mut parts = Vec::with_capacity(at.len() + 1);
    for &at in at.iter().rev() {
        let lines = block.lines.split_off(at);
        parts.push(rest_of(&mut block, lines));
    }
    parts.push(block);
    parts.reverse();
    parts
}

/// The block of those `lines`, which were cut from the end of `block`, with the links in them.
fn rest_of(block: &mut DraftBlock, lines: Vec<DraftLine>) -> DraftBlock {
    let start = lines[0].text.start;
    let links = block.links.split_off(block.links.partition_point(|link| link.text.start < start));
    DraftBlock { lines, links, gap: 0, page_break: false, ..*block }
}

/// Cuts `block` at the byte `at`, and gives what follows; none where nothing stands before it.
pub(super) fn cut(source: &Source, block: &mut DraftBlock, at: u32) -> Option<DraftBlock> {
    let index = block.lines.iter().position(|line| at < line.text.end)?;
    let mut lines = block.lines.split_off(index);
    let line = lines[0];
    let piece = |from: u32, to: u32| {
        let text = source.slice(Span::new(from, to));
        let start = from + (text.len() - text.trim_start().len()) as u32;
        let text = text.trim();
        let width = columns(text).min(u32::from(u16::MAX)) as u16;
        DraftLine { text: Span::new(start, start + text.len() as u32), width, ..line }
    };
    let head = piece(line.text.start, at.max(line.text.start));
    if !head.text.is_empty() {
        block.lines.push(head);
        lines[0] = DraftLine { join: Join::Space, ..piece(at, line.text.end) };
    }
    if block.lines.is_empty() {
        block.lines = lines;
        return None;
    }
    Some(rest_of(block, lines))
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

/// How wide the column is about each line: what a line takes, together with the next one's first word, that had no room for it.
/// Lines that stop within a sentence which the next line goes on with are full for certain; they tell.
pub(super) struct Measures {
    of_neighbourhood: Vec<u32>,
    /// The share of full lines that is taken to be shorter.
    shorter: f32,
}

impl Measures {
    /// Measures the draft's columns.
    pub(super) fn of(source: &Source, draft: &Draft) -> Self {
        let mut samples: Vec<(usize, u32)> = Vec::new();
        let (mut extents, mut sums) = (Histogram::new(), Histogram::new());
        let mut line_index = 0;
        for block in &draft.blocks {
            each_full_line(source, &block.lines, &mut |at, sum| {
                samples.push((line_index + at, sum));
                sums.add(sum);
                extents.add(extent(&block.lines[at]));
            });
            line_index += block.lines.len();
        }
        let shorter = match is_proportional(&extents) {
            true if has_long_paragraphs(source, draft, &sums) => SHORTER_IN_LONG_PARAGRAPHS,
            true => SHORTER_IN_TYPE,
            false => SHORTER_ON_GRID,
        };
        let whole = sums.quantile(shorter).unwrap_or(0);
        let of_neighbourhood = (0..line_index.div_ceil(NEIGHBOURHOOD))
            .map(|window| {
                let from = samples.partition_point(|sample| sample.0 < window.saturating_sub(1) * NEIGHBOURHOOD);
                let mut near = Histogram::new();
                for &(_, sum) in samples[from..].iter().take_while(|sample| sample.0 < (window + 2) * NEIGHBOURHOOD) {
                    near.add(sum);
                }
                if near.total >= FEWEST_SAMPLES { near.quantile(shorter).unwrap_or(0) } else { whole }
            })
            .collect();
        Self { of_neighbourhood, shorter }
    }

    /// The measure about the line of that index, counted over the whole draft, in columns; none where no line is known to be full.
    pub(super) fn at(&self, line: usize) -> Option<u32> {
        self.of_neighbourhood
            .get(line / NEIGHBOURHOOD)
            .copied()
            .filter(|measure| (1..=WIDEST_MEASURE).contains(measure))
    }
}

/// Whether more lines within blocks end a sentence and are full than end one and leave room that no full line leaves.
fn has_long_paragraphs(source: &Source, draft: &Draft, sums: &Histogram) -> bool {
    let usual = sums.quantile(0.5).unwrap_or(0) as f32;
    let (mut full, mut short) = (0, 0);
    for pair in draft.blocks.iter().flat_map(|block| block.lines.windows(2)) {
        let (before, next) = (look::line(source, &pair[0]), look::line(source, &pair[1]));
        if look::end(before) == End::Sentence && look::start(next) != Start::Lower {
            let share = (extent(&pair[0]) + first_word(next)) as f32 / usual;
            full += u32::from((FULL_LINE..=BEYOND).contains(&share));
            short += u32::from(share <= SHORT_LINE);
        }
    }
    full > short
}

/// Whether lines as wide as `extents` were set in proportional type.
fn is_proportional(extents: &Histogram) -> bool {
    let (Some(usual), Some(widest)) = (extents.quantile(0.8), extents.quantile(0.97)) else { return false };
    widest > usual + 1 && (widest - usual) as f32 > usual as f32 * SPREAD_OF_TYPE
}

/// Calls `each` with the lines that stop within a sentence which the next line goes on with, and what they take with that line's first
/// word.
#[inline(never)]
fn each_full_line(source: &Source, lines: &[DraftLine], each: &mut dyn FnMut(usize, u32)) {
    let mut next = lines.first().map_or("", |line| look::line(source, line));
    for (at, pair) in lines.windows(2).enumerate() {
        let before = std::mem::replace(&mut next, look::line(source, &pair[1]));
        let goes_on = matches!(look::start(next), Start::Lower | Start::Caseless)
            && matches!(look::end(before), End::Word | End::Pause);
        if goes_on && lists::marker(next).is_none() {
            each(at, extent(&pair[0]) + first_word(next));
        }
    }
}

/// Whether the line `at` begins an item of a list. Where blank lines part the paragraphs, nothing else stands without one.
fn item_begins(source: &Source, lines: &[DraftLine], at: usize) -> bool {
    let marker = |at: usize| lists::marker(look::line(source, &lines[at]));
    let Some(here) = marker(at) else { return false };
    let first = marker(0);
    let announced =
        || first.is_some() || matches!(look::end(look::line(source, &lines[at - 1])), End::Colon | End::Sentence);
    here.is_bullet() && lines[at].indent >= lines[0].indent && announced()
        || first.is_some_and(|first| first.is_same_form(here)) && lines[at].indent == lines[0].indent
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
    /// Whether it is so long that headings must stand within it.
    runs_on: bool,
    /// Whether it is the text's first.
    opens_text: bool,
}

impl<'a> Chunk<'a> {
    fn new(source: &'a Source, block: &'a DraftBlock, around: Option<u32>, shorter: f32, opens_text: bool) -> Self {
        let lines = &block.lines[..];
        let widest = lines.iter().map(extent).max().unwrap_or(0);
        let narrowest = lines[..lines.len() - 1].iter().map(extent).min().unwrap_or(0);
        // A block with a measure of its own, as a quotation or a box has: its lines are all about as wide.
        let runs_on = lines.len() > RUNNING_ON;
        let even = narrowest * 10 >= widest * 7;
        let (mut own, mut indents) = (Histogram::new(), Histogram::new());
        lines.iter().for_each(|line| indents.add(line.indent.into()));
        each_full_line(source, lines, &mut |_, sum| own.add(sum));
        let measure = match around {
            Some(around) if even && lines.len() > 2 && widest < around => Some(widest),
            _ if own.total >= FEWEST_SAMPLES * 2 => own.quantile(shorter).filter(|&measure| measure <= WIDEST_MEASURE),
            _ => around,
        };
        let margin = indents.quantile(0.5).unwrap_or(0) as u16;
        let min = indents.quantile(0.0).unwrap_or(0) as u16;
        let standing_in = lines.iter().filter(|line| line.indent > min).count();
        let indents_open = margin == min || standing_in * 2 <= lines.len();
        Self {
            source,
            lines,
            measure,
            margin: margin.min(min.max(margin.saturating_sub(4))),
            indents_open,
            runs_on,
            opens_text,
        }
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
        if self.runs_on && starts != Start::Lower && ends == End::Sentence && self.is_heading_line(at) {
            return true;
        }
        match (ends, room) {
            (_, Room::None) | (End::Hyphen, _) => false,
            _ if starts == Start::Lower => false,
            (End::Sentence | End::Colon, _) => true,
            (End::Pause, _) => false,
            (End::Word | End::Dash | End::Other, room) => room == Room::Ample && !(self.runs_on && self.is_in_box(at)),
        }
    }

    /// Whether the line `at` is short and stops without a sentence's end, or with a question, and the next one begins anew at full width:
    /// it heads what follows, even where the line before it is full.
    fn is_heading_line(&self, at: usize) -> bool {
        let (line, Some(next), Some(_)) = (&self.lines[at], self.lines.get(at + 1), self.measure) else { return false };
        let (text, next_text) = (look::line(self.source, line), look::line(self.source, next));
        let stops = look::end(text) == End::Word || look::asks(text);
        let anew = look::starts_anew(text) && look::starts_anew(next_text) && lists::marker(next_text).is_none();
        let short = self.room_after(line, next_text) == Room::Ample && !look::holds_sentence_end(text);
        stops && anew && short && self.is_wide(next)
    }

    /// Whether the line before `at` and the one at it are both narrow and stop within a sentence: a quotation's box, a heading of two lines.
    /// The head of a text is set line by line.
    fn is_in_box(&self, at: usize) -> bool {
        let text = look::line(self.source, &self.lines[at]);
        let capitals = |index: usize| look::is_all_capitals(look::line(self.source, &self.lines[index]));
        let head = self.opens_text && at < HEAD_LINES;
        !head && !self.is_wide(&self.lines[at]) && look::end(text) == End::Word && capitals(at - 1) == capitals(at)
    }

    /// Whether a line takes most of its column.
    fn is_wide(&self, line: &DraftLine) -> bool {
        self.measure.is_none_or(|measure| extent(line) as f32 >= measure as f32 * SHORT_LINE)
    }

    /// Whether the first line stands out from all the others, as an item's does.
    fn hangs(&self) -> bool {
        self.lines[1..].iter().all(|line| line.indent > self.lines[0].indent)
    }

    /// Whether the next line's first word would still have stood on the line `before`.
    fn room_after(&self, before: &DraftLine, next: &str) -> Room {
        let Some(measure) = self.measure else { return Room::Ample };
        // A line far narrower than the next was set in other type: a title above its text.
        let next_width = columns(next);
        if next_width as f32 > measure as f32 * BEYOND && u32::from(before.width) * 2 < next_width {
            return Room::Ample;
        }
        let sum = extent(before) + first_word(next);
        let share = sum as f32 / measure as f32;
        if share <= SHORT_LINE {
            Room::Ample
        } else if sum < measure || share > BEYOND {
            Room::Some
        } else {
            Room::None
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
