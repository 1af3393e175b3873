//! What the window holds, and the screen that is being made ready. Must not draw, and must not say
//! how one screen leads to another.

use super::super::job::Job;
use super::super::live::Live;
use super::super::screens::{Briefing, HomeInput, LiveLayout, drawn_seed};
use super::super::settings::Settings;
use super::super::theme::Theme;
use super::dialogs::Dialogs;
use super::go::Go;
use super::kept::Kept;
use super::library::Library;
use super::records::Records;
use super::report::Report;
use super::rooms::Rooms;
use super::screen::{Opened, Screen};
use crate::starter;
use std::path::{Path, PathBuf};
use wardroom_files as files;

/// Whom to ring if something real happens: beside the records, and never in one.
pub(super) const REAL_CONTACTS: &str = "real-contacts.txt";

/// Everything the window holds.
#[derive(Debug, Default)]
pub struct Shell {
    /// What is shown. Tests and pictures put one there; all others `ask`.
    pub screen: Screen,
    /// Scenarios that can be chosen.
    pub library: Library,
    /// What was rehearsed here.
    pub records: Records,
    /// What is looked at and typed on the home screen.
    pub home: HomeInput,
    /// What is filled in before STARTEX.
    pub briefing: Briefing,
    /// What is folded, scrolled and picked on the live screen, whichever exercise it shows.
    pub layout: LiveLayout,
    /// How the window looks and moves.
    pub settings: Settings,
    /// Rooms in windows of their own, and in this one.
    pub rooms: Rooms,
    /// What lies over the screen.
    pub dialogs: Dialogs,
    pub(super) report: Report,
    /// Whether points are left as they are, whatever the window's size: for tests.
    pub as_is: bool,
    pub(super) between: Between,
}

/// What one frame leaves for the next.
#[derive(Debug, Default)]
pub(super) struct Between {
    /// Whether somebody was typing.
    pub typing: bool,
    /// Where somebody wants to go.
    pub asked: Vec<Go>,
    /// Settings as they were kept, so that they are kept again when they were changed.
    pub kept: Kept,
    /// Which screen was shown last.
    pub shown: Option<std::mem::Discriminant<Screen>>,
}

impl Shell {
    /// A window with the scenarios that can be found, or with one; they are read before there is a
    /// window.
    pub fn new(scenario: Option<&Path>, records: PathBuf) -> Self {
        let mut shell = Self::unread(scenario, records);
        shell.library.read();
        if scenario.is_some() && shell.library.sound().count() == 1 {
            shell.choose(0);
        }
        shell
    }

    /// The same with scenarios that are not read yet: whoever shows it has them read.
    pub fn unread(scenario: Option<&Path>, records: PathBuf) -> Self {
        let settings = Settings::read(&records);
        let real_contacts = files::text(&records.join(REAL_CONTACTS)).unwrap_or_default();
        let mut shell = Self {
            library: Library::of(match scenario {
                Some(path) => vec![path.to_path_buf()],
                None => files::scenarios_in(&files::scenarios_folder()),
            }),
            records: Records::of(records),
            settings,
            briefing: Briefing {
                real_contacts,
                ..Briefing::default()
            },
            between: Between {
                kept: Kept::of(settings),
                ..Between::default()
            },
            ..Self::default()
        };
        shell.records.look();
        if scenario.is_none() {
            shell.look_for_own();
        }
        shell
    }

    /// Reads in the background what was begun here before.
    fn look_for_own(&mut self) {
        let records = self.records.folder().to_path_buf();
        self.home.begin.own.begin(1, move |_| {
            let mains = starter::own(&records).into_iter();
            Some(
                mains
                    .map(|main| (main.clone(), files::scenario(&main)))
                    .collect(),
            )
        });
    }

    /// The report that was saved, if it was.
    pub fn saved(&self) -> Option<&Path> {
        self.report.saved()
    }

    /// Opens reports so from now on, and not with the system's own program: for tests.
    pub fn opens_with(&mut self, open: fn(&Path) -> Result<(), String>) {
        self.report.opens_with(open);
    }

    /// So many exercises of the past are shown on the home screen.
    pub fn past_exercises(&self) -> usize {
        self.records.past.shown().len()
    }

