//! Headings and their levels: short lines that stand alone, numbered or not, and agree with each other.

use super::figure_text;
use super::layout::is_far_in;
use super::look::{self, End, Start};
use super::run_ins;
use super::source_notes;
use super::vocabulary;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, DraftLine, Join};
use crate::source::{Bare, Source, Tally, UNHASHED, columns, decimal, hashed_lower};
use alloc::vec::Vec;

/// Words and columns of the longest heading.
const LONGEST_WORDS: usize = 16;
const LONGEST: u32 = 120;

/// Words of the longest title that is set in capitals, with what stands below it.
const LONGEST_IN_CAPITALS: usize = 24;

/// Columns of the longest heading in a script without case, where half a sentence looks like one.
const LONGEST_CASELESS: u32 = 64;

/// Lines of the longest heading, in a narrow column.
pub(super) const MOST_LINES: usize = 4;

/// Short lines in a row from which on they are a list, a poem or an address, and not headings, unless they are numbered.
const RUN_OF_SHORT_LINES: usize = 4;

/// Questions in a row from which on they are none: a heading that asks is answered.
const RUN_OF_QUESTIONS: usize = 2;

/// Of so many headings, so many have a blank line before them where all have one.
const SPACED_OF_FOUR: (usize, usize) = (3, 4);

/// Headings that it takes to see that they stand further out than the text, or have more space before them.
const FEWEST_HANGING: usize = 3;
const FEWEST_SPACED: usize = 2;

/// Columns of the shortest paragraph that surely is text.
const SHORTEST_TEXT: u32 = 240;

/// Times that a speaker's name stands above a speech, at least.
const SPEECHES: u32 = 5;

/// Bytes of the longest number with a part's name, and nothing else.
const LONGEST_BARE_NUMBER: usize = 48;

/// Blank lines from which on a gap is as wide as any.
const WIDEST_GAP: usize = 9;

/// Sections with the names of all papers' from which on a text is a paper whose sections are not numbered.
const FEWEST_NAMED: usize = 4;

/// Blocks that may stand above an abstract.
const LONGEST_HEAD: usize = 40;

/// Signs that programs have and no title.
const CODE_SIGNS: &str = "\\<>=";

/// Words of a title that may begin with a small letter, behind a number that stands apart: a name from a program, and what is said of it.
const SHORT_TITLE: usize = 6;

/// Words up to which a short line is a heading even where a later block begins with a small letter, and blocks that "later" spans.
const LONGEST_SURE: usize = 7;
const LOOK_AHEAD: usize = 3;

/// The level of the sections of an article; 1 is the headline.
const TOP: u8 = 2;

/// The deepest level.
const DEEPEST: u8 = 6;

/// What a heading looks like. Headings that look alike have the same level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `1.2 Syntax`: as deep as its number has parts.
    Numbered(u8),
    /// `Part One`, `Chapter 3`: the place of its word in [`vocabulary::PARTS`].
    Part(usize),
    /// `IV. The Sea`
    TitledRoman,
    /// `IV`
    Roman,
    /// `APPENDIX`
    Capitals,
    /// With a row of strokes below it: which of those that the text has.
    Underlined(u8),
    /// Anything else.
    Plain,
    /// `Materials.`, set apart from the paragraph that it opens: below all others.
    RunIn,
}

