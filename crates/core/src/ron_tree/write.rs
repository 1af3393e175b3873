//! Changes to a text: a value set, an item put in or taken out. Each gives the stretch of text that
//! is replaced and what stands there afterwards; nothing else is touched.

use super::outline::{Node, NodeKind, Outline, Part, Step};
use std::ops::Range;

/// Why a change can't be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The text is no RON.
    #[error("The file can't be read as it stands: correct it in an editor first.")]
    Broken,
    /// Nothing lies there.
    #[error("What was to be changed is no longer in the file.")]
    Gone,
}

/// A stretch of text and what takes its place.
pub type Change = (Range<usize>, String);

/// [`Outline::set`] in a text of which nobody has an outline.
///
/// # Errors
/// If the text is no RON, or nothing lies there.
pub fn set(text: &str, path: &[Step], value: &str) -> Result<Change, EditError> {
    let outline = Outline::of(text).ok_or(EditError::Broken)?;
    outline.set(text, path, value)
}

/// [`Outline::insert`] in a text of which nobody has an outline.
///
/// # Errors
/// If the text is no RON, or there is no such list.
pub fn insert(text: &str, list: &[Step], place: usize, value: &str) -> Result<Change, EditError> {
    let outline = Outline::of(text).ok_or(EditError::Broken)?;
    outline.insert(text, list, place, value)
}

/// [`Outline::remove`] in a text of which nobody has an outline.
///
/// # Errors
/// If the text is no RON, or nothing lies there.
pub fn remove(text: &str, path: &[Step]) -> Result<Change, EditError> {
    let outline = Outline::of(text).ok_or(EditError::Broken)?;
    outline.remove(text, path)
}

/// Changes to the text that this is the outline of.
impl Outline {
    /// Sets a value, written as RON. A field that is not there yet comes last in its structure.
    ///
    /// # Errors
    /// If nothing lies there.
    pub fn set(&self, text: &str, path: &[Step], value: &str) -> Result<Change, EditError> {
        if let Some(node) = self.find(path) {
            return Ok((node.range.clone(), value.to_owned()));
        }
        let Some((Step::Field(name), parents)) = path.split_last() else {
            return Err(EditError::Gone);
        };
        let parent = self.find(parents).ok_or(EditError::Gone)?;
        let NodeKind::Fields(_, fields, close) = &parent.kind else {
            return Err(EditError::Gone);
        };
        let value = format!("{name}: {value}");
        Ok(put(text, parent, fields, *close, fields.len(), &value))
    }

    /// Puts an item into a list, before the one that stands at `place` now.
    ///
    /// # Errors
    /// If there is no such list.
    pub fn insert(
        &self,
        text: &str,
        list: &[Step],
        place: usize,
        value: &str,
    ) -> Result<Change, EditError> {
        let node = self.find(list).ok_or(EditError::Gone)?;
        let NodeKind::Items(_, items, close) = &node.kind else {
            return Err(EditError::Gone);
        };
        let place = place.min(items.len());
        Ok(put(text, node, items, *close, place, value))
    }

    /// Takes a field or an item out, with its comma and the line that was its alone. Comments stay.
    ///
    /// # Errors
    /// If nothing lies there.
    pub fn remove(&self, text: &str, path: &[Step]) -> Result<Change, EditError> {
        let (step, parents) = path.split_last().ok_or(EditError::Gone)?;
        let parent = self.find(parents).ok_or(EditError::Gone)?;
        let part = parent.part(step).ok_or(EditError::Gone)?;
        let mut start = part.start;
        let mut end = part.comma.unwrap_or(part.value.range.end);
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let alone = text[line..start].trim().is_empty() && text[end..rest].trim().is_empty();
        if alone && rest < text.len() {
            start = line;
            end = rest + 1;
        } else {
            end += text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len();
        }
        Ok((start..end, String::new()))
    }
}

/// Puts something between the parts of a structure or list, laid out as its neighbours are.
fn put(text: &str, node: &Node, parts: &[Part], close: usize, place: usize, value: &str) -> Change {
    let (range, new) = put_between(text, node, parts, close, place, value);
    // Lines end as they do in the file.
    let new = if text.contains("\r\n") {
        new.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        new
    };
    (range, new)
}

fn put_between(
    text: &str,
    node: &Node,
    parts: &[Part],
    close: usize,
    place: usize,
    value: &str,
) -> Change {
    let over_lines = text[node.range.clone()].contains('\n');
    let indent = |at: usize| {
        let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let lead = &text[line..at];
        let blank = lead.len() - lead.trim_start().len();
        lead[..blank].to_owned()
    };
    if place > 0 {
        let before = &parts[place - 1];
        let (comma, from) = match before.comma {
            Some(after) => ("", after),
            None => (",", before.value.range.end),
        };
        if !over_lines {
            // The last of a line needs no comma after it; others do.
            let after = if place < parts.len() { "," } else { "" };
            return (from..from, format!("{comma} {value}{after}"));
        }
        // What is said behind the one before stays behind it.
        let line_end = text[from..].find('\n').map_or(from, |at| from + at);
        let behind = &text[from..line_end.min(close)];
        let from_end = if behind.trim_start().starts_with("//") {
            line_end.min(close)
        } else {
            from
        };
        let lead = indent(before.start);
        if comma.is_empty() || from_end == from {
            return (from_end..from_end, format!("{comma}\n{lead}{value},"));
        }
        return (from..from_end, format!("{comma}{behind}\n{lead}{value},"));
    }
    if let Some(first) = parts.first() {
        let lead = indent(first.start);
        let new = if over_lines && text[node.range.start..first.start].contains('\n') {
            format!("{value},\n{lead}")
        } else {
            format!("{value}, ")
        };
        return (first.start..first.start, new);
    }
    // Empty: whatever stands between the brackets, comments too, stays before it.
    let lead = indent(node.range.start);
    let inside = &text[..close];
    let kept = inside.trim_end().len();
    (kept..close, format!("\n{lead}    {value},\n{lead}"))
}
