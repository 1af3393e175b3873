//! How fast exercises are checked, played and replayed.
#![allow(clippy::disallowed_methods, reason = "a bench makes its own files")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::panic,
    clippy::unreachable,
    reason = "a bench stops at the first surprise"
)]

mod shared;
#[path = "shared/telling.rs"]
mod telling;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use telling::{change_that_tells, team};
use wardroom_core::ensemble::Watching;
use wardroom_core::ensemble::hindcast::week;
use wardroom_core::exercise::{Command, Exercise, Made, scripted};
use wardroom_core::record::{Header, Opened, Scrub, Session, Store, open, replay};
use wardroom_core::review::Finished;
use wardroom_core::review::what_if::{self, Difference, Played};
use wardroom_core::scenario::{Scenario, SourceFile, check};
use wardroom_files as files;
use wardroom_papers::report;

fn main() {
    divan::main();
}

/// A week of England, of a smaller one and of larger ones: the time must grow no faster than trusts.
#[divan::bench(args = [10, 236, 1_000, 4_000])]
fn hindcast_week(bencher: Bencher, trusts: u32) {
    let mut england = files::england_2017().unwrap_or_else(|it| panic!("{}", it.render(false)));
    let share = f64::from(trusts) / 236.0;
    for kind in &mut england.kinds {
        kind.count = (f64::from(kind.count) * share) as u32;
    }
    england.practices = (f64::from(england.practices) * share) as u32;
    let mut seed = 0;
    bencher.counter(ItemsCount::new(trusts)).bench_local(|| {
        seed += 1;
        week(&england, seed)
    });
}

fn friday() -> Arc<Scenario> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    files::scenario(&path).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// Checks a scenario from the texts of its files, the main one first.
fn checked(files: &[SourceFile]) -> Arc<Scenario> {
    let fetch = |path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.text.clone().into_bytes())
            .ok_or_else(|| "there is no such file".to_owned())
    };
    match check(&files[0].path, &fetch) {
        Ok(scenario) => Arc::new(scenario),
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

/// The texts of the shipped scenario with so many further injects, each after the one before it in
/// chains of so many.
fn with_injects(count: usize, in_a_chain: usize) -> Vec<SourceFile> {
    let scenario = friday();
    let (channel, role) = (&scenario.channels[0].id, &scenario.roles[0].id);
    let made: String = (0..count)
        .map(|at| {
            let fires = match at % in_a_chain {
                0 => format!("At(\"T+{}\")", at % 4_000),
                _ => format!("After(inject: \"made-{}\", mins: 1)", at - 1),
            };
            format!(
                "Inject(id: \"made-{at}\", title: \"Made\", fires: {fires}, channel: \"{channel}\", \
                 from: \"A bench\", to: [\"{role}\"], text: \"Nothing has happened.\", expect: \"Nothing.\"),\n"
            )
        })
        .collect();
    let mut files = scenario.files.clone();
    let main = &mut files[0].text;
    let start = main.find("injects: [").expect("it has injects") + "injects: [".len();
    main.insert_str(start, &made);
    files
}

fn bytes(files: &[SourceFile]) -> BytesCount {
    BytesCount::new(files.iter().map(|file| file.text.len()).sum::<usize>())
}

/// A record kept in memory.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Store for Memory {
    fn append(&mut self, text: &[u8], _sync: bool) -> io::Result<()> {
        let mut kept = self.0.lock().expect("nobody panics with it in hand");
        kept.extend_from_slice(text);
        Ok(())
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        let mut kept = self.0.lock().expect("nobody panics with it in hand");
        kept.truncate(usize::try_from(len).expect("it fits"));
        Ok(())
    }
}

