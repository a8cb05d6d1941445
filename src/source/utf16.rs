//! Counts UTF-16 units: the map from the core's bytes to the offsets that JavaScript uses.

use super::eights::{count, eight};
use alloc::vec::Vec;

/// An offset in UTF-16 units. Bytes and units never share a type, so one can't be taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Utf16Offset(pub u32);

/// How many UTF-16 units `text` takes.
pub fn utf16_len(text: &str) -> u32 {
    units_started(text.as_bytes())
}

/// The byte of `text` at which `unit` stands; inside a surrogate pair, the byte after it; past the end, the end.
pub fn byte_of(text: &str, unit: Utf16Offset) -> usize {
    let bytes = text.as_bytes();
    let (mut units, mut from) = (0, 0);
    while let Some(eight) = eight(bytes, from) {
        let more = units_of(eight);
        if units + more >= unit.0 {
            break;
        }
        units += more;
        from += size_of::<u64>();
    }
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        let starts = started(byte);
        if starts > 0 && units >= unit.0 {
            return at;
        }
        units += starts;
    }
    text.len()
}

/// Bytes between two remembered offsets: a look-up counts fewer than this many, and 3 MB of text take 48 KB of map.
const STEP: usize = 256;

/// Where UTF-16 units fall in a text: the units before every [`STEP`]th byte. Empty for ASCII, whose bytes are its units.
#[derive(Debug, Clone)]
pub struct Utf16Map {
    before: Vec<u32>,
}

impl Utf16Map {
    /// Measures `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { before: Vec::new() };
        }
        let mut units = 0;
        let before = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let here = units;
                units += units_started(chunk);
                here
            })
            .collect();
        Self { before }
    }

    /// How many units stand before the byte offset `byte` of `text`, which is the text that was measured.
    pub fn offset(&self, text: &str, byte: u32) -> Utf16Offset {
        if self.before.is_empty() {
            return Utf16Offset(byte);
        }
        let byte = byte as usize;
        let step = (byte / STEP).min(self.before.len() - 1);
        Utf16Offset(self.before[step] + units_started(&text.as_bytes()[step * STEP..byte]))
    }
}

/// The units of the characters that start in `bytes`, which may begin or end inside a character.
fn units_started(bytes: &[u8]) -> u32 {
    let (mut units, mut at) = (0, 0);
    while let Some(eight) = eight(bytes, at) {
        units += units_of(eight);
        at += size_of::<u64>();
    }
    bytes[at..].iter().fold(units, |units, &byte| units + started(byte))
}

/// What `started` tells, of eight bytes at once: not 10…, and 1111….
const fn units_of(eight: u64) -> u32 {
    count(!eight | eight << 1) + count(eight & eight << 1 & eight << 2 & eight << 3)
}

/// Every byte but a continuation byte starts one unit, and the first of four starts two.
const fn started(byte: u8) -> u32 {
    (byte & 0xC0 != 0x80) as u32 + (byte >= 0xF0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_agrees_with_counting() {
        let text = "a é — 漢字 😀 ".repeat(97);
        let map = Utf16Map::new(&text);
        for (byte, _) in text.char_indices() {
            let counted = text[..byte].encode_utf16().count() as u32;
            assert_eq!(map.offset(&text, byte as u32), Utf16Offset(counted), "at byte {byte}");
        }
        assert_eq!(map.offset(&text, text.len() as u32).0, utf16_len(&text));
    }

    #[test]
    fn a_unit_is_found_however_far_it_is() {
        let text = "a é — 漢字 😀 ".repeat(97);
        for (byte, _) in text.char_indices() {
            let unit = text[..byte].encode_utf16().count() as u32;
            assert_eq!(byte_of(&text, Utf16Offset(unit)), byte);
            assert_eq!(utf16_len(&text[..byte]), unit);
        }
        assert_eq!(byte_of(&text, Utf16Offset(u32::MAX)), text.len());
    }

    #[test]
    fn ascii_needs_no_map() {
        assert_eq!(Utf16Map::new("plain").offset("plain", 3), Utf16Offset(3));
    }
}
