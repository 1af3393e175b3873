//! Authoring in the window: the project, what is picked in it, what is typed and not yet taken, and
//! the long work beside it. Must not draw.

mod disk;

use super::job::Job;
use super::map::Map;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use wardroom_author::{Ask, Project};
use wardroom_core::advice::advise;
use wardroom_core::balance::{Balance, Plan, run};
use wardroom_core::ensemble::Watching;
use wardroom_core::exercise::{Exercise, TruthView, scripted};
use wardroom_core::ron_tree::{
    Content, EditError, Step, insert, named, printed, quoted, remove, set, text,
};
use wardroom_core::scenario::{Mins, Problems, Scenario};
use wardroom_core::views::arrivals;
use wardroom_core::words;
use wardroom_files::{Disk, Keeper};

/// Seeds over which balance is shown.
pub const BALANCE_SEEDS: u64 = 20;

/// What is shown of a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AuthorTab {
    /// Messages and questions on a timeline.
    #[default]
    Story,
    /// Questions with their options.
    Questions,
    /// Objectives with their tasks.
    Objectives,
    /// The chairs at the table.
    People,
    /// Action cards.
    Cards,
    /// The trust: network, systems, services.
    Estate,
    /// Whether it is sound.
    Balance,
}

impl AuthorTab {
    /// All, with their names.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Story, words::MEL_TIMELINE),
        (Self::Questions, words::DECISION_POINTS),
        (Self::Objectives, "Objectives"),
        (Self::People, "People"),
        (Self::Cards, "Cards"),
        (Self::Estate, "Estate"),
        (Self::Balance, words::DIFFICULTY),
    ];

    /// The lists of the scenario that it shows.
    pub fn lists(self) -> &'static [&'static str] {
        match self {
            Self::Story => &["injects"],
            Self::Questions => &["prompts"],
            Self::Objectives => &["objectives"],
            Self::People => &["roles"],
            Self::Cards => &["cards"],
            Self::Estate => &[
                "segments", "links", "systems", "services", "crews", "channels", "bodies",
                "pathways",
            ],
            Self::Balance => &[],
        }
    }
}

/// What is typed into a field and not taken yet.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The file.
    pub file: usize,
    /// Where it goes: a path, for words; a stretch of text, for what is typed as the format has it.
    pub place: Result<Vec<Step>, std::ops::Range<usize>>,
    /// What stood there when it was begun.
    pub was: String,
    /// What is typed.
    pub text: String,
}

/// Authoring.
#[derive(Debug)]
pub struct Author {
    /// The files.
    pub project: Project,
    /// What is shown.
    pub tab: AuthorTab,
    /// The list that is shown in the estate.
    pub list: &'static str,
    /// The item that is picked, by list.
    picked: BTreeMap<&'static str, usize>,
    /// Fields that are being typed in, by their key: not taken yet.
    pub typed: BTreeMap<String, Typed>,
    /// Points to a minute on the timeline.
    pub zoom: f32,
    /// An inject that is being dragged, and by how many points.
    pub dragged: Option<(usize, f32)>,
    /// Whether the picked item is shown as text.
    pub as_text: bool,
    /// Whether a list of the estate is shown as a table.
    pub as_table: bool,
    /// The map.
    pub map: Map,
    /// Advice on the last sound version.
    pub advice: Job<Problems>,
    /// Balance of the last sound version.
    pub balance: Job<Balance>,
    /// By inject: when it reaches the first scripted team, on one seed; of the version that was
    /// played last.
    pub arrivals: Vec<Option<Mins>>,
    /// The version that is played, or was.
    played: String,
    /// A version that is being played.
    playing: Job<Vec<Option<Mins>>>,
    /// The scenario and how things stand at STARTEX, for the map.
    pub start: Option<(Arc<Scenario>, TruthView)>,
    /// Reads, writes and watches the files.
    keeper: Keeper,
    /// The files that it watches.
    watched: Vec<Ask>,
    /// Files that it was asked for and has not read yet.
    asked: Vec<Ask>,
    /// How often what is being saved was tried, if something is.
    saving: Option<u32>,
    /// What was saved when, or read anew.
    pub told: Option<String>,
    /// Why something could not be done.
    pub trouble: Option<String>,
}

