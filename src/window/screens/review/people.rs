//! What people said: the hot debrief and the training-needs consultation, against what the
//! exercise showed, and the form by which they are asked. Must not tell who answered without
//! their name.

use super::chip::rating_chip;
use super::writing::writing_ui;
use crate::window::review::{PeopleInput, RecordSeen, ReviewAction, Seen};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    boxed, caps, field, labelled, named, primary, quiet, rule, scrolled, secondary, text, toggle,
    two_parts,
};
use egui::{CornerRadius, FontFamily, Frame, Margin, Rect, Sense, Ui, WidgetType, pos2, vec2};
use std::collections::BTreeMap;
use wardroom_core::assessment::points;
use wardroom_core::exercise::{Answer, Command, Element, GROUPS, SCALE, SELDOM_ASKED, STATEMENTS};
use wardroom_core::review::needs::{Capability, Needs, Parting};
use wardroom_core::words;
use wardroom_papers::report::needs::support;

/// Shows what people said, and the form.
pub fn people_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut PeopleInput,
    trouble: &mut Option<String>,
) -> Option<ReviewAction> {
    let (said, form) = two_parts(ui, 0.52, 0.45);
    let mut action = None;
    boxed(ui, theme, said, "said", |ui| {
        scrolled(ui, "said-list", |ui| {
            said_ui(ui, theme, &seen.view.needs, &mut input.group);
        });
    });
    boxed(ui, theme, form, "asked", |ui| {
        if seen.writable() {
            // It stands still below the form, which is long.
            egui::Panel::bottom("answer-taken")
                .frame(Frame::new().fill(theme.panel).inner_margin(Margin::same(6)))
                .show_separator_line(false)
                .show(ui, |ui| action = take_ui(ui, theme, seen, input, trouble));
        }
        scrolled(ui, "asked-form", |ui| {
            let handed = form_ui(ui, theme, seen, input, trouble);
            action = action.take().or(handed);
        });
    });
    action
}

fn said_ui(ui: &mut Ui, theme: &Theme, needs: &Needs, shown: &mut usize) {
    caps(ui, theme, words::TRAINING_NEEDS);
    if needs.answers == 0 {
        quiet(
            ui,
            theme,
            "Nobody was asked yet. Ask while they are still in the room: on this machine on the right, on paper (wardroom print), or with a form that comes back as a spreadsheet.",
        );
        return;
    }
    if needs.too_few() {
        quiet(
            ui,
            theme,
            format!(
                "{} answered, and not all with their names. Of so few nothing is told, because it would tell who said what.",
                needs.answers
            ),
        );
        return;
    }
    quiet(
        ui,
        theme,
        format!("{} answered. {}", needs.answers, needs.in_confidence()),
    );
    if needs.groups.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            for (at, group) in needs.groups.iter().enumerate() {
                let words = format!("{} ({})", group.name, group.answers);
                if toggle(ui, theme, *shown == at, &words).clicked() {
                    *shown = at;
                }
            }
        });
    }
    let Some(group) = needs.groups.get(*shown).or(needs.groups.first()) else {
        return;
    };
    for it in &group.capabilities {
        ui.add_space(8.0);
        capability_ui(ui, theme, it);
    }
    if !needs.unasked.is_empty() {
        ui.add_space(8.0);
        quiet(
            ui,
            theme,
            format!(
                "Nobody answered from these, who are seldom asked: {}.",
                needs.unasked.join(", ")
            ),
        );
    }
    ui.add_space(12.0);
    debrief_ui(ui, theme, needs);
}

/// How far people agree with the statements, and what they said in their own words.
fn debrief_ui(ui: &mut Ui, theme: &Theme, needs: &Needs) {
    rule(ui, theme);
    caps(ui, theme, "Hot debrief");
    for it in &needs.statements {
        let words = match it.mean {
            Some(mean) => format!(
                "{} of {} agree, mean {mean:.1} of {SCALE}",
                it.agree, it.answers
            ),
            None => "too few marked it to tell".to_owned(),
        };
        ui.label(text(
            it.words,
            size::BODY,
            FontFamily::Proportional,
            theme.text,
        ));
        quiet(ui, theme, words);
    }
    let mut question = "";
    for said in &needs.words {
        if said.question != question {
            question = said.question;
            ui.add_space(8.0);
            ui.label(text(question, size::BODY, semibold(), theme.text));
        }
        ui.label(text(
            format!("“{}”", said.text),
            size::BODY,
            FontFamily::Proportional,
            theme.text,
        ));
        if !said.by.is_empty() {
            quiet(ui, theme, &said.by);
        }
    }
}

