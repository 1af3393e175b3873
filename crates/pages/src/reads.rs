//! Pages that are asked for: who may have which, drawn from what their seat may see. Must not change an
//! exercise.

use crate::caller::Caller;
use crate::house::{House, Sitters};
use crate::pages::{
    Evaluating, Seen, Siting, after, ask, attached, cards, cite, evaluate, join, known, message,
    messages, no_duff, notes, now, question, raters, report, role, room, site, talk,
};
use crate::reply::{go, nowhere, page, with};
use crate::seats::{Admits, NotIn, Seat, spaced};
use crate::shown::{Chair, Shown};
use axum::http::StatusCode;
use axum::response::Response;
use maud::Markup;
use std::sync::Arc;
use wardroom_core::scenario::{OrganisationId, RoleId};

/// The page at an address.
pub(crate) fn read(
    house: &House,
    caller: &Caller,
    parts: &[&str],
    query: Option<&str>,
) -> Response {
    let shown = house.door.shown();
    match (parts, caller.seat) {
        ([""], _) => page(join::code(&shown, None)),
        (["j", rest @ ..], _) => joining(house, caller, &shown, rest),
        (_, None) => go("/"),
        (_, Some(Seat::Nowhere)) => page(join::moved(&shown)),
        (_, Some(_)) if shown.clock.no_duff.is_some() => page(no_duff::stopped(
            shown.clock.no_duff.as_deref().unwrap_or_default(),
            &shown.clock.real_contacts,
        )),
        (["no-duff"], Some(_)) => page(no_duff::ask(&house.fresh())),
        (["after", number], Some(_)) => afterwards(house, caller, &shown, number),
        (_, Some(Seat::Chair(role))) => chair(house, caller, &shown, role, parts, query),
        (_, Some(Seat::Evaluator)) => evaluator(house, caller, &shown, parts),
        (_, Some(Seat::Site(of))) => facilitator(house, caller, &shown, of, parts),
        (_, Some(Seat::Screen(of))) => match (parts, shown.rooms.get(of.at())) {
            (["room"], Some((view, _))) => page(room::room(&shown, view, joins(house).as_ref())),
            (["room", "file", sha256], Some((view, _))) => {
                let letters = [&view.message, &view.before].into_iter().flatten();
                let mut all = letters.flat_map(|it| &it.letter.attachments);
                let held = all.find(|it| it.file.sha256 == *sha256);
                held.map_or_else(|| nowhere(&shown, "/room"), |it| attached::bytes(&it.file))
            }
            _ => go("/room"),
        },
    }
}

/// How people join, while the door is open.
fn joins(house: &House) -> Option<room::Join> {
    let code = house.look(|seats| {
        let open = !seats.locked();
        open.then(|| seats.codes().code(Admits::Player).to_owned())
    })?;
    Some(room::Join {
        qr: house.picture(&code)?,
        host: house.address.host.clone(),
        code: spaced(&code),
    })
}

/// Why somebody is not let in, in words.
pub(crate) fn not_in(why: NotIn) -> &'static str {
    match why {
        NotIn::Wrong => "That is not a code of this exercise. Look at the screen again.",
        NotIn::TooMany => "Too many wrong codes from this device. Wait a minute.",
        NotIn::Locked => "The door is closed. Ask the facilitator to open it.",
        NotIn::Full => "There is no room for more devices. Share one.",
    }
}

/// A chair by the id of its role.
pub(crate) fn chair_of<'a>(shown: &'a Shown, id: &str) -> Option<&'a Chair> {
    shown.chairs.iter().find(|it| it.id == id)
}

/// Who sits in each chair, in the order of chairs.
pub(crate) fn sitters(house: &House, shown: &Shown) -> Sitters {
    house.sitters(&shown.chairs)
}

fn joining(house: &House, caller: &Caller, shown: &Shown, rest: &[&str]) -> Response {
    let Some((typed, rest)) = rest.split_first() else {
        return go("/");
    };
    let now = house.clock.secs();
    let admits = match house.quietly(|seats| seats.admits(caller.from, typed, now)) {
        Ok(admits) => admits,
        Err(why) => {
            let status = match why {
                NotIn::TooMany => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::FORBIDDEN,
            };
            return with(status, join::code(shown, Some(not_in(why))));
        }
    };
    // What was typed was this code: it alone goes into addresses.
    let code = house.look(|seats| seats.codes().code(admits).to_owned());
    match (admits, rest) {
        (Admits::Player, []) => page(join::chairs(shown, &code, &sitters(house, shown))),
        (Admits::Player, [id]) => match chair_of(shown, id) {
            Some(chair) => page(join::name(shown, &code, chair)),
            None => nowhere(shown, &format!("/j/{code}")),
        },
        (Admits::Evaluator, []) => page(join::evaluator(shown, &code)),
        (Admits::Screen, []) => page(join::screen(shown, &code)),
        (Admits::Site, []) => page(join::site(shown, &code)),
        _ => go(&format!("/j/{code}")),
    }
}

/// What a chair's pages are drawn from.
pub(crate) fn seen(
    house: &House,
    caller: &Caller,
    shown: &Arc<Shown>,
    role: RoleId,
) -> Option<Seen> {
    let (marks, plays) = house.look(|seats| (seats.marks(role), seats.plays()));
    Some(Seen {
        mine: shown.roles.get(role.at())?.clone(),
        shown: shown.clone(),
        role,
        who: caller.who.clone(),
        sitters: sitters(house, shown),
        marks,
        plays,
        id: house.fresh(),
    })
}

