//! A room's own window: what it is called and what it shows. Must not show a room what only the
//! console may know.

use super::super::screens::{Manner, Room, RoomPlace, room_ui};
use super::super::table::{Stage, Viewer};
use super::super::theme::{self, Theme};
use super::dress::dress;
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
        // The lights go up at ENDEX.
        let ended = match &self.screen {
            Screen::Live(live) => live.seen.rooms.get(&of).is_some_and(|it| it.ended),
            _ => false,
        };
        let theme = self.settings.theme(!ended);
        if !dress(ui.ctx(), &theme) {
            return;
        }
        ui.set_style(ui.ctx().global_style());
        match &self.screen {
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
                }
                None => room_waits(ui, &theme),
            },
            Screen::Briefing if self.briefing.step == 0 => {
                let motion = self.settings.motion;
                if let Some(scenario) = self.library.chosen() {
                    let RoomPlace { spot, .. } = self.rooms.places.entry(of).or_default();
                    let wall = &self.briefing.wall;
                    wall.in_room(ui, &theme, scenario, spot, motion);
                }
            }
            _ => room_waits(ui, &theme),
        }
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

/// What a room's window shows before STARTEX and after ENDEX.
pub fn room_waits(ui: &mut Ui, theme: &Theme) {
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
