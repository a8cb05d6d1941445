//! Page edges: running heads, feet and folios where form feeds say where the pages end, told by what the pages have in common.

use super::furniture::{self, FullLines, WORDLESS};
use super::look;
use super::wraps;
use crate::document::{BlockKind, Draft, DraftBlock, DraftLine, Omission, OmissionKind};
use crate::source::{Source, Tally};
use alloc::vec::Vec;

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
    let pages = Pages::of(draft);
    let mut verdicts = vec![None; pages.lines.len()];
    let full = FullLines::of(pages.lines.iter());
    judge(&Edges::of(source, &pages, &full, Side::Head), &mut verdicts);
    judge(&Edges::of(source, &pages, &full, Side::Foot), &mut verdicts);
    leave_out(source, draft, &verdicts);
}

/// Whether form feeds say where pages end, and on pages enough to show what recurs.
pub(super) fn tells_pages_apart(draft: &Draft) -> bool {
    draft.blocks.iter().skip(1).filter(|block| block.page_break).count() + 1 >= FEWEST_PAGES
}

/// The draft's lines, and at which of them each page begins.
struct Pages {
    lines: Vec<DraftLine>,
    starts: Vec<usize>,
}

impl Pages {
    fn of(draft: &Draft) -> Self {
        let mut pages = Self { lines: Vec::new(), starts: Vec::new() };
        for block in &draft.blocks {
            if block.page_break || pages.lines.is_empty() {
                pages.starts.push(pages.lines.len());
            }
            pages.lines.extend_from_slice(&block.lines);
        }
        pages
    }
}

/// Which edge of the pages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Head,
    Foot,
}

/// A line at a page's edge.
struct EdgeLine {
    /// Its place among all lines.
    index: usize,
    /// The page's place among all pages.
    page: usize,
    /// As [`furniture::key`] has it.
    key: u64,
    /// The first of its numbers.
    number: Option<u32>,
    width: u16,
    /// Whether it looks like a line of the text.
    is_full: bool,
}

/// The same edge of all pages, and how many pages have what there.
struct Edges {
    /// Page by page, each from the outside in.
    lines: Vec<EdgeLine>,
    pages: usize,
    /// Lines with words, by their words.
    worded: Tally,
    /// First numbers of lines, by how far they are ahead of the page's place in the text.
    counting: Tally,
    /// Bare numbers by themselves.
    constant: Tally,
}

impl Edges {
    fn of(source: &Source, pages: &Pages, full: &FullLines, side: Side) -> Self {
        let mut edges = Self {
            lines: Vec::new(),
            pages: pages.starts.len(),
            worded: Tally::default(),
            counting: Tally::default(),
            constant: Tally::default(),
        };
        for (page, &start) in pages.starts.iter().enumerate() {
            let end = pages.starts.get(page + 1).map_or(pages.lines.len(), |&next| next);
            for at in 0..EDGE.min(end - start) {
                let index = if side == Side::Head { start + at } else { end - 1 - at };
                let line = &pages.lines[index];
                let mut number = None;
                let key = furniture::key(look::line(source, line), &mut |next| number = number.or(Some(next)));
                let is_full = full.have(source, line);
                edges.add(EdgeLine { index, page, key, number, width: line.width, is_full });
            }
        }
        edges
    }

    fn add(&mut self, line: EdgeLine) {
        let mut page = self.lines.iter().rev().take_while(|other| other.page == line.page);
        // A page that says it twice has it once.
        if line.key != WORDLESS && page.all(|other| other.key != line.key) {
            *self.worded.entry(line.key) += 1;
        }
        if let Some(number) = line.number {
            *self.counting.entry(ahead(number, line.page)) += 1;
            if line.key == WORDLESS {
                *self.constant.entry(number.into()) += 1;
            }
        }
        self.lines.push(line);
    }

    /// How many pages have at this edge what `line` is.
    fn recurrence(&self, line: &EdgeLine) -> usize {
        let count = match line.number {
            _ if line.key != WORDLESS => self.worded.count(line.key),
            Some(number) => self.counting.count(ahead(number, line.page)).max(self.constant.count(number.into())),
            None => 0,
        };
        count as usize
    }

    /// Whether the numbers at the place of `line` count the pages, and are not the same on all: a volume's, a year's.
    fn counts(&self, line: &EdgeLine) -> bool {
        line.number
            .is_none_or(|number| self.counting.count(ahead(number, line.page)) >= self.constant.count(number.into()))
    }

