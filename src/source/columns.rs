//! How wide a text is on a page of even columns.

use super::characters;

/// Columns that `text` takes on a page of even columns: ideographs and Korean syllables take two.
pub fn columns(text: &str) -> u32 {
    let mut characters = characters(text);
    let mut columns = 0;
    let mut is_ascii = true;
    loop {
        // Letters beyond ASCII stand side by side.
        if is_ascii {
            columns += characters.skip_ascii() as u32;
        }
        let Some(char) = characters.next() else { return columns };
        is_ascii = char.is_ascii();
        columns += match char {
            // Nearly all.
            '\0'..='\u{2ff}' | '\u{370}'..='\u{60f}' => 1,
            '\u{300}'..='\u{36f}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' => 0,
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{20000}'..='\u{3fffd}' => 2,
            _ => 1,
        };
    }
}
