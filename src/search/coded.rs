//! Coded passages: a library's texts as numbers of words and of what stands between them. The index is read off the numbers.
//!
//! ```text
//! terms    he: he, He   mill: mill …     as the index has them, in order, each with the ways in which the text spells it
//! gaps     ", "  ". "  …                 with how they tie the words about them; one space between two words is not said, unless it ties digits
//! passage  He the mill ". " END          numbers: those of the most frequent spellings and gaps take one byte, others two
//! ```
//!
//! A passage in which words overlap (`½` is 1 and 2), or one is very long, is written out, and indexed as new ones are.

use super::bytes::{Reader, Writer};
use super::library::Shelf;
use super::passages::Passages;
use crate::index::{Dictionary, Index, Joint};
use crate::source::{Utf16Offset, byte_of, sort, utf16_len};
use alloc::string::String;
use alloc::vec::Vec;

/// The number that ends a passage.
const END: usize = 0;
/// The number before a passage that is written out.
const WRITTEN_OUT: usize = 1;
/// The first number of a symbol: of a spelling or a gap.
const FIRST: usize = 2;

/// How many numbers take one byte: these are of nine words in ten, and 75 times 256 others take two.
const SHORT: usize = 180;
/// Behind this byte stands a greater number.
const LONG: usize = 255;

/// Bytes that a term takes over from the one before, at most: however few bytes were saved, their terms have room.
const MOST_ALIKE: usize = 63;

/// Bytes of the longest symbol, and of the longest term that is spelt: a passage with a longer one is written out. So what is read grows with
/// what was saved, whoever saved it: by so much for each byte, at most, and the space before a word.
const LONGEST: usize = 255;

/// Bytes of text that a byte of numbers stands for, at most, as far as room is made ahead: of English prose it is three.
const USUAL_LENGTH: usize = 8;

/// How a spelling comes from its term: it is the term, or begins with a capital; any other is written out. A bit each says which there are,
/// and another whether the first of the others is what stands first in the text.
const AS_IT_IS: usize = 0;
const CAPITALIZED: usize = 1;
const OTHERWISE: usize = 2;
const OTHERS: usize = 3;

/// Writes the texts of `shelf`, of which `index` is the index.
pub fn write(writer: &mut Writer, shelf: &Shelf, index: &Index) {
    let mut coder = Coder { index, symbols: Dictionary::default(), terms: Vec::new(), stream: Vec::new() };
    for passage in 0..shelf.count() {
        let from = coder.stream.len();
        if coder.passage(shelf.text_of(passage), passage).is_none() {
            coder.stream.truncate(from);
            coder.stream.push(WRITTEN_OUT as u32);
        }
    }
    coder.write(writer, shelf);
}

/// Texts as symbols, numbered as they come.
struct Coder<'i> {
    index: &'i Index,
    /// Spellings as they are; gaps behind a character that is the number of their joint, which no spelling begins with.
    symbols: Dictionary,
    /// The term of each; for gaps, the number that comes after those of terms.
    terms: Vec<u32>,
    /// [`FIRST`] and the symbol, or a number below it.
    stream: Vec<u32>,
}

