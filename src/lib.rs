//! Pilcrow's core: finds the article inside a text, and searches it.
//!
//! Text moves one way, from room to room:
//! `source → document → format → recover → index → search → export → wasm`. The map is `ARCHITECTURE.md` beside this file.
//!
//! ```
//! let document = pilcrow::read("A TALE\n\nIt was a dark and stor-\nmy night.", pilcrow::Format::Auto);
//! let texts: Vec<String> = document.blocks().iter().map(|block| block.reading(document.source())).collect();
//! assert_eq!(texts, ["A TALE", "It was a dark and stormy night."]);
//! ```

#![cfg_attr(target_arch = "wasm32", no_std)]

#[macro_use]
extern crate alloc;

pub mod document;
pub mod export;
pub mod format;
pub mod index;
pub mod recover;
pub mod search;
pub mod source;
#[cfg(target_arch = "wasm32")]
mod wasm;

use alloc::string::String;

pub use document::Document;
pub use format::Format;

/// Reads `text` as a document. Any string gives one: doubt becomes a remark, never an error.
pub fn read(text: impl Into<String>, format: Format) -> Document {
    Reader::new(text, format).finish()
}

/// A text that is being read, a step at a time, so that a page can do other things between the steps of a long one.
///
/// ```
/// let mut reader = pilcrow::Reader::new("A long text.", pilcrow::Format::Auto);
/// while reader.advance() {}
/// assert_eq!(reader.finish().blocks().len(), 1);
/// ```
#[derive(Debug)]
pub struct Reader {
    source: source::Source,
    draft: document::Draft,
    passes: core::slice::Iter<'static, recover::Pass>,
}

impl Reader {
    /// Takes the text in and lays out its lines.
    pub fn new(text: impl Into<String>, format: Format) -> Self {
        let source = source::Source::new(text);
        // What is marked up says itself what the passes would have to find.
        let (draft, passes) = match format::marked_draft(&source, format) {
            Some(draft) => (draft, &[][..]),
            None => (format::plain::draft(&source), &recover::PASSES[..]),
        };
        Self { source, draft, passes: passes.iter() }
    }

    /// Takes one step; whether there was one to take.
    pub fn advance(&mut self) -> bool {
        let pass = self.passes.next();
        if let Some(pass) = pass {
            pass(&self.source, &mut self.draft);
        }
        pass.is_some()
    }

    /// Takes the steps that are left, and gives the document.
    pub fn finish(mut self) -> Document {
        while self.advance() {}
        self.draft.into_document(self.source)
    }
}
