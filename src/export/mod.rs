//! Writes a document out in the formats that people keep.

mod html;
mod json;
mod markdown;
mod text;

use crate::document::Document;
use crate::source::{Bare, trim_start};
use alloc::string::String;

/// A format that a document can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// `{"blocks":[{"kind","level"?,"text"}…]}`, in reading order.
    Json,
    /// CommonMark.
    Markdown,
    /// An `<article>` with semantic elements.
    Html,
    /// The reading text, a blank line between blocks.
    Text,
}

impl Export {
    /// The names that [`Export::from_name`] knows.
    pub const NAMES: [&'static str; 4] = ["json", "markdown", "html", "text"];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            "markdown" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// An item's text without the bullet that it came with; a number stays, for it may be referred to.
fn strip_bullet(reading: &str) -> &str {
    let rest = trim_start(reading, |char| {
        matches!(char, '•' | '·' | '◦' | '▪' | '‣' | '●' | '○' | '■' | '*' | '-' | '–' | '—' | '+')
    });
    if rest.len() < reading.len() && rest.starts_with(char::is_whitespace) { rest.bare_start() } else { reading }
}

/// Writes `document` out.
pub fn export(document: &Document, format: Export) -> String {
    match format {
        Export::Json => json::write(document),
        Export::Markdown => markdown::write(document),
        Export::Html => html::write(document),
        Export::Text => text::write(document),
    }
}
