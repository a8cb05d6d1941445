//! How a text reads, in the form that the chapters of `tests/spec/` give it: for the test that holds them to it, and for who writes one.

use pilcrow::{Document, Format, read};

/// The one place where chapters meet the core: a line for each block, then one for each omission, as the head of `tests/spec.rs` says.
pub fn reads(text: &str, format: Format) -> String {
    let document = read(text, format);
    document.assert_invariants();
    let blocks = document.blocks().iter().map(|block| {
        let level = if block.level > 0 { format!(" {}", block.level) } else { String::new() };
        format!("{}{level}: {}", block.kind.name(), block.reading(document.source()).replace('\n', "⏎"))
    });
    blocks.chain(omissions(&document)).collect::<Vec<_>>().join("\n")
}

fn omissions(document: &Document) -> impl Iterator<Item = String> + '_ {
    let omissions = document.omissions().iter();
    omissions.map(|omission| {
        let left_out = document.source().slice(omission.span).replace('\n', "⏎");
        format!("- {}: {left_out}", omission.kind.name())
    })
}
