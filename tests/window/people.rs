//! People who take part with browsers, as the console shows them; their requests over a real socket.

use super::support::{click, live, live_mut, started_of};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};
use wardroom::window::{Desk, Shell};
use wardroom_core::exercise::{Command, Voice};
use wardroom_core::host::Ask;
use wardroom_core::scenario::RoleId;
use wardroom_pages::seats::Admits;

/// Sends a request and reads all of the answer.
fn sent(at: SocketAddr, method: &str, path: &str, cookie: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(at).expect("it listens");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("may");
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut told = String::new();
    let _closed = stream.read_to_string(&mut told);
    told
}

/// Whether something on the screen says this.
fn says(harness: &Harness<'static, Shell>, words: &str) -> bool {
    harness.root().query_all_by(|_| true).any(|node| {
        let node = node.accesskit_node();
        node.label().is_some_and(|it| it.contains(words))
            || node.value().is_some_and(|it| it.contains(words))
    })
}

#[test]
fn a_chair_joins_asks_is_seen_and_answered_and_the_page_closes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(folder.path(), [1600.0, 900.0]);
    click(&mut harness, "People");
    assert_eq!(live(&harness).input.desk, Desk::People);
    // Nothing is served before somebody opens it, and then on the network that was picked alone.
    assert!(live(&harness).people.is_none());
    live_mut(&mut harness).input.people.network = Some(Ipv4Addr::LOCALHOST.into());
    click(&mut harness, "Open the page");
    harness.run_steps(2);
    live_mut(&mut harness).in_background();
    let (at, code, role) = {
        let live = live(&harness);
        let people = live.people.as_ref().expect("it is open");
        let code = people
            .house
            .look(|seats| seats.codes().code(Admits::Player).to_owned());
        (people.at(), code, live.scenario().roles[0].id.clone())
    };
    assert!(at.ip().is_loopback());
    let joined = sent(
        at,
        "POST",
        &format!("/j/{code}/{role}"),
        "",
        "name=Aisha&other=",
    );
    let cookie = joined
        .lines()
        .find_map(|it| it.strip_prefix("set-cookie: "))
        .and_then(|it| it.split(';').next())
        .unwrap_or_else(|| panic!("{joined}"))
        .to_owned();
    harness.run_steps(2);
    assert!(says(&harness, "Aisha"));
    // A chair may write once the clock has run: pages are told so a moment later.
    live_mut(&mut harness).ask(Ask::Run(true));
    live_mut(&mut harness).advance(600);
    live_mut(&mut harness).in_background();
    let until = Instant::now() + Duration::from_secs(60);
    for id in 1_u64.. {
        let form = format!("id={id:016x}&text=I+need+relief+at+three.");
        let asked = sent(at, "POST", "/talk/facilitator", &cookie, &form);
        if asked.starts_with("HTTP/1.1 303") {
            break;
        }
        assert!(Instant::now() < until, "{asked}");
        std::thread::sleep(Duration::from_millis(20));
    }
    while !live(&harness)
        .seen
        .view
        .log
        .iter()
        .any(|it| it.line.title.contains("relief"))
    {
        assert!(Instant::now() < until, "it is never seen");
        std::thread::sleep(Duration::from_millis(10));
        harness.run_steps(1);
    }
    assert!(says(&harness, "relief at three"));
    click(&mut harness, "Answer");
    let answer = Command::Say {
        by: Voice::Facilitator,
        to: Voice::Role(RoleId::from(0)),
        text: "Yes, at three.".to_owned(),
    };
    live_mut(&mut harness).command(answer);
    live_mut(&mut harness).settle();
    harness.run_steps(2);
    assert!(says(&harness, "FOR YOU · 0"));
    // A branch takes the devices with it: what was said after it branched off is not said there.
    let page = |at| sent(at, "GET", "/talk/facilitator", &cookie, "");
    assert!(page(at).contains("relief"), "said");
    live_mut(&mut harness).ask(Ask::Run(false));
    live_mut(&mut harness).ask(Ask::LookBack(60));
    live_mut(&mut harness).settle();
    let until = Instant::now() + Duration::from_secs(60);
    let branch = live_mut(&mut harness).branch().expect("it can be written");
    *live_mut(&mut harness) = branch;
    live_mut(&mut harness).in_background();
    while page(at).contains("relief") {
        assert!(Instant::now() < until, "{}", page(at));
        std::thread::sleep(Duration::from_millis(10));
    }
    let asked = sent(
        at,
        "POST",
        "/talk/facilitator",
        &cookie,
        "id=00000000000fffff&text=Here+again.",
    );
    assert!(asked.starts_with("HTTP/1.1 303"), "{asked}");
    live_mut(&mut harness).settle();
    harness.run_steps(2);
    click(&mut harness, "People");
    assert!(says(&harness, "Here again"));
    click(&mut harness, "Close the page");
    harness.run_steps(2);
    assert!(live(&harness).people.is_none());
    // A program that another test starts holds what this one had open until it is itself: for a moment.
    let until = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(at).is_ok() {
        assert!(Instant::now() < until, "nothing listens any more");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_file_of_answers_is_taken_and_the_test_page_stands_beside_the_way_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(folder.path(), [1600.0, 900.0]);
    click(&mut harness, "People");
    let scenario = live(&harness).scenario().clone();
    let file = serde_json::json!({
        "format": "wardroom-answers", "version": 1,
        "scenario": scenario.id, "hash": scenario.hash, "role": scenario.roles[0].id,
        "notes": ["Nobody has the key of the paper store."],
    });
    let path = folder.path().join("answers.json");
    let taken = |harness: &mut Harness<'static, Shell>| {
        live_mut(harness).input.people.file = path.display().to_string();
        click(harness, "Take the file");
        let until = Instant::now() + Duration::from_secs(60);
        while live(harness).input.people.told.is_empty() {
            assert!(Instant::now() < until, "nothing came of it");
            std::thread::sleep(Duration::from_millis(5));
            harness.run_steps(1);
        }
        live_mut(harness).settle();
        harness.run_steps(2);
        std::mem::take(&mut live_mut(harness).input.people.told)
    };
    let told = taken(&mut harness);
    assert!(told.contains("can't be read"), "{told}");
    std::fs::write(&path, file.to_string()).expect("written");
    let told = taken(&mut harness);
    assert!(
        told.contains("1 entered, 0 on record already, 0 not taken"),
        "{told}"
    );
    let told = taken(&mut harness);
    assert!(told.contains("0 entered, 1 on record already"), "{told}");
    let log = &live(&harness).seen.view.log;
    let notes = log
        .iter()
        .filter(|it| it.line.title.contains("key of the paper store"));
    assert_eq!(notes.count(), 1);

    live_mut(&mut harness).input.people.network = Some(Ipv4Addr::LOCALHOST.into());
    click(&mut harness, "Open the page");
    harness.run_steps(2);
    let at = live(&harness).people.as_ref().expect("it is open").at();
    assert!(!says(&harness, "/see"));
    click(&mut harness, "Can a phone see me?");
    harness.run_steps(2);
    assert!(says(&harness, &format!("http://{at}/see")));
    assert!(says(&harness, "No phone has reached the test page yet."));
    let page = sent(at, "GET", "/see", "", "");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    harness.run_steps(2);
    assert!(says(&harness, "1 phone has reached the test page"));
}
