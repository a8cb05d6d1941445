//! What search finds, and what it does not: each behaviour by the smallest texts that show it.

use pilcrow::document::BlockKind;
use pilcrow::format::plain;
use pilcrow::index::Index;
use pilcrow::search::{Found, Library, Options, search};
use pilcrow::source::Source;
use pilcrow::{Document, Format, read};

/// A document of these blocks, as they stand: what recovery would make of them is no matter here.
fn document(blocks: &[&str]) -> Document {
    let source = Source::new(blocks.join("\n\n"));
    let document = plain::draft(&source).into_document(source);
    assert_eq!(document.blocks().len(), blocks.len(), "each text is a block of its own");
    document
}

fn find(document: &Document, query: &str, options: &Options) -> Found {
    search(document, &Index::of(document), query, options)
}

/// The marked texts of `query`, block by block.
fn marked(document: &Document, found: &Found) -> Vec<(u32, String)> {
    let text = |mark: &[u32]| {
        let units: Vec<u16> = document.blocks()[mark[0] as usize].reading(document.source()).encode_utf16().collect();
        (mark[0], String::from_utf16(&units[mark[1] as usize..mark[2] as usize]).unwrap())
    };
    found.marks.chunks(3).map(text).collect()
}

#[track_caller]
fn check(blocks: &[&str], query: &str, expected: &[(u32, &str)]) {
    check_with(blocks, query, &Options::default(), expected);
}

#[track_caller]
fn check_with(blocks: &[&str], query: &str, options: &Options, expected: &[(u32, &str)]) {
    let document = document(blocks);
    let found = find(&document, query, options);
    let expected: Vec<(u32, String)> = expected.iter().map(|&(block, text)| (block, text.to_owned())).collect();
    assert_eq!(marked(&document, &found), expected, "{query:?} in {blocks:?}");
}

#[test]
fn every_word_has_to_be_there_and_the_last_may_go_on() {
    let blocks = ["war and peace were declared", "war only was declared", "peacetime and its wars"];
    check(&blocks, "peace war ", &[(0, "war"), (0, "peace")]);
    check(&blocks, "war pea", &[(0, "war"), (0, "peace")]);
    check(&blocks, "war", &[(0, "war"), (1, "war"), (2, "wars")]);
    check_with(&blocks, "war", &Options { whole_word: true, ..Options::default() }, &[(0, "war"), (1, "war")]);
}

#[test]
fn phrases_hold_across_signs_and_line_breaks() {
    let blocks = ["the Prince\nVasili, or not", "Vasili the Prince", "to be: or not — to be"];
    check(&blocks, "\"prince vasili\"", &[(0, "Prince Vasili")]);
    check(&blocks, "\"to be or not\"", &[(2, "to be: or not")]);
    check(&blocks, "\"prince vas", &[(0, "Prince Vasili")]);
}

#[test]
fn words_and_phrases_can_be_excluded_and_alternated() {
    let blocks = ["war and peace", "war only", "peace only"];
    check(&blocks, "war -peace", &[(1, "war")]);
    check(&blocks, "only -\"war only\"", &[(2, "only")]);
    check(&blocks, "only war OR peace ", &[(1, "war"), (1, "only"), (2, "peace"), (2, "only")]);
    assert!(find(&document(&blocks), "-peace", &Options::default()).marks.is_empty());
}

#[test]
fn what_excludes_everything_is_looked_for_as_it_stands() {
    let blocks = ["it was -40 outside", "type ls -al and wait", "40 in all"];
    check(&blocks, "-40", &[(0, "-40")]);
    check(&blocks, "ls -al", &[(1, "ls -al")]);
    check(&blocks, "all -40", &[]);
}

#[test]
fn spaces_that_group_digits_part_no_word() {
    let blocks = ["it is 10\u{a0}000\u{202f}000 km", "10 and 000"];
    check(&blocks, "10\u{a0}000\u{202f}000 km", &[(0, "10\u{a0}000\u{202f}000"), (0, "km")]);
    check(&blocks, "10,000,000", &[(0, "10\u{a0}000\u{202f}000")]);
}

