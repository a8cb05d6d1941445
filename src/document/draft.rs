//! A document in the making: blocks of lines, which front ends lay out and recovery passes reshape.

use super::{Block, BlockKind, Document, Omission, OmissionKind, Phrase, Remark, Run};
use crate::source::{Bare, Source, Span, gap_from, sort};
use alloc::vec::Vec;

/// How a line is tied to the line before it in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// The line's break reads as a space.
    Space,
    /// The line's break reads as nothing: between the halves of a word, and in scripts without spaces.
    Nothing,
    /// The line's break is kept.
    Break,
}

/// How a text begins, as its first letter or digit tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A small letter.
    Lower,
    /// A capital.
    Upper,
    /// A letter of a script without case.
    Caseless,
    /// A digit.
    Digit,
    /// Neither letter nor digit.
    Other,
}

impl Start {
    /// Whether sentences and titles begin so: with a capital, or in a script that has none.
    pub fn is_anew(self) -> bool {
        matches!(self, Self::Upper | Self::Caseless)
    }
}

/// How a text ends, closing quotes and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With the end of a sentence.
    Sentence,
    /// With a colon: what follows is announced.
    Colon,
    /// With a hyphen: in the middle of a word, perhaps.
    Hyphen,
    /// With a comma or a semicolon.
    Pause,
    /// With a dash: a sentence may break off so.
    Dash,
    /// With a letter or a digit.
    Word,
    /// With anything else.
    Other,
}

/// One line of a block, without the space about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftLine {
    /// What stands on it: never empty, no space at either end.
    pub text: Span,
    /// Columns of space before it.
    pub indent: u16,
    /// Columns that it takes, 65,535 at most; where the text was set in type, as many as its letters take there.
    pub width: u16,
    /// How it begins, once that was looked at.
    pub starts: Start,
    /// How it ends, once that was looked at.
    pub ends: End,
    /// Columns of its first word and the space before it, once that was looked at.
    pub first_word: u32,
    /// How it is tied to the line before it; of no effect on a block's first line.
    pub join: Join,
}

/// A block in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftBlock {
    /// What it is taken for so far.
    pub kind: BlockKind,
    /// As in [`Block::level`].
    pub level: u8,
    /// Its lines, in the source's order: at least one.
    pub lines: Vec<DraftLine>,
    /// The links in it, in order.
    pub links: Vec<Phrase>,
    /// Blank lines before it.
    pub gap: u16,
    /// Whether a form feed stands before it.
    pub page_break: bool,
    /// Where the lines of its column end, in columns from the page's edge; 0 where that is not known.
    pub measure: u16,
    /// Whether its last line fills its column, so that the text may go on elsewhere.
    pub full: bool,
}

impl DraftBlock {
    /// How its text begins.
    pub fn starts(&self) -> Start {
        self.lines[0].starts
    }

    /// How its text ends.
    pub fn ends(&self) -> End {
        self.lines[self.lines.len() - 1].ends
    }

    /// Takes the lines of `next`, which follows.
    pub fn append(&mut self, next: &mut Self) {
        self.lines.append(&mut next.lines);
        self.links.append(&mut next.links);
    }
}

/// How a document sets its paragraphs, as its lines tell over the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// The indent that most lines stand at, in columns.
    pub margin: u16,
    /// Where the lines of running text end, in columns from the page's edge.
    pub measure: u32,
    /// Whether lines are wrapped and a blank line stands before each paragraph, and nowhere else.
    pub spaced: bool,
    /// The blank lines that stand before most paragraphs.
    pub gap: u16,
    /// Of a hundred sentences that end within blocks, so many seem to end a paragraph that no blank line ends.
    pub ending: u8,
    /// The indent that paragraphs begin with, in columns, where many blocks begin further in than they go on.
    pub opening: Option<u16>,
    /// The indent that paragraphs begin with within the blocks, where nearly all of those begin further in.
    pub inset: Option<u16>,
    /// Whether nearly all lines begin anew, as those of verse do.
    pub versified: bool,
}

/// A document in the making.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// How it is set, once that has been measured.
    pub layout: Layout,
    /// The blocks, in reading order.
    pub blocks: Vec<DraftBlock>,
    /// Blocks whose runs a front end knows, in reading order: they stand before the others, and no pass reshapes them.
    pub set: Vec<Block>,
    /// What was left out so far: whole lines, and pieces within the lines of a block.
    pub omissions: Vec<Omission>,
    /// Doubts so far, in the source's order.
    pub(super) remarks: Vec<Remark>,
}

