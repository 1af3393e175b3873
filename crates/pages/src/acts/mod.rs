//! What forms ask for: who may send which, and the request it becomes. Each counts once. Must not do it: that
//! is the host's.

mod after;
mod evaluate;
mod join;
mod play;
mod site;
mod step;

use crate::caller::Caller;
use crate::door::Answered;
use crate::form::Form;
use crate::house::House;
use crate::reads;
use crate::reply;
use crate::seats::{Begun, Outcome, Seat};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;
use step::Step;
use wardroom_core::exercise::Command;
use wardroom_core::host::Asker;

/// How often is looked what came of a form that was sent twice at once.
const LOOK_EVERY: Duration = Duration::from_millis(25);

/// So often: ten seconds.
const LOOKS: usize = 400;

/// Takes a form.
pub(crate) async fn write(
    house: &Arc<House>,
    caller: &Caller,
    parts: &[&str],
    form: &Form,
) -> Response {
    match parts {
        [""] => return join::code(house, caller, form),
        ["j", code, place] => return join::sit(house, caller, code, place, form),
        _ => {}
    }
    let shown = house.door.shown();
    let Some(seat) = caller.seat else {
        return reply::with(
            StatusCode::FORBIDDEN,
            crate::pages::error::refused(&shown, "This device has not joined.", "/"),
        );
    };
    let Some(id) = id(form) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let now = house.clock.secs();
    let begun = house.quietly(|seats| match parts {
        ["no-duff"] => seats.begin_no_duff(&caller.secret, id, now),
        _ => seats.begin(&caller.secret, id, now),
    });
    match begun {
        Begun::Done(outcome) => return reply::outcome(&shown, &outcome),
        Begun::UnderWay => {
            let outcome = under_way(house, &caller.secret, id).await;
            return reply::outcome(&shown, &outcome);
        }
        Begun::New => {}
    }
    let step = match (parts, seat) {
        (_, Seat::Nowhere) => Step::refuse("This device has no role now."),
        (["no-duff"], _) => no_duff(&shown, caller, seat, form),
        _ if shown.clock.no_duff.is_some() => {
            Step::refuse("The exercise has stopped: something real has happened.")
        }
        (["after", page], _) => after::answer(house, caller, &shown, page, form),
        (_, Seat::Chair(role)) => play::chair(house, caller, &shown, role, parts, form),
        (_, Seat::Evaluator) => evaluate::evaluator(caller, &shown, parts, form),
        (_, Seat::Site(of)) => match reads::siting(house, caller, &shown, of) {
            Some(seen) => site::site(&seen, parts, form),
            None => Step::Nowhere,
        },
        (_, Seat::Screen(_)) => Step::Nowhere,
    };
    let back = back(parts);
    let outcome = match step {
        Step::Go(to) => Outcome::Go(to),
        Step::Refuse(why) => Outcome::Refused(why, back),
        Step::Nowhere => {
            let none = "There is no such form for your role.".to_owned();
            house.quietly(|seats| {
                let outcome = Outcome::Refused(none, "/now".to_owned());
                seats.finish(&caller.secret, id, outcome);
            });
            return reply::nowhere(&shown, "/now");
        }
        Step::Ask(request, to) => {
            let (house, secret) = (house.clone(), caller.secret.clone());
            // To its end, even if the device goes meanwhile: it will send the form again and ask what came
            // of it.
            let asking = tokio::spawn(async move {
                let outcome = match house.door.ask(*request).await {
                    Answered::Done => Outcome::Go(to),
                    Answered::NotOnDisk(why) => Outcome::NotOnDisk(why, to),
                    Answered::Refused(why) => Outcome::Refused(why, back),
                };
                house.quietly(|seats| seats.finish(&secret, id, outcome.clone()));
                outcome
            });
            let came = asking.await;
            let outcome = came.unwrap_or_else(|_| unknown());
            return reply::outcome(&shown, &outcome);
        }
    };
    house.quietly(|seats| seats.finish(&caller.secret, id, outcome.clone()));
    reply::outcome(&shown, &outcome)
}

/// The id of a form, however its figures are written.
fn id(form: &Form) -> Option<u64> {
    let id = form.field("id");
    let figures = id.len() == 16 && id.bytes().all(|it| it.is_ascii_hexdigit());
    figures.then(|| u64::from_str_radix(id, 16).ok()).flatten()
}

/// A form that was sent twice at once: the second waits for what comes of the first. It may not say before
/// the host has that it was taken.
async fn under_way(house: &House, secret: &str, id: u64) -> Outcome {
    for _ in 0..LOOKS {
        tokio::time::sleep(LOOK_EVERY).await;
        match house.look(|seats| seats.came_of(secret, id)) {
            Some(Some(outcome)) => return outcome,
            Some(None) => {}
            None => break,
        }
    }
    unknown()
}

fn unknown() -> Outcome {
    let why = "It is not known yet whether this was taken. Look before you send it again.";
    Outcome::Refused(why.to_owned(), "/now".to_owned())
}

/// Where it goes on after a refusal: pages that every seat of that kind has.
fn back(parts: &[&str]) -> String {
    let to = match parts {
        ["notes"] | ["rate", _] => "/notes",
        ["after", _] => "/after/1",
        ["report"] => "/report",
        ["ask"] => "/ask",
        ["talk", _] => "/talk",
        ["card", _] => "/cards",
        ["plan", _] => "/plan",
        ["site", "notes"] => "/site/notes",
        ["site", ..] => "/site/asked",
        _ => "/now",
    };
    to.to_owned()
}

fn no_duff(shown: &crate::shown::Shown, caller: &Caller, seat: Seat, form: &Form) -> Step {
    let (asker, place) = match seat {
        Seat::Chair(role) => {
            let title = shown
                .chairs
                .get(role.at())
                .map_or("", |it| it.title.as_str());
            (Asker::Role(role), title)
        }
        Seat::Evaluator => (Asker::Evaluator, "an evaluator"),
        Seat::Site(of) => (Asker::Site(of), "a site’s facilitator"),
        Seat::Screen(_) | Seat::Nowhere => return Step::Nowhere,
    };
    let by = if caller.who.is_empty() {
        place.to_owned()
    } else {
        caller.who.clone()
    };
    let text = form.text("text", 200);
    Step::enter(asker, Command::NoDuff { by, text }, "/now")
}
