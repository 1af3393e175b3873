//! An evaluator's note: one key, the time is taken by itself. Must not rate anything by itself.

use super::Action;
use crate::window::live::{Noted, Seen};
use crate::window::theme::Theme;
use crate::window::widgets::{caps, field, pick, primary, quiet, secondary, toggle};
use egui::Ui;
use wardroom_core::exercise::{Command, Source};
use wardroom_core::scenario::Rating;
use wardroom_papers::report::{rating_in_words, rating_letter};

/// Shows the form.
pub fn note_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, draft: &mut Noted) -> Option<Action> {
    let scenario = &*seen.scenario;
    let secs = seen.view.clock.secs;
    let mut action = None;
    quiet(
        ui,
        theme,
        format!(
            "Noted at {}. Only evaluators see notes.",
            scenario.clock(secs)
        ),
    );
    let evaluators = &seen.seats.evaluators;
    pick(
        ui,
        "Evaluator",
        &mut draft.by,
        |at| evaluators[at].as_str(),
        evaluators.len(),
    );
    let edit = field(
        ui,
        theme,
        "What was seen",
        "What did you see or hear?",
        &mut draft.text,
        3,
    );
    if std::mem::take(&mut draft.take_keys) {
        edit.request_focus();
    }
    ui.horizontal_wrapped(|ui| {
        for rating in [Rating::P, Rating::S, Rating::M, Rating::U] {
            let on = draft.rating == Some(rating);
            if toggle(ui, theme, on, rating_letter(Some(rating)))
                .on_hover_text(rating_in_words(Some(rating)))
                .clicked()
            {
                draft.rating = (!on).then_some(rating);
            }
        }
        quiet(ui, theme, "rating, if you give one");
    });
    quiet(
        ui,
        theme,
        "P without challenges, S some challenges, M major challenges, U unable",
    );
    caps(ui, theme, "About which task");
    let mut task = draft.task.map_or(0, |task| task + 1);
    pick(
        ui,
        "Task",
        &mut task,
        |at| match at.checked_sub(1) {
            None => "No task in particular",
            Some(at) => scenario.tasks[at].title.as_str(),
        },
        scenario.tasks.len() + 1,
    );
    draft.task = task.checked_sub(1);
    if let Some(Source::Inject(at)) = seen.view.reads() {
        let on = draft.inject == Some(at);
        let words = format!("About “{}”", scenario.injects[at].title);
        if toggle(ui, theme, on, &words).clicked() {
            draft.inject = (!on).then_some(at);
        }
    }
    let ready = !draft.text.trim().is_empty();
    ui.horizontal_wrapped(|ui| {
        if primary(ui, theme, "Record the note", ready).clicked() {
            action = Some(Action::enter(Command::Note {
                by: evaluators.get(draft.by).cloned().unwrap_or_default(),
                text: draft.text.trim().to_owned(),
                task: draft.task.map(|at| scenario.tasks[at].id.clone()),
                rating: draft.rating,
                inject: draft.inject.map(|at| scenario.injects[at].id.clone()),
            }));
        }
        if secondary(ui, theme, "Back to the cards").clicked() {
            action = Some(Action::Desk(crate::window::live::Desk::Cards));
        }
    });
    action
}
