//! Head matter: what stands above an article's text: kicker, headline, standfirst, bylines, dateline; and the name that is signed below it.

use super::captions;
use super::headings;
use super::look::{self, End, Start};
use super::names::Names;
use super::source_notes;
use super::vocabulary;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, Join};
use crate::source::unicode;
use crate::source::{Source, character_count, columns, offset_of};
use alloc::borrow::Cow;
use alloc::vec::Vec;

/// Blocks that a head has at most.
const MOST_BLOCKS: usize = 8;

/// Words of the longest kicker, byline, role, headline and standfirst.
const LONGEST_KICKER: usize = 4;
const LONGEST_BYLINE: usize = 9;
const LONGEST_CASELESS_KICKER: u32 = 10;
const LONGEST_ROLE: usize = 4;
const LONGEST_ROLE_ABOVE_TEXT: usize = 2;
const LONGEST_HEADLINE: usize = 24;
const LONGEST_STANDFIRST: usize = 60;

/// Words of the shortest title above an abstract, and blocks there.
const SHORTEST_TITLE: usize = 3;
const MOST_ABOVE_ABSTRACT: usize = 24;

/// Blocks before names that have no word for it: a kicker, a headline, a standfirst.
const LAST_BARE: usize = 3;

/// Columns of the shortest paragraph that surely is text.
const SHORTEST_TEXT: u32 = 160;

/// Words of the shortest standfirst that nothing else tells than the space about it: a first heading has fewer.
const SHORTEST_PARTED: usize = 9;

/// Words of a dateline: before its day, behind it, of its place: "Published on 3 March", "3 de marzo de 1931", "South Skerra".
const LONGEST_LABEL: usize = 2;
const LONGEST_MONTH: usize = 3;
const LONGEST_PLACE: usize = 3;

/// Columns of the longest dateline.
const LONGEST_DATELINE: u32 = 80;

/// Places and weekdays of a dateline.
const MOST_PLACES: usize = 3;

/// Marks the head's blocks, and puts the kicker first.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    // A title page may set "by" on a line of its own. In Chinese the word for it is the author's office as well.
    let is_by = |block: &DraftBlock| {
        let text = look::first(source, block);
        headlike(block) && block.lines.len() == 1 && block.starts() != Start::Caseless && vocabulary::BY.holds(text)
    };
    let is_name = |by: usize| draft.blocks.get(by + 1).is_some_and(|name| headlike(name) && name.lines.len() == 1);
    let by = draft.blocks.iter().take(MOST_BLOCKS).position(is_by);
    if let Some(by) = by.filter(|&by| by > 0 && is_name(by)) {
        wraps::join_to_next(draft, Join::Space, &|at| at == by);
    }
    let blocks = &mut draft.blocks[..];
    // A sign may stand before the names, as before an item.
    for block in blocks.iter_mut().take(MOST_BLOCKS).filter(|block| block.kind == BlockKind::ListItem) {
        if block.lines.len() == 1 && is_byline(look::first(source, block)) {
            (block.kind, block.level) = (BlockKind::Paragraph, 0);
        }
    }
    // Until the rest is told, datelines stand before it.
    let datelines = datelines(source, blocks);
    for (to, &at) in datelines.iter().enumerate() {
        carry(blocks, at, to);
    }
    // A letterhead in columns may stand above the head, or a picture.
    let is_head = |block: &DraftBlock| {
        !matches!(block.kind, BlockKind::Table | BlockKind::Caption | BlockKind::Credit | BlockKind::SourceNote)
    };
    let (count, rest) = (datelines.len(), &blocks[datelines.len()..]);
    let above = count + rest.iter().position(is_head).unwrap_or(rest.len());
    let head = &mut blocks[above..];
    mark(source, head);
    let has_head = head.iter().any(|block| block.kind == BlockKind::Headline);
    for (to, &at) in datelines.iter().enumerate().rev() {
        carry(blocks, to, at);
        if has_head {
            blocks[at].kind = BlockKind::Dateline;
        }
    }
    let head = &mut blocks[above - count..];
    if let Some(kicker) = head.iter().position(|block| block.kind == BlockKind::Kicker) {
        carry(head, kicker, 0);
    }
    sign(source, head, has_head);
}

/// Moves the block at `from` to `to`; what lies between moves up or down by one.
#[inline(never)]
fn carry(blocks: &mut [DraftBlock], mut from: usize, to: usize) {
    while from != to {
        let next = if from < to { from + 1 } else { from - 1 };
        blocks.swap(from, next);
        from = next;
    }
}

