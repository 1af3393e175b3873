//! A scenario's files under edit together: read again when somebody else saves them, written when
//! asked, and said to be checked after every change, by whoever has the time. The last version that
//! was sound stays there to be played. Must not draw, and must not check while somebody types.

use crate::buffer::{EditBuffer, Merged, difference};
use crate::checking::{Checked, Checking};
use crate::exchange::{Ask, Found, Writing, Wrote};
use crate::files::Files;
use crate::first::without_what_follows;
use crate::merge::{Clash, Take};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::ron_tree::{Change, EditError, Outline, Step as To};
use wardroom_core::scenario::{Problems, Scenario};

/// So often a file is written anew that somebody else keeps saving at the same time.
const SAVE_TRIES: usize = 5;

/// A file of the scenario.
#[derive(Debug)]
pub struct Edited {
    /// Its path from the scenario's folder.
    pub name: String,
    /// Its text.
    pub buffer: EditBuffer,
    /// What somebody else saved with changes in the same lines where something is changed here too.
    pub theirs: Option<Arc<String>>,
    /// Why it can't be read any more, as when somebody deleted it. Saving writes it anew.
    pub gone: Option<String>,
    /// Where it lies. Its name need not be text.
    path: PathBuf,
}

impl Edited {
    fn new(name: String, path: PathBuf, text: String) -> Self {
        Self {
            name,
            buffer: EditBuffer::new(text),
            theirs: None,
            gone: None,
            path,
        }
    }

    /// The lines that are changed here and by somebody else.
    pub fn clashes(&self) -> Vec<Clash> {
        let theirs = self.theirs.as_ref();
        theirs.map_or_else(Vec::new, |theirs| self.buffer.clashes(theirs))
    }

    fn unsaved(&self) -> bool {
        self.buffer.changed() || self.gone.is_some()
    }
}

/// A change that was made.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// The file that was changed.
    file: usize,
    /// Whether somebody else made it and saved it.
    outside: bool,
    /// The version of the files that came of it.
    version: u64,
    /// Whether that version was found to be unsound.
    broken: bool,
}

impl Step {
    /// Whether the version that came of it is one to which nobody goes back: somebody else's, and
    /// unsound.
    fn to_be_passed(self) -> bool {
        self.outside && self.broken
    }
}

