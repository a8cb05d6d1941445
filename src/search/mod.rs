//! Search: from a query to hits.

use crate::document::Document;
use crate::index::Index;

/// How to search.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How many hits are described.
    pub limit: usize,
    /// Only in this section.
    pub section: Option<usize>,
    /// Whole words alone.
    pub whole_word: bool,
    /// Case counts.
    pub match_case: bool,
    /// Accents count.
    pub match_accents: bool,
    /// Forgives typos.
    pub fuzzy: bool,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// How many passages.
    pub total: usize,
    /// The best.
    pub hits: Vec<Hit>,
    /// All places.
    pub marks: Vec<u32>,
    /// By section.
    pub sections: Vec<u32>,
    /// Another query.
    pub suggestion: Option<String>,
    /// All is indexed.
    pub complete: bool,
}

/// A passage.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its block.
    pub block: usize,
    /// Its section.
    pub section: Option<usize>,
    /// Its score.
    pub score: f32,
    /// An excerpt.
    pub snippet: String,
    /// Its places.
    pub ranges: Vec<[u32; 2]>,
}

/// Finds `query`.
pub fn search(_document: &Document, _index: &Index, _query: &str, _options: &Options) -> Found {
    Found::default()
}