/// A capability: a line from “not at all” to “fully”, with how sure they are and how it was rated.
fn capability_ui(ui: &mut Ui, theme: &Theme, it: &Capability) {
    ui.horizontal_wrapped(|ui| {
        rating_chip(ui, theme, it.shown, false);
        ui.label(text(&it.title, size::BODY, semibold(), theme.text));
        let colour = match it.parting {
            Parting::Surer => theme.bad,
            Parting::LessSure => theme.reduced,
            Parting::Agree | Parting::NotShown | Parting::TooFew => theme.quiet,
        };
        ui.label(text(
            it.parting.words(),
            size::SMALL,
            if colour == theme.quiet {
                FontFamily::Proportional
            } else {
                bold()
            },
            colour,
        ));
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let line = rect.shrink2(vec2(8.0, 0.0));
    let x = |share: f64| line.left() + line.width() * share as f32;
    let painter = ui.painter();
    painter.rect_filled(
        Rect::from_center_size(line.center(), vec2(line.width(), 2.0)),
        CornerRadius::ZERO,
        theme.line,
    );
    let sure = it
        .confidence
        .map(|mean| (mean - 1.0) / f64::from(SCALE - 1));
    let shown = it.shown.map(points);
    if let (Some(sure), Some(shown)) = (sure, shown) {
        let (from, to) = (x(sure.min(shown)), x(sure.max(shown)));
        painter.rect_filled(
            Rect::from_min_max(
                pos2(from, line.center().y - 3.0),
                pos2(to, line.center().y + 3.0),
            ),
            CornerRadius::ZERO,
            theme.tint(theme.quiet, 0.35),
        );
    }
    if let Some(shown) = shown {
        painter.rect_filled(
            Rect::from_center_size(pos2(x(shown), line.center().y), vec2(4.0, 18.0)),
            CornerRadius::same(1),
            theme.text,
        );
    }
    if let Some(sure) = sure {
        painter.circle_filled(pos2(x(sure), line.center().y), 7.0, theme.accent);
    }
    response.on_hover_text(
        "The dot is how sure they are, from not at all to fully; the upright mark is how the exercise was rated, from U to P.",
    );
    let words = match (it.confidence, it.unsure) {
        (Some(mean), Some(unsure)) => format!(
            "sure {mean:.1} of {SCALE}, {unsure} of {} unsure{}",
            it.answers,
            match support(it) {
                wanted if wanted.is_empty() => String::new(),
                wanted => format!(" · would help: {wanted}"),
            }
        ),
        _ => "too few marked it to tell".to_owned(),
    };
    quiet(ui, theme, words);
}

fn form_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut PeopleInput,
    trouble: &mut Option<String>,
) -> Option<ReviewAction> {
    if let Some(why) = &seen.record.read_only {
        caps(ui, theme, "Answer");
        quiet(ui, theme, format!("Nothing can be taken here: {why}"));
        return None;
    }
    let action = spreadsheet_ui(ui, theme, &seen.record, &mut input.form);
    ui.add_space(10.0);
    rule(ui, theme);
    let answer = &mut input.answer;
    caps(ui, theme, &format!("Answer {}", answer.number));
    group_ui(ui, theme, &mut answer.group);
    labelled(
        ui,
        theme,
        "Name",
        "Leave it empty to answer without a name: none is kept",
        &mut answer.name,
        1,
    );
    ui.add_space(6.0);
    caps(ui, theme, "How far do you agree? 1 not at all, 5 fully");
    for (id, words) in STATEMENTS {
        ui.label(text(
            words,
            size::BODY,
            FontFamily::Proportional,
            theme.text,
        ));
        marks_ui(ui, theme, &mut answer.agrees, id, words);
    }
    ui.add_space(6.0);
    caps(ui, theme, "How sure are you, and what would help?");
    for objective in &seen.view.story().objectives {
        ui.label(text(&objective.title, size::BODY, semibold(), theme.text));
        let (id, title) = (&objective.id, &objective.title);
        marks_ui(ui, theme, &mut answer.confidence, id, title);
        support_ui(ui, theme, answer, id, title);
    }
    answer.support.retain(|_, wanted| !wanted.is_empty());
    ui.add_space(6.0);
    for (question, words) in answer.words_mut() {
        labelled(ui, theme, question, "In your own words", words, 2);
    }
    if let Some(given) = given_ui(ui, theme, &seen.view.observations.answers) {
        input.answer = given;
        *trouble = None;
    }
    action
}

/// What would help with an objective: any of what there is.
fn support_ui(ui: &mut Ui, theme: &Theme, answer: &mut Answer, id: &str, title: &str) {
    ui.horizontal_wrapped(|ui| {
        for element in Element::ALL {
            let wanted = answer.support.entry(id.to_owned()).or_default();
            let on = wanted.contains(&element);
            let response = toggle(ui, theme, on, element.help());
            let name = format!("{title}: {}", element.help());
            named(&response, WidgetType::Button, &name);
            if response.clicked() {
                if on {
                    wanted.retain(|it| *it != element);
                } else {
                    wanted.push(element);
                }
            }
        }
    });
}

fn take_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut PeopleInput,
    trouble: &mut Option<String>,
) -> Option<ReviewAction> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        let can = seen.record.writing == 0;
        if primary(ui, theme, words::SAVE_ANSWER, can).clicked() {
            let command = Command::Answer(Box::new(input.answer.clone()));
            action = Some(ReviewAction::Write(vec![command]));
        }
        if secondary(ui, theme, "Empty the form").clicked() {
            input.empty(&seen.view.observations);
            *trouble = None;
        }
    });
    writing_ui(ui, theme, &seen.record, trouble.as_deref());
    action
}

