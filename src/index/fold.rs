//! Folding: what makes two spellings one word, character by character, so that every folded character knows its source.

use crate::source::unicode;
use alloc::string::String;

/// What counts when two texts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Folding {
    /// `A` is not `a`.
    pub keeps_case: bool,
    /// `é` is not `e`; composed and decomposed forms are the same all the same.
    pub keeps_accents: bool,
}

impl Folding {
    /// What the index does: neither case nor accents count.
    pub const LOOSE: Self = Self { keeps_case: false, keeps_accents: false };

    /// Gives what `char` reads as, one character after another: none, one or several.
    ///
    /// Compatibility forms are taken apart (`ﬁ` → `fi`, `Ａ` → `a`, `½` → `1/2`), accents and vowel points dropped, digits of every script
    /// made ASCII, Arabic and Persian letters of one sound and shape made one, and signs that no one sees left out.
    pub fn fold(self, char: char, mut emit: impl FnMut(char)) {
        if char.is_ascii() {
            emit(if self.keeps_case { char } else { char.to_ascii_lowercase() });
            return;
        }
        self.fold_foreign(char, &mut emit);
    }

    /// As [`Folding::fold`] does, for what is not ASCII. Made once, whoever takes what it gives.
    fn fold_foreign(self, char: char, emit: &mut dyn FnMut(char)) {
        if matches!(char, '\u{2010}'..='\u{2023}') {
            // Dashes and quotation marks are most of what is not ASCII in English, and one sign each.
            emit(one_letter(char));
            return;
        }
        match decomposition(char) {
            [] => self.fold_part(char, emit),
            parts => parts.iter().for_each(|&part| self.fold_part(part, emit)),
        }
    }

    /// `text`, folded.
    pub fn text(self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for char in text.chars() {
            self.fold(char, |char| push(&mut folded, char));
        }
        folded
    }

    fn fold_part(self, part: char, emit: &mut dyn FnMut(char)) {
        if is_ignorable(part) || (!self.keeps_accents && is_accent(part)) {
            return;
        }
        if let Some(digit) = digit(part) {
            emit(digit);
            return;
        }
        let part = one_letter(part);
        if self.keeps_accents {
            self.cased(part, emit);
            return;
        }
        match stroked(part) {
            "" => self.cased(part, emit),
            letters => letters.chars().for_each(|letter| self.cased(letter, emit)),
        }
    }

    fn cased(self, char: char, emit: &mut dyn FnMut(char)) {
        if self.keeps_case {
            emit(char);
            return;
        }
        match char {
            // Full case folding, where lower case alone would keep two spellings apart.
            'ß' | 'ẞ' => {
                emit('s');
                emit('s');
            }
            'ς' => emit('σ'),
            'ı' => emit('i'),
            _ => unicode::to_lowercase(char).filter(|&lower| self.keeps_accents || !is_accent(lower)).for_each(emit),
        }
    }
}

/// Appends a folded character, put together with the one before where the two are one sign: か and its voicing mark, the letters of a
/// Korean syllable.
pub fn push(folded: &mut String, char: char) {
    if is_joining(char)
        && let Some(before) = folded.chars().next_back()
        && let Some(both) = compose(before, char)
    {
        folded.pop();
        folded.push(both);
        return;
    }
    folded.push(char);
}

/// Whether `char` may make one sign with the character before it.
pub const fn is_joining(char: char) -> bool {
    matches!(char, '\u{3099}' | '\u{309A}' | '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}')
}

/// The sign that two characters make, of those that [`is_joining`] names.
pub fn compose(before: char, char: char) -> Option<char> {
    const VOWELS: u32 = 21;
    const TAILS: u32 = 28;
    let (b, c) = (before as u32, char as u32);
    let both = match (b, c) {
        // Each kana that can be voiced stands right before its voiced form.
        (0x3046 | 0x30A6, 0x3099) => b + 0x4E,
        (0x30EF..=0x30F2, 0x3099) => b + 8,
        (0x304B..=0x3061 | 0x30AB..=0x30C1, 0x3099) if b % 2 == 1 => b + 1,
        (0x3064 | 0x3066 | 0x3068 | 0x30C4 | 0x30C6 | 0x30C8 | 0x309D | 0x30FD, 0x3099) => b + 1,
        (0x306F..=0x307B, 0x3099) if b % 3 == 0 => b + 1,
        (0x306F..=0x307B, 0x309A) if b % 3 == 0 => b + 2,
        (0x30CF..=0x30DB, 0x3099) if b % 3 == 0 => b + 1,
        (0x30CF..=0x30DB, 0x309A) if b % 3 == 0 => b + 2,
        (0x1100..=0x1112, 0x1161..=0x1175) => 0xAC00 + ((b - 0x1100) * VOWELS + (c - 0x1161)) * TAILS,
        (0xAC00..=0xD7A3, 0x11A8..=0x11C2) if (b - 0xAC00) % TAILS == 0 => b + (c - 0x11A7),
        _ => return None,
    };
    char::from_u32(both)
}