impl Author {
    /// Opens a scenario.
    ///
    /// # Errors
    /// If its main file can't be read, in words.
    pub fn open(path: &Path) -> Result<Self, String> {
        let project = Project::open(path, Box::new(Disk))
            .map_err(|error| format!("{} can't be opened: {error}", path.display()))?;
        let keeper = Keeper::new(project.disk())
            .map_err(|error| format!("{} can't be watched: {error}", path.display()))?;
        let mut author = Self {
            project,
            tab: AuthorTab::Story,
            list: "segments",
            picked: BTreeMap::new(),
            typed: BTreeMap::new(),
            zoom: 2.4,
            dragged: None,
            as_text: false,
            as_table: false,
            map: Map::default(),
            advice: Job::default(),
            balance: Job::default(),
            arrivals: Vec::new(),
            played: String::new(),
            playing: Job::default(),
            start: None,
            keeper,
            watched: Vec::new(),
            asked: Vec::new(),
            saving: None,
            told: None,
            trouble: None,
        };
        author.play();
        Ok(author)
    }

    /// The last sound version.
    pub fn sound(&self) -> Option<&Arc<Scenario>> {
        self.project.sound.as_ref()
    }

    /// Whether the last sound version is being played.
    pub fn playing(&self) -> bool {
        self.playing.running()
    }

    /// Waits until the last sound version was played, for tests and pictures.
    pub fn wait(&mut self) {
        self.playing.wait();
        self.take_arrivals();
    }

    /// Takes what came of playing, if it is there.
    fn take_arrivals(&mut self) {
        self.playing.follow();
        if let Some(arrivals) = self.playing.done.take() {
            self.arrivals = arrivals;
        }
    }

    /// Has the last sound version played once, in the background, to see what comes when.
    fn play(&mut self) {
        let Some(scenario) = self.project.sound.clone() else {
            return;
        };
        if scenario.hash == self.played {
            return;
        }
        self.played.clone_from(&scenario.hash);
        let exercise = Exercise::new(scenario.clone(), 1).without_history();
        self.start = Some((scenario, exercise.truth_view()));
        self.playing
            .begin(1, move |watching| played(exercise, watching));
        // What was found out was of another version.
        self.advice.stop();
        self.balance.stop();
        self.advice.done = None;
        self.balance.done = None;
    }

