//! Ratings: each task with what an evaluator looks for, the machine's evidence and proposal beside
//! the evaluators' notes; a person confirms or overrides. Must not rate.

use super::rating_chip;
use crate::window::review::Review;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, labelled, primary, quiet, rule, scrolled, secondary, text, toggle, two_parts,
};
use egui::{FontFamily, Frame, Margin, Ui, WidgetType};
use wardroom_core::scenario::Rating;
use wardroom_papers::report::{rating_in_words, rating_letter};

/// Shows objectives, and the tasks of one.
pub fn ratings_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let (list, tasks) = two_parts(ui, 0.3, 0.34);
    boxed(ui, theme, list, "objectives", |ui| {
        objectives_ui(ui, theme, review);
    });
    boxed(ui, theme, tasks, "tasks", |ui| tasks_ui(ui, theme, review));
}

fn objectives_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let mut chosen = None;
    let scored = review.finished.assessment.scored();
    scrolled(ui, "objectives-list", |ui| {
        caps(ui, theme, "Objectives");
        for (at, objective) in review.finished.assessment.objectives.iter().enumerate() {
            let confirmed = objective
                .tasks
                .iter()
                .filter(|task| task.confirmed_by.is_some())
                .count();
            let lit = review.open_objective == at;
            let name = format!("Tasks of {}", objective.title);
            let id = ui.id().with(("objective", at));
            let response = card(ui, theme, id, lit, WidgetType::Button, &name, |ui| {
                ui.horizontal_wrapped(|ui| {
                    if scored {
                        rating_chip(ui, theme, objective.rating, false);
                    }
                    ui.label(text(&objective.title, size::BODY, semibold(), theme.text));
                });
                quiet(
                    ui,
                    theme,
                    if scored {
                        format!(
                            "{}; {confirmed} of {} tasks confirmed by a person",
                            rating_in_words(objective.rating),
                            objective.tasks.len()
                        )
                    } else {
                        format!(
                            "{confirmed} of {} tasks confirmed by a person",
                            objective.tasks.len()
                        )
                    },
                );
            });
            if response.clicked() {
                chosen = Some(at);
            }
        }
        ui.add_space(6.0);
        if review.read_only().is_none() {
            waiting_ui(ui, theme, review);
        }
        quiet(
            ui,
            theme,
            "A letter is the machine's proposal until a person confirms it. For learning; not an assurance rating.",
        );
    });
    if let Some(at) = chosen {
        review.open_objective = at;
        review.rated.task = None;
    }
}

/// How many tasks wait for a person, and one reason for all that won't be rated.
fn waiting_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let waiting = review.finished.assessment.waiting().count();
    if waiting == 0 {
        return;
    }
    rule(ui, theme);
    caps(ui, theme, &format!("{waiting} wait for a person"));
    quiet(
        ui,
        theme,
        "Only somebody who watched can rate them. Rate each under its objective, or say once why the rest are not rated; then there is a score.",
    );
    labelled(
        ui,
        theme,
        "Who says so",
        "Your name",
        &mut review.rated.by,
        1,
    );
    labelled(
        ui,
        theme,
        "Why the rest are not rated",
        "Nobody watched for them",
        &mut review.rated.waiver,
        2,
    );
    if secondary(ui, theme, "Not rated, for this reason").clicked() {
        review.trouble = review.waive().err();
    }
    if let (None, Some(trouble)) = (review.rated.task, &review.trouble) {
        ui.label(text(
            trouble,
            size::BODY,
            FontFamily::Proportional,
            theme.bad,
        ));
    }
    ui.add_space(6.0);
}

fn tasks_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let at = review.open_objective;
    let Some(objective) = review.finished.assessment.objectives.get(at).cloned() else {
        return;
    };
    let story = review.finished.story.clone();
    scrolled(ui, "tasks-list", |ui| {
        caps(
            ui,
            theme,
            &format!("{} · tasks and evidence", objective.title),
        );
        if let Some(why) = review.read_only() {
            quiet(ui, theme, format!("Nothing can be rated: {why}"));
        }
        for (place, task) in objective.tasks.iter().enumerate() {
            rule(ui, theme);
            ui.horizontal_wrapped(|ui| {
                rating_chip(ui, theme, task.rating, true);
                ui.label(text(&task.title, size::BODY, semibold(), theme.text));
            });
            ui.label(text(
                format!(
                    "Evidence: {} Proposed: {}.",
                    task.evidence,
                    rating_in_words(task.proposed)
                ),
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
            quiet(ui, theme, format!("Plan: {}", task.plan));
            let look_for = story.look_for(&task.id);
            if !look_for.is_empty() {
                quiet(ui, theme, format!("Look for: {look_for}"));
            }
            for note in &review.finished.observations.notes {
                if note.task.as_ref() == Some(&task.id) {
                    quiet(
                        ui,
                        theme,
                        format!(
                            "{} {} noted: {}{}",
                            story.clock(note.at_secs),
                            note.by,
                            note.text,
                            note.rating.map_or_else(String::new, |rating| format!(
                                " ({})",
                                rating_letter(Some(rating))
                            ))
                        ),
                    );
                }
            }
            let person = review
                .finished
                .observations
                .rated
                .iter()
                .rev()
                .find(|(rated, ..)| *rated == task.id);
            if let Some((_, rating, by, because)) = person {
                let why = if because.is_empty() {
                    String::new()
                } else {
                    format!(": {because}")
                };
                quiet(
                    ui,
                    theme,
                    format!("{} by {by}{why}", rating_in_words(*rating)),
                );
            }
            if review.rated.task == Some((at, place)) {
                rate_ui(ui, theme, review);
            } else if review.read_only().is_none() {
                let response = secondary(ui, theme, "Rate");
                crate::window::widgets::named(
                    &response,
                    WidgetType::Button,
                    &format!("Rate: {}", task.title),
                );
                if response.clicked() {
                    review.take_up(at, place);
                }
            }
        }
    });
}

/// A rating as it is given.
fn rate_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let mut leave = false;
    Frame::new()
        .fill(theme.raised)
        .corner_radius(8)
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                for rating in [
                    Some(Rating::P),
                    Some(Rating::S),
                    Some(Rating::M),
                    Some(Rating::U),
                    None,
                ] {
                    let words = format!("{} {}", rating_letter(rating), rating_in_words(rating));
                    if toggle(ui, theme, review.rated.rating == rating, &words).clicked() {
                        review.rated.rating = rating;
                    }
                }
            });
            labelled(ui, theme, "Who rates", "Your name", &mut review.rated.by, 1);
            labelled(
                ui,
                theme,
                "Why",
                "What you saw; needed where it differs from the proposal",
                &mut review.rated.because,
                2,
            );
            ui.horizontal_wrapped(|ui| {
                if primary(ui, theme, "Confirm the rating", true).clicked() {
                    review.trouble = review.rate().err();
                }
                leave = secondary(ui, theme, "Leave it").clicked();
                if let Some(trouble) = &review.trouble {
                    ui.label(text(
                        trouble,
                        size::BODY,
                        FontFamily::Proportional,
                        theme.bad,
                    ));
                }
            });
        });
    if leave {
        review.rated.task = None;
        review.trouble = None;
    }
}