fn chair(
    house: &House,
    caller: &Caller,
    shown: &Arc<Shown>,
    role: RoleId,
    parts: &[&str],
    query: Option<&str>,
) -> Response {
    let Some(mut seen) = seen(house, caller, shown, role) else {
        return go("/");
    };
    // Before the beginning there is one page, and one's card.
    if !shown.clock.begun && !matches!(parts, ["now" | "role"]) {
        return go("/now");
    }
    if let ["m", number, "file", at, sha256] = parts {
        let held = counted(number).zip(counted(at));
        let held = held.and_then(|(number, at)| attached::held(&seen, number, at, sha256));
        return held.unwrap_or_else(|| nowhere(shown, "/messages"));
    }
    let heard = seen.view().talk.len();
    if matches!(parts, ["ask", "answers"] | ["talk", _]) && seen.marks.heard != heard {
        house.mark(role, |marks| marks.heard = heard);
        seen.marks.heard = heard;
    }
    if let ["m", number] = parts
        && let Some(number) = counted(number)
        && let Some(found) = seen.mine.message(number)
        && !seen.rings(number, found.letter.kind)
        && !seen.marks.read.contains(&number)
    {
        house.mark(role, |marks| marks.read.insert(number));
        seen.marks.read.insert(number);
    }
    let found: Option<Markup> = match parts {
        ["now"] => Some(now::now(&seen)),
        ["known"] => Some(known::known(&seen)),
        ["messages"] => Some(messages::messages(&seen)),
        ["m", number] => counted(number).and_then(|it| message::message(&seen, it)),
        ["m", number, "file", at] => counted(number)
            .zip(counted(at))
            .and_then(|(number, at)| attached::page(&seen, number, at)),
        ["q", number] => counted(number).and_then(|it| question::question(&seen, it)),
        ["cards"] => Some(cards::cards(&seen)),
        ["card", id] => cards::card(&seen, id),
        ["plan"] => cite::all(&seen),
        ["plan", number] => counted(number).and_then(|it| cite::one(&seen, it)),
        ["report"] => Some(report::report(&seen, query == Some("sent"))),
        ["role"] => Some(role::role(&seen)),
        ["ask"] => Some(ask::ask(&seen)),
        ["ask", "answers"] => Some(ask::answers(&seen)),
        ["talk"] => Some(talk::talk(&seen)),
        ["talk", with] => talk::with(&seen, with),
        _ => None,
    };
    found.map_or_else(|| nowhere(shown, "/now"), page)
}

/// A number in an address: as it is written here, and no other way.
pub(crate) fn counted(written: &str) -> Option<usize> {
    let number: usize = written.parse().ok()?;
    (number.to_string() == written).then_some(number)
}

fn evaluator(house: &House, caller: &Caller, shown: &Arc<Shown>, parts: &[&str]) -> Response {
    let seen = Evaluating {
        shown: shown.clone(),
        view: shown.evaluator.0.clone(),
        who: caller.who.clone(),
        id: house.fresh(),
    };
    let found = match parts {
        ["evaluate" | "now"] => {
            let first = seen.view.objectives.first();
            return go(&first.map_or("/notes".to_owned(), |it| format!("/evaluate/{}", it.id)));
        }
        ["evaluate", id] => evaluate::evaluate(&seen, id),
        ["notes"] => Some(notes::notes(&seen)),
        ["raters"] => Some(raters::page(&seen)),
        _ => None,
    };
    found.map_or_else(|| nowhere(shown, "/evaluate"), page)
}

/// What the pages of a site's facilitator are drawn from.
pub(crate) fn siting(
    house: &House,
    caller: &Caller,
    shown: &Arc<Shown>,
    of: OrganisationId,
) -> Option<Siting> {
    Some(Siting {
        view: shown.sites.get(of.at())?.0.clone(),
        shown: shown.clone(),
        of,
        who: caller.who.clone(),
        id: house.fresh(),
    })
}

fn facilitator(
    house: &House,
    caller: &Caller,
    shown: &Arc<Shown>,
    of: OrganisationId,
    parts: &[&str],
) -> Response {
    let Some(seen) = siting(house, caller, shown, of) else {
        return go("/");
    };
    let found = match parts {
        ["now"] => return go("/site"),
        ["site"] => Some(site::now::now(&seen)),
        ["site", "coming"] => Some(site::coming::coming(&seen)),
        ["site", "asked"] => Some(site::asked::asked(&seen)),
        ["site", "said", number] => counted(number).and_then(|it| site::asked::answer(&seen, it)),
        ["site", "notes"] => Some(site::notes::notes(&seen)),
        _ => None,
    };
    found.map_or_else(|| nowhere(shown, "/site"), page)
}

fn afterwards(house: &House, caller: &Caller, shown: &Shown, number: &str) -> Response {
    let answer = house.look(|seats| seats.session(&caller.secret).map(|it| it.answer.clone()));
    let answer = answer.unwrap_or_default();
    let of = after::After {
        shown,
        objectives: &shown.evaluator.0.objectives,
        answer: &answer,
        who: &caller.who,
        id: &house.fresh(),
    };
    let found = counted(number).and_then(|it| after::after(&of, it));
    found.map_or_else(|| nowhere(shown, "/now"), page)
}
