//! How an exercise was judged at a glance: its score, its objectives, and its outcomes against the
//! scripted teams. Must not judge.

use super::chip::{CHIP, CHIP_LARGE, rating_chip};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, named, quiet, rule, scrolled, text};
use egui::{
    CornerRadius, FontFamily, FontId, Grid, Rect, ScrollArea, Sense, Ui, WidgetType, pos2, vec2,
};
use wardroom_core::assessment::{Assessment, ObjectiveResult};
use wardroom_core::words;
use wardroom_papers::report::grouped;

/// How it was judged in one figure, and objective by objective: returns the one that is picked.
pub fn scores_ui(ui: &mut Ui, theme: &Theme, assessment: &Assessment) -> Option<usize> {
    let mut picked = None;
    scrolled(ui, "scores", |ui| {
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
    });
    picked
}

/// So high objectives stand with what is said below them, points, where each has one line.
pub fn scores_height(assessment: &Assessment) -> f32 {
    assessment.objectives.len() as f32 * 41.0 + 70.0
}

/// So high all outcomes stand, points.
pub fn outcomes_height(assessment: &Assessment) -> f32 {
    assessment.outcomes.len() as f32 * (ROW + 10.0) + BELOW + 64.0
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
    let drawn = ui.horizontal(|ui| {
        // The title has what the letters leave, on as many lines as it takes.
        let gap = ui.spacing().item_spacing.x;
        let large = if scored {
            CHIP_LARGE.x + 6.0 + gap
        } else {
            0.0
        };
        let chips = objective.tasks.len() as f32 * (CHIP.x + gap) + large;
        let title = (ui.available_width() - chips - gap).max(80.0);
        let font = FontId::new(size::BODY, semibold());
        let painter = ui.painter();
        let words = painter.layout(objective.title.clone(), font, theme.text, title);
        let high = words.size().y;
        let (rect, label) = ui.allocate_exact_size(vec2(title, high.max(CHIP.y)), Sense::hover());
        let corner = pos2(rect.left(), rect.center().y - high / 2.0);
        ui.painter().galley(corner, words, theme.text);
        named(&label, WidgetType::Label, &objective.title);
        for task in &objective.tasks {
            rating_chip(ui, theme, task.rating, false);
        }
        if scored {
            ui.add_space(6.0);
            rating_chip(ui, theme, objective.rating, true);
        }
    });
    let id = ui.id().with(("objective", at));
    let response = ui.interact(drawn.response.rect, id, Sense::click());
    let name = format!("Tasks of {}", objective.title);
    named(&response, WidgetType::Button, &name);
    response
        .on_hover_text("Show its tasks and the evidence")
        .clicked()
}

/// Points for an outcome's row, and for what is said below all of them.
const ROW: f32 = 19.0;
const BELOW: f32 = 44.0;

/// What it cost, each figure between the best and the worst of the scripted teams.
pub fn outcomes_ui(ui: &mut Ui, theme: &Theme, assessment: &Assessment) {
    let scored = assessment.scored();
    let head = if scored {
        format!(
            "Outcomes against the scripted teams, {} · simulated",
            words::SAME_SEED
        )
    } else {
        "Outcomes · simulated".to_owned()
    };
    caps(ui, theme, &head);
    ui.add_space(4.0);
    let wide = ui.available_width();
    ScrollArea::vertical()
        .id_salt("outcomes")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // As close as it takes for all of them to be seen at once.
            let each = (ui.available_height() - BELOW) / assessment.outcomes.len().max(1) as f32;
            let between = (each - ROW).clamp(3.0, 12.0);
            Grid::new("outcomes")
                .num_columns(3)
                .min_row_height(ROW)
                .spacing([18.0, between])
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
                                "The scripted teams had {} to {} {}",
                                grouped(outcome.best),
                                grouped(outcome.worst),
                                outcome.unit
                            ));
                        }
                        ui.end_row();
                    }
                });
            if !scored {
                let words = "They stand beside those of the scripted teams once there is a score.";
                quiet(ui, theme, words);
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
