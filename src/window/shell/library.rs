//! The scenarios that can be chosen: their files, what came of reading each, and which one is
//! chosen. Must not read them in a frame: whoever has read one hands it over.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::scenario::{Problems, Scenario};
use wardroom_files as files;

/// A scenario's file.
#[derive(Debug)]
struct Listed {
    path: PathBuf,
    /// As it was when it was last sound.
    scenario: Option<Arc<Scenario>>,
    /// Why it can't be played as it is now.
    broken: Option<String>,
}

/// Scenarios by their files. Places never change: what is new comes at the end.
#[derive(Debug, Default)]
pub struct Library {
    listed: Vec<Listed>,
    chosen: usize,
}

impl Library {
    /// Of these files, none of which has been read.
    pub fn of(paths: Vec<PathBuf>) -> Self {
        let listed = paths.into_iter().map(|path| Listed {
            path,
            scenario: None,
            broken: None,
        });
        Self {
            listed: listed.collect(),
            chosen: 0,
        }
    }

    /// Reads what has not been read, and waits for it: before there is a window.
    pub fn read(&mut self) {
        for path in self.unread() {
            self.take(&path, files::scenario(&path));
        }
    }

    /// The files that nobody has read yet.
    pub fn unread(&self) -> Vec<PathBuf> {
        let unread = |it: &&Listed| it.scenario.is_none() && it.broken.is_none();
        let unread = self.listed.iter().filter(unread);
        unread.map(|it| it.path.clone()).collect()
    }

    /// The folder in which the files lie that nobody has read yet.
    pub fn folder(&self) -> Option<PathBuf> {
        let unread = self.unread();
        unread.first()?.parent().map(Path::to_path_buf)
    }

    /// Whether all was read and nothing can be played.
    pub fn nothing_found(&self) -> bool {
        self.unread().is_empty() && self.sound().next().is_none()
    }

    /// Takes what came of reading a file.
    pub fn take(&mut self, path: &Path, read: Result<Arc<Scenario>, Problems>) {
        let at = self.place_of(path);
        let listed = &mut self.listed[at];
        match read {
            Ok(scenario) => {
                listed.scenario = Some(scenario);
                listed.broken = None;
            }
            Err(problems) => {
                let path = path.display();
                let count = problems.list.len();
                listed.broken = Some(format!(
                    "{path} can't be played: {count} problems. `wardroom check {path}` shows them."
                ));
            }
        }
    }

    /// The place of a file, which is listed from now on if it was not.
    fn place_of(&mut self, path: &Path) -> usize {
        if let Some(at) = self.listed.iter().position(|it| it.path == path) {
            return at;
        }
        self.listed.push(Listed {
            path: path.to_path_buf(),
            scenario: None,
            broken: None,
        });
        self.listed.len() - 1
    }

    /// Takes a sound scenario that was written in this window, and tells its place.
    pub fn put(&mut self, path: &Path, scenario: Arc<Scenario>) -> usize {
        self.take(path, Ok(scenario));
        self.place_of(path)
    }

    /// The same for a file that is listed; one that was never offered stays so.
    pub fn renew(&mut self, path: &Path, scenario: Arc<Scenario>) {
        if self.listed.iter().any(|it| it.path == path) {
            self.take(path, Ok(scenario));
        }
    }

    /// Those that can be played, each with its place.
    pub fn sound(&self) -> impl Iterator<Item = (usize, &Arc<Scenario>)> {
        let listed = self.listed.iter().enumerate();
        listed
            .filter(|(_, it)| it.broken.is_none())
            .filter_map(|(at, it)| Some((at, it.scenario.as_ref()?)))
    }

    /// Why others can't, each with its place.
    pub fn broken(&self) -> impl Iterator<Item = (usize, &str)> {
        let listed = self.listed.iter().enumerate();
        listed.filter_map(|(at, it)| Some((at, it.broken.as_deref()?)))
    }

    /// The place of the scenario with this id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        let mut sound = self.sound();
        sound.find(|(_, it)| it.id == id).map(|(at, _)| at)
    }

    /// Chooses the one at a place.
    pub fn choose(&mut self, at: usize) {
        self.chosen = at;
    }

    /// The one that is chosen, as it was when it was last sound.
    pub fn chosen(&self) -> Option<&Arc<Scenario>> {
        self.listed.get(self.chosen)?.scenario.as_ref()
    }

    /// The place of the one that is chosen.
    pub fn chosen_place(&self) -> usize {
        self.chosen
    }

    /// The file of the one that is chosen.
    pub fn chosen_path(&self) -> PathBuf {
        let chosen = self.listed.get(self.chosen);
        chosen.map(|it| it.path.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_breaks_is_offered_no_more_and_one_that_is_chosen_stays_as_it_was() {
        let path = PathBuf::from("scenarios/friday-lunchtime.ron");
        let mut library = Library::of(vec![path.clone()]);
        assert_eq!(library.unread(), vec![path.clone()]);
        library.read();
        assert_eq!((library.unread(), library.sound().count()), (Vec::new(), 1));
        library.choose(0);
        library.take(&path, Err(Problems::unreadable("it", "as a test wants it")));
        assert_eq!(library.sound().count(), 0);
        assert_eq!(library.broken().count(), 1);
        assert!(library.chosen().is_some(), "whoever is briefed goes on");
        library.read();
        assert_eq!(library.broken().count(), 1, "it is not read again unasked");
        library.take(&path, files::scenario(&path));
        assert_eq!((library.sound().count(), library.broken().count()), (1, 0));
    }
}
