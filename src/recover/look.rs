//! How a piece of text looks: how it begins and ends, what it is made of. No pass decides on anything else than this and where a block stands.

use crate::document::{Draft, DraftBlock, DraftLine};
pub(super) use crate::document::{End, Start};
pub(super) use crate::source::parts;
use crate::source::unicode;
use crate::source::{Source, Span, character_count, characters, columns};
pub(super) use crate::source::{trim_end, trim_start};
use alloc::borrow::Cow;
use alloc::string::String;

/// Sees how each line begins and ends, once for all passes.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    for block in &mut draft.blocks {
        block.lines.iter_mut().for_each(|line| look_at(source, line));
    }
}

/// Sees how a line begins and ends.
pub(super) fn look_at(source: &Source, line: &mut DraftLine) {
    let text = source.slice(line.text);
    line.starts = start(text);
    line.ends = end(text);
    line.first_word = first_word(text);
}

/// Columns of the first word of `text`, with the space before it.
fn first_word(text: &str) -> u32 {
    if starts(text, is_unspaced) {
        return 2;
    }
    let rest = trim_start(text, |char| !char.is_whitespace());
    1 + columns(&text[..text.len() - rest.len()])
}

/// How `text` begins.
pub(super) fn start(text: &str) -> Start {
    for char in characters(text) {
        return match char {
            'a'..='z' if is_among_signs(text) => Start::Caseless,
            'a'..='z' => Start::Lower,
            'A'..='Z' => Start::Upper,
            '0'..='9' => Start::Digit,
            _ if char.is_whitespace() || is_opener(char) || is_direction(char) => continue,
            _ if unicode::is_lowercase(char) => Start::Lower,
            _ if unicode::is_uppercase(char) => Start::Upper,
            _ if unicode::is_numeric(char) => Start::Digit,
            _ if unicode::is_alphabetic(char) => Start::Caseless,
            // What belongs behind a word goes on as small letters do.
            '、'..='。' | '，' | '：'..='；' => Start::Lower,
            _ => Start::Other,
        };
    }
    Start::Other
}

/// Whether `text` begins with a Latin word in the midst of a script without case: a name has small letters there, "rsync を使う".
fn is_among_signs(text: &str) -> bool {
    let opening = text.bytes().take_while(|byte| !byte.is_ascii_alphabetic()).count();
    let word = text[opening..].bytes().take_while(u8::is_ascii_graphic).count();
    let behind = text[opening + word..].trim_ascii_start();
    // Those scripts' letters take three bytes or more, of which the first says so. A gloss has fewer of them than of the others.
    let outweigh = || {
        let (mut signs, mut letters) = (0, 0);
        for char in characters(text) {
            signs += usize::from(breaks_anywhere(char));
            letters += usize::from(char.is_ascii_alphabetic());
        }
        signs > letters
    };
    behind.as_bytes().first().is_some_and(|&byte| byte >= 0xE0) && starts(behind, breaks_anywhere) && outweigh()
}

/// Words of the longest name behind a dash.
const LONGEST_SPEAKER: usize = 6;

/// Whether a text ends with who said it: `… keeps us all." --THE PARISH BOOK`.
pub(super) fn is_attributed(text: &str) -> bool {
    let behind = &text[trim_end(text, |char| !is_in(char, "\"”»")).len()..];
    let speaker = trim_start(behind, char::is_whitespace);
    starts_in(speaker, "-–—") && words(speaker) <= LONGEST_SPEAKER
}

/// Whether `text` begins as sentences and titles do: with a capital, or in a script that has none.
pub(super) fn starts_anew(text: &str) -> bool {
    start(text).is_anew()
}

