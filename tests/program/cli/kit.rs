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

#[test]
fn the_register_says_of_each_type_when_it_was_last_held_and_when_it_is_due() {
    let folder = super::folder();
    let at = folder.path();
    super::plan::rehearsed(at);
    let list = "date,type,title\n2025-09-01,Live,Flood\n2022-02-01,Command post,Winter\n2026-01-20,stroll,Walk\n";
    std::fs::write(at.join("records/exercises.csv"), list).expect("a list");
    let json = wardroom(at, &["register", "records", "--format", "json"]);
    let register = json.ended(0).json();
    let member = &register["members"][0];
    let told: Vec<(&str, &str, &str)> = member["types"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| {
            let [of, last, next] = [&it["type"], &it["last"]["day"], &it["next_due"]]
                .map(|it| it.as_str().unwrap_or("-"));
            (of, last, next)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("communications", "-", "-"),
            ("table-top", "2026-03-14", "2027-03-14"),
            ("live", "2025-09-01", "2028-09-01"),
            ("command-post", "2022-02-01", "2025-02-01"),
        ]
    );
    assert_eq!(member["types"][1]["last"]["recorded"], true);
    assert_eq!(member["types"][2]["last"]["recorded"], false);
    assert_eq!(member["types"][3]["overdue"], true);
    let why = member["broken"][0]["why"].as_str().expect("words");
    assert!(why.contains("line 4") && why.contains("stroll"), "{why}");

    wardroom(at, &["register", "records"]).ended(0).says(&[
        "Table-top            2026-03-14  2027-03-14",
        "Command post         2022-02-01  2025-02-01  overdue: Winter (listed)",
        "none known",
    ]);
    let csv = wardroom(at, &["register", "records", "--format", "csv"]).ended(0);
    assert_eq!(csv.stdout.lines().count(), 5, "{}", csv.stdout);
    csv.says(&["records,Live,2025-09-01,Flood,no,36,2028-09-01,no,"]);
    wardroom(at, &["register", "records", "--format", "html"])
        .ended(0)
        .says(&[
            "14 Mar 2026",
            "overdue since 1 Feb 2025",
            "not an assurance rating",
        ]);
    let wrong = [
        "serve",
        "main.ron",
        "--address",
        "127.0.0.1",
        "--type",
        "walk",
    ];
    wardroom(at, &wrong).ended(2).warns(&["command-post"]);
}

#[test]
fn a_cold_debrief_goes_through_what_was_promised_and_what_is_in_dispute() {
    let folder = super::folder();
    let at = folder.path();
    super::plan::rehearsed(at);
    let record = "records/march/record.jsonl";
    let html = ["debrief", record, "--format", "html", "-o", "cold.html"];
    wardroom(at, &html).ended(0).says(&["cold.html"]);
    let page = std::fs::read_to_string(at.join("cold.html")).expect("it is there");
    for said in [
        "between 28 March 2026 and 11 April 2026",
        "What was promised",
        "No action is on record",
        "The plan was silent",
        "Objective by objective",
        "is due by 14 March 2027",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    wardroom(at, &["debrief", record]).ended(0);
    let word = std::fs::read(at.join("cold-debrief.docx")).expect("it is there");
    assert!(word.starts_with(b"PK"));
    let pdf = [
        "debrief",
        record,
        "--format",
        "pdf",
        "--marking",
        "OFFICIAL",
    ];
    wardroom(at, &pdf).ended(0);
    assert!(words_of(&at.join("cold-debrief.pdf")).contains("Momentsindispute"));
    // It is never written over what it is made of.
    wardroom(at, &["debrief", record, "-o", record]).ended(2);
}
