//! The program with a region's database, as it is run: killed in the middle of what was acknowledged, taken
//! over by another, without its database for a while. Where there is no PostgreSQL it says so and passes.

#[allow(dead_code, reason = "the tests of the room need more of it")]
#[path = "../../crates/region/tests/region/cluster.rs"]
mod cluster;
mod deploy;
mod devices;
mod team;

use cluster::{Cluster, free_port};
use devices::{Came, Served};
use std::path::Path;
use std::process::Command;
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};
use wardroom_core::exercise::What;
use wardroom_core::record::{Opened, open};

/// Devices that send all the time.
const DEVICES: usize = 6;

/// What one of them may send within its minute, and a little less.
const MOST: usize = 30;

/// Between a device's forms: so some are sent before something is killed, and some after.
const PACE: Duration = Duration::from_millis(40);

fn wardroom(cluster: &Cluster, arguments: &[&str]) -> (Option<i32>, String) {
    let done = devices::program(&cluster.url(cluster.port()))
        .args(arguments)
        .output()
        .expect("the program can be started");
    let words = [done.stdout, done.stderr].concat();
    (
        done.status.code(),
        String::from_utf8_lossy(&words).into_owned(),
    )
}

/// The record, handed out by the program itself, which finds it whole.
fn handed_out(cluster: &Cluster, folder: &Path) -> Opened {
    let file = folder.join("record.jsonl");
    let _earlier = std::fs::remove_file(&file);
    let to = file.to_str().expect("text");
    let (code, words) = wardroom(cluster, &["records", "--exercise", "friday", "-o", to]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("It is whole"), "{words}");
    let opened = open(&std::fs::read(&file).expect("a file")).expect("whole");
    let (code, words) = wardroom(cluster, &["replay", to]);
    assert_eq!(code, Some(0), "{words}");
    opened
}

/// All that was acknowledged stands in the record once, and nothing twice.
fn nothing_lost_nothing_twice(opened: &Opened, acknowledged: &[String]) -> usize {
    let mut said: Vec<&str> = opened
        .events()
        .filter_map(|it| match &it.what {
            What::Said { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for text in acknowledged {
        let times = said.iter().filter(|it| *it == text).count();
        assert_eq!(times, 1, "“{text}” is there {times} times");
    }
    let all = said.len();
    said.sort_unstable();
    said.dedup();
    assert_eq!(said.len(), all, "something is there twice");
    all
}

/// Everybody sends until the server is gone or a minute's forms are used up. Returns what was
/// acknowledged, and how much was said not to be on disk.
fn everybody_sends(served: &Served, mark: &str, meanwhile: impl FnOnce()) -> (Vec<String>, usize) {
    scope(|all| {
        let sends = |device: usize| {
            move || {
                let mut device_of = served.join(device)?;
                let mut acknowledged = Vec::new();
                let mut not_on_disk = 0;
                for number in 0..MOST {
                    let text = format!("{mark} {device} {number}");
                    match device_of.say(&text) {
                        Some(Came::Acknowledged) => {
                            acknowledged.push(text);
                            sleep(PACE);
                        }
                        Some(Came::NotOnDisk) => {
                            not_on_disk += 1;
                            sleep(Duration::from_millis(150));
                        }
                        None => break,
                    }
                }
                Some((acknowledged, not_on_disk))
            }
        };
        let senders: Vec<_> = (0..DEVICES).map(|it| all.spawn(sends(it))).collect();
        meanwhile();
        let mut came = (Vec::new(), 0);
        for sender in senders {
            if let Some((acknowledged, not_on_disk)) = sender.join().expect("it ended") {
                came.0.extend(acknowledged);
                came.1 += not_on_disk;
            }
        }
        came
    })
}

#[test]
fn a_server_that_is_killed_loses_nothing_that_it_acknowledged_and_another_goes_on() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let url = cluster.url(cluster.port());
    let folder = tempfile::tempdir().expect("a folder");
    let mut acknowledged: Vec<String> = Vec::new();
    // As often as it takes on a busy machine, four times at least.
    for (round, pause) in [150, 400, 60, 250].into_iter().cycle().take(16).enumerate() {
        if round >= 4 && acknowledged.len() > 20 {
            break;
        }
        let served = Served::start(&url, free_port(), &[]);
        let before = acknowledged.len();
        let (came, _) = everybody_sends(&served, &format!("round {round}"), || {
            sleep(Duration::from_millis(pause));
            served.kill();
        });
        acknowledged.extend(came);
        println!(
            "round {round}: {} acknowledged",
            acknowledged.len() - before
        );
        nothing_lost_nothing_twice(&handed_out(&cluster, folder.path()), &acknowledged);
    }
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());
    // To its end, sealed and signed as any other.
    let mut served = Served::start(&url, free_port(), &[]);
    served.types("end");
    served.types("stop");
    let (code, words) = served.ended();
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("goes on where it stood"), "{words}");
    let opened = handed_out(&cluster, folder.path());
    nothing_lost_nothing_twice(&opened, &acknowledged);
    assert!(opened.ended() && opened.seal().is_some_and(|(_, last)| last));
    let file = folder.path().join("record.jsonl");
    let (code, words) = wardroom(&cluster, &["verify", file.to_str().expect("text")]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("igned"), "{words}");
}

