//! What is written out as HTML reads back as the same article: so a page may serve it, and a reader take it over.

use pilcrow::document::Role;
use pilcrow::export::{Export, export};
use pilcrow::{Document, Format, read};

/// The blocks, each with its kind and level. How bullets and breaks are drawn is not kept.
fn blocks(document: &Document) -> Vec<String> {
    let blocks = document.blocks().iter().map(|block| {
        let reading = block.reading(document.source());
        let words = reading.trim_start_matches(['•', '*', '-', '·', '–', ' ']);
        format!("{} {}: {words}", block.kind.name(), block.level)
    });
    blocks.collect()
}

#[test]
fn an_article_written_as_html_reads_back_as_it_was() {
    for (name, text) in [
        ("swifts", include_str!("../www/samples/swifts.txt")),
        ("steamer", include_str!("../www/samples/steamer.txt")),
        ("fallow-point", include_str!("../www/samples/fallow-point.txt")),
    ] {
        let document = read(text, Format::Plain);
        let again = read(export(&document, Export::Html), Format::Html);
        again.assert_invariants();
        let (before, after) = (blocks(&document), blocks(&again));
        for (one, other) in before.iter().zip(&after) {
            assert_eq!(one, other, "{name}");
        }
        assert_eq!(before.len(), after.len(), "{name}");
        assert!(before.len() > 10, "{name} is an article");
    }
}

/// Each block's reading text, with its phrases between brackets: `[em words]`, `[a words](target)`.
fn phrased(document: &Document) -> Vec<String> {
    let blocks = document.blocks().iter().map(|block| {
        let reading = block.reading(document.source());
        let mut signs: Vec<(usize, usize, String)> = Vec::new();
        for (order, (range, role)) in block.placed_phrases().into_iter().enumerate() {
            let (name, closing) = match role {
                Role::Link(target) => ("a", format!("]({})", document.source().slice(target))),
                Role::Styled(style) => (style.name(), "]".to_owned()),
            };
            signs.push((range.start, order + reading.len(), format!("[{name} ")));
            // What began last ends first, and before anything begins.
            signs.push((range.end, reading.len() - order, closing));
        }
        signs.sort();
        let mut written = String::new();
        let mut at = 0;
        for (place, _, sign) in signs {
            written += &reading[at..place];
            written += &sign;
            at = place;
        }
        written + &reading[at..]
    });
    blocks.collect()
}

const MARKDOWN: &str = "\
# The *harbour* lamps

Two **lamps *were* lit** each night, `lamp --east`, and the ~~third~~ was [sold **twice**](https://example.org/a_(b)). H~~2~~O and un*believ*able, \
*'quoted'*, ``a ` b``, **[all](https://example.org/?a=1&b=2) of it**.

- *Mind* the <kbd>wind</kbd>, E = mc<sup>2</sup>
- [*Ring*](mailto:bell@example.org)

> **Quoted** and *set [as](https://example.org/) it stood*

9. Light the lamp\\
   before dusk.
10. Ring | the bell,
    - once for fog,
      1. slowly,
    - twice for ice.

## Rung<br>twice

| lamp | oil |
|---|---|
| *east* | 2 |
|  | [none](https://example.org/none) |

Two lines\\
\\# of *verse*\\
are kept.
";

#[test]
fn what_is_set_off_in_a_line_is_so_when_it_was_written_out() {
    let document = read(MARKDOWN, Format::Markdown);
    document.assert_invariants();
    let phrases = phrased(&document);
    assert_eq!(phrases[0], "The [em harbour] lamps");
    assert!(
        phrases[1].starts_with(
            "Two [strong lamps [em were] lit] each night, [code lamp --east], and the [del third] was \
             [a sold [strong twice]](https://example.org/a_(b))."
        ),
        "{}",
        phrases[1]
    );
    assert!(phrases[1].ends_with("[em 'quoted'], [code a ` b], [strong [a all](https://example.org/?a=1&b=2) of it]."));
    assert_eq!(phrases[2], "- [em Mind] the [code wind], E = mc[sup 2]");
    let last = phrases.len() - 1;
    assert_eq!(phrases[last - 1], "lamp\toil\n[em east]\t2\n\t[a none](https://example.org/none)");
    assert_eq!(phrases[last], "Two lines\n# of [em verse]\nare kept.");
    for (export, format) in [(Export::Html, Format::Html), (Export::Markdown, Format::Markdown)] {
        let written = self::export(&document, export);
        let again = read(&*written, format);
        again.assert_invariants();
        let bare = |line: &String| line.trim_start_matches(['•', '-', ' ']).replace("&amp;", "&");
        let (before, after): (Vec<_>, Vec<_>) =
            (phrases.iter().map(bare).collect(), phrased(&again).iter().map(bare).collect());
        assert_eq!(before, after, "{written}");
        assert_eq!(blocks(&document), blocks(&again), "{written}");
    }
}
