//! The ways from screen to screen: the one place where what is asked for leads to another. Must not
//! draw, and must not hold up a frame but for tests.

use super::super::author::Author;
use super::super::live::{Live, Present};
use super::super::register::Register;
use super::super::review::Review;
use super::super::screens::{LiveLayout, opening_note};
use super::go::Go;
use super::screen::{Opened, Screen};
use super::state::{REAL_CONTACTS, Shell};
use crate::starter;
use std::path::{Path, PathBuf};
use wardroom_core::exercise::Command;
use wardroom_core::host::Ask;
use wardroom_core::record::Person;
use wardroom_core::scenario::Scenario;
use wardroom_files as files;

impl Shell {
    /// Goes where it was asked to go.
    pub fn go(&mut self, go: Go) {
        // What was said of one screen is no news on another.
        if go != Go::Arrive {
            self.dialogs.trouble = None;
        }
        match go {
            Go::Home => self.home(),
            Go::Choose(at) => self.choose(at),
            Go::Open(at) => self.open(at),
            Go::OpenNamed => self.open_named(),
            Go::Register => self.register(),
            Go::Hindcast => self.hindcast(),
            Go::Author => self.begin_author(),
            Go::Write => self.write(),
            Go::LeaveAuthor => self.leave_author(),
            Go::TryOut => self.try_out(),
            Go::Begin => self.begin(None),
            Go::Branch => self.branch(),
            Go::Review => self.begin_review(),
            Go::Arrive => self.arrive(),
        }
    }

    /// Goes to the home screen; from a review once everything that was asked there is on record.
    pub fn home(&mut self) {
        match std::mem::take(&mut self.screen) {
            Screen::Review(mut review) => {
                if self.report.by_itself() {
                    // What was rated and agreed since ENDEX stands in it too.
                    self.report.save(review.report(false));
                }
                if review.unfinished() {
                    self.leave_review(review);
                } else {
                    self.records.look();
                }
            }
            _ => self.records.look(),
        }
    }

    /// Leaves a review for home, unless its disk does not take what was asked.
    fn leave_review(&mut self, mut review: Box<Review>) {
        self.make_ready(move || match review.finish() {
            Some(why) => Opened::not(Screen::Review(review), why),
            None => Opened::at(Screen::Home),
        });
    }

    /// Opens an exercise of the past: goes on with it, or reviews it.
    pub fn open(&mut self, at: usize) {
        let Some(past) = self.records.past.shown().get(at).cloned() else {
            return;
        };
        self.report.begin_anew(false);
        self.layout = LiveLayout::default();
        self.make_ready(move || opened(&past.path, past.unfinished));
    }

    /// Opens the exercise whose record is named on the home screen, by its file or its folder.
    pub fn open_named(&mut self) {
        let typed = self.home.find.typed.trim().to_owned();
        if typed.is_empty() {
            self.dialogs.trouble =
                Some("Type where the record is, or drop it on this window.".to_owned());
            return;
        }
        self.report.begin_anew(false);
        self.layout = LiveLayout::default();
        self.make_ready(move || {
            let mut path = PathBuf::from(typed);
            if files::is_folder(&path) {
                path.push("record.jsonl");
            }
            match files::record(&path) {
                Ok(record) => opened(&path, !record.ended()),
                Err(error) => {
                    let path = path.display();
                    let why = format!("{path} can't be opened as a record: {error}");
                    Opened::not(Screen::Home, why)
                }
            }
        });
    }

    /// Shows the register of what was rehearsed here.
    pub fn register(&mut self) {
        self.screen = Screen::Register(Box::new(Register::of(self.records.folder())));
    }

    /// Shows the hindcast.
    pub fn hindcast(&mut self) {
        self.screen = Screen::Hindcast(Box::default());
    }

    /// Opens a scenario to be written, and waits until it is read and checked: for when there is no
    /// window yet.
    ///
    /// # Errors
    /// If its main file can't be read, in words.
    pub fn author(&mut self, path: &Path) -> Result<(), String> {
        let author = Author::open(path, Box::new(files::Disk))?;
        self.screen = Screen::Author(Box::new(author));
        Ok(())
    }

    /// Has a scenario opened in the background, from whoever has its files, to be written.
    pub fn author_from(&mut self, path: PathBuf, files: Box<dyn wardroom_author::Files>) {
        self.make_ready(move || match Author::open(&path, files) {
            Ok(author) => Opened::at(Screen::Author(Box::new(author))),
            Err(why) => Opened::not(Screen::Briefing, why),
        });
    }

