//! Front matter: what a Markdown file says about itself before it begins, in YAML or TOML.

use super::{Kind, Rows};
use core::ops::Range;

/// What of front matter is of the article, by its key, in the order in which it reads.
const KEYS: [(&str, Kind); 8] = [
    ("title", Kind::Headline),
    ("subtitle", Kind::Standfirst),
    ("description", Kind::Standfirst),
    ("summary", Kind::Standfirst),
    ("author", Kind::Byline),
    ("authors", Kind::Byline),
    ("byline", Kind::Byline),
    ("date", Kind::Dateline),
];

/// What front matter says of the article.
#[derive(Debug, Default)]
pub struct FrontMatter {
    fields: Vec<(Kind, Range<usize>)>,
}

impl FrontMatter {
    /// Takes in what stands at `span`: lines of `key: value` or `key = value`. Values of more than one line, or that are no words, are left.
    pub fn read(&mut self, text: &str, span: Range<usize>) {
        let mut at = span.start;
        for line in text[span].split_inclusive('\n') {
            if let Some((key, value)) = line.split_once([':', '='])
                && let Some(&(_, kind)) = KEYS.iter().find(|(name, _)| *name == key.trim_end())
                && !self.fields.iter().any(|(other, _)| *other == kind)
            {
                let start = at + key.len() + 1;
                self.fields.extend(words(text, start..start + value.len()).map(|words| (kind, words)));
            }
            at += line.len();
        }
    }

    /// The title in `text`, if it has one.
    pub fn title<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.fields.iter().find(|(kind, _)| *kind == Kind::Headline).map(|(_, span)| &text[span.clone()])
    }

    /// A block for each field, in the source's order.
    pub fn lay_out(&self) -> Rows {
        let mut rows = Rows::default();
        for (kind, span) in &self.fields {
            rows.block(*kind, 0);
            rows.verbatim(span.clone());
        }
        rows
    }
}

/// The words of a value, without space and quotes around them; nothing where it is a list, a block of lines or a reference.
fn words(text: &str, value: Range<usize>) -> Option<Range<usize>> {
    let bare = text[value.clone()].trim();
    let start = value.start + text[value].find(bare)?;
    let quote = bare.chars().next().filter(|char| matches!(char, '"' | '\''));
    let inner = match quote {
        Some(quote) => bare.strip_prefix(quote)?.strip_suffix(quote)?,
        None if bare.starts_with(['[', '{', '|', '>', '&', '*', '!', '#']) => "",
        None => bare,
    };
    let start = start + usize::from(quote.is_some());
    (!inner.is_empty()).then(|| start..start + inner.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(Kind, &str)> {
        let mut matter = FrontMatter::default();
        matter.read(text, 0..text.len());
        matter.fields.iter().map(|(kind, span)| (*kind, &text[span.clone()])).collect()
    }

    #[test]
    fn title_author_and_date_are_of_the_article() {
        let yaml = "layout: post\ntitle: \"Salt: a history\"\nauthor: Ada Quill\ntags: [salt]\ndate: 2024-05-01\n";
        let expected =
            [(Kind::Headline, "Salt: a history"), (Kind::Byline, "Ada Quill"), (Kind::Dateline, "2024-05-01")];
        assert_eq!(fields(yaml), expected);
        assert_eq!(fields("title = 'Salt'\n"), [(Kind::Headline, "Salt")]);
    }

    #[test]
    fn what_is_no_line_of_words_is_left() {
        assert_eq!(fields("title: >\n  Folded\nauthor: [A, B]\nsummary: \"\nsubtitle:\n  title: inner\n"), []);
    }
}
