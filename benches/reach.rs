//! What people wait for and what a nation costs, as one table with the name of the machine:
//! `cargo bench --no-default-features --bench reach`, with the beginning of a row's name for that row
//! alone. *Before* is what the same work took on 28 November 2026, on two cores of the same kind;
//! ratios count, not times.
#![allow(
    clippy::disallowed_methods,
    reason = "a bench reads what the machine is and takes"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a bench stops at the first surprise"
)]

mod shared {
    pub mod large;
    pub mod meeting;
    pub mod telling;
}

use shared::large::Large;
use shared::meeting;
use shared::telling::{change_that_tells, played, team};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use wardroom_core::balance::{Plan, run_filling_in, search_for_gaming};
use wardroom_core::ensemble::hindcast::week;
use wardroom_core::ensemble::{self, Watching, look_ahead};
use wardroom_core::exercise::{Exercise, scripted};
use wardroom_core::review::what_if::{self, Difference, mattered, what_if};
use wardroom_core::scenario::Scenario;
use wardroom_files as files;

/// A row of the table: what is done, what it took before, what is aimed at, and how it is measured.
struct Row {
    what: &'static str,
    before: &'static str,
    reach: &'static str,
    now: fn() -> String,
}

const ROWS: [Row; 11] = [
    Row {
        what: "*Friday lunchtime*, silent, one core",
        before: "157 a second",
        reach: "1,000 a second",
        now: || runs_a_second("silent"),
    },
    Row {
        what: "*Friday lunchtime*, typical, one core",
        before: "114 a second",
        reach: "700 a second",
        now: || runs_a_second("typical"),
    },
    Row {
        what: "What if, 200 paired runs",
        before: "4.7 s CPU",
        reach: "0.5 s CPU",
        now: one_what_if,
    },
    Row {
        what: "Key decisions, every change, 20 paired runs each",
        before: "22.7 s CPU",
        reach: "2 s CPU",
        now: key_decisions,
    },
    Row {
        what: "Test difficulty, 16 seeds, everything",
        before: "30 s",
        reach: "4 s; the first figures in 0.3 s",
        now: test_difficulty,
    },
    Row {
        what: "Adversary and searching team, 1,000 scripts",
        before: "–",
        reach: "10 s",
        now: adversary,
    },
    Row {
        what: "Forecast, 60 runs over four hours",
        before: "75 ms",
        reach: "15 ms",
        now: forecast,
    },
    Row {
        what: "England, 236 and 1,000 trusts, and 4,000",
        before: "8.7 and 67 ms",
        reach: "3 and 15 ms, and linear to 4,000",
        now: england,
    },
    Row {
        what: "W2, 1,000,000 hosts in segments of 250",
        before: "0.18 s",
        reach: "the floor or less",
        now: a_million_hosts,
    },
    Row {
        what: "Cost as a scenario grows",
        before: "×2.2 for 100 times the hosts",
        reach: "flat in hosts; at most linear in the rest",
        now: growth,
    },
    Row {
        what: "Memory of `balance` from 64 to 512 seeds",
        before: "7 KB a seed",
        reach: "flat",
        now: memory_of_balance,
    },
];

fn main() {
    // `cargo bench` hands on `--bench`.
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with("--"))
        .collect();
    let mut out = std::io::stdout();
    let mut say = |line: &str| {
        writeln!(out, "{line}").expect("stdout can be written");
    };
    say(&format!("{}\n", machine()));
    say("| work | before | now | reach |\n|---|---|---|---|");
    let wanted = |row: &&Row| {
        let bare = row.what.trim_start_matches('*').to_lowercase();
        asked.is_empty() || asked.iter().any(|it| bare.starts_with(&it.to_lowercase()))
    };
    for row in ROWS.iter().filter(wanted) {
        let now = (row.now)();
        say(&format!(
            "| {} | {} | {now} | {} |",
            row.what, row.before, row.reach
        ));
    }
}

/// What this machine calls itself.
fn machine() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("an unnamed processor", |it| {
            it.trim_start_matches([' ', '\t', ':'])
        });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{model}, {cores} cores, {} on {}",
        std::env::consts::ARCH,
        std::env::consts::OS
    )
}

