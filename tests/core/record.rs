//! The record: whatever is changed in it is found, whatever is whole in it is kept, and it goes on
//! where it ends.

use crate::support::{checked, friday};
use std::fs;
use std::io;
use std::sync::{Arc, Mutex};
use wardroom::exercise::{Command, Event, Exercise, MoveState};
use wardroom::files::{self, RecordFile};
use wardroom::record::{
    Body, Chain, Difference, FORMAT, Header, Opened, Person, RecordError, Replayed, Session,
    SessionError, Store, open, replay, resume,
};
use wardroom::scenario::{Scenario, hash_of};

/// A scenario so short that a test can change each byte of its record.
const TINY: &str = r#"#![enable(implicit_some)]
Scenario(
schema: 1, id: "tiny", title: "Tiny", summary: "", level: "", trust: "", room_mins: 1,
starts: "2017-05-12T11:30", ends: "T+150", include: ["parts.ron"],
briefing: Briefing(situation: "", known: [], rules: []),
threat: Worm(
local_scans_per_min: 2.0, remote_scans_per_min: 0.0, remote_address_space: 99, success: 0.5,
silent_mins: 9.0, scan_lifetime: Endless, first: [FirstHosts(group: "desks", count: 2)],
outside: OutsidePressure(from: "out", scans_per_min: 0.0, starts: "T+0", grows_mins: 1, ends: "T+1"),
),
pace: Pace(
patch_mins: 1.0, rebuild_desktop_mins: 1.0, rebuild_server_mins: 1.0, rebuild_device_mins: 1.0,
report_day_mins: 9.0, report_night_mins: 9.0, reports_per_min: 3, uncoordinated: 1.0, ed_margin: 1.0,
ed_overwhelmed: 1,
),
injects: [
Inject(id: "call", title: "", fires: At("T+5"), channel: "phone", from: "", to: ["lead"], text: "Red.", expect: "", opens: "cut"),
Inject(id: "more", title: "", fires: When(is: Locked(at_least: 9)), channel: "phone", from: "", to: ["lead"], text: "Red too.", expect: ""),
],
prompts: [Prompt(id: "cut", question: "Cut?", context: "", by: ["lead"], due_mins: 20, options: [
Choice(id: "yes", title: "Yes", cost: "", plays: [Play(card: "isolate", target: "in")]),
Choice(id: "no", title: "No", cost: "", effects: [Nothing("Nothing is cut.")]),
])],
objectives: [], teams: [], debrief: [], history: [],
)
"#;

/// What [`TINY`] includes.
const PARTS: &str = r#"#![enable(implicit_some)]
Library(
schema: 1,
builds: [Build(id: "seven", name: "", when_hit: Infected)],
segments: [
Segment(id: "out", name: "", location: "", place: Place(x: 0, y: 0, w: 1, h: 1), address_space: 1, outside: true),
Segment(id: "in", name: "", location: "", place: Place(x: 0, y: 0, w: 1, h: 1), address_space: 99, hosts: [
HostGroup(id: "desks", name: "", kind: Desktop, build: "seven", count: 40, patched: 0),
]),
],
links: [Link(id: "line", name: "", from: "out", to: "in", carries: [Smb])],
channels: [Channel(id: "phone", name: "", kind: Phone)],
roles: [Role(id: "lead", title: "", part: "", staff_group: "", knows: [], decides: [], brief: "")],
cards: [Card(id: "isolate", title: "", group: Contain, about: "", by: ["lead"], target: Segment, effects: [IsolateSegment("{target}")], logged: "")],
)
"#;

/// The real time of everything.
const REAL: &str = "2026-11-23T12:00:00Z";

fn tiny() -> Arc<Scenario> {
    checked(&[
        ("tiny.ron", TINY.to_owned()),
        ("parts.ron", PARTS.to_owned()),
    ])
}

/// A record kept in memory.
#[derive(Clone, Debug, Default)]
struct Memory(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    text: Vec<u8>,
    /// So much of it is safe from a power cut.
    synced: usize,
    /// The next time only so many bytes fit.
    room: Option<usize>,
}

impl Memory {
    fn holding(text: &[u8]) -> Self {
        let memory = Self::default();
        memory.with(|kept| kept.text = text.to_vec());
        memory
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut Kept) -> T) -> T {
        use_it(&mut self.0.lock().expect("no test panics with it in hand"))
    }

    fn text(&self) -> Vec<u8> {
        self.with(|kept| kept.text.clone())
    }
}

