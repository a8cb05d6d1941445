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

pub mod document;
pub mod export;
pub mod format;
pub mod index;
pub mod recover;
pub mod search;
pub mod source;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use document::Document;
pub use format::Format;

/// Reads `text` as a document. Any string gives one: doubt becomes a remark, never an error.
pub fn read(text: impl Into<String>, format: Format) -> Document {
    let source = source::Source::new(text);
    let mut draft = match format {
        Format::Auto | Format::Plain => format::plain::draft(&source),
    };
    recover::recover(&source, &mut draft);
    draft.into_document(source)
}
