//! The plan: which words of the text stand for each word of the query.

use super::Options;
use super::matching::Matcher;
use super::query::{Atom, Clause, Query, Scope, Word};
use super::score;
use crate::index::{self, GROUP, Index, Joint, Near};
use crate::source::{character_count, sort};
use alloc::string::String;
use alloc::vec::Vec;

/// What to look for, clause by clause.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// What passages must match.
    pub wanted: Vec<Wanted>,
    /// What they must not match.
    pub unwanted: Vec<Wanted>,
}

/// One clause of the query, as words of the text.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// One of these has to match.
    pub patterns: Vec<Pattern>,
    /// Where it has to match.
    pub scope: Scope,
    /// What it counts where not all have to match.
    pub meaning: f32,
}

/// Words of the text that stand one after another.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    /// Each in turn.
    pub steps: Vec<Step>,
}

/// One word of a pattern.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Which terms will do.
    pub terms: Terms,
    /// How the token has to be tied to the one before it.
    pub tie: Tie,
    /// As it was typed, and whether it may go on: to compare case and accents by.
    pub typed: String,
    /// Whether the word may go on.
    pub open: bool,
}

/// What may lie between two words of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tie {
    /// Anything but other words.
    #[default]
    Any,
    /// Nothing, or the space of a broken line.
    Tight,
    /// What may stand within a word that was cut: nothing, a space, a hyphen, an apostrophe.
    Close,
    /// The same, but for a space.
    Signed,
}

impl Tie {
    /// Whether a token that is so tied to the one before will do.
    pub const fn allows(self, joint: Joint) -> bool {
        match self {
            Self::Any => true,
            Self::Close => !matches!(joint, Joint::Apart),
            Self::Signed => !matches!(joint, Joint::Apart | Joint::Space),
            Self::Tight => matches!(joint, Joint::Direct | Joint::Space),
        }
    }
}

/// A set of terms, each with what it counts: 1 for the word itself.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// By number, each once.
    weights: Vec<(u32, f32)>,
    sieve: Sieve,
}

/// Tells in a few steps that a term is none of some: asked of every word that is read.
#[derive(Debug, Clone, Copy)]
pub struct Sieve {
    /// The least number, and how far the greatest is from it.
    first: u32,
    span: u32,
    /// Which last six bits some number ends in.
    endings: u64,
}

impl Default for Sieve {
    /// Lets nothing through.
    fn default() -> Self {
        Self { first: u32::MAX, span: 0, endings: 0 }
    }
}

impl Sieve {
    /// Whether `term` may be one: false for nearly all that are not.
    #[inline(always)]
    pub const fn may_hold(self, term: u32) -> bool {
        self.may_end(term) && term.wrapping_sub(self.first) <= self.span
    }

    /// Whether any ends as `term` does: most of the telling, in a step.
    #[inline(always)]
    pub const fn may_end(self, term: u32) -> bool {
        self.endings >> (term % u64::BITS) & 1 > 0
    }

    /// Lets through what either does.
    pub fn or(self, other: Self) -> Self {
        if self.endings == 0 || other.endings == 0 {
            return if self.endings == 0 { other } else { self };
        }
        let first = self.first.min(other.first);
        let last = (self.first + self.span).max(other.first + other.span);
        Self { first, span: last - first, endings: self.endings | other.endings }
    }
}

impl Terms {
    /// The set of these, which are in order, each once.
    fn of(weights: Vec<(u32, f32)>) -> Self {
        let (Some(&(first, _)), Some(&(last, _))) = (weights.first(), weights.last()) else { return Self::default() };
        let ending = |endings, &(term, _): &(u32, f32)| endings | 1 << (term % u64::BITS);
        // So many terms end in anything.
        let endings = if weights.len() > u64::BITS as usize { u64::MAX } else { weights.iter().fold(0, ending) };
        Self { weights, sieve: Sieve { first, span: last - first, endings } }
    }

    fn of_term(term: u32, weight: f32) -> Self {
        Self::of(vec![(term, weight)])
    }

