//! The plan: which words of the text stand for each word of the query.

use super::Options;
use super::query::{Atom, Clause, Query, Scope, Word};
use super::score;
use crate::index::{Index, Joint};

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
}

impl Tie {
    /// Whether a token that is so tied to the one before will do.
    pub const fn allows(self, joint: Joint) -> bool {
        match self {
            Self::Any => true,
            Self::Tight => matches!(joint, Joint::Direct | Joint::Space),
        }
    }
}

/// A set of terms, each with what it counts: 1 for the word itself.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// By number, each once.
    weights: Vec<(u32, f32)>,
}

impl Terms {
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
        let &(first, _) = self.weights.first()?;
        let &(last, _) = self.weights.last()?;
        if term < first || term > last {
            return None;
        }
        // Words that begin alike are neighbours: no need to look for them.
        let at = if (last - first) as usize + 1 == self.weights.len() {
            (term - first) as usize
        } else {
            self.weights.binary_search_by_key(&term, |&(number, _)| number).ok()?
        };
        Some(self.weights[at].1)
    }

    /// How many postings they have together.
    pub fn postings(&self, index: &Index) -> usize {
        let (Some(&(first, _)), Some(&(last, _))) = (self.weights.first(), self.weights.last()) else { return 0 };
        if (last - first) as usize + 1 == self.weights.len() {
            index.postings().of_range(first..last + 1).len()
        } else {
            self.iter().map(|(term, _)| index.postings().of(term).len()).sum()
        }
    }

    /// The same set with `others` in it; a term in both counts the more.
    pub fn join(&mut self, others: impl IntoIterator<Item = (u32, f32)>) {
        self.weights.extend(others);
        self.weights.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
        self.weights.dedup_by_key(|&mut (number, _)| number);
    }
}

impl FromIterator<(u32, f32)> for Terms {
    fn from_iter<I: IntoIterator<Item = (u32, f32)>>(weights: I) -> Self {
        let mut terms = Self::default();
        terms.join(weights);
        terms
    }
}

impl Plan {
    /// Plans `query` for the words of `index`.
    pub fn new(query: &Query, index: &Index, options: &Options) -> Self {
        let mut plan = Self::default();
        for clause in &query.clauses {
            let wanted = Wanted::of(clause, index, options);
            if clause.excluded { plan.unwanted.push(wanted) } else { plan.wanted.push(wanted) }
        }
        plan
    }
}

impl Wanted {
    fn of(clause: &Clause, index: &Index, options: &Options) -> Self {
        Self {
            patterns: clause.any.iter().map(|atom| Pattern::of(atom, index, options)).collect(),
            scope: clause.scope,
        }
    }
}

impl Pattern {
    fn of(atom: &Atom, index: &Index, options: &Options) -> Self {
        let last = atom.words.len() - 1;
        let step = |(place, word): (usize, &Word)| {
            let open = atom.open && place == last && !options.whole_word;
            let tie = if place > 0 && word.joint == Joint::Direct { Tie::Tight } else { Tie::Any };
            Step { terms: terms_of(&word.term, open, index), tie, typed: word.typed.clone(), open }
        };
        Self { steps: atom.words.iter().enumerate().map(step).collect() }
    }

    /// How many passages may match, at most.
    pub fn postings(&self, index: &Index) -> usize {
        self.steps.iter().map(|step| step.terms.postings(index)).min().unwrap_or(0)
    }
}

/// The words of the text that a word of the query stands for.
fn terms_of(word: &str, open: bool, index: &Index) -> Terms {
    let dictionary = index.dictionary();
    if !open {
        return Terms { weights: dictionary.find(word).map(|term| (term, 1.0)).into_iter().collect() };
    }
    let typed = word.chars().count();
    let mut by_length: Vec<f32> = Vec::new();
    let mut weight = |term: &str| {
        let length = if term.is_ascii() { term.len() } else { term.chars().count() };
        while by_length.len() <= length - typed {
            by_length.push(score::prefix_weight(typed, typed + by_length.len()));
        }
        by_length[length - typed]
    };
    Terms { weights: dictionary.prefixed(word).map(|term| (term, weight(dictionary.term(term)))).collect() }
}
