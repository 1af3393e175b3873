//! The newest of many records: the right ones, at once.

use super::{note, on_record};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use wardroom_core::exercise::Exercise;
use wardroom_core::record::{Header, Session};
use wardroom_files::{self as files, RecordFile, newest_records};

/// A short record that was started at a minute of a day and written to for an hour.
fn record(folder: &Path, name: &str, started: &str) -> PathBuf {
    let path = folder.join(name).join("record.jsonl");
    let scenario = files::scenario(&super::scenarios().join("friday-lunchtime.ron"))
        .unwrap_or_else(|why| panic!("{}", why.render(false)));
    let header = Header::new(&scenario, 1, None, Vec::new(), started.to_owned());
    let file = RecordFile::create(&path).expect("it is new");
    drop(Session::start(Exercise::new(scenario, 1), header, file).expect("written"));
    path
}

fn written_at(path: &Path, secs: u64) {
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(secs);
    let file = fs::OpenOptions::new().append(true).open(path);
    file.and_then(|it| it.set_modified(at)).expect("its time");
}

/// 2026-11-01, and an hour, in seconds of the epoch.
const DAY: u64 = 1_793_491_200;
const HOUR: u64 = 3_600;

#[test]
fn of_two_thousand_records_of_five_megabytes_the_newest_are_found_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    // Old ones have no first line that ends: who read them would read ten gigabytes.
    for at in 0..2_000_u64 {
        let path = folder.path().join(format!("old-{at}")).join("record.jsonl");
        fs::create_dir(path.parent().expect("a folder")).expect("made");
        fs::File::create(&path)
            .and_then(|file| file.set_len(5 << 20))
            .expect("a file");
        written_at(&path, DAY - HOUR * (at + 1));
    }
    // Names that say nothing of when; the oldest was corrected last.
    let mut wanted = Vec::new();
    for at in 0..13_u64 {
        let path = record(
            folder.path(),
            &format!("{}", (at * 7) % 13),
            &format!("2026-11-01T{at:02}:00:00Z"),
        );
        written_at(&path, DAY + at * HOUR + 600);
        wanted.insert(0, path);
    }
    written_at(&wanted[12], DAY + 100 * HOUR);
    // One whose first line is broken stands by when it was written.
    let broken = folder.path().join("broken/record.jsonl");
    fs::create_dir(broken.parent().expect("a folder")).expect("made");
    fs::write(&broken, b"not a record\n").expect("written");
    written_at(&broken, DAY + 11 * HOUR + 1);
    wanted.insert(1, broken);
    let began = Instant::now();
    let newest = newest_records(folder.path(), 12);
    let took = began.elapsed();
    let found: Vec<&PathBuf> = newest.iter().map(|(path, _)| path).collect();
    assert_eq!(found, wanted.iter().take(12).collect::<Vec<_>>());
    assert!(took < Duration::from_secs(2), "{took:?}");
    for (path, stamp) in &newest {
        assert_eq!(*stamp, files::stamp(path));
    }
    assert_eq!(newest_records(&folder.path().join("nowhere"), 12), []);
}

#[test]
fn a_record_that_has_grown_is_another_to_whoever_kept_what_it_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one/record.jsonl");
    let mut session = on_record(&path);
    let before = newest_records(folder.path(), 12);
    session.apply(&note("more"), super::REAL).expect("written");
    let after = newest_records(folder.path(), 12);
    assert_eq!(before[0].0, after[0].0);
    assert_ne!(before[0].1, after[0].1);
}
