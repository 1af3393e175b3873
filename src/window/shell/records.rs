//! What was rehearsed here: the folder of records, and what is looked up in it in the background.
//! Must not open a record.

use super::super::job::Job;
use super::super::past::Rehearsed;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use wardroom_core::register::Unlearned;
use wardroom_files as files;

/// The folder of records, and what was found in it.
#[derive(Debug, Default)]
pub struct Records {
    folder: PathBuf,
    /// The latest exercises.
    pub past: Rehearsed,
    unlearned: Job<Vec<Unlearned>>,
}

impl Records {
    /// In a folder that need not be there.
    pub fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            ..Self::default()
        }
    }

    /// Where records go.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Looks in the background for what was rehearsed here, and through it for actions that are not
    /// learned yet.
    pub fn look(&mut self) {
        self.past.look(&self.folder);
        let folder = self.folder.clone();
        let today = crate::real_time::today();
        self.unlearned.begin(1, move |watching| {
            let goes_on = |_: usize, _: usize| !watching.stop.load(Ordering::Relaxed);
            // Where nothing was recorded yet there is no folder either.
            let member = files::member_while(&folder, &goes_on).ok()??;
            Some(member.unlearned(today))
        });
    }

    /// Takes in what has been found.
    pub fn follow(&mut self) {
        self.unlearned.follow();
        self.past.follow();
    }

    /// Whether more is to be found.
    pub fn looking(&self) -> bool {
        self.unlearned.running() || self.past.looking()
    }

    /// Waits until all is found, for tests and pictures.
    pub fn wait(&mut self) {
        self.past.wait();
        self.unlearned.wait();
    }

    /// Actions of exercises that were rehearsed here and not learned, as far as they are known.
    pub fn unlearned(&self) -> &[Unlearned] {
        self.unlearned.done.as_deref().unwrap_or_default()
    }
}
