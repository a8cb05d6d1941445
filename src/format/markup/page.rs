//! A page as a tree: elements and texts in their order, from the tokens of html5gum, with the ends that HTML lets one leave out.

use super::names::known::{BR, HEAD, META, P};
use super::names::{Name, Set};
use super::roles::{has_word, style_of};
use core::ops::Range;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// What stands on lines of its own.
const BLOCKS: Set = Set::of(&[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
]);

/// What holds nothing.
const EMPTY: Set = Set::of(&[
    "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
]);

/// What ends no element outside of it.
const WALLS: Set = Set::of(&["td", "th", "table", "caption", "button", "object", "template"]);

/// What a table is made of: these may end one another.
const OF_TABLES: Set = Set::of(&["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"]);

/// An element that begins ends these, up to the innermost of those.
const IMPLIED: [(Set, Set, Set); 7] = [
    (Set::of(&["a"]), Set::of(&["a"]), Set::of(&["table", "td", "th"])),
    (Set::of(&["li"]), Set::of(&["li"]), Set::of(&["ul", "ol", "menu", "dir", "table"])),
    (Set::of(&["dt", "dd"]), Set::of(&["dt", "dd"]), Set::of(&["dl", "table"])),
    (Set::of(&["tr"]), Set::of(&["tr", "td", "th", "caption"]), Set::of(&["table"])),
    (Set::of(&["td", "th"]), Set::of(&["td", "th", "caption"]), Set::of(&["table", "tr"])),
    (
        Set::of(&["tbody", "thead", "tfoot"]),
        Set::of(&["tbody", "thead", "tfoot", "tr", "td", "th", "caption"]),
        Set::of(&["table"]),
    ),
    (Set::of(&["option", "optgroup"]), Set::of(&["option"]), Set::of(&["select"])),
];

/// What a page's head holds: anything else ends it.
const OF_HEADS: Set =
    Set::of(&["base", "head", "html", "link", "meta", "noscript", "script", "style", "template", "title"]);

/// What an id names as an address: it is the section's title, and says nothing of what the section is.
const SECTIONS: Set = Set::of(&["article", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd"]);

/// What is shown in the end, whatever it says of itself: scripts uncover it.
const SHOWN: Set = Set::of(&["html", "body", "main", "article"]);

/// No element lies deeper: what would, stands beside. Browsers have such a limit, too.
const DEEPEST: usize = 256;

/// An element with all that is in it, or a text.
#[derive(Debug)]
pub struct Node {
    pub name: Name,
    /// Where its tag stands, or the text.
    pub span: Range<usize>,
    /// The node that holds it; its own place where none does.
    pub parent: usize,
    /// Where the nodes end that are in it.
    pub end: usize,
    /// What its tag says of it.
    pub says: Attributes,
}

impl Node {
    /// Whether it stands on lines of its own.
    pub fn is_block(&self) -> bool {
        BLOCKS.has(self.name)
    }
}

/// What is asked of a tag.
#[derive(Debug, Default)]
pub struct Attributes {
    /// Class and id, in small letters.
    pub names: String,
    /// Role, `rel` and `itemprop`, and what a `meta` is about, in small letters.
    pub roles: String,
    /// Where the address stands that it leads to; of a `meta`, what it says.
    pub value: Option<Range<usize>>,
    /// The number that a list begins with, or that an item has.
    pub number: Option<u32>,
    /// Whether nobody sees it.
    pub hidden: bool,
}

/// The nodes of `text[span]`, each before those in it.
pub fn nodes(text: &str, span: Range<usize>) -> Vec<Node> {
    let mut tree = Tree { text, offset: span.start, nodes: Vec::new(), open: Vec::new(), paragraphs: 0 };
    let mut tag = None;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
        tree.take_in(event, span.start..span.end, &mut tag);
        None
    });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(&text[span.clone()], emitter).for_each(drop);
    tree.close_to(0);
    let mut nodes = tree.nodes;
    // Of a text that ends with the page, the tokenizer may tell the end too early.
    if let Some(last) = nodes.last_mut()
        && last.name == Name::TEXT
        && !text[last.span.end..span.end].contains('<')
    {
        last.span.end = span.end;
    }
    nodes
}

struct Tree<'a> {
    text: &'a str,
    /// Where what is tokenized begins in it.
    offset: usize,
    nodes: Vec<Node>,
    /// The elements that are open, by their places.
    open: Vec<usize>,
    /// How many of them are paragraphs.
    paragraphs: usize,
}

