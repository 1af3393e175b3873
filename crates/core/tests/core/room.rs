//! What a facilitator does in the room: re-words, sends, counts hands, takes reports, corrects,
//! looks ahead, goes back and branches off.

use crate::support::{friday, pass};
use std::sync::atomic::AtomicBool;
use wardroom_core::ensemble::{Coming, look_ahead};
use wardroom_core::exercise::{
    Command, Event, Exercise, Figures, InjectState, Made, Methane, Refusal, Source, What,
};
use wardroom_core::scenario::{ChannelId, Fires, InjectId, PromptId, RoleId, Step};

fn exercise() -> Exercise {
    Exercise::new(friday(), 4172)
}

fn first_to_come(exercise: &Exercise) -> (usize, InjectId) {
    let scenario = exercise.scenario();
    let (at, _) = scenario
        .injects
        .iter()
        .enumerate()
        .filter(|(at, inject)| {
            matches!(inject.fires, Fires::At(when) if when > 0)
                && exercise.state().injects[*at] == InjectState::Waiting
        })
        .min_by_key(|(_, inject)| match inject.fires {
            Fires::At(when) => when,
            _ => u32::MAX,
        })
        .expect("something is still to come");
    (at, InjectId::from(at))
}

#[test]
fn a_message_is_reworded_before_it_goes_and_the_first_wording_is_kept() {
    let mut exercise = exercise();
    let (at, id) = first_to_come(&exercise);
    let original = exercise.scenario().injects[at].text.clone();
    let events = exercise
        .apply(&Command::Reword {
            inject: id,
            text: "EXERCISE. The printer is on fire. EXERCISE.".to_owned(),
        })
        .expect("it has not gone yet");
    assert!(matches!(
        &events.last().expect("it is told").what,
        What::Reworded { was, .. } if *was == original
    ));
    exercise
        .apply(&Command::Release { inject: id })
        .expect("it can be sent");
    let letter = exercise.letter(Source::Inject(at));
    assert_eq!(letter.text, "EXERCISE. The printer is on fire. EXERCISE.");
    assert!(letter.arrived.is_some());
    let refusal = exercise
        .apply(&Command::Reword {
            inject: id,
            text: "Never mind.".to_owned(),
        })
        .expect_err("it has been read out");
    assert!(refusal.to_string().contains("can't be unsaid"), "{refusal}");
}

#[test]
fn a_message_that_no_scenario_foresaw_reaches_the_team_while_its_channel_works() {
    let mut exercise = exercise();
    let scenario = exercise.scenario().clone();
    let mail = scenario
        .channels
        .iter()
        .position(|it| it.kind == wardroom_core::scenario::ChannelKind::Email)
        .expect("there is e-mail");
    let tell = Command::Tell {
        from: "The chief executive's office".to_owned(),
        to: vec![RoleId(0)],
        channel: ChannelId::from(mail),
        text: "EXERCISE. Who is in charge this afternoon? EXERCISE.".to_owned(),
        attachments: Vec::new(),
    };
    exercise.apply(&tell).expect("e-mail works");
    let view = exercise.team_view();
    assert_eq!(view.messages[0].source, Source::Told(0));
    let letter = exercise.letter(Source::Told(0));
    assert_eq!(letter.from, "The chief executive's office");
    assert_eq!(letter.to, [scenario.roles[0].title.as_str()]);

    exercise
        .apply(&Command::Improvise {
            text: "E-mail is switched off".to_owned(),
            effects: vec![wardroom_core::exercise::Given::MailOff],
            by: RoleId(0),
            because: "It may come by e-mail.".to_owned(),
        })
        .expect("anything can be improvised");
    let refusal = exercise.apply(&tell).expect_err("e-mail is off");
    assert!(refusal.to_string().contains("is down"), "{refusal}");
}