/// Where the head's datelines stand. Where text stands between two, they are a diary's headings.
fn datelines(source: &Source, blocks: &[DraftBlock]) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        // With a place, it may have been taken for what a picture shows.
        let most_places = match block.kind {
            BlockKind::Paragraph => MOST_PLACES,
            BlockKind::Caption => 1,
            _ => continue,
        };
        if block.lines.len() == 1
            && look::size(block) <= LONGEST_DATELINE
            && is_dateline(look::first(source, block), most_places)
        {
            let first = *found.first().unwrap_or(&at);
            if at >= MOST_BLOCKS || blocks[first..at].iter().any(|block| look::size(block) > SHORTEST_TEXT) {
                return Vec::new();
            }
            found.push(at);
        }
    }
    found
}

/// Marks the blocks of the head.
fn mark(source: &Source, blocks: &mut [DraftBlock]) {
    // A head has a text below it.
    if blocks.len() < 2 {
        return;
    }
    let texts: Vec<Cow<str>> =
        blocks.iter().take(MOST_BLOCKS).map_while(|block| headlike(block).then(|| look::text(source, block))).collect();
    let byline = texts
        .iter()
        .position(|text| is_byline(text) || is_signed(text))
        .or_else(|| bare_byline(source, blocks, &texts))
        .filter(|&at| at > 0 && texts[..at].iter().all(|text| look::words(text) <= LONGEST_STANDFIRST));
    let titled = || titles_paper(source, blocks, &texts).then_some(0);
    let Some(headline) = headline(&texts, byline).or_else(titled) else { return };
    // What the text goes on with, in a small letter, is the half of a sentence.
    let text = blocks[headline + 1..].iter().find(|block| block.kind == BlockKind::Paragraph);
    if byline.is_none() && text.is_some_and(|block| block.starts() == Start::Lower) {
        return;
    }
    blocks[headline].kind = BlockKind::Headline;
    if headline > 0 {
        blocks[0].kind = BlockKind::Kicker;
    }
    let Some(byline) = byline else { return };
    let mut kicker = (headline > 0).then_some(0);
    for at in headline + 1..byline {
        let labelled = kicker.is_none() && is_kicker(&texts[at], false);
        blocks[at].kind = if labelled { BlockKind::Kicker } else { BlockKind::Standfirst };
        kicker = kicker.or(labelled.then_some(at));
    }
    blocks[byline].kind = BlockKind::Byline;
    let mut role = false;
    for at in byline + 1..texts.len() {
        let text = &texts[at];
        if headings::is_bare_number(text) {
            break;
        } else if is_byline(text) {
            blocks[at].kind = BlockKind::Byline;
        } else if kicker.is_none() && is_kicker(text, role) && (role || !is_below(&blocks[at], text)) {
            blocks[at].kind = BlockKind::Kicker;
            kicker = Some(at);
        } else if !role && is_role(&blocks[at], text, texts.get(at + 1)) {
            blocks[at].kind = BlockKind::Byline;
            role = true;
        } else if headline + 1 == byline && is_standfirst(source, blocks, at, text) {
            blocks[at].kind = BlockKind::Standfirst;
            break;
        } else {
            break;
        }
    }
    let last = blocks.len() - 1;
    if kicker.is_none()
        && last > byline
        && headlike(&blocks[last])
        && is_kicker(&look::text(source, &blocks[last]), false)
        && !vocabulary::END.holds(look::first(source, &blocks[last]))
    {
        blocks[last].kind = BlockKind::Kicker;
    }
}

/// Marks the name that stands below the text, where none stands above it.
fn sign(source: &Source, blocks: &mut [DraftBlock], has_head: bool) {
    let is_behind = |kind| {
        matches!(
            kind,
            BlockKind::SourceNote | BlockKind::Footnote | BlockKind::Caption | BlockKind::Credit | BlockKind::Separator
        )
    };
    let Some(last) = blocks.iter().rposition(|block| !is_behind(block.kind)) else { return };
    let (text, signed) = blocks[..=last].split_at_mut(last);
    let signed = &mut signed[0];
    let is_below_text =
        text.last().is_some_and(|block| block.kind == BlockKind::Paragraph && block.ends() == End::Sentence);
    if !is_below_text
        || !headlike(signed)
        || signed.lines.len() > 1
        || text.iter().any(|block| block.kind == BlockKind::Byline)
    {
        return;
    }
    let line = look::first(source, signed);
    let name = look::trim_start(line, |char| matches!(char, '—' | '–' | '-' | '~' | ' '));
    let is_name = || {
        look::end(name) == End::Word
            && Names::of(source).are(look::parts(name, |char| char == ',').next().unwrap_or_default(), 1)
    };
    // A dash before it says so even where the text has no head.
    if (has_head || name.len() < line.len()) && (is_byline(name) || is_signed(name) || is_name()) {
        signed.kind = BlockKind::Byline;
    }
}

