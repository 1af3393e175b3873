//! A request from anybody: a line with who sends it, how and where to, and a form. No answer says
//! that the server failed. The first byte is who (even: by POST), the rest up to the first line feed
//! the path, the rest the form.
#![no_main]

#[path = "../../crates/pages/tests/pages/table.rs"]
#[allow(dead_code, reason = "the tests of the pages use more of it")]
mod table;

mod scenarios {
    use std::sync::Arc;
    use wardroom_core::scenario::Scenario;

    pub fn scenario(_: &str) -> Arc<Scenario> {
        wardroom_fuzz::SMALL.clone()
    }
}

use axum::body::Body;
use axum::http::{Method, Request, header};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;
use std::sync::atomic::Ordering;
use table::{HERE, ORIGIN, Table};
use wardroom_core::scenario::RoleId;

/// Requests to one table: it begins anew before its record grows long.
const REQUESTS: u32 = 500;

/// A table and its devices.
struct Seated {
    table: Table,
    cookies: Vec<String>,
    left: u32,
}

impl Seated {
    fn new() -> Self {
        let mut table = Table::new("", None);
        let mut cookies = vec![table.sit(RoleId(0), "")];
        cookies.push(table.evaluate("Nia"));
        cookies.push(table.facilitate(0, "Sam"));
        cookies.push(table.screen(0));
        cookies.push(String::new());
        table.until(3_600);
        Self {
            table,
            cookies,
            left: REQUESTS,
        }
    }
}

thread_local! {
    static SEATED: RefCell<Option<Seated>> = const { RefCell::new(None) };
}

fn request(data: &[u8], cookies: &[String]) -> Option<Request<Body>> {
    let (first, rest) = data.split_first()?;
    let end = rest.iter().position(|it| *it == b'\n').unwrap_or(rest.len());
    let path = std::str::from_utf8(&rest[..end]).ok()?;
    // It goes on for as long as it is listened to.
    if path.starts_with("/live") {
        return None;
    }
    let body = rest.get(end + 1..).unwrap_or_default();
    let method = if first % 2 == 0 { Method::POST } else { Method::GET };
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, HERE)
        .header(header::ORIGIN, ORIGIN)
        .header(header::COOKIE, &cookies[usize::from(first / 2) % cookies.len()])
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_vec()))
        .ok()
}

fuzz_target!(|data: &[u8]| SEATED.with_borrow_mut(|seated| {
    if seated.as_ref().is_none_or(|it| it.left == 0) {
        *seated = None;
    }
    let seated = seated.get_or_insert_with(Seated::new);
    seated.left -= 1;
    let Some(request) = request(data, &seated.cookies) else {
        return;
    };
    seated.table.secs.fetch_add(2, Ordering::Relaxed);
    let told = seated.table.send(request);
    assert!(!told.status.is_server_error(), "{}", told.status);
}));
