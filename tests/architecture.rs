//! Keeps the rules of `src/ARCHITECTURE.md` true: which way the rooms may look, who knows JavaScript and Wasm, and that every file says what it is for.

use std::fmt;
use std::fs;
use std::path::Path;

/// Each room may use those before it. `www` is the last, and has rules of its own.
const ROOMS: [&str; 10] =
    ["source", "document", "format", "recover", "topic", "index", "search", "export", "wasm", "www"];

const ONE_WAY: &str = "a room uses the rooms before it, never one after it, so that each can be read without the next";
const BY_ROOM: &str = "a room is used by its name, so that the direction can be seen; lib.rs is for those outside";
const NO_CLIMBING: &str = "a path from crate:: shows the room that it leads to";
const BOUNDARY: &str = "only src/wasm/ knows JavaScript, so that the core stays free to change and runs anywhere";
const UNICODE: &str = "source/unicode.rs asks whoever runs the core, so that the Wasm carries no tables of its own";
const CUSTOMS: &str = "only www/core.js knows Wasm, and www/markup.js and www/stems.js one each of their own, so that what crosses is written down in one place";
const STRANGERS: &str =
    "page modules do not know each other, the reader ties them; so that each can be read, tested and changed alone";
const NO_BARE_IMPORTS: &str = "a bare import needs a bundler or an import map, and the page runs as it is served";
const OPENING: &str =
    "a file opens with a comment saying what it is for, so that a first-time reader knows where they are";
const ON_THE_MAP: &str = "src/ARCHITECTURE.md names every file of src/ and every module of www/, or it is no map";

#[test]
fn the_project_keeps_to_its_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "www", "tests"] {
        collect(root, folder, &mut files);
    }
    assert!(files.iter().any(|file| file.path == "src/lib.rs"), "the walk finds the sources");
    let map = fs::read_to_string(root.join("src/ARCHITECTURE.md")).expect("src/ARCHITECTURE.md is there");

    let findings = check(&files, &map);
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "\n{}\n", lines.join("\n"));
}

struct File {
    /// From the project's folder, with `/`.
    path: String,
    text: String,
}

struct Finding {
    path: String,
    /// Counted from 1.
    line: usize,
    what: String,
    reason: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}\n    because {}", self.path, self.line, self.what, self.reason)
    }
}

fn check(files: &[File], map: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        check_opening(file, &mut findings);
        check_map(file, map, &mut findings);
        if file.path.starts_with("src/") {
            check_rooms(file, &mut findings);
            check_boundary(file, &mut findings);
            check_unicode(file, &mut findings);
        } else if file.path.starts_with("www/") {
            check_imports(file, &mut findings);
        }
    }
    findings
}

fn check_opening(file: &File, findings: &mut Vec<Finding>) {
    let mut lines = file.text.lines().skip_while(|line| line.starts_with("#!/"));
    let first = lines.next().unwrap_or_default();
    let is_comment = if file.path.ends_with(".rs") {
        first.starts_with("//!")
    } else {
        first.starts_with("//") || first.starts_with("/*")
    };
    let second = lines.next().unwrap_or_default();
    let words = [first, second].concat().split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    if !is_comment || words < 3 {
        findings.push(file.finding(1, "does not say what it is for".into(), OPENING));
    }
}

fn check_map(file: &File, map: &str, findings: &mut Vec<Finding>) {
    let parts: Vec<&str> = file.path.split('/').collect();
    let named = match parts[..] {
        ["src", "lib.rs"] => map.contains("`lib.rs`"),
        ["src", room, "mod.rs"] => map.contains(&format!("`{room}/`")),
        // In the room's own row, or with the room before it.
        ["src", room, name] => {
            let row = |line: &str| line.contains(&format!("`{room}/`")) && line.contains(&format!("`{name}`"));
            map.lines().any(row) || map.contains(&format!("`{room}/{name}`"))
        }
        ["www", name] | ["www", "archive", name] if name.ends_with(".js") => map.contains(&format!("`{name}`")),
        _ => true,
    };
    if !named {
        findings.push(file.finding(1, "is not on the map".into(), ON_THE_MAP));
    }
}

