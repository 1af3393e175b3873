//! What the report sets beside each other: what was answered and how it stood, how two evaluators rated. Told
//! where there is something to compare, and not a word where there isn't.

use crate::reports::finished_from;
use crate::support::friday;
use wardroom_core::assessment::{Observations, references};
use wardroom_core::exercise::{Accuracy, Command, Contact, Exercise, Query};
use wardroom_core::record::Person;
use wardroom_core::review::Finished;
use wardroom_core::scenario::{Rating, RoleId, ServiceId};
use wardroom_papers::report;
use wardroom_papers::report::document::{Block, Document};
use wardroom_papers::report::pseudonyms::{Choice, free_texts, pseudonymous};

const EVALUATORS: [&str; 2] = ["Nia Pritchard", "Sam Okonkwo"];

/// Three hours of Friday lunchtime in which one role rings twelve times, and two evaluators rate as they are
/// told to: by task, what each gave.
fn played(rated: &[(usize, [Rating; 2])], rings: bool) -> Finished {
    let scenario = friday();
    let mut exercise = Exercise::new(scenario.clone(), 7);
    let mut events = exercise.advance(0);
    let mut observations = Observations::default();
    let services = (0..scenario.services.len()).map(|at| Contact::Service(ServiceId::from(at)));
    let whom: Vec<Contact> = services
        .chain([Contact::ServiceDesk, Contact::AmbulanceControl])
        .collect();
    for nth in 0..12_usize {
        events.extend(exercise.advance(1_800 + nth as u64 * 900));
        let ring = Command::Ring {
            by: RoleId::from(0),
            to: whom[nth % whom.len()],
            query: Query::ALL[nth % 3],
        };
        if rings {
            events.extend(exercise.apply(&ring).expect("telephones work"));
        }
    }
    for (task, gave) in rated {
        for (by, rating) in EVALUATORS.iter().zip(gave) {
            let note = Command::Note {
                by: (*by).to_owned(),
                text: format!("{by} saw the log being kept"),
                task: Some(scenario.tasks[*task].id.clone()),
                rating: Some(*rating),
                inject: None,
            };
            events.extend(exercise.apply(&note).expect("it is noted"));
            observations.take(exercise.secs(), &note);
        }
    }
    events.extend(exercise.advance(3 * 3_600));
    let last = Command::Ring {
        by: RoleId::from(0),
        to: Contact::Switchboard,
        query: Query::HowAreYou,
    };
    if rings {
        events.extend(exercise.apply(&last).expect("telephones work"));
    }
    events.extend(exercise.apply(&Command::End).expect("it can end"));
    let references = references(&scenario, 7, 180);
    let people = vec![Person {
        role: scenario.roles[0].id.clone(),
        name: "Bernadette Quillfeather".to_owned(),
    }];
    finished_from(exercise, events, observations, &references, people)
}

/// The rows of every table that stands under a heading, until the next.
fn rows(document: &Document, heading: &str) -> Vec<Vec<String>> {
    let mut under = false;
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(_, words) => under = words == heading,
            Block::Table(table) if under => found.extend(table.rows.iter().map(|row| {
                let cells = row.iter().map(|cell| cell.said().to_owned());
                cells.collect::<Vec<String>>()
            })),
            _ => {}
        }
    }
    found
}

fn says(document: &Document, words: &str) -> bool {
    document.blocks.iter().any(|block| match block {
        Block::Text(said) | Block::Note(said) => said.contains(words),
        Block::Heading(_, said) => said == words,
        _ => false,
    })
}

const CALLS: &str = "Calls: answered v actual";
const RATERS: &str = "Two raters compared";

