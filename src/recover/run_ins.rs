//! Run-in headings: the first words of a paragraph that are its title, ended by a full stop: "2.1. Materials. All chemicals were …".

use super::headings;
use super::look::{self, End, Start};
use super::vocabulary;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::unicode;
use crate::source::{Source, Span, character_count};
use alloc::vec::Vec;

/// Words and bytes of the longest run-in heading; a compound's name may take three lines.
const LONGEST_WORDS: usize = 13;
const LONGEST: usize = 200;

/// Columns of the shortest paragraph that has one.
const SHORTEST_PARAGRAPH: u32 = 90;

/// Run-in headings that a document has at least: one alone is a short sentence.
const FEWEST: usize = 3;

/// Of so many paragraphs, one must have a run-in heading that is set as a title; where fewer have, it is a name that a sentence opens with.
const ONE_TITLE_IN: usize = 25;

/// Of so many paragraphs, one must have a run-in heading where they are set as sentences are, in a text that has a paper's sections.
const ONE_PLAIN_IN: usize = 6;

/// Sections that a paper has at least: "Methods", "Results".
const FEWEST_SECTIONS: usize = 2;

/// Pauses that a heading has at most.
const MOST_PAUSES: usize = 2;

/// Letters of the shortest word that a title sets with a capital.
const SHORTEST_WEIGHTY: usize = 4;

/// Bytes of a name that is a heading by itself, a substance's for one.
const LONG_NAME: usize = 20;

/// Letters of the shortest word whose last full stop is no abbreviation's.
const SHORTEST_LAST_WORD: usize = 3;

/// Sets run-in headings apart from their paragraphs.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    // What a typed text says first of a thing, on a line of its own, is no title.
    if draft.blocks.len() < FEWEST || draft.layout.is_typed() {
        return;
    }
    let papers = has_sections(source, draft, FEWEST_SECTIONS);
    let (mut paragraphs, mut listed) = (0, false);
    let found: Vec<Option<(u32, Form)>> = (0..draft.blocks.len())
        .map(|at| {
            let block = &draft.blocks[at];
            // Works are named by their authors first.
            listed |= vocabulary::REFERENCES.titles(source, block);
            if listed || block.kind != BlockKind::Paragraph || block.starts() == Start::Lower {
                return None;
            }
            paragraphs += usize::from(look::size(block) >= SHORTEST_PARAGRAPH);
            let goes_on = at > 0
                && draft.blocks[at - 1].kind == BlockKind::Paragraph
                && look::size(&draft.blocks[at - 1]) >= SHORTEST_PARAGRAPH
                && !matches!(draft.blocks[at - 1].ends(), End::Sentence | End::Colon);
            // Right below a chapter's number stands its title.
            let titles = || at > 0 && headings::names_part(look::first(source, &draft.blocks[at - 1]));
            let (end, form) = heading_end(source, block, papers).filter(|_| !goes_on && !titles())?;
            let rest = if end < look::span(block).end { Some(block) } else { draft.blocks.get(at + 1) };
            rest.is_some_and(|rest| rest.kind == BlockKind::Paragraph && look::size(rest) >= SHORTEST_PARAGRAPH)
                .then_some((end, form))
        })
        .collect();
    let enough = |form: Form, one_in: usize| {
        let count = found.iter().flatten().filter(|found| found.1 == form).count();
        count >= FEWEST && count * one_in >= paragraphs
    };
    let titles = enough(Form::Title, ONE_TITLE_IN);
    let plain = papers && enough(Form::Plain, ONE_PLAIN_IN);
    if !titles && !plain {
        return;
    }
    let mut at = 0;
    draft.rebuild(&mut |mut block, blocks| {
        let found = found[at];
        at += 1;
        let Some((end, _)) = found.filter(|&(_, form)| plain || form == Form::Title) else {
            blocks.push(block);
            return;
        };
        let rest = wraps::cut(source, &mut block, end);
        block.kind = BlockKind::Heading;
        blocks.push(block);
        blocks.extend(rest);
    });
}

