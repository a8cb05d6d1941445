//! The platform: what the Wasm takes from where it runs, and what it has of its own instead of the standard library's.

use crate::index;
use crate::source::unicode::{self, Teller};
use alloc::string::String;
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

/// The other Wasm module, once it is there.
#[wasm_bindgen(raw_module = "../teller.js")]
extern "C" {
    fn teller(words: &str, language: &str) -> String;
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
    index::ask(teller);
}

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A panic traps: `core.js` then takes a new instance. The message is not even made, and with it all that writes messages stays out.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
