//! The files as an author changes them, and the check of each version: in the pool, one at a time,
//! the newest next. Until a check is there, what the last one found stands. Must not read or write
//! files, and must not wait for a check while a window is drawn.

use super::view::{FileView, SoundView, free_id, home_in, show_files};
use crate::window::job::Job;
use std::ops::Range;
use wardroom_author::{Checked, Project};
use wardroom_core::ron_tree::{
    Change, Content, EditError, Outline, Step, named, printed, quoted, text,
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

    /// Makes a change by the outline that is shown of a file. That is brought up to date first: of
    /// a text that was shown already nothing is read again.
    fn change(
        &mut self,
        files: &mut Vec<FileView>,
        file: usize,
        change: impl FnOnce(&Outline, &str) -> Result<Change, EditError>,
    ) -> Result<(), String> {
        show_files(files, &self.project);
        let outline = files.get(file).and_then(|it| it.outline.as_ref());
        let changed = self
            .project
            .change(file, |text| change(outline.ok_or(EditError::Broken)?, text));
        changed.map_err(|error| error.to_string())
    }

    /// Sets values in a file, each as RON: one change.
    ///
    /// # Errors
    /// Why one of them can't be set, in words; then none is.
    pub fn set_all(
        &mut self,
        files: &mut Vec<FileView>,
        file: usize,
        values: &[(Vec<Step>, String)],
    ) -> Result<(), String> {
        show_files(files, &self.project);
        let Some(shown) = files.get(file) else {
            return Err(EditError::Gone.to_string());
        };
        let mut text = shown.text.as_str().to_owned();
        let mut outline = shown.outline.clone();
        for (path, value) in values {
            let known = outline.ok_or(EditError::Broken);
            let change = known
                .as_ref()
                .map_err(Clone::clone)
                .and_then(|it| it.set(&text, path, value));
            let (range, new) = change.map_err(|error| error.to_string())?;
            let before = text.clone();
            text.replace_range(range, &new);
            outline = known.ok().and_then(|it| it.edited(&before, &text));
        }
        let changed = self.project.rewrite(file, &text);
        changed.map_err(|error| error.to_string())
    }

    /// Sets a value, as RON.
    pub fn set(
        &mut self,
        files: &mut Vec<FileView>,
        file: usize,
        path: &[Step],
        value: &str,
    ) -> Result<(), String> {
        self.change(files, file, |outline, text| outline.set(text, path, value))
    }

    /// Puts a value at the end of a list.
    pub fn add(
        &mut self,
        files: &mut Vec<FileView>,
        file: usize,
        list: &[Step],
        value: &str,
    ) -> Result<(), String> {
        self.change(files, file, |outline, text| {
            outline.insert(text, list, usize::MAX, value)
        })
    }

    /// Takes a value out.
    pub fn remove(
        &mut self,
        files: &mut Vec<FileView>,
        file: usize,
        path: &[Step],
    ) -> Result<(), String> {
        self.change(files, file, |outline, text| outline.remove(text, path))
    }

    /// Replaces a stretch of a file with whatever was typed.
    pub fn retype(
        &mut self,
        file: usize,
        range: Range<usize>,
        was: &str,
        new: String,
    ) -> Result<(), String> {
        let changed = self.project.change(file, |text| {
            // The text may have moved since.
            if text.get(range.clone()) == Some(was) {
                Ok((range, new))
            } else {
                Err(EditError::Gone)
            }
        });
        changed.map_err(|error| error.to_string())
    }

    /// Puts a copy of an item after it, under an id that none of the files has.
    pub fn duplicate(
        &mut self,
        files: &mut Vec<FileView>,
        list: &str,
        at: usize,
    ) -> Option<Result<(), String>> {
        let home = self.home_of(files, list)?;
        let path = [Step::from(list), at.into()];
        let node = files[home].outline.as_ref()?.find(&path)?;
        let mut copy = files[home].text[node.range.clone()].to_owned();
        let id = node.part(&"id".into()).map(|part| &part.value);
        if let Some(id) = id
            && let Some(words) = id.words()
        {
            let range = id.range.start - node.range.start..id.range.end - node.range.start;
            copy.replace_range(range, &quoted(&free_id(files, words)));
        }
        Some(self.change(files, home, |outline, text| {
            outline.insert(text, &[Step::from(list)], at + 1, &copy)
        }))
    }

    /// Takes an item of a list out.
    pub fn delete(
        &mut self,
        files: &mut Vec<FileView>,
        list: &str,
        at: usize,
    ) -> Option<Result<(), String>> {
        let home = self.home_of(files, list)?;
        Some(self.remove(files, home, &[Step::from(list), at.into()]))
    }

    /// Sends an inject at another time: the one at this place in the text, minutes after STARTEX.
    pub fn retime(
        &mut self,
        files: &mut Vec<FileView>,
        scenario: &Scenario,
        inject: usize,
        mins: Mins,
    ) -> Option<Result<(), String>> {
        let home = self.home_of(files, "injects")?;
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
        Some(self.set(files, home, &path, &printed(at)))
    }

    /// The place of the file in which a list stands, by the files as they are.
    fn home_of(&self, files: &mut Vec<FileView>, list: &str) -> Option<usize> {
        show_files(files, &self.project);
        home_in(files, list)
    }
}
