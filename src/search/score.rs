//! Ranking: every weight, named and argued.

use crate::index::Facts;
use crate::source::parts;

/// How soon a word said again stops counting, as BM25's k₁. Passages are short; a second occurrence says little. The trial on known items
/// put it at 0.9.
const SATURATION: f32 = 0.9;

/// The same for long queries: they are questions, and a passage that speaks of the matter says its words again. The trial on judged documents
/// had 2; from 1.3 to 2.2 it hardly matters.
const LONG_SATURATION: f32 = 1.8;

/// From how many words on a query is long.
const LONG_FROM: usize = 5;

/// How much a long passage is held against it, as BM25's b. Passages of one article differ in length by accident, not by wordiness: half.
const LENGTH_PENALTY: f32 = 0.5;

/// What a match in a heading counts beside one in running text: as if it stood there twice over, so that a section's title comes before the
/// passages that merely mention it.
pub const HEADING: f32 = 2.0;

/// What a word that only begins as the query does counts beside the word itself, before its length is taken into account.
const PREFIX: f32 = 0.9;

/// What another form of the word counts: `runs` for `running`. Below all that was typed, above what was not.
pub const INFLECTED: f32 = 0.6;

/// What a word counts that the text has in two pieces, or run together with the next: surely meant, but by luck also otherwise made.
pub const SPLIT: f32 = 0.6;

/// What a word counts within which the typed one stands: `misunderstanding` for `understand`.
pub const INNER: f32 = 0.55;

/// From how many characters on a word may hold one typo, and two. In shorter words, an edit makes another word more often than it mends one.
pub const TYPO_FROM: [usize; 2] = [4, 8];

/// The same where otherwise nothing is found: a guess is better than no answer. Of the known items with two typos it finds half of those that
/// would be lost.
pub const TYPO_FROM_AT_LAST: [usize; 2] = [4, 6];

/// What a word counts that is one typo away, and two. Below every other form of the word.
const TYPO: [f32; 2] = [0.5, 0.3];

/// What is left of that where even the first letter differs: people seldom miss it.
const OTHER_FIRST_LETTER: f32 = 0.5;

/// Where no passage holds all words: how much the missing ones are held against a passage, as a power of the share that it holds. The trial
/// on known items put it at 2: two of three words are worth less than half of all three. Of many words few are ever held, so what is held
/// against one is spread over all: 6 for the whole query.
const SHARE_POWER: f32 = 2.0;
const SHARE_POWER_OF_ALL: f32 = 6.0;

/// What the score of a passage that holds `share` of a query of `words` is multiplied by.
pub fn share_weight(share: f32, words: usize) -> f32 {
    raised(share, SHARE_POWER.min(SHARE_POWER_OF_ALL / words as f32))
}

/// A share, which is above 0, to the power of `power`, within a fiftieth: eˣ is about (1 + x / 2¹⁰) to the power of 2¹⁰.
fn raised(share: f32, power: f32) -> f32 {
    let one = 1.0 + ln(share) * power / 1024.0;
    (0..10).fold(one, |raised, _| raised * raised)
}

/// The natural logarithm of what is above 0, within a thousandth, which ranks as well as the exact one: that is 0.3 KB of Wasm.
fn ln(number: f32) -> f32 {
    // A float is 2 to the power of its exponent, times 1 and a fraction.
    const FRACTION: u32 = f32::MANTISSA_DIGITS - 1;
    let (bits, one) = (number.to_bits(), 1.0f32.to_bits());
    let exponent = (bits >> FRACTION) as f32 - (one >> FRACTION) as f32;
    let fraction = f32::from_bits((bits % (1 << FRACTION)) | one) - 1.0;
    let curve = fraction * (1.0 - fraction) * (0.42 - 0.16 * fraction);
    (exponent + fraction + curve) * core::f32::consts::LN_2
}

/// The least share of a query of `words` that a passage has to hold then. More than one word of three of which two are as rare; but of a
/// long query a tenth may be the word that matters.
pub const fn least_share(words: usize) -> f32 {
    if words < LONG_FROM { 0.42 } else { 0.1 }
}

/// What a word counts then that only ties others together: `what must be obeyed when` asks for `obeyed`. Not nothing: of two passages that are
/// alike otherwise, the one that says it as asked is meant.
const SMALL_WORD: f32 = 0.1;

/// Such words. In a collection of abstracts `what` is rarer than `wing`, so their rarity does not give them away.
const SMALL_WORDS: &str = " a about above after all also am an and any are as at be because been before being below between both but by can \
    could did do does done during each few for from had has have he her him his how i if in into is it its may me might more most must my no \
    nor not of on only or other our over own same shall she should so some such than that the their them then there these they this those \
    through to too under us very was we were what when where which while who whom why will with would you your ";

