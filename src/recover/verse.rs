//! Verse, code and tables: lines that stay lines. When unsure, lines are not joined.

use super::layout::{WIDEST, extent, is_far_in};
use super::lists;
use super::look::{self, End};
use super::vocabulary;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, DraftLine, Join, Layout};
use crate::source::{Bare, Source, gap_from};
use alloc::vec::Vec;

/// How much of the measure a line of verse fills at most, as a share. Prose at full width is never verse.
const VERSE_WIDTH: f32 = 0.8;

/// How much of the measure a title's widest line takes at least, as a share.
const TITLE_WIDTH: f32 = 0.3;

/// Lines that verse at the page's own margin needs: two short lines may be a heading.
const LINES_AT_MARGIN: usize = 4;

/// Blocks that are code by their signs, from which on a document is about programs: what else stands in lines there is code, not verse.
const TECHNICAL: usize = 3;

/// Columns that a line of code alone stands in.
const CODE_INDENT: u16 = 2;

/// The share of lines in wrapped prose that leave room for the next line's first word: hardly any.
const RAGGED: f32 = 0.2;

/// Marks blocks whose line breaks mean something.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let layout = draft.layout;
    // Above the text stand its title, and who wrote it, and where.
    let mut in_head = true;
    for block in draft.blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
        block.kind = kind(source, block, &layout, in_head);
        in_head &= !is_text(block);
    }
    if let [head, next, ..] = &mut draft.blocks[..]
        && head.kind == BlockKind::Verse
        && is_title_page(source, head, next, &layout)
    {
        head.kind = BlockKind::Paragraph;
    }
    if layout.spaced {
        recover_stanzas(draft, &layout);
        part_attributions(draft);
    }
    let count = |kind| draft.blocks.iter().filter(|block| block.kind == kind).count();
    if layout.spaced && count(BlockKind::Code) >= TECHNICAL {
        recover_more_code(source, draft, &layout);
        join_code(draft);
    }
}

/// Whether a block is a text's, and not its head's.
fn is_text(block: &DraftBlock) -> bool {
    block.lines.len() > 1 && block.ends() == End::Sentence
}

/// Whether short lines above all text are its title and who wrote it: no stanza follows, or one of them is the word for it. Stanzas have
/// lines that pause, and letters lines with labels.
fn is_title_page(source: &Source, head: &DraftBlock, next: &DraftBlock, layout: &Layout) -> bool {
    let text = |line: &DraftLine| look::line(source, line);
    let stops = head.lines.iter().filter(|line| line.ends != End::Word || look::label(text(line)).is_some()).count();
    stops < 2 && next.kind != BlockKind::Verse && !layout.stands_in(head)
        || head.lines.iter().any(|line| vocabulary::BY.holds(text(line)))
}

