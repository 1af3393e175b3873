//! What is rehearsed, and what earlier exercises left open. Must not show tasks unasked: they give away what
//! is coming.

use super::spoken::{big, bullet};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{area, caps, quiet, text, toggle};
use egui::{FontFamily, ScrollArea, Ui};
use wardroom_core::register::Unlearned;
use wardroom_core::scenario::Scenario;

/// Where this exercise starts from: what earlier ones left open.
fn open_from_before(ui: &mut Ui, theme: &Theme, unlearned: &[Unlearned]) {
    /// So many stand here; all are in the register.
    const MOST: usize = 8;
    if unlearned.is_empty() {
        return;
    }
    caps(
        ui,
        theme,
        "Open from earlier exercises: does it go better now?",
    );
    for it in unlearned.iter().rev().take(MOST) {
        bullet(
            ui,
            theme,
            &format!(
                "{} ({}, {}{})",
                it.action.action,
                it.day,
                it.action.status.words(),
                if it.overdue { ", overdue" } else { "" }
            ),
        );
    }
    if let more @ 1.. = unlearned.len().saturating_sub(MOST) {
        quiet(ui, theme, format!("{more} more are in the register."));
    }
    ui.add_space(12.0);
}

/// Shows what is rehearsed.
pub fn objectives_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    unlearned: &[Unlearned],
    show_tasks: &mut bool,
) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            big(ui, theme, "What we rehearse");
            ui.label(text(
                "The computer suggests ratings where it can tell; a person confirms them.",
                size::TITLE,
                FontFamily::Proportional,
                theme.quiet,
            ));
            ui.add_space(12.0);
            open_from_before(ui, theme, unlearned);
            // Tasks give away what is coming: they are not for the wall.
            let words = "Show the tasks (facilitator only, not for the room)";
            if toggle(ui, theme, *show_tasks, words).clicked() {
                *show_tasks = !*show_tasks;
            }
            ui.add_space(8.0);
            let width = (ui.available_width() - 32.0) / 2.0;
            let all: Vec<usize> = (0..scenario.objectives.len()).collect();
            for chunk in all.chunks(2) {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 20.0;
                    for at in chunk {
                        let objective = &scenario.objectives[*at];
                        area(theme).show(ui, |ui| {
                            ui.vertical(|ui| {
                                ui.set_width(width - 44.0);
                                ui.label(text(
                                    &objective.title,
                                    size::HEADING - 2.0,
                                    bold(),
                                    theme.text,
                                ));
                                ui.label(text(
                                    &objective.about,
                                    size::BODY,
                                    FontFamily::Proportional,
                                    theme.quiet,
                                ));
                                ui.add_space(4.0);
                                for task in objective.tasks.iter().filter(|_| *show_tasks) {
                                    bullet(ui, theme, &scenario.tasks[task.at()].title);
                                }
                            });
                        });
                    }
                });
                ui.add_space(12.0);
            }
        });
}