impl Store for Memory {
    fn append(&mut self, text: &[u8], sync: bool) -> io::Result<()> {
        self.with(|kept| {
            if let Some(room) = kept.room.take() {
                kept.text.extend_from_slice(&text[..room.min(text.len())]);
                return Err(io::ErrorKind::StorageFull.into());
            }
            kept.text.extend_from_slice(text);
            if sync {
                kept.synced = kept.text.len();
            }
            Ok(())
        })
    }
}

fn header(scenario: &Scenario, seed: u64) -> Header {
    Header {
        format: FORMAT,
        program: "wardroom".to_owned(),
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        scenario_hash: scenario.hash.clone(),
        files: scenario.files.clone(),
        seed,
        team: None,
        people: vec![Person {
            role: scenario.roles[0].id.clone(),
            name: "Sam Lead".to_owned(),
        }],
        started: REAL.to_owned(),
    }
}

fn start(scenario: &Arc<Scenario>, seed: u64) -> (Session<Memory>, Memory, Vec<Event>) {
    let memory = Memory::default();
    let exercise = Exercise::new(scenario.clone(), seed);
    let (session, events) = Session::start(exercise, header(scenario, seed), memory.clone())
        .expect("memory can be written");
    (session, memory, events)
}

fn decide(option: &str) -> Command {
    Command::Decide {
        prompt: "cut".to_owned(),
        option: option.to_owned(),
        by: "lead".to_owned(),
        because: "“Cut” \\ or \"not\"?\nCut.".to_owned(),
    }
}

fn note(text: &str) -> Command {
    Command::Note {
        by: "An evaluator".to_owned(),
        text: text.to_owned(),
        task: None,
        rating: None,
    }
}

fn report() -> Command {
    Command::Report {
        by: "lead".to_owned(),
        text: "Red screens.".to_owned(),
    }
}

/// What is done in the tiny exercise, and when.
fn script() -> Vec<(u64, Command)> {
    vec![
        (360, decide("yes")),
        (390, note("Quick.")),
        (3_600, report()),
        (5_430, note("Calm.")),
    ]
}

fn act(session: &mut Session<Memory>, script: &[(u64, Command)]) -> Vec<Event> {
    let mut events = Vec::new();
    for (at_secs, command) in script {
        events.extend(session.advance(*at_secs).expect("memory can be written"));
        events.extend(session.apply(command, REAL).expect("it is allowed"));
    }
    events
}

/// The record of a tiny exercise, from STARTEX to ENDEX.
fn short(seed: u64) -> Vec<u8> {
    let (mut session, memory, _) = start(&tiny(), seed);
    act(&mut session, &script());
    session.advance(u64::MAX).expect("memory can be written");
    memory.text()
}

fn opened(text: &[u8]) -> Opened {
    open(text).unwrap_or_else(|error| panic!("{error}"))
}

fn replayed(opened: &Opened) -> Replayed {
    replay(opened).unwrap_or_else(|difference| panic!("{difference}"))
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

fn line_feeds(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'\n').count()
}

/// That a change in a line (counted from one) of a record of so many lines is found. The change
/// of the last line feed looks like a line that was cut off in writing, and is set aside as one.
#[track_caller]
fn assert_found(text: &[u8], line: usize, of: usize, what: &str) {
    match open(text) {
        Err(RecordError::Altered { line: found }) => assert_eq!(found, line, "{what}"),
        Err(error) => panic!("{what}: {error}"),
        Ok(opened) => {
            assert_eq!(line, of, "{what} is not found");
            assert!(!opened.torn.is_empty(), "{what} is not found");
            assert_eq!(opened.lines.len() + 1, of - 1, "{what}");
        }
    }
}

#[test]
fn a_change_of_any_one_byte_of_a_record_is_found() {
    let good = short(1);
    let of = opened(&good).lines.len() + 1;
    assert_eq!(of, line_feeds(&good));
    let mut text = good.clone();
    let mut line = 1;
    for at in 0..good.len() {
        for flip in [0x01, 0x20, 0x80] {
            text[at] ^= flip;
            assert_found(&text, line, of, &format!("byte {at} xor {flip:#x}"));
            text[at] = good[at];
        }
        line += usize::from(good[at] == b'\n');
    }
}

