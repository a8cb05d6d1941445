//! Snippets: the part of a passage that shows what was found, cut where a sentence or a clause begins and ends.

/// How long a snippet is at most, in characters: some two lines of a list of hits.
const LONGEST: usize = 180;

/// How far before the first match the snippet may begin, in characters: enough to see what the match belongs to.
const LEAD: usize = 70;

/// What marks that something was left out.
const ELLIPSIS: char = '…';

/// The part of `reading` about `range` (in UTF-16 units): the whole where it is short.
pub fn snippet(reading: &str, range: Option<[u32; 2]>) -> String {
    let chars: Vec<char> = reading.chars().collect();
    if chars.len() <= LONGEST {
        return tidy(&chars, false, false);
    }
    let [first, last] = range.unwrap_or([0, 0]).map(|unit| char_at(&chars, unit));
    let start = begin(&chars, first);
    let end = finish(&chars, start, last);
    tidy(&chars[start..end], start > 0, end < chars.len())
}

/// The character that holds the UTF-16 unit.
fn char_at(chars: &[char], unit: u32) -> usize {
    let mut units = 0;
    chars
        .iter()
        .position(|char| {
            units += char.len_utf16() as u32;
            units > unit
        })
        .unwrap_or(chars.len())
}

/// Where the snippet begins: at the sentence of `first` where that is near, else at the clause, else at a word.
fn begin(chars: &[char], first: usize) -> usize {
    let earliest = first.saturating_sub(LEAD);
    if earliest == 0 {
        return 0;
    }
    let last_cut = |cut: fn(&[char], usize) -> bool| (earliest..=first).rev().find(|&at| cut(chars, at));
    last_cut(after_sentence)
        .or_else(|| last_cut(after_clause))
        .or_else(|| (earliest..first).find(|&at| after_word(chars, at)))
        .unwrap_or(earliest)
}

/// Where the snippet ends: at the last sentence's end after the match that leaves it long enough, else at a clause's, else at a word's.
fn finish(chars: &[char], start: usize, last: usize) -> usize {
    let latest = (start + LONGEST).min(chars.len());
    if latest == chars.len() {
        return latest;
    }
    // Half a snippet that ends well is better than a whole one that does not.
    let least = last.max(start + LONGEST / 2).min(latest);
    let last_cut = |cut: fn(&[char], usize) -> bool| (least..=latest).rev().find(|&at| cut(chars, at));
    let end =
        last_cut(after_sentence).or_else(|| last_cut(after_clause)).or_else(|| last_cut(after_word)).unwrap_or(latest);
    if end > start { end } else { latest }
}

/// Whether a sentence may end right before `at`: after its sign, closing quotes and the space.
fn after_sentence(chars: &[char], at: usize) -> bool {
    after(chars, at, |sign| matches!(sign, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟'))
}

fn after_clause(chars: &[char], at: usize) -> bool {
    after(chars, at, |sign| matches!(sign, ',' | ';' | ':' | '—' | '–' | '、' | '，' | '；' | '،' | '؛' | ')'))
}

fn after(chars: &[char], at: usize, sign: impl Fn(char) -> bool) -> bool {
    let before = &chars[..at];
    let words = before.iter().rev().skip_while(|char| char.is_whitespace());
    let mut signs = words.skip_while(|char| matches!(char, '"' | '\'' | '”' | '’' | '»' | ')'));
    let parted = before.last().is_some_and(|char| char.is_whitespace() || !char.is_ascii() && !char.is_alphanumeric());
    parted && signs.next().is_some_and(|&char| sign(char))
}

fn after_word(chars: &[char], at: usize) -> bool {
    at > 0 && chars[at - 1].is_whitespace()
}

/// One line without space at its ends, with signs of what was left out.
fn tidy(chars: &[char], cut_before: bool, cut_after: bool) -> String {
    let text: String = chars.iter().map(|&char| if char.is_control() { ' ' } else { char }).collect();
    let mut snippet = String::with_capacity(text.len() + 6);
    if cut_before {
        snippet.push(ELLIPSIS);
    }
    snippet.push_str(text.trim());
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
