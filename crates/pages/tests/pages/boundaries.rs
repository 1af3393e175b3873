//! Every address of one kind of seat, asked for by every other kind; a device that was removed; after ENDEX;
//! names that try to be another's.

use crate::table::Table;
use axum::http::StatusCode;
use std::net::IpAddr;
use wardroom_core::exercise::{Command, What};
use wardroom_core::scenario::RoleId;
use wardroom_pages::seats::{Admits, NotIn, Seats};

/// Words that stand on one kind of seat's pages and on no other.
const SAID: &str = "hippopotamus";
const NOTED: &str = "rhinoceros";

#[test]
fn no_seat_opens_the_pages_of_another_kind_nor_one_that_was_removed() {
    let mut table = Table::new("friday-lunchtime", Some("typical"));
    let player = table.sit(RoleId(0), "Aisha");
    let other = table.sit(RoleId(1), "Tom");
    let evaluator = table.evaluate("Nia");
    let screen = table.screen(0);
    let removed = table.sit(RoleId(4), "Gone");
    table.until(3 * 3_600);
    let number = table.house.look(|seats| {
        let all = seats.people().into_iter();
        all.filter(|it| it.who() == "Gone")
            .map(|it| it.number)
            .next()
    });
    table
        .house
        .change(|seats| seats.remove(number.expect("it joined")));
    table.fill(
        "/talk/facilitator",
        "/talk/facilitator",
        &player,
        &format!("text={SAID}"),
    );
    table.fill(
        "/notes",
        "/notes",
        &evaluator,
        &format!("text={NOTED}&task=&back="),
    );
    assert!(table.get("/talk/facilitator", &player).body.contains(SAID));
    assert!(table.get("/notes", &evaluator).body.contains(NOTED));

    let objective = table.scenario.objectives[0].id.clone();
    let roles = [
        "/now",
        "/messages",
        "/m/1",
        "/q/1",
        "/cards",
        "/card/isolate-segment",
        "/plan",
        "/plan/1",
        "/report",
        "/role",
        "/ask",
        "/ask/answers",
        "/talk",
        "/talk/facilitator",
    ];
    let rates = ["/notes".to_owned(), format!("/evaluate/{objective}")];
    let devices = [
        ("another role", &other),
        ("the evaluator", &evaluator),
        ("the screen", &screen),
        ("the removed", &removed),
        ("nobody", &String::new()),
    ];
    for (who, cookie) in devices {
        let all = roles.iter().map(|it| (*it).to_owned()).chain(rates.clone());
        for path in all.chain(["/room".to_owned()]) {
            let told = table.get(&path, cookie);
            let theirs = match who {
                "another role" => roles.contains(&path.as_str()),
                "the evaluator" => rates.contains(&path) || path == "/now",
                "the screen" => path == "/room",
                _ => false,
            };
            assert!(!told.status.is_server_error(), "{who} {path}");
            if !theirs {
                let away = matches!(told.status, StatusCode::NOT_FOUND | StatusCode::SEE_OTHER);
                assert!(
                    away || who == "the removed" && told.words().contains("no role now"),
                    "{who} {path}: {}",
                    told.words()
                );
                assert_ne!(told.to(), path, "{who} is sent round in a circle");
            }
            // What roles say to the facilitator evaluators may read.
            let may_hear = who == "the evaluator" && path == "/notes";
            assert!(may_hear || !told.body.contains(SAID), "{who} {path}");
            assert!(may_hear || !told.body.contains(NOTED), "{who} {path}");
            // Nothing is left for the button that goes back.
            assert_eq!(told.headers["cache-control"], "no-store", "{who} {path}");
        }
        let live = table.get_live(cookie);
        assert_eq!(live, !cookie.is_empty(), "{who}");
    }
}

#[test]
fn after_endex_nothing_is_played_any_more() {
    let mut table = Table::new("friday-lunchtime", None);
    let by = table.until_asked()[0];
    let cookie = table.sit(by, "Aisha");
    table.house.change(|seats| seats.let_play(true));
    let cards: Vec<String> = table
        .scenario
        .cards
        .iter()
        .map(|it| it.id.clone())
        .collect();
    table.enters(Command::End);
    let events = table.host.events().len();
    let at = std::cell::Cell::new(0_u64);
    let mut send = |path: &str, fields: &str| {
        at.set(at.get() + 1);
        table
            .secs
            .fetch_add(2, std::sync::atomic::Ordering::Relaxed);
        let told = table.post(path, &cookie, &format!("id={:016x}&{fields}", at.get()));
        assert!(!told.status.is_server_error(), "{path}");
    };
    send("/q/1", "option=0&sure=3&because=Late.");
    send("/report", "major=Late.");
    send("/ask", "who=&else=Switchboard&text=Late.");
    send("/talk/facilitator", "text=Late.");
    send("/no-duff", "text=Late.");
    for card in cards {
        send(&format!("/card/{card}"), "because=Late.&target=");
    }
    for event in &table.host.events()[events..] {
        let may = matches!(
            event.what,
            What::Said { .. } | What::NoDuff { .. } | What::Noted { .. } | What::Answered { .. }
        );
        assert!(may, "after ENDEX: {event:?}");
    }
}

#[test]
fn a_name_is_nobody_elses_and_turns_nothing_round() {
    let mut table = Table::new("friday-lunchtime", None);
    // Turned round it would read as another role's; its lines would be another's on the console.
    let evil = "%E2%80%AEevitucexe%E2%81%A6%0AFacilitator%E2%80%8B%1B%5B31m";
    let cookie = table.sit(RoleId(0), evil);
    table.until(60);
    let who = table.house.look(|seats| seats.people()[0].who());
    assert!(!who.contains(|it: char| it.is_control()), "{who:?}");
    for sign in ['\u{202e}', '\u{2066}', '\u{200b}'] {
        assert!(!who.contains(sign), "{who:?}");
        assert!(!table.get("/now", &cookie).body.contains(sign));
    }
}

/// Whoever guesses from a thousand addresses locks nobody out, and has little hope.
#[test]
fn guesses_from_many_addresses_lock_nobody_out() {
    let mut seats = Seats::new([[1; 16], [2; 16], [3; 16], [4; 16]]);
    let code = seats.codes().code(Admits::Player).to_owned();
    for at in 0..1_000_u32 {
        let from = IpAddr::V4((0x0a00_0000 + at).into());
        for _ in 0..9 {
            assert!(seats.admits(from, "AAAAAA", 100).is_err());
        }
        assert_eq!(
            seats.admits(from, &code, 100),
            Err(NotIn::TooMany),
            "not even the right one"
        );
    }
    let honest = IpAddr::from([192, 168, 8, 20]);
    assert_eq!(seats.admits(honest, &code, 100), Ok(Admits::Player));
}
