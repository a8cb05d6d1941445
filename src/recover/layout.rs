//! Layout: how a document sets its paragraphs, and how wide its columns are, as its lines tell over the whole of it.

use super::lists;
use super::look::{self, End, Start};
use crate::document::{Draft, DraftBlock, DraftLine, Layout};
use crate::source::Source;
use alloc::vec::Vec;

/// Blocks that are looked at, or somewhat fewer, evenly over the whole: more tell no more.
const SAMPLE: usize = 2000;

/// Blocks of several lines that it takes to tell a layout by.
const FEWEST_BLOCKS: u32 = 6;

/// Columns of the widest line of typed or wrapped text; a longer one is a paragraph that was never wrapped.
pub(super) const WIDEST: u32 = 120;

/// Lines of the shortest block that tells how paragraphs are parted.
const SHORTEST: usize = 3;

/// The share of all lines that end within the measure: the others were set in no column.
pub(super) const WITHIN_MEASURE: f32 = 0.88;

/// The share of its block's width that a line leaves free which was ended on purpose: half of all last lines leave more.
const SHORT_LAST_LINE: f32 = 0.85;

/// One block in so many may hold what looks like a paragraph's end: an address, a few lines of dialogue. Books have one in a hundred,
/// columns that a page's extraction parts one in ten to one in two; of those, also, hardly half end with a sentence.
const BLOCKS_A_BREAK: u32 = 16;

/// Lines on either side that tell how wide a column is.
const NEIGHBOURHOOD: usize = 48;

/// The share of full lines that is taken to be shorter than the measure. On a grid of even columns every full line reaches it, but for
/// lines of another column; proportional type is wider or narrower by its letters, and there the middle parts best.
const SHORTER_ON_GRID: f32 = 0.12;
const SHORTER_IN_TYPE: f32 = 0.55;

/// The same where paragraphs are long, as in papers: then a sentence that ends with a line by chance is commoner than a paragraph
/// whose last line is nearly full.
const SHORTER_IN_LONG_PARAGRAPHS: f32 = 0.2;

/// The same in scripts that break lines between any two letters: there a title that stops, and goes on in nothing, looks like a full line.
const SHORTER_WHERE_UNSURE: f32 = 0.5;

/// Of a hundred sentences, so many end their paragraph where paragraphs are brief. One in four by what is seen is one in three, for
/// full last lines are not seen; and a sentence that ends with a full line ends its paragraph as often as any. To miss that costs two
/// paragraphs, and to see it where it is not costs one.
pub(super) const BRIEF_ENDING: u8 = 25;

/// So many blocks tell whether a text was set in type: those of a paper or two.
const BLOCKS_THAT_TELL: usize = 1_000;

/// Full lines in a neighbourhood from which on it has a measure of its own.
const FEWEST_SAMPLES: u32 = 4;

/// Full lines of a block from which on it has one.
const FEWEST_OWN_SAMPLES: u32 = 8;

/// A line this much wider than the measure, as a share, was not set in the column.
pub(super) const BEYOND: f32 = 1.4;

/// A column this wide was never set: such lines are whole paragraphs, not wrapped ones.
const WIDEST_MEASURE: u32 = 180;

/// A line that leaves this share of the measure free was ended on purpose, whatever it ends with.
pub(super) const SHORT_LINE: f32 = 0.8;

/// The share of the measure behind which a line begins that stands far in.
const FAR_IN: f32 = 0.45;

/// Of five blocks of several lines, more than so many begin further in than they go on where paragraphs open so.
const OPENING_OF_FIVE: u32 = 2;
const FEWEST_OPENINGS: u32 = 2;

/// Paragraphs within blocks that begin further in, from which on a text is said to be set so: so many, and so many for each sentence
/// that ends short above a line that does not.
const FEWEST_INSETS: u32 = 3;
const INSETS_FOR_EACH: u32 = 4;

