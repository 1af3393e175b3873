//! The hot debrief, one step at a time: what is said, how long there is for it, and what people answer,
//! taken down for the record. Must not judge what was said.

use super::writing::writing_ui;
use crate::window::review::{
    BY_ROLE, CHANGE, DebriefInput, HARM, KEEP, LOG, OWNERS, ReviewAction, ReviewInput, Seen,
};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    boxed, button_width, caps, card, field, labelled, named, pick, primary, primary_wide, quiet,
    row, rule, scrolled, secondary, spread, text, two_parts,
};
use egui::{FontFamily, FontId, Ui, WidgetType, vec2};
use wardroom_core::exercise::{Command, Improvement};
use wardroom_core::timeline::{Kind, Line};
use wardroom_papers::report::{HOT_DEBRIEF, said_in_step};

/// So many lines of the log are read.
const READ: usize = 6;

/// What makes the clock run, and what stops it.
const CLOCK: [&str; 2] = ["Start the clock", "Stop the clock"];

/// Shows the steps, and the one that is held.
pub fn debrief_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let (steps, step) = two_parts(ui, 0.27, 0.3);
    let mut action = None;
    boxed(ui, theme, steps, "debrief-steps", |ui| {
        scrolled(ui, "debrief-list", |ui| {
            steps_ui(ui, theme, seen, &mut input.debrief);
        });
    });
    boxed(ui, theme, step, "debrief-step", |ui| {
        head_ui(ui, theme, &mut input.debrief);
        rule(ui, theme);
        ui.add_space(6.0);
        let part = format!("debrief-{}", input.debrief.at);
        scrolled(ui, &part, |ui| {
            action = step_ui(ui, theme, seen, &mut input.debrief);
            writing_ui(ui, theme, &seen.record, input.trouble.as_deref());
            stalls_ui(ui, theme, seen);
        });
    });
    action
}

/// The steps in their order, with the time that each still has.
fn steps_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, debrief: &mut DebriefInput) {
    caps(ui, theme, "Hot debrief · half an hour");
    quiet(
        ui,
        theme,
        "Straight after ENDEX, everybody still in the room.",
    );
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 5.0;
    for (at, (mins, what, _)) in HOT_DEBRIEF.iter().enumerate() {
        let lit = debrief.at == at;
        let name = format!("Step {}: {what}", at + 1);
        let id = ui.id().with(("step", at));
        let said = said_in_step(&seen.view.observations, at).len();
        let response = card(ui, theme, id, lit, WidgetType::Button, &name, |ui| {
            row(
                ui,
                |ui| {
                    let shape = if debrief.begun(at) { "●" } else { "○" };
                    let colour = if lit { theme.accent } else { theme.quiet };
                    ui.label(text(shape, size::BODY, semibold(), colour));
                    ui.label(text(*what, size::BODY, semibold(), theme.text));
                },
                |ui| {
                    let words = if debrief.begun(at) {
                        left(debrief.left_secs(at))
                    } else {
                        format!("{mins} min")
                    };
                    quiet(ui, theme, words);
                },
            );
            if said > 0 {
                quiet(ui, theme, format!("{said} on record"));
            }
        });
        if response.clicked() {
            debrief.go(at);
        }
    }
}

/// A time that is left, or by which a step is over, in minutes and seconds.
fn left(secs: i64) -> String {
    let (sign, secs) = if secs < 0 { ("+", -secs) } else { ("", secs) };
    format!("{sign}{}:{:02}", secs / 60, secs % 60)
}

