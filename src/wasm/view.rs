//! The shapes that cross the boundary, each packed field by field; `www/core.js` names the fields again, in this order. Every offset in them
//! counts UTF-16 units, and every range is half-open.

use super::parcel::Parcel;
use crate::document::{Block, Direction, Document, Languages, Role, direction};
use crate::format::address;
use crate::search::{Hit, Library, Passages, Place, Search, sections_of};
use crate::source::{Span, Utf16Map};
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::JsValue;

/// A span of the source, in UTF-16 units.
pub(super) fn units(document: &Document, span: Span) -> [u32; 2] {
    [document.source().utf16(span.start).0, document.source().utf16(span.end).0]
}

/// The sections in document order, each with the place of the one that holds it.
pub(super) fn outline(document: &Document) -> JsValue {
    let mut parcel = Parcel::default();
    let entries = document.outline().entries();
    parcel.number(entries.len());
    for entry in entries {
        parcel.string(&entry.id);
        parcel.string(&entry.title);
        parcel.number(entry.level.into());
        parcel.number(entry.block);
        parcel.number(entry.blocks.start);
        parcel.number(entry.blocks.end);
        parcel.optional(entry.parent);
    }
    parcel.send()
}

/// The blocks from `from` up to `to`.
pub(super) fn blocks(document: &Document, languages: &Languages, from: usize, to: usize) -> JsValue {
    let mut parcel = Parcel::default();
    let blocks = document.blocks().get(from..to).unwrap_or_default();
    parcel.number(blocks.len());
    for block in blocks {
        let text = block.reading(document.source());
        parcel.string(block.kind.name());
        parcel.number(block.level.into());
        parcel.string(&text);
        parcel.string(languages.of_block(block, &text).unwrap_or_default());
        parcel.number(match direction(&text) {
            None => 0,
            Some(Direction::LeftToRight) => 1,
            Some(Direction::RightToLeft) => 2,
        });
        let source: Vec<[u32; 2]> = block.source_spans().into_iter().map(|span| units(document, span)).collect();
        parcel.ranges(&source);
        phrases(document, block, &text, &mut parcel);
    }
    parcel.send()
}

/// The phrases in a block: of each a range of its text, what it is, and of a link the target as the source has it.
fn phrases(document: &Document, block: &Block, text: &str, parcel: &mut Parcel) {
    let phrases = block.placed_phrases();
    parcel.number(phrases.len());
    if phrases.is_empty() {
        return;
    }
    let units = Utf16Map::new(text);
    for (range, role) in phrases {
        parcel.number(units.offset(text, range.start as u32).0 as usize);
        parcel.number(units.offset(text, range.end as u32).0 as usize);
        let (tag, target) = match role {
            Role::Link(target) => ("a", address(document.source().slice(target))),
            Role::Styled(style) => (style.name(), String::new()),
        };
        parcel.string(tag);
        parcel.string(&target);
    }
}

/// What belongs to no block.
pub(super) fn omissions(document: &Document) -> JsValue {
    let omissions = document.omissions().iter();
    labelled(document, omissions.map(|omission| (omission.kind.name(), omission.span)).collect())
}

/// Where the reading was in doubt.
pub(super) fn remarks(document: &Document) -> JsValue {
    let remarks = document.remarks().iter();
    labelled(document, remarks.map(|remark| (remark.message, remark.span)).collect())
}

/// Spans of the source, and what is said of each.
fn labelled(document: &Document, spans: Vec<(&str, Span)>) -> JsValue {
    let mut parcel = Parcel::default();
    parcel.number(spans.len());
    for (label, span) in spans {
        let [start, end] = units(document, span);
        parcel.string(label);
        parcel.number(start as usize);
        parcel.number(end as usize);
    }
    parcel.send()
}

/// What a search found: where the best hits stand, and not yet how they read.
pub(super) fn found(search: &Search, document: &Document) -> JsValue {
    let mut parcel = summary(search);
    for best in search.best() {
        let block = best.block as usize;
        hit(block, best.score, document.section_of(block), &mut parcel);
    }
    parcel.send()
}

/// What a search found in a library.
pub(super) fn found_in_library(search: &Search, library: &Library) -> JsValue {
    let mut parcel = summary(search);
    let places: Vec<Place<'_>> = search.best().iter().map(|best| library.place_of_hit(best)).collect();
    for (place, best) in places.iter().zip(search.best()) {
        hit(place.block, best.score, place.section, &mut parcel);
    }
    for place in places {
        parcel.string(place.id);
    }
    parcel.send()
}

fn hit(block: usize, score: f32, section: Option<usize>, parcel: &mut Parcel) {
    parcel.number(block);
    parcel.weight(score);
    parcel.optional(section);
}

fn summary(search: &Search) -> Parcel {
    let mut parcel = Parcel::default();
    parcel.number(search.total());
    parcel.number(search.is_complete().into());
    // No query is empty that finds something.
    parcel.string(search.suggestion.as_deref().unwrap_or_default());
    parcel.number(search.best().len());
    parcel
}

/// How hits read.
pub(super) fn shown(hits: &[Hit]) -> JsValue {
    let mut parcel = Parcel::default();
    for hit in hits {
        parcel.string(&hit.snippet);
        parcel.ranges(&hit.ranges);
    }
    parcel.send()
}

/// Every place that matches, and how many each section holds.
pub(super) fn places(marks: &[u32], document: &Document) -> JsValue {
    let mut parcel = Parcel::default();
    parcel.numbers(marks);
    parcel.numbers(&sections_of(document, marks));
    parcel.send()
}
