//! Postings: for each term, the blocks that hold it and how often.

use alloc::vec::Vec;
use core::ops::Range;

/// A block that holds a term, and how often: the block in the high bits, the count in the low ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

impl Posting {
    /// Bits for the count. A word that stands more often in one block than 63 times counts as 63: ranking has long stopped caring.
    pub const COUNT_BITS: u32 = 6;

    /// How many blocks can be told apart: the rest are not indexed.
    pub const MAX_BLOCKS: usize = 1 << (32 - Self::COUNT_BITS);

    const fn once(block: u32) -> Self {
        Self(block << Self::COUNT_BITS | 1)
    }

    /// The block.
    pub const fn block(self) -> u32 {
        self.0 >> Self::COUNT_BITS
    }

    /// How often the term stands in it: 1 to 63.
    pub const fn count(self) -> u32 {
        self.0 & ((1 << Self::COUNT_BITS) - 1)
    }

    const fn again(self) -> Self {
        if self.count() < (1 << Self::COUNT_BITS) - 1 { Self(self.0 + 1) } else { self }
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
    /// Counts the terms of `blocks` blocks, which `each_term` gives one by one, the same each time; there are `count` terms.
    pub fn new(blocks: u32, count: usize, each_term: impl Fn(u32, &mut dyn FnMut(u32))) -> Self {
        const NEVER: u32 = u32::MAX;
        let mut last_block = vec![NEVER; count];
        let mut starts = vec![0u32; count + 1];
        for block in 0..blocks {
            each_term(block, &mut |term| {
                let term = term as usize;
                if last_block[term] != block {
                    last_block[term] = block;
                    starts[term + 1] += 1;
                }
            });
        }
        for term in 0..count {
            starts[term + 1] += starts[term];
        }
        let mut next = starts[..count].to_vec();
        let mut postings = vec![Posting(0); starts[count] as usize];
        last_block.fill(NEVER);
        for block in 0..blocks {
            each_term(block, &mut |term| {
                let term = term as usize;
                let at = next[term] as usize;
                if last_block[term] == block {
                    postings[at - 1] = postings[at - 1].again();
                } else {
                    last_block[term] = block;
                    postings[at] = Posting::once(block);
                    next[term] += 1;
                }
            });
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_posted_once_for_each_block_with_its_count() {
        let blocks: [&[u32]; 3] = [&[0, 1, 0], &[], &[1, 2, 0]];
        let postings = Postings::new(3, 4, |block, emit| blocks[block as usize].iter().for_each(|&term| emit(term)));
        let of = |term| postings.of(term).iter().map(|posting| (posting.block(), posting.count())).collect::<Vec<_>>();
        assert_eq!(of(0), [(0, 2), (2, 1)]);
        assert_eq!(of(1), [(0, 1), (2, 1)]);
        assert_eq!(of(2), [(2, 1)]);
        assert!(of(3).is_empty());
    }

    #[test]
    fn counts_stop_before_they_reach_the_block() {
        let postings = Postings::new(1, 1, |_, emit| (0..1000).for_each(|_| emit(0)));
        assert_eq!((postings.of(0)[0].block(), postings.of(0)[0].count()), (0, 63));
    }
}
