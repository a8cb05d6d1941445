//! The load-bearing type: a piece of source and what it reads as.

use crate::source::Span;
use alloc::string::String;

/// A piece of source and what it reads as. A block is a sequence of these; it never owns text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// Reads as the source does.
    Verbatim(Span),
    /// White space that reads as one space: a line's end, a gap.
    Space(Span),
    /// Reads as nothing: a hyphen at a line's end. Letters in it belong to a named omission.
    Nothing(Span),
    /// Reads as one other character: a line break that is kept, an entity.
    Char(Span, char),
}

impl Run {
    /// The source it stands for.
    pub const fn span(self) -> Span {
        match self {
            Self::Verbatim(span) | Self::Space(span) | Self::Nothing(span) | Self::Char(span, _) => span,
        }
    }

    /// How many bytes of reading text it gives.
    pub const fn reading_len(self) -> u32 {
        match self {
            Self::Verbatim(span) => span.len(),
            Self::Space(_) => 1,
            Self::Nothing(_) => 0,
            Self::Char(_, char) => char.len_utf8() as u32,
        }
    }

    /// Appends what it reads as to `reading`.
    pub fn read_into(self, source: &str, reading: &mut String) {
        match self {
            Self::Verbatim(span) => reading.push_str(&source[span.range()]),
            Self::Space(_) => reading.push(' '),
            Self::Nothing(_) => {}
            Self::Char(_, char) => reading.push(char),
        }
    }
}
