//! Decimal numbers in text. Two functions, where the standard library's writing and parsing bring 3 KB along.

use alloc::string::String;

/// Appends `number` in decimal digits.
pub fn push_decimal(out: &mut String, number: usize) {
    if number >= 10 {
        push_decimal(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// The number that `text` is in ASCII digits; none where it is anything else, or too large.
pub fn decimal(text: &str) -> Option<u32> {
    let digit = |number: u32, byte: u8| {
        let value = byte.is_ascii_digit().then(|| byte - b'0')?;
        number.checked_mul(10)?.checked_add(value.into())
    };
    if text.is_empty() { None } else { text.bytes().try_fold(0, digit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for number in [0, 7, 10, 99, 100, 65_536, u32::MAX] {
            let mut text = String::new();
            push_decimal(&mut text, number as usize);
            assert_eq!(text, number.to_string());
            assert_eq!(decimal(&text), Some(number));
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", " 1", "1a", "-1", "+1", "4294967296", "１"] {
            assert_eq!(decimal(text), None, "{text:?}");
        }
    }
}
