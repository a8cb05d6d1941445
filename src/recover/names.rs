//! Names: told from other words by the document's own. What is a name stands nowhere in it in small letters.

use super::look::{self, Start};
use super::vocabulary;
use crate::source::{Source, Tally, UNHASHED, hashed, hashed_lower};

/// Words of the longest line of names.
const LONGEST: usize = 8;

/// How each word of a document is written in it.
pub(super) struct Names {
    /// How often a word stands in small letters, by its hash, and with a capital, by that of the word and a sign behind it.
    counts: Tally,
}

impl Names {
    pub(super) fn of(source: &Source) -> Self {
        let mut counts = Tally::default();
        // Addresses are in small letters, whatever they are made of.
        for piece in look::spaced(source.text()).filter(|piece| !look::holds_one(piece, "@/")) {
            look::each_word(piece, &mut |word| *counts.entry(key(word, is_capital(word))) += 1);
        }
        Self { counts }
    }

    /// Whether `text` is two words or more, and each of them a name that stands in the document `times` or more; words such as "and" aside.
    pub(super) fn are(&self, text: &str, times: u32) -> bool {
        let (mut names, mut others) = (0, false);
        look::each_word(text, &mut |word| {
            if vocabulary::PAIRING.holds(word) {
                return;
            }
            names += 1;
            others |= !is_capital(word)
                || self.counts.count(key(word, false)) > 0
                || self.counts.count(key(word, true)) < times;
        });
        (2..=LONGEST).contains(&names) && !others
    }
}

fn is_capital(word: &str) -> bool {
    look::start(word) == Start::Upper
}

fn key(word: &str, capital: bool) -> u64 {
    let hash = hashed_lower(UNHASHED, word);
    if capital { hashed(hash, '.') } else { hash }
}
