//! The window without its window system: which screen is shown, and what its actions lead to. Runs
//! in a test as it does in Bevy. Must not know Bevy.

use super::author::Author;
use super::background::{self, Opened};
use super::hindcast::Hindcast;
use super::job::Job;
use super::keys;
use super::live::{CardInput, Desk, Live};
use super::panels::{Action, HelpAction, help_ui};
use super::past::Rehearsed;
use super::register::Register;
use super::review::Review;
use super::screens::{
    AuthorAction, Briefing, BriefingAction, HomeAction, LiveLayout, ReviewAction, author_ui,
    briefing_ui, drawn_seed, home_ui, live_ui, register_ui, review_ui, room_ui,
};
use super::settings::Settings;
use super::theme::{self, Theme};
use egui::{Frame, Modal, Ui};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::host::Ask;
use wardroom_core::record::Person;
use wardroom_core::register::Unlearned;
use wardroom_core::scenario::{OrganisationId, Scenario};
use wardroom_files as files;
use wardroom_papers::report::pseudonyms;

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
    Review(Box<Review>),
    /// What was rehearsed, member by member.
    Register(Box<Register>),
    /// England on 12–19 May 2017.
    Hindcast(Box<Hindcast>),
    /// A scenario is written.
    Author(Box<Author>),
    /// One that is being made ready in the background.
    Opening(Box<Job<Opened>>),
}

/// Everything the window holds.
#[derive(Debug, Default)]
pub struct Shell {
    /// The screen.
    pub screen: Screen,
    /// Scenarios that can be chosen.
    pub scenarios: Vec<Arc<Scenario>>,
    /// Their files.
    files: Vec<PathBuf>,
    /// Why others can't.
    broken: Vec<String>,
    /// What was rehearsed here.
    pub past: Rehearsed,
    /// Actions of exercises that were rehearsed here, not yet learned.
    pub unlearned: Job<Vec<Unlearned>>,
    /// The one that is chosen.
    pub chosen: usize,
    /// What is filled in before STARTEX.
    pub briefing: Briefing,
    /// Where records go.
    pub(super) records: PathBuf,
    /// The live screen's own state.
    pub layout: LiveLayout,
    /// How the window looks and moves.
    pub settings: Settings,
    /// Settings as they were last kept, and them being kept.
    pub(super) kept: Settings,
    pub(super) keeping: Job<()>,
    /// Whose rooms have a window of their own. A trust that plays alone is the first.
    pub rooms: BTreeSet<OrganisationId>,
    /// Whether this window shows the room.
    pub room_here: bool,
    /// Whether the sheet with keys and settings is open.
    pub help: bool,
    /// Whether closing has been asked for although something is not on disk.
    pub closing: bool,
    /// Whether the window may close.
    pub closed: bool,
    /// Whether points are left as they are, whatever the window's size: for tests.
    pub as_is: bool,
    pub(super) saved: Option<String>,
    /// A report being written: where it is then, or why it is not.
    pub(super) saving: Job<Result<String, String>>,
    /// Whether somebody was typing in the last frame.
    typing: bool,
    /// A message that something could not be done.
    pub(super) trouble: Option<String>,
}

impl Shell {
    /// A window with the scenarios that can be found, or with one.
    pub fn new(scenario: Option<&Path>, records: PathBuf) -> Self {
        let settings = Settings::read(&records);
        let mut shell = Self {
            records,
            settings,
            kept: settings,
            ..Self::default()
        };
        let paths = match scenario {
            Some(path) => vec![path.to_path_buf()],
            None => files::scenarios_in(&files::scenarios_folder()),
        };
        for path in paths {
            match files::scenario(&path) {
                Ok(scenario) => {
                    shell.scenarios.push(scenario);
                    shell.files.push(path);
                }
                Err(problems) => shell.broken.push(format!(
                    "{} can't be played: {} problems. `wardroom check {}` shows them.",
                    path.display(),
                    problems.list.len(),
                    path.display()
                )),
            }
        }
        shell.look_for_records();
        if scenario.is_some() && shell.scenarios.len() == 1 {
            shell.choose(0);
        }
        shell
    }

    /// Where records go.
    pub fn records(&self) -> &Path {
        &self.records
    }

    /// Where the report was saved, if it was.
    pub fn saved(&self) -> Option<&str> {
        self.saved.as_deref()
    }