#[test]
fn a_database_that_is_killed_under_a_server_loses_nothing_and_the_exercise_goes_on() {
    let Some(mut cluster) = Cluster::prepared() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let served = Served::start(&cluster.url(cluster.port()), free_port(), &[]);
    let (acknowledged, not_on_disk) = everybody_sends(&served, "first", || {
        sleep(Duration::from_millis(600));
        cluster.kill();
        sleep(Duration::from_millis(800));
        cluster.start();
    });
    assert!(not_on_disk > 0, "nobody sent anything while it was down");
    assert!(!acknowledged.is_empty());
    served.says("The record is being written again");
    // What was said not to be on disk yet is there by then, too.
    let said = nothing_lost_nothing_twice(&handed_out(&cluster, folder.path()), &acknowledged);
    assert_eq!(said, acknowledged.len() + not_on_disk);
    served.kill();
    nothing_lost_nothing_twice(&handed_out(&cluster, folder.path()), &acknowledged);
}

#[test]
fn who_stands_by_goes_on_when_the_other_dies_and_one_that_wakes_later_stops() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let url = cluster.url(cluster.port());
    let folder = tempfile::tempdir().expect("a folder");
    let first = Served::start(&url, free_port(), &[]);
    let mut device = first.join(0).expect("it joins");
    assert_eq!(device.say("to the first"), Some(Came::Acknowledged));
    let (code, words) = wardroom(
        &cluster,
        &[
            "serve",
            "--exercise",
            "friday",
            "--address",
            "127.0.0.1",
            "--port",
            "0",
        ],
    );
    assert_eq!(code, Some(2), "{words}");
    let holder = format!("127.0.0.1:{}, process {}", first.port, first.process());
    assert!(
        words.contains(&format!("{holder} has this exercise, since")),
        "{words}"
    );
    let second = Served::begin(&url, free_port(), &["--stand-by"]);
    second.says("Standing by: 127.0.0.1");
    let died = Instant::now();
    first.kill();
    second.wait_until_joined();
    println!("taken over after {} ms", died.elapsed().as_millis());
    let mut device = second.join(0).expect("it joins");
    assert_eq!(device.say("to the second"), Some(Came::Acknowledged));
    // The second hangs; the database lets go of it, as it does by itself after half a minute.
    second.signal("STOP");
    let third = Served::begin(&url, free_port(), &["--stand-by"]);
    third.says("Standing by: 127.0.0.1");
    cluster.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted",
    );
    third.wait_until_joined();
    second.signal("CONT");
    let (code, words) = second.ended();
    assert_eq!(code, Some(2), "{words}");
    assert!(
        words.contains("another server has gone on with this exercise"),
        "{words}"
    );
    let mut device = third.join(0).expect("it joins");
    assert_eq!(device.say("to the third"), Some(Came::Acknowledged));
    let opened = handed_out(&cluster, folder.path());
    let all = ["to the first", "to the second", "to the third"].map(str::to_owned);
    assert_eq!(nothing_lost_nothing_twice(&opened, &all), 3);
}

#[test]
fn what_is_wrong_with_a_database_or_a_name_is_said_in_words() {
    let Some(cluster) = Cluster::new() else {
        return;
    };
    let serve = [
        "serve",
        "--address",
        "127.0.0.1",
        "--port",
        "0",
        "--exercise",
        "friday",
    ];
    let says = |arguments: &[&str], code: i32, part: &str| {
        let (ended, words) = wardroom(&cluster, arguments);
        assert_eq!(ended, Some(code), "{words}");
        assert!(words.contains(part), "{words}");
        assert!(
            !words.contains("serves") || part.contains("serves"),
            "{words}"
        );
    };
    says(
        &serve,
        2,
        "“wardroom records URL --prepare” does that, once",
    );
    let owner = format!(
        "postgres://owner:owns@127.0.0.1:{}/postgres",
        cluster.port()
    );
    says(
        &[
            "records",
            "--records",
            &owner,
            "--prepare",
            "--grant",
            "server",
        ],
        0,
        "is prepared for records",
    );
    says(&serve, 2, "name the scenario that is to be played");
    says(
        &["records", "--exercise", "monday", "-o", "x.jsonl"],
        1,
        "no exercise “monday”",
    );
    let far = "postgres://server:secret@db.example/wardroom";
    says(&["records", "--records", far], 2, "by TLS alone");
    let away = format!(
        "postgres://server:secret@127.0.0.1:{}/postgres",
        free_port()
    );
    says(&["records", "--records", &away], 2, "can't be reached");
    says(
        &["records", "--records", "mysql://x"],
        2,
        "begins with postgres://",
    );
    let wrong = format!(
        "postgres://server:wrong@127.0.0.1:{}/postgres",
        cluster.port()
    );
    says(
        &["records", "--records", &wrong],
        2,
        "password authentication failed",
    );
    let unnamed = Command::new(env!("CARGO_BIN_EXE_wardroom"))
        .args(["records"])
        .env_remove("WARDROOM_RECORDS")
        .output()
        .expect("it starts");
    assert_eq!(unnamed.status.code(), Some(2));
    // One that never began is listed as such, and nobody has it any more.
    let (code, words) = wardroom(&cluster, &["records"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.starts_with("friday: begun 20"), "{words}");
    assert!(words.contains("last written never UTC, 0 bytes"), "{words}");
}
