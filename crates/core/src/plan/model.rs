//! A checked plan. Must not judge it.

use super::about::About;
use crate::scenario::{Mark, SourceFile, Sources};

/// A checked plan: see [`crate::scenario::shape::Plan`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "told in shape::Plan")]
pub struct Plan {
    pub id: String,
    pub title: String,
    pub organisation: String,
    pub version: String,
    /// `2026-09-01`; empty for a draft.
    pub approved: String,
    /// In the plan's order.
    pub clauses: Vec<Clause>,
    /// The text it was read from.
    pub sources: Sources,
}

/// A checked clause: see [`crate::scenario::shape::Clause`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "told in shape::Clause")]
pub struct Clause {
    pub id: String,
    pub title: String,
    pub text: String,
    pub owner: String,
    pub trigger: String,
    /// Where it is written.
    pub source: String,
    pub maps: Vec<Map>,
    /// SHA-256, in hexadecimal, over title, text, owner and trigger, however they are spaced: what
    /// people follow. Another hash is another wording, which nobody has rehearsed yet.
    pub hash: String,
    /// Where its number stands.
    pub mark: Mark,
}

/// What a clause is about, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// What.
    pub about: About,
    /// Where that is written; of what has no name, the clause's place.
    pub mark: Mark,
}

impl Plan {
    /// A clause by its number.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|it| it.id == id)
    }

    /// Its file, as a record carries it: by its name alone, wherever it lay.
    pub fn file(&self) -> SourceFile {
        // A plan is checked from one file, which is there.
        let file = &self.sources.files()[0];
        let name = file.path.rsplit(['/', '\\']).next();
        SourceFile {
            path: name.unwrap_or("plan.ron").to_owned(),
            ..file.clone()
        }
    }
}

impl Clause {
    /// Whether it is about any of these.
    pub fn is_about(&self, any: &[About]) -> bool {
        self.maps.iter().any(|map| any.contains(&map.about))
    }
}
