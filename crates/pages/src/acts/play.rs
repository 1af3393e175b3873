//! What a chair sends: its answer, a card, a report, what it says and asks. Each in the name of its own role
//! only. Must not look anything up that its view does not hold.

use super::step::Step;
use crate::caller::Caller;
use crate::form::Form;
use crate::house::House;
use crate::pages::{Seen, role, talk};
use crate::reads::{counted, seen};
use crate::seats::Call;
use crate::shown::Shown;
use std::sync::Arc;
use wardroom_core::exercise::{
    Command, Figures, LONGEST_NAME, LONGEST_TEXT, Methane, Query, Speaker, Stance, Voice,
};
use wardroom_core::host::Asker;
use wardroom_core::scenario::RoleId;
use wardroom_core::words::{METHANE, METHANE_FIGURES};

/// Letters of a reason, at most.
const LONGEST_REASON: usize = 1_000;

/// What a form of a chair comes to.
pub(super) fn chair(
    house: &House,
    caller: &Caller,
    shown: &Arc<Shown>,
    role: RoleId,
    parts: &[&str],
    form: &Form,
) -> Step {
    if !shown.clock.begun {
        return Step::refuse("The exercise has not begun.");
    }
    let Some(seen) = seen(house, caller, shown, role) else {
        return Step::Nowhere;
    };
    match parts {
        ["m", number] => {
            counted(number).map_or(Step::Nowhere, |it| message(house, &seen, it, form))
        }
        ["q", number] => counted(number).map_or(Step::Nowhere, |it| lean(&seen, it, form)),
        ["card", id] => card(&seen, id, form),
        ["plan", number] => counted(number).map_or(Step::Nowhere, |it| cite(&seen, it, form)),
        ["report"] => methane(&seen, form),
        ["ask"] => asked(&seen, form),
        ["talk", with] => said(&seen, with, form),
        ["role"] => tick(house, &seen, form),
        _ => Step::Nowhere,
    }
}

fn message(house: &House, seen: &Seen, number: usize, form: &Form) -> Step {
    let Some(found) = seen.mine.message(number) else {
        return Step::Nowhere;
    };
    let here = format!("/m/{number}");
    let rings = seen.rings(number, found.letter.kind);
    match form.field("call") {
        "answer" if rings => {
            let at = seen.shown.clock.text.clone();
            house.mark(seen.role, |marks| {
                marks.calls.insert(number, Call::Answered(at));
                marks.read.insert(number);
            });
            Step::Go(here)
        }
        "ring" if rings => {
            house.mark(seen.role, |marks| {
                marks.calls.insert(number, Call::LeftRinging);
            });
            Step::Go("/now".to_owned())
        }
        "answer" | "ring" => Step::Go(here),
        "reply" if !rings => {
            let to = found.letter.from.chars().take(LONGEST_NAME).collect();
            say(seen, Voice::Somebody(to), form, "/ask/answers")
        }
        _ => Step::Nowhere,
    }
}

/// What the chair says to somebody.
fn say(seen: &Seen, to: Voice, form: &Form, go: &str) -> Step {
    let text = form.text("text", LONGEST_TEXT);
    if text.is_empty() {
        return Step::refuse("Nothing was written.");
    }
    let by = Voice::Role(seen.role);
    Step::enter(Asker::Role(seen.role), Command::Say { by, to, text }, go)
}

fn lean(seen: &Seen, number: usize, form: &Form) -> Step {
    let Some(found) = seen.mine.question(number) else {
        return Step::Nowhere;
    };
    let option: Option<usize> = form.number("option");
    let Some(option) = option.filter(|it| *it < found.options.len()) else {
        return Step::refuse("Choose one of the options.");
    };
    let Some(confidence) = form.number("sure") else {
        return Step::refuse("Say how sure you are, from 1 to 5.");
    };
    let Some(prompt) = seen.mine.prompt(&found.id) else {
        return Step::Nowhere;
    };
    let command = Command::Lean {
        prompt,
        by: seen.role,
        name: seen.who.clone(),
        option,
        because: form.text("because", LONGEST_REASON),
        confidence,
    };
    Step::enter(Asker::Role(seen.role), command, format!("/q/{number}"))
}

fn card(seen: &Seen, id: &str, form: &Form) -> Step {
    let Some(face) = seen.view().cards.iter().find(|it| it.id == id) else {
        return Step::Nowhere;
    };
    let chosen = form.field("target");
    let on = face.targets.iter().position(|(it, _)| it == chosen);
    if on.is_none() && !face.targets.is_empty() {
        return Step::refuse("Choose what it is done to.");
    }
    let Some((card, target)) = seen.mine.aim(id, on) else {
        return Step::Nowhere;
    };
    let because = form.text("because", LONGEST_REASON);
    if because.is_empty() {
        return Step::refuse("Say why: it stands in the log.");
    }
    let by = seen.role;
    let command = if seen.plays {
        Command::Play {
            card,
            target,
            by,
            because,
        }
    } else {
        Command::Propose {
            card,
            target,
            by,
            because,
        }
    };
    Step::enter(Asker::Role(by), command, "/cards")
}

