//! Wraps: joins the lines of a paragraph, and parts paragraphs that no blank line parts.

use super::captions;
use super::head_matter;
use super::headings;
use super::layout::{BEYOND, BRIEF_ENDING, Histogram, SHORT_LINE, extent};
use super::lists;
use super::look::{self, End, Start};
use super::vocabulary;
use crate::document::{BlockKind, Draft, DraftBlock, DraftLine, Join, Layout};
use crate::source::unicode;
use crate::source::{Bare, Source, Span, columns};
use alloc::vec::Vec;

/// As [`BRIEF_ENDING`], where the next sentence opens with a quotation mark: a speech begins a paragraph nine times in ten.
const SPEECH_ENDING: u8 = 15;

/// A line that takes this share of the measure, less than the usual word that had no room, is none of a title's.
const WIDE_LINE: f32 = 0.7;

/// Lines that an article's head takes at most.
const HEAD_LINES: usize = 10;

/// Blocks that the head may have: a name and what its bearer is stand there line by line.
const HEAD_BLOCKS: usize = 4;

/// Lines of the longest headline that stands by itself, and the blocks before it: a page's edge, a kicker.
const TITLE_LINES: usize = 3;
const LAST_TITLE: usize = 2;

/// Lines without a blank one between from which on headings are looked for among them: such a text has none about its headings.
const RUNNING_ON: usize = 60;

/// Lines of the longest heading within a column.
const MOST_HEADING_LINES: usize = 4;

/// Lines of a quotation in a box of its own, before one of them and behind it.
const QUOTED_LINES: usize = 4;

/// Lines of the longest caption or quotation that the rest of a sentence stands right below.
const ASIDE_LINES: usize = 8;

/// Lines of a block that a label opens, from which on each of them is one for itself: "When: …", "Where: …", what is said in an interview.
const FEWEST_LABELS: usize = 3;

/// Parts each block where a paragraph ends, and ties the lines within.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let layout = draft.layout;
    draft.rebuild(&mut |block, blocks| {
        // The sentences of a caption may each begin on a line of their own; they are one caption. What cites a publication is told by now.
        let is_whole =
            block.lines.len() < 2 || block.kind != BlockKind::Paragraph || captions::opens_numbered(source, &block);
        let breaks: Vec<usize> = if is_whole {
            Vec::new()
        } else if layout.spaced {
            (1..block.lines.len())
                .filter(|&at| {
                    item_begins(source, &block.lines, at)
                        || at == 1 && is_headed(source, &block)
                        // A title page may have the word for it on a line of its own.
                        || blocks.is_empty() && vocabulary::BY.holds(look::line(source, &block.lines[at]))
                })
                .collect()
        } else {
            let chunk = Chunk::new(source, &block, &layout, blocks);
            (1..block.lines.len()).filter(|&at| chunk.breaks_before(at)).collect()
        };
        for part in part(block, &breaks) {
            blocks.push(tied(source, part));
        }
    });
    // Paragraphs that were parted tell more of how they are set than the columns that held them.
    draft.layout = Layout::of(source, draft);
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
        let start = from + (text.len() - text.bare_start().len()) as u32;
        let text = text.bare();
        let width = columns(text).min(u32::from(u16::MAX)) as u16;
        let mut line = DraftLine { text: Span::new(start, start + text.len() as u32), width, ..line };
        look::look_at(source, &mut line);
        line
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

/// Joins each block that `joins` says so of to the one behind it.
pub(super) fn join_to_next(draft: &mut Draft, join: Join, joins: &dyn Fn(usize) -> bool) {
    let mut at = 0;
    draft.rebuild(&mut |mut block, blocks| {
        at += 1;
        match blocks.last_mut() {
            Some(before) if joins(at - 2) => {
                block.lines[0].join = join;
                before.append(&mut block);
            }
            _ => blocks.push(block),
        }
    });
}

/// Says how each line of the block is tied to the one before it, and whether the last one fills its column.
fn tied(source: &Source, mut block: DraftBlock) -> DraftBlock {
    let keeps_lines = block.kind.keeps_lines();
    let share = extent(&block.lines[block.lines.len() - 1]) as f32 / f32::from(block.measure);
    block.full = (SHORT_LINE..=BEYOND).contains(&share);
    for at in 1..block.lines.len() {
        block.lines[at].join = if keeps_lines {
            Join::Break
        } else {
            let (before, after) = (look::line(source, &block.lines[at - 1]), look::line(source, &block.lines[at]));
            if at == 1 { join_first(before, after, block.lines.len() - 1, block.ends()) } else { join(before, after) }
        };
    }
    block
}