/// The shipped scenario as the typical team plays it, up to its last minute, and its record.
fn before_endex(scenario: &Arc<Scenario>) -> (Session<Memory>, Memory) {
    let played_by = Some("typical".to_owned());
    let header = Header::new(
        scenario,
        1,
        played_by,
        Vec::new(),
        "2026-11-23T12:00:00Z".to_owned(),
    );
    let memory = Memory::default();
    let exercise = Exercise::new(scenario.clone(), 1);
    let (mut session, _) =
        Session::start(exercise, header, memory.clone()).expect("memory can be written");
    let team = team(scenario, "typical");
    let mut made = Made::default();
    let last = u64::from(scenario.ends_mins - 1) * 60;
    loop {
        for (command, at) in session.exercise().moves(team, &mut made) {
            let taken = session.apply(&command, "2026-11-23T12:00:00Z").is_ok();
            made.tried(at, taken);
        }
        let next = (session.exercise().secs() / 60 + 1) * 60;
        if next > last {
            return (session, memory);
        }
        session.advance(next).expect("memory can be written");
    }
}

/// Its record, to ENDEX.
fn recorded(scenario: &Arc<Scenario>) -> Vec<u8> {
    let (mut session, memory) = before_endex(scenario);
    session.advance(u64::MAX).expect("memory can be written");
    assert!(session.exercise().ended());
    let text = memory.0.lock().expect("nobody panics with it in hand");
    text.clone()
}

fn opened(text: &[u8]) -> Opened {
    open(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Minutes of one trust that nobody defends.
#[divan::bench]
fn minutes_of_one_trust(bencher: Bencher) {
    let scenario = friday();
    bencher
        .counter(ItemsCount::new(scenario.ends_mins))
        .with_inputs(|| Exercise::new(scenario.clone(), 1).without_history())
        .bench_local_values(|mut exercise| {
            exercise.advance(u64::MAX);
            exercise
        });
}

/// Whole runs from Friday to Monday, as an ensemble makes them.
#[divan::bench(args = ["prepared", "typical", "silent"])]
fn runs_from_friday_to_monday(bencher: Bencher, id: &str) {
    let scenario = friday();
    let team = team(&scenario, id);
    bencher.counter(ItemsCount::new(1_u32)).bench_local(|| {
        let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
        scripted::play(&mut exercise, team, |_, _| true);
        exercise
    });
}

/// The same with 5,812, 58,120 and 581,200 hosts: the time must not grow with them.
#[divan::bench(args = [1, 10, 100])]
fn runs_with_so_many_times_the_hosts(bencher: Bencher, times: u64) {
    let scenario = checked(&shared::larger(times));
    let team = team(&scenario, "typical");
    bencher.counter(ItemsCount::new(1_u32)).bench_local(|| {
        let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
        scripted::play(&mut exercise, team, |_, _| true);
        exercise
    });
}

/// The post-exercise report as a file that is handed over, four charts drawn.
#[divan::bench(args = ["docx", "pdf"])]
fn report_to(bencher: Bencher, ending: &str) {
    let text = recorded(&friday());
    let finished = Finished::from_record(&opened(&text)).unwrap_or_else(|error| panic!("{error}"));
    let document = report::post_exercise(&finished, "OFFICIAL");
    bencher.bench_local(|| {
        if ending == "pdf" {
            report::pdf(&document).unwrap_or_else(|error| panic!("{error}"))
        } else {
            report::docx(&document).unwrap_or_else(|error| panic!("{error}"))
        }
    });
}

/// Checking the shipped scenario.
#[divan::bench]
fn check_the_shipped_scenario(bencher: Bencher) {
    let files = friday().files.clone();
    bencher
        .counter(bytes(&files))
        .bench_local(|| checked(&files));
}

/// Checking it with 2,000 more injects, in chains of this length.
#[divan::bench(args = [1, 20, 2_000], sample_count = 5, sample_size = 1)]
fn check_two_thousand_injects_in_chains(bencher: Bencher, in_a_chain: usize) {
    let files = with_injects(2_000, in_a_chain);
    bencher
        .counter(bytes(&files))
        .bench_local(|| checked(&files));
}

/// Opening a record: every line is read and its hash compared.
#[divan::bench]
fn open_a_record(bencher: Bencher) {
    let text = recorded(&friday());
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| opened(&text));
}

/// The last minute of an exercise and its seal: the reference teams play it, and all is judged.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn seal_at_endex(bencher: Bencher) {
    let scenario = friday();
    bencher
        .with_inputs(|| before_endex(&scenario).0)
        .bench_local_values(|mut session| {
            session.advance(u64::MAX).expect("memory can be written");
            session
        });
}

