//! What the author screen is drawn from: plain data, made anew only where something changed. Must
//! not hold what can change a file, and must not check anything.

use super::mending::Placed;
use super::story::StoryView;
use std::ops::Range;
use std::sync::Arc;
use wardroom_author::{Clash, Edited, Project, home_of};
use wardroom_core::balance::Balance;
use wardroom_core::exercise::{Exercise, TruthView};
use wardroom_core::ron_tree::{Node, Outline, Step};
use wardroom_core::scenario::{Problems, Scenario};

/// A file under edit, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileView {
    /// Its path from the scenario's folder.
    pub name: String,
    /// What it holds, with what is not saved.
    pub text: Arc<String>,
    /// As it was when it was last read or written.
    base: Arc<String>,
    /// Where each value of the text stands; none while the text is no RON.
    pub outline: Option<Outline>,
    /// What somebody else saved with changes in the same lines.
    pub theirs: Option<Arc<String>>,
    /// Those lines, here and there; empty without a conflict.
    pub clashes: Vec<Clash>,
}

impl FileView {
    /// Of a file, with the outline of its text where that is known.
    fn of(file: &Edited, outline: Option<Option<Outline>>) -> Self {
        Self {
            name: file.name.clone(),
            text: file.buffer.shared().clone(),
            base: file.buffer.shared_base().clone(),
            outline: outline.unwrap_or_else(|| Outline::of(file.buffer.text())),
            theirs: file.theirs.clone(),
            clashes: file.clashes(),
        }
    }

    /// Whether it is of the file as it stands. Asked in every frame: texts that are the same piece of
    /// memory are not read, and what clashes hangs on the three.
    fn shows(&self, file: &Edited) -> bool {
        self.name == file.name
            && self.text == *file.buffer.shared()
            && self.base == *file.buffer.shared_base()
            && self.theirs == file.theirs
    }
}

/// The last version that was sound.
#[derive(Clone, Debug)]
pub struct SoundView {
    /// As it can be played.
    pub scenario: Arc<Scenario>,
    /// How things stand at STARTEX.
    pub start: Arc<TruthView>,
}

/// Two are the same when their scenarios are: how things stand at STARTEX follows.
impl PartialEq for SoundView {
    fn eq(&self, other: &Self) -> bool {
        self.scenario.hash == other.scenario.hash
    }
}

impl SoundView {
    /// Of a scenario, as it begins.
    pub fn of(scenario: Arc<Scenario>) -> Self {
        let exercise = Exercise::new(scenario.clone(), 1).without_history();
        Self {
            scenario,
            start: Arc::new(exercise.truth_view()),
        }
    }
}

/// Work of seconds or minutes: what is there of it, and how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct LongWork<T> {
    /// How far it has come, 0 to 1, while it is under way.
    pub share: Option<f32>,
    /// What came of it, if it was done of the last sound version.
    pub done: Option<Arc<T>>,
}

impl<T> Default for LongWork<T> {
    fn default() -> Self {
        Self {
            share: None,
            done: None,
        }
    }
}

/// Whether what stands here is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedView {
    /// Whether something is not.
    pub unsaved: bool,
    /// Whether something is on its way there.
    pub saving: bool,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to do again.
    pub can_redo: bool,
    /// How the files are looked after, in words.
    pub watching: String,
}

/// What is seen of a scenario under edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuthorView {
    /// The files, the main one first.
    pub files: Vec<FileView>,
    /// What is wrong with the files as they were checked last.
    pub problems: Arc<Problems>,
    /// Where they stand in the files as they are.
    pub placed: Vec<Placed>,
    /// The last version that was sound, if one ever was.
    pub sound: Option<SoundView>,
    /// That version on the timeline.
    pub story: StoryView,
    /// Whether the files changed since they were last checked.
    pub checking: bool,
    /// Whether they are on disk.
    pub saved: SavedView,
    /// Advice on the last sound version.
    pub advice: LongWork<Problems>,
    /// How difficult the last sound version is.
    pub balance: LongWork<Balance>,
    /// What was saved when, or read anew.
    pub told: Option<String>,
    /// Why something could not be done.
    pub trouble: Option<String>,
}

impl AuthorView {
    /// The last sound version.
    pub fn scenario(&self) -> Option<&Arc<Scenario>> {
        self.sound.as_ref().map(|it| &it.scenario)
    }

    /// The place of the file in which a list of the scenario stands.
    pub fn home_of(&self, list: &str) -> Option<usize> {
        home_in(&self.files, list)
    }

    /// The first file that can't be read as it stands.
    pub fn broken(&self) -> Option<usize> {
        self.files.iter().position(|it| it.outline.is_none())
    }

    /// The problems that begin in a stretch of a file.
    pub fn placed_in(&self, file: usize, range: Range<usize>) -> impl Iterator<Item = &Placed> {
        self.placed
            .iter()
            .filter(move |it| it.file == file && range.contains(&it.range.start))
    }

    /// A value in a file, with the text it stands in.
    pub fn node(&self, file: usize, path: &[Step]) -> Option<(&Node, &str)> {
        let file = self.files.get(file)?;
        let node = file.outline.as_ref()?.find(path)?;
        Some((node, &file.text))
    }

    /// A value as it stands in its file.
    pub fn written(&self, file: usize, node: &Node) -> &str {
        let file = self.files.get(file);
        file.and_then(|it| it.text.get(node.range.clone()))
            .unwrap_or_default()
    }

    /// The items of a list: each with its id and a few words.
    pub fn items(&self, list: &str) -> Vec<(String, String)> {
        let found = self
            .home_of(list)
            .and_then(|file| self.node(file, &[Step::from(list)]));
        let Some((node, _)) = found else {
            return Vec::new();
        };
        node.items()
            .iter()
            .map(|item| {
                let words = |name: &str| item.value.part(&name.into())?.value.words();
                let id = words("id").unwrap_or_default();
                let title = ["title", "question", "name"]
                    .iter()
                    .find_map(|it| words(it));
                (id.to_owned(), title.unwrap_or(id).to_owned())
            })
            .collect()
    }

    /// The place of an item in the text as it stands, by its id: the sound version may be older.
    pub fn place_of(&self, list: &str, id: &str) -> Option<usize> {
        self.items(list).iter().position(|(known, _)| known == id)
    }
}

/// The place of the file in which a list of the scenario stands.
pub fn home_in(files: &[FileView], list: &str) -> Option<usize> {
    home_of(files.iter().map(|it| it.outline.as_ref()), list)
}

/// Shows the files as they stand; keeps what is shown of those that didn't change.
pub fn show_files(shown: &mut Vec<FileView>, project: &Project) {
    shown.truncate(project.files.len());
    for (at, file) in project.files.iter().enumerate() {
        match shown.get_mut(at) {
            Some(view) if view.shows(file) => {}
            Some(view) => {
                let outline = view.outline.take();
                // Of the same text it stays, as there was one or not; a broken one is read anew.
                let outline = if view.text == *file.buffer.shared() {
                    Some(outline)
                } else {
                    outline.map(|it| it.edited(&view.text, file.buffer.text()))
                };
                *view = FileView::of(file, outline);
            }
            None => shown.push(FileView::of(file, None)),
        }
    }
}

/// Ids that are taken already, wherever in the files, are not given again.
pub fn free_id(files: &[FileView], id: &str) -> String {
    let taken = |id: &str| {
        let quoted = wardroom_core::ron_tree::quoted(id);
        files.iter().any(|it| it.text.contains(&quoted))
    };
    let mut number = 2;
    while taken(&format!("{id}-{number}")) {
        number += 1;
    }
    format!("{id}-{number}")
}
