//! The index: which words stand where, folded, with the way back to exact offsets.

mod compounds;
mod dictionary;
mod english;
pub mod fold;
mod near;
mod places;
mod postings;
mod stem;
mod tokens;

pub use compounds::{Compound, Compounds};
pub use dictionary::{Dictionary, UNHASHED, hashed};
pub use near::{Near, near};
pub use places::Places;
pub use postings::{Facts, Posting, Postings};
pub use stem::are_stems_told;
#[cfg(target_arch = "wasm32")]
pub use stem::ask;
pub use tokens::{GROUP, Joint, Token, is_grouping_space, is_unspaced, is_word_char, tokenize};

use crate::document::Document;
use alloc::string::String;
use alloc::vec::Vec;
use compounds::may_tie;
use core::ops::Range;

/// Bytes that a word and what parts it from the next take, in English prose: 3.18 MB of it hold 573,000 words.
const BYTES_PER_TOKEN: usize = 5;

/// The words of a document, forwards (what each block says, word by word) and backwards (which blocks say a word).
///
/// It grows a slice at a time. What has been *sealed* can be searched: the index seals itself whenever it has doubled, and at the end.
#[derive(Debug)]
pub struct Index {
    dictionary: Dictionary,
    /// Of terms that are written otherwise, with accents for instance: the term, a NUL, and how it was first written.
    written: Dictionary,
    /// From which block on which language is written.
    languages: Vec<(u32, &'static str)>,
    /// What all of it is taken to be written in instead, unless empty.
    taken_for: String,
    /// Each token's term and joint, in reading order.
    tokens: Vec<TokenWord>,
    places: Places,
    compounds: Compounds,
    /// Where each block's tokens end.
    block_ends: Vec<u32>,
    /// How many blocks the document has.
    blocks: usize,
    sealed: Sealed,
    /// Room for one block's text, used again and again.
    reading: String,
}

impl Default for Index {
    /// An index of nothing. Written out and not inlined, since in each place that makes one it would be a third of a kilobyte of Wasm.
    #[inline(never)]
    fn default() -> Self {
        Self {
            dictionary: Dictionary::default(),
            written: Dictionary::default(),
            languages: Vec::new(),
            taken_for: String::new(),
            tokens: Vec::new(),
            places: Places::default(),
            compounds: Compounds::default(),
            block_ends: Vec::new(),
            blocks: 0,
            sealed: Sealed::default(),
            reading: String::new(),
        }
    }
}

/// What can be searched.
#[derive(Debug, Clone, Default)]
struct Sealed {
    postings: Postings,
    blocks: usize,
}

/// A token's term, and how it is tied to the one before.
#[derive(Debug, Clone, Copy)]
pub struct TokenWord(u32);

impl TokenWord {
    const JOINT_BITS: u32 = 3;

    const fn new(term: u32, joint: Joint) -> Self {
        Self(term << Self::JOINT_BITS | joint as u32)
    }

    /// The term.
    pub const fn term(self) -> u32 {
        self.0 >> Self::JOINT_BITS
    }

    /// How it is tied to the one before.
    pub const fn joint(self) -> Joint {
        Joint::from_number((self.0 & ((1 << Self::JOINT_BITS) - 1)) as u8)
    }
}

impl Index {
    /// An index of `document` in which nothing is indexed yet: call [`Index::advance`] until it says that there is no more.
    pub fn new(document: &Document) -> Self {
        let mut index = Self::default();
        index.expect(document.source().text().len());
        index.blocks = document.blocks().len().min(Posting::MAX_BLOCKS);
        index
    }

    /// An index of the whole of `document`.
    pub fn of(document: &Document) -> Self {
        let mut index = Self::new(document);
        while index.advance(document, usize::MAX) {}
        index
    }

    /// Indexes `blocks` further blocks of `document`, which is the one that the index was made for; true while there is more to do.
    pub fn advance(&mut self, document: &Document, blocks: usize) -> bool {
        let from = self.block_ends.len();
        let to = from.saturating_add(blocks).min(self.blocks);
        let mut reading = core::mem::take(&mut self.reading);
        for block in &document.blocks()[from..to] {
            reading.clear();
            block.read_into(document.source(), &mut reading);
            self.add(&reading);
        }
        self.reading = reading;
        if to == self.blocks {
            if !self.is_complete() {
                self.seal();
                self.finish();
            }
        } else if to >= self.sealed.blocks * 2 {
            self.seal();
        }
        !self.is_complete()
    }

