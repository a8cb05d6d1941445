//! Lists: items by their bullets, or by numbers that follow each other.

use super::look::{self, End, Start};
use crate::document::{BlockKind, Draft, Layout};
use crate::source::unicode;
use crate::source::{Bare, Source, decimal};
use alloc::vec::Vec;

/// Signs that stand before an item.
const BULLETS: &str = "•·◦▪▫‣●○■□➢✓*-–+»";

/// Terms in a row that make a list of them, and words of the longest term.
const FEWEST_TERMS: usize = 4;
const LONGEST_TERM: usize = 10;

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    form: Form,
    /// A number's value; a sign as a number.
    value: u32,
}

/// How a marker is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A sign, the same for each item.
    Bullet,
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
        self.form == Form::Bullet
    }

    /// Whether both are written alike, whatever they count.
    pub(super) fn is_same_form(self, other: Self) -> bool {
        self.form == other.form && (!self.is_bullet() || self.value == other.value)
    }

    /// Whether `next` may be the marker of the item after this one's.
    fn leads_to(self, next: Self) -> bool {
        next.form == self.form && next.value == self.value + u32::from(!self.is_bullet())
    }
}

/// The marker that `text` begins with.
pub(super) fn marker(text: &str) -> Option<Marker> {
    match text.as_bytes() {
        // Words of two letters or more are no markers, and nearly all lines begin with one.
        [b'A'..=b'Z' | b'a'..=b'z', b'A'..=b'Z' | b'a'..=b'z', ..] => return None,
        [b'0'..=b'9', ..] if !may_be_numbered(text) => return None,
        // Nor are those that begin with a letter beyond ASCII.
        [0x80..=0xFF, ..] if look::starts(text, unicode::is_alphabetic) => return None,
        _ => {}
    }
    let text = look::trim_start(text, look::is_direction);
    let behind = look::trim_start(text, |char| !matches!(char, ' ' | '\t' | '\u{a0}' | '\u{3000}'));
    let (first, rest) = match behind.chars().next() {
        Some(gap) => (&text[..text.len() - behind.len()], &behind[gap.len_utf8()..]),
        None => glued_bullet(text)?,
    };
    if matches!(look::start(rest), Start::Other) && !look::starts_in(rest.bare_start(), "@#/$<`.&") {
        return None;
    }
    let mut chars = first.chars();
    if let (Some(char), None) = (chars.next(), chars.next()) {
        let is_letter_bullet = char == 'o' && rest.starts_with(' ');
        return (look::is_in(char, BULLETS) || is_letter_bullet)
            .then_some(Marker { form: Form::Bullet, value: char.into() });
    }
    number(first)
}

/// Whether a sign that numbers items have may stand behind the digits that open `text`: beyond ASCII any may be one.
fn may_be_numbered(text: &str) -> bool {
    text.bytes().find(|byte| !byte.is_ascii_digit()).is_some_and(|byte| matches!(byte, b'.' | b')' | 0x80..))
}

/// A bullet that stands right before its text, as in Chinese and Japanese.
fn glued_bullet(text: &str) -> Option<(&str, &str)> {
    let bullet = text.chars().next().filter(|char| matches!(char, '•' | '●' | '○' | '■' | '・'))?;
    Some(text.split_at(bullet.len_utf8()))
}

fn number(word: &str) -> Option<Marker> {
    let (last, sign) = word.char_indices().next_back()?;
    let bracket = matches!(sign, ')' | '）');
    if !bracket && !matches!(sign, '.' | '、' | '．') {
        return None;
    }
    let inner = look::trim_start(&word[..last], |char| matches!(char, '(' | '（'));
    if inner.len() <= 3 && !inner.is_empty() && look::is_digits(inner) {
        let form = if bracket { Form::ArabicBracket } else { Form::Arabic };
        return Some(Marker { form, value: decimal(inner)? });
    }
    let &[letter @ b'a'..=b'z'] = inner.as_bytes() else { return None };
    bracket.then_some(Marker { form: Form::Letter, value: letter.into() })
}

/// Marks items. One number alone makes no list: it needs a neighbour that counts on.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let mut markers: Vec<Option<Marker>> = Vec::with_capacity(draft.blocks.len());
    for block in &draft.blocks {
        let is_text = block.kind == BlockKind::Paragraph;
        markers.push(if is_text { marker(look::first(source, block)) } else { None });
    }
    for at in 0..markers.len() {
        let Some(here) = markers[at] else { continue };
        let before = at > 0 && markers[at - 1].is_some_and(|before| before.leads_to(here));
        let after = markers.get(at + 1).is_some_and(|next| next.is_some_and(|next| here.leads_to(next)));
        // A dash may open a speech: alone it needs a list before it, or a colon.
        let dash = here.is_bullet() && [u32::from('-'), u32::from('–')].contains(&here.value);
        let announced =
            at > 0 && (draft.blocks[at - 1].kind == BlockKind::ListItem || draft.blocks[at - 1].ends() == End::Colon);
        // A sign before a line in capitals that has no neighbour marks a heading: "■ METHODS".
        let heading =
            draft.blocks[at].lines.len() == 1 && look::is_all_capitals(look::first(source, &draft.blocks[at]));
        if here.is_bullet() && (!dash || announced) && !heading || before || after {
            draft.blocks[at].kind = BlockKind::ListItem;
        }
    }
    let layout = draft.layout;
    if layout.spaced {
        recover_spread_items(draft, &layout, &markers);
        recover_terms(source, draft);
    }
    nest(draft);
}

/// Marks items that have more below them than a paragraph: numbers count on at the same indent, and what stands between stands further in.
fn recover_spread_items(draft: &mut Draft, layout: &Layout, markers: &[Option<Marker>]) {
    let mut open: Vec<(u16, Marker, usize)> = Vec::new();
    for (at, marker) in markers.iter().enumerate() {
        let indent = draft.blocks[at].lines[0].indent;
        while open.pop_if(|item| item.0 > indent).is_some() {}
        let before = open.pop_if(|item| item.0 == indent);
        let Some(marker) = marker.filter(|_| indent >= layout.margin) else { continue };
        if let Some((_, _, before)) = before.filter(|item| item.1.leads_to(marker)) {
            draft.blocks[before].kind = BlockKind::ListItem;
            draft.blocks[at].kind = BlockKind::ListItem;
        }
        open.push((indent, marker, at));
    }
}

/// Marks runs of terms and what they mean: `Status:  draft`.
fn recover_terms(source: &Source, draft: &mut Draft) {
    let mut run = 0;
    for at in 0..=draft.blocks.len() {
        let block = draft.blocks.get(at);
        if block.is_some_and(|block| block.kind == BlockKind::Paragraph && is_term(look::first(source, block))) {
            run += 1;
            continue;
        }
        if run >= FEWEST_TERMS {
            draft.blocks[at - run..at].iter_mut().for_each(|block| block.kind = BlockKind::ListItem);
        }
        run = 0;
    }
}

/// Whether a few words and a colon open the line, and space as between columns, or nothing, follows.
fn is_term(text: &str) -> bool {
    let Some(colon) = memchr::memchr(b':', text.as_bytes()) else { return false };
    let (term, rest) = (&text[..colon], &text[colon + 1..]);
    let set_off = rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t');
    set_off && look::words(term) <= LONGEST_TERM && look::start(term) == Start::Upper
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
