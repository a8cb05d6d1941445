//! Hyphens at line ends: mended where they cut a word, kept where the word has one. The document's own words decide first.

use super::look::{self, End};
use super::vocabulary;
use crate::document::{Draft, DraftBlock, Join, OmissionKind};
use crate::source::unicode;
use crate::source::{Source, Span, Tally, UNHASHED, character_count, characters, hashed, hashed_lower};
use alloc::vec::Vec;

/// Letters from which on a half that is a word of its own speaks for a compound: shorter words are syllables too.
const SHORTEST_HALF: usize = 4;

/// The share of line ends within paragraphs that have a hyphen where words are cut at all: in narrow columns one in ten, in wide ones one in thirty.
/// True hyphens stand at fewer line ends.
const RAREST_CUTS: f32 = 0.02;

/// Mends the words that a line's end cut.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let mut cuts: Vec<(usize, usize, Cut)> = Vec::new();
    for (index, block) in draft.blocks.iter().enumerate().filter(|(_, block)| !block.kind.keeps_lines()) {
        for line in 1..block.lines.len() {
            if let Some(cut) = Cut::at(source, block, line) {
                cuts.push((index, line, cut));
            }
        }
    }
    if cuts.is_empty() {
        return;
    }
    let line_ends = draft.blocks.iter().map(|block| block.lines.len() - 1).sum();
    let words = Words::counted(source, &cuts, line_ends);
    for (block, line, cut) in cuts {
        let join = &mut draft.blocks[block].lines[line].join;
        match words.verdict(&cut) {
            Verdict::Mend => {
                *join = Join::Nothing;
                draft.omit(OmissionKind::Hyphen, cut.hyphen);
            }
            Verdict::Keep => *join = Join::Nothing,
            Verdict::Part => {}
        }
    }
}

/// A word that a line's end cuts.
struct Cut<'s> {
    hyphen: Span,
    /// A soft hyphen stands for nothing else than the cut.
    soft: bool,
    /// The halves.
    before: &'s str,
    after: &'s str,
    /// Whether the second half begins with a capital or a digit.
    after_capital: bool,
    /// Whether both halves are capitals throughout.
    capitals: bool,
    /// Whether the word has another hyphen before its first half, or behind its second.
    links_before: bool,
    links_after: bool,
    /// The hashes of the word without the hyphen and with it, and of its halves.
    words: [u64; 4],
}

impl<'s> Cut<'s> {
    fn at(source: &'s Source, block: &DraftBlock, line: usize) -> Option<Self> {
        if block.lines[line - 1].ends != End::Hyphen {
            return None;
        }
        let before = look::line(source, &block.lines[line - 1]);
        let sign = before.chars().next_back().filter(|char| matches!(char, '-' | '\u{2010}' | '\u{ad}'))?;
        let stem = &before[..before.len() - sign.len_utf8()];
        let half = &stem[look::trim_end(stem, is_word).len()..];
        let after = look::line(source, &block.lines[line]);
        let rest = &after[..after.len() - look::trim_start(after, is_word).len()];
        let end = block.lines[line - 1].text.end;
        let first = rest.chars().next()?;
        // A bracket before the hyphen belongs to a name: "(2E)-hexenal".
        look::ends(stem, |char| unicode::is_alphanumeric(char) || matches!(char, ')' | ']')).then(|| Self {
            hyphen: Span::new(end - sign.len_utf8() as u32, end),
            soft: sign == '\u{ad}',
            before: half,
            after: rest,
            words: words_of(half, rest),
            capitals: look::is_all_capitals(half) && look::is_all_capitals(rest),
            links_before: look::ends_in(&stem[..stem.len() - half.len()], "-"),
            links_after: look::starts_in(&after[rest.len()..], "-"),
            after_capital: unicode::is_uppercase(first)
                || unicode::is_numeric(first)
                || look::all(half, unicode::is_numeric),
        })
    }
}

/// As [`Cut::words`] has them.
fn words_of(before: &str, after: &str) -> [u64; 4] {
    let half = hashed_lower(UNHASHED, before);
    let joined = hashed_lower(half, after);
    let hyphened = hashed_lower(hashed(half, '-'), after);
    [joined, hyphened, half, hashed_lower(UNHASHED, after)]
}

