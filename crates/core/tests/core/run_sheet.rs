//! How the time in the room is spent: what a scenario may say of it, and that the clock keeps to it.

use crate::broken::{broken, checked, problems};
use crate::repository;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Event, Exercise, What, others, scripted};
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::record::Header;
use wardroom_core::scenario::{Code, InjectId, MOST_CORE, OrganisationId, Scenario};

const REAL: &str = "2026-11-30T09:00:00Z";

const SHEET: &str = "run_sheet: RunSheet(parts: [Brief(10), Play(mins: 20, until: \"T+120\"), Break(5), Play(mins: 10, until: \"T+240\"), Debrief(15)], core: [\"first-call\", \"second-call\"]),\n    injects: [";

fn with(from: &str, to: &str) -> Vec<crate::broken::File> {
    let sheet = SHEET.replace(from, to);
    assert!(from.is_empty() || sheet != SHEET, "{from}");
    broken(&[("main.ron", "injects: [", &sheet)])
}

fn sound() -> Arc<Scenario> {
    match checked(&with("", "")) {
        Ok(scenario) => Arc::new(scenario),
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

fn host(scenario: &Arc<Scenario>) -> Host<Vec<u8>> {
    let header = Header::new(scenario, 3, None, Vec::new(), REAL.to_owned());
    Host::start(scenario, header, None, Vec::new()).expect("it starts")
}

#[test]
fn a_sheet_that_does_not_add_up_is_told_at_its_place() {
    for (from, to, code, said) in [
        ("Debrief(15)", "Debrief(25)", Code::Count, "70 minutes"),
        ("\"T+240\"", "\"T+200\"", Code::Time, "ENDEX"),
        ("\"T+120\"", "\"T+0\"", Code::Time, "ends after it begins"),
        ("Break(5)", "Break(0)", Code::Count, "takes no time"),
        (
            "\"first-call\", ",
            "",
            Code::NeverFires,
            "which is not core",
        ),
        (
            "\"first-call\"",
            "\"frist-call\"",
            Code::UnknownId,
            "frist-call",
        ),
    ] {
        let found = problems(&with(from, to));
        let told = found.list.iter().find(|it| it.code == code);
        let told = told.unwrap_or_else(|| panic!("{to}: {}", found.render(false)));
        assert!(told.message.contains(said), "{to}: {}", told.message);
        assert_eq!(found.sources.position(told.mark).file, "main.ron");
    }
}

#[test]
fn the_clock_keeps_to_the_sheet_stops_for_the_break_and_leaves_a_chosen_pace() {
    let scenario = sound();
    let ask = |host: &mut Host<Vec<u8>>, it: Ask| {
        host.ask(&Request::of_facilitator(it), REAL).expect("may");
    };
    let mut host = host(&scenario);
    assert_eq!(host.clock().speed, 6);
    ask(&mut host, Ask::Run(true));
    let mut real = 0.0_f64;
    while host.clock().running {
        host.pass(0.5, REAL);
        real += 0.5;
        assert!(real < 3_600.0, "no break ever came");
    }
    assert_eq!(host.exercise().at_minute(), 120);
    assert!(
        (real - 1_200.0).abs() <= 1.0,
        "{real} s of play for twenty minutes"
    );
    assert_eq!(host.clock().rest, Some(5));
    assert_eq!(host.room(OrganisationId(0)).rest, Some(5));
    assert_eq!(host.clock().speed, 12, "after the break");
    ask(&mut host, Ask::Run(true));
    assert_eq!(host.clock().rest, None);
    while !host.exercise().ended() {
        host.pass(0.5, REAL);
        real += 0.5;
    }
    assert!((real - 1_800.0).abs() <= 2.0, "{real} s of play in all");

    let mut other = self::host(&scenario);
    ask(&mut other, Ask::Speed(60));
    ask(&mut other, Ask::Run(true));
    while other.clock().running {
        other.pass(0.5, REAL);
    }
    assert_eq!(
        (other.exercise().at_minute(), other.clock().speed),
        (120, 60)
    );
}

/// What each role of a scenario has to take in when a team plays the core at the sheet's pace: the real minutes
/// of play at which an inject or a decision came to it, and
/// whether it was an inject.
fn came(scenario: &Arc<Scenario>, team: &str) -> Vec<Vec<(f64, bool)>> {
    let sheet = scenario.run_sheet.as_ref().expect("a run sheet");
    let team = scenario
        .teams
        .iter()
        .find(|it| it.id == team)
        .expect("a team");
    let mut exercise = Exercise::new(scenario.clone(), 7);
    exercise.apply(&Command::PlayCore).expect("it has a core");
    let mut came = vec![Vec::new(); scenario.roles.len()];
    scripted::play(&mut exercise, team, |_, step| {
        let (scripted::Step::Passed(events) | scripted::Step::Taken(_, events)) = step else {
            return true;
        };
        for event in events {
            let minute = u32::try_from(event.at_secs / 60).expect("it fits");
            let real = sheet.real_mins(&scenario.leaps, minute);
            let (roles, inject) = match &event.what {
                What::Delivered { inject, .. } => {
                    let id = scenario.names.injects[inject];
                    (&scenario.injects[id.at()].to, true)
                }
                What::Asked { prompt, .. } => {
                    let id = scenario.names.prompts[prompt];
                    (&scenario.prompts[id.at()].by, false)
                }
                _ => continue,
            };
            for role in roles {
                came[role.at()].push((real, inject));
            }
        }
        true
    });
    came
}

#[test]
fn the_core_sets_the_others_aside_and_they_can_still_be_sent() {
    let scenario = sound();
    let many = scenario.names.injects["many-calls"];
    assert_eq!(others(&scenario), [many]);
    let mut exercise = Exercise::new(scenario.clone(), 3);
    let told = exercise.apply(&Command::PlayCore).expect("it has a core");
    assert!(
        told.iter()
            .any(|it| it.what == What::CoreSet { skipped: 1 })
    );
    let sent = |events: &[Event], id: InjectId| {
        let name = &scenario.injects[id.at()].id;
        events
            .iter()
            .any(|it| matches!(&it.what, What::Delivered { inject, .. } if inject == name))
    };
    let events = exercise.advance(200 * 60);
    assert!(sent(&events, scenario.names.injects["second-call"]));
    assert!(!sent(&events, many));
    let mut events = exercise
        .apply(&Command::Release { inject: many })
        .expect("it is sent by hand");
    events.extend(exercise.advance(202 * 60));
    assert!(sent(&events, many));
}

/// Real minutes of play in which nothing comes to a role, at most.
const MOST_SILENT: f64 = 30.0;

#[test]
fn nobody_has_more_than_they_can_take_in_and_nobody_waits_for_half_an_hour() {
    let mut sheets = 0;
    for scenario in repository::scenarios() {
        let Some(sheet) = &scenario.run_sheet else {
            continue;
        };
        sheets += 1;
        let end = f64::from(sheet.play_mins());
        for team in &scenario.teams {
            for (role, came) in scenario.roles.iter().zip(came(&scenario, &team.id)) {
                let what = format!("{}, {}, {}: {came:?}", scenario.id, team.id, role.id);
                let injects: Vec<f64> = came.iter().filter(|it| it.1).map(|it| it.0).collect();
                let within = |from: &f64| {
                    let to = from + 120.0;
                    injects
                        .iter()
                        .filter(|at| (*from..to).contains(*at))
                        .count()
                };
                let most = injects.iter().map(within).max();
                assert!(most.unwrap_or(0) <= MOST_CORE, "{what}");
                let mut last = 0.0;
                for at in came
                    .iter()
                    .map(|it| it.0)
                    .chain([end])
                    .filter(|_| role.core)
                {
                    assert!(
                        at - last <= MOST_SILENT,
                        "silent from {last} to {at}: {what}"
                    );
                    last = at;
                }
            }
        }
    }
    assert!(sheets >= SHEETS, "{sheets} scenarios have a run sheet");
}

/// So many of the shipped scenarios say how the time in the room is spent.
const SHEETS: usize = 8;