/// How `text` ends.
pub(super) fn end(text: &str) -> End {
    match text.as_bytes().last() {
        // Most lines end so, and need no closer look.
        Some(b'a'..=b'z' | b'A'..=b'Z') => return End::Word,
        Some(b'.') => return End::Sentence,
        Some(b',') => return End::Pause,
        // Numbers are what there is most of in tables.
        Some(b'0'..=b'9') if is_digits(text) => return End::Word,
        _ => {}
    }
    let bare = trim_end(before_mark(text), |char| is_closer(char) || is_direction(char) || char.is_whitespace());
    match bare.chars().next_back() {
        Some(char) if is_end(char) => End::Sentence,
        Some(':' | '：') => End::Colon,
        // Typewriters have two hyphens for a dash.
        Some('-') if bare.ends_with("--") => {
            if ends_with_colon(trim_end(bare, |char| char == '-')) {
                End::Colon
            } else {
                End::Dash
            }
        }
        Some('-' | '\u{2010}' | '\u{ad}') => End::Hyphen,
        Some(',' | ';' | '،' | '؛' | '、' | '，' | '；') => End::Pause,
        Some('—' | '–') if ends_with_colon(trim_end(bare, |char| matches!(char, '—' | '–'))) => End::Colon,
        Some('—' | '–') => End::Dash,
        Some(char) if char.is_ascii_digit() && ends_before_references(bare) => End::Sentence,
        Some(char) if is_note_mark(char) => {
            let before = trim_end(trim_end(bare, is_note_mark), is_closer);
            let is_fraction = bare.len() == text.len() && is_whole(before);
            if ends(before, is_end) && !is_fraction { End::Sentence } else { End::Word }
        }
        Some(char) if unicode::is_alphanumeric(char) => End::Word,
        // A text that is only closing signs ends as they do.
        _ => End::Other,
    }
}

fn ends_with_colon(text: &str) -> bool {
    ends_in(text, ":：")
}

/// Letters of the shortest word that ends a sentence and shortens nothing: "no. 5" and "vol. 12" go on.
const SHORTEST_LAST_WORD: usize = 5;

/// Whether a sentence ends before the numbers that `text` ends with: marks of references, set smaller, come out as "ligands. 20,21".
fn ends_before_references(text: &str) -> bool {
    let before = trim_end(text, |char| char.is_ascii_digit() || matches!(char, ',' | '-' | '–' | ' '));
    let Some(stem) = before.strip_suffix('.').filter(|_| text[before.len()..].starts_with(' ')) else { return false };
    let bare = trim_end(stem, is_closer);
    bare.len() < stem.len() || has_letters(&bare[trim_end(bare, unicode::is_alphabetic).len()..], SHORTEST_LAST_WORD)
}

/// Digits of a year.
const DIGITS_OF_YEAR: usize = 4;

/// Whether a number and a full stop end `text`, which decimals may follow: "1.50", and not "in 2011.7", for a year ends the sentence, nor
/// "section 2.1.3".
pub(super) fn is_whole(text: &str) -> bool {
    text.strip_suffix('.').is_some_and(|text| {
        let before = trim_end(text, unicode::is_numeric);
        !matches!(character_count(&text[before.len()..]), 0 | DIGITS_OF_YEAR) && !before.ends_with('.')
    })
}

/// Printer's signs that mark notes.
pub(super) const NOTE_SIGNS: &str = "*†‡§¶※";

/// Whether `char` may be of the mark of a note, right behind a sentence's end: a digit of any script, raised or circled, a sign.
pub(super) fn is_note_mark(char: char) -> bool {
    // Most are letters, of which few are numbers, or dashes and quotation marks, which are neither.
    !matches!(char, '\u{2010}'..='\u{201f}')
        && (unicode::is_numeric(char) || !unicode::is_alphabetic(char) && is_in(char, NOTE_SIGNS))
}

/// Characters of the longest mark in brackets.
const LONGEST_MARK: usize = 3;

/// `text` without the mark of a note that it ends with in brackets: "… ring it.[A]".
fn before_mark(text: &str) -> &str {
    let Some(inner) = text.strip_suffix(']') else { return text };
    let before = trim_end(inner, |char| char.is_ascii_alphanumeric() || is_note_mark(char));
    match before.strip_suffix('[') {
        Some(rest) if character_count(&inner[before.len()..]) <= LONGEST_MARK => rest,
        _ => text,
    }
}

/// Letters of the longest title or initial that a full stop shortens: "Gen.", "Dr.", "J.".
const LONGEST_ABBREVIATION: usize = 4;

