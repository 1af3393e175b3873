//! Authoring in the window: what is seen of the files under edit, what is begun, and whoever does
//! what is asked for. Must not draw.

mod asked;
mod disk;
mod draft;
mod input;
mod mending;
mod places;
mod said;
mod story;
mod trials;
mod view;

pub use asked::{AuthorAction, Leave};
pub use input::{AuthorInput, AuthorTab, Place, Typed};
pub use mending::Placed;
pub use places::moves;
pub use story::{StoryCard, StoryView};
pub use trials::{BALANCE_SEEDS, Trials};
pub use view::{AuthorView, FileView};

use view::SavedView;

use disk::Kept;
use draft::Draft;
use said::Said;
use std::path::Path;
use std::sync::Arc;
use wardroom_author::{Files, Project};
use wardroom_core::ron_tree::{Step, quoted};
use wardroom_core::scenario::Scenario;
use wardroom_papers::report;

/// Authoring.
#[derive(Debug)]
pub struct Author {
    /// What is seen.
    pub view: AuthorView,
    /// What is begun.
    pub input: AuthorInput,
    /// What is found out by playing.
    pub trials: Trials,
    draft: Draft,
    kept: Kept,
    said: Said,
    /// Of what the problems were placed last.
    placed: mending::Places,
    /// Advice that was asked for before the files were checked.
    advising: bool,
    /// Where the author goes as soon as the files are checked.
    leaving: Option<Leave>,
}

impl Author {
    /// Opens a scenario, sound or not, from whoever has its files: as long as it takes to read and
    /// check it, so not in a window's thread.
    ///
    /// # Errors
    /// If its main file can't be read, in words.
    pub fn open(path: &Path, files: Box<dyn Files>) -> Result<Self, String> {
        let project = Project::open(path, files)
            .map_err(|error| format!("{} can't be opened: {error}", path.display()))?;
        let kept = Kept::of(&project)
            .map_err(|error| format!("{} can't be watched: {error}", path.display()))?;
        let mut author = Self {
            view: AuthorView::default(),
            input: AuthorInput::default(),
            trials: Trials::default(),
            draft: Draft::of(project),
            kept,
            said: Said::default(),
            placed: mending::Places::default(),
            advising: false,
            leaving: None,
        };
        author.new_version();
        author.refresh();
        Ok(author)
    }

    /// The files.
    pub fn project(&self) -> &Project {
        &self.draft.project
    }

    /// The last sound version.
    pub fn sound(&self) -> Option<&Arc<Scenario>> {
        self.view.scenario()
    }

    /// Whether something is worked out that is shown when it is there.
    pub fn working(&self) -> bool {
        self.draft.checking() || self.trials.playing()
    }

    /// Waits until the files are checked and were played once, for tests and pictures.
    pub fn wait(&mut self) {
        self.follow();
        while self.working() {
            self.draft.wait();
            self.trials.wait();
            self.follow();
        }
    }

    /// Calls, from another thread, whenever the files have something to tell.
    pub fn when_told(&self, call: impl Fn() + Send + 'static) {
        self.kept.when_told(call);
    }

    /// Takes in what the disk has to tell and what was worked out. Waits for nothing.
    pub fn frame(&mut self) {
        // While somebody types in a box the text must not move under it: what is told is taken in
        // when the box is left.
        if self.input.typed.is_empty() {
            self.kept.hear(&mut self.draft.project, &mut self.said);
        }
        self.follow();
        self.kept.ask(&self.draft.project);
    }

    /// Takes what was worked out, begins what is to be, and shows it.
    fn follow(&mut self) {
        if self.draft.follow() {
            self.new_version();
        }
        if self.trials.follow() {
            self.show_story();
        }
        if self.advising && !self.draft.checking() {
            self.advising = false;
            self.advise();
        }
        self.refresh();
    }

    /// Shows a version that is sound, and has it played.
    fn new_version(&mut self) {
        self.view.sound.clone_from(&self.draft.sound);
        if let Some(sound) = &self.draft.sound {
            self.trials.begin(&sound.scenario);
        }
        self.show_story();
    }

