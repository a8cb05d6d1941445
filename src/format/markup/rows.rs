//! What a front end hands over: blocks and their runs as rows of three numbers each, which cross between two Wasm modules as they are.

use core::ops::Range;

/// What a block is, as the core names it: its kinds are in this order, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The label above the headline.
    Kicker,
    /// The article's title.
    Headline,
    /// The summary between headline and text.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// When it was written.
    Dateline,
    /// The title of a section, of a level from 1 to 6.
    Heading,
    /// Running text.
    Paragraph,
    /// What stands in an item of a list, of a level from 1.
    ListItem,
    /// A passage quoted as a block of its own.
    BlockQuote,
    /// Words of the article set large beside it.
    PullQuote,
    /// What a figure shows.
    Caption,
    /// Whose figure it is.
    Credit,
    /// A note, with its mark.
    Footnote,
    /// Lines that stay lines.
    Verse,
    /// Lines that stay as they are.
    Code,
    /// Rows and columns: a tab between cells, a line for each row.
    Table,
    /// A break between passages.
    Separator,
    /// Where the text first appeared, or whose it is.
    SourceNote,
}

/// How words are set, as the core has it in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Emphasis,
    Strong,
    Code,
    Deleted,
    Superscript,
    Subscript,
}

/// What a row says of the two numbers behind it; what more it says stands above these bits.
mod what {
    pub const BLOCK: u32 = 0;
    pub const VERBATIM: u32 = 1;
    pub const SPACE: u32 = 2;
    pub const CHAR: u32 = 3;
    pub const LINK_TEXT: u32 = 4;
    pub const LINK_TARGET: u32 = 5;
    pub const BOILERPLATE: u32 = 6;
    pub const STYLE: u32 = 7;
    pub const BITS: u32 = 3;
}

/// Blocks of runs in the making, in the source's order. What no row names is markup, and left out as such.
#[derive(Debug, Default)]
pub struct Rows(Vec<u32>);

/// The numbers that make a row.
const ROW: usize = 3;

impl Rows {
    /// Begins a block. A level is given to a heading and to an item of a list, and is 0 for all else. What it gives names the block to
    /// [`Rows::rename`].
    pub fn block(&mut self, kind: Kind, level: u32) -> usize {
        self.push(what::BLOCK, kind as u32..level);
        self.0.len() - ROW
    }

    /// The name that the next block will have.
    pub fn next_block(&self) -> usize {
        self.0.len()
    }

    /// The headings of the first level from a block on: their names, and where their words are.
    pub fn titles_from(&self, from: usize) -> Vec<(usize, Range<usize>)> {
        let is_title = |row: &[u32]| row[0] == what::BLOCK && row[1] == Kind::Heading as u32 && row[2] == 1;
        let blocks = (from..self.0.len()).step_by(ROW).filter(|&at| is_title(&self.0[at..at + ROW]));
        let titles = blocks.filter_map(|at| {
            let rows = self.0[at + ROW..].chunks_exact(ROW).take_while(|row| row[0] != what::BLOCK);
            let mut words = rows.filter(|row| row[0] == what::VERBATIM);
            let first = words.next()?;
            Some((at, first[1] as usize..words.last().unwrap_or(first)[2] as usize))
        });
        titles.collect()
    }

    /// Makes the block that [`Rows::block`] named one of another kind, of no level.
    pub fn rename(&mut self, block: usize, kind: Kind) {
        self.0[block + 1] = kind as u32;
        self.0[block + 2] = 0;
    }

    /// Takes the block back that [`Rows::block`] named: its source is markup.
    pub fn remove(&mut self, block: usize) {
        let rows = self.0[block + ROW..].chunks_exact(ROW);
        let end = rows.take_while(|row| row[0] != what::BLOCK).count();
        self.0.drain(block..block + (end + 1) * ROW);
    }

    /// Puts the rows of `head` before these.
    pub fn put_first(&mut self, mut head: Self) {
        head.0.append(&mut self.0);
        self.0 = head.0;
    }

    /// Source that reads as it stands; nothing where it is empty. What goes on where the last row ended is one with it.
    pub fn verbatim(&mut self, span: Range<usize>) {
        match self.0.last_chunk_mut::<ROW>() {
            Some([what::VERBATIM, _, end]) if *end == span.start as u32 => *end = span.end as u32,
            _ if span.is_empty() => {}
            _ => self.push_span(what::VERBATIM, 0, span),
        }
    }

    /// White space, or nothing at all, that reads as one space.
    pub fn space(&mut self, span: Range<usize>) {
        self.push_span(what::SPACE, 0, span);
    }

    /// Source that reads as one other character.
    pub fn char(&mut self, span: Range<usize>, char: char) {
        self.push_span(what::CHAR, char as u32, span);
    }

    /// A link of the block that was begun last: the source of its words, and of its target.
    pub fn link(&mut self, text: Range<usize>, target: Range<usize>) {
        self.push_span(what::LINK_TEXT, 0, text);
        self.push_span(what::LINK_TARGET, 0, target);
    }

    /// Source of the block that was begun last whose words are set otherwise. What is within such words comes before them.
    pub fn style(&mut self, style: Style, text: Range<usize>) {
        self.push_span(what::STYLE, style as u32, text);
    }

    /// Source that stands around the article, and is left out as boilerplate.
    pub fn boilerplate(&mut self, span: Range<usize>) {
        self.push_span(what::BOILERPLATE, 0, span);
    }

    /// The rows, one after the other, of a text before which so many bytes stand.
    pub fn into_numbers(mut self, before: usize) -> Vec<u32> {
        for row in self.0.chunks_exact_mut(ROW).filter(|row| before > 0 && row[0] != what::BLOCK) {
            row[1] += before as u32;
            row[2] += before as u32;
        }
        self.0
    }

    fn push_span(&mut self, what: u32, more: u32, span: Range<usize>) {
        self.push(more << what::BITS | what, span.start as u32..span.end as u32);
    }

    fn push(&mut self, what: u32, pair: Range<u32>) {
        self.0.extend([what, pair.start, pair.end]);
    }
}