/// What is said, large enough to be read out, and its clock.
fn head_ui(ui: &mut Ui, theme: &Theme, debrief: &mut DebriefInput) {
    let at = debrief.at;
    let (mins, what, how) = HOT_DEBRIEF[at];
    let secs = debrief.left_secs(at);
    row(
        ui,
        |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let step = format!("Step {} of {} · {mins} min", at + 1, HOT_DEBRIEF.len());
                caps(ui, theme, &step);
                ui.label(text(what, size::HEADING, bold(), theme.text));
            });
        },
        |ui| {
            let (colour, words) = match secs {
                ..0 => (theme.bad, format!("▲ {}", left(secs))),
                0..30 => (theme.reduced, left(secs)),
                _ => (theme.text, left(secs)),
            };
            let shown = ui.label(text(&words, size::LARGE, bold(), colour));
            let told = if secs < 0 { "over its time by" } else { "left" };
            named(&shown, WidgetType::Label, &format!("{told} {words}"));
        },
    );
    ui.label(text(
        how,
        size::HEADING - 3.0,
        FontFamily::Proportional,
        theme.text,
    ));
    ui.add_space(2.0);
    let last = at + 1 == HOT_DEBRIEF.len();
    let (mut turns, mut goes) = (false, None);
    spread(
        ui,
        |ui| {
            let width = button_width(ui, &CLOCK);
            let words = CLOCK[usize::from(debrief.running)];
            turns = primary_wide(ui, theme, words, width).clicked();
        },
        |ui| {
            if at > 0 && secondary(ui, theme, "← Step before").clicked() {
                goes = Some(at - 1);
            }
            if !last && secondary(ui, theme, "Next step →").clicked() {
                goes = Some(at + 1);
            }
        },
    );
    if turns {
        debrief.running = !debrief.running;
    }
    if let Some(to) = goes {
        debrief.go(to);
    }
}

/// What a step asks for.
fn step_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    debrief: &mut DebriefInput,
) -> Option<ReviewAction> {
    let at = debrief.at;
    if let Some(why) = &seen.record.read_only {
        quiet(ui, theme, format!("Nothing can be taken down here: {why}"));
        said_ui(ui, theme, seen, at);
        return None;
    }
    let action = match at {
        BY_ROLE => by_role_ui(ui, theme, seen, debrief),
        LOG => {
            log_ui(ui, theme, seen);
            note_ui(
                ui,
                theme,
                seen,
                debrief,
                "",
                (
                    "What is wrong in it",
                    "Nothing is erased: what is wrong is noted",
                ),
            )
        }
        HARM => note_ui(
            ui,
            theme,
            seen,
            debrief,
            "",
            (
                "Who, and until when it could still have been turned",
                "Who would have come to harm, and at what minute it could still have been turned",
            ),
        ),
        KEEP => note_ui(
            ui,
            theme,
            seen,
            debrief,
            "",
            ("To keep", "A sentence with a verb: what goes into the plan"),
        ),
        CHANGE => change_ui(ui, theme, seen, debrief),
        OWNERS => owners_ui(ui, theme, seen, debrief),
        _ => {
            quiet(ui, theme, "Nothing of this step is taken down.");
            None
        }
    };
    said_ui(ui, theme, seen, at);
    action
}

/// What was said in this step already.
fn said_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, at: usize) {
    let said = said_in_step(&seen.view.observations, at);
    if said.is_empty() {
        return;
    }
    ui.add_space(8.0);
    caps(ui, theme, "On record");
    ui.spacing_mut().item_spacing.y = 2.0;
    for (who, words) in said {
        ui.label(text(
            format!("“{words}”"),
            size::BODY,
            FontFamily::Proportional,
            theme.text,
        ));
        if !who.is_empty() {
            quiet(ui, theme, who);
        }
        ui.add_space(4.0);
    }
}

/// A field, and the button that takes down what is in it.
fn note_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    debrief: &mut DebriefInput,
    who: &str,
    (name, hint): (&str, &str),
) -> Option<ReviewAction> {
    let typed = field(ui, theme, name, hint, &mut debrief.text, 2);
    if std::mem::take(&mut debrief.take_keys) {
        typed.request_focus();
    }
    let can = seen.record.writing == 0 && !debrief.text.trim().is_empty();
    let pressed = primary(ui, theme, "Take it down", can).clicked();
    pressed.then(|| ReviewAction::Write(vec![debrief.note(who)]))
}

