//! One search under way: from a plan to passages, and to the places in them.

use super::matching::{Candidate, Matcher};
use super::passages::Passages;
use super::plan::{Pattern, Plan, Sieve, Wanted};
use super::query::Scope;
use super::{Options, score};
use crate::index::fold::{Folding, is_accent};
use crate::index::{Index, is_word_char};
use crate::source::sort;
use alloc::collections::BinaryHeap;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// One search under way.
pub struct Finder<'f> {
    document: &'f dyn Passages,
    index: &'f Index,
    matcher: &'f Matcher<'f>,
    plan: &'f Plan,
    options: &'f Options,
}

impl<'f> Finder<'f> {
    /// For `plan`, which was made for the matcher's index, which is that of `document`.
    pub fn new(document: &'f dyn Passages, matcher: &'f Matcher<'f>, plan: &'f Plan, options: &'f Options) -> Self {
        Self { document, index: matcher.index(), matcher, plan, options }
    }

    /// The passages that match, in order.
    pub fn candidates(&self) -> Vec<Candidate> {
        let within = self.within();
        let mut wanted = self.in_text();
        // The rarest first: it leaves the fewest passages for the others to look at.
        if let Some(rarest) = (0..wanted.len()).min_by_key(|&number| self.matcher.postings(wanted[number])) {
            wanted.swap(0, rarest);
        }
        let mut candidates = match wanted.first() {
            Some(first) => self.matcher.all(first),
            None => (0..self.index.len() as u32).map(|block| Candidate { block, score: 0.0 }).collect(),
        };
        if wanted.iter().any(|wanted| wanted.scope == Scope::Heading) {
            candidates.retain(|candidate| self.is_heading(candidate.block));
        }
        if let Some(within) = within {
            candidates.retain(|candidate| holds(&within, candidate.block));
        }
        for wanted in wanted.iter().skip(1) {
            self.matcher.narrow(&mut candidates, wanted);
        }
        if self.options.is_strict() {
            candidates.retain(|candidate| self.matches_strictly(candidate.block, &wanted));
        }
        self.exclude(&mut candidates);
        candidates
    }

    /// The passages that hold many of the words, though not all. A rare word is more of the query than a common one, and a passage has the words of
    /// the headings that it stands under too.
    pub fn partial_candidates(&self) -> Vec<Candidate> {
        let wanted = self.in_text();
        let rarities: Vec<f32> = wanted.iter().map(|wanted| wanted.meaning * self.matcher.rarity(wanted)).collect();
        let whole: f32 = rarities.iter().sum();
        // What each passage holds: the score, and a bit for each word. Words from the 65th on share theirs with others.
        let mut held = vec![(0.0f32, 0u64); self.index.len()];
        for (number, wanted) in wanted.iter().enumerate() {
            for candidate in self.matcher.all(wanted) {
                let (score, words) = &mut held[candidate.block as usize];
                *score += wanted.meaning * candidate.score;
                *words |= 1 << (number % u64::BITS as usize);
            }
        }
        let sections = self.document.sections();
        let headings: Vec<(f32, u64)> =
            sections.iter().map(|section| held.get(section.block).copied().unwrap_or_default()).collect();
        for (section, &(heading, heading_words)) in sections.iter().zip(&headings) {
            let end = section.blocks.end.min(held.len());
            for (score, words) in held.get_mut(section.block + 1..end).into_iter().flatten().filter(|held| held.1 > 0) {
                *score += heading;
                *words |= heading_words;
            }
        }
        let mut candidates = Vec::new();
        for (block, &(score, words)) in held.iter().enumerate().filter(|(_, held)| held.1 > 0) {
            let is_held = |&(number, _): &(usize, &f32)| words >> (number % u64::BITS as usize) & 1 > 0;
            let share = rarities.iter().enumerate().filter(is_held).map(|(_, rarity)| rarity).sum::<f32>() / whole;
            if share >= score::least_share(wanted.len()) {
                let score = score * score::share_weight(share, wanted.len());
                candidates.push(Candidate { block: block as u32, score });
            }
        }
        if let Some(within) = self.within() {
            candidates.retain(|candidate| holds(&within, candidate.block));
        }
        self.exclude(&mut candidates);
        candidates
    }