/// Lines of the shortest text that a large letter opens: entries of an index stand below one, too.
const INITIAL_LINES: usize = 3;

/// As [`join`], for a text's first line and the rest, so many lines that end as `ends` says: the first may be the first letter of a word, set
/// large, "T" and "he lamp". Where it may be a word itself, it is.
pub(super) fn join_first(before: &str, after: &str, lines: usize, ends: End) -> Join {
    let is_initial = before.chars().nth(1).is_none()
        && look::start(before) == Start::Upper
        && !look::starts_in(before, "AIOEYÀÉÓÈÖ")
        && look::start(after) == Start::Lower
        && lines >= INITIAL_LINES
        && ends == End::Sentence;
    if is_initial { Join::Nothing } else { join(before, after) }
}

/// How a line's text goes on in the next: without a space in scripts that have none, and behind a stroke.
pub(super) fn join(before: &str, after: &str) -> Join {
    let unspaced = look::ends(before, look::is_unspaced) && look::starts(after, look::is_unspaced);
    // An address or a pair of words is broken behind its stroke.
    let unspaced =
        unspaced || before.strip_suffix('/').is_some_and(|word| look::ends(word, |char| !char.is_whitespace()));
    if unspaced { Join::Nothing } else { Join::Space }
}

/// Whether the line `at` begins an item of a list. Where blank lines part the paragraphs, nothing else stands without one.
fn item_begins(source: &Source, lines: &[DraftLine], at: usize) -> bool {
    let marker = |at: usize| lists::marker(look::line(source, &lines[at]));
    let Some(here) = marker(at) else { return false };
    let first = marker(0);
    // A line that others with the same bullet follow, or go before, is an item whatever stands above them.
    let same = |other: usize| marker(other).is_some_and(|other| other.is_same_form(here));
    let announced = || {
        first.is_some()
            || matches!(lines[at - 1].ends, End::Colon | End::Sentence)
            || (1..at).rev().any(same)
            || (at + 1..lines.len()).any(same)
    };
    here.is_bullet() && lines[at].indent >= lines[0].indent && announced()
        || first.is_some_and(|first| first.is_same_form(here)) && lines[at].indent == lines[0].indent
}

/// Whether the block's first line is a title in capitals, with room for more, and the text stands right below it.
fn is_headed(source: &Source, block: &DraftBlock) -> bool {
    let [title, text, ..] = &block.lines[..] else { return false };
    let capitals = |line: &DraftLine| look::is_all_capitals(look::line(source, line));
    title.ends == End::Word
        && text.starts == Start::Upper
        && (extent(title) as f32) < f32::from(block.measure) * WIDE_LINE
        && block.ends() == End::Sentence
        && capitals(title)
        && !capitals(text)
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
    /// Whether labels open [`FEWEST_LABELS`] of its lines, or more.
    labelled: bool,
    /// As [`Layout::ending`].
    ending: u8,
    /// As [`Layout::inset`].
    inset: Option<u16>,
    /// Whether the first line stands out from all the others, as an item's does.
    hangs: bool,
    /// Whether what stands before it stops within a sentence.
    interrupts: bool,
    /// Which of the text's it is.
    at: usize,
}

impl<'a> Chunk<'a> {
    fn new(source: &'a Source, block: &'a DraftBlock, layout: &Layout, before: &[DraftBlock]) -> Self {
        let lines = &block.lines[..];
        let widest = lines.iter().map(extent).max().unwrap_or(0);
        let narrowest = lines[..lines.len() - 1].iter().map(extent).min().unwrap_or(0);
        // A block with a measure of its own, as a quotation or a box has: its lines are all about as wide.
        let runs_on = lines.len() > RUNNING_ON;
        let even = lines.len() > 2 && narrowest * 10 >= widest * 7;
        let mut indents = Histogram::new();
        lines.iter().for_each(|line| indents.add(line.indent.into()));
        let around = u32::from(block.measure);
        let measure = if even && widest < around { widest } else { around };
        let margin = indents.quantile(0.5).unwrap_or(0) as u16;
        let min = indents.quantile(0.0).unwrap_or(0) as u16;
        let standing_in = lines.iter().filter(|line| line.indent > min).count();
        let indents_open = margin == min || standing_in * 2 <= lines.len();
        Self {
            source,
            lines,
            measure: (measure > 0).then_some(measure),
            margin: margin.min(min.max(margin.saturating_sub(4))),
            indents_open,
            runs_on,
            labelled: lines.iter().filter(|line| is_labelled(source, line)).count() >= FEWEST_LABELS,
            ending: layout.ending,
            inset: layout.inset,
            hangs: lines[1..].iter().all(|line| line.indent > lines[0].indent),
            interrupts: lines[0].starts != Start::Lower
                && before.last().is_some_and(|before| {
                    (before.lines.len() > 1 || before.full)
                        && matches!(before.ends(), End::Word | End::Pause | End::Hyphen)
                }),
            at: before.len(),
        }
    }