#[test]
fn a_show_of_hands_is_counted_for_each_option_of_a_question_that_was_put() {
    let mut exercise = exercise();
    let scenario = exercise.scenario().clone();
    let hands = |hands: &[u32]| Command::Hands {
        prompt: PromptId(0),
        hands: hands.to_vec(),
    };
    while exercise.team_view().prompts.is_empty() {
        assert!(matches!(
            exercise.apply(&hands(&[1, 2, 3])),
            Err(Refusal::NotAsked { .. }),
        ));
        let now = exercise.state().minute;
        assert!(now < 300, "no question was ever asked");
        pass(&mut exercise, now + 5);
    }
    let asked = exercise.team_view().prompts[0].prompt;
    let prompt = &scenario.prompts[asked];
    let mut counted = vec![0; prompt.options.len()];
    counted[0] = 6;
    counted[1] = 2;
    let events = exercise
        .apply(&Command::Hands {
            prompt: PromptId::from(asked),
            hands: counted.clone(),
        })
        .expect("it is asked");
    let line =
        wardroom_core::timeline::line(&wardroom_core::record::Story::of(&scenario), &events[0])
            .expect("it is told");
    assert!(line.detail.contains("75% agree"), "{}", line.detail);
    counted.push(1);
    exercise
        .apply(&Command::Hands {
            prompt: PromptId::from(asked),
            hands: counted,
        })
        .expect_err("there are not so many options");
}

#[test]
fn a_report_is_kept_beside_the_truth_and_a_methane_report_counts_as_given() {
    let mut exercise = exercise();
    let scenario = exercise.scenario().clone();
    pass(&mut exercise, 150);
    let truth = exercise.state().locked();
    assert!(truth > 0);
    let events = exercise
        .apply(&Command::Report {
            by: RoleId(0),
            text: String::new(),
            figures: Some(Figures {
                locked: Some(12),
                services: None,
                ed_waiting: Some(4),
            }),
            methane: Some(Box::new(Methane {
                major: "Critical incident declared".to_owned(),
                exact: "Royal Edgeway, both sites".to_owned(),
                ..Methane::default()
            })),
        })
        .expect("anybody may report");
    let Some(What::Reported {
        figures: Some((said, so)),
        ..
    }) = events.iter().map(|event| &event.what).next()
    else {
        panic!("{events:?}");
    };
    assert_eq!(said.locked, Some(12));
    assert_eq!(so.locked, Some(truth));
    assert!(exercise.state().facts.marked[crate::support::ALONE].contains_key(&Step::Methane));
    let line =
        wardroom_core::timeline::line(&wardroom_core::record::Story::of(&scenario), &events[0])
            .expect("it is told");
    assert!(
        line.title.contains("Exact location: Royal Edgeway"),
        "{}",
        line.title
    );
    assert!(
        line.detail
            .contains(&format!("said 12 locked devices, really {truth}")),
        "{}",
        line.detail
    );
}

#[test]
fn a_correction_names_what_it_corrects_and_takes_nothing_away() {
    let mut exercise = exercise();
    pass(&mut exercise, 30);
    let before = exercise.happened();
    let correct = |entry| Command::Correct {
        entry,
        text: "It was the on-call executive who said so.".to_owned(),
        by: "Loggist".to_owned(),
    };
    exercise.apply(&correct(1)).expect("STARTEX is in the log");
    assert_eq!(exercise.happened(), before + 1);
    exercise
        .apply(&correct(before + 2))
        .expect_err("that has not happened");
    exercise
        .apply(&correct(0))
        .expect_err("there is no entry 0");
}

#[test]
fn a_moment_looks_ahead_alike_each_time_and_leaves_the_exercise_as_it_is() {
    let mut exercise = exercise();
    pass(&mut exercise, 90);
    let hash = exercise.state().hash();
    let never = AtomicBool::new(false);
    let one = look_ahead(&exercise, 30, &never).expect("there is time left");
    let two = look_ahead(&exercise, 30, &never).expect("there is time left");
    assert_eq!(one, two);
    assert_eq!(exercise.state().hash(), hash);
    assert!(
        one.cancelled.low <= one.cancelled.median && one.cancelled.median <= one.cancelled.high
    );
    for forecast in &one.forecasts {
        assert!(forecast.mins.low >= 1.0, "{forecast:?}");
        assert!(
            forecast.mins.high <= f64::from(one.horizon_mins),
            "{forecast:?}"
        );
        assert!(
            forecast.share > 0.0 && forecast.share <= 1.0,
            "{forecast:?}"
        );
    }
    assert!(look_ahead(&exercise, 30, &AtomicBool::new(true)).is_none());
}

