//! The platform: what the Wasm takes from where it runs, and what it has of its own instead of the standard library's.

use crate::source::unicode::{self, Teller};
use crate::{format, index};
use alloc::string::String;
use alloc::vec::Vec;
use core::panic::PanicInfo;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A string's methods.
    #[wasm_bindgen(js_name = String)]
    type Text;

    #[wasm_bindgen(method, js_class = "String")]
    fn normalize(this: &Text, form: &str) -> String;

    #[wasm_bindgen(method, js_class = "String", js_name = toLowerCase)]
    fn to_lower_case(this: &Text) -> String;

    #[wasm_bindgen(method, js_class = "String")]
    fn replace(this: &Text, pattern: &RegExp, replacement: &str) -> String;

    type RegExp;

    #[wasm_bindgen(constructor)]
    fn new(pattern: &str, flags: &str) -> RegExp;
}

/// The other Wasm modules, once they are there.
#[wasm_bindgen(raw_module = "../teller.js")]
extern "C" {
    #[wasm_bindgen(js_namespace = tellers)]
    fn stems(words: &str, language: &str) -> String;

    #[wasm_bindgen(js_namespace = tellers, js_name = frontEnd)]
    fn front_end(text: &str, markup: &str) -> Option<Vec<u32>>;
}

fn text(text: &str) -> Text {
    JsValue::from_str(text).unchecked_into()
}

/// Runs once, before anything else.
#[wasm_bindgen(start)]
fn start() {
    unicode::ask(Teller {
        with_property: |string, property| {
            let lacking = RegExp::new(&["\\P{", property, "}"].concat(), "gu");
            text(string).replace(&lacking, "\0")
        },
        lower_case: |string| text(string).to_lower_case(),
        decomposed: |string| text(string).normalize("NFKD"),
    });
    index::ask(stems);
    format::ask(front_end);
}

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A panic traps: `core.js` then takes a new instance. The message is not even made, and with it all that writes messages stays out.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
