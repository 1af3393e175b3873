//! The test page: whether a phone is told that it reaches the laptop, what is tried, that nothing of an
//! exercise is told, and that nobody asks too often.

use crate::table::{HERE, ORIGIN, Table};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use std::sync::atomic::Ordering;
use tower::ServiceExt;
use wardroom_core::scenario::RoleId;
use wardroom_pages::{Address, Clock, House, phones_in_words, router};

#[test]
fn a_phone_is_told_and_a_cookie_goes_there_and_back() {
    let mut table = Table::new("friday-lunchtime", None);
    let page = table.get("/see", "");
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.words()
            .contains("Yes: this phone reaches the exercise’s laptop")
    );
    assert!(page.words().contains("Not tried yet") && page.body.contains("see.js"));
    assert!(page.headers.get("set-cookie").is_none());
    let sent = table.post("/see", "", "");
    assert_eq!(sent.to(), "/see/back");
    let set = sent.headers["set-cookie"].to_str().expect("text");
    assert!(
        set.contains("HttpOnly") && set.contains("Path=/see"),
        "{set}"
    );
    let cookie = sent.cookie();
    let back = table.get("/see/back", &cookie).words();
    assert!(
        back.contains("keeps its place") && back.contains("That is all."),
        "{back}"
    );
    let told = table.post("/see", &cookie, "live=yes");
    assert_eq!(told.status, StatusCode::NO_CONTENT);
    assert!(
        table
            .get("/see", &cookie)
            .words()
            .contains("Pages change by themselves")
    );
    let phones = table.house.phones();
    assert_eq!(
        (phones.len(), phones[0].cookies, phones[0].live),
        (1, Some(true), Some(true))
    );
    assert_eq!(
        phones_in_words(&phones),
        "1 phone has reached the test page; cookies came back from 1, live updates reached 1."
    );
    // The cookie of the test is no device's.
    assert_eq!(table.get("/now", &cookie).to(), "/");
    let secret = cookie.split('=').nth(1).expect("a secret").to_owned();
    assert_eq!(table.get("/now", &format!("wardroom={secret}")).to(), "/");
}

#[test]
fn a_phone_that_sends_no_cookie_back_is_told_what_that_means() {
    let mut table = Table::new("friday-lunchtime", None);
    assert_eq!(table.post("/see", "", "").to(), "/see/back");
    let back = table.get("/see/back", "").words();
    assert!(
        back.contains("None came back.") && back.contains("Try the cookie again"),
        "{back}"
    );
    assert_eq!(table.house.phones()[0].cookies, Some(false));
}

#[test]
fn nothing_of_the_exercise_is_told_and_nothing_is_recorded() {
    let mut table = Table::new("friday-across", Some("typical"));
    let joined = table.sit(RoleId(0), "Aisha");
    table.until(3 * 3_600);
    let before = (table.host.commands().len(), table.host.store().bytes.len());
    let mut sent = String::new();
    for (path, cookie) in [
        ("/see", ""),
        ("/see", &joined),
        ("/see/back", ""),
        ("/see/nothing", ""),
        ("/see?x=y", &joined),
    ] {
        sent.push_str(&table.get(path, cookie).body);
    }
    sent.push_str(&table.post("/see", &joined, "").body);
    let scenario = &table.scenario;
    let names = scenario.organisations.iter().map(|it| &it.name);
    let titles = scenario.roles.iter().map(|it| &it.title);
    let codes = wardroom_pages::seats::Admits::ALL.map(|it| table.code(it));
    let clock = table.desk.shown().clock.text.clone();
    let all = names
        .chain(titles)
        .chain(&codes)
        .chain([&scenario.title, &clock]);
    for word in all {
        assert!(!sent.contains(word.as_str()), "{word}");
    }
    assert!(!sent.contains("Aisha"));
    let after = (table.host.commands().len(), table.host.store().bytes.len());
    assert_eq!(after, before, "nothing of it is written down");
}

#[test]
fn nobody_asks_too_often_and_nothing_but_our_own_form_is_taken() {
    let mut table = Table::new("friday-lunchtime", None);
    for _ in 0..30 {
        assert_eq!(table.get("/see", "").status, StatusCode::OK);
    }
    for path in ["/see", "/see/back", "/see/live"] {
        let told = table.get(path, "");
        assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    assert_eq!(
        table.post("/see", "", "").status,
        StatusCode::TOO_MANY_REQUESTS
    );
    // Others pages are not held up by it.
    assert_eq!(table.get("/", "").status, StatusCode::OK);
    table.secs.fetch_add(61, Ordering::Relaxed);
    let forged = Request::builder()
        .method(Method::POST)
        .uri("/see")
        .header(header::HOST, HERE)
        .header(header::ORIGIN, "http://evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("live=yes"))
        .expect("a request");
    assert_eq!(table.send(forged).status, StatusCode::FORBIDDEN);
    assert_eq!(table.house.phones()[0].live, None);
}

#[test]
fn before_there_is_an_exercise_there_is_the_test_page_and_nothing_else() {
    let address = Address {
        host: HERE.to_owned(),
        secure: false,
    };
    let house = House::test_only(address, Clock::new(|| 1_000)).expect("random bytes");
    let pages = router(house.clone());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    let ask = |method: Method, path: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HERE)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::empty())
            .expect("a request");
        let answer = runtime.block_on(pages.clone().oneshot(request));
        answer.expect("a router answers")
    };
    assert_eq!(ask(Method::GET, "/").headers()["location"], "/see");
    assert_eq!(ask(Method::GET, "/see").status(), StatusCode::OK);
    assert_eq!(house.phones().len(), 1);
    let codes = house.look(|seats| {
        wardroom_pages::seats::Admits::ALL.map(|it| seats.codes().code(it).to_owned())
    });
    for path in [
        "/now",
        "/room",
        "/live",
        "/site",
        "/evaluate",
        "/join",
        "/after/1",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(codes.map(|it| format!("/j/{it}")))
    {
        assert_eq!(
            ask(Method::GET, &path).status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
        assert_eq!(
            ask(Method::POST, &path).status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let style = ask(Method::GET, "/a/x/style.css");
    assert_eq!(style.status(), StatusCode::OK);
    let body = runtime.block_on(to_bytes(style.into_body(), 1 << 20));
    assert!(!body.expect("a body").is_empty());
}
