//! The dictionary: every distinct word once, numbered; once sorted, the words that begin alike are neighbours.

use crate::source::sort;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The distinct terms of a text, numbered from 0. Numbers are given as terms come, until [`Dictionary::sort`] gives them in order.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// All terms, one after another.
    text: String,
    /// Where each ends in it.
    ends: Vec<u32>,
    /// How many terms, from the first on, are in order; [`Dictionary::find`] and [`Dictionary::prefixed`] know of these alone.
    sorted: usize,
    /// How many characters each sorted term shares with the one before it, 255 at most.
    shared: Vec<u8>,
    /// Open addressing: the number of a term plus one, where its hash or a place after says; 0 where free.
    slots: Vec<u32>,
}

impl Dictionary {
    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The term of that number.
    ///
    /// # Panics
    /// When there is none.
    pub fn term(&self, number: u32) -> &str {
        &self.text[self.place_of(number)]
    }

    /// The bytes of the term, which need not be asked whether they are characters.
    fn bytes_of(&self, number: u32) -> &[u8] {
        &self.text.as_bytes()[self.place_of(number)]
    }

    fn place_of(&self, number: u32) -> Range<usize> {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        start..self.ends[number] as usize
    }

    /// The number of `term`; a new one where it is new.
    pub fn intern(&mut self, term: &str) -> u32 {
        self.intern_hashed(term.as_bytes(), hash(term.as_bytes()))
    }

