//! The boundary of Markdown and HTML: a Wasm module of its own, fetched where a text is written in one of them.

#![cfg(target_arch = "wasm32")]

use pilcrow_markup::Language;
use wasm_bindgen::prelude::wasm_bindgen;

/// Lays `text` out, which is `markdown` or `html`, as rows of three numbers; nothing where `language` is neither.
#[wasm_bindgen]
pub fn lay_out(text: &str, language: &str) -> Option<Vec<u32>> {
    Language::from_name(language).map(|language| pilcrow_markup::lay_out(text, language))
}
