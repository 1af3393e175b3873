//! The desk below the decision: action cards, and forms for whatever else is entered. Must not
//! contain a form.

use super::Action;
use super::cards::cards_ui;
use super::improvise::improvise_ui;
use super::note::note_ui;
use super::report::report_ui;
use super::send::send_ui;
use crate::window::live::{Desk, PendingInput, Seen};
use crate::window::theme::Theme;
use crate::window::widgets::{scrolled, toggle};
use egui::Ui;

/// Shows what lies on the desk.
pub fn desk_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut PendingInput,
) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = egui::vec2(8.0, 5.0);
        for (desk, words) in Desk::ALL {
            if toggle(ui, theme, input.desk == desk, words).clicked() {
                action = Some(Action::Desk(desk));
            }
        }
    });
    let asked = match input.desk {
        Desk::Cards => cards_ui(ui, theme, seen, &mut input.cards),
        desk => {
            let mut asked = None;
            scrolled(ui, "desk", |ui| {
                asked = match desk {
                    Desk::Improvise => improvise_ui(ui, theme, seen, &mut input.improvised),
                    Desk::Report => report_ui(ui, theme, seen, &mut input.reported),
                    Desk::Note => note_ui(ui, theme, seen, &mut input.noted),
                    Desk::Send | Desk::Cards => send_ui(ui, theme, seen, &mut input.sent),
                };
            });
            asked
        }
    };
    action.or(asked)
}