/// Accents and points that may be left off without making another letter. The signs of Indic scripts, of Thai and of kana are
/// no such marks: without them it is another word. Only the dot of Hindi's borrowed letters is: half the writers leave it off.
pub fn is_accent(char: char) -> bool {
    matches!(char as u32,
        0x0300..=0x036F | 0x0483..=0x0489 // Latin, Greek, Cyrillic
        | 0x0591..=0x05BD | 0x05BF | 0x05C1 | 0x05C2 | 0x05C4 | 0x05C5 | 0x05C7 // Hebrew
        | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC | 0x06DF..=0x06E4 | 0x06E7 | 0x06E8 | 0x06EA..=0x06ED | 0x08D3..=0x08FF // Arabic
        | 0x0711 | 0x0730..=0x074A // Syriac
        | 0x093C // Hindi
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20F0 | 0xFE20..=0xFE2F)
}

/// Signs that no one sees, and the stroke that only stretches an Arabic word.
pub fn is_ignorable(char: char) -> bool {
    matches!(char as u32,
        0xAD | 0x034F | 0x061C | 0x0640 | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xE0000..=0xE0FFF)
}

/// The ASCII digit of a decimal digit of any script.
fn digit(char: char) -> Option<char> {
    /// The zeros of the scripts in use; nine digits follow each.
    const ZEROS: [u32; 27] = [
        0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
        0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0xA620,
    ];
    let char = char as u32;
    let after = ZEROS.partition_point(|&zero| zero <= char);
    let value = char - ZEROS[after.checked_sub(1)?];
    char::from_digit(value, 10)
}

/// The one letter for several that keyboards of neighbouring languages give for the same one, and one sign for each family of signs.
const fn one_letter(char: char) -> char {
    match char {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ي' | 'ى' | 'ئ' | 'ے' => 'ی',
        'ك' => 'ک',
        'ؤ' => 'و',
        'ۀ' | 'ە' | 'ہ' => 'ه',
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2B9}' | '\u{2BB}'..='\u{2BF}' | '\u{5F3}' | '\u{60}' | '\u{B4}' => {
            '\''
        }
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{5F4}' | '\u{AB}' | '\u{BB}' => '"',
        // Also those of Hebrew and of old print, and the dots that part syllables.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{AC}' | '\u{5BE}' | '\u{2E17}' | '\u{B7}' | '\u{2027}' => '-',
        '\u{2044}' | '\u{2215}' => '/',
        _ => char,
    }
}

/// The plain letters for a letter with a stroke or for two letters written as one, in lower case; empty for any other.
const fn stroked(char: char) -> &'static str {
    match char {
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ł' | 'Ł' => "l",
        'ŧ' | 'Ŧ' => "t",
        'þ' | 'Þ' => "th",
        _ => "",
    }
}

/// What a character is taken apart into, where it is made of others. Left whole: Hangul and kana, which [`compose`] puts together instead; Thai
/// and Lao sara am, which everybody types as one; spacing accents, which would read as a space; signs struck through, which would read as
/// their contrary.
fn decomposition(char: char) -> &'static [char] {
    let whole = matches!(char as u32,
        0xAC00..=0xD7A3 | 0x3041..=0x3098 | 0x309B..=0x30FE | 0x3131..=0x318E | 0xFFA0..=0xFFDC | 0x0E33 | 0x0EB3);
    let parts = if whole { &[] } else { unicode::parts(char) };
    match parts {
        [' ', ..] => &[],
        [sign, '\u{338}'] if !unicode::is_alphanumeric(*sign) => &[],
        parts => parts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loose(text: &str) -> String {
        Folding::LOOSE.text(text)
    }

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (one, other) in [
            ("Natásha", "natasha"),
            ("cafe\u{301}", "café"),
            ("oﬃce", "office"),
            ("ＡＢＣ", "abc"),
            ("Straße", "STRASSE"),
            ("ΟΔΟΣ", "οδος"),
            ("İstanbul", "istanbul"),
            ("ISPARTA", "ısparta"),
            ("كتاب فارسي", "کتاب فارسی"),
            ("أحمد", "احمد"),
            ("كَتَبَ", "كتب"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("۱۴۰۳", "١٤٠٣"),
            ("۱۴۰۳", "1403"),
            ("שָׁלוֹם", "שלום"),
            ("ﺔ", "ة"),
            ("½", "1/2"),
            ("Louis Ⅷ", "louis viii"),
            ("don’t", "don't"),
            ("inter\u{ad}national", "international"),
            ("か\u{3099}っこう", "がっこう"),
            ("ｶﾞ", "ガ"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("smørrebrød", "smorrebrod"),
            ("Łódź", "lodz"),
            ("Æsop", "aesop"),
            ("ё", "е"),
            ("ज़रूर", "जरूर"),
            ("ʿAlī", "'ali"),
            ("ג׳", "ג'"),
            ("תל־אביב", "תל-אביב"),
            ("й", "и"),
            ("K", "k"),
            ("Å", "å"),
            ("ـعـ", "ع"),
        ] {
            assert_eq!(loose(one), loose(other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (one, other) in [("が", "か"), ("क्ष", "कष"), ("각", "가"), ("ก่อ", "กอ"), ("≠", "="), ("ة", "ه")]
        {
            assert_ne!(loose(one), loose(other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn accents_and_case_can_count() {
        let exact = Folding { keeps_case: true, keeps_accents: true };
        assert_eq!(exact.text("cafe\u{301}"), exact.text("café"));
        assert_ne!(exact.text("cafe"), exact.text("café"));
        assert_ne!(exact.text("Cafe"), exact.text("cafe"));
        assert_eq!(
            Folding { keeps_case: false, keeps_accents: true }.text("CAFÉ"),
            Folding { keeps_case: false, keeps_accents: true }.text("café")
        );
    }
}
