//! What an element is to an article by what its author called it: byline, standfirst, caption and the like.

use super::Kind;
use super::names::known::{BLOCKQUOTE, CAPTION, FIGCAPTION};
use super::names::{Name, Set};
use super::page::Node;
use super::rows::Style;

/// Words of classes and names, each list with what it stands for and how many letters that has at most.
const NAMED: [(&str, Kind, u32); 7] = [
    ("kicker eyebrow overline", Kind::Kicker, 60),
    ("standfirst dek deck subtitle subheadline subhead lede tagline", Kind::Standfirst, 500),
    ("byline author authors", Kind::Byline, 120),
    ("dateline date published pubdate timestamp", Kind::Dateline, 60),
    ("caption", Kind::Caption, 1_000),
    ("credit credits photographer", Kind::Credit, 200),
    ("footnote footnotes endnote endnotes", Kind::Footnote, u32::MAX),
];

/// What is the title of something.
pub const HEADINGS: Set = Set::of(&["h1", "h2", "h3", "h4", "h5", "h6"]);

/// Names of what is set large beside a text, and of poems. They stand in one piece or in several.
const PULL_QUOTE: [&str; 4] = ["pullquote", "pull-quote", "pull_quote", "pullout"];
const VERSE: &str = "verse poem stanza poetry";

/// As we name where a text first appeared.
const SOURCE_NOTE: &str = "source-note";

/// What stands in a line, but for what names itself.
const LINES: Set = Set::of(&["a", "q", "small", "span", "time"]);

/// What sets words otherwise.
const STYLES: [(Set, Style); 6] = [
    (Set::of(&["em", "i", "cite", "dfn", "var"]), Style::Emphasis),
    (Set::of(&["strong", "b"]), Style::Strong),
    (Set::of(&["code", "kbd", "samp", "tt"]), Style::Code),
    (Set::of(&["del", "s", "strike"]), Style::Deleted),
    (Set::of(&["sup"]), Style::Superscript),
    (Set::of(&["sub"]), Style::Subscript),
];

/// How an element of that name sets its words.
pub fn style_of(name: Name) -> Option<Style> {
    STYLES.iter().find(|(names, _)| names.has(name)).map(|&(_, style)| style)
}

/// What an element is that so many letters stand in, where its author named it; `around`: what that is which it stands in.
pub fn kind_of(node: &Node, letters: u32, around: Option<Kind>, has_begun: bool) -> Option<Kind> {
    let (names, roles) = (&node.says.names, &node.says.roles);
    if letters == 0 {
        return None;
    }
    if node.name == FIGCAPTION || node.name == CAPTION {
        return Some(Kind::Caption);
    }
    let is_aside = around.is_some_and(|kind| !matches!(kind, Kind::Paragraph | Kind::ListItem | Kind::BlockQuote));
    if !is_aside && PULL_QUOTE.iter().any(|name| names.contains(name)) {
        return Some(Kind::PullQuote);
    }
    if node.name == BLOCKQUOTE {
        return (!is_aside).then_some(Kind::BlockQuote);
    }
    if names.contains(SOURCE_NOTE) {
        return Some(Kind::SourceNote);
    }
    if roles.contains("doc-footnote") || roles.contains("doc-endnote") {
        return Some(Kind::Footnote);
    }
    let named = NAMED
        .iter()
        .find(|&&(_, kind, longest)| letters <= longest && named(node, kind) && fits(kind, node, around, has_begun));
    match named {
        Some(&(_, kind, _)) => Some(kind),
        None if has_word(names, VERSE) && !LINES.has(node.name) && style_of(node.name).is_none() => Some(Kind::Verse),
        None => None,
    }
}

/// Whether its author calls it something of that kind, which is one of those with names.
pub fn named(node: &Node, kind: Kind) -> bool {
    let is_author = kind == Kind::Byline && node.says.roles.split(' ').any(|role| role == "author");
    is_author || NAMED.iter().any(|(words, of, _)| *of == kind && has_word(&node.says.names, words))
}

/// Whether it leads from a title to where one changes or copies it.
pub fn edits(node: &Node) -> bool {
    has_word(&node.says.names, "editsection headerlink permalink")
}

/// Whether something may be of `kind` where it stands.
fn fits(kind: Kind, node: &Node, around: Option<Kind>, has_begun: bool) -> bool {
    let is_block = node.is_block();
    match kind {
        Kind::Credit => matches!(around, Some(Kind::Caption)) || is_block && around.is_none(),
        Kind::Caption => is_block && around.is_none_or(|around| around == Kind::Paragraph),
        Kind::Footnote => is_block,
        // A headline that bears such a name is one all the same.
        _ => is_block && !has_begun && around.is_none() && !HEADINGS.has(node.name),
    }
}

/// Whether one of `words` is among the words that names are made of.
pub fn has_word(names: &str, words: &str) -> bool {
    parts(names).any(|part| words.split(' ').any(|word| word == part))
}

/// Whether one of those begins with one of `words`.
pub fn begins_with(names: &str, words: &str) -> bool {
    parts(names).any(|part| words.split(' ').any(|word| part.starts_with(word)))
}

fn parts(names: &str) -> impl Iterator<Item = &str> {
    names.split(|char: char| !char.is_ascii_alphanumeric()).filter(|part| !part.is_empty())
}