impl Coder<'_> {
    /// Takes a passage apart; nothing where its words overlap, one is spelt as another was, or anything is longer than [`LONGEST`].
    fn passage(&mut self, mut rest: &str, passage: usize) -> Option<()> {
        let mut cut = |units: u32| {
            let (piece, after) = rest.split_at(byte_of(rest, Utf16Offset(units)));
            rest = after;
            piece
        };
        let (index, mut unit, mut is_behind_word) = (self.index, 0, false);
        for token in index.tokens_of(passage as u32) {
            let [start, end] = index.place_of(token);
            let (gap, joint) = (cut(start.checked_sub(unit)?), index.joint_at(token));
            let is_said = if is_behind_word { gap != " " || joint != Joint::Space } else { !gap.is_empty() };
            if is_said {
                self.gap(gap, joint)?;
            }
            self.push(cut(end - start), index.term_at(token))?;
            (unit, is_behind_word) = (end, true);
        }
        if !rest.is_empty() {
            self.gap(rest, Joint::Apart)?;
        }
        self.stream.push(END as u32);
        Some(())
    }

    fn gap(&mut self, gap: &str, joint: Joint) -> Option<()> {
        let mut symbol = String::from(char::from(joint as u8));
        symbol.push_str(gap);
        self.push(&symbol, self.index.dictionary().len() as u32)
    }

    fn push(&mut self, symbol: &str, term: u32) -> Option<()> {
        let dictionary = self.index.dictionary();
        let is_long = symbol.len() > LONGEST || term < dictionary.len() as u32 && dictionary.term(term).len() > LONGEST;
        if is_long {
            return None;
        }
        let number = self.symbols.intern(symbol);
        if number as usize == self.terms.len() {
            self.terms.push(term);
        }
        self.stream.push(number + FIRST as u32);
        (self.terms[number as usize] == term).then_some(())
    }

    fn write(&self, writer: &mut Writer, shelf: &Shelf) {
        let order = self.write_symbols(writer);
        let mut counts = vec![0u32; FIRST + order.len()];
        self.stream.iter().for_each(|&number| counts[number as usize] += 1);
        // The most frequent first, and after these all again.
        let ranked = order.iter().map(|&symbol| u64::from(!counts[FIRST + symbol]));
        let mut ranked: Vec<u64> = ranked.zip(0..).map(|(rank, place)| rank << u32::BITS | place).collect();
        sort(&mut ranked);
        ranked.truncate(SHORT - FIRST);
        let mut codes = counts;
        for (place, &symbol) in order.iter().enumerate() {
            codes[FIRST + symbol] = (FIRST + ranked.len() + place) as u32;
        }
        writer.number(ranked.len());
        for (rank, &ranked) in ranked.iter().enumerate() {
            let place = ranked as u32 as usize;
            writer.number(place);
            codes[FIRST + order[place]] = (FIRST + rank) as u32;
        }
        writer.number(shelf.text.len());
        let mut passage = 0;
        for &number in &self.stream {
            let number = number as usize;
            write_code(writer, if number < FIRST { number } else { codes[number] as usize });
            if number == WRITTEN_OUT {
                writer.string(shelf.text_of(passage));
            }
            passage += usize::from(number < FIRST);
        }
    }

    /// Writes the terms with their spellings, and the gaps; gives the symbols in the order in which they were written.
    fn write_symbols(&self, writer: &mut Writer) -> Vec<usize> {
        let dictionary = self.index.dictionary();
        let count = dictionary.len() as u32;
        let mut packed = Vec::with_capacity(self.terms.len());
        for (number, &term) in self.terms.iter().enumerate() {
            let symbol = self.symbols.term(number as u32);
            let is = |manner: usize| term < count && spelt(dictionary.term(term), manner) == symbol;
            let manner = (AS_IT_IS..OTHERWISE).find(|&manner| is(manner)).unwrap_or(OTHERWISE);
            packed.push(u64::from(term) << u32::BITS | (manner as u64) << MANNER_SHIFT | number as u64);
        }
        sort(&mut packed);
        let order: Vec<usize> = packed.iter().map(|&packed| packed as usize & ((1 << MANNER_SHIFT) - 1)).collect();
        writer.number(dictionary.len());
        let mut before = "";
        let mut from = 0;
        for term in 0..count + 1 {
            if term < count {
                let text = dictionary.term(term);
                let mut alike = before.len().min(text.len()).min(MOST_ALIKE);
                while !text.is_char_boundary(alike) || !before.starts_with(&text[..alike]) {
                    alike -= 1;
                }
                writer.number(alike);
                writer.string(&text[alike..]);
                before = text;
            }
            let (mut manners, mut others) = (0, 0);
            let first = from;
            while packed.get(from).is_some_and(|packed| packed >> u32::BITS == u64::from(term)) {
                let manner = packed[from] as u32 >> MANNER_SHIFT;
                manners |= 1 << manner & ((1 << OTHERWISE) - 1);
                others += usize::from(manner as usize == OTHERWISE);
                from += 1;
            }
            let others = &order[from - others..from];
            if others.first().is_some_and(|other| order[first..from].iter().all(|symbol| symbol >= other)) {
                manners |= 1 << OTHERWISE;
            }
            writer.number(others.len() << OTHERS | manners);
            for &number in others {
                writer.string(self.symbols.term(number as u32));
            }
        }
        order
    }
}

/// Where a manner stands above a symbol's number.
const MANNER_SHIFT: u32 = 30;

/// `term`, spelt in that manner.
fn spelt(term: &str, manner: usize) -> String {
    let mut spelt = String::from(term);
    if manner == CAPITALIZED
        && let Some(first) = spelt.get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    spelt
}

