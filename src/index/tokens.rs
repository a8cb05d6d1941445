//! Tokens: the folded words of a text, each with its place and how it is tied to the word before.

use super::dictionary::{UNHASHED, hash, hashed};
use super::fold::{self, Folding};
use crate::source::character_count;
use crate::source::unicode;
use alloc::string::String;
use core::ops::Range;

/// How a token is tied to the one before it in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Joint {
    /// Nothing stands before it, or some other sign does.
    #[default]
    Apart,
    /// White space alone.
    Space,
    /// Nothing at all: signs of unspaced scripts, a superscript.
    Direct,
    /// A hyphen: well-known. Or a full stop: Ph.D.
    Hyphen,
    /// A hyphen and white space: a word cut at a line's end, perhaps. Or a full stop between initials: J. R. R. Or the space that groups the
    /// digits of a number: 12 000.
    HyphenSpace,
    /// An apostrophe: don't.
    Apostrophe,
}

impl Joint {
    /// The joint of that number, as `joint as u8` gives it.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Space,
            2 => Self::Direct,
            3 => Self::Hyphen,
            4 => Self::HyphenSpace,
            5 => Self::Apostrophe,
            _ => Self::Apart,
        }
    }
}

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// The word, folded, in UTF-8: nobody asks each of a book's words whether it is made of whole characters.
    pub term: &'t [u8],
    /// The word, as it is written, in UTF-8.
    pub written: &'t [u8],
    /// The hash that dictionaries know it by.
    pub hash: u32,
    /// Where it stands: half-open, in UTF-16 units of the text.
    pub place: Range<u32>,
    /// How it is tied to the token before.
    pub joint: Joint,
}

/// Gives the tokens of `text`, in order.
///
/// A token is a stretch of letters, marks and digits. In scripts that do not part their words, each sign is a token, so that a
/// word within an unspaced line is found as a phrase. `U.S.A.` and `1,000,000` are one token each.
pub fn tokenize(text: &str, mut emit: impl FnMut(Token<'_>)) {
    let mut tokenizer = Tokenizer {
        text,
        at: 0,
        unit: 0,
        term: String::new(),
        start: 0,
        place: 0..0,
        nature: Nature::Letters,
        joint: Joint::Apart,
        gap: Joint::Apart,
        emit: &mut emit,
    };
    tokenizer.run();
}

/// What the open token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    Letters,
    Digits,
    /// Digits after a first separator of thousands.
    GroupedDigits,
    /// A letter and a full stop, once or more often.
    Acronym,
    /// One sign of an unspaced script.
    Sign,
    /// Raised or lowered signs after a word.
    Raised,
}

struct Tokenizer<'t> {
    text: &'t str,
    /// The byte, and the UTF-16 unit, that is next.
    at: usize,
    unit: u32,
    /// The open token; none where the term is empty.
    term: String,
    /// The byte that it begins with.
    start: usize,
    place: Range<u32>,
    nature: Nature,
    joint: Joint,
    /// What lies between the last token and here.
    gap: Joint,
    emit: &'t mut dyn FnMut(Token<'_>),
}

