//! What an evaluator sends: notes, and ratings with them. Must not overrule another's.

use super::step::Step;
use crate::caller::Caller;
use crate::form::Form;
use crate::pages::RATED;
use crate::shown::Shown;
use wardroom_core::exercise::{Command, LONGEST_TEXT};
use wardroom_core::host::Asker;
use wardroom_core::scenario::Rating;
use wardroom_core::views::ObjectiveFace;

/// What a form of an evaluator comes to.
pub(super) fn evaluator(caller: &Caller, shown: &Shown, parts: &[&str], form: &Form) -> Step {
    match parts {
        ["notes"] => note(caller, shown, form),
        ["rate", task] => rate(caller, shown, task, form),
        _ => Step::Nowhere,
    }
}

/// The objective to which a task belongs.
fn of_task<'a>(shown: &'a Shown, task: &str) -> Option<&'a ObjectiveFace> {
    let all = shown.evaluator.0.objectives.iter();
    let mut all = all.filter(|it| it.tasks.iter().any(|it| it.id == task));
    all.next()
}

fn noted(
    caller: &Caller,
    text: String,
    task: Option<String>,
    rating: Option<Rating>,
    go: String,
) -> Step {
    let command = Command::Note {
        by: caller.who.clone(),
        text,
        task,
        rating,
        inject: None,
    };
    Step::enter(Asker::Evaluator, command, go)
}

fn note(caller: &Caller, shown: &Shown, form: &Form) -> Step {
    let text = match form.field("quick") {
        "well" => "✓ Went well".to_owned(),
        "stuck" => "▲ Got stuck".to_owned(),
        _ => form.text("text", LONGEST_TEXT),
    };
    if text.is_empty() {
        return Step::refuse("Nothing was written.");
    }
    let task = Some(form.field("task")).filter(|it| !it.is_empty());
    if task.is_some_and(|it| of_task(shown, it).is_none()) {
        return Step::Nowhere;
    }
    // A note at one press leads back to where it was made.
    let back = form.field("back");
    let objective = back.strip_prefix("/evaluate/");
    let all = &shown.evaluator.0.objectives;
    let go = match objective.and_then(|id| all.iter().find(|it| it.id == id)) {
        Some(found) => format!("/evaluate/{}", found.id),
        None if back == "/raters" => "/raters".to_owned(),
        None => "/notes".to_owned(),
    };
    noted(caller, text, task.map(str::to_owned), None, go)
}

fn rate(caller: &Caller, shown: &Shown, task: &str, form: &Form) -> Step {
    let Some(objective) = of_task(shown, task) else {
        return Step::Nowhere;
    };
    let rating = match form.field(&format!("rating-{task}")) {
        "P" => Some(Rating::P),
        "S" => Some(Rating::S),
        "M" => Some(Rating::M),
        "U" => Some(Rating::U),
        _ => None,
    };
    let text = match form.text("text", LONGEST_TEXT) {
        text if text.is_empty() && rating.is_none() => "Not seen".to_owned(),
        text if text.is_empty() => RATED.to_owned(),
        text => text,
    };
    let go = format!("/evaluate/{}", objective.id);
    noted(caller, text, Some(task.to_owned()), rating, go)
}
