//! “Can a phone see me?”: the test page, for anybody who can reach it, the day before: without a code or a
//! seat, and at most so often. Must not tell anything of an exercise, nor write anything down.

use crate::caller::{cookie, is_secret, new_secret};
use crate::form::Form;
use crate::house::House;
use crate::pages::see;
use crate::reply::{go, with};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// The cookie that goes there and back. It is no device's: those have another.
const COOKIE: &str = "wardroom-test";

/// After so long the stream says something; the page waits five seconds for it.
const FIRST_AFTER: Duration = Duration::from_millis(500);

/// So long the stream stays open then: what stands between and keeps it back until it ends is found out.
const OPEN_FOR: Duration = Duration::from_secs(7);

/// Who asks for the test page.
pub(crate) struct Tested {
    from: IpAddr,
    /// The secret in its cookie, if it sent one.
    sent: Option<String>,
}

impl Tested {
    pub fn of(headers: &HeaderMap, from: IpAddr) -> Self {
        let sent = cookie(headers, COOKIE).filter(|it| is_secret(it));
        Self {
            from,
            sent: sent.map(str::to_owned),
        }
    }

    fn sent(&self) -> Option<&str> {
        self.sent.as_deref()
    }
}

/// Where there is the test page and nothing else.
pub(crate) fn only(parts: &[&str]) -> Response {
    match parts {
        [""] => go("/see"),
        _ => with(StatusCode::NOT_FOUND, see::nothing_else()),
    }
}

/// Whether it asked too often.
fn too_often(house: &House, tested: &Tested) -> Option<Response> {
    let now = house.clock.secs();
    let may = house.reached(|it| it.may(tested.from, now));
    (!may).then(|| with(StatusCode::TOO_MANY_REQUESTS, see::too_often()))
}

/// The page, the page after the cookie went there and back, or the stream.
pub(crate) fn read(house: &Arc<House>, tested: &Tested, rest: &[&str]) -> Response {
    if let Some(refused) = too_often(house, tested) {
        return refused;
    }
    let now = house.clock.secs();
    match rest {
        ["live"] => live(house),
        [] | ["back"] => {
            let (cookies, live) = house.reached(|it| {
                if rest == ["back"] {
                    it.back(tested.from, tested.sent(), now);
                }
                it.came(tested.from, tested.sent(), now)
            });
            let laptop = &house.address.host;
            with(StatusCode::OK, see::see(tested.from, laptop, cookies, live))
        }
        _ => with(StatusCode::NOT_FOUND, see::nothing_else()),
    }
}

/// What the page sends: that it wants a cookie, or whether live updates reached it.
pub(crate) fn write(house: &House, tested: &Tested, form: &Form) -> Response {
    if let Some(refused) = too_often(house, tested) {
        return refused;
    }
    let now = house.clock.secs();
    let live = match form.field("live") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if let Some(live) = live {
        house.reached(|it| it.live(tested.from, tested.sent(), live, now));
        return StatusCode::NO_CONTENT.into_response();
    }
    let Some(secret) = new_secret() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    house.reached(|it| it.given(tested.from, tested.sent(), &secret, now));
    let only = if house.address.secure { "; Secure" } else { "" };
    let set =
        format!("{COOKIE}={secret}; Path=/see; Max-Age=86400; HttpOnly; SameSite=Strict{only}");
    let mut answer = go("/see/back");
    if let Ok(set) = HeaderValue::from_str(&set) {
        answer.headers_mut().insert(header::SET_COOKIE, set);
    }
    answer
}

/// A stream of the test, counted as long as it lives.
struct Counted(Arc<House>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.reached(super::reach::Reached::close_stream);
    }
}

/// A stream that says one thing soon, stays open for a while, and ends.
fn live(house: &Arc<House>) -> Response {
    if !house.reached(super::reach::Reached::open_stream) {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    let first = (Counted(house.clone()), house.closing(), 0);
    let parts = unfold(first, |(counted, mut closing, said)| async move {
        let wait = [FIRST_AFTER, OPEN_FOR].get(said).copied()?;
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = closing.changed() => return None,
        }
        let part = ["event: live\ndata: 1\n\n", "event: end\ndata: 1\n\n"].get(said)?;
        let part = Ok::<_, Infallible>(Bytes::from_static(part.as_bytes()));
        Some((part, (counted, closing, said + 1)))
    });
    let kind = [(header::CONTENT_TYPE, "text/event-stream; charset=utf-8")];
    (kind, Body::from_stream(parts)).into_response()
}
