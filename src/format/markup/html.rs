//! HTML.

use super::{Kind, Rows};

/// Lays a page out.
pub fn lay_out(text: &str, rows: &mut Rows) {
    rows.block(Kind::Paragraph, 0);
    rows.verbatim(0..text.len());
}

/// Lays out a piece of HTML that stands in other text.
pub fn lay_out_piece(_text: &str, _span: core::ops::Range<usize>, _rows: &mut Rows) {}