    /// Whether a paragraph ends before the line `at`.
    fn breaks_before(&self, at: usize) -> bool {
        let (before, line) = (&self.lines[at - 1], &self.lines[at]);
        let (before_text, text) = (look::line(self.source, before), look::line(self.source, line));
        let (ends, starts) = (before.ends, line.starts);
        // Right below what interrupts a sentence, the sentence goes on.
        if self.interrupts
            && at <= ASIDE_LINES
            && starts == Start::Lower
            && (ends == End::Sentence && before_text.ends_with('.')
                || captions::ends_in_credit(before_text)
                || look::holds(before_text, "]("))
        {
            return true;
        }
        let room = self.room_after(before, line);
        if lists::marker(text).is_some_and(|marker| marker.is_bullet() || ends != End::Word || room == Room::Ample)
            && ends != End::Hyphen
        {
            return true;
        }
        if ends == End::Hyphen && !before_text.ends_with("--") || self.is_open(at) {
            return false;
        }
        let is_inset = self.inset == Some(line.indent);
        let stands_in = line.indent > self.margin && line.indent <= self.margin + 12;
        let opens =
            line.indent > before.indent && (self.indents_open && stands_in || is_inset && ends == End::Sentence);
        if opens && starts != Start::Lower && self.lines.len() > 2 && !self.hangs {
            return true;
        }
        if self.at <= LAST_TITLE && at < HEAD_LINES && (self.is_byline(at) || self.is_byline(at - 1)) {
            return true;
        }
        if self.labelled && is_labelled(self.source, line) {
            let goes_on = room == Room::None || ends != End::Word || !is_labelled(self.source, before);
            if ends == End::Sentence || !goes_on {
                return true;
            }
        }
        if starts == Start::Digit && goes_on_in_number(before_text, ends, text) {
            return false;
        }
        if starts != Start::Lower && (self.heads_items(at)) {
            return true;
        }
        if starts != Start::Lower && ends == End::Sentence && (self.ends_with_sentence(text) || self.is_heading(at)) {
            return true;
        }
        // "1.2. The Keepers: | Their Books": a section's title goes on where the line behind it is one, too.
        if ends == End::Colon && starts == Start::Upper && headings::numbers_section(before_text) {
            return self.is_wide(line);
        }
        match (ends, room) {
            (_, Room::None) | (End::Hyphen, _) => false,
            // Where paragraphs begin further in, a sentence may end anywhere.
            (End::Sentence, Room::Some) if self.inset.is_some() => is_inset,
            _ if starts == Start::Lower => false,
            (End::Sentence | End::Colon, _) => true,
            (End::Pause, _) => false,
            // What begins with a small letter is no title: where nothing tells how wide the column was, its sentence goes on.
            _ if self.measure.is_none() && before.starts == Start::Lower => false,
            (End::Word | End::Dash | End::Other, room) => {
                room == Room::Ample
                    && !headings::leads_on(before_text)
                    && !((self.runs_on || at == 1 && self.at > HEAD_BLOCKS && before.starts != Start::Digit)
                        && self.is_in_box(at)
                        || self.is_title())
            }
        }
    }

    /// Whether a sentence that ends with a line, full or not, ends its paragraph where `next` follows.
    fn ends_with_sentence(&self, next: &str) -> bool {
        self.ending >= if look::opens_quoted(next) { SPEECH_ENDING } else { BRIEF_ENDING }
    }

