//! Recovery: finds in a draft's lines what nobody marked. Each file finds one thing; the order is below, with its reasons.

mod block_quotes;
mod boilerplate;
mod breaks;
mod captions;
mod contents;
mod figure_text;
mod footnotes;
mod furniture;
mod head_matter;
mod headings;
mod hyphens;
mod layout;
mod links;
mod lists;
mod look;
mod names;
mod page_edges;
mod paper_heads;
mod printed_lines;
mod pull_quotes;
mod run_ins;
mod seams;
mod separators;
mod source_notes;
mod verse;
mod vocabulary;
mod wraps;

use crate::document::Draft;
use crate::source::Source;

/// A pass reshapes the draft: it finds one kind of thing.
pub type Pass = fn(&Source, &mut Draft);

/// The passes, in order, each with the reason for its place.
pub static PASSES: [Pass; 26] = [
    // How lines begin and end is asked by nearly all the others.
    look::recover,
    // First what is certain by its signs alone, so that the later ones see words where there were brackets.
    links::recover,
    // What frames the text is no evidence about it, and an entry that repeats a heading makes no running head of it.
    boilerplate::recover,
    contents::recover,
    // Pages are looked at while lines still are lines: first where form feeds tell them apart.
    page_edges::recover,
    furniture::recover,
    // What is left is text, in its own lines.
    printed_lines::recover,
    // It says how it is set; the passes behind go by that.
    layout::recover,
    // What keeps its lines, before lines are joined.
    separators::recover,
    verse::recover,
    wraps::recover,
    // From here on blocks are what a reader sees. Asides come first: a sentence goes on behind them.
    lists::recover,
    captions::recover,
    figure_text::recover,
    footnotes::recover,
    source_notes::recover,
    // The head ends where the text begins, and its lines are not headings. A paper's has its own signs.
    paper_heads::recover,
    head_matter::recover,
    run_ins::recover,
    headings::recover,
    // What stands in and is nothing else.
    block_quotes::recover,
    // A whole sentence that stands twice is none of a sentence's halves.
    pull_quotes::recover_whole,
    // Needs to know what is no text: headings and asides.
    breaks::recover,
    // Needs whole paragraphs, to find in them the words of the quotation.
    pull_quotes::recover,
    // A line's last sign is judged when it is known what follows it.
    hyphens::recover,
    seams::recover,
];
