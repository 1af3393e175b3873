//! `wardroom check`: every problem, for a person and for a program.

use super::{folder, friday, wardroom};
use crate::repository::{MAIN, sound};
use std::fs;

#[test]
fn check_says_that_what_is_sound_is_sound() {
    let folder = folder();
    let ran = wardroom(folder.path(), &["check", "main.ron"])
        .ended(0)
        .says(&[
            "main.ron: valid",
            "3 injects",
            "1 decision point",
            "47 devices",
        ]);
    assert!(ran.stderr.is_empty(), "{}", ran.told);
    let devices = crate::support::friday().hosts_total();
    wardroom(folder.path(), &["check", &friday()])
        .ended(0)
        .says(&["friday-lunchtime.ron: valid", &format!("{devices} devices")]);
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
        .says(&["main.ron: valid", "wrong.ron: 2 found wrong"])
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
        let name = match name {
            "main.ron" => "all/main.ron".to_owned(),
            part => format!("all/parts/{part}"),
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
        .says(&["main.ron: valid"]);
    fs::write(folder.path().join("all/other.ron"), "Scenario(").expect("a file");
    wardroom(folder.path(), &["check", "all"])
        .ended(1)
        .says(&["main.ron: valid", "other.ron: "])
        .warns(&["error[W"]);
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    wardroom(folder.path(), &["check", "empty"])
        .ended(2)
        .says_nothing();
}

#[test]
fn check_tells_that_a_scenario_is_not_there() {
    let folder = folder();
    wardroom(folder.path(), &["check", "nowhere.ron"])
        .ended(2)
        .warns(&["nowhere.ron"]);
}