    /// So many exercises of the past are shown on the home screen.
    pub fn past_exercises(&self) -> usize {
        self.past.shown().len()
    }

    /// Goes to the home screen.
    pub fn home(&mut self) {
        self.look_for_records();
        self.screen = Screen::Home;
    }

    /// Opens an exercise of the past: goes on with it, or reviews it.
    pub fn open(&mut self, at: usize) {
        let Some(past) = self.past.shown().get(at).cloned() else {
            return;
        };
        self.saved = None;
        self.layout = LiveLayout::default();
        self.make_ready(move || {
            if past.unfinished {
                return Opened::live(Live::go_on(&past.path));
            }
            match Review::open(&past.path) {
                Ok(review) => Opened::at(Screen::Review(Box::new(review))),
                Err(why) => Opened::not(Screen::Home, why),
            }
        });
    }

    /// Shows the register of what was rehearsed here.
    pub fn register(&mut self) {
        self.screen = Screen::Register(Box::new(Register::of(&self.records)));
    }

    /// Shows the hindcast.
    pub fn hindcast(&mut self) {
        self.screen = Screen::Hindcast(Box::default());
    }

    /// Opens a scenario to be written.
    ///
    /// # Errors
    /// If its main file can't be read, in words.
    pub fn author(&mut self, path: &Path) -> Result<(), String> {
        self.screen = Screen::Author(Box::new(Author::open(path)?));
        Ok(())
    }

    /// Opens the scenario that is chosen to be written.
    pub fn author_chosen(&mut self) {
        let path = self.files.get(self.chosen).cloned().unwrap_or_default();
        self.trouble = self.author(&path).err();
    }

    /// Tries the last sound version of the scenario that is being written.
    fn try_out(&mut self) {
        let Screen::Author(author) = &self.screen else {
            return;
        };
        if author.project.unsaved() {
            self.trouble = Some("Something is not saved yet. Save it, and then try it.".to_owned());
            return;
        }
        let (Some(scenario), path) = (author.sound().cloned(), author.project.path()) else {
            return;
        };
        let at = match self.files.iter().position(|known| *known == path) {
            Some(at) => {
                self.scenarios[at] = scenario;
                at
            }
            None => {
                self.scenarios.push(scenario);
                self.files.push(path);
                self.scenarios.len() - 1
            }
        };
        self.choose(at);
    }

    /// Opens the briefing of the scenario with this id; of the first if there is none.
    pub fn choose_by_id(&mut self, id: &str) {
        let found = self.scenarios.iter().position(|it| it.id == id);
        self.choose(found.unwrap_or(0));
    }

