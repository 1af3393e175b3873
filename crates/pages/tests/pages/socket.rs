//! Over a real socket: start, join, follow the stream, limits, stop.

use crate::scenarios::scenario;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::record::Header;
use wardroom_pages::seats::Admits;
use wardroom_pages::{
    Address, Clock, Desk, House, Limits, Server, Shown, door, serve, serve_behind,
};

pub const REAL: &str = "2026-05-01T09:00:00Z";

pub fn served(limits: Limits) -> (Host<Vec<u8>>, Desk, Server, std::sync::Arc<House>) {
    let scenario = scenario("friday-lunchtime");
    let header = Header::new(&scenario, 7, None, Vec::new(), REAL.to_owned());
    let host = Host::start(&scenario, header, None, Vec::new()).expect("it starts");
    let (door, desk) = door(Shown::of(&host, None));
    let any: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let (server, house) = serve(any, None, limits, |at| {
        let address = Address {
            host: at.to_string(),
            secure: false,
        };
        House::new(door, address, Clock::new(|| 1_000))
    })
    .expect("a port is free");
    (host, desk, server, house)
}

pub fn connect(at: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(at).expect("it listens");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("may");
    stream
}

/// Sends something, and reads until the other side closes.
pub fn ask(at: SocketAddr, request: &str) -> String {
    let mut stream = connect(at);
    stream.write_all(request.as_bytes()).expect("sent");
    let mut told = String::new();
    let _closed = stream.read_to_string(&mut told);
    told
}

