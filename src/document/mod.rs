//! What a text reads as: blocks in reading order, what was left out of them, where in doubt, and the outline.

mod block;
mod draft;
mod invariants;
mod language;
mod omission;
mod outline;
mod run;

pub use block::{Block, BlockKind, Phrase, Role, Style};
pub use draft::{Draft, DraftBlock, DraftLine, End, Join, Layout, Start};
pub use language::{Direction, Languages, direction};
pub use omission::{Omission, OmissionKind, Remark};
pub use outline::{Outline, OutlineEntry};
pub use run::Run;

use crate::source::Source;
use alloc::vec::Vec;

/// A text that has been read. It owns its source; blocks, omissions and remarks name spans of it.
#[derive(Debug, Clone)]
pub struct Document {
    source: Source,
    blocks: Vec<Block>,
    omissions: Vec<Omission>,
    remarks: Vec<Remark>,
    outline: Outline,
}

impl Document {
    /// Puts a document together. `omissions` and `remarks` come in the source's order.
    fn new(source: Source, blocks: Vec<Block>, omissions: Vec<Omission>, remarks: Vec<Remark>) -> Self {
        let outline = Outline::of(&source, &blocks);
        Self { source, blocks, omissions, remarks, outline }
    }

    /// The text as it came.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The blocks, in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What belongs to no block, by name, in the source's order.
    pub fn omissions(&self) -> &[Omission] {
        &self.omissions
    }

    /// Where the reading was in doubt, in the source's order.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The sections, as the headline and the headings make them.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }
}