    fn show_story(&mut self) {
        let sound = self.view.scenario();
        self.view.story = sound.map_or_else(StoryView::default, |scenario| {
            StoryView::of(scenario, &self.trials.arrivals)
        });
    }

    /// Shows everything that changes by itself; what stayed as it was is left alone.
    fn refresh(&mut self) {
        let project = &self.draft.project;
        let view = &mut self.view;
        view::show_files(&mut view.files, project);
        if view.problems != project.problems {
            view.problems.clone_from(&project.problems);
        }
        let files: Vec<_> = view
            .files
            .iter()
            .map(|it| (it.name.as_str(), &it.text))
            .collect();
        if let Some(placed) = self.placed.renewed(&view.problems, &files) {
            view.placed = placed;
        }
        let (can_undo, can_redo) = project.can();
        view.checking = self.draft.checking();
        view.saved = SavedView {
            unsaved: project.unsaved(),
            saving: self.kept.saving(),
            can_undo,
            can_redo,
            watching: self.kept.watching(),
        };
        view.advice = trials::seen(&mut self.trials.advice);
        view.balance = trials::seen(&mut self.trials.balance);
        view.told.clone_from(&self.said.told);
        view.trouble.clone_from(&self.said.trouble);
    }

    /// Where the author goes now: what was asked for, once the files as they stand are checked.
    pub fn leaves(&mut self) -> Option<Leave> {
        if self.draft.checking() {
            return None;
        }
        self.leaving.take()
    }

    /// Takes what is typed: nobody loses words because they clicked elsewhere.
    pub fn take_typed(&mut self) {
        for (_, typed) in std::mem::take(&mut self.input.typed) {
            let files = &mut self.view.files;
            let done = match typed.place {
                Place::Words(path) => {
                    self.draft
                        .set(files, typed.file, &path, &quoted(&typed.text))
                }
                Place::Stretch(range) => {
                    self.draft.retype(typed.file, range, &typed.was, typed.text)
                }
            };
            self.said.changed(done);
        }
        self.follow();
    }

    /// Does what is asked for.
    pub fn act(&mut self, action: AuthorAction) {
        self.take_typed();
        match action {
            AuthorAction::TakeTyped => {}
            AuthorAction::Set { file, path, value } => {
                let done = self.draft.set(&mut self.view.files, file, &path, &value);
                self.said.changed(done);
            }
            AuthorAction::Add { file, list, value } => {
                let done = self.draft.add(&mut self.view.files, file, &list, &value);
                self.said.changed(done);
            }
            AuthorAction::Remove { file, path } => {
                let done = self.draft.remove(&mut self.view.files, file, &path);
                self.said.changed(done);
            }
            AuthorAction::Duplicate(list) => {
                let at = self.input.picked(list);
                let done = self.draft.duplicate(&mut self.view.files, list, at);
                self.changed_list(list, at + 1, done);
            }
            AuthorAction::Delete(list) => {
                let at = self.input.picked(list);
                let done = self.draft.delete(&mut self.view.files, list, at);
                self.changed_list(list, at.saturating_sub(1), done);
            }
            AuthorAction::Mend {
                file,
                range,
                was,
                value,
            } => {
                let done = self.draft.retype(file, range, &was, value);
                self.said.changed(done);
            }
            AuthorAction::Go(placed) => self.go(placed),
            AuthorAction::Stand(moved) => {
                let done = places::stand(&mut self.draft, &mut self.view.files, &moved);
                self.said.changed(done);
            }
            AuthorAction::Retime { inject, mins } => self.retime(inject, mins),
            AuthorAction::Show(tab) => {
                self.input.tab = tab;
                self.input.lines = None;
            }
            AuthorAction::List(list) => {
                self.input.list = list;
                self.input.lines = None;
            }
            AuthorAction::AsText(on) => self.input.as_text = on,
            AuthorAction::AsTable(on) => self.input.as_table = on,
            AuthorAction::Pick(list, at) => self.pick(list, at),
            AuthorAction::Find(list, id) => self.find(list, &id),
            AuthorAction::Undo => {
                self.draft.project.undo();
                self.said.trouble = None;
            }
            AuthorAction::Redo => {
                self.draft.project.redo();
                self.said.trouble = None;
            }
            AuthorAction::Save => self.kept.save(&mut self.draft.project, &mut self.said),
            AuthorAction::Settle(file, take) => {
                self.draft.project.settle(file, take);
                self.said.trouble = None;
            }
            AuthorAction::Advise => self.advising = true,
            AuthorAction::Balance(seeds) => {
                if let Some(scenario) = self.sound().cloned() {
                    self.trials.balance(scenario, seeds);
                }
            }
            AuthorAction::StopBalance => {
                self.trials.balance.stop();
                // What is there so far is of fewer seeds than was asked for.
                self.trials.balance.done = None;
            }
            AuthorAction::WriteBalance => self.write_balance(),
            AuthorAction::Leave(leave) => self.leaving = Some(leave),
        }
        self.follow();
    }

