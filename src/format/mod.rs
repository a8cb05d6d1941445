//! Front ends: each lays a text of one format out as a draft.

pub mod marked;
pub mod plain;
mod told;

pub use marked::address;

use crate::document::Draft;
use crate::source::Source;
use alloc::vec::Vec;
#[cfg(target_arch = "wasm32")]
use {alloc::boxed::Box, once_cell::race::OnceBox};

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Told from the text.
    #[default]
    Auto,
    /// Text without markup, whose structure has to be found.
    Plain,
    /// CommonMark and what is usual beside it.
    Markdown,
    /// A web page, whole or clipped.
    Html,
}

impl Format {
    /// The names that [`Format::from_name`] knows.
    pub const NAMES: [&'static str; 4] = ["auto", "plain", "markdown", "html"];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "plain" => Some(Self::Plain),
            "markdown" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            _ => None,
        }
    }

    /// What `text` is written in, if it is of this format: never [`Format::Auto`].
    pub fn of(self, text: &str) -> Self {
        if self == Self::Auto { told::told(text) } else { self }
    }

    /// Whether nobody has been named who can lay out `text`, of this format, as what it is.
    #[cfg(target_arch = "wasm32")]
    pub fn is_out_of_reach(self, text: &str) -> bool {
        self.of(text).markup().is_some_and(|markup| lay_out("", markup).is_none())
    }

    /// Its name among the languages of markup; none for text without.
    const fn markup(self) -> Option<&'static str> {
        match self {
            Self::Auto | Self::Plain => None,
            Self::Markdown => Some("markdown"),
            Self::Html => Some("html"),
        }
    }
}

/// Lays out a text that is marked up; nothing where it is not, or where nobody who can has been named. One that is only told by its looks, and
/// shows nothing, is not.
pub fn marked_draft(source: &Source, format: Format) -> Option<Draft> {
    let markup = format.of(source.text()).markup()?;
    let rows = lay_out(source.text(), markup)?;
    let draft = marked::draft(source, &rows);
    (format != Format::Auto || !draft.set.is_empty()).then_some(draft)
}

/// Lays `text` out, in that language of markup, as rows of numbers.
#[cfg(target_arch = "wasm32")]
type FrontEnd = fn(text: &str, markup: &str) -> Option<Vec<u32>>;

#[cfg(target_arch = "wasm32")]
static FRONT_END: OnceBox<FrontEnd> = OnceBox::new();

/// Sets who lays out text that is marked up, before any is read; later calls change nothing.
#[cfg(target_arch = "wasm32")]
pub fn ask(front_end: FrontEnd) {
    let _ = FRONT_END.set(Box::new(front_end));
}

#[cfg(target_arch = "wasm32")]
fn lay_out(text: &str, markup: &str) -> Option<Vec<u32>> {
    FRONT_END.get()?(text, markup)
}

#[cfg(not(target_arch = "wasm32"))]
fn lay_out(text: &str, markup: &str) -> Option<Vec<u32>> {
    pilcrow_markup::Language::from_name(markup).map(|language| pilcrow_markup::lay_out(text, language))
}
