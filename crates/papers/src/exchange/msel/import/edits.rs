//! Changes to a scenario's main file, gathered row by row and made all at once: the file is read one
//! time, however many rows there are. Must not know what a row says.

use std::ops::Range;
use wardroom_core::ron_tree::remarked::{Ron, in_line, over_lines};
use wardroom_core::ron_tree::{EditError, Outline, Step, set};

/// How far an item of a list stands from the edge of a scenario's file.
const INDENT: &str = "        ";

/// What stands where new items come, until they are put there: no file of words holds it.
const PLACE: char = '\u{1}';

/// Changes to a file.
pub(super) struct Edits<'a> {
    text: &'a str,
    outline: Option<Outline>,
    changed: Vec<(Range<usize>, String)>,
    new: Vec<String>,
}

impl<'a> Edits<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            outline: Outline::of(text),
            changed: Vec::new(),
            new: Vec::new(),
        }
    }

    /// Sets fields of the inject at a place of the file's list.
    pub(super) fn set(
        &mut self,
        at: usize,
        fields: &[(&'static str, Ron)],
    ) -> Result<(), EditError> {
        let outline = self.outline.as_ref().ok_or(EditError::Broken)?;
        let path = [Step::from("injects"), at.into()];
        let range = outline.find(&path).ok_or(EditError::Gone)?.range.clone();
        let mut inject = self.text[range.clone()].to_owned();
        for (field, value) in fields {
            let (place, new) = set(&inject, &[Step::from(*field)], &in_line(value))?;
            inject.replace_range(place, &new);
        }
        self.changed.push((range, inject));
        Ok(())
    }

    /// Adds an inject behind all others.
    pub(super) fn add(&mut self, inject: &Ron) {
        self.new.push(over_lines(inject, INDENT));
    }

    /// The file with all of it.
    pub(super) fn made(mut self) -> Result<String, EditError> {
        let mut text = self.text.to_owned();
        if !self.new.is_empty() {
            let outline = self.outline.as_ref().ok_or(EditError::Broken)?;
            let list = [Step::from("injects")];
            let items = outline.find(&list).ok_or(EditError::Gone)?.items().len();
            let place = PLACE.to_string();
            let (range, around) = outline.insert(self.text, &list, items, &place)?;
            let (before, behind) = around.rsplit_once(PLACE).ok_or(EditError::Gone)?;
            let line = before.rfind('\n').map(|it| &before[it..]);
            let between = format!(",{}", line.unwrap_or(" "));
            let ends = if self.text.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            };
            let new = self
                .new
                .join(&between.replace('\r', ""))
                .replace('\n', ends);
            self.changed.push((range, format!("{before}{new}{behind}")));
        }
        self.changed.sort_by_key(|(range, _)| range.start);
        for (range, new) in self.changed.into_iter().rev() {
            text.replace_range(range, &new);
        }
        Ok(text)
    }
}
