//! The shapes that cross the boundary, each packed field by field; `www/core.js` names the fields again, in this order. Every offset in them
//! counts UTF-16 units, and every range is half-open.

use super::parcel::Parcel;
use crate::document::{Block, Direction, Document, Languages, direction};
use crate::search::{Hit, Library, Passages, Place, Search, sections_of};
use crate::source::{Span, utf16_len};
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
        links(document, block, &text, &mut parcel);
    }
    parcel.send()
}

/// The links in a block: a range of its text, and the target as the source has it.
fn links(document: &Document, block: &Block, text: &str, parcel: &mut Parcel) {
    parcel.number(block.links.len());
    if block.links.is_empty() {
        return;
    }
    // Where each run ends, in the source and in the text.
    let (mut byte, mut unit) = (0, 0);
    let ends = block.runs.iter().map(|run| {
        let from = byte;
        byte += run.reading_len() as usize;
        unit += utf16_len(&text[from..byte]);
        (run.span().end, unit)
    });
    let ends: Vec<(u32, u32)> = ends.collect();
    let unit_at = |source_byte: u32| {
        let before = ends.partition_point(|&(end, _)| end <= source_byte).checked_sub(1);
        before.map_or(0, |run| ends[run].1 as usize)
    };
    for link in &block.links {
        parcel.number(unit_at(link.text.start));
        parcel.number(unit_at(link.text.end));
        parcel.string(document.source().slice(link.target));
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
