//! Paper heads: a paper's title, its authors, who are told by the marks of their affiliations, and its abstract.

use super::look::{self, End, Start};
use super::run_ins;
use super::vocabulary;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::Source;

/// Blocks within which the authors stand, and behind them the abstract, and blocks that this may have.
const MOST_BLOCKS: usize = 16;
const LONGEST_ABSTRACT: usize = 8;

/// Words of the shortest title, columns of the longest label above it, and of title and authors.
const SHORTEST_TITLE: usize = 4;
const LONGEST_LABEL: u32 = 300;
const LONGEST: u32 = 1200;

/// Letters of the longest word that is part of a name in small letters: "van", "de la".
const LONGEST_PARTICLE: usize = 3;

/// Signs that tie authors to what is said of them, beside numbers.
const MARKS: &str = "*†‡☯✉";

/// Sections that a paper has at least.
const FEWEST_SECTIONS: usize = 2;

/// Marks the head of a paper.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let near = draft.blocks.len().min(MOST_BLOCKS);
    let Some(title) = draft.blocks[..near].windows(2).position(|pair| {
        pair.iter().all(|block| block.kind == BlockKind::Paragraph && look::size(block) <= LONGEST)
            && pair[0].ends() == End::Word
            && look::words(&look::text(source, &pair[0])) >= SHORTEST_TITLE
            && are_authors(&look::text(source, &pair[1]))
    }) else {
        return;
    };
    if !run_ins::has_sections(source, draft, FEWEST_SECTIONS) {
        return;
    }
    let is_label = |block: &&mut DraftBlock| block.kind == BlockKind::Paragraph && look::size(block) <= LONGEST_LABEL;
    draft.blocks[..title].iter_mut().filter(is_label).for_each(|block| block.kind = BlockKind::Kicker);
    draft.blocks[title].kind = BlockKind::Headline;
    draft.blocks[title + 1].kind = BlockKind::Byline;
    let below = &mut draft.blocks[title + 2..];
    let opens = |block: &DraftBlock| {
        let mut first = "";
        look::each_word(look::first(source, block), &mut |word| first = if first.is_empty() { word } else { first });
        vocabulary::holds(vocabulary::ABSTRACT, first)
    };
    let Some(from) = below.iter().take(MOST_BLOCKS).position(opens) else { return };
    // What the authors' marks refer to.
    let is_marked = |block: &&mut DraftBlock| {
        block.kind == BlockKind::Paragraph
            && (block.starts() == Start::Digit || look::starts_in(look::first(source, block), MARKS))
    };
    below[..from].iter_mut().filter(is_marked).for_each(|block| block.kind = BlockKind::Footnote);
    let is_text = |block: &&mut DraftBlock| block.kind == BlockKind::Paragraph && block.ends() == End::Sentence;
    // The word for it may stand on a line of its own.
    let from = from + usize::from(below[from].lines.len() == 1 && below[from].ends() == End::Word);
    let abstracts = below.iter_mut().skip(from).take(LONGEST_ABSTRACT).take_while(is_text);
    abstracts.for_each(|block| block.kind = BlockKind::Standfirst);
}

/// Whether `text` is names, some with the numbers or signs of what they belong to: "Ann Lee 1,2 and Jo Fenn 1*".
fn are_authors(text: &str) -> bool {
    let (mut names, mut marks) = (0, 0);
    let fits = look::spaced(text).all(|word| {
        let letters = look::has_letters(word, 1);
        let short = !look::has_letters(word, LONGEST_PARTICLE + 1);
        let start = look::start(word);
        names += usize::from(start == Start::Upper);
        marks +=
            usize::from(!letters && (look::holds_one(word, MARKS) || look::any(word, |char| char.is_ascii_digit())));
        // A town's number has more digits.
        start == Start::Upper || short && !look::holds_one(word, "./@:") && word.len() <= 6
    });
    fits && names >= 2 && marks > 0 && look::start(text) == Start::Upper
}
