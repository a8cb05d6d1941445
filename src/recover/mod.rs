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
mod underlines;
mod verse;
mod vocabulary;
mod wraps;

use crate::document::Draft;
use crate::source::{Bare, HIGH, Source, eight, those_below, those_of, unicode};
use look::Start;

/// A pass reshapes the draft: it finds one kind of thing.
pub type Pass = fn(&Source, &mut Draft);

/// The passes, in order, each with the reason for its place.
pub static PASSES: [Pass; 27] = [
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
    // A row of strokes is a title's where it stands right below one, and else parts passages.
    underlines::recover,
    separators::recover,
    // What keeps its lines, before lines are joined.
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

/// The one line of `text`, where the passes would make one passage of it that reads as it stands, whatever its kind: most texts of a library
/// whose texts are paragraphs, which are then read in a third of the time. A line without a text below it is no heading.
pub fn lone_line(text: &str) -> Option<&str> {
    let line = text.bare();
    // Signs alone may be what nobody sees, and asterisks a frame's.
    if look::start(line) == Start::Other || line.starts_with('*') || holds_gap_or_link(line.as_bytes()) {
        return None;
    }
    // Alone, it is what an advertisement has left.
    if vocabulary::ADVERTISEMENT.holds(look::lettered(line)) {
        return None;
    }
    // With numbers, a short line may be a page's, or lead to one; a longer one may end with one.
    let mut begun = line.as_bytes().windows(2).filter(|pair| pair[0] == b' ' && pair[1].is_ascii_graphic());
    let is_short = begun.nth(furniture::LONGEST_JUMP).is_none();
    let is_furniture = is_short && look::any(line, unicode::is_numeric) || look::ends(line, unicode::is_numeric);
    (!is_furniture).then_some(line)
}

/// Whether something stands in a line that reads as something else: a line's end or another control, two spaces, a link.
fn holds_gap_or_link(line: &[u8]) -> bool {
    let (mut at, mut before) = (0, 0);
    while at < line.len() {
        // What was half of a pair is looked at with its other half.
        if !matches!(before, b' ' | b']')
            && let Some(eight) = eight(line, at)
        {
            let spaces = those_of(eight, b' ');
            let pair = spaces & spaces >> u8::BITS;
            if pair | those_below(eight, b' ') | those_of(eight, b']') | (eight & HIGH) == 0 {
                // The last of them is looked at again with what follows it.
                at += size_of_val(&eight) - 1;
                before = line[at - 1];
                continue;
            }
        }
        let byte = line[at];
        // Beyond ASCII, lines end at U+0085, U+2028 and U+2029.
        let is_sign = matches!((before, byte), (b' ', b' ') | (b']', b'(') | (0xC2, 0x85) | (0x80, 0xA8 | 0xA9));
        if byte < b' ' || is_sign {
            return true;
        }
        (at, before) = (at + 1, byte);
    }
    false
}
