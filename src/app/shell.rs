//! The window without its window system: which screen is shown, and what its actions lead to. Runs
//! in a test as it does in Bevy. Must not know Bevy.

use super::panels::Action;
use super::past::{self, Past};
use super::screens::{
    Briefing, BriefingAction, HomeAction, LiveLayout, ReviewAction, briefing_ui, home_ui, live_ui,
    review_ui,
};
use super::session::Live;
use super::theme::{self, DARK, LIGHT, Theme};
use crate::assessment::{assess, references};
use crate::exercise::Command;
use crate::files;
use crate::record::Person;
use crate::report::{self, Finished, Summary};
use crate::scenario::Scenario;
use egui::{Frame, Key, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which screen is shown.
#[derive(Debug, Default)]
pub enum Screen {
    /// Choose a scenario.
    #[default]
    Home,
    /// Who sits where.
    Briefing,
    /// The exercise.
    Live(Box<Live>),
    /// What came of it.
    Review(Box<Finished>),
}

/// Everything the window holds.
#[derive(Debug, Default)]
pub struct Shell {
    /// The screen.
    pub screen: Screen,
    /// Scenarios that can be chosen.
    pub scenarios: Vec<Arc<Scenario>>,
    /// Why others can't.
    broken: Vec<String>,
    /// What was rehearsed here.
    past: Vec<Past>,
    /// The one that is chosen.
    pub chosen: usize,
    /// What is filled in before STARTEX.
    pub briefing: Briefing,
    /// Where records go.
    records: PathBuf,
    layout: LiveLayout,
    /// The objective whose tasks are shown in the review.
    pub open_objective: Option<usize>,
    saved: Option<String>,
    record: PathBuf,
    /// Whether motion is wanted.
    motion: bool,
    shown: Option<Theme>,
    /// Whether the context has its faces.
    faces: bool,
    /// A message that something could not be done.
    trouble: Option<String>,
}

impl Shell {
    /// A window with the scenarios that can be found, or with one.
    pub fn new(scenario: Option<&Path>, records: PathBuf) -> Self {
        let mut shell = Self {
            records,
            motion: true,
            ..Self::default()
        };
        let paths = match scenario {
            Some(path) => vec![path.to_path_buf()],
            None => files::scenarios_folder()
                .map(|folder| files::scenarios_in(&folder))
                .unwrap_or_default(),
        };
        for path in paths {
            match files::scenario(&path) {
                Ok(scenario) => shell.scenarios.push(scenario),
                Err(problems) => shell.broken.push(format!(
                    "{} can't be played: {} problems. `wardroom check {}` shows them.",
                    path.display(),
                    problems.list.len(),
                    path.display()
                )),
            }
        }
        shell.past = past::in_folder(&shell.records);
        if scenario.is_some() && shell.scenarios.len() == 1 {
            shell.choose(0);
        }
        shell
    }

    /// Whether exercise time passes.
    pub fn running(&self) -> bool {
        matches!(&self.screen, Screen::Live(live) if live.clock.running)
    }

    /// Goes to the home screen.
    pub fn home(&mut self) {
        self.past = past::in_folder(&self.records);
        self.screen = Screen::Home;
    }

    /// Opens an exercise of the past: goes on with it, or reviews it.
    fn open(&mut self, at: usize) {
        let Some(past) = self.past.get(at).cloned() else {
            return;
        };
        let opened = if past.unfinished {
            Live::go_on(&past.path).map(|live| Screen::Live(Box::new(live)))
        } else {
            files::record(&past.path)
                .map_err(|error| error.to_string())
                .and_then(|opened| Finished::from_record(&opened).map_err(|it| it.to_string()))
                .map(|finished| Screen::Review(Box::new(finished)))
        };
        match opened {
            Ok(screen) => {
                self.record = past.path;
                self.saved = None;
                self.open_objective = None;
                self.trouble = None;
                self.layout = LiveLayout::default();
                self.screen = screen;
            }
            Err(why) => self.trouble = Some(why),
        }
    }

    /// Opens the briefing of a scenario.
    pub fn choose(&mut self, at: usize) {
        self.chosen = at;
        self.briefing = Briefing {
            seed: (rand::random::<u32>() % 9_000 + 1_000).to_string(),
            ..Briefing::default()
        };
        self.screen = Screen::Briefing;
    }

    /// The theme of the screen that is shown.
    pub fn theme(&self) -> &'static Theme {
        match self.screen {
            Screen::Review(_) => &LIGHT,
            _ => &DARK,
        }
    }

    /// One frame: real time passes, the screen is shown, what was asked for is done.
    pub fn frame(&mut self, ui: &mut Ui, frame_secs: f64) {
        let theme = *self.theme();
        if !self.faces {
            // Faces are there from the next frame on.
            self.faces = true;
            theme::set_fonts(ui.ctx());
            theme::apply(ui.ctx(), &theme);
            ui.ctx().request_repaint();
            return;
        }
        if self.shown != Some(theme) {
            theme::apply(ui.ctx(), &theme);
            self.shown = Some(theme);
            ui.ctx().request_repaint();
        }
        fit(ui.ctx());
        ui.painter()
            .rect_filled(ui.max_rect(), egui::CornerRadius::ZERO, theme.ground);
        ui.set_style(ui.ctx().global_style());
        if let Some(trouble) = self.trouble.clone() {
            egui::Panel::top("trouble")
                .frame(
                    Frame::new()
                        .fill(theme.alarm)
                        .inner_margin(egui::Margin::symmetric(18, 10)),
                )
                .show(ui, |ui| {
                    super::widgets::row(
                        ui,
                        |ui| {
                            ui.label(trouble);
                        },
                        |ui| {
                            if super::widgets::secondary(ui, &theme, "Understood").clicked() {
                                self.trouble = None;
                            }
                        },
                    );
                });
        }
        match &mut self.screen {
            Screen::Home => {
                let action = home_ui(ui, &theme, &self.scenarios, &self.broken, &self.past);
                match action {
                    Some(HomeAction::Choose(at)) => self.choose(at),
                    Some(HomeAction::Open(at)) => self.open(at),
                    None => {}
                }
            }
            Screen::Briefing => {
                let scenario = self.scenarios[self.chosen].clone();
                match briefing_ui(ui, &theme, &scenario, &mut self.briefing) {
                    Some(BriefingAction::Back) => self.home(),
                    Some(BriefingAction::Start) => self.start(None),
                    None => {}
                }
            }
            Screen::Live(live) => {
                live.frame(frame_secs);
                let mut actions = live_ui(ui, &theme, live, &mut self.layout, self.motion);
                actions.extend(keys(ui, live));
                for action in actions {
                    self.act(action);
                }
            }
            Screen::Review(finished) => {
                let action = review_ui(
                    ui,
                    &theme,
                    finished,
                    &mut self.open_objective,
                    self.saved.as_deref(),
                );
                match action {
                    Some(ReviewAction::Home) => self.home(),
                    Some(ReviewAction::Save) => self.save(),
                    None => {}
                }
            }
        }
    }

    /// STARTEX; with a team's id, a scripted team plays.
    pub fn start(&mut self, team: Option<&str>) {
        let scenario = self.scenarios[self.chosen].clone();
        let seed = match self.briefing.seed.trim().parse::<u64>() {
            Ok(seed) => seed,
            Err(_) => {
                self.trouble = Some(
                    "The seed must be a whole number, e.g. 4172. Nothing was started.".to_owned(),
                );
                return;
            }
        };
        let people = scenario
            .roles
            .iter()
            .enumerate()
            .map(|(at, role)| Person {
                role: role.id.clone(),
                name: self
                    .briefing
                    .names
                    .get(at)
                    .map(|name| name.trim().to_owned())
                    .unwrap_or_default(),
            })
            .collect();
        let team = team.and_then(|id| scenario.teams.iter().find(|team| team.id == id).cloned());
        match Live::start(&scenario, seed, people, &self.records, team) {
            Ok(live) => {
                self.layout = LiveLayout::default();
                self.trouble = None;
                self.screen = Screen::Live(Box::new(live));
            }
            Err(why) => self.trouble = Some(why),
        }
    }

    /// Does what a panel asked for.
    fn act(&mut self, action: Action) {
        let Screen::Live(live) = &mut self.screen else {
            return;
        };
        match action {
            Action::Command(command) => {
                // Only what was taken is cleared: a rationale that is half typed stays.
                if live.command(&command) {
                    let draft = &mut live.draft;
                    if matches!(command, Command::Play { .. }) {
                        draft.card = None;
                        draft.card_because.clear();
                    } else if matches!(command, Command::Decide { .. }) {
                        draft.option = None;
                        draft.prompt = None;
                        draft.because.clear();
                    }
                }
            }
            Action::Run(run) => live.clock.running = run && !live.exercise().ended(),
            Action::Speed(speed) => live.clock.speed = speed,
            Action::Next => live.next(),
            Action::Read(at) => live.read(at),
            Action::Hold(at) => live.held = at,
            Action::Pick(segment) => live.picked = segment,
            Action::Dismiss => live.refusal = None,
            Action::Review => self.review(),
        }
    }

    /// Goes to the review of the exercise that has ended.
    pub fn review(&mut self) {
        let screen = std::mem::take(&mut self.screen);
        let Screen::Live(mut live) = screen else {
            self.screen = screen;
            return;
        };
        live.flush();
        if live.unsaved() {
            // The record would lack its end: first there must be room for it.
            self.screen = Screen::Live(live);
            return;
        }
        self.record = live.record.clone();
        let observations = live.observations.clone();
        let (team, started) = (live.team.clone(), live.started.clone());
        let events = live.events.clone();
        let people = live.people.clone();
        let exercise = live.into_exercise();
        let references = references(exercise.scenario(), exercise.seed());
        let assessment = assess(&exercise, &events, &observations, &references);
        self.saved = None;
        self.open_objective = None;
        self.screen = Screen::Review(Box::new(Finished {
            exercise,
            events,
            observations,
            assessment,
            team,
            people,
            started,
        }));
    }

    /// Writes the reports beside the record.
    fn save(&mut self) {
        let Screen::Review(finished) = &self.screen else {
            return;
        };
        let folder = self.record.parent().unwrap_or(Path::new(".")).to_path_buf();
        let summary = serde_json::to_string_pretty(&Summary::of(finished)).unwrap_or_default();
        let written = [
            ("report.html", report::html(finished)),
            ("report.md", report::markdown(finished)),
            ("summary.json", summary),
        ]
        .iter()
        .try_for_each(|(name, text)| files::write(&folder.join(name), text.as_bytes()));
        match written {
            Ok(()) => {
                self.saved = Some(format!("Saved in {}", folder.display()));
            }
            Err(error) => {
                self.trouble = Some(format!(
                    "The report can't be written to {}: {error}. The record itself is safe.",
                    folder.display()
                ));
            }
        }
    }
}

/// Fits everything to the window: smaller than the design's 1500 by 844 points, it shrinks to four
/// fifths at most; on a very large screen it grows.
fn fit(ctx: &egui::Context) {
    let size = ctx.viewport_rect().size() * ctx.zoom_factor();
    let small = (size.x / 1500.0).min(size.y / 844.0);
    let large = (size.x / 1920.0).min(size.y / 1080.0);
    let zoom = if small < 1.0 {
        small.max(0.8)
    } else {
        large.clamp(1.0, 3.0)
    };
    if (zoom - ctx.zoom_factor()).abs() > 0.01 {
        ctx.set_zoom_factor(zoom);
    }
}

/// The keys of the live screen, while nothing is being typed.
fn keys(ui: &Ui, live: &Live) -> Vec<Action> {
    if ui.ctx().egui_wants_keyboard_input() {
        return Vec::new();
    }
    ui.input(|input| {
        let mut actions = Vec::new();
        if input.key_pressed(Key::Space) {
            actions.push(Action::Run(!live.clock.running));
        }
        if input.key_pressed(Key::N) {
            actions.push(Action::Next);
        }
        actions
    })
}
