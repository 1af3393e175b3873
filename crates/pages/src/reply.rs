//! What goes back: a page, another address, why not. Must not draw.

use crate::pages::error;
use crate::seats::Outcome;
use crate::shown::Shown;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;

/// What was asked for, found.
pub(crate) fn page(markup: Markup) -> Response {
    with(StatusCode::OK, markup)
}

/// A page with a status of its own.
pub(crate) fn with(status: StatusCode, markup: Markup) -> Response {
    let html: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (status, html, markup.into_string()).into_response()
}

/// On to another page, which is then asked for anew.
pub(crate) fn go(to: &str) -> Response {
    // Addresses are put together here, of ids that were looked up.
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/now"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// What came of a request.
pub(crate) fn outcome(shown: &Shown, outcome: &Outcome) -> Response {
    match outcome {
        Outcome::Go(to) => go(to),
        Outcome::Refused(why, back) => with(StatusCode::CONFLICT, error::refused(shown, why, back)),
        Outcome::NotOnDisk(why, back) => page(error::not_on_disk(shown, why, back)),
    }
}

/// There is no such page, or not for this seat.
pub(crate) fn nowhere(shown: &Shown, back: &str) -> Response {
    with(StatusCode::NOT_FOUND, error::nowhere(shown, back))
}
