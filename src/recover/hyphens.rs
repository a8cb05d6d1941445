//! Hyphens at line ends: mended where they cut a word, kept where the word has one. The document's own words decide first.

use super::look::{self, End};
use super::vocabulary;
use crate::document::{Draft, DraftBlock, Join, OmissionKind};
use crate::source::{Source, Span};
use std::collections::HashMap;

/// Letters from which on a half that is a word of its own speaks for a compound: shorter words are syllables too.
const SHORTEST_HALF: usize = 4;

/// The share of line ends within paragraphs that have a hyphen where words are cut at all: in narrow columns one in ten, in wide ones one in thirty.
/// True hyphens stand at fewer line ends.
const RAREST_CUTS: f32 = 0.02;

/// Mends the words that a line's end cut.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let cuts: Vec<(usize, usize, Cut)> = draft
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| !block.kind.keeps_lines())
        .flat_map(|(index, block)| {
            (1..block.lines.len()).filter_map(move |line| Some((index, line, Cut::at(source, block, line)?)))
        })
        .collect();
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
struct Cut {
    hyphen: Span,
    /// A soft hyphen stands for nothing else than the cut.
    soft: bool,
    /// The halves, in lower case.
    before: String,
    after: String,
    /// Whether the second half begins with a capital or a digit.
    after_capital: bool,
    /// Whether both halves are capitals throughout.
    capitals: bool,
}

impl Cut {
    fn at(source: &Source, block: &DraftBlock, line: usize) -> Option<Self> {
        let before = look::line(source, &block.lines[line - 1]);
        if look::end(before) != End::Hyphen {
            return None;
        }
        let sign = before.chars().next_back().filter(|char| matches!(char, '-' | '\u{2010}' | '\u{ad}'))?;
        let stem = &before[..before.len() - sign.len_utf8()];
        let half = stem.rsplit(|char: char| !is_word(char)).next()?;
        let after = look::line(source, &block.lines[line]);
        let rest = after.split(|char: char| !is_word(char)).next()?;
        let end = block.lines[line - 1].text.end;
        let first = rest.chars().next()?;
        (half.chars().next_back()?.is_alphanumeric()).then(|| Self {
            hyphen: Span::new(end - sign.len_utf8() as u32, end),
            soft: sign == '\u{ad}',
            before: half.to_lowercase(),
            after: rest.to_lowercase(),
            capitals: look::is_all_capitals(half) && look::is_all_capitals(rest),
            after_capital: first.is_uppercase() || first.is_numeric() || half.chars().all(char::is_numeric),
        })
    }

    fn joined(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    fn hyphened(&self) -> String {
        format!("{}-{}", self.before, self.after)
    }
}

/// Characters of a word that a line may cut.
fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '\'' | '’' | '\u{200c}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

/// How often a half is counted where it stands nowhere but at the cut: by itself, and as a part of the cut word.
const AT_THE_CUT: u32 = 2;

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
    counts: HashMap<String, u32>,
    /// Whether the document cuts words at all; if not, each hyphen at a line's end is the word's own.
    cuts_words: bool,
}

impl Words {
    fn counted(source: &Source, cuts: &[(usize, usize, Cut)], line_ends: usize) -> Self {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for (_, _, cut) in cuts {
            for word in [cut.joined(), cut.hyphened(), cut.before.clone(), cut.after.clone()] {
                counts.insert(word, 0);
            }
        }
        let mut lower = String::new();
        for line in source.lines().iter() {
            // A line's last half and first half are no words: the hyphen is left on the one, and the other begins a line.
            for word in source.slice(line.text).split(|char: char| !(is_word(char) || char == '-')) {
                for word in [word].into_iter().chain(word.split('-').filter(|part| part.len() < word.len())) {
                    lower.clear();
                    lower.extend(word.chars().flat_map(char::to_lowercase));
                    if let Some(count) = counts.get_mut(lower.as_str()) {
                        *count += 1;
                    }
                }
            }
        }
        let mut this = Self { counts, cuts_words: true };
        let joined = cuts.iter().filter(|(_, _, cut)| cut.soft || this.count(&cut.joined()) > 0).count();
        let hyphened = cuts.iter().filter(|(_, _, cut)| this.count(&cut.hyphened()) > 0).count();
        this.cuts_words = joined > hyphened || cuts.len() as f32 > line_ends as f32 * RAREST_CUTS;
        this
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    fn verdict(&self, cut: &Cut) -> Verdict {
        if cut.soft {
            return Verdict::Mend;
        }
        let stands = |half: &str, often: u32| half.chars().count() >= SHORTEST_HALF && self.count(half) > often;
        let (joined, hyphened) = (self.count(&cut.joined()), self.count(&cut.hyphened()));
        if vocabulary::PAIRING.contains(&cut.after.as_str()) && joined == 0 && self.count(&cut.after) > SURELY_A_WORD {
            return Verdict::Part;
        }
        if joined != hyphened {
            return if joined > hyphened { Verdict::Mend } else { Verdict::Keep };
        }
        if !self.cuts_words {
            return Verdict::Keep;
        }
        let ends_compound =
            vocabulary::HYPHENED.contains(&cut.after.as_str()) && cut.before.chars().count() >= SHORTEST_HALF;
        let both_stand = stands(&cut.before, AT_THE_CUT)
            && stands(&cut.after, AT_THE_CUT)
            && !vocabulary::FUSING.contains(&cut.before.as_str());
        if (cut.after_capital && !cut.capitals) || ends_compound || both_stand { Verdict::Keep } else { Verdict::Mend }
    }
}
