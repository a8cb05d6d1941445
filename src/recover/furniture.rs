//! Furniture: what a page carries beside the text, and not as a part of it. Running heads and folios repeat from page to page and cut
//! sentences in two; jump lines lead from page to page.

use super::captions;
use super::layout::{Histogram, WITHIN_MEASURE, extent};
use super::look::{self, End, Start};
use super::page_edges;
use super::vocabulary;
use crate::document::{BlockKind, Draft, DraftLine, Omission, OmissionKind};
use crate::source::unicode;
use crate::source::{Bare, Source, Span, Tally, UNHASHED, character_count, characters, hashed, sort};
use alloc::vec::Vec;

/// Columns of the longest running head.
const LONGEST_HEAD: u16 = 100;

/// Lines from a block's edge within which furniture is looked for.
const EDGE: usize = 3;

/// Lines of furniture, and of nothing else, that may stand between the halves of a sentence.
const FURTHEST_TEXT: usize = 64;

/// Words of the longest furniture that is passed over on the way to the text: "Fortsetzung von Seite 10".
const LONGEST_PASSED: usize = 4;

/// Words of the longest line at a page's edge.
const LONGEST_EDGE: usize = 16;

/// Signs between the parts of such a line.
const PARTING: &str = "|•·—–";

/// Words of the longest jump line.
pub(super) const LONGEST_JUMP: usize = 9;

/// The share of a running head's places at which it cuts a sentence, or stands at a form feed. A page ends within a sentence more
/// often than not; a heading that recurs never does.
const CUTTING_SHARE: f32 = 0.3;

/// Form feeds from which on a document has them at each page's end.
const FEWEST_PAGES: usize = 3;

/// Folios count up; between two that were found, so many may be missing.
const MISSING_PAGES: u32 = 4;

/// Digits of the longest page number that stands right behind the text.
const LONGEST_FOLIO: usize = 3;

/// The share of the measure from which on a line is as long as the text's own are.
const FULL_LINE: f32 = 0.85;

/// Finds furniture and leaves it out.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let mut candidates = candidates(source, draft);
    // Where form feeds part the pages, their furniture stands at them.
    let has_pages = draft.blocks.iter().filter(|block| block.page_break).count() >= FEWEST_PAGES;
    if !page_edges::tells_pages_apart(draft) {
        judge_groups(source, draft, &mut candidates, has_pages);
    }
    judge_neighbours(source, draft, &mut candidates, has_pages);
    leave_out(draft, &candidates);
    leave_out_glued_folio(source, draft);
}

/// Leaves out the page's number that extraction set right behind the text's last sign, or a last credit: "… on example.com.14",
/// "… © Agency19". A number that a note opens with is that note's mark.
fn leave_out_glued_folio(source: &Source, draft: &mut Draft) {
    let Some(line) = draft.blocks.last().and_then(|block| block.lines.last()) else { return };
    let text = look::line(source, line);
    let words = look::trim_end(text, |char| char.is_ascii_digit());
    let number = &text[words.len()..];
    if !(1..=LONGEST_FOLIO).contains(&number.len()) {
        return;
    }
    // Behind a letter, it is the page's only where words end the text that are no sentence: "It reads utf8" is whole.
    let is_glued = look::ends_in(words, ".!?…。！？؟”\")）]") || captions::ends_in_credit(words);
    let opens_note = |line: &DraftLine| {
        look::line(source, line).strip_prefix(number).is_some_and(|rest| look::starts_in(rest, " ."))
    };
    if !is_glued || look::is_whole(words) || draft.blocks.iter().any(|block| block.lines.iter().any(opens_note)) {
        return;
    }
    let folio = Span::new(line.text.end - number.len() as u32, line.text.end);
    if let Some(line) = draft.blocks.last_mut().and_then(|block| block.lines.last_mut()) {
        line.text.end = folio.start;
        line.width -= number.len() as u16;
        look::look_at(source, line);
    }
    draft.omit(OmissionKind::Folio, folio);
}

/// Leaves out the candidates judged so. A block that vanishes hands its page break on.
fn leave_out(draft: &mut Draft, candidates: &[Candidate]) {
    let mut candidates = candidates.iter().filter(|candidate| candidate.verdict.is_some());
    let mut next = candidates.next();
    let mut omitted = Vec::new();
    let (mut index, mut page_break) = (0, false);
    draft.rebuild(&mut |mut block, blocks| {
        block.page_break |= page_break;
        // Most blocks stay as they are.
        if next.is_some_and(|next| next.block == index) {
            let mut kept = Vec::with_capacity(block.lines.len());
            for (at, &line) in block.lines.iter().enumerate() {
                match next.filter(|next| next.block == index && next.line == at).and_then(|here| here.verdict) {
                    Some(kind) => {
                        omitted.push(Omission { kind, span: line.text });
                        next = candidates.next();
                    }
                    None => kept.push(line),
                }
            }
            block.lines = kept;
        }
        index += 1;
        page_break = block.page_break && block.lines.is_empty();
        if !block.lines.is_empty() {
            blocks.push(block);
        }
    });
    draft.omissions.append(&mut omitted);
}

