//! The article in a page: which of its nodes are kept, and which stand around it. Told by where its running text is, as Readability has shown.

use super::Kind;
use super::measures::{Measures, UNREAD};
use super::names::known::{A, ASIDE, BLOCKQUOTE, FOOTER, H1, LI, META, OL, P, SVG, TIME, TITLE};
use super::names::{Name, Set};
use super::page::Node;
use super::references::characters;
use super::roles::{self, begins_with, has_word};
use core::ops::Range;

/// What becomes of a node, and of all in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Kept,
    /// It is the title.
    Headline,
    /// It stands around the article.
    Boilerplate,
}

/// Elements that a page has only as a whole.
const WHOLE: Set = Set::of(&["html", "head", "body"]);

const HEADINGS: Set = Set::of(&["h1", "h2", "h3"]);

/// What navigates, asks or leads on.
const FURNITURE: Set = Set::of(&["nav", "footer", "form", "menu", "dialog", "search"]);

/// What may hold an article.
const HOLDERS: Set =
    Set::of(&["article", "body", "div", "main", "section", "td", "blockquote", "center", "figure", "header", "pre"]);

/// What is called the main part of a page.
const MAIN: Set = Set::of(&["article", "main"]);

/// What may hold nothing but links.
const LISTS: Set = Set::of(&["ul", "ol", "div", "section", "table", "dl"]);

/// What holds running text, and what may, if nothing parts it.
const PASSAGES: Set = Set::of(&["p", "pre", "blockquote"]);
const BOXES: Set = Set::of(&["div", "td", "section", "li", "dd", "span"]);

/// Words of names that tell of running text.
const GOOD: &str = "article articlebody body blog content entry hentry main page post prose story text";

/// Words of names that tell of what stands around it, and that others begin with: it is left out whatever it is like.
const AROUND: &str = "breadcrumb comments cookie disqus newsletter outbrain recirc recommend related replies sharedaddy sharing sidebar signup \
    sponsored taboola toc trending navbox catlinks";

/// Words that tell of it where it is short, or leads on.
const BAD: &str = "ad ads advert advertisement banner comment community contact cookies cta footer gdpr hidden instapaper masthead media menu meta \
    nav navbar navigation pager pagination popup promo promoted remark rss share shoutbox social sponsor subscribe tags teaser toolbar widget";

/// Roles of what stands around an article.
const ROLES: [&str; 7] = ["navigation", "complementary", "banner", "contentinfo", "dialog", "search", "menu"];

/// Running text has at least so many letters in one piece.
const RUNNING: u32 = 25;

/// What stands between an article's title and its site's.
const SEPARATORS: [char; 9] = ['|', '-', '–', '—', '»', '«', ':', '·', '/'];

/// What a `meta` is called that says the article's title, the surest first.
const TITLES: [&str; 9] = [
    "og:title",
    "dc:title",
    "dc.title",
    "dcterms.title",
    "dcterm:title",
    "twitter:title",
    "parsely-title",
    "weibo:article:title",
    "title",
];

/// A heading of one word is a title by itself, whatever the page is called, if that has so many bytes.
const TELLING: usize = 15;

/// Without the site's, a title has as many words, or as many bytes where it is not parted into words.
const FEWEST_WORDS: usize = 3;
const FEWEST_BYTES: usize = 24;

/// What stands between a title and its text, by its name alone.
const HEADS: Set = Set::of(&["p", "figure", "header", "hgroup", "address", "blockquote", "h2", "h3", "h4"]);

/// And has so many letters at most; a line of it no more than so many.
const LONGEST_HEAD: u32 = 2_000;
const SHORT_HEAD: u32 = 120;

/// Of a title, so many letters are looked at.
const LONGEST_TITLE: usize = 400;

/// What holds so much of all running text holds the article.
const ENOUGH: f32 = 0.6;

/// With less, a page may have no article, and is read as it stands.
const LEAST: u32 = 200;

