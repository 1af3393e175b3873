//! The record: whatever is changed in it is found, whatever is whole in it is kept, and it goes on
//! where it ends. Here is what those tests share: a tiny exercise, and a record kept in memory.

mod altered;
mod failing;
mod going_on;
mod replaying;
mod scrubbing;
mod signing;

use crate::support::{checked, friday};
use std::io;
use std::sync::{Arc, Mutex};
use wardroom_core::exercise::{Command, Event, Exercise, MoveState};
use wardroom_core::record::{
    Body, Chain, FORMAT, Header, Opened, Person, Replayed, Session, Store, open, replay,
};
use wardroom_core::scenario::Scenario;

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

fn header(scenario: &Scenario, seed: u64) -> Header {
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
        against: "Waiting costs more.".to_owned(),
    }
}

fn note(text: &str) -> Command {
    Command::Note {
        by: "An evaluator".to_owned(),
        text: text.to_owned(),
        task: None,
        rating: None,
        inject: None,
    }
}

fn report() -> Command {
    Command::Report {
        by: "lead".to_owned(),
        text: "Red screens.".to_owned(),
        figures: None,
        methane: None,
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
fn a_record_of_every_format_there_was_opens() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/record/formats");
    for format in 1..=wardroom_core::record::FORMAT {
        let text = std::fs::read(folder.join(format!("{format}.jsonl")))
            .unwrap_or_else(|why| panic!("keep a record of format {format}: {why}"));
        let opened =
            wardroom_core::record::open(&text).unwrap_or_else(|why| panic!("{format}: {why}"));
        assert_eq!(opened.header.format, format);
        assert!(opened.ended() && opened.torn.is_empty());
        assert!(opened.commands().count() > 0);
        let finished = wardroom_core::review::Finished::from_record(&opened)
            .unwrap_or_else(|why| panic!("{format}: {why}"));
        let document = wardroom_papers::report::post_exercise(&finished, "");
        assert!(!wardroom_papers::report::page(&document).is_empty());
        let entry = wardroom_core::register::Entry::of(&opened, &finished);
        assert_eq!(entry.title, opened.header.title);
    }
}

/// The records that are kept of a version of the rules: what the typical team did in each scenario
/// that was shipped then.
fn kept_of(engine: u32) -> Vec<(String, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/record/engines");
    let file = std::fs::File::open(folder.join(format!("{engine}.zip")))
        .unwrap_or_else(|why| panic!("keep records of rules version {engine}: {why}"));
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("an entry");
            let name = file.name().expect("a name").into_owned();
            let mut text = Vec::new();
            io::Read::read_to_end(&mut file, &mut text).expect("it can be read");
            (name, text)
        })
        .collect()
}

/// To keep records of new rules: play each shipped scenario by the typical team with `wardroom run`,
/// and put the records into `engines/N.zip`. Those of older rules stay as they are.
#[test]
fn every_version_of_the_rules_is_told_from_its_seal_and_these_rules_lead_where_they_led() {
    for engine in 1..=wardroom_core::exercise::ENGINE {
        let kept = kept_of(engine);
        assert!(
            kept.len() >= 6,
            "{} records of version {engine}",
            kept.len()
        );
        for (name, text) in kept {
            let opened = opened(&text);
            assert_eq!(opened.header.engine, engine, "{name}");
            let finished = wardroom_core::review::Finished::from_record(&opened)
                .unwrap_or_else(|why| panic!("{name}: {why}"));
            assert!(
                finished.came.is_some() && finished.assessment.scored(),
                "{name}"
            );
            assert!(
                matches!(finished.signed, wardroom_core::review::SignedBy::Key(_)),
                "{name}: {:?}",
                finished.signed
            );
            let document = wardroom_papers::report::post_exercise(&finished, "");
            assert!(
                !wardroom_papers::report::page(&document).is_empty(),
                "{name}"
            );
            let entry = wardroom_core::register::Entry::of(&opened, &finished);
            assert!(entry.score.is_some(), "{name}");
            if engine == wardroom_core::exercise::ENGINE
                && let Err(difference) = replay(&opened)
            {
                panic!(
                    "{name}: {difference}\nA rule changed, and what commands lead to with it: raise exercise::ENGINE, and keep records of the new rules."
                );
            }
        }
    }
}

/// The program with other rules is tried by `tests/other-rules.sh`; here every kind of file is
/// compared to the byte.
#[test]
fn what_other_rules_played_is_told_the_same_in_every_kind_of_file() {
    let told = |finished: &wardroom_core::review::Finished| {
        wardroom_papers::report::beside(finished, &wardroom_papers::report::Questions::default())
            .expect("it can be written")
    };
    for (name, text) in kept_of(wardroom_core::exercise::ENGINE) {
        let own = opened(&text);
        let mut chain = Chain::default();
        let mut other = String::new();
        let header = Header {
            engine: 99,
            ..own.header.clone()
        };
        for body in std::iter::once(&Body::Header(Box::new(header))).chain(&own.lines) {
            let mut body = body.clone();
            match &mut body {
                Body::Played(played) => played.engine = 99,
                Body::Seal(seal) => seal.engine = 99,
                _ => {}
            }
            other.push_str(&chain.line(&body).expect("JSON"));
        }
        let other = opened(other.as_bytes());
        let why = replay(&other)
            .map(|_| ())
            .expect_err("other rules played it");
        let why = why.to_string();
        assert!(
            why.contains("rules version 99") && why.contains("wardroom"),
            "{why}"
        );
        let of = |opened: &Opened| {
            wardroom_core::review::Finished::from_record(opened)
                .unwrap_or_else(|why| panic!("{name}: {why}"))
        };
        let (own, mut other) = (of(&own), of(&other));
        let remark = other.remark.take().expect("it is said");
        assert!(
            remark.contains("version 99") && own.remark.is_none(),
            "{remark}"
        );
        // The lines are others, and so is what signs them.
        other.head.clone_from(&own.head);
        other.signed.clone_from(&own.signed);
        let (one, two) = (told(&own), told(&other));
        assert_eq!(one.len(), two.len(), "{name}");
        for ((file, one), (_, two)) in one.iter().zip(&two) {
            // Word's paragraphs are numbered through the life of a process: what the file is made
            // of is compared instead.
            assert!(
                one == two || file.ends_with(".docx"),
                "{name}: {file} differs"
            );
        }
        let documents = |finished| {
            [
                wardroom_papers::report::post_exercise(finished, ""),
                wardroom_papers::report::full_log(finished, ""),
            ]
        };
        assert!(
            documents(&own) == documents(&other),
            "{name}: the documents differ"
        );
        assert_eq!(
            wardroom_papers::report::json(&own).expect("JSON"),
            wardroom_papers::report::json(&other).expect("JSON"),
            "{name}"
        );
        assert_eq!(
            wardroom_papers::report::csv(&own),
            wardroom_papers::report::csv(&other),
            "{name}"
        );
    }
}
