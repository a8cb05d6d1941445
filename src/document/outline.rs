//! The outline: sections, as the headline and the headings make them.

use super::{Block, BlockKind};
use crate::source::unicode;
use crate::source::{Source, Tally, UNHASHED, hashed_lower, push_decimal};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// One section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// A name for links, made from the title: the same on every reading, and no other section's.
    pub id: String,
    /// The heading's reading text.
    pub title: String,
    /// 1 for a headline, and the heading's level below it.
    pub level: u8,
    /// The heading's block.
    pub block: usize,
    /// The blocks of the section and of all below it, its heading first.
    pub blocks: Range<usize>,
    /// The entry that holds this one, by its place in [`Outline::entries`].
    pub parent: Option<usize>,
}

/// The sections of a document, in document order, each after the one that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    entries: Vec<OutlineEntry>,
}

impl Outline {
    /// The outline that the headline and headings among `blocks` make.
    pub fn of(source: &Source, blocks: &[Block]) -> Self {
        let mut entries: Vec<OutlineEntry> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut ids = Ids::default();
        for (index, block) in blocks.iter().enumerate() {
            let level = match block.kind {
                BlockKind::Headline => 1,
                BlockKind::Heading => block.level,
                _ => continue,
            };
            while let Some(entry) = open.pop_if(|&mut entry| entries[entry].level >= level) {
                entries[entry].blocks.end = index;
            }
            let title = block.reading(source);
            let id = ids.give(&title);
            let parent = open.last().copied();
            open.push(entries.len());
            entries.push(OutlineEntry { id, title, level, block: index, blocks: index..blocks.len(), parent });
        }
        Self { entries }
    }

    /// The sections, in document order.
    pub fn entries(&self) -> &[OutlineEntry] {
        &self.entries
    }

    /// The innermost section that holds `block`, by its place in [`Outline::entries`]; none before the first.
    pub fn section_of(&self, block: usize) -> Option<usize> {
        // Sections nest and run up to the next heading, so the last one to begin is the innermost.
        self.entries.partition_point(|entry| entry.block <= block).checked_sub(1)
    }
}

/// Gives each title an id that no other has.
#[derive(Default)]
struct Ids {
    /// What was given, and how often each title was tried, by their hashes. If two ids had one hash, the later would get the next number.
    given: Tally,
    tries: Tally,
}

impl Ids {
    fn give(&mut self, title: &str) -> String {
        let slug = slug(title);
        let tries = self.tries.entry(hashed_lower(UNHASHED, &slug));
        loop {
            *tries += 1;
            let mut id = slug.clone();
            if *tries > 1 {
                id.push('-');
                push_decimal(&mut id, *tries as usize);
            }
            // A number may be taken: "Part 2" is a title too.
            let given = self.given.entry(hashed_lower(UNHASHED, &id));
            *given += 1;
            if *given == 1 {
                return id;
            }
        }
    }
}

/// The letters and digits of a title in lower case, words joined by hyphens; "section" where it has none.
fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    let mut within = false;
    for char in title.chars() {
        if unicode::is_alphanumeric(char) {
            if !within && !slug.is_empty() {
                slug.push('-');
            }
            slug.extend(unicode::to_lowercase(char));
        }
        within = unicode::is_alphanumeric(char);
    }
    if slug.is_empty() { "section".into() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_titles_share_an_id() {
        let mut ids = Ids::default();
        let given = ["Part", "Part 2", "part!", "PART", "***", "Über uns"].map(|title| ids.give(title));
        assert_eq!(given, ["part", "part-2", "part-3", "part-4", "section", "über-uns"]);
    }
}
