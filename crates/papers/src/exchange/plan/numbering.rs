//! The numbers that Word counts by itself and keeps out of the text: which level of which list a
//! paragraph is of, and what that list has come to. Must not know what a clause is.

use crate::exchange::sheet::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// The most levels of a list, as Word has it.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    /// Whether it counts 1, 2, 3, and not a, b, c.
    decimal: bool,
    /// How its number is put together: `%1.%2`.
    text: String,
    start: u32,
    /// The style whose paragraphs are of this level.
    style: String,
}

impl Level {
    fn hear(&mut self, name: &str, value: String) {
        match name {
            "w:start" => self.start = value.parse().unwrap_or(1),
            "w:numFmt" => self.decimal = value == "decimal",
            "w:lvlText" => self.text = value,
            "w:pStyle" => self.style = value,
            _ => {}
        }
    }
}

/// What the lists of a document have come to.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By what a list is made after.
    levels: BTreeMap<String, Vec<Level>>,
    /// By list: what it is made after. Those of one kind count on.
    lists: BTreeMap<String, String>,
    counts: BTreeMap<String, Vec<u32>>,
}

/// The list that a paragraph, or a style, is of, and the level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

impl Place {
    /// Takes in what an element says of it.
    pub(super) fn hear(&mut self, element: &BytesStart<'_>) {
        let value = attribute(element, "w:val").unwrap_or_default();
        match element.name().as_ref() {
            "w:numId" => self.list = Some(value),
            "w:ilvl" => self.level = value.parse().ok().filter(|it| *it < LEVELS),
            _ => {}
        }
    }

    /// What is not said, as another has it.
    pub(super) fn or(&self, other: Option<&Self>) -> Self {
        Self {
            list: self
                .list
                .clone()
                .or_else(|| other.and_then(|it| it.list.clone())),
            level: self.level.or_else(|| other.and_then(|it| it.level)),
        }
    }
}

impl Numbering {
    /// Of a document's part.
    pub(super) fn of(text: &str) -> Result<Self, String> {
        let mut numbering = Self::default();
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        // What is read: a kind of list, or a list.
        let (mut kind, mut list) = (String::new(), None);
        loop {
            let element = match reader.read_event().map_err(|it| it.to_string())? {
                Event::Start(element) => element,
                Event::End(element) if element.name().as_ref() == "w:num" => {
                    list = None;
                    continue;
                }
                Event::Eof => return Ok(numbering),
                _ => continue,
            };
            let of = |name: &str| attribute(&element, name).unwrap_or_default();
            match element.name().as_ref() {
                "w:abstractNum" => kind = of("w:abstractNumId"),
                "w:num" => list = Some(of("w:numId")),
                "w:abstractNumId" => {
                    if let Some(list) = &list {
                        numbering.lists.insert(list.clone(), of("w:val"));
                    }
                }
                // What a list has otherwise than its kind is passed over.
                name if list.is_none() => {
                    let levels = numbering.levels.entry(kind.clone()).or_default();
                    if name == "w:lvl" && levels.len() < LEVELS {
                        levels.push(Level {
                            start: 1,
                            ..Level::default()
                        });
                    } else if let Some(level) = levels.last_mut() {
                        level.hear(name, of("w:val"));
                    }
                }
                _ => {}
            }
        }
    }

    /// The number of the next paragraph at a place, if it is made of digits and full stops; `style` is
    /// the paragraph's.
    pub(super) fn next(&mut self, place: &Place, style: &str) -> Option<String> {
        let kind = self.lists.get(place.list.as_ref()?)?;
        let levels = self.levels.get(kind)?;
        let of_style = || {
            let styled = |it: &Level| !style.is_empty() && it.style == style;
            levels.iter().position(styled)
        };
        let at = place.level.or_else(of_style).unwrap_or_default();
        let own = levels.get(at)?;
        let counts = self.counts.entry(kind.clone()).or_default();
        counts.truncate(at + 1);
        while counts.len() < at {
            counts.push(levels[counts.len()].start);
        }
        match counts.get_mut(at) {
            Some(count) => *count = count.saturating_add(1),
            None => counts.push(own.start),
        }
        let mut number = own.text.clone();
        for (level, count) in counts.iter().enumerate() {
            let mark = format!("%{}", level + 1);
            if number.contains(&mark) {
                if !levels[level].decimal {
                    return None;
                }
                number = number.replace(&mark, &count.to_string());
            }
        }
        let number = number.trim().trim_end_matches(['.', ')']);
        let plain = number.bytes().all(|it| it.is_ascii_digit() || it == b'.');
        (plain && number.bytes().any(|it| it.is_ascii_digit())).then(|| number.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_count_on_and_begin_again_under_the_next_above_them() {
        let level = |at: usize, kind: &str, text: &str, more: &str| {
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{kind}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        let text = format!(
            "<w:numbering><w:abstractNum w:abstractNumId=\"7\">{}{}{}</w:abstractNum>\
             <w:abstractNum w:abstractNumId=\"8\">{}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/><w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:lvlOverride></w:num></w:numbering>",
            level(0, "decimal", "%1.", ""),
            level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"Clause\"/>"),
            level(2, "lowerLetter", "(%3)", ""),
            level(0, "bullet", "•", ""),
        );
        let mut numbering = Numbering::of(&text).expect("it can be read");
        let mut next = |list: &str, level: Option<usize>, style: &str| {
            let place = Place {
                list: Some(list.to_owned()),
                level,
            };
            numbering.next(&place, style).unwrap_or_default()
        };
        let found = [
            next("1", Some(0), ""),
            next("1", Some(1), ""),
            next("1", None, "Clause"),
            next("1", Some(2), ""),
            next("1", Some(1), ""),
            next("1", Some(0), ""),
            next("1", Some(1), ""),
            next("2", Some(0), ""),
            next("3", Some(0), ""),
            next("1", Some(5), ""),
        ];
        assert_eq!(
            found,
            ["1", "1.1", "1.2", "", "1.3", "2", "2.1", "", "", ""]
        );
    }
}
