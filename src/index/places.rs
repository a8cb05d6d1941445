//! Places: where each token stands in its block's reading text, in as few bytes as the text allows.

use alloc::vec::Vec;
use core::ops::Range;

/// The places of tokens, half-open, in UTF-16 units of their block's reading text.
#[derive(Debug, Clone)]
pub enum Places {
    /// Where each starts, two bytes, the low one first, and how long it is: no block is longer than 65,535 units and no token than 255.
    Narrow(Vec<[u8; 3]>),
    /// Where each starts and ends.
    Wide(Vec<[u32; 2]>),
}

impl Default for Places {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl Places {
    /// Appends a token's place.
    pub fn push(&mut self, place: Range<u32>) {
        match self {
            Self::Narrow(places) => match (u16::try_from(place.start), u8::try_from(place.end - place.start)) {
                (Ok(start), Ok(length)) => {
                    let [low, high] = start.to_le_bytes();
                    places.push([low, high, length]);
                }
                _ => {
                    let mut wide: Vec<[u32; 2]> = (0..places.len()).map(|token| self.get(token)).collect();
                    wide.push([place.start, place.end]);
                    *self = Self::Wide(wide);
                }
            },
            Self::Wide(places) => places.push([place.start, place.end]),
        }
    }

    /// Where `token` starts and ends.
    ///
    /// # Panics
    /// When there is no such token.
    pub fn get(&self, token: usize) -> [u32; 2] {
        match self {
            Self::Narrow(places) => {
                let [low, high, length] = places[token];
                let start = u32::from(u16::from_le_bytes([low, high]));
                [start, start + u32::from(length)]
            }
            Self::Wide(places) => places[token],
        }
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, tokens: usize) {
        match self {
            Self::Narrow(places) => places.reserve_exact(tokens),
            Self::Wide(places) => places.reserve_exact(tokens),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_block_widens_all_places_and_changes_none() {
        let mut places = Places::default();
        places.push(3..9);
        places.push(65_535..65_790);
        assert!(matches!(places, Places::Narrow(_)));
        places.push(65_536..65_537);
        places.push(0..256);
        assert!(matches!(places, Places::Wide(_)));
        assert_eq!([0, 1, 2, 3].map(|token| places.get(token)), [[3, 9], [65_535, 65_790], [65_536, 65_537], [0, 256]]);
    }
}