/// A line that may be furniture.
struct Candidate {
    block: usize,
    line: usize,
    /// As [`key`] has it.
    key: u64,
    /// Its numbers, in order.
    numbers: Vec<u32>,
    /// What it was found to be.
    verdict: Option<OmissionKind>,
}

impl Candidate {
    /// Whether it is one number and no more.
    fn is_bare_number(&self) -> bool {
        self.key == WORDLESS && self.numbers.len() == 1
    }
}

fn candidates(source: &Source, draft: &Draft) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (block_index, block) in draft.blocks.iter().enumerate() {
        // What a pass before this one has found to be something is that.
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let lines = block.lines.len();
        for (line_index, line) in block.lines.iter().enumerate() {
            let text = look::line(source, line);
            let at_edge = line_index < EDGE || lines - line_index <= EDGE;
            let numbered = || {
                look::starts(text, unicode::is_numeric)
                    || look::ends(text, |char| unicode::is_numeric(char) || matches!(char, ']' | '-' | '|'))
            };
            // A year ends a sentence, or opens the last line of one: a page's number has no stop behind it.
            let is_year = || {
                let behind = look::trim_start(text, unicode::is_numeric);
                character_count(&text[..text.len() - behind.len()]) > LONGEST_FOLIO && look::starts_in(behind, ".。")
            };
            if line.width > LONGEST_HEAD || !(numbered() || at_edge && is_plain(line)) || is_year() {
                continue;
            }
            let mut numbers = Vec::new();
            let key = key(text, &mut |number| numbers.push(number));
            // A formula has numbers too, and one in brackets.
            if key != WORDLESS || !numbers.is_empty() && !look::holds_one(text, "(=") {
                candidates.push(Candidate { block: block_index, line: line_index, key, numbers, verdict: None });
            }
        }
    }
    candidates
}

/// Whether a line without a number at its edge is short enough, and no sentence.
fn is_plain(line: &DraftLine) -> bool {
    line.width <= LONGEST_HEAD
        && !matches!(line.ends, End::Sentence | End::Colon | End::Hyphen | End::Pause)
        && line.starts != Start::Lower
}

/// The key of lines without words.
pub(super) const WORDLESS: u64 = 0;

/// A hash of the words of a line without their numbers, in whatever order: left-hand and right-hand pages have the same. Calls `each`
/// with the numbers. A roman number alone on its line, or behind the word for a page, counts as a number.
pub(super) fn key(mut text: &str, each: &mut dyn FnMut(u32)) -> u64 {
    let bare = look::trim(text, |char| !unicode::is_alphanumeric(char));
    let before = look::trim_end(bare, unicode::is_alphabetic);
    let page = roman(&bare[before.len()..]).filter(|_| before.is_empty() || ends_in_page(before.bare_end()));
    // Such a number is part of the key as one in digits is, below.
    let mut key = WORDLESS;
    if let Some(number) = page {
        each(number);
        key = hashed(hashed(UNHASHED, '#'), ' ');
        text = before;
    }
    // What an address leads to, its numbers tell, and not its page; that may stand behind it.
    let mut leads = text.starts_with("http");
    let mut lettered = false;
    let mut hash = UNHASHED;
    let mut number = None;
    let mut letters = 0;
    for char in characters(text).chain([' ']) {
        if char.is_ascii_lowercase() {
            // As below; most are such.
            hash = hashed(hash, char);
            letters += 1;
        } else if let Some(digit) = digit(char).filter(|_| !leads) {
            // Numbers stand apart from words, and in Chinese and Japanese right behind them.
            number = Some(number.unwrap_or(0u32).saturating_mul(10).saturating_add(digit));
        } else if unicode::is_alphanumeric(char) {
            hash = hashed(hash, unicode::small(char));
            letters += char.len_utf8();
        } else if letters > 0 || number.is_some() {
            lettered |= letters > 1 || letters > 0 && number.is_some();
            if let Some(number) = number.take() {
                each(number);
                hash = hashed(hash, '#');
            }
            key = key.wrapping_add(hashed(hash, ' '));
            (hash, letters) = (UNHASHED, 0);
        }
        leads &= char != ' ';
    }
    if lettered { key } else { WORDLESS }
}

