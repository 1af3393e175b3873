//! A scripted team whose server is killed: the next has it go on as if nothing had been.

use super::cluster::{Cluster, free_port};
use super::devices::{Served, program};
use super::handed_out;
use crate::support::friday_path;
use std::thread::sleep;
use std::time::Duration;
use wardroom_core::record::{Body, Opened, open};

/// What was ordered and when, and how it stood in the end: all but the real times.
fn chain(opened: &Opened) -> (Vec<String>, u64, Option<String>) {
    let mut ordered = Vec::new();
    let mut stood = None;
    for body in &opened.lines {
        match body {
            Body::Command {
                at_secs, command, ..
            } => ordered.push(format!("{at_secs}: {command:?}")),
            Body::Checkpoint { state_hash, .. } => stood = Some(state_hash.clone()),
            _ => {}
        }
    }
    (ordered, opened.last_secs(), stood)
}

#[test]
fn a_team_goes_on_where_its_server_was_killed_and_its_record_is_as_one_that_was_not_broken_off() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let url = cluster.url(cluster.port());
    let folder = tempfile::tempdir().expect("a folder");
    let alone = folder.path().join("alone");
    let ran = program(&url)
        .arg("run")
        .arg(friday_path())
        .args(["--team", "typical", "--no-report", "-o"])
        .arg(&alone)
        .output()
        .expect("it starts");
    assert!(ran.status.success());
    let unbroken = std::fs::read(alone.join("record.jsonl")).expect("a file");
    let unbroken = open(&unbroken).expect("whole");

    for (round, pause) in [400, 900, 250, 600].into_iter().enumerate() {
        let mut served = Served::start(&url, free_port(), &["--team", "typical"]);
        if round > 0 {
            served.says("The scripted team “typical” goes on as well.");
        }
        // An hour a second: its ticks end in the middle of minutes.
        served.types("speed 3571");
        sleep(Duration::from_millis(pause));
        served.kill();
        let stands = handed_out(&cluster, folder.path());
        let (ordered, secs, _) = chain(&stands);
        println!("killed at {secs} s, after {} orders", ordered.len());
        assert_eq!(ordered[..], chain(&unbroken).0[..ordered.len()]);
    }
    let mut served = Served::start(&url, free_port(), &[]);
    served.types("pause");
    served.types("jump Mon 10:00");
    served.types("stop");
    let (code, words) = served.ended();
    assert_eq!(code, Some(0), "{words}");
    let gone_on = handed_out(&cluster, folder.path());
    assert!(gone_on.ended());
    assert_eq!(chain(&gone_on), chain(&unbroken));
}
