//! `wardroom replay` and `wardroom report`: what is read from a record.

use super::{beginning, folder, friday, parsed, program, read, wardroom, with_record};
use std::fs;
use std::process::Stdio;

#[test]
fn replay_tells_whether_a_record_is_the_same() {
    let folder = with_record();
    let at = folder.path();
    wardroom(at, &["replay", "out/record.jsonl"])
        .ended(0)
        .says(&["The same", "ENDEX"]);
    let ran = wardroom(at, &["replay", "out/record.jsonl", "--format", "json"]).ended(0);
    let told = ran.json();
    let summary = parsed(&read(&folder, "out/summary.json")).expect("JSON");
    assert_eq!(told["same"], true, "{}", ran.told);
    assert_eq!(told["ended"], true, "{}", ran.told);
    assert_eq!(told["torn_bytes"], 0, "{}", ran.told);
    assert_eq!(told["state_hash"], summary["state_hash"], "{}", ran.told);
    let good = read(&folder, "out/record.jsonl");
    assert_eq!(told["lines"], good.lines().count(), "{}", ran.told);

    wardroom(at, &["replay", "nowhere.jsonl"])
        .ended(2)
        .says_nothing()
        .warns(&["nowhere.jsonl", "no such file"]);
    wardroom(at, &["replay", "main.ron"])
        .ended(1)
        .says_nothing()
        .warns(&["main.ron"]);
}

#[test]
fn replay_and_report_tell_the_line_at_which_a_record_was_changed() {
    let folder = with_record();
    let at = folder.path();
    let good = read(&folder, "out/record.jsonl");
    let changed = good.replacen("\"option\":\"cut\"", "\"option\":\"cub\"", 1);
    assert_ne!(changed, good);
    let line = good[..good.find("\"option\":\"cut\"").expect("it is there")]
        .matches('\n')
        .count()
        + 1;
    fs::write(at.join("changed.jsonl"), changed).expect("a file");
    for command in [
        &["replay", "changed.jsonl"][..],
        &["replay", "changed.jsonl", "--format", "json"],
        &["report", "changed.jsonl"],
        &["report", "changed.jsonl", "-o", "report.html"],
    ] {
        wardroom(at, command)
            .ended(1)
            .warns(&["changed.jsonl", &format!("Line {line} ")]);
    }
    assert!(
        !at.join("report.html").exists(),
        "there is no report of a changed record"
    );

    let mut without: Vec<&str> = good.split_inclusive('\n').collect();
    without.remove(4);
    fs::write(at.join("without.jsonl"), without.concat()).expect("a file");
    wardroom(at, &["replay", "without.jsonl"])
        .ended(1)
        .warns(&["Line 5 "]);
}

#[test]
fn a_line_that_was_cut_off_is_told_and_the_rest_replays() {
    let folder = with_record();
    let good = read(&folder, "out/record.jsonl");
    let cut = &good[..good.len() - 25];
    fs::write(folder.path().join("cut.jsonl"), cut).expect("a file");
    let torn = cut.len() - cut.rfind('\n').expect("it has lines") - 1;
    wardroom(folder.path(), &["replay", "cut.jsonl"])
        .ended(0)
        .says(&["The same"])
        .warns(&["cut off", &torn.to_string()]);
    let ran = wardroom(folder.path(), &["replay", "cut.jsonl", "--format", "json"]).ended(0);
    assert_eq!(ran.json()["torn_bytes"], torn, "{}", ran.told);
    // Nobody asked for it to be mended.
    assert!(read(&folder, "cut.jsonl") == cut);
    assert!(!folder.path().join("cut.jsonl.torn").exists());
}

