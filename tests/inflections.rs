//! Inflections: other forms of a word are found where the word itself is not, each text by the rules of its language.

use pilcrow::document::Languages;
use pilcrow::index::Index;
use pilcrow::search::{Found, Library, Options, search};
use pilcrow::{Document, Format, read};

/// `text`, and its index, which knows what it is written in.
fn indexed(text: &str) -> (Document, Index) {
    let document = read(text, Format::Plain);
    let mut index = Index::of(&document);
    index.tell_language(0, Languages::of(&document).main);
    (document, index)
}

fn marked(document: &Document, found: &Found) -> Vec<String> {
    let text = |mark: &[u32]| {
        let units: Vec<u16> = document.blocks()[mark[0] as usize].reading(document.source()).encode_utf16().collect();
        String::from_utf16(&units[mark[1] as usize..mark[2] as usize]).expect("marks lie between characters")
    };
    found.marks.chunks(3).map(text).collect()
}

/// What is marked of `text` for `query`.
fn found(text: &str, query: &str) -> Vec<String> {
    let (document, index) = indexed(text);
    marked(&document, &search(&document, &index, query, &Options::default()))
}

const GERMAN: &str = "Das Haus am Hafen und die Häuser dahinter sind alt, und der Wirt hat sie nicht gestrichen. Das ist mit den Jahren so gekommen.";

#[test]
fn a_word_is_found_in_its_other_forms() {
    for (language, text, query, expected) in [
        ("de", "Das Haus am Hafen ist alt, und der Wirt hat es nicht gestrichen.", "Häusern", "Haus"),
        ("de", GERMAN, "jahre ", "Jahren"),
        (
            "fr",
            "Les pêcheurs ont réparé le filet que la mer avait déchiré, et ils sont partis avec des voiles préparées.",
            "préparer",
            "préparées",
        ),
        (
            "fr",
            "Les chevaux de la ferme sont dans le pré, et il y en a une qui ne veut pas sortir.",
            "cheval",
            "chevaux",
        ),
        (
            "es",
            "Las canciones que cantaban los marineros son las que no se olvidan en el puerto.",
            "canción",
            "canciones",
        ),
        (
            "pt",
            "As estações que os barcos não esperam são as do vento, e uma delas foi a mais longa.",
            "estação",
            "estações",
        ),
        ("it", "Le barche che la mattina non sono nel porto sono della gente di una città lontana.", "barca", "barche"),
        ("nl", "De boten van het dorp zijn oud en een visser heeft ze niet met verf bestreken.", "vissers ", "visser"),
        (
            "sv",
            "Båtarna som låg vid bryggan var äldre än den man som ägde dem, och det var inte bra.",
            "båten",
            "Båtarna",
        ),
        (
            "fi",
            "Vene oli vanha, mutta se kesti, kun myrsky tuli ja laiturit olivat poissa, niin kuin hän sanoi.",
            "laituri ",
            "laiturit",
        ),
        (
            "hu",
            "A hajók nem a kikötőben voltak, és az egy olyan nap volt, hogy csak a szél és a víz beszélt.",
            "hajónak",
            "hajók",
        ),
        (
            "tr",
            "Bu limanda çok kitaplar ve bir de deniz için yazılmış mektuplar var, ama o ne kadar eski.",
            "kitapları",
            "kitaplar",
        ),
        ("ru", "Старые лодки лежали на берегу, и никто не помнил, кому они принадлежали.", "лодкой", "лодки"),
        ("ru", "Новый причал был длинный и узкий.", "длинного", "длинный"),
        (
            "el",
            "Τα καράβια που μπήκαν με την παλίρροια ήταν πιο παλιά από τον άνθρωπο στο τιμόνι.",
            "καράβι ",
            "καράβια",
        ),
        ("ar", "القارب الذي دخل مع المد كان أقدم من الرجل الذي يقوده، وكان الماء يتسرب إليه.", "قارب ", "القارب"),
    ] {
        assert_eq!(Languages::of(&read(text, Format::Plain)).main, Some(language), "{text}");
        assert_eq!(found(text, query), [expected], "{query:?} in {text}");
    }
}

#[test]
fn the_word_itself_comes_first_and_a_typo_after() {
    assert_eq!(found(GERMAN, "Häuser"), ["Häuser"], "where the word stands, its other forms are not meant");
    // One edit from "Wart", of which it has not the stem, and another form of "Wirt".
    let text = "Der Wart ist nicht da, und das ist mit Absicht so.\n\nDer Wirt hat es ihm nicht gesagt.";
    assert_eq!(found(text, "wirte"), ["Wirt"]);
}

#[test]
fn a_phrase_and_a_whole_word_are_found_as_typed_or_not_at_all() {
    let (document, index) = indexed(GERMAN);
    let whole = Options { whole_word: true, ..Options::default() };
    assert_eq!(search(&document, &index, "Häusern", &whole).total, 0);
    assert_eq!(found(GERMAN, "\"die Häusern\""), [""; 0]);
}

#[test]
fn the_language_may_be_given() {
    let (document, mut index) = indexed("Stall, Haus, Wagen");
    let found = |index: &Index| marked(&document, &search(&document, index, "Häusern", &Options::default()));
    assert_eq!(Languages::of(&document).main, None, "three words tell nothing");
    assert_eq!(found(&index), [""; 0], "and are taken for English");
    index.take_for("de".into());
    assert_eq!(found(&index), ["Haus"]);
    index.take_for(String::new());
    assert_eq!(found(&index), [""; 0], "it is as told again");
}

#[test]
fn each_text_of_a_library_has_the_forms_of_its_own_language() {
    let mut library = Library::default();
    for (id, text) in [
        ("haus", "Das Kind war am Morgen nicht in dem Haus, und es kam erst mit der Flut wieder."),
        ("kind", "It was kind of her to come with the tide, and the children were glad that it was so."),
        ("mer", "Les chevaux de la ferme sont dans le pré, et il y en a un qui ne veut pas sortir."),
        ("gear", "The gears of the mill were old, and it was not for him to mend them with that."),
    ] {
        library.add(id, "", &read(text, Format::Plain));
    }
    let mut found = |query: &str| {
        let found = library.search(query, &Options::default());
        found.hits.iter().map(|hit| hit.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("häusern"), ["haus"]);
    assert_eq!(found("cheval"), ["mer"]);
    assert_eq!(found("geared"), ["gear"]);
    assert_eq!(found("gladern"), [""; 0], "by German rules a form of glad, which no German text has");
}