#[test]
fn a_device_joins_follows_the_stream_and_is_told_good_bye() {
    let (mut host, desk, mut server, house) = served(Limits::default());
    let at = server.at;
    let code = house.look(|seats| seats.codes().code(Admits::Player).to_owned());
    let role = &host.scenario().roles[0].id;
    let body = "name=Aisha&other=";
    let told = ask(
        at,
        &format!(
            "POST /j/{code}/{role} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        ),
    );
    assert!(told.starts_with("HTTP/1.1 303"), "{told}");
    let cookie = told.lines().find_map(|it| it.strip_prefix("set-cookie: "));
    let cookie = cookie
        .and_then(|it| it.split(';').next())
        .expect("a cookie")
        .to_owned();

    let mut stream = connect(at);
    let head = format!("GET /live HTTP/1.1\r\nHost: {at}\r\nCookie: {cookie}\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("sent");
    let mut lines = BufReader::new(stream.try_clone().expect("another hold")).lines();
    let mut until = |wanted: &str| {
        let found = lines
            .by_ref()
            .map_while(Result::ok)
            .find(|it| it.contains(wanted));
        found.unwrap_or_else(|| panic!("{wanted} never came"))
    };
    assert!(until("data: {").contains("\"state\":\"waiting\""));
    host.ask(&Request::of_facilitator(Ask::Run(true)), REAL)
        .expect("may");
    desk.show(&host);
    until("\"state\":\"running\"");
    host.advance(4 * 3_600, REAL);
    desk.show(&host);
    until("event: changed");
    server.stop();
    until("data: closed");
    assert!(TcpStream::connect(at).is_err(), "nothing listens any more");
}

#[test]
fn connections_of_one_address_have_a_limit_and_slow_heads_an_end() {
    let limits = Limits {
        connections: 10,
        of_one: 3,
        ..Limits::default()
    };
    let (_host, _desk, server, _house) = served(limits);
    let held: Vec<TcpStream> = (0..3).map(|_| connect(server.at)).collect();
    std::thread::sleep(Duration::from_millis(200));
    let told = ask(
        server.at,
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    assert!(told.is_empty(), "the fourth is closed: {told}");
    drop(held);
    std::thread::sleep(Duration::from_millis(200));
    let head = format!(
        "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        server.at
    );
    assert!(ask(server.at, &head).starts_with("HTTP/1.1 200"));
    // Half a head is waited for ten seconds, and no longer.
    let told = ask(server.at, "GET / HTTP/1.1\r\nHost: ");
    assert!(!told.starts_with("HTTP/1.1 200"), "{told}");
}

#[test]
fn a_device_that_reads_nothing_holds_nobody_up() {
    let (mut host, desk, server, house) = served(Limits::default());
    let at = server.at;
    let code = house.look(|seats| seats.codes().code(Admits::Player).to_owned());
    let stalled = connect(at);
    let mut writing = stalled.try_clone().expect("another hold");
    let page = format!("GET /j/{code} HTTP/1.1\r\nHost: {at}\r\n\r\n");
    // Far more is asked for than a socket holds, and none of it read.
    writing.set_nonblocking(true).expect("may");
    for _ in 0..2_000 {
        if writing.write_all(page.as_bytes()).is_err() {
            break;
        }
    }
    for minute in 1..60 {
        host.advance(minute * 60, REAL);
        desk.show(&host);
    }
    let head = format!("GET / HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
    assert!(ask(at, &head).starts_with("HTTP/1.1 200"));
    drop(stalled);
}

#[test]
fn the_test_page_is_told_within_five_seconds_that_live_updates_arrive() {
    let (_host, _desk, server, house) = served(Limits::default());
    let at = server.at;
    let mut stream = connect(at);
    let head = format!("GET /see/live HTTP/1.1\r\nHost: {at}\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("sent");
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .expect("may");
    let mut lines = BufReader::new(stream).lines();
    let told = lines.find(|it| it.as_ref().is_ok_and(|it| it == "event: live"));
    assert!(told.is_some());
    let form = "live=yes";
    let told = ask(
        at,
        &format!(
            "POST /see HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{form}",
            form.len()
        ),
    );
    assert!(told.starts_with("HTTP/1.1 204"), "{told}");
    let phones = house.phones();
    assert_eq!(phones.len(), 1);
    assert!(phones[0].address.is_loopback() && phones[0].live == Some(true));
}

#[test]
fn behind_a_proxy_devices_are_told_apart_by_what_it_says_and_nobody_else_is_believed() {
    for proxied in [true, false] {
        let scenario = scenario("friday-lunchtime");
        let header = Header::new(&scenario, 7, None, Vec::new(), REAL.to_owned());
        let host = Host::start(&scenario, header, None, Vec::new()).expect("it starts");
        let (door, _desk) = door(Shown::of(&host, None));
        let any: SocketAddr = "127.0.0.1:0".parse().expect("an address");
        let proxy = proxied.then(|| "127.0.0.0/8".parse().expect("a network"));
        let limits = Limits {
            of_one: 2,
            ..Limits::default()
        };
        let (server, house) = serve_behind(any, None, limits, proxy, |_| {
            let address = Address {
                host: "friday.region.example".to_owned(),
                secure: true,
            };
            House::new(door, address, Clock::new(|| 1_000))
        })
        .expect("a port is free");
        let code = house.look(|seats| seats.codes().code(Admits::Player).to_owned());
        let tries = |code: &str, from: &str| {
            let body = format!("code={code}");
            ask(
                server.at,
                &format!(
                    "POST / HTTP/1.1\r\nHost: friday.region.example\r\nOrigin: https://friday.region.example\r\nX-Forwarded-For: {from}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                ),
            )
        };
        for _ in 0..10 {
            assert!(!tries("AAAAAA", "10.0.0.1").contains("303"));
        }
        assert!(!tries(&code, "10.0.0.1").starts_with("HTTP/1.1 303"));
        // Another device has made no wrong try, if the proxy may say that it is another.
        let other = tries(&code, "1.1.1.1, 10.0.0.2").starts_with("HTTP/1.1 303");
        assert_eq!(other, proxied);
        // All of a proxy's connections are devices'.
        let open: Vec<TcpStream> = (0..4).map(|_| connect(server.at)).collect();
        std::thread::sleep(Duration::from_millis(200));
        let answered = ask(
            server.at,
            "GET / HTTP/1.1\r\nHost: friday.region.example\r\nConnection: close\r\n\r\n",
        );
        assert_eq!(answered.starts_with("HTTP/1.1 200"), proxied, "{answered}");
        drop(open);
    }
}
