//! What somebody on the same network tries on the sockets: requests hidden in others, heads and bodies that
//! never end, floods, who reads nothing, odd methods and versions, forms sent twice at once.

use crate::socket::{REAL, ask, connect, served};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::sleep;
use std::time::{Duration, Instant};
use wardroom_core::host::{Ask, Host, Request};
use wardroom_pages::seats::Admits;
use wardroom_pages::{Desk, House, Limits};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

fn code(house: &House) -> String {
    house.look(|seats| seats.codes().code(Admits::Player).to_owned())
}

/// A form as a browser sends it.
fn form(at: SocketAddr, path: &str, cookie: &str, body: &str) -> String {
    let long = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nCookie: {cookie}\r\n{FORM}Content-Length: {long}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// Takes the first role, and says by which cookie.
fn join(at: SocketAddr, house: &House, role: &str) -> String {
    let told = ask(
        at,
        &form(
            at,
            &format!("/j/{}/{role}", code(house)),
            "",
            "name=Aisha&other=",
        ),
    );
    let cookie = told.lines().find_map(|it| it.strip_prefix("set-cookie: "));
    let cookie = cookie.and_then(|it| it.split(';').next());
    cookie
        .unwrap_or_else(|| panic!("no cookie: {told}"))
        .to_owned()
}

/// A host whose clock has run, with somebody who plays.
fn played() -> (Host<Vec<u8>>, Desk, wardroom_pages::Server, String) {
    let (mut host, desk, server, house) = served(Limits::default());
    let role = host.scenario().roles[0].id.clone();
    let cookie = join(server.at, &house, &role);
    host.ask(&Request::of_facilitator(Ask::Run(true)), REAL)
        .expect("may");
    host.advance(60, REAL);
    desk.show(&host);
    (host, desk, server, cookie)
}

#[test]
fn no_request_hides_in_another() {
    let (_host, _desk, server, house) = served(Limits::default());
    let at = server.at;
    let hidden = form(
        at,
        &format!("/j/{}/x", code(&house)),
        "",
        "name=Hidden&other=",
    );
    let head = format!("POST / HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\n{FORM}");
    let chunked = format!("0\r\n\r\n{hidden}");
    let long = chunked.len();
    for (what, request) in [
        (
            "both lengths",
            format!("{head}Content-Length: {long}\r\nTransfer-Encoding: chunked\r\n\r\n{chunked}"),
        ),
        (
            "both, turned round",
            format!("{head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{chunked}"),
        ),
        (
            "chunks alone",
            format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunked}"),
        ),
        (
            "chunks by another name",
            format!("{head}Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n{chunked}"),
        ),
        (
            "chunks twice",
            format!("{head}Transfer-Encoding: identity, chunked\r\n\r\n{chunked}"),
        ),
        (
            "a space before the colon",
            format!("{head}Transfer-Encoding : chunked\r\nContent-Length: 4\r\n\r\n{chunked}"),
        ),
        (
            "two lengths",
            format!("{head}Content-Length: 4\r\nContent-Length: 0\r\n\r\n{chunked}"),
        ),
        (
            "a length with a sign",
            format!("{head}Content-Length: +0\r\n\r\n{hidden}"),
        ),
        (
            "a folded line",
            format!("{head}X: y\r\n Content-Length: 4\r\nContent-Length: 0\r\n\r\n{hidden}"),
        ),
        (
            "a refused form",
            format!(
                "POST / HTTP/1.1\r\nHost: {at}\r\nOrigin: null\r\n{FORM}Content-Length: 0\r\n\r\n{hidden}"
            ),
        ),
        (
            "another host",
            format!("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n{hidden}"),
        ),
    ] {
        let told = ask(at, &request);
        assert!(told.matches("HTTP/1.1 ").count() <= 1, "{what}: {told}");
        assert!(
            told.is_empty() || told.starts_with("HTTP/1.1 4"),
            "{what}: {told}"
        );
        assert!(house.look(|seats| seats.people().is_empty()), "{what}");
    }
    // What a browser sends one after the other is answered one after the other.
    let get = format!("GET / HTTP/1.1\r\nHost: {at}\r\n\r\n");
    let last = format!("GET / HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
    let told = ask(at, &format!("{get}{get}{last}"));
    assert_eq!(told.matches("HTTP/1.1 200").count(), 3);
}

#[test]
fn odd_methods_versions_and_targets_get_nothing_and_are_not_repeated() {
    let (_host, _desk, server, _house) = served(Limits::default());
    let at = server.at;
    for request in [
        format!("OPTIONS * HTTP/1.1\r\nHost: {at}\r\n\r\n"),
        format!("TRACE / HTTP/1.1\r\nHost: {at}\r\nX-Marker: hippopotamus\r\n\r\n"),
        format!("CONNECT hippopotamus:443 HTTP/1.1\r\nHost: {at}\r\n\r\n"),
        format!("PUT /hippopotamus HTTP/1.1\r\nHost: {at}\r\nContent-Length: 0\r\n\r\n"),
        format!("HIPPOPOTAMUS / HTTP/1.1\r\nHost: {at}\r\n\r\n"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0".to_owned(),
        "GET /hippopotamus\r\n".to_owned(),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        "GET / HTTP/1.0\r\n\r\n".to_owned(),
        "GET / HTTP/3.7\r\nHost: x\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: {at}\r\nHost: hippopotamus\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {at}.\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: user@{at}\r\n\r\n"),
        "GET / HTTP/1.1\r\nHost: localhost:4170\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: [::ffff:127.0.0.1]:4170\r\n\r\n".to_owned(),
        "\x16\x03\x01\x02\x00\x01\x00\x01\x7c\x03\x03".to_owned(),
    ] {
        let mut stream = connect(at);
        stream
            .set_read_timeout(Some(Duration::from_secs(12)))
            .expect("may");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut told = String::new();
        let _closed = stream.read_to_string(&mut told);
        assert!(told.is_empty() || told.contains(" 4"), "{request}: {told}");
        assert!(
            !told.contains(" 200 ") && !told.contains("hippopotamus"),
            "{request}: {told}"
        );
    }
    // Old proxies speak so, and get the page and the end of the connection.
    let told = ask(at, &format!("GET / HTTP/1.0\r\nHost: {at}\r\n\r\n"));
    assert!(
        told.starts_with("HTTP/1.0 200") || told.starts_with("HTTP/1.1 200"),
        "{told}"
    );
    // Another's name before the path is not looked at: the host is, and it is ours.
    let told = ask(
        at,
        &format!("GET http://evil.example/ HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n"),
    );
    assert!(!told.contains("evil.example"), "{told}");
}

#[test]
fn floods_of_heads_and_cookies_end_the_connection_and_nothing_else() {
    let (_host, _desk, server, _house) = served(Limits::default());
    let at = server.at;
    let head = format!("GET / HTTP/1.1\r\nHost: {at}\r\n");
    for (what, more) in [
        ("many lines", "X: y\r\n".repeat(5_000)),
        ("one long line", format!("X: {}\r\n", "y".repeat(100_000))),
        (
            "a huge cookie",
            format!("Cookie: wardroom={}\r\n", "0".repeat(60_000)),
        ),
        (
            "many cookies",
            format!("Cookie: {}\r\n", "wardroom=0;".repeat(6_000)),
        ),
    ] {
        let told = ask(at, &format!("{head}{more}Connection: close\r\n\r\n"));
        assert!(
            told.is_empty() || told.starts_with("HTTP/1.1 4"),
            "{what}: {told}"
        );
    }
    let few = "wardroom=0;".repeat(1_000);
    let told = ask(
        at,
        &format!("{head}Cookie: {few}\r\nConnection: close\r\n\r\n"),
    );
    assert!(told.starts_with("HTTP/1.1 200"), "{told}");
}

/// Reads until the other side closes; says how long that took.
fn closes(mut stream: TcpStream) -> Duration {
    let since = Instant::now();
    let mut bytes = [0; 4_096];
    while let Ok(1..) = stream.read(&mut bytes) {}
    since.elapsed()
}

#[test]
fn nobody_holds_a_connection_by_sending_slowly() {
    let (_host, _desk, server, _house) = served(Limits::default());
    let at = server.at;
    let sent = |text: &str| {
        let mut stream = connect(at);
        stream.write_all(text.as_bytes()).expect("sent");
        stream
    };
    let form = format!(
        "POST / HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\n{FORM}Content-Length: 9000\r\n\r\n"
    );
    let whole = format!("GET / HTTP/1.1\r\nHost: {at}\r\n\r\n");
    let slow = [
        ("says nothing", sent("")),
        ("half a head", sent("GET / HTTP/1.1\r\nHost: ")),
        ("half a form", sent(&form)),
        ("a head that drips", sent("GET / HTTP/1.1\r\n")),
        ("a form that drips", sent(&form)),
        ("a page, and no more", sent(&whole)),
        (
            "a body nobody wants",
            sent(&whole.replace("\r\n\r\n", "\r\nContent-Length: 9000\r\n\r\n")),
        ),
    ];
    let drips: Vec<TcpStream> = slow[3..5]
        .iter()
        .map(|(_, it)| it.try_clone().expect("a hold"))
        .collect();
    std::thread::spawn(move || {
        for _ in 0..40 {
            for (mut stream, drop) in drips.iter().zip(["X: y\r\n", "a"]) {
                let _closed = stream.write_all(drop.as_bytes());
            }
            sleep(Duration::from_millis(400));
        }
    });
    let ends = slow.map(|(what, stream)| (what, std::thread::spawn(move || closes(stream))));
    for (what, end) in ends {
        let took = end.join().expect("it ends");
        assert!(took < Duration::from_secs(15), "{what}: {took:?}");
    }
}

/// A stream or page that nobody read held its place for ever.
#[test]
fn nobody_holds_a_connection_by_reading_nothing() {
    let limits = Limits {
        of_one: 1,
        reads_within: Duration::from_millis(300),
        ..Limits::default()
    };
    let (_host, _desk, server, house) = served(limits);
    let at = server.at;
    let page = format!("GET /j/{} HTTP/1.1\r\nHost: {at}\r\n\r\n", code(&house));
    let mut stalled = connect(at);
    stalled
        .set_write_timeout(Some(Duration::from_millis(200)))
        .expect("may");
    // Far more is asked for than sockets hold, and none of it read.
    for _ in 0..20_000 {
        if stalled.write_all(page.as_bytes()).is_err() {
            break;
        }
    }
    let head = format!("GET / HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
    let since = Instant::now();
    loop {
        if ask(at, &head).starts_with("HTTP/1.1 200") {
            break;
        }
        assert!(
            since.elapsed() < Duration::from_secs(5),
            "its place is never free"
        );
        sleep(Duration::from_millis(50));
    }
}

/// While the host had not answered, the second of two equal forms was told that all is well.
#[test]
fn a_form_sent_twice_at_once_counts_once_and_neither_is_told_before_it_is_on_disk() {
    let (mut host, desk, server, cookie) = played();
    let at = server.at;
    let body = "id=0123456789abcdef&who=&else=Switchboard&text=Twice.";
    let twice = [(); 2].map(|()| {
        let mut stream = connect(at);
        stream
            .write_all(form(at, "/ask", &cookie, body).as_bytes())
            .expect("sent");
        stream
    });
    let asked = desk.next(Duration::from_secs(5)).expect("it is asked");
    for stream in &twice {
        let mut stream = stream;
        stream
            .set_read_timeout(Some(Duration::from_millis(200)))
            .expect("may");
        assert!(
            stream.read(&mut [0; 99]).is_err(),
            "told before it is on disk"
        );
    }
    assert!(desk.next(Duration::from_millis(100)).is_err(), "asked once");
    asked.of(&mut host, REAL);
    for mut stream in twice {
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .expect("may");
        let mut told = String::new();
        let _closed = stream.read_to_string(&mut told);
        assert!(
            told.contains("303") && told.contains("/ask/answers"),
            "{told}"
        );
    }
    assert_eq!(host.commands().len(), 1);
}

/// A phone that lost the network while its form was under way was told to look, again and again.
#[test]
fn a_form_whose_device_went_away_is_done_once_and_told_when_it_is_sent_again() {
    let (mut host, desk, server, cookie) = played();
    let at = server.at;
    let body = "id=0123456789abcdef&who=&else=Switchboard&text=Gone.";
    let mut gone = connect(at);
    gone.write_all(form(at, "/ask", &cookie, body).as_bytes())
        .expect("sent");
    let asked = desk.next(Duration::from_secs(5)).expect("it is asked");
    drop(gone);
    sleep(Duration::from_millis(100));
    asked.of(&mut host, REAL);
    let told = ask(at, &form(at, "/ask", &cookie, body));
    assert!(
        told.contains("303") && told.contains("/ask/answers"),
        "{told}"
    );
    assert_eq!(host.commands().len(), 1);
}

#[test]
fn a_head_alone_opens_no_stream_and_tells_what_a_page_would() {
    let (_host, _desk, server, cookie) = played();
    let at = server.at;
    for path in ["/live", "/now"] {
        for _ in 0..10 {
            let told = ask(
                at,
                &format!(
                    "HEAD {path} HTTP/1.1\r\nHost: {at}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
                ),
            );
            assert!(
                told.starts_with("HTTP/1.1 200") && told.ends_with("\r\n\r\n"),
                "{told}"
            );
            assert!(told.contains("default-src 'none'") && told.contains("no-store"));
        }
    }
    let mut live = connect(at);
    live.write_all(
        format!("GET /live HTTP/1.1\r\nHost: {at}\r\nCookie: {cookie}\r\n\r\n").as_bytes(),
    )
    .expect("sent");
    let mut told = [0; 12];
    live.read_exact(&mut told).expect("it is answered");
    assert_eq!(&told, b"HTTP/1.1 200");
}
