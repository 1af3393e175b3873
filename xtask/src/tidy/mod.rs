//! `cargo xtask tidy`: the habits of this house that the compiler does not hold. One check a file.
//!
//! Must not mend anything.

mod arrows;
mod circles;
mod code_map;
mod colours;
mod doors;
mod heads;
mod hollow;
pub mod large_types;
mod length;

pub use length::{MAX_FILE, MAX_FUNCTION, long_functions};

use crate::workspace::Workspace;
use std::fmt;

/// Something that does not hold, where, and what to do.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub path: String,
    /// From one; none if it is of the file as a whole.
    pub line: Option<usize>,
    pub what: String,
}

impl Problem {
    fn new(path: &str, line: impl Into<Option<usize>>, what: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: line.into(),
            what: what.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

type Check = fn(&Workspace) -> Vec<Problem>;

/// Every check by the name it can be asked for.
pub const CHECKS: [(&str, Check); 9] = [
    ("code-map", code_map::check),
    ("heads", heads::check),
    ("doors", doors::check),
    ("colours", colours::check),
    ("hollow", hollow::check),
    ("length", length::check),
    ("arrows", arrows::check),
    ("circles", circles::check),
    ("large-types", large_types::check),
];

/// What of a sample a check complains about, as `line: path`.
#[cfg(test)]
fn complains(check: Check, files: &[(&str, &str)]) -> Vec<String> {
    check(&Workspace::sample(files))
        .into_iter()
        .map(|it| format!("{}:{}", it.path, it.line.unwrap_or(0)))
        .collect()
}

/// A package, for samples.
#[cfg(test)]
const CORE: (&str, &str) = (
    "crates/core/Cargo.toml",
    "[package]\nname = \"wardroom-core\"",
);

/// The program, for samples.
#[cfg(test)]
const PROGRAM: (&str, &str) = ("Cargo.toml", "[package]\nname = \"wardroom\"");