/// A scenario's files under edit.
#[derive(Debug)]
pub struct Project {
    disk: Arc<dyn Files>,
    folder: PathBuf,
    /// The files, the main one first.
    pub files: Vec<Edited>,
    /// Files that are included and not open, because they can't be: by name, what was found.
    closed: BTreeMap<String, Result<Vec<u8>, String>>,
    /// Files that are included and were not read yet, in the order in which they are.
    wanted: Vec<String>,
    /// The last version that was sound.
    pub sound: Option<Arc<Scenario>>,
    /// What is wrong with it as it stands.
    pub problems: Arc<Problems>,
    /// Changes in the order in which they were made, to undo in that order.
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Counts changes of what a check is about.
    version: u64,
    /// The version that was checked last.
    checked: u64,
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
        let text = disk.text(path)?;
        let mut project = Self {
            disk: Arc::from(disk),
            folder,
            files: vec![Edited::new(name, path.to_path_buf(), text)],
            closed: BTreeMap::new(),
            wanted: Vec::new(),
            sound: None,
            problems: Arc::default(),
            done: Vec::new(),
            undone: Vec::new(),
            version: 1,
            checked: 0,
        };
        project.check();
        project.read_wanted();
        Ok(project)
    }

    /// Where the main file lies.
    pub fn path(&self) -> PathBuf {
        self.files[0].path.clone()
    }

    /// Who keeps the files.
    pub fn disk(&self) -> Arc<dyn Files> {
        self.disk.clone()
    }

    /// Checks the files as they stand, and waits for it: for whoever has no thread to spare. Reads
    /// nothing: see [`Self::wanted`].
    pub fn check(&mut self) {
        if !self.current() {
            self.take_checked(self.checking().run());
        }
    }

    /// Which version of the files this is: another after every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether the problems and the sound version are those of the files as they stand.
    pub fn current(&self) -> bool {
        self.checked == self.version
    }

    /// The check of the files as they stand, to be made wherever there is time for it and handed
    /// to [`Self::take_checked`]. The files may be edited meanwhile.
    pub fn checking(&self) -> Checking {
        let open = self.files.iter().map(|file| {
            let bytes = file.buffer.text().as_bytes().to_vec();
            (file.name.clone(), Ok(bytes))
        });
        let mut texts = self.closed.clone();
        texts.extend(open);
        Checking {
            version: self.version,
            main: self.files[0].name.clone(),
            texts,
        }
    }

    /// Takes in what a check found. It holds as soon as every file that is included was read. A
    /// check of an older version than the last is no news.
    pub fn take_checked(&mut self, checked: Checked) {
        if checked.version <= self.checked {
            return;
        }
        self.checked = checked.version;
        if let Some(found) = &checked.found {
            // What it was made of is the last change before it.
            let made = self.done.iter_mut().rev();
            let mut made = made.skip_while(|it| it.version > checked.version);
            if let Some(step) = made.next() {
                step.broken = found.is_err();
            }
        }
        self.wanted = checked.wanted;
        self.forget_read();
        match checked.found {
            None => {}
            Some(Ok(scenario)) => {
                self.sound = Some(scenario);
                self.problems = Arc::default();
            }
            Some(Err(problems)) => self.problems = Arc::new(without_what_follows(problems)),
        }
    }

    /// What was read meanwhile is no longer wanted.
    fn forget_read(&mut self) {
        let (files, closed) = (&self.files, &self.closed);
        self.wanted.retain(|name| {
            !closed.contains_key(name) && files.iter().all(|file| file.name != *name)
        });
    }

    fn ask_below(&self, name: &str) -> Ask {
        Ask {
            path: self.folder.join(name),
            below: Some((self.folder.clone(), name.to_owned())),
        }
    }

    /// Files that are included and were not read yet. Whoever keeps the files reads them and hands
    /// them to [`Self::take_in`].
    pub fn wanted(&self) -> Vec<Ask> {
        self.wanted.iter().map(|it| self.ask_below(it)).collect()
    }

    /// Every file whose change concerns the project: those that are open, and those that are
    /// included and can't be.
    pub fn watched(&self) -> Vec<Ask> {
        let open = self.files.iter().map(|file| Ask {
            path: file.path.clone(),
            below: None,
        });
        open.chain(self.closed.keys().map(|name| self.ask_below(name)))
            .collect()
    }

    fn read_wanted(&mut self) {
        while !self.wanted.is_empty() {
            let disk = self.disk();
            let found = self.wanted().into_iter().map(|ask| ask.read(&*disk));
            self.take_in(found.collect());
            self.check();
        }
    }

    /// Makes a change in a file.
    ///
    /// # Errors
    /// Why it can't be made.
    pub fn change(
        &mut self,
        file: usize,
        change: impl FnOnce(&str) -> Result<Change, EditError>,
    ) -> Result<(), EditError> {
        let edited = self.files.get_mut(file).ok_or(EditError::Gone)?;
        let (range, new) = change(edited.buffer.text())?;
        if edited.buffer.text().get(range.clone()).is_none() {
            return Err(EditError::Gone);
        }
        if edited.buffer.text().get(range.clone()) == Some(new.as_str()) {
            return Ok(());
        }
        edited.buffer.replace(range, new);
        self.version += 1;
        self.made(file, false);
        Ok(())
    }

    /// Replaces the whole text of a file: one change that can be undone.
    ///
    /// # Errors
    /// If there is no such file.
    pub fn rewrite(&mut self, file: usize, text: &str) -> Result<(), EditError> {
        self.change(file, |was| {
            let (range, new) = difference(was, text);
            Ok((range, new.to_owned()))
        })
    }

    /// Notes that a file was changed, which gave the version that is now.
    fn made(&mut self, file: usize, outside: bool) {
        self.done.push(Step {
            file,
            outside,
            version: self.version,
            broken: false,
        });
        self.undone.clear();
    }

    /// Undoes the last change in any file. What somebody else broke is passed over: nobody comes to
    /// stand on that. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(mut step) = self.done.pop() else {
            return false;
        };
        loop {
            if self.files[step.file].buffer.undo() {
                self.undone.push(step);
            }
            match self.done.last() {
                Some(last) if last.to_be_passed() => {}
                _ => break,
            }
            match self.done.pop() {
                Some(last) => step = last,
                None => break,
            }
        }
        self.version += 1;
        true
    }

    /// Makes the last change that was undone again, and with what somebody else broke what mended it.
    /// Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(mut step) = self.undone.pop() else {
            return false;
        };
        self.version += 1;
        loop {
            if self.files[step.file].buffer.redo() {
                self.done.push(step);
            }
            if !step.to_be_passed() {
                break;
            }
            match self.undone.pop() {
                Some(next) => step = next,
                None => break,
            }
        }
        true
    }

    /// Whether there is something to undo, and to do again.
    pub fn can(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    /// Whether something is not on disk.
    pub fn unsaved(&self) -> bool {
        self.files.iter().any(Edited::unsaved)
    }

    /// Reads all files again, takes in what somebody else saved, or deleted, and checks. Returns
    /// whether anything is new.
    pub fn look(&mut self) -> bool {
        let disk = self.disk();
        let asks = self.watched().into_iter().chain(self.wanted());
        let found = asks.map(|ask| ask.read(&*disk)).collect();
        let new = self.take_in(found);
        self.check();
        self.read_wanted();
        new
    }

    /// Takes in what was found where files lie: what somebody else saved is joined with what was
    /// changed here, or kept until the conflict is settled; that a file is gone is noted. Returns
    /// whether anything is new.
    pub fn take_in(&mut self, found: Vec<Found>) -> bool {
        let mut new = false;
        for Found { ask, text, bytes } in found {
            let open = self.files.iter().position(|file| file.path == ask.path);
            new |= match (open, ask.below) {
                (Some(at), _) => self.changed_on_disk(at, text),
                (None, Some((_, name))) => match (text, &bytes) {
                    (Ok(text), Ok(_)) => {
                        self.closed.remove(&name);
                        self.files.push(Edited::new(name, ask.path, text));
                        true
                    }
                    _ if self.closed.get(&name) == Some(&bytes) => false,
                    _ => {
                        self.closed.insert(name, bytes);
                        true
                    }
                },
                (None, None) => false,
            };
        }
        if new {
            self.version += 1;
            self.forget_read();
        }
        new
    }

    fn changed_on_disk(&mut self, at: usize, text: Result<String, String>) -> bool {
        let file = &mut self.files[at];
        let text = match text {
            Ok(text) => text,
            Err(why) => {
                let why = Some(why);
                return std::mem::replace(&mut file.gone, why.clone()) != why;
            }
        };
        let was_gone = file.gone.take().is_some();
        if text == file.buffer.base() && file.theirs.is_none() {
            return was_gone;
        }
        let before = file.buffer.text().to_owned();
        let conflict = file.buffer.on_disk(&text) == Merged::Conflict;
        let theirs = conflict.then(|| Arc::new(text));
        let news = theirs != file.theirs || file.buffer.text() != before;
        file.theirs = theirs;
        if file.buffer.text() != before {
            self.changed_outside(at);
        }
        news || was_gone
    }

    /// Notes what somebody else changed in a file. What they mended of what they broke is one change
    /// with it, or none.
    fn changed_outside(&mut self, file: usize) {
        // What comes of it has the version that [`Self::take_in`] gives to all that it takes in.
        self.version += 1;
        let mends = self
            .done
            .last()
            .is_some_and(|last| last.file == file && last.to_be_passed());
        if mends {
            self.done.pop();
            if !self.files[file].buffer.join_last_two() {
                self.undone.clear();
                return;
            }
        }
        self.made(file, true);
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

    /// Settles a file in which the same lines were changed here and on disk. What only one of both
    /// changed stands whatever is taken.
    pub fn settle(&mut self, file: usize, take: Take) {
        let Some(theirs) = self.files.get_mut(file).and_then(|it| it.theirs.take()) else {
            return;
        };
        let buffer = &mut self.files[file].buffer;
        let before = buffer.text().to_owned();
        buffer.settle(&theirs, take);
        let changed = buffer.text() != before;
        self.version += 1;
        if changed {
            self.made(file, false);
        }
    }

    /// Says which files *Save* does not write, and for which lines, because somebody else changed
    /// them too.
    pub fn refused(&self) -> Option<String> {
        let places: Vec<String> = self
            .files
            .iter()
            .filter_map(|file| {
                let clashes = file.clashes();
                let first = clashes.first()?;
                let rest = match clashes.len() - 1 {
                    0 => String::new(),
                    1 => " and one more place".to_owned(),
                    more => format!(" and {more} more places"),
                };
                Some(format!("{}, {}{rest}", file.name, first.place()))
            })
            .collect();
        (!places.is_empty()).then(|| {
            format!(
                "Not written: {}. Somebody else changed the same lines and saved them; nothing of either is lost. Say beside what is to stand, and save again.",
                places.join("; ")
            )
        })
    }

    /// What is to be written, but for files in which somebody else changed the same lines: those
    /// are settled first.
    pub fn unwritten(&mut self) -> Vec<Writing> {
        // What was typed since may have ended a conflict.
        for at in 0..self.files.len() {
            if self.files[at].theirs.is_some() && self.files[at].clashes().is_empty() {
                self.settle(at, Take::Ours);
            }
        }
        self.files
            .iter()
            .filter(|file| file.unsaved() && file.theirs.is_none())
            .map(|file| Writing {
                path: file.path.clone(),
                was: file.buffer.base().to_owned(),
                text: file.buffer.text().to_owned(),
            })
            .collect()
    }

    /// Takes in what came of writing. What somebody else saved meanwhile is joined, and stays to be
    /// written.
    ///
    /// # Errors
    /// If a file could not be written; it stays to be saved.
    pub fn wrote(&mut self, wrote: Wrote) -> io::Result<()> {
        match wrote {
            Wrote::Done(writing) => {
                let file = self.files.iter_mut().find(|it| it.path == writing.path);
                if let Some(file) = file {
                    file.gone = None;
                    file.buffer.kept(&writing.text);
                }
                Ok(())
            }
            Wrote::Changed(found) => {
                self.take_in(vec![found]);
                Ok(())
            }
            Wrote::Failed(writing, error) => {
                let name = writing.path.display();
                Err(io::Error::new(error.kind(), format!("{name}: {error}")))
            }
        }
    }

    /// Writes what was changed, but for files in which somebody else changed the same lines
    /// ([`Self::refused`]): those are settled first. What somebody else saved meanwhile is never
    /// written over unseen.
    ///
    /// # Errors
    /// If a file can't be written; what could not be stays to be saved.
    pub fn save(&mut self) -> io::Result<()> {
        let disk = self.disk();
        for _ in 0..SAVE_TRIES {
            for writing in self.unwritten() {
                self.wrote(writing.write(&*disk))?;
            }
            if self.unwritten().is_empty() {
                break;
            }
        }
        self.check();
        self.read_wanted();
        Ok(())
    }
}

/// The file in which a list of the scenario stands, by the outlines of its files: the first that has
/// something in it, else the first that has it at all. A text that is no RON has no outline.
pub fn home_of<'a>(
    outlines: impl Iterator<Item = Option<&'a Outline>> + Clone,
    list: &str,
) -> Option<usize> {
    let path = [To::from(list)];
    let has = |outline: Option<&Outline>, full: bool| {
        outline
            .and_then(|it| it.find(&path))
            .is_some_and(|node| !full || !node.items().is_empty())
    };
    let mut all = outlines.clone();
    all.position(|it| has(it, true)).or_else(|| {
        let mut all = outlines;
        all.position(|it| has(it, false))
    })
}
