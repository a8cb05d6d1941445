//! Find: the query as it stands, signs and all, anywhere in the text: also within words.

use super::Options;
use super::matching::Candidate;
use super::passages::Passages;
use crate::index::fold::{self, Folding};
use crate::index::{is_unspaced, is_word_char};
use crate::source::unicode;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The passages that hold `needle`, in order, those of one section or all.
pub(super) fn candidates(document: &dyn Passages, needle: &Needle, section: Option<usize>) -> Vec<Candidate> {
    let blocks = match section {
        Some(section) => document.sections().get(section).map_or(0..0, |entry| entry.blocks.clone()),
        None => 0..document.count(),
    };
    let mut reading = String::new();
    let candidate = |block| {
        reading.clear();
        document.read_into(block, &mut reading);
        let places = needle.find_in(&reading).len();
        (places > 0).then_some(Candidate { block: block as u32, score: places as f32 })
    };
    blocks.filter_map(candidate).collect()
}

/// What is looked for, letter by letter.
#[derive(Debug, Clone)]
pub struct Needle {
    folding: Folding,
    whole_word: bool,
    letters: Vec<char>,
}

/// One folded character of a text.
#[derive(Debug, Clone, Copy)]
struct Letter {
    char: char,
    /// What it stands for: half-open, in UTF-16 units.
    start: u32,
    end: u32,
    /// Whether the query may leave it out: a hyphen that breaks a word, the space after a sign.
    optional: bool,
}

/// What parts two paragraphs: no query holds it.
const PARAGRAPH: char = '\n';

impl Needle {
    /// For `query`, and what counts by `options`.
    pub fn new(query: &str, options: &Options) -> Self {
        let folding = Folding { keeps_case: options.match_case, keeps_accents: options.match_accents };
        let letters = letters_of(query, folding).into_iter().map(|letter| letter.char).collect();
        Self { folding, whole_word: options.whole_word, letters }
    }

    /// The places of the query in `text`, in order, none overlapping another: half-open, in UTF-16 units.
    pub fn find_in(&self, text: &str) -> Vec<[u32; 2]> {
        let mut found = Vec::new();
        if self.letters.is_empty() {
            return found;
        }
        let letters = letters_of(text, self.folding);
        let mut at = 0;
        while at < letters.len() {
            match self.end_of_match(&letters, at) {
                Some(end) if self.fits_around(&letters, at, end) => {
                    found.push([letters[at].start, letters[end - 1].end]);
                    at = end;
                }
                _ => at += 1,
            }
        }
        found
    }

    /// Where the query ends that begins at `start`.
    fn end_of_match(&self, letters: &[Letter], start: usize) -> Option<usize> {
        let mut at = start;
        for (number, &wanted) in self.letters.iter().enumerate() {
            while number > 0 && letters.get(at).is_some_and(|letter| letter.optional && letter.char != wanted) {
                at += 1;
            }
            if letters.get(at)?.char != wanted {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether a match may stand from `start` to `end`: it ends no letter before its accent, and no word within, if words count.
    fn fits_around(&self, letters: &[Letter], start: usize, end: usize) -> bool {
        let joins = |at: usize| letters.get(at).is_some_and(|letter| is_word_char(letter.char) || letter.char == '_');
        let before = start.checked_sub(1);
        let cuts_word = self.whole_word && (joins(start) && before.is_some_and(joins) || joins(end - 1) && joins(end));
        let cuts_letter =
            self.folding.keeps_accents && letters.get(end).is_some_and(|letter| fold::is_accent(letter.char));
        !cuts_word && !cuts_letter
    }
}

/// The folded characters of `text`. White space is one space; where a line's end breaks an unspaced script, nothing.
fn letters_of(text: &str, folding: Folding) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    let mut unit = 0;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let start = unit;
        unit += char.len_utf16() as u32;
        if !char.is_whitespace() {
            let mut silent = true;
            folding.fold(char, |part| {
                silent = false;
                push(&mut letters, Letter { char: part, start, end: unit, optional: false });
            });
            if silent
                && fold::is_accent(char)
                && let Some(last) = letters.last_mut()
            {
                last.end = unit;
            }
            continue;
        }
        let mut line_ends = usize::from(is_line_end(char));
        let mut before = char;
        while let Some(&next) = chars.peek().filter(|char| char.is_whitespace()) {
            line_ends += usize::from(is_line_end(next) && !(before == '\r' && next == '\n'));
            before = next;
            unit += next.len_utf16() as u32;
            chars.next();
        }
        space(&mut letters, start..unit, line_ends, chars.peek().copied());
    }
    letters
}

/// Adds the white space of `place`, which `next` follows.
fn space(letters: &mut Vec<Letter>, place: Range<u32>, line_ends: usize, next: Option<char>) {
    let mut space = Letter { char: ' ', start: place.start, end: place.end, optional: false };
    if line_ends > 1 {
        space.char = PARAGRAPH;
    } else if let (Some(next), [.., before]) = (next, letters.as_mut_slice()) {
        if line_ends == 1 && is_unspaced(before.char) && is_unspaced(next) {
            return;
        }
        let hyphen = before.char == '-';
        // After a sign, extraction may have made the space up, and after a hyphen the line's end.
        space.optional = hyphen || !is_word_char(before.char);
        if let (true, [.., word, hyphen]) = (hyphen, letters.as_mut_slice()) {
            // Between letters, a hyphen may only break the word; between digits it is one: 2008-02.
            hyphen.optional = unicode::is_alphabetic(word.char) && unicode::is_alphabetic(next);
        }
    }
    letters.push(space);
}

/// Adds a letter, put together with the one before where both are one sign.
fn push(letters: &mut Vec<Letter>, letter: Letter) {
    if fold::is_joining(letter.char)
        && let Some(last) = letters.last_mut()
        && let Some(both) = fold::compose(last.char, letter.char)
    {
        last.char = both;
        last.end = letter.end;
        return;
    }
    letters.push(letter);
}

const fn is_line_end(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str, query: &str) -> Vec<[u32; 2]> {
        Needle::new(query, &Options::default()).find_in(text)
    }

    #[test]
    fn broken_lines_break_no_match() {
        assert_eq!(places("a hy-\nphenated well-\nknown in 2008-\n02", "hyphenated"), [[2, 14]]);
        assert_eq!(places("a well-\nknown man", "well-known"), [[2, 13]]);
        assert_eq!(places("in 2008-\n02", "2008-02"), [[3, 11]]);
        assert_eq!(places("in 2008-\n02", "200802"), [[0u32; 2]; 0]);
        assert_eq!(places("検知機\n構", "検知機構"), [[0, 5]]);
        assert_eq!(places("version.\nThe", "version.the"), [[0, 12]]);
        assert_eq!(places("one\n\ntwo", "one two"), [[0u32; 2]; 0]);
        assert_eq!(places("one\r\ntwo", "one two"), [[0, 8]]);
    }

    #[test]
    fn matches_do_not_overlap_and_cover_what_they_are_written_with() {
        assert_eq!(places("aaaa", "aa"), [[0, 2], [2, 4]]);
        assert_eq!(places("cafe\u{301} in\u{ad}n", "cafe"), [[0, 5]]);
        assert_eq!(places("1½", "1/2"), [[1, 2]]);
        assert!(places("abc", "\u{301}").is_empty() && places("abc", "").is_empty());
    }
}
