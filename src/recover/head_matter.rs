//! Head matter: what stands above an article's text: kicker, headline, standfirst, bylines.

use super::look::{self, End, Start};
use super::vocabulary;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::Source;

/// Blocks that a head has at most.
const MOST_BLOCKS: usize = 8;

/// Words of the longest kicker, byline, role, headline and standfirst.
const LONGEST_KICKER: usize = 4;
const LONGEST_BYLINE: usize = 9;
const LONGEST_ROLE: usize = 4;
const LONGEST_HEADLINE: usize = 24;
const LONGEST_STANDFIRST: usize = 60;

/// Marks the head's blocks, and puts the kicker first.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let texts: Vec<String> = draft
        .blocks
        .iter()
        .take(MOST_BLOCKS)
        .map_while(|block| headlike(block).then(|| look::text(source, block)))
        .collect();
    let byline = texts
        .iter()
        .position(|text| is_byline(text))
        .filter(|&at| at > 0 && texts[..at].iter().all(|text| look::words(text) <= LONGEST_STANDFIRST));
    let Some(headline) = headline(&texts[..byline.unwrap_or(texts.len())], draft.blocks.len()) else { return };
    let blocks = &mut draft.blocks;
    blocks[headline].kind = BlockKind::Headline;
    if headline > 0 {
        blocks[0].kind = BlockKind::Kicker;
    }
    let Some(byline) = byline else { return };
    for block in &mut blocks[headline + 1..byline] {
        block.kind = BlockKind::Standfirst;
    }
    blocks[byline].kind = BlockKind::Byline;
    let mut kicker = (headline > 0).then_some(0);
    let mut role = false;
    for at in byline + 1..texts.len() {
        let text = &texts[at];
        if is_byline(text) {
            blocks[at].kind = BlockKind::Byline;
        } else if kicker.is_none() && is_kicker(text, role) {
            blocks[at].kind = BlockKind::Kicker;
            kicker = Some(at);
        } else if !role && is_label(text) && look::words(text) <= LONGEST_ROLE && !look::is_all_capitals(text) {
            blocks[at].kind = BlockKind::Byline;
            role = true;
        } else if headline + 1 == byline && is_standfirst(source, blocks, at, text) {
            blocks[at].kind = BlockKind::Standfirst;
            break;
        } else {
            break;
        }
    }
    if let Some(kicker) = kicker {
        blocks[..=kicker].rotate_right(1);
    }
}

/// Whether a block may stand in a head at all.
fn headlike(block: &DraftBlock) -> bool {
    block.kind == BlockKind::Paragraph && look::size(block) < 500
}

/// The headline among the blocks before the byline, or before the text.
fn headline(texts: &[String], blocks: usize) -> Option<usize> {
    let is_title = |text: &String| {
        let asks = text.ends_with(['?', '!', '？', '！', '؟', '…']);
        look::words(text) <= LONGEST_HEADLINE
            && !look::holds_sentence_end(text)
            && (look::end(text) == End::Word || asks)
            && look::start(text) != Start::Lower
    };
    let first = texts.first().filter(|text| is_title(text))?;
    if blocks < 2 {
        return None;
    }
    let kicker = is_kicker(first, look::start(first) == Start::Caseless);
    match texts.get(1) {
        Some(second) if kicker && is_title(second) && look::columns(second) > look::columns(first) => Some(1),
        _ => Some(0),
    }
}

/// A few words that are a label and no sentence.
fn is_label(text: &str) -> bool {
    !matches!(look::end(text), End::Sentence | End::Colon | End::Pause | End::Hyphen)
        && look::start(text) != Start::Lower
}

/// Whether a short text is set as kickers are: in capitals, or in a script that has none (then only where `alone` leaves it no other reading).
fn is_kicker(text: &str, alone: bool) -> bool {
    let short = look::words(text) <= LONGEST_KICKER && is_label(text);
    short && (look::is_all_capitals(text) || (alone && look::start(text) == Start::Caseless))
}

/// `By Ann Lee`: the word for it, and then a name.
fn is_byline(text: &str) -> bool {
    if look::words(text) > LONGEST_BYLINE || look::end(text) == End::Sentence {
        return false;
    }
    let bare = text.trim_start_matches(|char: char| !char.is_alphanumeric());
    let lower = bare.to_lowercase();
    vocabulary::BY.iter().any(|by| {
        let Some(rest) = lower.strip_prefix(by) else { return false };
        let separated =
            rest.starts_with(|char: char| char.is_whitespace() || matches!(char, ':' | '：' | '／' | '/' | '・' | '|'));
        let name = bare
            .get(bare.len() - rest.len()..)
            .unwrap_or_default()
            .trim_start_matches(|char: char| !char.is_alphanumeric());
        separated
            && matches!(look::start(name), Start::Upper | Start::Caseless)
            && (look::start(name) == Start::Caseless || look::is_title_case(name) || look::words(name) <= 3)
    })
}

/// A sentence or two between head and first heading.
fn is_standfirst(source: &Source, blocks: &[DraftBlock], at: usize, text: &str) -> bool {
    let heads_section = |block: &DraftBlock| {
        block.lines.len() <= 3 && look::size(block) < 100 && {
            let text = look::text(source, block);
            look::end(&text) == End::Word || text.ends_with(['?', '？', '؟'])
        }
    };
    look::words(text) <= LONGEST_STANDFIRST
        && look::end(text) == End::Sentence
        && blocks.get(at + 1).is_some_and(heads_section)
}
