//! Search: from what a person typed to the passages that hold it, the best first, and every place marked.

mod bytes;
mod coded;
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

pub use find::Needle;
pub use library::{Library, LibraryFound, LibraryHit, Place};
pub use matching::Candidate;
pub use passages::Passages;
pub use query::{Atom, Clause, Query, Scope, Word};
pub use saved::SavedError;

use crate::document::Document;
use crate::index::Index;
use crate::source::Bare;
use alloc::string::String;
use alloc::vec::Vec;
use finder::Finder;
use matching::Matcher;
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
    /// Sought letter by letter, as it stands, also within words.
    pub substring: bool,
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
            substring: false,
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
    /// Every place that matches, as [`Search::marks`] gives them.
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

/// Finds what `typed` asks for in `document`, of which `index` is the index, and works all of it out. Any text is a query.
pub fn search(document: &Document, index: &Index, typed: &str, options: &Options) -> Found {
    let search = Search::new(document, index, typed, options);
    let marks = search.marks(document, index);
    Found {
        total: search.total(),
        hits: search.hits(document, index),
        sections: sections_of(document, &marks),
        marks,
        complete: search.is_complete(),
        suggestion: search.suggestion,
    }
}

/// A search that was done. What matches is known; how it reads and where it stands is worked out when it is asked for, since of what a
/// keystroke finds little is looked at: for common words, a tenth of the time.
#[derive(Debug, Clone)]
pub struct Search {
    sought: Sought,
    options: Options,
    /// What matches, in reading order.
    all: Vec<Candidate>,
    /// The best of these, the best first.
    best: Vec<Candidate>,
    complete: bool,
    /// What to search for instead, where nothing was found.
    pub suggestion: Option<String>,
}

/// What a search looks for.
#[derive(Debug, Clone)]
enum Sought {
    Words(Plan),
    Letters(Needle),
}

impl Search {
    /// Searches `document`, of which `index` is the index. Any text is a query.
    ///
    /// A passage matches that holds every word. Where none does, and the query is of three words or more, passages match that hold many of
    /// them or of their other forms; of fewer, each word may be another form or a typo of one in the text. What excludes so much that
    /// nothing is left is looked for as it stands, signs and all.
    pub fn new(document: &dyn Passages, index: &Index, typed: &str, options: &Options) -> Self {
        if options.substring {
            return Self::for_letters(document, typed, options);
        }
        let query = Query::parse(typed);
        if query.clauses.is_empty() {
            // Signs alone are no words, but they can be looked for.
            return Self::for_letters(document, typed.bare(), options);
        }
        let matcher = Matcher::new(index, query.clauses.len());
        let mut plan = Plan::new(&query, &matcher, options, Leniency::Typed);
        let (mut all, mut best) = (Vec::new(), Vec::new());
        let mut suggestion = None;
        if !query.is_empty() && !index.is_empty() {
            all = Finder::new(document, &matcher, &plan, options).candidates();
            if all.is_empty() && options.forgive() {
                if plan.words() >= PARTIAL_FROM {
                    plan = Plan::new(&query, &matcher, options, Leniency::Inflected);
                    all = Finder::new(document, &matcher, &plan, options).partial_candidates();
                } else if plan.can_be_more_generous() {
                    plan = Plan::new(&query, &matcher, options, Leniency::Generous);
                    all = Finder::new(document, &matcher, &plan, options).candidates();
                }
            }
            if all.is_empty() {
                suggestion = suggestion::suggest(document, &matcher, &query, options);
            }
            best = Finder::new(document, &matcher, &plan, options).best(all.clone(), options.limit);
        }
        let complete = index.is_complete();
        if all.is_empty() && complete && query.clauses.iter().any(|clause| clause.excluded) {
            // A hyphen before a word may be meant as it stands: "-40", "ls -al".
            let literal = Self::for_letters(document, typed.bare(), options);
            if !literal.all.is_empty() {
                return literal;
            }
        }
        Self { sought: Sought::Words(plan), options: options.clone(), all, best, complete, suggestion }
    }

    fn for_letters(document: &dyn Passages, query: &str, options: &Options) -> Self {
        let needle = Needle::new(query, options);
        let all = find::candidates(document, &needle, options.section);
        // In reading order, as who looks for letters expects.
        let best = all[..all.len().min(options.limit)].to_vec();
        Self { sought: Sought::Letters(needle), options: options.clone(), all, best, complete: true, suggestion: None }
    }

    /// How many passages match.
    pub fn total(&self) -> usize {
        self.all.len()
    }

    /// The best of them, the best first.
    pub fn best(&self) -> &[Candidate] {
        &self.best
    }

    /// Whether the whole document was searched: not so while it is still being indexed.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The best of them, described.
    pub fn hits(&self, document: &dyn Passages, index: &Index) -> Vec<Hit> {
        let best: Vec<u32> = self.best.iter().map(|candidate| candidate.block).collect();
        let mut hits = Vec::with_capacity(best.len());
        self.each_place(document, index, &best, &mut |block, ranges| {
            let reading = document.reading(block as usize);
            hits.push(Hit {
                block: block as usize,
                section: document.section_of(block as usize),
                score: self.best[hits.len()].score,
                snippet: snippet::snippet(&reading, ranges.first().copied()),
                ranges,
            });
        });
        hits
    }

    /// Every place that matches, in reading order: block, start, end; and again. Half-open, in UTF-16 units of the block's reading text.
    /// A word that was typed in part is marked whole.
    pub fn marks(&self, document: &dyn Passages, index: &Index) -> Vec<u32> {
        let all: Vec<u32> = self.all.iter().map(|candidate| candidate.block).collect();
        let mut marks = Vec::new();
        self.each_place(document, index, &all, &mut |block, ranges| {
            marks.extend(ranges.iter().flat_map(|&[start, end]| [block, start, end]));
        });
        marks
    }

    /// Gives each of `blocks` with the places in it.
    fn each_place(
        &self,
        document: &dyn Passages,
        index: &Index,
        blocks: &[u32],
        each: &mut dyn FnMut(u32, Vec<[u32; 2]>),
    ) {
        match &self.sought {
            Sought::Words(plan) => {
                let matcher = Matcher::new(index, 1);
                let finder = Finder::new(document, &matcher, plan, &self.options);
                blocks.iter().for_each(|&block| each(block, finder.ranges(block)));
            }
            Sought::Letters(needle) => blocks.iter().for_each(|&block| {
                // A ligature may hold what is sought twice over, and is marked once.
                let mut places = needle.find_in(&document.reading(block as usize));
                finder::merge(&mut places);
                each(block, places);
            }),
        }
    }
}

/// How many of `marks` each section holds, those of its subsections among them, in the outline's order.
pub fn sections_of(document: &dyn Passages, marks: &[u32]) -> Vec<u32> {
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