    fn pick(&mut self, list: &'static str, at: usize) {
        self.input.picks.insert(list, at);
        self.input.lines = None;
        self.said.trouble = None;
    }

    /// Shows where a problem stands: the field of its item, or where there is none the lines of the file.
    fn go(&mut self, placed: usize) {
        let Some(placed) = self.view.placed.get(placed) else {
            return;
        };
        let (file, at) = (placed.file, placed.range.start);
        let outline = self.view.files[file].outline.as_ref();
        let way = outline.map_or_else(Vec::new, |it| mending::path_at(it, at));
        let item = match &way[..] {
            [Step::Field(list), Step::Item(nth), ..] => AuthorTab::of(list)
                .filter(|(_, list)| self.view.home_of(list) == Some(file))
                .map(|(tab, list)| (tab, list, *nth)),
            _ => None,
        };
        let input = &mut self.input;
        (input.as_text, input.as_table) = (false, false);
        match item {
            Some((tab, list, nth)) => {
                input.tab = tab;
                if tab == AuthorTab::Estate {
                    input.list = list;
                }
                self.pick(list, nth);
                self.input.goal = Some((file, at));
            }
            None => {
                if input.tab == AuthorTab::Balance {
                    input.tab = AuthorTab::Story;
                }
                input.lines = Some((file, at));
            }
        }
    }

    /// Picks an item of the sound version, if it stands in a file that is changed here.
    fn find(&mut self, list: &'static str, id: &str) {
        match self.view.place_of(list, id) {
            Some(at) => self.pick(list, at),
            None => {
                self.said.trouble = Some(
                    "This one stands in an included library. Open that file in an editor to change it."
                        .to_owned(),
                );
            }
        }
    }

    /// Picks what stands at a place of a list that was changed.
    fn changed_list(&mut self, list: &'static str, at: usize, done: Option<Result<(), String>>) {
        let Some(done) = done else { return };
        if done.is_ok() {
            self.input.picks.insert(list, at);
        }
        self.said.changed(done);
    }

    fn retime(&mut self, inject: usize, mins: wardroom_core::scenario::Mins) {
        let Some(scenario) = self.sound().cloned() else {
            return;
        };
        let place = scenario
            .injects
            .get(inject)
            .and_then(|it| self.view.place_of("injects", &it.id));
        let done = place.and_then(|place| {
            let files = &mut self.view.files;
            self.draft.retime(files, &scenario, place, mins)
        });
        if let Some(done) = done {
            self.said.changed(done);
        }
    }

    /// Looks for advice on the files as they stand, which were checked.
    fn advise(&mut self) {
        if !self.draft.project.problems.list.is_empty() {
            self.said.trouble = Some(
                "Solve the problems first: advice is about a scenario that can be played."
                    .to_owned(),
            );
        } else if let Some(scenario) = self.sound().cloned() {
            self.trials.advise(scenario, self.draft.project.checking());
        }
    }

    /// Writes the report on difficulty beside the scenario.
    fn write_balance(&mut self) {
        let (Some(scenario), Some(balance)) = (self.sound(), &self.view.balance.done) else {
            return;
        };
        let page = report::page(&report::balance::document(scenario, balance));
        let path = self.project().path().with_extension("balance.html");
        self.kept.put(path, page.into_bytes());
    }
}
