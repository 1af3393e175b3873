//! The estate as it stands on the table, or on the flat plan: a department that is picked there is picked
//! in the form, and one that is dragged stands elsewhere. Must not write anything itself.

use crate::window::author::{AuthorAction, AuthorInput, AuthorView, moves};
use crate::window::map::{FLAT_PLAN, Shown, map_ui};
use crate::window::panels::Action;
use crate::window::table::{EstateAsk, estate_ui as table_ui};
use crate::window::theme::Theme;
use crate::window::widgets::{quiet, toggle};
use egui::Ui;

/// Shows the estate of the last sound version.
pub fn estate_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
) -> Vec<AuthorAction> {
    let Some(sound) = &view.sound else {
        quiet(ui, theme, "The estate is shown when the scenario is valid.");
        return Vec::new();
    };
    let scenario = &sound.scenario;
    let picked = picked(view, input);
    if input.flat {
        let shown = Shown {
            scenario,
            truth: &sound.start,
            picked,
            moving: false,
            playing: false,
        };
        let action = map_ui(ui, theme, shown, &mut input.map, Some(&mut input.flat));
        return match action {
            Some(Action::Pick(Some(segment))) => pick(view, segment),
            _ => Vec::new(),
        };
    }
    let stays = ui.id().with("stood where it stood");
    ui.horizontal_wrapped(|ui| {
        if toggle(ui, theme, false, FLAT_PLAN).clicked() {
            input.flat = true;
        }
        let stayed: bool = ui.data(|data| data.get_temp(stays)).unwrap_or(false);
        let words = if stayed {
            "It stands where it stood. A department can go to a floor, a roof or the ground of its own organisation."
        } else {
            "Drag a department to another floor, onto a roof, or to the ground of a site."
        };
        quiet(ui, theme, words);
    });
    let held = input.taken.is_some();
    let asked = table_ui(
        ui,
        theme,
        scenario,
        picked,
        &mut input.spot,
        &mut input.taken,
    );
    // What was let go where it can't stand is told, until something is taken up again.
    if input.taken.is_some() {
        ui.data_mut(|data| data.insert_temp(stays, false));
    } else if held {
        ui.data_mut(|data| data.insert_temp(stays, asked.is_none()));
    }
    match asked {
        Some(EstateAsk::Pick(segment)) => pick(view, segment),
        Some(EstateAsk::Stand(moved)) => {
            let (taken, stand) = *moved;
            let mut asked = pick(view, taken.segment);
            asked.push(AuthorAction::Stand(moves(scenario, &taken, &stand)));
            asked
        }
        None => Vec::new(),
    }
}

/// The segment of the sound version that is picked in the form.
fn picked(view: &AuthorView, input: &AuthorInput) -> Option<usize> {
    if input.list != "segments" {
        return None;
    }
    let items = view.items("segments");
    let (id, _) = items.get(input.picked("segments"))?;
    let scenario = view.scenario()?;
    scenario.names.segments.get(id).map(|it| it.at())
}

/// Picks a segment of the sound version in the form.
fn pick(view: &AuthorView, segment: usize) -> Vec<AuthorAction> {
    let id = view
        .scenario()
        .map(|scenario| scenario.segments[segment].id.clone());
    id.map_or_else(Vec::new, |id| {
        vec![
            AuthorAction::List("segments"),
            AuthorAction::Find("segments", id),
        ]
    })
}