/// Who speaks, juniors first: whoever may decide least of the scenario's decision points begins, and whoever
/// decides most ends. By places in the story.
fn juniors_first(seen: &Seen) -> Vec<usize> {
    let story = seen.view.story();
    let mut order: Vec<usize> = (0..story.roles.len()).collect();
    if let Some(scenario) = seen.scenario() {
        let decides = |at: usize| {
            let prompts = scenario.prompts.iter();
            prompts.filter(|it| it.by.contains(&at.into())).count()
        };
        order.sort_by_key(|at| decides(*at));
    }
    order
}

fn by_role_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    debrief: &mut DebriefInput,
) -> Option<ReviewAction> {
    let order = juniors_first(seen);
    let roles = &seen.view.story().roles;
    let said = said_in_step(&seen.view.observations, BY_ROLE);
    let spoken = |at: usize| said.iter().any(|(who, _)| *who == roles[at].name);
    let heard = order.iter().filter(|at| spoken(**at)).count();
    // Whoever has spoken makes room for the next.
    if debrief.text.trim().is_empty()
        && order.get(debrief.speaks).is_some_and(|at| spoken(*at))
        && let Some(next) = order.iter().position(|at| !spoken(*at))
    {
        debrief.speaks = next;
    }
    let names: Vec<String> = order
        .iter()
        .map(|at| {
            let done = if spoken(*at) { "● " } else { "" };
            format!("{done}{}", roles[*at].name)
        })
        .collect();
    ui.horizontal_wrapped(|ui| {
        quiet(ui, theme, "Speaks now");
        pick(
            ui,
            "Speaks now",
            &mut debrief.speaks,
            |at| names[at].as_str(),
            names.len(),
        );
        quiet(ui, theme, format!("{heard} of {} were heard", order.len()));
    });
    let who = order.get(debrief.speaks).map(|at| roles[*at].name.clone());
    let who = who.unwrap_or_default();
    let hint = "One thing that they saw and nobody else can have seen";
    note_ui(ui, theme, seen, debrief, &who, ("What they saw", hint))
}

/// The lines of the log that are read: decisions, spread over the whole of it.
fn read_out(lines: &[Line]) -> Vec<&Line> {
    let decided = lines.iter().filter(|it| it.kind == Kind::Decision);
    let decided: Vec<&Line> = decided.collect();
    let count = decided.len();
    if count <= READ {
        return decided;
    }
    (0..READ)
        .map(|at| decided[at * (count - 1) / (READ - 1)])
        .collect()
}

fn log_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let story = seen.view.story();
    let lines = read_out(&seen.view.course.lines);
    if lines.is_empty() {
        quiet(ui, theme, "Nothing was decided.");
    }
    for line in lines {
        ui.horizontal_top(|ui| {
            let clock = story.clock(line.at_secs);
            ui.allocate_ui(vec2(76.0, 18.0), |ui| {
                ui.set_min_width(76.0);
                ui.label(text(clock, size::BODY, semibold(), theme.text));
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.label(text(
                    &line.title,
                    size::BODY,
                    FontFamily::Proportional,
                    theme.text,
                ));
                let why = [line.who.as_str(), line.detail.as_str()];
                let why: Vec<&str> = why.into_iter().filter(|it| !it.is_empty()).collect();
                quiet(ui, theme, why.join(" · "));
            });
        });
    }
    ui.add_space(6.0);
}

