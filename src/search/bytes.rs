//! Bytes: how the saved form writes numbers and strings, and takes them back from bytes that may say anything.

use alloc::vec::Vec;

/// What is written so far.
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// The lowest eight bits of `number`.
    pub fn byte(&mut self, number: usize) {
        self.0.push(number as u8);
    }

    /// `number` as LEB128.
    pub fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.byte(number | 0x80);
            number >>= 7;
        }
        self.byte(number);
    }

    /// `text` as UTF-8 behind its length.
    #[inline(never)]
    pub fn string(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// What is left to read. The sum fits, but anyone can make it fit: every number is looked at before it is used.
pub struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    /// The next byte.
    #[inline(always)]
    pub fn byte(&mut self) -> Option<usize> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte.into())
    }

    /// The next number.
    #[inline(never)]
    pub fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..u32::BITS).step_by(7) {
            let byte = self.byte()? as u32;
            number |= (byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number as usize);
            }
        }
        None
    }

    /// The next string.
    #[inline(never)]
    pub fn string(&mut self) -> Option<&'b str> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        core::str::from_utf8(text).ok()
    }
}
