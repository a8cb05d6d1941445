//! Compounds: neighbouring tokens that may be one word, as hyphens join and part them.

use super::{Dictionary, Joint, Token};
use alloc::string::String;
use alloc::vec::Vec;

/// Neighbouring tokens, read as one word: `well-known` as `wellknown`, `interna-` `tional` as `international`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compound {
    /// The whole word.
    pub term: u32,
    /// The first of its tokens.
    pub first: u32,
    /// How many there are.
    pub count: u32,
}

/// Words that a compound may be made of. Of a longer chain, every stretch of so many is one: `mother-in-law`.
const MOST_PARTS: usize = 4;

/// All compounds, block by block, by their first tokens.
#[derive(Debug, Clone, Default)]
pub struct Compounds {
    compounds: Vec<Compound>,
    /// Where those of each block end.
    ends: Vec<u32>,
}

impl Compounds {
    /// Those of `block`.
    pub fn of(&self, block: u32) -> &[Compound] {
        let block = block as usize;
        let start = block.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.compounds[start..self.ends[block] as usize]
    }

    /// Gives each term the number that it has become.
    pub fn renumber(&mut self, become_: &[u32]) {
        for compound in &mut self.compounds {
            compound.term = become_[compound.term as usize];
        }
    }
}

/// Puts the compounds of one block together, token by token.
#[derive(Debug, Default)]
pub struct Chain {
    /// The words of the chain under way, one after another, and where the last few begin in it.
    text: String,
    starts: Vec<usize>,
    found: Vec<Compound>,
}

impl Chain {
    /// Goes on to `token`, which is the one of that number.
    pub fn push(&mut self, token: &Token<'_>, number: u32, dictionary: &mut Dictionary) {
        let sign = is_sign(token.term);
        if sign || !matches!(token.joint, Joint::Hyphen | Joint::HyphenSpace | Joint::Direct) {
            self.clear();
        }
        if sign {
            return;
        }
        if self.starts.len() == MOST_PARTS {
            self.starts.remove(0);
        }
        let last = self.text.len();
        self.text.push_str(token.term);
        for (place, &start) in self.starts.iter().enumerate() {
            let count = (self.starts.len() - place) as u32 + 1;
            self.found.push(Compound {
                term: dictionary.intern(&self.text[start..]),
                first: number + 1 - count,
                count,
            });
        }
        self.starts.push(last);
    }

    /// Ends the block and hands what was found to `compounds`.
    pub fn finish(&mut self, compounds: &mut Compounds) {
        self.clear();
        // They come in the order of their last tokens, so none is far from its place in that of their first.
        for compound in self.found.drain(..) {
            let before = compounds
                .compounds
                .iter()
                .rev()
                .take_while(|other| (other.first, other.count) > (compound.first, compound.count));
            let place = compounds.compounds.len() - before.count();
            compounds.compounds.insert(place, compound);
        }
        compounds.ends.push(compounds.compounds.len() as u32);
    }

    fn clear(&mut self) {
        self.text.clear();
        self.starts.clear();
    }
}

/// Whether it is a sign of an unspaced script, which joins its neighbours anyway.
fn is_sign(term: &str) -> bool {
    term.chars().next().is_some_and(super::is_unspaced)
}
