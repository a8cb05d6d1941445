//! Text that is marked up: the package pilcrow-markup lays Markdown and HTML out as rows of numbers, which become blocks here.

use crate::document::{Block, BlockKind, Draft, OmissionKind, Phrase, Role, Run, Style};
use crate::source::{Bare, Source, Span, parts};
use alloc::string::String;
use alloc::vec::Vec;

/// The kinds of blocks, by their numbers in a row.
const KINDS: [BlockKind; 18] = [
    BlockKind::Kicker,
    BlockKind::Headline,
    BlockKind::Standfirst,
    BlockKind::Byline,
    BlockKind::Dateline,
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::BlockQuote,
    BlockKind::PullQuote,
    BlockKind::Caption,
    BlockKind::Credit,
    BlockKind::Footnote,
    BlockKind::Verse,
    BlockKind::Code,
    BlockKind::Table,
    BlockKind::Separator,
    BlockKind::SourceNote,
];

/// How words are set, by their numbers in a row.
const STYLES: [Style; 6] =
    [Style::Emphasis, Style::Strong, Style::Code, Style::Deleted, Style::Superscript, Style::Subscript];

/// What the first number of a row says of the other two, in its lowest bits; the numbers are those of pilcrow-markup's `rows.rs`.
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

/// Makes a draft of `rows`. What no row names, or one that cannot be true of this text, is left out as markup.
pub fn draft(source: &Source, rows: &[u32]) -> Draft {
    let text = source.text();
    let mut draft = Draft::default();
    // How far the source is spoken for, and the text of the link whose target comes next.
    let (mut at, mut link_text) = (0, Span::new(0, 0));
    let (rows, _) = rows.as_chunks::<3>();
    for &[what, start, end] in rows {
        let more = what >> what::BITS;
        if what == what::BLOCK {
            let kind = KINDS.get(start as usize).copied().unwrap_or(BlockKind::Paragraph);
            draft.set.push(Block {
                kind,
                level: end.min(u32::from(u8::MAX)) as u8,
                runs: Vec::new(),
                phrases: Vec::new(),
            });
            continue;
        }
        let Some(piece) = (start <= end).then(|| text.get(start as usize..end as usize)).flatten() else { continue };
        let span = Span::new(start, end);
        let run = match what & ((1 << what::BITS) - 1) {
            what::VERBATIM if !piece.is_empty() => Run::Verbatim(span),
            what::SPACE if piece.bare_start().is_empty() => Run::Space(span),
            what::CHAR => Run::Char(span, char::from_u32(more).unwrap_or(char::REPLACEMENT_CHARACTER)),
            what::LINK_TEXT => {
                link_text = span;
                continue;
            }
            what::LINK_TARGET => {
                put_phrase(&mut draft, Phrase { text: link_text, role: Role::Link(span) });
                continue;
            }
            what::STYLE => {
                if let Some(&style) = STYLES.get(more as usize) {
                    put_phrase(&mut draft, Phrase { text: span, role: Role::Styled(style) });
                }
                continue;
            }
            what::BOILERPLATE if start >= at => {
                leave_out(text, Span::new(at, start), &mut draft);
                draft.omit(OmissionKind::Boilerplate, span);
                at = end;
                continue;
            }
            _ => continue,
        };
        if start < at || draft.set.is_empty() {
            continue;
        }
        let left_out = leave_out(text, Span::new(at, start), &mut draft);
        let block = draft.set.len() - 1;
        let runs = &mut draft.set[block].runs;
        if !runs.is_empty() {
            runs.extend(left_out.map(Run::Nothing));
        }
        runs.push(run);
        at = end;
    }
    leave_out(text, Span::new(at, text.len() as u32), &mut draft);
    draft
}

/// Adds a phrase to the last block, before those that it holds.
fn put_phrase(draft: &mut Draft, phrase: Phrase) {
    if let Some(Block { phrases, .. }) = draft.set.last_mut() {
        let before = phrases.iter().rev().take_while(|held| held.text.start >= phrase.text.start).count();
        phrases.insert(phrases.len() - before, phrase);
    }
}

/// The address that a link's target is, as the text has it: of the references that markup may hold, those of this sign are all but always
/// the only ones.
pub fn address(target: &str) -> String {
    let mut address = String::with_capacity(target.len());
    for (index, part) in parts(target, |char| char == '&').enumerate() {
        if index > 0 {
            address.push('&');
        }
        let sign = ["amp;", "#038;", "#38;"].iter().find_map(|sign| part.strip_prefix(sign));
        address.push_str(sign.filter(|_| index > 0).unwrap_or(part));
    }
    address
}

/// Leaves out as markup what of `span` is not space around it, if anything.
fn leave_out(text: &str, span: Span, draft: &mut Draft) -> Option<Span> {
    let begun = text[span.range()].bare_start();
    let start = span.end - begun.len() as u32;
    let bare = Span::new(start, start + begun.bare_end().len() as u32);
    (!bare.is_empty()).then(|| {
        draft.omit(OmissionKind::Markup, bare);
        bare
    })
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_has_its_own_signs() {
        assert_eq!(address("https://example.org/?a=1&amp;b=2&c=3&#038;d"), "https://example.org/?a=1&b=2&c=3&d");
        assert_eq!(address("amp;"), "amp;");
    }
}