fn write_code(writer: &mut Writer, number: usize) {
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

/// The passages of a saved library, until they are wanted.
#[derive(Debug)]
pub struct Coded {
    symbols: Symbols,
    /// How long the text is, as far as that can be believed.
    length: usize,
    /// The numbers of all passages, and how many these are.
    numbers: Vec<u8>,
    passages: usize,
}

impl Coded {
    /// Reads what is before the numbers of so many `passages`: the terms go into `index`, of which nothing else is there yet.
    pub fn open(reader: &mut Reader<'_>, passages: usize, index: &mut Index) -> Option<Self> {
        let mut symbols = Symbols::default();
        symbols.read(reader, index)?;
        let mut frequent = Vec::new();
        for _ in 0..reader.number()? {
            frequent.push(*symbols.all.get(reader.number()?)?);
        }
        frequent.append(&mut symbols.all);
        symbols.all = frequent;
        let length = reader.number()?.min(reader.0.len().saturating_mul(USUAL_LENGTH));
        // Each passage has a number that ends it.
        (passages <= reader.0.len()).then(|| Self { symbols, length, numbers: reader.0.to_vec(), passages })
    }

    /// Reads the passages into `shelf`, and what they say into `index`. Any numbers are passages: one that stands for nothing ends its own.
    pub fn read(&self, shelf: &mut Shelf, index: &mut Index) {
        let reader = &mut Reader(&self.numbers);
        index.expect(self.length);
        let mut text = Text { bytes: vec![0; self.length + STRIDE], end: 0 };
        for _ in 0..self.passages {
            self.symbols.read_passage(reader, &mut text, index);
            shelf.ends.push(text.end as u32);
        }
        shelf.text = text.finish();
        index.seal();
    }
}

/// A spelling or a gap.
#[derive(Debug, Clone, Copy)]
struct Symbol {
    /// Where it stands in the text of all of them.
    start: u32,
    end: u32,
    /// How many UTF-16 units it takes.
    units: u32,
    /// The term that is spelt so; for a gap, the number that comes after those of terms.
    term: u32,
    /// How a gap ties the words about it.
    joint: Joint,
}

/// Symbols and their text, each behind a space, and [`STRIDE`] bytes behind all of them.
#[derive(Debug, Default)]
struct Symbols {
    text: Vec<u8>,
    all: Vec<Symbol>,
    /// How many terms there are.
    terms: u32,
}

impl Symbols {
    fn push(&mut self, mut text: &str, term: u32) -> Option<()> {
        if text.len() > LONGEST {
            return None;
        }
        let mut joint = Joint::Apart;
        if term == self.terms {
            let number;
            (number, text) = text.split_at_checked(1)?;
            joint = Joint::from_number(number.as_bytes()[0]);
        }
        self.text.push(b' ');
        let start = self.text.len() as u32;
        self.text.extend_from_slice(text.as_bytes());
        self.all.push(Symbol { start, end: self.text.len() as u32, units: utf16_len(text), term, joint });
        Some(())
    }

    fn read(&mut self, reader: &mut Reader<'_>, index: &mut Index) -> Option<()> {
        let mut text = String::new();
        self.terms = reader.number().filter(|&terms| terms < reader.0.len())? as u32;
        for term in 0..self.terms + 1 {
            if term < self.terms {
                let alike = reader.number()?;
                if alike > MOST_ALIKE || !text.is_char_boundary(alike) {
                    return None;
                }
                text.truncate(alike);
                text.push_str(reader.string()?);
                index.push_word(&text)?;
            }
            let manners = reader.number()?;
            if manners > 0 && term < self.terms && text.len() > LONGEST {
                return None;
            }
            for manner in AS_IT_IS..OTHERWISE {
                if manners >> manner & 1 > 0 {
                    self.push(&spelt(&text, manner), term)?;
                }
            }
            for other in 0..manners >> OTHERS {
                let spelling = reader.string()?;
                self.push(spelling, term)?;
                if other == 0 && manners >> OTHERWISE & 1 > 0 && term < self.terms {
                    index.write(text.as_bytes(), spelling.as_bytes());
                }
            }
        }
        self.text.extend_from_slice(&[0; STRIDE]);
        Some(())
    }

    fn read_passage(&self, reader: &mut Reader<'_>, text: &mut Text, index: &mut Index) {
        let (mut unit, mut joint) = (0, Joint::Apart);
        let (mut is_first, mut is_behind_word) = (true, false);
        loop {
            let number = read_code(reader).unwrap_or(END);
            if number == WRITTEN_OUT {
                let written = reader.string().unwrap_or_default();
                text.write_out(written);
                index.add(written);
                return;
            }
            let Some(symbol) = number.checked_sub(FIRST).and_then(|number| self.all.get(number)) else {
                index.end_block();
                return;
            };
            let is_word = symbol.term < self.terms;
            let mut start = symbol.start;
            if is_word {
                if is_behind_word {
                    start -= 1;
                    unit += 1;
                    joint = Joint::Space;
                }
                index.push(symbol.term, if is_first { Joint::Apart } else { joint }, unit..unit + symbol.units);
                is_first = false;
            }
            joint = symbol.joint;
            is_behind_word = is_word;
            text.copy(&self.text, start as usize, symbol.end as usize);
            unit += symbol.units;
        }
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
    /// Appends what stands in `source` from `start` to `end`; another stride follows there. What is copied too much is written over.
    #[inline(always)]
    fn copy(&mut self, source: &[u8], mut start: usize, end: usize) {
        let mut at = self.end;
        self.go_on(end - start);
        let bytes = self.bytes.as_mut_slice();
        while start < end {
            if let Some(to) = bytes[at..].first_chunk_mut::<STRIDE>()
                && let Some(from) = source[start..].first_chunk::<STRIDE>()
            {
                *to = *from;
            }
            (start, at) = (start + STRIDE, at + STRIDE);
        }
    }

    fn write_out(&mut self, text: &str) {
        let at = self.end;
        self.go_on(text.len());
        self.bytes[at..self.end].copy_from_slice(text.as_bytes());
    }

    /// Moves the end on by so many bytes.
    #[inline(always)]
    fn go_on(&mut self, bytes: usize) {
        self.end += bytes;
        if self.end + STRIDE > self.bytes.len() {
            self.bytes.resize(self.end * 2 + STRIDE, 0);
        }
    }

    fn finish(mut self) -> String {
        self.bytes.truncate(self.end);
        // It is put together of whole strings.
        String::from_utf8(self.bytes).unwrap_or_default()
    }
}
