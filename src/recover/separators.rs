//! Separators: lines of signs that part one passage from the next.

use super::look;
use crate::document::{BlockKind, Draft};
use crate::source::Source;

/// Characters of the longest ornament; a rule of one repeated sign may be longer.
const LONGEST_ORNAMENT: usize = 24;

/// Marks blocks of one line that has neither letter nor digit.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    for block in &mut draft.blocks {
        if block.lines.len() == 1 && block.kind == BlockKind::Paragraph && is_ornament(look::first(source, block)) {
            block.kind = BlockKind::Separator;
        }
    }
}

fn is_ornament(text: &str) -> bool {
    let ornamental = |char: char| char.is_whitespace() || look::is_in(char, "*-_=~#·•—–⁂❦+.°◊※☙§");
    if !look::all(text, ornamental) {
        return false;
    }
    let mut signs = text.chars().filter(|char| !char.is_whitespace());
    let count = signs.clone().count();
    let first = signs.next();
    count <= LONGEST_ORNAMENT || signs.all(|sign| Some(sign) == first)
}
