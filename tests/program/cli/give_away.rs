//! What leaves the house without names: fields have roles, and each text that somebody typed is
//! kept, struck or asked about.

use super::{Ran, friday, program, wardroom};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use wardroom_papers::exchange::sheet;

const RECORD: &str = "out/record.jsonl";

/// A record with three answers after it, of fewer nothing is told without names; one is by somebody
/// whose name is two ordinary words.
fn answered(folder: &Path) {
    let run = ["run", &friday(), "--seed", "7", "-o", "out", "--no-report"];
    wardroom(folder, &run).ended(0);
    let form = wardroom(folder, &["needs", RECORD, "--form"])
        .ended(0)
        .stdout;
    let heads = sheet::read(form.as_bytes()).expect("rows").remove(0).rows;
    // The three questions in words are the last.
    let marks = ",".repeat(heads[0].len() - 5);
    let form = format!(
        "{form}Nurse,Helen Ward{marks},Wubbeldy told every ward.,,\r\n\
        Order of Zyzzyvas,Grace Kwyjibo{marks},,Somebody should ring Kwyjibo on 0113 4960123.,\r\n\
        Nurse,Page{marks},Nothing.,,\r\n"
    );
    std::fs::write(folder.join("back.csv"), form).expect("written");
    wardroom(folder, &["needs", RECORD, "--import", "back.csv"]).ended(0);
}

/// The report as JSON, with more arguments.
fn given(folder: &Path, more: &[&str]) -> Ran {
    let report = ["report", RECORD, "--format", "json"];
    wardroom(folder, &[&report[..], more].concat()).ended(0)
}

impl Ran {
    /// That none of this is on stdout.
    #[track_caller]
    fn hides(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(!self.stdout.contains(part), "`{part}` is left{}", self.told);
        }
        self
    }
}

#[test]
fn without_a_terminal_all_that_was_typed_is_struck_and_kept_only_where_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    answered(at);
    let typed = ["Helen", "Kwyjibo", "Wubbeldy", "Zyzzyvas", "0113 4960123"];
    given(at, &[]).says(&typed[..4]);
    given(at, &["--pseudonymous"])
        .hides(&typed)
        .warns(&["were struck"]);
    given(at, &["--pseudonymous", "--free-text", "strike"]).hides(&typed);
    given(at, &["--pseudonymous", "--free-text", "keep"])
        .says(&[
            "Wubbeldy told every ward.",
            "Somebody should ring Kwyjibo on 0113 4960123.",
        ])
        .hides(&["Helen", "Grace"]);
    for format in ["json", "csv", "text"] {
        let needs = ["needs", RECORD, "--format", format, "--pseudonymous"];
        wardroom(at, &needs).ended(0).hides(&typed);
    }
    wardroom(at, &["report", RECORD, "--free-text", "keep"])
        .ended(2)
        .says_nothing()
        .warns(&["--pseudonymous"]);
}

#[test]
fn asked_for_each_text_is_shown_with_its_marks_and_goes_as_was_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    answered(at);
    let ask = |answers: &str| {
        let mut command = program(at);
        command
            .args(["report", RECORD, "--format", "json"])
            .args(["--pseudonymous", "--free-text", "ask"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program can be started");
        let mut stdin = child.stdin.take().expect("it is piped");
        // It may not read to the end.
        let _closed = stdin.write_all(answers.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success());
        (
            String::from_utf8_lossy(&output.stdout).into_owned(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let (_, shown) = ask("");
    let count = shown.matches("\n1 of ").count();
    assert_eq!(count, 1, "{shown}");
    assert!(shown.contains("No more answers"), "{shown}");
    let (_, shown) = ask(&"s\n".repeat(50));
    for wanted in [
        "Wubbeldy told every ward.",
        "- Kwyjibo: somebody on record",
        "- 0113 4960123: a number to call",
        "proposed: Somebody should ring a participant on [number].",
    ] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    let (report, _) = ask(&"r\n".repeat(50));
    assert!(report.contains("Somebody should ring a participant on [number]."));
    assert!(!report.contains("Kwyjibo") && !report.contains("0113 4960123"));
    let (report, _) = ask(&"r Somebody said so.\n".repeat(50));
    assert!(report.contains("Somebody said so.") && !report.contains("Wubbeldy"));
}
