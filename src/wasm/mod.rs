//! The boundary: the only room that knows JavaScript. What crosses is a view, converted by hand; offsets turn from bytes to UTF-16 here.

mod view;

use crate::Reader;
use crate::document::Document;
use crate::export::{Export, export};
use crate::format::Format;
use crate::index::Index;
use crate::search::{Options, search};
use crate::source::Utf16Offset;
use serde::Deserialize;
use view::{BlockView, OmissionView, OutlineView, RemarkView, SearchView};
use wasm_bindgen::prelude::*;

/// Reads `text` as a document.
///
/// # Errors
/// When there is no format of that name.
#[wasm_bindgen]
pub fn read(text: String, format: &str) -> Result<Reading, JsError> {
    Ok(begin(text, format)?.finish())
}

/// Begins to read `text`.
///
/// # Errors
/// When there is no format of that name.
#[wasm_bindgen]
pub fn begin(text: String, format: &str) -> Result<Beginning, JsError> {
    let format = Format::from_name(format).ok_or_else(|| unknown("format", format, &Format::NAMES))?;
    Ok(Beginning(Reader::new(text, format)))
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
        let index = Index::new(&document);
        Reading { document, index }
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
}

/// What a search asks for, as JavaScript gives it. Absent fields take the core's defaults.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct SearchOptions {
    limit: Option<usize>,
    section: Option<usize>,
    whole_word: Option<bool>,
    match_case: Option<bool>,
    match_accents: Option<bool>,
    fuzzy: Option<bool>,
}

#[wasm_bindgen]
impl Reading {
    /// How many blocks there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.document.blocks().len()
    }

    /// The sections, as a tree.
    pub fn outline(&self) -> Result<JsValue, JsError> {
        to_js(&OutlineView::tree(self.document.outline()))
    }

    /// The blocks from `from` up to `to`; what lies past the end is left out.
    pub fn blocks(&self, from: usize, to: usize) -> Result<JsValue, JsError> {
        let to = to.min(self.document.blocks().len());
        let blocks: Vec<BlockView> = (from..to).map(|index| BlockView::of(&self.document, index)).collect();
        to_js(&blocks)
    }

    /// What belongs to no block.
    pub fn omissions(&self) -> Result<JsValue, JsError> {
        let omissions = self.document.omissions().iter();
        to_js(&omissions.map(|omission| OmissionView::of(&self.document, omission)).collect::<Vec<_>>())
    }

    /// Where the reading was in doubt.
    pub fn remarks(&self) -> Result<JsValue, JsError> {
        let remarks = self.document.remarks().iter();
        to_js(&remarks.map(|remark| RemarkView::of(&self.document, remark)).collect::<Vec<_>>())
    }

    /// The source behind a half-open UTF-16 range of a block's reading text: start and end of each piece, in UTF-16 units.
    ///
    /// # Errors
    /// When there is no such block.
    pub fn source_of(&self, block: usize, start: u32, end: u32) -> Result<Vec<u32>, JsError> {
        let found = self.document.blocks().get(block).ok_or_else(|| {
            JsError::new(&format!("there is no block {block}: the document has {}", self.document.blocks().len()))
        })?;
        let reading = found.reading(self.document.source());
        let byte = |unit| view::byte_of(&reading, Utf16Offset(unit)) as u32;
        let spans = found.source_of(byte(start)..byte(end));
        Ok(spans.into_iter().flat_map(|span| view::units(&self.document, span)).collect())
    }

    /// Indexes `blocks` further blocks; true while there is more to do.
    pub fn index(&mut self, blocks: usize) -> bool {
        self.index.advance(&self.document, blocks)
    }

    /// Finds `query`. What is not yet indexed is not found.
    pub fn search(&self, query: &str, options: JsValue) -> Result<JsValue, JsError> {
        let given: SearchOptions =
            serde_wasm_bindgen::from_value(options).map_err(|error| JsError::new(&error.to_string()))?;
        let defaults = Options::default();
        let options = Options {
            limit: given.limit.unwrap_or(defaults.limit),
            section: given.section,
            whole_word: given.whole_word.unwrap_or(defaults.whole_word),
            match_case: given.match_case.unwrap_or(defaults.match_case),
            match_accents: given.match_accents.unwrap_or(defaults.match_accents),
            fuzzy: given.fuzzy.unwrap_or(defaults.fuzzy),
            marks: defaults.marks,
        };
        to_js(&SearchView::of(search(&self.document, &self.index, query, &options)))
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

fn unknown(what: &str, given: &str, known: &[&str]) -> JsError {
    JsError::new(&format!("there is no {what} {given:?}: give one of {}", known.join(", ")))
}

fn to_js(view: &impl serde::Serialize) -> Result<JsValue, JsError> {
    serde_wasm_bindgen::to_value(view).map_err(|error| JsError::new(&error.to_string()))
}