/// `Skerra, 3 March 1931`: a day and a year, and about them at most so many places, weekdays and words that it was published.
fn is_dateline(text: &str, mut most_places: usize) -> bool {
    let (day, year) = captions::day_and_year(text);
    if !(day && year) || look::end(text) != End::Word {
        return false;
    }
    look::parts(text, |char| look::is_in(char, ",،，|·•")).all(|part| {
        let (mut before, mut behind) = (0, None);
        for word in look::spaced(part) {
            match &mut behind {
                _ if look::start(word) == Start::Digit => behind = behind.or(Some(0)),
                Some(behind) => *behind += 1,
                None => before += 1,
            }
        }
        let Some(behind) = behind else {
            most_places = most_places.wrapping_sub(1);
            return most_places < MOST_PLACES && before <= LONGEST_PLACE && look::start(part) != Start::Lower;
        };
        behind <= LONGEST_MONTH && (before <= 1 || before <= LONGEST_LABEL && source_notes::says_published(part))
    })
}

/// Whether a block may stand in a head at all.
fn headlike(block: &DraftBlock) -> bool {
    block.kind == BlockKind::Paragraph && look::size(block) < 500
}

/// The headline among the blocks before the byline, or before the text.
fn headline(texts: &[Cow<str>], byline: Option<usize>) -> Option<usize> {
    let is_title = |text: &Cow<str>| {
        if headings::is_bare_number(text) || headings::names_part(text) {
            return false;
        }
        let asks = look::asks(text) || text.ends_with('…');
        // Above a byline a title may have full stops.
        let plain = byline.is_some() || (!look::holds_sentence_end(text) && (look::end(text) == End::Word || asks));
        look::words(text) <= LONGEST_HEADLINE && plain && look::start(text) != Start::Lower
    };
    let texts = &texts[..byline.unwrap_or(texts.len())];
    let first = texts.first().filter(|text| is_title(text))?;
    let kicker = is_kicker(first, look::start(first) == Start::Caseless);
    match texts.get(1) {
        Some(second) if kicker && is_title(second) && columns(second) > columns(first) => Some(1),
        _ => Some(0),
    }
}

/// Whether the first of `texts` is a paper's title, however it begins and ends: an abstract stands below, and before that no text.
fn titles_paper(source: &Source, blocks: &[DraftBlock], texts: &[Cow<str>]) -> bool {
    let is_abstract = |block: &DraftBlock| vocabulary::ABSTRACT.titles(source, block);
    texts.first().is_some_and(|title| {
        (SHORTEST_TITLE..=LONGEST_HEADLINE).contains(&look::words(title)) && !look::holds_sentence_end(title)
    }) && blocks.iter().take(MOST_ABOVE_ABSTRACT).take_while(|block| headlike(block)).any(is_abstract)
}

/// A few words that are a label and no sentence.
fn is_label(text: &str) -> bool {
    !matches!(look::end(text), End::Sentence | End::Colon | End::Pause | End::Hyphen)
        && look::start(text) != Start::Lower
}

/// Whether capitals stand right below the name, where a kicker is parted from it.
fn is_below(block: &DraftBlock, text: &str) -> bool {
    block.gap == 0 && look::is_all_capitals(text)
}

/// What an author is: a word or two; more only where another short line follows, for a heading stands right above the text.
fn is_role(block: &DraftBlock, text: &str, next: Option<&Cow<str>>) -> bool {
    // Without spaces, a text counts as one word more than its letters make.
    let words = look::words(text) - usize::from(look::starts(text, look::is_unspaced));
    let before_text = next.is_none_or(|next| look::end(next) == End::Sentence);
    is_label(text)
        && look::has_letters(text, 1)
        && !look::any(text, unicode::is_numeric)
        && (!look::is_all_capitals(text) || is_below(block, text))
        && words <= if before_text { LONGEST_ROLE_ABOVE_TEXT } else { LONGEST_ROLE }
}