#[test]
fn headings_and_sections_can_be_asked_for() {
    let source =
        Source::new("Chapter one\n\nThe army at Borodino.\n\nChapter two\n\nNobody at Borodino, chapter or not.");
    let mut draft = plain::draft(&source);
    for heading in [0, 2] {
        draft.blocks[heading].kind = BlockKind::Heading;
        draft.blocks[heading].level = 2;
    }
    let document = draft.into_document(source);
    let blocks = |query: &str| -> Vec<u32> {
        let mut blocks: Vec<u32> =
            find(&document, query, &Options::default()).marks.chunks(3).map(|mark| mark[0]).collect();
        blocks.dedup();
        blocks
    };
    assert_eq!(blocks("chapter"), [0, 2, 3]);
    assert_eq!(blocks("heading:chapter"), [0, 2]);
    assert_eq!(blocks("in:\"chapter two\" borodino"), [3]);
    assert_eq!(blocks("borodino -in:two"), [1]);
    assert_eq!(blocks("chapter -heading:chapter"), [3]);
    assert_eq!(find(&document, "borodino chapter", &Options::default()).sections, [0, 2]);
    assert_eq!(find(&document, "chapter", &Options::default()).sections, [1, 2]);
    assert_eq!(find(&document, "chapter", &Options::default()).hits[0].section, Some(0));
    let second = Options { section: Some(1), ..Options::default() };
    assert_eq!(find(&document, "borodino", &second).total, 1);
}

#[test]
fn case_and_accents_can_count() {
    let blocks = ["Café Noir", "cafe noir", "cafe\u{301} NOIR"];
    let accents = Options { match_accents: true, ..Options::default() };
    let case = Options { match_case: true, ..Options::default() };
    check(&blocks, "cafe ", &[(0, "Café"), (1, "cafe"), (2, "cafe\u{301}")]);
    check_with(&blocks, "café ", &accents, &[(0, "Café"), (2, "cafe\u{301}")]);
    check_with(&blocks, "cafe ", &accents, &[(1, "cafe")]);
    // Also while the word is being typed: up to "caf" each may be meant.
    check_with(&blocks, "cafe", &accents, &[(1, "cafe")]);
    check_with(&blocks, "café", &accents, &[(0, "Café"), (2, "cafe\u{301}")]);
    check_with(&blocks, "caf", &accents, &[(0, "Café"), (1, "cafe"), (2, "cafe\u{301}")]);
    check_with(&blocks, "Noi", &case, &[(0, "Noir")]);
    check_with(&blocks, "\"cafe noir\"", &case, &[(1, "cafe noir")]);
}

#[test]
fn a_word_is_found_however_it_is_written() {
    let other = "zebra quartz";
    for (text, query, mark) in [
        ("Natásha danced", "natasha", "Natásha"),
        ("Natasha danced", "natásha", "Natasha"),
        ("the oﬃce ﬁle", "office", "oﬃce"),
        ("inter\u{ad}national law", "international", "inter\u{ad}national"),
        ("I don’t know", "don't", "don’t"),
        ("I don't know", "don’t", "don't"),
        ("I don't know", "dont", "don't"),
        ("I dont know", "don't", "dont"),
        ("Napoleon’s army", "napoleon ", "Napoleon"),
        ("Napoleon’s army", "napoleon's", "Napoleon’s"),
        ("the well-known author", "known ", "known"),
        ("the well-known author", "well-known", "well-known"),
        ("the well-known author", "wellknown", "well-known"),
        ("the wellknown author", "well-known", "wellknown"),
        ("the well known author", "well-known", "well known"),
        ("an interna- tional law", "international", "interna- tional"),
        ("an interna tional law", "international", "interna tional"),
        ("an interna tional law", "internatio", "interna tional"),
        ("the U.S.A. troops", "usa", "U.S.A"),
        ("the USA troops", "U.S.A.", "USA"),
        ("some 1,000,000 men", "1000000", "1,000,000"),
        ("some 1000000 men", "1,000,000", "1000000"),
        ("die Straße", "strasse", "Straße"),
        ("die STRASSE", "straße", "STRASSE"),
        ("ISPARTA", "ısparta", "ISPARTA"),
        ("İzmir", "izmir", "İzmir"),
        ("ＡＢＣ news", "abc", "ＡＢＣ"),
        ("Ὀδυσσεύς", "οδυσσευσ", "Ὀδυσσεύς"),
        ("Фёдор", "федор", "Фёдор"),
        ("کتاب فارسی", "كتاب ", "کتاب"),
        ("كِتَابٌ", "کتاب", "كِتَابٌ"),
        ("أحمد كتب", "احمد", "أحمد"),
        ("می\u{200c}خواهم", "میخواهم", "می\u{200c}خواهم"),
        ("می خواهم", "میخواهم", "می خواهم"),
        ("سال ۱۴۰۳", "1403", "۱۴۰۳"),
        ("שָׁלוֹם עולם", "שלום", "שָׁלוֹם"),
        ("这是一段简单的测试文本", "段简", "段简"),
        ("สวัสดีชาวโลก", "ชาว", "ชาว"),
        ("대학교에서", "학교", "학교"),
        ("E = mc² here", "mc2", "mc²"),
        ("a Ph.D. thesis", "phd ", "Ph.D"),
        ("a PhD thesis", "ph.d. ", "PhD"),
        ("by J. R. R. Tolkien", "jrr ", "J. R. R"),
        ("by J.\nR. R. Tolkien", "j.r.r. ", "J. R. R"),
        ("some 1,00,00,000 rupees", "10000000 ", "1,00,00,000"),
        ("１，０００円", "1000", "１，０００"),
        ("ᴀ Ｕ．Ｓ．Ａ．", "usa ", "Ｕ．Ｓ．Ａ"),
        ("ज़रूर", "जरूर ", "ज़रूर"),
        ("the Qurʾān", "quran ", "Qurʾān"),
        ("the ʿAlī", "ali ", "Alī"),
        ("תל־אביב", "תלאביב ", "תל־אביב"),
        ("צה״ל", "צהל ", "צה״ל"),
        ("צה\"ל", "צה״ל", "צה\"ל"),
        ("paral·lel", "parallel ", "paral·lel"),
        ("des Wör⸗\nterbuchs", "wörterbuchs ", "Wör⸗ terbuchs"),
        ("the Napoleon army", "napoleon's ", "Napoleon"),
        ("thenewspaper said", "newspaper ", "thenewspaper"),
        ("the misunderstanding", "understand", "misunderstanding"),
    ] {
        check(&[text, other], query, &[(0, mark)]);
    }
}

