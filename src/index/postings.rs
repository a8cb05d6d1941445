//! Postings: for each term, the blocks that hold it and how often.

use super::{Compounds, TokenWord};
use alloc::vec::Vec;
use core::ops::Range;

/// A block that holds a term, in the high bits, and what ranking wants to know of the two in the low ones: its [`Facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

impl Posting {
    /// How many blocks can be told apart: the rest are not indexed.
    pub const MAX_BLOCKS: usize = 1 << (u32::BITS - Facts::BITS);

    const fn once(block: u32, length: usize) -> Self {
        Self(block << Facts::BITS | Facts::length_class(length))
    }

    /// The block.
    pub const fn block(self) -> u32 {
        self.0 >> Facts::BITS
    }

    /// How often the term stands in it, and how long it is.
    pub const fn facts(self) -> Facts {
        Facts(self.0 as u8)
    }

    const fn again(self) -> Self {
        if self.facts().count() < Facts::MOST { Self(self.0 + (1 << Facts::LENGTH_BITS)) } else { self }
    }
}

/// How often a term stands in a block, and about how long the block is. The more often, the greater the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facts(u8);

impl Facts {
    /// How many bits hold them.
    pub const BITS: u32 = u8::BITS;

    const LENGTH_BITS: u32 = 5;

    /// How many lengths are told apart, in the lowest bits.
    pub const LENGTHS: usize = 1 << Self::LENGTH_BITS;

    /// A word that stands more often in a block counts as if it stood there so often: ranking has long stopped caring.
    pub const MOST: u32 = 1 << (Self::BITS - Self::LENGTH_BITS);

    /// Those that `number` holds.
    pub const fn of_number(number: u8) -> Self {
        Self(number)
    }

    /// The number that holds them.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// For a term that stands `count` times, from once on, in a block of `length` tokens.
    pub const fn new(count: u32, length: usize) -> Self {
        let count = if count < Self::MOST { count } else { Self::MOST };
        Self(((count - 1) << Self::LENGTH_BITS | Self::length_class(length)) as u8)
    }

    /// How often: 1 to [`Facts::MOST`].
    pub const fn count(self) -> u32 {
        (self.0 as u32 >> Self::LENGTH_BITS) + 1
    }

    /// How many tokens the block has, about: the middle of those that share a class.
    pub const fn length(self) -> f32 {
        let class = self.0 as u32 & ((1 << Self::LENGTH_BITS) - 1);
        if class < Self::STEPS {
            return class as f32;
        }
        let step = 1 << (class / Self::STEPS - 1);
        let least = (Self::STEPS + class % Self::STEPS) * step;
        least as f32 + (step - 1) as f32 / 2.0
    }

    /// Lengths are told apart in so many steps from each power of two to the next: by a quarter at most.
    const STEPS: u32 = 4;

    const fn length_class(length: usize) -> u32 {
        if length < Self::STEPS as usize {
            return length as u32;
        }
        let power = length.ilog2() - Self::STEPS.ilog2();
        let class = (power + 1) * Self::STEPS + ((length >> power) as u32 - Self::STEPS);
        let most = (1 << Self::LENGTH_BITS) - 1;
        if class < most { class } else { most }
    }
}

/// The postings of all terms, each term's in the order of blocks.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    /// Where each term's postings begin, and where the last one's end.
    starts: Vec<u32>,
    postings: Vec<Posting>,
}

