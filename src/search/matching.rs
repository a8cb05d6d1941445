//! Matching: which passages hold what is wanted, and what each match is worth.

use super::plan::{Pattern, Sieve, Step, Terms, Wanted};
use super::score::{self, Worths};
use crate::index::{Compound, Facts, Index, Posting, TokenWord};
use alloc::vec::Vec;
use core::ops::Range;

/// A passage that may be a hit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The block.
    pub block: u32,
    /// What its matches are worth so far.
    pub score: f32,
}

/// Looks things up in one index.
#[derive(Debug, Clone)]
pub struct Matcher<'i> {
    index: &'i Index,
    worths: Worths,
}

impl<'i> Matcher<'i> {
    /// For `index`, and a query of `words`.
    pub fn new(index: &'i Index, words: usize) -> Self {
        let mean = index.token_count() as f32 / index.len().max(1) as f32;
        Self { index, worths: Worths::new(mean, words) }
    }

    /// What things are looked up in.
    pub fn index(&self) -> &'i Index {
        self.index
    }

    /// The passages that match `wanted`, in order.
    pub fn all(&self, wanted: &Wanted) -> Vec<Candidate> {
        let rarity = self.rarity(wanted);
        let mut found: Vec<Candidate> = Vec::new();
        for (number, pattern) in wanted.patterns.iter().enumerate() {
            let matches = self.of_pattern(pattern, rarity);
            found = if number == 0 { matches } else { union(&found, &matches) };
        }
        found
    }

    /// Whether any passage matches `pattern`.
    pub fn holds_any(&self, pattern: &Pattern) -> bool {
        pattern.steps.iter().all(|step| !step.terms.is_empty()) && !self.of_pattern(pattern, 1.0).is_empty()
    }

    /// Keeps those of `candidates` that match `wanted` and adds what that is worth.
    pub fn narrow(&self, candidates: &mut Vec<Candidate>, wanted: &Wanted) {
        if candidates.is_empty() {
            return;
        }
        if let [Pattern { steps }] = wanted.patterns.as_slice()
            && let [step] = steps.as_slice()
            && step.terms.len() == 1
        {
            for (term, weight) in step.terms.iter() {
                self.narrow_by_term(candidates, term, weight * self.rarity(wanted));
            }
            return;
        }
        let tokens: usize = candidates.iter().map(|candidate| self.index.tokens_of(candidate.block).len()).sum();
        if tokens < self.postings(wanted) * TOKENS_PER_POSTING {
            let rarity = self.rarity(wanted);
            candidates.retain_mut(|candidate| {
                let best = wanted
                    .patterns
                    .iter()
                    .filter_map(|pattern| self.worth_in(candidate.block, pattern))
                    .reduce(f32::max);
                candidate.score += best.unwrap_or(0.0) * rarity;
                best.is_some()
            });
            return;
        }
        let matches = self.all(wanted);
        let mut at = 0;
        candidates.retain_mut(|candidate| {
            while at < matches.len() && matches[at].block < candidate.block {
                at += 1;
            }
            let matched = at < matches.len() && matches[at].block == candidate.block;
            if matched {
                candidate.score += matches[at].score;
            }
            matched
        });
    }

    /// How many passages may match `wanted`, at most.
    pub fn postings(&self, wanted: &Wanted) -> usize {
        wanted.patterns.iter().map(|pattern| pattern.postings(self.index)).sum()
    }

    /// Gives each place in `block` where `pattern` matches, as the tokens that it covers, and what its words count.
    pub fn places(&self, block: u32, pattern: &Pattern, place: &mut dyn FnMut(Range<usize>, f32)) {
        let Some(first) = pattern.steps.first() else { return };
        let end = self.index.tokens_of(block).end;
        let compounds = self.index.compounds().of(block);
        self.each_start(block, first.terms.sieve(), &mut |token, _| {
            if let Some((found, weight)) = self.place_at(token, end, pattern, compounds) {
                place(found, weight);
            }
        });
    }

    /// Gives each token of `block` that `sieve` lets through, or with which a compound begins, and whether one does.
    fn each_start(&self, block: u32, sieve: Sieve, start: &mut dyn FnMut(usize, bool)) {
        let tokens = self.index.tokens_of(block);
        let mut ahead = self.index.compounds().of(block).iter().map(|compound| compound.first as usize);
        let mut from = tokens.start;
        while from < tokens.end {
            let compound = ahead.find(|&first| first >= from).unwrap_or(tokens.end);
            let mut words = self.index.words(from..compound);
            loop {
                // Nearly every word is passed over here, four at once.
                while let [a, b, c, d, rest @ ..] = words {
                    let may_end = |word: &TokenWord| sieve.may_end(word.term());
                    if may_end(a) | may_end(b) | may_end(c) | may_end(d) {
                        break;
                    }
                    words = rest;
                }
                let Some(at) = words.iter().position(|word| sieve.may_hold(word.term())) else { break };
                words = &words[at + 1..];
                start(compound - words.len() - 1, false);
            }
            if compound < tokens.end {
                start(compound, true);
            }
            from = compound + 1;
        }
    }

    /// Where `pattern` ends that begins at `token`, in a block whose tokens end at `end`.
    fn place_at(
        &self,
        token: usize,
        end: usize,
        pattern: &Pattern,
        compounds: &[Compound],
    ) -> Option<(Range<usize>, f32)> {
        let (first, rest) = pattern.steps.split_first()?;
        let (mut next, mut weight) = self.step_at(token, first, compounds)?;
        for step in rest {
            if next >= end || !step.tie.allows(self.index.joint_at(next)) {
                return None;
            }
            let (after, more) = self.step_at(next, step, compounds)?;
            (next, weight) = (after, weight.min(more));
        }
        Some((token..next, weight))
    }

    /// The token after the word that `step` matches at `token`, and what it counts. Where the word alone matches, no compound is looked for.
    fn step_at(&self, token: usize, step: &Step, compounds: &[Compound]) -> Option<(usize, f32)> {
        if let Some(weight) = step.terms.weight(self.index.term_at(token)) {
            return Some((token + 1, weight));
        }
        if compounds.is_empty() {
            return None;
        }
        let from = compounds.partition_point(|compound| (compound.first as usize) < token);
        let here = compounds[from..].iter().take_while(|compound| compound.first as usize == token);
        here.filter_map(|compound| Some((token + compound.count as usize, step.terms.weight(compound.term)?))).next()
    }

    /// How many of `wanted`, whose sieves these are, stand in `block`, and the shortest window of tokens that holds one place of each.
    pub fn window(&self, block: u32, wanted: &[&Wanted], sieves: &[Sieve]) -> (usize, usize) {
        let sieve = sieves.iter().fold(Sieve::default(), |sieve, &other| sieve.or(other));
        let end = self.index.tokens_of(block).end;
        let compounds = self.index.compounds().of(block);
        // The last place of each; one that was not seen bounds no window.
        const UNSEEN: (usize, usize) = (usize::MAX, 0);
        let mut last = vec![UNSEEN; wanted.len()];
        let (mut words, mut shortest) = (0, usize::MAX);
        self.each_start(block, sieve, &mut |token, begins_compound| {
            let term = self.index.term_at(token);
            for (number, wanted) in wanted.iter().enumerate() {
                let fits = sieves[number].may_hold(term);
                let place = if fits && wanted.is_told_by_sieve() {
                    (token, token + 1)
                } else if fits || begins_compound {
                    let mut patterns = wanted.patterns.iter();
                    match patterns.find_map(|pattern| self.place_at(token, end, pattern, compounds)) {
                        Some((place, _)) => (place.start, place.end),
                        None => continue,
                    }
                } else {
                    continue;
                };
                if core::mem::replace(&mut last[number], place) == UNSEEN {
                    (words, shortest) = (words + 1, usize::MAX);
                }
                // The window of all that were seen so far runs from the earliest of their last places.
                let (mut from, mut to) = place;
                for &(start, end) in &last {
                    (from, to) = (from.min(start), to.max(end));
                }
                shortest = shortest.min(to - from);
            }
        });
        (words, shortest)
    }

    /// How rare it is.
    pub fn rarity(&self, wanted: &Wanted) -> f32 {
        score::rarity(self.postings(wanted), self.index.len())
    }

    fn of_pattern(&self, pattern: &Pattern, rarity: f32) -> Vec<Candidate> {
        match pattern.steps.as_slice() {
            [] => Vec::new(),
            [step] => self.of_terms(&step.terms, rarity),
            steps => {
                // The rarest word says where to look.
                let Some(rarest) = steps.iter().min_by_key(|step| step.terms.postings(self.index)) else {
                    return Vec::new();
                };
                let mut found = self.of_terms(&rarest.terms, 1.0);
                for step in steps.iter().filter(|step| step.terms.len() == 1) {
                    step.terms.iter().for_each(|(term, _)| self.narrow_by_term(&mut found, term, 0.0));
                }
                found.retain_mut(|candidate| match self.worth_in(candidate.block, pattern) {
                    Some(worth) => {
                        candidate.score = worth * rarity;
                        true
                    }
                    None => false,
                });
                found
            }
        }
    }

    fn of_terms(&self, terms: &Terms, rarity: f32) -> Vec<Candidate> {
        let mut terms_iter = terms.iter();
        let (Some((term, weight)), None) = (terms_iter.next(), terms_iter.next()) else {
            return self.scatter(terms, rarity);
        };
        let postings = self.index.postings().of(term);
        postings
            .iter()
            .map(|&posting| Candidate { block: posting.block(), score: self.worth(posting, weight * rarity) })
            .collect()
    }

    /// Many terms: the best match of each block is set down at the block's place, and the blocks gathered from there. One number holds
    /// what the term counts and, below it, how often it stands there: the greater is the better match.
    fn scatter(&self, terms: &Terms, rarity: f32) -> Vec<Candidate> {
        const UNIT: f32 = 65_536.0;
        let mut best = vec![0u32; if terms.is_empty() { 0 } else { self.index.len() }];
        for (term, weight) in terms.iter() {
            let weight = ((weight * UNIT) as u32).max(1) << Facts::BITS;
            for &posting in self.index.postings().of(term) {
                let here = &mut best[posting.block() as usize];
                *here = (*here).max(weight | u32::from(posting.facts().number()));
            }
        }
        let matched = best.iter().enumerate().filter(|&(_, &best)| best > 0);
        let candidate = |(block, &best): (usize, &u32)| {
            let weight = (best >> Facts::BITS) as f32 / UNIT;
            let worth = self.worths.of(Facts::of_number(best as u8));
            Candidate { block: block as u32, score: weight * rarity * worth }
        };
        matched.map(candidate).collect()
    }

    fn worth(&self, posting: Posting, weight: f32) -> f32 {
        weight * self.worths.of(posting.facts())
    }

    /// What `pattern` is worth in `block`, before its rarity; nothing where it does not match.
    fn worth_in(&self, block: u32, pattern: &Pattern) -> Option<f32> {
        let tokens = self.index.tokens_of(block);
        let mut count = 0;
        let mut best = 0.0f32;
        self.places(block, pattern, &mut |_, weight| {
            count += 1;
            best = best.max(weight);
        });
        (count > 0).then(|| best * self.worths.of(Facts::new(count, tokens.len())))
    }

    fn narrow_by_term(&self, candidates: &mut Vec<Candidate>, term: u32, weight: f32) {
        let postings = self.index.postings().of(term);
        let (mut at, mut kept) = (0, 0);
        for place in 0..candidates.len() {
            let Candidate { block, score } = candidates[place];
            at = skip_to(postings, at, block);
            let Some(&posting) = postings.get(at) else { break };
            if posting.block() == block {
                candidates[kept] = Candidate { block, score: score + self.worth(posting, weight) };
                kept += 1;
            }
        }
        candidates.truncate(kept);
    }
}