/// Of so many lines below one that stops within a sentence, so many begin with a capital in verse; in prose it is one in eight, in German one
/// in three. In a list it may be all, but there hardly any stops with a pause.
const VERSES_OF_FOUR: (u32, u32) = (3, 4);
const VERSES_A_PAUSE: u32 = 8;
const FEWEST_VERSES: u32 = 40;

/// Of the lines that a sentence goes on in, the text's margin has so many at least for those of the commonest indent, which may be a
/// program's; what stands further out still is a table's or a title's.
const MARGIN_IN: u32 = 5;

/// Lines that it takes to tell the margin so: a program has a few that begin small, too.
const FEWEST_PROSE: u32 = 8;

/// Measures the document, and the column of each block; where it was set in type, first what each line takes there.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let in_type = is_in_type(source, draft);
    if in_type {
        for block in &mut draft.blocks {
            block.lines.iter_mut().for_each(|line| line.width = width_in_type(source, line));
        }
    }
    draft.layout = Layout::of(source, draft);
    // Where no line follows another, none tells how wide its column is.
    if draft.blocks.iter().any(|block| block.lines.len() > 1) {
        measure_columns(source, draft, in_type);
    }
}

impl Layout {
    /// Looks at the draft's lines.
    pub(super) fn of(source: &Source, draft: &Draft) -> Self {
        // Most documents of a library are one paragraph, which says where it stands and no more.
        if let [block] = &draft.blocks[..]
            && let [line] = &block.lines[..]
        {
            let counted = |columns: u32| columns.min(WIDEST_COUNTED as u32 - 1);
            let margin = counted(line.indent.into()) as u16;
            return Self { margin, measure: counted(extent(line)), ..Self::default() };
        }
        let (mut extents, mut indents, mut gaps) = (Histogram::new(), Histogram::new(), Histogram::new());
        let (mut unwrapped, mut breaks, mut ended) = (0, 0, 0);
        let (mut short, mut inner) = (0, 0);
        let (mut openings, mut several) = (Histogram::new(), 0);
        let (mut insets, mut prose) = (Histogram::new(), Histogram::new());
        let (mut below, mut pauses, mut anew) = (0, 0, 0);
        for block in draft.blocks.iter().step_by(draft.blocks.len() / SAMPLE + 1) {
            if let [first, second, ..] = &block.lines[..] {
                several += 1;
                if first.indent > second.indent {
                    openings.add(first.indent.into());
                }
            }
            let mut widest = 0;
            for pair in block.lines.windows(2) {
                let within = matches!(pair[0].ends, End::Word | End::Pause) && extent(&pair[0]) <= WIDEST;
                below += u32::from(within);
                pauses += u32::from(within && pair[0].ends == End::Pause);
                match pair[1].starts {
                    Start::Upper => anew += u32::from(within),
                    Start::Lower | Start::Caseless => prose.add(pair[1].indent.into()),
                    _ => {}
                }
            }
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
                let mut ends = 0;
                let limit = (widest as f32 * SHORT_LAST_LINE) as u32;
                let out = block.lines.iter().map(|line| line.indent).min();
                for three in block.lines.windows(3).filter(|three| ends_sentence(three)) {
                    // What stays further in is an item's.
                    if three[1].indent > three[0].indent.max(three[2].indent) {
                        insets.add(three[1].indent.into());
                    }
                }
                for pair in block.lines.windows(2).filter(|pair| ends_sentence(pair) && ends_short(pair, limit)) {
                    ends += 1;
                    short += u32::from(Some(pair[1].indent) == out);
                }
                breaks += u32::from(ends > 0);
                let ends_within = |line| look::inner_sentence_ends(look::line(source, line)) as u32;
                inner += block.lines.iter().map(ends_within).sum::<u32>();
                ended += u32::from(matches!(block.ends(), End::Sentence | End::Colon));
            }
        }
        let count = gaps.total;
        Self {
            margin: if prose.total < FEWEST_PROSE { indents.commonest() } else { prose.first_common(MARGIN_IN) },
            measure: extents.quantile(WITHIN_MEASURE).unwrap_or(0),
            spaced: count >= FEWEST_BLOCKS
                && breaks * BLOCKS_A_BREAK <= count
                && ended * 3 >= count * 2
                && unwrapped * 4 <= count,
            gap: gaps.quantile(0.5).unwrap_or(0) as u16,
            ending: (short * 100 / (short + inner).max(1)) as u8,
            opening: (openings.total >= FEWEST_OPENINGS && openings.total * 5 > several * OPENING_OF_FIVE)
                .then(|| openings.commonest()),
            versified: below >= FEWEST_VERSES
                && anew * VERSES_OF_FOUR.1 >= below * VERSES_OF_FOUR.0
                && pauses * VERSES_A_PAUSE >= below,
            inset: (insets.total >= FEWEST_INSETS.max(short * INSETS_FOR_EACH)).then(|| insets.commonest()),
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

    /// Whether a block begins as far in as paragraphs do.
    pub(super) fn opens(&self, block: &DraftBlock) -> bool {
        self.opening == Some(block.lines[0].indent)
    }

    /// Whether a block begins further out than paragraphs do.
    pub(super) fn is_flush(&self, block: &DraftBlock) -> bool {
        self.opening.is_some_and(|opening| block.lines[0].indent < opening)
    }

    /// Whether the line stands in the middle, with room on either side.
    pub(super) fn is_centred(&self, line: &DraftLine) -> bool {
        let middle = u32::from(line.indent) * 2 + u32::from(line.width);
        line.indent > self.margin + 2 && middle.abs_diff(self.measure + u32::from(self.margin)) <= 6
    }

    /// Whether the block's last line is so full that the next block's first word would not have stood on it.
    pub(super) fn is_full(&self, block: &DraftBlock, next: &DraftBlock) -> bool {
        let last = &block.lines[block.lines.len() - 1];
        extent(last) + next.lines[0].first_word > self.measure
    }
}

/// Whether a line stands in the right half of its column, as a signature does and the name below a motto.
pub(super) fn is_far_in(line: &DraftLine, measure: u32) -> bool {
    f32::from(line.indent) >= measure as f32 * FAR_IN
}

/// Where a line ends, in columns from the page's edge.
pub(super) fn extent(line: &DraftLine) -> u32 {
    u32::from(line.indent) + u32::from(line.width)
}

/// Whether a line ends a sentence, and the next begins anew.
fn ends_sentence(pair: &[DraftLine]) -> bool {
    pair[0].ends == End::Sentence && pair[1].starts != Start::Lower
}

/// Whether a line that ends a sentence has room within `limit` for the first word of the next: a paragraph's end.
fn ends_short(pair: &[DraftLine], limit: u32) -> bool {
    extent(&pair[0]) + pair[1].first_word <= limit
}

/// How wide the column is about each block: what a line takes, together with the next one's first word, that had no room for it.
/// Lines that stop within a sentence which the next line goes on with are full for certain; they tell.
fn measure_columns(source: &Source, draft: &mut Draft, in_type: bool) {
    // Line by line, counted over the whole draft.
    let mut samples: Vec<(usize, u32)> = Vec::new();
    let mut sums = Histogram::new();
    let mut certain = 0;
    let mut first = 0;
    for block in &draft.blocks {
        each_full_line(source, &block.lines, &mut |at, sum, sure| {
            samples.push((first + at, sum));
            sums.add(sum);
            certain += u32::from(sure);
        });
        first += block.lines.len();
    }
    let shorter = match in_type {
        _ if certain * 2 < sums.total => SHORTER_WHERE_UNSURE,
        true if draft.layout.ending < BRIEF_ENDING => SHORTER_IN_LONG_PARAGRAPHS,
        true => SHORTER_IN_TYPE,
        false => SHORTER_ON_GRID,
    };
    let measure = |sums: &Histogram| sums.quantile(shorter).filter(|&measure| measure <= WIDEST_MEASURE);
    let sums_of = |from: usize, to: usize| {
        let mut sums = Histogram::new();
        let from = samples.partition_point(|sample| sample.0 < from);
        samples[from..].iter().take_while(|sample| sample.0 < to).for_each(|sample| sums.add(sample.1));
        sums
    };
    let whole = measure(&sums);
    let (mut window, mut about) = (usize::MAX, None);
    let mut first = 0;
    for block in &mut draft.blocks {
        let lines = block.lines.len();
        let here = (first + lines / 2) / NEIGHBOURHOOD;
        if here != window {
            window = here;
            let near = sums_of(here.saturating_sub(1) * NEIGHBOURHOOD, (here + 2) * NEIGHBOURHOOD);
            about = if near.total >= FEWEST_SAMPLES { measure(&near) } else { whole };
        }
        let own = if lines > FEWEST_OWN_SAMPLES as usize { sums_of(first, first + lines) } else { Histogram::new() };
        let found = if own.total >= FEWEST_OWN_SAMPLES { measure(&own) } else { about };
        block.measure = found.unwrap_or(0) as u16;
        first += lines;
    }
}

/// Whether the text was set in proportional type: there full lines, which are of one length, differ less by what their letters take than by
/// how many they are. That is known of Latin letters alone.
fn is_in_type(source: &Source, draft: &Draft) -> bool {
    let (mut by_type, mut by_columns) = (0, 0);
    let mut above: Option<(u16, u16)> = None;
    for block in draft.blocks.iter().take(BLOCKS_THAT_TELL) {
        each_full_line(source, &block.lines, &mut |at, _, _| {
            let line = &block.lines[at];
            let here = (width_in_type(source, line), line.width);
            let above = above.replace(here).unwrap_or(here);
            by_type += u32::from(here.0.abs_diff(above.0));
            by_columns += u32::from(here.1.abs_diff(above.1));
        });
    }
    by_type < by_columns
}

/// What the letters of a line take in type, in columns that the usual letter takes: nearly all faces agree on which are narrow.
#[inline(never)]
fn width_in_type(source: &Source, line: &DraftLine) -> u16 {
    let mut tenths = i32::from(line.width) * 11;
    for byte in look::line(source, line).bytes() {
        tenths = tenths.saturating_add(match byte {
            b' '..=b'/' | b':' | b';' | b'I' | b'[' | b']' | b'f' | b'i' | b'j' | b'l' | b'r' | b't' | b'|' => -4,
            b'A'..=b'Z' | b'm' | b'w' => 5,
            _ => 0,
        });
    }
    (tenths / 10).clamp(0, u16::MAX.into()) as u16
}

/// Calls `each` with the lines that stop within a sentence which the next line goes on with, and what they take with that line's first
/// word.
#[inline(never)]
fn each_full_line(source: &Source, lines: &[DraftLine], each: &mut dyn FnMut(usize, u32, bool)) {
    for (at, pair) in lines.windows(2).enumerate() {
        let starts = pair[1].starts;
        let goes_on =
            matches!(starts, Start::Lower | Start::Caseless) && matches!(pair[0].ends, End::Word | End::Pause);
        let next = look::line(source, &pair[1]);
        if goes_on && lists::marker(next).is_none() {
            each(
                at,
                extent(&pair[0]) + pair[1].first_word,
                starts == Start::Lower || !look::starts(next, look::breaks_anywhere),
            );
        }
    }
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

    /// The smallest number that comes once or more often for so many times that the commonest one comes.
    fn first_common(&self, times: u32) -> u16 {
        let commonest = self.commonest();
        let most = self.counts[usize::from(commonest)];
        (0..commonest).find(|&number| self.counts[usize::from(number)] * times >= most).unwrap_or(commonest)
    }

    /// The number that comes most often, of several the smallest.
    fn commonest(&self) -> u16 {
        (0..WIDEST_COUNTED).rev().max_by_key(|&number| self.counts[number]).unwrap_or(0) as u16
    }
}
