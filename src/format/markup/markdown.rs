//! Markdown: CommonMark with tables, notes, definitions, task lists, strikethrough, alerts and front matter, by pulldown-cmark, which tells where each piece stands.

use super::front_matter::FrontMatter;
use super::names::Name;
use super::names::known::A;
use super::roles;
use super::rows::Style;
use super::styles::Styles;
use super::{Kind, Rows, html, page};
use core::mem::take;
use core::ops::Range;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;

/// What shows as one space, however many there are.
const GAP: [char; 2] = [' ', '\t'];

/// Lists lie no deeper than this: further ones would leave no room for their words.
const DEEPEST_LIST: usize = 9;

/// Lays `text` out.
pub fn lay_out(text: &str, rows: &mut Rows) {
    let mut events = Parser::new_ext(text, options(text)).into_offset_iter();
    let mut front = Front::new(text, rows);
    while let Some((event, span)) = events.next() {
        let defined = match &event {
            Event::Start(Tag::Link { id, .. }) => {
                events.reference_definitions().get(id).map(|found| found.span.clone())
            }
            _ => None,
        };
        front.take_in(event, span, defined);
    }
    front.name_headline();
}

fn options(text: &str) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_GFM;
    // Where lines begin with `:smile:` or `:::note`, a colon defines nothing.
    let mut colons = text.lines().filter_map(|line| line.trim_start_matches(GAP).strip_prefix(':'));
    options.set(Options::ENABLE_DEFINITION_LIST, colons.all(|rest| rest.starts_with(GAP)));
    // Of a heading that is a task's backslash alone, pulldown-cmark 0.13 panics when it looks for attributes.
    let is_task = |line: &str| line.trim_end().strip_suffix('\\').is_some_and(|rest| rest.trim_end().ends_with(']'));
    options.set(Options::ENABLE_HEADING_ATTRIBUTES, text.contains('{') && !text.lines().any(is_task));
    options
}

/// What a block stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    List,
    Item,
    Quote,
    Note,
}

/// The block that words go into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Now {
    /// None is open: words begin one as what they stand in asks.
    Between,
    /// One of this kind and level, with the first words in it.
    Due(Kind, u32),
    Open(Kind, u32),
}

/// What may be the headline.
const TITLE: Now = Now::Open(Kind::Heading, 1);

/// What opens an item or a note, until its first words do.
#[derive(Debug)]
enum Mark {
    /// Reads as it stands.
    Bare(Range<usize>),
    /// `[^1]` reads as `[1]`.
    Note(Range<usize>),
    /// `[x]` reads as a box.
    Task(Range<usize>, bool),
}

struct Link<'a> {
    target: Target<'a>,
    /// Where its words begin, once there were some.
    start: Option<usize>,
}

/// Where a link's target stands, which is told once.
enum Target<'a> {
    /// Behind its words.
    Behind(CowStr<'a>),
    /// It is its words.
    Words,
    /// There.
    At(Range<usize>),
    Nowhere,
}

struct Front<'a> {
    text: &'a str,
    rows: &'a mut Rows,
    matter: FrontMatter,
    in_matter: bool,
    around: Vec<Around>,
    now: Now,
    mark: Option<Mark>,
    link: Option<Link<'a>>,
    /// Where the targets stand in the definitions that were referred to.
    definitions: BTreeMap<usize, Option<Range<usize>>>,
    styles: Styles,
    /// How many images one is in: what stands in for a picture is no text.
    images: usize,
    /// Where the last run ends.
    at: usize,
    /// The same where a break is drawn there: the line's end behind it shows nothing more.
    broken: Option<usize>,
    /// A gap behind it, which shows if words follow on the line.
    gap: Option<Range<usize>>,
    /// A line's end in code, of which more lines may come.
    held: Option<Range<usize>>,
    /// Where the row of a table and its number of cells so far.
    cells: usize,
    /// The headings of the first level that stand in nothing: their blocks, and where their words are.
    titles: Vec<(usize, Range<usize>)>,
}