/// Whether a short text is set as kickers are: in capitals, or in a script that has none (then only where `alone` leaves it no other reading).
fn is_kicker(text: &str, alone: bool) -> bool {
    let caseless = alone
        && look::start(text) == Start::Caseless
        && look::words(text) <= 2
        && columns(text) <= LONGEST_CASELESS_KICKER;
    look::words(text) <= LONGEST_KICKER && is_label(text) && (look::is_all_capitals(text) || caseless)
}

/// The names alone that stand right above the text and below its title, "ANN LEE AND JO FENN"; a place or a role may stand below them.
fn bare_byline(source: &Source, blocks: &[DraftBlock], texts: &[Cow<str>]) -> Option<usize> {
    let below = blocks.iter().position(|block| look::size(block) > SHORTEST_TEXT)?.checked_sub(1)?;
    let is_role = |text: &&Cow<str>| is_label(text) && look::words(text) <= LONGEST_ROLE_ABOVE_TEXT;
    let above = texts.get(below).filter(is_role).filter(|_| blocks[below].gap == 0).and(below.checked_sub(1));
    [Some(below), above].into_iter().flatten().find(|&at| {
        let name = texts.get(at).filter(|text| look::end(text) == End::Word && !headings::names_part(text));
        let name = name.and_then(|text| look::parts(text, |char| char == ',').next());
        (1..=LAST_BARE).contains(&at) && name.is_some_and(|name| Names::of(source).are(name, 1))
    })
}

/// `By Ann Lee`: the word for it, and then a name.
pub(super) fn is_byline(text: &str) -> bool {
    if look::words(text) > LONGEST_BYLINE || look::end(text) == End::Sentence {
        return false;
    }
    let not_word = |char: char| !unicode::is_alphanumeric(char);
    let bare = look::trim_start(text, not_word);
    let lower = look::lower(bare);
    vocabulary::BY.iter().any(|by| {
        let Some(rest) = lower.strip_prefix(by) else { return false };
        let separated = look::starts(rest, |char| char.is_whitespace() || look::is_in(char, ":：／/・|"));
        // Counted in characters: small letters may take other bytes than their capitals.
        let behind = &bare[offset_of(bare, character_count(by))..];
        let name = look::trim_start(behind, not_word);
        separated
            && look::starts_anew(name)
            && (look::start(name) == Start::Caseless || look::is_title_case(name) || look::words(name) <= 3)
            || separated && ends_in_name(name)
    })
}

/// `김민수 기자`: a name, and then the word for it.
fn is_signed(text: &str) -> bool {
    let closes = |by: &str| text.ends_with(by) && text.len() > by.len();
    look::words(text) <= LONGEST_ROLE && vocabulary::BY_BEHIND.iter().any(closes)
}

/// "Our correspondent Ann Lee": a word or two in small letters, and two with capitals.
fn ends_in_name(text: &str) -> bool {
    let mut capitals = 0;
    look::spaced(text).for_each(|word| capitals = if look::start(word) == Start::Upper { capitals + 1 } else { 0 });
    capitals > 1
}

/// A sentence or two between head and first heading, or parted from the text.
fn is_standfirst(source: &Source, blocks: &[DraftBlock], at: usize, text: &str) -> bool {
    let heads_section = |block: &DraftBlock| {
        block.lines.len() <= 3 && look::size(block) < 100 && {
            let text = look::text(source, block);
            look::end(&text) == End::Word || look::ends_in(&text, "?？؟")
        }
    };
    // Where nothing parts the paragraphs of the text, a blank line parts the standfirst from them.
    let is_parted = || {
        let gap = |at: usize| blocks.get(at).map(|block| block.gap);
        let says = look::words(text) >= SHORTEST_PARTED && !look::is_all_capitals(text);
        says && gap(at) > Some(0) && gap(at + 1) > Some(0) && gap(at + 2) == Some(0)
    };
    look::words(text) <= LONGEST_STANDFIRST
        && look::inner_sentence_ends(text) <= 1
        && (look::end(text) == End::Sentence || look::holds_sentence_end(text))
        && blocks
            .get(at + 1)
            .is_some_and(|below| below.kind == BlockKind::Paragraph && (heads_section(below) || is_parted()))
}
