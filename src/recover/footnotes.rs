//! Footnotes: blocks that open with the mark that stands behind a word of the text.

use super::look;
use crate::document::{BlockKind, Draft};
use crate::source::Source;
use std::collections::BTreeSet;

/// The highest number of a note.
const HIGHEST: u32 = 999;

/// Marks blocks that open with a number whose mark stands in the text before them.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let openers: Vec<Option<u32>> = draft
        .blocks
        .iter()
        .map(|block| if block.kind == BlockKind::Paragraph { opening_number(look::first(source, block)) } else { None })
        .collect();
    if openers.iter().all(Option::is_none) {
        return;
    }
    let mut marks = BTreeSet::new();
    for (block, opener) in draft.blocks.iter_mut().zip(openers) {
        if let Some(number) = opener
            && marks.remove(&number)
        {
            block.kind = BlockKind::Footnote;
            continue;
        }
        for line in &block.lines {
            collect_marks(look::line(source, line), &mut marks);
        }
    }
}

/// The number that a note opens with: bare, and then the note's text.
fn opening_number(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let spaced = rest.starts_with([' ', '\t'])
        && rest.trim_start().starts_with(|char: char| char.is_alphabetic() || "\"'“‘«(".contains(char));
    text[..digits].parse().ok().filter(|number| (1..=HIGHEST).contains(number) && spaced)
}

/// Adds the numbers that stand right behind a word or a sentence's end.
fn collect_marks(text: &str, marks: &mut BTreeSet<u32>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let before = text[..at].chars().next_back();
        let signs =
            text[..at].trim_end_matches(['.', ',', ';', '!', '?', '"', '\'', '”', '’', ')', '。', '」', '،', '؟']);
        let behind_word = before.is_some_and(|char| !char.is_whitespace())
            && signs.chars().next_back().is_some_and(char::is_alphabetic);
        let ends = text[at + digits..].chars().next().is_none_or(|char| !char.is_alphanumeric());
        if behind_word && ends && digits <= 3 {
            marks.extend(text[at..at + digits].parse::<u32>());
        }
        at += digits;
    }
}
