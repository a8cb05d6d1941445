//! HTML: what a page shows as text, in blocks, as its elements say; what a site puts around an article is left out.

use super::article::{Fate, fates, without_site};
use super::measures::{Measures, UNREAD};
use super::names::known::{A, BLOCKQUOTE, BR, CAPTION, HEAD, HR, LI, META, OL, Q, TABLE, TIME, TITLE, TR};
use super::names::{Name, Set};
use super::page::{self, Node};
use super::references::References;
use super::roles::{self, HEADINGS};
use super::rows::Style;
use super::styles::Styles;
use super::{Kind, Rows};
use core::mem::take;
use core::ops::Range;

/// Lists lie no deeper than this: further ones would leave no room for their words.
const DEEPEST_LIST: usize = 9;

/// Letters that a date has at most, a time of day with it, or a label above a title.
const LONGEST_LABEL: u32 = 60;

/// Letters of a line that says who wrote the text, and perhaps when.
const LONGEST_BYLINE: u32 = 120;

/// A paragraph of so many bytes may stand above a headline, or between it and the byline.
const SHORT: usize = 80;

const LISTS: Set = Set::of(&["ul", "ol", "menu", "dir"]);
const KEEPS_LINES: Set = Set::of(&["pre", "plaintext", "xmp"]);
const CELLS: Set = Set::of(&["td", "th"]);

/// Lays out a page, whole or clipped.
pub fn lay_out(text: &str, rows: &mut Rows) {
    let nodes = page::nodes(text, 0..text.len());
    let measures = Measures::of(text, &nodes);
    let fates = fates(text, &nodes, &measures);
    Setting::new(text, &nodes, &measures, rows).set(&fates, text.len());
}

/// Lays out a piece of a page that stands in other text.
pub fn lay_out_piece(text: &str, span: Range<usize>, rows: &mut Rows) {
    let nodes = page::nodes(text, span.clone());
    let measures = Measures::of(text, &nodes);
    let fates: Vec<Fate> = nodes.iter().map(|_| Fate::Kept).collect();
    Setting::new(text, &nodes, &measures, rows).set(&fates, span.end);
}

/// An element that one is in.
struct Open {
    end: usize,
    is_block: bool,
    has_kind: bool,
    /// Of a list: the number of its next item, if it has numbers.
    list: Option<Option<u32>>,
    is_link: bool,
    is_styled: bool,
    is_quoted: bool,
    keeps_lines: bool,
    is_table: bool,
}

impl Open {
    /// A block of a kind of its own.
    const fn block(end: usize) -> Self {
        Self {
            end,
            is_block: true,
            has_kind: true,
            list: None,
            is_link: false,
            is_styled: false,
            is_quoted: false,
            keeps_lines: false,
            is_table: false,
        }
    }
}

struct Link {
    target: Range<usize>,
    /// Where its words begin, of those in the block that is open.
    start: Option<usize>,
}

/// The sign that an item begins with, made of its tag.
struct Mark {
    tag: Range<usize>,
    number: Option<u32>,
}

struct Setting<'a> {
    text: &'a str,
    nodes: &'a [Node],
    measures: &'a Measures,
    rows: &'a mut Rows,
    references: References<'a>,
    open: Vec<Open>,
    /// What words are, the innermost last.
    kinds: Vec<(Kind, u32)>,
    /// The block that is open.
    block: Option<Kind>,
    mark: Option<Mark>,
    link: Option<Link>,
    styles: Styles,
    /// How many of the open elements keep lines and spaces, and how many are tables of data.
    verbatim: usize,
    tables: usize,
    /// A gap behind the last run, which shows if words follow in the block.
    gap: Option<Range<usize>>,
    /// A line's end in what keeps lines, of which more may come.
    held: Vec<Range<usize>>,
    /// Where the last run ends.
    at: usize,
    /// Whether running text has begun: what stands before it may be the article's head.
    has_begun: bool,
    /// Where the block begins that is open.
    begun_at: usize,
    cells: usize,
}

