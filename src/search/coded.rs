//! Coded passages: a library's texts as numbers of words and of what stands between them. The index is read off the numbers.
//!
//! ```text
//! gaps     ", "  ". "  …                 with how they tie the words about them; one space between two words is not said
//! terms    he: he, He   mill: mill …     as the index has them, in order, each with the ways in which the text spells it
//! passage  He the mill ". " END          numbers: those of the most frequent gaps and spellings take one byte, others two
//! ```
//!
//! A passage in which words overlap (`½` is 1 and 2) is written out, and indexed as new ones are.

use super::bytes::{Reader, Writer};
use super::library::Shelf;
use super::passages::Passages;
use crate::index::{Dictionary, Index, Joint, hash};
use crate::source::{Utf16Offset, byte_of, sort, utf16_len};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The number that ends a passage.
const END: usize = 0;
/// The number before a passage that is written out.
const WRITTEN_OUT: usize = 1;
/// The first number of a symbol.
const FIRST: usize = 2;

/// How many numbers take one byte: these are of nine words in ten, and 75 times 256 others take two.
const SHORT: usize = 180;
/// Behind this byte stands a greater number.
const LONG: usize = 255;

/// Bytes that a term takes over from the one before, at most: however few bytes were saved, their terms have room.
const MOST_ALIKE: usize = 63;

/// How a spelling comes from its term, and the bit that says so.
const AS_IT_IS: u32 = 0;
const CAPITALIZED: u32 = 1;
const CAPITALS: u32 = 2;
const OTHERWISE: u32 = 3;

/// A spelling or a gap that is given a number: those of gaps first, then those of each term.
#[derive(Debug, Clone, Copy)]
struct Symbol {
    /// Where it stands in the text of all of them.
    start: u32,
    end: u32,
    /// How many UTF-16 units it takes.
    units: u32,
    /// The term that is spelt so; [`NO_WORD`] for a gap.
    term: u32,
    /// How a gap ties the words about it.
    joint: Joint,
}

/// Stands for no term.
const NO_WORD: u32 = u32::MAX;

/// Writes the texts of `shelf`, of which `index` is the index.
pub fn write(writer: &mut Writer, shelf: &Shelf, index: &Index) {
    let mut coder = Coder::default();
    for passage in 0..shelf.count() {
        coder.passage(passage, shelf.text_of(passage), index);
    }
    coder.write(writer, shelf, index.dictionary());
}

/// Texts as spellings and gaps, numbered as they come.
#[derive(Default)]
struct Coder {
    spellings: Dictionary,
    /// The term of each spelling. One that was met with two is never one of the second.
    terms: Vec<u32>,
    /// Each behind a character that is the number of its joint.
    gaps: Dictionary,
    /// Passages one after another: [`Coder::END`], a passage that is written out, a gap or a spelling.
    stream: Vec<Piece>,
}

#[derive(Clone, Copy)]
enum Piece {
    End,
    WrittenOut(usize),
    Gap(u32),
    Spelling(u32),
}

impl Coder {
    fn passage(&mut self, passage: usize, text: &str, index: &Index) {
        let from = self.stream.len();
        if self.words(text, passage, index).is_none() {
            self.stream.truncate(from);
            self.stream.push(Piece::WrittenOut(passage));
        } else {
            self.stream.push(Piece::End);
        }
    }

    /// Takes a passage apart; nothing where its words overlap, or one is spelt as another was.
    fn words(&mut self, text: &str, passage: usize, index: &Index) -> Option<()> {
        let (mut rest, mut unit) = (text, 0);
        let mut cut = |units: u32| {
            let (piece, after) = rest.split_at(byte_of(rest, Utf16Offset(units)));
            rest = after;
            piece
        };
        let tokens = index.tokens_of(passage as u32);
        for token in tokens.clone() {
            let [start, end] = index.place_of(token);
            let joint = index.joint_at(token);
            let gap = cut(start.checked_sub(unit)?);
            let spelling = cut(end - start);
            unit = end;
            let is_first = token == tokens.start;
            if !(is_first && gap.is_empty() || !is_first && gap == " " && joint == Joint::Space) {
                self.gap(gap, joint);
            }
            let number = self.spellings.intern(spelling.as_bytes(), hash(spelling.as_bytes()));
            let term = index.term_at(token);
            if number as usize == self.terms.len() {
                self.terms.push(term);
            } else if self.terms[number as usize] != term {
                return None;
            }
            self.stream.push(Piece::Spelling(number));
        }
        if !rest.is_empty() {
            self.gap(rest, Joint::Apart);
        }
        Some(())
    }

    fn gap(&mut self, gap: &str, joint: Joint) {
        let mut key = String::from(char::from(joint as u8));
        key.push_str(gap);
        self.stream.push(Piece::Gap(self.gaps.intern(key.as_bytes(), hash(key.as_bytes()))));
    }

