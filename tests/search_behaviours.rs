//! What search finds of each behaviour, and what it does not: many small texts, each with what is marked in it.

use pilcrow::format::plain;
use pilcrow::index::Index;
use pilcrow::search::{Options, search};
use pilcrow::source::Source;

/// Texts, a query, and what it marks: the number of a text, and the marked part of it.
type Row = (&'static [&'static str], &'static str, &'static [(u32, &'static str)]);

/// Each text is a block of its own, as it stands.
#[track_caller]
fn check_with(options: &Options, rows: &[Row]) {
    for (texts, query, expected) in rows {
        let source = Source::new(texts.join("\n\n"));
        let document = plain::draft(&source).into_document(source);
        let found = search(&document, &Index::of(&document), query, options);
        let text = |mark: &[u32]| {
            let reading = document.blocks()[mark[0] as usize].reading(document.source());
            let units: Vec<u16> = reading.encode_utf16().collect();
            (mark[0], String::from_utf16(&units[mark[1] as usize..mark[2] as usize]).unwrap())
        };
        let marked: Vec<(u32, String)> = found.marks.chunks(3).map(text).collect();
        let expected: Vec<(u32, String)> = expected.iter().map(|&(block, text)| (block, text.to_owned())).collect();
        assert_eq!(marked, expected, "{query:?} in {texts:?}");
    }
}

#[track_caller]
fn check(rows: &[Row]) {
    check_with(&Options::default(), rows);
}

#[test]
fn case_is_no_matter_unless_it_is_asked_for() {
    check(&[
        (&["NATO met", "a nation"], "nato ", &[(0, "NATO")]),
        (&["nato met", "a nation"], "NATO ", &[(0, "nato")]),
        (&["ÉCOLE fermée", "colon"], "école ", &[(0, "ÉCOLE")]),
        (&["москва", "москит"], "МОСКВА ", &[(0, "москва")]),
        (&["ᲗᲑᲘᲚᲘᲡᲘ"], "თბილისი ", &[(0, "ᲗᲑᲘᲚᲘᲡᲘ")]),
        (&["Ǆungla"], "džungla ", &[(0, "Ǆungla")]),
        (&["iPhone and IPHONE", "phone"], "iphone ", &[(0, "iPhone"), (0, "IPHONE")]),
        (&["𐐔𐐇𐐝𐐀𐐡𐐇𐐓"], "𐐼𐐯𐑅𐐨𐑉𐐯𐐻 ", &[(0, "𐐔𐐇𐐝𐐀𐐡𐐇𐐓")]),
    ]);
    let options = Options { match_case: true, ..Options::default() };
    check_with(
        &options,
        &[
            (&["US troops", "us and them"], "US ", &[(0, "US")]),
            (&["US troops", "us and them"], "us ", &[(1, "us")]),
            (&["US troops", "us and them"], "Us ", &[]),
            (&["Polish polish", "POLISH"], "polish ", &[(0, "polish")]),
            (&["Polish polish", "POLISH"], "Pol", &[(0, "Polish")]),
            (&["the White House", "the white house"], "\"White House\"", &[(0, "White House")]),
            (&["Straße", "STRASSE"], "STRASSE ", &[(1, "STRASSE")]),
        ],
    );
}

#[test]
fn compatibility_forms_are_what_they_stand_for() {
    check(&[
        (&["the oﬃce", "often"], "office", &[(0, "oﬃce")]),
        (&["the ﬂower", "flow"], "flower", &[(0, "ﬂower")]),
        (&["aﬀord it", "a ford"], "afford ", &[(0, "aﬀord")]),
        (&["the Congreſs", "congest"], "congress ", &[(0, "Congreſs")]),
        (&["the beﬅ of all", "bees"], "best ", &[(0, "beﬅ")]),
        (&["𝐁𝐨𝐥𝐝 text", "bald"], "bold ", &[(0, "𝐁𝐨𝐥𝐝")]),
        (&["Ⓐ Ⓑ"], "b ", &[(0, "Ⓑ")]),
        (&["Louis ⅩⅣ", "x"], "xiv ", &[(0, "ⅩⅣ")]),
        (&["25 ㎏ of it", "kgb"], "kg ", &[(0, "㎏")]),
        (&["№5 on it", "number"], "no5 ", &[(0, "№5")]),
        (&["x² + y", "x"], "x2 ", &[(0, "x²")]),
        (&["H₂O here", "ho"], "h2o ", &[(0, "H₂O")]),
        (&["CO₂ here", "company"], "co2", &[(0, "CO₂")]),
        (&["Pilcrow™ it", "tmz"], "pilcrow ", &[(0, "Pilcrow")]),
        (&["een ĳsje", "is"], "ijsje ", &[(0, "ĳsje")]),
        (&["㍿日本"], "株式会社", &[(0, "㍿")]),
        (&["1º lugar"], "1o ", &[(0, "1º")]),
        (&["half ½ cup"], "1/2", &[(0, "½")]),
        (&["e\u{301}te\u{301}"], "été ", &[(0, "e\u{301}te\u{301}")]),
        (&["été"], "e\u{301}te\u{301} ", &[(0, "été")]),
        (&["the Ωmega"], "ωmega ", &[(0, "Ωmega")]),
        (&["5 µm", "mm"], "5 μm ", &[(0, "5"), (0, "µm")]),
        (&["ﷲ"], "الله ", &[(0, "ﷲ")]),
        (&["ﬁrst ﬁnd", "fir"], "\"first find\"", &[(0, "ﬁrst ﬁnd")]),
    ]);
}

#[test]
fn accents_are_no_matter_unless_they_are_asked_for() {
    check(&[
        (&["Nguyễn Văn", "nguni"], "nguyen ", &[(0, "Nguyễn")]),
        (&["Nguyen Van", "nguni"], "nguyễn ", &[(0, "Nguyen")]),
        (&["Đà Nẵng", "dan"], "da nang ", &[(0, "Đà"), (0, "Nẵng")]),
        (&["in Łódź"], "lodz", &[(0, "Łódź")]),
        (&["in Lodz"], "łódź", &[(0, "Lodz")]),
        (&["Þórr", "tor"], "thorr ", &[(0, "Þórr")]),
        (&["șase"], "sase ", &[(0, "șase")]),
        (&["şase"], "șase ", &[(0, "şase")]),
        (&["el año"], "ano ", &[(0, "año")]),
        (&["Dvořák"], "DVORAK", &[(0, "Dvořák")]),
        (&["cœur"], "coeur ", &[(0, "cœur")]),
        (&["coeur"], "cœur ", &[(0, "coeur")]),
        (&["naïve façade"], "\"naive facade\"", &[(0, "naïve façade")]),
        (&["résumé", "resume", "resumé"], "resume ", &[(0, "résumé"), (1, "resume"), (2, "resumé")]),
        (&["за\u{301}мок"], "замок ", &[(0, "за\u{301}мок")]),
        (&["Hawaiʻi", "hawk"], "hawaii ", &[(0, "Hawaiʻi")]),
    ]);
    let options = Options { match_accents: true, ..Options::default() };
    check_with(
        &options,
        &[
            (&["résumé", "resume", "re\u{301}sume\u{301}"], "résumé ", &[(0, "résumé"), (2, "re\u{301}sume\u{301}")]),
            (&["résumé", "resume", "resumé"], "resume ", &[(1, "resume")]),
            (&["el año", "el ano"], "ano ", &[(1, "ano")]),
            (&["el año", "el ano"], "año", &[(0, "año")]),
            (&["RÉSUMÉ", "RESUME"], "résumé ", &[(0, "RÉSUMÉ")]),
            (&["Straße Ärger", "arg"], "ärger ", &[(0, "Ärger")]),
            (&["smørrebrød"], "smørrebrød ", &[(0, "smørrebrød")]),
            (&["smorrebrod", "smørrebrød"], "smorrebrod ", &[(0, "smorrebrod")]),
        ],
    );
    let options = Options { match_accents: true, match_case: true, ..Options::default() };
    check_with(&options, &[(&["RÉSUMÉ", "résumé"], "résumé ", &[(1, "résumé")])]);
}

#[test]
fn signs_that_nobody_sees_part_no_word() {
    check(&[
        (&["inter\u{ad}national", "inter city"], "international", &[(0, "inter\u{ad}national")]),
        (
            &["in\u{ad}ter\u{ad}na\u{ad}tion\u{ad}al", "in"],
            "international ",
            &[(0, "in\u{ad}ter\u{ad}na\u{ad}tion\u{ad}al")],
        ),
        (&["co\u{ad}op"], "co-op ", &[(0, "co\u{ad}op")]),
        (&["Donau\u{ad}dampf"], "donaudampf ", &[(0, "Donau\u{ad}dampf")]),
        (&["a super\u{200b}cali"], "supercali", &[(0, "super\u{200b}cali")]),
        (&["zero\u{200d}width"], "zerowidth ", &[(0, "zero\u{200d}width")]),
        (&["wo\u{2060}rd"], "word ", &[(0, "wo\u{2060}rd")]),
        (&["bo\u{feff}m"], "bom ", &[(0, "bo\u{feff}m")]),
        (&["the international"], "inter\u{ad}national", &[(0, "international")]),
    ]);
}

#[test]
fn words_are_found_that_extraction_split_or_ran_together() {
    check(&[
        (&["an interna tional law", "an intern"], "international ", &[(0, "interna tional")]),
        (&["the gov ern ment", "gov"], "government ", &[(0, "gov ern ment")]),
        (&["thenewspaper said", "new"], "newspaper ", &[(0, "thenewspaper")]),
        (&["ofthe people"], "people ", &[(0, "people")]),
        (&["T H E  T I M E S"], "times ", &[(0, "T I M E S")]),
        (&["a nationalpark", "nation"], "national park ", &[(0, "nationalpark")]),
        (&["hewent home"], "went home ", &[(0, "hewent"), (0, "home")]),
        (&["the fi rst", "fir"], "first ", &[(0, "fi rst")]),
        (&["the fl ower", "flow"], "flower ", &[(0, "fl ower")]),
        (&["an ef fi cient"], "efficient ", &[(0, "ef fi cient")]),
        (&["some thing", "thing"], "something ", &[(0, "some thing")]),
        (&["the news paper"], "newspaper", &[(0, "news paper")]),
        (&["he went in to it"], "into ", &[]),
        (&["for get it"], "forget ", &[(0, "for get")]),
        (&["a part of it"], "apart ", &[(0, "part")]),
        (&["any one of them", "anyone there"], "anyone ", &[(1, "anyone")]),
        (&["every one of them", "everyone there"], "everyone", &[(1, "everyone")]),
        (&["hewent home then", "he"], "he went home then ", &[(0, "hewent"), (0, "home"), (0, "then")]),
        (&["ofthe people", "often"], "of the people ", &[(0, "ofthe"), (0, "people")]),
        (&["he spoke of it and ofthe people", "often"], "of the people ", &[(0, "of"), (0, "ofthe"), (0, "people")]),
        (&["an email for you"], "e mail for you ", &[(0, "email"), (0, "for"), (0, "you")]),
        (&["a motherinlaw came", "mother"], "mother in law came ", &[(0, "motherinlaw"), (0, "came")]),
        (&["کتاب\u{200c}ها خوب است"], "کتاب ها خوب ", &[(0, "کتاب\u{200c}ها"), (0, "خوب")]),
        (&["the government said"], "gov ern ment said ", &[(0, "government"), (0, "said")]),
    ]);
}

#[test]
fn quotes_and_apostrophes_are_alike() {
    check(&[
        (&["I don’t know", "a donkey"], "don't", &[(0, "don’t")]),
        (&["I don't know", "a donkey"], "don’t ", &[(0, "don't")]),
        (&["I donʼt know", "a donkey"], "don't ", &[(0, "donʼt")]),
        (&["I don′t know", "a donkey"], "don't ", &[(0, "don′t")]),
        (&["I don＇t know", "a donkey"], "don't ", &[(0, "don＇t")]),
        (&["I don´t know", "a donkey"], "don't ", &[(0, "don´t")]),
        (&["I don‘t know", "a donkey"], "don't ", &[(0, "don‘t")]),
        (&["I don’t know", "a donkey"], "dont ", &[(0, "don’t")]),
        (&["I don’t know", "a donkey"], "don`t ", &[(0, "don’t")]),
        (&["O’Brien came", "brie"], "obrien", &[(0, "O’Brien")]),
        (&["O’Brien came", "brie"], "o'brien", &[(0, "O’Brien")]),
        (&["OBrien came", "brie"], "o'brien", &[(0, "OBrien")]),
        (&["d’Artagnan", "art"], "artagnan", &[(0, "Artagnan")]),
        (&["d’Artagnan", "art"], "dartagnan", &[(0, "d’Artagnan")]),
        (&["l’homme"], "homme ", &[(0, "homme")]),
        (&["rock ’n’ roll"], "rock 'n' roll", &[(0, "rock"), (0, "n"), (0, "roll")]),
        (&["‘Hello’ he said"], "\"hello he\"", &[(0, "Hello’ he")]),
        (&["“Hello,” he said"], "\"hello he said\"", &[(0, "Hello,” he said")]),
        (&["the prince Vasili", "Vasili prince"], "“prince vasili”", &[(0, "prince Vasili")]),
        (&["the prince Vasili", "Vasili prince"], "«prince vasili»", &[(0, "prince Vasili")]),
        (&["the prince Vasili", "Vasili prince"], "„prince vasili“", &[(0, "prince Vasili")]),
        (&["the prince Vasili", "Vasili prince"], "„prince vasili”", &[(0, "prince Vasili")]),
        (&["the ’90s", "1990"], "90s", &[(0, "90s")]),
        (&["at five o’clock", "clock"], "oclock ", &[(0, "o’clock")]),
        (&["we'll see", "all is well"], "well ", &[(1, "well")]),
        (&["she'd see", "a shed"], "shed ", &[(1, "shed")]),
        (&["the fo'c's'le"], "fo'c's'le ", &[(0, "fo'c's'le")]),
    ]);
}

#[test]
fn possessives_are_found_with_and_without_their_ending() {
    check(&[
        (&["Napoleon’s army", "nap"], "napoleon ", &[(0, "Napoleon")]),
        (&["Napoleon's army", "nap"], "napoleon", &[(0, "Napoleon")]),
        (&["Napoleon’s army", "nap"], "napoleon's ", &[(0, "Napoleon’s")]),
        (&["Napoleon army", "nap"], "napoleon's ", &[(0, "Napoleon")]),
        (&["Napoleon’s army", "nap"], "napoleons ", &[(0, "Napoleon’s")]),
        (&["Moses’ law"], "moses ", &[(0, "Moses")]),
        (&["the boys’ club"], "boys ", &[(0, "boys")]),
        (&["the boys’ club"], "boys' ", &[(0, "boys")]),
        (&["Jones’s house"], "jones ", &[(0, "Jones")]),
        (&["the women’s vote"], "womens ", &[(0, "women’s")]),
        (&["NAPOLEON’S ARMY"], "napoleon ", &[(0, "NAPOLEON")]),
        (&["NAPOLEON’S ARMY"], "napoleon's army ", &[(0, "NAPOLEON’S"), (0, "ARMY")]),
        (&["Napoleon’s army", "army Napoleon"], "\"napoleon's army\"", &[(0, "Napoleon’s army")]),
        (&["the dog’s tail"], "dog tail ", &[(0, "dog"), (0, "tail")]),
    ]);
}

#[test]
fn compounds_are_found_by_half_and_whole() {
    check(&[
        (&["the well-known author"], "known", &[(0, "known")]),
        (&["the well-known author"], "well ", &[(0, "well")]),
        (&["the well-known author"], "wellknown", &[(0, "well-known")]),
        (&["the well-known author", "well"], "\"well known\"", &[(0, "well-known")]),
        (&["the well-known author", "well"], "\"known author\"", &[(0, "known author")]),
        (&["the well–known author", "well"], "well-known", &[(0, "well–known")]),
        (&["the well‑known author", "well"], "well-known ", &[(0, "well‑known")]),
        (&["a mother-in-law", "law"], "motherinlaw ", &[(0, "mother-in-law")]),
        (&["a mother-in-law", "law"], "mother-in-law", &[(0, "mother-in-law")]),
        (&["a motherinlaw", "law"], "mother-in-law", &[(0, "motherinlaw")]),
        (&["an e-mail", "mailing"], "email", &[(0, "e-mail")]),
        (&["an email", "mailing"], "e-mail ", &[(0, "email")]),
        (&["an email"], "e mail ", &[(0, "email")]),
        (&["co-operate", "opera"], "cooperate ", &[(0, "co-operate")]),
        (&["cooperate", "opera"], "co-operate ", &[(0, "cooperate")]),
        (&["an X-ray", "rays"], "xray ", &[(0, "X-ray")]),
        (&["an xray"], "x-ray ", &[(0, "xray")]),
        (&["20-year-old", "years"], "20 year old ", &[(0, "20"), (0, "year"), (0, "old")]),
        (&["node.js", "js"], "nodejs ", &[(0, "node.js")]),
        (&["nodejs", "js"], "node.js ", &[(0, "nodejs")]),
        (&["war—peace"], "peace ", &[(0, "peace")]),
        (&["and/or"], "and/or ", &[(0, "and/or")]),
        (&["foo_bar", "food"], "foo_bar ", &[(0, "foo_bar")]),
        (&["foo_bar", "food"], "bar ", &[(0, "bar")]),
        (&["the wellknown author"], "\"the well-known author\"", &[(0, "the wellknown author")]),
        (&["Dampfschiff", "Dampf"], "schiff ", &[(0, "Dampfschiff")]),
        (&["Donaudampfschifffahrt", "Donau"], "dampfschiff", &[(0, "Donaudampfschifffahrt")]),
        (&["Jean-Paul Sartre", "Paul Jean"], "\"jean paul sartre\"", &[(0, "Jean-Paul Sartre")]),
        (&["red-hot", "hot red"], "red-hot ", &[(0, "red-hot")]),
    ]);
}

#[test]
fn acronyms_and_initials_are_found_with_and_without_full_stops() {
    check(&[
        (&["the U.S.A. troops", "us and them"], "usa ", &[(0, "U.S.A")]),
        (&["the U.S.A. troops", "us and them"], "u.s.a. ", &[(0, "U.S.A")]),
        (&["the U.S.A. troops"], "u.s.a", &[(0, "U.S.A")]),
        (&["the USA troops", "us and them"], "U.S.A. ", &[(0, "USA")]),
        (&["the U. S. A. troops", "us"], "usa ", &[(0, "U. S. A")]),
        (&["the U.S. troops"], "us ", &[(0, "U.S")]),
        (&["at 5 p.m. sharp"], "pm ", &[(0, "p.m")]),
        (&["at 5 pm sharp"], "p.m. ", &[(0, "pm")]),
        (&["at 5 p. m. sharp"], "p.m. ", &[(0, "p. m")]),
        (&["J.R.R. Tolkien"], "jrr tolkien ", &[(0, "J.R.R"), (0, "Tolkien")]),
        (&["J. R. R. Tolkien"], "j.r.r. tolkien ", &[(0, "J. R. R"), (0, "Tolkien")]),
        (&["J.R.R. Tolkien", "J. Tolkien"], "J. R. R. Tolkien ", &[(0, "J.R.R"), (0, "Tolkien")]),
        (&["J.R.R. Tolkien", "J. Tolkien"], "\"J. R. R. Tolkien\"", &[(0, "J.R.R. Tolkien")]),
        (&["J. R. R. Tolkien", "J. Tolkien"], "\"J.R.R. Tolkien\"", &[(0, "J. R. R. Tolkien")]),
        (&["a Ph.D. thesis", "phone"], "phd ", &[(0, "Ph.D")]),
        (&["a PhD thesis", "phone"], "ph.d. ", &[(0, "PhD")]),
        (&["в С.С.С.Р. было", "ссср"], "ссср ", &[(0, "С.С.С.Р"), (1, "ссср")]),
        (&["a U.S.-led force"], "us led ", &[(0, "U.S"), (0, "led")]),
        (&["e.g. this", "egg"], "eg ", &[(0, "e.g")]),
        (&["the U.N.’s men", "nun"], "un ", &[(0, "U.N")]),
        (&["A.B.C. and ABC", "alphabet"], "abc ", &[(0, "A.B.C"), (0, "ABC")]),
        (&["plan A. I went"], "ai ", &[]),
    ]);
}

#[test]
fn digits_are_one_number_however_they_are_grouped() {
    check(&[
        (
            &[
                "1,000 men",
                "1 000 men",
                "1.000 men",
                "1’000 men",
                "1\u{a0}000 men",
                "1\u{202f}000 men",
                "1000 men",
                "100 men",
            ],
            "1000 ",
            &[
                (0, "1,000"),
                (1, "1 000"),
                (2, "1.000"),
                (3, "1’000"),
                (4, "1\u{a0}000"),
                (5, "1\u{202f}000"),
                (6, "1000"),
            ],
        ),
        (
            &["1,000 men", "1 000 men", "1.000 men", "1’000 men", "1000 men", "100 men"],
            "1,000 ",
            &[(0, "1,000"), (1, "1 000"), (2, "1.000"), (3, "1’000"), (4, "1000")],
        ),
        (
            &["1,000 men", "1 000 men", "1.000 men", "1’000 men", "1000 men", "100 men"],
            "1 000 ",
            &[(0, "1,000"), (1, "1 000"), (2, "1.000"), (3, "1’000"), (4, "1000")],
        ),
        (
            &["1,000 men", "1 000 men", "1.000 men", "1’000 men", "1000 men", "100 men"],
            "1’000 ",
            &[(0, "1,000"), (1, "1 000"), (2, "1.000"), (3, "1’000"), (4, "1000")],
        ),
        (
            &["1,000 men", "1 000 men", "1.000 men", "1000 men", "100 men"],
            "\"1 000 men\"",
            &[(0, "1,000 men"), (1, "1 000 men"), (2, "1.000 men"), (3, "1000 men")],
        ),
        (
            &["1,000 men", "1 000 men", "1.000 men", "1000 men", "100 men"],
            "\"1,000 men\"",
            &[(0, "1,000 men"), (1, "1 000 men"), (2, "1.000 men"), (3, "1000 men")],
        ),
        (&["12 345 678 men", "12345"], "12345678 ", &[(0, "12 345 678")]),
        (&["12,345,678 men", "12345"], "12 345 678 ", &[(0, "12,345,678")]),
        (&["12345678 men", "12345"], "12 345 678 ", &[(0, "12345678")]),
        (&["12345678 men", "12345"], "\"12 345 678 men\"", &[(0, "12345678 men")]),
        (&["12,345,678 men", "12345"], "\"12345678 men\"", &[(0, "12,345,678 men")]),
        (&["1,00,000 rupees", "10000"], "100000 ", &[(0, "1,00,000")]),
        (&["£1,000,000.50 paid", "100"], "1000000 ", &[(0, "1,000,000")]),
        (&["in 1805, 1806 and", "18051"], "18051806 ", &[]),
        (&["in 1805,180 and", "1805180"], "1805180 ", &[(1, "1805180")]),
        (&["pi is 3.14", "314"], "314 ", &[(1, "314")]),
        (&["pi is 3.14", "314"], "3.14 ", &[(0, "3.14")]),
        (&["pi is 3.14 now", "14 3"], "\"3.14 now\"", &[(0, "3.14 now")]),
        (&["٣٬٠٠٠", "٣٠٠"], "3000 ", &[(0, "٣٬٠٠٠")]),
        (&["１，０００円", "100"], "1000", &[(0, "１，０００")]),
        (&["the 1,000th man", "100"], "1000th ", &[(0, "1,000th")]),
        (&["rooms 12 345 and"], "345 ", &[(0, "345")]),
        (&["10 000 km", "10 and 000"], "10000 ", &[(0, "10 000")]),
        (&["10 000 km", "100000"], "10,000 km ", &[(0, "10 000"), (0, "km")]),
        (&["in 1805", "in 18051"], "1806 ", &[]),
        (&["1'000 Franken", "100"], "1000 ", &[(0, "1'000")]),
        (&["call 555 1234", "5551234"], "5551234 ", &[(1, "5551234")]),
        (&["100,000,000 and 100 000 000"], "100000000 ", &[(0, "100,000,000"), (0, "100 000 000")]),
        (&["it cost 2 500 000 euros", "it cost 2 500"], "\"2500000 euros\"", &[(0, "2 500 000 euros")]),
        (
            &["it cost 2 500 000 euros", "euros 2"],
            "cost 2,500,000 euros ",
            &[(0, "cost"), (0, "2 500 000"), (0, "euros")],
        ),
        (&["year 2 000 now"], "2000", &[(0, "2 000")]),
        (&["pages 12 and 345"], "12345 ", &[]),
        (&["12 345678"], "12345678 ", &[]),
    ]);
    let options = Options { whole_word: true, ..Options::default() };
    check_with(&options, &[(&["1 000"], "1,000", &[(0, "1 000")]), (&["1,000"], "1 000", &[(0, "1,000")])]);
}

#[test]
fn full_width_and_half_width_are_alike() {
    check(&[
        (&["ＡＢＣ news", "about"], "abc", &[(0, "ＡＢＣ")]),
        (&["abc news", "about"], "ＡＢＣ", &[(0, "abc")]),
        (&["２０２４年", "202"], "2024", &[(0, "２０２４")]),
        (&["2024年", "202"], "２０２４", &[(0, "2024")]),
        (&["Ｕ．Ｓ．Ａ．", "us"], "usa ", &[(0, "Ｕ．Ｓ．Ａ")]),
        (&["ｈｅｌｌｏ\u{3000}ｗｏｒｌｄ", "wor"], "hello world ", &[(0, "ｈｅｌｌｏ"), (0, "ｗｏｒｌｄ")]),
        (&["hello world", "wor"], "“ｈｅｌｌｏ\u{3000}ｗｏｒｌｄ”", &[(0, "hello world")]),
        (&["ﾃｽﾄ"], "テスト", &[(0, "ﾃｽﾄ")]),
        (&["テスト"], "ﾃｽﾄ", &[(0, "テスト")]),
        (&["ﾊﾟｿｺﾝ"], "パソコン", &[(0, "ﾊﾟｿｺﾝ")]),
        (&["war\u{3000}and\u{3000}peace"], "\"war and peace\"", &[(0, "war\u{3000}and\u{3000}peace")]),
    ]);
}

#[test]
fn sharp_s_and_the_dots_of_i_are_no_matter() {
    check(&[
        (&["die Straße", "ein Strauß"], "strasse", &[(0, "Straße")]),
        (&["die Strasse", "ein Strauß"], "straße", &[(0, "Strasse")]),
        (&["DIE STRAẞE"], "straße ", &[(0, "STRAẞE")]),
        (&["DIE STRASSE"], "straße ", &[(0, "STRASSE")]),
        (&["der Fluß", "flüssig"], "fluss ", &[(0, "Fluß")]),
        (&["ein Fuß", "Fuss"], "fuß ", &[(0, "Fuß"), (1, "Fuss")]),
        (&["ein Fußball", "Fass"], "fussb", &[(0, "Fußball")]),
        (&["ISPARTA"], "ısparta ", &[(0, "ISPARTA")]),
        (&["ısparta"], "isparta ", &[(0, "ısparta")]),
        (&["İSTANBUL"], "istanbul ", &[(0, "İSTANBUL")]),
        (&["istanbul"], "İstanbul ", &[(0, "istanbul")]),
        (&["DİYARBAKIR"], "diyarbakır ", &[(0, "DİYARBAKIR")]),
        (&["i\u{307}zmir"], "İzmir ", &[(0, "i\u{307}zmir")]),
    ]);
}

#[test]
fn greek() {
    check(&[
        (&["Ὀδυσσεύς"], "οδυσσευς ", &[(0, "Ὀδυσσεύς")]),
        (&["ΟΔΥΣΣΕΥΣ"], "Οδυσσεύς ", &[(0, "ΟΔΥΣΣΕΥΣ")]),
        (&["οδος"], "ΟΔΟΣ ", &[(0, "οδος")]),
        (&["ἄνθρωπος"], "ανθρωπος", &[(0, "ἄνθρωπος")]),
        (&["ἄνθρωπος"], "άνθρωπος ", &[(0, "ἄνθρωπος")]),
        (&["τῇ ἡμέρᾳ"], "ημερα ", &[(0, "ἡμέρᾳ")]),
        (&["Ελλάδα"], "ελλαδα ", &[(0, "Ελλάδα")]),
        (&["ϕίλος"], "φίλος ", &[(0, "ϕίλος")]),
        (&["προϊόν"], "προιον ", &[(0, "προϊόν")]),
        (&["ΜΆΪΟΣ"], "μάιος ", &[(0, "ΜΆΪΟΣ")]),
    ]);
    let options = Options { match_accents: true, ..Options::default() };
    check_with(
        &options,
        &[(&["Ελλάδα", "ελλαδα"], "ελλάδα ", &[(0, "Ελλάδα")]), (&["λόγος", "λογοσ"], "λόγοσ ", &[(0, "λόγος")])],
    );
}

#[test]
fn cyrillic() {
    check(&[
        (&["Фёдор", "фед"], "федор ", &[(0, "Фёдор")]),
        (&["Федор", "фед"], "фёдор ", &[(0, "Федор")]),
        (&["ёлка", "елка"], "елка ", &[(0, "ёлка"), (1, "елка")]),
        (&["Київ"], "киів ", &[(0, "Київ")]),
        (&["ПОДЪЕЗД"], "подъезд ", &[(0, "ПОДЪЕЗД")]),
        (&["Ћирилица"], "ћирилица ", &[(0, "Ћирилица")]),
        (&["ѓавол"], "гавол ", &[(0, "ѓавол")]),
        (&["из-за него", "зара"], "из-за ", &[(0, "из-за")]),
        (&["и\u{306}од"], "йод ", &[(0, "и\u{306}од")]),
    ]);
    let options = Options { match_accents: true, ..Options::default() };
    check_with(
        &options,
        &[
            (&["ёлка", "елка"], "ёлка ", &[(0, "ёлка")]),
            (&["ёлка", "елка"], "елка ", &[(1, "елка")]),
            (&["мой дом", "мои дома"], "мой ", &[(0, "мой")]),
        ],
    );
}

#[test]
fn arabic_and_persian() {
    check(&[
        (&["كِتَابٌ"], "كتاب", &[(0, "كِتَابٌ")]),
        (&["كتاب"], "كِتَاب", &[(0, "كتاب")]),
        (&["کتاب فارسی", "خبر"], "كتاب فارسي", &[(0, "کتاب"), (0, "فارسی")]),
        (&["كتاب فارسي", "خبر"], "کتاب فارسی", &[(0, "كتاب"), (0, "فارسي")]),
        (&["أحمد كتب", "محمد"], "احمد", &[(0, "أحمد")]),
        (&["احمد كتب", "محمد"], "أحمد", &[(0, "احمد")]),
        (&["إسلام", "سلام"], "اسلام ", &[(0, "إسلام")]),
        (&["آدم", "ادمان"], "ادم ", &[(0, "آدم")]),
        (&["ٱلرحمن", "رحم"], "الرحمن ", &[(0, "ٱلرحمن")]),
        (&["الرحمٰن", "رحم"], "الرحمن ", &[(0, "الرحمٰن")]),
        (&["كـــتاب", "كت"], "كتاب ", &[(0, "كـــتاب")]),
        (&["می\u{200c}خواهم", "خواه"], "میخواهم ", &[(0, "می\u{200c}خواهم")]),
        (&["می خواهم", "خواه"], "می\u{200c}خواهم ", &[(0, "می خواهم")]),
        (&["میخواهم", "خواه"], "می\u{200c}خواهم ", &[(0, "میخواهم")]),
        (&["می خواهم", "خواه"], "میخواهم ", &[(0, "می خواهم")]),
        (&["کتاب\u{200c}ها", "کت"], "کتابها ", &[(0, "کتاب\u{200c}ها")]),
        (&["سال ۱۴۰۳"], "1403 ", &[(0, "۱۴۰۳")]),
        (&["سال 1403"], "۱۴۰۳", &[(0, "1403")]),
        (&["عام ١٤٠٣"], "۱۴۰۳", &[(0, "١٤٠٣")]),
        (&["مسؤول"], "مسوول ", &[(0, "مسؤول")]),
        (&["هيئة"], "هیئة ", &[(0, "هيئة")]),
        (&["ﻛﺘﺎﺏ"], "كتاب ", &[(0, "ﻛﺘﺎﺏ")]),
        (&["ﻻ إله"], "لا ", &[(0, "ﻻ")]),
        (&["على البيت"], "علي ", &[(0, "على")]),
        (&["خانهٔ ما"], "خانه ", &[(0, "خانهٔ")]),
        (&["خانۀ ما"], "خانه ", &[(0, "خانۀ")]),
        (&["الكتاب جديد"], "كتاب ", &[(0, "الكتاب")]),
    ]);
    let options = Options { match_accents: true, ..Options::default() };
    check_with(&options, &[(&["كِتاب", "كتاب"], "كتاب ", &[(1, "كتاب")])]);
}

#[test]
fn hebrew() {
    check(&[
        (&["שָׁלוֹם עולם"], "שלום", &[(0, "שָׁלוֹם")]),
        (&["שלום עולם"], "שָׁלוֹם", &[(0, "שלום")]),
        (&["שׁלום"], "שלום ", &[(0, "שׁלום")]),
        (&["תל־אביב"], "תל אביב ", &[(0, "תל"), (0, "אביב")]),
        (&["תל־אביב"], "\"תל אביב\"", &[(0, "תל־אביב")]),
        (&["תל אביב"], "תל־אביב", &[(0, "תל אביב")]),
        (&["צה\"ל"], "צהל ", &[(0, "צה\"ל")]),
        (&["ג׳ירפה"], "ג'ירפה", &[(0, "ג׳ירפה")]),
        (&["בְּרֵאשִׁית בָּרָא"], "\"בראשית ברא\"", &[(0, "בְּרֵאשִׁית בָּרָא")]),
        (&["בְּרֵאשִׁ֖ית"], "בראשית ", &[(0, "בְּרֵאשִׁ֖ית")]),
    ]);
    let options = Options { match_accents: true, ..Options::default() };
    check_with(&options, &[(&["שָׁלוֹם", "שלום"], "שלום ", &[(1, "שלום")])]);
}

#[test]
fn chinese_and_japanese() {
    check(&[
        (&["这是一段简单的测试文本", "另一篇文章", "简短的单词"], "简单", &[(0, "简单")]),
        (&["這是一段簡單的測試文本", "簡短的單詞"], "簡單", &[(0, "簡單")]),
        (&["我用iPhone手机", "phone"], "iphone", &[(0, "iPhone")]),
        (&["我用iPhone手机", "手 phone"], "iphone手机", &[(0, "iPhone手机")]),
        (&["我用iPhone手机"], "iPhone 手机", &[(0, "iPhone"), (0, "手机")]),
        (&["人々の声", "人の"], "人々", &[(0, "人々")]),
        (&["東京都に行く", "京東"], "東京", &[(0, "東京")]),
        (&["東京都に行く", "京都"], "京都", &[(0, "京都"), (1, "京都")]),
        (&["カタカナ語"], "ｶﾀｶﾅ", &[(0, "カタカナ")]),
        (&["がっこう"], "か", &[]),
        (&["か\u{3099}っこう"], "がっこう", &[(0, "か\u{3099}っこう")]),
        (&["データベース", "ベスト"], "ベース", &[(0, "ベース")]),
        (&["ジョン・スミス", "スミ"], "ジョン・スミス", &[(0, "ジョン・スミス")]),
        (&["中国、北京", "国北"], "\"中国 北京\"", &[(0, "中国、北京")]),
        (&["中国、北京", "国 北"], "国北", &[(1, "国 北")]),
        (&["第３章", "第3回"], "第3章", &[(0, "第３章")]),
        (&["⽇本"], "日本", &[(0, "⽇本")]),
        (&["𠮷野家", "吉野"], "𠮷野", &[(0, "𠮷野")]),
        (&["简单 -测试", "简单"], "简单 -测试", &[(1, "简单")]),
        (&["測試 文本"], "測試文本", &[(0, "測試 文本")]),
    ]);
}

#[test]
fn thai() {
    check(&[
        (&["สวัสดีชาวโลก", "ขอบคุณครับ"], "ชาว", &[(0, "ชาว")]),
        (&["สวัสดีชาวโลก", "ขอบคุณครับ"], "สวัสดี", &[(0, "สวัสดี")]),
        (&["ภาษาไทยง่าย", "ไท"], "ไทย", &[(0, "ไทย")]),
        (&["ทำงานหนัก", "งาน"], "ทำงาน", &[(0, "ทำงาน")]),
        (&["น้ำดื่ม", "นา"], "น้ำ", &[(0, "น้ำ")]),
        (&["ก่อนหน้า", "กอน"], "กอน ", &[(1, "กอน")]),
        (&["พ.ศ. ๒๕๖๗"], "2567 ", &[(0, "๒๕๖๗")]),
        (&["กรุงเทพฯ เมือง"], "กรุงเทพ", &[(0, "กรุงเทพ")]),
        (&["ใช้Facebookทุกวัน"], "facebook", &[(0, "Facebook")]),
        (&["ประเทศไทย", "ไทยประเทศ"], "ประเทศไทย", &[(0, "ประเทศไทย")]),
        (&["สวัสดี ชาว โลก"], "สวัสดีชาว", &[(0, "สวัสดี ชาว")]),
    ]);
}

#[test]
fn korean() {
    check(&[
        (&["대학교에서", "대학"], "학교", &[(0, "학교")]),
        (&["안녕하세요 세계"], "세계", &[(0, "세계")]),
        (&["한국"], "한국", &[(0, "한국")]),
        (&["한국"], "한국", &[(0, "한국")]),
        (&["대한 민국"], "대한민국", &[(0, "대한 민국")]),
        (&["각", "가"], "가", &[(1, "가")]),
        (&["서울특별시는", "별시"], "특별시", &[(0, "특별시")]),
        (&["LG전자에서", "LG"], "lg전자", &[(0, "LG전자")]),
        (&["컴퓨터를", "컴"], "컴퓨터 ", &[(0, "컴퓨터")]),
        (&["나는 2024년에"], "2024년", &[(0, "2024년")]),
    ]);
}

#[test]
fn phrases() {
    check(&[
        (&["to be or not to be", "not be to"], "\"to be or not\"", &[(0, "to be or not")]),
        (&["to be; or (not) to be", "not be to"], "\"be or not\"", &[(0, "be; or (not")]),
        (&["war — and peace", "peace and war"], "\"war and peace\"", &[(0, "war — and peace")]),
        (&["war, and... peace", "peace and war"], "\"war and peace\"", &[(0, "war, and... peace")]),
        (&["He said. Then left", "then he said"], "\"said then\"", &[(0, "said. Then")]),
        (&["a \"quoted\" word", "word quoted"], "\"a quoted word\"", &[(0, "a \"quoted\" word")]),
        (&["prince of Vasili"], "\"prince vasili\"", &[]),
        (&["princes vasili"], "\"prince vasili\"", &[]),
        (&["the prince vasilis"], "\"prince vasili\"", &[]),
        (&["the prince vasilis"], "\"prince vasili", &[(0, "prince vasilis")]),
        (&["wars there", "war there"], "\"war\"", &[(1, "war")]),
        (&["a b a b a"], "\"a b a\"", &[(0, "a b a b a")]),
        (&["x war and peace", "peace and war x"], "x \"war and peace\"", &[(0, "x"), (0, "war and peace")]),
        (&["the very end", "the end very"], "\"very end\" the", &[(0, "the"), (0, "very end")]),
        (&["prince vasili came"], "\"prnce vasili\"", &[]),
        (&["he was running fast"], "\"runs fast\"", &[]),
        (&["don’t stop", "stop don"], "\"don't stop\"", &[(0, "don’t stop")]),
        (&["dont stop"], "\"don't stop\"", &[(0, "dont stop")]),
        (&["Straße nach", "nach"], "\"strasse nach\"", &[(0, "Straße nach")]),
    ]);
}

#[test]
fn what_is_excluded() {
    check(&[
        (&["war and peace", "war only"], "war -peace", &[(1, "war")]),
        (&["war and peace", "war only"], "war −peace", &[(1, "war")]),
        (&["war and peace", "war only"], "-peace war", &[(1, "war")]),
        (&["war and peace", "war only", "war peace and"], "war -\"and peace\"", &[(1, "war"), (2, "war")]),
        (&["war and peace", "war only", "war now"], "war -peace -now", &[(1, "war")]),
        (&["Natásha war", "war only"], "war -natasha", &[(1, "war")]),
        (&["war U.S.A.", "war only"], "war -usa", &[(1, "war")]),
        (&["war interna- tional", "war only"], "war -international", &[(1, "war")]),
        (&["a well-known war", "war only"], "war -well-known", &[(1, "war")]),
        (&["a well-known war", "known"], "well-known ", &[(0, "well-known")]),
        (&["war and peace", "war - only"], "war - only", &[(1, "war"), (1, "only")]),
        (&["war peaceful", "war only"], "war -peace ", &[(0, "war"), (1, "war")]),
        (&["war wars", "war only"], "war -wars ", &[(1, "war")]),
        (&["war and peace"], "-peace", &[]),
        (&["running war", "war only"], "war -runs ", &[(0, "war"), (1, "war")]),
        (&["war and peace", "war only"], "-peace -and", &[]),
        (&["war peace", "war only"], "war –peace", &[(0, "war"), (0, "peace")]),
    ]);
}

#[test]
fn alternatives() {
    check(&[
        (&["war", "peace", "love"], "war OR peace ", &[(0, "war"), (1, "peace")]),
        (&["war", "peace", "love"], "war OR peace OR love ", &[(0, "war"), (1, "peace"), (2, "love")]),
        (
            &["old war", "old peace", "old love", "war"],
            "old war OR peace ",
            &[(0, "old"), (0, "war"), (1, "old"), (1, "peace")],
        ),
        (&["red wine", "wine red", "beer"], "\"red wine\" OR beer ", &[(0, "red wine"), (2, "beer")]),
        (&["war", "peace"], "OR war ", &[(0, "war")]),
        (&["war", "peace"], "war OR ", &[(0, "war")]),
        (&["war", "peace"], "war OR", &[(0, "war")]),
        (&["war now", "peace now", "peace"], "war OR peace -now ", &[(2, "peace")]),
        (&["war", "peaceful"], "war OR pea", &[(0, "war"), (1, "peaceful")]),
        (&["receive", "zebra"], "recieve OR zebra ", &[(0, "receive"), (1, "zebra")]),
    ]);
}

#[test]
fn whole_words() {
    let options = Options { whole_word: true, ..Options::default() };
    check_with(
        &options,
        &[
            (&["war", "wars", "warm"], "war", &[(0, "war")]),
            (&["post-war era", "wars"], "war", &[(0, "war")]),
            (&["Government and Governmental"], "government", &[(0, "Government")]),
            (&["the war’s end", "wars"], "war", &[(0, "war")]),
            (&["recieve"], "receive", &[]),
            (&["running"], "run", &[]),
            (&["misunderstanding"], "understand", &[]),
            (&["Café", "cafes"], "cafe", &[(0, "Café")]),
            (&["prince vasilis", "prince vasili"], "\"prince vasili", &[(1, "prince vasili")]),
            (&["(war)", "“war”"], "war", &[(0, "war"), (1, "war")]),
            (&["naïvely", "naïve"], "naive", &[(1, "naïve")]),
            (&["the wellknown", "a well-known"], "well", &[(1, "well")]),
        ],
    );
}

#[test]
fn letters_anywhere() {
    let options = Options { substring: true, ..Options::default() };
    check_with(
        &options,
        &[
            (&["The cat sat on the mat"], "at", &[(0, "at"), (0, "at"), (0, "at")]),
            (&["misunderstanding"], "underst", &[(0, "underst")]),
            (&["eﬃcient oﬁce"], "ffi", &[(0, "ﬃ")]),
            (&["the end. A start"], "d. a", &[(0, "d. A")]),
            (&["well-known"], "l-k", &[(0, "l-k")]),
            (&["cost (a+b)*c"], "(a+b)", &[(0, "(a+b)")]),
            (&["Café"], "fe", &[(0, "fé")]),
            (&["他说“你好”"], "说\"你", &[(0, "说“你")]),
            (&["100% sure"], "100%", &[(0, "100%")]),
            (&["x"], "", &[]),
        ],
    );
    let options = Options { substring: true, match_accents: true, ..Options::default() };
    check_with(&options, &[(&["Café"], "fe", &[])]);
    let options = Options { substring: true, match_case: true, ..Options::default() };
    check_with(&options, &[(&["Café"], "CA", &[])]);
    let options = Options { substring: true, whole_word: true, ..Options::default() };
    check_with(&options, &[(&["foo_bar foo"], "foo", &[(0, "foo")])]);
}

#[test]
fn typos() {
    check(&[
        (&["please receive it", "a recipe"], "recieve ", &[(0, "receive")]),
        (&["international law", "an interval"], "intrenati", &[(0, "international")]),
        (&["a zebras"], "xebras ", &[(0, "zebras")]),
        (&["the cats"], "cxts ", &[(0, "cats")]),
        (&["the cat"], "cst ", &[]),
        (&["independence", "depend"], "indepndance ", &[(0, "independence")]),
        (&["a castle"], "caslte ", &[(0, "castle")]),
        (&["a castle"], "castel ", &[(0, "castle")]),
        (&["a castle"], "catle ", &[(0, "castle")]),
        (&["a castle"], "casttle ", &[(0, "castle")]),
        (&["a castle"], "vastle ", &[(0, "castle")]),
        (&["a castle"], "acstle ", &[(0, "castle")]),
        (&["parliament met"], "parlaimant ", &[(0, "parliament")]),
        (&["parliament met"], "parlim", &[(0, "parliament")]),
        (&["parliament met"], "paralim", &[(0, "parliament")]),
        (&["parliament met"], "oarliam", &[(0, "parliament")]),
        (&["the form", "the from"], "from ", &[(1, "from")]),
        (&["the form", "the from"], "form ", &[(0, "form")]),
        (&["the words", "the word"], "word ", &[(1, "word")]),
        (&["Наташа"], "Натаща ", &[(0, "Наташа")]),
        (&["Natásha"], "Natahsa ", &[(0, "Natásha")]),
    ]);
    let options = Options { fuzzy: false, ..Options::default() };
    check_with(&options, &[(&["the castle"], "castel ", &[])]);
    let options = Options { whole_word: true, ..Options::default() };
    check_with(&options, &[(&["the castle"], "castel ", &[])]);
}

#[test]
fn english_inflections() {
    check(&[
        (&["he was running", "a rung"], "runs ", &[(0, "running")]),
        (&["the houses"], "house ", &[(0, "houses")]),
        (&["the house"], "houses ", &[(0, "house")]),
        (&["many cities"], "city ", &[(0, "cities")]),
        (&["he walked"], "walking ", &[(0, "walked")]),
        (&["nationally"], "national ", &[(0, "nationally")]),
        (&["he was running", "he runs"], "runs ", &[(1, "runs")]),
        (&["the generals", "generously"], "general ", &[(0, "generals")]),
        (&["he tries"], "trying ", &[(0, "tries")]),
    ]);
}

#[test]
fn any_keystroke_is_a_query() {
    check(&[
        (&["war", "peace"], "\"war", &[(0, "war")]),
        (&["war", "peace"], "war\"", &[(0, "war")]),
        (&["war", "peace"], "\"\"", &[]),
        (&["war", "peace"], "-", &[]),
        (&["war", "peace"], "war -", &[(0, "war")]),
        (&["war", "peace"], "(war)", &[(0, "war")]),
        (&["war", "peace"], "war*", &[(0, "war")]),
        (&["war", "peace"], "\0war", &[(0, "war")]),
        (&["war", "peace"], "heading:", &[]),
        (&["war", "peace"], "in:", &[]),
        (&["war", "peace"], " ", &[]),
        (&["war", "peace"], "", &[]),
        (&["a && b", "a & b"], "&&", &[(0, "&&")]),
        (&["5 > 3"], ">", &[(0, ">")]),
        (&["😀 x"], "😀", &[(0, "😀")]),
    ]);
}
