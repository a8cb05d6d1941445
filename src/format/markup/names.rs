//! Names of HTML's elements as numbers, and sets of them as bits, so that asking after one costs nothing.

/// All that are told apart. Any other is one that stands in a line.
const NAMES: [&str; 115] = [
    "",
    "#text",
    "a",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "math",
    "menu",
    "meta",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "plaintext",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "ul",
    "var",
    "video",
    "wbr",
    "xmp",
];

/// The name of an element, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name(u8);

impl Name {
    /// Of an element that is not told apart.
    pub const OTHER: Self = Self(0);
    /// Of a text.
    pub const TEXT: Self = Self(1);

    /// The name that is written so, in small letters.
    pub fn from_bytes(name: &[u8]) -> Self {
        let found = NAMES.binary_search_by(|known| known.as_bytes().cmp(name));
        Self(found.unwrap_or_default() as u8)
    }

    /// The same, where it is known beforehand.
    pub const fn of(name: &str) -> Self {
        let mut at = 0;
        while at < NAMES.len() {
            if is_same(NAMES[at].as_bytes(), name.as_bytes()) {
                return Self(at as u8);
            }
            at += 1;
        }
        panic!("no such element is told apart");
    }
}

/// Those that are asked after one by one.
pub mod known {
    use super::Name;

    pub const A: Name = Name::of("a");
    pub const ASIDE: Name = Name::of("aside");
    pub const BLOCKQUOTE: Name = Name::of("blockquote");
    pub const BR: Name = Name::of("br");
    pub const CAPTION: Name = Name::of("caption");
    pub const FIGCAPTION: Name = Name::of("figcaption");
    pub const FOOTER: Name = Name::of("footer");
    pub const H1: Name = Name::of("h1");
    pub const HEAD: Name = Name::of("head");
    pub const HR: Name = Name::of("hr");
    pub const LI: Name = Name::of("li");
    pub const META: Name = Name::of("meta");
    pub const OL: Name = Name::of("ol");
    pub const P: Name = Name::of("p");
    pub const Q: Name = Name::of("q");
    pub const SVG: Name = Name::of("svg");
    pub const TABLE: Name = Name::of("table");
    pub const TIME: Name = Name::of("time");
    pub const TITLE: Name = Name::of("title");
    pub const TR: Name = Name::of("tr");
}

/// A set of names.
#[derive(Debug, Clone, Copy)]
pub struct Set(u128);

impl Set {
    /// Of these.
    pub const fn of(names: &[&str]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < names.len() {
            bits |= 1 << Name::of(names[at]).0;
            at += 1;
        }
        Self(bits)
    }

    /// Whether it has `name`.
    pub const fn has(self, name: Name) -> bool {
        self.0 >> name.0 & 1 == 1
    }
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_found_by_its_letters() {
        assert!(NAMES.is_sorted());
        assert!(NAMES.iter().all(|name| Name::from_bytes(name.as_bytes()) == Name::of(name)));
        assert_eq!(Name::from_bytes(b"custom-element"), Name::OTHER);
    }

    #[test]
    fn a_set_has_what_it_is_of() {
        let set = Set::of(&["a", "xmp"]);
        assert!(set.has(Name::of("a")) && set.has(Name::of("xmp")) && !set.has(Name::OTHER));
    }
}
