//! The message that is being read out, or one that is looked at before it goes. Must not hold any
//! state.

use super::letter::{Scale, letter_ui};
use super::{Action, Source};
use crate::window::session::Live;
use crate::window::theme::Theme;
use crate::window::widgets::{caps, chip, quiet, row, scrolled, secondary};
use egui::Ui;

/// Shows the message.
pub fn message_ui(ui: &mut Ui, theme: &Theme, live: &Live) -> Option<Action> {
    let mut action = None;
    let exercise = live.exercise();
    let rehearsed = live.rehearsing.map(Source::Inject);
    row(
        ui,
        |ui| {
            caps(ui, theme, "Message");
        },
        |ui| {
            let waiting = live.unread.len();
            if rehearsed.is_some() {
                if secondary(ui, theme, "Done").clicked() {
                    action = Some(Action::Rehearse(None));
                }
            } else if waiting > 0 && secondary(ui, theme, &format!("{waiting} more →")).clicked()
            {
                action = Some(Action::Read(None));
            }
        },
    );
    let Some(source) = rehearsed.or(live.reading) else {
        quiet(
            ui,
            theme,
            "Messages appear here as they arrive. Press Run, or Next to go on to the first.",
        );
        return action;
    };
    if rehearsed.is_some() {
        chip(
            ui,
            "Preview: only you see this",
            theme.warning,
            theme.reduced,
        );
    }
    let letter = exercise.letter(source);
    let arrived = letter
        .arrived
        .map(|at| live.scenario().clock(u64::from(at) * 60))
        .unwrap_or_default();
    scrolled(ui, "message", |ui| {
        letter_ui(ui, theme, &letter, &arrived, Scale::CONSOLE);
        if !letter.expect.is_empty() {
            quiet(ui, theme, format!("For the facilitator: {}", letter.expect));
        }
    });
    action
}