    /// What has to match in the passage itself.
    fn in_text(&self) -> Vec<&'f Wanted> {
        self.plan.wanted.iter().filter(|wanted| wanted.scope != Scope::Section).collect()
    }

    /// The blocks that are searched, where these are not all.
    fn within(&self) -> Option<Vec<Range<usize>>> {
        let entries = self.document.sections();
        let chosen = self
            .options
            .section
            .map(|section| entries.get(section).map(|entry| entry.blocks.clone()).into_iter().collect());
        let titled = self
            .plan
            .wanted
            .iter()
            .filter(|wanted| wanted.scope == Scope::Section)
            .map(|wanted| self.sections_titled(wanted));
        titled.fold(chosen, |within, titled| Some(within.map_or(titled.clone(), |within| intersect(&within, &titled))))
    }

    /// Drops the passages that match what must not.
    fn exclude(&self, candidates: &mut Vec<Candidate>) {
        for unwanted in &self.plan.unwanted {
            if unwanted.scope == Scope::Section {
                let without = self.sections_titled(unwanted);
                candidates.retain(|candidate| !holds(&without, candidate.block));
                continue;
            }
            let matches = self.matcher.all(unwanted);
            let heading = unwanted.scope == Scope::Heading;
            candidates.retain(|candidate| {
                let matched = matches.binary_search_by_key(&candidate.block, |found| found.block).is_ok();
                !matched || heading && !self.is_heading(candidate.block)
            });
        }
    }

    /// The sections whose titles match, as ranges of blocks in order, none within another.
    fn sections_titled(&self, wanted: &Wanted) -> Vec<Range<usize>> {
        let titles = self.matcher.all(wanted);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for entry in self.document.sections() {
            let matches = titles.binary_search_by_key(&(entry.block as u32), |title| title.block).is_ok();
            let nested = ranges.last().is_some_and(|last| entry.block < last.end);
            if matches && !nested {
                ranges.push(entry.blocks.clone());
            }
        }
        ranges
    }

    /// The best `limit` of `candidates`, the best first, and of equals the first in the text.
    pub fn best(&self, mut candidates: Vec<Candidate>, limit: usize) -> Vec<Candidate> {
        let mut ahead = candidates.iter_mut().peekable();
        for entry in self.document.sections() {
            while ahead.next_if(|candidate| (candidate.block as usize) < entry.block).is_some() {}
            match ahead.next_if(|candidate| candidate.block as usize == entry.block) {
                Some(heading) => heading.score *= score::HEADING,
                None if ahead.peek().is_none() => break,
                None => {}
            }
        }
        let wanted = self.in_text();
        let closeness_counts = wanted.len() > 1;
        let depth = if closeness_counts { limit.max(score::PROXIMITY_DEPTH) } else { limit };
        cut_to_best(&mut candidates, depth);
        if closeness_counts {
            let near = candidates.len().min(score::PROXIMITY_DEPTH);
            let sieves: Vec<Sieve> = wanted.iter().map(|wanted| wanted.sieve()).collect();
            for candidate in &mut candidates[..near] {
                let (words, window) = self.matcher.window(candidate.block, &wanted, &sieves);
                candidate.score *= score::closeness(words, window, wanted.len());
            }
            cut_to_best(&mut candidates, limit);
        }
        candidates
    }

    /// Every place in `block`, in order; places that overlap are one.
    pub fn ranges(&self, block: u32) -> Vec<[u32; 2]> {
        let mut ranges = Vec::new();
        let strict = self.options.is_strict().then(|| Reading::of(self.document, block));
        for pattern in self.in_text().into_iter().flat_map(|wanted| &wanted.patterns) {
            self.matcher.places(block, pattern, &mut |tokens, _| {
                if strict.as_ref().is_none_or(|reading| self.is_as_typed(reading, tokens.clone(), pattern)) {
                    ranges.push([self.index.place_of(tokens.start)[0], self.index.place_of(tokens.end - 1)[1]]);
                }
            });
        }
        merge(&mut ranges);
        ranges
    }

    /// Whether `block` holds each of `wanted` as it was typed.
    fn matches_strictly(&self, block: u32, wanted: &[&Wanted]) -> bool {
        let reading = Reading::of(self.document, block);
        wanted.iter().all(|wanted| {
            wanted.patterns.iter().any(|pattern| {
                let mut found = false;
                self.matcher.places(block, pattern, &mut |tokens, _| {
                    found = found || self.is_as_typed(&reading, tokens, pattern);
                });
                found
            })
        })
    }

    /// Whether the words at `tokens` are those of `pattern` also in what else counts: case, accents.
    fn is_as_typed(&self, reading: &Reading, tokens: Range<usize>, pattern: &Pattern) -> bool {
        let folding = Folding { keeps_case: self.options.match_case, keeps_accents: self.options.match_accents };
        let letters =
            |text: &str| -> String { folding.text(text).chars().filter(|&char| is_word_char(char)).collect() };
        let place = |token: usize| self.index.place_of(token);
        if tokens.len() != pattern.steps.len() {
            // Some word was matched by several tokens, as "well-known" is by "wellknown".
            let typed: String = pattern.steps.iter().map(|step| letters(&step.typed)).collect();
            let there = letters(reading.slice([place(tokens.start)[0], place(tokens.end - 1)[1]]));
            return says(&there, &typed, pattern.steps.last().is_some_and(|step| step.open));
        }
        tokens
            .zip(&pattern.steps)
            .all(|(token, step)| says(&letters(reading.slice(place(token))), &letters(&step.typed), step.open))
    }

    fn is_heading(&self, block: u32) -> bool {
        self.document.is_heading(block as usize)
    }
}

