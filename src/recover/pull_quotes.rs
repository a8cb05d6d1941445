//! Pull quotes: words of the article that stand a second time, set apart from it.

use super::look;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::Source;
use std::collections::HashMap;

/// Words of the shortest and of the longest pull quote.
const SHORTEST: usize = 4;
const LONGEST: usize = 70;

/// Words in a row that are looked up together: two that are the same by chance are common, three are rare.
const RUN: usize = 3;

/// The share of a quotation's runs that stand in the paragraph it is taken from. An editor shortens, and puts a name for a "he".
const SHARED: f32 = 0.6;

/// Marks short blocks whose words stand in a longer paragraph.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let candidates: Vec<Option<Vec<u64>>> = draft.blocks.iter().map(|block| candidate(source, block)).collect();
    for block in draft
        .blocks
        .iter_mut()
        .filter(|block| block.kind == BlockKind::Paragraph && is_set_off(look::first(source, block)))
    {
        block.kind = BlockKind::PullQuote;
    }
    let mut seen = Filter::new(source.text().len());
    each_paragraph(source, draft, &candidates, |_, run| seen.insert(run));
    let likely: Vec<usize> = (0..candidates.len())
        .filter(|&index| candidates[index].as_ref().is_some_and(|runs| share(runs, |run| seen.holds(run)) >= SHARED))
        .collect();
    if likely.is_empty() {
        return;
    }
    let mut wanted: HashMap<u64, Vec<u32>> = HashMap::new();
    for &index in &likely {
        for &run in candidates[index].iter().flatten() {
            wanted.entry(run).or_default();
        }
    }
    each_paragraph(source, draft, &candidates, |block, run| {
        if let Some(places) = wanted.get_mut(&run)
            && places.last() != Some(&block)
        {
            places.push(block);
        }
    });
    for index in likely {
        let runs = candidates[index].as_deref().unwrap_or_default();
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for block in runs.iter().filter_map(|run| wanted.get(run)).flatten().filter(|&&block| block as usize != index) {
            *shared.entry(*block).or_default() += 1;
        }
        // Of two that say the same, the quotation is the shorter one, and of two alike the later.
        let size = |index: usize| (look::size(&draft.blocks[index]), std::cmp::Reverse(index));
        let quoted = |(&block, &count): (&u32, &usize)| {
            count as f32 >= runs.len() as f32 * SHARED && size(block as usize) > size(index)
        };
        if shared.iter().any(quoted) {
            draft.blocks[index].kind = BlockKind::PullQuote;
        }
    }
}

/// Whether a text opens with a quotation mark that a space sets off: an ornament, as pull quotes have.
fn is_set_off(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|char| matches!(char, '"' | '“' | '”' | '❝' | '„'))
        && chars.next().is_some_and(char::is_whitespace)
}

/// The runs of a block that may be a pull quote.
fn candidate(source: &Source, block: &DraftBlock) -> Option<Vec<u64>> {
    let fits =
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption) && look::size(block) < LONGEST as u32 * 9;
    if !fits {
        return None;
    }
    let mut runs = Vec::new();
    let words = each_run(source, block, |run| runs.push(run));
    (SHORTEST..=LONGEST).contains(&words).then_some(runs).filter(|runs| !runs.is_empty())
}

/// Calls `each` with every run of the paragraphs that a quotation may be taken from: those longer than any candidate of its own size.
fn each_paragraph(source: &Source, draft: &Draft, candidates: &[Option<Vec<u64>>], mut each: impl FnMut(u32, u64)) {
    for (index, block) in draft.blocks.iter().enumerate() {
        let long = candidates[index].as_ref().is_none_or(|runs| runs.len() >= LONGEST / 4);
        if long && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote) {
            each_run(source, block, |run| each(index as u32, run));
        }
    }
}

fn share(runs: &[u64], holds: impl Fn(u64) -> bool) -> f32 {
    runs.iter().filter(|&&run| holds(run)).count() as f32 / runs.len() as f32
}

/// Calls `each` with a hash of every [`RUN`] words in a row, and says how many words there are.
/// A hyphen at a line's end is passed over, so that a mended word equals a whole one.
fn each_run(source: &Source, block: &DraftBlock, mut each: impl FnMut(u64)) -> usize {
    let mut recent = [0u64; RUN];
    let mut count = 0;
    let mut word = 0u64;
    let mut finish = |word: &mut u64| {
        if *word != 0 {
            recent.rotate_left(1);
            recent[RUN - 1] = *word;
            count += 1;
            if count >= RUN {
                each(recent.iter().fold(0, |hash: u64, &word| hash.rotate_left(21) ^ word));
            }
            *word = 0;
        }
    };
    for line in &block.lines {
        let text = look::line(source, line);
        let cut = look::end(text) == look::End::Hyphen;
        for char in if cut { text.trim_end_matches(['-', '\u{2010}', '\u{ad}']) } else { text }.chars() {
            if look::is_unspaced(char) {
                finish(&mut word);
                word = hashed(0, char);
                finish(&mut word);
            } else if char.is_alphanumeric() {
                let small = if char.is_ascii() {
                    char.to_ascii_lowercase()
                } else {
                    char.to_lowercase().next().unwrap_or(char)
                };
                word = hashed(word, small);
            } else if !matches!(char, '\'' | '’' | '\u{ad}') {
                finish(&mut word);
            }
        }
        if !cut {
            finish(&mut word);
        }
    }
    finish(&mut word);
    count
}

/// The hash of a word, one character further (FNV-1a); never 0, which stands for no word.
fn hashed(word: u64, char: char) -> u64 {
    let word = if word == 0 { 0xcbf2_9ce4_8422_2325 } else { word };
    (word ^ u64::from(u32::from(char))).wrapping_mul(0x0100_0000_01b3) | 1
}

/// A set of runs that may answer yes for one that it does not hold, and never no for one it does.
struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    /// One fit for a text of so many bytes: about a word in six bytes, eight bits for each.
    fn new(bytes: usize) -> Self {
        Self { bits: vec![0; (bytes / 48).next_power_of_two().max(16)] }
    }

    fn place(&self, run: u64) -> (usize, u64) {
        let mixed = run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        ((mixed >> 6) as usize % self.bits.len(), 1 << (mixed & 63))
    }

    fn insert(&mut self, run: u64) {
        let (at, bit) = self.place(run);
        self.bits[at] |= bit;
    }

    fn holds(&self, run: u64) -> bool {
        let (at, bit) = self.place(run);
        self.bits[at] & bit != 0
    }
}