/// Marks headings and gives them their levels.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let setting = Setting::of(source, draft);
    let spoken = speakers(source, draft);
    join_numbers_to_titles(source, draft, setting, &spoken);
    join_lines_of_titles(source, draft, setting);
    let mut styles = candidates(source, draft, setting);
    // Above an abstract stand the title, the authors and where they work. A summary below the text is none.
    let is_prose = |block: &&DraftBlock| {
        block.kind == BlockKind::Paragraph && block.ends() == End::Sentence && look::size(block) > SHORTEST_TEXT
    };
    let is_abstract = |block: &DraftBlock| vocabulary::ABSTRACT.titles(source, block);
    let mut head = draft.blocks.iter().take(LONGEST_HEAD).take_while(|block| !is_prose(block));
    let abstracted = head.position(is_abstract).unwrap_or(0);
    styles[..abstracted].iter_mut().filter(|style| **style != Some(Style::RunIn)).for_each(|style| *style = None);
    drop_unspaced(draft, &mut styles);
    drop_runs(source, draft, &mut styles);
    drop_loose_numbers(source, draft, &mut styles);
    drop_within_sections(source, draft, &mut styles, setting);
    drop_speakers(source, draft, &mut styles, &spoken);
    drop_among_numbered(source, draft, &mut styles, setting);
    raise_unnumbered(source, draft, &mut styles, setting);
    raise_front_matter(&mut styles);
    raise_containing(source, draft, &mut styles);
    let parts = larger_parts(&styles);
    let mut open: Vec<Style> = Vec::new();
    for (block, style) in draft.blocks.iter_mut().zip(&styles) {
        // What has strokes, or runs into its text, was made a heading before, however long it is.
        let made = || (block.kind == BlockKind::Heading).then(|| made_style(block));
        let Some(style) = style.or_else(made) else { continue };
        block.kind = BlockKind::Heading;
        block.level = level(&mut open, style, &parts);
    }
}

/// The level of a heading of that style, below those that are open: a style that is open closes what lies below it.
fn level(open: &mut Vec<Style>, style: Style, parts: &[Style]) -> u8 {
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
            // A text may begin within a part that it does not name.
            let within = if matches!(style, Style::Part(_) | Style::TitledRoman | Style::Roman) { parts } else { &[] };
            (open.len() - 1).max(within.iter().filter(|&&part| ranks_above(part, style)).count())
        }
    };
    (TOP + depth.min(usize::from(DEEPEST - TOP)) as u8).min(DEEPEST)
}

/// Where sections are numbered, what stands beside those of the first level though it has no number: what has the name of a paper's section,
/// "References"; and, where headings stand further out than the text, every other, "Appendix A".
fn raise_unnumbered(source: &Source, draft: &Draft, styles: &mut [Option<Style>], setting: Setting) {
    let sections = styles.iter().filter(|style| **style == Some(Style::Numbered(1))).count();
    if sections < 2 {
        return;
    }
    for (block, style) in draft.blocks.iter().zip(styles) {
        if style.is_some_and(|style| !matches!(style, Style::Numbered(_)))
            && (matches!(setting, Setting::Hanging(_)) || vocabulary::SECTIONS.titles(source, block))
        {
            *style = Some(Style::Numbered(1));
        }
    }
}

/// Where numbered sections stand further out than the text, what stands among them without a number is a table's or a program's, if no
/// text stands below it.
fn drop_among_numbered(source: &Source, draft: &Draft, styles: &mut [Option<Style>], setting: Setting) {
    let is_section = |style: &Option<Style>| *style == Some(Style::Numbered(1));
    let (first, last) = (styles.iter().position(is_section), styles.iter().rposition(is_section));
    let (Setting::Hanging(_), Some(first), Some(last)) = (setting, first, last) else { return };
    for (pair, style) in draft.blocks.windows(2).zip(styles).take(last).skip(first) {
        let [block, below] = pair else { continue };
        let keyword = look::spaced(look::first(source, block)).next().is_some_and(look::is_all_capitals);
        let heads_text =
            !keyword && below.kind == BlockKind::Paragraph && below.lines.len() > 1 && below.ends() == End::Sentence;
        let spared = *style == Some(Style::Plain) && heads_text || vocabulary::SECTIONS.titles(source, block);
        if matches!(style, Some(Style::Plain | Style::Capitals)) && !spared {
            *style = None;
        }
    }
}

/// Titles in capitals before the first part or chapter, and none behind it, are a preface's and its like: they stand beside the parts.
fn raise_front_matter(styles: &mut [Option<Style>]) {
    let Some(first) = styles.iter().position(|style| matches!(style, Some(Style::Part(_)))) else { return };
    let (front, text) = styles.split_at_mut(first);
    if !text.contains(&Some(Style::Capitals)) {
        front.iter_mut().filter(|style| **style == Some(Style::Capitals)).for_each(|style| *style = text[0]);
    }
}

