//! The boundary: the only room that knows JavaScript. What crosses is a view, converted by hand; offsets turn from bytes to UTF-16 here.

mod parcel;
mod platform;
mod view;

use crate::Reader;
use crate::document::{Document, Languages};
use crate::export::{Export, export};
use crate::format::Format;
use crate::index::Index;
use crate::recover::lone_line;
use crate::search::{Library, Options, SavedError, Search};
use crate::source::{Utf16Offset, byte_of, push_decimal};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;

/// Reads `text` as a document.
///
/// # Errors
/// When there is no format of that name, or its front end is not there.
#[wasm_bindgen]
pub fn read(text: String, format: &str) -> Result<Reading, JsError> {
    Ok(begin(text, format)?.finish())
}

/// Begins to read `text`.
///
/// # Errors
/// When there is no format of that name, or its front end is not there.
#[wasm_bindgen]
pub fn begin(text: String, format: &str) -> Result<Beginning, JsError> {
    Ok(Beginning(Reader::new(text, format_named(format)?)))
}

/// Whether a text that begins so would be read otherwise if the front end for what it is written in were there.
#[wasm_bindgen(js_name = awaitsMarkup)]
pub fn awaits_markup(text: &str, format: &str) -> bool {
    Format::from_name(format).is_some_and(|format| format.is_out_of_reach(text))
}

/// A text that is being read.
#[wasm_bindgen]
pub struct Beginning(Reader);

#[wasm_bindgen]
impl Beginning {
    /// Takes one step; whether there was one to take.
    pub fn advance(&mut self) -> bool {
        self.0.advance()
    }

    /// Takes the steps that are left, and gives the document.
    pub fn finish(self) -> Reading {
        let document = self.0.finish();
        let languages = Languages::of(&document);
        let mut index = Index::new(&document);
        index.tell_language(0, languages.main);
        Reading { document, index, search: None, languages }
    }
}

/// Gives this instance up: a trap leaves it in any state. The next call that enters the module swaps in a new one.
#[wasm_bindgen]
pub fn give_up() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Enters the module, so that a new instance takes over from one given up. A call with a string could not do it: the glue
/// writes arguments into the old instance's memory before it swaps.
#[wasm_bindgen]
pub fn take_over() {}

/// A document that has been read, and its index.
#[wasm_bindgen]
pub struct Reading {
    document: Document,
    index: Index,
    /// The last search, of which more may be asked.
    search: Option<Search>,
    languages: Languages,
}

#[wasm_bindgen]
impl Reading {
    /// How many blocks there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.document.blocks().len()
    }

    /// What most of it is written in, as a BCP 47 tag; empty where that cannot be told.
    pub fn lang(&self) -> String {
        self.languages.main.unwrap_or_default().to_owned()
    }

    /// The sections.
    pub fn outline(&self) -> JsValue {
        view::outline(&self.document)
    }

    /// The blocks from `from` up to `to`; what lies past the end is left out.
    pub fn blocks(&self, from: usize, to: usize) -> JsValue {
        view::blocks(&self.document, &self.languages, from, to.min(self.document.blocks().len()))
    }

    /// What belongs to no block.
    pub fn omissions(&self) -> JsValue {
        view::omissions(&self.document)
    }

    /// Where the reading was in doubt.
    pub fn remarks(&self) -> JsValue {
        view::remarks(&self.document)
    }

    /// The source behind a half-open UTF-16 range of a block's reading text: start and end of each piece, in UTF-16 units; none where
    /// there is no such block.
    pub fn source_of(&self, block: usize, start: u32, end: u32) -> Vec<u32> {
        let Some(found) = self.document.blocks().get(block) else { return Vec::new() };
        let reading = found.reading(self.document.source());
        let byte = |unit| byte_of(&reading, Utf16Offset(unit)) as u32;
        let spans = found.source_of(byte(start)..byte(end));
        spans.into_iter().flat_map(|span| view::units(&self.document, span)).collect()
    }

    /// Indexes `blocks` further blocks; true while there is more to do.
    pub fn index(&mut self, blocks: usize) -> bool {
        self.index.advance(&self.document, blocks)
    }

    /// Finds `query`: how much, and where the best hits stand. What is not yet indexed is not found.
    #[expect(clippy::too_many_arguments, reason = "numbers and booleans cross for nothing, an object field by field")]
    pub fn search(
        &mut self,
        query: &str,
        limit: usize,
        whole_word: bool,
        match_case: bool,
        match_accents: bool,
        fuzzy: bool,
        substring: bool,
        language: String,
        section: Option<usize>,
    ) -> JsValue {
        self.index.take_for(language);
        let options = Options { limit, section, whole_word, match_case, match_accents, fuzzy, substring };
        let search = self.search.insert(Search::new(&self.document, &self.index, query, &options));
        view::found(search, &self.document)
    }

    /// How the hits of the last search read.
    pub fn shown(&self) -> JsValue {
        view::shown(&self.search.as_ref().map(|search| search.hits(&self.document, &self.index)).unwrap_or_default())
    }

    /// Every place that the last search found, and how many each section holds.
    pub fn places(&self) -> JsValue {
        let search = self.search.as_ref();
        view::places(
            &search.map(|search| search.marks(&self.document, &self.index)).unwrap_or_default(),
            &self.document,
        )
    }

    /// Writes the document out.
    ///
    /// # Errors
    /// When there is no format of that name.
    pub fn export(&self, format: &str) -> Result<String, JsError> {
        let format = Export::from_name(format).ok_or_else(|| unknown("export format", format, &Export::NAMES))?;
        Ok(export(&self.document, format))
    }
}

