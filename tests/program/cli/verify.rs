//! `wardroom verify`, `key` and `forget`: whether a record is whole and who signed it, and a copy
//! without somebody.

use super::{friday, wardroom};
use std::fs;

#[test]
fn a_record_says_who_signed_it_and_every_kind_of_change_is_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let run = ["run", &friday(), "--seed", "7", "-o", "out", "--no-report"];
    wardroom(at, &run).ended(0);
    let record = "out/record.jsonl";
    wardroom(at, &["verify", record]).ended(0).says(&[
        "Whole",
        "signed by key",
        "this installation's key",
    ]);
    wardroom(at, &["key", "-o", "own.key"]).ended(0);
    wardroom(at, &["verify", record, "--key", "own.key"])
        .ended(0)
        .says(&["the key that was named"]);
    fs::write(at.join("other.key"), "11".repeat(32)).expect("written");
    wardroom(at, &["verify", record, "--key", "other.key"])
        .ended(1)
        .says(&["not the key that was named"]);
    fs::write(at.join("no.key"), "not a key").expect("written");
    wardroom(at, &["verify", record, "--key", "no.key"]).ended(2);

    let text = fs::read_to_string(at.join(record)).expect("the record");
    let write = |name: &str, text: &str| fs::write(at.join(name), text).expect("written");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    write("cut.jsonl", &lines[..lines.len() - 40].concat());
    wardroom(at, &["verify", "cut.jsonl"])
        .ended(1)
        .says(&["Cut short after line"]);
    write("unsigned.jsonl", &lines[..lines.len() - 1].concat());
    wardroom(at, &["verify", "unsigned.jsonl"])
        .ended(0)
        .says(&["Whole", "not signed"]);
    wardroom(at, &["verify", "unsigned.jsonl", "--key", "own.key"]).ended(1);
    write(
        "altered.jsonl",
        &text.replacen("\"seed\":7", "\"seed\":8", 1),
    );
    wardroom(at, &["verify", "altered.jsonl"])
        .ended(1)
        .says(&["Altered at line 1"]);
    let found = wardroom(at, &["verify", record, "--format", "json"]).ended(0);
    assert_eq!(found.json()["standing"], "signed");
    // The report says of which record it is told.
    let report = wardroom(at, &["report", record, "--format", "md"]).ended(0);
    assert!(report.stdout.contains("signed by key"), "{}", report.told);
}

#[test]
fn nobody_is_forgotten_who_is_not_there_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let run = ["run", &friday(), "--seed", "7", "-o", "out", "--no-report"];
    wardroom(at, &run).ended(0);
    let record = "out/record.jsonl";
    let before = fs::read(at.join(record)).expect("the record");
    wardroom(
        at,
        &["forget", record, "--person", "Helen Ward", "-o", "copy"],
    )
    .ended(1)
    .warns(&["Nobody called “Helen Ward”"]);
    wardroom(at, &["forget", record, "--person", "x", "-o", record]).ended(2);
    assert_eq!(fs::read(at.join(record)).expect("the record"), before);
}
