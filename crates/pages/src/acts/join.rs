//! Coming in: the code that was typed, the seat that is taken. Must not say which code there is.

use crate::caller::{Caller, new_secret, set_cookie};
use crate::form::Form;
use crate::house::House;
use crate::pages::join;
use crate::reads::{chair_of, not_in, sitters};
use crate::reply::{go, nowhere, with};
use crate::seats::{Admits, NotIn, NotTaken, Seat, Wants};
use crate::shown::Shown;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use wardroom_core::scenario::OrganisationId;

/// A code was typed.
pub(super) fn code(house: &House, caller: &Caller, form: &Form) -> Response {
    let typed = form.field("code");
    match admits(house, caller, typed) {
        Ok((_, code)) => go(&format!("/j/{code}")),
        Err(why) => refused(&house.door.shown(), why),
    }
}

/// What a code admits to, and the code itself.
fn admits(house: &House, caller: &Caller, typed: &str) -> Result<(Admits, String), NotIn> {
    let now = house.clock.secs();
    house.quietly(|seats| {
        let admits = seats.admits(caller.from, typed, now)?;
        Ok((admits, seats.codes().code(admits).to_owned()))
    })
}

fn refused(shown: &Shown, why: NotIn) -> Response {
    let status = match why {
        NotIn::TooMany => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::FORBIDDEN,
    };
    with(status, join::code(shown, Some(not_in(why))))
}

/// A seat is taken.
pub(super) fn sit(
    house: &House,
    caller: &Caller,
    code: &str,
    place: &str,
    form: &Form,
) -> Response {
    let shown = house.door.shown();
    let (admits, code) = match admits(house, caller, code) {
        Ok(found) => found,
        Err(why) => return refused(&shown, why),
    };
    let room: Option<usize> = form.number("room");
    let seat = match (admits, place) {
        (Admits::Player, id) => chair_of(&shown, id).map(|it| Seat::Chair(it.role)),
        (Admits::Evaluator, "evaluator") => Some(Seat::Evaluator),
        (Admits::Screen, "screen") => room
            .filter(|at| *at < shown.organisations.len())
            .map(|at| Seat::Screen(OrganisationId::from(at))),
        (Admits::Site, "site") => room
            .filter(|at| *at < shown.organisations.len())
            .map(|at| Seat::Site(OrganisationId::from(at))),
        _ => None,
    };
    let Some(seat) = seat else {
        return nowhere(&shown, &format!("/j/{code}"));
    };
    let typed = [form.text("name", 40), form.text("other", 40)];
    if seat == Seat::Evaluator && typed[0].is_empty() {
        return with(StatusCode::CONFLICT, join::evaluator(&shown, &code));
    }
    if matches!(seat, Seat::Site(_)) && typed[0].is_empty() {
        return with(StatusCode::CONFLICT, join::site(&shown, &code));
    }
    let wants = Wants {
        seat,
        names: [&typed[0], &typed[1]],
        shares: form.field("share") == "yes",
    };
    let Some(secret) = new_secret() else {
        return refused(&shown, NotIn::Full);
    };
    let before = Some(caller.secret.as_str()).filter(|it| !it.is_empty());
    let now = house.clock.secs();
    let from = caller.from;
    // Who only tries to sit down has nobody look again.
    match house.quietly(|seats| seats.sit(before, &wants, secret, from, now)) {
        Ok(secret) => {
            house.ring();
            let first = match seat {
                Seat::Evaluator => "/evaluate",
                Seat::Screen(_) => "/room",
                Seat::Site(_) => "/site",
                Seat::Chair(_) | Seat::Nowhere => "/now",
            };
            let mut answer = go(first);
            let cookie = set_cookie(&secret, house.address.secure);
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                answer.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            answer
        }
        Err(NotTaken::NotIn(why)) => refused(&shown, why),
        Err(NotTaken::Sits(who)) => {
            let chair = chair_of(&shown, place);
            let typed = [typed[0].as_str(), typed[1].as_str()];
            match chair {
                Some(chair) => with(
                    StatusCode::CONFLICT,
                    join::taken(&shown, &code, chair, &who, typed),
                ),
                None => with(
                    StatusCode::CONFLICT,
                    join::chairs(&shown, &code, &sitters(house, &shown)),
                ),
            }
        }
    }
}
