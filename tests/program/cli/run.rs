//! `wardroom run`: what it prints, what it writes, and what it refuses.

use super::{folder, friday, names_in, parsed, read, wardroom, with_record};
use crate::repository::{MAIN, TEAM};
use std::fs;
use wardroom_core::words;

#[test]
fn a_run_as_json_is_one_object_with_the_fields_that_programs_rely_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = wardroom(
        folder.path(),
        &[
            "run",
            &friday(),
            "--team",
            "prepared",
            "--seed",
            "3",
            "--format",
            "json",
            "-o",
            "out",
        ],
    )
    .ended(0);
    let summary = ran.json();
    assert_eq!(summary["scenario"], "friday-lunchtime", "{}", ran.told);
    assert_eq!(summary["team"], "prepared", "{}", ran.told);
    assert_eq!(summary["seed"], 3, "{}", ran.told);
    assert_eq!(summary["ended_mins"], 4_230, "Friday to Monday{}", ran.told);
    for score in ["score", "patients"] {
        let score = summary[score].as_f64().unwrap_or(f64::NAN);
        assert!((0.0..=100.0).contains(&score), "{}", ran.told);
    }
    let hash = summary["state_hash"].as_str().unwrap_or_default();
    assert_eq!(hash.len(), 64, "{}", ran.told);
    assert!(
        hash.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{}",
        ran.told
    );

    let objectives = summary["objectives"].as_array().expect("a list");
    assert!(!objectives.is_empty(), "{}", ran.told);
    for objective in objectives {
        assert!(objective["id"].is_string(), "{}", ran.told);
        let rating = &objective["rating"];
        let letter = rating
            .as_str()
            .is_some_and(|letter| "PSMU".contains(letter));
        assert!(letter || rating.is_null(), "{}", ran.told);
        let score = &objective["score"];
        let in_range = score
            .as_f64()
            .is_some_and(|score| (0.0..=100.0).contains(&score));
        assert!(in_range || score.is_null(), "{}", ran.told);
        assert_eq!(rating.is_null(), score.is_null(), "{}", ran.told);
    }

    let outcomes = &summary["outcomes"];
    for count in [
        "hosts_total",
        "hosts_ever_infected",
        "hosts_locked_peak",
        "appointments_cancelled",
        "operations_cancelled",
        "urgent_cancer_cancelled",
        "ed_diverted",
    ] {
        assert!(outcomes[count].is_u64(), "{count}{}", ran.told);
    }
    for amount in ["degraded_patient_hours", "service_hours_lost"] {
        assert!(outcomes[amount].is_f64(), "{amount}{}", ran.told);
    }
    let scenario = crate::support::friday();
    assert_eq!(
        outcomes["hosts_total"],
        scenario.hosts_total(),
        "{}",
        ran.told
    );

    // What is for people goes to stderr; the file holds the same.
    let ran = ran.warns(&["out"]);
    assert_eq!(
        parsed(&read(&folder, "out/summary.json")).expect("JSON"),
        summary,
        "{}",
        ran.told
    );
}

#[test]
fn the_same_run_gives_the_same_summary_and_another_seed_another() {
    let folder = folder();
    let run = |seed: &str| {
        wardroom(
            folder.path(),
            &[
                "run", "main.ron", "--team", "quick", "--seed", seed, "--format", "json",
            ],
        )
        .ended(0)
        .stdout
    };
    assert_eq!(run("1"), run("1"));
    assert_ne!(run("1"), run("2"));
    assert_eq!(
        names_in(folder.path()),
        ["library.ron", "main.ron", "quick.ron"]
    );
}

#[test]
fn a_run_in_words_is_on_stdout_and_says_that_it_is_simulated() {
    let folder = folder();
    wardroom(folder.path(), &["run", "main.ron", "--team", "quick"])
        .ended(0)
        .says(&[
            words::SCORE,
            "Simulated",
            "respond",
            "devices ever infected",
        ]);
}

#[test]
fn a_run_writes_its_record_and_its_reports_into_a_new_folder() {
    let folder = folder();
    let run = ["run", "main.ron", "--team", "quick", "-o", "deep/down/out"];
    wardroom(folder.path(), &run)
        .ended(0)
        .warns(&["deep/down/out"]);
    let out = folder.path().join("deep/down/out");
    assert_eq!(
        names_in(&out),
        [
            "exercise-log.docx",
            "exercise-log.html",
            "record.jsonl",
            "report.docx",
            "report.html",
            "report.md",
            "report.pdf",
            "summary.json"
        ]
    );
    wardroom(folder.path(), &["replay", "deep/down/out/record.jsonl"])
        .ended(0)
        .says(&["The same", "ENDEX"]);

    wardroom(
        folder.path(),
        &[
            "run",
            "main.ron",
            "--team",
            "quick",
            "-o",
            "short",
            "--no-report",
        ],
    )
    .ended(0);
    assert_eq!(
        names_in(&folder.path().join("short")),
        ["record.jsonl", "summary.json"]
    );
}

