//! The desk below the decision: action cards, and forms for whatever else is entered. Must not
//! contain a form.

use super::Action;
use super::cards::cards_ui;
use super::improvise::improvise_ui;
use super::note::note_ui;
use super::report::report_ui;
use super::send::send_ui;
use crate::window::draft::Desk;
use crate::window::session::Live;
use crate::window::theme::Theme;
use crate::window::widgets::{scrolled, toggle};
use egui::Ui;

/// Shows what lies on the desk.
pub fn desk_ui(ui: &mut Ui, theme: &Theme, live: &mut Live) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = egui::vec2(8.0, 5.0);
        for (desk, words) in Desk::ALL {
            if toggle(ui, theme, live.draft.desk == desk, words).clicked() {
                action = Some(Action::Desk(desk));
            }
        }
    });
    let asked = match live.draft.desk {
        Desk::Cards => cards_ui(ui, theme, live),
        desk => {
            let mut asked = None;
            scrolled(ui, "desk", |ui| {
                asked = match desk {
                    Desk::Improvise => improvise_ui(ui, theme, live),
                    Desk::Report => report_ui(ui, theme, live),
                    Desk::Note => note_ui(ui, theme, live),
                    Desk::Send | Desk::Cards => send_ui(ui, theme, live),
                };
            });
            asked
        }
    };
    action.or(asked)
}