    /// Whether the line `at` of a text's head is a byline by itself: it is none that goes on, nor one of names that more follows.
    fn is_byline(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], self.lines.get(at + 1));
        let text = look::line(self.source, line);
        let goes_on = |next: &DraftLine| next.starts == Start::Lower && self.room_after(line, next) != Room::Ample;
        line.starts != Start::Lower
            && line.ends == End::Word
            && !text.contains(',')
            && !next.is_some_and(goes_on)
            && head_matter::is_byline(text)
    }

    /// Whether a heading begins at the line `at`: a few lines that stop within no sentence, the last short, above one that begins anew.
    fn is_heading(&self, at: usize) -> bool {
        let goes_on = |pair: &&[DraftLine]| matches!(pair[0].ends, End::Word | End::Hyphen);
        self.lines[at..].windows(2).take(MOST_HEADING_LINES).take_while(goes_on).any(|pair| {
            pair[0].ends == End::Word
                && pair[1].starts == Start::Upper
                && self.room_after(&pair[0], &pair[1]) == Room::Ample
        })
    }

    /// Whether the line `at` asks what the items below it answer.
    fn heads_items(&self, at: usize) -> bool {
        let bullets = |text: &str| lists::marker(text).is_some_and(lists::Marker::is_bullet);
        look::asks(look::line(self.source, &self.lines[at]))
            && self.lines.get(at + 1).is_some_and(|next| bullets(look::line(self.source, next)))
    }

    /// Whether the few lines before `at` are a quotation that has not been closed.
    fn is_open(&self, at: usize) -> bool {
        let text = |line: usize| look::line(self.source, &self.lines[line]);
        let closes = |line: usize| look::holds_one(text(line), "\"”»");
        at <= QUOTED_LINES
            && look::starts_in(text(0), "“«")
            && !(0..at).any(closes)
            && (at..self.lines.len()).take(QUOTED_LINES).any(closes)
    }

    /// Whether the line before `at` and the one at it are both narrow and stop within a sentence: a quotation's box, a heading of two lines.
    /// The head of a text is set line by line.
    fn is_in_box(&self, at: usize) -> bool {
        let capitals = |index: usize| look::is_all_capitals(look::line(self.source, &self.lines[index]));
        let head = self.at == 0 && at < HEAD_LINES;
        !head
            && lists::marker(look::line(self.source, &self.lines[at - 1])).is_none()
            && !self.is_wide(&self.lines[at])
            && self.lines[at].ends == End::Word
            && capitals(at - 1) == capitals(at)
    }

    /// Whether these few lines at the text's head, about as wide and no sentences, are one title of several lines.
    fn is_title(&self) -> bool {
        // Asked of each line: a long text is not measured each time.
        if self.at > LAST_TITLE || self.lines.len() > TITLE_LINES {
            return false;
        }
        let widths = || self.lines.iter().map(|line| u32::from(line.width));
        let (narrowest, widest) = (widths().min().unwrap_or(0), widths().max().unwrap_or(0));
        let capitals = |line: &DraftLine| look::is_all_capitals(look::line(self.source, line));
        narrowest * 3 >= widest
            && self.lines.iter().all(|line| {
                line.ends == End::Word
                    && capitals(line) == capitals(&self.lines[0])
                    && !look::any(look::line(self.source, line), unicode::is_numeric)
            })
    }

    /// Whether a line takes most of its column.
    fn is_wide(&self, line: &DraftLine) -> bool {
        self.measure.is_none_or(|measure| extent(line) as f32 >= measure as f32 * WIDE_LINE)
    }

    /// Whether the next line's first word would still have stood on the line `before`.
    fn room_after(&self, before: &DraftLine, next: &DraftLine) -> Room {
        let Some(measure) = self.measure else { return Room::Ample };
        // A line far narrower than the next was set in other type: a title above its text.
        if f32::from(next.width) > measure as f32 * BEYOND && before.width < next.width / 2 {
            return Room::Ample;
        }
        let (text, behind) = (look::line(self.source, before), look::line(self.source, next));
        // Lines of Chinese and Japanese may be filled by the number of their signs, Latin letters counted as the others; also those of
        // Latin letters alone, but not what signs open, a list's item or a quotation.
        let is_unspaced = |text: &str| look::ends(text, look::is_unspaced) || look::starts(text, look::is_unspaced);
        let by_signs = is_unspaced(text) || before.starts != Start::Other && is_unspaced(behind);
        let signs = if by_signs { text.chars().count() as u32 * 2 } else { 0 };
        // So is a word that is not broken.
        let letters = if by_signs && !look::starts(behind, look::breaks_anywhere) { next.first_word } else { 0 };
        let sum = u32::from(before.indent) + signs.max(before.width.into()) + next.first_word;
        if (sum + letters) as f32 <= measure as f32 * SHORT_LINE {
            Room::Ample
        } else if sum + letters < measure || sum as f32 > measure as f32 * BEYOND {
            Room::Some
        } else {
            Room::None
        }
    }
}

fn is_labelled(source: &Source, line: &DraftLine) -> bool {
    look::label(look::line(source, line)).is_some()
}

/// Whether the number that opens `text` numbers nothing: behind an abbreviation, "No.", or within a formula that the page broke.
fn goes_on_in_number(before: &str, ends: End, text: &str) -> bool {
    let behind = look::trim_start(text, |char| !char.is_whitespace());
    match ends {
        End::Sentence => look::is_abbreviation(look::last_word(before)),
        End::Word => !behind.is_empty() && !look::starts_anew(behind),
        _ => false,
    }
}

/// Room that a line left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    None,
    Some,
    Ample,
}
