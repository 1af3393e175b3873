//! The register in the window: whose folders are looked at, and what was found in them. Must not
//! draw.

use super::job::Job;
use std::path::{Path, PathBuf};
use wardroom_core::register::Member;

/// A folder's member, or why there is none.
pub type Found = Result<Member, String>;

/// The register.
#[derive(Debug)]
pub struct Register {
    /// The members' folders, as typed: a line each.
    pub folders: String,
    /// What was found in them.
    pub members: Job<Vec<Found>>,
    /// The member that is shown, by place.
    pub chosen: usize,
}

impl Register {
    /// Of the exercises that were rehearsed here.
    pub fn of(records: &Path) -> Self {
        let mut register = Self {
            folders: records.display().to_string(),
            members: Job::default(),
            chosen: 0,
        };
        register.open();
        register
    }

    /// Looks into the folders.
    pub fn open(&mut self) {
        let folders: Vec<PathBuf> = self
            .folders
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(PathBuf::from)
            .collect();
        self.chosen = 0;
        self.members.begin(1, move |_| {
            Some(
                folders
                    .iter()
                    .map(|folder| wardroom_files::member(folder).map_err(|error| error.to_string()))
                    .collect(),
            )
        });
    }
}
