//! Find beside the cases that others have gathered. They are no part of this project: where they are not at hand, the tests say so and pass.

mod cases;

use cases::{file, parse, rows};
use pilcrow::search::{Needle, Options};
use serde_json::Value;

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
    let (Some(cases), Some(texts)) = (rows("find_pdfjs.jsonl"), file("find_pdfjs.texts.json")) else { return };
    let texts = parse(&texts);
    let faults: Vec<String> = cases
        .iter()
        .filter_map(|case| fault(case, texts[case["text_id"].as_str().unwrap()].as_str().unwrap()))
        .collect();
    assert!(faults.is_empty(), "{} of {} cases failed:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn every_case_of_our_own_kind_is_met() {
    let Some(cases) = rows("own_find.jsonl") else { return };
    let faults: Vec<String> = cases.iter().filter_map(|case| fault(case, case["text"].as_str().unwrap())).collect();
    assert!(faults.is_empty(), "{} of {} cases failed:\n{}", faults.len(), cases.len(), faults.join("\n"));
}
