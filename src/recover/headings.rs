//! Headings and their levels: short lines that stand alone, numbered or not, and agree with each other.

use super::look::{self, End, Start};
use super::vocabulary;
use crate::document::{BlockKind, Draft, DraftBlock, Join};
use crate::source::{Source, columns};

/// Words and columns of the longest heading.
const LONGEST_WORDS: usize = 16;
const LONGEST: u32 = 120;

/// Columns of the longest heading in a script without case, where half a sentence looks like one.
const LONGEST_CASELESS: u32 = 64;

/// Lines of the longest heading, in a narrow column.
const MOST_LINES: usize = 4;

/// Short lines in a row from which on they are a list, a poem or an address, and not headings, unless they are numbered.
const RUN_OF_SHORT_LINES: usize = 4;

/// Words up to which a short line is a heading even where a later block begins with a small letter, and blocks that "later" spans.
const LONGEST_SURE: usize = 7;
const LOOK_AHEAD: usize = 3;

/// A text of dialogue has a speech in so many blocks, or more.
const SPEECHES: usize = 12;

/// The level of the sections of an article; 1 is the headline.
const TOP: u8 = 2;

/// The deepest level.
const DEEPEST: u8 = 6;

/// What a heading looks like. Headings that look alike have the same level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `1.2 Syntax`: as deep as its number has parts.
    Numbered(u8),
    /// `Part One`, `Chapter 3`: the place of its word among [`vocabulary::PART`].
    Part(usize),
    /// `IV`
    Roman,
    /// `APPENDIX`
    Capitals,
    /// Anything else.
    Plain,
}

/// Marks headings and gives them their levels.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    join_numbers_to_titles(source, draft);
    let mut styles = candidates(source, draft);
    drop_runs(&mut styles);
    drop_rare_questions(source, draft, &mut styles);
    let mut open: Vec<Style> = Vec::new();
    for (block, style) in draft.blocks.iter_mut().zip(&styles) {
        let Some(style) = *style else { continue };
        block.kind = BlockKind::Heading;
        block.level = level(&mut open, style);
    }
}

/// The level of a heading of that style, below those that are open: a style that is open closes what lies below it.
fn level(open: &mut Vec<Style>, style: Style) -> u8 {
    let depth = match style {
        Style::Numbered(depth) => {
            let base = open
                .iter()
                .position(|open| matches!(open, Style::Numbered(_)))
                .unwrap_or_else(|| open.iter().take_while(|open| matches!(open, Style::Part(_))).count());
            open.truncate(base);
            open.extend((1..=depth).map(Style::Numbered));
            open.len() - 1
        }
        _ => {
            let same = open.iter().position(|&open| open == style || ranks_above(style, open));
            open.truncate(same.unwrap_or(open.len()));
            open.push(style);
            open.len() - 1
        }
    };
    (TOP + depth.min(usize::from(DEEPEST - TOP)) as u8).min(DEEPEST)
}

/// Whether `style` lies above `other` wherever both stand: a part of a book above its chapters, capitals above small letters.
fn ranks_above(style: Style, other: Style) -> bool {
    match (style, other) {
        (Style::Part(one), Style::Part(other)) => one < other,
        (Style::Part(_) | Style::Capitals, Style::Plain) | (Style::Part(_), Style::Roman) => true,
        _ => false,
    }
}

/// The style of each block that may be a heading.
fn candidates(source: &Source, draft: &Draft) -> Vec<Option<Style>> {
    let blocks = &draft.blocks;
    (0..blocks.len())
        .map(|at| {
            let style = style_of(source, &blocks[at])?;
            let next = blocks.get(at + 1)?;
            // A line that the text goes on with, if behind a figure, is the half of a sentence.
            let text = blocks[at + 1..]
                .iter()
                .find(|block| !matches!(block.kind, BlockKind::Caption | BlockKind::Credit | BlockKind::Footnote));
            let goes_on = text.is_some_and(|block| {
                block.kind == BlockKind::Paragraph && look::start(look::first(source, block)) == Start::Lower
            });
            let goes_on =
                (goes_on || is_half(source, blocks, at)) && !matches!(style, Style::Part(_) | Style::Numbered(_));
            let heads = !matches!(next.kind, BlockKind::Separator | BlockKind::SourceNote | BlockKind::Credit);
            (!goes_on && heads).then_some(style)
        })
        .collect()
}

