//! The shapes that cross the boundary. Every offset in them counts UTF-16 units, and every range is half-open.

use crate::document::{Block, Document, Omission, Outline, Remark};
use crate::search::Found;
use crate::source::{Span, Utf16Offset, utf16_len};
use serde::{Serialize, Serializer};

/// A span of the source, in UTF-16 units.
pub(super) fn units(document: &Document, span: Span) -> [u32; 2] {
    [document.source().utf16(span.start).0, document.source().utf16(span.end).0]
}

/// The byte of `text` at which `unit` stands; inside a surrogate pair, the byte after it; past the end, the end.
pub(super) fn byte_of(text: &str, unit: Utf16Offset) -> usize {
    let mut units = 0;
    for (byte, char) in text.char_indices() {
        if units >= unit.0 {
            return byte;
        }
        units += char.len_utf16() as u32;
    }
    text.len()
}

/// A section and those below it.
#[derive(Serialize)]
pub(super) struct OutlineView {
    id: String,
    title: String,
    level: u8,
    block: usize,
    blocks: [usize; 2],
    children: Vec<OutlineView>,
}

impl OutlineView {
    /// The sections as a tree.
    pub(super) fn tree(outline: &Outline) -> Vec<Self> {
        let mut roots = Vec::new();
        let mut open: Vec<Self> = Vec::new();
        for entry in outline.entries() {
            while open.last().is_some_and(|last| last.blocks[1] <= entry.block) {
                close(&mut open, &mut roots);
            }
            open.push(Self {
                id: entry.id.clone(),
                title: entry.title.clone(),
                level: entry.level,
                block: entry.block,
                blocks: [entry.blocks.start, entry.blocks.end],
                children: Vec::new(),
            });
        }
        while !open.is_empty() {
            close(&mut open, &mut roots);
        }
        roots
    }
}

/// Hangs the innermost open section under the one that holds it.
fn close(open: &mut Vec<OutlineView>, roots: &mut Vec<OutlineView>) {
    if let Some(done) = open.pop() {
        open.last_mut().map_or(roots, |parent| &mut parent.children).push(done);
    }
}

/// One block.
#[derive(Serialize)]
pub(super) struct BlockView {
    index: usize,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    text: String,
    source: Vec<[u32; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkView>,
}

/// A link in a block: a range of its text, and the target as the source has it.
#[derive(Serialize)]
struct LinkView {
    range: [u32; 2],
    target: String,
}

impl BlockView {
    /// The block at `index`.
    pub(super) fn of(document: &Document, index: usize) -> Self {
        let block = &document.blocks()[index];
        let text = block.reading(document.source());
        let links = links(document, block, &text);
        Self {
            index,
            kind: block.kind.name(),
            level: (block.level > 0).then_some(block.level),
            source: block.source_spans().into_iter().map(|span| units(document, span)).collect(),
            links,
            text,
        }
    }
}

fn links(document: &Document, block: &Block, text: &str) -> Vec<LinkView> {
    let reading_at = |source_byte: u32| -> usize {
        let runs = block.runs.iter().take_while(|run| run.span().end <= source_byte);
        runs.map(|run| run.reading_len() as usize).sum()
    };
    let unit = |byte: usize| utf16_len(&text[..byte]);
    let view = |link: &crate::document::Link| LinkView {
        range: [unit(reading_at(link.text.start)), unit(reading_at(link.text.end))],
        target: document.source().slice(link.target).into(),
    };
    block.links.iter().map(view).collect()
}

/// A piece of the source that belongs to no block.
#[derive(Serialize)]
pub(super) struct OmissionView {
    kind: &'static str,
    source: [u32; 2],
}

impl OmissionView {
    /// As `document` has it.
    pub(super) fn of(document: &Document, omission: &Omission) -> Self {
        Self { kind: omission.kind.name(), source: units(document, omission.span) }
    }
}

/// A doubt.
#[derive(Serialize)]
pub(super) struct RemarkView {
    message: String,
    source: [u32; 2],
}

impl RemarkView {
    /// As `document` has it.
    pub(super) fn of(document: &Document, remark: &Remark) -> Self {
        Self { message: remark.message.clone(), source: units(document, remark.span) }
    }
}

/// What a search found.
#[derive(Serialize)]
pub(super) struct SearchView {
    total: usize,
    hits: Vec<HitView>,
    #[serde(serialize_with = "typed_array")]
    marks: Vec<u32>,
    #[serde(serialize_with = "typed_array")]
    sections: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
    complete: bool,
}

/// One passage that was found.
#[derive(Serialize)]
struct HitView {
    block: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<usize>,
    score: f32,
    snippet: String,
    ranges: Vec<[u32; 2]>,
}

impl SearchView {
    /// What crosses of `found`.
    pub(super) fn of(found: Found) -> Self {
        let hits = found.hits.into_iter().map(|hit| HitView {
            block: hit.block,
            section: hit.section,
            score: hit.score,
            snippet: hit.snippet,
            ranges: hit.ranges,
        });
        Self {
            total: found.total,
            hits: hits.collect(),
            marks: found.marks,
            sections: found.sections,
            suggestion: found.suggestion,
            complete: found.complete,
        }
    }
}

/// A `Uint32Array`, copied in one go.
fn typed_array<S: Serializer>(values: &[u32], serializer: S) -> Result<S::Ok, S::Error> {
    serde_wasm_bindgen::preserve::serialize(&js_sys::Uint32Array::from(values), serializer)
}
