//! Page edges: running heads, feet and folios where form feeds say where the pages end, told by what the pages have in common.

use super::furniture;
use super::look;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, OmissionKind};
use crate::source::Source;
use std::collections::BTreeMap;

/// Pages from which on it shows what they have in common.
const FEWEST_PAGES: usize = 3;

/// Lines of the head and of the foot of a page: a foot may set journal, address, date and number each on a line of its own.
const EDGE: usize = 8;

/// Of so many pages, one must have the same line at its edge: heads of left-hand and right-hand pages differ, and so may a chapter's.
const ONE_PAGE_IN: usize = 5;

/// Of so many pages, one must have it for a line that other lines part from the edge.
const ONE_PAGE_IN_FOR_INNER: usize = 2;

/// Characters of the longest mark that pages are counted with otherwise than by numbers: "B", "S12".
const LONGEST_MARK: u16 = 3;

/// Characters of the longest line that numbers a page in words: "Page 12 of 134".
const LONGEST_FOLIO: u16 = 16;

/// Leaves out what stands at the edges of most pages. A foot that cites its publication, by address and year, is a note.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    if !tells_pages_apart(draft) {
        return;
    }
    let pages = pages(draft);
    let mut verdicts: BTreeMap<Place, OmissionKind> = BTreeMap::new();
    let heads = pages.iter().map(|page| lines(draft, page.clone()).take(EDGE).collect());
    judge(&Edges::new(source, draft, heads), &mut verdicts);
    let feet = pages.iter().map(|page| lines(draft, page.clone()).rev().take(EDGE).collect());
    judge(&Edges::new(source, draft, feet), &mut verdicts);
    leave_out(source, draft, &verdicts);
}

/// Whether form feeds say where pages end, and on pages enough to show what recurs.
pub(super) fn tells_pages_apart(draft: &Draft) -> bool {
    draft.blocks.iter().skip(1).filter(|block| block.page_break).count() + 1 >= FEWEST_PAGES
}

/// The blocks of each page.
fn pages(draft: &Draft) -> Vec<std::ops::Range<usize>> {
    let mut starts: Vec<usize> = (1..draft.blocks.len()).filter(|&at| draft.blocks[at].page_break).collect();
    if !draft.blocks.is_empty() {
        starts.insert(0, 0);
    }
    let ends = starts[1.min(starts.len())..].iter().copied().chain([draft.blocks.len()]);
    starts.iter().zip(ends).map(|(&start, end)| start..end).collect()
}

/// Where a line stands: its block, and which of its lines.
type Place = (usize, usize);

fn lines(draft: &Draft, page: std::ops::Range<usize>) -> impl DoubleEndedIterator<Item = Place> + '_ {
    page.flat_map(|block| (0..draft.blocks[block].lines.len()).map(move |line| (block, line)))
}

/// A line at a page's edge.
struct EdgeLine {
    place: Place,
    /// As [`furniture::key`] has it.
    key: String,
    /// The first of its numbers.
    number: Option<u32>,
    width: u16,
}

/// The same edge of all pages, each from the outside in, and how many pages have what there.
struct Edges {
    pages: Vec<Vec<EdgeLine>>,
    /// Lines with words, by their words.
    worded: BTreeMap<String, usize>,
    /// First numbers of lines, by how far they are ahead of the page's place in the text.
    counting: BTreeMap<i64, usize>,
    /// Bare numbers by themselves.
    constant: BTreeMap<u32, usize>,
}

impl Edges {
    fn new(source: &Source, draft: &Draft, pages: impl Iterator<Item = Vec<Place>>) -> Self {
        let edge_line = |place: Place| {
            let line = &draft.blocks[place.0].lines[place.1];
            let (key, numbers) = furniture::key(look::line(source, line));
            EdgeLine { place, key, number: numbers.first().copied(), width: line.width }
        };
        let pages: Vec<Vec<EdgeLine>> = pages.map(|page| page.into_iter().map(edge_line).collect()).collect();
        let mut edges = Self { pages, worded: BTreeMap::new(), counting: BTreeMap::new(), constant: BTreeMap::new() };
        for (index, page) in edges.pages.iter().enumerate() {
            for line in page {
                if !line.key.is_empty() {
                    *edges.worded.entry(line.key.clone()).or_default() += 1;
                }
                if let Some(number) = line.number {
                    *edges.counting.entry(ahead(number, index)).or_default() += 1;
                    if line.key.is_empty() {
                        *edges.constant.entry(number).or_default() += 1;
                    }
                }
            }
        }
        edges
    }

