//! What Unicode says of a character: whether it is a letter, how it is written small, what it is made of.
//!
//! The tables for it would be a sixth of the Wasm, and whoever runs that has them: a browser tells, a page of 256 characters at a time, for the
//! few pages that a text uses. Natively the standard library and the crate unicode-normalization tell.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use once_cell::race::OnceBox;

/// Who tells what Unicode says.
#[derive(Debug, Clone, Copy)]
pub struct Teller {
    /// The text, with a NUL for each character that lacks the property of that name.
    pub with_property: fn(text: &str, property: &str) -> String,
    /// The text in small letters.
    pub lower_case: fn(text: &str) -> String,
    /// The text in the normalization form NFKD.
    pub decomposed: fn(text: &str) -> String,
}

/// Sets who tells, before any text is read; later calls change nothing.
#[cfg(target_arch = "wasm32")]
pub fn ask(teller: Teller) {
    let _ = TELLER.set(Box::new(teller));
}

/// Whether `char` is a letter.
pub fn is_alphabetic(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_alphabetic() } else { has(char, ALPHABETIC) }
}

/// Whether `char` is a digit or another number.
pub fn is_numeric(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_digit() } else { has(char, NUMERIC) }
}

/// Whether `char` is a letter or a number.
pub fn is_alphanumeric(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_alphanumeric() } else { has(char, ALPHABETIC | NUMERIC) }
}

/// Whether `char` is a capital.
pub fn is_uppercase(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_uppercase() } else { has(char, UPPERCASE) }
}

/// Whether `char` is a small letter.
pub fn is_lowercase(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_lowercase() } else { has(char, LOWERCASE) }
}

/// What `char` is written with in small letters.
pub fn to_lowercase(char: char) -> Lower {
    if char.is_ascii() {
        return Lower { itself: Some(char.to_ascii_lowercase()), others: &[] };
    }
    let page = page(char);
    let others = page.lower[place(char)].of(&page.characters);
    Lower { itself: others.is_empty().then_some(char), others }
}

/// What `char` is written with in small letters, or the first of several.
#[inline(always)]
pub fn small(char: char) -> char {
    if char.is_ascii() { char.to_ascii_lowercase() } else { small_beyond_ascii(char) }
}

#[inline(never)]
fn small_beyond_ascii(char: char) -> char {
    let page = page(char);
    page.lower[place(char)].of(&page.characters).first().copied().unwrap_or(char)
}

/// The small letters of a character: itself, or others.
#[derive(Debug, Clone)]
pub struct Lower {
    itself: Option<char>,
    others: &'static [char],
}

impl Iterator for Lower {
    type Item = char;

    #[inline(never)]
    fn next(&mut self) -> Option<char> {
        let (first, rest) = match self.others {
            [first, rest @ ..] => (Some(*first), rest),
            [] => (None, self.others),
        };
        self.others = rest;
        self.itself.take().or(first)
    }
}

/// What `char` is made of, taken apart to the end; empty where it is made of itself alone.
pub fn parts(char: char) -> &'static [char] {
    let page = page(char);
    page.parts[place(char)].of(&page.characters)
}

const ALPHABETIC: u8 = 1;
const NUMERIC: u8 = 2;
const UPPERCASE: u8 = 4;
const LOWERCASE: u8 = 8;

/// The properties by their names in Unicode.
const PROPERTIES: [(u8, &str); 4] =
    [(ALPHABETIC, "Alphabetic"), (NUMERIC, "N"), (UPPERCASE, "Uppercase"), (LOWERCASE, "Lowercase")];

/// Characters in a page.
const PAGE: usize = 256;

/// What is known of the characters of one page.
#[derive(Debug)]
struct Page {
    properties: [u8; PAGE],
    lower: [Piece; PAGE],
    parts: [Piece; PAGE],
    /// The characters of all pieces.
    characters: Vec<char>,
}

/// A half-open range of a page's characters.
#[derive(Debug, Clone, Copy, Default)]
struct Piece(u16, u16);

impl Piece {
    fn of(self, characters: &[char]) -> &[char] {
        &characters[self.0.into()..self.1.into()]
    }
}

