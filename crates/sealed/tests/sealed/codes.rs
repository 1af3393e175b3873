//! Codes of every shipped scenario: each answer has its own, and no mistake of an ear or a finger passes.

use crate::scenarios::{ALL, scenario};
use proptest::prelude::*;
use std::collections::BTreeSet;
use wardroom_core::exercise::SUREST;
use wardroom_core::scenario::{PromptId, Scenario};
use wardroom_sealed::{Codes, LETTERS, Leaning, decode};

/// Every answer of a scenario with its code.
fn all(scenario: &Scenario) -> Vec<(Leaning, String)> {
    let codes = Codes::of(scenario).expect("codes");
    let mut found = Vec::new();
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        for by in &prompt.by {
            for option in 0..prompt.options.len() {
                for confidence in 1..=SUREST {
                    let prompt = PromptId::from(at);
                    let code = codes.code(prompt, *by, option, confidence).expect("a code");
                    let leaning = Leaning {
                        prompt,
                        by: *by,
                        option,
                        confidence,
                    };
                    found.push((leaning, code));
                }
            }
        }
    }
    found
}

#[test]
fn every_answer_of_every_role_comes_back_from_its_code() {
    for name in ALL {
        let scenario = scenario(name);
        let all = all(&scenario);
        let different: BTreeSet<&String> = all.iter().map(|it| &it.1).collect();
        assert!(
            all.len() > 50 && different.len() == all.len(),
            "{name}: {}",
            all.len()
        );
        for (leaning, code) in all {
            assert_eq!(code.len(), 9, "{code}");
            assert_eq!(decode(&scenario, &code), Ok(leaning), "{name}: {code}");
            let typed = code.to_lowercase().replace(' ', "-");
            assert_eq!(decode(&scenario, &typed), Ok(leaning));
        }
    }
}

#[test]
fn a_letter_mistyped_or_swapped_with_its_neighbour_is_refused_in_words() {
    for name in ALL {
        let scenario = scenario(name);
        for (_, code) in all(&scenario).into_iter().step_by(17) {
            let right: Vec<u8> = code.bytes().filter(|it| *it != b' ').collect();
            let typed = |it: &[u8]| String::from_utf8(it.to_vec()).expect("letters");
            for at in 0..right.len() {
                for letter in LETTERS.iter().filter(|it| **it != right[at]) {
                    let mut wrong = right.clone();
                    wrong[at] = *letter;
                    let said = decode(&scenario, &typed(&wrong)).expect_err("it was mistyped");
                    assert!(said.0.contains("misheard"), "{said}");
                }
                let mut swapped = right.clone();
                swapped.swap(at, (at + 1) % right.len());
                assert_eq!(
                    decode(&scenario, &typed(&swapped)).is_ok(),
                    swapped == right
                );
                let mut short = right.clone();
                short.remove(at);
                assert!(decode(&scenario, &typed(&short)).is_err());
            }
        }
    }
}

#[test]
fn a_code_of_another_scenario_is_refused_by_name() {
    for one in ALL {
        for other in ALL.iter().filter(|it| **it != one) {
            let (mine, theirs) = (scenario(one), scenario(other));
            let codes = all(&mine);
            let taken = codes.iter().filter(|it| decode(&theirs, &it.1).is_ok());
            assert_eq!(taken.count(), 0, "{one} in {other}");
            let said = decode(&theirs, &codes[0].1).expect_err("another scenario");
            assert!(said.0.contains("another scenario"), "{said}");
        }
    }
}

#[test]
fn a_code_knows_no_role_that_is_not_asked_and_no_option_that_is_not_there() {
    let scenario = scenario("clean-but-dark");
    let codes = Codes::of(&scenario).expect("codes");
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        for role in 0..scenario.roles.len() {
            let asked = prompt.by.contains(&role.into());
            assert_eq!(codes.code(at.into(), role.into(), 0, 1).is_some(), asked);
            for (option, sure) in [(prompt.options.len(), 1), (0, 0), (0, 6)] {
                assert_eq!(codes.code(at.into(), role.into(), option, sure), None);
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_a_code_or_refused(typed in ".{0,40}", letters in "[A-Z ]{6,10}") {
        let scenario = scenario("no-bloods");
        for text in [&typed, &letters] {
            match decode(&scenario, text) {
                Ok(it) => {
                    let prompt = &scenario.prompts[it.prompt.at()];
                    prop_assert!(prompt.by.contains(&it.by) && it.option < prompt.options.len());
                    prop_assert!((1..=5).contains(&it.confidence));
                }
                Err(why) => prop_assert!(why.0.ends_with('.') && !why.0.chars().any(char::is_control)),
            }
        }
    }

    #[test]
    fn whatever_file_is_read_is_answers_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        role in "[a-z-]{0,12}",
        confidence in any::<u8>(),
        text in ".{0,60}",
    ) {
        let scenario = scenario("no-bloods");
        let _refused = wardroom_sealed::read(&scenario, &bytes);
        let file = serde_json::json!({
            "format": "wardroom-answers", "version": 1, "scenario": scenario.id, "hash": scenario.hash,
            "role": role, "name": text, "notes": [text],
            "answers": [{"prompt": text, "option": text, "confidence": confidence}],
        });
        if let Ok(read) = wardroom_sealed::read(&scenario, file.to_string().as_bytes()) {
            prop_assert!(read.answers.iter().all(Result::is_err));
            prop_assert!(!read.name.chars().any(char::is_control));
        }
    }
}
