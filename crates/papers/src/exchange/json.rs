//! JSON that another tool wrote, within bounds, and an account of what of it is not carried. A reader
//! takes out what it carries; what is left and says something is named, once with its count. Must not
//! know any tool.

use super::sheet::{MOST_BYTES, decoded};
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The fields of an object.
pub(super) type Fields = Map<String, Value>;

/// The most values in a file: each takes far more room than its letters.
const MOST_VALUES: usize = 2_000_000;
/// The most letters of a message that are taken.
pub(super) const MOST_LETTERS: usize = 100_000;
/// The most letters of names.
const MOST_OF_NAME: usize = 1_000;
/// The most bytes of messages that several injects share, all together: no scenario holds more.
const MOST_SHARED: usize = 4 << 20;
/// The most fields that are named one by one.
const MOST_NAMED: usize = 60;

/// Reads JSON, whatever its encoding and with a byte-order mark or without.
///
/// # Errors
/// Why it can't be read, in words.
pub(super) fn read(bytes: &[u8]) -> Result<Value, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!(
            "This file can't be read: it is longer than {} MB.",
            MOST_BYTES >> 20
        ));
    }
    let text = text_of(bytes);
    let text = text.trim_start_matches('\u{feff}');
    if values(text) > MOST_VALUES {
        return Err("This JSON can't be read: it has more than 2,000,000 values.".to_owned());
    }
    serde_json::from_str(text).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        match error.classify() {
            Category::Eof => format!("This JSON ends too soon, in {at}: the file is cut off."),
            _ if error.to_string().contains("recursion limit") => format!(
                "This JSON can't be read: in {at} its parts stand more than 127 deep in one another."
            ),
            _ => format!("This is no JSON: {error}."),
        }
    })
}

/// Whether a file seems to be JSON: by how its text begins.
pub(super) fn looks_like_json(bytes: &[u8]) -> bool {
    let text = text_of(&bytes[..bytes.len().min(4_096)]);
    let mut letters = text.trim_start_matches('\u{feff}').trim_start().chars();
    match letters.next() {
        Some('{') => true,
        // A cell of a list may begin with a bracket: “[draft]”.
        Some('[') => letters
            .find(|it| !it.is_whitespace())
            .is_none_or(|it| matches!(it, '{' | '[' | ']')),
        _ => false,
    }
}