/// A part right above the first of its own kind holds that one and those behind it: an epilogue in chapters.
fn raise_containing(source: &Source, draft: &Draft, styles: &mut [Option<Style>]) {
    let place = |style: Option<Style>| if let Some(Style::Part(place)) = style { Some(place) } else { None };
    let Some(largest) = styles.iter().copied().filter_map(place).min() else { return };
    for at in 1..styles.len() {
        if place(styles[at]).is_none() || place(styles[at]) != place(styles[at - 1]) {
            continue;
        }
        let mut rest = look::first(source, &draft.blocks[at]);
        let [_, number] = [(); 2].map(|()| look::next_word(&mut rest));
        if ["1", "i", "one"].iter().any(|first| number.eq_ignore_ascii_case(first)) {
            styles[at - 1] = Some(Style::Part(largest));
        }
    }
}

/// The parts that a numbered part may lie in, each once: books, acts, chapters with titles.
fn larger_parts(styles: &[Option<Style>]) -> Vec<Style> {
    let mut parts: Vec<Style> = Vec::new();
    for style in styles.iter().flatten() {
        if matches!(style, Style::Part(_) | Style::TitledRoman | Style::Capitals) && !parts.contains(style) {
            parts.push(*style);
        }
    }
    parts
}

/// Whether `style` lies above `other` wherever both stand: a part of a book above its chapters, capitals above small letters.
fn ranks_above(style: Style, other: Style) -> bool {
    match (style, other) {
        (Style::Part(one), Style::Part(other)) => one < other,
        (Style::Underlined(one), Style::Underlined(other)) => one < other,
        (Style::Underlined(_), _) => true,
        (Style::Part(_) | Style::Capitals, Style::Plain) | (Style::Part(_), Style::TitledRoman | Style::Roman) => true,
        (Style::TitledRoman | Style::Capitals, Style::Roman) => true,
        _ => false,
    }
}

/// How a document sets all its headings apart, where it has a way to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// They stand further out than the text, which has this margin.
    Hanging(u16),
    /// They have at least so many blank lines before them, and paragraphs have fewer.
    Spaced(u16),
    /// As paragraphs are set.
    Alike,
}

impl Setting {
    fn of(source: &Source, draft: &Draft) -> Self {
        let layout = draft.layout;
        if !layout.spaced {
            return Self::Alike;
        }
        // A speech may be a title, and says nothing of how titles are set.
        let may_head = |block: &DraftBlock| {
            !look::opens_quoted(look::first(source, block)) && style_of(source, block, true).is_some()
        };
        let hanging = Self::Hanging(layout.margin);
        let hung = |block: &&DraftBlock| hanging.holds(block) && may_head(block);
        if draft.blocks.iter().filter(hung).count() >= FEWEST_HANGING {
            return hanging;
        }
        let mut counts = [(0usize, 0usize); WIDEST_GAP + 1];
        for block in &draft.blocks[1.min(draft.blocks.len())..] {
            let count = &mut counts[usize::from(block.gap).min(WIDEST_GAP)];
            count.0 += 1;
            count.1 += usize::from(block.gap > layout.gap && may_head(block));
        }
        // From the widest gap down, as long as most blocks behind it are headings.
        let (mut all, mut heading) = (0, 0);
        let mut narrowest = None;
        for gap in (usize::from(layout.gap) + 1..=WIDEST_GAP).rev() {
            all += counts[gap].0;
            heading += counts[gap].1;
            if heading >= FEWEST_SPACED && heading * 2 >= all && counts[gap].1 * 3 >= counts[gap].0 {
                narrowest = Some(gap as u16);
            }
        }
        narrowest.map_or(Self::Alike, Self::Spaced)
    }

    /// Whether the block is set as headings are.
    fn holds(self, block: &DraftBlock) -> bool {
        match self {
            Self::Hanging(margin) => block.lines.iter().any(|line| line.indent < margin),
            Self::Spaced(gap) => block.gap >= gap || block.page_break,
            Self::Alike => false,
        }
    }
}

