//! English stems: words without the endings that inflect them, by Porter's second algorithm (Snowball's "english").

use alloc::string::String;
use alloc::vec::Vec;

/// Appends the stem of `word`, which is folded, to `stems`; a word that is not of ASCII letters is its own.
///
/// Folding has taken apostrophes out of words, so the steps about them have nothing to do here.
pub fn push_stem(word: &str, stems: &mut String) {
    let exception = EXCEPTIONS.iter().find(|(exception, _)| *exception == word);
    if exception.is_some() || word.len() <= 2 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        stems.push_str(exception.map_or(word, |(_, stem)| stem));
        return;
    }
    let mut stemmer = Stemmer::new(word);
    stemmer.plurals();
    if !KEPT_AFTER_PLURALS.contains(&stemmer.word.as_slice()) {
        stemmer.past_and_participle();
        stemmer.final_y();
        stemmer.derivations();
        stemmer.short_derivations();
        stemmer.residues();
        stemmer.final_e_and_l();
    }
    for letter in stemmer.word {
        stems.push(letter.to_ascii_lowercase() as char);
    }
}

/// Words whose stem is not what the rules say.
const EXCEPTIONS: [(&str, &str); 18] = [
    ("skis", "ski"),
    ("skies", "sky"),
    ("dying", "die"),
    ("lying", "lie"),
    ("tying", "tie"),
    ("idly", "idl"),
    ("gently", "gentl"),
    ("ugly", "ugli"),
    ("early", "earli"),
    ("only", "onli"),
    ("singly", "singl"),
    ("sky", "sky"),
    ("news", "news"),
    ("howe", "howe"),
    ("atlas", "atlas"),
    ("cosmos", "cosmos"),
    ("bias", "bias"),
    ("andes", "andes"),
];

/// Words that are left alone once their plural is gone.
const KEPT_AFTER_PLURALS: [&[u8]; 8] =
    [b"inning", b"outing", b"canning", b"herring", b"earring", b"proceed", b"exceed", b"succeed"];

/// Beginnings after which the first region starts, whatever the rule says.
const BEGINNINGS: [&str; 3] = ["gener", "commun", "arsen"];

