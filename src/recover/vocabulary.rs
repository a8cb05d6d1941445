//! What a few recurring things are called in the languages that texts come in: data, in one place. Each list says what reads it. Words stand in
//! lower case, parted by bars: a list is one string, which takes less room than a table of pointers to many.

use super::look;
use crate::document::DraftBlock;
use crate::source::Source;

/// The words of one kind.
pub(super) struct List {
    words: &'static str,
    /// The bits that say how many bytes words have: most that are looked for have as many as none.
    lengths: u64,
}

/// Which bit says so of so many bytes: the last is of all that are as long, or longer.
const fn length_class(length: usize) -> usize {
    if length < u64::BITS as usize { length } else { u64::BITS as usize - 1 }
}

impl List {
    const fn of(words: &'static str) -> Self {
        let (mut lengths, mut from, mut at) = (0, 0, 0);
        while at <= words.len() {
            if at == words.len() || words.as_bytes()[at] == b'|' {
                lengths |= 1 << length_class(at - from);
                from = at + 1;
            }
            at += 1;
        }
        Self { words, lengths }
    }

    /// The words, one by one.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        look::parts(self.words, |char| char == '|')
    }

    /// Whether `word`, in whatever case, is one of them.
    #[inline(never)]
    pub(super) fn holds(&self, word: &str) -> bool {
        // A word's small letters take as many bytes as its capitals, but for a few that no list has.
        let mut from = 0;
        let ends = |at: usize| {
            let here = core::mem::replace(&mut from, at + 1);
            at - here == word.len() && look::is_lower_of(&self.words[here..at], word)
        };
        self.lengths >> length_class(word.len()) & 1 > 0
            && memchr::memchr_iter(b'|', self.words.as_bytes()).chain([self.words.len()]).any(ends)
    }

    /// Whether a block is a title that is one of them, its number aside, which may stand on a line of its own.
    #[inline(never)]
    pub(super) fn titles(&self, source: &Source, block: &DraftBlock) -> bool {
        let [number @ .., title] = &block.lines[..] else { return false };
        number.len() <= 1
            && self.holds(look::lettered(look::line(source, title)))
            && number.iter().all(|line| look::lettered(look::line(source, line)).is_empty())
    }
}

/// Words that open a byline: "By", "Von". Read by `head_matter`, `captions`, `verse` and `wraps`.
pub(super) static BY: List = List::of(
    "\
    by|von|par|por|di|de|door|av|af|autor|autora|auteur|text|texte|texto|автор|текст|بقلم|كتب|كتبت|نوشته|نوشتهٔ|\
    نویسنده|文|作者|记者|記者|本报记者|本報記者|本刊记者|글|作|written by|words by|story by",
);

/// What stands below a text to say that it ends. Read by `head_matter`.
pub(super) static END: List = List::of("end|the end|finis|fin|ende|fine|fim|конец|完|終|终|끝|پایان|النهاية");

/// Words that close a byline, behind the name: "김민수 기자". Read by `head_matter`.
pub(super) static BY_BEHIND: List = List::of("기자|특파원|記者|特派員");

/// Words that open a credit: "Photo:". Read by `captions`.
pub(super) static CREDIT: List = List::of(
    "\
    photo|photos|photograph|photographs|photography|photographer|picture|image|illustration|credit|courtesy|source|foto|fotos|\
    fotografie|bild|abbildung|quelle|crédit|photographie|fotografía|imagen|crédito|cortesía|cortesia|fotografia|immagine|\
    imagem|фото|снимок|عکس|تصوير|صورة|تصویر|摄影|图片|攝影|写真|撮影|사진|출처",
);

/// Words that close a credit, behind the name: "李安娜摄". Read by `captions`.
pub(super) static CREDIT_BEHIND: List = List::of("摄|攝|影|资料图片|资料照片|資料圖片|資料照片|資料写真|자료사진|제공");

/// Words of [`CREDIT`] that need none for "by" behind them: "Courtesy of the Harbour Trust". Read by `captions`.
pub(super) static LENT: List = List::of("courtesy|cortesía|cortesia");

