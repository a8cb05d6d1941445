//! What belongs to no block, and where the reading was in doubt.

use crate::source::Span;

/// Why a piece of the source belongs to no block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OmissionKind {
    /// A page's number.
    Folio,
    /// The line that a page repeats at its head or foot.
    RunningHead,
    /// "Continued on page 5."
    JumpLine,
    /// The hyphen of a word cut at a line's end.
    Hyphen,
    /// Signs that only mark the text up: a link's brackets and target, invisible characters.
    Markup,
    /// A printed table of contents.
    Contents,
    /// A library's licence and frame around the text.
    Boilerplate,
}

impl OmissionKind {
    /// The kind's name outside the core.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Folio => "folio",
            Self::RunningHead => "runningHead",
            Self::JumpLine => "jumpLine",
            Self::Hyphen => "hyphen",
            Self::Markup => "markup",
            Self::Contents => "contents",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A piece of the source that belongs to no block, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omission {
    /// Why it was left out.
    pub kind: OmissionKind,
    /// What was left out.
    pub span: Span,
}

/// Where the reading was in doubt: what was decided, and what else it could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// One sentence, without a full stop.
    pub message: &'static str,
    /// What it is about.
    pub span: Span,
}
