//! The register in the window: whose folders are looked at, and what was found in them. Must not
//! draw.

use super::job::Job;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use wardroom_core::ensemble::Watching;
use wardroom_core::register::Member;

/// A folder's member, or why there is none.
pub type Found = Result<Member, String>;

/// Members of a network, each with the exercises in its folder.
#[derive(Debug)]
pub struct Register {
    /// The members' folders, as typed: a line each.
    pub folders: String,
    /// What was found in them.
    pub members: Job<Vec<Found>>,
    /// The member that is shown, by place.
    pub chosen: usize,
    /// This machine's own folder: before the first exercise it need not be there.
    own: PathBuf,
}

impl Register {
    /// Of the exercises that were rehearsed here.
    pub fn of(records: &Path) -> Self {
        let mut register = Self {
            folders: records.display().to_string(),
            members: Job::default(),
            chosen: 0,
            own: records.to_path_buf(),
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
        let own = self.own.clone();
        let parts = u32::try_from(folders.len()).unwrap_or(u32::MAX / PARTS) * PARTS;
        self.members.begin(parts, move |watching| {
            let mut members = Vec::new();
            for (at, folder) in folders.iter().enumerate() {
                let none_yet = *folder == own && !wardroom_files::is_there(folder);
                let mut found = if none_yet {
                    Ok(nothing_yet(folder))
                } else {
                    read(folder, at, watching)?
                };
                if let Ok(member) = &mut found
                    && *folder == own
                {
                    HERE.clone_into(&mut member.name);
                }
                members.push(found);
            }
            Some(members)
        });
    }
}

/// What the exercises on this machine are called: nobody asked whose it is.
const HERE: &str = "Rehearsed here";

/// Progress within a folder is shown in so many parts.
const PARTS: u32 = 100;

/// A member that has rehearsed nothing.
fn nothing_yet(folder: &Path) -> Member {
    Member {
        name: wardroom_files::name_of(folder),
        entries: Vec::new(),
        listed: Vec::new(),
        broken: Vec::new(),
    }
}

/// Reads and verifies a folder's records; nothing if that was stopped.
fn read(folder: &Path, at: usize, watching: &Watching) -> Option<Found> {
    let read = wardroom_files::member_while(folder, &|done, of| {
        let share = (at * PARTS as usize) + done * PARTS as usize / of.max(1);
        watching
            .done
            .store(u32::try_from(share).unwrap_or(u32::MAX), Ordering::Relaxed);
        !watching.stop.load(Ordering::Relaxed)
    });
    read.map_err(|error| error.to_string()).transpose()
}
