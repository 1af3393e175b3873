//! What goes wrong while a file is read, and what the next reading does otherwise for it. Must not
//! read anything.

use crate::nearest::nearest;
use crate::ron_tree::{Node, NodeKind};
use crate::scenario::diagnostic::{Code, Diagnostic};
use crate::scenario::mark::Mark;
use serde::de;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

/// After so many problems a file is not read any further.
pub(super) const MAX_PROBLEMS: usize = 200;

/// A file as it is being read.
pub(super) struct Cx<'t> {
    /// Which file.
    pub file: u32,
    pub text: &'t str,
    /// Where its brackets, commas and quotes are wrong: of a structure around such a place nobody
    /// can say what is missing.
    pub broken: Vec<Mark>,
    /// All that was found wrong.
    pub problems: RefCell<Vec<Diagnostic>>,
    /// Items and fields that are left out from now on.
    pub skipped: RefCell<BTreeSet<(u32, u32)>>,
    /// Values that are read as empty from now on.
    pub emptied: RefCell<BTreeSet<(u32, u32)>>,
    /// Fields that are missing in the structure that begins here, and are given empty.
    pub holes: RefCell<BTreeSet<(u32, &'static str)>>,
}

impl<'t> Cx<'t> {
    /// A file of which nothing has been read yet.
    pub fn new(file: u32, text: &'t str, broken: Vec<Mark>) -> Self {
        Self {
            file,
            text,
            broken,
            problems: RefCell::new(Vec::new()),
            skipped: RefCell::new(BTreeSet::new()),
            emptied: RefCell::new(BTreeSet::new()),
            holes: RefCell::new(BTreeSet::new()),
        }
    }

    /// Whether a stretch holds a place where brackets, commas or quotes are wrong.
    pub fn is_broken(&self, (start, end): (u32, u32)) -> bool {
        self.broken
            .iter()
            .any(|it| (start..=end).contains(&it.start))
    }

    /// Grows with everything that the next reading will do otherwise.
    pub fn progress(&self) -> usize {
        self.skipped.borrow().len() + self.emptied.borrow().len() + self.holes.borrow().len()
    }

    /// A value as it is written.
    pub fn raw(&self, node: &Node) -> &'t str {
        self.text.get(node.range.clone()).unwrap_or_default()
    }

    /// Where a value is marked: at its name or its bracket, for its whole text may be pages long.
    pub fn mark(&self, node: &Node) -> Mark {
        let start = node.range.start;
        let end = match &node.kind {
            NodeKind::Fields(name, ..) | NodeKind::Items(name, ..) => {
                let raw = if self.raw(node).starts_with("r#") {
                    2
                } else {
                    0
                };
                node.range.end.min(start + raw + name.len().max(1))
            }
            _ => node.range.end,
        };
        mark_of(self.file, &(start..end))
    }

    pub fn note(&self, error: ReadError, fallback: Mark) {
        let mark = error.mark.unwrap_or(fallback);
        let mut problem = Diagnostic::new(error.code, mark, error.message);
        if let Some(hint) = error.hint {
            problem = problem.hint(hint);
        }
        let mut problems = self.problems.borrow_mut();
        if !problems.contains(&problem) && problems.len() < MAX_PROBLEMS {
            problems.push(problem);
        }
    }

    /// Notes a problem with a value, once, and has the value put into a set from now on.
    pub fn leave(
        &self,
        error: ReadError,
        node: &Node,
        set: &RefCell<BTreeSet<(u32, u32)>>,
    ) -> ReadError {
        if error.skipped {
            return error;
        }
        set.borrow_mut().insert(self.span(node));
        if !error.reported {
            self.note(error, self.mark(node));
        }
        ReadError {
            skipped: true,
            ..ReadError::reported()
        }
    }

    pub fn span(&self, node: &Node) -> (u32, u32) {
        let mark = mark_of(self.file, &node.range);
        (mark.start, mark.end)
    }

    pub fn is_skipped(&self, node: &Node) -> bool {
        self.skipped.borrow().contains(&self.span(node))
    }

    pub fn is_emptied(&self, node: &Node) -> bool {
        self.emptied.borrow().contains(&self.span(node))
    }
}

/// A stretch of a file as a mark.
pub(super) fn mark_of(file: u32, range: &Range<usize>) -> Mark {
    Mark {
        file,
        start: u32::try_from(range.start).unwrap_or(u32::MAX),
        end: u32::try_from(range.end).unwrap_or(u32::MAX),
    }
}

/// Why a value can't be read.
#[derive(Debug)]
pub(super) struct ReadError {
    pub code: Code,
    pub message: String,
    pub hint: Option<String>,
    pub mark: Option<Mark>,
    pub missing: Option<&'static str>,
    /// A whole number beyond what its type holds.
    pub out_of_range: bool,
    /// It has been told already.
    pub reported: bool,
    /// A value has been marked to be skipped for it already.
    pub skipped: bool,
}

impl ReadError {
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            code: Code::Type,
            message: message.into(),
            hint: None,
            mark: None,
            missing: None,
            out_of_range: false,
            reported: false,
            skipped: false,
        }
    }

    pub fn reported() -> Self {
        Self {
            reported: true,
            ..Self::new("")
        }
    }

    pub fn at(mut self, mark: Mark) -> Self {
        self.mark.get_or_insert(mark);
        self
    }

    pub fn twice(field: &str) -> Self {
        let mut error = Self::new(format!("the field `{field}` stands here twice"));
        error.hint = Some("take one of them out".to_owned());
        error
    }

    pub fn unknown(what: &str, found: &str, expected: &'static [&'static str]) -> Self {
        let mut error = Self::new(format!("there is no {what} `{found}` here"));
        error.hint = Some(match nearest(found, expected.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None if expected.is_empty() => "nothing is expected here".to_owned(),
            None => format!("known here: {}", expected.join(", ")),
        });
        error
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

impl de::Error for ReadError {
    fn custom<M: fmt::Display>(message: M) -> Self {
        Self::new(message.to_string())
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::unknown("field", field, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::unknown("choice", variant, expected)
    }

    fn missing_field(field: &'static str) -> Self {
        let mut error = Self::new(format!("the field `{field}` is missing"));
        error.hint = Some(format!("add `{field}: …`"));
        error.missing = Some(field);
        error
    }

    // `value` finds a field that stands twice itself, with its place; this is what serde would say.
    fn duplicate_field(field: &'static str) -> Self {
        Self::twice(field)
    }
}