/// Whether a sentence ends somewhere within `text`, before its last word.
pub(super) fn holds_sentence_end(text: &str) -> bool {
    let wide_end = |char| matches!(char, '。' | '！' | '？');
    if any(text, wide_end) {
        return any(trim_end(text, |char| is_closer(char) || is_end(char)), wide_end);
    }
    let mut ended = false;
    spaced(text).any(|word| {
        let ended_before = ended;
        ended = ends(trim_end(word, is_closer), is_end) && !is_abbreviation(word);
        ended_before && start(word) != Start::Lower
    })
}

/// How many sentences end within `text`, and are followed by another.
pub(super) fn inner_sentence_ends(text: &str) -> usize {
    let mut count = 0;
    let (mut ended, mut parted) = (false, false);
    let mut rest = characters(text);
    while let Some(char) = rest.next() {
        if is_end(char) {
            (ended, parted) = (true, is_unspaced(char));
        } else if ended && char == ' ' {
            parted = true;
        } else if ended && !is_closer(char) {
            count += usize::from(parted && !unicode::is_lowercase(char) && !unicode::is_numeric(char));
            ended = false;
        }
        // Most are letters behind letters.
        if !ended && char.is_ascii() {
            rest.skip_letters();
        }
    }
    count
}

/// Whether `word` is a short capitalised word with a full stop, as titles and initials are.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else { return false };
    start(stem) == Start::Upper && !has_letters(stem, LONGEST_ABBREVIATION + 1)
}

