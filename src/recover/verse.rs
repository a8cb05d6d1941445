//! Verse, code and tables: lines that stay lines. When unsure, lines are not joined.

use super::look::{self, Start};
use super::wraps::Measures;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::Source;

/// How much of the measure a line of verse fills at most, as a share. Prose at full width is never verse.
const VERSE_WIDTH: f32 = 0.8;

/// Lines that verse at the page's own margin needs: two short lines may be a heading.
const LINES_AT_MARGIN: usize = 4;

/// Marks blocks whose line breaks mean something.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let measures = Measures::of(source, draft);
    let margin = margin(draft);
    let mut line = 0;
    for block in &mut draft.blocks {
        let measure = measures.at(line + block.lines.len() / 2).unwrap_or(0);
        line += block.lines.len();
        if block.kind == BlockKind::Paragraph {
            block.kind = kind(source, block, margin, measure);
        }
    }
}

/// The indent that most lines stand at.
fn margin(draft: &Draft) -> u16 {
    let mut counts = [0u32; 64];
    for line in draft.blocks.iter().flat_map(|block| &block.lines) {
        counts[usize::from(line.indent).min(counts.len() - 1)] += 1;
    }
    (0..counts.len()).rev().max_by_key(|&indent| counts[indent]).unwrap_or(0) as u16
}

fn kind(source: &Source, block: &DraftBlock, margin: u16, measure: u32) -> BlockKind {
    let lines = &block.lines;
    if lines.len() < 2 {
        return BlockKind::Paragraph;
    }
    let texts = || lines.iter().map(|line| look::line(source, line));
    let stands_in = lines.iter().all(|line| line.indent >= margin + 2);
    let share = |count: usize| count as f32 / lines.len() as f32;
    let gaps = share(texts().filter(|text| has_wide_gap(text)).count());
    if gaps >= 0.6 && lines.len() >= 3 {
        return BlockKind::Table;
    }
    let coded = share(texts().filter(|text| looks_like_code(text)).count());
    if stands_in && coded >= 0.5 {
        return BlockKind::Code;
    }
    let widest = lines.iter().map(|line| u32::from(line.indent) + u32::from(line.width)).max().unwrap_or(0);
    let short = widest as f32 <= measure as f32 * VERSE_WIDTH;
    let capital = share(texts().filter(|text| matches!(look::start(text), Start::Upper | Start::Caseless)).count());
    if stands_in && short && (capital >= 0.5 || lines.len() > 2) {
        return BlockKind::Verse;
    }
    let hyphens = texts().filter(|text| look::end(text) == look::End::Hyphen).count();
    if short
        && lines.len() >= LINES_AT_MARGIN
        && capital >= 0.9
        && hyphens == 0
        && widest as f32 <= measure as f32 * 0.7
    {
        return BlockKind::Verse;
    }
    BlockKind::Paragraph
}

/// Whether three spaces or a tab stand within the line: columns, not words.
fn has_wide_gap(text: &str) -> bool {
    text.contains("   ") || text.contains('\t') || text.contains(" | ")
}

/// Whether a line is made of signs as programs and grammars are.
fn looks_like_code(text: &str) -> bool {
    let signs = text
        .bytes()
        .filter(|byte| {
            matches!(
                byte,
                b'{' | b'}'
                    | b'<'
                    | b'>'
                    | b'='
                    | b';'
                    | b'|'
                    | b'\\'
                    | b'/'
                    | b'_'
                    | b'#'
                    | b'+'
                    | b'*'
                    | b'$'
                    | b'@'
                    | b'%'
                    | b'['
                    | b']'
            )
        })
        .count();
    signs * 12 >= text.len() || text.ends_with(['{', '}', ';'])
}
