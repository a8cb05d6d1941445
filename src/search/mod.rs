//! Search: from what a person typed to the passages that hold it, the best first, and every place marked.

mod matching;
mod plan;
mod query;
mod score;
mod snippet;

pub use query::{Atom, Clause, Query, Scope, Word};

use crate::document::{BlockKind, Document};
use crate::index::Index;
use matching::{Candidate, Matcher};
use plan::{Plan, Wanted};
use std::ops::Range;

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
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 50, section: None, whole_word: false, match_case: false, match_accents: false, fuzzy: true }
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

/// Finds what `query` asks for in `document`, of which `index` is the index. Any text is a query.
pub fn search(document: &Document, index: &Index, query: &str, options: &Options) -> Found {
    let mut found = Found { complete: index.is_complete(), ..Found::default() };
    let query = Query::parse(query);
    if query.is_empty() || index.is_empty() {
        found.sections = vec![0; document.outline().entries().len()];
        return found;
    }
    let plan = Plan::new(&query, index, options);
    let finder = Finder { document, index, matcher: Matcher::new(index), plan: &plan };
    let candidates = finder.candidates(options.section);
    found.total = candidates.len();
    found.marks = finder.marks(&candidates);
    found.sections = finder.sections(&found.marks);
    found.hits = finder.best(candidates, options.limit).into_iter().map(|candidate| finder.hit(candidate)).collect();
    found
}

/// One search under way.
struct Finder<'f> {
    document: &'f Document,
    index: &'f Index,
    matcher: Matcher<'f>,
    plan: &'f Plan,
}