fn kind(source: &Source, block: &DraftBlock, layout: &Layout, in_head: bool) -> BlockKind {
    let measure = u32::from(block.measure);
    let lines = &block.lines;
    if lines.len() < 2 && !layout.spaced {
        return BlockKind::Paragraph;
    }
    let (mut definitions, mut gaps, mut rules, mut capitals) = (0, 0, 0, 0);
    for line in lines {
        let text = look::line(source, line);
        definitions += usize::from(layout.spaced && is_definition(text));
        // Two lines are no table.
        gaps += usize::from(lines.len() > 2 && has_wide_gap(text));
        rules += usize::from(lines.len() > 2 && is_ruled(text));
        // A line in capitals throughout begins with one as all its words do.
        capitals += usize::from(line.starts.is_anew() && !look::is_all_capitals(text));
    }
    let share = |count: usize| count as f32 / lines.len() as f32;
    let capital = share(capitals);
    let share_of = |is: fn(&str) -> bool| share(lines.iter().filter(|line| is(look::line(source, line))).count());
    if layout.spaced && share(definitions) >= 0.5 {
        return BlockKind::Code;
    }
    if lines.len() < 2 {
        return BlockKind::Paragraph;
    }
    // What stands at the right alone has nothing at the left, in the two columns of a memo's head.
    let right = if in_head && gaps > 1 { lines.iter().filter(|line| is_far_in(line, measure)).count() } else { 0 };
    if lines.len() >= 3 && share((gaps + right).max(rules)) >= 0.6 {
        return BlockKind::Table;
    }
    let widest = lines.iter().map(extent).max().unwrap_or(0);
    // A title's lines stand in the middle, whatever they leave on either side. Those of a dedication are shorter.
    let is_title = || {
        in_head
            && lines.iter().all(|line| layout.is_centred(line) && line.ends != End::Pause)
            && lines.iter().any(|line| line.indent != lines[0].indent)
            && lines.iter().any(|line| f32::from(line.width) >= measure as f32 * TITLE_WIDTH)
    };
    if is_title() {
        return BlockKind::Paragraph;
    }
    if layout.versified && capital >= 0.5 && widest <= WIDEST {
        return BlockKind::Verse;
    }
    let stands_in = lines.iter().all(|line| line.indent >= layout.margin + 2);
    if stands_in && share_of(looks_like_code) >= 0.5 {
        return BlockKind::Code;
    }
    if lines.iter().all(|line| is_far_in(line, measure)) {
        return BlockKind::Paragraph;
    }
    let short = widest as f32 <= measure as f32 * VERSE_WIDTH;
    let prose = || layout.spaced && capital < 0.5 && share_with_room(lines, widest) < RAGGED;
    if stands_in && short && (capital >= 0.5 || lines.len() > 2) && !prose() {
        return BlockKind::Verse;
    }
    let is_poem = || capital >= 0.8 && share_with_room(lines, measure) >= 0.5 || capital >= 0.5 && zigzags(lines);
    if layout.spaced && measure > 0 && layout.stands_in(block) && is_poem() {
        return BlockKind::Verse;
    }
    if short
        && lines.len() >= LINES_AT_MARGIN
        && capital >= 0.9
        && widest as f32 <= measure as f32 * 0.7
        && lines.iter().all(|line| line.ends != End::Hyphen)
    {
        return BlockKind::Verse;
    }
    BlockKind::Paragraph
}

/// Marks stanzas whose long lines are broken, each with its rest standing further in, beside others that are verse.
fn recover_stanzas(draft: &mut Draft, layout: &Layout) {
    let spread = |blocks: &mut dyn Iterator<Item = &mut DraftBlock>| {
        let mut beside = None;
        for block in blocks {
            let first = block.lines[0].indent;
            let hangs = block.lines[1..].iter().all(|line| line.indent > first);
            if beside == Some(first) && hangs && block.kind == BlockKind::Paragraph && layout.stands_in(block) {
                block.kind = BlockKind::Verse;
            }
            beside = (block.kind == BlockKind::Verse).then_some(first);
        }
    };
    spread(&mut draft.blocks.iter_mut());
    spread(&mut draft.blocks.iter_mut().rev());
}

/// Sets a verse's last line apart that stands far in, and the others do not: it says whose they are.
fn part_attributions(draft: &mut Draft) {
    draft.rebuild(&mut |block, blocks| {
        let last = block.lines.len() - 1;
        let measure = u32::from(block.measure);
        let is_attributed = last > 0
            && block.kind == BlockKind::Verse
            && is_far_in(&block.lines[last], measure)
            && !is_far_in(&block.lines[last - 1], measure);
        blocks.extend(wraps::part(block, &[last][..usize::from(is_attributed)]));
        if let Some(attribution) = blocks.last_mut().filter(|_| is_attributed) {
            attribution.kind = BlockKind::BlockQuote;
        }
    });
}