    /// Opens the scenario that is chosen to be written, and waits until it is there: for those who
    /// have no frame to wait for.
    pub fn author_chosen(&mut self) {
        self.begin_author();
        self.wait();
    }

    /// Opens the scenario that is chosen to be written, made ready in the background.
    fn begin_author(&mut self) {
        let path = self.library.chosen_path();
        if path.starts_with(files::SHIPPED)
            && let Some(scenario) = self.library.chosen().cloned()
        {
            // What is inside the program can't be changed: a copy can.
            let records = self.records.folder().to_path_buf();
            let taken = self.taken();
            self.make_ready(move || {
                written(starter::copy(&records, &scenario, &taken), Screen::Briefing)
            });
            return;
        }
        self.author_from(self.library.chosen_path(), Box::new(files::Disk));
    }

    /// Begins a scenario of one's own, and opens it to be written.
    fn write(&mut self) {
        let title = std::mem::take(&mut self.home.begin.title);
        self.home.begin.open = false;
        let records = self.records.folder().to_path_buf();
        let taken = self.taken();
        self.make_ready(move || {
            let begun = starter::begin(&records, title.trim(), &taken);
            written(begun, Screen::Home)
        });
    }

    /// The ids that no other scenario may have.
    fn taken(&self) -> Vec<String> {
        self.library.sound().map(|(_, it)| it.id.clone()).collect()
    }

    /// Tries the last sound version of the scenario that is being written.
    fn try_out(&mut self) {
        let Screen::Author(author) = &self.screen else {
            return;
        };
        if author.project().unsaved() {
            self.dialogs.trouble =
                Some("Something is not saved yet. Save it, and then try it.".to_owned());
            return;
        }
        let Some(scenario) = author.sound().cloned() else {
            return;
        };
        let at = self.library.put(&author.project().path(), scenario);
        self.choose(at);
    }

    /// Goes home, if nothing would be lost by that.
    fn leave_author(&mut self) {
        let lost = std::mem::take(&mut self.dialogs.left);
        if let Screen::Author(author) = &mut self.screen
            && author.project().unsaved()
        {
            if lost {
                self.home();
            } else {
                self.dialogs.leaving = true;
            }
            return;
        }
        if let Screen::Author(author) = &mut self.screen {
            // What was written is what can be chosen.
            if let Some(scenario) = author.sound().cloned() {
                let path = author.project().path();
                if path.starts_with(starter::own_folder(self.records.folder())) {
                    self.library.put(&path, scenario);
                } else {
                    self.library.renew(&path, scenario);
                }
            }
        }
        self.home();
    }

    /// Has a scripted team play the chosen scenario, with the clock running, from STARTEX or from a
    /// time.
    ///
    /// # Errors
    /// If there is no such scenario or team, or the record can't be written; in words.
    pub fn watch(&mut self, team: &str, from: Option<&str>) -> Result<(), String> {
        let scenario = self
            .library
            .chosen()
            .ok_or("there is no scenario to play")?;
        if !scenario.teams.iter().any(|it| it.id == team) {
            let ids: Vec<&str> = scenario.teams.iter().map(|it| it.id.as_str()).collect();
            return Err(format!(
                "the scenario has no team “{team}”; it has {}",
                ids.join(", ")
            ));
        }
        self.choose(self.library.chosen_place());
        self.start(Some(team));
        if let Some(why) = self.dialogs.trouble.take() {
            return Err(why);
        }
        if let Screen::Live(live) = &mut self.screen {
            if let Some(from) = from {
                live.ask(Ask::Jump(from.to_owned()));
                if let Some(why) = live.refusal.take() {
                    return Err(why);
                }
            }
            live.ask(Ask::Run(true));
            live.ask(Ask::Speed(600));
        }
        Ok(())
    }

    /// STARTEX, and waits until it is there: for those who have no frame to wait for.
    pub fn start(&mut self, team: Option<&str>) {
        self.begin(team);
        self.wait();
    }

