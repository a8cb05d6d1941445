//! Stems: what is left of words without the endings that inflect them, and with that the other forms of a word in a text.
//!
//! English ones are made here. Those of other languages would be half as much again as the whole Wasm: whoever runs the core tells them, where
//! a text has asked for them. Natively the crate pilcrow-stems does.

use super::fold::Folding;
use super::{Index, Posting, english};
#[cfg(not(target_arch = "wasm32"))]
use crate::source::unicode;
use crate::source::{character_count, parts};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use once_cell::race::OnceBox;

/// Tells the stems of `words`, each of which stands on a line of its own, as it is written, in the language of that BCP 47 tag; nothing where
/// they are not known.
type Teller = fn(words: &str, language: &str) -> String;

static TELLER: OnceBox<Teller> = OnceBox::new();

/// Sets who tells the stems of other languages than English, before any text is searched; later calls change nothing.
#[cfg(target_arch = "wasm32")]
pub fn ask(teller: Teller) {
    let _ = TELLER.set(Box::new(teller));
}

/// What a text is taken for whose language cannot be told.
const ENGLISH: &str = "en";

/// Words of this language have their endings also at the beginning.
const ARABIC: &str = "ar";

/// The longest stem, in characters, whose last letter is taken for certain.
const SHORT_STEM: usize = 3;

impl Index {
    /// Says what blocks from `first` on are written in, as a BCP 47 tag, as far as nothing else is said of those after. English until told.
    pub fn tell_language(&mut self, first: usize, language: Option<&'static str>) {
        self.languages.push((first as u32, language.unwrap_or(ENGLISH)));
    }

    /// Says what all of the text is taken to be written in, whatever was told of its blocks; as told, where that is empty.
    pub fn take_for(&mut self, language: String) {
        self.taken_for = language;
    }

    /// The terms that may be other forms of the word that was `typed`: they have its stem in a language in which some block has them.
    pub fn forms_of(&self, typed: &str) -> Vec<u32> {
        let whole = [(0, if self.taken_for.is_empty() { ENGLISH } else { &self.taken_for })];
        let told = self.taken_for.is_empty() && !self.languages.is_empty();
        let languages = if told { &self.languages[..] } else { &whole };
        let (mut forms, mut tried) = (Vec::new(), Vec::new());
        for &(_, language) in languages {
            if !tried.contains(&language) {
                tried.push(language);
                self.add_forms(typed, language, languages, &mut forms);
            }
        }
        forms
    }

    fn add_forms(&self, typed: &str, language: &str, languages: &[(u32, &str)], forms: &mut Vec<u32>) {
        let stem = stems(typed, language);
        // An ending may change a longer stem's last letter: happy, happier. Of short ones, too many words begin so.
        let beginning = match stem.char_indices().next_back() {
            Some((last, _)) if character_count(&stem) > SHORT_STEM => &stem[..last],
            _ => &stem,
        };
        if character_count(beginning) < 2 {
            return;
        }
        let candidates = match language {
            ARABIC => self.dictionary.holding(beginning),
            _ => self.dictionary.prefixed(beginning).collect(),
        };
        let mut words = String::new();
        for &form in &candidates {
            words.push_str(self.written(form));
            words.push('\n');
        }
        for (&form, told) in candidates.iter().zip(parts(&stems(&words, language), |char| char == '\n')) {
            let is_own = |posting: &Posting| {
                let after = languages.partition_point(|&(first, _)| first <= posting.block());
                languages[after - 1].1 == language
            };
            if told == stem && self.postings().of(form).iter().any(is_own) {
                forms.push(form);
            }
        }
    }

    /// How the term of that number is written where it stands first.
    fn written(&self, term: u32) -> &str {
        let term = self.dictionary.term(term);
        let with_nul = [term, "\0"].concat();
        let written = self.written.prefixed(&with_nul).next();
        written.map_or(term, |written| &self.written.term(written)[with_nul.len()..])
    }
}

/// Whether anybody tells the stems of other languages than English, so that it matters what a text is written in.
pub fn are_stems_told() -> bool {
    !stems("a", "de").is_empty()
}

/// The stems of `words`, each on a line of its own, folded.
fn stems(words: &str, language: &str) -> String {
    if language != ENGLISH {
        return Folding::LOOSE.text(&TELLER.get_or_init(|| Box::new(own_teller()))(words, language));
    }
    let mut stems = String::new();
    for word in parts(&Folding::LOOSE.text(words), |char| char == '\n') {
        if !stems.is_empty() {
            stems.push('\n');
        }
        english::push_stem(word, &mut stems);
    }
    stems
}

/// Until someone tells, no stem is known.
#[cfg(target_arch = "wasm32")]
fn own_teller() -> Teller {
    |_, _| String::new()
}

#[cfg(not(target_arch = "wasm32"))]
fn own_teller() -> Teller {
    use unicode_normalization::UnicodeNormalization;
    |words, language| {
        let small: String = words.chars().flat_map(unicode::to_lowercase).nfc().collect();
        pilcrow_stems::stems(&small, language)
    }
}
