//! What can be searched: passages, by number, and the sections that hold them.

use crate::document::{Document, OutlineEntry};
use alloc::string::String;

/// Passages in reading order: the blocks of one document, or of many.
pub trait Passages {
    /// How many there are.
    fn count(&self) -> usize;

    /// Appends the reading text of `passage` to `reading`.
    fn read_into(&self, passage: usize, reading: &mut String);

    /// The sections, in order, each after the one that holds it.
    fn sections(&self) -> &[OutlineEntry];

    /// The reading text of `passage`.
    fn reading(&self, passage: usize) -> String {
        let mut reading = String::new();
        self.read_into(passage, &mut reading);
        reading
    }

    /// The innermost section that holds `passage`, by its place in [`Passages::sections`].
    fn section_of(&self, passage: usize) -> Option<usize> {
        let sections = self.sections();
        let last = sections.partition_point(|section| section.block <= passage).checked_sub(1)?;
        // Where one document ends, the next one's passages may come before any heading.
        core::iter::successors(Some(last), |&section| sections[section].parent)
            .find(|&section| passage < sections[section].blocks.end)
    }

    /// Whether `passage` is the heading of a section.
    fn is_heading(&self, passage: usize) -> bool {
        self.sections().binary_search_by_key(&passage, |section| section.block).is_ok()
    }
}

impl Passages for Document {
    fn count(&self) -> usize {
        self.blocks().len()
    }

    fn read_into(&self, passage: usize, reading: &mut String) {
        self.blocks()[passage].read_into(self.source(), reading);
    }

    fn sections(&self) -> &[OutlineEntry] {
        self.outline().entries()
    }
}
