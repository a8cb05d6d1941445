//! Eight bytes of a text at once: what most of a text lacks is not looked for byte by byte.

/// The highest bit of each byte: it is set in no character of ASCII.
pub const HIGH: u64 = 0x8080_8080_8080_8080;

/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The eight bytes from `at` on, the first the lowest; nothing where there are fewer.
#[inline(always)]
pub fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|&eight| u64::from_le_bytes(eight))
}

/// The highest bits of the bytes of `eight` that are `byte`. One that differs in its lowest bit may be taken for it behind one that is it.
#[inline(always)]
pub const fn those_of(eight: u64, byte: u8) -> u64 {
    those_below(eight ^ (ONES * byte as u64), 1)
}

/// The highest bits of the bytes of `eight` that are of ASCII and below `byte`. Behind one that is, the next one above may be taken for one.
#[inline(always)]
pub const fn those_below(eight: u64, byte: u8) -> u64 {
    eight.wrapping_sub(ONES * byte as u64) & !eight & HIGH
}

/// Where, from `at` on, eight bytes begin that may hold two spaces side by side, a tab, another control or a bar; or fewer than eight are left.
pub fn gap_from(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = eight(bytes, at) {
        let spaces = those_of(eight, b' ');
        if (spaces & spaces >> u8::BITS) | those_below(eight, b' ') | those_of(eight, b'|') != 0 {
            break;
        }
        // The last of them is looked at again with what follows it.
        at += size_of_val(&eight) - 1;
    }
    at
}

/// How many bytes of `eight` are spaces, letters of ASCII or the signs beside those, `@` to DEL, before the first that is none.
#[inline(always)]
pub const fn letters_first(eight: u64) -> usize {
    // They have the second highest bit, and digits and most signs have it not.
    let letters = (eight >> 6 & ONES) * 0xFF;
    let others = (eight ^ (ONES * b' ' as u64)) & !letters | eight & HIGH;
    others.trailing_zeros() as usize / 8
}

/// How many of the highest bits in `marks` are set.
#[inline(always)]
pub const fn count(marks: u64) -> u32 {
    (marks & HIGH).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_told_as_one_by_one() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..20_000 {
            let bytes: Vec<u8> = (0..8).map(|_| *random.choice(b" \t!a\x0d\x0e\xe2\x80\xff").unwrap()).collect();
            let whole = eight(&bytes, 0).unwrap();
            let spaces = bytes.iter().filter(|&&byte| byte == b' ').count() as u32;
            // A sign that differs from a space in one bit may be taken for one, but never where there is none.
            assert!(count(those_of(whole, b' ')) >= spaces && (spaces > 0 || those_of(whole, b' ') == 0), "{bytes:?}");
            assert_eq!(those_below(whole, 0x0E) == 0, bytes.iter().all(|&byte| byte >= 0x0E), "{bytes:?}");
            assert_eq!(count(whole), bytes.iter().filter(|byte| !byte.is_ascii()).count() as u32, "{bytes:?}");
        }
        assert_eq!(eight(b"12345678", 1), None);
    }

    #[test]
    fn letters_and_spaces_are_counted_up_to_the_first_of_all_else() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..20_000 {
            let bytes: Vec<u8> = (0..8).map(|_| *random.choice(b"az AZ @[|\x7f.9\t!\xe2\x80\xff").unwrap()).collect();
            let is_letter = |byte: &u8| matches!(byte, b' ' | b'@'..=0x7F);
            let letters = bytes.iter().take_while(|byte| is_letter(byte)).count();
            assert_eq!(letters_first(eight(&bytes, 0).unwrap()), letters, "{bytes:?}");
        }
    }

    #[test]
    fn no_gap_is_passed_over() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..20_000 {
            let bytes: Vec<u8> = (0..20).map(|_| *random.choice(b"abcdefgh \xE9|\t ").unwrap()).collect();
            let is_gap = |pair: &[u8]| pair == b"  " || pair[0] < b' ' || pair[0] == b'|';
            let gap = bytes.windows(2).position(is_gap).unwrap_or(bytes.len());
            assert!(gap_from(&bytes, 0) <= gap, "{bytes:?}");
        }
    }
}
