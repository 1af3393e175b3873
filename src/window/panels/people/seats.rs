//! Who sits where: every role with its devices, evaluators, rooms and facilitators elsewhere, and what can be
//! done about each. Must not know what anybody wants.

use crate::window::live::{People, PeopleAsk};
use crate::window::panels::Action;
use crate::window::theme::Theme;
use crate::window::widgets::{caps, pick, quiet, row, secondary, toggle};
use egui::Ui;
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_pages::seats::{Seat, Seats};

/// Width of the list from which a device's place is chosen.
const MOVE: f32 = 190.0;

/// Every chair with who sits there, then evaluators and screens.
pub(super) fn chairs_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    people: &People,
) -> Option<Action> {
    let mut asks = None;
    let places = places_of(scenario);
    let chairs: Vec<RoleId> = (0..scenario.roles.len()).map(RoleId::from).collect();
    people.house.look(|seats| {
        let all = seats.people();
        let sits = |role: RoleId| all.iter().any(|it| it.seat == Seat::Chair(role));
        let taken = chairs.iter().filter(|role| sits(**role)).count();
        let empty = chairs.len() - taken;
        caps(
            ui,
            theme,
            &format!("Roles · {taken} taken, {empty} played by you"),
        );
        let rows = Rows {
            theme,
            seats,
            places: &places,
        };
        for role in &chairs {
            let title = &scenario.roles[role.at()].title;
            rows.show(ui, Seat::Chair(*role), title, &mut asks);
        }
        rows.show(ui, Seat::Evaluator, "Evaluators", &mut asks);
        for of in scenario.organisation_ids() {
            let name = format!("Room elsewhere: {}", scenario.organisations[of.at()].short);
            rows.show(ui, Seat::Screen(of), &name, &mut asks);
            let name = format!(
                "Site facilitator: {}",
                scenario.organisations[of.at()].short
            );
            rows.show(ui, Seat::Site(of), &name, &mut asks);
        }
    });
    asks.map(Action::People)
}

/// Devices by where they sit, and where they can be moved.
struct Rows<'a> {
    theme: &'a Theme,
    seats: &'a Seats,
    places: &'a [(Seat, String)],
}

impl Rows<'_> {
    /// A seat and the devices on it, each with what can be done about it.
    fn show(&self, ui: &mut Ui, seat: Seat, name: &str, asks: &mut Option<PeopleAsk>) {
        let theme = self.theme;
        let all = self.seats.people();
        let here: Vec<_> = all.iter().filter(|it| it.seat == seat).collect();
        if here.is_empty() && matches!(seat, Seat::Chair(_)) {
            row(
                ui,
                |ui| {
                    quiet(ui, theme, name);
                },
                |ui| {
                    quiet(ui, theme, "○ played by you");
                },
            );
        }
        for device in here {
            let mut moved = None;
            row(
                ui,
                |ui| {
                    moved = self.moved(ui, device.number, seat);
                    let who = device.who();
                    let who = if who.is_empty() { "no name" } else { &who };
                    let there = if device.streams > 0 {
                        "● there"
                    } else {
                        "▼ away"
                    };
                    quiet(ui, theme, format!("{who}   {there}"));
                },
                |ui| {
                    if secondary(ui, theme, "Remove").clicked() {
                        *asks = Some(PeopleAsk::Remove(device.number));
                    }
                    if toggle(ui, theme, device.muted, "Mute").clicked() {
                        *asks = Some(PeopleAsk::Mute(device.number, !device.muted));
                    }
                },
            );
            if let Some(to) = moved {
                *asks = Some(PeopleAsk::Move(device.number, to));
            }
        }
    }

    /// Where a device is moved to, if it is.
    fn moved(&self, ui: &mut Ui, number: u32, from: Seat) -> Option<Seat> {
        let mut chosen = self.places.iter().position(|(it, _)| *it == from)?;
        let moved = ui
            .push_id(("move", number), |ui| {
                ui.set_max_width(MOVE);
                pick(
                    ui,
                    "Sits at",
                    &mut chosen,
                    |at| self.places[at].1.as_str(),
                    self.places.len(),
                )
            })
            .inner;
        moved.then(|| self.places[chosen].0)
    }
}

/// Every place in an exercise: roles, evaluators, rooms elsewhere.
fn places_of(scenario: &Scenario) -> Vec<(Seat, String)> {
    let roles = scenario.roles.iter().enumerate();
    let roles = roles.map(|(at, it)| (Seat::Chair(at.into()), it.title.clone()));
    let rooms = scenario.organisation_ids().map(|of| {
        let short = &scenario.organisations[of.at()].short;
        let room = (Seat::Screen(of), format!("Room elsewhere: {short}"));
        [room, (Seat::Site(of), format!("Site facilitator: {short}"))]
    });
    let evaluators = std::iter::once((Seat::Evaluator, "Evaluators".to_owned()));
    roles.chain(evaluators).chain(rooms.flatten()).collect()
}