/// Whether the last word of `text` is one for a page.
fn ends_in_page(text: &str) -> bool {
    vocabulary::PAGE.holds(&text[look::trim_end(text, unicode::is_alphabetic).len()..])
}

/// The number that a small roman numeral stands for: prefaces are numbered so.
fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let (mut number, mut after) = (0i32, 0);
    for byte in text.bytes().rev() {
        let value = match byte {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            _ => return None,
        };
        number += if value < after { -value } else { value };
        after = value;
    }
    u32::try_from(number).ok()
}

/// Where the text's own lines end, nearly. What comes twice and is as long was wrapped as they were: a quotation stands within the text
/// and beside it. Pages' heads that reach from edge to edge have room within.
pub(super) struct FullLines {
    from: u32,
}

impl FullLines {
    pub(super) fn of<'d>(lines: impl Iterator<Item = &'d DraftLine>) -> Self {
        let mut extents = Histogram::new();
        lines.for_each(|line| extents.add(extent(line)));
        Self { from: (extents.quantile(WITHIN_MEASURE).unwrap_or(0) as f32 * FULL_LINE) as u32 }
    }

    /// Whether `line` is one of them, or goes on with a sentence.
    pub(super) fn have(&self, source: &Source, line: &DraftLine) -> bool {
        line.starts == Start::Lower || extent(line) >= self.from && !look::holds(look::line(source, line), "  ")
    }
}

/// Judges lines that recur: the same words, with the same numbers or with numbers that count up.
fn judge_groups(source: &Source, draft: &Draft, candidates: &mut [Candidate], has_pages: bool) {
    // Sorted by the first of their group, and then as they stand.
    let mut order = Vec::with_capacity(candidates.len());
    let mut first_of = Tally::default();
    for (index, candidate) in candidates.iter().enumerate() {
        let first = first_of.entry(candidate.key);
        if *first == 0 {
            *first = index as u32 + 1;
        }
        order.push(u64::from(*first) << 32 | index as u64);
    }
    sort(&mut order);
    let full = FullLines::of(draft.blocks.iter().flat_map(|block| &block.lines));
    let bare_numbers = candidates.iter().filter(|candidate| candidate.is_bare_number()).count();
    let mut rest = &order[..];
    while let Some(first) = rest.first() {
        let (here, behind) = rest.split_at(rest.partition_point(|packed| packed >> 32 == first >> 32));
        rest = behind;
        let group: Vec<usize> = here.iter().map(|&packed| packed as u32 as usize).collect();
        if group.len() < 2 {
            continue;
        }
        let first = &candidates[group[0]];
        let worded = first.key != WORDLESS;
        let is_full = full.have(source, &draft.blocks[first.block].lines[first.line]);
        let recurs = worded
            && (!is_full || group.len() > 2)
            && stands_alone(draft, candidates, &group)
            && is_same(candidates, &group);
        // The text's very first line comes again within the text: whatever its numbers, that is no title.
        let opens = worded && !is_full && first.block == 0 && first.line == 0;
        let grows = counts_up(candidates, &group);
        if !(grows || recurs || opens) {
            continue;
        }
        let cutting = group.iter().filter(|&&index| cuts(source, draft, &candidates[index], has_pages)).count();
        // Words that come again and again right below numbers that grow are a page's, wherever it ends, if no other words stand below such
        // numbers. Chapters begin at 1, and have titles of their own.
        let number_above = |index: usize| {
            let above = &candidates[index.saturating_sub(1)];
            let is_number = above.is_bare_number() && above.block + 1 == candidates[index].block;
            if is_number { above.numbers[0] } else { 0 }
        };
        let is_paged = || {
            let counts = |pair: &[usize]| {
                let [before, after] = [pair[0], pair[1]].map(number_above);
                before > 1 && may_follow(before, after)
            };
            group.len() > 2 && group.len() >= bare_numbers && group.windows(2).all(counts)
        };
        // So are those that stand behind their number here and before it there.
        let opens_with_number = |&&index: &&usize| {
            let candidate = &candidates[index];
            look::starts(look::line(source, &draft.blocks[candidate.block].lines[candidate.line]), unicode::is_numeric)
        };
        let alternates =
            || group.len() > 2 && (1..group.len()).contains(&group.iter().filter(opens_with_number).count());
        if cutting as f32 >= group.len() as f32 * CUTTING_SHARE && (cutting > 1 || worded || group.len() == 2)
            || recurs && is_paged()
            || worded && !is_full && grows && alternates()
        {
            let kind = if worded { OmissionKind::RunningHead } else { OmissionKind::Folio };
            for index in group {
                candidates[index].verdict = Some(kind);
            }
        }
    }
}

