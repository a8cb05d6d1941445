//! How a piece of text looks: how it begins and ends, what it is made of. No pass decides on anything else than this and where a block stands.

use crate::document::{DraftBlock, DraftLine};
use crate::source::{Source, Span};

/// Signs that open a quotation or a bracket, skipped to see how a text begins.
const OPENERS: &[char] = &[
    '"', '\'', '“', '”', '„', '‘', '’', '‚', '«', '»', '‹', '›', '「', '『', '（', '(', '[', '*', '_', '¿', '¡', '—',
    '–', '…',
];

/// Signs that close a quotation or a bracket, skipped to see how a text ends.
const CLOSERS: &[char] =
    &['"', '\'', '”', '“', '’', '‘', '»', '«', '›', '」', '』', '）', '》', ')', ']', '}', '*', '_'];

/// Signs that end a sentence.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '｡', '؟', '۔', '।', '॥', '‽', '⁉', '։', '።'];

/// How a text begins, as its first letter or digit tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// A small letter.
    Lower,
    /// A capital.
    Upper,
    /// A letter of a script without case.
    Caseless,
    /// A digit.
    Digit,
    /// Neither letter nor digit.
    Other,
}

/// How a text ends, closing quotes and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With the end of a sentence.
    Sentence,
    /// With a colon: what follows is announced.
    Colon,
    /// With a hyphen: in the middle of a word, perhaps.
    Hyphen,
    /// With a comma or a semicolon.
    Pause,
    /// With a dash: a sentence may break off so.
    Dash,
    /// With a letter or a digit.
    Word,
    /// With anything else.
    Other,
}

/// How `text` begins.
pub(super) fn start(text: &str) -> Start {
    match text
        .trim_start_matches(|char: char| OPENERS.contains(&char) || is_direction(char) || char.is_whitespace())
        .chars()
        .next()
    {
        Some(char) if char.is_lowercase() => Start::Lower,
        Some(char) if char.is_uppercase() => Start::Upper,
        Some(char) if char.is_numeric() => Start::Digit,
        Some(char) if char.is_alphabetic() => Start::Caseless,
        _ => Start::Other,
    }
}

/// How `text` ends.
pub(super) fn end(text: &str) -> End {
    let bare =
        text.trim_end_matches(|char: char| CLOSERS.contains(&char) || is_direction(char) || char.is_whitespace());
    match bare.chars().next_back() {
        Some(char) if ENDS.contains(&char) => End::Sentence,
        Some(':' | '：') => End::Colon,
        // Typewriters have two hyphens for a dash.
        Some('-') if bare.ends_with("--") => {
            if bare.trim_end_matches('-').ends_with([':', '：']) {
                End::Colon
            } else {
                End::Dash
            }
        }
        Some('-' | '\u{2010}' | '\u{ad}') => End::Hyphen,
        Some(',' | ';' | '،' | '؛' | '、' | '，' | '；') => End::Pause,
        Some('—' | '–') if bare.trim_end_matches(['—', '–']).ends_with([':', '：']) => End::Colon,
        Some('—' | '–') => End::Dash,
        Some(char) if char.is_ascii_digit() && ends_before_references(bare) => End::Sentence,
        Some(char) if is_note_mark(char) => match bare[..bare.len() - char.len_utf8()]
            .trim_end_matches(is_note_mark)
            .trim_end_matches(CLOSERS)
            .chars()
            .next_back()
        {
            Some(before) if ENDS.contains(&before) => End::Sentence,
            _ => End::Word,
        },
        Some(char) if char.is_alphanumeric() => End::Word,
        // A text that is only closing signs ends as they do.
        _ => End::Other,
    }
}

/// Letters of the shortest word that ends a sentence and shortens nothing: "no. 5" and "vol. 12" go on.
const SHORTEST_LAST_WORD: usize = 5;

/// Whether a sentence ends before the numbers that `text` ends with: marks of references, set smaller, come out as "ligands. 20,21".
fn ends_before_references(text: &str) -> bool {
    let before = text.trim_end_matches(|char: char| char.is_ascii_digit() || matches!(char, ',' | '-' | '–' | ' '));
    let Some(stem) = before.strip_suffix('.').filter(|_| text[before.len()..].starts_with(' ')) else { return false };
    let bare = stem.trim_end_matches(CLOSERS);
    bare.len() < stem.len() || bare.chars().rev().take_while(|char| char.is_alphabetic()).count() >= SHORTEST_LAST_WORD
}