    /// The list that is shown.
    pub fn shown_list(&self) -> Option<&'static str> {
        match self.tab {
            AuthorTab::Estate => Some(self.list),
            tab => tab.lists().first().copied(),
        }
    }

    /// The place of the item that is picked.
    pub fn picked(&self, list: &'static str) -> usize {
        self.picked.get(list).copied().unwrap_or(0)
    }

    /// Takes what is typed: nobody loses words because they clicked elsewhere.
    pub fn take_typed(&mut self) {
        for (_, typed) in std::mem::take(&mut self.typed) {
            match typed.place {
                Ok(path) => self.set(typed.file, &path, &quoted(&typed.text)),
                Err(range) => self.retype(typed.file, range, &typed.was, typed.text),
            }
        }
    }

    /// Shows another tab.
    pub fn show(&mut self, tab: AuthorTab) {
        self.take_typed();
        self.tab = tab;
    }

    /// Picks an item.
    pub fn pick(&mut self, list: &'static str, at: usize) {
        self.take_typed();
        self.picked.insert(list, at);
        self.trouble = None;
    }

    /// Sets a value, as RON.
    pub fn set(&mut self, file: usize, path: &[Step], value: &str) {
        let done = self
            .project
            .change(file, |text| set(text, path, value))
            .map_err(|error| error.to_string());
        self.done(done);
    }

    /// Puts a value at the end of a list.
    pub fn add_to(&mut self, file: usize, list: &[Step], value: &str) {
        self.take_typed();
        let done = self
            .project
            .change(file, |text| insert(text, list, usize::MAX, value))
            .map_err(|error| error.to_string());
        self.done(done);
    }

    /// Takes a value out.
    pub fn drop_at(&mut self, file: usize, path: &[Step]) {
        self.take_typed();
        let done = self
            .project
            .change(file, |text| remove(text, path))
            .map_err(|error| error.to_string());
        self.done(done);
    }

    /// Replaces a stretch of a file with whatever was typed.
    pub fn retype(&mut self, file: usize, range: std::ops::Range<usize>, was: &str, new: String) {
        let done = self
            .project
            .change(file, |text| {
                // The text may have moved since.
                if text.get(range.clone()) == Some(was) {
                    Ok((range, new))
                } else {
                    Err(EditError::Gone)
                }
            })
            .map_err(|error| error.to_string());
        self.done(done);
    }

    fn done(&mut self, done: Result<(), String>) {
        self.trouble = done.err();
        self.told = None;
        self.play();
    }

    /// Doubles the item that is picked, under an id of its own, and picks the new one.
    pub fn double(&mut self, list: &'static str) {
        self.take_typed();
        let at = self.picked(list);
        let Some(file) = self.project.home_of(list) else {
            return;
        };
        let path = [Step::from(list), at.into()];
        let Some((node, text)) = self.project.node(file, &path) else {
            return;
        };
        let mut copy = text[node.range.clone()].to_owned();
        // Ids that are taken already, wherever in the files.
        let all: String = self
            .project
            .files
            .iter()
            .map(|it| it.buffer.text())
            .collect();
        let id = node.part(&"id".into()).map(|part| part.value.clone());
        if let Some(id) = id
            && let Some(words) = id.words()
        {
            let mut number = 2;
            while all.contains(&quoted(&format!("{words}-{number}"))) {
                number += 1;
            }
            let range = id.range.start - node.range.start..id.range.end - node.range.start;
            copy.replace_range(range, &quoted(&format!("{words}-{number}")));
        }
        let done = self
            .project
            .change(file, |text| {
                insert(text, &[Step::from(list)], at + 1, &copy)
            })
            .map_err(|error| error.to_string());
        if done.is_ok() {
            self.pick(list, at + 1);
        }
        self.done(done);
    }

    /// Takes the item that is picked out.
    pub fn take_out(&mut self, list: &'static str) {
        self.take_typed();
        let at = self.picked(list);
        let Some(file) = self.project.home_of(list) else {
            return;
        };
        let path = [Step::from(list), at.into()];
        let done = self
            .project
            .change(file, |text| remove(text, &path))
            .map_err(|error| error.to_string());
        if done.is_ok() {
            self.pick(list, at.saturating_sub(1));
        }
        self.done(done);
    }

    /// The place of an item in the text as it stands, by its id: the picture may be of an older
    /// version.
    pub fn place_of(&self, list: &str, id: &str) -> Option<usize> {
        self.items(list).iter().position(|(known, _)| known == id)
    }

    /// Sends an inject of the last sound version at another time.
    pub fn retime(&mut self, inject: usize, mins: Mins) {
        let Some(scenario) = self.sound().cloned() else {
            return;
        };
        let Some(file) = self.project.home_of("injects") else {
            return;
        };
        let Some(inject) = scenario
            .injects
            .get(inject)
            .and_then(|it| self.place_of("injects", &it.id))
        else {
            return;
        };
        let mins = mins.min(scenario.ends_mins);
        let clock = scenario.clock(u64::from(mins) * 60);
        let when =
            if wardroom_papers::exchange::msel::minutes(&scenario, "", &clock, false) == Ok(mins) {
                clock
            } else {
                format!("T+{}:{:02}", mins / 60, mins % 60)
            };
        let path = [Step::from("injects"), inject.into(), "fires".into()];
        self.take_typed();
        let at = named("At", Content::Tuple(vec![text(&when)]));
        self.set(file, &path, &printed(at));
    }

    /// Undoes, or does again.
    pub fn undo(&mut self, again: bool) {
        self.take_typed();
        let _changed = if again {
            self.project.redo()
        } else {
            self.project.undo()
        };
        self.trouble = None;
        self.play();
    }

    /// Looks for advice on the version that is on disk.
    pub fn ask_advice(&mut self) {
        self.take_typed();
        if !self.project.problems.list.is_empty() {
            self.trouble = Some(
                "Solve the problems first: advice is about a scenario that can be played."
                    .to_owned(),
            );
            return;
        }
        let Some(scenario) = self.sound().cloned() else {
            return;
        };
        let texts: Vec<(String, Vec<u8>)> = self
            .project
            .files
            .iter()
            .map(|it| (it.name.clone(), it.buffer.text().as_bytes().to_vec()))
            .collect();
        self.advice.begin(1, move |_| {
            let main = texts.first()?.0.clone();
            let loaded = wardroom_core::scenario::load(&main, &|name| {
                texts
                    .iter()
                    .find(|(known, _)| known == name)
                    .map(|(_, bytes)| bytes.clone())
                    .ok_or_else(|| "it is not open".to_owned())
            })
            .ok()?;
            Some(advise(&scenario, &loaded))
        });
    }

    /// Balances the last sound version.
    pub fn ask_balance(&mut self, seeds: u64) {
        let Some(scenario) = self.sound().cloned() else {
            return;
        };
        let count = u32::try_from(seeds).unwrap_or(u32::MAX);
        self.balance.begin(count, move |watching| {
            let plan = Plan::of(&scenario, true, true);
            let seeds: Vec<u64> = (1..=seeds).collect();
            let found = Mutex::new(BTreeMap::new());
            run(&scenario, &plan, &seeds, watching, &|result| {
                if let Ok(mut found) = found.lock() {
                    found.insert(result.seed, result);
                }
            });
            if watching.stop.load(Ordering::Relaxed) {
                return None;
            }
            let found = found.into_inner().ok()?;
            Balance::of(&scenario, &plan, found.values())
        });
    }

    /// Writes the balance report beside the scenario.
    pub fn write_balance(&mut self) {
        let (Some(scenario), Some(balance)) = (self.sound(), &self.balance.done) else {
            return;
        };
        let page = wardroom_papers::report::page(&wardroom_papers::report::balance::document(
            scenario, balance,
        ));
        let path = self.project.path().with_extension("balance.html");
        self.keeper.put(path, page.into_bytes());
    }

    /// The items of a list: each with its id and a few words.
    pub fn items(&self, list: &str) -> Vec<(String, String)> {
        let Some(file) = self.project.home_of(list) else {
            return Vec::new();
        };
        let Some((node, _)) = self.project.node(file, &[Step::from(list)]) else {
            return Vec::new();
        };
        node.items()
            .iter()
            .map(|item| {
                let words = |name: &str| {
                    item.value
                        .part(&name.into())
                        .and_then(|part| part.value.words())
                        .map(ToOwned::to_owned)
                };
                let title = ["title", "question", "name"]
                    .iter()
                    .find_map(|it| words(it));
                let id = words("id").unwrap_or_default();
                (id.clone(), title.unwrap_or(id))
            })
            .collect()
    }
}

/// By inject: when it reaches the first scripted team, or comes if there is none.
fn played(mut exercise: Exercise, watching: &Watching) -> Option<Vec<Option<Mins>>> {
    let wanted = || !watching.stop.load(Ordering::Relaxed);
    let scenario = exercise.scenario().clone();
    match scenario.teams.first() {
        Some(team) => scripted::play(&mut exercise, team, |_, _| wanted()),
        None => {
            exercise.advance(u64::from(scenario.ends_mins) * 60);
        }
    }
    wanted().then(|| arrivals(&exercise))
}
