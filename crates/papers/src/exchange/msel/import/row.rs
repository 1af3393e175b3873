//! One row of an events list: which inject it is about, and the scenario's file with what it says
//! otherwise, or with the inject it adds. Must not know what stands in which column.

use super::heads::Columns;
use super::likeness::alike;
use super::said::{ImportError, Known, Outcome, RowReport};
use crate::exchange::msel::columns::Column;
use crate::exchange::msel::export::WRITTEN;
use crate::exchange::words::{bare, slug};
use std::collections::BTreeSet;
use wardroom_core::ron_tree::remarked::{in_line, over_lines, structure, text};
use wardroom_core::ron_tree::{EditError, Outline, Step, insert, set};
use wardroom_core::scenario::Scenario;

/// How far an item of a list stands from the edge of a scenario's file.
const INDENT: &str = "        ";

/// A row that is being taken.
pub(super) struct Taking<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) known: &'a Known,
    /// The inject that it is about, as it goes out.
    pub(super) said: Option<&'a [String]>,
    pub(super) columns: &'a Columns,
    pub(super) row: &'a [String],
    pub(super) report: RowReport,
}

impl Taking<'_> {
    /// What a row says in a column; nothing if it says nothing, or what went out.
    pub(super) fn cell(&self, column: Column) -> Option<&str> {
        let words = self.written(column)?;
        let at = WRITTEN.iter().position(|it| *it == column);
        let said = at.and_then(|at| self.said?.get(at));
        said.is_none_or(|said| !alike(said, words)).then_some(words)
    }

    /// What stands in a column; nothing if it is empty.
    pub(super) fn written(&self, column: Column) -> Option<&str> {
        let at = self.columns.at.get(&column)?;
        self.row
            .get(*at)
            .map(|words| words.trim())
            .filter(|words| !words.is_empty())
    }

    pub(super) fn take(
        mut self,
        file: &mut String,
        seen: &mut BTreeSet<usize>,
        ids: &mut BTreeSet<String>,
    ) -> Result<RowReport, ImportError> {
        let known = self.known();
        if let Some(at) = known {
            if !seen.insert(at) {
                self.report
                    .left
                    .push("another row above is the same inject".to_owned());
                return Ok(self.report);
            }
            return self.change(at, file);
        }
        if self.cell(Column::Text).is_none() && self.cell(Column::Title).is_none() {
            self.report
                .left
                .push("there is no message in it".to_owned());
            return Ok(self.report);
        }
        self.add(file, ids)
    }

    /// The inject that a row is about: by its id, else by its title.
    pub(super) fn known(&self) -> Option<usize> {
        let injects = &self.scenario.injects;
        if let Some(id) = self.cell(Column::Id) {
            return injects.iter().position(|it| it.id == id);
        }
        let title = bare(self.cell(Column::Title)?);
        injects.iter().position(|it| bare(&it.title) == title)
    }

    /// Sets what a row says otherwise than the scenario.
    pub(super) fn change(mut self, at: usize, file: &mut String) -> Result<RowReport, ImportError> {
        let inject = &self.scenario.injects[at];
        self.said = Some(&self.known.said[at]);
        let wanted = self.wanted(Some(inject));
        let place = &self.known.places[at];
        if !place.main && !wanted.is_empty() {
            let fields: Vec<&str> = wanted.iter().map(|(field, _)| *field).collect();
            self.report.left.push(format!(
                "{} of {}, which stands in {}: change it there",
                fields.join(", "),
                inject.id,
                if place.file.is_empty() {
                    "another file"
                } else {
                    &place.file
                }
            ));
            return Ok(self.report);
        }
        let mut changed = Vec::new();
        for (field, value) in wanted {
            let path = [Step::from("injects"), at.into(), field.into()];
            let (range, new) = set(file, &path, &in_line(&value))?;
            file.replace_range(range, &new);
            changed.push(field);
        }
        self.report.outcome = if changed.is_empty() {
            Outcome::Same(inject.id.clone())
        } else {
            Outcome::Changed(inject.id.clone(), changed)
        };
        Ok(self.report)
    }

    /// Adds a new inject.
    pub(super) fn add(
        mut self,
        file: &mut String,
        ids: &mut BTreeSet<String>,
    ) -> Result<RowReport, ImportError> {
        let outline = Outline::of(file).ok_or(EditError::Broken)?;
        let list = [Step::from("injects")];
        let items = outline.find(&list).ok_or(EditError::Gone)?.items().len();
        let mut fields = self.wanted(None);
        let title = fields
            .iter()
            .find(|(field, _)| *field == "title")
            .and_then(|(_, title)| title.words())
            .unwrap_or("inject");
        let wanted = self.cell(Column::Id).map_or_else(|| slug(title), slug);
        let mut id = wanted.clone();
        let mut more = 2;
        while !ids.insert(id.clone()) {
            id = format!("{wanted}-{more}");
            more += 1;
        }
        fields.insert(0, ("id", text(&id)));
        let value = over_lines(&structure("Inject", fields), INDENT);
        let (range, new) = insert(file, &list, items, &value)?;
        file.replace_range(range, &new);
        self.report.outcome = Outcome::New(id);
        Ok(self.report)
    }
}