/// The record of the shipped scenario's first two hours, as the typical team plays them.
fn two_hours() -> Vec<u8> {
    let scenario = friday();
    let team = scenario
        .teams
        .iter()
        .find(|team| team.id == "typical")
        .expect("there is a typical team");
    let (mut session, memory, _) = start(&scenario, 7);
    let mut made: Vec<MoveState> = Vec::new();
    while session.exercise().secs() < 7_200 {
        for (command, at) in session.exercise().moves(team, &mut made) {
            made[at].tried(session.apply(&command, REAL).is_ok());
        }
        let next = session.exercise().secs() + 60;
        session.advance(next).expect("memory can be written");
    }
    memory.text()
}

#[test]
fn a_change_anywhere_in_the_record_of_the_shipped_scenario_is_found() {
    let good = two_hours();
    let of = line_feeds(&good);
    let last_line = good.len() - lines(&good)[of - 1].len();
    let mut places: Vec<usize> = (0..good.len()).step_by(1_499).collect();
    places.extend(0..160);
    places.extend((0..good.len()).filter(|at| good[*at] == b'\n'));
    places.extend((last_line..good.len()).step_by(11));
    let mut text = good.clone();
    for at in places {
        let line = line_feeds(&good[..at]) + 1;
        text[at] ^= 0x04;
        assert_found(&text, line, of, &format!("byte {at}"));
        text[at] = good[at];
    }
}

#[test]
fn two_hours_of_the_shipped_scenario_replay_the_same() {
    let opened = opened(&two_hours());
    let replayed = replayed(&opened);
    assert_eq!(replayed.checkpoints, 2);
    assert_eq!(replayed.lines, opened.lines.len() + 1);
    assert_eq!(replayed.exercise.secs(), 7_200);
    let commands = opened.lines.iter();
    let commands = commands
        .filter(|line| matches!(line, Body::Command { .. }))
        .count();
    assert!(commands > 3, "the team did something");
}

#[test]
fn lines_that_are_swapped_taken_out_or_put_in_are_found() {
    let (good, other) = (short(1), short(2));
    let (good, other) = (lines(&good), lines(&other));
    let altered = |lines: &[&[u8]], line: usize| {
        assert_eq!(
            open(&lines.concat()).map(|_| ()),
            Err(RecordError::Altered { line })
        );
    };
    for first in 0..good.len() {
        for second in first + 1..good.len() {
            let mut swapped = good.clone();
            swapped.swap(first, second);
            altered(&swapped, first + 1);
        }
    }
    // That the last line is missing can't be seen: the exercise may have come no further.
    for at in 0..good.len() - 1 {
        let mut without = good.clone();
        without.remove(at);
        altered(&without, at + 1);
    }
    for at in 0..=good.len() {
        let foreign = other.get(at).copied().unwrap_or(other[0]);
        let again = good[at.saturating_sub(1)];
        for put_in in [foreign, again, b"\n", b"{}\n", b"\r\n", b"\0\n"] {
            let mut with = good.clone();
            with.insert(at, put_in);
            let found = open(&with.concat()).map(|_| ());
            // A second header at the very start is whole; the one after it is one too many.
            let line = if at == 0 && put_in.len() > 100 {
                2
            } else {
                at + 1
            };
            assert_eq!(found, Err(RecordError::Altered { line }), "line {at}");
        }
    }
    // Another record's line in the place of one's own.
    for at in 1..good.len().min(other.len()) - 1 {
        let mut mixed = good.clone();
        mixed[at] = other[at];
        altered(&mixed, at + 1);
    }
}

#[test]
fn what_is_no_record_is_said_to_be_none() {
    let good = short(1);
    let first = lines(&good)[0];
    for nothing in [&b""[..], b"{", b"\xff\xfe", &first[..first.len() - 2]] {
        assert_eq!(open(nothing).map(|_| ()), Err(RecordError::Empty));
    }
    for other in [&b"\n"[..], b"{}\n", b"{\"kind\":\"header\"}\n", b"\0\0\n"] {
        assert_eq!(
            open(other).map(|_| ()),
            Err(RecordError::Altered { line: 1 })
        );
    }
    let opened = opened(&good);
    let headless = Chain::default().line(&opened.lines[0]).expect("JSON");
    assert_eq!(
        open(headless.as_bytes()).map(|_| ()),
        Err(RecordError::NoHeader)
    );
    let mut newer = opened.header.clone();
    newer.format = FORMAT + 1;
    let newer = Chain::default()
        .line(&Body::Header(Box::new(newer)))
        .expect("JSON");
    assert_eq!(
        open(newer.as_bytes()).map(|_| ()),
        Err(RecordError::Format { found: FORMAT + 1 })
    );
}

