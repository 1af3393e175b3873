//! What people want of the facilitator, and how roles lean on what is still to be decided. Must not know who
//! sits where.

use crate::window::live::{PeopleInput, Seen};
use crate::window::panels::Action;
use crate::window::theme::{Theme, size};
use crate::window::widgets::{caps, field, primary, quiet, secondary, text};
use egui::{FontFamily, Ui};
use wardroom_core::exercise::{Command, Speaker, Voice, What};
use wardroom_core::host::Ask;
use wardroom_core::record::wire;
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_core::views::{answers_itself, leanings};

/// What people want of the facilitator: cards that are proposed, what is asked of anybody whom nobody plays,
/// what is said to the facilitator. What was answered is not listed any more.
pub(super) fn wants_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut PeopleInput,
) -> Option<Action> {
    let scenario = &seen.scenario;
    let log = &seen.view.log;
    let open: Vec<_> = log
        .iter()
        .filter(|line| !input.done.contains(&line.number))
        .filter(|line| match &line.event.what {
            What::Proposed { card, by, .. } => !log.iter().any(|later| {
                later.number > line.number
                    && matches!(&later.event.what, What::ActionStarted { card: started, by: who, .. } if started == card && who == by)
            }),
            What::Said { by: Speaker::Role(who), to, text } if !matches!(to, Speaker::Role(_)) => {
                !answers_itself(scenario, who, to, text) && !log.iter().any(|later| {
                    later.number > line.number
                        && matches!(&later.event.what, What::Said { by, to: Speaker::Role(back), .. } if by == to && back == who)
                })
            }
            _ => false,
        })
        .collect();
    caps(ui, theme, &format!("For you · {}", open.len()));
    if open.is_empty() {
        quiet(
            ui,
            theme,
            "What roles propose, ask of anybody, or tell you comes here.",
        );
    }
    let mut action = None;
    for line in open {
        let clock = scenario.time_at(line.event.at_secs).strftime("%H:%M");
        match &line.event.what {
            What::Proposed {
                card,
                target,
                by,
                because,
            } => {
                head(
                    ui,
                    theme,
                    &format!("{} proposes  {clock}", title(scenario, by)),
                );
                quiet(ui, theme, format!("{} {because}", line.line.title));
                ui.horizontal_wrapped(|ui| {
                    let play = played(scenario, card, target.as_deref(), by, because);
                    if let Some(command) = play
                        && primary(ui, theme, "Play it", true).clicked()
                    {
                        action = Some(Action::Ask(Ask::Enter(command)));
                    }
                    if secondary(ui, theme, "No").clicked() {
                        input.done.insert(line.number);
                    }
                });
            }
            What::Said {
                by: Speaker::Role(who),
                to,
                text: said,
            } => {
                let whom = match to {
                    Speaker::Somebody(name) => format!("asks {name}"),
                    _ => "to you".to_owned(),
                };
                head(
                    ui,
                    theme,
                    &format!("{} {whom}  {clock}", title(scenario, who)),
                );
                quiet(ui, theme, format!("“{said}”"));
                let role = scenario.names.roles.get(who).copied();
                let answered = answer_ui(ui, theme, line.number, (role, to), input);
                action = action.take().or(answered);
            }
            _ => {}
        }
    }
    action
}

/// How roles lean on what is still to be decided: who, to what, how sure and why.
pub(super) fn leanings_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let scenario = &seen.scenario;
    let open = seen.view.team.prompts.iter().rev();
    for put in open.filter(|it| it.decided.is_none()) {
        let leaning = leanings(scenario, &seen.view.log, put.prompt.into());
        if leaning.is_empty() {
            continue;
        }
        let model = &scenario.prompts[put.prompt];
        ui.add_space(10.0);
        caps(ui, theme, "How roles lean");
        head(ui, theme, &model.question);
        for it in leaning.values() {
            let because = match it.because.as_str() {
                "" => String::new(),
                because => format!(": {because}"),
            };
            let option = &model.options[it.option].title;
            let words = format!(
                "{} would choose {}, {option}. Sure {} of 5{because}",
                it.who,
                it.option + 1,
                it.confidence
            );
            quiet(ui, theme, words);
        }
    }
}

/// The answer to something that was said: in the name of whoever was asked.
fn answer_ui(
    ui: &mut Ui,
    theme: &Theme,
    number: usize,
    (role, to): (Option<RoleId>, &Speaker),
    input: &mut PeopleInput,
) -> Option<Action> {
    let mut action = None;
    let writes = matches!(&input.reply, Some((of, _)) if *of == number);
    if !writes {
        ui.horizontal_wrapped(|ui| {
            let words = match to {
                Speaker::Somebody(_) => "Answer for them",
                _ => "Answer",
            };
            if secondary(ui, theme, words).clicked() {
                input.reply = Some((number, String::new()));
            }
            if secondary(ui, theme, "Done").clicked() {
                input.done.insert(number);
            }
        });
        return None;
    }
    let (Some((_, words)), Some(role)) = (&mut input.reply, role) else {
        return None;
    };
    field(ui, theme, "Answer", "As they would say it", words, 2);
    let typed = words.trim().to_owned();
    let mut dropped = false;
    ui.horizontal_wrapped(|ui| {
        if primary(ui, theme, "Send", !typed.is_empty()).clicked() {
            let by = match to {
                Speaker::Somebody(name) => Voice::Somebody(name.clone()),
                _ => Voice::Facilitator,
            };
            action = Some(Action::enter(Command::Say {
                by,
                to: Voice::Role(role),
                text: typed,
            }));
        }
        dropped = secondary(ui, theme, "Not now").clicked();
    });
    if dropped {
        input.reply = None;
    }
    action
}

/// A proposed card as the order that it would be.
fn played(
    scenario: &Scenario,
    card: &str,
    target: Option<&str>,
    by: &str,
    because: &str,
) -> Option<Command> {
    let order = wire::Command::Play {
        card: card.to_owned(),
        target: target.map(str::to_owned),
        by: by.to_owned(),
        because: because.to_owned(),
    };
    order.meant(scenario).ok()
}

fn title<'a>(scenario: &'a Scenario, role: &'a str) -> &'a str {
    let found = scenario.names.roles.get(role);
    found.map_or(role, |it| scenario.roles[it.at()].title.as_str())
}

fn head(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.label(text(
        words,
        size::BODY,
        FontFamily::Proportional,
        theme.text,
    ));
}
