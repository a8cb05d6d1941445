//! A printed table of contents: evidence about the headings, and no part of the text.

use super::look;
use super::vocabulary;
use crate::document::{Draft, DraftBlock, Omission, OmissionKind};
use crate::source::Source;

/// Blocks that a table of contents may be spread over.
const MOST_BLOCKS: usize = 200;

/// Leaves a table of contents out, with its title.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let mut at = 0;
    while at < draft.blocks.len() {
        let titled = is_title(source, &draft.blocks[at]);
        let entries =
            if titled { entries_after(source, draft, at) } else { usize::from(has_leaders(source, &draft.blocks[at])) };
        if entries == 0 {
            at += 1;
            continue;
        }
        let to = at + entries + usize::from(titled);
        for block in draft.blocks.drain(at..to) {
            draft
                .omissions
                .extend(block.lines.iter().map(|line| Omission { kind: OmissionKind::Contents, span: line.text }));
        }
    }
}

fn is_title(source: &Source, block: &DraftBlock) -> bool {
    block.lines.len() == 1 && {
        let title = look::first(source, block).trim_matches(|char: char| !char.is_alphabetic()).to_lowercase();
        vocabulary::CONTENTS.contains(&title.as_str())
    }
}

/// How many blocks behind the title at `title` list the contents: entries with page numbers, or short lines up to the one that repeats
/// the first, which is the text's first heading.
fn entries_after(source: &Source, draft: &Draft, title: usize) -> usize {
    let blocks = &draft.blocks[title + 1..draft.blocks.len().min(title + 1 + MOST_BLOCKS)];
    let with_leaders = blocks.iter().take_while(|block| has_leaders(source, block)).count();
    if with_leaders > 0 {
        return with_leaders;
    }
    let Some(first) = blocks.first().map(|block| look::first(source, block).to_lowercase()) else { return 0 };
    let repeats = |block: &DraftBlock| look::first(source, block).to_lowercase() == first;
    let listed = blocks.iter().skip(1).position(repeats).map_or(0, |found| found + 1);
    if blocks[..listed].iter().all(|block| block.lines.iter().all(|line| line.width < 72)) { listed } else { 0 }
}

/// Whether most lines of the block lead to a number.
fn has_leaders(source: &Source, block: &DraftBlock) -> bool {
    let leading = block.lines.iter().filter(|line| leads_to_number(look::line(source, line))).count();
    leading >= 2 && leading * 10 >= block.lines.len() * 6
}

fn leads_to_number(line: &str) -> bool {
    let words = line.trim_end_matches(|char: char| char.is_ascii_digit());
    let leader = words.trim_end_matches(['.', ' ', '·', '…', '_', '\t']);
    words.len() < line.len()
        && !leader.is_empty()
        && (words[leader.len()..].contains("...")
            || words[leader.len()..].contains('…')
            || words[leader.len()..].contains(". . ")
            || words[leader.len()..].len() >= 4)
}