    /// How many pages have at this edge what `line` of the page `index` is.
    fn recurrence(&self, index: usize, line: &EdgeLine) -> usize {
        match line.number {
            _ if !line.key.is_empty() => self.worded[&line.key],
            Some(number) => self.counting[&ahead(number, index)].max(self.constant[&number]),
            None => 0,
        }
    }

    /// Whether `line` numbers its page and says no more than that: "Page 2 of 9".
    fn counts_pages(&self, index: usize, line: &EdgeLine) -> bool {
        line.width <= LONGEST_FOLIO
            && line.number.is_some_and(|number| {
                self.counting[&ahead(number, index)] >= self.pages.len().div_ceil(ONE_PAGE_IN_FOR_INNER)
            })
    }
}

/// How far a page's number is ahead of its place in the text.
fn ahead(number: u32, index: usize) -> i64 {
    i64::from(number) - index as i64
}

/// Judges the lines of one edge: those that recur on many pages, and those on fewer that nothing else parts from the page's end.
fn judge(edges: &Edges, verdicts: &mut BTreeMap<Place, OmissionKind>) {
    let enough = |one_page_in: usize| edges.pages.len().div_ceil(one_page_in).max(2);
    let (outer, inner) = (enough(ONE_PAGE_IN), enough(ONE_PAGE_IN_FOR_INNER).max(FEWEST_PAGES));
    for (index, page) in edges.pages.iter().enumerate() {
        let mut at_edge = true;
        for (at, line) in page.iter().enumerate() {
            let recurrence = edges.recurrence(index, line);
            let recurs = recurrence >= inner || at_edge && recurrence >= outer;
            let next_recurs = || page.get(at + 1).is_some_and(|next| edges.recurrence(index, next) >= inner);
            let is_mark = at_edge && line.width <= LONGEST_MARK && next_recurs();
            if recurs || is_mark {
                let is_number = line.key.is_empty() || is_mark || edges.counts_pages(index, line);
                let kind = if is_number { OmissionKind::Folio } else { OmissionKind::RunningHead };
                verdicts.insert(line.place, kind);
            } else {
                at_edge = false;
            }
        }
    }
}

/// Leaves out the lines judged; where neighbouring ones cite the publication, they become a note instead.
fn leave_out(source: &Source, draft: &mut Draft, verdicts: &BTreeMap<Place, OmissionKind>) {
    let mut blocks = Vec::with_capacity(draft.blocks.len());
    let mut page_break = false;
    for (index, mut block) in std::mem::take(&mut draft.blocks).into_iter().enumerate() {
        block.page_break |= page_break;
        let judged = |line: usize| verdicts.get(&(index, line)).copied();
        if (0..block.lines.len()).all(|line| judged(line).is_none()) {
            page_break = false;
            blocks.push(block);
            continue;
        }
        page_break = block.page_break;
        let cuts: Vec<usize> = (1..block.lines.len()).filter(|&line| judged(line - 1) != judged(line)).collect();
        let mut first = 0;
        wraps::part(block, &cuts, |mut part| {
            let verdict = judged(first);
            first += part.lines.len();
            match verdict {
                Some(OmissionKind::RunningHead) if cites_publication(source, &part) => {
                    part.kind = BlockKind::Footnote;
                    part.page_break = std::mem::take(&mut page_break);
                    blocks.push(part);
                }
                Some(kind) => part
                    .lines
                    .iter()
                    .for_each(|line| draft.omissions.push(crate::document::Omission { kind, span: line.text })),
                None => {
                    part.page_break = std::mem::take(&mut page_break);
                    blocks.push(part);
                }
            }
        });
    }
    draft.blocks = blocks;
}

/// Whether the lines say where the text was published, and when: an address and a year.
fn cites_publication(source: &Source, block: &DraftBlock) -> bool {
    let text = look::text(source, block);
    let addressed = text.contains("://") || text.contains("www.");
    let year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    addressed && text.split(|char: char| !char.is_ascii_alphanumeric() && !matches!(char, '.' | '/' | '-')).any(year)
}