/// The share of line breaks at which the next line's first word would still have stood within `measure`.
fn share_with_room(lines: &[DraftLine], measure: u32) -> f32 {
    let leaves_room = |pair: &&[DraftLine]| extent(&pair[0]) + pair[1].first_word <= measure;
    lines.windows(2).filter(leaves_room).count() as f32 / (lines.len() - 1).max(1) as f32
}

/// Whether lines go in and come out again, and those further out begin as lines of verse do.
fn zigzags(lines: &[DraftLine]) -> bool {
    let out = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    let comes_out = lines.windows(2).any(|pair| pair[0].indent > out && pair[1].indent == out);
    comes_out && lines.iter().filter(|line| line.indent == out).all(|line| line.starts.is_anew())
}

/// In a text about programs: what looked like verse, and single lines that stand in and are no sentences.
fn recover_more_code(source: &Source, draft: &mut Draft, layout: &Layout) {
    // Above the text stands its title.
    for block in draft.blocks.iter_mut().skip_while(|block| !is_text(block)) {
        let first = look::first(source, block);
        let is_code = match block.kind {
            BlockKind::Verse => block.lines.iter().all(|line| line.indent > layout.margin),
            BlockKind::Paragraph => {
                let alone = block.lines.len() == 1
                    && block.lines[0].indent >= layout.margin + CODE_INDENT
                    && !layout.is_centred(&block.lines[0])
                    && !block.page_break
                    && (matches!(block.ends(), End::Word | End::Other | End::Hyphen) || looks_like_code(first))
                    && lists::marker(first).is_none();
                let definition =
                    is_definition(first) && block.lines[1..].iter().all(|line| line.indent > layout.margin);
                alone || definition
            }
            _ => false,
        };
        if is_code {
            block.kind = BlockKind::Code;
        }
    }
}

/// A program with blank lines in it is one program.
fn join_code(draft: &mut Draft) {
    let is_code = |block: &DraftBlock| block.kind == BlockKind::Code;
    let joins: Vec<bool> =
        draft.blocks.windows(2).map(|pair| is_code(&pair[0]) && is_code(&pair[1]) && pair[1].gap <= 1).collect();
    wraps::join_to_next(draft, Join::Break, &|at| joins[at]);
}

/// Whether a line says what a name stands for: `name = …`, `name ::= …`.
fn is_definition(text: &str) -> bool {
    if !look::holds(text, "=") {
        return false;
    }
    let behind = look::trim_start(text, |char| !char.is_whitespace());
    let name = &text[..text.len() - behind.len()];
    let rest = behind.bare_start();
    look::starts_in(rest, "=:")
        && matches!(look::spaced(rest).next(), Some("=" | ":=" | "::=" | "=/"))
        && !look::holds(name, "=")
}

/// Whether a line is a table's rule or row: `+---+---+`, `| a | b |`.
fn is_ruled(text: &str) -> bool {
    let rules = "|+│┌├└┐┤┘";
    text.len() > 2 && look::starts_in(text, rules) && look::ends_in(text, rules)
}

/// Whether three spaces or a tab stand within the line: columns, not words.
fn has_wide_gap(text: &str) -> bool {
    let mut spaces = 0;
    text.bytes().skip(gap_from(text.as_bytes(), 0)).any(|byte| {
        // A bar between spaces is as wide as three.
        spaces = match byte {
            b' ' => spaces + 1,
            b'|' if spaces > 0 => 2,
            _ => 0,
        };
        spaces == 3 || byte == b'\t'
    })
}

/// Whether a line is made of signs as programs and grammars are.
fn looks_like_code(text: &str) -> bool {
    let signs = text.chars().filter(|&char| look::is_in(char, "{}<>=;|\\/_#+*$@%[]")).count();
    // A clause ends so, too.
    let is_statement = || look::holds_one(text, "()=_") || look::words(text) <= 2;
    signs * 12 >= text.len() || look::ends_in(text, "{}") || look::ends_in(text, ";") && is_statement()
}
