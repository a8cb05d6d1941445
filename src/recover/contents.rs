//! A printed table of contents: evidence about the headings, and no part of the text.

use super::look;
use super::vocabulary;
use crate::document::{Draft, DraftBlock, DraftLine, Omission, OmissionKind};
use crate::source::Source;
use std::collections::{BTreeSet, HashMap};

/// Blocks that a table of contents may be spread over.
const MOST_BLOCKS: usize = 200;

/// Lines of the longest block that a heading is, with its number on a line of its own.
const SHORT_BLOCK: usize = 3;

/// Columns of the longest entry.
const LONGEST_ENTRY: u16 = 100;

/// Entries of the shortest list.
const FEWEST_ENTRIES: usize = 2;

/// Blocks within a list that head nothing: a word for "page", a list's part.
const MOST_UNKNOWN: usize = 2;

/// Leaves a table of contents out, with its title.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let titles: Vec<bool> = draft.blocks.iter().map(|block| is_title(source, block)).collect();
    let lines = if titles.contains(&true) { ShortLines::of(source, draft) } else { ShortLines::default() };
    let mut listed = vec![false; draft.blocks.len()];
    let mut at = 0;
    while at < listed.len() {
        let to = if titles[at] {
            match entries_after(source, draft, &lines, at) {
                0 => at,
                entries => at + 1 + entries,
            }
        } else {
            at + usize::from(has_leaders(source, &draft.blocks[at]))
        };
        listed[at..to].fill(true);
        at = to.max(at + 1);
    }
    let mut listed = listed.into_iter();
    let omissions = &mut draft.omissions;
    draft.blocks.retain(|block| {
        let listed = listed.next().unwrap_or(false);
        if listed {
            omissions.extend(block.lines.iter().map(|line| Omission { kind: OmissionKind::Contents, span: line.text }));
        }
        !listed
    });
}

fn is_title(source: &Source, block: &DraftBlock) -> bool {
    block.lines.len() == 1 && {
        let title = look::first(source, block).trim_matches(|char: char| !char.is_alphabetic()).to_lowercase();
        vocabulary::CONTENTS.contains(&title.as_str())
    }
}

/// How many blocks behind the title at `title` list the contents: entries with page numbers, or lines that stand as headings
/// further on. A list ends where its own entries begin to stand a second time.
fn entries_after(source: &Source, draft: &Draft, lines: &ShortLines, title: usize) -> usize {
    let blocks = &draft.blocks[title + 1..draft.blocks.len().min(title + 1 + MOST_BLOCKS)];
    let with_leaders = blocks.iter().take_while(|block| has_leaders(source, block)).count();
    if with_leaders > 0 {
        return with_leaders;
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut entries = 0;
    let mut unknown = 0;
    for (at, block) in blocks.iter().enumerate() {
        let keys: Vec<String> =
            block.lines.iter().filter_map(|line| keys(look::line(source, line)).into_iter().next()).collect();
        let stands_again = keys.first().is_some_and(|key| seen.contains(key));
        if stands_again || block.lines.iter().any(|line| line.width > LONGEST_ENTRY) {
            break;
        }
        let known = block.lines.iter().filter(|line| lines.hold_twice(source, block, line)).count();
        if known * 2 >= block.lines.len() {
            entries = at + 1;
            unknown = 0;
            seen.extend(keys);
        } else {
            unknown += 1;
            if unknown > MOST_UNKNOWN {
                break;
            }
        }
    }
    if seen.len() >= FEWEST_ENTRIES { entries } else { 0 }
}

/// How often each line of the document's short blocks stands in it, whatever number it has in front or behind.
#[derive(Default)]
struct ShortLines {
    counts: HashMap<String, u32>,
}

impl ShortLines {
    fn of(source: &Source, draft: &Draft) -> Self {
        let mut counts = HashMap::new();
        for block in draft.blocks.iter().filter(|block| block.lines.len() <= SHORT_BLOCK) {
            for line in block.lines.iter().filter(|line| line.width <= LONGEST_ENTRY) {
                for key in keys(look::line(source, line)) {
                    *counts.entry(key).or_default() += 1;
                }
            }
        }
        Self { counts }
    }

    /// Whether the line of a list's block stands elsewhere too, in a short block.
    fn hold_twice(&self, source: &Source, block: &DraftBlock, line: &DraftLine) -> bool {
        let own = u32::from(block.lines.len() <= SHORT_BLOCK);
        keys(look::line(source, line)).iter().any(|key| self.counts.get(key).is_some_and(|&count| count > own))
    }
}

/// What an entry and its heading have in common: the letters, without the page's number behind, and without a word or two in front
/// where those may number the part. The whole comes first.
fn keys(line: &str) -> Vec<String> {
    let words: Vec<String> = line
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let numbered_behind =
        words.len() > 1 && words.last().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let words = &words[..words.len() - usize::from(numbered_behind)];
    (0..words.len().min(3)).map(|front| words[front..].concat()).filter(|key| !key.is_empty()).collect()
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
