//! Improvement actions: what went wrong and has none yet, what was agreed, and how it stands. Must
//! not agree to anything.

use super::rating_chip;
use crate::window::review::Review;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, labelled, primary, quiet, scrolled, secondary, text, toggle, two_parts,
};
use egui::{FontFamily, Ui, WidgetType};
use wardroom_core::exercise::{Element, Improvement, Status};
use wardroom_core::register::Unlearned;
use wardroom_core::scenario::Rating;

/// Shows the areas for improvement and the actions.
pub fn actions_ui(ui: &mut Ui, theme: &Theme, review: &mut Review, unlearned: &[Unlearned]) {
    let (list, form) = two_parts(ui, 0.48, 0.42);
    boxed(ui, theme, list, "actions", |ui| {
        list_ui(ui, theme, review, unlearned);
    });
    boxed(ui, theme, form, "action", |ui| form_ui(ui, theme, review));
}

fn list_ui(ui: &mut Ui, theme: &Theme, review: &mut Review, unlearned: &[Unlearned]) {
    let mut taken = None;
    scrolled(ui, "actions-list", |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        caps(ui, theme, "Improvement actions");
        let actions = &review.finished.observations.actions;
        if actions.is_empty() {
            quiet(
                ui,
                theme,
                "None is agreed yet. Pick an area below, or write one of your own.",
            );
        }
        for (at, action) in actions.iter().enumerate() {
            let lit = review
                .action
                .as_ref()
                .is_some_and(|it| it.number == action.number);
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
        let next = actions.iter().map(|it| it.number).max().unwrap_or(0) + 1;
        if secondary(ui, theme, "An action of your own").clicked() {
            taken = Some(Improvement {
                number: next,
                ..Improvement::default()
            });
        }
        if let Some(carried) = earlier_ui(ui, theme, review, unlearned) {
            taken = Some(Improvement {
                number: next,
                ..carried
            });
        }
        ui.add_space(10.0);
        caps(ui, theme, "Areas for improvement without an action");
        let mut none = true;
        for objective in &review.finished.assessment.objectives {
            for task in &objective.tasks {
                if !matches!(task.rating, Some(Rating::M | Rating::U))
                    || actions.iter().any(|it| it.task.as_ref() == Some(&task.id))
                {
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
                    quiet(
                        ui,
                        theme,
                        format!("{} · {}", objective.title, task.evidence),
                    );
                });
                if response.clicked() {
                    taken = Some(Improvement {
                        number: next,
                        task: Some(task.id.clone()),
                        issue: format!("{}: {}", task.title, task.evidence),
                        ..Improvement::default()
                    });
                }
            }
        }
        if none {
            quiet(ui, theme, "Every area for improvement has an action.");
        }
    });
    if taken.is_some() {
        review.action = taken;
        review.trouble = None;
    }
}

/// What earlier exercises left open, with how its task went now. Returns the one that is to be
/// carried over.
fn earlier_ui(
    ui: &mut Ui,
    theme: &Theme,
    review: &Review,
    unlearned: &[Unlearned],
) -> Option<Improvement> {
    let mut taken = None;
    let finished = &review.finished;
    let open: Vec<&Unlearned> = unlearned
        .iter()
        .filter(|it| {
            it.carried.started < finished.started
                && finished
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
        let now = finished
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

fn form_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let writable = review.read_only().is_none();
    let Some(mut action) = review.action.take() else {
        caps(ui, theme, "Action");
        quiet(
            ui,
            theme,
            match review.read_only() {
                Some(why) => format!("Nothing can be agreed here: {why}"),
                None => "Pick an area or an action on the left. The next exercise starts from what is open here.".to_owned(),
            },
        );
        return;
    };
    let mut leave = false;
    let mut agree = false;
    scrolled(ui, "action-form", |ui| {
        caps(ui, theme, &format!("Action {}", action.number));
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
        labelled(
            ui,
            theme,
            "Who answers for it",
            "A post rather than a person",
            &mut action.owner,
            1,
        );
        labelled(
            ui,
            theme,
            "Contact",
            "How they are reached",
            &mut action.contact,
            1,
        );
        labelled(ui, theme, "Start", "e.g. 2026-12-01", &mut action.starts, 1);
        labelled(ui, theme, "Due", "e.g. 2027-03-01", &mut action.due, 1);
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
        ui.horizontal_wrapped(|ui| {
            agree = primary(ui, theme, "Agree the action", writable).clicked();
            leave = secondary(ui, theme, "Leave it").clicked();
        });
        if let Some(trouble) = &review.trouble {
            ui.label(text(
                trouble,
                size::BODY,
                FontFamily::Proportional,
                theme.bad,
            ));
        }
    });
    if leave {
        review.trouble = None;
        return;
    }
    review.action = Some(action);
    if agree {
        review.trouble = review.agree().err();
    }
}
