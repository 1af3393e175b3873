//! What a study was asked for, in its folder, so that nobody goes on with another. Must not know what
//! comes of it.

use crate::cli::ended::Failure;
use crate::cli::named_files::{unreadable, write};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;
use wardroom_files as files;

/// The file it stands in.
const NAME: &str = "study.json";

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Name and version: two versions may play otherwise.
    pub program: String,
    /// By name: the hash of each scenario.
    pub scenarios: BTreeMap<String, String>,
    /// Seeds of each.
    pub runs: u64,
    /// Files that each scenario's seeds are spread over.
    pub parts: u64,
    /// Whether the searching team plays.
    pub search: bool,
    /// Whether options and cards are tried.
    pub values: bool,
    /// Scripts of the adversary that are drawn at random.
    pub adversary: u32,
}

impl Asked {
    /// Writes it into its folder, or finds that the same was asked for there before; more seeds may
    /// be asked for.
    pub fn put_into(&self, folder: &Path) -> Result<(), Failure> {
        let path = folder.join(NAME);
        if !files::is_there(&path) && !files::is_free(folder) {
            // Another machine may have begun the same study in this moment.
            sleep(Duration::from_secs(1));
        }
        if !files::is_there(&path) {
            if !files::is_free(folder) {
                return Err(Failure::Wrong(format!(
                    "{} is not empty and holds no study ({NAME}): name another folder, or one that is not there yet",
                    folder.display()
                )));
            }
            return write(&path, self.in_json().as_bytes());
        }
        let text = files::read_text(&path, files::MAX_SMALL_BYTES).map_err(unreadable(&path))?;
        let before: Self = serde_json::from_str(&text).map_err(|error| {
            Failure::Wrong(format!(
                "{} is not as a study of this Wardroom writes it: {error}. Name another folder",
                path.display()
            ))
        })?;
        if let Some(other) = self.unlike(&before) {
            return Err(Failure::Wrong(format!(
                "{} holds another study: {other}. Start it as it was begun, or name another folder",
                folder.display()
            )));
        }
        if self.runs > before.runs {
            write(&path, self.in_json().as_bytes())?;
        }
        Ok(())
    }

    fn in_json(&self) -> String {
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{json}\n")
    }

    /// In what another differs so that it can't be gone on with.
    fn unlike(&self, before: &Self) -> Option<String> {
        if before.program != self.program {
            let (theirs, own) = (&before.program, &self.program);
            return Some(format!("it was begun by {theirs}, and this is {own}"));
        }
        for (name, hash) in &before.scenarios {
            match self.scenarios.get(name) {
                None => return Some(format!("“{name}” belongs to it and is not named")),
                Some(own) if own != hash => {
                    return Some(format!("“{name}” has changed since it was begun"));
                }
                Some(_) => {}
            }
        }
        let added = |name: &&String| !before.scenarios.contains_key(*name);
        if let Some(name) = self.scenarios.keys().find(added) {
            return Some(format!("“{name}” does not belong to it"));
        }
        let without = |all: bool| if all { "without" } else { "with" };
        if before.search != self.search {
            return Some(format!(
                "it was begun {} --no-search",
                without(before.search)
            ));
        }
        if before.values != self.values {
            return Some(format!(
                "it was begun {} --no-values",
                without(before.values)
            ));
        }
        if before.adversary != self.adversary {
            return Some(format!(
                "it was begun with --adversary {}",
                before.adversary
            ));
        }
        if before.parts != self.parts {
            return Some(format!("it was begun with --parts {}", before.parts));
        }
        (before.runs > self.runs)
            .then(|| format!("it was begun with --runs {}, or more since", before.runs))
    }
}