/// Goes on with what is whole of a record, without another decision, to ENDEX.
fn gone_on(text: &[u8]) -> Vec<u8> {
    let opened = opened(text);
    let memory = Memory::holding(&text[..opened.whole_bytes]);
    let (mut session, _) = Session::go_on(&opened, memory.clone())
        .unwrap_or_else(|difference| panic!("{difference}"))
        .expect("memory can be written");
    session.advance(u64::MAX).expect("memory can be written");
    memory.text()
}

#[test]
fn a_record_that_is_cut_anywhere_keeps_every_whole_line_and_goes_on_to_its_end() {
    let good = short(1);
    let whole = opened(&good);
    let end = replayed(&whole).exercise.state().hash();
    let after_header = lines(&good)[0].len();
    for cut in after_header.max(good.len() - 4_096)..=good.len() {
        let text = &good[..cut];
        let cut_open = opened(text);

        // A line that lacks nothing but its line feed is whole.
        let lacks_line_feed = good.get(cut) == Some(&b'\n');
        let kept = line_feeds(text) + usize::from(lacks_line_feed);
        let torn_from =
            if lacks_line_feed {
                cut
            } else {
                cut - lines(text)
                    .last()
                    .map_or(0, |last| if last.ends_with(b"\n") { 0 } else { last.len() })
            };
        assert_eq!(cut_open.lacks_line_feed, lacks_line_feed, "cut at {cut}");
        assert_eq!(cut_open.whole_bytes, torn_from, "cut at {cut}");
        assert_eq!(cut_open.torn, &text[torn_from..], "cut at {cut}");
        assert_eq!(cut_open.header, whole.header, "cut at {cut}");
        assert_eq!(cut_open.lines, &whole.lines[..kept - 1], "cut at {cut}");

        // Within a line one cut is like another.
        if cut != torn_from && cut % 7 != 0 {
            continue;
        }
        let finished = opened(&gone_on(text));
        assert!(finished.ended(), "cut at {cut}");
        assert!(finished.torn.is_empty(), "cut at {cut}");
        assert_eq!(
            finished.lines[..kept - 1],
            whole.lines[..kept - 1],
            "cut at {cut}"
        );
        let again = replayed(&finished);
        assert!(again.exercise.ended(), "cut at {cut}");
        let decisions_are_kept = whole.lines[kept - 1..]
            .iter()
            .all(|line| !matches!(line, Body::Command { .. }));
        if decisions_are_kept {
            assert_eq!(again.exercise.state().hash(), end, "cut at {cut}");
        }
    }
}

#[test]
fn an_exercise_that_was_broken_off_after_any_decision_leaves_the_same_record_as_one_that_was_not() {
    let unbroken = short(1);
    let script = script();
    for done in 0..=script.len() {
        let (mut session, memory, mut handed_out) = start(&tiny(), 1);
        handed_out.extend(act(&mut session, &script[..done]));
        let secs = session.exercise().secs();
        let hash = session.exercise().state().hash();
        // Nothing happens in these minutes, or what does is lost with the program.
        drop(session);

        let text = memory.text();
        let cut_off = opened(&text);
        assert!(!cut_off.ended());
        assert_eq!(cut_off.last_secs(), secs);
        let resumed = resume(&cut_off).unwrap_or_else(|difference| panic!("{difference}"));
        assert_eq!(resumed.exercise.secs(), secs);
        assert_eq!(resumed.exercise.state().hash(), hash);
        assert_eq!(resumed.events, handed_out);
        assert!(resumed.unwritten.is_empty());

        let memory = Memory::holding(&text);
        let (mut session, events) = Session::go_on(&cut_off, memory.clone())
            .unwrap_or_else(|difference| panic!("{difference}"))
            .expect("memory can be written");
        assert_eq!(events, handed_out);
        assert_eq!(session.entries(), line_feeds(&text));
        act(&mut session, &script[done..]);
        session.advance(u64::MAX).expect("memory can be written");
        assert_eq!(session.entries(), line_feeds(&memory.text()));
        assert!(
            memory.text() == unbroken,
            "broken off after {done} decisions"
        );
    }
}

