//! How much text stands where in a page: of a node with all that is in it, told by two subtractions.

use super::names::known::A;
use super::names::{Name, Set};
use super::page::Node;

/// What holds no text that anybody reads as such.
pub const UNREAD: Set = Set::of(&[
    "audio", "base", "button", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "link", "map",
    "meta", "noembed", "noframes", "noscript", "object", "param", "progress", "rp", "rt", "script", "select", "source",
    "style", "svg", "template", "textarea", "title", "track", "video",
]);

/// Sums up to each node.
#[derive(Debug)]
pub struct Measures {
    letters: Vec<u32>,
    linked: Vec<u32>,
    commas: Vec<u32>,
    links: Vec<u32>,
}

impl Measures {
    /// Of all `nodes` of `text`.
    pub fn of(text: &str, nodes: &[Node]) -> Self {
        let zeros = || Vec::with_capacity(nodes.len() + 1);
        let mut measures = Self { letters: zeros(), linked: zeros(), commas: zeros(), links: zeros() };
        let (mut letters, mut linked, mut commas, mut links) = (0, 0, 0, 0);
        let (mut link_end, mut unread_end) = (0, 0);
        for (at, node) in nodes.iter().enumerate() {
            measures.push(letters, linked, commas, links);
            if node.name == A && node.says.value.is_some() {
                link_end = link_end.max(node.end);
                links += 1;
            }
            if UNREAD.has(node.name) || node.says.hidden {
                unread_end = unread_end.max(node.end);
            }
            if node.name == Name::TEXT && at >= unread_end {
                let here = text[node.span.clone()].chars().filter(|char| !char.is_whitespace()).count() as u32;
                letters += here;
                linked += if at < link_end { here } else { 0 };
                commas += text[node.span.clone()].matches([',', '،', '、', '，', '､']).count() as u32;
            }
        }
        measures.push(letters, linked, commas, links);
        measures
    }

    fn push(&mut self, letters: u32, linked: u32, commas: u32, links: u32) {
        self.letters.push(letters);
        self.linked.push(linked);
        self.commas.push(commas);
        self.links.push(links);
    }

    /// Characters that are no space, in the nodes of a range.
    pub fn letters(&self, from: usize, end: usize) -> u32 {
        self.letters[end] - self.letters[from]
    }

    /// The commas among them.
    pub fn commas(&self, from: usize, end: usize) -> u32 {
        self.commas[end] - self.commas[from]
    }

    /// The links among them.
    pub fn links(&self, from: usize, end: usize) -> u32 {
        self.links[end] - self.links[from]
    }

    /// Which part of them lead elsewhere, from 0 to 1.
    pub fn linked(&self, from: usize, end: usize) -> f32 {
        let linked = self.linked[end] - self.linked[from];
        linked as f32 / (self.letters(from, end) as f32).max(1.0)
    }
}
