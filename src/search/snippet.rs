//! Snippets: the part of a passage that shows what was found, cut where a sentence or a clause begins and ends.

use crate::source::{Bare, character_count, offset_of, trim_end};
use alloc::string::String;

/// How long a snippet is at most, in characters: some two lines of a list of hits.
const LONGEST: usize = 180;

/// How far before the first match the snippet may begin, in characters: enough to see what the match belongs to.
const LEAD: usize = 70;

/// What marks that something was left out.
const ELLIPSIS: char = '…';

/// The part of `reading` about `range` (in UTF-16 units): the whole where it is short.
pub fn snippet(reading: &str, range: Option<[u32; 2]>) -> String {
    if reading.len() <= LONGEST || character_count(reading) <= LONGEST {
        return tidy(reading, false, false);
    }
    let [first, last] = range.unwrap_or([0, 0]).map(|unit| byte_at(reading, unit));
    let start = begin(reading, first);
    let end = finish(reading, start, last);
    tidy(&reading[start..end], start > 0, end < reading.len())
}

/// The byte at which the character begins that holds the UTF-16 unit.
fn byte_at(text: &str, unit: u32) -> usize {
    if text.is_ascii() {
        return (unit as usize).min(text.len());
    }
    let mut units = 0;
    let holds = |&(_, char): &(usize, char)| {
        units += char.len_utf16() as u32;
        units > unit
    };
    text.char_indices().find(holds).map_or(text.len(), |(at, _)| at)
}

/// Where the snippet begins: at the sentence of `first` where that is near, else at the clause, else at a word.
fn begin(text: &str, first: usize) -> usize {
    let mut earliest = first;
    for _ in 0..LEAD {
        earliest = text.floor_char_boundary(earliest.saturating_sub(1));
    }
    if earliest == 0 {
        return 0;
    }
    let words = || cuts(text, earliest, first);
    let last = |ends: fn(char) -> bool| words().filter(|&at| follows(text, at, ends)).last();
    last(ends_sentence).or_else(|| last(ends_clause)).or_else(|| words().next()).unwrap_or(earliest)
}

/// Where the snippet ends: at the last sentence's end that leaves it long enough, else at a clause's, else at a word's.
fn finish(text: &str, start: usize, last: usize) -> usize {
    let latest = start + offset_of(&text[start..], LONGEST);
    if latest == text.len() {
        return latest;
    }
    // Half a snippet that ends well is better than a whole one that does not.
    let least = (start + offset_of(&text[start..], LONGEST / 2)).max(last).min(latest);
    let words = || cuts(text, least, latest);
    let last = |ends: fn(char) -> bool| words().filter(|&at| follows(text, at, ends)).last();
    last(ends_sentence).or_else(|| last(ends_clause)).or_else(|| words().last()).unwrap_or(latest)
}

/// The bytes from `from` to `to` at which a word may begin: after white space, and after a sign of a script that writes none.
fn cuts(text: &str, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
    let after = move |(at, char): (usize, char)| {
        (char.is_whitespace() || !char.is_ascii() && ends_clause(char)).then_some(from + at + char.len_utf8())
    };
    text[from..to].char_indices().filter_map(after)
}

/// Whether what stands before `at`, white space and closing quotes aside, ends as asked.
fn follows(text: &str, at: usize, ends: fn(char) -> bool) -> bool {
    let before = trim_end(text[..at].bare_end(), |char| matches!(char, '"' | '\'' | '”' | '’' | '»' | ')'));
    before.chars().next_back().is_some_and(ends)
}

const fn ends_sentence(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟')
}

const fn ends_clause(char: char) -> bool {
    ends_sentence(char) || matches!(char, ',' | ';' | ':' | '—' | '–' | '、' | '，' | '；' | '،' | '؛')
}

/// One line without space at its ends, with signs of what was left out.
fn tidy(text: &str, cut_before: bool, cut_after: bool) -> String {
    let mut snippet = String::with_capacity(text.len() + 2 * ELLIPSIS.len_utf8());
    if cut_before {
        snippet.push(ELLIPSIS);
    }
    for char in text.bare().chars() {
        snippet.push(if char.is_control() { ' ' } else { char });
    }
    if cut_after {
        snippet.push(ELLIPSIS);
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, word: &str) -> Option<[u32; 2]> {
        let before = text[..text.find(word)?].encode_utf16().count() as u32;
        Some([before, before + word.encode_utf16().count() as u32])
    }

    #[test]
    fn a_short_passage_is_shown_whole() {
        assert_eq!(snippet("The cat\nsat.", Some([4, 7])), "The cat sat.");
    }

    #[test]
    fn a_long_one_is_cut_at_sentences() {
        let text = format!(
            "{}The cat sat here. {}",
            "Filler is what this is. ".repeat(10),
            "More of it came after, and more. ".repeat(10)
        );
        let snippet = snippet(&text, find(&text, "cat"));
        assert!(snippet.starts_with("…The cat sat here. More"), "{snippet:?}");
        assert!(snippet.ends_with("and more.…"), "{snippet:?}");
    }

    #[test]
    fn any_text_is_cut_between_characters() {
        let text = "😀字a\u{301}".repeat(200);
        for unit in [0, 1, 399, 400, 900, 5000] {
            let snippet = snippet(&text, Some([unit, unit + 1]));
            assert!(snippet.chars().count() <= LONGEST + 2, "{snippet:?}");
        }
    }
}
