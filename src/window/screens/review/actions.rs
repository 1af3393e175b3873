//! Improvement actions: what went wrong and has none yet, what was agreed, and how it stands. Must
//! not agree to anything.

use super::chip::rating_chip;
use super::writing::writing_ui;
use crate::window::review::{ReviewAction, ReviewInput, Seen};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, labelled, primary, quiet, scrolled, secondary, text, toggle, two_parts,
};
use egui::{Ui, WidgetType};
use wardroom_core::assessment::{Assessment, ObjectiveResult, TaskResult};
use wardroom_core::exercise::{Command, Element, Improvement, Status};
use wardroom_core::register::Unlearned;
use wardroom_core::scenario::Rating;

/// Shows the areas for improvement and the actions.
pub fn actions_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
    unlearned: &[Unlearned],
) -> Option<ReviewAction> {
    let (list, form) = two_parts(ui, 0.48, 0.42);
    let mut taken = None;
    boxed(ui, theme, list, "actions", |ui| {
        scrolled(ui, "actions-list", |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            taken = list_ui(ui, theme, seen, input.action.as_ref(), unlearned);
        });
    });
    if taken.is_some() {
        input.action = taken;
        input.trouble = None;
    }
    let mut action = None;
    boxed(ui, theme, form, "action", |ui| {
        action = form_ui(ui, theme, seen, input);
    });
    action
}

/// What was agreed and what was not: returns the action that is taken up, numbered.
fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    open: Option<&Improvement>,
    unlearned: &[Unlearned],
) -> Option<Improvement> {
    let actions = &seen.view.observations.actions;
    let areas = areas(&seen.view.assessment).next().is_some();
    let agreed = agreed_ui(ui, theme, actions, open, areas);
    let own = secondary(ui, theme, "An action of your own").clicked();
    let own = own.then(Improvement::default);
    let carried = earlier_ui(ui, theme, seen, unlearned);
    let area = areas_ui(ui, theme, seen);
    let next = actions.iter().map(|it| it.number).max().unwrap_or(0) + 1;
    let new = own
        .or(carried)
        .or(area)
        .map(|it| Improvement { number: next, ..it });
    agreed.or(new)
}

/// Actions that were agreed: returns the one that is taken up again.
fn agreed_ui(
    ui: &mut Ui,
    theme: &Theme,
    actions: &[Improvement],
    open: Option<&Improvement>,
    areas: bool,
) -> Option<Improvement> {
    let mut taken = None;
    caps(ui, theme, "Improvement actions");
    if actions.is_empty() {
        let words = if areas {
            "None is agreed yet. Pick an area below, or write one of your own."
        } else {
            "None is agreed yet. Write one of your own."
        };
        quiet(ui, theme, words);
    }
    for (at, action) in actions.iter().enumerate() {
        let lit = open.is_some_and(|it| it.number == action.number);
        let name = format!("Action {}: {}", action.number, action.action);
        let id = ui.id().with(("action", at));
        let response = card(ui, theme, id, lit, WidgetType::Button, &name, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(text(
                format!("{}  {}", action.number, action.action),
                size::BODY,
                semibold(),
                theme.text,
            ));
            let parts = [
                action.status.words(),
                action.element.word(),
                &action.owner,
                &action.due,
            ];
            let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            quiet(ui, theme, parts.join(" · "));
        });
        if response.clicked() {
            taken = Some(action.clone());
        }
    }
    taken
}

/// What went wrong: tasks with the objective they are for.
fn areas(assessment: &Assessment) -> impl Iterator<Item = (&ObjectiveResult, &TaskResult)> {
    let objectives = assessment.objectives.iter();
    objectives
        .flat_map(|objective| objective.tasks.iter().map(move |task| (objective, task)))
        .filter(|(_, task)| matches!(task.rating, Some(Rating::M | Rating::U)))
}

/// What was seen, without by when it would have earned which letter: that is for the rating.
fn without_marks(evidence: &str) -> &str {
    evidence.split(" P within ").next().unwrap_or(evidence)
}

/// Why there is no area to pick.
fn no_area(assessment: &Assessment) -> &'static str {
    let (seen, _) = assessment.seen();
    if areas(assessment).next().is_some() {
        "Every area for improvement has an action."
    } else if seen == 0 {
        "No task was rated, so nothing shows yet where to improve. Tasks can be rated under Ratings."
    } else {
        "No task is rated M or U."
    }
}

/// What went wrong and has no action: returns one for the area that is picked.
fn areas_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Improvement> {
    let assessment = &seen.view.assessment;
    let actions = &seen.view.observations.actions;
    let mut taken = None;
    ui.add_space(10.0);
    caps(ui, theme, "Areas for improvement without an action");
    let mut none = true;
    for (objective, task) in areas(assessment) {
        if actions.iter().any(|it| it.task.as_ref() == Some(&task.id)) {
            continue;
        }
        none = false;
        let name = format!("Action for: {}", task.title);
        let id = ui.id().with(("area", &task.id));
        let response = card(ui, theme, id, false, WidgetType::Button, &name, |ui| {
            ui.horizontal_wrapped(|ui| {
                rating_chip(ui, theme, task.rating, false);
                ui.label(text(&task.title, size::BODY, semibold(), theme.text));
            });
            let words = format!("{} · {}", objective.title, task.evidence);
            quiet(ui, theme, words);
        });
        if response.clicked() {
            taken = Some(Improvement {
                task: Some(task.id.clone()),
                issue: format!("{}: {}", task.title, without_marks(&task.evidence)),
                ..Improvement::default()
            });
        }
    }
    if none {
        quiet(ui, theme, no_area(assessment));
    }
    taken
}

