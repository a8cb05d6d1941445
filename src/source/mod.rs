//! The text as it came: one string, where its lines lie, and how its bytes count in UTF-16.

use alloc::string::String;

mod characters;
mod columns;
mod decimal;
mod eights;
mod lines;
mod order;
mod span;
mod tally;
pub mod unicode;
mod utf16;

pub use characters::{Bare, Characters, Parts, character_count, characters, offset_of, parts, trim_end, trim_start};
pub use columns::columns;
pub use decimal::{decimal, push_decimal};
pub use eights::{HIGH, eight, gap_from, those_below, those_of};
pub use lines::{Line, LineTable};
pub use order::sort;
pub use span::Span;
pub use tally::{Tally, UNHASHED, hashed, hashed_lower};
pub use utf16::{Utf16Map, Utf16Offset, byte_of, utf16_len};

/// A text as it came, with its line table and its UTF-16 map. Everything else borrows from it.
#[derive(Debug, Clone)]
pub struct Source {
    text: String,
    lines: LineTable,
    utf16: Utf16Map,
}

impl Source {
    /// The longest text that a [`Span`] can name, in bytes.
    pub const MAX_LEN: usize = i32::MAX as usize;

    /// Takes the text in and measures it. What lies past [`Source::MAX_LEN`] is cut off.
    pub fn new(text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.len() > Self::MAX_LEN {
            text.truncate(text.floor_char_boundary(Self::MAX_LEN));
        }
        let lines = LineTable::new(&text);
        let utf16 = Utf16Map::new(&text);
        Self { text, lines, utf16 }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text that `span` names; nothing where the span does not lie on this text's character boundaries.
    #[inline(never)]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The lines, in order.
    pub fn lines(&self) -> &LineTable {
        &self.lines
    }

    /// How many UTF-16 units stand before the byte offset `byte`.
    pub fn utf16(&self, byte: u32) -> Utf16Offset {
        self.utf16.offset(&self.text, byte)
    }
}