/// A start tag that is being read.
struct Tag {
    name: Name,
    start: usize,
    says: Attributes,
    id: String,
    /// The attribute whose value comes next, and where its name ends.
    attribute: Vec<u8>,
    named: usize,
}

impl Tree<'_> {
    fn take_in(&mut self, event: CallbackEvent<'_>, span: Range<usize>, tag: &mut Option<Tag>) {
        let span = self.offset + span.start..self.offset + span.end;
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let (name, start, named) = (Name::from_bytes(name), span.start, span.end);
                let (says, id) = (Attributes::default(), String::new());
                *tag = Some(Tag { name, start, says, id, attribute: Vec::new(), named });
            }
            CallbackEvent::AttributeName { name } => {
                if let Some(tag) = tag {
                    tag.says.hidden |= name == b"hidden";
                    (tag.attribute, tag.named) = (name.to_vec(), span.end);
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(tag) = tag {
                    tag.say(value, span, self.text);
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(tag) = tag.take() {
                    self.start(tag, span.end);
                }
            }
            CallbackEvent::EndTag { name } => {
                *tag = None;
                self.end(Name::from_bytes(name), span);
            }
            CallbackEvent::String { .. } => self.add(Name::TEXT, span, Attributes::default()),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, mut tag: Tag, end: usize) {
        tag.says.hidden &= !SHOWN.has(tag.name);
        if !SECTIONS.has(tag.name) && !has_word(&tag.says.names, "section") {
            add_words(&mut tag.says.names, &tag.id);
        }
        self.close_implied(tag.name);
        self.add(tag.name, tag.start..end, tag.says);
        if !EMPTY.has(tag.name) && self.open.len() < DEEPEST {
            self.paragraphs += usize::from(tag.name == P);
            self.open.push(self.nodes.len() - 1);
        }
    }

    fn add(&mut self, name: Name, span: Range<usize>, says: Attributes) {
        let at = self.nodes.len();
        let parent = self.open.last().copied().unwrap_or(at);
        self.nodes.push(Node { name, span, parent, end: at + 1, says });
    }

    /// Ends what ends where an element of that name begins.
    fn close_implied(&mut self, name: Name) {
        // A head stands in nothing but the page.
        let head = (0..self.open.len().min(2)).find(|&at| self.open_name(at) == HEAD);
        if let Some(at) = head.filter(|_| !OF_HEADS.has(name)) {
            self.close_to(at);
        }
        if let Some((_, ended, within)) = IMPLIED.iter().find(|(begun, ..)| begun.has(name)) {
            let inner = (0..self.open.len()).rev().take_while(|&at| !within.has(self.open_name(at)));
            if let Some(at) = inner.filter(|&at| ended.has(self.open_name(at))).last() {
                self.close_to(at);
            }
        }
        if self.paragraphs > 0 && BLOCKS.has(name) {
            let mut inner = (0..self.open.len()).rev().take_while(|&at| !WALLS.has(self.open_name(at)));
            if let Some(at) = inner.find(|&at| self.open_name(at) == P) {
                self.close_to(at);
            }
        }
    }

    /// Ends the innermost element of that name, and all in it, but nothing outside of a table's cell. A paragraph or a break that only ends is one.
    fn end(&mut self, name: Name, span: Range<usize>) {
        let mut inner = (0..self.open.len()).rev();
        // Nor does what sets words end what stands on lines of its own.
        let is_wall = |of: Name| !OF_TABLES.has(name) && WALLS.has(of) || style_of(name).is_some() && BLOCKS.has(of);
        let reaches = |at: usize| self.open_name(at) == name || is_wall(self.open_name(at));
        if let Some(at) = inner.find(|&at| reaches(at))
            && self.open_name(at) == name
            && name != Name::OTHER
        {
            self.close_to(at);
        } else if name == P || name == BR {
            self.add(name, span, Attributes::default());
        }
    }

    fn open_name(&self, at: usize) -> Name {
        self.nodes[self.open[at]].name
    }

    /// Ends the open elements from that place on.
    fn close_to(&mut self, at: usize) {
        let end = self.nodes.len();
        for node in self.open.drain(at..) {
            self.nodes[node].end = end;
            self.paragraphs -= usize::from(self.nodes[node].name == P);
        }
    }
}

