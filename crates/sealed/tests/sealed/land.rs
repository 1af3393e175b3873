//! What comes back lands in the same record, once, and never as if it had come before the decision.

use crate::scenarios::scenario;
use serde_json::{Value, json};
use std::sync::Arc;
use wardroom_core::exercise::{Command, Event, Exercise, Speaker, Voice, What};
use wardroom_core::scenario::{PromptId, RoleId, Scenario};
use wardroom_sealed::{Codes, of_code, of_file, read, returned};

/// An exercise that has come to its first decision.
struct Table {
    scenario: Arc<Scenario>,
    exercise: Exercise,
    events: Vec<Event>,
    prompt: PromptId,
    role: RoleId,
}

impl Table {
    fn new() -> Self {
        let scenario = scenario("clean-but-dark");
        let mut exercise = Exercise::new(scenario.clone(), 1);
        let mut events = Vec::new();
        let mut minute = 0;
        let prompt = loop {
            minute += 1;
            events.extend(exercise.advance(minute * 60));
            let asked = events.iter().find_map(|it| match &it.what {
                What::Asked { prompt } => scenario.names.prompts.get(prompt).copied(),
                _ => None,
            });
            if let Some(asked) = asked {
                break asked;
            }
            assert!(minute < 1_000, "nothing is asked");
        };
        let role = scenario.prompts[prompt.at()].by[0];
        Self {
            scenario,
            exercise,
            events,
            prompt,
            role,
        }
    }

    fn enter(&mut self, command: &Command) {
        let events = self.exercise.apply(command).expect("it is taken");
        self.events.extend(events);
    }

    fn decide(&mut self) {
        self.enter(&Command::Decide {
            prompt: self.prompt,
            option: 0,
            by: self.role,
            because: "It was time.".to_owned(),
            against: String::new(),
        });
    }

    fn code(&self, option: usize, sure: u8) -> String {
        let codes = Codes::of(&self.scenario).expect("codes");
        codes
            .code(self.prompt, self.role, option, sure)
            .expect("a code")
    }

    fn by_code(&self, code: &str) -> Result<Command, String> {
        of_code(&self.scenario, &self.events, code).map_err(|why| why.0)
    }

    /// A file of this role, with an answer to the decision.
    fn file(&self) -> Value {
        let model = &self.scenario.prompts[self.prompt.at()];
        json!({
            "format": "wardroom-answers", "version": 1,
            "scenario": self.scenario.id, "hash": self.scenario.hash,
            "role": self.scenario.roles[self.role.at()].id, "name": "Sam\u{1b}[2J",
            "answers": [{"prompt": model.id, "option": model.options[1].id, "confidence": 4, "because": "Bloods\u{7} first."}],
            "reports": [{"major": "Standing by", "kind": "Ransomware", "locked": 12}],
            "notes": ["I rang the blood bank.", "  "],
        })
    }

    fn by_file(&self, file: &Value) -> Result<wardroom_sealed::Landed, String> {
        let read = read(&self.scenario, file.to_string().as_bytes()).map_err(|why| why.0)?;
        Ok(of_file(&self.scenario, &self.events, &read))
    }
}

#[test]
fn a_code_becomes_a_leaning_of_its_role_once() {
    let mut table = Table::new();
    let code = table.code(1, 4);
    let command = table.by_code(&code).expect("it is taken");
    assert!(
        matches!(&command, Command::Lean { option: 1, confidence: 4, by, .. } if *by == table.role)
    );
    table.enter(&command);
    let said = table.by_code(&code).expect_err("it is there");
    assert!(said.contains("on record already"), "{said}");
    let other = table.code(0, 2);
    assert!(table.by_code(&other).is_ok(), "a change of mind");
}

#[test]
fn a_code_before_its_decision_was_put_or_after_it_was_taken_is_refused() {
    let mut table = Table::new();
    let code = table.code(0, 5);
    let before: Vec<Event> = Vec::new();
    let said = of_code(&table.scenario, &before, &code)
        .expect_err("not put")
        .0;
    assert!(said.contains("has not been put yet"), "{said}");
    table.decide();
    let said = table.by_code(&code).expect_err("decided");
    assert!(said.contains("has been decided"), "{said}");
}

