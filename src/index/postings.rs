//! Postings: for each term, the blocks that hold it and how often.

use std::ops::Range;

/// A block that holds a term, and how often: the block in the high bits, the count in the low ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

impl Posting {
    /// Bits for the count. A word that stands more often in one block than 63 times counts as 63: ranking has long stopped caring.
    const COUNT_BITS: u32 = 6;

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
    /// Counts `terms` (each token's, in order) of blocks whose tokens end at `block_ends`; there are `count` terms.
    pub fn new(terms: impl Fn(usize) -> u32, block_ends: &[u32], count: usize) -> Self {
        const NEVER: u32 = u32::MAX;
        let mut last_block = vec![NEVER; count];
        let mut starts = vec![0u32; count + 1];
        each_block(block_ends, |block, tokens| {
            for token in tokens {
                let term = terms(token) as usize;
                if last_block[term] != block {
                    last_block[term] = block;
                    starts[term + 1] += 1;
                }
            }
        });
        for term in 0..count {
            starts[term + 1] += starts[term];
        }
        let total = starts[count] as usize;
        let mut next = starts[..count].to_vec();
        let mut postings = vec![Posting(0); total];
        last_block.fill(NEVER);
        each_block(block_ends, |block, tokens| {
            for token in tokens {
                let term = terms(token) as usize;
                let at = next[term] as usize;
                if last_block[term] == block {
                    postings[at - 1] = postings[at - 1].again();
                } else {
                    last_block[term] = block;
                    postings[at] = Posting::once(block);
                    next[term] += 1;
                }
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

fn each_block(block_ends: &[u32], mut block: impl FnMut(u32, Range<usize>)) {
    let mut start = 0;
    for (number, &end) in block_ends.iter().enumerate() {
        block(number as u32, start..end as usize);
        start = end as usize;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_posted_once_for_each_block_with_its_count() {
        let terms = [0, 1, 0, 1, 2, 0];
        let postings = Postings::new(|token| terms[token], &[3, 3, 6], 4);
        let of = |term| postings.of(term).iter().map(|posting| (posting.block(), posting.count())).collect::<Vec<_>>();
        assert_eq!(of(0), [(0, 2), (2, 1)]);
        assert_eq!(of(1), [(0, 1), (2, 1)]);
        assert_eq!(of(2), [(2, 1)]);
        assert!(of(3).is_empty());
    }

    #[test]
    fn counts_stop_before_they_reach_the_block() {
        let postings = Postings::new(|_| 0, &[1000], 1);
        assert_eq!((postings.of(0)[0].block(), postings.of(0)[0].count()), (0, 63));
    }
}
