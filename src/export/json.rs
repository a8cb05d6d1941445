//! JSON: the blocks, in reading order.

use crate::document::Document;
use crate::source::push_decimal;
use alloc::string::String;

pub(super) fn write(document: &Document) -> String {
    let mut out = String::with_capacity(document.source().text().len() * 5 / 4);
    out.push_str("{\"blocks\":[");
    let mut reading = String::new();
    for (index, block) in document.blocks().iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str("{\"kind\":\"");
        out.push_str(block.kind.name());
        out.push('"');
        if block.level > 0 {
            out.push_str(",\"level\":");
            push_decimal(&mut out, block.level.into());
        }
        out.push_str(",\"text\":\"");
        reading.clear();
        block.read_into(document.source(), &mut reading);
        escape(&reading, &mut out);
        out.push_str("\"}");
    }
    out.push_str("]}");
    out
}

/// Appends `text` as the inside of a JSON string.
fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // The two line separators are legal in JSON, and end a line in older JavaScript.
            '\0'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                out.push_str("\\u");
                for place in [12, 8, 4, 0] {
                    out.extend(char::from_digit(u32::from(char) >> place & 0xF, 16));
                }
            }
            _ => out.push(char),
        }
    }
}
