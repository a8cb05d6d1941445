//! Tells what a text is written in, by its looks. In doubt it is plain: whose signs are no markup is read as it always was.

use super::Format;
use crate::source::Bare;

/// How far one looks, in bytes.
const LOOK: usize = 1 << 15;

/// Tags that a page begins with, and those of a piece of one.
const WHOLE: &str = "html head body";
const TAGS: &str = "article main section header nav aside div p h1 h2 h3 h4 ul ol dl table blockquote figure pre hr img a b strong em i \
    font center span meta title link style script";

/// So much is evidence enough that a text is Markdown.
const ENOUGH: u32 = 3;

/// What `text` is written in.
pub fn told(text: &str) -> Format {
    let text = &text[..text.floor_char_boundary(LOOK)];
    let text = text.trim_start_matches('\u{feff}').bare_start();
    match text.as_bytes() {
        // Much Markdown begins with a tag or two, for a picture or a title in the middle.
        bytes @ [b'<', ..] if begins_with_tag(bytes, WHOLE) => Format::Html,
        bytes if has_front_matter(bytes) || evidence(without_comments(bytes)) >= ENOUGH => Format::Markdown,
        bytes @ [b'<', ..] if begins_with_tag(bytes, TAGS) => Format::Html,
        _ => Format::Plain,
    }
}

/// Whether a page or a piece of one begins here: with its doctype, or one of `tags` that some end tag follows.
fn begins_with_tag(text: &[u8], tags: &str) -> bool {
    let rest = without_comments(text).strip_prefix(b"<").unwrap_or_default();
    let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let is_tag = |known: &str| known.as_bytes().eq_ignore_ascii_case(&rest[..end]);
    let is_closed = rest.get(end).is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    let is_doctype = rest.get(..13).is_some_and(|start| start.eq_ignore_ascii_case(b"!doctype html"));
    is_doctype || is_closed && tags.split(' ').any(is_tag) && find(rest, b"</").is_some()
}

/// What stands behind the comments and declarations that a text begins with.
fn without_comments(text: &[u8]) -> &[u8] {
    let mut rest = text;
    loop {
        let closing: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b">",
            _ => return rest,
        };
        let Some(end) = find(rest, closing) else { return rest };
        rest = rest[end + closing.len()..].trim_ascii_start();
    }
}

/// A text is short, in bytes, that may have one heading and no other sign.
const SHORT: usize = 4096;

/// How much there is that hardly stands in text without markup. A sign that might, counts less, and not again and again.
fn evidence(text: &[u8]) -> u32 {
    let (mut headings, mut close, mut fences, mut links, mut strong, mut tables) = (0, 0, 0, 0, 0, 0);
    let mut lines = lines(text).peekable();
    let (mut is_first, mut is_free) = (true, true);
    while let Some(line) = lines.next() {
        fences += u32::from(line.starts_with(b"```"));
        // Within code, nothing is a sign.
        if fences % 2 == 0 {
            if is_free && is_heading(line) {
                // In a short text, the very first line is enough: it may be the only sign, and nothing else begins so.
                let is_alone = lines.peek().is_none_or(|next| next.is_empty());
                headings += if is_alone { 2 + u32::from(is_first && text.len() < SHORT) } else { 0 };
                close = 1;
            }
            links += u32::from(holds_link(line));
            strong += u32::from(holds_strong(line));
            tables |= u32::from(is_table_rule(line));
        }
        (is_free, is_first) = (line.is_empty(), false);
    }
    headings.max(close) + (fences / 2).min(1) * 2 + links.min(2) + strong.min(2) + tables * 2
}

/// Whether a file says what it is before it begins: lines of `key: value` between two rules, or of `key = value`.
fn has_front_matter(text: &[u8]) -> bool {
    let mut lines = lines(text);
    let (rule, sign): (&[u8], u8) = match lines.next() {
        Some(b"---") => (b"---", b':'),
        Some(b"+++") => (b"+++", b'='),
        _ => return false,
    };
    let mut fields = 0;
    for line in lines {
        match line {
            line if line == rule => return fields > 0,
            // More of a value.
            [] | [b' ' | b'\t' | b'-' | b'#' | b'[', ..] => {}
            _ => {
                let end = line.iter().position(|&byte| byte == sign || byte == b' ' && sign == b':');
                if end.is_none_or(|end| line[end] != sign) {
                    return false;
                }
                fields += 1;
            }
        }
    }
    false
}

