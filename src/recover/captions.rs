//! Captions and their credits: what a figure shows and whose it is, told by how both are set.

use super::look::{self, End, Start};
use super::source_notes;
use super::vocabulary;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, Layout, Phrase, Role};
use crate::source::unicode;
use crate::source::{Bare, Source, Span, characters};

/// Columns of the longest caption.
const LONGEST: u32 = 520;

/// Columns of the longest caption that a number marks: in a paper it explains each part of its figure.
const LONGEST_NUMBERED: u32 = 2600;

/// Words of the longest credit.
const LONGEST_CREDIT: usize = 6;

/// Words from which on a credit has capitals: "photo by the author" has fewer behind the first.
const LONGEST_PLAIN: usize = 4;

/// Bytes within which the longest credit begins, with the sentence's end before it.
const LONGEST_CREDIT_BYTES: usize = 160;

/// Marks captions, and sets the credit of each apart.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let layout = draft.layout;
    draft.rebuild(&mut |mut block, blocks| {
        if block.kind == BlockKind::Paragraph && opens_numbered(source, &block) {
            block.kind = BlockKind::Caption;
        }
        if block.kind != BlockKind::Paragraph || look::size(&block) > LONGEST {
            blocks.push(block);
            return;
        }
        if let Some(before) = blocks.last_mut().filter(|before| is_captionable(before))
            && (is_link_alone(source, &block) || is_labelled_alone(source, before, &block))
        {
            before.kind = BlockKind::Caption;
            block.kind = BlockKind::Credit;
            blocks.push(block);
            return;
        }
        if is_credit_line(look::first(source, &block)) && (block.lines.len() == 1 || block.ends() == End::Sentence) {
            let caption = block.lines.get(1).map(|next| next.text.start);
            let caption = caption.and_then(|at| wraps::cut(source, &mut block, at));
            blocks.extend(caption.map(|caption| DraftBlock { kind: BlockKind::Caption, ..caption }));
            blocks.push(DraftBlock { kind: BlockKind::Credit, ..block });
            return;
        }
        // Its credit may stand right above, on a line of its own.
        if block.gap == 0
            && block.ends() == End::Sentence
            && !matches!(blocks[..], [.., DraftBlock { kind: BlockKind::Caption, .. }, _])
            && let Some(credit) =
                blocks.pop_if(|before| before.kind == BlockKind::Credit && is_credit_line(look::first(source, before)))
        {
            blocks.push(DraftBlock { kind: BlockKind::Caption, ..block });
            blocks.push(credit);
            return;
        }
        let credit = linked_credit(source, &block);
        if credit.is_none() && !is_caption(source, &block, &layout) {
            blocks.push(block);
            return;
        }
        block.kind = BlockKind::Caption;
        let credit = credit.and_then(|at| wraps::cut(source, &mut block, at));
        blocks.push(block);
        if let Some(credit) = credit {
            blocks.push(DraftBlock { kind: BlockKind::Credit, ..credit });
        }
    });
}

/// `Photo: Ann Lee`, `Picture by Ann Lee`, `Courtesy of the Harbour Trust`
fn is_credit_line(text: &str) -> bool {
    let (label, rest) = labelled(text);
    let is_by = || vocabulary::BY.holds(look::spaced(rest).next().unwrap_or_default()) || vocabulary::LENT.holds(label);
    // Lists are asked last, since to look through one takes longest.
    look::starts(text, unicode::is_alphabetic)
        && look::end(text) == End::Word
        && (look::starts_in(rest.bare_start(), ":：") || look::is_title_case(rest) && is_by())
        && look::words(text) <= LONGEST_CREDIT + 2
        && vocabulary::CREDIT.holds(label)
}

/// Whether the block may be the caption of a credit that stands on a line of its own.
fn is_captionable(block: &DraftBlock) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption) && look::size(block) <= LONGEST
}

/// Whether the block is a short link in capitals and nothing else.
fn is_link_alone(source: &Source, block: &DraftBlock) -> bool {
    let [link] = &block.links[..] else { return false };
    let words = source.slice(link.text);
    let span = look::span(block);
    link.text.start == span.start + 1
        && ends_at(link, span.end)
        && look::is_all_capitals(words)
        && look::words(words) <= LONGEST_CREDIT
}

/// Whether the block is a credit with a word for it, right below what may be its caption.
fn is_labelled_alone(source: &Source, before: &DraftBlock, block: &DraftBlock) -> bool {
    let text = look::first(source, block);
    block.gap == 0
        && block.lines.len() == 1
        && before.ends() == End::Sentence
        && look::words(text) <= LONGEST_CREDIT + 2
        && is_labelled(text)
}

/// Whether a link, with the bracket behind its target, ends there.
fn ends_at(link: &Phrase, end: u32) -> bool {
    matches!(link.role, Role::Link(target) if target.end + 1 == end)
}

