//! Tallies: how often each of many things is counted, each told by its hash.

use super::characters;
use super::unicode;
use alloc::vec::Vec;

/// The hash of nothing: where [`hashed`] begins.
pub const UNHASHED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a text, one character further (FNV-1a).
pub const fn hashed(hash: u64, char: char) -> u64 {
    (hash ^ char as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of a text in lower case, behind what `hash` is of.
#[inline(never)]
pub fn hashed_lower(mut hash: u64, text: &str) -> u64 {
    for char in characters(text) {
        hash = hashed(hash, unicode::small(char));
    }
    hash
}

/// How often each of many things was counted. Things with one hash are taken for one thing; of a million words, two have one hash in
/// one text of thirty million.
#[derive(Debug, Default)]
pub struct Tally {
    /// Marked hashes and counts, each at its hash's place or right behind; a free slot has 0 for a hash. At least half are free.
    slots: Vec<(u64, u32)>,
    taken: usize,
}

impl Tally {
    /// How often the thing of that hash was counted.
    pub fn count(&self, hash: u64) -> u32 {
        if self.slots.is_empty() { 0 } else { self.slots[self.place(hash)].1 }
    }

    /// The count of the thing of that hash, if it has one.
    pub fn known(&mut self, hash: u64) -> Option<&mut u32> {
        if self.slots.is_empty() {
            return None;
        }
        let place = self.place(hash);
        let slot = &mut self.slots[place];
        (slot.0 != 0).then_some(&mut slot.1)
    }

    /// The count of the thing of that hash, from 0.
    #[inline(never)]
    pub fn entry(&mut self, hash: u64) -> &mut u32 {
        if self.taken * 2 >= self.slots.len() {
            let room = (self.slots.len() * 2).max(64);
            let slots = core::mem::replace(&mut self.slots, vec![(0, 0); room]);
            for slot in slots {
                if slot.0 != 0 {
                    let place = self.place_of_marked(slot.0);
                    self.slots[place] = slot;
                }
            }
        }
        let place = self.place(hash);
        let slot = &mut self.slots[place];
        self.taken += usize::from(slot.0 == 0);
        slot.0 = marked(hash);
        &mut slot.1
    }

    fn place(&self, hash: u64) -> usize {
        self.place_of_marked(marked(hash))
    }

    /// Where the thing stands, or is to stand.
    #[inline(never)]
    fn place_of_marked(&self, hash: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut place = (hash >> 32) as usize & last;
        while self.slots[place].0 != 0 && self.slots[place].0 != hash {
            place = (place + 1) & last;
        }
        place
    }
}

/// The hash with its bits mixed, so that neighbours lie apart, and one of them set: a free slot has none.
const fn marked(hash: u64) -> u64 {
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_has_its_own_count() {
        let mut tally = Tally::default();
        for time in 0..3 {
            for number in 0..1000 {
                assert_eq!(tally.count(number), time);
                *tally.entry(number) += 1;
            }
        }
        assert_eq!(tally.known(7), Some(&mut 3));
        assert_eq!(tally.known(1000), None);
    }
}