/// How many tokens are read in the time that one posting takes: reading on is faster than jumping about.
const TOKENS_PER_POSTING: usize = 2;

/// How many postings are passed one by one before the steps grow: between two common words there are no more.
const NEAR_POSTINGS: usize = 4;

/// The first of `postings` from `at` on that is not of a block before `block`: found in steps that double, since it is seldom far.
fn skip_to(postings: &[Posting], mut at: usize, block: u32) -> usize {
    let is_before = |at: usize| postings.get(at).is_some_and(|posting| posting.block() < block);
    for _ in 0..NEAR_POSTINGS {
        if !is_before(at) {
            return at;
        }
        at += 1;
    }
    let mut step = 1;
    while is_before(at + step - 1) {
        at += step;
        step *= 2;
    }
    while step > 1 {
        step /= 2;
        if is_before(at + step - 1) {
            at += step;
        }
    }
    at
}

/// Both, in order; a block in both keeps the better score.
fn union(one: &[Candidate], other: &[Candidate]) -> Vec<Candidate> {
    let mut both = Vec::with_capacity(one.len() + other.len());
    let (mut i, mut j) = (0, 0);
    while i < one.len() || j < other.len() {
        let take_one = j == other.len() || (i < one.len() && one[i].block <= other[j].block);
        let next = if take_one { one[i] } else { other[j] };
        match both.last_mut() {
            Some(Candidate { block, score }) if *block == next.block => *score = score.max(next.score),
            _ => both.push(next),
        }
        if take_one { i += 1 } else { j += 1 }
    }
    both
}
