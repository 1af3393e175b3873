//! The real program, in a fresh folder each time: exit codes, what goes to which stream, what is
//! written where.

mod authoring;
mod check;
#[cfg(feature = "pages")]
mod failing_disk;
mod give_away;
mod killed;
mod kit;
mod needs;
mod packs;
mod plan;
mod reading;
mod run;
#[cfg(feature = "pages")]
mod served;
mod streams;
mod verify;
mod what_if;

use crate::repository::sound;
use crate::support::friday_path;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;
use wardroom_core::words;

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
        // A key of the tests' own, and none in anybody's home.
        .env(
            "WARDROOM_KEY",
            std::env::temp_dir().join("wardroom-tests-key"),
        )
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
        &["report", "record.jsonl", "--format", "stone"],
        &["--size", "800x600"],
    ] {
        wardroom(at, nonsense)
            .ended(2)
            .says_nothing()
            .warns(&["error:", "--help"]);
    }
}

#[cfg(any(not(feature = "window"), all(unix, not(target_os = "macos"))))]
#[test]
fn without_a_display_the_program_says_so_and_plays() {
    let folder = folder();
    for command in [&[] as &[&str], &["play"], &["play", "main.ron"]] {
        let ran = wardroom(folder.path(), command)
            .ended(0)
            .says(&["Simulated", words::SCORE])
            .warns(&["hint:"]);
        assert!(
            ran.stderr.contains("no display") || ran.stderr.contains("without its window"),
            "{}",
            ran.told
        );
    }
}

/// Options that were renamed, each as it was and as it is, with the rest of a command.
const RENAMED: &[(&str, &str, &[&str])] = &[
    (
        "--seeds",
        "--runs",
        &[
            "balance",
            "main.ron",
            "--no-search",
            "--no-values",
            "=",
            "1",
        ],
    ),
    ("--to", "--format", &["report", RECORD, "=", "md"]),
    (
        "--to",
        "--format",
        &["msel", "export", "main.ron", "=", "csv"],
    ),
    (
        "--to",
        "--format",
        &["print", "main.ron", "-o", "papers", "=", "html"],
    ),
    (
        "--mattered",
        "--key-decisions",
        &["what-if", RECORD, "--runs", "1", "="],
    ),
    (
        "--luck",
        "--chance",
        &["what-if", RECORD, "--runs", "1", "="],
    ),
    ("--belief", "--reported-v-actual", &["what-if", RECORD, "="]),
];

const RECORD: &str = "out/record.jsonl";

#[test]
fn an_option_that_was_renamed_goes_by_its_old_name_too() {
    let folder = with_record();
    for (old, new, rest) in RENAMED {
        let said = |name: &'static str| {
            let words: Vec<&str> = rest
                .iter()
                .map(|word| if *word == "=" { name } else { word })
                .collect();
            wardroom(folder.path(), &words).ended(0)
        };
        let (now, before) = (said(new), said(old));
        assert_eq!(now.stdout, before.stdout, "{}", before.told);
        let help: Vec<&str> = rest
            .iter()
            .take(1 + usize::from(rest[0] == "msel"))
            .copied()
            .collect();
        let help = wardroom(folder.path(), &[&help[..], &["--help"]].concat()).ended(0);
        assert!(help.stdout.contains(new), "{}", help.told);
        let shown = help.stdout.split_whitespace().any(|word| word == *old);
        assert!(!shown, "{old} is shown{}", help.told);
    }
}