impl Tokenizer<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if SORTS[byte as usize] != 0 {
                if !(self.term.is_empty() && self.plain_word()) {
                    self.ascii_word();
                }
            } else {
                self.char(byte);
            }
        }
        self.flush();
    }

    /// Most words of most texts, read in one loop: those of ASCII alone that the sign behind them does not carry on, also of ASCII. False
    /// where this may be none, and nothing is done.
    fn plain_word(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let (mut end, mut sorts, mut hash) = (self.at, 0, UNHASHED);
        let mut next = 0;
        while end < bytes.len() {
            next = bytes[end];
            let sort = SORTS[next as usize];
            if sort == 0 {
                break;
            }
            sorts |= sort;
            // A small letter and a digit have that bit anyway.
            hash = hashed(hash, (next | 0x20).into());
            end += 1;
        }
        let length = end - self.at;
        let ends = match next {
            b'.' => length > 1 && sorts != DIGIT,
            b',' | b'\'' => sorts != DIGIT,
            _ => next.is_ascii(),
        };
        if !ends {
            return false;
        }
        let place = self.unit..self.unit + length as u32;
        let joint = core::mem::replace(&mut self.gap, Joint::Direct);
        let written = &bytes[self.at..end];
        if sorts & CAPITAL == 0 {
            (self.emit)(Token { term: written, written, hash, place: place.clone(), joint });
        } else {
            self.term.push_str(&self.text[self.at..end]);
            self.term.make_ascii_lowercase();
            (self.emit)(Token { term: self.term.as_bytes(), written, hash, place: place.clone(), joint });
            self.term.clear();
        }
        self.step(length, length as u32);
        if next == b' ' {
            let groups = sorts == DIGIT && length <= GROUP && is_group(&bytes[end + 1..]);
            self.gap = if groups { Joint::HyphenSpace } else { Joint::Space };
            self.step(1, 1);
        } else if next == b'.' {
            self.nature = Nature::Letters;
            self.place = place;
        }
        true
    }

    /// A stretch of ASCII letters and digits, all at once: most of most texts.
    fn ascii_word(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let digits = rest[..length].iter().all(u8::is_ascii_digit);
        self.open(if digits { Nature::Digits } else { Nature::Letters });
        let before = self.term.len();
        self.term.push_str(&self.text[self.at..self.at + length]);
        self.term[before..].make_ascii_lowercase();
        self.step(length, length as u32);
        self.place.end = self.unit;
    }

    /// One character, which begins with `byte`.
    fn char(&mut self, byte: u8) {
        let char =
            if byte.is_ascii() { char::from(byte) } else { self.text[self.at..].chars().next().unwrap_or_default() };
        let (bytes, units) = (char.len_utf8(), char.len_utf16() as u32);
        let carries_on = self.carries_on(char, bytes);
        if carries_on || byte.is_ascii() {
            if !carries_on {
                self.flush();
                self.widen_gap(char);
            }
            self.step(bytes, units);
            return;
        }
        let raised = is_raised(char);
        let mut says_something = false;
        let folding = Folding::LOOSE;
        let here = self.unit..self.unit + units;
        // The emitter borrows the tokenizer, so the few folded characters are set down first.
        let mut folded = ['\0'; 18];
        let mut count = 0;
        folding.fold(char, |part| {
            if let Some(slot) = folded.get_mut(count) {
                *slot = part;
                count += 1;
            }
        });
        for &part in &folded[..count.min(18)] {
            says_something = true;
            if is_word_char(part) {
                self.part(part, raised, &here);
            } else {
                self.flush();
                self.widen_gap(part);
            }
        }
        if !says_something && fold::is_accent(char) && !self.term.is_empty() {
            self.place.end = here.end;
        }
        self.step(bytes, units);
    }

    /// Adds one folded character, which stands at `here`.
    fn part(&mut self, part: char, raised: bool, here: &Range<u32>) {
        let joins = !self.term.is_empty() && fold::is_joining(part);
        let depends = self.nature == Nature::Sign && !self.term.is_empty() && is_dependent(part);
        if !joins && !depends {
            self.open(if raised {
                Nature::Raised
            } else if is_unspaced(part) {
                Nature::Sign
            } else if part.is_ascii_digit() {
                Nature::Digits
            } else {
                Nature::Letters
            });
            if self.place.is_empty() {
                self.place = here.clone();
            }
        }
        fold::push(&mut self.term, part);
        self.place.end = here.end;
    }

    /// Goes on with the open token where it may hold characters of this nature, else begins one.
    fn open(&mut self, nature: Nature) {
        if !self.term.is_empty() {
            self.nature = match (self.nature, nature) {
                (Nature::Digits, Nature::Digits) => Nature::Digits,
                (Nature::Raised, Nature::Raised) => Nature::Raised,
                (Nature::GroupedDigits, Nature::Digits) => Nature::GroupedDigits,
                (Nature::Acronym, Nature::Letters) => Nature::Acronym,
                (Nature::Letters | Nature::Digits, Nature::Letters | Nature::Digits) => Nature::Letters,
                _ => {
                    self.flush();
                    nature
                }
            };
        }
        if self.term.is_empty() {
            self.nature = nature;
            self.joint = self.gap;
            self.start = self.at;
            self.place = self.unit..self.unit;
        }
    }

    /// Whether a sign of so many `bytes` within a token leaves it one: the full stops of an acronym, the separators of thousands.
    fn carries_on(&mut self, sign: char, bytes: usize) -> bool {
        if self.term.is_empty() {
            return false;
        }
        let rest = &self.text[self.at + bytes..];
        let sign = match sign {
            '．' => '.',
            '，' => ',',
            sign => sign,
        };
        match self.nature {
            Nature::Letters | Nature::Acronym if sign == '.' => {
                let mut next = rest.chars();
                let single = self.nature == Nature::Acronym || character_count(&self.term) == 1;
                let letter = next.next().is_some_and(|char| unicode::is_alphabetic(char) && !is_unspaced(char));
                let acronym = single && letter && !next.next().is_some_and(unicode::is_alphanumeric);
                if acronym {
                    self.nature = Nature::Acronym;
                }
                acronym
            }
            Nature::Digits | Nature::GroupedDigits
                if matches!(sign, ',' | '.' | '\'' | '’' | '٬') || is_grouping_space(sign) =>
            {
                // As many digits as a number of thousands may begin with.
                let head = self.nature == Nature::GroupedDigits || self.term.len() <= 3;
                let (mut rest, mut digits) = (rest.chars(), 0);
                // In India the groups above a thousand are of two: 1,00,000.
                let thousand = loop {
                    match rest.next() {
                        Some(char) if digits <= 3 && unicode::is_numeric(char) => digits += 1,
                        Some(',') if digits == 2 && sign == ',' => digits = 0,
                        _ => break digits == 3,
                    }
                };
                let grouped = head && thousand;
                if grouped {
                    self.nature = Nature::GroupedDigits;
                }
                grouped
            }
            _ => false,
        }
    }

    fn flush(&mut self) {
        if self.term.is_empty() {
            return;
        }
        let (term, place) = (self.term.as_bytes(), self.place.clone());
        let written = &self.text.as_bytes()[self.start..self.at];
        (self.emit)(Token { term, written, hash: hash(term), place, joint: self.joint });
        self.term.clear();
        self.gap = Joint::Direct;
    }

    fn widen_gap(&mut self, char: char) {
        let space = char.is_whitespace();
        self.gap = match self.gap {
            Joint::Direct | Joint::Space if space => Joint::Space,
            Joint::Hyphen | Joint::HyphenSpace if space => Joint::HyphenSpace,
            Joint::Direct if char == '-' => Joint::Hyphen,
            // Also the one that Hebrew writes double: צה"ל.
            Joint::Direct if matches!(char, '\'' | '"') => Joint::Apostrophe,
            Joint::Direct if char == '.' && self.nature == Nature::Letters => self.stop(),
            _ => Joint::Apart,
        };
    }

    /// What a full stop right behind a word may be: the hyphen of an abbreviation, `Ph.D.`, or between initials, `J. R. R.`
    fn stop(&self) -> Joint {
        let mut rest = self.text.get(self.at + 1..).unwrap_or_default().chars();
        let [next, letter, stop] = [(); 3].map(|()| rest.next().unwrap_or_default());
        if unicode::is_alphanumeric(next) {
            Joint::Hyphen
        } else if next.is_whitespace() && self.place.len() == 1 && unicode::is_alphabetic(letter) && stop == '.' {
            Joint::HyphenSpace
        } else {
            Joint::Apart
        }
    }

    fn step(&mut self, bytes: usize, units: u32) {
        self.at += bytes;
        self.unit += units;
    }
}

