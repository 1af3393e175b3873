//! Who takes part with a browser: the page is opened and closed, codes and chairs, and what people want of
//! the facilitator. Must not know how a page is served.

mod door;
mod paper;
mod seats;
mod wants;

use super::Action;
use crate::window::live::{People, PeopleInput, Seen};
use crate::window::theme::Theme;
use door::{closed_ui, door_ui};
use egui::Ui;
use paper::paper_ui;
use seats::chairs_ui;
use std::time::Duration;
use wants::{leanings_ui, wants_ui};

/// Width of the column with the code, points.
const LEFT: f32 = 250.0;

/// Who joins is looked for so often while the sheet lies open.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Shows the sheet.
pub fn people_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    people: Option<&People>,
    input: &mut PeopleInput,
) -> Option<Action> {
    let Some(people) = people else {
        let action = closed_ui(ui, theme, input);
        ui.add_space(10.0);
        return action.or(paper_ui(ui, theme, seen, input));
    };
    ui.ctx().request_repaint_after(LOOK_EVERY);
    let mut action = None;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LEFT);
            action = door_ui(ui, theme, people, input);
        });
        ui.add_space(12.0);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            let wants = wants_ui(ui, theme, seen, input);
            action = action.take().or(wants);
            leanings_ui(ui, theme, seen);
            ui.add_space(10.0);
            let chairs = chairs_ui(ui, theme, &seen.scenario, people);
            action = action.take().or(chairs);
            ui.add_space(10.0);
            let paper = paper_ui(ui, theme, seen, input);
            action = action.take().or(paper);
        });
    });
    action
}
