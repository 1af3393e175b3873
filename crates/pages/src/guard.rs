//! What every request must be before anything looks at it, and what every answer carries: the host that is
//! served, an origin that is ours for whatever changes something, no third party. Must not know a page.

use crate::house::House;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Nothing from elsewhere, nothing inline, in no frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Letters of a path with its query, at most.
const LONGEST_PATH: usize = 256;

/// What every answer carries. `Referrer-Policy` is not `no-referrer`: with that, browsers send forms
/// with `Origin: null`, which could be anybody's.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Lets a request through, or says in one word why not. What it says is never what was sent.
pub(crate) async fn guard(
    State(house): State<Arc<House>>,
    request: Request,
    next: Next,
) -> Response {
    let mut answer = match refused(&house, &request) {
        Some((status, why)) => {
            let mut answer = Response::new(Body::from(why));
            *answer.status_mut() = status;
            // Whatever follows on this connection is no request of a page of ours.
            let close = HeaderValue::from_static("close");
            answer.headers_mut().insert(header::CONNECTION, close);
            if status == StatusCode::METHOD_NOT_ALLOWED {
                let may = HeaderValue::from_static("GET, HEAD, POST");
                answer.headers_mut().insert(header::ALLOW, may);
            }
            let plain = HeaderValue::from_static("text/plain; charset=utf-8");
            answer.headers_mut().insert(header::CONTENT_TYPE, plain);
            answer
        }
        None => next.run(request).await,
    };
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answer
}

/// Why a request is not looked at.
fn refused(house: &House, request: &Request) -> Option<(StatusCode, &'static str)> {
    let headers = request.headers();
    // Another name that leads here is somebody else's page: DNS rebinding.
    if only(headers, &header::HOST) != Some(house.address.host.as_str()) {
        return Some((StatusCode::MISDIRECTED_REQUEST, "Not this address."));
    }
    // No browser sends a form in chunks. With both lengths a proxy and we could see two requests where the
    // other sees one.
    if headers.contains_key(header::TRANSFER_ENCODING) {
        return Some((StatusCode::LENGTH_REQUIRED, "In one piece."));
    }
    let path = request
        .uri()
        .path_and_query()
        .map_or(0, |it| it.as_str().len());
    if path > LONGEST_PATH {
        return Some((StatusCode::URI_TOO_LONG, "Too long."));
    }
    match *request.method() {
        Method::GET | Method::HEAD => None,
        Method::POST if ours(house, headers) => None,
        Method::POST => Some((StatusCode::FORBIDDEN, "Not from this page.")),
        _ => Some((StatusCode::METHOD_NOT_ALLOWED, "Not that way.")),
    }
}

/// Whether a form was sent from one of our own pages.
fn ours(house: &House, headers: &HeaderMap) -> bool {
    let kind = only(headers, &header::CONTENT_TYPE).and_then(|it| it.split(';').next());
    let form = kind.is_some_and(|it| it.trim_end() == "application/x-www-form-urlencoded");
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let same_site = site.is_none_or(|it| it == b"same-origin" || it == b"none");
    form && same_site && only(headers, &header::ORIGIN) == Some(house.address.origin().as_str())
}

/// A header that stands there once and is text.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?.to_str().ok()?;
    all.next().is_none().then_some(first)
}