/// Whether the block `at` is long for a heading or fills its column, and a block a little further on begins with a small letter
/// behind whole ones: then it is the first half of a sentence.
fn is_half(source: &Source, blocks: &[DraftBlock], at: usize) -> bool {
    if !blocks[at].full && look::words(&look::text(source, &blocks[at])) <= LONGEST_SURE {
        return false;
    }
    for block in blocks[at + 1..].iter().filter(|block| block.kind == BlockKind::Paragraph).take(LOOK_AHEAD) {
        if look::start(look::first(source, block)) == Start::Lower {
            return true;
        }
        if look::end(look::last(source, block)) != End::Sentence {
            return false;
        }
    }
    false
}

/// What the block looks like as a heading; none where it can't be one.
fn style_of(source: &Source, block: &DraftBlock) -> Option<Style> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
        || block.lines.len() > MOST_LINES
        || look::size(block) > LONGEST
    {
        return None;
    }
    let text = look::text(source, block);
    let marked = marked_style(&text);
    if block.kind == BlockKind::ListItem && !matches!(marked, Some(Style::Numbered(_))) {
        return None;
    }
    if let Some(style) = marked {
        let rest = after_number(&text, style);
        let fits = !look::holds_sentence_end(rest)
            && !matches!(look::end(&text), End::Pause | End::Dash | End::Hyphen | End::Colon)
            && look::words(&text) <= LONGEST_WORDS;
        let sentence = matches!(style, Style::Numbered(_))
            && (look::end(rest) == End::Sentence
                || look::start(rest) == Start::Lower
                || block.kind == BlockKind::ListItem && look::words(rest) > 8);
        return (fits && !sentence).then_some(style);
    }
    let starts = look::start(&text);
    let ends = look::end(&text);
    let asks = text.ends_with(['?', '？', '؟', '!', '！']);
    let quoted = look::is_quoted(&text);
    // Without capitals to tell by, only what is short and has no pause is taken for a heading.
    let plain = starts != Start::Caseless
        || (columns(&text) <= LONGEST_CASELESS && (look::words(&text) <= 6 || !text.contains(['،', '、', '，'])));
    let fits = matches!(starts, Start::Upper | Start::Caseless | Start::Digit | Start::Other)
        && (matches!(ends, End::Word) || asks)
        && (1..=LONGEST_WORDS).contains(&look::words(&text))
        && text.chars().any(char::is_alphabetic)
        && !look::holds_sentence_end(&text)
        && !quoted
        && plain;
    if !fits {
        return None;
    }
    Some(if look::is_all_capitals(&text) && text.chars().filter(|char| char.is_alphabetic()).count() > 3 {
        Style::Capitals
    } else {
        Style::Plain
    })
}

/// The style of a text that a number or a part's name marks.
fn marked_style(text: &str) -> Option<Style> {
    let first = text.split_whitespace().next()?;
    if let Some(depth) = numbering(first) {
        // "2014 was a year" has a number in front and is no section; "2" alone is.
        let plausible = first.contains('.') || first.len() <= 2;
        return (plausible && (depth > 0)).then_some(Style::Numbered(depth));
    }
    let words: Vec<String> = text
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(4)
        .map(str::to_lowercase)
        .collect();
    let part = |word: &String| vocabulary::PART.iter().position(|part| part == word);
    if let Some(place) = words.first().and_then(part) {
        let numbered = words.get(1).is_none_or(|word| is_number(word) || word.len() <= 2 || word == "the");
        if numbered && look::start(text) == Start::Upper {
            return Some(Style::Part(rank(place)));
        }
    }
    is_roman(first.trim_end_matches(['.', ')', ':']))
        .then_some(())
        .filter(|()| words.len() == 1 || first.ends_with('.'))
        .map(|()| Style::Roman)
}