    /// What lets these through.
    pub fn sieve(&self) -> Sieve {
        self.sieve
    }

    /// The terms and their weights, by number.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (u32, f32)> + '_ {
        self.weights.iter().copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// What `term` counts; nothing where it is none of these.
    pub fn weight(&self, term: u32) -> Option<f32> {
        if !self.sieve.may_hold(term) {
            return None;
        }
        // Words that begin alike are neighbours: no need to look for them.
        let at = if self.is_dense() {
            (term - self.sieve.first) as usize
        } else {
            self.weights.binary_search_by_key(&term, |&(number, _)| number).ok()?
        };
        Some(self.weights[at].1)
    }

    fn is_dense(&self) -> bool {
        self.sieve.span as usize + 1 == self.weights.len()
    }

    /// How many postings they have together.
    pub fn postings(&self, index: &Index) -> usize {
        if self.is_dense() {
            index.postings().of_range(self.sieve.first..self.sieve.first + self.sieve.span + 1).len()
        } else {
            self.iter().map(|(term, _)| index.postings().of(term).len()).sum()
        }
    }

    /// The same set with `others` in it; a term in both counts the more.
    pub fn join(&mut self, others: Vec<(u32, f32)>) {
        let mut packed: Vec<u64> = self
            .weights
            .drain(..)
            .chain(others)
            .map(|(term, weight)| u64::from(term) << 32 | u64::from(!weight.to_bits()))
            .collect();
        sort(&mut packed);
        let mut weights: Vec<(u32, f32)> =
            packed.into_iter().map(|packed| ((packed >> 32) as u32, f32::from_bits(!(packed as u32)))).collect();
        weights.dedup_by_key(|&mut (term, _)| term);
        *self = Self::of(weights);
    }
}

impl Plan {
    /// Plans `query` for the words of the matcher's index: each word of the query stands for the words of the text that it matches, and where it
    /// matches none and `options` forgive, for those that it may mean.
    pub fn new(query: &Query, matcher: &Matcher<'_>, options: &Options, leniency: Leniency) -> Self {
        Planner { index: matcher.index(), matcher, options, leniency }.plan(query)
    }

    /// Whether forgiving more may find more: not so of one word whose typos were all looked for.
    pub fn can_be_more_generous(&self) -> bool {
        let [Wanted { patterns, .. }] = self.wanted.as_slice() else { return true };
        let [_, from] = score::TYPO_FROM_AT_LAST;
        let [_, to] = score::TYPO_FROM;
        patterns
            .iter()
            .flat_map(|pattern| &pattern.steps)
            .any(|step| (from..to).contains(&character_count(&step.typed)))
    }

    /// How many words have to match in the passage itself.
    pub fn words(&self) -> usize {
        self.wanted.iter().filter(|wanted| wanted.scope != Scope::Section).count()
    }
}

/// What else a word may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leniency {
    /// Other words only where it is in no passage itself.
    Typed,
    /// Its other forms too.
    Inflected,
    /// Its other forms and its typos too.
    Generous,
}

impl Wanted {
    /// What lets all terms through that its patterns begin with.
    pub fn sieve(&self) -> Sieve {
        let firsts = self.patterns.iter().filter_map(|pattern| pattern.steps.first());
        firsts.fold(Sieve::default(), |sieve, step| sieve.or(step.terms.sieve()))
    }

    /// Whether the sieve lets nothing else through than what is wanted: one word, or neighbours in the dictionary.
    pub fn is_told_by_sieve(&self) -> bool {
        matches!(self.patterns.as_slice(), [Pattern { steps }] if matches!(steps.as_slice(), [step] if step.terms.is_dense()))
    }
}

impl Pattern {
    /// How many passages may match, at most.
    pub fn postings(&self, index: &Index) -> usize {
        self.steps.iter().map(|step| step.terms.postings(index)).min().unwrap_or(0)
    }

    fn of_term(term: u32, weight: f32) -> Self {
        let mut pattern = Self::default();
        pattern.push(Terms::of_term(term, weight), Tie::Any);
        pattern
    }

