//! Source notes: a last line that says where the text first appeared, and a line anywhere that says whose the whole is.

use super::captions;
use super::look::{self, Start};
use super::vocabulary;
use crate::document::{BlockKind, Draft, DraftBlock};
use crate::source::Source;
use crate::source::unicode;

/// Words of the longest note.
const LONGEST: usize = 28;

/// Blocks behind the note at most: captions and quotations that extraction put last.
const BLOCKS_BEHIND: usize = 8;

/// Words of the longest block behind the note; a longer one is the text going on.
const LONGEST_BEHIND: usize = 70;

/// Columns of the longest note.
const WIDEST: u32 = 300;

/// Marks what claims the whole, wherever it stands, and the last short block that names a site, or claims a right, behind the text.
pub(super) fn recover(source: &Source, draft: &mut Draft) {
    let is_short = |block: &DraftBlock| block.kind == BlockKind::Paragraph && look::size(block) < WIDEST;
    for block in draft.blocks.iter_mut().filter(|block| is_short(block)) {
        if claims_whole(look::first(source, block)) {
            block.kind = BlockKind::SourceNote;
        }
    }
    let count = draft.blocks.len();
    for at in (count.saturating_sub(BLOCKS_BEHIND + 1)..count).rev().filter(|&at| at > 0) {
        let block = &draft.blocks[at];
        if is_short(block) && is_note(source, block) {
            draft.blocks[at].kind = BlockKind::SourceNote;
            return;
        }
        let aside =
            block.kind == BlockKind::Paragraph && look::words(source.slice(look::span(block))) <= LONGEST_BEHIND;
        if !(aside
            || matches!(
                block.kind,
                BlockKind::Caption
                    | BlockKind::Credit
                    | BlockKind::Footnote
                    | BlockKind::Separator
                    | BlockKind::SourceNote
            ))
        {
            return;
        }
    }
}

fn is_note(source: &Source, block: &DraftBlock) -> bool {
    let text = look::text(source, block);
    let one_sentence = !look::holds_sentence_end(&text);
    let claims = claims_right(&text);
    // Where its author writes from is said below a text, too.
    let names_site = || names_site(&text) && !look::holds(&text, "@");
    one_sentence && look::words(&text) <= LONGEST && (claims || names_site() || says_published(&text))
}

/// Whether `text` begins with the claim of a right.
pub(super) fn claims_right(text: &str) -> bool {
    look::starts_in(text, "©℗") || text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("copyright"))
}

/// `© 1931 The Harbour Gazette`: the claim of a right, and right behind it since when. A picture's has a name there.
pub(super) fn claims_whole(text: &str) -> bool {
    claims_right(text) && {
        let since = look::trim_start(text, |char| !unicode::is_numeric(char) && !char.is_whitespace());
        let since = look::trim_start(since, |char| char.is_whitespace() || look::is_in(char, "©℗"));
        look::start(since) == Start::Digit && captions::day_and_year(since).1
    }
}

/// Whether `text` says that the whole was published: a word for it, and none of a person who says so.
pub(super) fn says_published(text: &str) -> bool {
    let mut says = false;
    look::each_word(text, &mut |word| says |= vocabulary::PUBLISHED.holds(word));
    let unspaced = |word: &str| look::starts(word, look::is_unspaced) && look::holds(text, word);
    (says || vocabulary::PUBLISHED.iter().any(unspaced)) && !look::holds_one(text, "\"“„«")
}

/// Whether a word of `text` is a site's name: labels and a dot, the last label of letters.
fn names_site(text: &str) -> bool {
    look::parts(text, |char| !(char.is_ascii_alphanumeric() || matches!(char, '.' | '-'))).any(|word| {
        let word = look::trim(word, |char| char == '.');
        let dotted = look::trim_end(word, |char| char != '.');
        let suffix = &word[dotted.len()..];
        let Some(name) = dotted.strip_suffix('.') else { return false };
        let label =
            |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (2..=6).contains(&suffix.len())
            && suffix.bytes().all(|byte| byte.is_ascii_lowercase())
            && name.len() > 2
            && look::parts(name, |char| char == '.').all(label)
    })
}
