//! Markdown.

use super::{Kind, Rows};

/// Lays a text out.
pub fn lay_out(text: &str, rows: &mut Rows) {
    rows.block(Kind::Paragraph, 0);
    rows.verbatim(0..text.len());
}