/// What must be otherwise, as improvement actions.
fn change_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    debrief: &mut DebriefInput,
) -> Option<ReviewAction> {
    let hint = "What in the plan, the room or the system: never who";
    let typed = field(
        ui,
        theme,
        "What must be otherwise",
        hint,
        &mut debrief.text,
        2,
    );
    if std::mem::take(&mut debrief.take_keys) {
        typed.request_focus();
    }
    let hint = "A sentence with a verb";
    field(
        ui,
        theme,
        "What is to be done",
        hint,
        &mut debrief.action,
        2,
    );
    let typed = [&debrief.text, &debrief.action];
    let full = typed.iter().all(|it| !it.trim().is_empty());
    let can = seen.record.writing == 0 && full;
    let pressed = primary(ui, theme, "Take down the change", can).clicked();
    let action =
        pressed.then(|| ReviewAction::Write(vec![debrief.change(&seen.view.observations)]));
    let agreed = &seen.view.observations.actions;
    if !agreed.is_empty() {
        ui.add_space(8.0);
        caps(ui, theme, &format!("{} on record", agreed.len()));
        for it in agreed {
            action_line(ui, theme, it);
        }
    }
    action
}

fn action_line(ui: &mut Ui, theme: &Theme, action: &Improvement) {
    ui.label(text(
        format!("{}  {}", action.number, action.action),
        size::BODY,
        semibold(),
        theme.text,
    ));
    quiet(ui, theme, &action.issue);
}

/// Each change gets somebody who is in the room, and a day.
fn owners_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    debrief: &mut DebriefInput,
) -> Option<ReviewAction> {
    let agreed = &seen.view.observations.actions;
    if agreed.is_empty() {
        quiet(
            ui,
            theme,
            "No change was taken down: go a step back, or agree actions under Actions.",
        );
        return None;
    }
    let mut asked = None;
    for it in agreed {
        let lit = debrief
            .owned
            .as_ref()
            .is_some_and(|(n, ..)| *n == it.number);
        let name = format!("Owner and date of action {}", it.number);
        let id = ui.id().with(("owned", it.number));
        let response = card(ui, theme, id, lit, WidgetType::Button, &name, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(text(
                format!("{}  {}", it.number, it.action),
                size::BODY,
                semibold(),
                theme.text,
            ));
            let whose = match (it.owner.as_str(), it.due.as_str()) {
                ("", "") => "▼ nobody's yet".to_owned(),
                ("", due) => format!("▼ nobody's yet · {due}"),
                (owner, "") => format!("{owner} · ▼ no day yet"),
                (owner, due) => format!("● {owner} · {due}"),
            };
            quiet(ui, theme, whose);
        });
        if response.clicked() {
            let fields = (it.number, it.owner.clone(), it.due.clone());
            debrief.owned = (!lit).then_some(fields);
        }
        if let Some((number, owner, due)) = &mut debrief.owned
            && *number == it.number
        {
            labelled(ui, theme, "Owner", "A name that is in the room", owner, 1);
            labelled(ui, theme, "By when", "e.g. 2027-03-01", due, 1);
            let full = !owner.trim().is_empty() && !due.trim().is_empty();
            let can = seen.record.writing == 0 && full;
            if primary(ui, theme, "Take down owner and date", can).clicked() {
                asked = Some(Improvement {
                    owner: owner.trim().to_owned(),
                    due: due.trim().to_owned(),
                    ..it.clone()
                });
            }
        }
    }
    asked.map(|it| ReviewAction::Write(vec![Command::Act(Box::new(it))]))
}

/// Questions for a room that says nothing.
fn stalls_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let Some(scenario) = seen.scenario() else {
        return;
    };
    if scenario.debrief.is_empty() {
        return;
    }
    ui.add_space(14.0);
    caps(ui, theme, "Where it stalls, ask");
    for (question, _) in &scenario.debrief {
        let mut words = egui::text::LayoutJob::default();
        let font = FontId::new(size::BODY, FontFamily::Proportional);
        words.append(
            "•",
            0.0,
            egui::TextFormat::simple(font.clone(), theme.quiet),
        );
        words.append(question, 8.0, egui::TextFormat::simple(font, theme.text));
        ui.label(words);
    }
}