impl Finder<'_> {
    /// The passages that match, in order.
    fn candidates(&self, section: Option<usize>) -> Vec<Candidate> {
        let entries = self.document.outline().entries();
        let mut within: Vec<Range<usize>> = match section {
            Some(section) => entries.get(section).map(|entry| entry.blocks.clone()).into_iter().collect(),
            None => vec![0..self.index.len()],
        };
        for wanted in self.plan.wanted.iter().filter(|wanted| wanted.scope == Scope::Section) {
            within = intersect(&within, &self.sections_titled(wanted));
        }
        let mut wanted: Vec<&Wanted> =
            self.plan.wanted.iter().filter(|wanted| wanted.scope != Scope::Section).collect();
        wanted.sort_by_key(|wanted| self.matcher.postings(wanted));
        let mut candidates = match wanted.first() {
            Some(first) => self.matcher.all(first),
            None => (0..self.index.len() as u32).map(|block| Candidate { block, score: 0.0 }).collect(),
        };
        if wanted.iter().any(|wanted| wanted.scope == Scope::Heading) {
            candidates.retain(|candidate| self.is_heading(candidate.block));
        }
        if within.len() != 1 || within[0] != (0..self.index.len()) {
            candidates.retain(|candidate| within.iter().any(|range| range.contains(&(candidate.block as usize))));
        }
        for wanted in wanted.iter().skip(1) {
            self.matcher.narrow(&mut candidates, wanted);
        }
        for unwanted in &self.plan.unwanted {
            match unwanted.scope {
                Scope::Text => self.matcher.exclude(&mut candidates, unwanted),
                Scope::Heading => {
                    let mut headings: Vec<Candidate> =
                        candidates.iter().copied().filter(|candidate| self.is_heading(candidate.block)).collect();
                    self.matcher.narrow(&mut headings, unwanted);
                    candidates.retain(|candidate| {
                        headings.binary_search_by_key(&candidate.block, |heading| heading.block).is_err()
                    });
                }
                Scope::Section => {
                    let without = self.sections_titled(unwanted);
                    candidates
                        .retain(|candidate| !without.iter().any(|range| range.contains(&(candidate.block as usize))));
                }
            }
        }
        candidates
    }

    /// The sections whose titles match, as ranges of blocks in order, none within another.
    fn sections_titled(&self, wanted: &Wanted) -> Vec<Range<usize>> {
        let titles = self.matcher.all(wanted);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for entry in self.document.outline().entries() {
            let matches = titles.binary_search_by_key(&(entry.block as u32), |title| title.block).is_ok();
            let nested = ranges.last().is_some_and(|last| entry.block < last.end);
            if matches && !nested {
                ranges.push(entry.blocks.clone());
            }
        }
        ranges
    }

    /// The best `limit` of `candidates`, the best first, and of equals the first in the text.
    fn best(&self, mut candidates: Vec<Candidate>, limit: usize) -> Vec<Candidate> {
        for candidate in &mut candidates {
            if self.is_heading(candidate.block) {
                candidate.score *= score::HEADING;
            }
        }
        let wanted: Vec<&Wanted> = self.plan.wanted.iter().filter(|wanted| wanted.scope != Scope::Section).collect();
        let closeness_counts = wanted.len() > 1;
        let depth = if closeness_counts { limit.max(score::PROXIMITY_DEPTH) } else { limit };
        cut_to_best(&mut candidates, depth);
        if closeness_counts {
            let near = candidates.len().min(score::PROXIMITY_DEPTH);
            for candidate in &mut candidates[..near] {
                if let Some(window) = self.matcher.window(candidate.block, &wanted) {
                    candidate.score *= score::closeness(wanted.len(), window);
                }
            }
            cut_to_best(&mut candidates, limit);
        }
        candidates
    }

    fn hit(&self, candidate: Candidate) -> Hit {
        let block = candidate.block as usize;
        let ranges = self.ranges(candidate.block);
        let reading = self.document.blocks()[block].reading(self.document.source());
        Hit {
            block,
            section: self.document.outline().section_of(block),
            score: candidate.score,
            snippet: snippet::snippet(&reading, ranges.first().copied()),
            ranges,
        }
    }

    /// Every place in `block`, in order; places that overlap are one.
    fn ranges(&self, block: u32) -> Vec<[u32; 2]> {
        let mut ranges = Vec::new();
        for wanted in self.plan.wanted.iter().filter(|wanted| wanted.scope != Scope::Section) {
            for pattern in &wanted.patterns {
                self.matcher.places(self.index.tokens_of(block), pattern, |tokens, _| {
                    ranges.push([self.index.place_of(tokens.start)[0], self.index.place_of(tokens.end - 1)[1]]);
                });
            }
        }
        merge(&mut ranges);
        ranges
    }

    fn marks(&self, candidates: &[Candidate]) -> Vec<u32> {
        let mut marks = Vec::new();
        for candidate in candidates {
            for [start, end] in self.ranges(candidate.block) {
                marks.extend([candidate.block, start, end]);
            }
        }
        marks
    }

    fn sections(&self, marks: &[u32]) -> Vec<u32> {
        let entries = self.document.outline().entries();
        let mut counts = vec![0; entries.len()];
        for mark in marks.chunks_exact(3) {
            if let Some(section) = self.document.outline().section_of(mark[0] as usize) {
                counts[section] += 1;
            }
        }
        // A section stands after the one that holds it: from the last on, each hands its count up.
        for section in (0..entries.len()).rev() {
            if let Some(parent) = entries[section].parent {
                counts[parent] += counts[section];
            }
        }
        counts
    }

    fn is_heading(&self, block: u32) -> bool {
        matches!(self.document.blocks()[block as usize].kind, BlockKind::Headline | BlockKind::Heading)
    }
}

/// Leaves the best `count`, sorted.
fn cut_to_best(candidates: &mut Vec<Candidate>, count: usize) {
    let order =
        |one: &Candidate, other: &Candidate| other.score.total_cmp(&one.score).then(one.block.cmp(&other.block));
    if count < candidates.len() {
        candidates.select_nth_unstable_by(count, order);
        candidates.truncate(count);
    }
    candidates.sort_unstable_by(order);
}

/// Sorts ranges and makes one of those that overlap.
fn merge(ranges: &mut Vec<[u32; 2]>) {
    ranges.sort_unstable();
    ranges.dedup_by(|next, before| {
        let overlaps = next[0] < before[1];
        if overlaps {
            before[1] = before[1].max(next[1]);
        }
        overlaps
    });
}

/// What lies in both lists of ranges, each in order.
fn intersect(one: &[Range<usize>], other: &[Range<usize>]) -> Vec<Range<usize>> {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| a.start.max(b.start)..a.end.min(b.end)));
    pairs.filter(|range| !range.is_empty()).collect()
}