/// How many digits are one group of a number's.
pub const GROUP: usize = 3;

/// Whether `bytes` begin with one group of digits and no more.
fn is_group(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits == GROUP && !bytes.get(GROUP).is_some_and(u8::is_ascii_alphabetic)
}

/// What a byte is of, where it is of a word of ASCII.
const DIGIT: u8 = 1;
const CAPITAL: u8 = 2;
const SMALL: u8 = 4;

/// That of every byte: looked up, not reckoned, five times a word.
static SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let (digit, capital) = ((byte as u8).is_ascii_digit(), (byte as u8).is_ascii_uppercase());
        let small = (byte as u8).is_ascii_lowercase();
        sorts[byte] = digit as u8 * DIGIT + capital as u8 * CAPITAL + small as u8 * SMALL;
        byte += 1;
    }
    sorts
};

/// Letters, digits, and the marks that belong to a letter.
pub fn is_word_char(char: char) -> bool {
    unicode::is_alphanumeric(char) || is_mark(char)
}

/// Spaces that group the digits of a number: those that a line does not break at.
pub fn is_grouping_space(char: char) -> bool {
    matches!(char, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// Scripts whose words stand without spaces, and Korean, whose particles do.
pub fn is_unspaced(char: char) -> bool {
    let code = char as u32;
    // Most text lies below all of them.
    if code < 0x0E00 {
        return false;
    }
    matches!(code,
        0x0E00..=0x0EFF // Thai, Lao
        | 0x1000..=0x109F | 0x1780..=0x17FF // Burmese, Khmer
        | 0x1100..=0x11FF | 0xAC00..=0xD7FF // Korean
        | 0x3005..=0x3007 | 0x3040..=0x31FF // kana, bopomofo
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Signs that stand above, below or about another and are no letters of their own: of Indic scripts, Thai and their neighbours.
fn is_mark(char: char) -> bool {
    let code = char as u32;
    match code {
        // Nukta, virama and tone marks have the same place in the block of every Indic script.
        0x0900..=0x0D7F => matches!(code & 0x7F, 0x3C | 0x4D | 0x51..=0x54),
        0x0DCA | 0x0F39 | 0x0F84 => true,
        0x0300..=0x036F | 0x3099 | 0x309A => true,
        _ => is_dependent(char),
    }
}

/// Signs of unspaced scripts that belong to the sign before.
fn is_dependent(char: char) -> bool {
    matches!(char as u32,
        0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E | 0x0EB1 | 0x0EB4..=0x0EBC | 0x0EC8..=0x0ECE
        | 0x102B..=0x103E | 0x1056..=0x1059 | 0x105E..=0x1060 | 0x1062..=0x1064 | 0x1067..=0x106D | 0x1071..=0x1074 | 0x1082..=0x108D
        | 0x17B4..=0x17D3 | 0x17DD)
}

/// Signs after a word that are no part of it, unless the word is sought with them: note numbers, fractions, ™.
fn is_raised(char: char) -> bool {
    matches!(char as u32, 0xB2 | 0xB3 | 0xB9 | 0xBC..=0xBE | 0x2070..=0x209F | 0x2120 | 0x2122 | 0x2150..=0x215F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(term: &[u8]) -> String {
        String::from_utf8(term.to_vec()).unwrap()
    }

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        tokenize(text, |token| words.push(read(token.term)));
        words
    }

    /// Each token's term, and the text that its place names.
    fn placed(text: &str) -> Vec<(String, String)> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut placed = Vec::new();
        tokenize(text, |token| {
            let place = &units[token.place.start as usize..token.place.end as usize];
            placed.push((read(token.term), String::from_utf16(place).unwrap()));
        });
        placed
    }

    fn joints(text: &str) -> Vec<Joint> {
        let mut joints = Vec::new();
        tokenize(text, |token| joints.push(token.joint));
        joints
    }

    #[test]
    fn words_are_letters_marks_and_digits() {
        assert_eq!(words("The cat_sat, 1805: “Natásha’s”"), ["the", "cat", "sat", "1805", "natasha", "s"]);
        assert_eq!(words("क्ष हिन्दी।"), ["क्ष", "हिन्दी"]);
        assert!(words(" … — ! 👍🏽 \u{301}").is_empty());
    }

    #[test]
    fn places_cover_what_the_word_is_written_with() {
        let pair = |term: &str, text: &str| (term.to_owned(), text.to_owned());
        assert_eq!(
            placed("😀 eﬃcient cafe\u{301} x"),
            [pair("efficient", "eﬃcient"), pair("cafe", "cafe\u{301}"), pair("x", "x")]
        );
        assert_eq!(placed("in\u{ad}ter\u{ad}!"), [pair("inter", "in\u{ad}ter")]);
        assert_eq!(placed("U.S.A. x"), [pair("usa", "U.S.A"), pair("x", "x")]);
        assert_eq!(placed("ÉÉ½"), [pair("ee", "ÉÉ"), pair("1", "½"), pair("2", "½")]);
    }

    #[test]
    fn acronyms_and_grouped_digits_are_one_word() {
        assert_eq!(words("U.S. e.g. J.R.R. Tolkien x.com A. B"), ["us", "eg", "jrr", "tolkien", "x", "com", "a", "b"]);
        assert_eq!(
            words("1,000,000 1.000 1\u{202f}000 1,00 1,0000 12345,678"),
            ["1000000", "1000", "1000", "1", "00", "1", "0000", "12345", "678"]
        );
        assert_eq!(words("١٬٠٠٠"), ["1000"]);
    }

    #[test]
    fn unspaced_scripts_give_their_signs() {
        assert_eq!(words("简单test字"), ["简", "单", "test", "字"]);
        assert_eq!(words("ที่นี่"), ["ที่", "นี่"]);
        assert_eq!(words("한국어"), ["한", "국", "어"]);
        assert_eq!(words("\u{1112}\u{1161}\u{11ab}국"), ["한", "국"]);
        assert_eq!(words("ｶﾞ"), ["ガ"]);
    }

    #[test]
    fn joints_say_what_lies_between() {
        use Joint::*;
        assert_eq!(
            joints("a b-c d- e f's g, h mc² 字字 —i"),
            [
                Apart,
                Space,
                Hyphen,
                Space,
                HyphenSpace,
                Space,
                Apostrophe,
                Space,
                Apart,
                Space,
                Direct,
                Space,
                Direct,
                Apart
            ]
        );
    }
}
