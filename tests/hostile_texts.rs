//! Texts that break things: each gives a sound document, whose blocks find themselves. Those that others have gathered are no part of this
//! project: where they are not at hand, the tests say so and pass.

mod cases;

use pilcrow::export::{Export, export};
use pilcrow::index::Index;
use pilcrow::search::{Needle, Options, search};
use pilcrow::source::utf16_len;
use pilcrow::{Document, Format, read};

/// How much of a generated text is read, in bytes: what breaks a pass breaks it within a thousand lines.
const HEAD: usize = 60_000;

/// The document of `text`, once all that can be done with it has been done; as what is marked up, too.
fn put_through(text: &str) -> Document {
    for format in [Format::Markdown, Format::Html] {
        read(text, format).assert_invariants();
    }
    let document = read(text, Format::Auto);
    document.assert_invariants();
    for format in Export::NAMES {
        export(&document, Export::from_name(format).expect("a name of a format"));
    }
    document
}

/// The blocks of `document` that are not found by what they read as: as a query of words, and letter by letter.
fn lost(document: &Document) -> Vec<String> {
    let index = Index::of(document);
    let mut lost = Vec::new();
    for (number, block) in document.blocks().iter().enumerate() {
        let reading = block.reading(document.source());
        let letters = Needle::new(&reading, &Options::default()).find_in(&reading);
        let marks = search(document, &index, &reading, &Options::default()).marks;
        if letters.is_empty() {
            lost.push(format!("{reading:?}, letter by letter"));
        }
        if !marks.chunks(3).any(|mark| mark[0] as usize == number) {
            lost.push(format!("{reading:?}, as a query"));
        }
        assert!(
            marks.chunks(3).all(|mark| mark[1] < mark[2] && mark[2] <= units(document, mark[0])),
            "{marks:?} in {reading:?}"
        );
    }
    lost
}

fn units(document: &Document, block: u32) -> u32 {
    utf16_len(&document.blocks()[block as usize].reading(document.source()))
}

/// Puts every text of the cases through that `column` of `name` holds.
fn every_text_is_sound_and_found(name: &str, column: &str) {
    let Some(rows) = cases::rows(name) else { return };
    let lost: Vec<String> = rows
        .iter()
        .flat_map(|row| {
            lost(&put_through(row[column].as_str().expect("a row has a text")))
                .into_iter()
                .map(|what| format!("{}: {what}", row["id"]))
        })
        .collect();
    assert!(lost.is_empty(), "{} are not found:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn naughty_strings_are_sound_and_found() {
    every_text_is_sound_and_found("naughty.jsonl", "text");
}

#[test]
fn edges_of_texts_are_sound_and_found() {
    every_text_is_sound_and_found("own_text_edges.jsonl", "text");
}

#[test]
fn markup_meant_to_run_is_text_that_is_sound_and_found() {
    for name in ["xss.jsonl", "xss_payloadbox.jsonl", "own_xss.jsonl"] {
        every_text_is_sound_and_found(name, "payload");
    }
}

#[test]
fn texts_without_end_are_sound() {
    for name in ["pathological.jsonl", "own_huge.jsonl"] {
        for row in cases::rows(name).unwrap_or_default() {
            if row["refusable"].as_bool() == Some(true) {
                continue;
            }
            let mut text = cases::expand(&row["gen"], 0);
            let end = (HEAD..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
            text.truncate(end);
            let outcome = std::panic::catch_unwind(|| {
                let document = put_through(&text);
                let index = Index::of(&document);
                for query in [&text[..text.floor_char_boundary(100_000)], "a", "\"", "-a", "wrod"] {
                    search(&document, &index, query, &Options::default());
                }
            });
            assert!(outcome.is_ok(), "{} fails", row["id"]);
        }
    }
}