/// Words that number a figure or a table: "Figure 3". Read by `captions`.
pub(super) static FIGURE: List = List::of(
    "\
    figure|fig|table|scheme|sch|plate|map|chart|illustration|exhibit|box|abbildung|abb|tabelle|tab|tableau|figura|\
    tabla|cuadro|tabella|quadro|рис|рисунок|таблица|شكل|شکل|جدول|图|圖|図|表|그림|표",
);

/// Words that number a part of a book, "Chapter", "Act", from the largest part to the smallest. Read by `headings`; the number follows.
pub(super) static PARTS: [List; 6] = [
    List::of("volume|band|tome|том"),
    List::of("book|buch|livre|libro|livro|книга"),
    List::of("part|teil|partie|parte|часть|deel|del"),
    List::of("act|akt|aufzug|acte|acto|atto|ato|действие"),
    List::of(
        "\
     chapter|letter|canto|stave|appendix|article|epilogue|prologue|kapitel|anhang|chapitre|capítulo|capitulo|\
     capitolo|глава|hoofdstuk",
    ),
    List::of("section|abschnitt|scene|szene|auftritt|scène|escena|scena|cena|явление"),
];

/// Words that number a part, up to ten. Read by `headings`.
pub(super) static NUMBERS: List = List::of("one|two|three|four|five|six|seven|eight|nine|ten|first|second|third");

/// Titles of a printed table of contents. Read by `contents`.
pub(super) static CONTENTS: List = List::of(
    "\
    contents|table of contents|inhalt|inhaltsverzeichnis|table des matières|sommaire|índice|contenido|\
    indice|sommario|sumário|содержание|оглавление|目录|目次|목차|فهرست|المحتويات",
);

/// Words for notes: "[Footnote 1: …]", "注1", and titles above them. Read by `footnotes`.
pub(super) static NOTES: List =
    List::of("note|notes|footnote|footnotes|endnotes|fußnoten|anmerkungen|примечания|注|註|注释|脚注");

/// Titles of lists of works that a text refers to. Read by `footnotes`: what is numbered below is no note. Read by
/// `run_ins`: what opens a work is no heading.
pub(super) static REFERENCES: List = List::of(
    "\
    references|literature cited|bibliography|literatur|références|bibliographie|referencias|bibliografía|referências|\
    bibliografia|литература|参考文献",
);

/// Words of a line that leads from one page to another: "Continued on page 5". Read by `furniture`, together with a number.
pub(super) static JUMP: List = List::of(
    "\
    continued|from page|see page|turn to|fortsetzung|fortgesetzt|suite page|suite de la page|lire la suite|\
    continúa|viene de|sigue en|pasa a|continua|segue|continuação|продолжение|окончание|начало на|تتمة|التتمة|بقية|البقية|ادامه|\
    تابع|接|転|下转|下轉|続|계속|이어",
);

/// Words that a page's number stands beside: "Page 7". Read by `furniture`.
pub(super) static PAGE: List =
    List::of("page|pages|p|seite|s|página|pagina|pág|pag|sida|side|strona|стр|страница|صفحه|صفحة|ص");

/// What stands above an advertisement that extraction left out, and alone is left of it. Read by `boilerplate`, and by
/// `lone_line`.
pub(super) static ADVERTISEMENT: List = List::of(
    "\
    advertisement|advertisements|sponsored content|story continues below advertisement|\
    article continues below advertisement|article continues after advertisement|anzeige|werbung|publicité|\
    publicidad|publicidade|pubblicità|advertentie|annons|annonse|реклама|إعلان|آگهی|تبلیغات|广告|廣告|広告|광고",
);

/// Words of a note that says where a text first appeared. Read by `source_notes`.
pub(super) static PUBLISHED: List = List::of(
    "\
    published|appeared|reprinted|erschien|erschienen|veröffentlicht|publié|publiée|paru|parue|publicado|\
    publicó|publicada|pubblicato|apparso|опубликована|опубликован|опубликовано|منتشر|نشر|نُشر|发表|發表|掲載|\
    실렸습니다|게재",
);

