//! Writes a document out in the formats that people keep.

mod html;
mod json;
mod markdown;
mod text;

use crate::document::{Block, Document, Role};
use crate::source::{Bare, parts, trim_start};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// A format that a document can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// `{"blocks":[{"kind","level"?,"text"}…]}`, in reading order.
    Json,
    /// CommonMark.
    Markdown,
    /// An `<article>` with semantic elements.
    Html,
    /// The reading text, a blank line between blocks.
    Text,
}

impl Export {
    /// The names that [`Export::from_name`] knows.
    pub const NAMES: [&'static str; 4] = ["json", "markdown", "html", "text"];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            "markdown" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// An item's text without the bullet that it came with; a number stays, for it may be referred to.
fn strip_bullet(reading: &str) -> &str {
    let rest = trim_start(reading, |char| {
        matches!(char, '•' | '·' | '◦' | '▪' | '‣' | '●' | '○' | '■' | '*' | '-' | '–' | '—' | '+')
    });
    if rest.len() < reading.len() && rest.starts_with(char::is_whitespace) { rest.bare_start() } else { reading }
}

/// How a format writes what stands in a line.
trait InLine {
    /// Opens the phrase that stands there in `reading`, and says how it goes on.
    fn open(&self, reading: &str, phrase: Range<usize>, role: Role, out: &mut String) -> Opened;

    /// Writes a piece of text.
    fn text(&self, text: &str, out: &mut String);
}

/// A phrase that was opened.
struct Opened {
    /// What closes it.
    closing: String,
    /// Whether all in it is written as it stands.
    is_verbatim: bool,
}

/// Writes `text` as `escape` does, but for the signs that `draw` draws otherwise.
fn write_signs(text: &str, out: &mut String, escape: fn(&str, &mut String), draw: &dyn Fn(u8, &mut String) -> bool) {
    let mut from = 0;
    for (at, sign) in text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'\t' | b'\n')) {
        escape(&text[from..at], out);
        from = if draw(sign, out) { at + 1 } else { at };
    }
    escape(&text[from..], out);
}

/// How many columns a table has whose cells stand apart by a tab, as many in each of several rows; none where they do not.
fn columns(reading: &str) -> Option<usize> {
    let mut rows = parts(reading, |char| char == '\n').map(|row| row.bytes().filter(|&byte| byte == b'\t').count());
    let first = rows.next().unwrap_or_default();
    (first > 0 && rows.next() == Some(first) && rows.all(|tabs| tabs == first)).then_some(first + 1)
}

/// The number of an item, and how many bytes it takes, with its sign and the space behind it.
fn number_of(reading: &str) -> Option<(&str, usize)> {
    let digits = reading.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=9).contains(&digits) && reading[digits..].starts_with(". ");
    is_number.then(|| (&reading[..digits], digits + ". ".len()))
}

/// What has been written of a reading text.
struct Written<'w> {
    format: &'w dyn InLine,
    reading: &'w str,
    /// Up to where.
    at: usize,
    /// The phrases that are open, and where each ends.
    open: Vec<(usize, Opened)>,
    out: &'w mut String,
}

impl Written<'_> {
    /// Goes on to `place`, and closes what ends there or before.
    fn go_on_to(&mut self, place: usize) {
        while let Some(&(end, _)) = self.open.last()
            && end <= place
        {
            self.write(end);
            self.out.push_str(&self.open.pop().map(|(_, opened)| opened.closing).unwrap_or_default());
        }
        self.write(place);
    }

    fn write(&mut self, to: usize) {
        let to = to.max(self.at);
        let text = &self.reading[self.at..to];
        if self.is_verbatim() {
            self.out.push_str(text);
        } else {
            self.format.text(text, self.out);
        }
        self.at = to;
    }

    fn is_verbatim(&self) -> bool {
        self.open.last().is_some_and(|(_, opened)| opened.is_verbatim)
    }
}

/// Writes `reading`, which is the end of a block's, with its phrases; links where they are safe to follow.
fn write_phrases(document: &Document, block: &Block, reading: &str, format: &dyn InLine, out: &mut String) {
    let skipped = (block.reading_len() as usize).saturating_sub(reading.len());
    let mut written = Written { format, reading, at: 0, open: Vec::new(), out };
    for (range, role) in block.placed_phrases() {
        let place = |at: usize| at.saturating_sub(skipped).min(reading.len());
        let (start, end) = (place(range.start), place(range.end));
        let is_safe = !matches!(role, Role::Link(target) if !is_safe(document.source().slice(target)));
        if start < end && is_safe {
            written.go_on_to(start);
            if !written.is_verbatim() {
                let opened = format.open(reading, start..end, role, written.out);
                written.open.push((end, opened));
            }
        }
    }
    written.go_on_to(reading.len());
}

/// Opens an element, and gives what closes it.
fn open_tag(name: &str, out: &mut String) -> Opened {
    out.push('<');
    out.push_str(name);
    out.push('>');
    Opened { closing: ["</", name, ">"].concat(), is_verbatim: false }
}

/// Whether a link may be followed: a web address or a mail address, told by its scheme, and never a script.
fn is_safe(target: &str) -> bool {
    !target.contains(['\n', ' '])
        && ["http:", "https:", "mailto:"]
            .iter()
            .any(|safe| target.get(..safe.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(safe)))
}

/// Writes `document` out.
pub fn export(document: &Document, format: Export) -> String {
    match format {
        Export::Json => json::write(document),
        Export::Markdown => markdown::write(document),
        Export::Html => html::write(document),
        Export::Text => text::write(document),
    }
}
