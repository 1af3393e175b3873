//! `wardroom needs`: the form goes out, answers come in once, and what people need is told.

use super::{friday, wardroom};

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
    let heads: Vec<&str> = form
        .lines()
        .next()
        .expect("heads")
        .trim_start_matches('\u{feff}')
        .split(',')
        .collect();
    let first = heads
        .iter()
        .position(|it| it.starts_with("How sure am I"))
        .expect("a capability");
    let filled = format!(
        "{};{};Name;Staff group;Nonsense\r\n4;training / practice;;Krankenpfleger Z\u{fc}rich;x\r\n4;;;Nurse;\r\n5;;;Nurse;\r\n3;;;Nurse;\r\n",
        heads[first],
        heads[first + 1]
    );
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