impl Draft {
    /// Leaves `span` out, by name.
    pub fn omit(&mut self, kind: OmissionKind, span: Span) {
        self.omissions.push(Omission { kind, span });
    }

    /// Makes the blocks anew: `each` is given one after the other, and puts what becomes of it behind what became of those before.
    pub fn rebuild(&mut self, each: &mut dyn FnMut(DraftBlock, &mut Vec<DraftBlock>)) {
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for block in core::mem::take(&mut self.blocks) {
            each(block, &mut blocks);
        }
        self.blocks = blocks;
    }

    /// Leaves out the blocks of which `is` says so, all that is on their lines.
    pub fn omit_blocks(&mut self, kind: OmissionKind, is: &mut dyn FnMut(usize) -> bool) {
        let mut at = 0;
        let mut lines = Vec::new();
        self.rebuild(&mut |mut block, blocks| {
            if is(at) {
                lines.append(&mut block.lines);
            } else {
                blocks.push(block);
            }
            at += 1;
        });
        for line in lines {
            self.omit(kind, line.text);
        }
    }

    /// Notes a doubt about `span`.
    pub fn remark(&mut self, message: &'static str, span: Span) {
        let at = self.remarks.partition_point(|remark| remark.span <= span);
        self.remarks.insert(at, Remark { message, span });
    }

    /// Finishes the document. Omissions that lie within a block's lines read as nothing there.
    pub fn into_document(mut self, source: Source) -> Document {
        let mut blocks = core::mem::take(&mut self.set);
        blocks.retain_mut(|block| {
            let is_kept = says_something(&block.runs, &source);
            if is_kept {
                block.level = level_of(block.kind, block.level);
                block.phrases.retain(|phrase| stands_in(phrase, &block.runs));
            } else {
                block.runs.iter().for_each(|run| self.omit(OmissionKind::Markup, run.span()));
            }
            is_kept
        });
        self.omissions = each_once(&self.omissions);
        let omissions = &self.omissions;
        blocks.reserve(self.blocks.len());
        for block in self.blocks {
            let runs = Runs::of(&block, source.text(), omissions);
            if says_something(&runs, &source) {
                // A later pass may have taken an item of a list for something that has no depth.
                let level = level_of(block.kind, block.level);
                blocks.push(Block { kind: block.kind, level, runs, phrases: links_on(&block.lines, &block.links) });
            }
        }
        Document::new(source, blocks, self.omissions, self.remarks)
    }
}

/// Whether `runs` read as more than space.
fn says_something(runs: &[Run], source: &Source) -> bool {
    runs.iter().any(|run| match *run {
        Run::Verbatim(span) => !source.slice(span).bare_start().is_empty(),
        Run::Char(_, char) => !char.is_whitespace(),
        _ => false,
    })
}

/// The level that a block of `kind` may have: `level`, as far as it means something.
fn level_of(kind: BlockKind, level: u8) -> u8 {
    match kind {
        BlockKind::Heading => level.clamp(1, 6),
        BlockKind::ListItem => level.max(1),
        _ => 0,
    }
}

/// Whether a phrase's words begin within `runs`.
fn stands_in(phrase: &Phrase, runs: &[Run]) -> bool {
    let after = runs.partition_point(|run| run.span().end <= phrase.text.start);
    runs.get(after).is_some_and(|run| run.span().start <= phrase.text.start)
}

/// Those of `links` whose words stand on `lines`: the line of a link may have been left out.
fn links_on(lines: &[DraftLine], links: &[Phrase]) -> Vec<Phrase> {
    let mut found = Vec::new();
    for link in links {
        let at = lines.partition_point(|line| line.text.end <= link.text.start);
        if lines.get(at).is_some_and(|line| line.text.start <= link.text.start) {
            found.push(*link);
        }
    }
    found
}

/// The omissions by where they begin, each but once: a line that was left out holds what was left out within it.
fn each_once(omissions: &[Omission]) -> Vec<Omission> {
    let mut order = Vec::with_capacity(omissions.len());
    for (at, omission) in omissions.iter().enumerate() {
        order.push(u64::from(omission.span.start) << 32 | at as u64);
    }
    sort(&mut order);
    let mut kept: Vec<Omission> = Vec::with_capacity(omissions.len());
    for packed in order {
        let omission = omissions[packed as u32 as usize];
        while let Some(last) = kept.last()
            && last.span.start == omission.span.start
            && last.span.end <= omission.span.end
        {
            kept.pop();
        }
        if kept.last().is_none_or(|last| last.span.end <= omission.span.start) {
            kept.push(omission);
        }
    }
    kept
}

