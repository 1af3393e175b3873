//! Exercises that stopped without an ending: each can be gone on with, or put away. Must not delete one.

use super::asked::HomeAction;
use crate::window::past::{Past, Rehearsed};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{primary, quiet, secondary, spread, text};
use egui::{CornerRadius, Frame, Margin, Stroke, Ui};

/// So many are shown until all are asked for.
const FEW: usize = 2;

/// Shows them.
pub fn unfinished_ui(
    ui: &mut Ui,
    theme: &Theme,
    past: &Rehearsed,
    all: &mut bool,
) -> Option<HomeAction> {
    let offered: Vec<(usize, &Past)> = past.offered().collect();
    if offered.is_empty() {
        return None;
    }
    let mut action = None;
    let shown = if *all { offered.len() } else { FEW };
    Frame::new()
        .fill(theme.warning)
        .stroke(Stroke::new(1.0, theme.reduced))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(18, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            for (at, stopped) in offered.iter().take(shown) {
                action = action.or(band_ui(ui, theme, *at, stopped));
            }
            let more = offered.len().saturating_sub(FEW);
            if more > 0 {
                let words = if *all {
                    "Show fewer".to_owned()
                } else {
                    format!("Show {more} more unfinished")
                };
                if secondary(ui, theme, &words).clicked() {
                    *all = !*all;
                }
            }
        });
    ui.add_space(12.0);
    action
}

fn band_ui(ui: &mut Ui, theme: &Theme, at: usize, stopped: &Past) -> Option<HomeAction> {
    let mut action = None;
    let words = |ui: &mut Ui| {
        ui.label(text(
            format!("▲ {} stopped without an ending.", stopped.title),
            size::BODY,
            semibold(),
            theme.text,
        ));
        quiet(ui, theme, &stopped.about);
    };
    let mut buttons = |ui: &mut Ui| {
        if primary(ui, theme, "Resume", true).clicked() {
            action = Some(HomeAction::Open(at));
        }
        if secondary(ui, theme, "Dismiss")
            .on_hover_text("It is offered no more; its record stays, under “Rehearsed here”")
            .clicked()
        {
            action = Some(HomeAction::Dismiss(at));
        }
    };
    ui.push_id(&stopped.path, |ui| {
        if ui.available_width() >= 900.0 {
            spread(ui, words, buttons);
        } else {
            ui.horizontal_wrapped(words);
            ui.horizontal(&mut buttons);
        }
    });
    action
}
