//! Character references: which stand in a text of HTML, and what they read as.

use core::ops::Range;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::collections::BTreeMap;

/// The longest name there is, with its signs.
const LONGEST: usize = 34;

/// The references that a page has, each worked out once.
#[derive(Debug, Default)]
pub struct References<'a> {
    known: BTreeMap<&'a str, Option<(usize, String)>>,
}

impl<'a> References<'a> {
    /// The one that `text` begins with, which begins with `&`: its length, and the one or two characters that it reads as.
    pub fn at_start(&mut self, text: &'a str) -> Option<(usize, &str)> {
        let piece = piece(text);
        let found = self.known.entry(piece).or_insert_with(|| reference(piece));
        found.as_ref().map(|(length, chars)| (*length, &chars[..]))
    }
}

/// Each character that `text[span]` shows, and where it stands.
pub fn characters(text: &str, span: Range<usize>) -> Vec<(Range<usize>, char)> {
    let mut references = References::default();
    let (mut shown, mut at) = (Vec::new(), span.start);
    while let Some(first) = text[at..span.end].chars().next() {
        let found = if first == '&' { references.at_start(&text[at..span.end]) } else { None };
        let (length, chars) = found.map_or((first.len_utf8(), None), |(length, chars)| (length, Some(chars)));
        match chars {
            Some(chars) => shown.extend(chars.chars().map(|char| (at..at + length, char))),
            None => shown.push((at..at + length, first)),
        }
        at += length;
    }
    shown
}

/// What of `text`, which begins with `&`, may be a reference.
fn piece(text: &str) -> &str {
    let is_of_one = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let name = text.bytes().skip(1).take_while(is_of_one).count();
    // A number may have many zeros; a name ends somewhere.
    let is_number = text[1..].starts_with('#');
    let end = 1 + if is_number { name } else { name.min(LONGEST) };
    &text[..end + usize::from(text[end..].starts_with(';'))]
}

fn reference(piece: &str) -> Option<(usize, String)> {
    let read = decoded(piece);
    if read == piece {
        return None;
    }
    // What the reference does not take stands behind it: `&notit` reads as `¬it`.
    (1..=2).find_map(|count| {
        let (chars, rest) = read.split_at_checked(read.char_indices().nth(count).map_or(read.len(), |(at, _)| at))?;
        piece.ends_with(rest).then(|| (piece.len() - rest.len(), chars.to_owned()))
    })
}

fn decoded(piece: &str) -> String {
    let mut read = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        if let CallbackEvent::String { value } = event {
            read.push_str(&String::from_utf8_lossy(value));
        }
        None
    });
    Tokenizer::new_with_emitter(piece, emitter).for_each(drop);
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_as_long_as_it_is() {
        let told =
            |text| reference(text).map(|(length, chars)| (length, chars.chars().map(u32::from).collect::<Vec<_>>()));
        assert_eq!(told("&amp;b"), Some((5, vec![0x26])));
        assert_eq!(told("&notit;"), Some((4, vec![0xAC])));
        assert_eq!(told("&ngE;"), Some((5, vec![0x2267, 0x338])));
        assert_eq!(told("&#x1F600 x"), Some((8, vec![0x1F600])));
        assert_eq!(told("&#0;"), Some((4, vec![0xFFFD])));
        assert_eq!(told("&#x80;"), Some((6, vec![0x20AC])));
        assert_eq!(told("&#00000000000000000000000000000000000000000065;"), Some((47, vec![65])));
        assert!(["&", "&;", "& x", "&Amacr", "&#;", "&#x;", "&b"].into_iter().all(|text| told(text).is_none()));
    }
}
