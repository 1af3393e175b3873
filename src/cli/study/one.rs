//! One scenario of a study: its files, and the folder that its results lie in. Must not open one.

use crate::cli::ended::Failure;
use crate::cli::named_files::scenario_at;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::balance::{Head, Plan, Shard};
use wardroom_core::file_name::file_name;
use wardroom_core::scenario::Scenario;

/// A scenario that is studied.
#[derive(Debug)]
pub struct Studied {
    /// Its file's name without the ending, as every system can hold it: what its folder is called.
    pub name: String,
    pub path: PathBuf,
    pub scenario: Arc<Scenario>,
    pub plan: Plan,
    /// What stands at the head of each of its parts.
    pub head: Head,
    /// Where its results lie.
    pub folder: PathBuf,
}

impl Studied {
    /// Reads a scenario that goes into a study's folder.
    pub fn of(path: &Path, study: &Path, search: bool, values: bool) -> Result<Self, Failure> {
        let scenario = scenario_at(path)?;
        let plan = Plan::of(&scenario, search, values);
        let name = path.file_stem().unwrap_or_default();
        let name = file_name(&name.to_string_lossy());
        Ok(Self {
            head: Head::of(&scenario, &plan),
            folder: study.join(&name),
            path: path.to_path_buf(),
            name,
            scenario,
            plan,
        })
    }

    /// The file of a part of its seeds.
    pub fn part(&self, shard: Shard) -> PathBuf {
        let name = format!("part-{}-of-{}.jsonl", shard.index, shard.of);
        self.folder.join(name)
    }

    /// The file of what the adversary found on a seed.
    pub fn adversary(&self, seed: u64) -> PathBuf {
        self.folder.join(format!("adversary-{seed}.jsonl"))
    }
}