/// How something that the role decided stands to the plan: at one tap, or from the whole form.
fn cite(seen: &Seen, number: usize, form: &Form) -> Step {
    let Some(found) = seen.mine.cited(number) else {
        return Step::Nowhere;
    };
    let tapped = form.field("follows");
    let (stance, clause) = match tapped {
        "" => (form.field("stance"), form.field("clause")),
        clause => ("follows", clause),
    };
    let known = seen.shown.clauses.iter().any(|(it, _)| it == clause);
    let clause = clause.to_owned();
    let stance = match stance {
        "silent" => Stance::Silent,
        "follows" | "against" if !known => {
            return Step::refuse("Choose the clause of the plan.");
        }
        "follows" => Stance::Follows { clause },
        "against" => {
            let because = form.text("because", LONGEST_REASON);
            if because.is_empty() {
                return Step::refuse("Say why it is against the plan: it stands in the log.");
            }
            Stance::Against { clause, because }
        }
        _ => return Step::refuse("Say how it stands to the plan."),
    };
    let command = Command::Cite {
        by: Speaker::Role(found.by.clone()),
        of: found.entry,
        stance,
    };
    let to = if tapped.is_empty() { "/plan" } else { "/now" };
    Step::enter(Asker::Role(seen.role), command, to)
}

fn methane(seen: &Seen, form: &Form) -> Step {
    let mut methane = Methane::default();
    let parts = methane.parts_mut();
    for ((_, words), (name, ..)) in parts.into_iter().zip(METHANE) {
        *words = form.text(name, LONGEST_REASON);
    }
    let [locked, services, ed_waiting] = METHANE_FIGURES.map(|(name, _)| form.number(name));
    let figures = Figures {
        locked,
        services,
        ed_waiting,
    };
    let empty = methane.parts().iter().all(|(_, words)| words.is_empty());
    if empty {
        return Step::refuse("Nothing was written.");
    }
    let command = Command::Report {
        by: seen.role,
        text: String::new(),
        figures: (figures != Figures::default()).then_some(figures),
        methane: Some(Box::new(methane)),
    };
    Step::enter(Asker::Role(seen.role), command, "/report?sent")
}

/// A call: one of the questions that the state answers, to somebody of the catalogue; all else goes to the
/// facilitator.
fn asked(seen: &Seen, form: &Form) -> Step {
    let answers = "/ask/answers";
    let other = form.text("else", LONGEST_NAME).replace('\n', " ");
    let own_words = !form.text("text", LONGEST_TEXT).is_empty();
    let contact = seen.mine.contact(form.field("who"));
    let query = Query::ALL
        .into_iter()
        .find(|it| it.id() == form.field("what"));
    match (contact.filter(|_| other.is_empty()), query) {
        (Some(to), Some(query)) if !own_words => {
            let by = seen.role;
            Step::enter(
                Asker::Role(by),
                Command::Ring { by, to, query },
                answers.to_owned(),
            )
        }
        (Some(_), _) => {
            let contacts = &seen.view().contacts;
            let known = contacts.iter().find(|(id, _)| id == form.field("who"));
            let who = known.map(|(_, name)| name.chars().take(LONGEST_NAME).collect());
            say(
                seen,
                Voice::Somebody(who.unwrap_or_default()),
                form,
                answers,
            )
        }
        (None, _) if other.is_empty() => Step::refuse("Say whom you ring."),
        (None, query) => {
            let text = query.filter(|_| !own_words).map(|it| it.words().to_owned());
            match text {
                Some(text) => {
                    let (by, to) = (Voice::Role(seen.role), Voice::Somebody(other));
                    let command = Command::Say { by, to, text };
                    Step::enter(Asker::Role(seen.role), command, answers.to_owned())
                }
                None => say(seen, Voice::Somebody(other), form, answers),
            }
        }
    }
}

fn said(seen: &Seen, with: &str, form: &Form) -> Step {
    if talk::speaker(seen, with).is_none() {
        return Step::Nowhere;
    }
    let chair = seen.shown.chairs.iter().find(|it| it.id == with);
    let to = match chair {
        Some(chair) if with != "facilitator" => Voice::Role(chair.role),
        _ => Voice::Facilitator,
    };
    say(seen, to, form, &format!("/talk/{with}"))
}

fn tick(house: &House, seen: &Seen, form: &Form) -> Step {
    let line: Option<usize> = form.number("tick");
    let lines = role::checklist(seen.view()).len();
    let Some(line) = line.filter(|it| *it < lines) else {
        return Step::Nowhere;
    };
    let by = match seen.who.as_str() {
        "" => seen.shown.clock.text.clone(),
        who => format!("{who}, {}", seen.shown.clock.text),
    };
    house.mark(seen.role, |marks| {
        if marks.ticked.remove(&line).is_none() {
            marks.ticked.insert(line, by);
        }
    });
    Step::Go("/role".to_owned())
}
