//! What the shipped scenarios cite: outcomes and standards that exist, clocks as the law has them,
//! and facts on the day on which they became known.

use crate::mended::{changed, still_sound};
use crate::repository::{scenario, scenarios, top};
use crate::support::friday;
use std::collections::BTreeSet;
use std::sync::Arc;
use wardroom_core::scenario::{ChannelKind, Fires, Scenario};

/// The page of the field.
const FIELD: &str = include_str!("../../../../docs/field.md");

/// The contributing outcomes of CAF v3.2, and the one of the DSPT's objective E that was looked up.
const OUTCOMES: [(&str, &str); 15] = [
    ("A1", "abc"),
    ("A2", "ab"),
    ("A3", "a"),
    ("A4", "a"),
    ("B1", "ab"),
    ("B2", "abcd"),
    ("B3", "abcde"),
    ("B4", "abcd"),
    ("B5", "abc"),
    ("B6", "ab"),
    ("C1", "abcde"),
    ("C2", "ab"),
    ("D1", "abc"),
    ("D2", "ab"),
    ("E3", "a"),
];

/// Every shipped scenario, and the one that `wardroom new` writes.
fn shipped() -> Vec<Arc<Scenario>> {
    let mut all = scenarios();
    all.push(scenario(&top().join("src/starter/exercise.ron")));
    all
}

#[test]
fn every_objective_names_contributing_outcomes_that_exist() {
    let known: BTreeSet<String> = OUTCOMES
        .iter()
        .flat_map(|(principle, letters)| letters.chars().map(move |it| format!("{principle}.{it}")))
        .collect();
    for scenario in shipped() {
        for objective in &scenario.objectives {
            assert!(!objective.caf.is_empty(), "{}", objective.id);
            for outcome in &objective.caf {
                assert!(
                    known.contains(outcome),
                    "{}, {}: {outcome}",
                    scenario.id,
                    objective.id
                );
            }
        }
    }
}

#[test]
fn every_objective_names_core_standards_by_number_as_the_field_page_lists_them() {
    let listed: BTreeSet<String> = FIELD
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let number: u8 = cells.next()?.parse().ok()?;
            Some(format!("{number} {}", cells.next()?))
        })
        .collect();
    for scenario in shipped() {
        for objective in &scenario.objectives {
            assert!(!objective.eprr.is_empty(), "{}", objective.id);
            for standard in &objective.eprr {
                assert!(
                    listed.contains(standard),
                    "{}, {}: {standard}",
                    scenario.id,
                    objective.id
                );
            }
        }
    }
}

#[test]
fn friday_lunchtime_asks_for_back_ups_assets_risk_improvement_and_what_is_shared() {
    let friday = friday();
    let asked: BTreeSet<&str> = friday
        .objectives
        .iter()
        .flat_map(|it| it.caf.iter().map(String::as_str))
        .collect();
    for outcome in ["A2.a", "A3.a", "B5.c", "D2.b", "E3.a"] {
        assert!(asked.contains(outcome), "{outcome} is not in {asked:?}");
    }
}

#[test]
fn a_bleep_shows_four_digits() {
    for scenario in shipped() {
        for inject in &scenario.injects {
            let channel = &scenario.channels[usize::from(inject.channel.0)];
            if channel.kind == ChannelKind::Bleep {
                let first = inject.text.lines().next().unwrap_or_default();
                assert!(
                    first.len() == 4 && first.bytes().all(|it| it.is_ascii_digit()),
                    "{}: {first}",
                    inject.id
                );
            }
        }
    }
}

#[test]
fn nobody_tells_the_stock_of_o_negative_before_the_day_on_which_it_was_so_low() {
    // 25 July 2024 is the 53rd day after Monday 3 June.
    const AMBER_ALERT_MINS: u32 = 52 * 24 * 60;
    for scenario in shipped().iter().filter(|it| it.id == "no-bloods") {
        for inject in scenario.injects.iter().filter(|it| it.text.contains("1.6")) {
            let Fires::At(at) = inject.fires else {
                panic!("{} is told at no fixed time", inject.id);
            };
            assert!(at >= AMBER_ALERT_MINS, "{} at {at}", inject.id);
        }
        for prompt in &scenario.prompts {
            assert!(!prompt.question.contains("1.6"), "{}", prompt.id);
        }
        assert!(
            scenario
                .history
                .iter()
                .any(|it| { it.text.contains("25 July") && it.text.contains("1.6 days") })
        );
    }
}

#[test]
fn a_body_with_two_clocks_has_the_first_notice_before_it_is_told_and_the_report_after() {
    let one = "clock_hours: 72";
    let two = "clocks: [LegalClock(what: \"full report\", hours: 72), LegalClock(what: \"first notice\", hours: 24)]";
    let running = |scenario: &Scenario, tellings| {
        scenario.bodies[0]
            .running_clock(tellings)
            .map(|clock| (clock.what.clone(), clock.hours))
    };
    let scenario = still_sound(&[("library.ron", one, two)]);
    assert_eq!(running(&scenario, 0), Some(("first notice".into(), 24)));
    assert_eq!(running(&scenario, 1), Some(("full report".into(), 72)));
    assert_eq!(running(&scenario, 2), None, "both have been given");

    let scenario = still_sound(&[]);
    assert_eq!(running(&scenario, 0), Some(("notice".into(), 72)));
    assert_eq!(running(&scenario, 1), None, "it has been told in time");
}

#[test]
fn a_clock_that_gives_no_time_or_years_is_told_with_its_body() {
    for hours in ["0", "8761", "10000000"] {
        let wrong = format!("clocks: [LegalClock(what: \"notice\", hours: {hours})]");
        let problems = changed(&[("library.ron", "clock_hours: 72", &wrong)])
            .expect_err("no such clock is sound")
            .render(false);
        assert!(
            problems.contains("W032") && problems.contains("`region`"),
            "{problems}"
        );
    }
}

#[test]
fn the_nis_regulator_is_told_within_a_day_and_again_within_three_where_the_bill_is_law() {
    let scenarios = shipped();
    let across = scenarios.iter().find(|it| it.id == "friday-across");
    let across = across.expect("it is shipped");
    let body = across.bodies.iter().find(|it| it.id == "health-department");
    let clocks = &body.expect("there is a regulator").clocks;
    let hours: Vec<u32> = clocks.iter().map(|it| it.hours).collect();
    assert_eq!(hours, [24, 72]);
}
