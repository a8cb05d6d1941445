//! A library: many documents, searched as one.

use super::passages::Passages;
use super::{Hit, Options, search_passages};
use crate::document::{Document, OutlineEntry};
use crate::index::Index;
use std::collections::BTreeSet;
use std::ops::Range;

/// Many documents and one index. Of a document it keeps the reading text of its blocks and the sections, not the source.
#[derive(Debug, Default)]
pub struct Library {
    documents: Vec<Held>,
    names: BTreeSet<String>,
    passages: Shelf,
    index: Index,
    /// How many passages are indexed; all of them before a search begins.
    indexed: usize,
}

/// One document of a library.
#[derive(Debug, Clone)]
struct Held {
    id: String,
    passages: Range<usize>,
    sections: Range<usize>,
}

/// The passages of all documents, one after another.
#[derive(Debug, Default)]
struct Shelf {
    text: String,
    /// Where each passage ends in the text.
    ends: Vec<u32>,
    sections: Vec<OutlineEntry>,
}

/// What was found in a library.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LibraryFound {
    /// How many passages match.
    pub total: usize,
    /// The best of them, the best first.
    pub hits: Vec<LibraryHit>,
}

/// A passage of one of a library's documents.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryHit {
    /// The document, as it was named when it was added.
    pub id: String,
    /// The passage: block and section are the document's own.
    pub hit: Hit,
}

impl Library {
    /// Adds a document; one of the same name is replaced.
    pub fn add(&mut self, id: &str, document: &Document) {
        if self.names.contains(id) {
            self.remove(id);
        }
        self.names.insert(id.to_owned());
        let passages = self.passages.ends.len();
        let sections = self.passages.sections.len();
        self.passages.push(document);
        self.documents.push(Held {
            id: id.to_owned(),
            passages: passages..self.passages.ends.len(),
            sections: sections..self.passages.sections.len(),
        });
    }

    /// Takes a document out; false where there is none of that name.
    pub fn remove(&mut self, id: &str) -> bool {
        if !self.names.remove(id) {
            return false;
        }
        let Some(place) = self.documents.iter().position(|held| held.id == id) else { return false };
        let gone = self.documents.remove(place);
        self.passages.remove(&gone);
        for held in &mut self.documents[place..] {
            held.passages = held.passages.start - gone.passages.len()..held.passages.end - gone.passages.len();
            held.sections = held.sections.start - gone.sections.len()..held.sections.end - gone.sections.len();
        }
        // The index names passages by number, so it is made anew with the next search.
        self.index = Index::default();
        self.indexed = 0;
        true
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Indexes what was added since the last search.
    pub fn index(&mut self) {
        if self.indexed == self.passages.count() {
            return;
        }
        self.index.expect(self.passages.text.len() - self.passages.start_of(self.indexed));
        let mut reading = String::new();
        for passage in self.indexed..self.passages.count() {
            reading.clear();
            self.passages.read_into(passage, &mut reading);
            self.index.add(&reading);
        }
        self.indexed = self.passages.count();
        self.index.seal();
    }

    /// Finds what `query` asks for, as [`search`](super::search()) does in one document.
    pub fn search(&mut self, query: &str, options: &Options) -> LibraryFound {
        self.index();
        let found = search_passages(&self.passages, &self.index, query, &Options { marks: false, ..options.clone() });
        let hits = found.hits.into_iter().map(|hit| self.placed(hit)).collect();
        LibraryFound { total: found.total, hits }
    }

    /// The hit, with block and section of its document.
    fn placed(&self, hit: Hit) -> LibraryHit {
        let held = &self.documents[self.documents.partition_point(|held| held.passages.end <= hit.block)];
        let section = hit.section.map(|section| section - held.sections.start);
        LibraryHit { id: held.id.clone(), hit: Hit { block: hit.block - held.passages.start, section, ..hit } }
    }
}

impl Shelf {
    fn push(&mut self, document: &Document) {
        let first = self.ends.len();
        let first_section = self.sections.len();
        for block in document.blocks() {
            block.read_into(document.source(), &mut self.text);
            self.ends.push(self.text.len() as u32);
        }
        self.sections.extend(document.outline().entries().iter().map(|entry| OutlineEntry {
            block: entry.block + first,
            blocks: entry.blocks.start + first..entry.blocks.end + first,
            parent: entry.parent.map(|parent| parent + first_section),
            ..entry.clone()
        }));
    }

    fn remove(&mut self, gone: &Held) {
        let text = self.start_of(gone.passages.start)..self.start_of(gone.passages.end);
        let (bytes, passages, sections) = (text.len() as u32, gone.passages.len(), gone.sections.len());
        self.text.replace_range(text, "");
        self.ends.drain(gone.passages.clone());
        self.ends[gone.passages.start..].iter_mut().for_each(|end| *end -= bytes);
        self.sections.drain(gone.sections.clone());
        for section in &mut self.sections[gone.sections.start..] {
            section.block -= passages;
            section.blocks = section.blocks.start - passages..section.blocks.end - passages;
            section.parent = section.parent.map(|parent| parent - sections);
        }
    }

    fn start_of(&self, passage: usize) -> usize {
        passage.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }
}

impl Passages for Shelf {
    fn count(&self) -> usize {
        self.ends.len()
    }

    fn read_into(&self, passage: usize, reading: &mut String) {
        reading.push_str(&self.text[self.start_of(passage)..self.ends[passage] as usize]);
    }

    fn sections(&self) -> &[OutlineEntry] {
        &self.sections
    }
}
