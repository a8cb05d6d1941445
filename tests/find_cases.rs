//! Find beside the cases that others have gathered. They are no part of this project: where they are not at hand, the tests say so and pass.

use pilcrow::search::{Needle, Options};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn cases(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/cases").join(name);
    let read = fs::read_to_string(&path).ok();
    if read.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    read
}

/// Rust's strings hold no half surrogate: as at the boundary, it becomes U+FFFD.
fn parse(line: &str) -> Value {
    let mut mended = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("\\u") {
        let code = |from: usize| {
            rest.get(from + 2..from + 6)
                .filter(|_| rest[from..].starts_with("\\u"))
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        };
        let first = code(at).unwrap_or(0);
        let paired =
            (0xD800..0xDC00).contains(&first) && code(at + 6).is_some_and(|second| (0xDC00..0xE000).contains(&second));
        let length = if paired { 12 } else { 6 };
        mended.push_str(&rest[..at]);
        mended.push_str(if (0xD800..0xE000).contains(&first) && !paired { "\\ufffd" } else { &rest[at..at + length] });
        rest = &rest[at + length..];
    }
    mended.push_str(rest);
    serde_json::from_str(&mended).unwrap_or_else(|error| panic!("{error} in {mended}"))
}

fn options(case: &Value) -> Options {
    let flag = |name: &str| case["options"][name].as_bool().unwrap_or(false);
    Options {
        match_case: flag("caseSensitive"),
        whole_word: flag("entireWord"),
        match_accents: flag("matchDiacritics"),
        ..Options::default()
    }
}

fn queries(case: &Value) -> Vec<&str> {
    match &case["query"] {
        Value::Array(queries) => queries.iter().filter_map(Value::as_str).collect(),
        query => query.as_str().into_iter().collect(),
    }
}

/// What is wrong with the find of `case` in `text`, if anything.
fn fault(case: &Value, text: &str) -> Option<String> {
    let found: Vec<[u32; 2]> =
        queries(case).iter().flat_map(|query| Needle::new(query, &options(case)).find_in(text)).collect();
    let count = case["expect"]["count"].as_u64().unwrap() as usize;
    let positions = &case["expect"]["positions"];
    let wrong = found.len() != count || positions.is_array() && *positions != serde_json::json!(found);
    wrong.then(|| format!("{}: {:?} found {found:?}, expected {count} at {positions}", case["id"], queries(case)))
}

#[test]
fn every_case_of_pdf_js_is_met() {
    let (Some(cases), Some(texts)) = (cases("find_pdfjs.jsonl"), cases("find_pdfjs.texts.json")) else { return };
    let texts = parse(&texts);
    let faults: Vec<String> = cases
        .lines()
        .map(parse)
        .filter_map(|case| fault(&case, texts[case["text_id"].as_str().unwrap()].as_str().unwrap()))
        .collect();
    assert!(faults.is_empty(), "{} of {} cases failed:\n{}", faults.len(), cases.lines().count(), faults.join("\n"));
}

#[test]
fn every_case_of_our_own_kind_is_met() {
    let Some(cases) = cases("own_find.jsonl") else { return };
    let faults: Vec<String> =
        cases.lines().map(parse).filter_map(|case| fault(&case, case["text"].as_str().unwrap())).collect();
    assert!(faults.is_empty(), "{} of {} cases failed:\n{}", faults.len(), cases.lines().count(), faults.join("\n"));
}
