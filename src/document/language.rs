//! Languages: what a text is written in, told by its script, and among the languages of one script by small words or letters of their own.

use super::{Block, BlockKind, Document};
use crate::source::unicode;
use crate::source::{Tally, UNHASHED, characters, hashed_lower, parts};
use alloc::string::String;

/// What is written most often in each language of the Latin script: words that stand in almost every sentence. One of two languages speaks for both.
const SMALL_WORDS: [(&str, &str); 20] = [
    (
        "en",
        "the of and to in is was that for with it as his he her not on be at by are from this have which you but had",
    ),
    (
        "de",
        "der die und den das ist nicht von zu mit sich des auf ein dem eine im für als auch es er war wie sie wird einer",
    ),
    (
        "fr",
        "le la les des et est une dans que pour qui du pas sur au il elle ce en par un plus avec sont été cette aux",
    ),
    ("es", "el la los las del que y en una por con se su para es un al lo como más pero fue ha sus este entre"),
    ("pt", "o os as do da que e em um uma não com para ao dos das no na mais por como foi se seu sua pelo são"),
    ("it", "il di che la e un per non con del della sono una è gli le si da nel dei al alla più anche come era"),
    ("nl", "de het een van en dat niet is zijn op te met voor aan er als ook door maar bij naar wordt werd uit om"),
    ("sv", "och att det som en på är av för den med inte till ett om har de var jag från men vid så sig"),
    ("da", "og det at en er på til af den for ikke med de har som et var jeg fra men ved han blev også efter"),
    ("nb", "og det som på er til av ikke jeg med en for den har et var fra men ved han ble også etter å"),
    ("fi", "ja on ei että oli hän se mutta kun niin ovat joka myös kuin sen mukaan vuonna tai ole hänen"),
    ("pl", "i w na nie się z do to że jest jak o co po za od dla ale przez był oraz które przy"),
    ("cs", "a se na je v že to s z ve by jako o do za po pro byl ale jeho které jsou od při"),
    ("hu", "a az és hogy nem is egy meg volt de csak ez mint el már még azt vagy ha aki"),
    ("tr", "ve bir bu da de için ile o çok daha gibi olarak olan ne kadar sonra ama en var ise"),
    ("ro", "și de în la cu nu pe că este din o un mai se care a pentru fost sunt au prin"),
    ("ca", "el la els les de i que en una per amb no és del un al va són com més dels seva"),
    ("vi", "và của là có không được một người trong cho các với những đã này khi về từ như đến"),
    ("id", "yang dan di itu dengan untuk tidak dari ini pada dalam akan ke adalah juga oleh karena"),
    ("la", "et in est non ad cum ut quod sed qui ab ex per si quae esse ac nec eius enim"),
];

/// Letters of which a language of a script has many, and the one that the script is first taken for has none.
const OWN_LETTERS: [(&str, &str, &str); 6] = [
    ("ar", "fa", "پچژگکی"),
    ("ar", "ur", "ٹڈڑےںہ"),
    ("ru", "uk", "іїєґ"),
    ("ru", "sr", "јљњћђџ"),
    ("ru", "be", "ў"),
    ("zh", "ja", "のはをにがとでたしいるなれ"),
];

/// One letter in so many has to be of a language's own for the text to be in it: quoted names have fewer.
const LETTERS_PER_OWN: u32 = 50;

/// The letters of a script, from first to last, and the language that it is first taken for; [`LATIN`]'s are told by words.
const SCRIPTS: [(u32, u32, &str); 24] = [
    (0x41, 0x5A, LATIN),
    (0x61, 0x7A, LATIN),
    (0xC0, 0x24F, LATIN),
    (0x370, 0x3FF, "el"),
    (0x400, 0x52F, "ru"),
    (0x531, 0x58F, "hy"),
    (0x5D0, 0x5EA, "he"),
    (0x620, 0x64A, "ar"),
    (0x66E, 0x6D3, "ar"),
    (0x900, 0x97F, "hi"),
    (0x980, 0x9FF, "bn"),
    (0xB80, 0xBFF, "ta"),
    (0xC00, 0xC7F, "te"),
    (0xE01, 0xE4E, "th"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1E00, 0x1EFF, LATIN),
    (0x1F00, 0x1FFF, "el"),
    (0x3041, 0x30FF, "zh"),
    (0x3400, 0x4DBF, "zh"),
    (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7A3, "ko"),
    (0xFB50, 0xFEFC, "ar"),
    (0x20000, 0x3FFFF, "zh"),
];