/// Whether the group's lines stand apart from text: alone, or beside a bare number. Words that recur within text are a quotation's.
fn stands_alone(draft: &Draft, candidates: &[Candidate], group: &[usize]) -> bool {
    let apart = |&&index: &&usize| {
        let candidate = &candidates[index];
        let beside = |other: usize| {
            candidates
                .get(other)
                .is_some_and(|other| other.key == WORDLESS && other.block.abs_diff(candidate.block) <= 1)
        };
        let lines = draft.blocks[candidate.block].lines.len();
        lines == 1 && group.len() > 2
            || beside(index + 1)
            || index > 0 && beside(index - 1)
            || draft.blocks[candidate.block].page_break
    };
    group.iter().filter(apart).count() * 10 >= group.len() * 8
}

/// Whether one of the group's numbers grows from place to place as pages do, none of which has the number 0.
fn counts_up(candidates: &[Candidate], group: &[usize]) -> bool {
    let fields = group.iter().map(|&index| candidates[index].numbers.len()).min().unwrap_or(0);
    (0..fields).any(|field| {
        let number = |index: usize| candidates[index].numbers[field];
        let steps = group.windows(2).filter(|pair| {
            let [before, after] = [pair[0], pair[1]].map(number);
            may_follow(before, after)
        });
        steps.count() * 10 >= (group.len() - 1) * 8 && group.iter().all(|&index| number(index) > 0)
    })
}

/// Whether the page numbered `after` may be the next that was found behind the page `before`.
fn may_follow(before: u32, after: u32) -> bool {
    before < after && after - before <= MISSING_PAGES
}

fn is_same(candidates: &[Candidate], group: &[usize]) -> bool {
    group.iter().all(|&index| candidates[index].numbers == candidates[group[0]].numbers)
}

/// Whether the line stands where a page ends: at a form feed, or within a sentence. What opens the text has none before it to cut.
fn cuts(source: &Source, draft: &Draft, candidate: &Candidate, has_pages: bool) -> bool {
    if candidate.block + candidate.line == 0 {
        return false;
    }
    let block = &draft.blocks[candidate.block];
    let next_breaks = draft.blocks.get(candidate.block + 1).is_some_and(|next| next.page_break);
    if (block.page_break && candidate.line < EDGE) || (next_breaks && block.lines.len() - candidate.line <= EDGE) {
        return true;
    }
    let near = candidate.block.saturating_sub(1)..draft.blocks.len().min(candidate.block + EDGE);
    if has_pages && !draft.blocks[near].iter().any(|block| block.page_break) {
        return false;
    }
    match nearest_text(source, draft, candidate, Side::Behind).map(|line| line.starts) {
        Some(Start::Lower) => true,
        Some(Start::Caseless) => nearest_text(source, draft, candidate, Side::Before)
            .is_some_and(|line| matches!(line.ends, End::Word | End::Pause | End::Hyphen)),
        _ => false,
    }
}

/// Which way from a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

/// The nearest line of text on one side, past neighbouring furniture, which is short, or the same again.
fn nearest_text<'d>(source: &Source, draft: &'d Draft, candidate: &Candidate, side: Side) -> Option<&'d DraftLine> {
    let mut block = candidate.block;
    let mut line = candidate.line;
    let own = look::line(source, &draft.blocks[block].lines[line]);
    for _ in 0..FURTHEST_TEXT {
        if side == Side::Before {
            while line == 0 {
                block = block.checked_sub(1).filter(|&block| block + EDGE >= candidate.block)?;
                line = draft.blocks[block].lines.len();
            }
            line -= 1;
        } else {
            line += 1;
            while line == draft.blocks[block].lines.len() {
                block += 1;
                if block == draft.blocks.len() || block > candidate.block + EDGE {
                    return None;
                }
                line = 0;
            }
        }
        let found = &draft.blocks[block].lines[line];
        let text = look::line(source, found);
        if text != own && (found.starts == Start::Lower || look::words(text) > LONGEST_PASSED) {
            return Some(found);
        }
    }
    None
}

