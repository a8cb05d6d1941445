//! Order: the one sort of the core. Whatever is sorted is packed into numbers first, since a sort of its own takes 4 KB for each type.

use alloc::vec::Vec;

/// Sorts `numbers`: a merge sort from stretches of 1, 2, 4 …, without a step where they are in order already.
pub fn sort(numbers: &mut Vec<u64>) {
    if numbers.is_sorted() {
        return;
    }
    let mut merged: Vec<u64> = Vec::with_capacity(numbers.len());
    let mut stretch = 1;
    while stretch < numbers.len() {
        for pair in numbers.chunks(2 * stretch) {
            let (mut one, mut other) = pair.split_at(stretch.min(pair.len()));
            while let ([a, after_a @ ..], [b, after_b @ ..]) = (one, other) {
                if a <= b {
                    merged.push(*a);
                    one = after_a;
                } else {
                    merged.push(*b);
                    other = after_b;
                }
            }
            merged.extend_from_slice(one);
            merged.extend_from_slice(other);
        }
        core::mem::swap(numbers, &mut merged);
        merged.clear();
        stretch *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(numbers in proptest::collection::vec(0u64..40, 0..70)) {
            let mut sorted = numbers.clone();
            sort(&mut sorted);
            let mut expected = numbers;
            expected.sort_unstable();
            prop_assert_eq!(sorted, expected);
        }
    }
}
