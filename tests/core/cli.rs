//! The real program, in a fresh folder each time: exit codes, what goes to which stream, what is
//! written where.

mod killed;

use crate::diagnostics::{MAIN, TEAM, sound};
use crate::support::friday_path;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What the program did.
struct Ran {
    /// Command, folder and both streams, for a failure message.
    told: String,
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// The program, without a display and without anything to read.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wardroom"));
    command
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null());
    command
}

fn wardroom<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Ran {
    let mut command = program(folder);
    command.args(arguments);
    let output = command.output().expect("the program can be started");
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code();
    let told = format!(
        "\ncommand: {command:?}\nfolder:  {}\nended:   {:?}\n--- stdout ---\n{}\n--- stderr ---\n{}\n",
        folder.display(),
        output.status,
        beginning(&stdout),
        beginning(&stderr)
    );
    Ran {
        told,
        code,
        stdout,
        stderr,
    }
}

/// So much of a text as a person reads.
fn beginning(text: &str) -> String {
    text.chars().take(4_000).collect()
}

impl Ran {
    /// That it ended with this code.
    #[track_caller]
    fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.told);
        self
    }

    /// That all of this is on stdout.
    #[track_caller]
    fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(
                self.stdout.contains(part),
                "`{part}` is not on stdout{}",
                self.told
            );
        }
        self
    }

    /// That all of this is on stderr.
    #[track_caller]
    fn warns(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(
                self.stderr.contains(part),
                "`{part}` is not on stderr{}",
                self.told
            );
        }
        self
    }

    /// That stdout is empty.
    #[track_caller]
    fn says_nothing(self) -> Self {
        assert!(self.stdout.is_empty(), "stdout is not empty{}", self.told);
        self
    }

    /// Stdout, which is one JSON object on one line.
    #[track_caller]
    fn json(&self) -> Value {
        assert_eq!(self.stdout.matches('\n').count(), 1, "{}", self.told);
        parsed(&self.stdout)
            .unwrap_or_else(|error| panic!("stdout is no JSON: {error}{}", self.told))
    }
}

fn parsed(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text)
}

fn friday() -> String {
    friday_path().display().to_string()
}

/// A folder with the small sound scenario in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in sound() {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// The same with a record of it in `out`.
fn with_record() -> TempDir {
    let folder = folder();
    wardroom(
        folder.path(),
        &[
            "run",
            "main.ron",
            "--team",
            "quick",
            "-o",
            "out",
            "--no-report",
        ],
    )
    .ended(0);
    folder
}