#[test]
fn what_a_decision_led_to_is_written_again_if_only_the_decision_was_kept() {
    let good = short(1);
    let all = lines(&good);
    let whole = opened(&good);
    let decision = whole
        .lines
        .iter()
        .position(|line| matches!(line, Body::Command { .. }))
        .expect("there is one");
    // The header stands before the lines.
    let text = all[..decision + 2].concat();
    let cut_off = opened(&text);
    let resumed = resume(&cut_off).unwrap_or_else(|difference| panic!("{difference}"));
    assert!(!resumed.unwritten.is_empty());

    let memory = Memory::holding(&text);
    let (session, events) = Session::go_on(&cut_off, memory.clone())
        .unwrap_or_else(|difference| panic!("{difference}"))
        .expect("memory can be written");
    let kept = opened(&memory.text());
    assert_eq!(kept.lines, whole.lines[..kept.lines.len()]);
    let written = kept
        .lines
        .iter()
        .filter(|line| matches!(line, Body::Event(_)));
    assert_eq!(written.count(), events.len());
    assert_eq!(session.entries(), kept.lines.len() + 1);
    assert!(replayed(&kept).unwritten.is_empty());
}

#[test]
fn an_exercise_that_is_ended_early_ends_in_its_record_and_takes_only_observations() {
    let (mut session, memory, _) = start(&tiny(), 3);
    act(&mut session, &[(360, decide("no")), (400, Command::End)]);
    let refused = session.apply(&report(), REAL);
    assert!(matches!(refused, Err(SessionError::Refused(_))));
    session
        .apply(&note("Too soon."), REAL)
        .expect("an observation");
    let ended = opened(&memory.text());
    assert!(ended.ended());
    let replayed = replayed(&ended);
    assert_eq!(replayed.exercise.secs(), 400);
    assert_eq!(replayed.checkpoints, 1);
    // Going on with it adds nothing.
    assert!(gone_on(&memory.text()) == memory.text());
}

#[test]
fn what_is_refused_leaves_no_trace_in_the_record() {
    let (mut session, memory, _) = start(&tiny(), 1);
    let before = memory.text();
    assert!(
        session.apply(&decide("yes"), REAL).is_err(),
        "it is not asked yet"
    );
    assert!(memory.text() == before);
    session.advance(360).expect("memory can be written");
    session.apply(&decide("yes"), REAL).expect("it is asked");
    replayed(&opened(&memory.text()));
}

#[test]
fn every_decision_and_checkpoint_is_safe_from_a_power_cut_before_it_is_shown() {
    let (mut session, memory, _) = start(&tiny(), 1);
    let safe = || memory.with(|kept| kept.synced == kept.text.len());
    assert!(safe(), "the header");
    for (at_secs, command) in script() {
        session.advance(at_secs).expect("memory can be written");
        session.apply(&command, REAL).expect("it is allowed");
        assert!(safe(), "{command:?}");
    }
    session.advance(7_200).expect("memory can be written");
    assert!(safe(), "the checkpoint");
    session.advance(u64::MAX).expect("memory can be written");
    assert!(safe(), "the end");
}

#[test]
fn what_is_shown_as_taken_after_the_disk_was_full_for_a_moment_is_in_the_record() {
    for room in [0, 1, 200] {
        let (mut session, memory, _) = start(&tiny(), 1);
        session.advance(360).expect("memory can be written");
        memory.with(|kept| kept.room = Some(room));
        let lost = session.apply(&decide("yes"), REAL);
        assert!(matches!(lost, Err(SessionError::Write(_))));

        // Whether it is taken again is the session's choice; what it takes must be kept.
        if session.apply(&note("There is room again."), REAL).is_err() {
            continue;
        }
        let text = memory.text();
        let kept = open(&text).unwrap_or_else(|error| panic!("{room} bytes fitted: {error}"));
        let noted = |line: &Body| matches!(line, Body::Command { command, .. } if *command == note("There is room again."));
        assert!(kept.lines.iter().any(noted), "{room} bytes fitted");
        replayed(&kept);
    }
}

