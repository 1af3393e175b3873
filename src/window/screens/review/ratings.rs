//! Ratings: each task with what an evaluator looks for, the machine's evidence and proposal beside
//! the evaluators' notes; a person confirms or overrides. Must not rate.

use super::chip::rating_chip;
use super::writing::writing_ui;
use crate::window::review::{RatingInput, ReviewAction, ReviewInput, Seen};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, labelled, named, primary, quiet, rule, scrolled, secondary, text, toggle,
    two_parts,
};
use egui::{FontFamily, Frame, Margin, Ui, WidgetType};
use wardroom_core::assessment::{ObjectiveResult, TaskResult};
use wardroom_core::scenario::Rating;
use wardroom_core::views::ReviewView;
use wardroom_papers::report::{rating_in_words, rating_letter};

/// Shows objectives, and the tasks of one.
pub fn ratings_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let (list, tasks) = two_parts(ui, 0.3, 0.34);
    let (mut waived, mut rated) = (None, None);
    boxed(ui, theme, list, "objectives", |ui| {
        scrolled(ui, "objectives-list", |ui| {
            waived = objectives_ui(ui, theme, seen, input);
        });
    });
    boxed(ui, theme, tasks, "tasks", |ui| {
        rated = tasks_ui(ui, theme, seen, input);
    });
    waived.or(rated)
}

fn objectives_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let scored = seen.view.assessment.scored();
    caps(ui, theme, "Objectives");
    for (at, objective) in seen.view.assessment.objectives.iter().enumerate() {
        let lit = input.rating.open_objective == at;
        let name = format!("Tasks of {}", objective.title);
        let id = ui.id().with(("objective", at));
        let response = card(ui, theme, id, lit, WidgetType::Button, &name, |ui| {
            ui.horizontal_wrapped(|ui| {
                if scored {
                    rating_chip(ui, theme, objective.rating, false);
                }
                ui.label(text(&objective.title, size::BODY, semibold(), theme.text));
            });
            quiet(ui, theme, confirmed_in_words(objective, scored));
        });
        if response.clicked() {
            input.rating.open_objective = at;
            input.rating.task = None;
        }
    }
    ui.add_space(6.0);
    let waived = if seen.writable() {
        waiting_ui(ui, theme, seen, input)
    } else {
        None
    };
    quiet(
        ui,
        theme,
        "A letter is the machine's proposal until a person confirms it. For learning; not an assurance rating.",
    );
    waived
}

/// How much of an objective a person has looked at.
fn confirmed_in_words(objective: &ObjectiveResult, scored: bool) -> String {
    let tasks = &objective.tasks;
    let confirmed = tasks
        .iter()
        .filter(|it| it.confirmed_by.is_some() && it.waived.is_none());
    let (confirmed, all) = (confirmed.count(), tasks.len());
    let mut told = format!("{confirmed} of {all} tasks confirmed by a person");
    let waived = tasks.iter().filter(|it| it.waived.is_some()).count();
    if waived > 0 {
        told.push_str(&format!(", {waived} left unrated with a reason"));
    }
    if scored {
        format!("{}; {told}", rating_in_words(objective.rating))
    } else {
        told
    }
}

/// How many tasks wait for a person, and one reason for all that won't be rated.
fn waiting_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let assessment = &seen.view.assessment;
    let waiting = assessment.waiting().count();
    if waiting == 0 {
        return None;
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
        &mut input.rating.by,
        1,
    );
    labelled(
        ui,
        theme,
        "Why the rest are not rated",
        "Nobody watched for them",
        &mut input.rating.waiver,
        2,
    );
    let mut action = None;
    if secondary(ui, theme, "Not rated, for this reason").clicked() {
        match input.rating.waivers(assessment) {
            Ok(commands) => action = Some(ReviewAction::Write(commands)),
            Err(why) => input.trouble = Some(why),
        }
    }
    if input.rating.task.is_none() {
        writing_ui(ui, theme, &seen.record, input.trouble.as_deref());
    }
    ui.add_space(6.0);
    action
}

fn tasks_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let view = &seen.view;
    let at = input.rating.open_objective;
    let objective = view.assessment.objectives.get(at)?;
    let mut action = None;
    scrolled(ui, "tasks-list", |ui| {
        caps(
            ui,
            theme,
            &format!("{} · tasks and evidence", objective.title),
        );
        if let Some(why) = &seen.record.read_only {
            quiet(ui, theme, format!("Nothing can be rated: {why}"));
        }
        for (place, task) in objective.tasks.iter().enumerate() {
            rule(ui, theme);
            task_ui(ui, theme, view, task);
            if input.rating.task == Some((at, place)) {
                let rated = rate_ui(ui, theme, seen, input);
                action = action.take().or(rated);
            } else if seen.writable() {
                let response = secondary(ui, theme, "Rate");
                let name = format!("Rate: {}", task.title);
                named(&response, WidgetType::Button, &name);
                if response.clicked() {
                    input.rating.take_up(&view.assessment, at, place);
                }
            }
        }
    });
    action
}

/// A task with its evidence, and what people said of it.
fn task_ui(ui: &mut Ui, theme: &Theme, view: &ReviewView, task: &TaskResult) {
    let story = view.story();
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
    let notes = view.observations.notes.iter();
    for note in notes.filter(|note| note.task.as_ref() == Some(&task.id)) {
        let rating = note.rating.map_or_else(String::new, |rating| {
            format!(" ({})", rating_letter(Some(rating)))
        });
        let clock = story.clock(note.at_secs);
        let words = format!("{clock} {} noted: {}{rating}", note.by, note.text);
        quiet(ui, theme, words);
    }
    let mut rated = view.observations.rated.iter().rev();
    if let Some((_, rating, by, because)) = rated.find(|(rated, ..)| *rated == task.id) {
        let why = if because.is_empty() {
            String::new()
        } else {
            format!(": {because}")
        };
        let words = format!("{} by {by}{why}", rating_in_words(*rating));
        quiet(ui, theme, words);
    }
}

/// A rating as it is given.
fn rate_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let (mut confirm, mut leave) = (false, false);
    Frame::new()
        .fill(theme.raised)
        .corner_radius(8)
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            fields_ui(ui, theme, &mut input.rating);
            ui.horizontal_wrapped(|ui| {
                let can = seen.record.writing == 0;
                confirm = primary(ui, theme, "Confirm the rating", can).clicked();
                leave = secondary(ui, theme, "Leave it").clicked();
                writing_ui(ui, theme, &seen.record, input.trouble.as_deref());
            });
        });
    if leave {
        input.rating.task = None;
        input.trouble = None;
    }
    if !confirm {
        return None;
    }
    match input.rating.command(&seen.view.assessment) {
        Ok(command) => Some(ReviewAction::Write(vec![command])),
        Err(why) => {
            input.trouble = Some(why);
            None
        }
    }
}

fn fields_ui(ui: &mut Ui, theme: &Theme, input: &mut RatingInput) {
    ui.horizontal_wrapped(|ui| {
        for rating in [
            Some(Rating::P),
            Some(Rating::S),
            Some(Rating::M),
            Some(Rating::U),
            None,
        ] {
            let words = format!("{} {}", rating_letter(rating), rating_in_words(rating));
            if toggle(ui, theme, input.rating == rating, &words).clicked() {
                input.rating = rating;
            }
        }
    });
    labelled(ui, theme, "Who rates", "Your name", &mut input.by, 1);
    labelled(
        ui,
        theme,
        "Why",
        "What you saw; needed where it differs from the proposal",
        &mut input.because,
        2,
    );
}