/// The band is a promise about what happens when nobody acts: over many exercises left alone, nine
/// in ten of the cancellations of the next four hours must lie in it. With 60 runs a band of order
/// statistics misses a little more than a tenth; of 120 exercises between 84 and 100 per cent must
/// be inside (four standard errors of a share of 0.9 are 11 points).
#[test]
fn nine_in_ten_exercises_that_are_left_alone_come_out_inside_the_band() {
    let scenario = friday();
    let never = AtomicBool::new(false);
    let lost = |exercise: &Exercise| {
        let out = &exercise.state().outcomes;
        out.appointments_cancelled + out.operations_cancelled
    };
    // One moment, and what became of it under 120 other lucks than those of the look-ahead.
    let mut moment = Exercise::new(scenario, 11).without_history();
    pass(&mut moment, 100);
    let band = look_ahead(&moment, 60, &never).expect("there is time left");
    let before = lost(&moment);
    let inside = (0..120_u64)
        .filter(|seed| {
            let mut other = moment.with_luck(1_000 + seed);
            other.advance(u64::from(band.from + band.horizon_mins) * 60);
            let cancelled = lost(&other) - before;
            (band.cancelled.low..=band.cancelled.high).contains(&cancelled)
        })
        .count();
    assert!(
        (94..=120).contains(&inside),
        "{inside} of 120 inside {band:?}"
    );
}

#[test]
fn a_service_that_is_told_to_stop_soon_is_not_stopped_yet() {
    let mut exercise = exercise();
    pass(&mut exercise, 60);
    let never = AtomicBool::new(false);
    let ahead = look_ahead(&exercise, 20, &never).expect("there is time left");
    for forecast in ahead.forecasts {
        if let Coming::Stops(id) | Coming::Degrades(id) = forecast.coming {
            let standing = exercise.state().services[id.at()].standing;
            assert_ne!(standing, wardroom_core::exercise::Standing::Stopped);
        }
    }
}

fn note(text: &str) -> Command {
    Command::Note {
        by: "Evaluator".to_owned(),
        text: text.to_owned(),
        task: None,
        rating: None,
        inject: None,
    }
}

/// What happens when a team plays, without the notes.
fn played(team: &str, noting: bool) -> (Vec<Event>, String) {
    let mut exercise = exercise();
    let scenario = exercise.scenario().clone();
    let team = scenario
        .teams
        .iter()
        .find(|it| it.id == team)
        .expect("the scenario lists it");
    let mut made = Made::default();
    let mut events = Vec::new();
    while !exercise.ended() {
        for (command, at) in exercise.moves(team, &mut made) {
            let result = exercise.apply(&command);
            made.tried(at, result.is_ok());
            events.extend(result.unwrap_or_default());
        }
        // A service that goes back to its screens and to paper again turns conditions within the
        // minute in which a command comes.
        if exercise.state().minute.is_multiple_of(97) {
            for effect in [
                wardroom_core::exercise::Given::BackToScreens(scenario.names.services["ed"]),
                wardroom_core::exercise::Given::Broadcast,
            ] {
                events.extend(
                    exercise
                        .apply(&Command::Improvise {
                            text: "Try the screens again".to_owned(),
                            effects: vec![effect],
                            by: RoleId(0),
                            because: String::new(),
                        })
                        .expect("anything can be improvised"),
                );
            }
        }
        if noting {
            events.extend(exercise.apply(&note("nothing new")).expect("it is noted"));
        }
        let next = (exercise.secs() / 60 + 1) * 60;
        events.extend(exercise.advance(next));
    }
    events.retain(|event| !matches!(event.what, What::Noted { .. }));
    (events, exercise.state().hash())
}

#[test]
fn a_note_in_every_minute_changes_nothing_that_happens() {
    for team in ["prepared", "typical", "silent"] {
        assert_eq!(played(team, true), played(team, false), "{team}");
    }
}

#[test]
fn an_exercise_that_is_ended_early_is_compared_with_teams_that_had_no_longer() {
    use wardroom_core::assessment::{Observations, assess, references};
    let mut exercise = exercise();
    let mut events = pass(&mut exercise, 120);
    events.extend(exercise.apply(&Command::End).expect("it can be ended"));
    let scenario = exercise.scenario().clone();
    let references = references(&scenario, exercise.seed(), exercise.state().minute);
    let assessment = assess(&exercise, &events, &Observations::default(), &references);
    // Nobody decided anything, which is what the silent team does.
    let silent = assessment
        .references
        .iter()
        .find(|(team, _)| team == "silent")
        .expect("the scenario lists it");
    assert!(
        (assessment.score - silent.1).abs() < 1e-9,
        "{} against {silent:?}",
        assessment.score
    );
    // What could still have been done well is not counted as undone.
    let early = assessment
        .objectives
        .iter()
        .flat_map(|objective| &objective.tasks)
        .filter(|task| task.evidence.contains("ended before it was due"))
        .inspect(|task| assert_eq!(task.rating, None, "{}", task.id))
        .count();
    assert!(early > 0);
}
