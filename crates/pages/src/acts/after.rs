//! What people answer after ENDEX, page by page, under one number for each device. Must not keep a name that
//! was not given.

use super::step::Step;
use crate::caller::Caller;
use crate::form::Form;
use crate::house::House;
use crate::pages::after::HELPS;
use crate::reads::counted;
use crate::seats::Seat;
use crate::shown::Shown;
use wardroom_core::exercise::{Answer, Command, GROUPS, LONGEST_TEXT, SCALE, STATEMENTS};
use wardroom_core::host::Asker;

/// What a page of answers comes to.
pub(super) fn answer(
    house: &House,
    caller: &Caller,
    shown: &Shown,
    page: &str,
    form: &Form,
) -> Step {
    let by = match caller.seat {
        Some(Seat::Chair(role)) => Asker::Role(role),
        Some(Seat::Evaluator) => Asker::Evaluator,
        Some(Seat::Site(of)) => Asker::Site(of),
        _ => return Step::Nowhere,
    };
    let Some(page) = counted(page).filter(|it| (1..=3).contains(it)) else {
        return Step::Nowhere;
    };
    if !shown.clock.ended {
        return Step::refuse("That is asked once the exercise has ended.");
    }
    let before = house.look(|seats| seats.session(&caller.secret).map(|it| it.answer.clone()));
    let mut answer = before.unwrap_or_default();
    match page {
        1 => statements(&mut answer, caller, form),
        2 => needs(&mut answer, shown, form),
        _ => {
            for ((_, words), name) in answer
                .words_mut()
                .into_iter()
                .zip(["well", "change", "next"])
            {
                *words = form.text(name, LONGEST_TEXT);
            }
        }
    }
    if answer.group.is_empty() {
        return Step::refuse(
            "Choose your staff group on the first page: what is needed is told group by group.",
        );
    }
    answer.number = house.quietly(|seats| {
        let number = seats.answer_number(&caller.secret, shown.next_answer);
        if let Some(session) = seats.session_mut(&caller.secret) {
            session.answer = Answer {
                number,
                ..answer.clone()
            };
        }
        number
    });
    let go = format!("/after/{}", page + 1);
    let objectives: Vec<&str> = shown
        .evaluator
        .0
        .objectives
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    // A first page without a mark is kept here until there is something to record.
    if answer.lacks(&objectives).is_some() {
        return Step::Go(go);
    }
    Step::enter(by, Command::Answer(Box::new(answer)), go)
}

fn mark(form: &Form, name: &str) -> Option<u8> {
    form.number(name).filter(|it| (1..=SCALE).contains(it))
}

fn statements(answer: &mut Answer, caller: &Caller, form: &Form) {
    for (id, _) in STATEMENTS {
        match mark(form, &format!("s-{id}")) {
            Some(mark) => drop(answer.agrees.insert(id.to_owned(), mark)),
            None => drop(answer.agrees.remove(id)),
        }
    }
    let group = GROUPS.into_iter().find(|it| *it == form.field("group"));
    answer.group = group.unwrap_or_default().to_owned();
    answer.name = match form.field("named") {
        "yes" => caller.who.clone(),
        _ => String::new(),
    };
}

fn needs(answer: &mut Answer, shown: &Shown, form: &Form) {
    for objective in &shown.evaluator.0.objectives {
        let id = &objective.id;
        match mark(form, &format!("c-{id}")) {
            Some(mark) => drop(answer.confidence.insert(id.clone(), mark)),
            None => drop(answer.confidence.remove(id)),
        }
        let helps = HELPS
            .iter()
            .filter(|(_, value, _)| form.field(&format!("h-{id}-{value}")) == "yes");
        let helps: Vec<_> = helps.map(|(element, ..)| *element).collect();
        if helps.is_empty() {
            answer.support.remove(id);
        } else {
            answer.support.insert(id.clone(), helps);
        }
    }
}