    /// Whether the whole document can be searched.
    pub fn is_complete(&self) -> bool {
        self.sealed.blocks == self.blocks
    }

    /// How many blocks, from the first on, can be searched.
    pub fn len(&self) -> usize {
        self.sealed.blocks
    }

    /// Whether nothing can be searched.
    pub fn is_empty(&self) -> bool {
        self.sealed.blocks == 0
    }

    /// The words. Those that were sealed come first, sorted.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Which blocks hold each word.
    pub fn postings(&self) -> &Postings {
        &self.sealed.postings
    }

    /// The tokens of `block`, by their numbers.
    pub fn tokens_of(&self, block: u32) -> Range<usize> {
        let block = block as usize;
        let start = if block == 0 { 0 } else { self.block_ends[block - 1] as usize };
        start..self.block_ends[block] as usize
    }

    /// What `tokens` say, word by word.
    pub fn words(&self, tokens: Range<usize>) -> &[TokenWord] {
        &self.tokens[tokens]
    }

    /// The term of `token`.
    pub fn term_at(&self, token: usize) -> u32 {
        self.tokens[token].term()
    }

    /// How `token` is tied to the one before.
    pub fn joint_at(&self, token: usize) -> Joint {
        self.tokens[token].joint()
    }

    /// Tokens that may be one word, by their first ones.
    pub fn compounds(&self) -> &Compounds {
        &self.compounds
    }

    /// Where `token` stands: start and end, in UTF-16 units of its block's reading text.
    pub fn place_of(&self, token: usize) -> [u32; 2] {
        self.places.get(token)
    }

    /// How many tokens can be searched.
    pub fn token_count(&self) -> usize {
        self.sealed.blocks.checked_sub(1).map_or(0, |last| self.block_ends[last] as usize)
    }

    /// Makes room for text of so many bytes at once: memory that grows by doubling is never given back.
    pub fn expect(&mut self, bytes: usize) {
        let tokens = bytes / BYTES_PER_TOKEN;
        self.tokens.reserve_exact(tokens);
        self.places.reserve(tokens);
    }

    /// Indexes one further block, of which this is the reading text. It can be searched once the index is sealed.
    pub fn add(&mut self, reading: &str) {
        tokenize(reading, |token| {
            let known = self.dictionary.len();
            let term = self.dictionary.intern_hashed(token.term, token.hash);
            if term as usize == known {
                self.write(token.term, token.written);
            }
            self.push(term, token.joint, token.place);
        });
        self.end_block();
    }

    /// Says how the text writes `term` where it stands first.
    pub fn write(&mut self, term: &[u8], written: &[u8]) {
        if !written.is_ascii() && written != term {
            let written = [term, b"\0", written].concat();
            self.written.intern_hashed(&written, dictionary::hash(&written));
        }
    }

    /// Takes in the next of the words that there will be, in order, while no block is begun; nothing where it does not come after the others.
    pub fn push_word(&mut self, term: &str) -> Option<()> {
        self.dictionary.push_sorted(term)
    }

    /// Goes on to the next token of the block under way.
    #[inline]
    pub fn push(&mut self, term: u32, joint: Joint, place: Range<u32>) {
        self.tokens.push(TokenWord::new(term, joint));
        self.places.push(place);
        if may_tie(joint) {
            self.compounds.push(&self.tokens, &mut self.dictionary);
        }
    }

    /// Ends the block under way.
    pub fn end_block(&mut self) {
        self.compounds.end_block();
        self.block_ends.push(self.tokens.len() as u32);
        self.blocks = self.blocks.max(self.block_ends.len());
    }

    /// Makes all that was added searchable.
    pub fn seal(&mut self) {
        self.written.sort();
        if self.dictionary.sorted_len() < self.dictionary.len() {
            let become_ = self.dictionary.sort();
            for token in &mut self.tokens {
                *token = TokenWord::new(become_[token.term() as usize], token.joint());
            }
            self.compounds.renumber(&become_);
        }
        // The old postings go before the new ones come: they would be the most memory that indexing ever takes.
        self.sealed.postings = Postings::default();
        let postings = Postings::new(self.dictionary.len(), &self.tokens, &self.block_ends, &self.compounds);
        self.sealed = Sealed { postings, blocks: self.block_ends.len() };
    }

    /// Gives back the room that only indexing needs.
    fn finish(&mut self) {
        self.reading = String::new();
    }
}