/// A note after ENDEX, which seals again.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn seal_after_a_note(bencher: Bencher) {
    let scenario = friday();
    let note = Command::Note {
        text: "The switchboard was told late.".to_owned(),
        task: None,
        rating: None,
        inject: None,
        by: "Evaluator".to_owned(),
    };
    bencher
        .with_inputs(|| {
            let mut session = before_endex(&scenario).0;
            session.advance(u64::MAX).expect("memory can be written");
            session
        })
        .bench_local_values(|mut session| {
            session
                .apply(&note, "2026-11-26T12:00:00Z")
                .expect("memory can be written");
            session
        });
}

/// Opening a sealed record, verifying it and telling it from its seal.
#[divan::bench]
fn open_and_tell_a_sealed_record(bencher: Bencher) {
    let text = recorded(&friday());
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| {
            Finished::from_record(&opened(&text)).unwrap_or_else(|error| panic!("{error}"))
        });
}

/// Replaying a record of a whole exercise, in minutes of its own time.
#[divan::bench]
fn replay_a_record(bencher: Bencher) {
    let scenario = friday();
    let opened = opened(&recorded(&scenario));
    bencher
        .counter(ItemsCount::new(scenario.ends_mins))
        .bench_local(|| replay(&opened).unwrap_or_else(|difference| panic!("{difference}")));
}

/// A look-ahead of sixty runs over four hours, from an hour and a half after STARTEX.
#[divan::bench]
fn look_ahead_over_four_hours(bencher: Bencher) {
    let mut exercise = Exercise::new(friday(), 1);
    exercise.advance(90 * 60);
    let never = std::sync::atomic::AtomicBool::new(false);
    bencher.bench_local(|| {
        wardroom_core::ensemble::look_ahead(&exercise, wardroom_core::ensemble::RUNS, &never)
    });
}

/// What the typical team decided from STARTEX to ENDEX.
fn played() -> Played {
    telling::played(&friday(), "typical")
}

/// One decision changed, to some effect: two hundred paired runs, on all cores.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn what_if_in_two_hundred_paired_runs(bencher: Bencher) {
    let played = played();
    let change = [change_that_tells(&played)];
    bencher
        .counter(ItemsCount::new(what_if::RUNS))
        .bench_local(|| {
            let told = what_if::what_if(&played, &change, what_if::RUNS, &Watching::default());
            let told = told.ok().flatten().expect("it is possible");
            assert!(!told.outcomes.iter().all(Difference::none));
            told
        });
}

/// Every decision changed in seven ways, twenty paired runs each, on all cores.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn what_mattered_of_every_decision(bencher: Bencher) {
    let played = played();
    bencher.bench_local(|| what_if::mattered(&played, 2, 20, &Watching::default()));
}

/// Reaching a moment of a record, the last minute before a whole hour.
#[divan::bench(args = [1, 36])]
fn seek_in_a_record(bencher: Bencher, times: usize) {
    let mut played = played();
    // A thousand decisions are the same over again: most are refused, which costs as much.
    played.commands = played
        .commands
        .iter()
        .flat_map(|one| std::iter::repeat_n(one.clone(), times))
        .collect();
    let commands = ItemsCount::new(played.commands.len());
    let scrub = Scrub::new(
        &played.scenario,
        played.seed,
        played.commands.clone(),
        played.ends_secs,
    );
    bencher
        .counter(commands)
        .bench_local(|| scrub.at(4 * 3_600 - 60));
}
