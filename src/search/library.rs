//! A library: many documents, searched as one.

use super::coded::Coded;
use super::passages::Passages;
use super::{Candidate, Hit, Options, Search};
use crate::document::{Document, Languages, OutlineEntry};
use crate::index::{Index, are_stems_told};
use crate::source::{Bare, Tally, UNHASHED, hashed};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// Many documents and one index. Of a document it keeps the reading text of its blocks and the sections, not the source.
#[derive(Debug, Default)]
pub struct Library {
    pub(super) documents: Vec<Held>,
    /// How many documents have a name of that hash: where there is none, no name need be looked at.
    names: Tally,
    pub(super) passages: Shelf,
    pub(super) index: Index,
    /// The passages, where they were saved and nobody has asked for them since.
    pub(super) coded: Option<Coded>,
    languages: Languages,
    /// How many passages are indexed; all of them before a search begins.
    indexed: usize,
    /// Of how many the index knows what they are written in: of none before that matters.
    told: usize,
}

/// One document of a library.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub id: String,
    /// Whether the first of its passages, and the section that holds them all, is a title that is not in its text.
    pub titled: bool,
    pub passages: Range<usize>,
    pub sections: Range<usize>,
}

/// The passages of all documents, one after another.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub text: String,
    /// Where each passage ends in the text.
    pub ends: Vec<u32>,
    /// All sections, without ids and titles: a title is its block's text.
    pub sections: Vec<OutlineEntry>,
}

/// What was found in a library.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LibraryFound {
    /// How many passages match.
    pub total: usize,
    /// The best of them, the best first.
    pub hits: Vec<LibraryHit>,
    /// What to search for instead, where nothing was found.
    pub suggestion: Option<String>,
}

/// A passage of one of a library's documents.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryHit {
    /// The document, as it was named when it was added.
    pub id: String,
    /// The passage: block and section are the document's own.
    pub hit: Hit,
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'l> {
    /// The document, as it was named when it was added.
    pub id: &'l str,
    /// The passage, among the document's blocks.
    pub block: usize,
    /// The innermost section that holds it, among the document's.
    pub section: Option<usize>,
}

impl Library {
    /// Adds a document; one of the same name is replaced. `title` is searched too; it may be empty, or what the text itself begins with.
    pub fn add(&mut self, id: &str, title: &str, document: &Document) {
        let read = |block: usize, text: &mut String| document.blocks()[block].read_into(document.source(), text);
        self.put(id, title, document.outline().entries(), document.blocks().len(), &read);
    }

    /// Adds a document that is one passage and reads as `line` does.
    pub fn add_line(&mut self, id: &str, title: &str, line: &str) {
        self.put(id, title, &[], 1, &|_, text| text.push_str(line));
    }

    fn put(
        &mut self,
        id: &str,
        title: &str,
        entries: &[OutlineEntry],
        blocks: usize,
        read: &dyn Fn(usize, &mut String),
    ) {
        self.remove(id);
        let (passages, sections) = (self.passages.ends.len(), self.passages.sections.len());
        let titled = self.passages.push(title.bare(), entries, blocks, read);
        self.hold(Held {
            id: id.to_owned(),
            titled,
            passages: passages..self.passages.ends.len(),
            sections: sections..self.passages.sections.len(),
        });
    }

    /// Makes room for texts of so many bytes, where they are more than what is there: memory that grows by doubling is never given back.
    pub fn expect(&mut self, bytes: usize) {
        self.unpack();
        if bytes > self.passages.text.len() {
            self.passages.text.reserve_exact(bytes);
        }
    }

    /// Takes note of a document whose passages are there; false where there is one of that name.
    pub(super) fn hold(&mut self, held: Held) -> bool {
        let new = self.place_of(&held.id).is_none();
        if new {
            *self.names.entry(name_hash(&held.id)) += 1;
            self.documents.push(held);
        }
        new
    }

    fn place_of(&self, id: &str) -> Option<usize> {
        if self.names.count(name_hash(id)) == 0 {
            return None;
        }
        self.documents.iter().position(|held| held.id == id)
    }

