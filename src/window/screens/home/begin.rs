//! A scenario of one's own to begin with: what it is to be called. Must not write it.

use super::asked::HomeAction;
use crate::window::job::Job;
use crate::window::theme::{Theme, size};
use crate::window::widgets::{area, caps, field, primary, quiet, secondary};
use egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::scenario::{Problems, Scenario};

/// A scenario's file, and what came of reading it.
pub type Read = (PathBuf, Result<Arc<Scenario>, Problems>);

/// A scenario that is to be begun, and those that were begun before.
#[derive(Debug, Default)]
pub struct Begin {
    /// Whether it is asked for.
    pub open: bool,
    /// Its title, as typed.
    pub title: String,
    /// Those that were begun before, read in the background.
    pub own: Job<Vec<Read>>,
}

/// Asks for its title, while one is to be begun.
pub fn begin_ui(
    ui: &mut Ui,
    theme: &Theme,
    begin: &mut Begin,
    records: &Path,
) -> Option<HomeAction> {
    if !begin.open {
        return None;
    }
    let mut action = None;
    area(theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        caps(ui, theme, "Write a scenario");
        let typed = field(
            ui,
            theme,
            "What it is called",
            "A title, e.g. Pharmacy without its robot",
            &mut begin.title,
            1,
        );
        let enter = typed.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
        let named = !begin.title.trim().is_empty();
        ui.horizontal_wrapped(|ui| {
            if primary(ui, theme, "Begin it", named).clicked() || (enter && named) {
                action = Some(HomeAction::Begin);
            }
            if secondary(ui, theme, "Close").clicked() {
                begin.open = false;
            }
            let folder = crate::starter::own_folder(records);
            quiet(
                ui,
                theme,
                format!(
                    "It begins as a small hospital with a whole exercise, to be changed as you like. It goes into a folder of its own in {}.",
                    folder.display()
                ),
            );
        });
    });
    ui.add_space(size::SMALL);
    action
}
