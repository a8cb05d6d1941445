//! What is true of every document, as a check that tests and fuzzers call.

use super::{BlockKind, Document, Role, Run};
use crate::source::Span;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

impl Document {
    /// Checks the promises that a document makes of any text.
    ///
    /// # Panics
    /// When one is broken, saying which and where:
    /// - every non-space character belongs to exactly one block or one omission;
    /// - runs stand in the source's order within a block, on character boundaries, and none is empty but a space;
    /// - what reads as a space is white space, and what reads as nothing belongs to an omission;
    /// - no block reads as nothing, and a level is given where it has a meaning;
    /// - phrases lie within their block; remarks and omissions lie within the text.
    pub fn assert_invariants(&self) {
        let text = self.source.text();
        let mut owned: Vec<Span> = self.omissions.iter().map(|omission| omission.span).collect();
        for (index, block) in self.blocks.iter().enumerate() {
            let mut at = 0;
            for &run in &block.runs {
                let span = run.span();
                assert!(span.start >= at, "block {index}: {run:?} stands before the end of the run before it, {at}");
                assert!(
                    text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize),
                    "block {index}: {run:?} splits a character"
                );
                at = span.end;
                let slice = &text[span.range()];
                match run {
                    Run::Verbatim(_) => {
                        assert!(!span.is_empty(), "block {index}: an empty run at {at}");
                        owned.push(span);
                    }
                    Run::Char(..) => owned.push(span),
                    Run::Space(_) => assert!(is_space(slice), "block {index}: {slice:?} reads as a space"),
                    Run::Nothing(_) => assert!(
                        is_space(slice) || self.is_omitted(span),
                        "block {index}: {slice:?} reads as nothing and is no omission"
                    ),
                }
            }
            let reading = block.reading(&self.source);
            assert!(!is_space(&reading), "block {index} reads as nothing: {block:?}");
            assert_eq!(reading.len(), block.reading_len() as usize, "block {index}: the length of its reading text");
            match block.kind {
                BlockKind::Heading => {
                    assert!((1..=6).contains(&block.level), "block {index}: a heading of level {}", block.level);
                }
                BlockKind::ListItem => assert!(block.level >= 1, "block {index}: a list item of no level"),
                _ => assert_eq!(block.level, 0, "block {index}: a level where it has no meaning"),
            }
            for phrase in &block.phrases {
                assert!(
                    block
                        .runs
                        .iter()
                        .any(|run| run.span().start <= phrase.text.start && phrase.text.start < run.span().end),
                    "block {index}: {phrase:?} lies outside it"
                );
                if let Role::Link(target) = phrase.role {
                    assert!(text.get(target.range()).is_some(), "block {index}: {phrase:?} points outside the text");
                }
            }
        }
        for remark in &self.remarks {
            assert!(text.get(remark.span.range()).is_some(), "{remark:?} lies outside the text");
        }
        self.assert_conserved(owned);
        self.assert_outlined();
    }

    fn assert_conserved(&self, mut owned: Vec<Span>) {
        let text = self.source.text();
        owned.sort();
        let mut at = 0;
        for span in owned {
            assert!(
                span.start >= at,
                "{:?} at {} belongs to two",
                &text[span.start as usize..span.end.min(at) as usize],
                span.start
            );
            let between = &text[at as usize..span.start as usize];
            assert!(is_space(between), "{between:?} at {at} is lost");
            at = span.end;
        }
        let rest = &text[at as usize..];
        assert!(is_space(rest), "{rest:?} at {at} is lost");
    }

    fn assert_outlined(&self) {
        let entries = self.outline.entries();
        let mut ids = BTreeSet::new();
        for (index, entry) in entries.iter().enumerate() {
            assert_eq!(entry.blocks.start, entry.block, "section {:?} starts at its heading", entry.id);
            assert!(entry.blocks.end <= self.blocks.len(), "section {:?} ends within the document", entry.id);
            assert!(ids.insert(&entry.id), "two sections are {:?}", entry.id);
            if let Some(parent) = entry.parent {
                let outer = &entries[parent];
                assert!(
                    parent < index
                        && outer.level < entry.level
                        && outer.blocks.start < entry.blocks.start
                        && entry.blocks.end <= outer.blocks.end,
                    "section {:?} lies within {:?}",
                    entry.id,
                    outer.id
                );
            }
        }
    }

    /// Whether one omission covers `span`.
    fn is_omitted(&self, span: Span) -> bool {
        let after = self.omissions.partition_point(|omission| omission.span.start <= span.start);
        after > 0 && span.end <= self.omissions[after - 1].span.end
    }
}

fn is_space(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
