//! `wardroom needs`: the form goes out, answers come in once, and what people need is told.

use super::{friday, wardroom};
use wardroom_papers::exchange::sheet;

#[test]
fn a_form_goes_out_comes_back_and_is_taken_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let run = ["run", &friday(), "--seed", "7", "-o", "out", "--no-report"];
    wardroom(at, &run).ended(0);
    let record = "out/record.jsonl";
    wardroom(at, &["needs", record])
        .ended(0)
        .says(&["Nobody was asked"]);
    wardroom(at, &["needs", record, "--form", "-o", "form.csv"]).ended(0);
    let by_scenario = wardroom(at, &["needs", &friday(), "--form"]).ended(0);
    let form = std::fs::read_to_string(at.join("form.csv")).expect("the form");
    assert_eq!(by_scenario.stdout, form);

    // An untouched form holds the example, which is no answer.
    wardroom(at, &["needs", record, "--import", "form.csv"]).ended(0);
    // A wrong mark, and words that are no help: both told by place, and nothing taken.
    let before = std::fs::read(at.join(record)).expect("the record");
    let commas = ",".repeat(7);
    std::fs::write(
        at.join("wrong.csv"),
        format!("{form}Nurse,,9\r\nPorter{commas},4,more money\r\nNurse,,4\r\n"),
    )
    .expect("written");
    let ran = wardroom(at, &["needs", record, "--import", "wrong.csv"]).ended(1);
    for words in [
        "row 3",
        "“9” is no mark",
        "row 4",
        "“more money”",
        "nothing was taken",
    ] {
        assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
    }
    assert_eq!(std::fs::read(at.join(record)).expect("the record"), before);

    // As Excel writes it in Britain or on the Continent: another order, separator and encoding.
    let heads = sheet::read(form.as_bytes())
        .expect("rows")
        .remove(0)
        .rows
        .remove(0);
    let first = heads
        .iter()
        .position(|it| it.starts_with("How sure am I"))
        .expect("a capability");
    let other = heads.iter().rev().map(|head| match head.as_str() {
        head if head.starts_with("Name") => "Name",
        head => head,
    });
    let row = |group: &str, mark: &str, support: &str| -> String {
        let cells = heads.iter().enumerate().rev().map(|(at, head)| match at {
            _ if head == "Staff group" => group,
            at if at == first => mark,
            at if at == first + 1 => support,
            _ => "",
        });
        cells.chain(["x"]).collect::<Vec<_>>().join(";")
    };
    let filled = [
        format!("\"{}\";Nonsense", other.collect::<Vec<_>>().join("\";\"")),
        row("Krankenpfleger Z\u{fc}rich", "4", "training / practice"),
        row("Nurse", "4", ""),
        row("Nurse", "5", ""),
        row("Nurse", "3", ""),
    ]
    .join("\r\n");
    // A few of its questions alone are not the form.
    let few = format!("{};Staff group\r\n4;Nurse\r\n", heads[first]);
    std::fs::write(at.join("few.csv"), few).expect("written");
    let ran = wardroom(at, &["needs", record, "--import", "few.csv"]).ended(1);
    assert!(ran.stderr.contains("have no column"), "{}", ran.stderr);
    assert_eq!(std::fs::read(at.join(record)).expect("the record"), before);

    let bytes = encoded(&filled);
    std::fs::write(at.join("back.csv"), bytes).expect("written");
    let ran = wardroom(
        at,
        &["needs", record, "--import", "back.csv", "--format", "json"],
    )
    .ended(0);
    assert!(
        ran.stderr.contains("“Nonsense” is not known"),
        "{}",
        ran.stderr
    );
    let needs = ran.json();
    assert_eq!(needs["answers"], 4);
    assert_eq!(needs["groups"][0]["capabilities"][0]["confidence"], 4.0);
    // One alone is put together with the smallest other group, which leaves everybody.
    assert_eq!(needs["groups"].as_array().map(Vec::len), Some(1));
    assert_eq!(needs["merged"][0], "Krankenpfleger Zürich");
    let again = wardroom(at, &["needs", record, "--import", "back.csv"]).ended(0);
    assert!(again.stderr.contains("0 taken"), "{}", again.stderr);

    let plan = wardroom(at, &["needs", record, "--format", "csv"]).ended(0);
    assert!(
        plan.stdout.lines().count() > 5 && plan.stdout.contains("Everybody,4,"),
        "{}",
        plan.told
    );
    wardroom(at, &["replay", record]).ended(0);
    wardroom(at, &["report", record, "--format", "md"])
        .ended(0)
        .says(&["What people said"]);
}

/// In the encoding of Windows in Western Europe.
fn encoded(text: &str) -> Vec<u8> {
    let bytes = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin 1"));
    bytes.collect()
}

/// Microsoft Forms puts in who was signed in; that is nobody's answer to the form's own question.
#[test]
fn who_was_signed_in_is_not_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let run = ["run", &friday(), "--seed", "7", "-o", "out", "--no-report"];
    wardroom(at, &run).ended(0);
    let record = "out/record.jsonl";
    wardroom(at, &["needs", record, "--form", "-o", "form.csv"]).ended(0);
    let form = std::fs::read_to_string(at.join("form.csv")).expect("the form");
    let heads = form
        .lines()
        .next()
        .expect("heads")
        .trim_start_matches('\u{feff}');
    let exported = format!(
        "ID,Start time,Completion time,Email,Name,{heads}\r\n\
        1,5/12/26 9:06,5/12/26 9:17,p1@example.org,Person One,Nurse,,Strongly agree,4 - agree\r\n\
        2,5/12/26 9:06,5/12/26 9:17,anonymous,Anonymous,Porter,Anonymous,4,4\r\n"
    );
    std::fs::write(at.join("back.csv"), exported).expect("written");
    let ran = wardroom(at, &["needs", record, "--import", "back.csv"]).ended(0);
    assert!(
        ran.stderr.contains("2 taken") && ran.stderr.contains("“Email”"),
        "{}",
        ran.stderr
    );
    let written = std::fs::read_to_string(at.join(record)).expect("the record");
    for nobody in ["Person One", "p1@example.org", "\"name\":\"Anonymous\""] {
        assert!(!written.contains(nobody), "{nobody}");
    }
}
