//! Stems of words in other languages than English, by the algorithms of Snowball: a Wasm module of its own, fetched where a text asks for it.

use rust_stemmers::{Algorithm, Stemmer};

/// The languages, by their BCP 47 tags.
const ALGORITHMS: [(&str, Algorithm); 19] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("nn", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// The stems of `words`, which are written small, with their accents put together with their letters, each on a line of its own; nothing where
/// there are none for `language`.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn stems(words: &str, language: &str) -> String {
    let Some(&(_, algorithm)) = ALGORITHMS.iter().find(|(tag, _)| *tag == language) else { return String::new() };
    let stemmer = Stemmer::create(algorithm);
    words.split('\n').map(|word| stemmer.stem(word)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_stem_on_its_line() {
        assert_eq!(stems("häuser\nhaus\n", "de"), "haus\nhaus\n");
        assert_eq!(stems("лодкой", "ru"), "лодк");
        assert_eq!(stems("houses", "en"), "", "a language that is not here has none");
    }

    /// Of a Wasm, a panic would leave nothing usable.
    #[test]
    fn no_word_is_too_much_for_any_language() {
        let mut random = fastrand::Rng::with_seed(1);
        for (language, letters) in [
            ("ar", "ابةتجدرسعفكلمنهويى"),
            ("el", "αβγδεηικλμνοπρστυωάήίςϊ"),
            ("ru", "абвгдежийклмнорстуюяьщ"),
            ("ta", "கசடதநமயரலவாிுெைொ்அ"),
        ]
        .into_iter()
        .chain(ALGORITHMS.map(|(language, _)| (language, "abcdeghiklmnorstuvyzäéíöüñçş")))
        {
            let letters: Vec<char> = letters.chars().collect();
            for _ in 0..5_000 {
                let word: String = (0..random.usize(0..12)).map(|_| letters[random.usize(0..letters.len())]).collect();
                let twice = stems(&[word.as_str(), &word].join("\n"), language);
                let (one, other) = twice.split_once('\n').expect("two lines give two");
                assert_eq!(one, other, "{word} in {language}");
            }
        }
    }
}