fn check_rooms(file: &File, findings: &mut Vec<Finding>) {
    let Some(own) = file.room().and_then(number_of) else { return };
    for (line, code) in file.code_lines() {
        if code.contains("super::super") {
            findings.push(file.finding(line, "climbs out by super::super".into(), NO_CLIMBING));
        }
        for name in rooms_named(&code, file.path.ends_with("/mod.rs")) {
            match number_of(&name) {
                Some(room) if room > own => {
                    findings.push(file.finding(line, format!("{} uses {name}", ROOMS[own]), ONE_WAY));
                }
                // The last room in Rust stands for those outside, and may call what they call.
                None if ROOMS[own] != "wasm" => {
                    findings.push(file.finding(line, format!("uses crate::{name}, which is no room"), BY_ROOM));
                }
                _ => {}
            }
        }
    }
}

/// The first names after `crate::`, also in braces; from a room's `mod.rs`, `super::` leads to the same place.
fn rooms_named(code: &str, is_room_root: bool) -> Vec<String> {
    let mut names = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(first_names(group)),
            None => names.push(identifier(rest)),
        }
    }
    if is_room_root {
        let supers = code.match_indices("super::").map(|(at, path)| identifier(&code[at + path.len()..]));
        names.extend(supers.filter(|name| number_of(name).is_some()));
    }
    names
}

