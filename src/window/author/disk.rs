//! Authoring and the disk: what is asked of whoever keeps the files, and what is done with what they
//! tell. Must not wait for a disk.

use super::said::Said;
use std::io;
use std::path::PathBuf;
use wardroom_author::{Ask, Project, Wrote};
use wardroom_core::words;
use wardroom_files::{Keeper, Told};

/// So often a file is written anew that somebody else keeps saving at the same time.
const SAVE_TRIES: u32 = 5;

/// The files of a project, as they are kept.
#[derive(Debug)]
pub struct Kept {
    keeper: Keeper,
    watched: Vec<Ask>,
    /// Files that it was asked for and has not read yet.
    asked: Vec<Ask>,
    /// How often what is being saved was tried, if something is.
    saving: Option<u32>,
}

impl Kept {
    /// Begins to keep the files of a project.
    ///
    /// # Errors
    /// If there can't be another thread.
    pub fn of(project: &Project) -> io::Result<Self> {
        Ok(Self {
            keeper: Keeper::new(project.disk())?,
            watched: Vec::new(),
            asked: Vec::new(),
            saving: None,
        })
    }

    /// Takes in what the disk has to tell.
    pub fn hear(&mut self, project: &mut Project, said: &mut Said) {
        while let Some(told) = self.keeper.told() {
            match told {
                Told::Found(found) => {
                    let asked = found.iter().any(|it| self.asked.contains(&it.ask));
                    if project.take_in(found) {
                        if !asked {
                            let now = crate::real_time::time_of_day();
                            said.told = Some(format!("{} {now}", words::RELOADED));
                        }
                        if let Some(gone) = project.gone() {
                            said.changed(Err(gone));
                        }
                    }
                }
                Told::Wrote(all) => self.wrote(all, project, said),
                Told::Put(path, Ok(())) => {
                    said.told = Some(format!("Report in {}", path.display()));
                }
                Told::Put(path, Err(error)) => {
                    said.trouble = Some(format!("{} can't be written: {error}", path.display()));
                }
            }
        }
    }

    /// Asks for the files that are to be read, and watches those that concern the project.
    pub fn ask(&mut self, project: &Project) {
        let wanted = project.wanted();
        if wanted != self.asked {
            if !wanted.is_empty() {
                self.keeper.read(wanted.clone());
            }
            self.asked = wanted;
        }
        let watched = project.watched();
        if watched != self.watched {
            self.keeper.watch(watched.clone());
            self.watched = watched;
        }
    }

    /// Calls, from another thread, whenever the files have something to tell.
    pub fn when_told(&self, call: impl Fn() + Send + 'static) {
        self.keeper.on_told(call);
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
    pub fn save(&mut self, project: &mut Project, said: &mut Said) {
        let writing = project.unwritten();
        if writing.is_empty() {
            saved(project, said);
        } else {
            self.saving = Some(1);
            self.keeper.write(writing);
        }
    }

    /// Writes a file that is not the project's, whatever stands there.
    pub fn put(&self, path: PathBuf, bytes: Vec<u8>) {
        self.keeper.put(path, bytes);
    }

    fn wrote(&mut self, all: Vec<Wrote>, project: &mut Project, said: &mut Said) {
        let mut failed = None;
        let mut changed = false;
        for wrote in all {
            changed |= matches!(wrote, Wrote::Changed(_));
            if let Err(error) = project.wrote(wrote) {
                failed = Some(error);
            }
        }
        let tried = self.saving.take().unwrap_or(SAVE_TRIES);
        if let Some(error) = failed {
            said.changed(Err(format!(
                "It can't be saved: {error}. Nothing is lost; try again."
            )));
            return;
        }
        // What somebody else saved meanwhile has been joined: once more, with that in it.
        let writing = project.unwritten();
        if changed && !writing.is_empty() && tried < SAVE_TRIES {
            self.saving = Some(tried + 1);
            self.keeper.write(writing);
        } else {
            saved(project, said);
        }
    }
}

fn saved(project: &Project, said: &mut Said) {
    said.trouble = project.refused();
    said.told = match said.trouble {
        None => Some(format!("saved {}", crate::real_time::time_of_day())),
        Some(_) => None,
    };
}
