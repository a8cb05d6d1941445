//! The cases that others have gathered: read where they stand beside the project, with their generators made into texts.

use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A file of the cases; where there is none, says that what needs it is skipped.
pub fn file(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/cases").join(name);
    let read = fs::read_to_string(&path).ok();
    if read.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    read
}

/// The rows of a file of the cases, one object a line.
pub fn rows(name: &str) -> Option<Vec<Value>> {
    Some(file(name)?.lines().map(parse).collect())
}

/// Rust's strings hold no half surrogate: as at the boundary, it becomes U+FFFD.
pub fn parse(json: &str) -> Value {
    let mut mended = String::new();
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let code = |from: usize| {
            rest.get(from + 2..from + 6)
                .filter(|_| rest[from..].starts_with("\\u"))
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        };
        let first = code(at);
        let paired = first.is_some_and(|code| (0xD800..0xDC00).contains(&code))
            && code(at + 6).is_some_and(|code| (0xDC00..0xE000).contains(&code));
        let is_half = first.is_some_and(|code| (0xD800..0xE000).contains(&code)) && !paired;
        let length = if paired { 12 } else { first.map_or(2, |_| 6) };
        mended.push_str(&rest[..at]);
        mended.push_str(if is_half { "\\ufffd" } else { &rest[at..at + length] });
        rest = &rest[at + length..];
    }
    mended.push_str(rest);
    serde_json::from_str(&mended).unwrap_or_else(|error| panic!("{error} in {mended}"))
}

/// The text of a generator: `s` is a string, `rep` repeats, `cat` joins, `for` counts, `x` is the count and `repx` repeats by it,
/// and `hash_collisions` defines links whose names share a slot of a table of sixteen.
#[allow(dead_code, reason = "not every test that reads cases makes texts of generators")]
pub fn expand(generator: &Value, count: u64) -> String {
    let number = |value: &Value| value.as_u64().expect("a generator counts in whole numbers");
    if let Some(text) = generator["s"].as_str() {
        return text.to_owned();
    }
    if let Some(parts) = generator["cat"].as_array() {
        return parts.iter().map(|part| expand(part, count)).collect();
    }
    if let Some(repeated) = generator["rep"].as_array() {
        return expand(&repeated[0], count).repeat(number(&repeated[1]) as usize);
    }
    if let Some(body) = generator.get("repx") {
        return expand(body, count).repeat(count as usize);
    }
    if generator["x"].as_bool() == Some(true) {
        return count.to_string();
    }
    if let Some(counted) = generator.get("for") {
        return (number(&counted["from"])..number(&counted["to"])).map(|x| expand(&counted["body"], x)).collect();
    }
    colliding_links(number(&generator["hash_collisions"]) as usize)
}

fn colliding_links(wanted: usize) -> String {
    let collides = |name: &str| {
        let hash = name.bytes().fold(0u32, |hash, byte| {
            u32::from(byte).wrapping_add(hash << 6).wrapping_add(hash << 16).wrapping_sub(hash)
        });
        hash % 16 == 0
    };
    let mut names = (0u64..).map(|number| format!("x{number}")).filter(|name| collides(name));
    let first = names.next().expect("a name in sixteen collides");
    names.take(wanted - 1).map(|name| format!("[{name}]: /url\n\n[{first}]\n\n")).collect()
}
