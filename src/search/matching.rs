//! Matching: which passages hold what is wanted, and what each match is worth.

use super::plan::{Pattern, Step, Terms, Wanted};
use super::score::{self, LengthNorm};
use crate::index::{Compound, Index, Posting};
use std::ops::Range;

/// A passage that may be a hit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The block.
    pub block: u32,
    /// What its matches are worth so far.
    pub score: f32,
}

/// Looks things up in one index.
#[derive(Debug, Clone, Copy)]
pub struct Matcher<'i> {
    index: &'i Index,
    norm: LengthNorm,
}

impl<'i> Matcher<'i> {
    /// For `index`.
    pub fn new(index: &'i Index) -> Self {
        let mean = index.token_count() as f32 / index.len().max(1) as f32;
        Self { index, norm: LengthNorm::new(mean) }
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

    /// Gives each place in `tokens` where `pattern` matches, as the tokens that it covers.
    pub fn places(&self, tokens: Range<usize>, pattern: &Pattern, mut place: impl FnMut(Range<usize>, f32)) {
        let Some((first, rest)) = pattern.steps.split_first() else { return };
        let compounds = self.index.compounds().within(tokens.clone());
        for token in tokens.clone() {
            if let Some(weight) = first.terms.weight(self.index.term_at(token)) {
                self.go_on(token, token + 1..tokens.end, rest, compounds, weight, &mut place);
            }
        }
        for compound in compounds {
            let start = compound.first as usize;
            // Where the first half is enough by itself, the place is marked already.
            let known = first.terms.weight(self.index.term_at(start)).is_some();
            if let Some(weight) = first.terms.weight(compound.term).filter(|_| !known) {
                self.go_on(start, start + compound.count as usize..tokens.end, rest, compounds, weight, &mut place);
            }
        }
    }

    /// Follows a match that began at `start` through the `steps` that are left, in the tokens that are left.
    fn go_on(
        &self,
        start: usize,
        left: Range<usize>,
        steps: &[Step],
        compounds: &[Compound],
        weight: f32,
        place: &mut impl FnMut(Range<usize>, f32),
    ) {
        let Some((step, rest)) = steps.split_first() else { return place(start..left.start, weight) };
        if left.is_empty() || !step.tie.allows(self.index.joint_at(left.start)) {
            return;
        }
        if let Some(more) = step.terms.weight(self.index.term_at(left.start)) {
            return self.go_on(start, left.start + 1..left.end, rest, compounds, weight.min(more), place);
        }
        let from = compounds.partition_point(|compound| (compound.first as usize) < left.start);
        for compound in compounds[from..].iter().take_while(|compound| compound.first as usize == left.start) {
            if let Some(more) = step.terms.weight(compound.term) {
                return self.go_on(
                    start,
                    left.start + compound.count as usize..left.end,
                    rest,
                    compounds,
                    weight.min(more),
                    place,
                );
            }
        }
    }

    /// The shortest window of tokens in `block` that holds one place of each of `wanted`.
    pub fn window(&self, block: u32, wanted: &[&Wanted]) -> Option<usize> {
        const BITS: u32 = 16;
        let tokens = self.index.tokens_of(block);
        // Each place as one number, so that sorting needs no code of its own: start, which of the wanted, how long.
        let mut places: Vec<u64> = Vec::new();
        for (number, wanted) in wanted.iter().enumerate() {
            for pattern in &wanted.patterns {
                self.places(tokens.clone(), pattern, |place, _| {
                    let start = (place.start - tokens.start) as u64;
                    places
                        .push(start << (2 * BITS) | (number as u64) << BITS | (place.len() as u64 & ((1 << BITS) - 1)));
                });
            }
        }
        places.sort_unstable();
        let mut last = vec![None; wanted.len()];
        let mut shortest: Option<usize> = None;
        for place in places {
            let (start, number, length) = (
                (place >> (2 * BITS)) as usize,
                (place >> BITS) as usize & ((1 << BITS) - 1),
                place as usize & ((1 << BITS) - 1),
            );
            last[number] = Some((start, start + length));
            // Where every one has been seen, the window runs from the earliest of their last places.
            let from = last.iter().try_fold(usize::MAX, |least, place| Some(least.min((*place)?.0)));
            if let Some(from) = from {
                let to = last.iter().flatten().fold(0, |most, &(_, end)| most.max(end));
                shortest = Some(shortest.map_or(to - from, |shortest| shortest.min(to - from)));
            }
        }
        shortest
    }

    fn rarity(&self, wanted: &Wanted) -> f32 {
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

    /// Many terms: the best match of each block is set down at the block's place, and the blocks gathered from there.
    fn scatter(&self, terms: &Terms, rarity: f32) -> Vec<Candidate> {
        let mut best = vec![0.0f32; if terms.is_empty() { 0 } else { self.index.len() }];
        for (term, weight) in terms.iter() {
            let weight = weight * rarity;
            for &posting in self.index.postings().of(term) {
                let here = &mut best[posting.block() as usize];
                *here = here.max(self.worth(posting, weight));
            }
        }
        // A match is always worth something.
        best.iter()
            .enumerate()
            .filter(|(_, score)| **score > 0.0)
            .map(|(block, &score)| Candidate { block: block as u32, score })
            .collect()
    }

    fn worth(&self, posting: Posting, weight: f32) -> f32 {
        weight * self.norm.worth(posting.count(), self.index.tokens_of(posting.block()).len())
    }

    /// What `pattern` is worth in `block`, before its rarity; nothing where it does not match.
    fn worth_in(&self, block: u32, pattern: &Pattern) -> Option<f32> {
        let tokens = self.index.tokens_of(block);
        let mut count = 0;
        let mut best = 0.0f32;
        self.places(tokens.clone(), pattern, |_, weight| {
            count += 1;
            best = best.max(weight);
        });
        (count > 0).then(|| best * self.norm.worth(count, tokens.len()))
    }

    fn narrow_by_term(&self, candidates: &mut Vec<Candidate>, term: u32, weight: f32) {
        let mut postings = self.index.postings().of(term);
        candidates.retain_mut(|candidate| {
            postings = &postings[gallop(postings, candidate.block)..];
            match postings.first() {
                Some(&posting) if posting.block() == candidate.block => {
                    candidate.score += self.worth(posting, weight);
                    true
                }
                _ => false,
            }
        });
    }
}

/// How many tokens are read in the time that one posting takes: reading on is faster than jumping about.
const TOKENS_PER_POSTING: usize = 2;

/// How many of `postings` are of blocks before `block`: found in steps that double, since it is seldom far.
fn gallop(postings: &[Posting], block: u32) -> usize {
    let mut step = 1;
    while step < postings.len() && postings[step].block() < block {
        step *= 2;
    }
    let from = step / 2;
    let to = (step + 1).min(postings.len());
    from + postings[from..to].partition_point(|posting| posting.block() < block)
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