#[test]
fn a_record_that_exists_is_never_overwritten() {
    let folder = with_record();
    let before = read(&folder, "out/record.jsonl");
    let names = names_in(&folder.path().join("out"));
    wardroom(
        folder.path(),
        &[
            "run", "main.ron", "--team", "quick", "--seed", "2", "-o", "out",
        ],
    )
    .ended(2)
    .says_nothing()
    .warns(&["record.jsonl", "never overwritten"]);
    assert!(read(&folder, "out/record.jsonl") == before);
    assert_eq!(names_in(&folder.path().join("out")), names);
}

#[test]
fn a_team_is_named_by_its_id_or_by_its_file() {
    let folder = folder();
    let other = TEAM.replace("id: \"quick\"", "id: \"other\"");
    fs::create_dir(folder.path().join("teams")).expect("a folder");
    fs::write(folder.path().join("teams/other.ron"), &other).expect("a file");
    let team = |name: &str| {
        let ran = wardroom(
            folder.path(),
            &["run", "main.ron", "--team", name, "--format", "json"],
        )
        .ended(0);
        ran.json()["team"].clone()
    };
    assert_eq!(team("quick"), "quick");
    assert_eq!(team("teams/other.ron"), "other");

    let wrong = other.replace("option: \"cut\"", "option: \"cutt\"");
    fs::write(folder.path().join("teams/wrong.ron"), wrong).expect("a file");
    wardroom(
        folder.path(),
        &["run", "main.ron", "--team", "teams/wrong.ron"],
    )
    .ended(1)
    .says_nothing()
    .warns(&["W020-unknown-id", "wrong.ron:", "cutt"]);
}

#[test]
fn a_team_that_is_not_there_could_not_run_and_the_teams_that_are_there_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    wardroom(
        folder.path(),
        &["run", &friday(), "--team", "dream", "-o", "out"],
    )
    .ended(2)
    .says_nothing()
    .warns(&["dream", "prepared", "typical", "unprepared", "silent"]);
    assert!(names_in(folder.path()).is_empty(), "nothing is written");
}

#[test]
fn a_scenario_that_is_wrong_is_not_played() {
    let folder = folder();
    let wrong = MAIN.replace("channel: \"mail\"", "channel: \"mial\"");
    fs::write(folder.path().join("main.ron"), wrong).expect("a file");
    wardroom(
        folder.path(),
        &["run", "main.ron", "--team", "quick", "-o", "out"],
    )
    .ended(1)
    .says_nothing()
    .warns(&["W020-unknown-id", "mial", "nothing was played"]);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn the_papers_of_a_scenario_are_written_as_word_files_or_pages() {
    let folder = folder();
    for ending in ["docx", "html", "pdf"] {
        let ran = wardroom(
            folder.path(),
            &["print", "main.ron", "--format", ending, "-o", "papers"],
        )
        .ended(0);
        assert_eq!(ran.stdout.lines().count(), 12, "{}", ran.told);
    }
    assert_eq!(names_in(&folder.path().join("papers")).len(), 36);
    wardroom(folder.path(), &["print", "nowhere.ron"]).ended(2);
}

#[test]
fn the_register_says_what_was_rehearsed_and_lists_what_cannot_be_read() {
    let folder = folder();
    for seed in ["1", "2"] {
        let out = format!("trust/run-{seed}");
        let run = [
            "run",
            "main.ron",
            "--team",
            "quick",
            "--seed",
            seed,
            "-o",
            &out,
            "--no-report",
        ];
        wardroom(folder.path(), &run).ended(0);
    }
    fs::create_dir_all(folder.path().join("trust/broken")).expect("a folder");
    fs::write(folder.path().join("trust/broken/record.jsonl"), "nothing\n").expect("a file");
    for _ in 0..2 {
        // The second time from the index.
        let ran = wardroom(folder.path(), &["register", "trust", "--format", "json"]).ended(0);
        let register = ran.json();
        let member = &register["members"][0];
        assert_eq!(member["member"], "trust", "{}", ran.told);
        assert_eq!(
            member["entries"].as_array().map(Vec::len),
            Some(2),
            "{}",
            ran.told
        );
        // A scripted team rehearses nobody.
        assert_eq!(
            member["due"].as_array().map(Vec::len),
            Some(0),
            "{}",
            ran.told
        );
        assert_eq!(
            member["broken"].as_array().map(Vec::len),
            Some(1),
            "{}",
            ran.told
        );
    }
    // Nothing beside the records is believed.
    fs::remove_dir_all(folder.path().join("trust/run-2")).expect("a folder");
    let ran = wardroom(folder.path(), &["register", "trust"])
        .ended(0)
        .says(&[
            "Nothing was rehearsed by people yet",
            "can't be read",
            "not an assurance rating",
        ]);
    assert!(ran.stdout.contains("trust"), "{}", ran.told);
    wardroom(folder.path(), &["register", "nowhere"]).ended(2);
}