    /// As [`Dictionary::intern`] does, where the [`hash`] is known. The term is of whole characters.
    pub fn intern_hashed(&mut self, term: &[u8], hash: u32) -> u32 {
        if (self.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let (slots, ends, text) = (self.slots.as_mut_slice(), self.ends.as_slice(), self.text.as_bytes());
        let mask = slots.len() - 1;
        let mut slot = slot_of(hash) & mask;
        while slots[slot] != 0 {
            let number = slots[slot] as usize - 1;
            let start = if number == 0 { 0 } else { ends[number - 1] as usize };
            let here = &text[start..ends[number] as usize];
            // Most are a few bytes, which a call for comparing would take longer for.
            if here.len() == term.len() && here.iter().zip(term).all(|(one, other)| one == other) {
                return number as u32;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = ends.len() as u32 + 1;
        // A term is whole characters, whoever made it.
        self.text.push_str(core::str::from_utf8(term).unwrap_or_default());
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// Appends `term` to a dictionary that is sorted; nothing where it does not come after all others.
    pub fn push_sorted(&mut self, term: &str) -> Option<()> {
        let last = self.len().checked_sub(1).map_or("", |last| self.term(last as u32));
        if term <= last {
            return None;
        }
        self.shared.push(shared(last, term));
        self.text.push_str(term);
        self.ends.push(self.text.len() as u32);
        self.sorted += 1;
        Some(())
    }

    /// Numbers the terms in the order of their bytes, and says what each old number has become.
    pub fn sort(&mut self) -> Vec<u32> {
        let order = self.in_order();
        let shared = (0..order.len()).map(|place| match place.checked_sub(1) {
            Some(before) => shared(self.term(order[before]), self.term(order[place])),
            None => 0,
        });
        let shared = shared.collect();
        let mut sorted = Self {
            shared,
            text: String::with_capacity(self.text.len()),
            ends: Vec::with_capacity(self.len()),
            sorted: self.len(),
            slots: Vec::new(),
        };
        let mut become_ = vec![0; self.len()];
        for (new, &old) in order.iter().enumerate() {
            become_[old as usize] = new as u32;
            sorted.text.push_str(self.term(old));
            sorted.ends.push(sorted.text.len() as u32);
        }
        *self = sorted;
        become_
    }

    /// The numbers of all terms, in the order of their bytes: by the first four, then those alike in these by the next four, and so on.
    fn in_order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        // Stretches that are alike up to a byte.
        let mut alike = vec![(0..order.len(), 0)];
        while let Some((stretch, from)) = alike.pop() {
            let key = |&number: &u32| u64::from(self.bytes_from(number, from)) << 32 | u64::from(number);
            let mut keys: Vec<u64> = order[stretch.clone()].iter().map(key).collect();
            sort(&mut keys);
            let mut start = stretch.start;
            for keys in keys.chunk_by(|one, other| one >> 32 == other >> 32) {
                let end = start + keys.len();
                for (number, &key) in order[start..end].iter_mut().zip(keys) {
                    *number = key as u32;
                }
                if keys.len() > 1 && keys[0] >> 32 > 0 {
                    alike.push((start..end, from + size_of::<u32>()));
                }
                start = end;
            }
        }
        order
    }

    /// Four bytes of a term, the first the highest; zero past its end.
    fn bytes_from(&self, number: u32, from: usize) -> u32 {
        let bytes = self.bytes_of(number);
        (from..from + size_of::<u32>()).fold(0, |key, at| key << 8 | u32::from(bytes.get(at).copied().unwrap_or(0)))
    }

    /// The number of `term`, among those that were sorted.
    pub fn find(&self, term: &str) -> Option<u32> {
        let at = self.first_from(term);
        ((at as usize) < self.sorted && self.bytes_of(at) == term.as_bytes()).then_some(at)
    }

    /// The numbers of the terms that begin with `prefix`, among those that were sorted.
    pub fn prefixed(&self, prefix: &str) -> Range<u32> {
        let start = self.first_from(prefix);
        let end = self.partition(start, |term| term.starts_with(prefix.as_bytes()));
        start..end
    }

    /// How many terms were sorted: those from the first on.
    pub fn sorted_len(&self) -> usize {
        self.sorted
    }

    /// How many characters a sorted term shares with the one before it: no more than it says.
    pub fn shared(&self, number: u32) -> usize {
        self.shared[number as usize] as usize
    }

    /// The numbers of the sorted terms that hold `part`, in order.
    pub fn holding(&self, part: &str) -> Vec<u32> {
        let end = self.sorted.checked_sub(1).map_or(0, |last| self.ends[last]) as usize;
        let (text, part) = (&self.text.as_bytes()[..end], part.as_bytes());
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = part.first().and_then(|&first| memchr::memchr(first, &text[from..])) {
            let at = from + at;
            from = at + 1;
            if text[at..].starts_with(part) {
                let number = self.ends[..self.sorted].partition_point(|&end| end as usize <= at);
                // Not where it lies across two terms.
                if at + part.len() <= self.ends[number] as usize {
                    found.push(number as u32);
                    from = self.ends[number] as usize;
                }
            }
        }
        found
    }

    /// The number of the first term that is not before `term`.
    fn first_from(&self, term: &str) -> u32 {
        self.partition(0, |here| here < term.as_bytes())
    }

    /// The number of the first term from `start` on of which `holds` is no longer true.
    fn partition(&self, start: u32, holds: impl Fn(&[u8]) -> bool) -> u32 {
        let (mut low, mut high) = (start, self.sorted as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.bytes_of(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn grow(&mut self) {
        let size = ((self.len() + 1) * 4).next_power_of_two().max(1024);
        self.slots = vec![0; size];
        for number in 0..self.len() as u32 {
            let mut slot = slot_of(hash(self.bytes_of(number))) & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number + 1;
        }
    }
}

/// How many characters two terms begin with alike, 255 at most.
fn shared(one: &str, other: &str) -> u8 {
    let begins = |byte: u8| u8::from(byte & 0xC0 != 0x80);
    let mut alike = 0u8;
    for (a, b) in one.bytes().zip(other.bytes()) {
        if a != b {
            // Within a character, which began alike.
            return alike - (1 - begins(a));
        }
        if alike == u8::MAX {
            break;
        }
        alike += begins(a);
    }
    alike
}

/// The hash of nothing: where [`hashed`] begins.
pub const UNHASHED: u32 = 0x811C_9DC5;

/// The hash of bytes, or of greater numbers, one further (FNV-1a). The terms' order never depends on it.
pub const fn hashed(hash: u32, next: u32) -> u32 {
    (hash ^ next).wrapping_mul(0x0100_0193)
}

/// The hash of `term`.
pub fn hash(term: &[u8]) -> u32 {
    term.iter().fold(UNHASHED, |hash, &byte| hashed(hash, byte.into()))
}

/// Where a term of that hash is looked for first, among as many slots as there may be.
const fn slot_of(hash: u32) -> usize {
    (hash ^ hash >> 15) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_keep_their_numbers_and_sorting_says_the_new_ones() {
        let mut dictionary = Dictionary::default();
        let terms = ["war", "and", "peace", "war", "an", "é"];
        let given: Vec<u32> = terms.iter().map(|term| dictionary.intern(term)).collect();
        assert_eq!(given, [0, 1, 2, 0, 3, 4]);
        let sorted = dictionary.sort();
        for (term, &number) in terms.iter().zip(&given) {
            assert_eq!(dictionary.term(sorted[number as usize]), *term);
            assert_eq!(dictionary.find(term), Some(sorted[number as usize]));
            assert_eq!(dictionary.intern(term), sorted[number as usize], "interning goes on after sorting");
        }
    }

    #[test]
    fn terms_that_begin_alike_are_neighbours() {
        let mut dictionary = Dictionary::default();
        for term in ["b", "an", "and", "andes", "ant", "a"] {
            dictionary.intern(term);
        }
        dictionary.sort();
        let found = |prefix| dictionary.prefixed(prefix).map(|number| dictionary.term(number)).collect::<Vec<_>>();
        assert_eq!(found("and"), ["and", "andes"]);
        assert_eq!(found("an"), ["an", "and", "andes", "ant"]);
        assert!(found("c").is_empty() && found("ab").is_empty());
        assert_eq!(dictionary.find("ante"), None);
    }

    #[test]
    fn a_part_is_found_within_terms_and_not_across() {
        let mut dictionary = Dictionary::default();
        for term in ["abc", "cab", "xabab", "d"] {
            dictionary.intern(term);
        }
        dictionary.sort();
        let found =
            |part| dictionary.holding(part).into_iter().map(|number| dictionary.term(number)).collect::<Vec<_>>();
        assert_eq!(found("ab"), ["abc", "cab", "xabab"]);
        assert!(found("cc").is_empty() && found("bd").is_empty());
    }

    #[test]
    fn many_terms_stay_apart() {
        let mut dictionary = Dictionary::default();
        for number in 0..5000u32 {
            assert_eq!(dictionary.intern(&number.to_string()), number);
        }
        assert_eq!(dictionary.intern("4321"), 4321);
    }
}