    fn write(&self, writer: &mut Writer, shelf: &Shelf, dictionary: &Dictionary) {
        writer.number(self.gaps.len());
        for gap in 0..self.gaps.len() as u32 {
            writer.string(self.gaps.term(gap));
        }
        let symbols = self.write_terms(writer, dictionary);
        let symbol_of = |piece: Piece| match piece {
            Piece::Gap(gap) => Some(gap as usize),
            Piece::Spelling(spelling) => Some(symbols[spelling as usize] as usize),
            Piece::End | Piece::WrittenOut(_) => None,
        };
        let mut counts = vec![0u32; self.gaps.len() + self.spellings.len()];
        self.stream.iter().filter_map(|&piece| symbol_of(piece)).for_each(|symbol| counts[symbol] += 1);
        let ranked = counts.iter().zip(0u64..).map(|(&count, symbol)| u64::from(!count) << u32::BITS | symbol);
        let mut ranked: Vec<u64> = ranked.collect();
        sort(&mut ranked);
        ranked.truncate(SHORT - FIRST);
        writer.number(ranked.len());
        let mut codes: Vec<usize> = (FIRST + ranked.len()..).take(counts.len()).collect();
        for (place, &ranked) in ranked.iter().enumerate() {
            let symbol = ranked as u32 as usize;
            writer.number(symbol);
            codes[symbol] = FIRST + place;
        }
        writer.number(shelf.text.len());
        for &piece in &self.stream {
            match (piece, symbol_of(piece)) {
                (_, Some(symbol)) => code(writer, codes[symbol]),
                (Piece::WrittenOut(passage), _) => {
                    code(writer, WRITTEN_OUT);
                    writer.string(shelf.text_of(passage));
                }
                _ => code(writer, END),
            }
        }
    }

    /// Writes the terms and their spellings; gives each spelling's symbol.
    fn write_terms(&self, writer: &mut Writer, dictionary: &Dictionary) -> Vec<u32> {
        let mut packed = Vec::with_capacity(self.terms.len());
        for (number, &term) in self.terms.iter().enumerate() {
            let manner = manner(self.spellings.term(number as u32), dictionary.term(term));
            packed.push(u64::from(term) << u32::BITS | u64::from(manner) << MANNER_SHIFT | number as u64);
        }
        sort(&mut packed);
        let mut symbols = vec![0; packed.len()];
        let mut spellings = packed.iter().enumerate().peekable();
        writer.number(dictionary.len());
        let mut before = "";
        for term in 0..dictionary.len() as u32 {
            let text = dictionary.term(term);
            let both = before.bytes().zip(text.bytes()).take(MOST_ALIKE);
            let alike = both.take_while(|(a, b)| a == b).count();
            let alike = text.floor_char_boundary(alike);
            writer.number(alike);
            writer.string(&text[alike..]);
            before = text;
            let mut manners = 0;
            let mut others = Vec::new();
            while let Some((place, packed)) = spellings.next_if(|&(_, &packed)| packed >> u32::BITS == u64::from(term))
            {
                let (manner, number) = (*packed as u32 >> MANNER_SHIFT, *packed as u32 & ((1 << MANNER_SHIFT) - 1));
                symbols[number as usize] = (self.gaps.len() + place) as u32;
                if manner == OTHERWISE {
                    others.push(number);
                } else {
                    manners |= 1 << manner;
                }
            }
            writer.number(others.len() << OTHERWISE | manners);
            others.iter().for_each(|&number| writer.string(self.spellings.term(number)));
        }
        symbols
    }
}

/// Where a manner stands above a spelling's number.
const MANNER_SHIFT: u32 = 30;

/// How `spelling` comes from `term`.
fn manner(spelling: &str, term: &str) -> u32 {
    (AS_IT_IS..OTHERWISE).find(|&manner| spelt(term, manner) == spelling).unwrap_or(OTHERWISE)
}

/// `term`, spelt in that manner.
fn spelt(term: &str, manner: u32) -> String {
    let mut spelt = term.to_owned();
    let end = match manner {
        CAPITALIZED => usize::from(term.as_bytes().first().is_some_and(u8::is_ascii)),
        CAPITALS => term.len(),
        _ => 0,
    };
    spelt[..end].make_ascii_uppercase();
    spelt
}

fn code(writer: &mut Writer, number: usize) {
    let above = number.wrapping_sub(SHORT);
    if number < SHORT {
        writer.byte(number);
    } else if above < (LONG - SHORT) << u8::BITS {
        writer.byte(SHORT + (above >> u8::BITS));
        writer.byte(above);
    } else {
        writer.byte(LONG);
        writer.number(number);
    }
}

/// Reads texts into `shelf`, and what they say into an index, which it gives.
pub fn read(reader: &mut Reader<'_>, shelf: &mut Shelf, passages: usize) -> Option<Index> {
    let mut symbols = Symbols::default();
    for _ in 0..reader.number()? {
        let key = reader.string()?;
        let joint = key.chars().next()?;
        symbols.push(&key[joint.len_utf8()..], NO_WORD, Joint::from_number(joint as u8));
    }
    let dictionary = symbols.read_terms(reader)?;
    let mut frequent = Vec::new();
    for _ in 0..reader.number()? {
        frequent.push(*symbols.all.get(reader.number()?)?);
    }
    frequent.extend_from_slice(&symbols.all);
    symbols.all = frequent;
    symbols.text.extend_from_slice(&[0; STRIDE]);
    let length = reader.number()?;
    let mut index = Index::of_words(dictionary, reader.left().min(length));
    let mut text = Text::of_length(length)?;
    for _ in 0..passages {
        symbols.read_passage(reader, &mut text, &mut index)?;
        shelf.ends.push(text.end as u32);
    }
    shelf.text = text.finish()?;
    index.seal();
    Some(index)
}

