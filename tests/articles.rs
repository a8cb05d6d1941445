//! Articles: whole pages against how they should read, block by block.

use pilcrow::{Format, read};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Checks the page at `text` against its gold.
fn check(text: &Path, gold: &Path) {
    let read_file =
        |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let document = read(read_file(text), Format::Auto);
    document.assert_invariants();
    let json = pilcrow::export::export(&document, pilcrow::export::Export::Json);
    let actual: Value = serde_json::from_str(&json).expect("the export is JSON");
    let expected: Value = serde_json::from_str(&read_file(gold)).expect("the gold is JSON");
    let (actual, expected) = (&actual["blocks"], &expected["blocks"]);
    let count = actual.as_array().map_or(0, Vec::len).max(expected.as_array().map_or(0, Vec::len));
    for index in 0..count {
        assert_eq!(
            actual[index],
            expected[index],
            "{}: block {index}, as read (left) and as it should read",
            text.display()
        );
    }
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn samples_read_as_their_golds_say() {
    for name in ["swifts", "steamer", "fallow-point"] {
        check(&here(&format!("www/samples/{name}.txt")), &here(&format!("tests/articles/{name}.gold.json")));
    }
}

#[test]
fn the_newspaper_page_reads_as_its_gold_says() {
    let folder = here("../shared/newspaper");
    if !folder.exists() {
        return println!("skipped: ../shared is not here, and the newspaper page stands there");
    }
    check(&folder.join("article.txt"), &folder.join("article.gold.json"));
}
