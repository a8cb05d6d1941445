//! A page as a tree: elements and texts in their order, from the tokens of html5gum, with the ends that HTML lets one leave out.

use super::names::known::P;
use super::names::{Name, Set};
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
    (Set::of(&["body"]), Set::of(&["head"]), Set::of(&[])),
];

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
    /// Role, `rel` and `itemprop`, in small letters.
    pub roles: String,
    /// Where the address stands that it leads to.
    pub href: Option<Range<usize>>,
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
                *tag = Some(Tag { name, start, says: Attributes::default(), attribute: Vec::new(), named });
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
                self.end(Name::from_bytes(name));
            }
            CallbackEvent::String { .. } => self.add(Name::TEXT, span, Attributes::default()),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, end: usize) {
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

    /// Ends the innermost element of that name, and all in it, but nothing outside of a table's cell.
    fn end(&mut self, name: Name) {
        let mut inner = (0..self.open.len()).rev();
        let reaches = |at: usize| self.open_name(at) == name || !OF_TABLES.has(name) && WALLS.has(self.open_name(at));
        if let Some(at) = inner.find(|&at| reaches(at))
            && self.open_name(at) == name
            && name != Name::OTHER
        {
            self.close_to(at);
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
            b"id" if value.matches(['-', '_']).count() < 3 => add_words(&mut says.names, value),
            b"role" | b"rel" | b"itemprop" => add_words(&mut says.roles, value),
            b"href" => says.href = place_of(value, self.named, span, text),
            b"start" | b"value" => says.number = value.parse().ok(),
            b"aria-hidden" => says.hidden |= value == "true",
            b"style" => says.hidden |= hides(value),
            _ => {}
        }
    }
}

/// Where an address stands. The tokenizer tells it of one in quotes; one without stands behind its name and the sign.
fn place_of(value: &str, named: usize, span: Range<usize>, text: &str) -> Option<Range<usize>> {
    if !span.is_empty() {
        return Some(span);
    }
    let rest = text.get(named..)?;
    let start = named + rest.len() - rest.trim_start_matches([' ', '=', '\n', '\t']).len();
    text[start..].starts_with(value).then(|| start..start + value.len())
}

fn add_words(words: &mut String, value: &str) {
    words.push(' ');
    words.push_str(&value.to_ascii_lowercase());
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|char| !char.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}