/// Turns a block's lines into runs.
struct Runs<'a> {
    text: &'a str,
    omissions: &'a [Omission],
    keeps_lines: bool,
    runs: Vec<Run>,
}

impl<'a> Runs<'a> {
    fn of(block: &DraftBlock, text: &'a str, omissions: &'a [Omission]) -> Vec<Run> {
        let mut this = Self {
            text,
            omissions,
            keeps_lines: block.kind.keeps_lines(),
            runs: Vec::with_capacity(block.lines.len() * 2),
        };
        let margin = block.lines.iter().map(|line| line.indent).min().unwrap_or(0);
        let mut end = None;
        for line in &block.lines {
            let span = if this.keeps_lines { this.indented(line, margin) } else { line.text };
            if let Some(end) = end {
                this.join(line.join, end, span.start);
            }
            this.line(span);
            end = Some(span.end);
        }
        this.runs
    }

    /// A line with the spaces that it stands in from the block's margin.
    fn indented(&self, line: &DraftLine, margin: u16) -> Span {
        let before = self.text[..line.text.start as usize].bytes().rev();
        let spaces = before.take((line.indent - margin) as usize).take_while(|&byte| byte == b' ').count();
        Span::new(line.text.start - spaces as u32, line.text.end)
    }

    /// Ties two lines: the space right after the first one's end, up to the second where only space lies between.
    fn join(&mut self, join: Join, end: u32, next: u32) {
        let between = &self.text[end as usize..next as usize];
        let space = (between.len() - between.bare_start().len()) as u32;
        let gap = Span::new(end, end + space);
        match join {
            Join::Space => self.runs.push(Run::Space(gap)),
            Join::Nothing if gap.is_empty() => {}
            Join::Nothing => self.runs.push(Run::Nothing(gap)),
            Join::Break => self.line_break(gap),
        }
    }

    /// A break between two lines, and the blank line between them if there is one: it parts stanzas and steps.
    fn line_break(&mut self, gap: Span) {
        let bytes = &self.text.as_bytes()[gap.range()];
        let first = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
        if memchr::memchr(b'\n', &bytes[first..]).is_none() {
            self.runs.push(Run::Char(gap, '\n'));
            return;
        }
        let middle = gap.start + first as u32;
        self.runs.push(Run::Char(Span::new(gap.start, middle), '\n'));
        self.runs.push(Run::Char(Span::new(middle, gap.end), '\n'));
    }

    /// One line, less what is omitted within it.
    fn line(&mut self, line: Span) {
        let mut at = line.start;
        let first = self.omissions.partition_point(|omission| omission.span.end <= line.start);
        for omission in &self.omissions[first..] {
            if omission.span.start >= line.end {
                break;
            }
            self.verbatim(Span::new(at, omission.span.start));
            self.runs.push(Run::Nothing(omission.span));
            at = omission.span.end;
        }
        self.verbatim(Span::new(at, line.end));
    }

    /// A stretch of a line: as it stands where lines are kept, else with each gap in it read as one space, and as nothing between the pieces
    /// of a line that was cut.
    fn verbatim(&mut self, span: Span) {
        let mut at = span.start;
        if !self.keeps_lines {
            let bytes = self.text[span.range()].as_bytes();
            let mut index = 0;
            loop {
                // One space alone is most of what parts words.
                index = gap_from(bytes, index);
                if index >= bytes.len() {
                    break;
                }
                let from = index;
                index += 1;
                let is_blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
                if bytes[from] > b' ' || !is_blank(bytes[from]) {
                    continue;
                }
                while index < bytes.len() && is_blank(bytes[index]) {
                    index += 1;
                }
                if index > from + 1 || bytes[from] != b' ' {
                    let gap = Span::new(span.start + from as u32, span.start + index as u32);
                    self.push_verbatim(Span::new(at, gap.start));
                    let is_cut = bytes[from..index].iter().any(|byte| matches!(byte, b'\n' | b'\r'));
                    self.runs.push(if is_cut { Run::Nothing(gap) } else { Run::Space(gap) });
                    at = gap.end;
                }
            }
        }
        self.push_verbatim(Span::new(at, span.end));
    }

    fn push_verbatim(&mut self, span: Span) {
        if !span.is_empty() {
            self.runs.push(Run::Verbatim(span));
        }
    }
}