/// Processor time of all threads of this process that are still there: a pool keeps its threads.
fn processor_time() -> Option<Duration> {
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    let mut all = 0;
    for task in tasks {
        let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        all += text.split(' ').next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(all))
}

/// Processor time of what is done, where the machine tells it, in words.
fn processor(work: impl FnOnce()) -> String {
    let (before, clock) = (processor_time(), Instant::now());
    work();
    match (before, processor_time()) {
        (Some(before), Some(after)) => format!("{:.2} s CPU", (after - before).as_secs_f64()),
        _ => format!("{:.2} s on the clock", clock.elapsed().as_secs_f64()),
    }
}

/// The middle of several times of the same work, in seconds.
fn middle(times: usize, mut work: impl FnMut(u64)) -> f64 {
    let mut taken: Vec<f64> = (0..times)
        .map(|at| {
            let clock = Instant::now();
            work(at as u64 + 1);
            clock.elapsed().as_secs_f64()
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    taken[times / 2]
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron")
}

fn friday() -> Arc<Scenario> {
    files::scenario(&path()).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

fn runs_a_second(id: &str) -> String {
    let scenario = friday();
    let team = team(&scenario, id);
    let one = middle(201, |seed| {
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        scripted::play(&mut exercise, team, |_, _| true);
    });
    format!("{:.0} a second", 1.0 / one)
}

fn one_what_if() -> String {
    let played = played(&friday(), "typical");
    let change = [change_that_tells(&played)];
    processor(|| {
        let told = what_if(&played, &change, what_if::RUNS, &Watching::default());
        let told = told.ok().flatten().expect("it is possible");
        assert!(
            !told.outcomes.iter().all(Difference::none),
            "it does nothing"
        );
    })
}

fn key_decisions() -> String {
    let played = played(&friday(), "typical");
    let mut changes = 0;
    let time = processor(|| {
        let list = mattered(&played, 2, 20, &Watching::default()).expect("nobody stops it");
        changes = list.iter().map(|it| it.changes.len()).sum();
    });
    format!("{time}, {changes} changes")
}

fn test_difficulty() -> String {
    let scenario = friday();
    let plan = Plan::of(&scenario, true, true);
    let seeds: Vec<u64> = (1..=16).collect();
    let clock = Instant::now();
    let first = Mutex::new(None);
    let came = AtomicU64::new(0);
    run_filling_in(&scenario, &plan, &seeds, &Watching::default(), &|_| {
        came.fetch_add(1, Ordering::Relaxed);
        let mut first = first.lock().expect("nobody panics with it in hand");
        first.get_or_insert(clock.elapsed());
    });
    let all = clock.elapsed();
    // Of each its teams, and then all of it.
    assert_eq!(came.into_inner(), 32);
    let first = first.into_inner().ok().flatten().unwrap_or_default();
    format!(
        "{:.1} s; the first figures after {:.2} s",
        all.as_secs_f64(),
        first.as_secs_f64()
    )
}

fn adversary() -> String {
    let scenario = friday();
    let clock = Instant::now();
    let found = search_for_gaming(&scenario, &[1, 2], 250, 250, &Watching::default());
    let taken = clock.elapsed().as_secs_f64();
    let tried = found.expect("nobody stops it").tried;
    format!("{:.1} s", taken * 1_000.0 / f64::from(tried))
}

fn forecast() -> String {
    let mut exercise = Exercise::new(friday(), 1);
    exercise.advance(90 * 60);
    let never = AtomicBool::new(false);
    let one = middle(21, |_| {
        look_ahead(&exercise, ensemble::RUNS, &never).expect("nobody stops it");
    });
    format!("{:.0} ms", one * 1e3)
}

fn england() -> String {
    let mut words = String::new();
    for (trusts, times) in [(236_u32, 21), (1_000, 11), (4_000, 5)] {
        let mut england = files::england_2017().unwrap_or_else(|it| panic!("{}", it.render(false)));
        let share = f64::from(trusts) / 236.0;
        for kind in &mut england.kinds {
            kind.count = (f64::from(kind.count) * share) as u32;
        }
        england.practices = (f64::from(england.practices) * share) as u32;
        let one = middle(times, |seed| {
            week(&england, seed);
        });
        let comma = if words.is_empty() { "" } else { ", " };
        let _ = write!(words, "{comma}{:.1}", one * 1e3);
    }
    format!("{words} ms")
}

/// The exercise and the floor, one after the other, so that both meet the same machine.
fn a_million_hosts() -> String {
    let scenario = meeting::scenario();
    let (mut own, mut floor) = (Vec::new(), Vec::new());
    let (mut infected, mut counted) = (0_u64, 0_u64);
    let runs = 7;
    for seed in 1..=runs {
        let clock = Instant::now();
        let hosts = meeting::as_an_exercise(&scenario, seed);
        own.push(clock.elapsed().as_nanos() as f64 / f64::from(hosts));
        infected += u64::from(hosts);
        let clock = Instant::now();
        let (hosts, time) = meeting::event_by_event(seed);
        floor.push(clock.elapsed().as_nanos() as f64 / f64::from(hosts));
        counted += u64::from(hosts);
        assert!(time > 1.0);
    }
    let share = |hosts: u64| hosts as f64 / (runs * u64::from(meeting::HOSTS)) as f64;
    let (own_share, floor_share) = (share(infected), share(counted));
    assert!(
        (own_share - floor_share).abs() < 0.03,
        "{own_share:.3} and {floor_share:.3} of all hosts are not the same epidemic"
    );
    let middle = |taken: &mut Vec<f64>| {
        taken.sort_by(f64::total_cmp);
        taken[taken.len() / 2]
    };
    let (own, floor) = (middle(&mut own), middle(&mut floor));
    format!(
        "{:.3} s: {own:.0} ns an infection, {:.2} of the floor's {floor:.0} ({own_share:.3} and {floor_share:.3} of all hosts)",
        own * infected as f64 / runs as f64 / 1e9,
        own / floor
    )
}

/// How many times the time so many times of each thing cost.
fn growth() -> String {
    let time = |large: Large| {
        let scenario = large.scenario();
        middle(7, |seed| {
            let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
            exercise.advance(u64::MAX);
        })
    };
    let usual = Large::default();
    let dials: [(&str, [Large; 2]); 5] = [
        (
            "100 times the hosts",
            [100_000, 10_000_000].map(|hosts| Large { hosts, ..usual }),
        ),
        (
            "100 times the segments",
            [40, 4_000].map(|segments| Large {
                segments,
                hosts: segments * 250,
                ..usual
            }),
        ),
        (
            "50 organisations in place of one",
            [1, 50].map(|organisations| Large {
                organisations,
                segments: 200,
                hosts: 50_000,
                ..usual
            }),
        ),
        (
            "100 times the injects",
            [100, 10_000].map(|injects| Large { injects, ..usual }),
        ),
        (
            "10 times the days",
            [3, 30].map(|days| Large { days, ..usual }),
        ),
    ];
    let told =
        dials.map(|(what, [less, more])| format!("×{:.1} for {what}", time(more) / time(less)));
    told.join(", ")
}

/// By another process, whose memory is its own.
fn memory_of_balance() -> String {
    let [few, many] = [64, 512].map(|seeds: u32| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wardroom"))
            .arg("balance")
            .arg(path())
            .args(["--no-search", "--no-values", "--runs"])
            .arg(seeds.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it can be started");
        let status = format!("/proc/{}/status", child.id());
        let mut most = 0;
        // Its largest only ever grows: the last look before it ends is near enough.
        while child.try_wait().expect("it can be waited for").is_none() {
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:"));
            let kilobytes = line.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
            most = most.max(kilobytes.unwrap_or(0));
            std::thread::sleep(Duration::from_millis(2));
        }
        most as f64
    });
    format!(
        "{:.1} KB a seed, {:.0} MB at {}",
        (many - few) / 448.0,
        many / 1_024.0,
        512
    )
}
