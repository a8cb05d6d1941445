//! The specification: each chapter in `tests/spec/` says what is done in prose, and shows it with examples that are checked here.
//!
//! An example is a fenced `text` block, or a `markdown` or `html` one, and behind it a fenced `reads` block: one line for each block that it reads as, `kind: text`
//! (`heading 2: …` where there is a level; `⏎` stands for a line break that is kept), and one for each omission, `- kind: source`.

#[path = "tools/reads.rs"]
mod reads;

use pilcrow::Format;
use reads::reads;
use std::path::Path;

/// A text and what it should read as, and the line of the chapter that it begins on.
struct Example {
    line: usize,
    format: Format,
    text: String,
    reads: String,
}

fn examples(chapter: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut open: Option<(&str, usize, Vec<&str>)> = None;
    for (index, line) in chapter.lines().enumerate() {
        match open.take() {
            None => open = line.strip_prefix("```").map(|name| (name, index + 2, Vec::new())),
            Some((name, start, lines)) if line == "```" => match name {
                "reads" => examples.last_mut().expect("a text stands before what it reads as").reads = lines.join("\n"),
                _ => {
                    let format = if name == "text" { Some(Format::Auto) } else { Format::from_name(name) };
                    let format =
                        format.unwrap_or_else(|| panic!("line {start}: a block is a text, or what it reads as"));
                    examples.push(Example { line: start, format, text: lines.join("\n"), reads: String::new() });
                }
            },
            Some((name, start, mut lines)) => {
                lines.push(line);
                open = Some((name, start, lines));
            }
        }
    }
    examples
}

#[test]
fn every_example_reads_as_its_chapter_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut chapters: Vec<_> =
        std::fs::read_dir(folder).expect("the chapters' folder").map(|entry| entry.expect("an entry").path()).collect();
    chapters.sort();
    let mut count = 0;
    let mut failures = String::new();
    for path in chapters {
        let chapter = std::fs::read_to_string(&path).expect("a chapter");
        for example in examples(&chapter) {
            count += 1;
            let actual = reads(&example.text, example.format);
            if actual != example.reads {
                let name = path.file_name().unwrap_or_default().display();
                failures += &format!(
                    "\n{name}:{}\n{}\n  reads as\n{actual}\n  and should read as\n{}\n",
                    example.line, example.text, example.reads
                );
            }
        }
    }
    assert!(count > 20, "only {count} examples were found");
    assert!(failures.is_empty(), "{failures}");
}