/// What becomes of each node. Of a piece of a page, all is kept.
pub fn fates(text: &str, nodes: &[Node], measures: &Measures) -> Vec<Fate> {
    let mut fates = vec![Fate::Kept; nodes.len()];
    let page = Page { text, nodes, measures };
    if nodes.iter().any(|node| WHOLE.has(node.name)) {
        page.judge(&mut fates);
    } else if let Some(title) = page.title(&vec![true; nodes.len()]) {
        fates[title] = Fate::Headline;
    }
    fates
}

/// The letters and digits of a title, in small letters.
fn bare(chars: impl Iterator<Item = char>) -> String {
    chars.filter(|char| char.is_alphanumeric()).take(LONGEST_TITLE).flat_map(char::to_lowercase).collect()
}

/// What nodes are worth as holders of an article.
struct Scores {
    /// Each, by the passages in it.
    scores: Vec<f32>,
    /// All passages before each node, together.
    worths: Vec<f32>,
}

struct Page<'a> {
    text: &'a str,
    nodes: &'a [Node],
    measures: &'a Measures,
}

impl Page<'_> {
    fn judge(&self, fates: &mut [Fate]) {
        let mut unlikely = self.unlikely();
        let (holder, mut kept) = self.kept(&unlikely);
        let title = self.title(&kept);
        self.keep_head(
            holder.map_or(0..self.nodes.len(), |at| at..self.nodes[at].end),
            title,
            &mut kept,
            &mut unlikely,
        );
        self.keep_lists(&kept, &mut unlikely);
        if self.is_mostly_likely(&kept, &unlikely) {
            for at in (0..self.nodes.len()).filter(|&at| kept[at] && unlikely[at]) {
                fates[at] = Fate::Boilerplate;
            }
        }
        self.leave_out_around(&kept, title, fates);
        if let Some(title) = title {
            // Whatever the title stands in, it is shown.
            let mut at = title;
            while self.nodes[at].parent != at {
                at = self.nodes[at].parent;
                fates[at] = Fate::Kept;
            }
            fates[title..self.nodes[title].end].fill(Fate::Kept);
            fates[title] = Fate::Headline;
        }
    }

    /// Keeps what stands between a title and what holds the article: a byline, a summary, a picture with its caption, a first paragraph.
    fn keep_head(&self, article: Range<usize>, title: Option<usize>, kept: &mut [bool], unlikely: &mut [bool]) {
        let Some(title) = title.filter(|&at| HEADINGS.has(self.nodes[at].name)) else { return };
        let mut places = title.max(article.start)..article.end;
        let Some(text) = places.find(|&at| self.is_text(kept, at)) else { return };
        let mut at = self.holder_of_both(title, text) + 1;
        while at < text {
            let end = self.nodes[at].end;
            if at != title && (end > text || (at..end).contains(&title)) {
                at += 1;
                continue;
            }
            let is_head = if at < title { self.is_named(at, Kind::Kicker) } else { self.is_of_head(at) };
            if at != title && is_head {
                kept[at..end].fill(true);
                unlikely[at..end].fill(false);
            }
            at = end;
        }
    }

    /// The innermost node that holds both.
    fn holder_of_both(&self, one: usize, other: usize) -> usize {
        let mut at = one;
        while self.nodes[at].end <= other && self.nodes[at].parent != at {
            at = self.nodes[at].parent;
        }
        at
    }

    /// Whether a node between a title and its text belongs to the article.
    fn is_of_head(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let letters = self.letters(at);
        let asks = |at: usize| {
            let node = &self.nodes[at];
            FURNITURE.has(node.name) || begins_with(&node.says.names, AROUND)
        };
        if letters == 0 || letters > LONGEST_HEAD || (at..node.end).any(asks) {
            return false;
        }
        let is_signed = (at..node.end).any(|at| {
            let of = |kind| self.is_named(at, kind);
            of(Kind::Byline) || of(Kind::Dateline) || of(Kind::Standfirst) || self.nodes[at].name == TIME
        });
        let is_text = HEADS.has(node.name) || self.is_running(at) || letters < SHORT_HEAD && self.linked(at) < 0.5;
        // What it says of the text is `meta`, too.
        let is_bad = has_word(&node.says.names, BAD) && !has_word(&node.says.names, "meta");
        is_signed || is_text && !self.is_list_of_links(at) && !is_bad
    }

    /// Whether its author calls it something of that kind.
    fn is_named(&self, at: usize, kind: Kind) -> bool {
        roles::named(&self.nodes[at], kind)
    }

    /// Keeps the lists of links in an article that further text comes behind, and those whose items are numbered: but not its own contents.
    fn keep_lists(&self, kept: &[bool], unlikely: &mut [bool]) {
        let last = (0..self.nodes.len()).rev().find(|&at| self.is_text(kept, at)).unwrap_or(0);
        for at in 0..self.nodes.len() {
            if unlikely[at] && kept[at] && self.is_list_of_links(at) && !self.is_called_unlikely(at) {
                let node = &self.nodes[at];
                unlikely[at] = node.name != OL && at > last || self.leads_within(at);
            }
        }
    }

    /// Whether all links in a node lead to the page itself.
    fn leads_within(&self, at: usize) -> bool {
        let links = self.nodes[at..self.nodes[at].end].iter().filter(|node| node.name == A);
        let mut targets = links.filter_map(|node| node.says.value.clone());
        targets.all(|target| self.text[target].starts_with('#'))
    }

    /// Whether most of what is kept is likely to be of the article: of one that is a list of links, say, nothing is left out.
    fn is_mostly_likely(&self, kept: &[bool], unlikely: &[bool]) -> bool {
        let (mut all, mut left_out, mut end, mut left_end) = (0, 0, 0, 0);
        for at in (0..self.nodes.len()).filter(|&at| kept[at]) {
            if at >= end {
                all += self.letters(at);
                end = self.nodes[at].end;
            }
            if unlikely[at] && at >= left_end {
                left_out += self.letters(at);
                left_end = self.nodes[at].end;
            }
        }
        left_out * 2 < all
    }

    /// All outside of what is kept and of the title that has letters and does not hold them.
    fn leave_out_around(&self, kept: &[bool], title: Option<usize>, fates: &mut [Fate]) {
        // Which nodes hold some of what is kept, or the title.
        let mut reached = vec![false; self.nodes.len()];
        for at in (0..self.nodes.len()).rev() {
            if kept[at] || Some(at) == title || reached[at] {
                let parent = self.nodes[at].parent;
                if parent != at {
                    reached[parent] = true;
                }
            }
        }
        for at in 0..self.nodes.len() {
            let is_outside = !kept[at] && !reached[at] && Some(at) != title;
            if is_outside && self.letters(at) > 0 {
                fates[at] = Fate::Boilerplate;
            }
        }
    }

    fn letters(&self, at: usize) -> u32 {
        self.measures.letters(at, self.nodes[at].end)
    }

    fn linked(&self, at: usize) -> f32 {
        self.measures.linked(at, self.nodes[at].end)
    }

    /// The nodes that by what they are, and by how they look, are no part of an article.
    fn unlikely(&self) -> Vec<bool> {
        (0..self.nodes.len()).map(|at| self.is_unlikely(at)).collect()
    }

    fn is_unlikely(&self, at: usize) -> bool {
        self.is_called_unlikely(at) || self.is_list_of_links(at) && !WHOLE.has(self.nodes[at].name)
    }

    /// The same by its name alone, and by how much there is of it.
    fn is_called_unlikely(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let letters = self.letters(at);
        if !node.is_block() || letters == 0 || WHOLE.has(node.name) {
            return false;
        }
        let all = self.measures.letters(0, self.nodes.len());
        // What holds most of the text is no furniture, whatever it is called.
        if letters * 2 > all {
            return false;
        }
        let linked = self.linked(at);
        // Whose words they are stands at a quotation's foot.
        if node.name == FOOTER && self.nodes[node.parent].name == BLOCKQUOTE {
            return false;
        }
        if FURNITURE.has(node.name) || ROLES.iter().any(|role| node.says.roles.contains(role)) {
            return letters < 1_000 || linked > 0.3;
        }
        let commas = self.measures.commas(at, node.end);
        let is_short = letters < 400 && commas < 10;
        let names = &node.says.names;
        if begins_with(names, AROUND) {
            return true;
        }
        let is_bad = has_word(names, BAD) && !has_word(names, GOOD);
        if node.name == ASIDE {
            return is_bad || linked > 0.25;
        }
        is_bad && (linked > 0.2 || is_short && node.name != P)
    }

    /// Several links, and hardly a word beside them. What is listed below an item is as the list that it is of.
    fn is_list_of_links(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let is_list = LISTS.has(node.name) && self.nodes[node.parent].name != LI;
        let all = self.measures.letters(0, self.nodes.len());
        is_list
            && self.linked(at) > 0.75
            && self.measures.links(at, node.end) > 2
            // What holds most of the text is no furniture.
            && self.letters(at) * 2 <= all
    }

    /// The node that holds the most running text, and with it what of its neighbours is like it: the article.
    fn kept(&self, unlikely: &[bool]) -> (Option<usize>, Vec<bool>) {
        let mut kept = vec![false; self.nodes.len()];
        let scores = self.scores(unlikely);
        let holder = self.holder(&scores);
        let Some(holder) = holder.filter(|&at| self.letters(at) >= LEAST) else {
            kept.fill(true);
            return (None, kept);
        };
        let mut keep = |at: usize| kept[at..self.nodes[at].end].fill(true);
        keep(holder);
        let least = (scores.scores[holder] * 0.2).max(10.0);
        let parent = self.nodes[holder].parent;
        let mut at = parent + 1;
        while parent != holder && at < self.nodes[parent].end {
            let is_like = scores.scores[at] * (1.0 - self.linked(at)) >= least && !unlikely[at];
            if is_like || self.is_running(at) && self.nodes[at].name == P || self.is_box_of_text(at) && !unlikely[at] {
                keep(at);
            }
            at = self.nodes[at].end;
        }
        (Some(holder), kept)
    }

    /// Whether nothing but paragraphs stands in it, which lead hardly anywhere.
    fn is_box_of_text(&self, at: usize) -> bool {
        let nodes = &self.nodes[at + 1..self.nodes[at].end];
        let mut blocks = nodes.iter().filter(|node| node.is_block()).peekable();
        BOXES.has(self.nodes[at].name)
            && blocks.peek().is_some()
            && blocks.all(|node| node.name == P)
            && self.linked(at) < 0.25
    }

    /// Whether it is running text and leads hardly anywhere.
    fn is_running(&self, at: usize) -> bool {
        self.letters(at) > 80 && self.linked(at) < 0.25
    }

    /// Whether it is a passage of the article's running text.
    fn is_text(&self, kept: &[bool], at: usize) -> bool {
        kept[at] && self.is_passage(at) && self.is_running(at)
    }

    /// What each node is worth: what stands in it counts in full, what stands deeper less.
    fn scores(&self, unlikely: &[bool]) -> Scores {
        let mut scores = vec![0.0f32; self.nodes.len()];
        let mut worths = Vec::with_capacity(self.nodes.len() + 1);
        let (mut out_of, mut all) = (0, 0.0);
        for (at, node) in self.nodes.iter().enumerate() {
            worths.push(all);
            if unlikely[at] {
                out_of = out_of.max(node.end);
            }
            let letters = self.letters(at);
            if at < out_of || letters < RUNNING || !self.is_passage(at) {
                continue;
            }
            let commas = self.measures.commas(at, node.end);
            let worth = 1.0 + commas as f32 + (letters as f32 / 100.0).min(3.0);
            let worth = worth * (1.0 - self.linked(at));
            all += worth;
            let mut holder = node.parent;
            for share in [1.0, 0.5, 0.2, 0.1, 0.05] {
                scores[holder] += worth * share;
                if self.nodes[holder].parent == holder {
                    break;
                }
                holder = self.nodes[holder].parent;
            }
        }
        worths.push(all);
        Scores { scores, worths }
    }

    /// A paragraph, or what is one by its looks: a text's own words that stand in a box.
    fn is_passage(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        if PASSAGES.has(node.name) {
            return true;
        }
        let is_box = BOXES.has(node.name);
        is_box && !self.nodes[at + 1..node.end].iter().take(64).any(Node::is_block)
    }

    /// The node that holds the article.
    fn holder(&self, scores: &Scores) -> Option<usize> {
        let marked = |at: &usize| self.nodes[*at].says.roles.contains("articlebody");
        let bodies: Vec<usize> = (0..self.nodes.len()).filter(marked).collect();
        if let [body] = bodies[..]
            && self.letters(body) >= LEAST
        {
            return Some(body);
        }
        let value = |at: usize| {
            let names = &self.nodes[at].says.names;
            let named = if has_word(names, GOOD) { 1.25 } else { 1.0 } * if has_word(names, BAD) { 0.6 } else { 1.0 };
            let marked = if MAIN.has(self.nodes[at].name) { 1.25 } else { 1.0 };
            scores.scores[at] * (1.0 - self.linked(at)) * named * marked
        };
        let candidates =
            (0..self.nodes.len()).filter(|&at| HOLDERS.has(self.nodes[at].name) && scores.scores[at] > 0.0);
        let mut best = candidates.max_by(|&one, &other| value(one).total_cmp(&value(other)))?;
        // A part of an article may hold the most of it; the rest stands beside it.
        while self.nodes[best].parent != best {
            let parent = self.nodes[best].parent;
            if WHOLE.has(self.nodes[parent].name) || value(parent) < value(best) * 0.75 {
                break;
            }
            best = parent;
        }
        Some(self.whole(best, &scores.worths))
    }

    /// What holds the greater part of all running text, where this node does not: an article of many sections.
    fn whole(&self, best: usize, worths: &[f32]) -> usize {
        let held = |at: usize| worths[self.nodes[at].end] - worths[at];
        let all = worths[self.nodes.len()];
        let mut whole = best;
        while held(whole) < all * ENOUGH && self.nodes[whole].parent != whole {
            whole = self.nodes[whole].parent;
        }
        whole
    }

    /// The node that is the title: the heading that says the most of what the page calls itself, or the only one of the first level, or what
    /// the page calls itself, if that says more.
    fn title(&self, kept: &[bool]) -> Option<usize> {
        let own: Vec<usize> = self.told_title().into_iter().chain(self.title_element()).collect();
        let says: Vec<String> = own.iter().map(|&at| self.said(at)).collect();
        let parts: Vec<String> = own.iter().flat_map(|&at| self.parts(at)).collect();
        let is_heading = |at: &usize| HEADINGS.has(self.nodes[*at].name) && self.letters(*at) > 0;
        let headings: Vec<usize> = (0..self.nodes.len()).filter(is_heading).collect();
        // Outside of the article, the lesser part is the site's name, unless it comes first.
        let longest = parts.iter().map(String::len).max();
        let first = self.title_element().map(|at| self.first_part(at));
        let is_part = |heading: &String, at: usize| {
            let is_own = || kept[at] || Some(heading.len()) == longest || Some(heading) == first.as_ref();
            parts.contains(heading) && is_own()
        };
        let is_most_of = |heading: &String, says: &String| heading.len() * 2 > says.len() && says.contains(heading);
        let same = headings
            .iter()
            .map(|&at| (self.said(at), at))
            .filter(|(heading, at)| is_part(heading, *at) || says.iter().any(|says| is_most_of(heading, says)));
        let same = same.rev().max_by_key(|(heading, _)| heading.len()).map(|(_, at)| at);
        let of_first_level = |within: &dyn Fn(usize) -> bool| {
            let mut firsts = headings.iter().filter(|&&at| self.nodes[at].name == H1 && within(at));
            firsts.next().filter(|_| firsts.next().is_none()).copied()
        };
        let own_length = says.first().map_or(0, String::len);
        let tells = |&at: &usize| {
            let words = self.texts(at).flat_map(str::split_whitespace).count();
            words > 1 || self.said(at).len() >= TELLING.min(own_length)
        };
        // Above the text stands its title; elsewhere a heading of the first level is the site's as often.
        let begins = || {
            let text = (0..self.nodes.len()).find(|&at| self.is_text(kept, at));
            headings.iter().copied().find(|&at| kept[at] && text.is_some_and(|text| at < text))
        };
        same.or_else(|| of_first_level(&|at| kept[at]).filter(tells))
            .or(own.first().copied())
            .or_else(begins)
            .or_else(|| of_first_level(&|_| true))
    }

    /// What tells other sites the title, and says something.
    fn told_title(&self) -> Option<usize> {
        let rank_of = |role| TITLES.iter().position(|&title| title == role);
        let metas = (0..self.nodes.len()).filter(|&at| self.nodes[at].name == META);
        let ranked = metas.filter_map(|at| {
            let rank = self.nodes[at].says.roles.split_ascii_whitespace().filter_map(rank_of).min()?;
            (!self.said(at).is_empty()).then_some((rank, at))
        });
        ranked.min().map(|(_, at)| at)
    }

    /// The page's title, as a window shows it, and not a picture's.
    fn title_element(&self) -> Option<usize> {
        let is_own = |&at: &usize| self.nodes[at].name == TITLE && self.nodes[self.nodes[at].parent].name != SVG;
        (0..self.nodes.len()).find(is_own).filter(|&at| !self.said(at).is_empty())
    }

    /// The letters and digits that a node says, in small letters; of the page's own title without the site's.
    fn said(&self, at: usize) -> String {
        let cut = |span: Range<usize>| match self.nodes[at].name {
            TITLE => without_site(self.text, span),
            _ => span,
        };
        bare(self.spans(at).flat_map(|span| characters(self.text, cut(span))).map(|(_, char)| char))
    }

    /// The same of the parts of a page's title: the article's, and the site's.
    fn parts(&self, title: usize) -> Vec<String> {
        let shown: String = self.shown(title).collect();
        let parts = shown.split(SEPARATORS).map(|part| bare(part.chars()));
        parts.filter(|part| !part.is_empty()).take(8).collect()
    }

    /// The same of the first part of a page's title, if some sign other than a colon parts it.
    fn first_part(&self, title: usize) -> String {
        let is_end = |char: &char| SEPARATORS.contains(char) && *char != ':';
        bare(self.shown(title).take_while(|char| !is_end(char)))
    }

    /// What the texts in a node read as.
    fn shown(&self, at: usize) -> impl Iterator<Item = char> {
        self.spans(at).flat_map(|span| characters(self.text, span)).map(|(_, char)| char)
    }

    fn texts(&self, at: usize) -> impl Iterator<Item = &str> {
        self.spans(at).map(|span| &self.text[span])
    }

    /// Where the texts stand that are in a node; of a `meta`, what it says.
    fn spans(&self, at: usize) -> impl Iterator<Item = Range<usize>> {
        let mut unread = at;
        (at..self.nodes[at].end).filter_map(move |here| {
            let node = &self.nodes[here];
            if here > at && (UNREAD.has(node.name) || node.says.hidden) {
                unread = unread.max(node.end);
            }
            match node.name {
                Name::TEXT if here >= unread => Some(node.span.clone()),
                META => node.says.value.clone(),
                _ => None,
            }
        })
    }
}

/// A page's title without its site's, where a sign between spaces parts them, and enough is left.
pub fn without_site(text: &str, title: Range<usize>) -> Range<usize> {
    let shown = characters(text, title.clone());
    let parts = |signs: &[(Range<usize>, char)]| match signs {
        [(before, ' '), (_, sign), (_, ' ')] if *sign != ':' && SEPARATORS.contains(sign) => Some(before.start),
        _ => None,
    };
    let Some(end) = shown.windows(3).rev().find_map(parts) else { return title };
    let own = &text[title.start..end];
    let is_enough = own.split_ascii_whitespace().count() >= FEWEST_WORDS || own.len() >= FEWEST_BYTES;
    if is_enough { title.start..end } else { title }
}
