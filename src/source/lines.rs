//! Where the source's lines begin and end.

use super::Span;
use super::eights::{HIGH, eight, those_below, those_of};
use alloc::vec::Vec;

/// One line of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The line's text, without its terminator.
    pub text: Span,
    /// Its terminator: empty on the last line.
    pub terminator: Span,
}

/// The lines of a source. A line ends at LF, CR LF, CR, VT, FF, NEL, LS or PS, as Unicode's newline guidelines have it;
/// the text after the last terminator is a line too, even where it is empty.
#[derive(Debug, Clone)]
pub struct LineTable {
    lines: Vec<Line>,
}

impl LineTable {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = Vec::with_capacity(bytes.len() / 48 + 1);
        let mut start = 0;
        let mut at = 0;
        loop {
            // Terminators are below the highest of them, or begin with one of two bytes beyond ASCII.
            while let Some(eight) = eight(bytes, at) {
                let may_end = match eight & HIGH {
                    0 => 0,
                    _ => those_of(eight, 0xC2) | those_of(eight, 0xE2),
                } | those_below(eight, b'\r' + 1);
                if may_end != 0 {
                    at += (may_end.trailing_zeros() / u8::BITS) as usize;
                    break;
                }
                at += size_of_val(&eight);
            }
            if at >= bytes.len() {
                break;
            }
            let width = match bytes[at] {
                // What can't end a line, which is nearly all.
                0x0E..=0xC1 => 0,
                _ => terminator_width(&bytes[at..]),
            };
            if width == 0 {
                at += 1;
                continue;
            }
            let end = at + width;
            lines.push(Line { text: span(start, at), terminator: span(at, end) });
            start = end;
            at = end;
        }
        lines.push(Line { text: span(start, bytes.len()), terminator: span(bytes.len(), bytes.len()) });
        Self { lines }
    }

    /// How many lines there are: at least one.
    #[allow(clippy::len_without_is_empty, reason = "there is always a line")]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The lines, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Line> + '_ {
        self.lines.iter().copied()
    }

    /// The index, from 0, of the line that holds the byte offset `byte`; a terminator belongs to the line that it ends.
    pub fn at(&self, byte: u32) -> usize {
        self.lines.partition_point(|line| line.terminator.end <= byte).min(self.lines.len() - 1)
    }
}

/// How many bytes the line terminator at the head of `bytes` takes; 0 where there is none.
fn terminator_width(bytes: &[u8]) -> usize {
    match bytes[0] {
        b'\r' if bytes.get(1) == Some(&b'\n') => 2,
        b'\n'..=b'\r' => 1,
        0xC2 if bytes.get(1) == Some(&0x85) => 2,
        0xE2 if bytes.len() > 2 && bytes[1] == 0x80 && matches!(bytes[2], 0xA8 | 0xA9) => 3,
        _ => 0,
    }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start as u32, end as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        LineTable::new(text).iter().map(|line| &text[line.text.range()]).collect()
    }

    #[test]
    fn every_newline_of_unicode_ends_a_line() {
        assert_eq!(
            lines("a\nb\r\nc\rd\u{b}e\u{c}f\u{85}g\u{2028}h\u{2029}i"),
            ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
        );
    }

    #[test]
    fn there_is_always_a_last_line() {
        assert_eq!(lines(""), [""]);
        assert_eq!(lines("a\n"), ["a", ""]);
        assert_eq!(lines("\r\n\r"), ["", "", ""]);
    }

    #[test]
    fn a_byte_is_found_on_its_line() {
        let table = LineTable::new("ab\r\nc\n");
        let found: Vec<usize> = (0..=6).map(|byte| table.at(byte)).collect();
        assert_eq!(found, [0, 0, 0, 0, 1, 1, 2]);
    }
}
