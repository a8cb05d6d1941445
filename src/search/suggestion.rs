//! Suggestions: what to search for instead, where nothing was found.

use super::Options;
use super::finder::Finder;
use super::matching::Matcher;
use super::passages::Passages;
use super::plan::{Leniency, Plan};
use super::query::{Query, Scope};
use crate::index::{Index, near};
use crate::source::character_count;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// How many edits a suggested word may be away, for the length of the word in characters: one for each so many.
const CHARACTERS_PER_EDIT: usize = 3;

/// The most edits that a suggested word may be away. Beyond, it is another word.
const MOST_EDITS: u8 = 3;

/// A query that finds something: words that are not in the text replaced by the nearest that are, those without any left out.
pub fn suggest(document: &dyn Passages, matcher: &Matcher<'_>, query: &Query, options: &Options) -> Option<String> {
    let index = matcher.index();
    let dictionary = index.dictionary();
    let mut words: Vec<String> = Vec::new();
    let mut changed = false;
    for clause in query.clauses.iter().filter(|clause| !clause.excluded && clause.scope == Scope::Text) {
        for word in clause.any.iter().take(1).flat_map(|atom| &atom.words) {
            if dictionary.find(&word.term).is_some() {
                words.push(word.typed.clone());
                continue;
            }
            changed = true;
            words.extend(nearest(index, &word.term));
        }
    }
    let suggestion = words.join(" ");
    if !changed || suggestion.is_empty() {
        return None;
    }
    let plan = Plan::new(&Query::parse(&[suggestion.as_str(), " "].concat()), matcher, options, Leniency::Typed);
    let finds = !Finder::new(document, matcher, &plan, options).candidates().is_empty();
    finds.then_some(suggestion)
}

/// The word of the text with the fewest edits from `word`; of several, one that begins alike, and the most frequent.
fn nearest(index: &Index, word: &str) -> Option<String> {
    let dictionary = index.dictionary();
    let allowed = (character_count(word) / CHARACTERS_PER_EDIT).min(MOST_EDITS as usize) as u8;
    let first = word.chars().next();
    (1..=allowed).find_map(|edits| {
        let closer = |term: &u32| {
            let same_first = dictionary.term(*term).chars().next() == first;
            (same_first, index.postings().of(*term).len(), core::cmp::Reverse(*term))
        };
        let best = near(dictionary, word, edits, false).into_iter().map(|near| near.term).max_by_key(closer)?;
        Some(dictionary.term(best).to_owned())
    })
}
