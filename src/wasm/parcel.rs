//! Parcels: what crosses as one string and one row of numbers. `Parcel` in `www/core.js` unpacks them in the order in which they were packed.

use crate::source::utf16_len;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `[text, numbers]`, the numbers copied out of Wasm memory into a `Uint32Array` of their own.
    #[wasm_bindgen(js_namespace = Array, js_name = of)]
    fn pair(text: &str, numbers: Vec<u32>) -> JsValue;
}

/// One parcel. Two copies and one decoded string, however much is in it: for a page of hits a tenth of what objects made field by field cost.
#[derive(Default)]
pub(super) struct Parcel {
    /// All strings, one after another; their lengths are among the numbers.
    text: String,
    numbers: Vec<u32>,
}

impl Parcel {
    pub(super) fn number(&mut self, number: usize) {
        self.numbers.push(number as u32);
    }

    /// A number that may be missing: 0, or one more than it is.
    pub(super) fn optional(&mut self, number: Option<usize>) {
        self.number(number.map_or(0, |number| number + 1));
    }

    /// A string, behind its length in UTF-16 units.
    pub(super) fn string(&mut self, text: &str) {
        self.numbers.push(utf16_len(text));
        self.text.push_str(text);
    }

    /// Numbers, behind their count.
    pub(super) fn numbers(&mut self, numbers: &[u32]) {
        self.number(numbers.len());
        self.numbers.extend_from_slice(numbers);
    }

    /// Half-open ranges, behind the count of their ends.
    pub(super) fn ranges(&mut self, ranges: &[[u32; 2]]) {
        self.numbers(ranges.as_flattened());
    }

    /// A weight, by its bits.
    pub(super) fn weight(&mut self, weight: f32) {
        self.numbers.push(weight.to_bits());
    }

    /// Hands it to JavaScript.
    pub(super) fn send(self) -> JsValue {
        pair(&self.text, self.numbers)
    }
}
