//! Lists: items by their bullets, or by numbers that follow each other.

use super::look::{self, End, Start};
use crate::document::{BlockKind, Draft};
use crate::source::Source;

/// Signs that stand before an item.
const BULLETS: &[char] = &['•', '·', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '➢', '✓', '*', '-', '–', '+', '»'];

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A sign, the same for each item.
    Bullet(char),
    /// A number, and the form that it is written in.
    Number(u32, NumberForm),
}

/// How an item's number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberForm {
    /// `1.`
    Arabic,
    /// `(1)` or `1)`
    ArabicBracket,
    /// `a)` or `(a)`
    Letter,
}

impl Marker {
    /// Whether it is a sign and not a number.
    pub(super) fn is_bullet(self) -> bool {
        matches!(self, Self::Bullet(_))
    }

    /// Whether `next` may be the marker of the item after this one's.
    fn leads_to(self, next: Self) -> bool {
        match (self, next) {
            (Self::Bullet(one), Self::Bullet(other)) => one == other,
            (Self::Number(number, form), Self::Number(next, next_form)) => form == next_form && next == number + 1,
            _ => false,
        }
    }
}

/// The marker that `text` begins with.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let text = text.trim_start_matches(look::is_direction);
    let (first, rest) = text.split_once([' ', '\t', '\u{a0}', '\u{3000}']).or_else(|| glued_bullet(text))?;
    if matches!(look::start(rest), Start::Other)
        && !rest.trim_start().starts_with(['@', '#', '/', '$', '<', '`', '.', '&'])
    {
        return None;
    }
    let mut chars = first.chars();
    if let (Some(char), None) = (chars.next(), chars.next()) {
        let is_letter_bullet = char == 'o' && rest.starts_with(' ');
        return (BULLETS.contains(&char) || is_letter_bullet).then_some(Marker::Bullet(char));
    }
    number(first)
}

/// A bullet that stands right before its text, as in Chinese and Japanese.
fn glued_bullet(text: &str) -> Option<(&str, &str)> {
    let bullet = text.chars().next().filter(|char| matches!(char, '•' | '●' | '○' | '■' | '・'))?;
    Some(text.split_at(bullet.len_utf8()))
}

fn number(word: &str) -> Option<Marker> {
    let (inner, bracket) = match word.strip_suffix(['.', '、', '．']) {
        Some(inner) => (inner, false),
        None => (word.strip_suffix([')', '）'])?.trim_start_matches(['(', '（']), true),
    };
    if inner.len() <= 3 && !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()) {
        let form = if bracket { NumberForm::ArabicBracket } else { NumberForm::Arabic };
        return Some(Marker::Number(inner.parse().ok()?, form));
    }
    let &[letter @ b'a'..=b'z'] = inner.as_bytes() else { return None };
    bracket.then_some(Marker::Number(u32::from(letter - b'a') + 1, NumberForm::Letter))
}

/// Marks items. One number alone makes no list: it needs a neighbour that counts on.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let markers: Vec<Option<Marker>> = draft
        .blocks
        .iter()
        .map(|block| if block.kind == BlockKind::Paragraph { marker(look::first(source, block)) } else { None })
        .collect();
    for at in 0..markers.len() {
        let Some(here) = markers[at] else { continue };
        let leads =
            |one: Option<Marker>, other: Option<Marker>| one.zip(other).is_some_and(|(one, other)| one.leads_to(other));
        let before = at > 0 && leads(markers[at - 1], Some(here));
        let after = leads(Some(here), markers.get(at + 1).copied().flatten());
        // A dash may open a speech: alone it needs a list before it, or a colon.
        let dash = matches!(here, Marker::Bullet('-' | '–'));
        let announced = at > 0
            && (draft.blocks[at - 1].kind == BlockKind::ListItem
                || look::end(look::last(source, &draft.blocks[at - 1])) == End::Colon);
        if here.is_bullet() && (!dash || announced) || before || after {
            draft.blocks[at].kind = BlockKind::ListItem;
        }
    }
    nest(draft);
}

/// Gives each item its level: an item that stands further in than the one before it lies below it.
fn nest(draft: &mut Draft) {
    let mut indents: Vec<u16> = Vec::new();
    for block in &mut draft.blocks {
        if block.kind != BlockKind::ListItem {
            indents.clear();
            continue;
        }
        let indent = block.lines[0].indent;
        while indents.pop_if(|open| *open > indent).is_some() {}
        if indents.last() != Some(&indent) {
            indents.push(indent);
        }
        block.level = indents.len().min(6) as u8;
    }
}