    /// Whether `line` numbers its page and says no more than that: "Page 2 of 9".
    fn counts_pages(&self, line: &EdgeLine) -> bool {
        line.width <= LONGEST_FOLIO
            && line.number.is_some_and(|number| {
                self.counting.count(ahead(number, line.page)) as usize >= self.pages.div_ceil(ONE_PAGE_IN_FOR_INNER)
            })
    }
}

/// How far a page's number is ahead of its place in the text; as far behind, counted from the largest number down.
fn ahead(number: u32, page: usize) -> u64 {
    u64::from(number).wrapping_sub(page as u64)
}

/// Judges the lines of one edge: those that recur on many pages, and those on fewer that nothing else parts from the page's end.
fn judge(edges: &Edges, verdicts: &mut [Option<OmissionKind>]) {
    let enough = |one_page_in: usize| edges.pages.div_ceil(one_page_in).max(2);
    let (outer, inner) = (enough(ONE_PAGE_IN), enough(ONE_PAGE_IN_FOR_INNER).max(FEWEST_PAGES));
    let mut at_edge = true;
    let mut page = 0;
    for (at, line) in edges.lines.iter().enumerate() {
        at_edge |= line.page != page;
        page = line.page;
        let recurrence = edges.recurrence(line);
        // What opens the text is its title, if left-hand pages alone repeat it.
        let opens = line.index == 0 && recurrence * 3 < edges.pages * 2;
        let outermost = at_edge && recurrence >= outer && !(recurrence == 2 && line.is_full);
        let recurs = !opens && (recurrence >= inner || outermost);
        let next = edges.lines.get(at + 1).filter(|next| next.page == page);
        let next_recurs = || next.is_some_and(|next| edges.recurrence(next) >= inner);
        let is_mark = at_edge && line.width <= LONGEST_MARK && next_recurs();
        if recurs || is_mark {
            let is_number = line.key == WORDLESS && edges.counts(line) || is_mark || edges.counts_pages(line);
            verdicts[line.index] = Some(if is_number { OmissionKind::Folio } else { OmissionKind::RunningHead });
        } else {
            at_edge = false;
        }
    }
}

/// Leaves out the lines judged; where neighbouring ones cite the publication, they become a note instead.
fn leave_out(source: &Source, draft: &mut Draft, verdicts: &[Option<OmissionKind>]) {
    let mut omitted: Vec<Omission> = Vec::new();
    let mut page_break = false;
    let mut rest = verdicts;
    // What was left out last, if nothing follows it on its page so far.
    let mut last: Option<(DraftBlock, Citation)> = None;
    draft.rebuild(&mut |mut block, blocks| {
        if block.page_break {
            last = None;
        }
        block.page_break |= page_break;
        let (judged, behind) = rest.split_at(block.lines.len());
        rest = behind;
        if judged.iter().all(Option::is_none) {
            (page_break, last) = (false, None);
            blocks.push(block);
            return;
        }
        page_break = block.page_break;
        let cuts: Vec<usize> = (1..judged.len()).filter(|&line| judged[line - 1] != judged[line]).collect();
        let mut first = 0;
        for mut part in wraps::part(block, &cuts) {
            let verdict = judged[first];
            first += part.lines.len();
            let before = last.take();
            if let Some(kind) = verdict {
                let cites = Citation::of(source, &part);
                if kind != OmissionKind::RunningHead || !cites.publication() {
                    let whole =
                        before.filter(|before| before.1.or(cites).publication() && kind == OmissionKind::RunningHead);
                    let Some((mut above, _)) = whole else {
                        part.lines.iter().for_each(|line| omitted.push(Omission { kind, span: line.text }));
                        if kind == OmissionKind::RunningHead {
                            last = Some((part, cites));
                        }
                        continue;
                    };
                    // The address stood above, or the year.
                    omitted.truncate(omitted.len() - above.lines.len());
                    above.append(&mut part);
                    part = above;
                }
                part.kind = BlockKind::Footnote;
            }
            part.page_break = core::mem::take(&mut page_break);
            blocks.push(part);
        }
    });
    draft.omissions.append(&mut omitted);
}

/// What lines at a page's edge say of where the text was published, and when.
#[derive(Clone, Copy)]
struct Citation {
    address: bool,
    year: bool,
}

impl Citation {
    fn of(source: &Source, block: &DraftBlock) -> Self {
        let text = look::text(source, block);
        let mut year = false;
        look::each_word(&text, &mut |word| {
            year |= word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && look::is_digits(word);
        });
        Self { address: look::holds_address(&text), year }
    }

    fn or(self, other: Self) -> Self {
        Self { address: self.address || other.address, year: self.year || other.year }
    }

    /// Whether both are there.
    fn publication(self) -> bool {
        self.address && self.year
    }
}
