//! A scenario's files under edit together: checked after every change, read again when somebody
//! else saves them, written when asked. The last version that was sound stays there to be played.
//! Must not draw.

use crate::draft::{Draft, Merged};
use crate::files::{Files, Seen};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::ron_tree::{Change, EditError, Node, Outline, Step};
use wardroom_core::scenario::{Problems, Scenario, check};

/// A file of the scenario.
#[derive(Debug)]
pub struct Edited {
    /// Its path from the scenario's folder.
    pub name: String,
    /// Its text.
    pub draft: Draft,
    /// What somebody else saved in the same place where something is changed here too.
    pub theirs: Option<String>,
    /// Why it can't be read any more, as when somebody deleted it. Saving writes it anew.
    pub gone: Option<String>,
    /// Where it lies. Its name need not be text.
    path: PathBuf,
    seen: Seen,
}

/// A scenario's files under edit.
#[derive(Debug)]
pub struct Project {
    disk: Box<dyn Files>,
    folder: PathBuf,
    /// The files, the main one first.
    pub files: Vec<Edited>,
    /// The last version that was sound.
    pub sound: Option<Arc<Scenario>>,
    /// What is wrong with it as it stands.
    pub problems: Problems,
    /// The files in the order in which they were changed, to undo in that order.
    done: Vec<usize>,
    undone: Vec<usize>,
}