fn read(folder: &TempDir, path: &str) -> String {
    let path = folder.path().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn help_and_version_are_data_and_what_makes_no_sense_could_not_run() {
    let folder = folder();
    let at = folder.path();
    wardroom(at, &["--help"])
        .ended(0)
        .says(&["run", "check", "replay", "report", "play"]);
    wardroom(at, &["--version"])
        .ended(0)
        .says(&["wardroom ", env!("CARGO_PKG_VERSION")]);
    for command in ["play", "run", "check", "replay", "report"] {
        wardroom(at, &[command, "--help"]).ended(0).says(&["Usage"]);
    }
    for nonsense in [
        &["sail"][..],
        &["run"],
        &["check"],
        &["replay"],
        &["report"],
        &["run", "main.ron", "--seed", "lucky"],
        &["run", "main.ron", "--format", "xml"],
        &["report", "record.jsonl", "--to", "stone"],
        &["--size", "800x600"],
    ] {
        wardroom(at, nonsense)
            .ended(2)
            .says_nothing()
            .warns(&["error:", "--help"]);
    }
}

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
    assert_eq!(summary["ended_mins"], 4_230, "{}", ran.told);
    for score in ["readiness", "percentile"] {
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
    assert_eq!(outcomes["hosts_total"], 5_812, "{}", ran.told);

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
        .says(&["Readiness", "Simulated", "respond", "devices ever infected"]);
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
        ["record.jsonl", "report.html", "report.md", "summary.json"]
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
fn check_says_that_what_is_sound_is_sound() {
    let folder = folder();
    let ran = wardroom(folder.path(), &["check", "main.ron"])
        .ended(0)
        .says(&["main.ron: sound", "3 injects", "1 prompts", "47 devices"]);
    assert!(ran.stderr.is_empty(), "{}", ran.told);
    wardroom(folder.path(), &["check", &friday()])
        .ended(0)
        .says(&["friday-lunchtime.ron: sound", "5812 devices"]);
    let ran = wardroom(folder.path(), &["check", "main.ron", "--format", "json"]).ended(0);
    assert_eq!(
        ran.json(),
        serde_json::json!({ "files": [{ "path": "main.ron", "problems": [] }] })
    );
}

#[test]
fn check_tells_every_problem_with_code_place_and_hint() {
    let folder = folder();
    let wrong = MAIN
        .replace("channel: \"mail\"", "channel: \"mial\"")
        .replace("success: 0.5", "success: 50.0");
    fs::write(folder.path().join("wrong.ron"), &wrong).expect("a file");
    let line = |needle: &str| {
        let before = &wrong[..wrong.find(needle).expect("it is there")];
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    };
    let (share, id) = (line("50.0,\n"), line("\"mial\""));

    let ran = wardroom(folder.path(), &["check", "main.ron", "wrong.ron"])
        .ended(1)
        .says(&["main.ron: sound", "wrong.ron: 2 found wrong"])
        .warns(&["error[W031-share]", "error[W020-unknown-id]"])
        .warns(&[
            "hint: for 50 per cent write 0.5",
            "hint: did you mean `mail`?",
        ])
        .warns(&[
            &format!("wrong.ron:{}:{}", share.0, share.1),
            &format!("wrong.ron:{}:{}", id.0, id.1),
        ]);
    assert!(
        !ran.stderr.contains('\u{1b}'),
        "no colours in a file{}",
        ran.told
    );

    let ran = wardroom(
        folder.path(),
        &["check", "--format", "json", "main.ron", "wrong.ron"],
    )
    .ended(1);
    assert!(ran.stderr.is_empty(), "{}", ran.told);
    let found = ran.json();
    let files = found["files"].as_array().expect("a list");
    assert_eq!(files.len(), 2, "{}", ran.told);
    assert_eq!(files[0]["problems"], serde_json::json!([]), "{}", ran.told);
    assert_eq!(files[1]["path"], "wrong.ron", "{}", ran.told);
    let problems = files[1]["problems"].as_array().expect("a list");
    assert_eq!(problems.len(), 2, "{}", ran.told);
    let problem = &problems[1];
    assert_eq!(problem["code"], "W020-unknown-id", "{}", ran.told);
    assert_eq!(problem["file"], "wrong.ron", "{}", ran.told);
    assert_eq!(problem["line"], id.0, "{}", ran.told);
    assert_eq!(problem["column"], id.1, "{}", ran.told);
    assert_eq!(problem["hint"], "did you mean `mail`?", "{}", ran.told);
    assert!(
        problem["message"]
            .as_str()
            .is_some_and(|text| text.contains("mial")),
        "{}",
        ran.told
    );
}

#[test]
fn check_takes_a_folder_and_tells_which_of_its_scenarios_are_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in sound() {
        let name = if name == "main.ron" {
            "all/main.ron"
        } else {
            &format!("all/parts/{name}")
        };
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let text = text
            .replace("\"library.ron\"", "\"parts/library.ron\"")
            .replace("\"quick.ron\"", "\"parts/quick.ron\"");
        fs::write(path, text).expect("a file");
    }
    wardroom(folder.path(), &["check", "all"])
        .ended(0)
        .says(&["main.ron: sound"]);
    fs::write(folder.path().join("all/other.ron"), "Scenario(").expect("a file");
    wardroom(folder.path(), &["check", "all"])
        .ended(1)
        .says(&["main.ron: sound", "other.ron: "])
        .warns(&["error[W"]);
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    wardroom(folder.path(), &["check", "empty"])
        .ended(2)
        .says_nothing();
}

#[test]
fn check_tells_that_a_scenario_is_not_there() {
    let folder = folder();
    let ran = wardroom(folder.path(), &["check", "nowhere.ron"]).warns(&["nowhere.ron"]);
    assert!(matches!(ran.code, Some(1 | 2)), "{}", ran.told);
}

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
        let ran = wardroom(at, &["report", "out/record.jsonl", "--to", to]).ended(0);
        assert!(ran.stderr.is_empty(), "{}", ran.told);
        let file = format!("report.{to}");
        wardroom(at, &["report", "out/record.jsonl", "--to", to, "-o", &file])
            .ended(0)
            .says_nothing();
        assert!(read(&folder, &file) == ran.stdout, "{}", ran.told);
        ran.stdout
    };
    // A record says no more than the run did, and no less.
    let html = report("html");
    assert!(html.starts_with("<!DOCTYPE html>"), "{}", beginning(&html));
    assert!(untimed(&html) == untimed(&read(&folder, "out/report.html")));
    let md = report("md");
    assert!(md.starts_with("# Sound"), "{}", beginning(&md));
    assert!(untimed(&md) == untimed(&read(&folder, "out/report.md")));

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
    let mut lines = csv.lines();
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

/// A report without its trailing white space, in which alone two writings of it may differ.
fn untimed(report: &str) -> &str {
    report.trim_end()
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
                beginning(&rest[..rest.len().min(80)])
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
                beginning(&html[at..(at + 80).min(html.len())])
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
        "Timeline",
        "Decisions",
        "debrief",
        "What really happened",
    ] {
        assert!(html.contains(part), "the page lacks “{part}”");
    }
    let summary = parsed(&read(&folder, "out/summary.json")).expect("JSON");
    let objectives = summary["objectives"].as_array().expect("a list");
    let rated = html.matches("class=\"rating r").count();
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
            html.contains(start.trim()),
            "the page does not ask “{question}”"
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

#[cfg(any(not(feature = "window"), all(unix, not(target_os = "macos"))))]
#[test]
fn without_a_display_the_program_says_so_and_plays() {
    let folder = folder();
    for command in [&[][..], &["play"], &["play", "main.ron"]] {
        let ran = wardroom(folder.path(), command)
            .ended(0)
            .says(&["Simulated", "Readiness"])
            .warns(&["hint:"]);
        assert!(
            ran.stderr.contains("no display") || ran.stderr.contains("without its window"),
            "{}",
            ran.told
        );
    }
    wardroom(folder.path(), &["--screenshot", "pictures"])
        .ended(2)
        .says_nothing();
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