#[test]
fn a_file_lands_as_leanings_reports_and_notes_and_its_second_copy_as_nothing() {
    let mut table = Table::new();
    let landed = table.by_file(&table.file()).expect("answers");
    assert_eq!(
        (landed.commands.len(), landed.refused.len(), landed.known),
        (3, 0, 0)
    );
    match &landed.commands[0] {
        Command::Lean {
            option,
            because,
            name,
            ..
        } => {
            assert_eq!(
                (*option, because.as_str(), name.as_str()),
                (1, "Bloods first.", "Sam[2J")
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(
        matches!(&landed.commands[1], Command::Report { figures: Some(it), .. } if it.locked == Some(12))
    );
    for command in &landed.commands {
        table.enter(command);
    }
    let again = table.by_file(&table.file()).expect("answers");
    assert_eq!(
        (again.commands.len(), again.refused.len(), again.known),
        (0, 0, 3)
    );
}

#[test]
fn the_account_of_a_file_counts_what_was_entered_what_was_there_and_what_was_not_taken() {
    let mut table = Table::new();
    let command = table.by_code(&table.code(1, 4)).expect("it is taken");
    table.enter(&command);
    let mut file = table.file();
    let mut wrong = file["answers"][0].clone();
    wrong["option"] = json!("x");
    file["answers"][0]["because"] = json!("");
    file["answers"].as_array_mut().expect("a list").push(wrong);
    let bytes = file.to_string();
    let back = returned(&table.scenario, &table.events, bytes.as_bytes()).expect("answers");
    let account = back.enter(|command| match command {
        Command::Report { .. } => Err("Nobody reports now.".to_owned()),
        other => {
            table.enter(&other);
            Ok(())
        }
    });
    assert_eq!((account.entered, account.known), (1, 1));
    assert!(account.refused[0].contains("no such option"));
    assert_eq!(account.refused[1..], ["Nobody reports now."]);
    let title = &table.scenario.roles[table.role.at()].title;
    assert_eq!(
        account.to_string(),
        format!("{title}: 1 entered, 1 on record already, 2 not taken.")
    );
}

#[test]
fn a_code_and_then_the_file_with_its_reason_is_one_answer_and_the_reason_is_kept() {
    let mut table = Table::new();
    let command = table.by_code(&table.code(1, 4)).expect("it is taken");
    table.enter(&command);
    let landed = table.by_file(&table.file()).expect("answers");
    assert!(
        matches!(&landed.commands[0], Command::Lean { because, .. } if because == "Bloods first.")
    );
    table.enter(&landed.commands[0]);
    let said = table
        .by_code(&table.code(1, 4))
        .expect_err("it would lose the reason");
    assert!(said.contains("already"), "{said}");
}

#[test]
fn an_answer_that_comes_after_the_decision_is_told_and_is_no_leaning() {
    let mut table = Table::new();
    table.decide();
    let landed = table.by_file(&table.file()).expect("answers");
    match &landed.commands[0] {
        Command::Say { by, to, text } => {
            assert_eq!((by, to), (&Voice::Role(table.role), &Voice::Facilitator));
            assert!(text.contains("told after the decision") && text.contains("Bloods first."));
        }
        other => panic!("{other:?}"),
    }
    for command in &landed.commands {
        table.enter(command);
    }
    let leaned = table
        .events
        .iter()
        .any(|it| matches!(it.what, What::Leaned { .. }));
    assert!(!leaned);
    let told = table.events.iter().any(|it| {
        matches!(
            &it.what,
            What::Said {
                by: Speaker::Role(_),
                ..
            }
        )
    });
    assert!(told);
    assert_eq!(
        table
            .by_file(&table.file())
            .expect("answers")
            .commands
            .len(),
        0
    );
}

#[test]
fn what_is_not_the_roles_own_or_of_this_scenario_is_refused_in_words() {
    let table = Table::new();
    let refuses = |change: &dyn Fn(&mut Value), says: &str| {
        let mut file = table.file();
        change(&mut file);
        let said = match table.by_file(&file) {
            Err(why) => why,
            Ok(landed) => {
                assert!(
                    !landed
                        .commands
                        .iter()
                        .any(|it| matches!(it, Command::Lean { .. })),
                    "{says}"
                );
                landed.refused[0].0.clone()
            }
        };
        assert!(said.contains(says), "{said}");
    };
    refuses(&|it| it["hash"] = json!("0"), "another scenario");
    refuses(
        &|it| it["scenario"] = json!("no-bloods"),
        "another scenario",
    );
    refuses(&|it| it["role"] = json!("porter"), "no such role");
    refuses(&|it| it["format"] = json!("x"), "no file of answers");
    refuses(&|it| it["version"] = json!(2), "another version");
    refuses(&|it| it["answers"][0]["confidence"] = json!(6), "how sure");
    refuses(&|it| it["answers"][0]["confidence"] = json!(0), "how sure");
    refuses(
        &|it| it["answers"][0]["confidence"] = json!(-1),
        "no file of answers",
    );
    refuses(
        &|it| it["answers"][0]["option"] = json!("x"),
        "no such option",
    );
    refuses(&|it| it["answers"][0]["prompt"] = json!("x"), "no decision");
    refuses(&|it| it["notes"] = json!(vec!["x"; 201]), "more than 200");
    let other = table.scenario.roles.iter().enumerate().find(|(at, _)| {
        let asked = &table.scenario.prompts[table.prompt.at()].by;
        !asked.contains(&(*at).into())
    });
    let other = other.expect("somebody is not asked").1.id.clone();
    refuses(
        &|it| it["role"] = json!(other.clone()),
        "is not asked of the",
    );
    let late = table.scenario.prompts.iter().find(|it| {
        let by = it.by.contains(&table.role);
        let put = table
            .events
            .iter()
            .any(|e| matches!(&e.what, What::Asked { prompt } if *prompt == it.id));
        by && !put
    });
    if let Some(late) = late {
        let (id, option) = (late.id.clone(), late.options[0].id.clone());
        refuses(
            &|it| it["answers"][0] = json!({"prompt": id, "option": option, "confidence": 3}),
            "has not been put yet",
        );
    }
    let large = vec![b' '; wardroom_sealed::LONGEST_FILE + 1];
    assert!(read(&table.scenario, &large).is_err(), "too large");
    assert!(read(&table.scenario, b"[[[[").is_err(), "no file");
}
