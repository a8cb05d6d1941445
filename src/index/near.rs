//! Near words: the terms within a few edits of a word, all found in one walk over the sorted dictionary.

use super::Dictionary;
use alloc::vec::Vec;

/// A term near a word, and how many edits apart they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// The term's number.
    pub term: u32,
    /// Letters put in, left out, changed, or swapped with their neighbour.
    pub edits: u8,
}

/// Words longer than this have no near words: nobody types them, and the walk's table stays small.
const LONGEST: usize = 48;

/// The terms of `dictionary` that are at most `edits` edits from `word`; where it is `open`, that begin with something that is.
///
/// ```text
///           i  n  t  r  e        The table of edits that turn the term's beginning (down) into the word's (across).
///        0  1  2  3  4  5        A term that begins as the one before keeps its rows: "interior" after "internal"
///     i  1  0  1  2  3  4        only makes new ones from the second i on. Where every cell of a row is past the
///     n  2  1  0  1  2  3        limit, all terms that begin so are passed over.
///     t  3  2  1  0  1  2
///     e  4  3  2  1  1  1        Swapped neighbours are one edit: "te" and "et" look two rows and two columns back.
/// ```
pub fn near(dictionary: &Dictionary, word: &str, edits: u8, open: bool) -> Vec<Near> {
    let word: Vec<char> = word.chars().collect();
    let mut found = Vec::new();
    if word.is_empty() || word.len() > LONGEST {
        return found;
    }
    let mut walk = Walk::new(&word, edits, open);
    // How deep the beginning is that decided about all terms that share it, and what was decided.
    let mut decided: Option<(usize, Option<u8>)> = None;
    for term in 0..dictionary.sorted_len() as u32 {
        let shared = dictionary.shared(term);
        if let Some((depth, verdict)) = decided
            && shared >= depth
        {
            found.extend(verdict.map(|edits| Near { term, edits }));
            continue;
        }
        decided = None;
        walk.depth = walk.depth.min(shared);
        for char in dictionary.term(term).chars().skip(walk.depth) {
            walk.down(char);
            if let Some(verdict) = walk.verdict() {
                decided = Some((walk.depth, verdict));
                break;
            }
        }
        let edits = match decided {
            Some((_, verdict)) => verdict,
            None => Some(walk.best()).filter(|&best| best <= edits),
        };
        found.extend(edits.map(|edits| Near { term, edits }));
    }
    found
}

/// More edits than anybody asks for.
const FAR: u8 = 64;

/// The table of edits, with a row for each letter of the term under way.
struct Walk<'w> {
    word: &'w [char],
    limit: u8,
    open: bool,
    rows: Vec<[u8; LONGEST + 1]>,
    letters: Vec<char>,
    /// The fewest edits that turn a beginning of the term's beginning, so far, into the whole word.
    best: Vec<u8>,
    /// How many letters of the term have rows.
    depth: usize,
}

impl<'w> Walk<'w> {
    fn new(word: &'w [char], limit: u8, open: bool) -> Self {
        let mut first = [0; LONGEST + 1];
        for (column, cell) in first.iter_mut().enumerate() {
            *cell = (column as u8).min(FAR);
        }
        Self { word, limit, open, rows: vec![first], letters: Vec::new(), best: vec![word.len() as u8], depth: 0 }
    }

    /// Goes one letter further into the term.
    fn down(&mut self, letter: char) {
        self.depth += 1;
        self.rows.resize(self.rows.len().max(self.depth + 1), [0; LONGEST + 1]);
        self.letters.truncate(self.depth - 1);
        self.letters.push(letter);
        self.best.truncate(self.depth);
        let (above, here) = self.rows.split_at_mut(self.depth);
        let (above, row) = (&*above, &mut here[0]);
        let before = &above[self.depth - 1];
        // Only cells within the limit of the diagonal can be within the limit; those beside them bound the band.
        let band = self.limit as usize + 1;
        let from = self.depth.saturating_sub(band);
        let to = (self.depth + band).min(self.word.len());
        row.fill(FAR);
        if from == 0 {
            row[0] = (self.depth as u8).min(FAR);
        }
        for at in from.max(1) - 1..to {
            let wanted = self.word[at];
            let mut cell = (before[at] + u8::from(wanted != letter)).min(before[at + 1] + 1).min(row[at] + 1);
            let swapped =
                self.depth > 1 && at > 0 && wanted == self.letters[self.depth - 2] && self.word[at - 1] == letter;
            if swapped {
                cell = cell.min(above[self.depth - 2][at - 1] + 1);
            }
            row[at + 1] = cell.min(FAR);
        }
        let whole = row[self.word.len()];
        self.best.push(self.best[self.depth - 1].min(whole));
    }

    /// What is already certain of every term that begins so: that it is near (when open), or that it is not.
    fn verdict(&self) -> Option<Option<u8>> {
        let best = self.best[self.depth];
        if self.open && best <= self.limit {
            // One letter further the edits may be fewer, where the last one was a letter left out at the end.
            let may_improve = self.rows[self.depth][..self.word.len()].iter().any(|&cell| cell < best);
            return (!may_improve).then_some(Some(best));
        }
        let row = &self.rows[self.depth][..=self.word.len()];
        row.iter().all(|&cell| cell > self.limit).then_some(None)
    }

    /// The edits between the word and the term that ends here.
    fn best(&self) -> u8 {
        if self.open { self.best[self.depth] } else { self.rows[self.depth][self.word.len()] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dictionary(terms: &[String]) -> Dictionary {
        let mut dictionary = Dictionary::default();
        for term in terms {
            dictionary.intern(term);
        }
        dictionary.sort();
        dictionary
    }

    /// Edits between two words, by the definition; a swapped pair is not edited again.
    fn edits(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([.., a], [.., b]) => {
                let (short, shorter) = (&one[..one.len() - 1], &other[..other.len() - 1]);
                let mut least = (edits(short, shorter) + usize::from(a != b))
                    .min(edits(short, other) + 1)
                    .min(edits(one, shorter) + 1);
                if let ([head @ .., c, _], [tail @ .., d, _]) = (one, other)
                    && (a, c) == (d, b)
                {
                    least = least.min(edits(head, tail) + 1);
                }
                least
            }
        }
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_the_definition_finds(terms in proptest::collection::vec("[abcé]{1,6}", 1..24), word in "[abcé]{1,6}", limit in 0u8..3, open: bool) {
            let dictionary = dictionary(&terms);
            let word_chars: Vec<char> = word.chars().collect();
            let distance = |term: &str| -> usize {
                let term: Vec<char> = term.chars().collect();
                if open { (0..=term.len()).map(|end| edits(&term[..end], &word_chars)).min().unwrap() } else { edits(&term, &word_chars) }
            };
            let expected: Vec<Near> = (0..dictionary.len() as u32)
                .map(|term| Near { term, edits: distance(dictionary.term(term)) as u8 })
                .filter(|near| near.edits <= limit)
                .collect();
            prop_assert_eq!(near(&dictionary, &word, limit, open), expected, "{:?} in {:?}", word, terms);
        }
    }

    #[test]
    fn swapped_neighbours_are_one_edit_also_while_typing() {
        let dictionary = dictionary(&["international".into(), "interval".into()]);
        let found: Vec<&str> =
            near(&dictionary, "intrenati", 1, true).iter().map(|near| dictionary.term(near.term)).collect();
        assert_eq!(found, ["international"]);
    }
}