impl<'a> Setting<'a> {
    fn new(text: &'a str, nodes: &'a [Node], measures: &'a Measures, rows: &'a mut Rows) -> Self {
        Self {
            text,
            nodes,
            measures,
            rows,
            references: References::default(),
            open: Vec::new(),
            kinds: Vec::new(),
            block: None,
            mark: None,
            link: None,
            styles: Styles::default(),
            verbatim: 0,
            tables: 0,
            gap: None,
            held: Vec::new(),
            at: 0,
            has_begun: false,
            begun_at: 0,
            cells: 0,
        }
    }

    fn set(mut self, fates: &[Fate], end: usize) {
        let mut at = 0;
        while at < self.nodes.len() {
            self.leave_to(at);
            let node = &self.nodes[at];
            let next = self.nodes.get(node.end).map_or(end, |next| next.span.start);
            match fates[at] {
                Fate::Boilerplate => {
                    self.end_block();
                    self.rows.boilerplate(node.span.start..next);
                    at = node.end;
                }
                Fate::Headline => at = self.headline(at),
                Fate::Kept if UNREAD.has(node.name) && node.name != HEAD || node.says.hidden => at = node.end,
                Fate::Kept if self.is_anchor(at) => at = node.end,
                Fate::Kept => {
                    self.enter(at);
                    at += 1;
                }
            }
        }
        self.leave_to(usize::MAX);
        self.end_block();
    }

    /// A title, be it one that the page does not show; gives where one goes on.
    fn headline(&mut self, at: usize) -> usize {
        let node = &self.nodes[at];
        self.end_block();
        // What stood above it was no text of the article's.
        self.has_begun = false;
        self.kinds.push((Kind::Headline, 0));
        if node.name == TITLE || node.name == META {
            let texts = self.nodes[at..node.end].iter().filter(|node| node.name == Name::TEXT);
            let title = texts.map(|node| without_site(self.text, node.span.clone()));
            title.chain(node.says.value.clone()).for_each(|span| self.words(span));
            self.end_block();
            self.kinds.pop();
            return node.end;
        }
        self.open.push(Open::block(node.end));
        at + 1
    }

    fn enter(&mut self, at: usize) {
        let node = &self.nodes[at];
        match node.name {
            Name::TEXT if self.verbatim > 0 => self.lines(node.span.clone()),
            Name::TEXT => self.words(node.span.clone()),
            BR => self.line_break(node.span.clone()),
            HR => self.separator(node.span.clone()),
            HEAD => {}
            _ => self.enter_element(at),
        }
    }

    fn enter_element(&mut self, at: usize) {
        let node = &self.nodes[at];
        if self.tables > 0 {
            return self.enter_in_table(at);
        }
        let kind = self.kind_of(at);
        let is_block = node.is_block() || kind.is_some();
        if is_block {
            self.end_block();
        }
        let is_table = kind == Some((Kind::Table, 0));
        let list = LISTS.has(node.name).then(|| (node.name == OL).then(|| node.says.number.unwrap_or(1)));
        if node.name == LI {
            self.begin_item(node);
        }
        self.kinds.extend(kind);
        self.cells = 0;
        let keeps_lines = KEEPS_LINES.has(node.name);
        self.verbatim += usize::from(keeps_lines);
        self.tables += usize::from(is_table);
        let is_link = self.begin_link(node);
        let is_styled = self.begin_style(node);
        let is_quoted = self.begin_quote(at);
        self.open.push(Open {
            end: node.end,
            is_block,
            has_kind: kind.is_some(),
            list,
            is_link,
            is_styled,
            is_quoted,
            keeps_lines,
            is_table,
        });
    }

    /// Within a table of data, blocks part nothing.
    fn enter_in_table(&mut self, at: usize) {
        let node = &self.nodes[at];
        let tag = node.span.clone();
        if CELLS.has(node.name) {
            if self.cells > 0 {
                self.end_cell((tag, '\t'));
            }
            self.cells += 1;
        } else if node.name == TR {
            if self.block.is_some() {
                self.end_cell((tag, '\n'));
            }
            self.cells = 0;
        } else if node.is_block() && self.gap.is_none() {
            self.gap = Some(tag.start..tag.start);
        }
        let is_caption = node.name == CAPTION;
        if is_caption {
            self.end_block();
            self.kinds.push((Kind::Caption, 0));
        }
        let is_link = self.begin_link(node);
        let is_styled = self.begin_style(node);
        let is_quoted = self.begin_quote(at);
        let end = node.end;
        self.open.push(Open {
            end,
            is_block: is_caption,
            has_kind: is_caption,
            list: None,
            is_link,
            is_styled,
            is_quoted,
            keeps_lines: false,
            is_table: false,
        });
    }