/// How a run-in heading is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// With a number, with capitals, or all of it one long name.
    Title,
    /// As a sentence is, without the verb.
    Plain,
}

/// Whether the text has so many sections as papers have them.
pub(super) fn has_sections(source: &Source, draft: &Draft, count: usize) -> bool {
    let is_section = |block: &&DraftBlock| vocabulary::SECTIONS.titles(source, block);
    draft.blocks.iter().filter(is_section).take(count).count() == count
}

/// The byte behind a run-in heading's full stop, and how the heading is set.
fn heading_end(source: &Source, block: &DraftBlock, papers: bool) -> Option<(u32, Form)> {
    let span = look::span(block);
    let text = source.text()[span.range()].as_bytes();
    let stops = text.iter().take(LONGEST).enumerate().filter(|&(_, &byte)| byte == b'.').map(|(at, _)| at + 1);
    for stop in stops {
        let end = span.start + stop as u32;
        let rest = source.slice(Span::new(end, span.end));
        let ends = rest.is_empty()
            || look::starts(rest, char::is_whitespace) && matches!(look::start(rest), Start::Upper | Start::Digit);
        let title = source.slice(Span::new(span.start, end - 1));
        if ends && !is_number(title) && ends_in_word(title) {
            return form(title, papers).map(|form| (end, form));
        }
    }
    None
}

/// Whether `text` is nothing but a section's number.
fn is_number(text: &str) -> bool {
    look::all(text, |char| char.is_ascii_digit() || char == '.')
}

/// Whether `text` ends in a word, a number or a bracket, and not in an abbreviation.
fn ends_in_word(text: &str) -> bool {
    let last = &text[look::trim_end(text, unicode::is_alphabetic).len()..];
    // "Mrs.", "Ltd.": what shortens a word leaves its vowels out.
    let is_shortened = look::starts(last, unicode::is_uppercase)
        && look::ends(last, unicode::is_lowercase)
        && look::all(last, |char| {
            char.is_ascii_alphabetic()
                && !matches!(char, 'A' | 'E' | 'I' | 'O' | 'U' | 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
        });
    // "… by compound 5a."
    let is_numbered = look::ends(&text[..text.len() - last.len()], |char| char.is_ascii_digit());
    last.is_empty() || is_numbered || look::has_letters(last, SHORTEST_LAST_WORD) && !is_shortened
}

/// How a first sentence is set if it is a heading: few words, none of them a verb that a sentence has.
fn form(text: &str, papers: bool) -> Option<Form> {
    if look::holds_one(text, "\"“«„;!?")
        || !look::is_balanced(text)
        || text.as_bytes().windows(2).filter(|pair| pair == b", ").count() > MOST_PAUSES
    {
        return None;
    }
    let count = look::words(text);
    if count > LONGEST_WORDS {
        return None;
    }
    let first = look::spaced(text).next()?;
    let form = if is_number(first) {
        (look::holds(first, ".") && count > 1).then_some(Form::Title)?
    } else {
        let (mut small, mut names, mut long_name) = (0, 0, false);
        for word in look::spaced(text) {
            small += usize::from(look::all(word, unicode::is_lowercase) && character_count(word) >= SHORTEST_WEIGHTY);
            names += usize::from(is_name(word));
            long_name |= word.len() >= LONG_NAME && look::holds(word, "-");
        }
        match small {
            0 | 1 if names >= 2 || long_name => Form::Title,
            _ if papers && count > 1 && look::start(text) == Start::Upper => Form::Plain,
            _ => return None,
        }
    };
    (!holds_verb(text)).then_some(form)
}

/// Whether `text` has a verb that a sentence has and a title has not.
pub(super) fn holds_verb(text: &str) -> bool {
    look::spaced(text).any(|word| vocabulary::VERBS.holds(word))
}

/// Whether a word is set as a title's is: with a capital, and more than one letter.
fn is_name(word: &str) -> bool {
    look::start(word) == Start::Upper && look::has_letters(word, 2)
}