/// Whether `char` only says which way the text runs; extraction leaves these about lines of Arabic and Hebrew.
pub(super) const fn is_direction(char: char) -> bool {
    matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether `char` belongs to a script that puts no space between words.
pub(super) const fn is_unspaced(char: char) -> bool {
    // Most characters come long before all these.
    char >= '\u{0e00}'
        && matches!(char,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `char` is a Korean syllable.
pub(super) const fn is_syllable(char: char) -> bool {
    matches!(char, '\u{ac00}'..='\u{d7a3}')
}

/// Whether `char` belongs to a script in which a line may end within a word.
pub(super) fn breaks_anywhere(char: char) -> bool {
    is_unspaced(char) || is_syllable(char)
}

/// Words of `text`; in scripts without spaces, two letters count as one.
pub(super) fn words(text: &str) -> usize {
    let (mut words, mut unspaced) = (0, 0);
    let mut within = false;
    for char in characters(text) {
        let space = matches!(char, ' ' | '\n') || !char.is_ascii_graphic() && char.is_whitespace();
        words += usize::from(!space && !within);
        unspaced += usize::from(!char.is_ascii() && is_unspaced(char));
        within = !space;
    }
    words + unspaced / 2
}

/// Whether `text` has letters and each of them, in scripts with case, is a capital.
pub(super) fn is_all_capitals(text: &str) -> bool {
    any(text, unicode::is_uppercase) && !any(text, unicode::is_lowercase)
}

/// Whether each word of `text` that weighs begins with a capital or a digit: as names and titles are set.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut weighs = false;
    for word in spaced(text).filter(|word| has_letters(word, 4)) {
        if !matches!(start(word), Start::Upper | Start::Digit) {
            return false;
        }
        weighs = true;
    }
    weighs
}

// What is asked of characters is asked through these: one loop for all questions, where each closure would make its own.

/// Whether `text` starts with one of `signs`.
#[inline(never)]
pub(super) fn starts_in(text: &str, signs: &str) -> bool {
    characters(text).next().is_some_and(|char| is_in(char, signs))
}

/// Whether `text` ends with one of `signs`.
#[inline(never)]
pub(super) fn ends_in(text: &str, signs: &str) -> bool {
    text.chars().next_back().is_some_and(|char| is_in(char, signs))
}

/// Whether one of `signs` stands in `text`.
#[inline(never)]
pub(super) fn holds_one(text: &str, signs: &str) -> bool {
    // Most bytes of a text are in none of the signs.
    let mut known = [false; 256];
    signs.bytes().for_each(|byte| known[usize::from(byte)] = true);
    let is_sign = |at: usize| text.get(at..).is_some_and(|here| starts_in(here, signs));
    text.bytes().enumerate().any(|(at, byte)| known[usize::from(byte)] && is_sign(at))
}

/// Whether `char` is one of `signs`.
#[inline(never)]
pub(super) fn is_in(char: char, signs: &str) -> bool {
    // What none of the signs begins with is soon told.
    let begins = char.encode_utf8(&mut [0; 4]).as_bytes()[0];
    memchr::memchr(begins, signs.as_bytes()).is_some()
        && (char.is_ascii() || characters(signs).any(|sign| sign == char))
}

/// Whether the first character of `text` is what `is` asks for.
#[inline(never)]
pub(super) fn starts(text: &str, is: fn(char) -> bool) -> bool {
    characters(text).next().is_some_and(is)
}

/// Whether the last character of `text` is what `is` asks for.
#[inline(never)]
pub(super) fn ends(text: &str, is: fn(char) -> bool) -> bool {
    text.chars().next_back().is_some_and(is)
}

/// Whether a character of `text` is what `is` asks for.
#[inline(never)]
pub(super) fn any(text: &str, is: fn(char) -> bool) -> bool {
    characters(text).any(is)
}

/// Whether each character of `text` is what `is` asks for.
#[inline(never)]
pub(super) fn all(text: &str, is: fn(char) -> bool) -> bool {
    characters(text).all(is)
}

/// `text` without the characters at either end that are what `is` asks for.
pub(super) fn trim(text: &str, is: fn(char) -> bool) -> &str {
    trim_end(trim_start(text, is), is)
}

/// Whether `text` has so many letters, or more.
#[inline(never)]
pub(super) fn has_letters(text: &str, count: usize) -> bool {
    characters(text).filter(|&char| unicode::is_alphabetic(char)).take(count).count() == count
}

/// Whether `text` is digits, and nothing else: also where it is nothing.
#[inline(never)]
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `text` from its first letter to its last.
pub(super) fn lettered(text: &str) -> &str {
    trim(text, |char| !unicode::is_alphabetic(char))
}

/// Whether `sign`, which is not empty, stands in `text`.
#[inline(never)]
pub(super) fn holds(text: &str, sign: &str) -> bool {
    // One byte is soon looked for, and mostly missing.
    let (text, sign) = (text.as_bytes(), sign.as_bytes());
    memchr::memchr_iter(sign[0], text).any(|at| text[at..].starts_with(sign))
}

/// Whether each bracket in `text` that opens is closed: a line that a sentence was cut into leaves some open.
pub(super) fn is_balanced(text: &str) -> bool {
    let count = |bracket: u8| memchr::memchr_iter(bracket, text.as_bytes()).count();
    count(b'(') == count(b')')
}

/// Whether an address of the web stands in `text`.
pub(super) fn holds_address(text: &str) -> bool {
    holds(text, "://") || holds(text, "www.")
}

/// Whether `text` ends with an address: what begins anew behind it is no part of its sentence.
pub(super) fn ends_in_address(text: &str) -> bool {
    holds_address(last_word(text))
}

/// What stands behind the last space of `text`.
pub(super) fn last_word(text: &str) -> &str {
    &text[trim_end(text, |char| !char.is_whitespace()).len()..]
}

/// Whether `lower` is `text` in lower case.
#[inline(never)]
pub(super) fn is_lower_of(lower: &str, text: &str) -> bool {
    let mut rest = lower.chars();
    text.chars().all(|char| unicode::to_lowercase(char).all(|char| rest.next() == Some(char))) && rest.next().is_none()
}

/// `text` in lower case.
#[inline(never)]
pub(super) fn lower(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    text.chars().for_each(|char| lower.extend(unicode::to_lowercase(char)));
    lower
}

/// The words of `text`, between white space.
pub(super) fn spaced(text: &str) -> impl Iterator<Item = &str> {
    parts(text, char::is_whitespace).filter(|word| !word.is_empty())
}

/// Calls `each` with each stretch of letters and digits in `text`.
#[inline(never)]
pub(super) fn each_word<'t>(mut text: &'t str, each: &mut dyn FnMut(&'t str)) {
    loop {
        match next_word(&mut text) {
            "" => return,
            word => each(word),
        }
    }
}

/// Takes the first stretch of letters and digits from `rest`, and what stands before it; nothing where there is none.
#[inline(never)]
pub(super) fn next_word<'t>(rest: &mut &'t str) -> &'t str {
    let text = trim_start(rest, |char| !unicode::is_alphanumeric(char));
    *rest = trim_start(text, unicode::is_alphanumeric);
    &text[..text.len() - rest.len()]
}