impl Postings {
    /// Those of `count` terms, as `tokens` and `compounds` have them; the tokens of each block end at its one of `ends`.
    pub fn new(count: usize, tokens: &[TokenWord], ends: &[u32], compounds: &Compounds) -> Self {
        // How many postings each term has; then where its next one stands. And the last block that held it.
        let mut next = vec![(0u32, NO_BLOCK); count];
        let counted = next.as_mut_slice();
        each_term(tokens, ends, compounds, |block, _, term| {
            let (count, last) = &mut counted[term as usize];
            *count += u32::from(*last != block);
            *last = block;
        });
        let mut starts = Vec::with_capacity(count + 1);
        let mut start = 0;
        for next in &mut next {
            starts.push(start);
            let count = next.0;
            *next = (start, NO_BLOCK);
            start += count;
        }
        starts.push(start);
        let mut postings = vec![Posting(0); start as usize];
        let (next, posted) = (next.as_mut_slice(), postings.as_mut_slice());
        each_term(tokens, ends, compounds, |block, once, term| {
            let (next, last) = &mut next[term as usize];
            if *last == block {
                let posting = &mut posted[*next as usize - 1];
                *posting = posting.again();
            } else {
                *last = block;
                posted[*next as usize] = once;
                *next += 1;
            }
        });
        Self { starts, postings }
    }

    /// The postings of `term`.
    pub fn of(&self, term: u32) -> &[Posting] {
        self.of_range(term..term + 1)
    }

    /// The postings of neighbouring terms, one term's after another's.
    pub fn of_range(&self, terms: Range<u32>) -> &[Posting] {
        &self.postings[self.starts[terms.start as usize] as usize..self.starts[terms.end as usize] as usize]
    }
}

/// Stands for no block.
const NO_BLOCK: u32 = u32::MAX;

/// Gives each term of each block, with the block and the posting of what stands in it once. From one place, so that the loop calls nobody.
#[inline(always)]
fn each_term(tokens: &[TokenWord], ends: &[u32], compounds: &Compounds, mut each: impl FnMut(u32, Posting, u32)) {
    let mut from = 0;
    for (block, &end) in ends.iter().enumerate() {
        let (block, end) = (block as u32, end as usize);
        let (tokens, compounds) = (&tokens[from..end], compounds.of(block));
        from = end;
        let once = Posting::once(block, tokens.len());
        for place in 0..tokens.len() + compounds.len() {
            let term = match tokens.get(place) {
                Some(token) => token.term(),
                None => compounds[place - tokens.len()].term,
            };
            each(block, once, term);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Joint;

    /// Those of blocks that say these terms.
    fn posted(blocks: &[&[u32]], count: usize) -> Postings {
        let mut compounds = Compounds::default();
        let (mut tokens, mut ends) = (Vec::new(), Vec::new());
        for block in blocks {
            tokens.extend(block.iter().map(|&term| TokenWord::new(term, Joint::Space)));
            ends.push(tokens.len() as u32);
            compounds.end_block();
        }
        Postings::new(count, &tokens, &ends, &compounds)
    }

    #[test]
    fn a_term_is_posted_once_for_each_block_with_its_count() {
        let postings = posted(&[&[0, 1, 0], &[], &[1, 2, 0]], 4);
        let of = |term| {
            postings.of(term).iter().map(|posting| (posting.block(), posting.facts().count())).collect::<Vec<_>>()
        };
        assert_eq!(of(0), [(0, 2), (2, 1)]);
        assert_eq!(of(1), [(0, 1), (2, 1)]);
        assert_eq!(of(2), [(2, 1)]);
        assert!(of(3).is_empty());
    }

    #[test]
    fn counts_stop_before_they_reach_the_block() {
        let postings = posted(&[&[0; 1000]], 1);
        assert_eq!((postings.of(0)[0].block(), postings.of(0)[0].facts().count()), (0, Facts::MOST));
    }

    #[test]
    fn lengths_are_told_within_an_eighth() {
        for length in 0..=511usize {
            let told = Facts::new(1, length).length();
            assert!((told - length as f32).abs() <= length as f32 / 8.0, "{length} is told as {told}");
            assert_eq!(Facts::new(1, length), Posting::once(0, length).facts());
        }
        assert_eq!(Facts::new(1, 100_000).length(), Facts::new(1, 511).length());
        assert_eq!(Facts::new(3, 40).count(), 3);
    }
}
