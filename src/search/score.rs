//! Ranking: every weight, named and argued.

/// How soon a word said again stops counting, as BM25's k₁. Passages are short; a second occurrence says little. The trial on known items
/// put it at 0.9.
const SATURATION: f32 = 0.9;

/// How much a long passage is held against it, as BM25's b. Passages of one article differ in length by accident, not by wordiness: half.
const LENGTH_PENALTY: f32 = 0.5;

/// What a match in a heading counts beside one in running text: as if it stood there twice over, so that a section's title comes before the
/// passages that merely mention it.
pub const HEADING: f32 = 2.0;

/// What a word that only begins as the query does counts beside the word itself, before its length is taken into account.
const PREFIX: f32 = 0.9;

/// How fast a longer word counts less for what was typed of it: the share typed, to this power. `inter` is as good as the whole of `internal`.
const PREFIX_LENGTH_POWER: f32 = 0.3;

/// How many of the best passages are ranked anew by how close their words stand. Below, the words' rarity has already decided.
pub const PROXIMITY_DEPTH: usize = 128;

/// What a word counts that `typed` characters begin and that has `whole`.
pub fn prefix_weight(typed: usize, whole: usize) -> f32 {
    if typed == whole { 1.0 } else { PREFIX * (typed as f32 / whole as f32).powf(PREFIX_LENGTH_POWER) }
}

/// BM25's weight of a word by rarity: `with` of `all` passages hold it.
pub fn rarity(with: usize, all: usize) -> f32 {
    let (with, all) = (with.min(all) as f32, all as f32);
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// How the length of a passage weighs on it.
#[derive(Debug, Clone, Copy)]
pub struct LengthNorm {
    per_token: f32,
}

impl LengthNorm {
    /// For passages of `mean` tokens on average.
    pub fn new(mean: f32) -> Self {
        Self { per_token: SATURATION * LENGTH_PENALTY / mean.max(1.0) }
    }

    /// What `count` occurrences in a passage of `length` tokens are worth: 1 for one occurrence in one of middling length, never 2.
    pub fn worth(self, count: u32, length: usize) -> f32 {
        let count = count as f32;
        count * (SATURATION + 1.0) / (count + SATURATION * (1.0 - LENGTH_PENALTY) + self.per_token * length as f32)
    }
}

/// How much closeness adds: `words` found within a `window` of so many tokens. Twice the score where they stand side by side.
pub fn closeness(words: usize, window: usize) -> f32 {
    1.0 + words as f32 / window.max(words) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_keep_their_order() {
        assert!(prefix_weight(4, 4) > prefix_weight(4, 5) && prefix_weight(4, 5) > prefix_weight(4, 12));
        assert!(rarity(1, 100) > rarity(50, 100) && rarity(100, 100) > 0.0);
        let norm = LengthNorm::new(50.0);
        assert!((norm.worth(1, 50) - 1.0).abs() < 1e-6);
        assert!(
            norm.worth(2, 50) > norm.worth(1, 50) && norm.worth(1, 10) > norm.worth(1, 100) && norm.worth(60, 50) < 2.0
        );
        assert!(closeness(2, 2) > closeness(2, 9) && closeness(2, 9) > 1.0);
    }
}
