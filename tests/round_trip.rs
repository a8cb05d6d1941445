//! What is written out as HTML reads back as the same article: so a page may serve it, and a reader take it over.

use pilcrow::export::{Export, export};
use pilcrow::{Document, Format, read};

/// The blocks, each with its kind and level. How bullets and breaks are drawn is not kept.
fn blocks(document: &Document) -> Vec<String> {
    let blocks = document.blocks().iter().map(|block| {
        let reading = block.reading(document.source());
        let words = reading.trim_start_matches(['•', '*', '-', '·', '–', ' ']);
        format!("{} {}: {words}", block.kind.name(), block.level)
    });
    blocks.collect()
}

#[test]
fn an_article_written_as_html_reads_back_as_it_was() {
    for (name, text) in [
        ("swifts", include_str!("../www/samples/swifts.txt")),
        ("steamer", include_str!("../www/samples/steamer.txt")),
        ("fallow-point", include_str!("../www/samples/fallow-point.txt")),
    ] {
        let document = read(text, Format::Plain);
        let again = read(export(&document, Export::Html), Format::Html);
        again.assert_invariants();
        let (before, after) = (blocks(&document), blocks(&again));
        for (one, other) in before.iter().zip(&after) {
            assert_eq!(one, other, "{name}");
        }
        assert_eq!(before.len(), after.len(), "{name}");
        assert!(before.len() > 10, "{name} is an article");
    }
}