/// Where a credit that is a link at the block's very end begins: `… in Leeds. [AGENCY](#)`.
fn linked_credit(source: &Source, block: &DraftBlock) -> Option<u32> {
    let link = block.links.last()?;
    let words = source.slice(link.text);
    let end = look::span(block).end;
    let start = link.text.start - 1;
    let line = block.lines.iter().find(|line| line.text.start <= start && start < line.text.end)?;
    let before = source.slice(Span::new(line.text.start, start)).bare_end();
    let behind_sentence = before.is_empty() || look::end(before) == End::Sentence;
    (ends_at(link, end) && look::words(words) <= LONGEST_CREDIT && (look::is_all_capitals(words) || behind_sentence))
        .then_some(start)
}

/// Whether one of the signs of a caption is there. A typed text has no pictures that are somebody's, and what stands in where blank lines
/// part paragraphs is a date or a name above a letter.
fn is_caption(source: &Source, block: &DraftBlock, layout: &Layout) -> bool {
    let text = source.slice(look::span(block));
    let stands_in = || layout.spaced && layout.stands_in(block);
    is_numbered(text)
        || is_bracketed(text)
        || !layout.is_typed() && (!stands_in() && is_name_place_year(text) || ends_in_credit(text))
}

/// Whether a block opens as captions do that have a number, and is no longer than one.
pub(super) fn opens_numbered(source: &Source, block: &DraftBlock) -> bool {
    is_numbered(look::first(source, block)) && look::size(block) <= LONGEST_NUMBERED
}

/// `Figure 3. …`: a word for a figure, a number, and a sign or a capital behind it.
fn is_numbered(text: &str) -> bool {
    if !look::starts(text, unicode::is_alphabetic) {
        return false;
    }
    let rest = match text.chars().next() {
        // 図1: the number stands right behind the sign.
        Some(char) if look::is_unspaced(char) => &text[char.len_utf8()..],
        _ => look::trim_start(text, unicode::is_alphabetic),
    };
    let word = &text[..text.len() - rest.len()];
    let rest = look::trim_start(rest, |char| matches!(char, '.' | ' ' | '\u{a0}'));
    if !look::starts(rest, unicode::is_numeric) {
        return false;
    }
    let behind = look::trim_start(rest, |char| unicode::is_numeric(char) || matches!(char, '.' | '-' | 'a'..='d'));
    let parted = look::ends_in(&rest[..rest.len() - behind.len()], ".")
        || look::starts_in(behind, ":|—–：　")
        || behind.starts_with(' ')
            && look::starts(look::trim_start(behind, |char| !unicode::is_alphabetic(char)), unicode::is_uppercase);
    parted && vocabulary::FIGURE.holds(word)
}

/// `[Illustration: …]`
pub(super) fn is_bracketed(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']') && {
        let rest = look::trim_start(&text[1..], unicode::is_alphabetic);
        let word = &text[1..text.len() - rest.len()];
        vocabulary::FIGURE.holds(word) || vocabulary::CREDIT.holds(word)
    }
}

/// `Ann Lee (left), Leeds, April 1998.`: two short parts or more between commas, and a year in the last.
fn is_name_place_year(text: &str) -> bool {
    // Arabic digits begin with one of the two bytes.
    let may_date = |byte: u8| byte.wrapping_sub(b'0') < 10 || byte & 0xFD == 0xD9;
    if !look::starts_anew(text) || look::starts_in(text, "\"“") || !text.bytes().any(may_date) {
        return false;
    }
    // An initial's full stop ends no sentence.
    let mut head = 0;
    for sentence in look::parts(text, |char| matches!(char, '.' | '。' | '．')) {
        head += sentence.len();
        if look::has_letters(sentence, 4) || look::words(sentence) > 1 {
            break;
        }
        head += text[head..].chars().next().map_or(0, char::len_utf8);
    }
    let head = &text[..head];
    let short = look::trim_end(head, |char| !is_pause(char));
    let last = &head[short.len()..];
    let is_short = |part: &str| {
        look::words(part) <= 6 && matches!(look::start(part), Start::Upper | Start::Caseless | Start::Digit)
    };
    look::words(last) <= 4
        && day_and_year(last).1
        && short
            .char_indices()
            .next_back()
            .is_some_and(|(pause, _)| look::parts(&short[..pause], is_pause).all(is_short))
}

/// Whether `char` stands between the parts of a caption.
fn is_pause(char: char) -> bool {
    matches!(char, ',' | '，' | '、' | '،')
}