/// The text of a file; UTF-16 without a byte-order mark is known by the noughts beside its brackets.
fn text_of(bytes: &[u8]) -> String {
    let without_mark = match bytes {
        [0, second, ..] if *second != 0 => Some(encoding_rs::UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(encoding_rs::UTF_16LE),
        _ => None,
    };
    match without_mark {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => decoded(bytes),
    }
}

/// About how many values there are: what opens and what parts them, outside of texts.
fn values(text: &str) -> usize {
    let (mut quoted, mut escaped, mut count) = (false, false, 0);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' | b'[' | b'{' if !quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// Whether there is anything in a value: not nothing, no, nought, empty, or made of such alone.
pub(super) fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => items.iter().any(says_something),
        Value::Object(fields) => fields.values().any(says_something),
    }
}

/// Takes words out; a number is taken as its digits.
pub(super) fn words(fields: &mut Fields, name: &str) -> String {
    match fields.get(name) {
        Some(Value::String(text)) => {
            let text = text.trim().to_owned();
            fields.remove(name);
            text
        }
        Some(Value::Number(number)) => {
            let text = number.to_string();
            fields.remove(name);
            text
        }
        _ => String::new(),
    }
}

/// Takes a list out; nothing if it is none, and what stands there stays.
pub(super) fn list(fields: &mut Fields, name: &str) -> Vec<Value> {
    if !fields.get(name).is_some_and(Value::is_array) {
        return Vec::new();
    }
    match fields.remove(name) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// Takes an object out; an empty one if there is none.
pub(super) fn object(fields: &mut Fields, name: &str) -> Fields {
    if !fields.get(name).is_some_and(Value::is_object) {
        return Fields::new();
    }
    match fields.remove(name) {
        Some(Value::Object(found)) => found,
        _ => Fields::new(),
    }
}

/// Takes the words of a list out, or the one that stands there in place of it.
pub(super) fn all_words(fields: &mut Fields, name: &str) -> Vec<String> {
    let one = words(fields, name);
    if !one.is_empty() {
        return vec![one];
    }
    let items = list(fields, name);
    items
        .iter()
        .filter_map(|it| match it {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .filter(|it| !it.is_empty())
        .collect()
}

/// A time in seconds, as a number or as its digits. It is not taken out.
pub(super) fn seconds(value: Option<&Value>) -> Option<f64> {
    let secs = match value? {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    // Ten thousand days, which no exercise lasts.
    (0.0..=864_000_000.0).contains(&secs).then_some(secs)
}

/// What of a file is not carried, and what else is to be told.
#[derive(Debug, Default)]
pub(super) struct Account {
    left: BTreeMap<String, usize>,
    told: Vec<String>,
    /// Bytes of messages that several injects share.
    shared: usize,
}

impl Account {
    /// Tells something in a sentence, once.
    pub(super) fn tell(&mut self, sentence: String) {
        if !self.told.contains(&sentence) {
            self.told.push(sentence);
        }
    }

    /// A message, cut where it is too long, which is told.
    pub(super) fn cut(&mut self, title: &str, words: String) -> String {
        match words.char_indices().nth(MOST_LETTERS) {
            Some((at, _)) => {
                self.tell(format!(
                    "The message of “{}” is longer than 100,000 letters; the rest is not carried.",
                    shortened(title)
                ));
                words[..at].to_owned()
            }
            None => words,
        }
    }

    /// What an inject says together with others, as long as there is room for that.
    pub(super) fn share(&mut self, words: &str) -> String {
        self.shared = self.shared.saturating_add(words.len());
        if self.shared > MOST_SHARED {
            self.tell("Messages that several injects share come to more than 4 MB; the rest of them is not carried.".to_owned());
            return String::new();
        }
        words.to_owned()
    }

    /// Counts one that is not carried.
    pub(super) fn leave(&mut self, name: &str) {
        *self.left.entry(shortened(name)).or_default() += 1;
    }

    /// Counts what is left of an object, by its fields.
    pub(super) fn rest(&mut self, under: &str, fields: &Fields) {
        for (name, value) in fields {
            if says_something(value) {
                let name = if under.is_empty() {
                    name.clone()
                } else {
                    format!("{under}.{name}")
                };
                self.leave(&name);
            }
        }
    }

    /// All of it in sentences.
    pub(super) fn sentences(self) -> Vec<String> {
        let mut told = self.told;
        let more = self.left.len().saturating_sub(MOST_NAMED);
        told.extend(
            self.left
                .iter()
                .take(MOST_NAMED)
                .map(|(name, count)| match count {
                    1 => format!("“{name}” is not carried."),
                    count => format!("“{name}” is not carried ({count} times)."),
                }),
        );
        if more > 0 {
            told.push(format!("{more} further fields are not carried."));
        }
        told
    }
}

/// A name of something that many may name: no longer than names are.
pub(super) fn name(words: &str) -> String {
    words.chars().take(MOST_OF_NAME).collect()
}

/// A name that somebody else gave, short enough to be told.
fn shortened(name: &str) -> String {
    const LETTERS: usize = 120;
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let first: String = name.chars().take(LETTERS).collect();
    format!("{first}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_in_any_encoding_with_a_mark_and_without() {
        let text = r#"{"who": "Zoë"}"#;
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
            little,
            big,
            format!("\n\t {text}").into_bytes(),
        ] {
            assert!(looks_like_json(&bytes), "{bytes:?}");
            assert_eq!(read(&bytes).expect("it is JSON")["who"], "Zoë", "{bytes:?}");
        }
        for other in ["[draft],Time\n", "Time,Message\n", "", "PK"] {
            assert!(!looks_like_json(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn what_is_too_deep_too_long_too_much_or_cut_off_is_told() {
        let deep = "[".repeat(100_000);
        assert!(read(deep.as_bytes()).is_err_and(|why| why.contains("deep in one another")));
        let many = format!("[{}0]", "0,".repeat(MOST_VALUES + 1));
        assert!(read(many.as_bytes()).is_err_and(|why| why.contains("2,000,000 values")));
        let long = vec![b' '; MOST_BYTES + 1];
        assert!(read(&long).is_err_and(|why| why.contains("longer than 16 MB")));
        assert!(read(b"{\"a\": [1,").is_err_and(|why| why.contains("cut off")));
        assert!(read(b"{\"a\" 1}").is_err_and(|why| why.contains("line 1 column 6")));
        // Commas in a text are none.
        let prose = format!("[\"{}\"]", "and, ".repeat(MOST_VALUES));
        assert!(read(prose.as_bytes()).is_ok());
    }

    #[test]
    fn each_field_that_says_something_is_named_once_with_its_count() {
        let mut account = Account::default();
        for text in [
            r#"{"a": "x", "b": [], "c": [0, null], "d": {"e": false}}"#,
            r#"{"a": [{"f": 0.5}], "b": " ", "g": true}"#,
        ] {
            let Value::Object(fields) = read(text.as_bytes()).expect("it is JSON") else {
                panic!("an object")
            };
            account.rest("steps", &fields);
        }
        assert_eq!(
            account.sentences(),
            [
                "“steps.a” is not carried (2 times).",
                "“steps.g” is not carried.",
            ]
        );
    }
}
