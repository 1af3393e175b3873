//! A program that is killed in mid-run, at any moment, loses nothing that it wrote as taken.

use super::program;
use crate::support::friday_path;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use wardroom_core::record::{Body, Opened, RecordError, Session, replay};
use wardroom_files::{self as files, OpenError};

const KILLS: usize = 25;

fn spawn(folder: &Path, out: &str) -> Child {
    program(folder)
        .arg("run")
        .arg(friday_path())
        .args(["--team", "typical", "--no-report", "-o", out])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be started")
}

/// A run that nobody disturbs: its record, and when that was begun and finished.
fn undisturbed(folder: &Path) -> (Opened, Duration, Duration) {
    let path = folder.join("whole/record.jsonl");
    let started = Instant::now();
    let mut child = spawn(folder, "whole");
    let (mut begun, mut finished, mut len) = (Duration::ZERO, Duration::ZERO, 0);
    while child.try_wait().expect("it can be asked").is_none() {
        let now = fs::metadata(&path).map_or(0, |data| data.len());
        if now > len {
            finished = started.elapsed();
            if len == 0 {
                begun = finished;
            }
            len = now;
        }
        sleep(Duration::from_micros(300));
    }
    let record = files::record(&path).unwrap_or_else(|error| panic!("{error}"));
    assert!(record.ended());
    (record, begun, finished)
}

/// The next number of a fixed series between 0 and 1.
fn next(series: &mut u64) -> f64 {
    *series = series
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    f64::from((*series >> 40) as u32) / f64::from(1_u32 << 24)
}

/// A line without the real time at which it was written.
fn timeless(line: &Body) -> Body {
    match line {
        Body::Command {
            at_secs, command, ..
        } => Body::Command {
            at_secs: *at_secs,
            real: String::new(),
            command: command.clone(),
        },
        // It covers the times too.
        Body::Signature(signature) => Body::Signature(wardroom_core::record::Signature {
            signature: String::new(),
            ..signature.clone()
        }),
        other => other.clone(),
    }
}

#[test]
fn a_program_that_is_killed_in_mid_run_loses_no_line_and_its_exercise_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (whole, begun, mut finished) = undisturbed(folder.path());
    let whole: Vec<Body> = whole.lines.iter().map(timeless).collect();
    let mut series = 20_170_512;
    let mut in_mid_run = 0;
    for kill in 0..KILLS {
        let out = format!("out-{kill}");
        let moment = begun.mul_f64(0.7)
            + finished
                .saturating_sub(begun.mul_f64(0.7))
                .mul_f64(next(&mut series));
        let mut child = spawn(folder.path(), &out);
        sleep(moment);
        // It may have ended by itself.
        let _ended = child.kill();
        child.wait().expect("it is over");

        let what = format!(
            "kill {kill}, after {moment:?}, in {}",
            folder.path().display()
        );
        let path = folder.path().join(&out).join("record.jsonl");
        let bytes = fs::read(&path).unwrap_or_default();
        let line_feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
        let opened = match files::record(&path) {
            Ok(opened) => opened,
            // It came before the header was written, so nothing had been taken.
            Err(OpenError::File { .. } | OpenError::Record(RecordError::Empty)) => {
                assert_eq!(line_feeds, 0, "{what}");
                in_mid_run += 1;
                continue;
            }
            Err(error) => panic!("{what}: {error}"),
        };

        // Every whole line is there, verified, and is what was written in the undisturbed run.
        let kept = opened.lines.len();
        assert_eq!(
            kept + 1,
            line_feeds + usize::from(opened.lacks_line_feed),
            "{what}"
        );
        assert_eq!(
            opened.whole_bytes + opened.torn.len(),
            bytes.len(),
            "{what}"
        );
        let lines: Vec<Body> = opened.lines.iter().map(timeless).collect();
        assert!(whole.starts_with(&lines), "{what}");
        if opened.ended() {
            // This machine is faster than it was: come earlier.
            finished = finished.mul_f64(0.8);
        } else {
            in_mid_run += 1;
        }

        // And the exercise goes on to its end.
        let file = files::reopen(&path, &opened).expect("it can be written");
        let (mut session, _) = Session::go_on(&opened, file)
            .unwrap_or_else(|difference| panic!("{what}: {difference}"))
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        session
            .advance(u64::MAX)
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        let whole_again = files::record(&path).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(whole_again.ended() && whole_again.torn.is_empty(), "{what}");
        assert!(whole_again.lines.starts_with(&opened.lines), "{what}");
        if let Err(difference) = replay(&whole_again) {
            panic!("{what}: {difference}");
        }
    }
    assert!(
        in_mid_run > KILLS / 2,
        "only {in_mid_run} of {KILLS} were killed in mid-run"
    );
}
