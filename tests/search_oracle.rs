//! Search beside an oracle: ten obvious lines that look through every word of every block.

use pilcrow::index::Index;
use pilcrow::search::{Options, search};
use pilcrow::{Document, Format, read};
use proptest::prelude::*;
use std::ops::Range;

/// The words of `text` with their places in UTF-16 units. The texts tried here are ASCII, so bytes are units.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    for (at, char) in text.char_indices().filter(|(_, char)| char.is_alphanumeric()) {
        match words.last_mut() {
            Some((word, place)) if place.end == at => {
                word.push(char.to_ascii_lowercase());
                place.end += 1;
            }
            _ => words.push((char.to_ascii_lowercase().to_string(), at..at + 1)),
        }
    }
    words
}

/// The marks of a query of `parts`, each a phrase of words, all of which a block must hold; with `open`, the very last word may go on.
fn naive(document: &Document, parts: &[Vec<String>], open: bool) -> Vec<u32> {
    let mut marks = Vec::new();
    for (number, block) in document.blocks().iter().enumerate() {
        let words = words(&block.reading(document.source()));
        let places = |(index, part): (usize, &Vec<String>)| -> Vec<[usize; 2]> {
            let goes_on = |word: usize| open && index == parts.len() - 1 && word == part.len() - 1;
            let fits = |(word, (sought, (here, _))): (usize, (&String, &(String, Range<usize>)))| {
                here == sought || goes_on(word) && here.starts_with(sought.as_str())
            };
            let matches = words.windows(part.len()).filter(|window| part.iter().zip(*window).enumerate().all(fits));
            matches.map(|window| [window[0].1.start, window[part.len() - 1].1.end]).collect()
        };
        let found: Vec<Vec<[usize; 2]>> = parts.iter().enumerate().map(places).collect();
        if found.iter().all(|places| !places.is_empty()) {
            // A unit is marked where any place covers it, and places that touch stay two.
            let mut all: Vec<[usize; 2]> = found.concat();
            all.sort();
            let mut merged: Vec<[usize; 2]> = Vec::new();
            for [start, end] in all {
                match merged.last_mut() {
                    Some(last) if start < last[1] => last[1] = last[1].max(end),
                    _ => merged.push([start, end]),
                }
            }
            marks.extend(merged.iter().flat_map(|&[start, end]| [number as u32, start as u32, end as u32]));
        }
    }
    marks
}

fn query(parts: &[Vec<String>], open: bool) -> String {
    let quoted =
        parts.iter().map(|part| if part.len() > 1 { format!("\"{}\"", part.join(" ")) } else { part[0].clone() });
    let mut query = quoted.collect::<Vec<_>>().join(" ");
    if open && query.ends_with('"') {
        query.pop();
    } else if !open {
        query.push(' ');
    }
    query
}

fn options() -> Options {
    Options { limit: 5, fuzzy: false, ..Options::default() }
}

fn text() -> impl Strategy<Value = String> {
    let word = "[abAB]{1,4}";
    let between = prop_oneof![8 => Just(" "), 2 => Just(", "), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just(" ... "), 1 => Just("! ")];
    proptest::collection::vec((word, between), 0..60)
        .prop_map(|words| words.into_iter().map(|(word, between)| word + between).collect())
}

fn parts() -> impl Strategy<Value = Vec<Vec<String>>> {
    proptest::collection::vec(proptest::collection::vec("[ab]{1,4}", 1..4), 1..4)
}

/// How many texts and queries are tried: more by `PILCROW_CASES`.
fn cases() -> u32 {
    let told = std::env::var("PILCROW_CASES").ok().and_then(|cases| cases.parse().ok());
    told.unwrap_or(if cfg!(debug_assertions) { 2_000 } else { 200_000 })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn search_finds_what_a_naive_scan_finds(text in text(), parts in parts(), open: bool) {
        let document = read(text, Format::Plain);
        let index = Index::of(&document);
        let query = query(&parts, open);
        let found = search(&document, &index, &query, &options());
        let expected = naive(&document, &parts, open);
        prop_assert_eq!(&found.marks, &expected, "{:?} in {:?}", query, document.source().text());
        let mut blocks: Vec<u32> = expected.chunks(3).map(|mark| mark[0]).collect();
        blocks.dedup();
        prop_assert_eq!(found.total, blocks.len());
        prop_assert_eq!(found.hits.len(), blocks.len().min(5));
        for hit in &found.hits {
            let marks: Vec<[u32; 2]> = expected.chunks(3).filter(|mark| mark[0] as usize == hit.block).map(|mark| [mark[1], mark[2]]).collect();
            prop_assert_eq!(&hit.ranges, &marks);
        }
    }

    #[test]
    fn an_index_made_in_slices_is_the_one_made_at_once(text in text(), slices in proptest::collection::vec(1usize..4, 1..40), parts in parts()) {
        let document = read(text, Format::Plain);
        let mut index = Index::new(&document);
        let query = query(&parts, true);
        let whole = search(&document, &Index::of(&document), &query, &options());
        for slice in slices {
            let more = index.advance(&document, slice);
            let found = search(&document, &index, &query, &options());
            prop_assert_eq!(found.complete, !more);
            // What was found so far is the head of what will be found, and all of it is right.
            prop_assert!(whole.marks.starts_with(&found.marks), "{:?} of {:?}", found.marks, whole.marks);
        }
        while index.advance(&document, 1) {}
        prop_assert_eq!(search(&document, &index, &query, &options()), whole);
    }

    #[test]
    fn any_query_of_any_text_ends_and_marks_lie_in_the_text(text in "\\PC{0,80}", query in "\\PC{0,24}") {
        let document = read(text, Format::Plain);
        let found = search(&document, &Index::of(&document), &query, &Options::default());
        let mut before = [0, 0];
        for mark in found.marks.chunks(3) {
            let units = document.blocks()[mark[0] as usize].reading(document.source()).encode_utf16().count() as u32;
            prop_assert!(mark[1] < mark[2] && mark[2] <= units, "{:?}", mark);
            prop_assert!(before <= [mark[0], mark[1]], "marks are in order and do not overlap");
            before = [mark[0], mark[2]];
        }
    }
}
