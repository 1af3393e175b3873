//! What no request gets past: another host, another origin, another method, too much of anything; and what
//! every answer carries.

use crate::table::{HERE, ORIGIN, Table};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use wardroom_core::scenario::RoleId;

const FORM: &str = "application/x-www-form-urlencoded";

fn post(
    cookie: &str,
    host: &str,
    origin: Option<&str>,
    kind: &str,
    site: Option<&str>,
) -> Request<Body> {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri("/ask")
        .header(header::HOST, host)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, kind);
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    if let Some(site) = site {
        request = request.header("sec-fetch-site", site);
    }
    let body = "id=0123456789abcdef&who=switchboard&text=Forged.";
    request.body(Body::from(body)).expect("a request")
}

#[test]
fn a_forged_host_origin_or_kind_of_form_changes_nothing() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    let here = Some(ORIGIN);
    for request in [
        post(&cookie, "evil.example", here, FORM, None),
        post(&cookie, "192.168.8.10", here, FORM, None),
        post(&cookie, "localhost:4170", here, FORM, None),
        post(&cookie, HERE, None, FORM, None),
        post(&cookie, HERE, Some("null"), FORM, None),
        post(&cookie, HERE, Some("https://192.168.8.10:4170"), FORM, None),
        post(&cookie, HERE, Some("http://evil.example"), FORM, None),
        post(&cookie, HERE, here, "text/plain", None),
        post(&cookie, HERE, here, "multipart/form-data; boundary=x", None),
        post(&cookie, HERE, here, FORM, Some("cross-site")),
        post(&cookie, HERE, here, FORM, Some("same-site")),
        post("", HERE, here, FORM, None),
        post(
            "wardroom=00000000000000000000000000000000",
            HERE,
            here,
            FORM,
            None,
        ),
        post("wardroom=zz", HERE, here, FORM, None),
    ] {
        let shown = format!("{request:?}");
        let told = table.send(request);
        assert!(told.status.is_client_error(), "{}: {shown}", told.status);
    }
    assert!(table.host.commands().is_empty());
    let told = table.send(post(&cookie, HERE, here, FORM, Some("same-origin")));
    assert_eq!(told.to(), "/ask/answers");
}

#[test]
fn two_hosts_or_two_origins_are_none() {
    let mut table = Table::new("friday-lunchtime", None);
    let mut request = Request::builder().uri("/").header(header::HOST, HERE);
    request = request.header(header::HOST, "evil.example");
    let told = table.send(request.body(Body::empty()).expect("a request"));
    assert_eq!(told.status, StatusCode::MISDIRECTED_REQUEST);
    let told = table.send(
        Request::builder()
            .uri("/")
            .body(Body::empty())
            .expect("a request"),
    );
    assert_eq!(told.status, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn other_methods_long_paths_and_large_bodies_are_refused() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let request = Request::builder()
            .method(method)
            .uri("/now")
            .header(header::HOST, HERE);
        let told = table.send(request.body(Body::empty()).expect("a request"));
        assert_eq!(told.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    let told = table.get(&format!("/{}", "x".repeat(300)), &cookie);
    assert_eq!(told.status, StatusCode::URI_TOO_LONG);
    let told = table.post("/ask", &cookie, &"x".repeat(17_000));
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE);
    let told = table.post("/ask", &cookie, &"a=1&".repeat(300));
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
}

#[test]
fn every_answer_forbids_other_sites_frames_and_inline_script() {
    let mut table = Table::new("friday-lunchtime", Some("typical"));
    let cookie = table.sit(RoleId(0), "");
    table.until(7_200);
    let style = "/a/x/style.css";
    let site = table.facilitate(0, "Sam");
    let eyes = table.evaluate("Nia");
    for (page, cookie) in [
        ("/", &cookie),
        ("/now", &cookie),
        ("/messages", &cookie),
        ("/nothing", &cookie),
        ("/j/WRONG", &cookie),
        (style, &cookie),
        ("/site", &site),
        ("/site/coming", &site),
        ("/site/asked", &site),
        ("/site/notes", &site),
        ("/raters", &eyes),
        ("/see", &cookie),
    ] {
        let told = table.get(page, cookie);
        let policy = told.headers["content-security-policy"]
            .to_str()
            .expect("text");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(told.headers["x-content-type-options"], "nosniff");
        assert!(
            page == style || told.headers["cache-control"] == "no-store",
            "{page}"
        );
        if page != style {
            for inline in [" style=", "<style", " onclick", " onload", "javascript:"] {
                assert!(!told.body.contains(inline), "{page}: {inline}");
            }
            assert!(!told.body.contains("<script>"));
            // Nothing is asked for anywhere else.
            assert!(
                !told.body.contains("http://") && !told.body.contains("https://"),
                "{page}"
            );
        }
    }
}

#[test]
fn what_is_typed_comes_back_as_text() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "%3Cscript%3Ealert(1)%3C/script%3E");
    table.until(60);
    let evil = "%3Cimg+src%3Dx+onerror%3Dalert(1)%3E";
    table.fill(
        "/ask",
        "/ask",
        &cookie,
        &format!("who=&else={evil}&text={evil}"),
    );
    table.fill(
        "/talk/facilitator",
        "/talk/facilitator",
        &cookie,
        &format!("text={evil}"),
    );
    for page in [
        "/now",
        "/ask/answers",
        "/talk/facilitator",
        "/talk",
        "/role",
    ] {
        let told = table.get(page, &cookie);
        assert!(
            !told.body.contains("<img src=x") && !told.body.contains("<script>alert"),
            "{page}"
        );
    }
    for path in [
        "/j/%3Cscript%3E",
        "/%3Cscript%3Ealert(1)",
        "/m/%3Cb%3E",
        "/now?%3Cb%3E",
    ] {
        assert!(
            !table.get(path, &cookie).body.contains("%3C"),
            "{path} is not repeated"
        );
    }
}

#[test]
fn nothing_is_served_from_a_disk() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    for path in [
        "/a/x/../../Cargo.toml",
        "/a/x/%2e%2e%2fCargo.toml",
        "/a/x/",
        "/a/x/style.css/..",
        "/.git/config",
        "/etc/passwd",
    ] {
        let told = table.get(path, &cookie);
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{path}");
    }
}
