//! What was rehearsed here: the folder of records, and what is looked up in it in the background.
//! Must not open a record.

use super::super::dismissed::Dismissed;
use super::super::job::Job;
use super::super::past::Rehearsed;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use wardroom_core::register::{Member, Unlearned};
use wardroom_files as files;

/// The folder of records, and what was found in it.
#[derive(Debug, Default)]
pub struct Records {
    folder: PathBuf,
    /// The latest exercises.
    pub past: Rehearsed,
    dismissed: Dismissed,
    learned: Job<Learned>,
}

/// What is open of what was rehearsed here, and what is due.
#[derive(Debug, Default)]
struct Learned {
    unlearned: Vec<Unlearned>,
    due: Option<NextDue>,
}

/// The exercise that is due next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextDue {
    /// Its scenario's title.
    pub title: String,
    /// By when.
    pub by: Date,
    /// Whether that is past.
    pub overdue: bool,
}

impl NextDue {
    /// The earliest of a member's.
    fn of(member: &Member, today: Date) -> Option<Self> {
        let due = member.due();
        let dated = due
            .iter()
            .filter_map(|(title, _, next)| Some(((*next)?, *title)));
        dated.min().map(|(by, title)| Self {
            title: title.to_owned(),
            by,
            overdue: by < today,
        })
    }

    /// By when, in words.
    pub fn in_words(&self) -> String {
        self.by.strftime("%-d %B %Y").to_string()
    }
}

impl Records {
    /// In a folder that need not be there.
    pub fn of(folder: PathBuf) -> Self {
        Self {
            dismissed: Dismissed::of(&folder),
            folder,
            ..Self::default()
        }
    }

    /// Puts away an unfinished exercise, by its place among those that are shown: it is offered no more, and
    /// its record stays.
    pub fn dismiss(&mut self, at: usize) {
        if let Some(past) = self.past.shown().get(at) {
            self.dismissed.put(&past.path.clone());
            self.past.mark(&self.dismissed);
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
        self.learned.begin(1, move |watching| {
            let goes_on = |_: usize, _: usize| !watching.stop.load(Ordering::Relaxed);
            // Where nothing was recorded yet there is no folder either.
            let member = files::member_while(&folder, &goes_on).ok()??;
            Some(Learned {
                unlearned: member.unlearned(today),
                due: NextDue::of(&member, today),
            })
        });
    }

    /// Takes in what has been found.
    pub fn follow(&mut self) {
        self.learned.follow();
        self.past.follow();
        self.past.mark(&self.dismissed);
        self.dismissed.follow();
    }

    /// Whether more is to be found.
    pub fn looking(&self) -> bool {
        self.learned.running() || self.past.looking() || self.dismissed.keeping()
    }

    /// Waits until all is found, for tests and pictures.
    pub fn wait(&mut self) {
        self.past.wait();
        self.learned.wait();
        self.dismissed.wait();
    }

    /// Actions of exercises that were rehearsed here and not learned, as far as they are known.
    pub fn unlearned(&self) -> &[Unlearned] {
        let done = self.learned.done.as_ref();
        done.map_or(&[], |it| &it.unlearned)
    }

    /// What is due next, if it is known.
    pub fn due(&self) -> Option<&NextDue> {
        self.learned.done.as_ref()?.due.as_ref()
    }
}
