//! Text of others made safe to show: characters that command a terminal, or turn the order of what
//! is read, are shown and not obeyed. Must not change any other.

use std::borrow::Cow;

/// Whether a character would do something instead of being seen: the controls, what turns the
/// direction of text, what ends a line unseen, and what is no character at all.
fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// A text with such characters as escapes, `\u{1b}`. A carriage return before a line feed stays.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |c, out| out.extend(c.escape_unicode()))
}

/// JSON with such characters as JSON's own escapes, `\u001b`: they stand in texts only, and so it
/// means the same.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    replaced(json, |c, out| {
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    })
}

/// A text with one character for each such character, so that columns stay as they are: `␛`.
pub fn pictured(text: &str) -> Cow<'_, str> {
    replaced(text, |c, out| {
        out.push(match u32::from(c) {
            code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
            0x7f => '\u{2421}',
            _ => '\u{fffd}',
        });
    })
}

/// Where a place in a text is in [`pictured`].
pub fn pictured_at(text: &str, at: usize) -> usize {
    let Some(before) = text.get(..at) else {
        return at;
    };
    match before.strip_suffix('\r') {
        // Between the two that end a line.
        Some(line) if text[at..].starts_with('\n') => pictured(line).len() + 1,
        _ => pictured(before).len(),
    }
}

fn replaced(text: &str, mut with: impl FnMut(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let ends_line = c == '\r' && characters.peek() == Some(&'\n');
        if acts(c) && !ends_line {
            with(c, &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_act_is_shown_and_everything_else_stays() {
        let hostile = "a\u{1b}[2Jb\u{7}\u{9b}\u{202e}\u{2066}c\rd";
        assert_eq!(
            visible(hostile),
            "a\\u{1b}[2Jb\\u{7}\\u{9b}\\u{202e}\\u{2066}c\\u{d}d"
        );
        assert_eq!(pictured(hostile).chars().count(), hostile.chars().count());
        for text in ["Zoë\t–\n“é”", "a;b\r\nc\r\n", "", "\u{200d}👩‍⚕️"] {
            assert_eq!(visible(text), text);
            assert_eq!(pictured(text), text);
        }
    }

    #[test]
    fn a_place_in_a_text_is_found_again_where_controls_are_shown() {
        let text = "a\u{1b}b\r\n\u{202e}c\r\nd";
        let shown = pictured(text);
        for (at, c) in text.char_indices().filter(|(_, c)| !acts(*c)) {
            let found = &shown[pictured_at(text, at)..];
            assert!(found.starts_with(c), "{at}: {found:?}");
        }
        assert_eq!(pictured_at(text, text.len()), shown.len());
    }

    #[test]
    fn json_means_the_same_with_its_escapes() {
        let value = serde_json::json!({ "a\u{202e}": "\u{1b}\u{7f}\u{9b}\u{2028}é" });
        let text = value.to_string();
        let shown = visible_json(&text);
        assert!(!shown.contains(acts));
        let back: serde_json::Value = serde_json::from_str(&shown).expect("it is JSON");
        assert_eq!(back, value);
    }
}