#[test]
fn the_report_tells_the_answers_that_were_furthest_off_and_the_log_all_of_them() {
    let finished = played(&[], true);
    let calls = finished.calls();
    assert_eq!(calls.len(), 13);
    let log = rows(&report::full_log(&finished, ""), CALLS);
    assert_eq!(log.len(), 13);
    for (row, call) in log.iter().zip(calls) {
        assert!(
            row[0].starts_with(&finished.story.clock(call.asked_secs)),
            "{row:?}"
        );
        assert_eq!(row[1], format!("{}: {}", call.to, call.asked));
        assert!(row[2].contains(&call.answer), "{row:?}");
        assert_eq!(row[3], call.really);
        assert_eq!(row[4], call.accuracy.words());
    }
    let last = log.last().expect("a call");
    assert_eq!([&last[2], &last[4]], ["Not before ENDEX.", "no answer"]);
    let document = report::post_exercise(&finished, "");
    let told = rows(&document, CALLS);
    assert_eq!(told.len(), 8);
    let kept = |accuracy: Accuracy| {
        let words = accuracy.words();
        let of = |rows: &[Vec<String>]| rows.iter().filter(|it| it[4] == words).count();
        of(&told) == of(&log)
    };
    for accuracy in [Accuracy::Wrong, Accuracy::OutOfDate, Accuracy::Unanswered] {
        assert!(kept(accuracy), "{accuracy:?} is told: {told:?}");
    }
    assert!(says(&document, "13 calls: "));
    assert!(says(
        &document,
        "5 more, nearer to the truth: see the exercise log."
    ));
    let json = report::json(&finished).expect("it can be written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["calls"].as_array().map(Vec::len), Some(13));
    assert_eq!(json["calls"][12]["accuracy"], "unanswered");
}

#[test]
fn two_raters_are_compared_differences_first_where_both_rated() {
    use Rating::{M, P, S, U};
    let finished = played(&[(0, [S, S]), (1, [P, S]), (2, [P, U]), (3, [M, M])], false);
    let scenario = friday();
    let document = report::post_exercise(&finished, "");
    assert!(says(
        &document,
        "Nia Pritchard and Sam Okonkwo agree on 2 of 4; one step apart on 1, further on 1."
    ));
    let told = rows(&document, RATERS);
    let in_short: Vec<[&str; 4]> = told
        .iter()
        .map(|row| [0, 1, 2, 3].map(|at| row[at].as_str()))
        .collect();
    assert_eq!(
        in_short,
        [
            [
                scenario.tasks[2].title.as_str(),
                "3 steps",
                "Nia Pritchard",
                "P"
            ],
            ["", "", "Sam Okonkwo", "U"],
            [
                scenario.tasks[1].title.as_str(),
                "1 step",
                "Nia Pritchard",
                "P"
            ],
            ["", "", "Sam Okonkwo", "S"],
        ]
    );
    assert!(told[1][4].contains("Sam Okonkwo saw"), "{told:?}");
    assert_eq!(rows(&report::full_log(&finished, ""), RATERS).len(), 8);
}

#[test]
fn where_nobody_rang_and_nobody_rated_twice_neither_is_mentioned() {
    let finished = played(&[], false);
    for document in [
        report::post_exercise(&finished, ""),
        report::full_log(&finished, ""),
    ] {
        assert!(!says(&document, CALLS) && !says(&document, RATERS));
    }
}

#[test]
fn without_names_the_evaluators_stay_two_and_what_the_program_answered_stays() {
    use Rating::{P, U};
    let plain = played(&[(2, [P, U])], true);
    // Nobody typed what a ward answered: it is not asked about.
    let texts = free_texts(&plain);
    let answered: Vec<&str> = plain.calls().iter().map(|it| it.answer.as_str()).collect();
    assert!(texts.iter().all(|it| !answered.contains(&it.text.as_str())));
    assert!(texts.iter().all(|it| it.choice == Choice::Strike));
    let veiled = pseudonymous(plain, &[]);
    for document in [
        report::post_exercise(&veiled, ""),
        report::full_log(&veiled, ""),
    ] {
        let words = serde_json::to_string(&document).expect("it can be written");
        for part in ["Pritchard", "Okonkwo", "Quillfeather"] {
            assert!(!words.contains(part), "{part}");
        }
        assert!(says(
            &document,
            "Evaluator 1 and Evaluator 2 agree on 0 of 1; further apart on 1."
        ));
    }
    let log = serde_json::to_string(&report::full_log(&veiled, "")).expect("it can be written");
    let answer = &veiled.calls()[0].answer;
    assert!(
        log.matches(answer.as_str()).count() >= 2,
        "in the timeline and beside the truth"
    );
}
