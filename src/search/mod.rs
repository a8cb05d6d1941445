//! Search: from what a person typed to the passages that hold it, the best first, and every place marked.

mod find;
mod finder;
mod library;
mod matching;
mod passages;
mod plan;
mod query;
mod saved;
mod score;
mod snippet;
mod suggestion;

pub use find::{Needle, find};
pub use library::{Library, LibraryFound, LibraryHit};
pub use passages::Passages;
pub use query::{Atom, Clause, Query, Scope, Word};
pub use saved::SavedError;

use crate::document::Document;
use crate::index::Index;
use alloc::string::String;
use alloc::vec::Vec;
use finder::Finder;
use plan::{Leniency, Plan};

/// How to search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How many hits are described. All are counted and marked.
    pub limit: usize,
    /// Only in this section and those below it, by its place in [`Outline::entries`](crate::document::Outline::entries).
    pub section: Option<usize>,
    /// The last word is whole too, though it may still be being typed, and nothing is forgiven.
    pub whole_word: bool,
    /// `A` is not `a`.
    pub match_case: bool,
    /// `é` is not `e`.
    pub match_accents: bool,
    /// Forgives what is not in the text: typos, and other forms of the word.
    pub fuzzy: bool,
    /// Whether every place is wanted, and the count of each section; else both are left empty.
    pub marks: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 50,
            section: None,
            whole_word: false,
            match_case: false,
            match_accents: false,
            fuzzy: true,
            marks: true,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// How many passages match.
    pub total: usize,
    /// The best of them, the best first.
    pub hits: Vec<Hit>,
    /// Every place that matches, in reading order: block, start, end; and again. Half-open, in UTF-16 units of the block's reading text.
    /// A word that was typed in part is marked whole.
    pub marks: Vec<u32>,
    /// How many places each section holds, those of its subsections among them, in the outline's order.
    pub sections: Vec<u32>,
    /// What to search for instead, where nothing was found.
    pub suggestion: Option<String>,
    /// Whether the whole document was searched: not so while it is still being indexed.
    pub complete: bool,
}

/// A passage that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its block.
    pub block: usize,
    /// The innermost section that holds it, by its place in the outline's entries.
    pub section: Option<usize>,
    /// How well it matches; to compare with other hits of the same query alone.
    pub score: f32,
    /// The part of it that shows the match.
    pub snippet: String,
    /// The places in it: half-open, in UTF-16 units of its reading text.
    pub ranges: Vec<[u32; 2]>,
}

impl Options {
    /// Whether other words than those typed may match.
    fn forgive(&self) -> bool {
        self.fuzzy && !self.whole_word && !self.is_strict()
    }

    /// Whether case or accents count, so that the text itself has to be looked at.
    fn is_strict(&self) -> bool {
        self.match_case || self.match_accents
    }
}

/// From how many words on a query may be answered by passages that hold only some of them, where none holds all.
const PARTIAL_FROM: usize = 3;

/// Finds what `typed` asks for in `document`, of which `index` is the index. Any text is a query.
///
/// A passage matches that holds every word. Where none does, and the query is of three words or more, passages match that hold many of them
/// or of their other forms; of fewer, each word may be another form or a typo of one in the text.
pub fn search(document: &Document, index: &Index, typed: &str, options: &Options) -> Found {
    search_passages(document, index, typed, options)
}

/// As [`search`] does, in any passages.
fn search_passages(document: &dyn Passages, index: &Index, typed: &str, options: &Options) -> Found {
    let query = Query::parse(typed);
    if query.clauses.is_empty() && !typed.trim().is_empty() {
        // Signs alone are no words, but they can be looked for.
        return find(document, typed.trim(), options);
    }
    let mut found = Found { complete: index.is_complete(), ..Found::default() };
    if query.is_empty() || index.is_empty() {
        found.sections = vec![0; document.sections().len()];
        return found;
    }
    let mut plan = Plan::new(&query, index, options, Leniency::Typed);
    let mut candidates = Finder::new(document, index, &plan, options).candidates();
    if candidates.is_empty() && options.forgive() {
        if plan.words() >= PARTIAL_FROM {
            plan = Plan::new(&query, index, options, Leniency::Inflected);
            candidates = Finder::new(document, index, &plan, options).partial_candidates();
        } else if plan.all_can_match() {
            // A word that even its typos do not find is lost: forgiving the others more would not help.
            plan = Plan::new(&query, index, options, Leniency::Generous);
            candidates = Finder::new(document, index, &plan, options).candidates();
        }
    }
    let finder = Finder::new(document, index, &plan, options);
    if candidates.is_empty() {
        found.suggestion = suggestion::suggest(document, index, &query, options);
    }
    found.total = candidates.len();
    if options.marks {
        found.marks = finder.marks(&candidates);
        found.sections = sections_of(document, &found.marks);
    }
    found.hits = finder.best(candidates, options.limit).into_iter().map(|candidate| finder.hit(candidate)).collect();
    found
}

/// How many of `marks` each section holds, those of its subsections among them.
fn sections_of(document: &dyn Passages, marks: &[u32]) -> Vec<u32> {
    let sections = document.sections();
    let mut counts = vec![0; sections.len()];
    for mark in marks.chunks_exact(3) {
        if let Some(section) = document.section_of(mark[0] as usize) {
            counts[section] += 1;
        }
    }
    // A section stands after the one that holds it: from the last on, each hands its count up.
    for section in (0..counts.len()).rev() {
        if let Some(parent) = sections[section].parent {
            counts[parent] += counts[section];
        }
    }
    counts
}
