//! How an exercise was judged at a glance: its score, its objectives, and its outcomes against the
//! reference teams. Must not judge.

use super::chip::rating_chip;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, named, quiet, row, rule, text};
use egui::{CornerRadius, FontFamily, Grid, Rect, ScrollArea, Sense, Ui, WidgetType, pos2, vec2};
use wardroom_core::assessment::{Assessment, ObjectiveResult};
use wardroom_core::words;
use wardroom_papers::report::grouped;

/// How it was judged in one figure, and objective by objective: returns the one that is picked.
pub fn scores_ui(ui: &mut Ui, theme: &Theme, assessment: &Assessment) -> Option<usize> {
    let mut picked = None;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(180.0);
            score_ui(ui, theme, assessment);
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            let scored = assessment.scored();
            for (at, objective) in assessment.objectives.iter().enumerate() {
                if objective_ui(ui, theme, objective, at, scored) {
                    picked = Some(at);
                }
                rule(ui, theme);
            }
            quiet(
                ui,
                theme,
                "P without challenges · S some challenges · M major challenges · U unable to be performed · – not observed. Click a row for its tasks.",
            );
        });
    });
    picked
}

/// The score; or how much was seen, where that is too little for one.
fn score_ui(ui: &mut Ui, theme: &Theme, assessment: &Assessment) {
    let Some(score) = assessment.told() else {
        let (seen, all) = assessment.seen();
        caps(ui, theme, "Tasks seen");
        ui.label(text(
            format!("{seen} of {all}"),
            size::HEADING,
            bold(),
            theme.text,
        ));
        quiet(
            ui,
            theme,
            format!(
                "{} What was seen is under Ratings.",
                assessment.why_no_score().unwrap_or_default()
            ),
        );
        return;
    };
    caps(ui, theme, words::SCORE);
    ui.label(text(format!("{score:.0}"), 64.0, bold(), theme.text));
    quiet(ui, theme, assessment.position().unwrap_or_default());
    ui.add_space(4.0);
    quiet(ui, theme, assessment.parts_in_words());
}

/// A row with the letters of an objective and its tasks: returns whether it was clicked.
fn objective_ui(
    ui: &mut Ui,
    theme: &Theme,
    objective: &ObjectiveResult,
    at: usize,
    scored: bool,
) -> bool {
    let drawn = ui.scope(|ui| {
        row(
            ui,
            |ui| {
                ui.label(text(&objective.title, size::BODY, semibold(), theme.text));
            },
            |ui| {
                if scored {
                    rating_chip(ui, theme, objective.rating, true);
                    ui.add_space(6.0);
                }
                for task in objective.tasks.iter().rev() {
                    rating_chip(ui, theme, task.rating, false);
                }
            },
        );
    });
    let id = ui.id().with(("objective", at));
    let response = ui.interact(drawn.response.rect, id, Sense::click());
    let name = format!("Tasks of {}", objective.title);
    named(&response, WidgetType::Button, &name);
    response
        .on_hover_text("Show its tasks and the evidence")
        .clicked()
}

/// What it cost, each figure between the best and the worst of the reference teams.
pub fn outcomes_ui(ui: &mut Ui, theme: &Theme, assessment: &Assessment) {
    caps(
        ui,
        theme,
        &format!(
            "Outcomes against the reference teams, {} · simulated",
            words::SAME_SEED
        ),
    );
    ui.add_space(4.0);
    let wide = ui.available_width();
    let scored = assessment.scored();
    ScrollArea::vertical()
        .id_salt("outcomes")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Grid::new("outcomes")
                .num_columns(3)
                .spacing([18.0, 9.0])
                .show(ui, |ui| {
                    for outcome in &assessment.outcomes {
                        ui.label(text(
                            &outcome.label,
                            size::BODY,
                            FontFamily::Proportional,
                            theme.text,
                        ));
                        ui.label(text(
                            grouped(outcome.value),
                            size::TITLE + 1.0,
                            bold(),
                            theme.text,
                        ));
                        if scored {
                            let wide = (wide - 480.0).clamp(100.0, 320.0);
                            scale(ui, theme, outcome.standing, wide).on_hover_text(format!(
                                "The reference teams had {} to {} {}",
                                grouped(outcome.best),
                                grouped(outcome.worst),
                                outcome.unit
                            ));
                        }
                        ui.end_row();
                    }
                });
            if !scored {
                return;
            }
            ui.add_space(4.0);
            let references: Vec<String> = assessment
                .references
                .iter()
                .map(|(team, score)| format!("{team} {score:.0}"))
                .collect();
            quiet(
                ui,
                theme,
                format!(
                    "Left as bad as the worst of them, right as good as the best. Their scores: {}.",
                    references.join(", ")
                ),
            );
        });
}

/// A mark between worst and best.
fn scale(ui: &mut Ui, theme: &Theme, standing: f64, width: f32) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let line = Rect::from_center_size(rect.center(), vec2(width, 6.0));
    ui.painter()
        .rect_filled(line, CornerRadius::same(3), theme.line);
    let x = rect.left() + 3.0 + (width - 6.0) * standing as f32;
    let colour = if standing >= 0.66 {
        theme.good
    } else if standing >= 0.33 {
        theme.reduced
    } else {
        theme.bad
    };
    ui.painter().rect_filled(
        Rect::from_center_size(pos2(x, rect.center().y), vec2(5.0, 18.0)),
        CornerRadius::same(2),
        colour,
    );
    response
}
