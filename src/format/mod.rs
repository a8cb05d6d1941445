//! Front ends: each lays a text of one format out as a draft.

pub mod plain;

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Told from the text.
    #[default]
    Auto,
    /// Text without markup, whose structure has to be found.
    Plain,
}

impl Format {
    /// The names that [`Format::from_name`] knows.
    pub const NAMES: [&'static str; 2] = ["auto", "plain"];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "plain" => Some(Self::Plain),
            _ => None,
        }
    }
}