/// Whether `there` is what was typed, or goes on from there where that is `open`: an accent goes on with no word, it makes another letter.
fn says(there: &str, typed: &str, open: bool) -> bool {
    let rest = there.strip_prefix(typed);
    rest.is_some_and(|rest| rest.is_empty() || open && !rest.chars().next().is_some_and(is_accent))
}

/// A block's reading text, cut by UTF-16 units.
struct Reading {
    text: String,
    /// Where each unit's character begins in the text; empty where units are bytes.
    bytes: Vec<u32>,
}

impl Reading {
    fn of(document: &dyn Passages, block: u32) -> Self {
        let text = document.reading(block as usize);
        let mut bytes = Vec::new();
        if !text.is_ascii() {
            for (at, char) in text.char_indices() {
                bytes.extend(core::iter::repeat_n(at as u32, char.len_utf16()));
            }
            bytes.push(text.len() as u32);
        }
        Self { text, bytes }
    }

    fn slice(&self, range: [u32; 2]) -> &str {
        let [start, end] = range.map(|unit| self.bytes.get(unit as usize).map_or(unit as usize, |&byte| byte as usize));
        &self.text[start..end]
    }
}

/// Whether `block` lies in one of `ranges`.
fn holds(ranges: &[Range<usize>], block: u32) -> bool {
    ranges.iter().any(|range| range.contains(&(block as usize)))
}

/// Leaves the best `count`, sorted: by score, and where that is the same, by place.
fn cut_to_best(candidates: &mut Vec<Candidate>, count: usize) {
    if count == 0 {
        candidates.clear();
        return;
    }
    // A score is not negative, so its bits are in its order. The heap holds the best so far, the worst of them on top.
    let packed = |candidate: &Candidate| u64::from(!candidate.score.to_bits()) << 32 | u64::from(candidate.block);
    let mut best: BinaryHeap<u64> = BinaryHeap::with_capacity(count.min(candidates.len()));
    for candidate in candidates.iter() {
        let packed = packed(candidate);
        if best.len() < count {
            best.push(packed);
        } else if best.peek().is_some_and(|&worst| packed < worst) {
            best.pop();
            best.push(packed);
        }
    }
    let mut best = best.into_vec();
    sort(&mut best);
    candidates.clear();
    candidates.extend(
        best.into_iter()
            .map(|packed| Candidate { block: packed as u32, score: f32::from_bits(!((packed >> 32) as u32)) }),
    );
}

/// Sorts ranges and makes one of those that overlap.
pub fn merge(ranges: &mut Vec<[u32; 2]>) {
    if !ranges.is_sorted() {
        let mut packed: Vec<u64> =
            ranges.drain(..).map(|[start, end]| u64::from(start) << 32 | u64::from(end)).collect();
        sort(&mut packed);
        ranges.extend(packed.into_iter().map(|packed| [(packed >> 32) as u32, packed as u32]));
    }
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