/// What `word` counts where not all have to match.
pub fn meaning(word: &str) -> f32 {
    let is_small = parts(SMALL_WORDS, |char| char == ' ').any(|small| small == word);
    if is_small { SMALL_WORD } else { 1.0 }
}

/// How many of the best passages are ranked anew by how close their words stand. Below, the words' rarity has already decided.
pub const PROXIMITY_DEPTH: usize = 40;

/// How much a longer word counts less, as a power of the share of it that is typed: little, for `inter` is nearly as good as the whole of
/// `internal`. The trial had 0.3.
const PREFIX_POWER: f32 = 0.25;

/// What a word counts that `typed` characters begin and that has `whole`.
pub fn prefix_weight(typed: usize, whole: usize) -> f32 {
    let share = typed as f32 / whole as f32;
    if typed == whole { 1.0 } else { PREFIX * raised(share, PREFIX_POWER) }
}

/// What a word counts that is `edits` typos away, 1 or 2.
pub fn typo_weight(edits: u8, same_first_letter: bool) -> f32 {
    let weight = TYPO[usize::from(edits.clamp(1, 2)) - 1];
    if same_first_letter { weight } else { weight * OTHER_FIRST_LETTER }
}

/// BM25's weight of a word by rarity: `with` of `all` passages hold it.
pub fn rarity(with: usize, all: usize) -> f32 {
    let (with, all) = (with.min(all) as f32, all as f32);
    ln(1.0 + (all - with + 0.5) / (with + 0.5))
}

/// What a word counts in a passage by how often it stands there and how long the passage is: worked out once for all [`Facts`] that can be.
#[derive(Debug, Clone)]
pub struct Worths([f32; 1 << Facts::BITS]);

impl Worths {
    /// For passages of `mean` tokens on average, and a query of `words`.
    pub fn new(mean: f32, words: usize) -> Self {
        let saturation = if words < LONG_FROM { SATURATION } else { LONG_SATURATION };
        let per_token = saturation * LENGTH_PENALTY / mean.max(1.0);
        // The lowest bits say how long: worked out once for every count.
        let lengths: [f32; Facts::LENGTHS] =
            core::array::from_fn(|number| per_token * Facts::of_number(number as u8).length());
        Self(core::array::from_fn(|number| {
            let count = Facts::of_number(number as u8).count() as f32;
            let length = lengths[number % Facts::LENGTHS];
            count * (saturation + 1.0) / (count + saturation * (1.0 - LENGTH_PENALTY) + length)
        }))
    }

    /// 1 for one occurrence in a passage of middling length, never 2.
    #[inline(always)]
    pub fn of(&self, facts: Facts) -> f32 {
        self.0[usize::from(facts.number())]
    }
}

/// How much closeness adds: `words` of the `asked` ones found within a `window` of so many tokens. Twice the score where they stand side by
/// side; the words of a long query are seldom meant to, and a window of many says little.
pub fn closeness(words: usize, window: usize, asked: usize) -> f32 {
    let most = if asked < LONG_FROM { 1.0 } else { 1.5 / asked as f32 };
    1.0 + most * words as f32 / window.max(words) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_keep_their_order() {
        assert!(prefix_weight(4, 4) > prefix_weight(4, 5) && prefix_weight(4, 5) > prefix_weight(4, 12));
        assert!(prefix_weight(2, 9) > typo_weight(1, true) && INFLECTED > INNER && INNER > typo_weight(1, true));
        assert!(typo_weight(1, true) > typo_weight(2, true) && typo_weight(2, true) > typo_weight(2, false));
        assert!(rarity(1, 100) > rarity(50, 100) && rarity(100, 100) > 0.0);
        assert!(share_weight(0.5, 3) < share_weight(0.5, 9) && share_weight(0.5, 9) < 1.0);
        assert!(meaning("what") < meaning("wing"));
        for number in [0.001f32, 0.3, 1.0, 1.4, 1.9, 2.0, 700.0] {
            assert!((ln(number) - number.ln()).abs() < 0.001, "{number}");
        }
        for (share, power) in [(0.1f32, 2.0f32), (0.5, 0.25), (1.0, 1.2)] {
            assert!((raised(share, power) / share.powf(power) - 1.0).abs() < 0.02, "{share} to the {power}");
        }
        let worths = Worths::new(50.0, 1);
        let worth = |count, length| worths.of(Facts::new(count, length));
        assert!((worth(1, 50) - 1.0).abs() < 0.05);
        assert!(worth(2, 50) > worth(1, 50) && worth(1, 10) > worth(1, 100) && worth(60, 50) < 2.0);
        assert!(closeness(2, 2, 2) > closeness(2, 9, 2) && closeness(2, 9, 2) > closeness(2, 9, 9));
    }
}
