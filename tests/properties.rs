//! Properties: what holds of every text, tried on random texts and on damaged articles.
//!
//! `cargo test` tries a few thousand; `PILCROW_CASES=10000000 cargo test --release --test properties` as many as it says.

use fastrand::Rng;
use pilcrow::recover::lone_line;
use pilcrow::{Document, Format, Reader, read};

/// Texts that each property is tried on where `PILCROW_CASES` does not say.
const CASES: u64 = 4_000;

/// Pieces that random texts are made of: each is a sign that some pass looks for, or that may trip one up.
const PIECES: &[&str] = &[
    "a",
    "the",
    "river",
    "Bridge",
    "WORD",
    "ADVERTISEMENT",
    "stor-",
    "my",
    "long-term",
    "e.g.",
    "Mr.",
    "said.",
    "why?",
    "no!",
    "and,",
    "so:",
    "but;",
    "“Yes,”",
    "\"quoted\"",
    "'single'",
    "—",
    "--",
    "…",
    "-",
    "\u{ad}",
    "sof\u{ad}t",
    "1",
    "12",
    "1912",
    "3.1",
    "1.2.3",
    "(a)",
    "a)",
    "IV",
    "IV.",
    "Chapter",
    "CHAPTER I.",
    "PART",
    "Continued on page 5",
    "from page 4",
    "Page",
    "第五頁",
    "By Ann Lee",
    "OPINION",
    "Figure 3.",
    "Photo:",
    "(left)",
    "© Agency",
    "[AGENCY](#)",
    "[a](http://b.c)",
    "](",
    "[",
    "](#)",
    "• item",
    "* item",
    "- item",
    "o item",
    "· x",
    "* * *",
    "* * * * *",
    "-----",
    "====",
    "....... 7",
    "Contents",
    "*** START OF THIS",
    "*** END OF THIS",
    "word.1",
    "1 Note",
    "[1]",
    "†",
    "http://example.org/x?y=z",
    "example.org",
    "{ x = y; }",
    "| a | b |",
    "a   b   c",
    "é",
    "e\u{301}",
    "ß",
    "ŒUVRE",
    "ﬁn",
    "漢字",
    "文章です。",
    "、",
    "한글",
    "ไทย",
    "سلام",
    "\u{202b}متن\u{202c}",
    "؟",
    "שלום",
    "Ελλάδα",
    "Москва",
    "😀",
    "👩\u{200d}👧",
    "\u{200b}",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "\u{fffd}",
    "\u{a0}",
    "\u{3000}",
    "\u{2003}",
    "\t",
];

/// Pieces of what is marked up, whole and broken.
const MARKUP: &[&str] = &[
    "# ",
    "## ",
    "###### ",
    "===\n",
    "---",
    "***",
    "> ",
    ">>",
    "- ",
    "* ",
    "12. ",
    "1) ",
    "- [x] ",
    "- [ ]",
    "```",
    "```\n",
    "~~~ rust\n",
    "    ",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "](",
    "](/a \"b\")",
    "](<",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "[a]: /b 'c'\n",
    "<http://a.b>",
    "|",
    "|---|:-:|\n",
    "| a | b |\n",
    "\\",
    "\\*",
    "\\\n",
    "&amp;",
    "&amp",
    "&ngE;",
    "&#0;",
    "&#x1F600;",
    "&#xD800",
    "&;",
    "{#a .b}",
    "---\ntitle: x\n",
    "+++\ntitle = 'x'\n+++\n",
    ": ",
    "<p>",
    "</p>",
    "<p class=byline>",
    "<div>",
    "</div>",
    "<h1>",
    "</h1>",
    "<h2 id=a>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<ol start=\"7\">",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</table>",
    "<pre>",
    "</pre>",
    "<code>",
    "<br>",
    "<br/>",
    "<hr>",
    "<img alt='a'>",
    "<a href=\"/b\">",
    "<a href=c>",
    "</a>",
    "<b>",
    "</i>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<!doctype html>",
    "<![CDATA[",
    "]]>",
    "<title>",
    "</title>",
    "<article>",
    "<nav>",
    "</nav>",
    "<aside>",
    "<figure>",
    "<figcaption>",
    "<blockquote>",
    "<template>",
    "<svg>",
    "<",
    ">",
    "</",
    "<x y='",
    "\"",
    "'",
    "=",
    "<html>",
    "<head><title>The harbour lamps | The Bell</title>",
    "<meta property=\"og:title\" content=\"The harbour &amp; its lamps\">",
    "<body class=\"post\">",
    "<article>",
    "</article>",
    "<h1>The harbour lamps</h1>",
    "<header>",
    "</header>",
    "<p class=byline>By ",
    "<div class=\"related\">",
    "<ul><li><a href=/1>",
    "<nav>",
    "<p>The lamps, which nobody had lit since the storm, were sold, and the oil with them, to the railway.",
    "<b>",
    "</b>",
    "<code>",
    "</code>",
];

/// What may stand between two pieces.
const BREAKS: &[&str] = &[
    " ", " ", " ", " ", "  ", "\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u{c}", "\n\u{c}", "\u{85}",
    "\u{2028}", "\u{2029}", "\u{b}", "\n  ", "\n     ", "\n\t", "\n\n\n\n", "",
];

/// A text of random pieces.
fn random_text(random: &mut Rng) -> String {
    let mut text = String::new();
    // Most texts are short: a small text that fails says more.
    let longest = if random.u8(..) < 8 { 200 } else { 24 };
    for _ in 0..random.usize(..longest) {
        text.push_str(PIECES[random.usize(..PIECES.len())]);
        text.push_str(BREAKS[random.usize(..BREAKS.len())]);
    }
    text
}