/// Words for the same kind of part rank alike, whatever the language: the lists' order is from the largest part to the smallest.
fn rank(place: usize) -> usize {
    let word = vocabulary::PART[place];
    match word {
        "volume" | "band" | "tome" | "том" => 0,
        "book" | "buch" | "livre" | "libro" | "livro" | "книга" => 1,
        "part" | "teil" | "partie" | "parte" | "часть" | "deel" | "del" => 2,
        "act" | "akt" | "aufzug" | "acte" | "acto" | "atto" | "ato" | "действие" => 3,
        "section" | "abschnitt" | "scene" | "szene" | "auftritt" | "scène" | "escena" | "scena" | "cena"
        | "явление" => 5,
        _ => 4,
    }
}

/// How many parts a section's number has: 2 in `1.2.` and in `A.1`; none where `word` is no such number.
fn numbering(word: &str) -> Option<u8> {
    let inner = word.strip_suffix(['.', ')', ':']).unwrap_or(word);
    let parts: Vec<&str> = inner.split('.').collect();
    let is_part = |(at, part): (usize, &&str)| {
        let letter =
            at == 0 && parts.len() > 1 && part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
        letter || (!part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    parts.iter().enumerate().all(is_part).then_some(parts.len().min(usize::from(DEEPEST)) as u8)
}

/// What follows the number that `text` begins with, and the name of the part before it.
fn after_number(text: &str, style: Style) -> &str {
    let words = if matches!(style, Style::Part(_)) { 2 } else { 1 };
    text.splitn(words + 1, char::is_whitespace).nth(words).unwrap_or_default().trim_start()
}

/// Whether a lower-case word is a number, in digits or as a roman numeral.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
        || is_roman(&word.to_uppercase())
        || matches!(
            word,
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "first"
                | "second"
                | "third"
        )
}

/// Whether `word` is a roman numeral in capitals.
fn is_roman(word: &str) -> bool {
    (1..=7).contains(&word.len()) && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Joins `CHAPTER I.` to the title that follows on a line of its own.
fn join_numbers_to_titles(source: &Source, draft: &mut Draft) {
    let mut at = 0;
    while at + 1 < draft.blocks.len() {
        let (block, next) = (&draft.blocks[at], &draft.blocks[at + 1]);
        let bare = block.lines.len() == 1 && is_bare_number(look::first(source, block));
        let titled = bare
            && next.gap <= 1
            && style_of(source, next).is_some_and(|style| matches!(style, Style::Plain | Style::Capitals));
        // A title is followed by text, and is not the text: it has no sentence's end.
        if titled
            && draft.blocks.get(at + 2).is_some_and(|after| look::start(look::first(source, after)) != Start::Lower)
        {
            let mut title = draft.blocks.remove(at + 1);
            title.lines[0].join = Join::Space;
            draft.blocks[at].lines.append(&mut title.lines);
            draft.blocks[at].links.append(&mut title.links);
        }
        at += 1;
    }
}

/// Whether a line is a part's name and number and nothing else.
fn is_bare_number(text: &str) -> bool {
    match marked_style(text) {
        Some(Style::Part(_)) => look::words(text) <= 3,
        Some(Style::Roman) => look::words(text) == 1,
        _ => false,
    }
}

/// Unnumbered short lines in a row are something else.
fn drop_runs(styles: &mut [Option<Style>]) {
    let mut at = 0;
    while at < styles.len() {
        let run = styles[at..].iter().take_while(|style| matches!(style, Some(Style::Plain | Style::Capitals))).count();
        if run >= RUN_OF_SHORT_LINES {
            // The last one may still head the text that follows.
            styles[at..at + run - 1].fill(None);
        }
        at += run.max(1);
    }
}

/// A question or an exclamation is a heading where other headings are; in a text of dialogue it is a paragraph.
fn drop_rare_questions(source: &Source, draft: &Draft, styles: &mut [Option<Style>]) {
    let asks = |at: usize| look::end(look::last(source, &draft.blocks[at])) == End::Sentence;
    let plain: Vec<usize> = (0..styles.len()).filter(|&at| styles[at] == Some(Style::Plain)).collect();
    let asking = plain.iter().filter(|&&at| asks(at)).count();
    let speeches = draft
        .blocks
        .iter()
        .filter(|block| look::first(source, block).starts_with(['"', '“', '„', '«', '—', '‘', '「']))
        .count();
    if asking * 2 > plain.len() + 1 && speeches * SPEECHES > draft.blocks.len() {
        for at in plain.into_iter().filter(|&at| asks(at)) {
            styles[at] = None;
        }
    }
}