static TELLER: OnceBox<Teller> = OnceBox::new();
static PAGES: [OnceBox<Page>; char::MAX as usize / PAGE + 1] =
    [const { OnceBox::new() }; char::MAX as usize / PAGE + 1];

fn place(char: char) -> usize {
    char as usize % PAGE
}

fn page(char: char) -> &'static Page {
    let number = char as usize / PAGE;
    PAGES[number].get_or_init(|| Box::new(Page::told(number, TELLER.get_or_init(|| Box::new(Teller::own())))))
}

fn has(char: char, property: u8) -> bool {
    // The dashes and quotation marks of Latin texts, which are most of what is not ASCII in them, are neither.
    !matches!(char, '\u{2010}'..='\u{2027}') && page(char).properties[place(char)] & property != 0
}

impl Page {
    fn told(number: usize, teller: &Teller) -> Self {
        let chars: Vec<char> = (0..PAGE).filter_map(|at| char::from_u32((number * PAGE + at) as u32)).collect();
        let text: String = chars.iter().collect();
        let mut page = Self {
            properties: [0; PAGE],
            lower: [Piece::default(); PAGE],
            parts: [Piece::default(); PAGE],
            characters: Vec::new(),
        };
        for (property, name) in PROPERTIES {
            for (at, char) in (teller.with_property)(&text, name).chars().enumerate() {
                page.properties[at] |= if char == '\0' { 0 } else { property };
            }
        }
        page.lower = page.pieces(&text, &chars, teller.lower_case);
        page.parts = page.pieces(&text, &chars, teller.decomposed);
        page
    }

    /// What `tell` makes of each character, where that is something else. Most pages are left as they are, and asked about at once.
    fn pieces(&mut self, text: &str, chars: &[char], tell: fn(&str) -> String) -> [Piece; PAGE] {
        let mut pieces = [Piece::default(); PAGE];
        if tell(text) == text {
            return pieces;
        }
        for (piece, char) in pieces.iter_mut().zip(chars) {
            let told = tell(char.encode_utf8(&mut [0; 4]));
            let from = self.characters.len() as u16;
            self.characters.extend(told.chars().filter(|_| !told.chars().eq([*char])));
            *piece = Piece(from, self.characters.len() as u16);
        }
        pieces
    }
}

#[cfg(target_arch = "wasm32")]
impl Teller {
    /// Of a text that is read before anyone tells, nothing is known but ASCII.
    fn own() -> Self {
        Self { with_property: |_, _| String::new(), lower_case: |text| text.into(), decomposed: |text| text.into() }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Teller {
    fn own() -> Self {
        use unicode_normalization::UnicodeNormalization;
        let with_property = |text: &str, property: &str| {
            let has = match property {
                "Alphabetic" => char::is_alphabetic,
                "N" => char::is_numeric,
                "Uppercase" => char::is_uppercase,
                _ => char::is_lowercase,
            };
            text.chars().map(|char| if has(char) { char } else { '\0' }).collect()
        };
        Self { with_property, lower_case: str::to_lowercase, decomposed: |text| text.nfkd().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_standard_library_says() {
        for char in '\0'..=char::MAX {
            let told = [is_alphabetic, is_numeric, is_alphanumeric, is_uppercase, is_lowercase].map(|is| is(char));
            let known = [
                char.is_alphabetic(),
                char.is_numeric(),
                char.is_alphanumeric(),
                char.is_uppercase(),
                char.is_lowercase(),
            ];
            assert_eq!(told, known, "{char:?}");
            assert!(to_lowercase(char).eq(char.to_lowercase()), "{char:?}");
        }
    }

    #[test]
    fn what_is_made_of_others_is_taken_apart() {
        for (char, expected) in [
            ('é', "e\u{301}"),
            ('ﬁ', "fi"),
            ('½', "1\u{2044}2"),
            ('漢', ""),
            ('a', ""),
            ('각', "\u{1100}\u{1161}\u{11a8}"),
        ] {
            assert_eq!(parts(char).iter().collect::<String>(), expected, "{char:?}");
        }
    }
}