/// What a European, Arabic, Persian or full-width digit counts.
fn digit(char: char) -> Option<u32> {
    let is = matches!(char, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{ff10}'..='\u{ff19}');
    is.then_some(u32::from(char) & 0xF)
}

/// Judges lines by the furniture that they stand beside: a bare number, a jump line.
fn judge_neighbours(source: &Source, draft: &Draft, candidates: &mut [Candidate], has_pages: bool) {
    for index in 0..candidates.len() {
        let candidate = &candidates[index];
        let near = |other: &Candidate| other.verdict.is_some() && other.block.abs_diff(candidate.block) <= 1;
        let beside = || candidates[index.saturating_sub(EDGE)..candidates.len().min(index + EDGE)].iter().any(near);
        if candidate.verdict.is_none() && candidate.is_bare_number() && beside() {
            candidates[index].verdict = Some(OmissionKind::Folio);
        }
    }
    let last = draft.blocks.len().saturating_sub(1);
    for candidate in candidates.iter_mut().filter(|candidate| candidate.verdict.is_none()) {
        let lines = &draft.blocks[candidate.block].lines;
        // A number alone at the text's very edge, or within a sentence, is its page's.
        let alone = lines.len() == 1 && (candidate.block == 0 || candidate.block == last);
        let cutting = || candidate.is_bare_number() && cuts(source, draft, candidate, has_pages);
        let text = look::line(source, &lines[candidate.line]);
        if last > 1 && (candidate.key == WORDLESS && (alone || cutting()) || alone && names_page(text)) {
            candidate.verdict = Some(OmissionKind::Folio);
        } else if last > 1 && alone && is_page_edge(text) {
            candidate.verdict = Some(OmissionKind::RunningHead);
        } else if is_jump(text, candidate) {
            candidate.verdict = Some(OmissionKind::JumpLine);
        }
    }
}

/// Whether a line says which page it is on, and no more: "Page 7".
fn names_page(text: &str) -> bool {
    let mut named = false;
    look::each_word(text, &mut |word| named |= vocabulary::PAGE.holds(word));
    named && look::words(text) <= 3 && look::any(text, unicode::is_numeric)
}

/// Whether a line has parts that signs or wide spaces set apart, and the first or the last of them is a page's number: "12 | THE QUAY | 8 March",
/// "THE QUAY   PAGE 7".
fn is_page_edge(text: &str) -> bool {
    let is_number = |word: &str| word.len() <= LONGEST_FOLIO && look::any(word, unicode::is_numeric);
    let is_page = |word: &str| vocabulary::PAGE.holds(word);
    let not_space = |char: char| !char.is_whitespace();
    let mut behind = look::trim_start(text, not_space);
    if is_page(&text[..text.len() - behind.len()]) {
        behind = look::trim_start(behind.bare_start(), not_space);
    }
    let opening = text[..text.len() - behind.len()].bare_end();
    let opening = look::last_word(opening);
    let before = look::trim_end(text, not_space);
    let closing = &text[before.len()..];
    let label = look::trim_end(before.bare_end(), unicode::is_alphabetic);
    let before = if is_page(before[label.len()..].bare_end()) { label } else { before };
    // What stands in capitals throughout needs less space about its number.
    let wide = if look::is_all_capitals(text) { "  " } else { "   " };
    let opens = is_number(opening) && (behind.starts_with(wide) || look::starts_in(behind.bare_start(), PARTING));
    let closes = is_number(closing) && (before.ends_with(wide) || look::ends_in(before.bare_end(), PARTING));
    (opens || closes) && look::words(text) <= LONGEST_EDGE
}

/// Whether a line leads to another page: few words, a number, and a word for it in front or behind the catchword: "STEAMER, from page 12".
fn is_jump(text: &str, candidate: &Candidate) -> bool {
    if candidate.key == WORDLESS || candidate.numbers.len() != 1 || look::words(text) > LONGEST_JUMP {
        return false;
    }
    let lower = look::lower(text);
    let bare = look::trim_start(&lower, |char| !unicode::is_alphanumeric(char));
    let behind_catchword = look::trim_start(bare, |char| !matches!(char, ',' | '—' | '–' | ':'));
    let behind_catchword = look::trim_start(behind_catchword, |char| !unicode::is_alphanumeric(char));
    vocabulary::JUMP.iter().any(|word| {
        // In Korean it stands behind the page's number, or before it.
        if look::starts(word, look::is_syllable) {
            bare.starts_with(word) || look::trim_end(bare, |char| !unicode::is_alphanumeric(char)).ends_with(word)
        } else if look::starts(word, look::is_unspaced) {
            look::holds(bare, word)
        } else {
            bare.starts_with(word) || behind_catchword.starts_with(word)
        }
    }) || names_page(behind_catchword) && look::spaced(text).any(|word| word.len() > 3 && look::is_all_capitals(word))
}
