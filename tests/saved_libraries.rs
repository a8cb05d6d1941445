//! Saved libraries: what was saved opens as it was, and no other bytes open, or bring a panic.

use pilcrow::search::{Library, Options, SavedError};
use pilcrow::{Format, read};
use proptest::prelude::*;

/// Bytes of the magic, and of all that stands before what the checksum is of: magic, version, checksum.
const MAGIC: usize = 4;
const HEAD: usize = 12;

fn library() -> Library {
    let mut library = Library::default();
    library.add(
        "mill",
        "",
        &read("THE MILL REOPENS\n\nFlour came at noon.\n\nTHE MILLER\n\nHe smiled.\n", Format::Auto),
    );
    library.add("é\n\0", "A title of its own", &read("No heading here.", Format::Auto));
    library.add("", "", &read("", Format::Auto));
    library
}

fn found(library: &mut Library) -> Vec<String> {
    let queries = ["flour", "own", "heading", "in:miller smiled", "nowhere"];
    queries.iter().map(|query| format!("{:?}", library.search(query, &Options::default()))).collect()
}

#[test]
fn what_was_saved_opens_as_it_was() {
    let mut opened = Library::open(&library().save()).unwrap();
    assert_eq!(found(&mut opened), found(&mut library()));
    assert_eq!(opened.save(), library().save());
    assert!(opened.remove("mill") && !opened.remove("mill") && opened.len() == 2);
}

#[test]
fn an_opened_library_is_changed_before_anybody_searches_it() {
    let mut changed = [library(), Library::open(&library().save()).unwrap()];
    for library in &mut changed {
        library.expect(10);
        library.add("new", "", &read("More flour.", Format::Auto));
        library.remove("mill");
    }
    let [made, opened] = changed.each_mut().map(found);
    assert_eq!(opened, made);
}

proptest! {
    /// Words that overlap, join or break in every way that tokens do, spelt in every manner that is saved.
    #[test]
    fn any_text_opens_as_it_was(texts in proptest::collection::vec(
        "((the|The|THE|tHe|U\\.S\\.|1,000|½|㎧|x²|cafe\u{301}|Café|in\u{ad}ter|well-|-known|o’|漢|字|か\u{3099}|한국|mother|in|law|ﬁ|İ|😀|antidisestablishmentarianism|[xﷺ]{90}|x{300})( |  |-|, |={300}|\\.|—|\u{a0}|\n|\n\n|)){0,30}", 1..5)) {
        let mut library = Library::default();
        for (number, text) in texts.iter().enumerate() {
            library.add(&number.to_string(), "The title", &read(text.as_str(), Format::Auto));
        }
        let mut opened = Library::open(&library.save()).unwrap();
        for query in ["the", "café", "well-known", "\"漢字\"", "mother-in-law", "1", "xyz", "tite"] {
            for substring in [false, true] {
                let options = Options { substring, ..Options::default() };
                prop_assert_eq!(opened.search(query, &options), library.search(query, &options), "{:?}", texts);
            }
        }
        prop_assert_eq!(opened.save(), library.save());
        opened.add("more", "", &read("the new word", Format::Auto));
        library.add("more", "", &read("the new word", Format::Auto));
        prop_assert_eq!(opened.search("new th", &Options::default()), library.search("new th", &Options::default()));
    }
}

#[test]
fn other_bytes_are_refused_with_a_reason() {
    let saved = library().save();
    assert_eq!(Library::open(b"").unwrap_err(), SavedError::Foreign);
    assert_eq!(Library::open(b"{\"json\":1}").unwrap_err(), SavedError::Foreign);
    let mut newer = saved.clone();
    newer[4] = 9;
    assert_eq!(Library::open(&newer).unwrap_err(), SavedError::Version(9));
    for end in MAGIC..saved.len() {
        assert_eq!(Library::open(&saved[..end]).unwrap_err(), SavedError::Damaged, "cut at {end}");
    }
    for at in HEAD..saved.len() {
        for bit in 0..8 {
            let mut flipped = saved.clone();
            flipped[at] ^= 1 << bit;
            assert_eq!(Library::open(&flipped).unwrap_err(), SavedError::Damaged, "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn bytes_made_to_fit_the_sum_are_searched_without_a_panic() {
    let saved = library().save();
    let mut random = fastrand::Rng::with_seed(7);
    let mut opened = 0;
    for _ in 0..20_000 {
        let mut forged = saved.clone();
        for _ in 0..random.usize(1..4) {
            let at = random.usize(HEAD..forged.len());
            forged[at] = random.u8(..);
        }
        fit_sum(&mut forged);
        if let Ok(mut library) = Library::open(&forged) {
            found(&mut library);
            opened += 1;
        }
    }
    assert!(opened > 100, "{opened} forged libraries opened");
}

/// Else a word that is saved once, and said with each further byte, would be more text than any memory holds.
#[test]
fn no_byte_stands_for_much_text() {
    let opens = |terms: &[u8], gaps: &[u8], text: &[u8]| {
        let mut forged = library().save()[..HEAD].to_vec();
        // One document without name, title or sections, of one passage.
        for part in [&[1, 0, 0, 1, 0], terms, gaps, &[0], text] {
            forged.extend_from_slice(part);
        }
        fit_sum(&mut forged);
        Library::open(&forged).map(|library| library.len())
    };
    // Lengths above 127 take two bytes.
    let number = |number: usize| [number as u8 | 0x80, (number >> 7) as u8];
    let string = |length: usize| [&number(length)[..], &vec![b'x'; length]].concat();
    // A gap alone, said once; its first byte is its joint.
    let gap = |length| opens(&[0], &[&[8][..], &string(length)].concat(), &[&number(length - 1)[..], &[2, 0]].concat());
    assert_eq!([gap(255), gap(256)], [Ok(1), Err(SavedError::Damaged)]);
    // A term that is spelt otherwise, with one letter.
    let term = |length| opens(&[&[1, 0][..], &string(length), &[8, 1, b'x']].concat(), &[0], &[1, 2, 0]);
    assert_eq!([term(255), term(256)], [Ok(1), Err(SavedError::Damaged)]);
}

/// Makes the sum fit what it is of.
fn fit_sum(forged: &mut [u8]) {
    let sum = checksum(&forged[HEAD..]);
    forged[HEAD - 4..HEAD].copy_from_slice(&sum.to_le_bytes());
}

/// FNV-1a of words of four bytes, as the saved form has it.
fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks();
    let numbers = words.iter().map(|&word| u32::from_le_bytes(word)).chain(rest.iter().map(|&byte| byte.into()));
    numbers.fold(0x811C_9DC5, |sum, number| (sum ^ number).wrapping_mul(0x0100_0193))
}