/// Whether `char` opens a quotation or a bracket: skipped to see how a text begins.
const fn is_opener(char: char) -> bool {
    matches!(
        char,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '『'
            | '（'
            | '('
            | '['
            | '*'
            | '_'
            | '¿'
            | '¡'
            | '—'
            | '–'
            | '…'
    )
}

/// Whether `char` closes a quotation or a bracket: skipped to see how a text ends.
const fn is_closer(char: char) -> bool {
    matches!(
        char,
        '"' | '\''
            | '”'
            | '“'
            | '’'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '」'
            | '』'
            | '）'
            | '》'
            | ')'
            | ']'
            | '}'
            | '*'
            | '_'
    )
}

/// Whether `char` ends a sentence.
const fn is_end(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '॥' | '‽' | '⁉' | '։' | '።')
}

/// The source of a whole block, from its first line to its last.
pub(super) fn span(block: &DraftBlock) -> Span {
    block.lines[0].text.cover(block.lines[block.lines.len() - 1].text)
}

/// The text of a line.
#[inline(never)]
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
#[inline(never)]
pub(super) fn text<'s>(source: &'s Source, block: &DraftBlock) -> Cow<'s, str> {
    let mut lines = block.lines.iter().map(|each| line(source, each));
    let first = lines.next().unwrap_or_default();
    if block.lines.len() == 1 {
        return Cow::Borrowed(first);
    }
    let mut text = String::with_capacity(size(block) as usize);
    text.push_str(first);
    for line in lines {
        text.push(' ');
        text.push_str(line);
    }
    Cow::Owned(text)
}

/// Words of the longest label, and bytes within which its colon stands.
const LONGEST_LABEL: usize = 3;
const LONGEST_LABEL_BYTES: usize = 40;

/// The label that opens `text`, a few words and a colon: "Where: the long harbour".
pub(super) fn label(text: &str) -> Option<&str> {
    let near = text.as_bytes().get(..LONGEST_LABEL_BYTES).unwrap_or(text.as_bytes());
    let label = &text[..memchr::memchr(b':', near)?];
    let parted = starts(&text[label.len() + 1..], char::is_whitespace);
    let is_words = all(label, |char| unicode::is_alphabetic(char) || char == ' ') && !label.ends_with(' ');
    (parted && is_words && starts_anew(label) && words(label) <= LONGEST_LABEL).then_some(label)
}

/// Whether the whole of `text` stands in quotation marks.
pub(super) fn is_quoted(text: &str) -> bool {
    text.len() > 1 && opens_quoted(text) && closes_quoted(text)
}

/// Whether a quotation mark opens `text`.
pub(super) fn opens_quoted(text: &str) -> bool {
    starts_in(text, "\"“„«‘「'")
}

/// Whether a quotation mark closes `text`.
pub(super) fn closes_quoted(text: &str) -> bool {
    ends_in(trim_end(text, |char| matches!(char, '.' | ',' | '!' | '?' | '—' | '–')), "\"”“»’」'")
}

/// Whether `text` asks or calls: a heading may.
pub(super) fn asks(text: &str) -> bool {
    ends_in(trim_end(text, is_direction), "?？؟!！")
}

/// Columns of a whole block's text, as its lines have them.
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
            ("روشن شد.۱", End::Sentence),
            ("وزن ۴۰.۵", End::Word),
            ("He said so.[A]", End::Sentence),
            ("in 2011.7", End::Sentence),
            ("it cost 1.50", End::Word),
            ("He said[12]", End::Word),
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
        assert_eq!(start("、そして"), Start::Lower);
        assert_eq!(start("1912"), Start::Digit);
        assert_eq!(start("* * *"), Start::Other);
    }
}
