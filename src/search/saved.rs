//! A library's saved form: its texts and sections as bytes, with a version and a checksum. The index is made anew with the first search
//! after opening: saved, it would be as long again as the texts.
//!
//! [`MAGIC`], the version and the checksum of the rest as little-endian numbers of four bytes; then the count of documents, and of each its
//! name, whether it has a title of its own, its passages and its sections. Counts and lengths are LEB128; strings are UTF-8 behind their length.

use super::library::{Held, Library};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::ops::Range;

/// What every saved library begins with.
const MAGIC: &[u8; 4] = b"PlcL";

/// The form's version. Another one is not read.
const VERSION: u32 = 1;

/// Bytes before the checked ones: the magic, the version, the checksum.
const HEAD: usize = 12;

/// Why bytes are not a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavedError {
    /// They do not begin as a saved library does.
    Foreign,
    /// They were saved in a form of another version, this one.
    Version(u32),
    /// They are not all there, or not as they were saved.
    Damaged,
}

impl Library {
    /// The library as bytes, which [`Library::open`] takes back.
    pub fn save(&self) -> Vec<u8> {
        let mut writer = Writer(Vec::with_capacity(self.passages.text.len() + self.passages.ends.len() * 2 + HEAD));
        writer.0.extend_from_slice(MAGIC);
        writer.0.extend_from_slice(&VERSION.to_le_bytes());
        writer.0.extend_from_slice(&[0; 4]);
        writer.number(self.documents.len());
        for held in &self.documents {
            writer.string(&held.id);
            writer.number(held.titled.into());
            writer.number(held.passages.len());
            for passage in held.passages.clone() {
                writer
                    .string(&self.passages.text[self.passages.start_of(passage)..self.passages.start_of(passage + 1)]);
            }
            writer.number(held.sections.len());
            for section in &self.passages.sections[held.sections.clone()] {
                writer.number(section.blocks.start - held.passages.start);
                writer.number(section.blocks.len());
                writer.number(section.parent.map_or(0, |parent| parent - held.sections.start + 1));
            }
        }
        let sum = checksum(&writer.0[HEAD..]).to_le_bytes();
        writer.0[HEAD - sum.len()..HEAD].copy_from_slice(&sum);
        writer.0
    }

    /// The library that was saved as `bytes`.
    ///
    /// # Errors
    /// When the bytes are no saved library, or one of another version, or damaged.
    pub fn open(bytes: &[u8]) -> Result<Self, SavedError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(SavedError::Foreign)?;
        let (version, rest) = rest.split_first_chunk().ok_or(SavedError::Damaged)?;
        let version = u32::from_le_bytes(*version);
        if version != VERSION {
            return Err(SavedError::Version(version));
        }
        let (sum, rest) = rest.split_first_chunk().ok_or(SavedError::Damaged)?;
        if u32::from_le_bytes(*sum) != checksum(rest) {
            return Err(SavedError::Damaged);
        }
        Reader(rest).library().ok_or(SavedError::Damaged)
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn string(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// What is left to read. The sum fits, but anyone can make it fit: every number is looked at before it is used.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn library(&mut self) -> Option<Library> {
        let mut library = Library::default();
        for _ in 0..self.number()? {
            let id = self.string()?.to_owned();
            let titled = self.number()? > 0;
            let passages = self.passages(&mut library)?;
            let sections = self.sections(&mut library, &passages)?;
            let sound = !titled || !passages.is_empty() && !sections.is_empty();
            if !sound || !library.hold(Held { id, titled, passages, sections }) {
                return None;
            }
        }
        self.0.is_empty().then_some(library)
    }

    fn passages(&mut self, library: &mut Library) -> Option<Range<usize>> {
        let first = library.passages.ends.len();
        for _ in 0..self.number()? {
            let text = self.string()?;
            library.passages.push_passage(|all| all.push_str(text));
        }
        Some(first..library.passages.ends.len())
    }

    /// Sections begin one after another, within the document, each within the one that holds it.
    fn sections(&mut self, library: &mut Library, passages: &Range<usize>) -> Option<Range<usize>> {
        let first = library.passages.sections.len();
        let mut least = passages.start;
        for _ in 0..self.number()? {
            let start = self.number()?.checked_add(passages.start)?;
            let end = start.checked_add(self.number()?)?;
            let sections = &library.passages.sections;
            let parent = match self.number()? {
                0 => None,
                parent => Some(parent.checked_add(first)? - 1),
            };
            let outer = match parent {
                Some(parent) => &sections.get(parent)?.blocks,
                None => passages,
            };
            if start < least || start >= end || end > outer.end {
                return None;
            }
            least = start + 1;
            library.passages.push_section(start..end, parent);
        }
        Some(first..library.passages.sections.len())
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..u32::BITS).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number as usize);
            }
        }
        None
    }

    fn string(&mut self) -> Option<&'b str> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        core::str::from_utf8(text).ok()
    }
}

/// FNV-1a: any one byte changed changes it.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