/// Symbols and their text, each behind a space.
#[derive(Default)]
struct Symbols {
    text: Vec<u8>,
    all: Vec<Symbol>,
}

impl Symbols {
    fn push(&mut self, text: &str, term: u32, joint: Joint) {
        self.text.push(b' ');
        let start = self.text.len() as u32;
        self.text.extend_from_slice(text.as_bytes());
        self.all.push(Symbol { start, end: self.text.len() as u32, units: utf16_len(text), term, joint });
    }

    fn read_terms(&mut self, reader: &mut Reader<'_>) -> Option<Dictionary> {
        let mut dictionary = Dictionary::default();
        let mut text = String::new();
        for term in 0..reader.number()? as u32 {
            let alike = reader.number()?;
            if alike > MOST_ALIKE || !text.is_char_boundary(alike) {
                return None;
            }
            text.truncate(alike);
            text.push_str(reader.string()?);
            dictionary.push_sorted(&text)?;
            let manners = reader.number()?;
            for manner in AS_IT_IS..OTHERWISE {
                if manners >> manner & 1 > 0 {
                    self.push(&spelt(&text, manner), term, Joint::Apart);
                }
            }
            for _ in 0..manners >> OTHERWISE {
                self.push(reader.string()?, term, Joint::Apart);
            }
        }
        Some(dictionary)
    }

    fn read_passage(&self, reader: &mut Reader<'_>, text: &mut Text, index: &mut Index) -> Option<()> {
        let (mut unit, mut joint) = (0, Joint::Apart);
        let (mut is_first, mut is_behind_word) = (true, false);
        let (all, spelt) = (self.all.as_slice(), self.text.as_slice());
        // Held here and not behind a reference, which is a third of the time.
        let mut codes = Reader(reader.0);
        let mut end = text.end;
        loop {
            let number = read_code(&mut codes)?;
            if number < FIRST {
                text.end = end;
                if number == END {
                    index.end_block();
                } else {
                    let written = codes.string()?;
                    text.write_out(written)?;
                    index.add(written);
                }
                reader.0 = codes.0;
                return Some(());
            }
            let symbol = all.get(number - FIRST)?;
            let mut start = symbol.start as usize;
            if symbol.term == NO_WORD {
                joint = symbol.joint;
                is_behind_word = false;
            } else {
                if is_behind_word {
                    start -= 1;
                    unit += 1;
                    joint = Joint::Space;
                }
                index.push(symbol.term, if is_first { Joint::Apart } else { joint }, unit..unit + symbol.units);
                is_first = false;
                is_behind_word = true;
            }
            end = text.copy(end, spelt, start, symbol.end as usize)?;
            unit += symbol.units;
        }
    }
}

#[inline(always)]
fn read_code(reader: &mut Reader<'_>) -> Option<usize> {
    let first = reader.byte()?;
    if first < SHORT {
        Some(first)
    } else if first < LONG {
        Some(((first - SHORT) << u8::BITS | reader.byte()?) + SHORT)
    } else {
        reader.number()
    }
}

/// Bytes that are copied at once: most words are no longer, and to copy as many as there are takes four times as long.
const STRIDE: usize = 8;

/// A text that is being put together, with [`STRIDE`] bytes of room behind it.
struct Text {
    bytes: Vec<u8>,
    end: usize,
}

impl Text {
    /// Nothing where there is no room for so many bytes.
    fn of_length(length: usize) -> Option<Self> {
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(length.checked_add(STRIDE)?).ok()?;
        bytes.resize(length + STRIDE, 0);
        Some(Self { bytes, end: 0 })
    }

    /// Sets down at `at` what stands in `source` from `start` to `end`, where another stride follows, and says where it ends. What is copied
    /// too much is written over.
    #[inline(always)]
    fn copy(&mut self, at: usize, source: &[u8], start: usize, end: usize) -> Option<usize> {
        let bytes = self.bytes.as_mut_slice();
        let mut done = 0;
        while start + done < end {
            let from = source.get(start + done..)?.first_chunk::<STRIDE>()?;
            *bytes.get_mut(at + done..)?.first_chunk_mut::<STRIDE>()? = *from;
            done += STRIDE;
        }
        Some(at + end - start)
    }

    fn write_out(&mut self, text: &str) -> Option<()> {
        let end = self.end.checked_add(text.len())?;
        self.bytes.get_mut(self.end..end)?.copy_from_slice(text.as_bytes());
        self.end = end;
        Some(())
    }

    /// The text, where it is as long as it was to be.
    fn finish(mut self) -> Option<String> {
        self.bytes.truncate(self.bytes.len() - STRIDE);
        (self.end == self.bytes.len()).then(|| String::from_utf8(self.bytes).ok())?
    }
}
