//! A block: one thing that a reader sees as a whole, and its kind.

use super::Run;
use crate::source::{Source, Span};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// What a block is, in the vocabulary of the trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The label above the headline: OPINION.
    Kicker,
    /// The article's or the book's title.
    Headline,
    /// The summary between headline and text.
    Standfirst,
    /// Who wrote it, and as what.
    Byline,
    /// Where and when it was written.
    Dateline,
    /// The title of a section; in newspaper terms a crosshead.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list, with its marker.
    ListItem,
    /// A passage quoted as a block of its own.
    BlockQuote,
    /// Words of the article set large beside it.
    PullQuote,
    /// What a figure shows.
    Caption,
    /// Whose figure it is; stands right after its caption.
    Credit,
    /// A note, tied to its mark.
    Footnote,
    /// Lines that stay lines, as in a poem.
    Verse,
    /// Lines that stay as they are, as in a program.
    Code,
    /// Rows and columns.
    Table,
    /// A break between passages: * * *.
    Separator,
    /// Where the text first appeared, or whose it is.
    SourceNote,
}

impl BlockKind {
    /// The kind's name outside the core: in JSON, in the page, in the docs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kicker => "kicker",
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "listItem",
            Self::BlockQuote => "blockQuote",
            Self::PullQuote => "pullQuote",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Footnote => "footnote",
            Self::Verse => "verse",
            Self::Code => "code",
            Self::Table => "table",
            Self::Separator => "separator",
            Self::SourceNote => "sourceNote",
        }
    }

    /// Whether its line breaks and inner spaces are part of what it says.
    pub const fn keeps_lines(self) -> bool {
        matches!(self, Self::Verse | Self::Code | Self::Table)
    }
}

/// Words of a block that their author set off from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// The source of the words.
    pub text: Span,
    /// What they are.
    pub role: Role,
}

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A link, and the source of its target: where it points, as the text has it, which is not to be trusted.
    Link(Span),
    /// Words that are set otherwise.
    Styled(Style),
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Stressed; mostly in italics.
    Emphasis,
    /// Important; mostly bold.
    Strong,
    /// Of a program, or typed.
    Code,
    /// No longer meant; struck through.
    Deleted,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

impl Style {
    /// The name that HTML has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Code => "code",
            Self::Deleted => "del",
            Self::Superscript => "sup",
            Self::Subscript => "sub",
        }
    }
}

/// One block: a kind and a sequence of runs, in the source's order. Its text is produced when asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How deep a heading or a list item lies: 1 to 6 for a heading, from 1 for an item, 0 where depth has no meaning.
    pub level: u8,
    /// What it reads as.
    pub runs: Vec<Run>,
    /// The phrases in it, in order; one that holds others comes before them, and none overlaps another otherwise.
    pub phrases: Vec<Phrase>,
}

impl Block {
    /// The reading text.
    pub fn reading(&self, source: &Source) -> String {
        let mut reading = String::with_capacity(self.reading_len() as usize);
        self.read_into(source, &mut reading);
        reading
    }

    /// Appends the reading text to `reading`.
    pub fn read_into(&self, source: &Source, reading: &mut String) {
        for run in &self.runs {
            run.read_into(source.text(), reading);
        }
    }

    /// How many bytes the reading text takes.
    pub fn reading_len(&self) -> u32 {
        self.runs.iter().map(|run| run.reading_len()).sum()
    }

    /// The phrases, where they stand in the reading text: half-open, in bytes.
    pub fn placed_phrases(&self) -> Vec<(Range<usize>, Role)> {
        if self.phrases.is_empty() {
            return Vec::new();
        }
        // Where each run ends, in the source and in the text.
        let ends = self.runs.iter().scan(0, |at, run| {
            *at += run.reading_len() as usize;
            Some((run.span().end, *at))
        });
        let ends: Vec<(u32, usize)> = ends.collect();
        let place = |byte: u32| match ends.partition_point(|&(end, _)| end <= byte) {
            0 => 0,
            run => ends[run - 1].1,
        };
        self.phrases.iter().map(|phrase| (place(phrase.text.start)..place(phrase.text.end), phrase.role)).collect()
    }

    /// What of the source this block holds: spans in order, neighbours joined. What reads as nothing is an omission's, though it may stand within.
    pub fn source_spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        for &run in &self.runs {
            if !matches!(run, Run::Nothing(_)) {
                push_joined(&mut spans, run.span());
            }
        }
        spans
    }

    /// The source behind a half-open byte range of the reading text: spans in order, neighbours joined.
    /// What reads as nothing belongs to a range that has text on both sides of it.
    pub fn source_of(&self, reading: Range<u32>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut at = 0;
        for &run in &self.runs {
            let here = at..at + run.reading_len();
            at = here.end;
            let inside = here.start.max(reading.start)..here.end.min(reading.end);
            let silent = here.is_empty() && reading.start < at && at < reading.end;
            if inside.is_empty() && !silent {
                continue;
            }
            let span = match run {
                Run::Verbatim(span) => {
                    Span::new(span.start + inside.start - here.start, span.start + inside.end - here.start)
                }
                _ => run.span(),
            };
            push_joined(&mut spans, span);
        }
        spans
    }
}

fn push_joined(spans: &mut Vec<Span>, span: Span) {
    match spans.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ => spans.push(span),
    }
}
