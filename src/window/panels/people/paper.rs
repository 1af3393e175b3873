//! Answers that come back without a network: the code that somebody reads out, the file that a sealed page
//! saved. Must not enter one itself.

use crate::window::live::{PeopleInput, Seen};
use crate::window::panels::Action;
use crate::window::theme::Theme;
use crate::window::widgets::{caps, dropped, field, quiet, secondary};
use egui::Ui;
use std::path::PathBuf;

/// Answers from paper and sealed pages: the code that somebody reads out.
pub(super) fn paper_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut PeopleInput,
) -> Option<Action> {
    caps(ui, theme, "Answers from paper");
    let mut action = None;
    let mut entered = false;
    ui.horizontal(|ui| {
        let typed = ui
            .scope(|ui| {
                ui.set_width(180.0);
                field(ui, theme, "Code", "KDRT MWXA", &mut input.code, 1)
            })
            .inner;
        entered = typed.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
        entered |= secondary(ui, theme, "Enter the answer").clicked();
    });
    if entered && !input.code.trim().is_empty() {
        let events = seen.view.log.iter().map(|line| line.event.clone());
        let events: Vec<_> = events.collect();
        match wardroom_sealed::of_code(&seen.scenario, &events, &input.code) {
            Ok(command) => {
                input.code.clear();
                input.told = "It is on record as what that role would choose.".to_owned();
                action = Some(Action::enter(command));
            }
            Err(why) => input.told = why.0,
        }
    }
    let mut named = dropped(ui);
    ui.horizontal(|ui| {
        let typed = ui
            .scope(|ui| {
                ui.set_width(180.0);
                field(
                    ui,
                    theme,
                    "File of answers",
                    "answers.json",
                    &mut input.file,
                    1,
                )
            })
            .inner;
        let enter = typed.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
        let taken = secondary(ui, theme, "Take the file").clicked();
        if (enter || taken) && !input.file.trim().is_empty() {
            named = Some(PathBuf::from(input.file.trim()));
        }
    });
    if let Some(path) = named {
        action = Some(Action::Returned(path));
    }
    let words = match input.told.as_str() {
        "" => {
            "Eight letters from a sealed page or an answer sheet, as they are read out; or the file that the page saved, named or dropped here."
        }
        told => told,
    };
    quiet(ui, theme, words);
    action
}
