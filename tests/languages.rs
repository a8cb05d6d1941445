//! Languages: what documents and blocks are said to be written in.

use pilcrow::document::{Direction, Languages, direction};
use pilcrow::{Format, read};

/// The language of each block of `text`, `?` where none is told.
fn languages(text: &str) -> Vec<&'static str> {
    let document = read(text, Format::Plain);
    let languages = Languages::of(&document);
    let of =
        |block: &pilcrow::document::Block| languages.of_block(block, &block.reading(document.source())).unwrap_or("?");
    document.blocks().iter().map(of).collect()
}

#[test]
fn a_paragraph_tells_its_language() {
    for (language, text) in [
        ("en", "The boat that came in with the tide was older than the man at the wheel, and it leaked."),
        ("de", "Das Boot, das mit der Flut hereinkam, war älter als der Mann am Steuer, und es war nicht dicht."),
        (
            "fr",
            "Le bateau qui est entré avec la marée était plus vieux que l’homme qui tenait la barre, et il prenait l’eau.",
        ),
        ("es", "El barco que entró con la marea era más viejo que el hombre que llevaba el timón, y hacía agua."),
        ("pt", "O barco que entrou com a maré era mais velho do que o homem ao leme, e metia água pelos dois lados."),
        ("it", "La barca che entrò con la marea era più vecchia dell’uomo che teneva il timone, e non era asciutta."),
        ("nl", "De boot die met het tij binnenkwam was ouder dan de man aan het roer, en hij was niet dicht."),
        ("sv", "Båten som kom in med tidvattnet var äldre än mannen vid ratten, och den var inte tät."),
        (
            "pl",
            "Łódź, która weszła z przypływem, była starsza od człowieka przy sterze i nie była szczelna, jak się okazało.",
        ),
        (
            "tr",
            "Gelgitle gelen tekne, dümendeki adamdan daha yaşlı bir tekne idi ve ne kadar eski olduğu belli bir şeydi.",
        ),
        ("ru", "Лодка, что вошла с приливом, была старше человека у руля, и она протекала."),
        ("uk", "Човен, що зайшов із припливом, був старіший за людину біля керма, і він протікав."),
        ("el", "Το καράβι που μπήκε με την παλίρροια ήταν πιο παλιό από τον άνθρωπο στο τιμόνι."),
        ("ar", "القارب الذي دخل مع المد كان أقدم من الرجل الذي يقوده، وكان الماء يتسرب إليه."),
        ("fa", "قایقی که با مد به بندر آمد از مردی که سکان را گرفته بود پیرتر بود و آب می‌گرفت."),
        ("he", "הסירה שנכנסה עם הגאות הייתה זקנה מן האיש שאחז בהגה, והיא דלפה."),
        ("zh", "随着潮水进来的那条船比掌舵的人还要老，而且一直漏水。"),
        ("ja", "潮に乗って入ってきた舟は、舵を取る男よりも年を取っていて、水が漏れていた。"),
        ("ko", "밀물을 타고 들어온 배는 키를 잡은 사람보다 나이가 많았고 물이 샜다."),
        ("th", "เรือที่เข้ามาพร้อมกับน้ำขึ้นนั้นแก่กว่าคนที่ถือหางเสือ"),
        ("hi", "ज्वार के साथ आई नाव पतवार थामे आदमी से भी पुरानी थी।"),
    ] {
        assert_eq!(languages(text), [language], "{text}");
    }
}

#[test]
fn a_block_that_says_too_little_is_in_its_documents_language() {
    let text = "DAS BOOT\n\nDas Boot, das mit der Flut hereinkam, war älter als der Mann am Steuer, und es war nicht dicht.\n\n\
        Der Mann am Ruder war auch nicht jung, und für die Fahrt von der Insel zu den Häusern hatte er eine Stunde.\n\n\
        1912\n\nHe said yes.\n\nThe boat that came in with the tide was older than the man at the wheel, and it leaked.\n\n\
        Привет, старая лодка, сказал он.\n";
    assert_eq!(languages(text), ["de", "de", "de", "de", "de", "en", "ru"]);
    assert_eq!(languages("1912"), ["?"]);
    assert_eq!(languages("Xyzzy plugh"), ["?"]);
    assert!(languages("").is_empty());
}

#[test]
fn a_text_runs_as_most_of_its_letters_do() {
    assert_eq!(direction("PDF القارب الذي دخل مع المد"), Some(Direction::RightToLeft));
    assert_eq!(direction("The word القارب is a boat"), Some(Direction::LeftToRight));
    assert_eq!(direction("1912 …"), None);
}