impl Tag {
    fn say(&mut self, value: &[u8], span: Range<usize>, text: &str) {
        let says = &mut self.says;
        let value = String::from_utf8_lossy(value);
        let value = value.trim();
        match &self.attribute[..] {
            b"class" => add_words(&mut says.names, value),
            // A long one is the title of a section, made an address.
            b"id" if value.matches(['-', '_']).count() < 3 => value.clone_into(&mut self.id),
            b"role" | b"rel" | b"itemprop" => add_words(&mut says.roles, value),
            b"property" | b"name" if self.name == META => add_words(&mut says.roles, value),
            b"content" if self.name == META => says.value = place_of(self.named, span, text),
            b"href" => says.value = place_of(self.named, span, text),
            b"start" | b"value" => says.number = value.parse().ok(),
            b"aria-hidden" => says.hidden |= value == "true",
            b"style" => says.hidden |= hides(value),
            _ => {}
        }
    }
}

/// Where an address stands. The tokenizer tells it of one in quotes; one without stands behind its name and the sign.
fn place_of(named: usize, span: Range<usize>, text: &str) -> Option<Range<usize>> {
    let rest = text.get(named..)?;
    let start = named + rest.len() - rest.trim_start_matches(['=', ' ', '\n', '\t', '\r', '\x0c']).len();
    let span = if text[start..].starts_with(['"', '\'']) {
        span
    } else {
        let end = text[start..].find([' ', '\n', '\t', '\r', '\x0c', '>']).unwrap_or(text.len() - start);
        start..start + end
    };
    let value = &text[span.clone()];
    let start = span.end - value.trim_start().len();
    Some(start..start + value.trim().len())
}

fn add_words(words: &mut String, value: &str) {
    words.push(' ');
    words.push_str(&value.to_ascii_lowercase());
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|char| !char.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the elements that each text stands in, the innermost first.
    fn places(page: &str) -> Vec<(&str, Vec<Name>)> {
        let nodes = nodes(page, 0..page.len());
        let texts = nodes.iter().filter(|node| node.name == Name::TEXT);
        texts
            .map(|text| {
                let mut names = Vec::new();
                let (mut at, mut parent) = (usize::MAX, text.parent);
                while at != parent && !page[text.span.clone()].is_empty() {
                    names.push(nodes[parent].name);
                    (at, parent) = (parent, nodes[parent].parent);
                }
                (&page[text.span.clone()], names)
            })
            .collect()
    }

    #[test]
    fn an_element_ends_where_its_like_begins() {
        let [p, ul, li] = ["p", "ul", "li"].map(Name::of);
        assert_eq!(places("<p>a<p>b"), [("a", vec![p]), ("b", vec![p])]);
        assert_eq!(places("<p>a<ul><li>b<li>c</ul>"), [("a", vec![p]), ("b", vec![li, ul]), ("c", vec![li, ul])]);
        assert_eq!(
            places("<ul><li>a<ul><li>b</ul>c"),
            [("a", vec![li, ul]), ("b", vec![li, ul, li, ul]), ("c", vec![li, ul])]
        );
    }

    #[test]
    fn a_head_ends_where_the_text_begins() {
        let page = "<html><head><title>a</title><p>b";
        let [html, head, title, p] = ["html", "head", "title", "p"].map(Name::of);
        assert_eq!(places(page), [("a", vec![title, head, html]), ("b", vec![p, html])]);
    }

    #[test]
    fn a_cell_is_left_by_its_table_alone() {
        let [table, td, div] = ["table", "td", "div"].map(Name::of);
        assert_eq!(places("<div><table><td>a</div>b"), [("a", vec![td, table, div]), ("b", vec![td, table, div])]);
    }

    #[test]
    fn an_address_is_where_it_stands() {
        for (page, target) in [("<a href='b&amp;c'>", "b&amp;c"), ("<a class=x href=/b>", "/b"), ("<a href = b>", "b")]
        {
            let nodes = nodes(page, 0..page.len());
            assert_eq!(nodes[0].says.value.clone().map(|span| &page[span]), Some(target), "{page}");
        }
    }

    #[test]
    fn what_is_deep_stands_beside() {
        let page = ["<div>".repeat(10_000), "a".into()].concat();
        assert_eq!(places(&page)[0].1.len(), DEEPEST);
    }
}