/// The style of each block that may be a heading.
fn candidates(source: &Source, draft: &Draft, setting: Setting) -> Vec<Option<Style>> {
    let blocks = &draft.blocks;
    let layout = draft.layout;
    let signs = |line: &DraftLine| is_far_in(line, layout.measure) && !layout.is_centred(line);
    // Above all text, the first part has the space about it that a title page has.
    let front = blocks.iter().position(|block| block.lines.len() > MOST_LINES).unwrap_or(0);
    (0..blocks.len())
        .map(|at| {
            // A section within another may stand further in.
            let is_within = || {
                let first = look::first(source, &blocks[at]);
                blocks[at].lines.len() == 1 && numbers_section(first)
            };
            let apart = setting.holds(&blocks[at]) || setting != Setting::Alike && is_within();
            // A number may stand right below a title: a part's first chapter.
            let numbers = || {
                at > 0
                    && setting.holds(&blocks[at - 1])
                    && blocks[at].lines.len() == 1
                    && is_bare_number(look::first(source, &blocks[at]))
            };
            let opens = || {
                let first = look::first(source, &blocks[at]);
                at < front && (is_bare_number(first) || is_marked(first))
            };
            if setting != Setting::Alike && at > 0 && !apart && !numbers() && !opens() {
                return None;
            }
            // A heading heads something.
            let next = blocks.get(at + 1)?;
            // What stands at the right says who or when.
            let style = style_of(source, &blocks[at], apart)
                .filter(|_| !(layout.spaced && blocks[at].lines.iter().all(signs)))?;
            // However short it is, what begins as paragraphs do and goes on further out is one.
            let below = blocks[at].lines.get(1).map_or(next.lines[0].indent, |line| line.indent);
            if style == Style::Plain && layout.opens(&blocks[at]) && below < blocks[at].lines[0].indent {
                return None;
            }
            // A line of verse may look like a title wherever those are not set apart.
            if style == Style::Plain && layout.versified && !apart && blocks[at].gap <= layout.gap {
                return None;
            }
            // Labels in a row are a box's, or an interview's.
            let labelled =
                |at: usize| blocks.get(at).is_some_and(|block| look::label(look::first(source, block)).is_some());
            if style == Style::Plain && labelled(at) && (labelled(at + 1) || at > 0 && labelled(at - 1)) {
                return None;
            }
            // A line that the text goes on with, if behind a figure, is the half of a sentence.
            let text = blocks[at + 1..]
                .iter()
                .find(|block| !matches!(block.kind, BlockKind::Caption | BlockKind::Credit | BlockKind::Footnote));
            let goes_on =
                text.is_some_and(|block| block.kind == BlockKind::Paragraph && block.starts() == Start::Lower);
            let goes_on = (goes_on || is_half(source, blocks, at))
                && (blocks[at].kind == BlockKind::ListItem || !matches!(style, Style::Part(_) | Style::Numbered(_)));
            let heads = !matches!(next.kind, BlockKind::Separator | BlockKind::SourceNote | BlockKind::Credit);
            (!goes_on && heads).then_some(style)
        })
        .collect()
}

/// Whether the block `at` is long for a heading or fills its column, and a block a little further on begins with a small letter
/// behind whole ones: then it is the first half of a sentence.
fn is_half(source: &Source, blocks: &[DraftBlock], at: usize) -> bool {
    // What asks is whole, and so is a sentence in capitals.
    if blocks[at].ends() == End::Sentence {
        return false;
    }
    if !blocks[at].full && look::words(source.slice(look::span(&blocks[at]))) <= LONGEST_SURE {
        return false;
    }
    for block in blocks[at + 1..].iter().filter(|block| block.kind == BlockKind::Paragraph).take(LOOK_AHEAD) {
        if block.starts() == Start::Lower {
            return true;
        }
        if block.ends() != End::Sentence {
            return false;
        }
    }
    false
}

/// The style of a block that was made a heading before.
fn made_style(block: &DraftBlock) -> Style {
    if block.level > 0 { Style::Underlined(block.level) } else { Style::RunIn }
}

