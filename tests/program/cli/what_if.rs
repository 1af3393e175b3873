//! `wardroom what-if`: lists, answers, refusals.

use super::{friday, wardroom};
use tempfile::TempDir;
use wardroom_core::words;

/// A folder with a record of Friday lunchtime in `out`.
fn with_friday() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    wardroom(
        folder.path(),
        &["run", &friday(), "--seed", "7", "-o", "out", "--no-report"],
    )
    .ended(0);
    folder
}

#[test]
fn the_list_names_decisions_changes_and_outcomes() {
    let folder = with_friday();
    let ran = wardroom(
        folder.path(),
        &["what-if", "out/record.jsonl", "--list", "--format", "json"],
    )
    .ended(0);
    let list = ran.json();
    let decisions = list["decisions"].as_array().expect("a list");
    assert!(decisions.len() > 10, "{}", ran.told);
    for (at, decision) in decisions.iter().enumerate() {
        assert_eq!(decision["decision"], at + 1, "{}", ran.told);
        assert!(decision["title"].is_string(), "{}", ran.told);
        let changes = decision["changes"].as_array().expect("a list");
        assert!(changes.len() >= 7, "{}", ran.told);
    }
    assert!(list["controls"].as_array().is_some_and(|it| it.len() >= 6));
    assert_eq!(list["outcomes"][2]["id"], "appointments-cancelled");
    wardroom(folder.path(), &["what-if", "out/record.jsonl", "--list"])
        .ended(0)
        .says(&["control:patched", "can be omitted"]);
}

#[test]
fn an_answer_as_json_has_the_fields_that_programs_rely_on() {
    let folder = with_friday();
    let ran = wardroom(
        folder.path(),
        &[
            "what-if",
            "out/record.jsonl",
            "--change",
            "3:+30",
            "--change",
            "control:edge-closed",
            "--runs",
            "20",
            "--format",
            "json",
        ],
    )
    .ended(0);
    let answer = ran.json();
    assert_eq!(answer["runs"], 20, "{}", ran.told);
    assert_eq!(answer["changes"][0], "3:+30", "{}", ran.told);
    for outcome in answer["outcomes"].as_array().expect("a list") {
        for text in ["id", "unit", "label", "sentence"] {
            assert!(outcome[text].is_string(), "{text}{}", ran.told);
        }
        let figures: Vec<f64> = ["p05", "p25", "median", "p75", "p95"]
            .iter()
            .map(|figure| outcome[figure].as_f64().expect("a number"))
            .collect();
        assert!(figures.is_sorted(), "{}", ran.told);
        assert_eq!(outcome["runs"], 20, "{}", ran.told);
    }
}

#[test]
fn what_makes_no_sense_is_found_wrong_with_the_reason() {
    let folder = with_friday();
    for (change, says) in [
        ("99:omit", "There is no decision 99"),
        ("1:-600", "after STARTEX"),
        ("control:luck", "There is no control"),
    ] {
        wardroom(
            folder.path(),
            &["what-if", "out/record.jsonl", "--change", change],
        )
        .ended(1)
        .warns(&[says])
        .says_nothing();
    }
    wardroom(folder.path(), &["what-if", "out/record.jsonl"])
        .ended(2)
        .warns(&["--list"]);
    wardroom(folder.path(), &["what-if", "nowhere.jsonl", "--list"]).ended(2);
}

#[test]
fn belief_luck_and_ranking_are_told() {
    let folder = with_friday();
    wardroom(
        folder.path(),
        &["what-if", "out/record.jsonl", "--reported-v-actual"],
    )
    .ended(0)
    .says(&["known", "later"]);
    wardroom(
        folder.path(),
        &["what-if", "out/record.jsonl", "--chance", "--runs", "3"],
    )
    .ended(0)
    .says(&["What became of patients", "other chance"]);
    wardroom(
        folder.path(),
        &[
            "what-if",
            "out/record.jsonl",
            "--key-decisions",
            "--runs",
            "1",
        ],
    )
    .ended(0)
    .says(&["Appointments cancelled, 1 paired runs a change"]);
}

#[test]
fn answers_are_drawn_as_pages_and_what_is_not_drawn_is_refused() {
    let folder = with_friday();
    for asked in [
        &["--change", "5:omit"][..],
        &["--key-decisions"],
        &["--controls"],
        &["--chance"],
    ] {
        let mut arguments = vec![
            "what-if",
            "out/record.jsonl",
            "--runs",
            "2",
            "--format",
            "html",
        ];
        arguments.extend(asked);
        let page = wardroom(folder.path(), &arguments).ended(0).stdout;
        assert!(page.starts_with("<!DOCTYPE html>"), "{asked:?}");
        assert!(
            page.contains("<svg") && page.contains("<details>"),
            "{asked:?}"
        );
    }
    for asked in ["--list", "--reported-v-actual"] {
        wardroom(
            folder.path(),
            &["what-if", "out/record.jsonl", asked, "--format", "html"],
        )
        .ended(2)
        .warns(&["--key-decisions"])
        .says_nothing();
    }
}

#[test]
fn a_report_tells_what_made_a_difference_if_runs_are_asked_for_and_the_log_is_a_part_of_its_own() {
    let folder = with_friday();
    let report = |more: &[&str]| {
        let mut arguments = vec!["report", "out/record.jsonl"];
        arguments.extend(more);
        wardroom(folder.path(), &arguments).ended(0).stdout
    };
    assert!(!report(&[]).contains("What made a difference"));
    let asked = report(&["--runs", "1"]);
    for head in [
        "What made a difference",
        words::KEY_DECISIONS,
        words::CHANCE,
    ] {
        assert!(asked.contains(head), "{head}");
    }
    report(&["--runs", "1", "--format", "pdf", "-o", "asked.pdf"]);
    let pdf = std::fs::read(folder.path().join("asked.pdf")).expect("a PDF");
    let said = crate::pdf::reader::Read::new(&pdf).said(false).concat();
    for head in [
        "What made a difference",
        words::KEY_DECISIONS,
        words::CHANCE,
    ] {
        let close = head.replace(' ', "");
        assert!(said.contains(&close), "{head} in the PDF");
    }
    let log = report(&["--part", "log"]);
    assert!(log.contains("Timeline") && !log.contains("Improvement plan"));
}