/// In place of a language: that of the Latin script, before its words are looked at.
const LATIN: &str = "";

/// How much of a document is looked at, in bytes: some ten thousand words tell more than is asked.
const SAMPLE: usize = 65_536;

/// How much of one block is looked at, in bytes.
const BLOCK_SAMPLE: usize = 1_024;

/// Small words that a text has to hold before they say what it is in.
const LEAST_HITS: u16 = 3;

/// Of so many words one has to be a small one of the language: running text has one in three.
const WORDS_PER_HIT: u16 = 8;

/// Words that a block has to have before they say that it is in another language than its document.
const OWN_FROM: u16 = 12;

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As Latin does.
    LeftToRight,
    /// As Arabic and Hebrew do.
    RightToLeft,
}

/// What a document is written in.
#[derive(Debug)]
pub struct Languages {
    /// What most of it is in, as a BCP 47 tag; none where that cannot be told.
    pub main: Option<&'static str>,
    /// By the hash of each small word, a bit for every language that has it.
    small_words: Tally,
}

impl Default for Languages {
    /// Knows what is written most often in each, and of no document.
    fn default() -> Self {
        let mut small_words = Tally::default();
        for (place, (_, words)) in SMALL_WORDS.iter().enumerate() {
            for word in parts(words, |char| char == ' ') {
                *small_words.entry(hashed_lower(UNHASHED, word)) |= 1 << place;
            }
        }
        Self { main: None, small_words }
    }
}

impl Languages {
    /// Looks at blocks from all over `document`.
    pub fn of(document: &Document) -> Self {
        let mut languages = Self::default();
        let mut seen = Seen::default();
        let mut reading = String::new();
        // Not the beginning alone: a preface in another language is not the whole.
        let step = document.source().text().len() / SAMPLE + 1;
        for block in document.blocks().iter().filter(|block| block.kind != BlockKind::Code).step_by(step) {
            reading.clear();
            block.read_into(document.source(), &mut reading);
            languages.look_at(clipped(&reading), &mut seen);
        }
        languages.main = seen.language();
        languages
    }

    /// What `text` alone is written in, as its middle tells: a preface in another language is not the whole.
    pub fn of_text(&self, text: &str) -> Option<&'static str> {
        let middle = text.floor_char_boundary(text.len().saturating_sub(BLOCK_SAMPLE) / 2);
        self.seen_in(&text[middle..]).language()
    }

    /// What `block`, whose text is `reading`, is written in: another language than its document's where it says enough to tell. Code is in none.
    pub fn of_block(&self, block: &Block, reading: &str) -> Option<&'static str> {
        if block.kind == BlockKind::Code {
            return None;
        }
        let seen = self.seen_in(reading);
        let own = seen.language();
        let Some(main) = self.main.filter(|&main| seen.script().is_none_or(|script| script == script_of(main))) else {
            return own;
        };
        // The words of one language stand in others too: a block is not in another for a word more or less.
        let sure = |own: &&'static str| {
            script_of(own) != LATIN || seen.words >= OWN_FROM && seen.hits(own) > 2 * seen.hits(main)
        };
        Some(own.filter(sure).unwrap_or(main))
    }

    /// What is seen at the beginning of `text`.
    fn seen_in(&self, text: &str) -> Seen {
        let mut seen = Seen::default();
        self.look_at(clipped(text), &mut seen);
        seen
    }

    fn look_at(&self, text: &str, seen: &mut Seen) {
        seen.count_letters(text);
        for word in parts(text, |char| !unicode::is_alphabetic(char)).filter(|word| !word.is_empty()) {
            let languages = self.small_words.count(hashed_lower(UNHASHED, word));
            seen.words = seen.words.saturating_add(1);
            for (place, hits) in seen.hits.iter_mut().enumerate() {
                *hits = hits.saturating_add((languages >> place & 1) as u16);
            }
        }
    }
}

