//! A replay compares every event, every decision's consequences and every state.

use super::{decide, note, opened, replayed, script, short, two_hours, written};
use wardroom_core::cycle::ExerciseType;
use wardroom_core::record::{Body, Chain, Difference, Header, Opened, replay, resume, wire};
use wardroom_core::scenario::hash_of;

#[test]
fn two_hours_of_the_shipped_scenario_replay_the_same() {
    let opened = opened(&two_hours());
    let replayed = replayed(&opened);
    assert_eq!(replayed.checkpoints, 2);
    assert_eq!(replayed.lines, opened.lines.len() + 1);
    assert_eq!(replayed.exercise.secs(), 7_200);
    let commands = opened.lines.iter();
    let commands = commands
        .filter(|line| matches!(line, Body::Command { .. }))
        .count();
    assert!(commands > 0, "the team does something");
}

/// The record again after somebody changed it who can work out hashes.
fn forged(good: &[u8], change: impl FnOnce(&mut Header, &mut Vec<Body>)) -> Opened {
    let Opened {
        mut header,
        mut lines,
        ..
    } = opened(good);
    change(&mut header, &mut lines);
    let mut chain = Chain::default();
    let mut text = chain.line(&Body::Header(Box::new(header))).expect("JSON");
    for line in &lines {
        text.push_str(&chain.line(line).expect("JSON"));
    }
    opened(text.as_bytes())
}

#[test]
fn a_record_says_its_type_only_if_somebody_said_one_and_is_a_table_top_without() {
    let good = short(1);
    let text = String::from_utf8_lossy(&good);
    assert!(!text.contains("of_type"), "nobody said one");
    assert_eq!(opened(&good).header.exercise_type(), ExerciseType::TableTop);
    let said = forged(&good, |header, _| {
        *header = header.clone().with_type(Some(ExerciseType::CommandPost));
    });
    assert_eq!(said.header.exercise_type(), ExerciseType::CommandPost);
    replay(&said).expect("its type changes nothing in it");
}

#[test]
fn a_record_that_is_forged_without_a_change_is_the_record() {
    let good = short(1);
    let same = forged(&good, |_, _| {});
    assert_eq!(same.lines, opened(&good).lines);
    replayed(&same);
}

#[test]
fn replay_finds_every_event_that_is_changed_taken_out_or_put_in() {
    let good = short(1);
    let count = opened(&good).lines.len();
    for at in 0..count {
        // The header is line one.
        let line = at + 2;
        if !matches!(opened(&good).lines[at], Body::Event(_)) {
            continue;
        }
        let later = forged(&good, |_, lines| {
            if let Body::Event(event) = &mut lines[at] {
                event.at_secs += 60;
            }
        });
        let found = replay(&later).expect_err("it is a minute later");
        assert!(
            matches!(found, Difference::Event { line: found, .. } if found == line),
            "line {line}: {found}"
        );

        let without = forged(&good, |_, lines| drop(lines.remove(at)));
        let found = replay(&without).expect_err("it is missing");
        assert!(
            matches!(found, Difference::Event { line: found, .. } if found == line),
            "line {line}: {found}"
        );

        let twice = forged(&good, |_, lines| lines.insert(at, lines[at].clone()));
        let found = replay(&twice).expect_err("it is there twice");
        assert!(
            matches!(found, Difference::Event { line: found, .. } if found == line + 1),
            "line {line}: {found}"
        );
        assert!(!found.to_string().is_empty());
    }
}

#[test]
fn replay_finds_every_state_hash_that_is_changed() {
    let good = short(1);
    let mut found = 0;
    for at in 0..opened(&good).lines.len() {
        let forged = forged(&good, |_, lines| {
            if let Body::Checkpoint { state_hash, .. } = &mut lines[at] {
                let last = if state_hash.ends_with('0') { "1" } else { "0" };
                state_hash.replace_range(63.., last);
                found += 1;
            }
        });
        if matches!(forged.lines[at], Body::Checkpoint { .. }) {
            for difference in [replay(&forged), resume(&forged)] {
                let difference = difference.expect_err("the state is another");
                assert!(
                    matches!(difference, Difference::State { line, .. } if line == at + 2),
                    "{difference}"
                );
            }
        }
    }
    assert_eq!(found, 3, "one an hour and one at the end");
}

#[test]
fn replay_finds_every_decision_that_is_changed_moved_or_taken_out() {
    let good = short(1);
    let mut decisions = 0;
    for at in 0..opened(&good).lines.len() {
        if !matches!(opened(&good).lines[at], Body::Command { .. }) {
            continue;
        }
        decisions += 1;
        let without = forged(&good, |_, lines| drop(lines.remove(at)));
        assert!(replay(&without).is_err(), "line {} is missing", at + 2);
        let other = forged(&good, |_, lines| {
            if let Body::Command { command, .. } = &mut lines[at] {
                *command = match command {
                    wire::Command::Decide { .. } => written(&decide("no")),
                    _ => written(&note("Something else.")),
                };
            }
        });
        assert!(replay(&other).is_err(), "line {} is another", at + 2);
        let later = forged(&good, |_, lines| {
            if let Body::Command { at_secs, .. } = &mut lines[at] {
                *at_secs += 1;
            }
        });
        assert!(replay(&later).is_err(), "line {} is later", at + 2);
    }
    assert_eq!(decisions, script().len());

    let refused = forged(&good, |_, lines| {
        if let Some(Body::Command { command, .. }) = lines
            .iter_mut()
            .find(|line| matches!(line, Body::Command { .. }))
        {
            *command = wire::Command::Decide {
                prompt: "nothing".to_owned(),
                option: "yes".to_owned(),
                by: "lead".to_owned(),
                because: String::new(),
                against: String::new(),
            };
        }
    });
    assert!(matches!(replay(&refused), Err(Difference::Refused { .. })));
}

