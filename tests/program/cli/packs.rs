//! An exercise without a network: packs are written once, and answers that come back land in the record.

use super::{folder, program, wardroom};
use std::fs;

#[test]
fn packs_are_written_for_every_role_and_never_over_others() {
    let folder = folder();
    let at = folder.path();
    let made = wardroom(at, &["packs", "main.ron", "--format", "html"]).ended(0);
    made.says(&["facilitator", "words.html"])
        .warns(&["keep “facilitator” to yourself"]);
    let list = fs::read_to_string(at.join("packs/facilitator/words.html")).expect("a list");
    let mut pages = 0;
    for file in fs::read_dir(at.join("packs/roles")).expect("a folder") {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a page");
        assert!(text.contains("EXERCISE"), "{}", path.display());
        pages += usize::from(text.contains("id=\"phrase\""));
    }
    assert!(pages > 0 && list.contains("NOT FOR PLAYERS"));
    // Other words would not open what was given away.
    wardroom(at, &["packs", "main.ron"])
        .ended(2)
        .warns(&["is not empty"]);
    let again = fs::read_to_string(at.join("packs/facilitator/words.html")).expect("a list");
    assert_eq!(again, list);
    wardroom(at, &["packs", "main.ron", "-o", "other", "--words", "1"]).ended(2);
}

#[cfg(feature = "pages")]
#[test]
fn a_code_and_a_file_that_come_back_stand_in_the_record_of_serve() {
    use std::io::Write;
    use std::process::Stdio;
    use wardroom_core::exercise::{Exercise, What};

    let folder = folder();
    let at = folder.path();
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/clean-but-dark.ron");
    let scenario = wardroom_files::scenario(&path).expect("it is sound");
    // What is asked first, under the seed that `serve` takes by itself.
    let mut exercise = Exercise::new(scenario.clone(), 1);
    let prompt = (1..1_000).find_map(|minute| {
        exercise
            .advance(minute * 60)
            .into_iter()
            .find_map(|it| match it.what {
                What::Asked { prompt } => scenario.names.prompts.get(&prompt).copied(),
                _ => None,
            })
    });
    let prompt = prompt.expect("something is asked");
    let model = &scenario.prompts[prompt.at()];
    let (role, other) = (model.by[0], model.by[1]);
    let codes = wardroom_sealed::Codes::of(&scenario).expect("codes");
    let code = codes.code(prompt, role, 0, 3).expect("a code");
    let answers = serde_json::json!({
        "format": "wardroom-answers", "version": 1, "scenario": scenario.id, "hash": scenario.hash,
        "role": scenario.roles[other.at()].id,
        "answers": [{"prompt": model.id, "option": model.options[1].id, "confidence": 5, "because": "Bloods first."}],
        "notes": ["The bank has been rung."],
    });
    fs::write(at.join("answers.json"), answers.to_string()).expect("a file");

    let mut child = program(at)
        .args([
            "serve",
            &path.display().to_string(),
            "--address",
            "127.0.0.1",
            "--port",
            "0",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut typed = format!("code {code}\n");
    typed.push_str(&"next\n".repeat(20));
    typed.push_str(&format!(
        "code {code}\ncode {}\ncode KKKK KKKL\nanswers answers.json\nanswers answers.json\nanswers nowhere.json\nend\nstop\n",
        code.to_lowercase()
    ));
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(typed.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    for words in [
        "has not been put yet",
        "on record already",
        "misheard or mistyped",
        "2 entered, 0 on record already, 0 not taken",
        "0 entered, 2 on record already, 0 not taken",
        "nowhere.json can't be read",
    ] {
        assert!(said.contains(words), "“{words}” is not in\n{said}");
    }
    let record = fs::read_to_string(at.join("records/served/record.jsonl")).expect("a record");
    let leanings = record.lines().filter(|it| it.contains("\"do\":\"lean\""));
    assert_eq!(leanings.count(), 2, "{record}");
    assert!(record.contains("Bloods first.") && record.contains("The bank has been rung."));
    wardroom(at, &["verify", "records/served/record.jsonl"]).ended(0);
}
