//! What was observed beside what the runs came to, in rows that are there before the runs are. Must not
//! judge it.

use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, progress, quiet, row, rule, text};
use egui::{Align, FontFamily, Layout, Ui};
use wardroom_core::ensemble::hindcast::{MEASURES, Row, Table};
use wardroom_core::words;
use wardroom_papers::report::in_figures;

/// Shows how far the runs are and what they came to so far.
pub fn measures_ui(ui: &mut Ui, theme: &Theme, under_way: Option<f32>, table: Option<&Table>) {
    let runs = table.map_or(0, |it| it.runs);
    caps(ui, theme, &format!("Observed and simulated, {runs} runs"));
    if let Some(share) = under_way {
        let words = "Simulating the week a hundred times: figures settle as runs come in";
        progress(ui, theme, share, words);
    }
    quiet(
        ui,
        theme,
        "The model was fitted to the first thirteen measures. The others come out of it as they are, beside what was observed where a source has it.",
    );
    ui.add_space(6.0);
    for measure in &MEASURES {
        let found = table.and_then(|it| it.measures.iter().find(|it| it.id == measure.id));
        row(
            ui,
            |ui| {
                ui.vertical(|ui| {
                    ui.set_max_width((ui.available_width() - 130.0).max(120.0));
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.label(text(
                        measure.label,
                        size::BODY,
                        FontFamily::Proportional,
                        theme.text,
                    ));
                    if let Some(found) = found
                        && let Some(observed) = found.observed
                    {
                        let inside = found.inside == Some(true);
                        let figure = in_figures(found, observed);
                        quiet(ui, theme, words::really(&figure, inside));
                    }
                });
            },
            |ui| match found {
                Some(found) => simulated_ui(ui, theme, found),
                None => {
                    quiet(ui, theme, "…");
                }
            },
        );
        rule(ui, theme);
    }
}

fn simulated_ui(ui: &mut Ui, theme: &Theme, found: &Row) {
    ui.with_layout(Layout::top_down(Align::RIGHT), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.label(text(
            in_figures(found, found.median),
            size::TITLE,
            semibold(),
            theme.text,
        ));
        let (low, high) = (in_figures(found, found.p05), in_figures(found, found.p95));
        quiet(ui, theme, format!("{low} to {high}"));
    });
}