#[test]
fn a_report_is_written_in_each_form_to_stdout_or_to_a_file() {
    let folder = folder();
    let at = folder.path();
    wardroom(at, &["run", "main.ron", "--team", "quick", "-o", "out"]).ended(0);
    let report = |to: &str| {
        let ran = wardroom(at, &["report", "out/record.jsonl", "--format", to]).ended(0);
        assert!(ran.stderr.is_empty(), "{}", ran.told);
        let file = format!("report.{to}");
        wardroom(
            at,
            &["report", "out/record.jsonl", "--format", to, "-o", &file],
        )
        .ended(0)
        .says_nothing();
        assert!(read(&folder, &file) == ran.stdout, "{}", ran.told);
        ran.stdout
    };
    // A record says no more than the run did, and no less.
    let html = report("html");
    assert!(html.starts_with("<!DOCTYPE html>"), "{}", beginning(&html));
    assert!(html == read(&folder, "out/report.html"));
    let md = report("md");
    assert!(md.starts_with("# Sound"), "{}", beginning(&md));
    assert!(md == read(&folder, "out/report.md"));

    let json = parsed(&report("json")).expect("JSON");
    let summary = parsed(&read(&folder, "out/summary.json")).expect("JSON");
    assert_eq!(json["summary"], summary);
    assert_eq!(json["simulated"], true);
    for list in ["timeline", "series"] {
        assert!(
            json[list].as_array().is_some_and(|list| !list.is_empty()),
            "{list}"
        );
    }

    let csv = report("csv");
    // Led by the mark by which Excel knows UTF-8.
    let mut lines = csv.trim_start_matches('\u{feff}').lines();
    assert_eq!(
        lines.next(),
        Some("exercise_time,minutes,kind,title,detail,who")
    );
    assert_eq!(
        json["timeline"].as_array().map(Vec::len),
        Some(lines.count())
    );

    let html_by_default = wardroom(at, &["report", "out/record.jsonl"]).ended(0);
    assert!(html_by_default.stdout == html);
    wardroom(at, &["report", "nowhere.jsonl"])
        .ended(2)
        .says_nothing();
}

#[test]
fn the_report_is_one_page_that_loads_nothing_and_says_that_it_is_simulated() {
    let folder = tempfile::tempdir().expect("a folder");
    wardroom(
        folder.path(),
        &["run", &friday(), "--team", "typical", "-o", "out"],
    )
    .ended(0);
    let html = read(&folder, "out/report.html");
    let lower = html.to_lowercase();
    for load in ["src=", "href=", "srcset=", "url(", "action="] {
        for (at, _) in lower.match_indices(load) {
            let rest = lower[at + load.len()..].trim_start_matches(['"', '\'', ' ']);
            assert!(
                rest.starts_with('#') || rest.starts_with("data:"),
                "it loads {load}{}",
                rest.chars().take(80).collect::<String>()
            );
        }
    }
    for load in [
        "<script", "<link", "<iframe", "<object", "<embed", "@import",
    ] {
        assert!(!lower.contains(load), "{load}");
    }
    // What an SVG is called is no place to load it from.
    for address in ["http://", "https://"] {
        for (at, _) in lower.match_indices(address) {
            assert!(
                lower[at..].starts_with("http://www.w3.org/"),
                "{}",
                lower[at..].chars().take(80).collect::<String>()
            );
        }
    }
    assert!(lower.matches("simulated").count() > 3);
    assert!(html.matches("<svg").count() >= 3);
    for part in [
        "EXERCISE EXERCISE EXERCISE",
        "not an assurance rating",
        "Friday lunchtime",
        "Ratings",
        "Key decisions",
        "exercise log",
        "debrief",
    ] {
        assert!(html.contains(part), "the page lacks “{part}”");
    }
    let log = read(&folder, "out/exercise-log.html");
    for part in [
        "EXERCISE EXERCISE EXERCISE",
        "simulated",
        "Timeline",
        "Decisions and why",
        "What really happened",
    ] {
        assert!(log.contains(part), "the log lacks “{part}”");
    }
    let summary = parsed(&read(&folder, "out/summary.json")).expect("JSON");
    let objectives = summary["objectives"].as_array().expect("a list");
    let rated = html.matches("class=\"mark-").count();
    assert!(
        rated > objectives.len(),
        "each objective and task has its letter"
    );
    let scenario = crate::support::friday();
    for (question, _) in &scenario.debrief {
        let start: String = question
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == ' ')
            .collect();
        assert!(
            log.contains(start.trim()),
            "the log does not ask “{question}”"
        );
    }
    for objective in &scenario.objectives {
        assert!(
            html.contains(&objective.title),
            "the page lacks {}",
            objective.title
        );
    }
    assert!(
        read(&folder, "out/report.md")
            .to_lowercase()
            .contains("simulated")
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = with_record();
    let mut child = program(folder.path())
        .args(["report", "out/record.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}
