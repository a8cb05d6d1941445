//! A library's saved form: its texts and sections as bytes, with a version and a checksum. The index is read off the texts.
//!
//! [`MAGIC`], the version and the checksum of the rest as little-endian numbers of four bytes; then the count of documents, and of each its
//! name, whether it has a title of its own, the count of its passages, and its sections; then all passages, [coded]. Counts and lengths are
//! LEB128; strings are UTF-8 behind their length.

use super::bytes::{Reader, Writer};
use super::coded::{self, Coded};
use super::library::{Held, Library};
use crate::index::{UNHASHED, hashed};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::ops::Range;

/// What every saved library begins with.
const MAGIC: &[u8; 4] = b"PlcL";

/// The form's version. Another one is not read.
const VERSION: u32 = 2;

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
    /// The library as bytes, which [`Library::open`] takes back. What was added since the last search is indexed first.
    pub fn save(&mut self) -> Vec<u8> {
        self.index();
        let mut writer = Writer(Vec::new());
        writer.0.extend_from_slice(MAGIC);
        writer.0.extend_from_slice(&VERSION.to_le_bytes());
        writer.0.extend_from_slice(&[0; 4]);
        writer.number(self.documents.len());
        for held in &self.documents {
            writer.string(&held.id);
            writer.number(held.titled.into());
            writer.number(held.passages.len());
            writer.number(held.sections.len());
            for section in &self.passages.sections[held.sections.clone()] {
                writer.number(section.blocks.start - held.passages.start);
                writer.number(section.blocks.len());
                writer.number(section.parent.map_or(0, |parent| parent - held.sections.start + 1));
            }
        }
        coded::write(&mut writer, &self.passages, &self.index);
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
        library(&mut Reader(rest)).ok_or(SavedError::Damaged)
    }
}

/// Documents, their passages by count; and then what these say.
fn library(reader: &mut Reader<'_>) -> Option<Library> {
    let mut library = Library::default();
    let mut count = 0usize;
    for _ in 0..reader.number()? {
        let id = reader.string()?.to_owned();
        let titled = reader.number()? > 0;
        let first = count;
        count = count.checked_add(reader.number()?)?;
        let passages = first..count;
        let sections = sections(reader, &mut library, &passages)?;
        let sound = !titled || !passages.is_empty() && !sections.is_empty();
        if !sound || !library.hold(Held { id, titled, passages, sections }) {
            return None;
        }
    }
    library.coded = Some(Coded::open(reader, count, &mut library.index)?);
    Some(library)
}

/// Sections begin one after another, within the document, each within the one that holds it.
fn sections(reader: &mut Reader<'_>, library: &mut Library, passages: &Range<usize>) -> Option<Range<usize>> {
    let first = library.passages.sections.len();
    let mut least = passages.start;
    for _ in 0..reader.number()? {
        let start = reader.number()?.checked_add(passages.start)?;
        let end = start.checked_add(reader.number()?)?;
        let sections = &library.passages.sections;
        let parent = match reader.number()? {
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

/// The hash of four bytes at once and of the last ones one by one: any one of them changed changes it.
fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks();
    let sum = words.iter().fold(UNHASHED, |sum, &word| hashed(sum, u32::from_le_bytes(word)));
    rest.iter().fold(sum, |sum, &byte| hashed(sum, byte.into()))
}