/// What the block looks like as a heading; none where it can't be one. A block set `apart` as headings are may be a sentence in
/// capitals, or in quotation marks.
fn style_of(source: &Source, block: &DraftBlock, apart: bool) -> Option<Style> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading)
        || block.lines.len() > MOST_LINES
        || look::size(block) > LONGEST
    {
        return None;
    }
    if block.starts() == Start::Lower && block.kind != BlockKind::Heading {
        return None;
    }
    let text = look::text(source, block);
    let marked = marked_style(&text);
    let is_numbered = matches!(marked, Some(Style::Numbered(_)));
    if source_notes::claims_right(&text) || look::holds_one(&text, CODE_SIGNS) && !(apart && is_numbered) {
        return None;
    }
    if block.kind == BlockKind::Heading {
        return Some(marked.filter(|_| is_numbered).unwrap_or_else(|| made_style(block)));
    }
    if figure_text::is_scrap(source, block) && !is_part_or_bare_number(&text, marked) {
        return None;
    }
    if block.kind == BlockKind::ListItem && !is_numbered {
        return None;
    }
    if let Some(style) = marked {
        let rest = after_number(&text, style);
        let fits = !look::holds_sentence_end(rest)
            && !matches!(look::end(&text), End::Pause | End::Dash | End::Hyphen | End::Colon)
            && look::words(&text) <= LONGEST_WORDS;
        // Nor is an item right below the one before it.
        // "1. Source Code." may be a title, "7 Failed to open it." is none.
        let is_stopped =
            || look::spaced(&text).next().is_some_and(|number| number.ends_with('.')) && !run_ins::holds_verb(rest);
        let sentence = is_numbered
            && (look::end(rest) == End::Sentence && !(apart && (look::asks(rest) || is_stopped()))
                || look::start(rest) == Start::Lower && !(apart && look::words(rest) <= SHORT_TITLE)
                || block.kind == BlockKind::ListItem && (look::words(rest) > 8 || block.gap == 0 && !block.page_break));
        return (fits && !sentence).then_some(style);
    }
    let starts = look::start(&text);
    let ends = look::end(&text);
    let ends_plainly = ends == End::Word || look::asks(&text);
    if !(apart || ends_plainly) {
        return None;
    }
    let capitals = look::is_all_capitals(&text);
    // Where headings are set apart, a title in capitals or in quotation marks may be a sentence.
    let is_one_quotation =
        || look::is_quoted(&text) && text.chars().filter(|&char| look::is_in(char, "\"“”")).count() <= 2;
    let sentence = apart && (capitals && look::has_letters(&text, 3) || is_one_quotation());
    let ends_as_heading = ends_plainly || ends == End::Other || ends == End::Sentence && sentence;
    let signs = "—–-*/+|";
    if look::starts_in(&text, signs) && !(ends == End::Other && look::ends_in(&text, signs))
        || !ends_as_heading
        || is_piece(&text)
        || !look::has_letters(&text, 1)
        || look::is_quoted(&text) && !apart
    {
        return None;
    }
    let words = look::words(&text);
    let most = if apart && capitals && look::has_letters(&text, 3) { LONGEST_IN_CAPITALS } else { LONGEST_WORDS };
    // Without capitals to tell by, only what is short is taken for a heading, and what pauses only if it leaves room in its column.
    let pauses = |char| matches!(char, '،' | '、' | '，');
    let plain = starts != Start::Caseless
        || (columns(&text) <= LONGEST_CASELESS
            && (words <= 6 || !block.full && block.measure > 0 || !look::any(&text, pauses)));
    let fits = words <= most && plain && !look::holds(&text, ";") && (sentence || !look::holds_sentence_end(&text));
    fits.then_some(if capitals && look::has_letters(&text, 4) { Style::Capitals } else { Style::Plain })
}

/// Whether the block looks like a heading that nothing marks.
pub(super) fn is_plain(source: &Source, block: &DraftBlock) -> bool {
    block.kind == BlockKind::Paragraph && style_of(source, block, false) == Some(Style::Plain)
}

/// Whether `text` can only be a piece of a sentence, that a pause opens, or in which what is opened is not closed, or which leads
/// on; or an e-mail address.
fn is_piece(text: &str) -> bool {
    look::starts_in(text, ",.;:)") || look::holds(text, "@") || !look::is_balanced(text) || leads_on(text)
}

/// Whether `text` ends with a word that something must follow: "and". A name may be written as such a word is, "LA".
pub(super) fn leads_on(text: &str) -> bool {
    let last = look::last_word(text);
    last.len() < text.len()
        && vocabulary::LEADING_ON.holds(last)
        && (look::start(last) != Start::Upper || look::is_all_capitals(text))
}

