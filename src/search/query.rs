//! Queries: what a person typed, read as clauses. Any text is a query.

use crate::index::{Joint, is_grouping_space, tokenize};
use crate::source::{Bare, Utf16Offset, byte_of, trim_start, unicode};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// What is sought: every clause has to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The clauses, in the order in which they were typed.
    pub clauses: Vec<Clause>,
}

/// One condition on a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// One of these has to match: several where they were joined by `OR`.
    pub any: Vec<Atom>,
    /// Whether the passage must not match: `-without`.
    pub excluded: bool,
    /// Where it has to match.
    pub scope: Scope,
}

/// Where a clause has to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In the passage.
    Text,
    /// `heading:` in the passage, which has to be a heading.
    Heading,
    /// `in:` in the title of a section that holds the passage.
    Section,
}

/// A word, or several that have to stand together in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// The words: more than one in a quoted phrase, in `well-known`, and in an unspaced script.
    pub words: Vec<Word>,
    /// Whether the last word is still being typed, and may go on.
    pub open: bool,
    /// Whether it was quoted: found as typed or not at all.
    pub quoted: bool,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As the index has it.
    pub term: String,
    /// As it was typed.
    pub typed: String,
    /// How it is tied to the word before.
    pub joint: Joint,
}

/// Words beyond this many are ignored: nobody types so many, and a pasted book must not stop the page.
const MOST_WORDS: usize = 128;

impl Query {
    /// Reads a query.
    ///
    /// Words, `"quoted phrases"`, `-without`, `one OR other`, `heading:word`, `in:section`. A quote that is not closed ends with the query.
    /// The last word is open, so that it matches while it is being typed, unless a space or a sign follows it.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let mut words = 0;
        let mut or = false;
        let mut rest = typed;
        while let Some(piece) = Piece::next(&mut rest) {
            if piece == Piece::OR {
                or = true;
                continue;
            }
            let atom = Atom::read(&piece, rest.is_empty());
            words += atom.words.len();
            if words > MOST_WORDS {
                break;
            }
            if atom.words.is_empty() {
                continue;
            }
            match query.clauses.last_mut() {
                Some(last) if or && !piece.excluded && !last.excluded && last.scope == piece.scope => {
                    last.any.push(atom);
                }
                _ => query.clauses.push(Clause { any: vec![atom], excluded: piece.excluded, scope: piece.scope }),
            }
            or = false;
        }
        query.drop_repeated();
        query
    }

    /// Leaves each clause once: a word finds no more by being typed again, and a hundred times it would be a hundred times the work.
    fn drop_repeated(&mut self) {
        let mut at = 1;
        while at < self.clauses.len() {
            if self.clauses[..at].contains(&self.clauses[at]) {
                self.clauses.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// Whether nothing is sought.
    pub fn is_empty(&self) -> bool {
        self.clauses.iter().all(|clause| clause.excluded)
    }
}

/// A stretch of the query between spaces or within quotes, with what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece<'q> {
    text: &'q str,
    excluded: bool,
    scope: Scope,
    quoted: bool,
    /// Whether the closing quote was typed.
    closed: bool,
}

impl<'q> Piece<'q> {
    const OR: Self = Self { text: "OR", excluded: false, scope: Scope::Text, quoted: false, closed: false };

    /// Takes the next piece off `rest`.
    fn next(rest: &mut &'q str) -> Option<Self> {
        let mut text = rest.bare_start();
        if text.is_empty() {
            *rest = text;
            return None;
        }
        let mut piece = Self { text, excluded: false, scope: Scope::Text, quoted: false, closed: false };
        if let Some(after) = behind(text, |char| matches!(char, '-' | '−'))
            && after.chars().next().is_some_and(|char| !char.is_whitespace())
        {
            piece.excluded = true;
            text = after;
        }
        for (name, scope) in [("heading:", Scope::Heading), ("in:", Scope::Section)] {
            if let Some(after) =
                text.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name)).map(|_| &text[name.len()..])
            {
                piece.scope = scope;
                text = after;
                break;
            }
        }
        let end = if let Some(inner) = behind(text, is_quote) {
            let after = trim_start(inner, |char| !is_quote(char));
            piece.quoted = true;
            piece.closed = !after.is_empty();
            text = inner;
            *rest = trim_start(after, is_quote);
            inner.len() - after.len()
        } else {
            let end = end_of_word(text);
            *rest = &text[end..];
            end
        };
        piece.text = &text[..end];
        Some(piece)
    }
}