    /// STARTEX, made ready in the background; with a team's id, a scripted team plays.
    pub fn begin(&mut self, team: Option<&str>) {
        let Some(scenario) = self.library.chosen().cloned() else {
            return;
        };
        let Ok(seed) = self.briefing.seed.trim().parse::<u64>() else {
            self.dialogs.trouble =
                Some("The seed must be a whole number, e.g. 4172. Nothing was started.".to_owned());
            return;
        };
        let people = seated(&scenario, &self.briefing.names);
        let team = team.and_then(|id| scenario.teams.iter().find(|team| team.id == id).cloned());
        let evaluators: Vec<String> = self
            .briefing
            .evaluators
            .split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        let opening = opening_note(&scenario, &self.briefing);
        let core = scenario.run_sheet.is_some() && !self.briefing.full_set && team.is_none();
        self.layout = LiveLayout::default();
        // The rooms' cameras come back from the places that were briefed.
        self.rooms.places.clear();
        let folder = self.records.folder().to_path_buf();
        let plan = self.briefing.plan.chosen.clone();
        // Whom the program plays, nobody rehearses.
        let of_type = self.briefing.of_type.filter(|_| team.is_none());
        let contacts = self.briefing.real_contacts.clone();
        self.make_ready(move || {
            let place = folder.join(REAL_CONTACTS);
            if files::text(&place).unwrap_or_default() != contacts {
                // That they can't be kept for the next time is no trouble worth telling.
                let _unkept = files::write(&place, contacts.as_bytes());
            }
            let present = Present {
                people,
                evaluators,
                of_type,
            };
            match Live::start(&scenario, seed, present, plan.as_deref(), &folder, team) {
                Ok(mut live) => {
                    if let Some(text) = opening {
                        live.command(Command::Note {
                            by: "Facilitator".to_owned(),
                            text,
                            task: None,
                            rating: None,
                            inject: None,
                        });
                    }
                    if core {
                        live.command(Command::PlayCore);
                    }
                    Opened::at(Screen::Live(Box::new(live)))
                }
                Err(why) => Opened::not(Screen::Briefing, why),
            }
        });
    }

    /// Branches off from the moment that is looked at.
    fn branch(&mut self) {
        let screen = std::mem::take(&mut self.screen);
        let Screen::Live(mut live) = screen else {
            self.screen = screen;
            return;
        };
        self.make_ready(move || {
            match live.branch() {
                Ok(branch) => *live = branch,
                Err(why) => live.refusal = Some(why),
            }
            Opened::at(Screen::Live(live))
        });
    }

    /// Goes to the review, and waits until it is there: for those who have no frame to wait for.
    pub fn review(&mut self) {
        self.begin_review();
        self.wait();
    }

    /// Goes to the review of the exercise that has ended, made ready in the background.
    pub fn begin_review(&mut self) {
        let screen = std::mem::take(&mut self.screen);
        let Screen::Live(mut live) = screen else {
            self.screen = screen;
            return;
        };
        self.report.begin_anew(true);
        self.make_ready(move || {
            live.ask(Ask::ReturnToNow);
            live.flush();
            if live.not_on_disk() {
                // The record would lack its end: first there must be room for it.
                return Opened::at(Screen::Live(live));
            }
            match Review::of(*live) {
                Some(review) => Opened::at(Screen::Review(Box::new(review))),
                None => Opened::at(Screen::Home),
            }
        });
    }

    /// Writes the reports beside the record; without names into a folder of their own there, which
    /// can be given away whole.
    pub fn save(&mut self, without_names: bool) {
        let Screen::Review(review) = &mut self.screen else {
            return;
        };
        self.report.save(review.report(without_names));
    }
}

impl Shell {
    /// Writes the evidence pack of the exercise that is reviewed into a folder beside its record.
    pub fn write_evidence(&mut self) {
        let Screen::Review(review) = &mut self.screen else {
            return;
        };
        self.report.write_evidence(review.evidence());
    }
}

/// A scenario that was begun, opened to be written; or the screen before, and why there is none.
fn written(begun: Result<PathBuf, String>, before: Screen) -> Opened {
    let opened = begun.and_then(|main| Author::open(&main, Box::new(files::Disk)));
    match opened {
        Ok(author) => Opened::at(Screen::Author(Box::new(author))),
        Err(why) => Opened::not(before, why),
    }
}

/// An exercise of the past: on with it, or its review.
fn opened(record: &Path, unfinished: bool) -> Opened {
    if unfinished {
        return Opened::live(Live::go_on(record));
    }
    match Review::open(record) {
        Ok(review) => Opened::at(Screen::Review(Box::new(review))),
        Err(why) => Opened::not(Screen::Home, why),
    }
}

/// Who sits on each of a scenario's chairs, by the names that were filled in.
fn seated(scenario: &Scenario, names: &[String]) -> Vec<Person> {
    let roles = scenario.roles.iter().enumerate();
    let person = |(at, role): (usize, &wardroom_core::scenario::Role)| Person {
        role: role.id.clone(),
        name: names
            .get(at)
            .map(|name| name.trim().to_owned())
            .unwrap_or_default(),
    };
    roles.map(person).collect()
}