/// Characters of a word that a line may cut.
fn is_word(char: char) -> bool {
    unicode::is_alphanumeric(char)
        || matches!(char, '\'' | '’' | '\u{200c}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

/// How often a half is counted where it stands nowhere but at the cut: by itself, and as a part of the cut word.
const AT_THE_CUT: u32 = 2;

/// One line in so many has a hyphen between small letters where compounds are hyphened: in English one in fifteen, in German hardly any.
const LINES_A_COMPOUND: usize = 100;

/// How often a short word stands in a text of its language at least.
const SURELY_A_WORD: u32 = 3;

/// What becomes of a hyphen at a line's end.
enum Verdict {
    /// It goes, and the halves are one word.
    Mend,
    /// It stays, and nothing comes between.
    Keep,
    /// It stays, and the words stay apart.
    Part,
}

/// How often the words stand in the document that the verdicts need.
struct Words {
    counts: Tally,
    /// Whether the document cuts words at all; if not, each hyphen at a line's end is the word's own.
    cuts_words: bool,
    /// Whether it has hyphens between small letters within its lines: German sets two words together without one.
    has_compounds: bool,
}

impl Words {
    fn counted(source: &Source, cuts: &[(usize, usize, Cut)], line_ends: usize) -> Self {
        let mut counts = Tally::default();
        for (_, _, cut) in cuts {
            for word in cut.words {
                counts.entry(word);
            }
        }
        // A line's last half and first half are no words: the hyphen is left on the one, and the other begins a line.
        let mut compounds = 0;
        for line in source.lines().iter() {
            let text = source.slice(line.text);
            let is_small =
                |at: usize| text.as_bytes().get(at).is_some_and(|byte| !byte.is_ascii() || byte.is_ascii_lowercase());
            compounds += memchr::memchr_iter(b'-', text.as_bytes())
                .filter(|&at| at > 0 && is_small(at - 1) && is_small(at + 1))
                .count();
            each_word(text, &mut |word| {
                if let Some(count) = counts.known(word) {
                    *count += 1;
                }
            });
        }
        let (mut joined, mut hyphened) = (0, 0);
        for (_, _, cut) in cuts {
            let [one, two, ..] = cut.words;
            joined += u32::from(cut.soft || counts.count(one) > 0);
            hyphened += u32::from(counts.count(two) > 0);
        }
        let cuts_words = joined > hyphened || cuts.len() as f32 > line_ends as f32 * RAREST_CUTS;
        Self { counts, cuts_words, has_compounds: compounds * LINES_A_COMPOUND >= source.lines().len() }
    }

    fn verdict(&self, cut: &Cut) -> Verdict {
        if cut.soft {
            return Verdict::Mend;
        }
        if cut.before.is_empty() {
            return Verdict::Keep;
        }
        let [joined, hyphened, before, after] = cut.words.map(|word| self.counts.count(word));
        if joined == 0 && !cut.links_after && after > SURELY_A_WORD && vocabulary::PAIRING.holds(cut.after) {
            return Verdict::Part;
        }
        if joined != hyphened {
            return if joined > hyphened { Verdict::Mend } else { Verdict::Keep };
        }
        if !self.cuts_words {
            return Verdict::Keep;
        }
        let is_long = |half: &str| character_count(half) >= SHORTEST_HALF;
        let ends_compound = is_long(cut.before) && vocabulary::HYPHENED.holds(cut.after);
        // "Five-and-forty", "bread-and-milk".
        let is_link = |half: &str, count: u32| !is_long(half) && count > SURELY_A_WORD;
        let linked = cut.links_before && is_link(cut.before, before) || cut.links_after && is_link(cut.after, after);
        let both_stand = self.has_compounds
            && before > AT_THE_CUT
            && after > AT_THE_CUT
            && is_long(cut.before)
            && is_long(cut.after)
            && !vocabulary::FUSING.holds(cut.before);
        if (cut.after_capital && !cut.capitals) || linked || ends_compound || both_stand {
            Verdict::Keep
        } else {
            Verdict::Mend
        }
    }
}

/// Calls `each` with the hash of each word in `text`, in lower case: of those with hyphens in them and of their parts.
fn each_word(text: &str, each: &mut dyn FnMut(u64)) {
    // The word at hand, the part of it behind its last hyphen, and whether it has one.
    let (mut word, mut part, mut parted) = (UNHASHED, UNHASHED, false);
    let mut characters = characters(text);
    loop {
        match characters.next() {
            // Most are small letters.
            Some(char) if char.is_ascii_lowercase() || is_word(char) => {
                let lower = unicode::small(char);
                word = hashed(word, lower);
                part = hashed(part, lower);
            }
            Some(char @ '-') => {
                each(part);
                (part, parted) = (UNHASHED, true);
                word = hashed(word, char);
            }
            end if word == UNHASHED && end.is_some() => {}
            end => {
                each(word);
                if parted {
                    each(part);
                }
                (word, part, parted) = (UNHASHED, UNHASHED, false);
                if end.is_none() {
                    return;
                }
            }
        }
    }
}
