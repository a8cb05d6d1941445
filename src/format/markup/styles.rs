//! The styles that words are in, one within another.

use super::rows::{Rows, Style};

/// Styles that lie deeper show no more than those around them.
const DEEPEST: usize = 8;

/// The styles that are open, the innermost last, each with where its words begin in the block that is open, once there are some.
#[derive(Debug, Default)]
pub struct Styles(Vec<(Style, Option<usize>)>);

impl Styles {
    /// Words come that are set so.
    pub fn begin(&mut self, style: Style) {
        self.0.push((style, None));
    }

    /// Ends the innermost style; its words end at `at`.
    pub fn end(&mut self, rows: &mut Rows, at: usize) {
        if let Some((style, Some(start))) = self.0.pop()
            && self.0.len() < DEEPEST
        {
            rows.style(style, start..at);
        }
    }

    /// Ends the innermost that is `style`, and all within it; nothing where none is open.
    pub fn end_of(&mut self, style: Style, rows: &mut Rows, at: usize) {
        if let Some(place) = self.0.iter().rposition(|&(open, _)| open == style) {
            while self.0.len() > place {
                self.end(rows, at);
            }
        }
    }

    /// Ends all.
    pub fn end_all(&mut self, rows: &mut Rows, at: usize) {
        while !self.0.is_empty() {
            self.end(rows, at);
        }
    }

    /// The block ends at `at`: what is open goes on in the next one.
    pub fn end_block(&mut self, rows: &mut Rows, at: usize) {
        for (depth, (style, start)) in self.0.iter_mut().enumerate().rev() {
            if let Some(start) = start.take().filter(|_| depth < DEEPEST) {
                rows.style(*style, start..at);
            }
        }
    }

    /// Words stand at `at`.
    pub fn see(&mut self, at: usize) {
        // The others have begun.
        for (_, start) in self.0.iter_mut().rev().take_while(|(_, start)| start.is_none()) {
            *start = Some(at);
        }
    }
}