    /// Ends a cell: what parts it from the next one stands there, be that one empty.
    fn end_cell(&mut self, part: (Range<usize>, char)) {
        self.gap = None;
        if self.block.is_none() {
            self.begin();
        }
        self.char(part.0, part.1);
    }

    fn begin_item(&mut self, item: &Node) {
        let next = self.open.iter_mut().rev().find_map(|open| open.list.as_mut());
        let number = next.and_then(|next| {
            let number = next.map(|next| item.says.number.unwrap_or(next));
            *next = number.map(|number| number.saturating_add(1));
            number
        });
        self.mark = Some(Mark { tag: item.span.clone(), number });
    }

    fn begin_link(&mut self, node: &Node) -> bool {
        let target = node.says.value.clone().filter(|target| !target.is_empty() && node.name == A);
        let is_link = target.is_some() && self.link.is_none();
        if is_link {
            self.link = target.map(|target| Link { target, start: None });
        }
        is_link
    }

    fn begin_style(&mut self, node: &Node) -> bool {
        // All that keeps its lines is code.
        let style = roles::style_of(node.name).filter(|&style| style != Style::Code || self.verbatim == 0);
        style.inspect(|&style| self.styles.begin(style)).is_some()
    }

    /// Browsers draw the signs of a quotation in a line: they are made of its tag, and behind its words of nothing.
    fn begin_quote(&mut self, at: usize) -> bool {
        let node = &self.nodes[at];
        let is_quoted = node.name == Q && self.measures.letters(at, node.end) > 0;
        if is_quoted {
            self.char(node.span.clone(), '“');
        }
        is_quoted
    }