/// The record again after somebody changed it who can work out hashes.
fn forged(good: &[u8], change: impl FnOnce(&mut Header, &mut Vec<Body>)) -> Opened {
    let Opened {
        mut header,
        mut lines,
        ..
    } = opened(good);
    change(&mut header, &mut lines);
    let mut chain = Chain::default();
    let mut text = chain.line(&Body::Header(Box::new(header))).expect("JSON");
    for line in &lines {
        text.push_str(&chain.line(line).expect("JSON"));
    }
    opened(text.as_bytes())
}

#[test]
fn a_record_that_is_forged_without_a_change_is_the_record() {
    let good = short(1);
    let same = forged(&good, |_, _| {});
    assert_eq!(same.lines, opened(&good).lines);
    replayed(&same);
}

#[test]
fn replay_finds_every_event_that_is_changed_taken_out_or_put_in() {
    let good = short(1);
    let count = opened(&good).lines.len();
    for at in 0..count {
        // The header is line one.
        let line = at + 2;
        if !matches!(opened(&good).lines[at], Body::Event(_)) {
            continue;
        }
        let later = forged(&good, |_, lines| {
            if let Body::Event(event) = &mut lines[at] {
                event.at_secs += 60;
            }
        });
        let found = replay(&later).expect_err("it is a minute later");
        assert!(
            matches!(found, Difference::Event { line: found, .. } if found == line),
            "line {line}: {found}"
        );

        let without = forged(&good, |_, lines| drop(lines.remove(at)));
        let found = replay(&without).expect_err("it is missing");
        assert!(
            matches!(found, Difference::Event { line: found, .. } if found == line),
            "line {line}: {found}"
        );

        let twice = forged(&good, |_, lines| lines.insert(at, lines[at].clone()));
        let found = replay(&twice).expect_err("it is there twice");
        assert!(
            matches!(found, Difference::Event { line: found, .. } if found == line + 1),
            "line {line}: {found}"
        );
        assert!(!found.to_string().is_empty());
    }
}

#[test]
fn replay_finds_every_state_hash_that_is_changed() {
    let good = short(1);
    let mut found = 0;
    for at in 0..opened(&good).lines.len() {
        let forged = forged(&good, |_, lines| {
            if let Body::Checkpoint { state_hash, .. } = &mut lines[at] {
                let last = if state_hash.ends_with('0') { "1" } else { "0" };
                state_hash.replace_range(63.., last);
                found += 1;
            }
        });
        if matches!(forged.lines[at], Body::Checkpoint { .. }) {
            for difference in [replay(&forged), resume(&forged)] {
                let difference = difference.expect_err("the state is another");
                assert!(
                    matches!(difference, Difference::State { line, .. } if line == at + 2),
                    "{difference}"
                );
            }
        }
    }
    assert_eq!(found, 3, "one an hour and one at the end");
}

#[test]
fn replay_finds_every_decision_that_is_changed_moved_or_taken_out() {
    let good = short(1);
    let mut decisions = 0;
    for at in 0..opened(&good).lines.len() {
        if !matches!(opened(&good).lines[at], Body::Command { .. }) {
            continue;
        }
        decisions += 1;
        let without = forged(&good, |_, lines| drop(lines.remove(at)));
        assert!(replay(&without).is_err(), "line {} is missing", at + 2);
        let other = forged(&good, |_, lines| {
            if let Body::Command { command, .. } = &mut lines[at] {
                *command = match command {
                    Command::Decide { .. } => decide("no"),
                    _ => note("Something else."),
                };
            }
        });
        assert!(replay(&other).is_err(), "line {} is another", at + 2);
        let earlier = forged(&good, |_, lines| {
            if let Body::Command { at_secs, .. } = &mut lines[at] {
                *at_secs += 1;
            }
        });
        assert!(replay(&earlier).is_err(), "line {} is later", at + 2);
    }
    assert_eq!(decisions, script().len());

    let refused = forged(&good, |_, lines| {
        if let Some(Body::Command { command, .. }) = lines
            .iter_mut()
            .find(|line| matches!(line, Body::Command { .. }))
        {
            *command = Command::Decide {
                prompt: "nothing".to_owned(),
                option: "yes".to_owned(),
                by: "lead".to_owned(),
                because: String::new(),
            };
        }
    });
    assert!(matches!(replay(&refused), Err(Difference::Refused { .. })));
}

