//! A room's own window: what it is called and what it shows. Must not show a room what only the
//! console may know.

use super::super::review::{Review, Tab};
use super::super::screens::{Manner, Room, RoomPlace, join_ui, real_ui, room_debrief_ui, room_ui};
use super::super::table::{Stage, Viewer};
use super::super::theme::{self, Theme};
use super::dress::dress;
use super::rooms::After;
use super::screen::Screen;
use super::state::Shell;
use egui::Ui;
use wardroom_core::scenario::OrganisationId;

impl Shell {
    /// The tables that may be shown: whose, and what its panel wants.
    pub fn stages(&mut self) -> Vec<(Viewer, &mut Stage)> {
        let console = (Viewer::Console, &mut self.layout.spot.stage);
        let shown = match &mut self.screen {
            Screen::Review(review) => review.input.stages().into_iter().collect(),
            Screen::Author(author) => vec![(Viewer::Author, &mut author.input.spot.stage)],
            Screen::Hindcast(hindcast) => vec![(Viewer::Nation, &mut hindcast.spot.stage)],
            _ => Vec::new(),
        };
        let rooms = self.rooms.places.iter_mut();
        let rooms = rooms.map(|(of, place)| (Viewer::Room(*of), &mut place.spot.stage));
        let home = (Viewer::Home, &mut self.home.spot.stage);
        let briefing = (Viewer::Briefing, &mut self.briefing.wall.spot.stage);
        [console, home, briefing]
            .into_iter()
            .chain(shown)
            .chain(rooms)
            .collect()
    }

    /// One frame of a room's own window.
    pub fn room_frame(&mut self, of: OrganisationId, ui: &mut Ui) {
        self.keep_after(of);
        // The lights go up at ENDEX.
        let ended = match &self.screen {
            Screen::Live(live) => live.seen.rooms.get(&of).is_some_and(|it| it.ended),
            Screen::Review(review) => held(review) || self.rooms.after.contains_key(&of),
            _ => false,
        };
        let theme = self.settings.theme(!ended);
        if !dress(ui.ctx(), &theme) {
            return;
        }
        ui.set_style(ui.ctx().global_style());
        match &self.screen {
            Screen::Live(live) if live.seen.view.no_duff.is_some() => {
                real_ui(ui, &theme, &self.briefing.real_contacts, None);
            }
            Screen::Live(live) => match live.seen.rooms.get(&of) {
                Some(view) => {
                    let RoomPlace { spot, staging } = self.rooms.places.entry(of).or_default();
                    let shows = Room {
                        scenario: live.scenario(),
                        of,
                        view,
                        day: live.seen.day(of),
                        manner: Manner::of(&self.settings),
                    };
                    room_ui(ui, &theme, shows, spot, staging);
                    join_ui(ui, &theme, live.join_shown());
                }
                None => room_waits(ui, &theme, NOT_BEGUN),
            },
            Screen::Review(review) if held(review) => {
                room_debrief_ui(ui, &theme, &review.input.debrief);
            }
            Screen::Review(_) => match self.rooms.after.get(&of) {
                Some(after) => {
                    let RoomPlace { spot, staging } = self.rooms.places.entry(of).or_default();
                    let shows = Room {
                        scenario: &after.scenario,
                        of,
                        view: &after.view,
                        day: &after.day,
                        manner: Manner::of(&self.settings),
                    };
                    room_ui(ui, &theme, shows, spot, staging);
                }
                None => room_waits(ui, &theme, "The exercise is over."),
            },
            Screen::Briefing if self.briefing.step == 0 => {
                let motion = self.settings.motion;
                if let Some(scenario) = self.library.chosen() {
                    let RoomPlace { spot, .. } = self.rooms.places.entry(of).or_default();
                    let wall = &self.briefing.wall;
                    wall.in_room(ui, &theme, scenario, spot, motion);
                }
            }
            _ => room_waits(ui, &theme, NOT_BEGUN),
        }
    }

    /// Keeps what a room knows at ENDEX, once its day has been told; of an exercise that runs nothing is kept.
    fn keep_after(&mut self, of: OrganisationId) {
        let Screen::Live(live) = &self.screen else {
            return;
        };
        let Some(view) = live.seen.rooms.get(&of) else {
            return;
        };
        let day = live.seen.day(of);
        if !view.ended {
            self.rooms.after.remove(&of);
        } else if !day.is_empty() && !self.rooms.after.contains_key(&of) {
            let after = After {
                scenario: live.scenario().clone(),
                view: view.clone(),
                day: day.to_vec(),
            };
            self.rooms.after.insert(of, after);
        }
    }

    /// Whose rooms have a window now: those that were opened, of the organisations that play here. The others'
    /// wish stays for an exercise in which they play.
    pub fn rooms_open(&self) -> impl Iterator<Item = OrganisationId> {
        let scenario = match &self.screen {
            Screen::Live(live) => Some(live.scenario()),
            _ => self.library.chosen(),
        };
        let count = scenario.map_or(0, |it| it.organisations.len());
        let open = self.rooms.open.iter().copied();
        open.filter(move |of| of.at() < count)
    }

    /// What a room's window is called: whose it is, and how late it is in the exercise, for whoever
    /// picks it out of a list of windows.
    pub fn room_title(&self, of: OrganisationId) -> String {
        let Screen::Live(live) = &self.screen else {
            let chosen = self.library.chosen().filter(|it| it.several());
            let organisation = chosen.and_then(|it| it.organisations.get(of.at()));
            return match organisation {
                Some(organisation) => format!("Wardroom: the room of {}", organisation.name),
                None => "Wardroom: the room".to_owned(),
            };
        };
        let scenario = live.scenario();
        let clock = scenario.clock(live.seen.view.clock.stands_at_secs);
        if scenario.several() {
            let organisation = scenario.organisations.get(of.at());
            let name = organisation.map_or("", |it| &it.name);
            format!("Wardroom: the room of {name}, {clock}")
        } else {
            format!("Wardroom: the room, {clock}")
        }
    }
}

/// Whether the hot debrief is held: the room is shown its step then, and not the day.
fn held(review: &Review) -> bool {
    let looked_at = review.input.tab == Tab::Debrief;
    review.input.debrief.held(looked_at)
}

/// What a room is told before STARTEX.
pub const NOT_BEGUN: &str = "The exercise has not begun.";

/// What a room's window shows while there is nothing to be seen, and why.
pub fn room_waits(ui: &mut Ui, theme: &Theme, why: &str) {
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
        why,
        egui::FontId::new(28.0 * points, egui::FontFamily::Proportional),
        theme.quiet,
    );
}