/// The names that open the items of a `{…}` group, whose inside begins here.
fn first_names(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = vec![identifier(group.trim_start())];
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(identifier(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn check_boundary(file: &File, findings: &mut Vec<Finding>) {
    if file.room() == Some("wasm") {
        return;
    }
    for (line, code) in file.code_lines() {
        let words = code.split(|char: char| !char.is_alphanumeric() && char != '_');
        for word in words {
            let is_foreign = ["js_sys", "web_sys"].contains(&word)
                || ["wasm_bindgen", "serde", "Js"].iter().any(|start| word.starts_with(start) && word != "Json");
            if is_foreign {
                findings.push(file.finding(line, format!("says {word}"), BOUNDARY));
            }
        }
    }
}

fn check_unicode(file: &File, findings: &mut Vec<Finding>) {
    const OF_CHARACTERS: [&str; 7] = [
        "is_alphabetic",
        "is_alphanumeric",
        "is_numeric",
        "is_uppercase",
        "is_lowercase",
        "to_lowercase",
        "to_uppercase",
    ];
    // What reads markup is a Wasm of its own, which has tables enough.
    if file.path == "src/source/unicode.rs" || file.path.starts_with("src/format/markup/") {
        return;
    }
    for (line, code) in file.code_lines().into_iter().take_while(|(_, code)| !code.contains("#[cfg(test)]")) {
        for method in OF_CHARACTERS {
            let asks = [".", "char::", "str::"].iter().any(|owner| code.contains(&format!("{owner}{method}")));
            if asks {
                findings.push(file.finding(line, format!("has the standard library say {method}"), UNICODE));
            }
        }
    }
}

fn check_imports(file: &File, findings: &mut Vec<Finding>) {
    for (line, code) in file.code_lines() {
        if code.contains("./wasm/") && !["www/core.js", "www/markup.js", "www/stems.js"].contains(&file.path.as_str()) {
            findings.push(file.finding(line, "reaches for ./wasm/".into(), CUSTOMS));
            continue;
        }
        for target in imports(&code) {
            let is_command = file.path == "www/cli.js" || file.path.starts_with("www/archive/");
            if is_command && (target.starts_with("node:") || target == "pagefind") {
                continue;
            }
            if !target.starts_with(['.', '/']) {
                findings.push(file.finding(line, format!("imports {target}"), NO_BARE_IMPORTS));
            } else if !may_import(&file.path, &target) {
                findings.push(file.finding(line, format!("imports {target}"), STRANGERS));
            }
        }
    }
}

fn may_import(path: &str, target: &str) -> bool {
    let is_entry = ["./define.js", "./page.js", "./cli.js"].contains(&target);
    match path {
        "www/core.js" => target.starts_with("./wasm/") || ["./markup.js", "./teller.js"].contains(&target),
        "www/markup.js" => ["./core.js", "./teller.js", "./wasm/markup.js"].contains(&target),
        "www/stems.js" => ["./core.js", "./teller.js", "./wasm/stems.js"].contains(&target),
        "www/cli.js" => {
            ["./core.js", "./stems.js", "./decode.js", "./halving.js", "./archive/archive.js"].contains(&target)
        }
        // The same module, in a thread of its own.
        "www/patterns.js" | "www/pattern-worker.js" if target == "./matches.js" => true,
        "www/archive/archive.js" => target.starts_with("./"),
        "www/archive/split.js" => ["./lines.js", "./sections.js"].contains(&target),
        "www/archive/ndjson.js" => target == "./lines.js",
        // It reads files as the reader does, and no text of theirs is set.
        "www/shelf.js" => {
            ["./core.js", "./decode.js", "./fetch-bytes.js", "./make.js", "./slices.js", "./stems.js"].contains(&target)
        }
        // All that the reader imports, so that a browser asks for it at once.
        "www/define.js" => target == "./words/en.js" || (!is_entry && !target.starts_with("./words/")),
        // What few texts, or few searches, need is fetched for those.
        "www/decode.js" => target == "./old-encodings.js",
        "www/opening.js" => ["./decode.js", "./fetch-bytes.js"].contains(&target),
        "www/searching.js" => target == "./patterns.js",
        // A table of words for each language, behind the one door.
        "www/words.js" => target.starts_with("./words/"),
        "www/words/qps-ploc.js" => ["./en.js", "./en-tools.js", "./en-bearings.js"].contains(&target),
        "www/open-text.js" => ["./searching.js", "./set-blocks.js", "./slices.js", "./text-pane.js"].contains(&target),
        // These tie the tools and the ways about a text, as the reader ties the parts.
        "www/tools.js" | "www/bearings.js" => {
            !is_entry && !["./pilcrow-reader.js", "./reader.js"].contains(&target) && !target.starts_with("./words/")
        }
        "www/pilcrow-reader.js" => target == "./reader.js",
        "www/reader.js" => !is_entry && target != "./pilcrow-reader.js" && !target.starts_with("./words/"),
        "www/page.js" => target != "./cli.js" && !target.starts_with("./words/"),
        // What knows nothing of a reader, and holds nothing, may be known to all.
        _ => ["./halving.js", "./make.js", "./passages.js", "./slices.js"].contains(&target),
    }
}

/// What a line of JavaScript imports: `from '…'`, `import '…'` and `import('…')`.
fn imports(code: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for opening in ["from '", "from \"", "import '", "import \"", "import('", "import(\""] {
        for (at, _) in code.match_indices(opening) {
            let is_word_start = !code[..at].ends_with(|char: char| char.is_alphanumeric() || char == '_');
            let rest = &code[at + opening.len()..];
            if let (true, Some(end)) = (is_word_start, rest.find(['\'', '"'])) {
                targets.push(rest[..end].to_owned());
            }
        }
    }
    targets
}

impl File {
    fn finding(&self, line: usize, what: String, reason: &'static str) -> Finding {
        Finding { path: self.path.clone(), line, what, reason }
    }

    /// The room of a file in `src/`; `lib.rs` stands in none.
    fn room(&self) -> Option<&str> {
        let (room, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(room)
    }

    /// The lines with their numbers, without comments. A `use` that runs over several lines counts as its first.
    fn code_lines(&self) -> Vec<(usize, String)> {
        let mut lines: Vec<(usize, String)> = Vec::new();
        let mut continues = false;
        let code = without_comments(&self.text);
        for (index, line) in code.lines().enumerate() {
            if continues && let Some((_, last)) = lines.last_mut() {
                last.push_str(line.trim());
            } else {
                lines.push((index + 1, line.to_owned()));
            }
            let opens = line.trim_start().starts_with("use ") || line.trim_start().starts_with("pub use ");
            continues = (continues || opens) && !line.contains(';');
        }
        lines
    }
}

/// The text with its comments gone and its lines where they were. Knows no strings: `//` counts at a line's start and
/// after a space, which an address in a string never has.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let in_line_comment = |before: &str| before.rsplit('\n').next().unwrap_or_default().contains("//");
    while let Some(at) = rest.find("/*").filter(|at| !in_line_comment(&rest[..*at])) {
        let end = rest[at..].find("*/").map_or(rest.len(), |length| at + length + 2);
        out.push_str(&rest[..at]);
        out.extend(rest[at..end].chars().filter(|char| *char == '\n'));
        rest = &rest[end..];
    }
    out.push_str(rest);
    let code = |line: &str| match line.find("//") {
        Some(at) if line[..at].ends_with([' ', '\t']) || at == 0 => line[..at].to_owned(),
        _ => line.to_owned(),
    };
    out.lines().map(code).collect::<Vec<_>>().join("\n")
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect()
}

fn number_of(room: &str) -> Option<usize> {
    ROOMS.iter().position(|name| *name == room)
}

/// The source files under a folder, leaving out what a build made.
fn collect(root: &Path, folder: &str, files: &mut Vec<File>) {
    const MADE: [&str; 5] = ["www/wasm", "www/types", "www/cdn", "www/editors", "tests/out"];
    let mut entries: Vec<_> = fs::read_dir(root.join(folder)).into_iter().flatten().flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            if !MADE.contains(&path.as_str()) {
                collect(root, &path, files);
            }
        } else if [".rs", ".js", ".mjs"].iter().any(|ending| path.ends_with(ending)) {
            files.push(File { text: fs::read_to_string(entry.path()).expect("sources are UTF-8"), path });
        }
    }
}

mod the_checker {
    use super::*;

    const MAP: &str = "`lib.rs` `core.js` `cli.js` `theme.js` `page.js` `define.js` `reader.js` `stems.js`\n| `source/` | `lines.rs` |\n`index/` `search/` `wasm/`";

    /// What the checker says about one file with an opening comment and this code below it.
    fn said(path: &str, code: &str) -> Vec<String> {
        let opening = if path.ends_with(".rs") { "//! Stands for a file.\n" } else { "// Stands for a file.\n" };
        said_of_all_of(path, &format!("{opening}{code}"))
    }

    fn said_of_all_of(path: &str, text: &str) -> Vec<String> {
        let file = File { path: path.into(), text: text.into() };
        check(&[file], MAP).iter().map(|finding| format!("{}: {}", finding.line, finding.what)).collect()
    }

    #[test]
    fn lets_a_room_use_those_before_it() {
        assert!(
            said("src/search/mod.rs", "use crate::{index::Index, search::x};\nuse crate::source::Span;").is_empty()
        );
        assert!(said("src/lib.rs", "pub mod search;\nuse crate::search::Found;").is_empty());
        assert!(said("src/wasm/mod.rs", "use wasm_bindgen::prelude::*;\ncrate::read(text);").is_empty());
    }

    #[test]
    fn sees_a_room_that_uses_one_after_it() {
        assert_eq!(said("src/source/lines.rs", "\nuse crate::search::Found;"), ["3: source uses search"]);
        assert_eq!(said("src/index/mod.rs", "use crate::{source::{Span, Line}, search};"), ["2: index uses search"]);
        assert_eq!(
            said("src/index/mod.rs", "use crate::{\n    source::Span,\n    export,\n};"),
            ["2: index uses export"]
        );
        assert_eq!(said("src/index/mod.rs", "let found: crate::search::Found;"), ["2: index uses search"]);
        assert_eq!(said("src/index/mod.rs", "use super::search;"), ["2: index uses search"]);
    }

    #[test]
    fn sees_a_way_round_the_rooms() {
        assert_eq!(said("src/index/mod.rs", "use crate::Document;"), ["2: uses crate::Document, which is no room"]);
        assert_eq!(said("src/source/lines.rs", "use super::super::search;"), ["2: climbs out by super::super"]);
    }

    #[test]
    fn does_not_read_comments_as_code() {
        assert!(
            said("src/source/lines.rs", "// see crate::search\n/* JsValue\n crate::wasm */ let x = 1; // crate::wasm")
                .is_empty()
        );
        assert!(
            said("www/theme.js", "/** @type {import('./core.js').Block} */ let b;\nconst a = 'https://example.org';")
                .is_empty()
        );
    }

    #[test]
    fn sees_javascript_outside_its_room() {
        assert_eq!(said("src/index/mod.rs", "fn f(x: JsValue) {}"), ["2: says JsValue"]);
        assert_eq!(said("src/lib.rs", "use serde::Serialize;"), ["2: says serde"]);
        assert_eq!(said("src/lib.rs", "#[wasm_bindgen]"), ["2: says wasm_bindgen"]);
        assert!(said("src/lib.rs", "enum Export { Json }").is_empty());
    }

    #[test]
    fn sees_unicode_asked_of_the_standard_library() {
        assert!(said("src/index/mod.rs", "fn f(a: char) -> bool { unicode::is_alphabetic(a) }").is_empty());
        assert_eq!(
            said("src/index/mod.rs", "let f = char::is_alphabetic;"),
            ["2: has the standard library say is_alphabetic"]
        );
        assert_eq!(said("src/index/mod.rs", "a.to_lowercase()"), ["2: has the standard library say to_lowercase"]);
    }

    #[test]
    fn sees_wasm_outside_its_module() {
        assert!(said("www/core.js", "import * as glue from './wasm/pilcrow.js';").is_empty());
        assert_eq!(said("www/theme.js", "import x from './wasm/pilcrow.js';"), ["2: reaches for ./wasm/"]);
        assert!(said("www/stems.js", "await import('./wasm/stems.js');").is_empty());
        assert_eq!(said("www/stems.js", "await import('./wasm/pilcrow.js');"), ["2: imports ./wasm/pilcrow.js"]);
        assert_eq!(said("www/page.js", "fetch('./wasm/pilcrow_bg.wasm');"), ["2: reaches for ./wasm/"]);
    }

    #[test]
    fn sees_page_modules_that_know_each_other() {
        assert!(
            said("www/reader.js", "import { a } from './theme.js';\nimport {\n  b,\n} from './core.js';").is_empty()
        );
        assert!(said("www/theme.js", "import { make } from './make.js';").is_empty());
        assert_eq!(said("www/theme.js", "import {\n  a,\n} from './core.js';"), ["4: imports ./core.js"]);
        assert_eq!(said("www/theme.js", "await import('./core.js');"), ["2: imports ./core.js"]);
        assert_eq!(said("www/theme.js", "export * from \"../x.js\";"), ["2: imports ../x.js"]);
        assert_eq!(said("www/reader.js", "import './define.js';"), ["2: imports ./define.js"]);
        assert_eq!(said("www/core.js", "import './make.js';"), ["2: imports ./make.js"]);
    }

    #[test]
    fn sees_bare_imports() {
        assert!(said("www/cli.js", "import fs from 'node:fs';").is_empty());
        assert_eq!(said("www/theme.js", "import fs from 'node:fs';"), ["2: imports node:fs"]);
        assert_eq!(said("www/page.js", "import { html } from 'lit';"), ["2: imports lit"]);
    }

    #[test]
    fn sees_a_file_that_does_not_say_what_it_is_for() {
        let silent = ["1: does not say what it is for"];
        assert_eq!(said_of_all_of("tests/spec.rs", "use pilcrow::read;\nlet a = 1;"), silent);
        assert_eq!(said_of_all_of("tests/spec.rs", "//!\n//! x"), silent);
        assert_eq!(said_of_all_of("src/lib.rs", ""), silent);
        assert_eq!(said_of_all_of("www/core.js", "'use strict';\n// Comes too late."), silent);
        assert!(said_of_all_of("www/cli.js", "#!/usr/bin/env node\n// The command line's face.").is_empty());
        assert!(said_of_all_of("www/core.js", "/**\n * The only module here.\n */").is_empty());
    }

    #[test]
    fn sees_a_file_that_is_not_on_the_map() {
        let missing = ["1: is not on the map"];
        assert_eq!(said("src/source/span.rs", ""), missing);
        assert_eq!(said("src/index/lines.rs", ""), missing, "the name stands in another room's row");
        assert_eq!(said("src/topic/mod.rs", ""), missing);
        assert_eq!(said("www/theatre.js", ""), missing);
        assert!(said("src/source/lines.rs", "").is_empty());
        assert!(said("tests/anything.rs", "").is_empty());
    }

    #[test]
    fn says_where_what_and_why() {
        let file = File { path: "src/lib.rs".into(), text: "//! Stands for a file.\nuse js_sys::Array;".into() };
        let finding = check(&[file], MAP).remove(0);
        let expected = format!("src/lib.rs:2: says js_sys\n    because {BOUNDARY}");
        assert_eq!(finding.to_string(), expected);
    }
}
