//! Captions and their credits: what a figure shows and whose it is, told by how both are set.

use super::look::{self, End, Start};
use super::vocabulary;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::{Source, Span, columns};

/// Columns of the longest caption.
const LONGEST: u32 = 520;

/// Columns of the longest caption that a number marks: in a paper it explains each part of its figure.
const LONGEST_NUMBERED: u32 = 2600;

/// Words of the longest credit.
const LONGEST_CREDIT: usize = 6;

/// The signs that make a caption add up to this at least.
const ENOUGH: u32 = 2;

/// Marks captions, and sets the credit of each apart.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let mut blocks = Vec::with_capacity(draft.blocks.len());
    for mut block in draft.blocks.drain(..) {
        if block.kind == BlockKind::Paragraph && opens_numbered(source, &block) {
            block.kind = BlockKind::Caption;
        }
        if block.kind != BlockKind::Paragraph || look::size(&block) > LONGEST {
            blocks.push(block);
            continue;
        }
        if let Some(before) = blocks.last_mut().filter(|before| is_captionable(before))
            && is_link_alone(source, &block)
        {
            before.kind = BlockKind::Caption;
            block.kind = BlockKind::Credit;
            blocks.push(block);
            continue;
        }
        let credit = linked_credit(source, &block);
        if credit.is_none() && weight(source, &block) < ENOUGH {
            blocks.push(block);
            continue;
        }
        block.kind = BlockKind::Caption;
        let credit = credit.and_then(|at| wraps::cut(source, &mut block, at));
        blocks.push(block);
        blocks.extend(credit.map(|credit| DraftBlock { kind: BlockKind::Credit, ..credit }));
    }
    draft.blocks = blocks;
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
        && link.target.end + 1 == span.end
        && look::is_all_capitals(words)
        && look::words(words) <= LONGEST_CREDIT
}

/// Where a credit that is a link at the block's very end begins: `… in Leeds. [AGENCY](#)`.
fn linked_credit(source: &Source, block: &DraftBlock) -> Option<u32> {
    let link = block.links.last()?;
    let words = source.slice(link.text);
    let end = look::span(block).end;
    let start = link.text.start - 1;
    let line = block.lines.iter().find(|line| line.text.start <= start && start < line.text.end)?;
    let before = source.slice(Span::new(line.text.start, start)).trim_end();
    let behind_sentence = before.is_empty() || look::end(before) == End::Sentence;
    let is_last = link.target.end + 1 == end;
    (is_last && look::words(words) <= LONGEST_CREDIT && (look::is_all_capitals(words) || behind_sentence))
        .then_some(start)
}

/// How much speaks for a caption.
fn weight(source: &Source, block: &DraftBlock) -> u32 {
    let text = look::text(source, block);
    if is_numbered(&text) || is_bracketed(&text) {
        return ENOUGH;
    }
    let named = is_name_place_year(&text);
    u32::from(named) * 2 + u32::from(ends_in_credit(&text)) * 2 + u32::from(has_place_in_picture(&text))
}

/// Whether a block opens as captions do that have a number, and is no longer than one.
pub(super) fn opens_numbered(source: &Source, block: &DraftBlock) -> bool {
    is_numbered(look::first(source, block)) && look::size(block) <= LONGEST_NUMBERED
}