/// Endings made shorter within the first region, the longest first where one ends another.
const DERIVATIONS: [(&str, &str); 22] = [
    ("ational", "ate"),
    ("ization", "ize"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("iveness", "ive"),
    ("tional", "tion"),
    ("biliti", "ble"),
    ("lessli", "less"),
    ("entli", "ent"),
    ("ation", "ate"),
    ("alism", "al"),
    ("aliti", "al"),
    ("ousli", "ous"),
    ("iviti", "ive"),
    ("fulli", "ful"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("abli", "able"),
    ("izer", "ize"),
    ("ator", "ate"),
    ("alli", "al"),
    ("bli", "ble"),
];

/// Further endings made shorter within the first region.
const SHORT_DERIVATIONS: [(&str, &str); 8] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("alize", "al"),
    ("icate", "ic"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ness", ""),
    ("ful", ""),
];

/// Endings that go within the second region, the longest first.
const RESIDUES: [&str; 16] = [
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er",
];

struct Stemmer {
    /// In lower case, but for each `y` that is a consonant: `Y`.
    word: Vec<u8>,
    /// Where the first region begins: after the first consonant that follows a vowel.
    first: usize,
    /// Where the second begins: the same, within the first.
    second: usize,
}

impl Stemmer {
    fn new(word: &str) -> Self {
        let mut word = word.as_bytes().to_vec();
        for at in 0..word.len() {
            if word[at] == b'y' && (at == 0 || is_vowel(word[at - 1])) {
                word[at] = b'Y';
            }
        }
        let region = |from: usize| {
            let vowel = (from..word.len()).find(|&at| is_vowel(word[at]));
            let after = vowel.and_then(|vowel| (vowel..word.len()).find(|&at| !is_vowel(word[at])));
            after.map_or(word.len(), |at| at + 1)
        };
        let beginning = BEGINNINGS.iter().find(|beginning| word.starts_with(beginning.as_bytes()));
        let first = beginning.map_or_else(|| region(0), |beginning| beginning.len());
        let second = region(first);
        Self { word, first, second }
    }

    fn plurals(&mut self) {
        if self.ends("sses") {
            self.cut(2);
        } else if self.ends("ied") || self.ends("ies") {
            self.cut(if self.word.len() > 4 { 2 } else { 1 });
        } else if self.ends("us") || self.ends("ss") {
        } else if self.ends("s")
            && self.word[..self.word.len().saturating_sub(2)].iter().any(|&letter| is_vowel(letter))
        {
            self.cut(1);
        }
    }

    fn past_and_participle(&mut self) {
        for ending in ["eedly", "eed"] {
            if self.ends(ending) {
                if self.in_region(ending, self.first) {
                    self.replace(ending, "ee");
                }
                return;
            }
        }
        let Some(ending) = ["ingly", "edly", "ing", "ed"].into_iter().find(|ending| self.ends(ending)) else { return };
        let stem = self.word.len() - ending.len();
        if !self.word[..stem].iter().any(|&letter| is_vowel(letter)) {
            return;
        }
        self.word.truncate(stem);
        if self.ends("at") || self.ends("bl") || self.ends("iz") {
            self.word.push(b'e');
        } else if self.ends_double() {
            self.cut(1);
        } else if self.first >= self.word.len() && self.ends_short_syllable() {
            self.word.push(b'e');
        }
    }

    fn final_y(&mut self) {
        let length = self.word.len();
        if length > 2 && matches!(self.word[length - 1], b'y' | b'Y') && !is_vowel(self.word[length - 2]) {
            self.word[length - 1] = b'i';
        }
    }

    fn derivations(&mut self) {
        if let Some((ending, shorter)) = DERIVATIONS.into_iter().find(|(ending, _)| self.ends(ending)) {
            if self.in_region(ending, self.first) {
                self.replace(ending, shorter);
            }
        } else if self.ends("ogi") {
            if self.in_region("ogi", self.first) && self.ends("logi") {
                self.cut(1);
            }
        } else if self.ends("li") && self.in_region("li", self.first) {
            let before = self.word.len().checked_sub(3).map(|at| self.word[at]);
            if matches!(before, Some(b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'm' | b'n' | b'r' | b't')) {
                self.cut(2);
            }
        }
    }

    fn short_derivations(&mut self) {
        if let Some((ending, shorter)) = SHORT_DERIVATIONS.into_iter().find(|(ending, _)| self.ends(ending)) {
            if self.in_region(ending, self.first) {
                self.replace(ending, shorter);
            }
        } else if self.ends("ative") && self.in_region("ative", self.second) {
            self.cut(5);
        }
    }

    fn residues(&mut self) {
        // "ic" ends no other of these, so its place in the order does not matter.
        if let Some(ending) = RESIDUES.into_iter().chain(["ic"]).find(|ending| self.ends(ending)) {
            if self.in_region(ending, self.second) {
                self.cut(ending.len());
            }
        } else if self.ends("ion") && self.in_region("ion", self.second) && (self.ends("sion") || self.ends("tion")) {
            self.cut(3);
        }
    }

    fn final_e_and_l(&mut self) {
        if self.ends("e") {
            let in_first = self.in_region("e", self.first);
            let in_second = self.in_region("e", self.second);
            self.word.pop();
            if !(in_second || in_first && !self.ends_short_syllable()) {
                self.word.push(b'e');
            }
        } else if self.ends("ll") && self.in_region("l", self.second) {
            self.cut(1);
        }
    }

    fn ends(&self, ending: &str) -> bool {
        self.word.ends_with(ending.as_bytes())
    }

    fn in_region(&self, ending: &str, region: usize) -> bool {
        self.word.len() - ending.len() >= region
    }

    fn cut(&mut self, letters: usize) {
        self.word.truncate(self.word.len() - letters);
    }

    fn replace(&mut self, ending: &str, with: &str) {
        self.cut(ending.len());
        self.word.extend_from_slice(with.as_bytes());
    }

    fn ends_double(&self) -> bool {
        matches!(self.word.as_slice(), [.., a, b] if a == b && b"bdfgmnprt".contains(a))
    }

    /// A vowel between consonants, the last not w, x or y; or a vowel that begins the word and a consonant.
    fn ends_short_syllable(&self) -> bool {
        match self.word.as_slice() {
            [vowel, consonant] => is_vowel(*vowel) && !is_vowel(*consonant),
            [.., before, vowel, after] => {
                !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*after) && !b"wxY".contains(after)
            }
            _ => false,
        }
    }
}

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer as Snowball};

    fn stem(word: &str) -> String {
        let mut stem = String::new();
        push_stem(word, &mut stem);
        stem
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        for (one, other) in [
            ("runs", "running"),
            ("horses", "horse"),
            ("happiness", "happy"),
            ("cried", "cries"),
            ("nations", "nation"),
            ("hoping", "hoped"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
        assert_ne!(stem("rung"), stem("running"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// Random words, made of syllables and endings so that every rule has its turn.
        #[test]
        fn stems_are_snowballs(word in "[a-z]{0,4}(b|at|ol|iz|og|er|it|ess|y|ey|gener|ar|ll|nn){0,3}(s|es|ed|ing|ingly|edly|eed|eedly|ies|ied|ly|li|ation|ational|izer|ness|fulness|ful|ive|ative|ement|ment|ent|ion|al|ical|able|ogi|logi|e|le|ous|ously|ity|bility|y){0,3}") {
            prop_assert_eq!(stem(&word), Snowball::create(Algorithm::English).stem(&word).into_owned(), "{}", word);
        }
    }
}