/// The style of a text that a number or a part's name marks.
fn marked_style(text: &str) -> Option<Style> {
    let first = look::spaced(text).next()?;
    if let Some(depth) = numbering(first) {
        // "2014 was a year" has a number in front and is no section; "2" alone is.
        let plausible = look::holds(first, ".") || first.len() <= 2;
        return (plausible && (depth > 0)).then_some(Style::Numbered(depth));
    }
    if look::start(text) != Start::Upper {
        return None;
    }
    let mut rest = text;
    let [one, two, three] = [(); 3].map(|()| look::next_word(&mut rest));
    let is_pair = three.is_empty() && !two.is_empty();
    let numbered =
        || two.len() <= 2 && look::start(two) != Start::Lower || is_number(two) || two.eq_ignore_ascii_case("the");
    // "BOOK ELEVEN: 1812", "Erstes Kapitel": what stands beside the part's name, and is alone with it, is its number.
    let is_alone = is_pair && look::end(text) == End::Word && !look::opens_quoted(text)
        || look::spaced(text).nth(1).is_some_and(|second| look::ends_in(second, ":"));
    let place = part(one).filter(|_| is_alone || numbered());
    if let Some(place) = place.or_else(|| if is_alone { part(two) } else { None }) {
        return Some(Style::Part(place));
    }
    let roman = is_roman(look::trim_end(first, |char| matches!(char, '.' | ')' | ':')));
    match two {
        "" if roman => Some(Style::Roman),
        _ if roman && first.ends_with('.') => Some(Style::TitledRoman),
        _ => None,
    }
}

/// Whether `text` begins with a part's name and number: `Chapter 3`.
pub(super) fn names_part(text: &str) -> bool {
    matches!(marked_style(text), Some(Style::Part(_)))
}

/// Whether `text` begins with the number of a section within another: `1.2. Syntax`.
pub(super) fn numbers_section(text: &str) -> bool {
    // Hardly any text begins with a digit, or with one letter.
    let may_number = matches!(text.as_bytes(), [b'0'..=b'9', ..] | [_, b'.', ..]);
    may_number && matches!(marked_style(text), Some(Style::Numbered(2..)))
}

/// Whether `text` begins with a part's number: `Chapter 3`, `IV. The Sea`.
fn is_marked(text: &str) -> bool {
    matches!(marked_style(text), Some(Style::Part(_) | Style::TitledRoman | Style::Roman))
}

/// The place in [`vocabulary::PARTS`] of a part's name.
fn part(word: &str) -> Option<usize> {
    vocabulary::PARTS.iter().position(|names| names.holds(word))
}

/// Whether a word numbers a part, or names it before its number.
pub(super) fn numbers(word: &str) -> bool {
    is_number(word) || part(word).is_some()
}

/// How many parts a section's number has: 2 in `1.2.` and in `A.1`; none where `word` is no such number.
fn numbering(word: &str) -> Option<u8> {
    let inner = &word[..word.len() - usize::from(look::ends_in(word, ".):"))];
    let mut depth = 0;
    for part in look::parts(inner, |char| char == '.') {
        depth += 1;
        // The first part may be an appendix's letter, where more follow.
        let letter = depth == 1 && matches!(part.as_bytes(), [b'A'..=b'Z']) && part.len() < inner.len();
        if !letter && (part.is_empty() || part.len() > 3 || !look::is_digits(part)) {
            return None;
        }
    }
    Some(depth.min(DEEPEST))
}

/// What follows the number that `text` begins with, and the name of the part before it.
fn after_number(text: &str, style: Style) -> &str {
    let words = if matches!(style, Style::Part(_)) { 2 } else { 1 };
    (0..words).fold(text, |rest, _| look::trim_start(rest, |char| !char.is_whitespace()).bare_start())
}

/// Whether a word is a number, in digits, as a roman numeral or, up to ten, in words.
fn is_number(word: &str) -> bool {
    look::is_digits(word)
        || (1..=7).contains(&word.len()) && look::all(word, |char| look::is_in(char, "ivxlcIVXLC"))
        || vocabulary::NUMBERS.holds(word)
}

