//! Pull quotes: words of the article that stand a second time, set apart from it.

use super::captions;
use super::look::{self, End};
use super::names::Names;
use super::run_ins;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::unicode;
use crate::source::{Source, Tally, UNHASHED, characters, hashed};
use alloc::vec::Vec;

/// Words of the shortest and of the longest pull quote.
const SHORTEST: usize = 6;
const LONGEST: usize = 70;

/// Columns of the longest pull quote.
const WIDEST: u32 = 600;

/// Bytes of the longest text that is an article. In a book, what is said twice is said twice; so it is in a typed manual, which
/// has its text stand in from the page's edge.
pub(super) const LONGEST_ARTICLE: usize = 100_000;

/// Sections as papers have them from which on a text is one: papers have no pull quotes, and say much in the same words again.
const SECTIONS_OF_PAPER: usize = 3;

/// Words in a row that are looked up together. Three that are the same by chance are common in a book, four are rare.
const RUN: usize = 4;

/// The share of a quotation's runs that stand in the paragraph it is taken from. An editor shortens, and puts a name for a "he".
const SHARED: f32 = 0.55;

/// Marks short blocks whose words stand in a longer paragraph, or that open with an ornament.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    if !may_have_quotations(source, draft) {
        return;
    }
    for block in draft.blocks.iter_mut() {
        if block.kind == BlockKind::Paragraph && is_set_off(look::first(source, block)) {
            block.kind = BlockKind::PullQuote;
        }
    }
    // The text has ended with its source note: a quotation behind it is display.
    let behind_note = draft
        .blocks
        .iter()
        .rposition(|block| block.kind == BlockKind::SourceNote)
        .filter(|&note| note > 0)
        .map_or(draft.blocks.len(), |note| note + 1);
    for block in draft.blocks[behind_note..]
        .iter_mut()
        .filter(|block| block.kind == BlockKind::Paragraph && look::size(block) < WIDEST)
    {
        if look::starts_in(look::first(source, block), "\"“„«") {
            block.kind = BlockKind::PullQuote;
        }
    }
    mark_twins(source, draft, &|_| true);
    mark_speakers(source, draft);
}

/// Words of the longest line that says whose words they are.
const LONGEST_SPEAKER: usize = 8;

/// Marks the line below a quotation that says whose words they are: a name that the text has too, and what the person is. What stands in
/// quotation marks above such a line is a pull quote, though the text has the words in pieces.
fn mark_speakers(source: &Source, draft: &mut Draft) {
    let mut names = None;
    for at in 1..draft.blocks.len() {
        let (before, behind) = draft.blocks.split_at_mut(at);
        let (quotation, speaker) = (&mut before[at - 1], &mut behind[0]);
        let may_speak = matches!(speaker.kind, BlockKind::Paragraph | BlockKind::Heading)
            && speaker.lines.len() == 1
            && speaker.ends() == End::Word;
        if !may_speak || look::size(quotation) > WIDEST {
            continue;
        }
        let may_be_quoted = match quotation.kind {
            BlockKind::PullQuote => true,
            BlockKind::Paragraph => look::is_quoted(&look::text(source, quotation)),
            _ => false,
        };
        let text = look::first(source, speaker);
        let name = look::parts(text, |char| char == ',').next().unwrap_or_default();
        if may_be_quoted
            && look::words(text) <= LONGEST_SPEAKER
            && names.get_or_insert_with(|| Names::of(source)).are(name, 2)
        {
            (quotation.kind, speaker.kind) = (BlockKind::PullQuote, BlockKind::Credit);
        }
    }
}

/// Marks those that are whole sentences, before it is known which paragraphs were cut.
pub(super) fn recover_whole(source: &Source, draft: &mut Draft) {
    if may_have_quotations(source, draft) {
        mark_twins(source, draft, &|block| block.starts().is_anew() && block.ends() == End::Sentence);
    }
}

/// Whether the text is an article.
fn may_have_quotations(source: &Source, draft: &Draft) -> bool {
    source.text().len() <= LONGEST_ARTICLE
        && !draft.layout.is_typed()
        && !run_ins::has_sections(source, draft, SECTIONS_OF_PAPER)
}