    /// Opens the briefing of a scenario.
    pub fn choose(&mut self, at: usize) {
        self.chosen = at;
        self.briefing = Briefing {
            seed: drawn_seed().to_string(),
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

    /// One frame of a room's own window.
    pub fn room_frame(&self, of: OrganisationId, ui: &mut Ui) {
        let theme = self.settings.theme(true);
        if !dress(ui.ctx(), &theme) {
            return;
        }
        ui.set_style(ui.ctx().global_style());
        match &self.screen {
            Screen::Live(live) => match live.seen.rooms.get(&of) {
                Some(room) => room_ui(ui, &theme, room),
                None => room_waits(ui, &theme),
            },
            _ => room_waits(ui, &theme),
        }
    }

    /// What a room's window is called.
    pub fn room_title(&self, of: OrganisationId) -> String {
        match &self.screen {
            Screen::Live(live) if live.scenario().several() => {
                let organisation = live.scenario().organisations.get(of.at());
                let name = organisation.map_or("", |it| &it.name);
                format!("Wardroom: the room of {name}")
            }
            _ => "Wardroom: the room".to_owned(),
        }
    }

    /// Closing was asked for: whether it may be at once. It is asked back only if something is not
    /// on disk.
    pub fn may_close(&mut self) -> bool {
        if let Screen::Author(author) = &mut self.screen {
            author.take_typed();
            if author.project.unsaved() {
                self.closing = true;
                return false;
            }
        }
        if let Screen::Live(live) = &mut self.screen {
            live.flush();
            if live.not_on_disk() {
                self.closing = true;
                return false;
            }
        }
        true
    }

    /// One frame: real time passes, the screen is shown, what was asked for is done.
    pub fn frame(&mut self, ui: &mut Ui, frame_secs: f64) {
        self.pass(frame_secs);
        self.draw(ui);
    }

    /// Shows the screen, and does what was asked for on it.
    pub fn draw(&mut self, ui: &mut Ui) {
        let theme = self.theme();
        if !dress(ui.ctx(), &theme) {
            return;
        }
        if !self.as_is {
            fit(ui.ctx(), self.settings.text_pct);
        }
        ui.painter()
            .rect_filled(ui.max_rect(), egui::CornerRadius::ZERO, theme.ground);
        ui.set_style(ui.ctx().global_style());
        if keys::settings(ui, &mut self.settings) {
            self.help = !self.help;
        }
        let was_typing = std::mem::replace(&mut self.typing, keys::typing(ui));
        self.trouble_ui(ui, &theme);
        if self.working() {
            ui.ctx().request_repaint_after(background::PROGRESS);
        }
        self.screen_ui(ui, &theme, was_typing);
        self.modals_ui(ui, &theme);
        self.keep_settings(ui.ctx());
    }

    fn trouble_ui(&mut self, ui: &mut Ui, theme: &Theme) {
        let Some(trouble) = self.trouble.clone() else {
            return;
        };
        egui::Panel::top("shell-trouble")
            .frame(
                Frame::new()
                    .fill(theme.alarm)
                    .inner_margin(egui::Margin::symmetric(18, 10)),
            )
            .show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(trouble);
                    if super::widgets::secondary(ui, theme, "Understood").clicked() {
                        self.trouble = None;
                    }
                });
            });
    }

    /// The sheet with keys and settings; the question before closing.
    fn modals_ui(&mut self, ui: &mut Ui, theme: &Theme) {
        let room = ui.ctx().content_rect();
        let frame = || super::widgets::area(theme);
        if self.help {
            let modal = Modal::new("help".into())
                .frame(frame())
                .show(ui.ctx(), |ui| {
                    ui.set_max_width((room.width() - 60.0).min(620.0));
                    let mut action = None;
                    egui::ScrollArea::vertical()
                        .max_height((room.height() - 80.0).max(120.0))
                        .min_scrolled_height((room.height() - 80.0).clamp(120.0, 640.0))
                        .show(ui, |ui| action = help_ui(ui, theme, &mut self.settings));
                    action
                });
            if modal.inner == Some(HelpAction::Close) || modal.should_close() {
                self.help = false;
            }
        }
        if self.closing {
            Modal::new("closing".into())
                .frame(frame())
                .show(ui.ctx(), |ui| {
                    ui.set_max_width((room.width() - 60.0).min(460.0));
                    ui.label("Something is not on disk yet. If you close now, that part is lost.");
                    ui.horizontal_wrapped(|ui| {
                        if super::widgets::primary(ui, theme, "Stay", true).clicked() {
                            self.closing = false;
                        }
                        if super::widgets::secondary(ui, theme, "Close and lose it").clicked() {
                            self.closing = false;
                            self.closed = true;
                        }
                    });
                });
        }
    }

    fn screen_ui(&mut self, ui: &mut Ui, theme: &Theme, was_typing: bool) {
        match &mut self.screen {
            Screen::Home => {
                let action = home_ui(ui, theme, &self.scenarios, &self.broken, &self.past);
                match action {
                    Some(HomeAction::Choose(at)) => self.choose(at),
                    Some(HomeAction::Open(at)) => self.open(at),
                    Some(HomeAction::Register) => self.register(),
                    Some(HomeAction::Hindcast) => self.hindcast(),
                    Some(HomeAction::Display) => self.help = true,
                    None => {}
                }
            }
            Screen::Briefing => {
                let scenario = self.scenarios[self.chosen].clone();
                let unlearned = self.unlearned.done.as_deref().unwrap_or_default();
                match briefing_ui(ui, theme, &scenario, unlearned, &mut self.briefing) {
                    Some(BriefingAction::Back) => self.home(),
                    Some(BriefingAction::Start) => self.begin(None),
                    Some(BriefingAction::Author) => {
                        self.author_chosen();
                    }
                    None => {}
                }
            }
            Screen::Live(live) => {
                let mut actions = keys::live(ui, live, self.help || self.closing, was_typing);
                if self.room_here {
                    match live.seen.rooms.get(&live.seen.room_of()) {
                        Some(room) => room_ui(ui, theme, room),
                        None => room_waits(ui, theme),
                    }
                } else {
                    let motion = self.settings.motion;
                    let open = self.rooms.contains(&live.seen.room_of());
                    actions.extend(live_ui(ui, theme, live, &mut self.layout, motion, open));
                }
                for action in actions {
                    self.act(action);
                }
                if let Screen::Live(live) = &mut self.screen
                    && live.ask_prices()
                {
                    ui.ctx().request_repaint();
                }
            }
            Screen::Review(review) => {
                let motion = self.settings.motion;
                let unlearned = self.unlearned.done.as_deref().unwrap_or_default();
                let action = review_ui(ui, theme, review, unlearned, motion, self.saved.as_deref());
                match action {
                    Some(ReviewAction::Home) => self.home(),
                    Some(ReviewAction::Save) => self.save(false),
                    Some(ReviewAction::SaveWithoutNames) => self.save(true),
                    None => {}
                }
            }
            Screen::Author(author) => match author_ui(ui, theme, author) {
                Some(AuthorAction::Home) => self.leave_author(),
                Some(AuthorAction::Try) => self.try_out(),
                None => {}
            },
            Screen::Hindcast(hindcast) => {
                if super::screens::hindcast_ui(ui, theme, hindcast) {
                    self.home();
                }
            }
            Screen::Opening(_) => {
                ui.centered_and_justified(|ui| ui.label("Getting it ready …"));
            }
            Screen::Register(register) => {
                if register_ui(ui, theme, register, crate::real_time::today()) {
                    self.home();
                }
            }
        }
    }

    /// Has a scripted team play the chosen scenario, with the clock running, from STARTEX or from a
    /// time.
    ///
    /// # Errors
    /// If there is no such scenario or team, or the record can't be written; in words.
    pub fn watch(&mut self, team: &str, from: Option<&str>) -> Result<(), String> {
        let scenario = self
            .scenarios
            .get(self.chosen)
            .ok_or("there is no scenario to play")?;
        if !scenario.teams.iter().any(|it| it.id == team) {
            let ids: Vec<&str> = scenario.teams.iter().map(|it| it.id.as_str()).collect();
            return Err(format!(
                "the scenario has no team “{team}”; it has {}",
                ids.join(", ")
            ));
        }
        self.choose(self.chosen);
        self.start(Some(team));
        if let Some(why) = self.trouble.take() {
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
        let evaluators: Vec<String> = self
            .briefing
            .evaluators
            .split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        self.layout = LiveLayout::default();
        let folder = self.records.clone();
        self.make_ready(move || {
            match Live::start(&scenario, seed, people, evaluators, &folder, team) {
                Ok(live) => Opened::at(Screen::Live(Box::new(live))),
                Err(why) => Opened::not(Screen::Briefing, why),
            }
        });
    }

    /// Does what a panel asked for.
    fn act(&mut self, action: Action) {
        let Screen::Live(live) = &mut self.screen else {
            return;
        };
        match action {
            Action::Ask(ask) => live.ask(ask),
            Action::Hold(at) => {
                live.input.events.held = at;
                live.rehearse(None);
            }
            Action::Rehearse(at) => live.rehearse(at),
            Action::Show(of) => live.show(of),
            Action::Pick(segment) => {
                live.input.picked = segment;
                aim(live);
            }
            Action::TakeUp(card) => {
                let scenario = live.scenario().clone();
                let by = live.seen.deciders(&scenario.cards[card].by);
                live.input.desk = Desk::Cards;
                live.input.cards = CardInput {
                    card: Some(card),
                    by: live.seen.first_present(&by),
                    only_role: live.input.cards.only_role,
                    ..CardInput::default()
                };
                self.layout.part = super::screens::Part::Desk;
                aim(live);
            }
            Action::Desk(desk) => {
                live.input.desk = desk;
                live.input.noted.take_keys = desk == Desk::Note;
                self.layout.part = super::screens::Part::Desk;
            }
            Action::Branch => self.branch(),
            Action::RoomWindow => self.toggle_room(),
            Action::RoomHere => self.room_here = !self.room_here,
            Action::Help => self.help = true,
            Action::Dismiss => live.refusal = None,
            Action::Review => self.begin_review(),
        }
    }

    /// Opens the window of the room that the facilitator looks at, or closes it.
    pub fn toggle_room(&mut self) {
        if let Screen::Live(live) = &self.screen {
            let of = live.seen.room_of();
            if !self.rooms.remove(&of) {
                self.rooms.insert(of);
            }
        }
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
        self.saved = None;
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

    /// Goes home, if nothing would be lost by that.
    fn leave_author(&mut self) {
        if let Screen::Author(author) = &mut self.screen {
            if author.project.unsaved() {
                self.trouble = Some(
                    "Something is not saved yet. Save it, or undo it, and then go home.".to_owned(),
                );
                return;
            }
            let path = author.project.path();
            // What was written is what can be chosen.
            if let (Some(at), Some(scenario)) = (
                self.files.iter().position(|known| *known == path),
                author.sound().cloned(),
            ) {
                self.scenarios[at] = scenario;
            }
        }
        self.home();
    }

    /// Writes the reports beside the record; without names into a folder of their own there, which
    /// can be given away whole.
    pub fn save(&mut self, without_names: bool) {
        let Screen::Review(review) = &mut self.screen else {
            return;
        };
        let mut folder = review.folder().to_path_buf();
        let mut asked = review.questions();
        let mut finished = review.finished.clone();
        if without_names {
            review.giving = false;
            finished = pseudonyms::pseudonymous(finished, &review.texts);
            if let Some(played) = review.played() {
                asked = asked.without_words(&played);
            }
            folder = folder.join("pseudonymous");
        }
        self.saving.begin(1, move |_| {
            Some(background::write_report(&finished, &asked, &folder))
        });
    }
}

/// What a window's context was given; egui keeps it with the context.
#[derive(Clone, Copy, Default)]
struct Dressed {
    faces: bool,
    theme: Option<Theme>,
}

/// Gives a window's context its faces and theme. Returns whether it can be drawn in: faces are
/// there from the next frame on.
fn dress(ctx: &egui::Context, theme: &Theme) -> bool {
    let id = egui::Id::new("dressed");
    let before: Dressed = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    if !before.faces {
        theme::set_fonts(ctx);
    }
    if before.theme != Some(*theme) {
        theme::apply(ctx, theme);
    }
    let now = Dressed {
        faces: true,
        theme: Some(*theme),
    };
    if (before.faces, before.theme) != (now.faces, now.theme) {
        ctx.data_mut(|data| data.insert_temp(id, now));
        ctx.request_repaint();
    }
    before.faces
}

/// Points the card that is taken up at the segment that is picked, if it can be played there.
fn aim(live: &mut Live) {
    let (Some(card), Some(segment)) = (live.input.cards.card, live.input.picked) else {
        return;
    };
    let scenario = live.scenario().clone();
    let wanted = wardroom_core::scenario::Target::Segment(segment.into());
    if let Some(at) = scenario
        .targets(scenario.cards[card].target)
        .iter()
        .position(|target| *target == wanted)
    {
        live.input.cards.target = at;
        live.input.cards.target_search.clear();
    }
}

/// What the room's window shows before STARTEX and after ENDEX.
fn room_waits(ui: &mut Ui, theme: &Theme) {
    let rect = ui.max_rect();
    ui.painter()
        .rect_filled(rect, egui::CornerRadius::ZERO, theme.ground);
    let points = rect.width() / 1920.0;
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        "EXERCISE   EXERCISE   EXERCISE",
        egui::FontId::new(38.0 * points, theme::bold()),
        theme.reduced,
    );
    ui.painter().text(
        rect.center() + egui::vec2(0.0, 60.0 * points),
        egui::Align2::CENTER_CENTER,
        "The exercise has not begun, or is over.",
        egui::FontId::new(28.0 * points, egui::FontFamily::Proportional),
        theme.quiet,
    );
}

/// Fits everything to the window: smaller than the design's 1500 by 844 points, it shrinks to four
/// fifths at most; on a very large screen it grows. The size of text that was chosen comes on top.
fn fit(ctx: &egui::Context, text_pct: u16) {
    let size = ctx.viewport_rect().size() * ctx.zoom_factor();
    let small = (size.x / 1500.0).min(size.y / 844.0);
    let large = (size.x / 1920.0).min(size.y / 1080.0);
    let zoom = if small < 1.0 {
        small.max(0.8)
    } else {
        large.clamp(1.0, 3.0)
    } * f32::from(text_pct)
        / 100.0;
    if (zoom - ctx.zoom_factor()).abs() > 0.01 {
        ctx.set_zoom_factor(zoom);
    }
}