/// Many documents, searched as one.
#[wasm_bindgen]
#[derive(Default)]
pub struct Shelf {
    library: Library,
    /// The last search, of which more may be asked.
    search: Option<Search>,
}

#[wasm_bindgen]
impl Shelf {
    /// An empty one.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// The library that was saved as `bytes`.
    ///
    /// # Errors
    /// When they are none.
    pub fn open(bytes: &[u8]) -> Result<Self, JsError> {
        Library::open(bytes).map(|library| Self { library, search: None }).map_err(|error| {
            let mut message = String::from(match error {
                SavedError::Damaged => "this saved library is damaged: make it anew, or fetch it again",
                SavedError::Foreign => "these bytes are no saved library",
                SavedError::Version(_) => "this version does not read a library saved in form ",
            });
            if let SavedError::Version(version) = error {
                push_decimal(&mut message, version as usize);
                message.push_str(": make it anew");
            }
            JsError::new(&message)
        })
    }

    /// How many documents there are.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> usize {
        self.library.len()
    }

    /// Adds documents; one of the same name is replaced. `texts` holds name, title, format and text of each, a line end after each of
    /// these; `lengths` their lengths in UTF-16 units.
    ///
    /// # Errors
    /// When there is no format of a name that is given, or its front end is not there; nothing is added then.
    pub fn add(&mut self, texts: &str, lengths: &[u32]) -> Result<(), JsError> {
        self.search = None;
        let mut rest = texts;
        let parts = lengths.iter().map(|&length| {
            let (part, after) = rest.split_at(byte_of(rest, Utf16Offset(length)));
            rest = after.get(1..).unwrap_or_default();
            part
        });
        let parts: Vec<&str> = parts.collect();
        let (documents, _) = parts.as_chunks::<4>();
        for &[.., format, _] in documents {
            format_named(format)?;
        }
        self.library.expect(texts.len());
        for &[id, title, format, text] in documents {
            let format = Format::from_name(format).unwrap_or_default();
            match lone_line(text) {
                Some(line) if matches!(format, Format::Auto | Format::Plain) => self.library.add_line(id, title, line),
                _ => self.library.add(id, title, &crate::read(text, format)),
            }
        }
        Ok(())
    }

    /// Takes a document out; false where there is none of that name.
    pub fn remove(&mut self, id: &str) -> bool {
        self.search = None;
        self.library.remove(id)
    }

    /// Finds `query`: how much, and where the best hits stand.
    #[expect(clippy::too_many_arguments, reason = "numbers and booleans cross for nothing, an object field by field")]
    pub fn search(
        &mut self,
        query: &str,
        limit: usize,
        whole_word: bool,
        match_case: bool,
        match_accents: bool,
        fuzzy: bool,
        substring: bool,
        language: String,
    ) -> JsValue {
        self.library.take_for(language);
        let options = Options { limit, section: None, whole_word, match_case, match_accents, fuzzy, substring };
        let search = self.search.insert(self.library.seek(query, &options));
        view::found_in_library(search, &self.library)
    }

    /// How the hits of the last search read, if the library is still what was searched.
    pub fn shown(&self) -> JsValue {
        view::shown(&self.search.as_ref().map(|search| self.library.hits(search)).unwrap_or_default())
    }

    /// The library as bytes.
    pub fn save(&mut self) -> Vec<u8> {
        self.library.save()
    }
}

/// The format of that name, if a text of it can be read.
fn format_named(name: &str) -> Result<Format, JsError> {
    let format = Format::from_name(name).ok_or_else(|| unknown("format", name, &Format::NAMES))?;
    // What is told by its looks is read as plain until it can be read as what it is.
    if format != Format::Auto && format.is_out_of_reach("") {
        return Err(JsError::new("Markdown and HTML are read by a Wasm of their own: await loadMarkup() first"));
    }
    Ok(format)
}

fn unknown(what: &str, given: &str, known: &[&str]) -> JsError {
    let mut message = ["there is no ", what, " \"", given, "\": give one of"].concat();
    for (place, name) in known.iter().enumerate() {
        message.push_str(if place == 0 { " " } else { ", " });
        message.push_str(name);
    }
    JsError::new(&message)
}