/// Marks the blocks that `may_be` allows and whose words stand in a longer paragraph.
fn mark_twins(source: &Source, draft: &mut Draft, may_be: &dyn Fn(&DraftBlock) -> bool) {
    // One block has no twin: of 12,110 paragraphs, each read by itself, looking for it was a quarter of the work.
    if draft.blocks.len() < 2 {
        return;
    }
    let mut seen = Tally::default();
    for block in draft.blocks.iter().filter(|block| is_text(block) || block.kind == BlockKind::Caption) {
        each_run(source, block, &mut |run| *seen.entry(run) += 1);
    }
    let mut likely = Vec::new();
    for (index, block) in draft.blocks.iter().enumerate() {
        if may_be(block)
            && let Some(quotation) = Quotation::of(source, draft, index)
            && quotation.runs.iter().filter(|&&run| seen.count(run) > 1).count() as f32 >= quotation.enough()
        {
            likely.push(quotation);
        }
    }
    if likely.is_empty() {
        return;
    }
    // The quotations that have a run: each with the next one's place in the list, counted from 1.
    let mut wanted = Tally::default();
    let mut wanting: Vec<(usize, u32)> = Vec::new();
    for (at, quotation) in likely.iter().enumerate() {
        for &run in &quotation.runs {
            let first = wanted.entry(run);
            wanting.push((at, *first));
            *first = wanting.len() as u32;
        }
    }
    for (index, block) in draft.blocks.iter().enumerate().filter(|(_, block)| is_text(block)) {
        each_run(source, block, &mut |run| {
            let mut next = wanted.count(run);
            while let Some(&(at, following)) = wanting.get((next as usize).wrapping_sub(1)) {
                next = following;
                let quotation = &mut likely[at];
                if quotation.index == index || !quotation.is_taken_from(draft, index) {
                    continue;
                }
                if quotation.last != index {
                    (quotation.last, quotation.shared) = (index, 0);
                }
                quotation.shared += 1;
                quotation.found |= quotation.shared as f32 >= quotation.enough();
            }
        });
    }
    for quotation in likely {
        if quotation.found {
            draft.blocks[quotation.index].kind = BlockKind::PullQuote;
        }
    }
}

/// A block that may be a pull quote.
struct Quotation {
    index: usize,
    runs: Vec<u64>,
    /// The last block that has some of its runs, and how many.
    last: usize,
    shared: usize,
    /// Whether a block has enough of them.
    found: bool,
}

impl Quotation {
    fn of(source: &Source, draft: &Draft, index: usize) -> Option<Self> {
        let block = &draft.blocks[index];
        let fits = matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption)
            && look::size(block) < WIDEST
            && !captions::opens_numbered(source, block)
            && !captions::is_bracketed(source.slice(look::span(block)));
        if !fits {
            return None;
        }
        let mut runs = Vec::new();
        let words = each_run(source, block, &mut |run| runs.push(run));
        (SHORTEST..=LONGEST).contains(&words).then_some(Self { index, runs, last: index, shared: 0, found: false })
    }

    /// Runs that make it a quotation of one paragraph.
    fn enough(&self) -> f32 {
        self.runs.len() as f32 * SHARED
    }

    /// Whether the block `index` may be the one it is taken from: the longer of two, and of two alike the earlier.
    fn is_taken_from(&self, draft: &Draft, index: usize) -> bool {
        let size = |index: usize| (look::size(&draft.blocks[index]), core::cmp::Reverse(index));
        size(index) > size(self.index)
    }
}

/// Whether a quotation may be taken from the block.
fn is_text(block: &DraftBlock) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote)
}

/// Whether a text opens with a quotation mark that a space sets off: an ornament, as pull quotes have.
fn is_set_off(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|char| matches!(char, '"' | '“' | '”' | '❝' | '„'))
        && chars.next().is_some_and(char::is_whitespace)
}

/// Calls `each` with a hash of every [`RUN`] words in a row, and says how many words there are.
/// A hyphen at a line's end is passed over, so that a mended word equals a whole one.
#[inline(never)]
fn each_run(source: &Source, block: &DraftBlock, each: &mut dyn FnMut(u64)) -> usize {
    let mut recent = [0u64; RUN];
    let mut count = 0;
    let mut word = UNHASHED;
    let mut finish = |word: &mut u64| {
        if *word != UNHASHED {
            recent.rotate_left(1);
            recent[RUN - 1] = *word;
            count += 1;
            if count >= RUN {
                each(recent.iter().fold(0, |hash: u64, &word| hash.rotate_left(21) ^ word));
            }
            *word = UNHASHED;
        }
    };
    for line in &block.lines {
        let text = look::line(source, line);
        let stem = look::trim_end(text, |char| matches!(char, '-' | '\u{2010}' | '\u{ad}'));
        for char in characters(stem) {
            if char.is_ascii() {
                if char.is_ascii_alphanumeric() {
                    word = hashed(word, char.to_ascii_lowercase());
                } else if char != '\'' {
                    finish(&mut word);
                }
            } else if look::is_unspaced(char) {
                finish(&mut word);
                word = hashed(word, char);
                finish(&mut word);
            } else if unicode::is_alphanumeric(char) {
                word = hashed(word, unicode::small(char));
            } else if !matches!(char, '’' | '\u{ad}') {
                finish(&mut word);
            }
        }
        if stem.len() == text.len() {
            finish(&mut word);
        }
    }
    finish(&mut word);
    count
}
