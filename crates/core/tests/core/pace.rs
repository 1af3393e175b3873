//! How play keeps pace with the room's time, against examples that were counted by hand.

use crate::broken::{broken, checked};
use crate::repository;
use std::sync::Arc;
use wardroom_core::exercise::Command;
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::record::{Header, Person, open};
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_core::views::{PaceView, Rest};

/// Twenty real minutes for the first two hours, a break of five, ten minutes for the rest.
const SHEET: &str = "run_sheet: RunSheet(parts: [Brief(10), Play(mins: 20, until: \"T+120\"), Break(5), Play(mins: 10, until: \"T+240\"), Debrief(15)], core: [\"first-call\", \"second-call\"]),\n    injects: [";

fn sound() -> Arc<Scenario> {
    match checked(&broken(&[("main.ron", "injects: [", SHEET)])) {
        Ok(scenario) => Arc::new(scenario),
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

/// So many real seconds after nine.
fn at(secs: i64) -> String {
    let nine: jiff::Timestamp = "2026-11-30T09:00:00Z".parse().expect("a time");
    let then = nine.as_second() + secs;
    jiff::Timestamp::from_second(then)
        .expect("a time")
        .to_string()
}

fn host(scenario: &Arc<Scenario>, people: Vec<Person>) -> Host<Vec<u8>> {
    let header = Header::new(scenario, 3, None, people, at(0));
    Host::start(scenario, header, None, Vec::new()).expect("it starts")
}

fn ask(host: &mut Host<Vec<u8>>, it: Ask, secs: i64) {
    host.ask(&Request::of_facilitator(it), &at(secs))
        .expect("may");
}

/// The pace so many real minutes after nine.
fn pace(host: &mut Host<Vec<u8>>, mins: i64) -> PaceView {
    host.real_time_is(&at(mins * 60));
    host.pace()
}

#[test]
fn injects_unread_ones_and_silent_roles_are_counted_in_the_rooms_minutes() {
    let scenario = sound();
    let manager = scenario.names.roles["manager"];
    let sits = Person {
        role: "manager".to_owned(),
        name: "Anna".to_owned(),
    };
    let mut host = host(&scenario, vec![sits]);
    ask(&mut host, Ask::Enter(Command::PlayCore), 0);
    // Ten minutes of briefing are none of play's.
    assert_eq!(pace(&mut host, 10).room_mins, 0);
    ask(&mut host, Ask::Run(true), 600);
    // The first call comes at T+5, after five minutes of the room's; it is read out. The second waits.
    host.advance(5 * 60, &at(15 * 60));
    host.advance(15 * 60, &at(16 * 60));
    let now = pace(&mut host, 16);
    assert_eq!((now.room_mins, now.came, now.unread), (6, 2, 1));
    assert_eq!(now.unread_by, [(manager, 1)]);
    assert_eq!(now.silent, []);
    // The first came at the fifth minute: ten minutes later it no longer counts.
    let now = pace(&mut host, 24);
    assert_eq!((now.room_mins, now.came), (14, 2));
    let now = pace(&mut host, 25);
    assert_eq!((now.room_mins, now.came), (15, 1));
    assert_eq!(pace(&mut host, 26).came, 0);
    // The second came at the sixth minute.
    assert_eq!(pace(&mut host, 35).silent, []);
    assert_eq!(pace(&mut host, 36).silent, [(manager, 20)]);
    ask(&mut host, Ask::Read(None), 36 * 60);
    let now = host.pace();
    assert_eq!((now.unread, now.unread_by), (0, Vec::new()));
}

#[test]
fn where_no_name_was_entered_every_role_counts_and_the_longest_silence_comes_first() {
    let scenario = sound();
    let manager = scenario.names.roles["manager"];
    let mut host = host(&scenario, Vec::new());
    ask(&mut host, Ask::Run(true), 0);
    host.advance(5 * 60, &at(5 * 60));
    let silent = pace(&mut host, 29).silent;
    let mut expected: Vec<(RoleId, u32)> = (0..scenario.roles.len())
        .map(RoleId::from)
        .filter(|it| *it != manager)
        .map(|it| (it, 29))
        .collect();
    expected.push((manager, 24));
    assert_eq!(silent, expected);
}

#[test]
fn play_is_behind_by_what_the_room_has_spent_beyond_the_sheet() {
    let scenario = sound();
    let [second, many] = ["second-call", "many-calls"].map(|id| scenario.names.injects[id]);
    let mut host = host(&scenario, Vec::new());
    ask(&mut host, Ask::Enter(Command::PlayCore), 0);
    ask(&mut host, Ask::Run(true), 0);
    // T+60 is the tenth minute of the sheet.
    host.advance(60 * 60, &at(10 * 60));
    let now = pace(&mut host, 10);
    assert_eq!((now.behind_mins, now.rest), (Some(0), Some(Rest::In(10))));
    let now = pace(&mut host, 14);
    assert_eq!((now.behind_mins, now.rest), (Some(4), Some(Rest::In(6))));
    assert!(!now.is_behind() && now.skip.is_empty());
    let now = pace(&mut host, 15);
    assert_eq!(now.behind_mins, Some(5));
    assert!(now.is_behind() && now.skip.is_empty(), "all has come");
    let now = pace(&mut host, 23);
    assert_eq!(
        (now.behind_mins, now.rest),
        (Some(13), Some(Rest::Since(3)))
    );
    // Jumped on, it is ahead.
    host.advance(119 * 60, &at(23 * 60));
    host.advance(239 * 60, &at(23 * 60));
    let now = host.pace();
    assert_eq!((now.behind_mins, now.rest), (Some(-6), None));

    // What the run sheet does without goes first: one inject has fifteen minutes of the sheet.
    let mut full = self::host(&scenario, Vec::new());
    ask(&mut full, Ask::Run(true), 0);
    full.advance(60, &at(0));
    assert_eq!(pace(&mut full, 10).skip, [many]);
    assert_eq!(pace(&mut full, 17).skip, [many, second]);

    // Of the core nothing is named that opens a question or for which something waits.
    let mut core = self::host(&scenario, Vec::new());
    ask(&mut core, Ask::Enter(Command::PlayCore), 0);
    ask(&mut core, Ask::Run(true), 0);
    core.advance(60, &at(0));
    assert_eq!(pace(&mut core, 10).skip, [second]);
    // It is gone once it has come.
    core.advance(20 * 60, &at(600));
    assert_eq!(core.pace().skip, []);
    assert!(core.pace().is_behind());
}

#[test]
fn breaks_and_what_is_no_exercise_are_not_the_rooms_time_and_discussions_are() {
    let scenario = sound();
    let mut host = host(&scenario, Vec::new());
    ask(&mut host, Ask::Run(true), 0);
    let mut secs = 0;
    while host.clock().running {
        secs += 1;
        for _ in 0..2 {
            host.pass(0.5, &at(secs));
        }
        assert!(secs < 3_600, "no break ever came");
    }
    assert!((1_199..=1_201).contains(&secs), "{secs}");
    host.real_time_is(&at(secs + 200));
    let now = host.pace();
    assert_eq!((now.rest, now.room_mins), (Some(Rest::Now(3, 5)), 20));
    ask(&mut host, Ask::Run(true), secs + 300);
    assert_eq!(host.pace().rest, None);
    ask(&mut host, Ask::Discuss(true), secs + 300);
    host.real_time_is(&at(secs + 300 + 240));
    assert_eq!(host.pace().room_mins, 24);
    let no_duff = Command::NoDuff {
        by: "The facilitator".to_owned(),
        text: String::new(),
    };
    ask(&mut host, Ask::Enter(no_duff), secs + 540);
    host.real_time_is(&at(secs + 540 + 900));
    assert_eq!(host.pace().room_mins, 24);
    // A laptop that slept through the night, and a clock that was put back, pass nothing.
    ask(&mut host, Ask::Run(true), secs + 1_440);
    host.real_time_is(&at(secs + 50_000));
    host.real_time_is(&at(secs + 40_000));
    assert_eq!(host.pace().room_mins, 24);
    assert_eq!(host.pace().behind_mins, Some(4));
}

#[test]
fn an_exercise_that_is_gone_on_with_stands_where_its_sheet_has_it() {
    let scenario = sound();
    let mut host = host(&scenario, Vec::new());
    ask(&mut host, Ask::Enter(Command::PlayCore), 0);
    ask(&mut host, Ask::Run(true), 0);
    host.advance(60 * 60, &at(2_000));
    let bytes = host.into_store();
    let opened = open(&bytes).expect("it opens");
    let mut again = Host::go_on(&opened, Vec::new()).expect("it goes on");
    again.real_time_is(&at(90_000));
    let now = again.pace();
    assert_eq!((now.room_mins, now.behind_mins), (10, Some(0)));
    // The calls of T+5 and T+15 came in the first and in the third minute.
    assert_eq!(now.came, 2);
    again.real_time_is(&at(90_000 + 60));
    assert_eq!(again.pace().came, 1);
}

#[test]
fn each_shipped_run_sheet_has_something_to_skip_when_play_is_behind() {
    for scenario in repository::scenarios() {
        let Some(sheet) = &scenario.run_sheet else {
            continue;
        };
        let mut host = host(&scenario, Vec::new());
        ask(&mut host, Ask::Enter(Command::PlayCore), 0);
        ask(&mut host, Ask::Run(true), 0);
        host.advance(60, &at(0));
        let now = pace(&mut host, 20);
        assert!(!now.skip.is_empty(), "{}", scenario.id);
        for id in now.skip {
            let inject = &scenario.injects[id.at()];
            assert!(
                sheet.core[id.at()] && inject.opens.is_none(),
                "{}",
                inject.id
            );
        }
    }
}