/// The staff group: typed, or one of those that are offered.
fn group_ui(ui: &mut Ui, theme: &Theme, chosen: &mut String) {
    labelled(
        ui,
        theme,
        "Staff group",
        "Pick one below, or write another",
        chosen,
        1,
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (at, group) in GROUPS.iter().enumerate() {
            if at == SELDOM_ASKED {
                ui.end_row();
            }
            if toggle(ui, theme, *chosen == *group, group).clicked() {
                (*group).clone_into(chosen);
            }
        }
    });
    quiet(
        ui,
        theme,
        "The first of these are groups that are seldom asked what they need. In reports a group of fewer than three is merged with others (small numbers) where somebody answers without their name; the record itself keeps the group.",
    );
}

/// Marks from 1 to 5; the one that is given again is taken back.
fn marks_ui(ui: &mut Ui, theme: &Theme, marks: &mut BTreeMap<String, u8>, id: &str, words: &str) {
    ui.horizontal_wrapped(|ui| {
        for mark in 1..=SCALE {
            let on = marks.get(id) == Some(&mark);
            let response = toggle(ui, theme, on, &mark.to_string());
            named(
                &response,
                WidgetType::Button,
                &format!("{mark} of {SCALE}: {words}"),
            );
            if response.clicked() {
                if on {
                    marks.remove(id);
                } else {
                    marks.insert(id.to_owned(), mark);
                }
            }
        }
    });
}

/// The form as a spreadsheet: written to be handed round, read when it comes back.
fn spreadsheet_ui(
    ui: &mut Ui,
    theme: &Theme,
    record: &RecordSeen,
    path: &mut String,
) -> Option<ReviewAction> {
    let mut action = None;
    caps(ui, theme, "As a spreadsheet");
    field(
        ui,
        theme,
        "File of the form",
        "CSV or .xlsx",
        path,
        // A path is long.
        2,
    );
    ui.horizontal_wrapped(|ui| {
        if secondary(ui, theme, words::EXPORT_FORM).clicked() {
            action = Some(ReviewAction::WriteForm(path.clone()));
        }
        if secondary(ui, theme, "Read the form that came back").clicked() {
            action = Some(ReviewAction::ReadForm(path.clone()));
        }
    });
    match &record.form {
        Some(Ok(told)) => {
            quiet(ui, theme, told);
        }
        Some(Err(why)) => {
            ui.label(text(why, size::BODY, FontFamily::Proportional, theme.bad));
        }
        None => {}
    }
    action
}

/// Answers with a name, to correct one that was typed wrongly: returns the one that is picked. Those
/// without are not opened again.
fn given_ui(ui: &mut Ui, theme: &Theme, answers: &[Answer]) -> Option<Answer> {
    if answers.iter().all(|it| it.name.is_empty()) {
        return None;
    }
    ui.add_space(10.0);
    caps(ui, theme, "Correct an answer");
    let mut taken = None;
    ui.horizontal_wrapped(|ui| {
        for answer in answers.iter().filter(|it| !it.name.is_empty()) {
            if secondary(ui, theme, &format!("Correct {}", answer.name)).clicked() {
                taken = Some(answer.clone());
            }
        }
    });
    taken
}