/// A text of random pieces that stand on one line, nearly always.
fn random_line(random: &mut Rng) -> String {
    let mut line = String::new();
    let longest = if random.bool() { 4 } else { 24 };
    for _ in 0..random.usize(1..longest) {
        line.push_str(PIECES[random.usize(..PIECES.len())]);
        line.push_str(if random.u8(..) < 4 { BREAKS[random.usize(..BREAKS.len())] } else { " " });
    }
    line
}

/// A text of random pieces, many of them markup.
fn marked_up_text(random: &mut Rng) -> String {
    let mut text = String::new();
    let longest = if random.u8(..) < 8 { 200 } else { 24 };
    for _ in 0..random.usize(..longest) {
        let pieces = if random.u8(..3) == 0 { PIECES } else { MARKUP };
        text.push_str(pieces[random.usize(..pieces.len())]);
        if random.bool() {
            text.push_str(BREAKS[random.usize(..BREAKS.len())]);
        }
    }
    text
}

/// A stretch of a sample, with its lines cut, swapped, repeated, indented or run together, and pieces thrown in.
fn damaged_text(random: &mut Rng) -> String {
    const SAMPLES: &[&str] = &[
        include_str!("../www/samples/swifts.txt"),
        include_str!("../www/samples/steamer.txt"),
        include_str!("../www/samples/fallow-point.txt"),
    ];
    let sample = SAMPLES[random.usize(..SAMPLES.len())];
    let mut lines: Vec<String> = sample.lines().map(str::to_owned).collect();
    let from = random.usize(..lines.len());
    lines.drain(..from);
    lines.truncate(random.usize(1..40));
    for _ in 0..random.usize(..6) {
        let at = random.usize(..lines.len());
        let other = random.usize(..lines.len());
        match random.u8(..7) {
            0 => lines.swap(at, other),
            1 => lines.insert(at, lines[other].clone()),
            2 => lines.insert(at, PIECES[random.usize(..PIECES.len())].to_owned()),
            3 => lines[at].insert_str(0, &" ".repeat(random.usize(..9))),
            4 => lines.insert(at, String::new()),
            5 => cut_in_a_word(&mut lines, at, random),
            _ => lines[at].push_str(BREAKS[random.usize(..BREAKS.len())]),
        }
    }
    lines.join(if random.bool() { "\n" } else { "\r\n" })
}

fn cut_in_a_word(lines: &mut Vec<String>, at: usize, random: &mut Rng) {
    let place = random.usize(..=lines[at].len());
    if lines[at].is_char_boundary(place) {
        let rest = lines[at].split_off(place);
        lines[at].push('-');
        lines.insert(at + 1, rest);
    }
}

/// Tries `holds` on texts until the cases are spent, on every processor. A text that fails is printed.
fn for_all(make: fn(&mut Rng) -> String, holds: fn(&str)) {
    let cases = std::env::var("PILCROW_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                for case in (thread..cases).step_by(threads as usize) {
                    let text = make(&mut Rng::with_seed(case));
                    let outcome = std::panic::catch_unwind(|| holds(&text));
                    assert!(outcome.is_ok(), "case {case} fails: {text:?}");
                }
            });
        }
    });
}

fn is_sound(text: &str) {
    read(text, Format::Auto).assert_invariants();
}

#[test]
fn random_texts_give_sound_documents() {
    for_all(random_text, is_sound);
}

#[test]
fn damaged_articles_give_sound_documents() {
    for_all(damaged_text, is_sound);
}

#[test]
fn marked_up_texts_give_sound_documents() {
    for_all(marked_up_text, |text| {
        is_sound(text);
        read(text, Format::Markdown).assert_invariants();
        read(text, Format::Html).assert_invariants();
    });
}

#[test]
fn reading_in_steps_gives_the_same_document_each_time() {
    fn blocks(document: &Document) -> Vec<String> {
        document.blocks().iter().map(|block| format!("{:?} {:?}", block.kind, block.runs)).collect()
    }
    for_all(damaged_text, |text| {
        let mut reader = Reader::new(text, Format::Plain);
        while reader.advance() {}
        assert_eq!(blocks(&reader.finish()), blocks(&read(text, Format::Auto)));
    });
}

#[test]
fn a_line_that_is_read_at_a_glance_is_read_so_at_length() {
    for_all(random_line, |text| {
        if let Some(line) = lone_line(text) {
            let document = read(text, Format::Auto);
            let readings: Vec<String> =
                document.blocks().iter().map(|block| block.reading(document.source())).collect();
            assert_eq!(readings, [line]);
            assert!(document.outline().entries().is_empty());
        }
    });
    for line in ["He came at noon.", "“No,” she said, “not so; there were 12 of us, and each had one of her own.”"]
    {
        assert_eq!(lone_line(line), Some(line));
    }
}

#[test]
fn the_source_of_a_passage_reads_as_the_passage() {
    for_all(random_text, |text| {
        let document = read(text, Format::Auto);
        for block in document.blocks() {
            let reading = block.reading(document.source());
            for (start, word) in words(&reading) {
                let spans = block.source_of(start as u32..(start + word.len()) as u32);
                let source: String = spans.iter().map(|span| document.source().slice(*span)).collect();
                // The source has what was left out too: the word's characters stand in it in order.
                let mut rest = source.chars();
                assert!(word.chars().all(|char| rest.any(|other| other == char)), "{word:?} comes from {source:?}");
            }
        }
    });
}

/// The words of `text`, with the byte each begins at.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