    #[inline(never)]
    fn push(&mut self, terms: Terms, tie: Tie) {
        self.steps.push(Step { terms, tie, ..Step::default() });
    }
}

/// Words of which two are taken for one only from this length on, in characters: `in to` is not `into`.
const GLUED_FROM: usize = 4;

/// A word that is in no passage is taken for two with a space between only from this length on, in characters: `into` is not `in to`.
/// Shorter ones are where it was cut behind a ligature, which extraction takes for a word's end: `fi rst`.
const SPLIT_FROM: usize = 6;

/// How many pieces a word is sought in that nothing else stands for: `gov ern ment`.
const MOST_PIECES: usize = 4;

/// How long a word may be that is sought in so many, in characters: with its length the ways to cut it grow fast.
const LONGEST_CUT: usize = 24;

/// A word that is in no passage is sought within other words from this length on, in characters.
const INNER_FROM: usize = 4;

struct Planner<'p> {
    index: &'p Index,
    matcher: &'p Matcher<'p>,
    options: &'p Options,
    leniency: Leniency,
}

impl Planner<'_> {
    fn plan(&self, query: &Query) -> Plan {
        let mut plan = Plan::default();
        for clause in &query.clauses {
            let wanted = self.wanted(clause);
            if clause.excluded { plan.unwanted.push(wanted) } else { plan.wanted.push(wanted) }
        }
        self.glue(query, &mut plan);
        plan
    }

    fn wanted(&self, clause: &Clause) -> Wanted {
        let mut patterns = Vec::new();
        for atom in &clause.any {
            let forgiving = !clause.excluded && !atom.quoted && self.options.forgive();
            let open = self.is_open(atom);
            let (pattern, is_there) = self.pattern(atom, forgiving);
            match atom.words.as_slice() {
                [word] if forgiving && !is_number(&word.term) && !is_there => {
                    let count = patterns.len();
                    let is_nothing = pattern.steps.iter().all(|step| step.terms.is_empty());
                    let is_short = character_count(&word.term) <= LONGEST_CUT;
                    let most = if is_nothing && is_short { MOST_PIECES } else { 2 };
                    self.cut(word, &word.term, open, most, &mut Vec::new(), &mut patterns);
                    if patterns.len() > count {
                        continue;
                    }
                }
                words if words.len() > 1 => {
                    patterns.extend(self.run_together(words, open, &pattern));
                    patterns.extend(self.bare(words, &pattern).filter(|_| forgiving));
                }
                _ => {}
            }
            patterns.push(pattern);
        }
        // Asked for where not all words have to match, and there alone: to look a word up takes as long as to find it.
        let word = single_word(clause).filter(|_| self.leniency == Leniency::Inflected);
        let meaning = word.map_or(1.0, score::meaning);
        Wanted { patterns, scope: clause.scope, meaning }
    }

    fn is_open(&self, atom: &Atom) -> bool {
        atom.open && !self.options.whole_word
    }

    /// The words of `atom` as words of the text, and whether the text has them, or words that they begin, as they were typed.
    fn pattern(&self, atom: &Atom, forgiving: bool) -> (Pattern, bool) {
        let last = atom.words.len() - 1;
        let mut are_there = true;
        let step = |(place, word): (usize, &Word)| {
            let open = self.is_open(atom) && place == last;
            let tie = if place > 0 && word.joint == Joint::Direct { Tie::Tight } else { Tie::Any };
            let mut terms = self.terms(&word.term, open);
            are_there &= !terms.is_empty();
            if forgiving {
                self.forgive(word, open, &mut terms);
            }
            Step { terms, tie, typed: word.typed.clone(), open }
        };
        let steps = atom.words.iter().enumerate().map(step).collect();
        (Pattern { steps }, are_there)
    }

    /// The words of the text that a word of the query is, or begins.
    fn terms(&self, word: &str, open: bool) -> Terms {
        let dictionary = self.index.dictionary();
        if !open {
            return Terms::of(dictionary.find(word).map(|term| (term, 1.0)).into_iter().collect());
        }
        let typed = character_count(word);
        let mut by_length: Vec<f32> = Vec::new();
        let mut weight = |term: &str| {
            let more = if term.is_ascii() { term.len() } else { character_count(term) }.saturating_sub(typed);
            while by_length.len() <= more {
                by_length.push(score::prefix_weight(typed, typed + by_length.len()));
            }
            by_length[more]
        };
        Terms::of(dictionary.prefixed(word).map(|term| (term, weight(dictionary.term(term)))).collect())
    }

    /// Adds what a word may mean that is not in the text: its other forms, else words that hold it, else words a typo away.
    fn forgive(&self, word: &Word, open: bool, terms: &mut Terms) {
        if !terms.is_empty() && self.leniency == Leniency::Typed || is_number(&word.term) {
            return;
        }
        let weighed = |terms: Vec<u32>, weight| terms.into_iter().map(|term| (term, weight)).collect();
        terms.join(weighed(self.index.forms_of(&word.typed), score::INFLECTED));
        let word = word.term.as_str();
        // What is still being typed is more likely a part of a word than one with a typo.
        for inner in [open, !open] {
            if inner && terms.is_empty() && character_count(word) >= INNER_FROM {
                terms.join(weighed(self.index.dictionary().holding(word), score::INNER));
            }
            if !inner && (terms.is_empty() || self.leniency == Leniency::Generous) {
                terms.join(self.misspelt(word, open));
            }
        }
    }

    /// The words of the text that are a typo away from `word`.
    fn misspelt(&self, word: &str, open: bool) -> Vec<(u32, f32)> {
        let dictionary = self.index.dictionary();
        let length = character_count(word);
        let first = word.chars().next();
        let from = if self.leniency == Leniency::Typed { score::TYPO_FROM } else { score::TYPO_FROM_AT_LAST };
        let allowed = from.map(|from| u8::from(length >= from)).iter().sum();
        if allowed == 0 {
            return Vec::new();
        }
        // Two typos only where no word is one away; and a word that is near none may be one that was not typed to its end.
        for tried in 1..=allowed + u8::from(!open) {
            let (edits, open) = if tried > allowed { (1, true) } else { (tried, open) };
            let near = index::near(dictionary, word, edits, open);
            if !near.is_empty() {
                let weight = |near: &Near| {
                    let term = dictionary.term(near.term);
                    (near.term, score::typo_weight(near.edits, first == term.chars().next()))
                };
                return near.iter().map(weight).collect();
            }
        }
        Vec::new()
    }

    /// Adds the patterns that begin with `pieces` and go on with pieces of `rest`, the end of the word, so that there are at most so many:
    /// `interna tional`, and `don't` for `dont`.
    fn cut(&self, word: &Word, rest: &str, open: bool, most: usize, pieces: &mut Vec<u32>, found: &mut Vec<Pattern>) {
        let length = character_count(&word.term);
        for at in 1..rest.len() {
            let Some((piece, after)) = rest.split_at_checked(at) else { continue };
            let Some(term) = self.index.dictionary().find(piece) else { continue };
            pieces.push(term);
            let count = pieces.len();
            // Of letters alone there may be any number: headings are set so.
            let are_letters = most > 2 && length - character_count(after) == count;
            if are_letters || count + 1 < most {
                self.cut(word, after, open, most, pieces, found);
            }
            let is_ligature = matches!(piece.as_bytes(), [.., b'f', b'f' | b'i' | b'l']);
            // A sign that nobody sees was typed to part the word.
            let typed_apart = word.typed.chars().any(|char| char == '\u{200c}');
            let close = count > 1 || length >= SPLIT_FROM || is_ligature || typed_apart;
            let tie = if close { Tie::Close } else { Tie::Signed };
            let mut pattern = Pattern::default();
            for &piece in &*pieces {
                pattern.push(Terms::of_term(piece, score::SPLIT), tie);
            }
            pattern.push(self.terms(after, open), tie);
            if self.matcher.holds_any(&pattern) {
                found.push(pattern);
            }
            pieces.pop();
        }
    }

    /// The longer of two words with an apostrophe between them, where no passage holds their `pattern`: `napoleon's` as `Napoleon`.
    fn bare(&self, words: &[Word], pattern: &Pattern) -> Option<Pattern> {
        let [one, other] = words else { return None };
        let word = if other.term.len() > one.term.len() { other } else { one };
        let long_enough = other.joint == Joint::Apostrophe && character_count(&word.term) >= GLUED_FROM;
        let term = self.index.dictionary().find(&word.term).filter(|_| long_enough)?;
        (!self.matcher.holds_any(pattern)).then(|| Pattern::of_term(term, score::INFLECTED))
    }

    /// The words with those in one that a hyphen ties, as the text may have them, or an apostrophe where no passage holds their `pattern`:
    /// `wellknown`, `dont`. Also in a phrase: `the wellknown author`.
    fn run_together(&self, words: &[Word], open: bool, pattern: &Pattern) -> Option<Pattern> {
        let holds_apostrophe = words[1..].iter().any(|word| word.joint == Joint::Apostrophe);
        let is_missing = holds_apostrophe && !self.matcher.holds_any(pattern);
        let is_tied = |word: &Word| match word.joint {
            Joint::Hyphen | Joint::HyphenSpace => true,
            Joint::Apostrophe => is_missing,
            _ => false,
        };
        let mut together = Pattern::default();
        let mut from = 0;
        while from < words.len() {
            let to = from + 1 + words[from + 1..].iter().take_while(|word| is_tied(word)).count();
            let (tied, open) = (&words[from..to], open && to == words.len());
            let join = |part: fn(&Word) -> &str| -> String { tied.iter().map(part).collect() };
            let terms = if tied.len() > 1 { self.terms(&join(|word| &word.term), open) } else { Terms::default() };
            if terms.is_empty() {
                together.steps.extend_from_slice(&pattern.steps[from..to]);
            } else {
                together.steps.push(Step { terms, tie: Tie::Any, typed: join(|word| &word.typed), open });
            }
            from = to;
        }
        (together.steps.len() < words.len()).then_some(together)
    }

    /// Lets neighbouring words of the query match as one, where the text has run them together: `national park` as `nationalpark`, shorter ones
    /// too where it lacks one of them, and groups of digits as the number that they are.
    fn glue(&self, query: &Query, plan: &mut Plan) {
        let wanted: Vec<&Clause> = query.clauses.iter().filter(|clause| !clause.excluded).collect();
        let is_missing =
            |clause: &&Clause| single_word(clause).is_some_and(|word| self.index.dictionary().find(word).is_none());
        for from in 0..wanted.len() {
            // How many words there are, from the first on, that are groups of digits.
            let (mut whole, mut groups, mut is_digits) = (String::new(), 0, true);
            for (to, clause) in wanted.iter().enumerate().skip(from).take(MOST_PIECES) {
                let Some(word) = single_word(clause) else { break };
                let is_group = word.len() == GROUP || to == from && word.len() < GROUP;
                is_digits &= is_group && is_number(word);
                groups += usize::from(is_digits);
                let are_long = [&whole, word].iter().all(|part| character_count(part) >= GLUED_FROM);
                let is_pair = to == from + 1 && (are_long || self.leniency == Leniency::Generous);
                let is_cut = || is_pair || wanted[from + groups..=to].iter().any(is_missing);
                if to > from && !is_digits && !(self.options.forgive() && is_cut()) {
                    break;
                }
                whole.push_str(word);
                if to > from
                    && let Some(term) = self.index.dictionary().find(&whole)
                {
                    for wanted in &mut plan.wanted[from..=to] {
                        wanted.patterns.push(Pattern::of_term(term, score::SPLIT));
                    }
                }
            }
        }
    }
}

/// Whether the word is of digits alone: a number that differs in one is another.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The word of a clause that is one unquoted word.
fn single_word(clause: &Clause) -> Option<&str> {
    match clause.any.as_slice() {
        [Atom { words, quoted: false, .. }] if words.len() == 1 && clause.scope == Scope::Text => Some(&words[0].term),
        _ => None,
    }
}