/// Which way `text` runs: as most of its letters do; none where it has none.
pub fn direction(text: &str) -> Option<Direction> {
    let mut seen = Seen::default();
    seen.count_letters(clipped(text));
    let leftwards = seen.letters_of("ar") + seen.letters_of("he");
    let all: u32 = seen.letters.iter().sum();
    (all > 0).then_some(if leftwards * 2 > all { Direction::RightToLeft } else { Direction::LeftToRight })
}

/// The beginning of `text`, as much as is looked at.
fn clipped(text: &str) -> &str {
    &text[..text.floor_char_boundary(BLOCK_SAMPLE)]
}

/// The language that the script of `language` is first taken for.
fn script_of(language: &'static str) -> &'static str {
    match OWN_LETTERS.iter().find(|(_, own, _)| *own == language) {
        Some((first, ..)) => first,
        None if SMALL_WORDS.iter().any(|(latin, _)| *latin == language) => LATIN,
        None => language,
    }
}

/// What was seen of a text.
#[derive(Default)]
struct Seen {
    /// Letters, by their place in [`SCRIPTS`].
    letters: [u32; SCRIPTS.len()],
    /// Letters of a language's own, by its place in [`OWN_LETTERS`].
    own: [u32; OWN_LETTERS.len()],
    words: u16,
    /// Small words, by their language's place in [`SMALL_WORDS`].
    hits: [u16; SMALL_WORDS.len()],
}

impl Seen {
    fn count_letters(&mut self, text: &str) {
        for char in characters(text) {
            if char.is_ascii() {
                // The first two scripts are the capitals and the small letters of ASCII: most of most texts, and no language's own.
                self.letters[usize::from(char > 'Z')] += u32::from(char.is_ascii_alphabetic());
                continue;
            }
            let code = char as u32;
            let Some(script) = SCRIPTS.iter().position(|&(first, last, _)| (first..=last).contains(&code)) else {
                continue;
            };
            self.letters[script] += 1;
            let first = SCRIPTS[script].2;
            for (count, (of, _, letters)) in self.own.iter_mut().zip(OWN_LETTERS) {
                *count += u32::from(of == first && characters(letters).any(|letter| letter == char));
            }
        }
    }

    fn letters_of(&self, first: &str) -> u32 {
        SCRIPTS.iter().zip(self.letters).filter(|((.., of), _)| *of == first).map(|(_, count)| count).sum()
    }

    /// The script of most letters, by the language that it is first taken for. A Han sign says as much as a short word of letters.
    fn script(&self) -> Option<&'static str> {
        let mut most = (0, None);
        for (&(.., first), _) in SCRIPTS.iter().zip(self.letters).filter(|(_, count)| *count > 0) {
            let letters = self.letters_of(first) * if first == "zh" { 3 } else { 1 };
            if letters > most.0 {
                most = (letters, Some(first));
            }
        }
        most.1
    }

    fn hits(&self, language: &str) -> u16 {
        SMALL_WORDS.iter().zip(self.hits).find(|((of, _), _)| *of == language).map_or(0, |(_, hits)| hits)
    }

    fn language(&self) -> Option<&'static str> {
        let first = self.script()?;
        if first == LATIN {
            let most = *self.hits.iter().max()?;
            let place = self.hits.iter().position(|&hits| hits == most)?;
            let clear = self.hits.iter().filter(|&&hits| hits == most).count() == 1;
            return (clear && most >= LEAST_HITS && most >= self.words / WORDS_PER_HIT).then_some(SMALL_WORDS[place].0);
        }
        let most =
            self.own.iter().zip(OWN_LETTERS).filter(|(_, (of, ..))| *of == first).max_by_key(|(count, _)| **count);
        let own = most.filter(|(count, _)| **count * LETTERS_PER_OWN > self.letters_of(first));
        Some(own.map_or(first, |(_, (_, language, _))| language))
    }
}