/// Whether one or two digits stand together that may be a day, and four that may be a year.
pub(super) fn day_and_year(text: &str) -> (bool, bool) {
    let (mut digits, mut dated) = (0, false);
    let (mut day, mut year) = (false, false);
    for char in characters(text).chain([' ']) {
        if unicode::is_numeric(char) {
            // Digits may be European, Arabic or Persian.
            if matches!(char, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}') {
                digits += 1;
                dated |= digits == 1 && matches!(char, '1' | '2' | '\u{661}' | '\u{662}' | '\u{6f1}' | '\u{6f2}');
            }
        } else {
            day |= matches!(digits, 1 | 2);
            year |= digits == 4 && dated;
            (digits, dated) = (0, false);
        }
    }
    (day, year)
}

/// `… Photo: Ann Lee`, `… © Agency`, `… (Agency)`: the text ends in a short credit behind a sentence.
pub(super) fn ends_in_credit(text: &str) -> bool {
    if look::holds(text, "©") && look::words(text) <= 60 {
        return !source_notes::claims_whole(text);
    }
    if !look::any(text, unicode::is_alphabetic) {
        return false;
    }
    let bare = text.bare_end();
    let inside = &bare[..bare.len() - usize::from(look::ends_in(bare, ".!?;"))];
    let near = inside.floor_char_boundary(inside.len().saturating_sub(LONGEST_CREDIT_BYTES));
    // What a credit has a sign of: a label, brackets, no sentence's end. Few paragraphs do.
    let is_signed = text.as_bytes()[near..].iter().any(|&byte| matches!(byte, b':' | b'/' | b'(' | b'=' | 0xEF));
    if !is_signed && inside.len() < bare.len() {
        return false;
    }
    let tail_start = near + look::trim_end(&inside[near..], |char| !is_stop(char)).len();
    // A number alone is none.
    let sentence = look::any(&text[..tail_start], unicode::is_alphabetic);
    if near > 0 && tail_start == near {
        return false;
    }
    // In Chinese and Japanese, the word for it stands behind the name.
    if sentence
        && look::ends(bare, look::breaks_anywhere)
        && vocabulary::CREDIT_BEHIND.iter().any(|word| bare.ends_with(word))
    {
        return true;
    }
    // An initial in the name behind a stroke ends no sentence.
    let stroke = memchr::memrchr(b'/', text.as_bytes()).unwrap_or(0);
    if look::end(text[..stroke].bare_end()) == End::Sentence && is_name(text[stroke..].bare()) {
        return true;
    }
    let tail = text[tail_start..].bare();
    if tail.is_empty() || look::words(tail) > LONGEST_CREDIT + 2 || look::is_attributed(text) {
        return false;
    }
    let (label, rest) = labelled(tail);
    let is_short = || is_name(rest.bare()) || look::words(rest) < LONGEST_PLAIN && look::end(rest) == End::Word;
    let is_labelled =
        is_labelled(tail) || sentence && look::starts_anew(label) && vocabulary::CREDIT.holds(label) && is_short();
    // "AP Photo": behind the agency's name stands the word for it.
    let word = &tail[look::trim_end(tail, unicode::is_alphabetic).len()..];
    let is_named = sentence && is_name(tail) && vocabulary::CREDIT.holds(word);
    let in_capitals = sentence
        && look::words(tail) > 1
        && look::is_all_capitals(tail)
        && is_name(tail)
        && !look::is_all_capitals(text);
    let mut inner = tail.chars();
    let brackets = [inner.next(), inner.next_back()];
    let inner = inner.as_str();
    let bracketed = sentence
        && matches!(brackets, [Some('(' | '（'), Some(')' | '）')])
        && look::words(inner) <= 4
        // A play's directions are in capitals, too.
        && !(look::any(inner, is_pause) && look::is_all_capitals(inner))
        && is_name(inner)
        && !look::ends(inner, unicode::is_numeric);
    is_labelled || is_named || in_capitals || bracketed
}

/// The first word of `text`, and what stands behind it.
fn labelled(text: &str) -> (&str, &str) {
    let label = look::trim_start(text, |char| !unicode::is_alphabetic(char));
    let rest = look::trim_start(label, unicode::is_alphabetic);
    (&label[..label.len() - rest.len()], rest)
}

/// Whether `text` opens with a word for a credit, and has a sign behind it.
fn is_labelled(text: &str) -> bool {
    look::holds_one(text, ":：/=＝") && vocabulary::CREDIT.holds(labelled(text).0)
}

/// Letters of the shortest name that nothing else tells.
const SHORTEST_NAME: usize = 5;

/// Whether `text` is words with capitals, and no sentence or formula.
fn is_name(text: &str) -> bool {
    look::end(text) == End::Word
        && (look::is_title_case(text) || look::is_all_capitals(text))
        && !look::any(text, unicode::is_numeric)
        && look::has_letters(text, SHORTEST_NAME)
}

fn is_stop(char: char) -> bool {
    matches!(char, '.' | '。' | '!' | '?' | '；' | ';')
}
