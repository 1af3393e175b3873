//! From a request to whoever answers it. Must not answer itself.

use crate::caller::{Caller, Peer};
use crate::form::Form;
use crate::house::House;
use crate::{acts, assets, guard, reads, reply, see, stream};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

/// Bytes of what a form sends, at most.
const LONGEST_BODY: usize = 16 * 1_024;

/// How long a form may take to arrive.
const BODY_WITHIN: Duration = Duration::from_secs(10);

/// All pages of a house.
pub fn router(house: Arc<House>) -> Router {
    Router::new()
        .fallback(answer)
        .layer(middleware::from_fn_with_state(house.clone(), guard::guard))
        .with_state(house)
}

async fn answer(State(house): State<Arc<House>>, request: Request) -> Response {
    let nobody = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    let peer = request.extensions().get::<Peer>();
    let from = peer.map_or(nobody, |it| it.device(request.headers()));
    let caller = Caller::of(&house, request.headers(), from);
    let tested = see::Tested::of(request.headers(), from);
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    if let ["a", _, name] = parts[..] {
        let shown = house.door.shown();
        return assets::asset(name).unwrap_or_else(|| reply::nowhere(&shown, "/"));
    }
    if house.test_only && parts[0] != "see" {
        return see::only(&parts);
    }
    if head.method != Method::POST {
        if let ["see", rest @ ..] = &parts[..] {
            return see::read(&house, &tested, rest);
        }
        return match parts[..] {
            ["live"] => stream::live(&house, &caller, head.uri.query()),
            _ => reads::read(&house, &caller, &parts, head.uri.query()),
        };
    }
    // Whoever sends slowly is not waited for.
    let body = tokio::time::timeout(BODY_WITHIN, to_bytes(body, LONGEST_BODY)).await;
    let Ok(body) = body else {
        return StatusCode::REQUEST_TIMEOUT.into_response();
    };
    let Ok(body) = body else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let Some(form) = Form::read(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if parts[..] == ["see"] {
        return see::write(&house, &tested, &form);
    }
    acts::write(&house, &caller, &parts, &form).await
}
