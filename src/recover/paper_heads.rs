//! Paper heads: a paper's title, its authors, who are told by the marks of their affiliations, and its abstract.

use super::look::{self, End, Start};
use super::run_ins;
use super::vocabulary;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, Join};
use crate::source::Source;
use alloc::vec;

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

/// Blocks of the first page, at most, and lines of an address there, digits of its number, and pauses in it.
const FIRST_PAGE: usize = 80;
const MOST_LINES: usize = 8;
const LONGEST_NUMBER: usize = 2;
const PAUSES: usize = 2;

/// Sections that a paper has at least.
const FEWEST_SECTIONS: usize = 2;

/// Marks the head of a paper, and what its first page says of the authors.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    // A paper was set in type.
    if draft.layout.is_typed() {
        return;
    }
    let near = draft.blocks.len().min(MOST_BLOCKS);
    let title = draft.blocks[..near].windows(2).position(|pair| {
        pair.iter().all(|block| block.kind == BlockKind::Paragraph && look::size(block) <= LONGEST)
            && pair[0].ends() == End::Word
            && look::words(&look::text(source, &pair[0])) >= SHORTEST_TITLE
            && are_authors(&look::text(source, &pair[1]))
    });
    let page = draft.blocks.iter().skip(1).take(FIRST_PAGE).take_while(|block| !block.page_break).count();
    if let Some(title) = title
        && run_ins::has_sections(source, draft, FEWEST_SECTIONS)
    {
        mark_head(source, &mut draft.blocks, title);
        mark_affiliations(source, draft, page);
    }
}

fn mark_head(source: &Source, blocks: &mut [DraftBlock], title: usize) {
    let is_label = |block: &&mut DraftBlock| block.kind == BlockKind::Paragraph && look::size(block) <= LONGEST_LABEL;
    blocks[..title].iter_mut().filter(is_label).for_each(|block| block.kind = BlockKind::Kicker);
    blocks[title].kind = BlockKind::Headline;
    blocks[title + 1].kind = BlockKind::Byline;
    let below = &mut blocks[title + 2..];
    let opens = |block: &DraftBlock| {
        let mut first = "";
        look::each_word(look::first(source, block), &mut |word| first = if first.is_empty() { word } else { first });
        vocabulary::ABSTRACT.holds(first)
    };
    let Some(from) = below.iter().take(MOST_BLOCKS).position(opens) else { return };
    // What the authors' marks refer to.
    let is_marked = |block: &&mut DraftBlock| {
        block.kind == BlockKind::Paragraph
            && (block.starts() == Start::Digit || look::starts_in(look::first(source, block), MARKS))
    };
    below[..from].iter_mut().filter(is_marked).for_each(|block| block.kind = BlockKind::Footnote);
    let is_prose = |block: &&mut DraftBlock| block.kind == BlockKind::Paragraph && block.ends() == End::Sentence;
    // The word for it may stand on a line of its own.
    let from = from + usize::from(below[from].lines.len() == 1 && below[from].ends() == End::Word);
    let abstracts = below.iter_mut().skip(from).take(LONGEST_ABSTRACT).take_while(is_prose);
    abstracts.for_each(|block| block.kind = BlockKind::Standfirst);
}

/// Marks what stands at the first page's foot, within the text's sentences: the authors' addresses, each behind its number, and
/// those of mail.
fn mark_affiliations(source: &Source, draft: &mut Draft, page: usize) {
    let mut joins = vec![false; page];
    for (at, join) in joins.iter_mut().enumerate() {
        let block = &draft.blocks[at];
        let text = look::last(source, block);
        *join = (is_text(block) || block.kind == BlockKind::Footnote)
            && text.len() <= LONGEST_NUMBER
            && look::is_digits(text)
            && is_place(source, &draft.blocks[at + 1]);
        let writes = block.lines.len() <= MOST_LINES && block.ends() == End::Word && look::holds(text, "@");
        if is_text(block) && (*join || writes) {
            draft.blocks[at].kind = BlockKind::Footnote;
        }
    }
    wraps::join_to_next(draft, Join::Space, &|at| joins.get(at) == Some(&true));
}

fn is_text(block: &DraftBlock) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
}

/// Whether a block is an address: parts with pauses between.
fn is_place(source: &Source, block: &DraftBlock) -> bool {
    let pauses = |text: &str| text.bytes().filter(|&byte| byte == b',').count();
    is_text(block)
        && block.lines.len() <= MOST_LINES
        && block.starts() == Start::Upper
        && pauses(&look::text(source, block)) >= PAUSES
}

/// Bytes of the longest word of marks, "1,2,*" for one: a town's number behind its letters has more.
const LONGEST_MARKS: usize = 6;

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
        start == Start::Upper || short && !look::holds_one(word, "./@:") && word.len() <= LONGEST_MARKS
    });
    fits && names >= 2 && marks > 0 && look::start(text) == Start::Upper
}
