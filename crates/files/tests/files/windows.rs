//! What Windows does otherwise than other systems, held on every system as far as it can be: who may read what is
//! held, paths that are long, files that somebody has open, names that are read as another thing.

use super::{note, on_record};
use std::fs;
use std::io;
use std::path::PathBuf;
use wardroom_files::{self as files, Lines, RecordFile};

#[test]
fn a_record_that_is_played_can_be_read_by_others_and_written_by_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out/record.jsonl");
    let mut session = on_record(&path);
    session.apply(&note("first"), super::REAL).expect("written");
    let read = files::record(&path).expect("whole so far");
    assert_eq!(read.commands().count(), 1);
    assert_eq!(
        files::records_in(folder.path()),
        std::slice::from_ref(&path)
    );
    for refused in [
        files::reopen(&path, &read).map(drop),
        RecordFile::create(&path).map(drop),
    ] {
        let why = refused.expect_err("somebody plays it");
        let kinds = [io::ErrorKind::WouldBlock, io::ErrorKind::AlreadyExists];
        assert!(kinds.contains(&why.kind()), "{why}");
    }
    let why = files::amend(&path).expect_err("somebody plays it");
    assert!(
        why.contains("another window") || why.contains("ENDEX"),
        "{why}"
    );
    session
        .apply(&note("second"), super::REAL)
        .expect("written");
    drop(session);
    files::reopen(&path, &files::record(&path).expect("whole")).expect("it is free now");
}

#[test]
fn lines_that_a_run_adds_can_be_read_meanwhile_and_a_second_run_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lines.jsonl");
    fs::write(&path, "one\ntwo\nhal").expect("a file");
    let (mut lines, whole) = Lines::open(&path, 1 << 20).expect("free");
    lines.cut_after(&whole).expect("cut");
    lines.add("three\n").expect("added");
    lines.sync().expect("on disk");
    assert_eq!(fs::read_to_string(&path).expect("it"), "one\ntwo\nthree\n");
    let why = Lines::open(&path, 1 << 20).expect_err("a run adds to it");
    assert!(why.to_string().contains("another run"), "{why}");
}

#[test]
fn a_path_of_over_260_signs_is_written_again_and_again_and_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep: PathBuf = (0..4).fold(folder.path().to_path_buf(), |path, at| {
        path.join(format!("{at}{}", "d".repeat(99)))
    });
    let path = deep.join("report.html");
    for text in ["first", "second"] {
        files::write(&path, text.as_bytes()).expect("it can be written");
        assert_eq!(files::read(&path, 100).expect("it"), text.as_bytes());
    }
    let record = deep.join("out/record.jsonl");
    let mut session = on_record(&record);
    session.apply(&note("deep"), super::REAL).expect("written");
    drop(session);
    assert_eq!(files::records_in(&deep), [record]);
}

#[test]
fn a_file_that_somebody_reads_is_replaced_all_the_same() {
    use std::io::Read;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.html");
    files::write(&path, b"first").expect("written");
    let mut reader = fs::File::open(&path).expect("it");
    files::write(&path, b"second").expect("written");
    let mut theirs = String::new();
    reader.read_to_string(&mut theirs).expect("read");
    assert_eq!(theirs, "first", "whoever reads goes on with the old one");
    assert_eq!(fs::read(&path).expect("it"), b"second");
}

#[cfg(windows)]
#[test]
fn whoever_lets_nobody_move_a_file_is_waited_for_a_moment() {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_SHARE_READ: u32 = 1;
    const FILE_SHARE_WRITE: u32 = 2;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.html");
    files::write(&path, b"first").expect("written");
    let scanner = fs::OpenOptions::new()
        .read(true)
        .share_mode(FILE_SHARE_READ | FILE_SHARE_WRITE)
        .open(&path)
        .expect("it");
    let scans = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(150));
        drop(scanner);
    });
    files::write(&path, b"second").expect("written at last");
    scans.join().expect("it ended");
    assert_eq!(fs::read(&path).expect("it"), b"second");
    assert_eq!(super::names(folder.path()), ["report.html"]);
}

#[cfg(windows)]
#[test]
fn names_that_windows_reads_as_another_thing_are_refused_with_one_that_would_do() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, instead) in [
        ("CON", "CON_"),
        ("nul.ron", "nul_.ron"),
        ("aux/report.html", "aux_"),
        ("report.html:hidden", "report.html-hidden"),
        ("what?.html", "what-.html"),
        ("report. ", "report"),
    ] {
        let why = files::write(&folder.path().join(name), b"x").expect_err("it can't be held");
        assert_eq!(why.kind(), io::ErrorKind::InvalidFilename);
        assert!(why.to_string().contains(&format!("“{instead}”")), "{why}");
    }
    assert!(super::names(folder.path()).is_empty());
}