#[test]
fn an_id_that_the_scenario_does_not_have_is_told_with_its_line() {
    let words = || "x".to_owned();
    let by = || "lead".to_owned();
    for (command, told) in [
        (
            wire::Command::Release { inject: words() },
            "The scenario has no inject called “x”.",
        ),
        (
            wire::Command::Reword {
                inject: words(),
                text: words(),
            },
            "The scenario has no inject called “x”.",
        ),
        (
            wire::Command::Decide {
                prompt: words(),
                option: "yes".to_owned(),
                by: by(),
                because: words(),
                against: words(),
            },
            "The scenario has no prompt called “x”.",
        ),
        (
            wire::Command::Decide {
                prompt: "cut".to_owned(),
                option: words(),
                by: by(),
                because: words(),
                against: words(),
            },
            "The scenario has no option called “x”.",
        ),
        (
            wire::Command::Decide {
                prompt: "cut".to_owned(),
                option: "yes".to_owned(),
                by: words(),
                because: words(),
                against: words(),
            },
            "The scenario has no role called “x”.",
        ),
        (
            wire::Command::Play {
                card: words(),
                target: None,
                by: by(),
                because: words(),
            },
            "The scenario has no card called “x”.",
        ),
        (
            wire::Command::Play {
                card: "isolate".to_owned(),
                target: Some(words()),
                by: by(),
                because: words(),
            },
            "nothing of that kind was named.",
        ),
        (
            wire::Command::Tell {
                from: words(),
                to: vec![by()],
                channel: words(),
                text: words(),
                attachments: Vec::new(),
            },
            "The scenario has no channel called “x”.",
        ),
        (
            wire::Command::Rate {
                task: words(),
                rating: None,
                by: words(),
                because: words(),
            },
            "The scenario has no task called “x”.",
        ),
    ] {
        let mut line = 0;
        let other = forged(&short(1), |_, lines| {
            let at = lines
                .iter()
                .position(|line| matches!(line, Body::Command { .. }))
                .expect("something was decided");
            // The header is line one.
            line = at + 2;
            if let Body::Command { command: was, .. } = &mut lines[at] {
                *was = command.clone();
            }
        });
        let why = replay(&other).expect_err("nothing bears that id");
        assert_eq!(
            why.to_string().split_once(": ").map(|it| it.0),
            Some(format!("Line {line}").as_str())
        );
        assert!(why.to_string().ends_with(told), "{why}");
    }
}

#[test]
fn another_seed_is_noticed() {
    let lucky = forged(&short(1), |header, _| header.seed = 2);
    assert!(replay(&lucky).is_err());
    assert!(resume(&lucky).is_err());
}

#[test]
fn a_changed_scenario_is_noticed() {
    let good = short(1);
    let with = |from: &str, to: &str, hashed: bool| {
        forged(&good, |header, _| {
            let before = header.files.clone();
            for file in &mut header.files {
                file.text = file.text.replace(from, to);
            }
            assert_ne!(header.files, before, "`{from}` is replaced");
            if hashed {
                header.scenario_hash = hash_of(&header.files);
            }
        })
    };
    // Even where it changes nothing that happens.
    for (from, to) in [("Red.", "Blue."), ("\n)\n", "\n) // A word.\n")] {
        let changed = with(from, to, false);
        assert!(matches!(replay(&changed), Err(Difference::Hash)));
        assert!(matches!(resume(&changed), Err(Difference::Hash)));
    }
    // With a hash that agrees, it is found by what happens then.
    for (from, to) in [
        ("success: 0.5", "success: 0.1"),
        ("T+5", "T+4"),
        ("count: 40", "count: 41"),
    ] {
        let changed = with(from, to, true);
        assert!(
            matches!(
                replay(&changed),
                Err(Difference::Event { .. } | Difference::State { .. })
            ),
            "{to}"
        );
    }
    let unreadable = with("success: 0.5", "success: 5.0", true);
    match replay(&unreadable) {
        Err(Difference::Scenario(told)) => {
            assert!(
                told.contains("W031-share") && told.contains("tiny.ron"),
                "{told}"
            );
        }
        other => panic!("{other:?}"),
    }
    let nameless = forged(&good, |header, _| header.files.clear());
    assert!(matches!(replay(&nameless), Err(Difference::Scenario(_))));
}