    /// Takes a document out; false where there is none of that name.
    pub fn remove(&mut self, id: &str) -> bool {
        self.unpack();
        let Some(place) = self.place_of(id) else { return false };
        *self.names.entry(name_hash(id)) -= 1;
        self.documents.remove(place);
        // The others' passages are set down anew, one after another.
        let before = core::mem::take(&mut self.passages);
        for held in &mut self.documents {
            self.passages.take(&before, held);
        }
        // The index names passages by number, so it is made anew with the next search.
        self.index = Index::default();
        self.indexed = 0;
        self.told = 0;
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

    /// Says what all documents are taken to be written in, as [`Index::take_for`] does.
    pub fn take_for(&mut self, language: String) {
        self.index.take_for(language);
    }

    /// Indexes what was added since the last search.
    pub fn index(&mut self) {
        self.unpack();
        if self.indexed == self.passages.count() {
            return;
        }
        self.index.expect(self.passages.text.len() - self.passages.start_of(self.indexed));
        for passage in self.indexed..self.passages.count() {
            self.index.add(self.passages.text_of(passage));
        }
        self.indexed = self.passages.count();
        self.index.seal();
    }

    /// Reads the passages that were saved, and what they say, before they are needed first.
    fn unpack(&mut self) {
        if let Some(coded) = self.coded.take() {
            coded.read(&mut self.passages, &mut self.index);
            self.indexed = self.passages.count();
        }
    }

    /// Finds what `query` asks for, as [`search`](super::search()) does in one document, and works all of it out.
    pub fn search(&mut self, query: &str, options: &Options) -> LibraryFound {
        let search = self.seek(query, options);
        let place = |(hit, best)| {
            let Place { id, block, section } = self.place_of_hit(best);
            LibraryHit { id: id.to_owned(), hit: Hit { block, section, ..hit } }
        };
        let hits = self.hits(&search).into_iter().zip(search.best()).map(place).collect();
        LibraryFound { total: search.total(), hits, suggestion: search.suggestion }
    }

    /// Finds what `query` asks for. What was added since the last search is indexed first.
    pub fn seek(&mut self, query: &str, options: &Options) -> Search {
        self.index();
        if self.told < self.indexed && are_stems_told() {
            for held in self.documents.iter().filter(|held| held.passages.start >= self.told) {
                let text = self.passages.start_of(held.passages.start)..self.passages.start_of(held.passages.end);
                self.index.tell_language(held.passages.start, self.languages.of_text(&self.passages.text[text]));
            }
            self.told = self.indexed;
        }
        Search::new(&self.passages, &self.index, query, options)
    }

    /// The best of what `search` found, described; blocks and sections are the library's. A title that is not in the text has no ranges.
    pub fn hits(&self, search: &Search) -> Vec<Hit> {
        let mut hits = search.hits(&self.passages, &self.index);
        for hit in &mut hits {
            let held = self.holder_of(hit.block);
            if held.titled && hit.block == held.passages.start {
                hit.ranges.clear();
            }
        }
        hits
    }

    /// Where a passage stands in its document. A title that is not in the text stands at its beginning.
    pub fn place_of_hit(&self, candidate: &Candidate) -> Place<'_> {
        let passage = candidate.block as usize;
        let held = self.holder_of(passage);
        let title = usize::from(held.titled);
        let section = self.passages.section_of(passage);
        Place {
            id: &held.id,
            block: (passage - held.passages.start).saturating_sub(title),
            section: section.and_then(|section| (section - held.sections.start).checked_sub(title)),
        }
    }

    fn holder_of(&self, passage: usize) -> &Held {
        &self.documents[self.documents.partition_point(|held| held.passages.end <= passage)]
    }
}

fn name_hash(id: &str) -> u64 {
    id.chars().fold(UNHASHED, hashed)
}

impl Shelf {
    /// Appends the document's passages; whether the title made one of its own, before them.
    fn push(
        &mut self,
        title: &str,
        entries: &[OutlineEntry],
        blocks: usize,
        read: &dyn Fn(usize, &mut String),
    ) -> bool {
        let titled = !title.is_empty() && entries.first().is_none_or(|entry| entry.title.bare() != title);
        let before = self.ends.len();
        let mut holder = None;
        if titled {
            self.push_passage(|text| text.push_str(title));
            holder = Some(self.sections.len());
            self.push_section(before..before + 1 + blocks, None);
        }
        let (first, first_section) = (self.ends.len(), self.sections.len());
        for block in 0..blocks {
            self.push_passage(|text| read(block, text));
        }
        for entry in entries {
            let parent = entry.parent.map(|parent| parent + first_section).or(holder);
            self.push_section(entry.blocks.start + first..entry.blocks.end + first, parent);
        }
        titled
    }

    pub(super) fn push_passage(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len() as u32);
    }

    /// Appends a section, which begins with its heading.
    pub(super) fn push_section(&mut self, blocks: Range<usize>, parent: Option<usize>) {
        let (id, title) = (String::new(), String::new());
        self.sections.push(OutlineEntry { id, title, level: 0, block: blocks.start, blocks, parent });
    }

    /// Appends the passages and sections that a document has in `other`; these are its own from now on.
    fn take(&mut self, other: &Self, held: &mut Held) {
        let (first, first_section) = (self.ends.len(), self.sections.len());
        for passage in held.passages.clone() {
            self.push_passage(|text| other.read_into(passage, text));
        }
        for section in &other.sections[held.sections.clone()] {
            let place = |passage: usize| passage - held.passages.start + first;
            let parent = section.parent.map(|parent| parent - held.sections.start + first_section);
            self.push_section(place(section.blocks.start)..place(section.blocks.end), parent);
        }
        held.passages = first..self.ends.len();
        held.sections = first_section..self.sections.len();
    }

    /// What `passage` says.
    pub(super) fn text_of(&self, passage: usize) -> &str {
        &self.text[self.start_of(passage)..self.ends[passage] as usize]
    }

    /// Where `passage` begins in the text.
    fn start_of(&self, passage: usize) -> usize {
        passage.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }
}

impl Passages for Shelf {
    fn count(&self) -> usize {
        self.ends.len()
    }

    fn read_into(&self, passage: usize, reading: &mut String) {
        reading.push_str(self.text_of(passage));
    }

    fn sections(&self) -> &[OutlineEntry] {
        &self.sections
    }
}
