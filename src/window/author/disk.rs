//! Authoring and the disk: what is asked of whoever keeps the files, and what is done with what they
//! tell. Must not wait for a disk.

use super::Author;
use wardroom_author::{Take, Wrote};
use wardroom_core::words;
use wardroom_files::Told;

/// So often a file is written anew that somebody else keeps saving at the same time.
const SAVE_TRIES: u32 = 5;

impl Author {
    /// Takes in what the disk has to tell, and asks for what is needed of it. Waits for nothing.
    pub fn frame(&mut self) {
        self.take_arrivals();
        // While somebody types in a box the text must not move under it: what is told is taken in
        // when the box is left.
        while self.typed.is_empty()
            && let Some(told) = self.keeper.told()
        {
            self.hear(told);
        }
        let wanted = self.project.wanted();
        if wanted != self.asked {
            if !wanted.is_empty() {
                self.keeper.read(wanted.clone());
            }
            self.asked = wanted;
        }
        let watched = self.project.watched();
        if watched != self.watched {
            self.keeper.watch(watched.clone());
            self.watched = watched;
        }
    }

    /// Calls, from another thread, whenever the files have something to tell.
    pub fn when_told(&self, call: impl Fn() + Send + 'static) {
        self.keeper.on_told(call);
    }

    fn hear(&mut self, told: Told) {
        match told {
            Told::Found(found) => {
                let asked = found.iter().any(|it| self.asked.contains(&it.ask));
                if self.project.take_in(found) {
                    if !asked {
                        self.told = Some(format!(
                            "{} {}",
                            words::RELOADED,
                            crate::real_time::time_of_day()
                        ));
                    }
                    if let Some(gone) = self.project.gone() {
                        self.told = None;
                        self.trouble = Some(gone);
                    }
                    self.play();
                }
            }
            Told::Wrote(all) => self.wrote(all),
            Told::Put(path, Ok(())) => self.told = Some(format!("Report in {}", path.display())),
            Told::Put(path, Err(error)) => {
                self.trouble = Some(format!("{} can't be written: {error}", path.display()));
            }
        }
    }

    /// How the files are looked after, in words.
    pub fn watching(&self) -> String {
        match self.keeper.looks() {
            None => "watching the file".to_owned(),
            Some(why) => format!("looking at the file every second ({why})"),
        }
    }

    /// Whether something is on its way to the disk.
    pub fn saving(&self) -> bool {
        self.saving.is_some()
    }

    /// Writes what was changed. It is told when it is on the disk.
    pub fn save(&mut self) {
        self.take_typed();
        let writing = self.project.unwritten();
        if writing.is_empty() {
            self.saved();
        } else {
            self.saving = Some(1);
            self.keeper.write(writing);
        }
    }

    fn wrote(&mut self, all: Vec<Wrote>) {
        let mut failed = None;
        let mut changed = false;
        for wrote in all {
            changed |= matches!(wrote, Wrote::Changed(_));
            if let Err(error) = self.project.wrote(wrote) {
                failed = Some(error);
            }
        }
        let tried = self.saving.take().unwrap_or(SAVE_TRIES);
        if let Some(error) = failed {
            self.told = None;
            self.trouble = Some(format!(
                "It can't be saved: {error}. Nothing is lost; try again."
            ));
            return;
        }
        // What somebody else saved meanwhile has been joined: once more, with that in it.
        let writing = self.project.unwritten();
        if changed && !writing.is_empty() && tried < SAVE_TRIES {
            self.saving = Some(tried + 1);
            self.keeper.write(writing);
        } else {
            self.saved();
        }
    }

    fn saved(&mut self) {
        self.trouble = self.project.refused();
        self.told = match self.trouble {
            None => Some(format!("saved {}", crate::real_time::time_of_day())),
            Some(_) => None,
        };
        self.play();
    }

    /// Settles a conflict with what is on disk.
    pub fn settle(&mut self, file: usize, take: Take) {
        self.take_typed();
        self.project.settle(file, take);
        self.trouble = None;
        self.play();
    }
}