impl<'a> Front<'a> {
    fn new(text: &'a str, rows: &'a mut Rows) -> Self {
        Self {
            text,
            rows,
            matter: FrontMatter::default(),
            in_matter: false,
            around: Vec::new(),
            now: Now::Between,
            mark: None,
            link: None,
            definitions: BTreeMap::new(),
            styles: Styles::default(),
            images: 0,
            at: 0,
            broken: None,
            gap: None,
            held: None,
            cells: 0,
            titles: Vec::new(),
        }
    }

    /// The title of front matter is the headline, else the only heading of the first level. What both say is said once.
    fn name_headline(self) {
        if let [(block, words)] = &self.titles[..] {
            let words = self.text[words.clone()].trim();
            match self.matter.title(self.text) {
                None => self.rows.rename(*block, Kind::Headline),
                Some(title) if title.eq_ignore_ascii_case(words) => self.rows.remove(*block),
                Some(_) => {}
            }
        }
        self.rows.put_first(self.matter.lay_out());
    }

    fn take_in(&mut self, event: Event<'a>, span: Range<usize>, defined: Option<Range<usize>>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images -= 1,
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let target = match link_type {
                    LinkType::Inline => Target::Behind(dest_url),
                    LinkType::Autolink => Target::Words,
                    _ => defined.map_or(Target::Nowhere, |defined| self.defined(&dest_url, defined)),
                };
                self.link = Some(Link { target, start: None });
            }
            Event::End(TagEnd::Link) => self.end_link(span.end),
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            _ if self.images > 0 => {}
            Event::Text(_) if self.in_matter => self.matter.read(self.text, span),
            Event::Text(words) => self.words(&words, span),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.styles.begin(Style::Code);
                self.code(&words, span);
                self.styles.end(self.rows, self.at);
            }
            Event::SoftBreak => self.soft_break(span),
            Event::HardBreak => self.line_break(span),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.line_break(span),
            Event::InlineHtml(_) => self.tag(span),
            Event::Html(_) if !self.is_quoted() => {}
            // Line by line, so that the signs of a quotation are not taken for theirs.
            Event::Html(_) => self.html(span),
            Event::FootnoteReference(_) => self.note(span),
            Event::Rule => {
                let rule = self.text[span.clone()].trim_end();
                self.due(Kind::Separator, 0);
                self.verbatim(span.start..span.start + rule.len());
                self.now = Now::Between;
            }
            Event::TaskListMarker(done) => self.mark = Some(Mark::Task(span, done)),
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Range<usize>) {
        if let Some(style) = style_of(&tag.to_end()) {
            return self.styles.begin(style);
        }
        // What a tag has begun in a line is not ended by a tag alone.
        self.styles.end_all(self.rows, self.at);
        match tag {
            Tag::Heading { level, .. } if self.around.is_empty() => self.due(Kind::Heading, level as u32),
            Tag::Paragraph | Tag::Heading { .. } => {
                let (kind, level) = self.kind();
                self.due(kind, level);
            }
            Tag::HtmlBlock if !self.is_quoted() => self.html(span),
            Tag::CodeBlock(_) => self.due(Kind::Code, 0),
            Tag::Table(_) => {
                self.due(Kind::Table, 0);
                self.cells = 0;
            }
            Tag::TableRow => self.row(span.start),
            Tag::TableCell => self.cell(span.start),
            Tag::MetadataBlock(_) => self.in_matter = true,
            Tag::List(_) => self.enter(Around::List),
            Tag::BlockQuote(_) => self.enter(Around::Quote),
            Tag::Item => {
                self.enter(Around::Item);
                self.mark = Some(Mark::Bare(marker(self.text, span)));
            }
            Tag::FootnoteDefinition(_) => {
                self.enter(Around::Note);
                let end = self.text[span.clone()].find("]:").map_or(span.start, |at| span.start + at + 1);
                self.mark = Some(Mark::Note(span.start..end));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(style) = style_of(&tag) {
            return self.styles.end_of(style, self.rows, self.at);
        }
        self.styles.end_all(self.rows, self.at);
        match tag {
            TagEnd::Heading(_) => {
                if let (TITLE, Some((_, words))) = (self.now, self.titles.last_mut()) {
                    words.end = self.at;
                }
                self.now = Now::Between;
            }
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => self.now = Now::Between,
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Table => {
                self.now = Now::Between;
                self.held = None;
            }
            TagEnd::MetadataBlock(_) => self.in_matter = false,
            TagEnd::Item => {
                // An item of which nothing was said shows that it is there.
                if matches!(self.mark, Some(Mark::Bare(_) | Mark::Task(..))) {
                    self.now = Now::Between;
                    self.begin();
                }
                self.leave();
            }
            TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => self.leave(),
            _ => {}
        }
    }

    fn enter(&mut self, around: Around) {
        self.around.push(around);
        self.now = Now::Between;
    }

    fn leave(&mut self) {
        self.around.pop();
        self.now = Now::Between;
        self.mark = None;
    }

    fn due(&mut self, kind: Kind, level: u32) {
        self.now = Now::Due(kind, level);
    }

    /// What words are where they stand.
    fn kind(&self) -> (Kind, u32) {
        match self.around.last() {
            None => (Kind::Paragraph, 0),
            Some(Around::Quote) => (Kind::BlockQuote, 0),
            Some(Around::Note) => (Kind::Footnote, 0),
            Some(Around::List | Around::Item) => {
                let depth = self.around.iter().rev().take_while(|&&around| around != Around::Note);
                let lists = depth.filter(|&&around| around == Around::List).take(DEEPEST_LIST).count();
                (Kind::ListItem, lists as u32)
            }
        }
    }

    /// Begins the block that is due, with the mark that opens it; gives its name if it was not open.
    fn begin(&mut self) -> Option<usize> {
        let (kind, level) = match self.now {
            Now::Open(..) => return None,
            Now::Due(kind, level) => (kind, level),
            Now::Between => self.kind(),
        };
        self.now = Now::Open(kind, level);
        self.gap = None;
        let block = self.rows.block(kind, level);
        let mark = self.mark.take();
        if matches!(kind, Kind::ListItem | Kind::Footnote) {
            self.put_mark(mark);
        }
        Some(block)
    }

    fn put_mark(&mut self, mark: Option<Mark>) {
        let end = match mark {
            None => return,
            Some(Mark::Bare(span)) => {
                self.rows.verbatim(span.clone());
                span.end
            }
            Some(Mark::Note(span)) => {
                self.rows.verbatim(span.start..span.start + 1);
                self.rows.verbatim(span.start + 2..span.end);
                span.end
            }
            Some(Mark::Task(span, done)) => {
                self.rows.char(span.clone(), if done { '☑' } else { '☐' });
                span.end
            }
        };
        self.rows.space(end..end);
        self.at = end;
    }

    /// Words, which read as they stand but for references, and gaps, which read as one space.
    fn words(&mut self, read: &str, span: Range<usize>) {
        if self.text[span.clone()] != *read {
            self.chars(read, span);
        } else if matches!(self.now, Now::Due(Kind::Code, _) | Now::Open(Kind::Code, _)) {
            self.lines(span);
        } else {
            self.spaced(span);
        }
    }

    /// Characters that stand otherwise in the source: each of it reads as one of them, and the rest as the last.
    fn chars(&mut self, read: &str, span: Range<usize>) {
        self.release();
        let mut at = span.start;
        let mut chars = read.chars().peekable();
        while let Some(char) = chars.next() {
            let next = self.text[at..span.end].chars().next().map_or(at, |char| at + char.len_utf8());
            let end = if chars.peek().is_some() { next } else { span.end };
            self.char(at..end, char);
            at = end;
        }
    }

    /// A stretch of code. The last line's end does not show.
    fn lines(&mut self, span: Range<usize>) {
        self.release();
        let end = if self.text[span.clone()].ends_with('\n') { span.end - 1 } else { span.end };
        self.verbatim(span.start..end);
        if end < span.end {
            self.begin();
            self.held = Some(end..span.end);
        }
    }

    fn release(&mut self) {
        if let Some(held) = self.held.take() {
            self.verbatim(held);
        }
    }

    /// Words in which each gap reads as one space, and shows only between words.
    fn spaced(&mut self, span: Range<usize>) {
        let piece = &self.text[span.clone()];
        let start = span.end - piece.trim_start_matches(GAP).len();
        let end = (span.start + piece.trim_end_matches(GAP).len()).max(start);
        self.gap_at(span.start..start);
        self.words_and_gaps(start..end);
        self.gap_at(end..span.end);
    }

    fn words_and_gaps(&mut self, span: Range<usize>) {
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (span.start, span.start);
        while at < span.end {
            let gap = at;
            while bytes[at] == b' ' || bytes[at] == b'\t' {
                at += 1;
            }
            if at > gap + 1 || at > gap && bytes[gap] == b'\t' {
                self.verbatim(from..gap);
                self.space(gap..at);
                from = at;
            }
            at += 1;
        }
        self.verbatim(from..span.end);
    }

    fn gap_at(&mut self, span: Range<usize>) {
        if !span.is_empty() {
            self.gap = Some(span);
        }
    }

    /// Code within a line, without its quotes: what it reads as stands there in that order, perhaps with a list's or a quotation's signs between.
    fn code(&mut self, read: &str, span: Range<usize>) {
        let piece = &self.text[span.clone()];
        let quotes = (piece.len() - piece.trim_start_matches(['`', '$']).len()).min(piece.len() / 2);
        let (mut at, end) = (span.start + quotes, span.end - quotes);
        let mut from = at;
        for char in read.chars() {
            loop {
                match self.text[at..end].chars().next() {
                    Some(found) if found == char => {
                        at += char.len_utf8();
                        break;
                    }
                    Some('\n') if char == ' ' => {
                        self.verbatim(from..at);
                        self.space(at..at + 1);
                        (at, from) = (at + 1, at + 1);
                        break;
                    }
                    Some(found) => {
                        self.verbatim(from..at);
                        at += found.len_utf8();
                        from = at;
                    }
                    None => {
                        self.verbatim(from..at);
                        from = at;
                        self.char(at..at, char);
                        break;
                    }
                }
            }
        }
        self.verbatim(from..at);
    }

    /// A tag within a line, which may set the words behind it otherwise, or end that.
    fn tag(&mut self, span: Range<usize>) {
        let ended = self.text[span.clone()].strip_prefix("</").and_then(|tag| tag.strip_suffix('>'));
        if let Some(name) = ended {
            let name = Name::from_bytes(name.trim().to_ascii_lowercase().as_bytes());
            if name == A {
                self.end_link(span.end);
            } else if let Some(style) = roles::style_of(name) {
                self.styles.end_of(style, self.rows, self.at);
            }
        } else if let Some(element) = page::nodes(self.text, span).into_iter().next() {
            if let (A, Some(target)) = (element.name, element.says.value) {
                self.link = Some(Link { target: Target::At(target), start: None });
            } else if let Some(style) = roles::style_of(element.name) {
                self.styles.begin(style);
            }
        }
    }

    /// Whether lines begin with signs of what they stand in, other than space.
    fn is_quoted(&self) -> bool {
        self.around.contains(&Around::Quote)
    }

    /// A piece of a page.
    fn html(&mut self, span: Range<usize>) {
        if matches!(self.mark, Some(Mark::Bare(_) | Mark::Task(..))) {
            self.now = Now::Between;
            self.begin();
        }
        self.now = Now::Between;
        let first = self.rows.next_block();
        html::lay_out_piece(self.text, span.clone(), self.rows);
        self.at = span.end;
        if self.around.is_empty() {
            self.titles.extend(self.rows.titles_from(first));
        }
    }

    fn soft_break(&mut self, span: Range<usize>) {
        if self.broken == Some(self.at) {
            return;
        }
        // No further than to these lines' ends.
        let before = self.text[..span.start].trim_end_matches(GAP).chars().next_back();
        let after = self.text[span.end..].trim_start_matches(GAP).chars().next();
        if !(before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced)) {
            self.space(span);
        }
    }

    fn line_break(&mut self, span: Range<usize>) {
        self.gap = None;
        self.char(span, '\n');
        self.broken = Some(self.at);
    }

    /// A reference to a note: `[^1]` reads as `[1]`.
    fn note(&mut self, span: Range<usize>) {
        self.verbatim(span.start..span.start + 1);
        self.verbatim(span.start + 2..span.end);
    }

    /// The end of a row, where the next one begins.
    fn row(&mut self, start: usize) {
        self.gap = None;
        let end = self.text[self.at..start].rfind('\n').map_or(start, |at| self.at + at);
        self.char(end..(end + 1).min(start), '\n');
        self.cells = 0;
    }

    /// What parts a cell from the one before it.
    fn cell(&mut self, start: usize) {
        if self.cells > 0 {
            self.gap = None;
            let bar = self.text[self.at.min(start)..start].rfind('|').map_or(start, |at| self.at + at);
            self.char(bar..(bar + 1).min(start), '\t');
        }
        self.cells += 1;
    }

    fn end_link(&mut self, end: usize) {
        let Some(Link { target, start: Some(start) }) = take(&mut self.link) else { return };
        let target = match target {
            Target::Behind(target) => place_of(&target, self.text, self.at..end),
            Target::Words => Some(start..self.at),
            Target::At(span) => Some(span),
            Target::Nowhere => None,
        };
        if let Some(target) = target.filter(|target| !target.is_empty()) {
            self.rows.link(start..self.at, target);
        }
    }

    /// The target in a definition, which many links may refer to.
    fn defined(&mut self, target: &str, definition: Range<usize>) -> Target<'a> {
        let text = self.text;
        let place = self.definitions.entry(definition.start).or_insert_with(|| place_of(target, text, definition));
        place.clone().map_or(Target::Nowhere, Target::At)
    }

    fn verbatim(&mut self, span: Range<usize>) {
        if !span.is_empty() {
            self.run(&span);
            self.rows.verbatim(span);
        }
    }

    fn space(&mut self, span: Range<usize>) {
        self.run(&span);
        self.rows.space(span);
    }

    fn char(&mut self, span: Range<usize>, char: char) {
        self.run(&span);
        self.rows.char(span, char);
    }

    fn run(&mut self, span: &Range<usize>) {
        if let (Some(gap), Now::Open(..)) = (self.gap.take(), self.now) {
            self.rows.space(gap);
        }
        if let (Some(block), TITLE) = (self.begin(), self.now) {
            self.titles.push((block, span.clone()));
        }
        if let Some(link) = &mut self.link {
            link.start.get_or_insert(span.start);
        }
        self.styles.see(span.start);
        self.at = span.end;
    }
}

fn style_of(tag: &TagEnd) -> Option<Style> {
    match tag {
        TagEnd::Emphasis => Some(Style::Emphasis),
        TagEnd::Strong => Some(Style::Strong),
        TagEnd::Strikethrough => Some(Style::Deleted),
        TagEnd::Superscript => Some(Style::Superscript),
        TagEnd::Subscript => Some(Style::Subscript),
        _ => None,
    }
}

/// Where a link's target stands within a span, as it is or with its signs as references.
fn place_of(target: &str, text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[within.clone()];
    let find = |written: &str| piece.find(written).map(|at| within.start + at..within.start + at + written.len());
    find(target).or_else(|| find(&target.replace('&', "&amp;")))
}

/// The bullet or the number that opens an item.
fn marker(text: &str, item: Range<usize>) -> Range<usize> {
    let start = item.end - text[item.clone()].trim_start().len();
    let digits = text[start..item.end].bytes().take_while(u8::is_ascii_digit).count();
    start..(start + digits + 1).min(item.end)
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

/// Whether a character belongs to a script that is written without spaces.
fn is_unspaced(char: char) -> bool {
    matches!(char, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}
