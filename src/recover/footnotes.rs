//! Footnotes: blocks that open with the mark that stands behind a word of the text.

use super::look::{self, End};
use super::vocabulary;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::unicode;
use crate::source::{Bare, Source, Tally, UNHASHED, character_count, characters, hashed};
use alloc::vec::Vec;

/// Digits, or signs, of the longest mark.
const LONGEST: usize = 3;

/// Bytes within which a word for a note ends: "примечания" takes 20, and a letter behind it at most 4.
const LONGEST_NAME: usize = 24;

/// Letters of the shortest word that a mark hangs on: "CO2" and "m²" end in numbers of their own.
const SHORTEST_WORD: usize = 3;

/// Marks blocks that open with a mark that stands in the text before them, or say that they are notes.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    // Most texts have no notes.
    if !draft.blocks.iter().any(|block| may_be_note(source, block)) {
        return;
    }
    let mut marks = Tally::default();
    let (mut listed, mut titled) = (false, false);
    draft.rebuild(&mut |mut block, blocks| {
        // What is numbered below "References" are the works that the text's numbers refer to.
        listed |= vocabulary::REFERENCES.titles(source, &block);
        titled |= vocabulary::NOTES.titles(source, &block);
        let kind_before = blocks.last().map(|before| before.kind);
        let behind_note = kind_before == Some(BlockKind::Footnote);
        // Asterisks in a row are a list's, but for a second note: "* (2) …".
        let is_second = |text: &str| {
            let number = text.strip_prefix("* (").unwrap_or_default();
            number.split_once(')').is_some_and(|(number, _)| look::is_digits(number))
        };
        let next = source.text()[look::span(&block).end as usize..].bare_start();
        let in_list = block.kind == BlockKind::ListItem
            && look::first(source, &block).starts_with('*')
            && (kind_before == Some(BlockKind::ListItem) || next.starts_with("* ") && !is_second(next));
        let goes_on = behind_note && is_second(look::first(source, &block));
        let mut is_note = |line: usize| {
            let text = look::line(source, &block.lines[line]);
            let Some(mark) = Mark::of(text) else { return false };
            let surely = titled || behind_note || line > 0 || !mark.is_bare || !may_be_heading(&block);
            let opens = surely && !listed && mark.opens(text, titled);
            mark.says_note() || opens && marks.known(mark.hash).is_some_and(|count| core::mem::take(count) > 0)
        };
        if goes_on || may_be_note(source, &block) && !in_list && is_note(0) {
            // At a page's foot, notes may follow each other line by line.
            let cuts: Vec<usize> = (1..block.lines.len()).filter(|&line| is_note(line)).collect();
            block.kind = BlockKind::Footnote;
            blocks.extend(wraps::part(block, &cuts));
        } else {
            for line in &block.lines {
                collect_marks(look::line(source, line), &mut marks);
            }
            blocks.push(block);
        }
    });
}

fn may_be_note(source: &Source, block: &DraftBlock) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && Mark::of(look::first(source, block)).is_some()
}

/// Whether what opens with a number may as well be a heading: a line without an end or a pause.
fn may_be_heading(block: &DraftBlock) -> bool {
    block.lines.len() == 1 && block.ends() == End::Word
}

/// A note's mark, where the note begins or where the text refers to it: `1`, `²`, `†`, `[1]`, `[^a]`, `[注1]`, `(1)`.
struct Mark<'t> {
    /// Of the mark itself, however it is raised, and of its brackets.
    hash: u64,
    /// Whether it may be any number: neither raised nor in brackets.
    is_bare: bool,
    /// Whether it stands in square brackets, in which hardly anything else does.
    is_square: bool,
    /// Whether it is none of the numbers and letters.
    is_sign: bool,
    /// Whether a word for a note stands before its number, or for it.
    is_named: bool,
    /// What follows.
    rest: &'t str,
}