impl Atom {
    fn read(piece: &Piece<'_>, is_last: bool) -> Self {
        let text = piece.text;
        let mut words = Vec::new();
        let mut end = 0;
        tokenize(text, |token| {
            if words.len() > MOST_WORDS {
                return;
            }
            let start = byte_of(text, Utf16Offset(token.place.start));
            end = byte_of(text, Utf16Offset(token.place.end));
            let typed = text[start..end].to_owned();
            let term = core::str::from_utf8(token.term).unwrap_or_default().to_owned();
            words.push(Word { term, typed, joint: token.joint });
        });
        let open = is_last && !piece.closed && end == text.len();
        Self { words, open, quoted: piece.quoted }
    }
}

/// What is behind the first character of `text`, if `is` says so of that.
fn behind(text: &str, is: fn(char) -> bool) -> Option<&str> {
    let first = text.chars().next().filter(|&char| is(char))?;
    Some(&text[first.len_utf8()..])
}

/// The byte where white space or a quote ends what `text` begins with. A space that groups the digits of a number ends nothing, nor does one
/// between initials: J. R. R.
fn end_of_word(text: &str) -> usize {
    // The three characters before, the nearest last; before the text stands white space.
    let mut before = [' '; 3];
    for (at, char) in text.char_indices() {
        let mut rest = text[at + char.len_utf8()..].chars();
        let [next, stop] = [(); 2].map(|()| rest.next().unwrap_or_default());
        let [space, letter, sign] = before;
        let groups = sign.is_ascii_digit() && is_grouping_space(char) && next.is_ascii_digit();
        let is_initial = |letter: char, sign: char| sign == '.' && unicode::is_alphabetic(letter);
        let between = space.is_whitespace() && is_initial(letter, sign) && is_initial(next, stop);
        if is_quote(char) || char.is_whitespace() && !groups && !between {
            return at;
        }
        before = [letter, sign, char];
    }
    text.len()
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The query, written out: `~` before what is excluded, `*` after what is open, `|` between alternatives, `[ ]` about what is quoted.
    fn read(typed: &str) -> String {
        let clause = |clause: &Clause| {
            let atom = |atom: &Atom| {
                let words = atom.words.iter().map(|word| word.term.as_str()).collect::<Vec<_>>().join("+");
                let words = if atom.open { format!("{words}*") } else { words };
                if atom.quoted { format!("[{words}]") } else { words }
            };
            let scope = match clause.scope {
                Scope::Text => "",
                Scope::Heading => "h:",
                Scope::Section => "in:",
            };
            let any = clause.any.iter().map(atom).collect::<Vec<_>>().join("|");
            format!("{}{scope}{any}", if clause.excluded { "~" } else { "" })
        };
        Query::parse(typed).clauses.iter().map(clause).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_phrases_and_operators() {
        for (typed, expected) in [
            ("War peace", "war peace*"),
            ("war ", "war"),
            ("\"to be or\" not", "[to+be+or] not*"),
            ("“Prince Vas", "[prince+vas*]"),
            ("well-known don't", "well+known don+t*"),
            ("war -peace -\"and war\"", "war ~peace ~[and+war]"),
            ("war OR peace now", "war|peace now*"),
            ("heading:waterloo in:\"Part One\" x", "h:waterloo in:[part+one] x*"),
            ("say\"hello there\"", "say [hello+there]"),
            ("简单 字", "简+单 字*"),
            ("don'", "don"),
            ("10\u{a0}000\u{202f}000 km", "10000000 km*"),
            ("5\u{a0}km", "5 km*"),
        ] {
            assert_eq!(read(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn any_keystroke_is_a_query() {
        for typed in [
            "",
            " ",
            "\"",
            "\"\"",
            "-",
            "--",
            "OR",
            "OR OR",
            "- OR",
            "in:",
            "heading:\"",
            "-in:-",
            "\u{0}",
            "\u{301}",
            "👍",
            "a OR",
            "OR a",
            "-a OR b",
        ] {
            read(typed);
        }
        assert_eq!(read("OR a"), "a*");
        assert_eq!(read("-a OR b"), "~a b*");
        let many: String = (0..20_000).map(|number| format!("word{number} ")).collect();
        assert_eq!(Query::parse(&many).clauses.len(), MOST_WORDS);
        assert_eq!(read("that that -that OR that that "), "that ~that");
    }
}