impl Project {
    /// Opens a scenario, sound or not.
    ///
    /// # Errors
    /// If its main file can't be read.
    pub fn open(path: &Path, disk: Box<dyn Files>) -> io::Result<Self> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
            _ => PathBuf::from("."),
        };
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut project = Self {
            disk,
            folder,
            files: Vec::new(),
            sound: None,
            problems: Problems::default(),
            done: Vec::new(),
            undone: Vec::new(),
        };
        project.read(&name, path.to_path_buf())?;
        project.check();
        Ok(project)
    }

    /// Where the main file lies.
    pub fn path(&self) -> PathBuf {
        self.files[0].path.clone()
    }

    fn read(&mut self, name: &str, path: PathBuf) -> io::Result<()> {
        let seen = self.disk.seen(&path);
        let text = self.disk.text(&path)?;
        self.files.push(Edited {
            name: name.to_owned(),
            draft: Draft::new(text),
            theirs: None,
            gone: None,
            path,
            seen,
        });
        Ok(())
    }

    /// Checks the files as they stand. Files that are included and not open yet are opened.
    fn check(&mut self) {
        let main = self.files[0].name.clone();
        let found = check(
            &main,
            &|name| match self.files.iter().find(|file| file.name == name) {
                Some(file) => Ok(file.draft.text().as_bytes().to_vec()),
                None => self.disk.below(&self.folder, name),
            },
        );
        let names: Vec<String> = match &found {
            Ok(scenario) => scenario.files.iter().map(|it| it.path.clone()).collect(),
            Err(problems) => problems
                .sources
                .files()
                .iter()
                .map(|it| it.path.clone())
                .collect(),
        };
        for name in names {
            if self.files.iter().all(|file| file.name != name) {
                // One that can't be read has been told among the problems.
                let path = self.folder.join(&name);
                let _told = self.read(&name, path);
            }
        }
        match found {
            Ok(scenario) => {
                self.sound = Some(Arc::new(scenario));
                self.problems = Problems::default();
            }
            Err(problems) => self.problems = problems,
        }
    }

    /// Makes a change in a file, and checks.
    ///
    /// # Errors
    /// Why it can't be made.
    pub fn change(
        &mut self,
        file: usize,
        change: impl FnOnce(&str) -> Result<Change, EditError>,
    ) -> Result<(), EditError> {
        let edited = self.files.get_mut(file).ok_or(EditError::Gone)?;
        let (range, new) = change(edited.draft.text())?;
        if edited.draft.text().get(range.clone()).is_none() {
            return Err(EditError::Gone);
        }
        if edited.draft.text().get(range.clone()) == Some(new.as_str()) {
            return Ok(());
        }
        edited.draft.replace(range, new);
        self.done.push(file);
        self.undone.clear();
        self.check();
        Ok(())
    }

    /// Undoes the last change in any file. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(file) = self.done.pop() else {
            return false;
        };
        if self.files[file].draft.undo() {
            self.undone.push(file);
        }
        self.check();
        true
    }

    /// Makes the last change that was undone again. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(file) = self.undone.pop() else {
            return false;
        };
        if self.files[file].draft.redo() {
            self.done.push(file);
        }
        self.check();
        true
    }

    /// Whether there is something to undo, and to do again.
    pub fn can(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    /// Whether something is not on disk.
    pub fn unsaved(&self) -> bool {
        self.files
            .iter()
            .any(|file| file.draft.changed() || file.gone.is_some())
    }

    /// Looks whether somebody else saved a file, and takes that in; or deleted it, and says so.
    /// Returns whether anything is new.
    pub fn look(&mut self) -> bool {
        let mut new = false;
        for (at, file) in self.files.iter_mut().enumerate() {
            let seen = self.disk.seen(&file.path);
            if seen == file.seen && file.gone.is_none() {
                continue;
            }
            let text = match self.disk.text(&file.path) {
                Ok(text) => text,
                // It is looked at again: it may just be being written.
                Err(why) => {
                    let why = Some(why.to_string());
                    new |= why != file.gone;
                    file.gone = why;
                    continue;
                }
            };
            file.gone = None;
            file.seen = seen;
            let before = file.draft.text().to_owned();
            file.theirs = match file.draft.on_disk(&text) {
                Merged::Conflict(theirs) => Some(theirs),
                Merged::Taken | Merged::Joined => None,
            };
            if file.draft.text() != before {
                self.done.push(at);
                self.undone.clear();
            }
            new = true;
        }
        if new {
            self.check();
        }
        new
    }

    /// Says which file can't be read any more, if one can't.
    pub fn gone(&self) -> Option<String> {
        let file = self.files.iter().find(|file| file.gone.is_some())?;
        Some(format!(
            "{} can't be read any more: {}. What stands here is kept; Save writes it there again.",
            file.path.display(),
            file.gone.as_deref()?
        ))
    }

    /// Settles a file that was changed in the same place here and on disk.
    pub fn settle(&mut self, file: usize, take_theirs: bool) {
        let Some(theirs) = self.files.get_mut(file).and_then(|it| it.theirs.take()) else {
            return;
        };
        let draft = &mut self.files[file].draft;
        let before = draft.text().to_owned();
        draft.settle(&theirs, take_theirs);
        if draft.text() != before {
            self.done.push(file);
            self.undone.clear();
        }
        self.check();
    }

    /// Writes what was changed, but for files in which somebody else changed the same place: those
    /// are settled first.
    ///
    /// # Errors
    /// If a file can't be written; what could not be stays to be saved.
    pub fn save(&mut self) -> io::Result<()> {
        // What somebody else saved meanwhile is never written over unseen.
        self.look();
        for file in &mut self.files {
            if (file.draft.changed() || file.gone.is_some()) && file.theirs.is_none() {
                self.disk.write(&file.path, file.draft.text().as_bytes())?;
                file.seen = self.disk.seen(&file.path);
                file.gone = None;
                file.draft.kept();
            }
        }
        Ok(())
    }

    /// The file in which a list of the scenario stands: the first that has something in it, else
    /// the first that has it at all.
    pub fn home_of(&self, list: &str) -> Option<usize> {
        let has = |at: &usize, full: bool| {
            Outline::of(self.files[*at].draft.text()).is_some_and(|outline| {
                outline
                    .find(&[Step::from(list)])
                    .is_some_and(|node| !full || !node.items().is_empty())
            })
        };
        let all = || 0..self.files.len();
        all()
            .find(|at| has(at, true))
            .or_else(|| all().find(|at| has(at, false)))
    }

    /// A value in a file, with the text it stands in.
    pub fn node(&self, file: usize, path: &[Step]) -> Option<(Node, &str)> {
        let text = self.files.get(file)?.draft.text();
        let outline = Outline::of(text)?;
        outline.find(path).cloned().map(|node| (node, text))
    }
}