/// Words that no title and no sentence ends with: what they lead to is missing. Read by `headings`.
pub(super) static LEADING_ON: List = List::of(
    "\
    and|or|the|und|oder|dem|des|im|zum|zur|vom|für|et|ou|à|de|la|le|les|un|une|au|aux|och|og|los|las|il|gli|di|della|dei|delle|dos|em|uma|\
    в|на|с|к|из|от|для|по|и|في|من|على|إلى|عن|أن|التي|الذي|در|از|به|که|و",
);

/// Words that join two halves of a pair and leave a hyphen before them as it is: "short- and long-term". Read by `hyphens`, and by
/// `names`, which these stand between.
pub(super) static PAIRING: List = List::of("and|or|to|und|oder|bis|bzw|et|ou|y|o|e|en|of|och|og|eller");

/// Verbs that a short sentence has and a title has not. Read by `run_ins`.
pub(super) static VERBS: List = List::of(
    "\
    is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|\
    said|says|shows|showed|we|he|she|they|it|you|ist|sind|war|waren|wird|wurde|wurden|hat|haben|kann|können|\
    est|sont|était|étaient|ont|peut|peuvent|es|son|fue|fueron|ha|han|puede|pueden|è|sono|era|hanno|può|\
    possono|é|são|foi|foram|tem|pode|podem|zijn|werd|heeft|kan|är|var|har|er",
);

/// First halves of words that are written as one, though both halves are words: "some|what". Read by `hyphens`.
pub(super) static FUSING: List = List::of(
    "\
    some|any|every|no|with|them|your|our|her|him|it|my|under|over|out|up|in|there|here|where|what|how|when|\
    never|none|more|also|an|auf|aus|bei|da|dar|ein|hin|her|mit|nach|unter|vor|wieder|zu|quel|lors|puis|\
    aujourd|sobre|entre",
);

/// Second halves of words that are written with a hyphen: "middle-aged", "twenty-nine". Read by `hyphens`.
pub(super) static HYPHENED: List = List::of(
    "\
    aged|based|blown|born|bound|bred|brimmed|coloured|colored|cornered|covered|driven|earned|edged|eyed|\
    faced|fashioned|free|friendly|haired|handed|headed|hearted|heeled|humoured|humored|known|legged|level|\
    like|lived|long|looking|made|minded|natured|off|old|pointed|quality|related|scale|shaped|sized|speaking|\
    stricken|struck|term|tempered|time|white|wide|winged|worn|year|one|two|three|four|five|six|seven|eight|\
    nine|même|mêmes|là|ci",
);

/// Words that open a library's note on who made its copy of a text. Read by `boilerplate`, right behind the frame's start.
pub(super) static TRANSCRIBED: List =
    List::of("produced by|e-text prepared by|etext prepared by|transcribed by|prepared by|scanned by");

/// Words that open an abstract, or are its title. Read by `paper_heads`; by `headings`, for none stand above it.
pub(super) static ABSTRACT: List =
    List::of("abstract|summary|zusammenfassung|résumé|resumen|resumo|riassunto|аннотация|摘要");

/// Titles of a paper's sections. Read by `run_ins`: a text that has some is a paper. Read by `headings`: they tell whether its sections
/// are numbered.
pub(super) static SECTIONS: List = List::of(
    "\
    abstract|introduction|background|methods|materials and methods|experimental|results|\
    results and discussion|discussion|conclusion|conclusions|references|acknowledgements|acknowledgments|\
    zusammenfassung|einleitung|methoden|ergebnisse|diskussion|literatur|résumé|méthodes|résultats|\
    références|resumen|introducción|métodos|resultados|discusión|conclusiones|referencias|introdução|\
    discussão|conclusões|referências|introduzione|metodi|risultati|discussione|conclusioni|введение|методы|\
    результаты|обсуждение|заключение",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_its_words_in_any_case_and_no_others() {
        for list in PARTS.iter().chain([&CREDIT, &PUBLISHED, &CONTENTS, &JUMP]) {
            for word in list.iter() {
                assert!(list.holds(word) && list.holds(&word.to_uppercase()), "{word}");
            }
            assert!(!list.holds("") && !list.holds(&"harbour".repeat(20)));
        }
    }
}