#[test]
fn words_run_together_are_found_beside_words_apart() {
    check(
        &["a national park", "a nationalpark"],
        "national park ",
        &[(0, "national"), (0, "park"), (1, "nationalpark")],
    );
    check(&["an e-mail", "an email"], "email ", &[(0, "e-mail"), (1, "email")]);
    check(&["he went in to it"], "into ", &[]);
}

#[test]
fn words_are_found_in_pieces() {
    for (text, query, mark) in [
        ("the gov ern ment said", "government ", "gov ern ment"),
        ("the gov ern ment said", "governm", "gov ern ment"),
        ("THE T I M E S", "times ", "T I M E S"),
        ("the fi rst of all", "first ", "fi rst"),
        ("some 12 345 678 men", "12345678 ", "12 345 678"),
        ("some 12 345 678 men", "12,345,678", "12 345 678"),
        ("او می رود", "می\u{200c}رود ", "می رود"),
    ] {
        check(&[text, "zebra quartz"], query, &[(0, mark)]);
    }
    // But not where they are pieces of nothing, or of another number.
    check(&["plan A. I went in to it"], "ai ", &[]);
    check(&["pi is 3.14, and 31 4"], "314 ", &[]);
    check(&["a of ten"], "often ", &[]);
}

#[test]
fn a_number_is_no_typo_of_another() {
    check(&["in 1805", "in 18051"], "1806 ", &[]);
    check(&["in 1805", "in 18051"], "1805 ", &[(0, "1805")]);
}

#[test]
fn what_is_not_a_word_of_its_own_is_not_found() {
    check(&["がっこう"], "か", &[]);
    check(&["각"], "가", &[]);
    check(&["简短的单词"], "简单", &[]);
}

#[test]
fn other_forms_match_where_the_word_itself_is_nowhere() {
    check(&["he was running", "a rung"], "runs ", &[(0, "running")]);
    check(&["he was running", "he runs"], "runs ", &[(1, "runs")]);
}

#[test]
fn typos_are_forgiven_where_the_word_is_nowhere() {
    check(&["please receive it", "a recipe"], "recieve ", &[(0, "receive")]);
    check(&["international law", "an interval"], "intrenati", &[(0, "international")]);
    check(&["international law", "an interval"], "intrenati ", &[(0, "international")]);
    check(&["a zebra"], "xebra ", &[(0, "zebra")]);
    check(&["the cat"], "cst ", &[]);
    check(&["independence"], "indepndance ", &[(0, "independence")]);
    // Two in six letters or seven only where nothing else is found.
    check(&["their parched minds", "a torch"], "pxrchd ", &[(0, "parched")]);
    check(&["like fire through parched minds"], "fire pxrchd ", &[(0, "fire"), (0, "parched")]);
    check(&["a wish"], "wihsd ", &[]);
    check_with(&["a zebra"], "zebar ", &Options { fuzzy: false, ..Options::default() }, &[]);
    // Where no passage holds the words as typed, also of a word that stands elsewhere.
    check(&["his words failed", "the works of men", "failed men"], "works failed ", &[(0, "words"), (0, "failed")]);
}