#[test]
fn another_seed_is_noticed() {
    let lucky = forged(&short(1), |header, _| header.seed = 2);
    assert!(replay(&lucky).is_err());
    assert!(resume(&lucky).is_err());
}

#[test]
fn a_changed_scenario_is_noticed() {
    let good = short(1);
    let with = |from: &str, to: &str, hashed: bool| {
        forged(&good, |header, _| {
            let before = header.files.clone();
            for file in &mut header.files {
                file.text = file.text.replace(from, to);
            }
            assert_ne!(header.files, before, "`{from}` is replaced");
            if hashed {
                header.scenario_hash = hash_of(&header.files);
            }
        })
    };
    // Even where it changes nothing that happens.
    for (from, to) in [("Red.", "Blue."), ("\n)\n", "\n) // A word.\n")] {
        let changed = with(from, to, false);
        assert!(matches!(replay(&changed), Err(Difference::Hash)));
        assert!(matches!(resume(&changed), Err(Difference::Hash)));
    }
    // With a hash that agrees, it is found by what happens then.
    for (from, to) in [
        ("success: 0.5", "success: 0.1"),
        ("T+5", "T+4"),
        ("count: 40", "count: 41"),
    ] {
        let changed = with(from, to, true);
        assert!(
            matches!(
                replay(&changed),
                Err(Difference::Event { .. } | Difference::State { .. })
            ),
            "{to}"
        );
    }
    let unreadable = with("success: 0.5", "success: 5.0", true);
    match replay(&unreadable) {
        Err(Difference::Scenario(told)) => {
            assert!(
                told.contains("W031-share") && told.contains("tiny.ron"),
                "{told}"
            );
        }
        other => panic!("{other:?}"),
    }
    let nameless = forged(&good, |header, _| header.files.clear());
    assert!(matches!(replay(&nameless), Err(Difference::Scenario(_))));
}

#[test]
fn a_line_that_was_cut_off_is_set_aside_beside_the_record_which_then_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.jsonl");
    let aside = folder.path().join("record.jsonl.torn");
    let good = short(1);
    let all = lines(&good);
    // Six lines and a half, then the line feed alone is missing, then another half.
    let mut set_aside = Vec::new();
    for (cut, torn) in [
        (all[..6].concat().len() + 40, 40),
        (all[..9].concat().len() - 1, 0),
        (all[..11].concat().len() + 77, 77),
    ] {
        fs::write(&path, &good[..cut]).expect("a file");
        let record = files::record(&path).expect("it is whole but for its last line");
        assert_eq!(record.torn.len(), torn);
        let file = files::reopen(&path, &record).expect("it can be written");
        assert_eq!(file.path(), path);
        assert_eq!(fs::read(&path).expect("a file"), &good[..cut - torn]);
        if torn > 0 {
            set_aside.extend_from_slice(&good[cut - torn..cut]);
            set_aside.push(b'\n');
        }
        assert_eq!(fs::read(&aside).expect("it is there"), set_aside);

        let (mut session, _) = Session::go_on(&record, file)
            .unwrap_or_else(|difference| panic!("{difference}"))
            .expect("it can be written");
        session.advance(u64::MAX).expect("it can be written");
        let finished = files::record(&path).expect("it is whole");
        assert!(finished.torn.is_empty() && finished.ended());
        assert_eq!(finished.lines[..record.lines.len()], record.lines);
        replayed(&finished);
    }
}

#[test]
fn a_record_that_is_whole_is_opened_again_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.jsonl");
    let good = short(1);
    fs::write(&path, &good).expect("a file");
    let record = files::record(&path).expect("it is whole");
    drop(files::reopen(&path, &record).expect("it can be written"));
    assert!(fs::read(&path).expect("a file") == good);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn a_record_that_exists_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("below/record.jsonl");
    let mut file = RecordFile::create(&path).expect("it is new");
    file.append(b"first", true).expect("it can be written");
    let again = RecordFile::create(&path).expect_err("it exists");
    assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read(&path).expect("a file"), b"first");
    assert!(matches!(
        files::record(&folder.path().join("nowhere.jsonl")),
        Err(files::OpenError::File { .. })
    ));
}
