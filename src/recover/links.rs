//! Bracketed links that extraction leaves in plain text: `[FLICKR](#)` reads as its words, and its target is kept.

use super::look;
use crate::document::{Draft, Omission, OmissionKind, Phrase, Role};
use crate::source::unicode;
use crate::source::{Bare, Source, Span};

/// Finds `[words](target)` within each line.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    if middle_of_link(source.text()).is_none() {
        return;
    }
    for block in &mut draft.blocks {
        for line in &block.lines {
            let text = look::line(source, line);
            let mut at = 0;
            while let Some(found) = middle_of_link(&text[at..]) {
                let middle = at + found;
                at = middle + 2;
                let Some((open, close)) = brackets(text, middle) else { continue };
                let span =
                    |from: usize, to: usize| Span::new(line.text.start + from as u32, line.text.start + to as u32);
                for span in [span(open, open + 1), span(middle, close + 1)] {
                    draft.omissions.push(Omission { kind: OmissionKind::Markup, span });
                }
                let target = Role::Link(span(middle + 2, close));
                block.links.push(Phrase { text: span(open + 1, middle), role: target });
                at = close + 1;
            }
        }
    }
}

/// Where the first `](` stands in `text`.
#[inline(never)]
fn middle_of_link(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut closing = memchr::memchr_iter(b']', bytes);
    closing.find(|&at| bytes.get(at + 1) == Some(&b'('))
}

/// Where the link whose `](` stands at `middle` opens and closes. A bracket right behind a letter is an index in a program, not a link.
fn brackets(text: &str, middle: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let open =
        bytes[..middle].iter().rposition(|byte| matches!(byte, b'[' | b']')).filter(|&open| bytes[open] == b'[')?;
    let words = &text[open + 1..middle];
    let target = &bytes[middle + 2..];
    let ends = |byte: &u8| matches!(byte, b')' | b'(' | b' ' | b'\t');
    let close = target.iter().position(ends).filter(|&close| target[close] == b')')?;
    let after_word =
        text[..open].chars().next_back().is_some_and(|char| unicode::is_alphanumeric(char) && !look::is_unspaced(char));
    (!words.bare().is_empty() && !after_word).then_some((open, middle + 2 + close))
}