/// Whether `char` may be the mark of a note, right behind a sentence's end.
fn is_note_mark(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '*' | '†' | '‡')
}

/// Letters of the longest title or initial that a full stop shortens: "Gen.", "Dr.", "J.".
const LONGEST_ABBREVIATION: usize = 4;

/// Whether a sentence ends somewhere within `text`, before its last word.
pub(super) fn holds_sentence_end(text: &str) -> bool {
    if text.contains(['。', '！', '？']) {
        let bare = text.trim_end_matches(|char| CLOSERS.contains(&char) || ENDS.contains(&char));
        return bare.contains(['。', '！', '？']);
    }
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let ends = word.trim_end_matches(CLOSERS).ends_with(ENDS);
        if ends && words.peek().is_some_and(|next| start(next) != Start::Lower) && !is_abbreviation(word) {
            return true;
        }
    }
    false
}

/// Whether `word` is a short capitalised word with a full stop, as titles and initials are.
fn is_abbreviation(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else { return false };
    start(stem) == Start::Upper && stem.chars().filter(|char| char.is_alphabetic()).count() <= LONGEST_ABBREVIATION
}

/// Whether `char` only says which way the text runs; extraction leaves these about lines of Arabic and Hebrew.
pub(super) const fn is_direction(char: char) -> bool {
    matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether `char` belongs to a script that puts no space between words.
pub(super) const fn is_unspaced(char: char) -> bool {
    matches!(char,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Words of `text`; in scripts without spaces, two letters count as one.
pub(super) fn words(text: &str) -> usize {
    let unspaced = text.chars().filter(|&char| is_unspaced(char)).count();
    text.split_whitespace().count() + unspaced / 2
}

/// Whether `text` has letters and each of them, in scripts with case, is a capital.
pub(super) fn is_all_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether each word of `text` that weighs begins with a capital or a digit: as names and titles are set.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut words =
        text.split_whitespace().filter(|word| word.chars().filter(|char| char.is_alphabetic()).count() > 3).peekable();
    words.peek().is_some() && words.all(|word| matches!(start(word), Start::Upper | Start::Digit))
}

/// The source of a whole block, from its first line to its last.
pub(super) fn span(block: &DraftBlock) -> Span {
    block.lines[0].text.cover(block.lines[block.lines.len() - 1].text)
}

/// The text of a line.
pub(super) fn line<'s>(source: &'s Source, line: &DraftLine) -> &'s str {
    source.slice(line.text)
}

/// The text of a block's first line.
pub(super) fn first<'s>(source: &'s Source, block: &DraftBlock) -> &'s str {
    line(source, &block.lines[0])
}

/// The text of a block's last line.
pub(super) fn last<'s>(source: &'s Source, block: &DraftBlock) -> &'s str {
    line(source, &block.lines[block.lines.len() - 1])
}

/// The whole text of a block that has few lines, its breaks read as spaces.
pub(super) fn text(source: &Source, block: &DraftBlock) -> String {
    let lines: Vec<&str> = block.lines.iter().map(|each| line(source, each)).collect();
    lines.join(" ")
}

/// Whether the whole of `text` stands in quotation marks.
pub(super) fn is_quoted(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '«', '‘', '「', '\''])
        && text.len() > 1
        && text.trim_end_matches(['.', ',', '!', '?', '—', '–']).ends_with(['"', '”', '“', '»', '’', '」', '\''])
}

/// Columns of a whole block's text.
pub(super) fn size(block: &DraftBlock) -> u32 {
    block.lines.iter().map(|line| u32::from(line.width) + 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_as_its_last_sign_does() {
        let cases = [
            ("He said so.", End::Sentence),
            ("“He said so.”", End::Sentence),
            ("He said so.12", End::Sentence),
            ("in 1912", End::Word),
            ("as follows:", End::Colon),
            ("regional posi-", End::Hyphen),
            ("and so--", End::Dash),
            ("he said:--", End::Colon),
            ("first,", End::Pause),
            ("終わった。」", End::Sentence),
            ("چرا؟", End::Sentence),
            ("(left)", End::Word),
        ];
        for (text, expected) in cases {
            assert_eq!(end(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_begins_as_its_first_letter_does() {
        assert_eq!(start("“and so"), Start::Lower);
        assert_eq!(start("¿Qué?"), Start::Upper);
        assert_eq!(start("漢字"), Start::Caseless);
        assert_eq!(start("1912"), Start::Digit);
        assert_eq!(start("* * *"), Start::Other);
    }
}
