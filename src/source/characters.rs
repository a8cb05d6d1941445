//! The characters of a text, at one step each where they are ASCII, as most are.

use super::eights::{HIGH, eight, letters_first};

/// The characters of a text: as [`str::chars`], which takes two calls for each where code is made to be small.
#[derive(Debug, Clone)]
pub struct Characters<'t> {
    text: &'t str,
    at: usize,
}

/// The characters of `text`.
pub const fn characters(text: &str) -> Characters<'_> {
    Characters { text, at: 0 }
}

/// How many characters `text` has.
#[inline(never)]
pub fn character_count(text: &str) -> usize {
    text.bytes().filter(|&byte| !is_continuation(byte)).count()
}

/// Where the character begins that so many others stand before in `text`; its end where there are fewer.
pub fn offset_of(text: &str, count: usize) -> usize {
    let mut rest = characters(text);
    for _ in 0..count {
        rest.next();
    }
    rest.at()
}

/// `text` without the characters at its start that are what `is` asks for.
#[inline(never)]
pub fn trim_start(text: &str, is: fn(char) -> bool) -> &str {
    let mut rest = characters(text);
    loop {
        let at = rest.at();
        if !rest.next().is_some_and(is) {
            return &text[at..];
        }
    }
}

/// `text` without the characters at its end that are what `is` asks for.
#[inline(never)]
pub fn trim_end(text: &str, is: fn(char) -> bool) -> &str {
    let mut end = text.len();
    while let Some(&byte) = text.as_bytes()[..end].last() {
        let char = if byte.is_ascii() { char::from(byte) } else { text[..end].chars().next_back().unwrap_or_default() };
        if !is(char) {
            break;
        }
        end -= char.len_utf8();
    }
    &text[..end]
}

/// Text without the white space about it, as the standard library's `trim` and its like, which make a searcher each.
pub trait Bare {
    /// Without it at both ends.
    fn bare(&self) -> &str;
    /// Without it at the start.
    fn bare_start(&self) -> &str;
    /// Without it at the end.
    fn bare_end(&self) -> &str;
}

impl Bare for str {
    fn bare(&self) -> &str {
        self.bare_start().bare_end()
    }

    fn bare_start(&self) -> &str {
        trim_start(self, char::is_whitespace)
    }

    fn bare_end(&self) -> &str {
        trim_end(self, char::is_whitespace)
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

impl<'t> Characters<'t> {
    /// Where the next character begins, in bytes.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The characters to come, as text.
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Passes over what is of ASCII, in strides; how many characters that were, or fewer than might have been.
    #[inline(always)]
    pub fn skip_ascii(&mut self) -> usize {
        let from = self.at;
        while let Some(eight) = eight(self.text.as_bytes(), self.at).filter(|eight| eight & HIGH == 0) {
            self.at += size_of_val(&eight);
        }
        self.at - from
    }

    /// Passes over spaces, letters of ASCII and the signs beside those, `@` to DEL, in strides; a few may be left at the end.
    #[inline(always)]
    pub fn skip_letters(&mut self) {
        while let Some(eight) = eight(self.text.as_bytes(), self.at) {
            let letters = letters_first(eight);
            self.at += letters;
            if letters < size_of_val(&eight) {
                break;
            }
        }
    }
}

/// The character beyond ASCII that stands at `at`. It is not told whose characters they are: so what walks along them is kept in registers.
#[inline(never)]
fn beyond_ascii(text: &str, at: usize) -> Option<char> {
    let bytes = &text.as_bytes()[at..];
    let (first, second) = (u32::from(bytes[0]), u32::from(bytes[1] & 0x3F));
    if first < 0xE0 {
        return char::from_u32((first & 0x1F) << 6 | second);
    }
    let third = second << 6 | u32::from(bytes[2] & 0x3F);
    if first < 0xF0 {
        return char::from_u32((first & 0x0F) << 12 | third);
    }
    char::from_u32((first & 0x07) << 18 | third << 6 | u32::from(bytes[3] & 0x3F))
}

impl Iterator for Characters<'_> {
    type Item = char;

    #[inline(always)]
    fn next(&mut self) -> Option<char> {
        let at = self.at;
        let byte = *self.text.as_bytes().get(at)?;
        if byte.is_ascii() {
            self.at += 1;
            return Some(char::from(byte));
        }
        self.at += 2 + usize::from(byte >= 0xE0) + usize::from(byte >= 0xF0);
        beyond_ascii(self.text, at)
    }
}

/// The parts of `text` between the characters that are what `is` asks for.
/// One loop for all: the standard library makes one of each pattern.
pub fn parts(text: &str, is: fn(char) -> bool) -> Parts<'_> {
    Parts { rest: Some(characters(text)), is }
}

/// The parts of a text.
#[derive(Debug, Clone)]
pub struct Parts<'t> {
    rest: Option<Characters<'t>>,
    is: fn(char) -> bool,
}

impl<'t> Iterator for Parts<'t> {
    type Item = &'t str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest.as_mut()?;
        let text = rest.rest();
        let start = rest.at();
        loop {
            let end = rest.at() - start;
            match rest.next() {
                Some(char) if (self.is)(char) => return Some(&text[..end]),
                Some(_) => {}
                None => break,
            }
        }
        self.rest = None;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_those_that_str_gives() {
        let text = "a é — 漢字 😀";
        assert!(characters(text).eq(text.chars()));
        assert_eq!(character_count(text), text.chars().count());
        let mut behind = characters(text);
        behind.nth(2);
        assert_eq!((behind.at(), behind.rest()), (4, " — 漢字 😀"));
        assert_eq!([0, 3, 4, 99].map(|count| offset_of(text, count)), [0, 4, 5, text.len()]);
    }
}
