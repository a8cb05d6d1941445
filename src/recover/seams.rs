//! Seams: whether what stands on the two sides of a line's end is one word, where no hyphen says so: Korean is cut within words, and
//! Chinese and Japanese have a space before a Latin word or none. The document's own lines decide.

use super::look;
use crate::document::{Draft, DraftBlock, Join};
use crate::source::{Source, Tally, UNHASHED, characters, hashed};
use alloc::vec::Vec;

/// Ties lines without a space where the document sets none between the same signs.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let mut seams: Vec<(usize, usize, char, char)> = Vec::new();
    for (index, block) in draft.blocks.iter().enumerate() {
        for line in 1..block.lines.len() {
            if let Some((before, after)) = seam(source, block, line) {
                seams.push((index, line, before, after));
            }
        }
    }
    if seams.is_empty() {
        return;
    }
    let habits = Habits::of(source);
    // Lines are broken within words all over a text or nowhere in it.
    let (mut together, mut apart) = (0, 0);
    for &(_, _, before, after) in &seams {
        if look::is_syllable(before) && look::is_syllable(after) {
            let [one, other] = habits.of_pair(before, after);
            together += u32::from(one > other);
            apart += u32::from(one < other);
        }
    }
    for (block, line, before, after) in seams {
        let [one, other] = habits.of_pair(before, after);
        let both_syllables = look::is_syllable(before) && look::is_syllable(after);
        let joins = if both_syllables {
            together > apart && (one > other || one == other && habits.are_within_words(before, after))
        } else {
            one > other
        };
        if joins {
            draft.blocks[block].lines[line].join = Join::Nothing;
        }
    }
}

/// The signs at the seam before the line `line`, where it may be one.
fn seam(source: &Source, block: &DraftBlock, line: usize) -> Option<(char, char)> {
    if block.lines[line].join != Join::Space {
        return None;
    }
    let before = look::line(source, &block.lines[line - 1]).chars().next_back().and_then(class)?;
    let after = look::line(source, &block.lines[line]).chars().next().and_then(class)?;
    (before != LATIN || after != LATIN).then_some((before, after))
}

/// What stands for Latin letters and digits, and for signs of scripts without spaces. Korean syllables stand for themselves.
const LATIN: char = 'a';
const UNSPACED: char = '字';

fn class(char: char) -> Option<char> {
    match char {
        _ if look::is_syllable(char) => Some(char),
        _ if char.is_ascii_alphanumeric() => Some(LATIN),
        _ if look::is_unspaced(char) => Some(UNSPACED),
        _ => None,
    }
}

/// How often signs stand within the document's lines: right behind each other, parted by a space, and at a word's end and start.
struct Habits {
    counts: Tally,
}

/// Says which of a sign's places is meant.
const TOGETHER: char = '+';
const APART: char = ' ';
const WITHIN_BEFORE: char = '(';
const WITHIN_AFTER: char = ')';
const FIRST: char = '<';
const LAST: char = '>';

impl Habits {
    fn of(source: &Source) -> Self {
        let mut habits = Self { counts: Tally::default() };
        for line in source.lines().iter() {
            let text = source.slice(line.text);
            // All signs of such scripts lie behind those that take two bytes.
            if text.bytes().all(|byte| byte < 0xE0) {
                continue;
            }
            // The sign before, and the one before a space.
            let (mut last, mut parted) = (None, None);
            for char in characters(text) {
                let here = class(char);
                match (last, here) {
                    (Some(before), Some(after)) if before == after && !look::is_syllable(before) => {}
                    (Some(before), Some(after)) => {
                        habits.note(before, TOGETHER, after);
                        habits.note(before, WITHIN_AFTER, before);
                        habits.note(after, WITHIN_BEFORE, after);
                    }
                    (Some(before), None) => habits.note(before, LAST, before),
                    (None, Some(after)) => {
                        habits.note(after, FIRST, after);
                        if let Some(before) = parted {
                            habits.note(before, APART, after);
                        }
                    }
                    (None, None) => {}
                }
                parted = last.filter(|_| char == ' ');
                last = here;
            }
        }
        habits
    }

    fn note(&mut self, before: char, place: char, after: char) {
        *self.counts.entry(key(before, place, after)) += 1;
    }

    /// How often the two stand together, and how often a space parts them.
    fn of_pair(&self, before: char, after: char) -> [u32; 2] {
        [TOGETHER, APART].map(|place| self.counts.count(key(before, place, after)))
    }

    /// Whether the one goes on in its word, and the other goes on with one, more often than they end it and begin one.
    fn are_within_words(&self, before: char, after: char) -> bool {
        let count = |place: char, char: char| u64::from(self.counts.count(key(char, place, char))) + 1;
        count(LAST, before) * count(FIRST, after) < count(WITHIN_AFTER, before) * count(WITHIN_BEFORE, after)
    }
}

fn key(before: char, place: char, after: char) -> u64 {
    hashed(hashed(hashed(UNHASHED, before), place), after)
}
