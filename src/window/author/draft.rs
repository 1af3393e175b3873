//! The files as an author changes them, and the check of each version: in the pool, one at a time,
//! the newest next. Until a check is there, what the last one found stands. Must not read or write
//! files, and must not wait for a check while a window is drawn.

use super::view::{FileView, SoundView, free_id};
use crate::window::job::Job;
use std::ops::Range;
use wardroom_author::{Checked, Project};
use wardroom_core::ron_tree::{
    Change, Content, EditError, Step, insert, named, printed, quoted, remove, set, text,
};
use wardroom_core::scenario::{Mins, Scenario};

/// The files under edit, with their check.
#[derive(Debug)]
pub struct Draft {
    /// The files.
    pub project: Project,
    /// The last version that was sound, as it is shown.
    pub sound: Option<SoundView>,
    check: Job<(Checked, Option<SoundView>)>,
    /// The version of the files whose check was begun last.
    begun: u64,
}

impl Draft {
    /// Of files that were opened and checked.
    pub fn of(project: Project) -> Self {
        Self {
            sound: project.sound.clone().map(SoundView::of),
            begun: project.version(),
            project,
            check: Job::default(),
        }
    }

    /// Takes what a check found, and has the files checked if they changed since. Returns whether
    /// there is a sound version that is new.
    pub fn follow(&mut self) -> bool {
        self.check.follow();
        let mut news = false;
        if let Some((checked, sound)) = self.check.done.take() {
            self.project.take_checked(checked);
            news = sound.is_some();
            self.sound = sound.or(self.sound.take());
        }
        let version = self.project.version();
        // A check that failed is not made again: the next change is checked.
        if !self.check.running() && !self.project.current() && self.begun != version {
            self.begun = version;
            let work = self.project.checking();
            self.check.begin(1, move |_| {
                let checked = work.run();
                let sound = checked.sound().cloned().map(SoundView::of);
                Some((checked, sound))
            });
        }
        news
    }

    /// Whether a version is being checked.
    pub fn checking(&self) -> bool {
        self.check.running()
    }

    /// Waits for the check that is under way, for tests and pictures.
    pub fn wait(&mut self) {
        self.check.wait();
    }

    fn change(
        &mut self,
        file: usize,
        change: impl FnOnce(&str) -> Result<Change, EditError>,
    ) -> Result<(), String> {
        self.project
            .change(file, change)
            .map_err(|error| error.to_string())
    }

    /// Sets a value, as RON.
    pub fn set(&mut self, file: usize, path: &[Step], value: &str) -> Result<(), String> {
        self.change(file, |text| set(text, path, value))
    }

    /// Puts a value at the end of a list.
    pub fn add(&mut self, file: usize, list: &[Step], value: &str) -> Result<(), String> {
        self.change(file, |text| insert(text, list, usize::MAX, value))
    }

    /// Takes a value out.
    pub fn remove(&mut self, file: usize, path: &[Step]) -> Result<(), String> {
        self.change(file, |text| remove(text, path))
    }

    /// Replaces a stretch of a file with whatever was typed.
    pub fn retype(
        &mut self,
        file: usize,
        range: Range<usize>,
        was: &str,
        new: String,
    ) -> Result<(), String> {
        self.change(file, |text| {
            // The text may have moved since.
            if text.get(range.clone()) == Some(was) {
                Ok((range, new))
            } else {
                Err(EditError::Gone)
            }
        })
    }

    /// Puts a copy of an item after it, under an id that none of the files has.
    pub fn duplicate(
        &mut self,
        files: &[FileView],
        list: &str,
        at: usize,
    ) -> Option<Result<(), String>> {
        let file = self.project.home_of(list)?;
        let (node, text) = self.project.node(file, &[Step::from(list), at.into()])?;
        let mut copy = text[node.range.clone()].to_owned();
        let id = node.part(&"id".into()).map(|part| &part.value);
        if let Some(id) = id
            && let Some(words) = id.words()
        {
            let range = id.range.start - node.range.start..id.range.end - node.range.start;
            copy.replace_range(range, &quoted(&free_id(files, words)));
        }
        Some(self.change(file, |text| {
            insert(text, &[Step::from(list)], at + 1, &copy)
        }))
    }

    /// Takes an item of a list out.
    pub fn delete(&mut self, list: &str, at: usize) -> Option<Result<(), String>> {
        let file = self.project.home_of(list)?;
        Some(self.remove(file, &[Step::from(list), at.into()]))
    }

    /// Sends an inject at another time: the one at this place in the text, minutes after STARTEX.
    pub fn retime(
        &mut self,
        scenario: &Scenario,
        inject: usize,
        mins: Mins,
    ) -> Option<Result<(), String>> {
        let file = self.project.home_of("injects")?;
        let mins = mins.min(scenario.ends_mins);
        let clock = scenario.clock(u64::from(mins) * 60);
        let when =
            if wardroom_papers::exchange::msel::minutes(scenario, "", &clock, false) == Ok(mins) {
                clock
            } else {
                format!("T+{}:{:02}", mins / 60, mins % 60)
            };
        let path = [Step::from("injects"), inject.into(), "fires".into()];
        let at = named("At", Content::Tuple(vec![text(&when)]));
        Some(self.set(file, &path, &printed(at)))
    }
}
