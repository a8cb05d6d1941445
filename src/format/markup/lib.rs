//! Markdown and HTML, each read into blocks of runs over the source: a package of its own, since its parsers would be as much again as the core.
//!
//! The core takes the rows that [`lay_out`] gives; what they name stays where it stands in the source, so that not one character is lost.

mod article;
mod front_matter;
mod html;
mod markdown;
mod measures;
mod names;
mod page;
mod references;
mod roles;
mod rows;
mod styles;

pub use rows::{Kind, Rows};

/// What a text is marked up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// CommonMark with tables, footnotes, task lists, strikethrough and front matter.
    Markdown,
    /// A page, whole or clipped.
    Html,
}

impl Language {
    /// The language of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "markdown" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            _ => None,
        }
    }
}

/// Lays `text` out: rows of three numbers, as [`Rows`] tells them. Spans are bytes of `text`, half-open. Any text gives some.
pub fn lay_out(text: &str, language: Language) -> Vec<u32> {
    // A byte order mark is none of the text.
    let bare = text.trim_start_matches('\u{feff}');
    let mut rows = Rows::default();
    match language {
        Language::Markdown => markdown::lay_out(bare, &mut rows),
        Language::Html => html::lay_out(bare, &mut rows),
    }
    rows.into_numbers(text.len() - bare.len())
}
