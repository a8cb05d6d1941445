//! Footnotes: blocks that open with the mark that stands behind a word of the text.

use super::look;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::Source;
use crate::source::unicode;

/// The highest number of a note.
const HIGHEST: usize = 999;

/// Marks blocks that open with a number whose mark stands in the text before them.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let opener = |block: &DraftBlock| opening_number(look::first(source, block));
    if !draft.blocks.iter().any(|block| opener(block).is_some()) {
        return;
    }
    let mut marks = [false; HIGHEST + 1];
    for block in &mut draft.blocks {
        if block.kind == BlockKind::Paragraph
            && let Some(number) = opener(block)
            && core::mem::take(&mut marks[number])
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
fn opening_number(text: &str) -> Option<usize> {
    let (number, rest) = leading_number(text)?;
    let spaced = look::starts_in(rest, " \t")
        && look::starts(rest.trim_start(), |char| unicode::is_alphabetic(char) || look::is_in(char, "\"'“‘«("));
    (number > 0 && spaced).then_some(number)
}

/// The number that stands at the head of `text`, if it may be a note's, and what follows.
fn leading_number(text: &str) -> Option<(usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = |number: usize, digit: u8| (number * 10 + usize::from(digit - b'0')).min(HIGHEST + 1);
    let number = text.bytes().take(digits).fold(0, value);
    (digits > 0 && number <= HIGHEST).then(|| (number, &text[digits..]))
}

/// Notes the numbers that stand right behind a word or a sentence's end.
fn collect_marks(text: &str, marks: &mut [bool]) {
    let mut at = 0;
    while let Some(digit) = text.as_bytes()[at..].iter().position(u8::is_ascii_digit) {
        let (before, number) = text.split_at(at + digit);
        at = text.len() - look::trim_start(number, |char| char.is_ascii_digit()).len();
        let signs = look::trim_end(before, |char| look::is_in(char, ".,;!?\"'”’)。」،؟"));
        let Some((number, rest)) = leading_number(number) else { continue };
        if look::ends(signs, unicode::is_alphabetic) && !look::starts(rest, unicode::is_alphanumeric) {
            marks[number] = true;
        }
    }
}
