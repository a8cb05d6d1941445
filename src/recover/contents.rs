//! A printed table of contents: evidence about the headings, and no part of the text.

use super::headings;
use super::look;
use super::vocabulary;
use crate::document::{Draft, DraftBlock, OmissionKind};
use crate::source::{Source, Tally, UNHASHED, hashed_lower};
use alloc::vec::Vec;

/// Blocks that a table of contents may be spread over.
const MOST_BLOCKS: usize = 500;

/// Lines of the longest block that a heading is, with its number on a line of its own.
const SHORT_BLOCK: usize = 3;

/// Columns of that block.
const LONGEST_HEADING: u32 = 120;

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
    draft.omit_blocks(OmissionKind::Contents, &mut |at| listed[at]);
}

fn is_title(source: &Source, block: &DraftBlock) -> bool {
    vocabulary::CONTENTS.titles(source, block)
}

/// How many blocks behind the title at `title` list the contents: entries with page numbers, or lines that stand as headings
/// further on. A list ends where its first entry stands a second time, or another one that text follows: "Chapter I" may be listed
/// for each part of a book.
fn entries_after(source: &Source, draft: &Draft, lines: &ShortLines, title: usize) -> usize {
    let blocks = &draft.blocks[title + 1..draft.blocks.len().min(title + 1 + MOST_BLOCKS)];
    let with_leaders = blocks.iter().take_while(|block| has_leaders(source, block)).count();
    if with_leaders > 0 {
        return with_leaders;
    }
    let mut seen = Tally::default();
    let mut listed = 0;
    let mut entries = 0;
    let mut unknown = 0;
    let mut first = None;
    let is_entry = |block: &DraftBlock| {
        keys(source, block).filter(|keys| lines.hold_twice(source, block, keys)).count() * 2 >= block.lines.len()
    };
    for (at, block) in blocks.iter().enumerate() {
        let key = keys(source, block).find_map(|keys| keys.whole());
        let stands_again =
            key.is_some_and(|key| seen.count(key) > 0) && (key == first || !blocks.get(at + 1).is_some_and(is_entry));
        if stands_again || block.lines.iter().any(|line| line.width > LONGEST_ENTRY) {
            break;
        }
        if is_entry(block) {
            first = first.or(key);
            entries = at + 1;
            unknown = 0;
            for keys in keys(source, block) {
                listed += usize::from(keys.whole().is_some_and(|key| seen.count(key) == 0));
                keys.all().iter().for_each(|&key| *seen.entry(key) += 1);
            }
        } else {
            unknown += 1;
            // A list's own words are few; prose is the text, which has begun.
            if unknown > MOST_UNKNOWN || !is_short(source, block) {
                break;
            }
        }
    }
    if listed >= FEWEST_ENTRIES { entries } else { 0 }
}

/// The keys of each of the block's lines.
fn keys<'b>(source: &'b Source, block: &'b DraftBlock) -> impl Iterator<Item = Keys> + 'b {
    block.lines.iter().map(|line| Keys::of(look::line(source, line)))
}

/// Whether a block is no longer than a heading is, with its number, and no speech.
fn is_short(source: &Source, block: &DraftBlock) -> bool {
    block.lines.len() <= SHORT_BLOCK
        && look::size(block) <= LONGEST_HEADING
        && !look::opens_quoted(look::first(source, block))
}

/// How often each line of the document's short blocks stands in it, whatever number it has in front or behind.
#[derive(Default)]
struct ShortLines {
    counts: Tally,
}

impl ShortLines {
    fn of(source: &Source, draft: &Draft) -> Self {
        let mut counts = Tally::default();
        for block in draft.blocks.iter().filter(|block| is_short(source, block)) {
            for line in block.lines.iter().filter(|line| line.width <= LONGEST_ENTRY) {
                for &key in Keys::of(look::line(source, line)).all() {
                    *counts.entry(key) += 1;
                }
            }
        }
        Self { counts }
    }

    /// Whether a line of a list's block stands elsewhere too, in a short block.
    fn hold_twice(&self, source: &Source, block: &DraftBlock, keys: &Keys) -> bool {
        let own = u32::from(is_short(source, block));
        keys.all().iter().any(|&key| self.counts.count(key) > own)
    }
}

/// What an entry and its heading have in common, hashed: the letters, without the page's number behind, and without the word or two in
/// front that number the part. The whole comes first.
struct Keys {
    hashes: [u64; 3],
    count: usize,
    /// How many of the hashes count: one for the whole, and one more for each word in front that numbers the part.
    starts: usize,
}

impl Keys {
    #[inline(never)]
    fn of(line: &str) -> Self {
        let mut keys = Self { hashes: [UNHASHED; 3], count: 0, starts: 1 };
        let mut before_last = keys.hashes;
        let mut last = "";
        look::each_word(line, &mut |word| {
            before_last = keys.hashes;
            last = word;
            keys.starts += usize::from(keys.starts == keys.count + 1 && headings::numbers(word));
            let hash = hashed_lower(UNHASHED, word);
            for key in keys.hashes.iter_mut().take(keys.count + 1) {
                *key = key.rotate_left(21) ^ hash;
            }
            keys.count += 1;
        });
        if keys.count > 1 && look::is_digits(last) {
            keys = Self { hashes: before_last, count: keys.count - 1, ..keys };
        }
        keys
    }

    fn all(&self) -> &[u64] {
        &self.hashes[..self.count.min(self.hashes.len()).min(self.starts)]
    }

    fn whole(&self) -> Option<u64> {
        self.all().first().copied()
    }
}

/// Whether most lines of the block lead to a number.
fn has_leaders(source: &Source, block: &DraftBlock) -> bool {
    let leading = block.lines.iter().filter(|line| leads_to_number(look::line(source, line))).count();
    leading >= 2 && leading * 10 >= block.lines.len() * 6
}

fn leads_to_number(line: &str) -> bool {
    let words = look::trim_end(line, |char| char.is_ascii_digit());
    if words.len() == line.len() {
        return false;
    }
    let bare = look::trim_end(words, |char| matches!(char, '.' | ' ' | '·' | '…' | '_' | '\t'));
    let leader = &words[bare.len()..];
    !bare.is_empty() && (leader.len() >= 4 || look::holds(leader, "…") || look::holds(leader, "..."))
}
