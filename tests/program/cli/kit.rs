//! What a facilitator takes out of an exercise: the evidence pack, a drill, the papers around it.

use super::{friday, wardroom};
use crate::pdf::reader::Read;
use std::path::Path;

/// A record that a scripted team played.
fn played(at: &Path) {
    let run = ["run", &friday(), "--seed", "7", "-o", "out", "--no-report"];
    wardroom(at, &run).ended(0);
}

/// All that is said in a PDF, without spaces.
fn words_of(pdf: &Path) -> String {
    let bytes = std::fs::read(pdf).expect("a PDF");
    Read::new(&bytes).said(false).concat()
}

#[test]
fn an_evidence_pack_holds_what_was_rehearsed_and_a_line_to_be_signed() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    played(at);
    let note = ["evidence", "out/record.jsonl", "-o", "pack"];
    let ran = wardroom(at, &note).ended(0);
    for name in ["evidence.pdf", "attendance.csv", "calendar.ics"] {
        assert!(ran.stdout.contains(name), "{name}: {}", ran.stdout);
        assert!(at.join("pack").join(name).is_file(), "{name}");
    }
    let words = words_of(&at.join("pack/evidence.pdf"));
    for said in [
        "Attendance",
        "Main Events List, as delivered",
        "Standards that were rehearsed",
        "Improvement actions",
        "Accountable Emergency Officer",
        "no assurance rating",
        "CAF",
    ] {
        assert!(words.contains(&said.replace(' ', "")), "{said}");
    }
    // A scripted team has no names: nobody gets a certificate, and nobody attended.
    let csv = std::fs::read_to_string(at.join("pack/attendance.csv")).expect("it is there");
    assert_eq!(csv.lines().count(), 1, "{csv}");
    let calendar = std::fs::read_to_string(at.join("pack/calendar.ics")).expect("it is there");
    assert!(calendar.starts_with("BEGIN:VCALENDAR"), "{calendar}");
    for said in ["EXERCISE", "Cold debrief", "Rehearse again"] {
        assert!(calendar.contains(said), "{said}: {calendar}");
    }
    // The same again, to the last byte: nothing reads a clock.
    let again = ["evidence", "out/record.jsonl", "-o", "again"];
    wardroom(at, &again).ended(0);
    let of = |pack: &str| std::fs::read(at.join(pack).join("calendar.ics")).expect("it is there");
    assert_eq!(of("pack"), of("again"));
}

#[test]
fn a_drill_asks_what_was_asked_then_and_tells_overleaf_what_was_decided() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    played(at);
    let list = wardroom(at, &["drill", "out/record.jsonl", "--list"]).ended(0);
    let first = list.stdout.lines().next().expect("a decision");
    let number = first.split_whitespace().next().expect("its number");
    let asked = [
        "drill",
        "out/record.jsonl",
        "--decision",
        number,
        "--format",
        "html",
        "-o",
        "drill.html",
    ];
    wardroom(at, &asked).ended(0);
    let page = std::fs::read_to_string(at.join("drill.html")).expect("it is there");
    let (front, overleaf) = page.split_once("class=\"new-page\"").expect("two pages");
    for said in ["What you know", "What came last", "What it costs"] {
        assert!(front.contains(said), "{said}");
    }
    assert!(!front.contains("Whatwasdecidedthen"));
    for said in ["What was decided then", "What else there was", "Talk about"] {
        assert!(overleaf.contains(said), "{said}");
    }
    let wrong = ["drill", "out/record.jsonl", "--decision", "9999"];
    let ran = wardroom(at, &wrong).ended(2);
    assert!(ran.stderr.contains("--list"), "{}", ran.stderr);
    wardroom(at, &["drill", "out/record.jsonl", "--runs", "2"]).ended(0);
    assert!(words_of(&at.join("drill.pdf")).contains("Whatwasdecidedthen"));
}
