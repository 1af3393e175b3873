//! Records in files: one owner at a time, whole again after whatever befell them, and never written
//! over.

use crate::repository::sound;
use crate::support::{checked, friday};
use crate::tiny::{lines, note, replayed, short};
use std::fs;
use std::io;
use wardroom_core::exercise::{Event, Exercise, What};
use wardroom_core::record::{FORMAT, Header, Opened, Session, Store, open, replay};
use wardroom_files::{self as files, RecordFile};

#[test]
fn a_record_that_is_open_in_one_window_is_not_opened_by_a_second() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.jsonl");
    let read = || -> Opened { files::record(&path).unwrap_or_else(|error| panic!("{error}")) };
    let refused = || {
        let error = files::reopen(&path, &read()).expect_err("it is open");
        assert!(error.to_string().contains("another window"), "{error}");
    };

    let scenario = checked(&sound().map(|(name, text)| (name, text.to_owned())));
    let header = Header {
        format: FORMAT,
        engine: wardroom_core::exercise::ENGINE,
        program: "wardroom".to_owned(),
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        scenario_hash: scenario.hash.clone(),
        files: scenario.files.clone(),
        seed: 1,
        team: None,
        people: Vec::new(),
        started: "2026-11-23T12:00:00Z".to_owned(),
        evaluators: Vec::new(),
        parent: None,
        forgotten: Vec::new(),
        plan: None,
        of_type: None,
    };
    let file = RecordFile::create(&path).expect("it is new");
    let (session, _) =
        Session::start(Exercise::new(scenario, 1), header, file).expect("it can be written");
    refused();
    drop(session);

    let again = files::reopen(&path, &read()).expect("nobody has it open");
    refused();
    drop(again);
    drop(files::reopen(&path, &read()).expect("nobody has it open"));
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

/// An exercise of three hours on record in a folder, with notes at 60 and 120 minutes.
fn on_record(path: &std::path::Path) -> Session<RecordFile> {
    let exercise = Exercise::new(friday(), 4172);
    let header = Header::new(
        exercise.scenario(),
        exercise.seed(),
        None,
        Vec::new(),
        "2026-11-25T12:00:00Z".to_owned(),
    );
    let file = RecordFile::create(path).expect("a new file");
    let (mut session, _) = Session::start(exercise, header, file).expect("it can be written");
    for (mins, text) in [(60, "one hour"), (120, "two hours")] {
        session.advance(mins * 60).expect("it can be written");
        session
            .apply(&note(text), "2026-11-25T13:00:00Z")
            .expect("anybody may note");
    }
    session.advance(180 * 60).expect("it can be written");
    session
}

#[test]
fn a_branch_is_a_record_of_its_own_that_names_its_parent_and_leaves_it_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("parent/record.jsonl");
    let session = on_record(&path);
    let whole = std::fs::read(&path).expect("the record");
    let parent = open(&whole).expect("it is whole");

    let branched = folder.path().join("branch/record.jsonl");
    let store = RecordFile::create(&branched).expect("a new file");
    let (mut branch, events) =
        Session::branch(&parent, 90 * 60, store, "2026-11-25T14:00:00Z".to_owned())
            .expect("the parent plays again")
            .expect("it can be written");
    assert_eq!(branch.exercise().secs(), 90 * 60);
    let noted = |events: &[Event]| {
        events
            .iter()
            .filter(|event| matches!(event.what, What::Noted { .. }))
            .count()
    };
    assert_eq!(noted(&events), 1, "what came later is not in it");

    // The same luck, so with nothing decided it comes to where the parent is.
    branch.advance(180 * 60).expect("it can be written");
    assert_eq!(
        branch.exercise().state().hash(),
        session.exercise().state().hash()
    );
    let read = files::record(&branched).expect("it is whole");
    let named = read.header.parent.clone().expect("it names its parent");
    assert_eq!(named.hash, parent.first_hash);
    assert_eq!(named.at_secs, 90 * 60);
    replay(&read).expect("it plays again");
    assert_eq!(std::fs::read(&path).expect("the record"), whole);
}

#[test]
fn a_record_whose_folder_was_taken_away_is_written_again_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("away/record.jsonl");
    let mut session = on_record(&path);
    assert!(!session.look_after().expect("it is there"));
    std::fs::remove_dir_all(folder.path().join("away")).expect("it was there");
    assert!(session.look_after().expect("it can be made anew"));
    session
        .apply(&note("after"), "2026-11-25T15:00:00Z")
        .expect("it can be written");
    let read = files::record(&path).expect("it is whole");
    replay(&read).expect("it plays again");
    assert_eq!(read.commands().count(), 3);
}

#[test]
fn a_record_with_no_place_left_goes_on_and_is_written_when_there_is_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("away/record.jsonl");
    let mut session = on_record(&path);
    // A file stands where the folder was: nothing can be made there.
    std::fs::remove_dir_all(folder.path().join("away")).expect("it was there");
    std::fs::write(folder.path().join("away"), b"in the way").expect("a file");
    session
        .apply(&note("kept in memory"), "2026-11-25T15:00:00Z")
        .expect_err("there is no place for it");
    assert!(session.has_unsaved());
    assert_eq!(session.take_held().len(), 1, "the room can be shown it");
    session
        .advance(200 * 60)
        .expect_err("there is no place for it");
    std::fs::remove_file(folder.path().join("away")).expect("it was there");
    session.flush().expect("there is a place again");
    let read = files::record(&path).expect("it is whole");
    let mut again = replay(&read).expect("it plays again");
    again.exercise.advance(200 * 60);
    assert_eq!(read.commands().count(), 3);
    assert_eq!(
        again.exercise.state().hash(),
        session.exercise().state().hash()
    );
}
