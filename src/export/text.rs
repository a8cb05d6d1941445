//! Plain text: the reading text of each block on a line of its own, blank lines between.

use crate::document::Document;
use alloc::string::String;

pub(super) fn write(document: &Document) -> String {
    let mut out = String::with_capacity(document.source().text().len());
    for block in document.blocks() {
        if !out.is_empty() {
            out.push('\n');
        }
        block.read_into(document.source(), &mut out);
        out.push('\n');
    }
    out
}
