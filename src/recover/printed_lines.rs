//! Printed lines: puts the pieces of a line together that extraction cut. Where full-width signs are set closer than their squares, as good
//! type of Chinese and Japanese is, some tools take what stands behind such a sign for a line of its own.

use super::layout::{Histogram, SHORT_LINE, WITHIN_MEASURE, extent};
use super::lists;
use super::look;
use crate::document::{Draft, DraftLine, End};
use crate::source::{Source, Span};
use alloc::vec::Vec;

/// Short lines that end with a comma from which on lines were cut, and how many of all there must be to one: an item of a list may end so.
const FEWEST_CUT: usize = 4;
const LINES_A_CUT: u32 = 120;

/// Columns that a full line may lack, for a sign that may not begin the next line, and that it may have beyond the measure, for
/// the spaces that extraction puts about signs.
const LACKING: u32 = 2;
const SPACED: u32 = 3;

/// Pieces of a line at most: a line of thirty signs with a comma behind each third.
const MOST_PIECES: usize = 10;

/// The signs that lines are cut behind, and before.
const FULL_WIDTH: &str = "、，。！？：；（）「」『』【】《》〈〉“”‘’…";

/// Makes one line of the pieces of each that was cut.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let Some(measure) = cut_measure(source, draft) else { return };
    let mut printed = Vec::new();
    for block in &mut draft.blocks {
        let pieces = Pieces { source, lines: &block.lines, measure };
        let mut at = 0;
        while at < pieces.lines.len() {
            let end = pieces.end_of_line(at);
            printed.push(pieces.together(at, end));
            at = end;
        }
        block.lines.clear();
        block.lines.append(&mut printed);
    }
}

/// How wide the lines are of a document whose lines were cut; none where they were not.
fn cut_measure(source: &Source, draft: &Draft) -> Option<u32> {
    let lines = || draft.blocks.iter().flat_map(|block| &block.lines);
    let mut paused = Vec::new();
    for line in lines() {
        if line.ends == End::Pause && look::ends_in(look::line(source, line), "、，") {
            paused.push(extent(line));
        }
    }
    // Nothing more is looked at of a text that has no such lines, as most have none.
    if paused.len() < FEWEST_CUT {
        return None;
    }
    let mut extents = Histogram::new();
    lines().for_each(|line| extents.add(extent(line)));
    let measure = extents.quantile(WITHIN_MEASURE)?;
    let cut = paused.iter().filter(|&&extent| (extent as f32) < measure as f32 * SHORT_LINE).count();
    (cut >= FEWEST_CUT && cut as u32 * LINES_A_CUT >= extents.total).then_some(measure)
}

/// The lines of a block, which may be pieces of lines.
struct Pieces<'a> {
    source: &'a Source,
    lines: &'a [DraftLine],
    measure: u32,
}

impl Pieces<'_> {
    /// Where the printed line ends that begins with the piece `at`: with the pieces that fill the measure; else a paragraph ends in them,
    /// with the first sentence.
    fn end_of_line(&self, at: usize) -> usize {
        let (end, is_full) = self.reach(at);
        let ends = |&stop: &usize| {
            let goes_on = look::starts_in(look::line(self.source, &self.lines[stop]), "）」』】》〉");
            matches!(self.lines[stop - 1].ends, End::Sentence | End::Colon) && !goes_on
        };
        if is_full { end } else { (at + 1..end).find(ends).unwrap_or(end) }
    }

    /// How far the measure reaches from the piece `at` on, and whether what it reaches fills it.
    fn reach(&self, at: usize) -> (usize, bool) {
        let mut width = extent(&self.lines[at]);
        let mut end = at + 1;
        while end < self.lines.len().min(at + MOST_PIECES) && self.is_cut(end) {
            let piece = u32::from(self.lines[end].width);
            let wider = width + piece;
            if wider > self.measure + SPACED || piece + LACKING >= self.measure {
                break;
            }
            width = wider;
            end += 1;
        }
        (end, width + LACKING >= self.measure)
    }

    /// Whether the line `at` may be the next piece of the line before it.
    fn is_cut(&self, at: usize) -> bool {
        let [before, next] = [at - 1, at].map(|at| look::line(self.source, &self.lines[at]));
        let between = Span::new(self.lines[at - 1].text.end, self.lines[at].text.start);
        (look::ends_in(before, FULL_WIDTH) || look::starts_in(next, FULL_WIDTH))
            && lists::marker(next).is_none()
            && self.source.slice(between).bytes().all(|byte| byte.is_ascii_whitespace())
    }

    /// The pieces from `at` to `end` as the one line that they were.
    fn together(&self, at: usize, end: usize) -> DraftLine {
        let mut line = self.lines[at];
        for piece in &self.lines[at + 1..end] {
            line.text.end = piece.text.end;
            line.width = line.width.saturating_add(piece.width);
        }
        if end > at + 1 {
            look::look_at(self.source, &mut line);
        }
        line
    }
}