    fn leave_to(&mut self, at: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= at) {
            if open.is_quoted {
                self.gap = None;
                self.char(self.at..self.at, '”');
            }
            if open.is_styled {
                self.styles.end(self.rows, self.at);
            }
            if open.is_link {
                self.end_link();
                self.link = None;
            }
            if open.is_block {
                self.end_block();
            }
            if open.has_kind {
                self.kinds.pop();
                self.mark = None;
            }
            self.verbatim -= usize::from(open.keeps_lines);
            self.tables -= usize::from(open.is_table);
        }
    }

    /// What the words in an element are, where it says so.
    fn kind_of(&self, at: usize) -> Option<(Kind, u32)> {
        let node = &self.nodes[at];
        let now = self.kinds.last().map(|&(kind, _)| kind);
        let letters = self.measures.letters(at, node.end);
        if let Some(kind) = roles::kind_of(node, letters, now, self.has_begun) {
            return Some((kind, 0));
        }
        // A time that begins a line of the article's head is when it was written.
        let is_in_head = self.block.is_none() && now.is_none() && !self.has_begun;
        if is_in_head && (1..LONGEST_LABEL).contains(&letters) {
            if node.name == TIME {
                return Some((Kind::Dateline, 0));
            }
            if roles::named(node, Kind::Kicker) {
                return Some((Kind::Kicker, 0));
            }
        }
        if is_in_head && node.is_block() && (1..LONGEST_BYLINE).contains(&letters) && self.names_author(at) {
            return Some((Kind::Byline, 0));
        }
        let is_aside =
            matches!(now, Some(Kind::BlockQuote | Kind::PullQuote | Kind::Caption | Kind::Credit | Kind::Byline));
        match node.name {
            name if HEADINGS.has(name) && !is_aside => Some((Kind::Heading, heading_level(self.text, node))),
            name if name == LI && now == Some(Kind::Footnote) => None,
            LI => {
                let lists = self.open.iter().filter(|open| open.list.is_some()).take(DEEPEST_LIST).count();
                Some((Kind::ListItem, lists.max(1) as u32))
            }
            // As we write a table whose lines are kept.
            name if KEEPS_LINES.has(name) && roles::has_word(&node.says.names, "table") => Some((Kind::Table, 0)),
            name if KEEPS_LINES.has(name) => Some((Kind::Code, 0)),
            name if name == TABLE && self.holds_data(at) => Some((Kind::Table, 0)),
            _ => None,
        }
    }

    /// Whether words in a line are called the author's.
    fn names_author(&self, line: usize) -> bool {
        let nodes = &self.nodes[line + 1..self.nodes[line].end];
        nodes.iter().all(|node| !node.is_block()) && nodes.iter().any(|node| roles::named(node, Kind::Byline))
    }

    /// Whether a table has rows and columns of words; others only put things in their places.
    fn holds_data(&self, table: usize) -> bool {
        let (mut rows, mut columns, mut widest) = (0, 0, 0);
        for node in &self.nodes[table + 1..self.nodes[table].end] {
            match node.name {
                TR => (rows, columns) = (rows + 1, 0),
                name if CELLS.has(name) => {
                    columns += 1;
                    widest = widest.max(columns);
                }
                name if LISTS.has(name) || HEADINGS.has(name) || KEEPS_LINES.has(name) => return false,
                name if name == TABLE || name == BLOCKQUOTE => return false,
                _ => {}
            }
        }
        // Long cells are a page's columns.
        let letters = self.measures.letters(table, self.nodes[table].end);
        rows > 1
            && widest > 1
            && letters < 200 * rows * widest
            && !self.nodes[table].says.roles.contains("presentation")
    }

    /// Whether it is the sign beside a heading that leads to the heading itself, or what one edits it by.
    fn is_anchor(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let is_in_title = matches!(self.kinds.last(), Some((Kind::Heading | Kind::Headline, _)));
        let leads_within = || node.says.value.clone().is_some_and(|target| self.text[target].starts_with('#'));
        let says = || self.nodes[at..node.end].iter().filter(|node| node.name == Name::TEXT);
        let is_letter = |node: &Node| self.text[node.span.clone()].contains(char::is_alphanumeric);
        is_in_title && (node.name == A && leads_within() && !says().any(is_letter) || roles::edits(node))
    }

    fn separator(&mut self, tag: Range<usize>) {
        self.end_block();
        self.rows.block(Kind::Separator, 0);
        self.rows.char(tag.clone(), '*');
        self.at = tag.end;
    }

    /// Begins a block for the words that come, with the sign that opens it.
    fn begin(&mut self) {
        let (kind, level) = self.kinds.last().copied().unwrap_or((Kind::Paragraph, 0));
        self.rows.block(kind, level);
        self.block = Some(kind);
        self.gap = None;
        if let Some(Mark { tag, number }) = self.mark.take()
            && matches!(kind, Kind::ListItem | Kind::Footnote)
        {
            self.put_mark(tag, number);
        }
    }

    /// A number and its point, or a bullet: the last sign is made of the tag, those before of nothing.
    fn put_mark(&mut self, tag: Range<usize>, number: Option<u32>) {
        let mark = number.map_or_else(|| "•".into(), |number| format!("{number}."));
        let mut chars = mark.chars().peekable();
        while let Some(char) = chars.next() {
            let end = if chars.peek().is_some() { tag.start } else { tag.end };
            self.rows.char(tag.start..end, char);
        }
        self.rows.space(tag.end..tag.end);
        self.at = tag.end;
    }

    fn end_block(&mut self) {
        self.styles.end_block(self.rows, self.at);
        self.end_link();
        if let Some(Kind::Paragraph) = self.block.take() {
            self.has_begun |= self.at - self.begun_at > SHORT;
        }
        self.gap = None;
        self.held.clear();
    }

    /// The part of a link that stands in the block that is open; it may go on in the next one.
    fn end_link(&mut self) {
        if let Some(Link { target, start }) = &mut self.link
            && let Some(start) = take(start)
        {
            self.rows.link(start..self.at, target.clone());
        }
    }

    /// Text in which each gap shows as one space, and only between words.
    fn words(&mut self, span: Range<usize>) {
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (span.start, span.start);
        while at < span.end {
            match bytes[at] {
                b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' => {
                    let gap = at;
                    while at < span.end && matches!(bytes[at], b' ' | b'\n' | b'\t' | b'\r' | b'\x0c') {
                        at += 1;
                    }
                    // One space between words of a text is most gaps, and reads as it stands.
                    let is_plain =
                        at == gap + 1 && bytes[gap] == b' ' && gap > from && at < span.end && bytes[at] != b'&';
                    if !is_plain {
                        self.verbatim(from..gap);
                        self.gap = self.gap.take().or(Some(gap..at));
                        from = at;
                    }
                }
                // An end tag without a name is nothing, and ends no text.
                b'<' if self.text[at..span.end].starts_with("</>") => {
                    self.verbatim(from..at);
                    at += "</>".len();
                    from = at;
                }
                b'&' => match self.reference(from, at, span.end) {
                    Some(end) => (at, from) = (end, end),
                    None => at += 1,
                },
                _ => at += 1,
            }
        }
        self.verbatim(from..span.end);
    }

    /// Text that keeps its lines and spaces. The first line's end, and the last one's, do not show.
    fn lines(&mut self, span: Range<usize>) {
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (span.start, span.start);
        while at < span.end {
            match bytes[at] {
                b'\n' => {
                    self.verbatim(from..at);
                    if self.block.is_some() {
                        self.held.push(at..at + 1);
                    }
                    at += 1;
                    from = at;
                }
                b'\r' => {
                    self.verbatim(from..at);
                    at += 1;
                    from = at;
                }
                b'&' => match self.reference(from, at, span.end) {
                    Some(end) => (at, from) = (end, end),
                    None => at += 1,
                },
                _ => at += 1,
            }
        }
        self.verbatim(from..span.end);
    }

    /// A reference, if there is one, behind what stands verbatim from `from` on; gives its end. Of two characters that it reads as, the second
    /// stands for all but its first sign.
    fn reference(&mut self, from: usize, at: usize, end: usize) -> Option<usize> {
        let (length, chars) = self.references.at_start(&self.text[at..end])?;
        let chars: Vec<char> = chars.chars().collect();
        let first = *chars.first()?;
        self.verbatim(from..at);
        let end = at + length;
        let second = if chars.len() > 1 { at + 1 } else { end };
        self.char(at..second, first);
        if let Some(&char) = chars.get(1) {
            self.char(second..end, char);
        }
        Some(end)
    }

    /// Behind the last line of a block, a break shows nothing; two begin a paragraph.
    fn line_break(&mut self, tag: Range<usize>) {
        if self.tables > 0 || matches!(self.kinds.last(), Some((Kind::Headline, _))) {
            return self.space(tag);
        }
        self.gap = None;
        if self.verbatim == 0 && !self.held.is_empty() {
            self.end_block();
        } else if self.block.is_some() {
            self.held.push(tag);
        }
    }

    fn space(&mut self, tag: Range<usize>) {
        self.gap = self.gap.take().or(Some(tag.start..tag.start));
    }

    fn verbatim(&mut self, span: Range<usize>) {
        if !span.is_empty() {
            self.run(&span);
            self.rows.verbatim(span);
        }
    }

    fn char(&mut self, span: Range<usize>, char: char) {
        self.run(&span);
        self.rows.char(span, char);
    }

    /// What stands before each run: the block it is in, and the gap or the ends of lines that show now.
    fn run(&mut self, span: &Range<usize>) {
        if self.block.is_none() {
            self.begun_at = span.start;
            self.begin();
        }
        for held in take(&mut self.held) {
            self.gap = None;
            self.rows.char(held, '\n');
        }
        if let Some(gap) = self.gap.take() {
            self.rows.space(gap);
        }
        if let Some(link) = &mut self.link {
            link.start.get_or_insert(span.start);
        }
        self.styles.see(span.start);
        self.at = span.end;
    }
}

/// 1 to 6, as its name ends.
fn heading_level(text: &str, heading: &Node) -> u32 {
    let digit = text.as_bytes().get(heading.span.start + "<h".len()).copied().unwrap_or(b'2');
    u32::from(digit.wrapping_sub(b'0')).clamp(1, 6)
}