/// `## Title`: signs, a space, and a letter somewhere.
fn is_heading(line: &[u8]) -> bool {
    let depth = line.iter().take_while(|&&byte| byte == b'#').count();
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    matches!(depth, 1..=6) && line.get(depth) == Some(&b' ') && line.iter().any(is_letter)
}

/// `[words](target)`, where the target leads out of the page: what extraction leaves of a page's own links leads nowhere.
fn holds_link(line: &[u8]) -> bool {
    line.windows(3).any(|signs| matches!(signs, [b']', b'(', target] if !matches!(target, b'#' | b')' | b' ')))
}

/// `**words**`.
fn holds_strong(line: &[u8]) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let opens = |signs: &[u8]| matches!(*signs, [b'*', b'*', next] if is_letter(next));
    let Some(open) = line.windows(3).position(opens) else { return false };
    find(&line[open + 2..], b"**").is_some_and(|end| line[open + end + 1] != b' ')
}

/// `|---|:-:|`: what stands below the head of a table.
fn is_table_rule(line: &[u8]) -> bool {
    find(line, b"-|").is_some() && line.iter().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end)
}

fn find(text: &[u8], signs: &[u8]) -> Option<usize> {
    text.windows(signs.len()).position(|window| window == signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_or_a_piece_of_one_is_html() {
        for page in [
            "<!DOCTYPE html><p>One",
            "\u{feff}  <!doctype HTML>\n",
            "<?xml version=\"1.0\"?>\n<html></html>",
            "<!-- clipped -->\n<div class=a>One</div>",
            "<P>One</P>",
            "<!-- a > b --><!doctype html><p>One",
            "<a href=x>One</a> <em>two</em>",
        ] {
            assert_eq!(told(page), Format::Html, "{page}");
        }
        for other in ["<rss><channel></channel></rss>", "<p", "< 3", "<ada@example.org> wrote:\n\nYes", "a <p>b</p>"] {
            assert_eq!(told(other), Format::Plain, "{other}");
        }
    }

    #[test]
    fn signs_that_stand_for_nothing_else_are_markdown() {
        for text in [
            "# Salt\n\nA history.",
            "Salt\n\n## One\n\nText.\n\n## Two\n\nText.",
            "---\ntitle: Salt\ndate: 2024-05-01\n---\nText.",
            "See [this](https://example.org/) and **that**.\n\nAnd **more**.",
            "Run:\n\n```\nmake\n```\n\nas **told**.",
            "| a | b |\n|---|---|\n| 1 | 2 |\n\nSee [c](d.md).",
            "<h1 align=center>Salt</h1>\n\nSee [this](https://example.org/).\n\n## Use\n\nText.",
            "<!-- a > b -->\n# Salt\n\nA history.",
            "+++\ntitle = \"Salt\"\n+++\nText.",
        ] {
            assert_eq!(told(text), Format::Markdown, "{text}");
        }
    }

    #[test]
    fn text_whose_signs_are_no_markup_is_plain() {
        for text in [
            "#!/bin/sh\n# Copies.\n\n# Then moves.\ncp a b\n\n# And ends.\nexit\n",
            "The house [FLICKR](#) and the garden [FLICKR](#)\n\nmore [FLICKR](#) text.",
            "---\n\nA rule above.\n\n---\n",
            "*** START ***\n\n** a note **\n\n* * *\n\n_So it was._",
            "# 1",
            "A heading alone\n\n# Salt\n\nin the middle.",
            &["# The Harbour\n\n", &"Chapter 1. The Lamp\n\nThe lamp was lit.\n\n".repeat(200)].concat(),
            "A list\n\n- one\n- two\n\n> quoted\n\nTitle\n=====\n",
            "---\nDear Sir: yes\n---\n",
        ] {
            assert_eq!(told(text), Format::Plain, "{text}");
        }
    }
}