/// Whether `word` is a roman numeral in capitals.
fn is_roman(word: &str) -> bool {
    (1..=7).contains(&word.len()) && look::all(word, |char| matches!(char, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// Joins `CHAPTER I.` to the title that follows on a line of its own. What stands behind several numbers alike is no title.
fn join_numbers_to_titles(source: &Source, draft: &mut Draft, setting: Setting, spoken: &Tally) {
    let title_of = |blocks: &[DraftBlock]| -> Option<u64> {
        let [block, next, after, ..] = blocks else { return None };
        let bare = block.lines.len() == 1 && is_bare_number(look::first(source, block));
        let apart = setting.holds(block);
        // A title is followed by text, and is not the text: it has no sentence's end.
        let titled = bare
            && (next.gap <= 1 || apart && !setting.holds(next))
            && (matches!(style_of(source, next, apart), Some(Style::Plain | Style::Capitals))
                || apart && next.gap < after.gap && is_stopped_title(source, next))
            && after.starts() != Start::Lower;
        titled.then(|| hashed_lower(UNHASHED, &look::text(source, next)))
    };
    let titles: Vec<Option<u64>> = (0..draft.blocks.len()).map(|at| title_of(&draft.blocks[at..])).collect();
    let mut counts = Tally::default();
    for &title in titles.iter().flatten() {
        *counts.entry(title) += 1;
    }
    let is_title = |title: u64| counts.count(title) == 1 && spoken.count(title) < SPEECHES;
    wraps::join_to_next(draft, Join::Space, &|at| titles[at].is_some_and(is_title));
}

/// Whether the block may be a title though it has a full stop: "Loomings."
fn is_stopped_title(source: &Source, block: &DraftBlock) -> bool {
    let text = look::first(source, block);
    block.kind == BlockKind::Paragraph
        && block.lines.len() == 1
        && block.starts() == Start::Upper
        && !look::opens_quoted(text)
        && look::inner_sentence_ends(text) == 0
        && look::words(text) <= LONGEST_WORDS
}

/// Joins the lines of a title in capitals that blank lines part, fewer than stand before a heading.
fn join_lines_of_titles(source: &Source, draft: &mut Draft, setting: Setting) {
    let Setting::Spaced(_) = setting else { return };
    let mut within = false;
    let blocks = &draft.blocks;
    let in_capitals = |block: &DraftBlock| style_of(source, block, true) == Some(Style::Capitals);
    let joins: Vec<bool> = (0..blocks.len())
        .map(|at| {
            let opens = setting.holds(&blocks[at]) && in_capitals(&blocks[at]);
            let next = blocks.get(at + 1).filter(|next| (opens || within) && !setting.holds(next));
            within = next.is_some_and(in_capitals);
            within
        })
        .collect();
    wraps::join_to_next(draft, Join::Space, &|at| joins[at]);
}

/// Whether a text that has hardly a word may be a heading: a chapter's number stands alone.
fn is_part_or_bare_number(text: &str, marked: Option<Style>) -> bool {
    match marked {
        Some(Style::Numbered(depth)) => depth == 1 && look::words(text) == 1,
        Some(_) => true,
        None => false,
    }
}

/// Whether a line is a part's name and number, or a number, and nothing else.
pub(super) fn is_bare_number(text: &str) -> bool {
    text.len() <= LONGEST_BARE_NUMBER
        && match marked_style(text) {
            Some(Style::Part(_)) => look::words(text) <= 3,
            Some(Style::Roman | Style::Numbered(_)) => look::words(text) == 1,
            _ => false,
        }
}

/// Where nearly all headings have a blank line before them, a short line without one was cut off from its paragraph, if it heads no list.
fn drop_unspaced(draft: &Draft, styles: &mut [Option<Style>]) {
    let unnumbered = |style: &Option<Style>| matches!(style, Some(Style::Plain | Style::Capitals));
    let is_spaced = |block: &DraftBlock| block.gap > 0 || block.page_break;
    let with_style = || draft.blocks.iter().zip(styles.iter()).filter(|(_, style)| unnumbered(style));
    let spaced = with_style().filter(|(block, _)| is_spaced(block)).count();
    if spaced * SPACED_OF_FOUR.1 >= with_style().count() * SPACED_OF_FOUR.0 {
        for (pair, style) in draft.blocks.windows(2).zip(styles).skip(1) {
            if unnumbered(style) && !is_spaced(&pair[0]) && pair[1].kind != BlockKind::ListItem {
                *style = None;
            }
        }
    }
}

/// Unnumbered short lines in a row are something else, and so are questions.
fn drop_runs(source: &Source, draft: &Draft, styles: &mut [Option<Style>]) {
    let asks = |block: &DraftBlock| look::asks(look::last(source, block));
    let mut at = 0;
    while at < styles.len() {
        let run = styles[at..].iter().take_while(|style| matches!(style, Some(Style::Plain | Style::Capitals))).count();
        if draft.blocks[at..at + run].iter().filter(|block| asks(block)).count() >= RUN_OF_QUESTIONS {
            styles[at..at + run].fill(None);
        } else if run >= RUN_OF_SHORT_LINES {
            // The last one may still head the text that follows.
            styles[at..at + run - 1].fill(None);
        }
        at += run.max(1);
    }
}

/// A paper's sections that have the names of all papers' tell whether its sections are numbered. Where they are, what stands among them without a
/// number is a formula's, a figure's or a table's; where they are not, what has a number is.
fn drop_within_sections(source: &Source, draft: &Draft, styles: &mut [Option<Style>], setting: Setting) {
    if setting != Setting::Alike {
        return;
    }
    let (mut first, mut last, mut count, mut is_numbered) = (0, 0, 0, false);
    for (at, style) in styles.iter().enumerate() {
        if *style == Some(Style::Numbered(1)) {
            if count == 0 {
                first = at;
            }
            last = at;
            count += 1;
            is_numbered |= vocabulary::SECTIONS.titles(source, &draft.blocks[at]);
        }
    }
    if !is_numbered && !run_ins::has_sections(source, draft, count.max(FEWEST_NAMED)) {
        return;
    }
    let among = if is_numbered { first..last } else { 0..styles.len() };
    for style in &mut styles[among] {
        if matches!(style, Some(Style::Numbered(_))) != is_numbered
            && !matches!(style, Some(Style::Part(_) | Style::RunIn))
        {
            *style = None;
        }
    }
}

/// Words in capitals that stand above one text after the other are who speaks in a play.
fn drop_speakers(source: &Source, draft: &Draft, styles: &mut [Option<Style>], spoken: &Tally) {
    for (block, style) in draft.blocks.iter().zip(styles) {
        if matches!(style, Some(Style::Capitals | Style::Plain)) && spoken.count(speaker(source, block)) >= SPEECHES {
            *style = None;
        }
    }
}

/// How often each line in capitals stands alone.
fn speakers(source: &Source, draft: &Draft) -> Tally {
    let mut counts = Tally::default();
    for block in draft.blocks.iter().filter(|block| block.lines.len() == 1 && block.kind == BlockKind::Paragraph) {
        if look::is_all_capitals(look::first(source, block)) {
            *counts.entry(speaker(source, block)) += 1;
        }
    }
    counts
}

fn speaker(source: &Source, block: &DraftBlock) -> u64 {
    hashed_lower(UNHASHED, look::first(source, block))
}

/// Numbers alone are headings where they count up; else they are what a formula or a figure has lost.
fn drop_loose_numbers(source: &Source, draft: &Draft, styles: &mut [Option<Style>]) {
    let bare = |at: usize| {
        let text = look::trim_end(look::last(source, &draft.blocks[at]), |char| char == '.');
        decimal(text).filter(|_| draft.blocks[at].lines.len() == 1)
    };
    let (mut last, mut count, mut steps) = (None, 0, 0);
    for number in (0..styles.len()).filter(|&at| styles[at].is_some()).filter_map(bare) {
        count += 1;
        // None is before the first, and none before 0.
        steps += usize::from(last.is_some() && last == number.checked_sub(1));
        last = Some(number);
    }
    if steps * 2 < count {
        for at in (0..styles.len()).filter(|&at| bare(at).is_some()) {
            styles[at] = None;
        }
    }
}
