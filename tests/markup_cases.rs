//! Markdown and HTML beside the cases that others have gathered. They are no part of this project: where they are not at hand, the tests say so
//! and pass.

mod cases;

use cases::rows;
use pilcrow::document::{Block, BlockKind};
use pilcrow::{Document, Format, read};
use serde_json::Value;
use std::collections::BTreeMap;

fn document(case: &Value, column: &str, format: Format) -> Document {
    let document = read(case[column].as_str().expect("a case has a text"), format);
    document.assert_invariants();
    document
}

/// What a block says, without space and without the sign that opens an item: how a renderer shows these is its own affair.
fn said(block: &Block, document: &Document) -> String {
    let reading = block.reading(document.source());
    let words = match block.kind {
        BlockKind::Separator => "",
        BlockKind::ListItem => without_marker(&reading),
        _ => &reading,
    };
    words.split_whitespace().collect()
}

fn without_marker(item: &str) -> &str {
    let (marker, rest) = item.split_once(' ').unwrap_or((item, ""));
    let number = marker.trim_end_matches(['.', ')']);
    let is_number = number.len() + 1 == marker.len() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || ["-", "*", "+", "☐", "☑"].contains(&marker) { rest } else { item }
}

/// Of what implementations test themselves by: where a note is numbered, or stands elsewhere than in its source, they differ from us and from
/// each other.
#[test]
fn markdown_says_what_renderers_show() {
    let Some(cases) = rows("markdown_spec.jsonl") else { return };
    let mut compared = 0;
    let mut faults = Vec::new();
    for case in &cases {
        let read = document(case, "markdown", Format::Markdown);
        let Some(blocks) = case["top_blocks"].as_array() else { continue };
        if case["markdown"].as_str().is_some_and(|text| text.contains("[^")) {
            continue;
        }
        let expected: String =
            blocks.iter().flat_map(|block| block[1].as_str().unwrap_or_default().split_whitespace()).collect();
        let actual: String = read.blocks().iter().map(|block| said(block, &read)).collect();
        compared += 1;
        if actual != expected {
            faults.push(format!("{}: {actual:?}, and should be {expected:?}", case["id"]));
        }
    }
    assert!(compared > cases.len() / 2, "only {compared} of {} cases say what is shown", cases.len());
    assert!(faults.len() * 50 <= compared, "{} of {compared} differ:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn headings_and_code_of_markdown_are_what_renderers_make_of_them() {
    let Some(cases) = rows("markdown_spec.jsonl") else { return };
    let mut faults = Vec::new();
    for case in &cases {
        let Some(blocks) = case["top_blocks"].as_array() else { continue };
        let read = document(case, "markdown", Format::Markdown);
        // What stands in nothing else is a block of ours for each of theirs.
        let flat = blocks.iter().all(|block| {
            let tag = block[0].as_str().unwrap_or_default();
            let is_leaf = tag.starts_with('h') || ["p", "pre"].contains(&tag);
            is_leaf && (tag == "hr" || !block[1].as_str().unwrap_or_default().is_empty())
        });
        if !flat || case["markdown"].as_str().is_some_and(|text| text.contains(['<', '^'])) {
            continue;
        }
        let expected: Vec<&str> = blocks.iter().filter_map(|block| block[0].as_str()).collect();
        let actual: Vec<String> = read.blocks().iter().map(tag).collect();
        if actual != expected {
            faults.push(format!("{}: {actual:?}, and should be {expected:?}", case["id"]));
        }
    }
    assert!(faults.is_empty(), "{} differ:\n{}", faults.len(), faults.join("\n"));
}

fn tag(block: &Block) -> String {
    match block.kind {
        BlockKind::Headline => "h1".into(),
        BlockKind::Heading => format!("h{}", block.level),
        BlockKind::Code => "pre".into(),
        BlockKind::Separator => "hr".into(),
        _ => "p".into(),
    }
}

/// Space at either end does not show, and a text of space alone is no block; of all else not a character may differ.
#[test]
fn references_read_as_their_characters() {
    let Some(cases) = rows("html_entities.jsonl") else { return };
    let mut faults = Vec::new();
    for case in &cases {
        let read = document(case, "html", Format::Html);
        let expected = case["text"].as_str().expect("a case says what it reads as");
        let actual: String = read.blocks().iter().map(|block| block.reading(read.source())).collect();
        if actual != expected.trim() {
            faults.push(format!("{}: {actual:?}, and should be {expected:?}", case["id"]));
        }
    }
    assert!(
        !cases.is_empty() && faults.is_empty(),
        "{} of {} differ:\n{}",
        faults.len(),
        cases.len(),
        faults.join("\n")
    );
}

/// Of the words of the articles in whole pages, nearly all are there, and hardly any others.
#[test]
fn the_article_is_found_in_a_page() {
    let Some(cases) = rows("readability.jsonl") else { return };
    let (mut recall, mut precision, mut titles) = (0.0, 0.0, 0);
    for case in &cases {
        let read = document(case, "html", Format::Html);
        let title = read.blocks().iter().find(|block| block.kind == BlockKind::Headline);
        let title = title.map(|block| block.reading(read.source())).unwrap_or_default();
        titles += u32::from(case["meta"]["title"].as_str().is_some_and(|expected| title == expected.trim()));
        let texts = read.blocks().iter().filter(|block| block.kind != BlockKind::Headline);
        let actual = words(&texts.map(|block| block.reading(read.source()) + " ").collect::<String>());
        let article = pilcrow::read(case["article_html"].as_str().expect("a case has an article"), Format::Html);
        let expected = words(&article.blocks().iter().map(|b| b.reading(article.source()) + " ").collect::<String>());
        let both: usize = expected.iter().map(|(word, &count)| count.min(*actual.get(word).unwrap_or(&0))).sum();
        recall += both as f64 / expected.values().sum::<usize>().max(1) as f64;
        precision += both as f64 / actual.values().sum::<usize>().max(1) as f64;
    }
    let count = cases.len() as f64;
    println!("recall {:.3}, precision {:.3}, {titles} titles of {count} pages", recall / count, precision / count);
    // Most of the others are a heading where the expected title has the site's name behind it.
    assert!(f64::from(titles) / count > 0.6, "{titles} titles are the same");
    assert!(recall / count > 0.95, "recall is {:.3}", recall / count);
    assert!(precision / count > 0.95, "precision is {:.3}", precision / count);
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}