/// `Figure 3. …`: a word for a figure, a number, and a sign or a capital behind it.
fn is_numbered(text: &str) -> bool {
    let word_end = text.find(|char: char| !char.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = match text.chars().next() {
        // 図1: the number stands right behind the sign.
        Some(char) if look::is_unspaced(char) => text.split_at(char.len_utf8()),
        _ => text.split_at(word_end),
    };
    if !vocabulary::FIGURE.contains(&word.to_lowercase().as_str()) {
        return false;
    }
    let rest = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    let digits = rest.chars().take_while(|char| char.is_numeric() || matches!(char, '.' | '-' | 'a'..='d')).count();
    let behind = rest.chars().nth(digits);
    let number_ends = rest.chars().take(digits).last();
    digits > 0
        && rest.starts_with(|char: char| char.is_numeric())
        && (matches!(behind, Some(':' | '|' | '—' | '–' | '：' | '　'))
            || number_ends == Some('.')
            || (behind == Some(' ')
                && rest.chars().skip(digits).find(|char| char.is_alphabetic()).is_some_and(char::is_uppercase)))
}

/// `[Illustration: …]`
fn is_bracketed(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('[') else { return false };
    let word: String = inner.chars().take_while(|char| char.is_alphabetic()).flat_map(char::to_lowercase).collect();
    text.ends_with(']') && (vocabulary::FIGURE.contains(&word.as_str()) || vocabulary::CREDIT.contains(&word.as_str()))
}

/// `Ann Lee (left), Leeds, April 1998.`: two short parts or more between commas, and a year in the last.
fn is_name_place_year(text: &str) -> bool {
    let first_sentence = text
        .split(['.', '。', '．'])
        .find(|part| look::words(part) > 1 || part.chars().filter(|char| char.is_alphabetic()).count() > 3)
        .unwrap_or(text);
    // An initial's full stop ends no sentence.
    let head_len = text.find(first_sentence).map_or(0, |at| at + first_sentence.len());
    let parts: Vec<&str> = text[..head_len].split([',', '，', '、', '،']).map(str::trim).collect();
    let (Some(last), true) = (parts.last(), parts.len() >= 2) else { return false };
    let short = |part: &&str| {
        look::words(part) <= 6 && matches!(look::start(part), Start::Upper | Start::Caseless | Start::Digit)
    };
    let named = matches!(look::start(parts[0]), Start::Upper | Start::Caseless) && !parts[0].starts_with(['"', '“']);
    named && holds_year(last) && look::words(last) <= 4 && parts[..parts.len() - 1].iter().all(short)
}

/// Whether four digits stand together that may be a year.
fn holds_year(text: &str) -> bool {
    text.split(|char: char| !char.is_numeric()).any(|number| {
        let digits: Vec<u32> =
            number.chars().filter_map(|char| char.to_digit(10).or_else(|| eastern_digit(char))).collect();
        digits.len() == 4 && digits[0] <= 2 && digits[0] >= 1
    })
}

/// The value of an Arabic or Persian digit.
fn eastern_digit(char: char) -> Option<u32> {
    match char {
        '\u{660}'..='\u{669}' => Some(u32::from(char) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(char) - 0x6f0),
        _ => None,
    }
}

/// `… Photo: Ann Lee`, `… © Agency`, `… (Agency)`: the text ends in a short credit behind a sentence.
fn ends_in_credit(text: &str) -> bool {
    if text.contains('©') && look::words(text) <= 60 {
        return true;
    }
    let tail_start = text
        .rmatch_indices(['.', '。', '!', '?', '；', ';'])
        .find(|(at, _)| *at + 1 < text.trim_end().len())
        .map_or(0, |(at, sign)| at + sign.len());
    let tail = text[tail_start..].trim();
    if tail.is_empty() || look::words(tail) > LONGEST_CREDIT + 2 {
        return false;
    }
    let opening: String = tail
        .chars()
        .skip_while(|char| !char.is_alphabetic())
        .take_while(|char| char.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let labelled = tail.contains([':', '：', '/']) && vocabulary::CREDIT.contains(&opening.as_str());
    let inner = tail.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let bracketed = tail_start > 0
        && inner.is_some_and(|inner| {
            look::words(inner) <= 4
                && (look::is_title_case(inner) || look::is_all_capitals(inner))
                && look::end(inner) == End::Word
                && !inner.ends_with(char::is_numeric)
        });
    labelled || bracketed
}

/// `(left)`, `(c)`, `(front-R)`: where somebody stands in the picture, said in a word or two.
fn has_place_in_picture(text: &str) -> bool {
    text.split(['(', '（']).skip(1).any(|rest| {
        let Some(inner) = rest.split([')', '）']).next() else { return false };
        inner.len() < rest.len()
            && !inner.is_empty()
            && columns(inner) <= 12
            && inner.chars().all(|char| char.is_alphabetic() || matches!(char, ' ' | '-'))
    })
}
