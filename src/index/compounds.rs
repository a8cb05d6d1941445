//! Compounds: neighbouring tokens that may be one word, as hyphens join and part them.

use super::{Dictionary, Joint, TokenWord, is_unspaced};
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

    /// Takes in those that end with the last of `tokens`, which [may be tied](may_tie) to the one before.
    pub fn push(&mut self, tokens: &[TokenWord], dictionary: &mut Dictionary) {
        let mut whole = String::new();
        for (before, &token) in tokens.iter().rev().take(MOST_PARTS).enumerate() {
            let term = dictionary.term(token.term());
            if term.chars().next().is_some_and(is_unspaced) {
                // A sign of an unspaced script joins its neighbours anyway.
                return;
            }
            whole.insert_str(0, term);
            if before > 0 {
                let (first, count) = ((tokens.len() - before - 1) as u32, before as u32 + 1);
                let compound = Compound { term: dictionary.intern(&whole), first, count };
                // They come in the order of their last tokens, so none is far from its place in that of their first.
                let after = self.compounds.iter().rev().take_while(|other| (other.first, other.count) > (first, count));
                let place = self.compounds.len() - after.count();
                self.compounds.insert(place, compound);
            }
            if !may_tie(token.joint()) {
                return;
            }
        }
    }

    /// Ends the block.
    pub fn end_block(&mut self) {
        self.ends.push(self.compounds.len() as u32);
    }
}

/// Whether a token that is tied so to the one before may be one word with it.
pub fn may_tie(joint: Joint) -> bool {
    matches!(joint, Joint::Hyphen | Joint::HyphenSpace | Joint::Direct)
}
