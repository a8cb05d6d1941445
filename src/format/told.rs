//! Tells what a text is written in, by its looks.

use super::Format;

/// What `text` is written in.
pub fn told(_text: &str) -> Format {
    Format::Plain
}