impl<'t> Mark<'t> {
    /// The mark that `text` begins with.
    fn of(text: &'t str) -> Option<Self> {
        // Hardly any text begins so.
        if !look::starts(text, |char| may_open(char) || char == '^' || look::is_unspaced(char)) {
            return None;
        }
        let is_bracketed = look::starts_in(text, OPENING);
        let inner = &text[if is_bracketed { text.chars().next().map_or(0, char::len_utf8) } else { 0 }..];
        let is_round = look::starts_in(text, "(（");
        let near = &inner[..inner.floor_char_boundary(LONGEST_NAME)];
        let name = &near[..near.len() - look::trim_start(near, unicode::is_alphabetic).len()];
        let behind = &inner[name.len()..];
        let is_named =
            (is_bracketed && !is_round || look::starts(inner, look::is_unspaced)) && vocabulary::NOTES.holds(name);
        let inner = match is_named {
            true => behind.bare_start(),
            false => look::trim_start(inner, |char| char == '^'),
        };
        let mut rest = look::trim_start(inner, look::is_note_mark);
        let letter = look::trim_start(inner, |char| char.is_ascii_alphabetic());
        if is_bracketed && inner.len() - letter.len() == 1 {
            rest = letter;
        }
        let mark = &inner[..inner.len() - rest.len()];
        let is_raised = look::starts(mark, |char| !unicode::is_numeric(char) || !unicode::parts(char).is_empty());
        let mut hash = hashed(
            UNHASHED,
            if is_named {
                ':'
            } else if is_round {
                '('
            } else if is_bracketed {
                '['
            } else {
                ' '
            },
        );
        for char in characters(mark) {
            // `²` and `⑫` are made of digits.
            match unicode::parts(char) {
                [] => hash = hashed(hash, char),
                parts => parts.iter().for_each(|&part| hash = hashed(hash, part)),
            }
        }
        let closed = look::trim_start(rest, |char| look::is_in(char, "]］〕】)）"));
        let is_whole = (1..=LONGEST).contains(&character_count(mark)) && (!is_bracketed || closed.len() < rest.len());
        let mark = Self {
            hash,
            is_bare: !is_bracketed && !is_raised && !is_named,
            is_square: is_bracketed && !is_round,
            is_sign: look::starts_in(mark, look::NOTE_SIGNS),
            is_named,
            rest: if is_bracketed { closed } else { rest },
        };
        (is_whole || mark.says_note()).then_some(mark)
    }

    /// Whether it opens a note, of which `text` is the first line. "1. …" is an item of a list, but below "Notes" it is a note.
    fn opens(&self, text: &str, titled: bool) -> bool {
        let is_gap = |char: char| char.is_whitespace() || matches!(char, ':' | '：' | '.' | ')');
        let words = look::trim_start(self.rest, is_gap);
        // Emphasis has the sign at its end, too.
        look::starts(words, |char| unicode::is_alphabetic(char) || look::is_in(char, "\"'“‘«(「『["))
            && (titled || !self.is_bare || look::starts(self.rest, char::is_whitespace))
            && !look::ends_in(text, look::NOTE_SIGNS)
    }

    /// Whether it says that what follows is a note: `[Footnote 1: …]`.
    fn says_note(&self) -> bool {
        self.is_named && look::starts_in(self.rest, ":：")
    }

    /// Whether it hangs on what stands `before` it, on a line of the text. A printer's sign may stand off a little: "… à qui la touche *".
    fn hangs_on(&self, before: &str) -> bool {
        let before = if self.is_sign { before.bare_end() } else { before };
        let signs = look::trim_end(before, |char| look::is_in(char, ".,;:!?\"'”’»)。」』，、،؟؛"));
        // No more of the word is looked at than is asked for: a line may be one word.
        let near = &signs[signs.floor_char_boundary(signs.len().saturating_sub(SHORTEST_WORD * 4))..];
        let word = &near[look::trim_end(near, unicode::is_alphabetic).len()..];
        let is_word = signs.len() < before.len() && !word.is_empty() || look::has_letters(word, SHORTEST_WORD);
        self.is_square && !before.is_empty()
            || (is_word || look::ends(word, look::is_unspaced)) && !look::starts(self.rest, unicode::is_alphanumeric)
    }
}

/// Brackets that open about a mark.
const OPENING: &str = "[［〔【(（";

/// Whether a mark may begin with `char`, where it does not with a word.
fn may_open(char: char) -> bool {
    look::is_note_mark(char) || !unicode::is_alphabetic(char) && look::is_in(char, OPENING)
}

/// Bytes that may begin a mark: digits, brackets, an asterisk, and the first bytes of raised, Arabic, Persian, full-width and circled digits
/// and of the printer's signs.
const MAY_OPEN: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"0123456789[(*\xC2\xD9\xDB\xE2\xE3\xEF";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// Notes the marks that hang on words of the text.
fn collect_marks(text: &str, marks: &mut Tally) {
    let (mut at, mut starred) = (0, false);
    while let Some(next) = text.as_bytes()[at..].iter().position(|&byte| MAY_OPEN[usize::from(byte)]) {
        let (before, here) = text.split_at(at + next);
        let first = here.chars().next().map_or(1, char::len_utf8);
        // Of all that begins with those bytes, most are letters, quotation marks and dashes.
        if !look::starts(here, may_open) {
            at += next + first;
            continue;
        }
        let is_star = here.starts_with('*');
        // A second asterisk on the line closes what the first one opened.
        if let Some(mark) = Mark::of(here).filter(|mark| !(is_star && starred) && mark.hangs_on(before)) {
            *marks.entry(mark.hash) = 1;
        }
        starred |= is_star;
        let behind = look::trim_start(here, look::is_note_mark);
        at = text.len() - behind.len().min(here.len() - first);
    }
}