/// What earlier exercises left open, with how its task went now. Returns the one that is to be
/// carried over.
fn earlier_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    unlearned: &[Unlearned],
) -> Option<Improvement> {
    let mut taken = None;
    let view = &seen.view;
    let open: Vec<&Unlearned> = unlearned
        .iter()
        .filter(|it| {
            it.carried.started < view.course.started
                && view
                    .observations
                    .actions
                    .iter()
                    .all(|here| here.carried.as_ref() != Some(&it.carried))
        })
        .collect();
    if open.is_empty() {
        return None;
    }
    ui.add_space(10.0);
    caps(ui, theme, "Open from earlier exercises");
    for (at, it) in open.into_iter().enumerate() {
        let now = view
            .assessment
            .objectives
            .iter()
            .flat_map(|objective| &objective.tasks)
            .find(|task| it.action.task.as_ref() == Some(&task.id));
        let name = format!("Carry over: {}", it.action.action);
        let id = ui.id().with(("earlier", at));
        let response = card(ui, theme, id, false, WidgetType::Button, &name, |ui| {
            ui.horizontal_wrapped(|ui| {
                if let Some(task) = now {
                    rating_chip(ui, theme, task.rating, false);
                }
                ui.label(text(&it.action.action, size::BODY, semibold(), theme.text));
            });
            let words = match now {
                Some(task) => format!("today: {} · {}", task.title, task.evidence),
                None => "not tested by this exercise".to_owned(),
            };
            quiet(
                ui,
                theme,
                format!("from {} · {} · {words}", it.day, it.action.status.words()),
            );
        });
        if response.clicked() {
            taken = Some(Improvement {
                carried: Some(it.carried.clone()),
                // Another scenario has other tasks.
                task: now.map(|task| task.id.clone()),
                ..it.action.clone()
            });
        }
    }
    taken
}

/// The action that is being written.
fn form_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let Some(action) = &mut input.action else {
        caps(ui, theme, "Action");
        quiet(
            ui,
            theme,
            match &seen.record.read_only {
                Some(why) => format!("Nothing can be agreed here: {why}"),
                None => "Pick an area or an action on the left. The next exercise starts from what is open here.".to_owned(),
            },
        );
        return None;
    };
    let (mut agreed, mut leave) = (None, false);
    scrolled(ui, "action-form", |ui| {
        caps(ui, theme, &format!("Action {}", action.number));
        what_ui(ui, theme, action);
        who_ui(ui, theme, action);
        how_it_stands_ui(ui, theme, action);
        ui.horizontal_wrapped(|ui| {
            let can = seen.writable() && seen.record.writing == 0;
            if primary(ui, theme, "Agree the action", can).clicked() {
                let command = Command::Act(Box::new(action.clone()));
                agreed = Some(ReviewAction::Write(vec![command]));
            }
            leave = secondary(ui, theme, "Leave it").clicked();
        });
        writing_ui(ui, theme, &seen.record, input.trouble.as_deref());
    });
    if leave {
        input.action = None;
        input.trouble = None;
    }
    agreed
}

/// What went wrong, and what is to be done about it.
fn what_ui(ui: &mut Ui, theme: &Theme, action: &mut Improvement) {
    labelled(
        ui,
        theme,
        "What went wrong",
        "What was seen, and when",
        &mut action.issue,
        3,
    );
    labelled(
        ui,
        theme,
        "Root cause",
        "Why it went wrong",
        &mut action.root_cause,
        2,
    );
    labelled(
        ui,
        theme,
        "What is to be done",
        "The corrective action",
        &mut action.action,
        2,
    );
    quiet(ui, theme, "Element");
    ui.horizontal_wrapped(|ui| {
        for element in Element::ALL {
            if toggle(ui, theme, action.element == element, element.word()).clicked() {
                action.element = element;
            }
        }
    });
}

/// Who does it, and by when.
fn who_ui(ui: &mut Ui, theme: &Theme, action: &mut Improvement) {
    let fields = [
        (
            "Who answers for it",
            "A post rather than a person",
            &mut action.owner,
        ),
        ("Contact", "How they are reached", &mut action.contact),
        ("Start", "e.g. 2026-12-01", &mut action.starts),
        ("Due", "e.g. 2027-03-01", &mut action.due),
    ];
    for (name, hint, words) in fields {
        labelled(ui, theme, name, hint, words, 1);
    }
}

/// How far it is, and what shows that it was learned.
fn how_it_stands_ui(ui: &mut Ui, theme: &Theme, action: &mut Improvement) {
    quiet(ui, theme, "Status");
    ui.horizontal_wrapped(|ui| {
        for status in Status::ALL {
            if toggle(ui, theme, action.status == status, status.words()).clicked() {
                action.status = status;
            }
        }
    });
    labelled(
        ui,
        theme,
        "Evidence that it was learned",
        "What shows that the lesson was learned",
        &mut action.evidence,
        2,
    );
}
