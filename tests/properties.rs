//! Properties: what holds of every text, tried on random and on damaged ones.

use pilcrow::{Format, read};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_text_gives_a_sound_document(text in "[ \\n\\r\\u{85}\\tabAB1.,\\-\u{ad}\u{200b}\u{feff}é漢😀\\[\\]()#\\u{c}]{0,80}") {
        read(text, Format::Auto).assert_invariants();
    }
}
