//! Whatever is sent: no panic, no answer that says the server is at fault, and no state without its right.

use crate::table::{HERE, ORIGIN, Table};
use axum::body::Body;
use axum::http::{Method, Request, header};
use proptest::prelude::*;
use std::cell::RefCell;
use wardroom_core::exercise::What;
use wardroom_core::scenario::RoleId;
use wardroom_pages::seats::Admits;

fn paths() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "/",
        "/now",
        "/messages",
        "/m/1",
        "/m/2",
        "/q/1",
        "/ask",
        "/ask/answers",
        "/talk",
        "/talk/facilitator",
        "/report",
        "/role",
        "/cards",
        "/card/declare-critical",
        "/plan",
        "/plan/1",
        "/card/isolate-segment",
        "/no-duff",
        "/notes",
        "/room",
        "/evaluate",
        "/raters",
        "/rate/x",
        "/site",
        "/site/coming",
        "/site/asked",
        "/site/said/1",
        "/site/said/2",
        "/site/say",
        "/site/notes",
        "/see",
        "/see/back",
        "/after/1",
        "/after/2",
        "/after/3",
        "/j/AAAAAA",
        "/j/AAAAAA/x",
        "/a/x/style.css",
        "/j//",
        "/m/-1",
    ]);
    prop_oneof![
        8 => known.prop_map(str::to_owned),
        1 => "/[a-z]{1,8}/[-a-z0-9.%]{0,12}",
        1 => "/m/[0-9]{1,30}",
    ]
}

fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let field = prop::sample::select(vec![
        "id", "text", "who", "else", "option", "sure", "because", "target", "call", "tick",
        "major", "locked", "quick", "task", "back", "group", "named", "s-part", "room", "name",
        "share", "code", "role", "as", "live",
    ]);
    let value = prop_oneof![
        Just("0123456789abcdef".to_owned()),
        Just("yes".to_owned()),
        Just("answer".to_owned()),
        "[0-9]{1,22}",
        "[a-z-]{0,12}",
        "(%[0-9a-f]{2}){0,12}",
        "\\PC{0,12}",
    ];
    prop_oneof![
        9 => prop::collection::vec((field, value), 0..8).prop_map(|fields| {
            let parts: Vec<String> = fields.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
            parts.join("&").into_bytes()
        }),
        1 => prop::collection::vec(any::<u8>(), 0..64),
    ]
}

/// Who seems to send it: a place among cookies, and whether its origin is ours.
fn sent(path: &str, cookie: &str, post: bool, ours: bool, body: &[u8]) -> Option<Request<Body>> {
    let method = if post { Method::POST } else { Method::GET };
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, HERE)
        .header(
            header::ORIGIN,
            if ours { ORIGIN } else { "http://evil.example" },
        )
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_vec()))
        .ok()
}

#[test]
fn whatever_is_sent_no_answer_says_that_the_server_failed_and_nothing_is_done_in_anothers_name() {
    let mut table = Table::new("friday-lunchtime", Some("typical"));
    let roles = [RoleId(0), RoleId(5)];
    let mut cookies: Vec<String> = roles.map(|it| table.sit(it, "")).into();
    cookies.push(table.evaluate("Nia"));
    cookies.push(table.facilitate(0, "Sam"));
    cookies.push(table.screen(0));
    cookies.push("wardroom=0123456789abcdef0123456789abcdef".to_owned());
    cookies.push(String::new());
    table.until(3 * 3_600);
    let names = roles.map(|it| table.scenario.roles[it.at()].id.clone());
    let before = table.host.events().len();
    // The team that plays does so as time passes; none passes from here on.
    let table = RefCell::new(table);
    let config = ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(path in paths(), who in 0..7_usize, post: bool, ours in prop::bool::weighted(0.8), body in bodies())| {
        let mut table = table.borrow_mut();
        table.secs.fetch_add(2, std::sync::atomic::Ordering::Relaxed);
        if let Some(request) = sent(&path, &cookies[who], post, ours, &body) {
            let commands = table.host.commands().len();
            let told = table.send(request);
            prop_assert!(!told.status.is_server_error(), "{} {path}", told.status);
            let may = post && ours && who < 4;
            prop_assert!(may || table.host.commands().len() == commands, "{path} by {who}");
            if table.host.no_duff().is_some() {
                table.asks(wardroom_core::host::Ask::Run(true));
                table.asks(wardroom_core::host::Ask::Run(false));
            }
        }
    });
    let table = table.into_inner();
    for event in &table.host.events()[before..] {
        let by = match &event.what {
            What::Said {
                by: wardroom_core::exercise::Speaker::Role(by),
                ..
            }
            | What::Leaned { by, .. }
            | What::Proposed { by, .. }
            | What::Reported { by, .. } => by,
            // A site's facilitator, to a role of its own.
            What::Said {
                to: wardroom_core::exercise::Speaker::Role(_),
                ..
            }
            | What::Noted { .. }
            | What::NoDuff { .. }
            | What::Answered { .. }
            | What::Marked { .. } => continue,
            other => panic!("nobody may have done {other:?}"),
        };
        assert!(names.contains(by), "{by}");
    }
}

/// Requests that counted are sent again, mixed and in another order, from other devices too.
#[test]
fn two_thousand_replayed_and_reordered_requests_change_nothing() {
    let mut table = Table::new("friday-lunchtime", None);
    let (one, two) = (table.sit(RoleId(0), ""), table.sit(RoleId(1), ""));
    table.until(600);
    let mut sent = Vec::new();
    for at in 0..20 {
        table
            .secs
            .fetch_add(10, std::sync::atomic::Ordering::Relaxed);
        let cookie = if at % 2 == 0 { &one } else { &two };
        let id = table.get("/ask", cookie).id();
        let body = format!("id={id}&who=switchboard&else=&text=Number+{at}.");
        assert_eq!(table.post("/ask", cookie, &body).to(), "/ask/answers");
        sent.push((cookie.clone(), body));
    }
    let commands = table.host.commands().len();
    assert_eq!(commands, 20);
    for turn in 0..2_000_usize {
        table
            .secs
            .fetch_add(2, std::sync::atomic::Ordering::Relaxed);
        let (cookie, body) = &sent[(turn * 7 + turn / 20) % sent.len()];
        let told = table.post("/ask", cookie, body);
        assert_eq!(told.to(), "/ask/answers", "turn {turn}");
    }
    assert_eq!(table.host.commands().len(), commands);
    // Where the door is closed an old code lets nobody in.
    let code = table.code(Admits::Player);
    table
        .house
        .change(|seats| seats.new_codes([[1; 16], [2; 16], [3; 16], [4; 16]]));
    assert!(
        table
            .get(&format!("/j/{code}"), "")
            .status
            .is_client_error()
    );
}