#[test]
fn exact_ranks_above_prefix_and_typos_last() {
    let document = document(&["the internals", "the intern", "an interned man"]);
    let hits: Vec<usize> = find(&document, "intern", &Options::default()).hits.iter().map(|hit| hit.block).collect();
    assert_eq!(hits[0], 1);
}

#[test]
fn words_close_together_rank_first() {
    let document = document(&["war is long and so is any true peace", "war and peace are opposites of sorts", "peace"]);
    let hits: Vec<usize> = find(&document, "war peace", &Options::default()).hits.iter().map(|hit| hit.block).collect();
    assert_eq!(hits, [1, 0]);
}

#[test]
fn of_three_words_two_will_do_where_no_passage_has_all() {
    let blocks = ["words of donna", "conventional wisdom", "donna alone"];
    check(&blocks, "words conventional donna ", &[(0, "words"), (0, "donna")]);
    check(&blocks, "conventional donna ", &[]);
}

#[test]
fn a_question_is_answered_by_what_it_asks_about() {
    let document = document(&[
        "what must be done when it can be done",
        "a wing in a slipstream",
        "the wings of gulls",
        "what is a gull",
    ]);
    let found = find(&document, "what must be known of wings when in a slipstream ", &Options::default());
    assert_eq!(found.hits[0].block, 1);
}

#[test]
fn a_passage_has_the_words_of_its_heading_too_where_none_has_all() {
    let source =
        Source::new("Swifts\n\nThey nest in church towers.\n\nGulls\n\nThey nest in church towers, by the sea.");
    let mut draft = plain::draft(&source);
    for heading in [0, 2] {
        draft.blocks[heading].kind = BlockKind::Heading;
        draft.blocks[heading].level = 2;
    }
    let document = draft.into_document(source);
    for (query, block) in [("swifts nest towers ", 1), ("gulls nest towers ", 3)] {
        assert_eq!(find(&document, query, &Options::default()).hits[0].block, block, "{query}");
    }
}

#[test]
fn a_query_that_finds_nothing_suggests_one_that_does() {
    let document = document(&["the old mansion", "a new bridge"]);
    let strict = Options { fuzzy: false, ..Options::default() };
    assert_eq!(find(&document, "old mansoin ", &strict).suggestion.as_deref(), Some("old mansion"));
    assert_eq!(find(&document, "old xylophone ", &strict).suggestion.as_deref(), Some("old"));
    assert_eq!(find(&document, "old ", &strict).suggestion, None);
}

#[test]
fn signs_are_found_as_they_stand() {
    check(&["C++ and 👍🏽"], "👍", &[(0, "👍")]);
    check(&["a && b", "a & b"], "&&", &[(0, "&&")]);
    check(&["5⁗ long"], "'", &[(0, "⁗")]);
}

#[test]
fn a_library_names_the_document_of_each_hit_and_its_block() {
    let mut library = Library::default();
    for (id, text) in
        [("a", "The first text.\n\nIt speaks of war."), ("b", "Peace alone."), ("c", "War and peace.\n\nWar again.")]
    {
        library.add(id, "", &read(text, Format::Plain));
    }
    let found = |library: &mut Library, query: &str| {
        let hits = library.search(query, &Options::default()).hits;
        let mut found: Vec<(String, usize)> = hits.into_iter().map(|hit| (hit.id, hit.hit.block)).collect();
        found.sort();
        found
    };
    let place = |id: &str, block| (id.to_owned(), block);
    assert_eq!(found(&mut library, "war "), [place("a", 1), place("c", 0), place("c", 1)]);
    assert!(library.remove("a") && !library.remove("a"));
    assert_eq!(found(&mut library, "war "), [place("c", 0), place("c", 1)]);
    library.add("c", "", &read("No more of it.", Format::Plain));
    library.add("d", "", &read("A warm day.", Format::Plain));
    assert_eq!(found(&mut library, "war"), [place("d", 0)]);
    assert_eq!(library.len(), 3);
}
