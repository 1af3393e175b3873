//! A tiny exercise, and a record of it kept in memory.

use crate::support::{checked, friday};
use std::io;
use std::sync::{Arc, Mutex};
use wardroom_core::exercise::{Command, Event, Exercise, Made};
use wardroom_core::record::{
    FORMAT, Header, Opened, Person, Replayed, Session, Store, open, replay, wire,
};
use wardroom_core::scenario::Scenario;

/// A scenario so short that a test can change each byte of its record.
pub const TINY: &str = r#"#![enable(implicit_some)]
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
pub const PARTS: &str = r#"#![enable(implicit_some)]
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
pub const REAL: &str = "2026-11-23T12:00:00Z";

pub fn tiny() -> Arc<Scenario> {
    checked(&[
        ("tiny.ron", TINY.to_owned()),
        ("parts.ron", PARTS.to_owned()),
    ])
}

/// A record kept in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
pub struct Kept {
    pub text: Vec<u8>,
    /// So much of it is safe from a power cut.
    pub synced: usize,
    /// The next time only so many bytes fit.
    pub room: Option<usize>,
}

impl Memory {
    pub fn holding(text: &[u8]) -> Self {
        let memory = Self::default();
        memory.with(|kept| kept.text = text.to_vec());
        memory
    }

    pub fn with<T>(&self, use_it: impl FnOnce(&mut Kept) -> T) -> T {
        use_it(&mut self.0.lock().expect("no test panics with it in hand"))
    }

    pub fn text(&self) -> Vec<u8> {
        self.with(|kept| kept.text.clone())
    }
}

impl Store for Memory {
    fn append(&mut self, text: &[u8], sync: bool) -> io::Result<()> {
        self.with(|kept| {
            if let Some(room) = kept.room.take() {
                kept.text.extend_from_slice(&text[..room.min(text.len())]);
                return Err(io::Error::from(io::ErrorKind::StorageFull));
            }
            kept.text.extend_from_slice(text);
            if sync {
                kept.synced = kept.text.len();
            }
            Ok(())
        })
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        self.with(|kept| {
            kept.text.truncate(usize::try_from(len).expect("it fits"));
            kept.synced = kept.synced.min(kept.text.len());
        });
        Ok(())
    }
}

pub fn header(scenario: &Scenario, seed: u64) -> Header {
    Header {
        format: FORMAT,
        engine: wardroom_core::exercise::ENGINE,
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
        evaluators: Vec::new(),
        parent: None,
        forgotten: Vec::new(),
        plan: None,
        of_type: None,
    }
}

pub fn start(scenario: &Arc<Scenario>, seed: u64) -> (Session<Memory>, Memory, Vec<Event>) {
    let memory = Memory::default();
    let exercise = Exercise::new(scenario.clone(), seed);
    let (session, events) = Session::start(exercise, header(scenario, seed), memory.clone())
        .expect("memory can be written");
    (session, memory, events)
}

/// A command as a record of the tiny scenario has it.
pub fn written(command: &Command) -> wire::Command {
    wire::Command::of(command, &tiny())
}

pub fn decide(option: &str) -> Command {
    let decide = wire::Command::Decide {
        prompt: "cut".to_owned(),
        option: option.to_owned(),
        by: "lead".to_owned(),
        because: "“Cut” \\ or \"not\"?\nCut.".to_owned(),
        against: "Waiting costs more.".to_owned(),
    };
    decide.meant(&tiny()).expect("the tiny scenario asks it")
}

pub fn note(text: &str) -> Command {
    Command::Note {
        by: "An evaluator".to_owned(),
        text: text.to_owned(),
        task: None,
        rating: None,
        inject: None,
    }
}

pub fn report() -> Command {
    Command::Report {
        by: tiny().names.roles["lead"],
        text: "Red screens.".to_owned(),
        figures: None,
        methane: None,
    }
}

/// What is done in the tiny exercise, and when.
pub fn script() -> Vec<(u64, Command)> {
    vec![
        (360, decide("yes")),
        (390, note("Quick.")),
        (3_600, report()),
        (5_430, note("Calm.")),
    ]
}

pub fn act(session: &mut Session<Memory>, script: &[(u64, Command)]) -> Vec<Event> {
    let mut events = Vec::new();
    for (at_secs, command) in script {
        events.extend(session.advance(*at_secs).expect("memory can be written"));
        events.extend(session.apply(command, REAL).expect("it is allowed"));
    }
    events
}

/// The record of a tiny exercise, from STARTEX to ENDEX.
pub fn short(seed: u64) -> Vec<u8> {
    let (mut session, memory, _) = start(&tiny(), seed);
    act(&mut session, &script());
    session.advance(u64::MAX).expect("memory can be written");
    memory.text()
}

pub fn opened(text: &[u8]) -> Opened {
    open(text).unwrap_or_else(|error| panic!("{error}"))
}

pub fn replayed(opened: &Opened) -> Replayed {
    replay(opened).unwrap_or_else(|difference| panic!("{difference}"))
}

pub fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

pub fn line_feeds(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'\n').count()
}

/// The record of the shipped scenario's first two hours, as the typical team plays them.
pub fn two_hours() -> Vec<u8> {
    let scenario = friday();
    let team = scenario
        .teams
        .iter()
        .find(|team| team.id == "typical")
        .expect("there is a typical team");
    let (mut session, memory, _) = start(&scenario, 7);
    let mut made = Made::default();
    while session.exercise().secs() < 7_200 {
        for (command, at) in session.exercise().moves(team, &mut made) {
            made.tried(at, session.apply(&command, REAL).is_ok());
        }
        let next = session.exercise().secs() + 60;
        session.advance(next).expect("memory can be written");
    }
    memory.text()
}