    /// Asks for another screen. It is gone there by whoever drives the window, with `Shell::go`.
    pub fn ask(&mut self, go: Go) {
        self.between.asked.push(go);
    }

    /// Where somebody wants to go, for whoever drives the window.
    pub fn take_asked(&mut self) -> Vec<Go> {
        std::mem::take(&mut self.between.asked)
    }

    /// Opens the briefing of the scenario with this id; of the first if there is none.
    pub fn choose_by_id(&mut self, id: &str) {
        let first = || self.library.sound().next().map(|(at, _)| at);
        let found = self.library.by_id(id).or_else(first);
        self.choose(found.unwrap_or(0));
    }

    /// Opens the briefing of the scenario at a place in the library.
    pub fn choose(&mut self, at: usize) {
        // Whoever comes back to a scenario finds who was to sit where.
        let same = self.library.chosen_place() == at;
        let before = std::mem::take(&mut self.briefing);
        let (names, evaluators) = if same {
            (before.names, before.evaluators)
        } else {
            Default::default()
        };
        self.library.choose(at);
        let mut plan = before.plan;
        plan.beside = self.library.chosen_path();
        self.briefing = Briefing {
            seed: drawn_seed().to_string(),
            names,
            evaluators,
            // The same plan is rehearsed in several exercises.
            plan,
            real_contacts: before.real_contacts,
            ..Briefing::default()
        };
        self.screen = Screen::Briefing;
    }

    /// The theme of the screen that is shown.
    pub fn theme(&self) -> Theme {
        self.settings.theme(!matches!(
            self.screen,
            Screen::Review(_) | Screen::Register(_) | Screen::Author(_) | Screen::Hindcast(_)
        ))
    }

    /// The exercise, if it is what is shown.
    pub fn live(&self) -> Option<&Live> {
        match &self.screen {
            Screen::Live(live) => Some(live),
            _ => None,
        }
    }

    /// Has a screen made ready in the background, and shows it when it is.
    pub(super) fn make_ready(&mut self, work: impl FnOnce() -> Opened + Send + 'static) {
        self.dialogs.trouble = None;
        let mut job = Box::new(Job::default());
        job.begin(1, move |_| Some(work()));
        self.screen = Screen::Opening(job);
    }

    /// Shows what was made ready, if it is.
    pub(super) fn arrive(&mut self) {
        if let Screen::Opening(job) = &mut self.screen
            && job.follow().is_none()
        {
            let opened = job.done.take().unwrap_or_else(|| {
                let why = "It could not be opened. The record is as it was.".to_owned();
                Opened::not(Screen::Home, why)
            });
            if matches!((&opened.screen, &opened.trouble), (Screen::Home, None)) {
                self.records.look();
            }
            self.screen = opened.screen;
            self.dialogs.trouble = opened.trouble;
            if self.report.by_itself()
                && let Screen::Review(review) = &mut self.screen
            {
                self.report.save(review.report(false));
            }
        }
    }

    /// Waits for what is made ready, looked up or written in the background: for tests and pictures.
    pub fn wait(&mut self) {
        if let Screen::Opening(job) = &mut self.screen {
            job.wait();
            self.arrive();
        }
        self.records.wait();
        self.report.wait();
        self.between.kept.wait();
        self.home.find.wait();
        self.briefing.plan.wait();
        self.home.begin.own.wait();
        match &mut self.screen {
            Screen::Live(live) => live.settle(),
            Screen::Review(review) => review.settle(),
            Screen::Author(author) => author.wait(),
            Screen::Register(register) => register.members.wait(),
            Screen::Hindcast(hindcast) => hindcast.wait(),
            _ => {}
        }
        self.arrive();
        self.take_found();
    }

    /// Takes in what was looked up and written in the background.
    pub(super) fn take_found(&mut self) {
        self.records.follow();
        self.home.begin.own.follow();
        for (path, read) in self.home.begin.own.done.take().into_iter().flatten() {
            self.library.take(&path, read);
        }
        if let Some(why) = self.report.follow() {
            self.dialogs.trouble = Some(why);
        }
    }
}
