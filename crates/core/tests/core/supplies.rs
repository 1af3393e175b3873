//! What is kept and used up, people who leave the floor, the change of shift, and the marks that
//! matter later: evidence and the public statement.

use crate::repository::shipped_scenario;
use crate::support::{Small, ask, friday, group, improvise, link, segment};
use wardroom_core::exercise::{Exercise, Host};
use wardroom_core::record::wire::{self, Effect};

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-6, "{found}, should be {wanted}");
}

/// A laboratory that keeps 40 units, uses 10 a day, four times as many without its system, and gets
/// 20 a day at most; a ward whose booked patients come all day.
fn laboratory() -> Small {
    let flat = ["1"; 24].join(", ");
    Small {
        ends_mins: 20_000,
        segments: [
            segment("lab", 40, false, &[group("desks", "Desktop", "win7", 4, 0)]),
            segment("rack", 40, false, &[group("racks", "Server", "win7", 1, 1)]),
        ]
        .concat(),
        links: [
            link("line", "net", "rack", "Web, Mail"),
            link("l-lab", "rack", "lab", "Clinical"),
        ]
        .concat(),
        more: format!(
            "systems: [System(id: \"bank\", name: \"Bank\", gives: \"issue\", hosts: [\"racks\"])],
             services: [Service(
                 id: \"blood\", name: \"Blood\", segments: [\"lab\"],
                 needs: [Need(what: System(\"bank\"), weight: Essential, loss: 1.0)],
                 paper: Paper(mobilise_mins: 30, holds: 0.5, endures_hours: 480, then: 0.5, meanwhile: \"by hand\"),
                 stock: Stock(
                     name: \"O negative red cells\", unit: \"units\", kept: 40.0, used_a_day: 10.0,
                     without: 4.0, delivered_a_day: 20.0, spared_by: BloodPlan, loss: 0.6,
                 ),
                 flows: [Flow(id: \"booked\", name: \"booked\", kind: Appointments, weekday: 1440, weekend: 1440, by_hour: [{flat}])],
                 patients: Patients(day: 60, night: 60, high: 0.2, medium: 0.3),
                 reports_after_mins: 10,
             )],
             cards: [Card(
                 id: \"log\", title: \"Log\", group: Command, about: \"Keeps a log.\", by: [\"lead\"],
                 effects: [Mark(Loggist), Mark(PublicStatement)], logged: \"Log kept\",
             )],"
        ),
        ..Small::default()
    }
}

fn played() -> Exercise {
    Exercise::new(laboratory().checked(), 1).without_history()
}

fn wait(exercise: &mut Exercise, mins: u64) {
    let until = exercise.secs() + mins * 60;
    exercise.advance(until);
}

fn stock(exercise: &Exercise) -> f64 {
    exercise.state().services[0].stock
}

fn capacity(exercise: &Exercise) -> f64 {
    exercise.state().services[0].capacity
}

fn without_its_system(exercise: &mut Exercise) {
    improvise(exercise, vec![Effect::IsolateSegment("rack".into())]);
}

#[test]
fn a_shelf_stays_full_while_the_service_is_whole_and_empties_as_reckoned_when_it_is_not() {
    let mut exercise = played();
    wait(&mut exercise, 3 * 1440);
    near(stock(&exercise), 40.0);
    // Nothing is matched: 40 a day are asked for, 20 come. Two days of shelf, then half is lacking.
    without_its_system(&mut exercise);
    wait(&mut exercise, 1440);
    assert!(
        (stock(&exercise) - 20.0).abs() < 0.2,
        "{}",
        stock(&exercise)
    );
    wait(&mut exercise, 1460);
    near(stock(&exercise), 0.0);
    assert!((exercise.state().services[0].short - 0.5).abs() < 0.01);
    // What there is comes back as the service does.
    improvise(&mut exercise, vec![Effect::RejoinSegment("rack".into())]);
    wait(&mut exercise, 10);
    near(exercise.state().services[0].short, 0.0);
    wait(&mut exercise, 8 * 1440);
    assert!(stock(&exercise) > 39.0);
}

#[test]
fn want_of_stock_takes_its_share_of_the_service() {
    let mut exercise = played();
    // On paper, at half, 25 a day are asked for and 20 come: a fifth is lacking once the shelf is bare.
    without_its_system(&mut exercise);
    improvise(&mut exercise, vec![Effect::GoToPaper("blood".into())]);
    wait(&mut exercise, 12 * 1440);
    let own = exercise.state().services[0].own;
    let short = exercise.state().services[0].short;
    assert!((short - 0.2).abs() < 0.01, "{short}");
    near(capacity(&exercise), own * (1.0 - 0.6 * short));
}

#[test]
fn a_plan_spares_half_of_what_goes_beyond_the_usual_and_counts_it_for_all_to_see() {
    let after = |plan: bool| {
        let mut exercise = played();
        without_its_system(&mut exercise);
        if plan {
            improvise(&mut exercise, vec![Effect::Mark(wire::Step::BloodPlan)]);
        }
        wait(&mut exercise, 1440);
        (stock(&exercise), exercise.team_view().services[0].counted)
    };
    let (without, unseen) = after(false);
    let (with, seen) = after(true);
    // 40 a day against 25 a day.
    assert!((with - without - 15.0).abs() < 0.2, "{with} and {without}");
    assert_eq!(unseen, None);
    assert_eq!(seen, Some(with as u32));
}

#[test]
fn an_order_comes_at_its_time_and_only_one_is_taken_in_a_day() {
    let order = || Effect::OrderStock {
        service: "blood".into(),
        amount: 30,
        arrive_mins: 300,
    };
    let mut exercise = played();
    without_its_system(&mut exercise);
    wait(&mut exercise, 1440);
    let before = stock(&exercise);
    improvise(&mut exercise, vec![order()]);
    improvise(&mut exercise, vec![order()]);
    wait(&mut exercise, 299);
    assert!(stock(&exercise) < before);
    wait(&mut exercise, 2);
    let after = stock(&exercise);
    assert!(
        (after - before - 30.0 + 20.0 / 1440.0 * 301.0).abs() < 0.3,
        "{after}"
    );
    let wrong = Effect::OrderStock {
        service: "ed".into(),
        amount: 1,
        arrive_mins: 1,
    };
    let mut shipped = Exercise::new(friday(), 1);
    let order = wire::Command::Improvise {
        text: "Order.".into(),
        effects: vec![wrong],
        by: "on-call-exec".into(),
        because: String::new(),
    };
    let refused = ask(&mut shipped, &order);
    let why = refused.expect_err("it keeps nothing").to_string();
    assert!(why.contains("keeps nothing"), "{why}");
}

#[test]
fn people_who_leave_take_their_share_for_their_hours_and_half_at_most() {
    let take = |share, hours| Effect::TakeStaff {
        service: "blood".into(),
        share,
        hours,
    };
    let mut exercise = played();
    improvise(&mut exercise, vec![take(0.1, 2)]);
    near(capacity(&exercise), 0.9);
    improvise(&mut exercise, vec![take(0.2, 1)]);
    near(capacity(&exercise), 0.7);
    wait(&mut exercise, 60);
    near(capacity(&exercise), 0.9);
    improvise(&mut exercise, vec![take(0.9, 1)]);
    near(capacity(&exercise), 0.5);
    wait(&mut exercise, 60);
    near(capacity(&exercise), 1.0);
}

#[test]
fn a_change_of_shift_costs_who_keeps_no_log_and_nothing_where_all_is_whole() {
    // STARTEX is at noon: the shift changes at 20:00.
    let at_half_past_eight = |hurt: bool, logged: bool| {
        let mut exercise = played();
        if hurt {
            without_its_system(&mut exercise);
            improvise(&mut exercise, vec![Effect::GoToPaper("blood".into())]);
        }
        if logged {
            improvise(&mut exercise, vec![Effect::Mark(wire::Step::Loggist)]);
        }
        wait(&mut exercise, 8 * 60 + 30);
        let then = exercise.state().services[0].own;
        wait(&mut exercise, 60);
        (then, exercise.state().services[0].own)
    };
    let (unlogged, logged) = (
        at_half_past_eight(true, false),
        at_half_past_eight(true, true),
    );
    near(unlogged.0, logged.0 * 0.92);
    near(unlogged.1, logged.1);
    near(at_half_past_eight(false, false).0, 1.0);
}

#[test]
fn once_the_public_is_told_half_of_those_cancelled_on_the_day_stay_at_home() {
    let in_vain = |told: bool, declared: bool| {
        let mut exercise = played();
        without_its_system(&mut exercise);
        if declared {
            let level = wire::IncidentLevel::BusinessContinuity;
            improvise(&mut exercise, vec![Effect::Declare(level)]);
        }
        if told {
            improvise(
                &mut exercise,
                vec![Effect::Mark(wire::Step::PublicStatement)],
            );
        }
        wait(&mut exercise, 60);
        exercise.state().outcomes.degraded_patient_hours[2]
    };
    // Sixty are cancelled in an hour; half an hour of each who comes in vain.
    near(in_vain(false, true) - in_vain(true, true), 60.0 * 0.5 * 0.5);
    // Where there is no incident there is nothing to state.
    near(in_vain(true, false), in_vain(false, false));
}

#[test]
fn evidence_of_the_first_machines_finds_more_of_the_silent_ones_before_they_come_back() {
    // Friday's worm, its outpatients isolated early and rejoined by criteria.
    let left = |kept: bool| -> u32 {
        let scenario = friday();
        (1..=6)
            .map(|seed| {
                let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
                wait(&mut exercise, 100);
                improvise(
                    &mut exercise,
                    vec![
                        Effect::IsolateSegment("outpatients".into()),
                        Effect::Mark(wire::Step::ReconnectCriteria),
                    ],
                );
                if kept {
                    improvise(&mut exercise, vec![Effect::Mark(wire::Step::EvidenceKept)]);
                }
                improvise(
                    &mut exercise,
                    vec![Effect::RejoinSegment("outpatients".into())],
                );
                let segment = scenario.names.segments["outpatients"];
                let groups = &scenario.segments[segment.at()].groups;
                groups
                    .iter()
                    .map(|id| exercise.state().groups[id.at()].get(Host::Infected))
                    .sum::<u32>()
            })
            .sum()
    };
    let (with, without) = (left(true), left(false));
    assert!(
        without > 2 * with && with > 0,
        "{with} with evidence, {without} without"
    );
}

#[test]
fn in_no_bloods_the_shelf_runs_down_for_who_makes_no_plan_and_holds_for_who_does() {
    let scenario = shipped_scenario("no-bloods");
    let service = scenario.names.services["transfusion"].at();
    let lowest = |plan: bool| {
        let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
        if plan {
            wait(&mut exercise, 240);
            improvise(&mut exercise, vec![Effect::Mark(wire::Step::BloodPlan)]);
        }
        let mut lowest = f64::INFINITY;
        for _ in 0..14 * 24 {
            wait(&mut exercise, 60);
            lowest = lowest.min(exercise.state().services[service].stock);
        }
        lowest
    };
    assert!(lowest(false) < 1.0, "{}", lowest(false));
    assert!(lowest(true) > 20.0, "{}", lowest(true));
}

#[test]
fn standing_down_sends_home_who_was_lent_and_ends_command_and_log() {
    let log = |stood_down: bool| {
        let mut exercise = played();
        without_its_system(&mut exercise);
        improvise(
            &mut exercise,
            vec![
                Effect::GoToPaper("blood".into()),
                Effect::Mark(wire::Step::Loggist),
            ],
        );
        if stood_down {
            improvise(&mut exercise, vec![Effect::StandDown]);
        }
        wait(&mut exercise, 8 * 60 + 30);
        exercise.state().services[0].own
    };
    near(log(true), log(false) * 0.92);
    let scenario = friday();
    let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
    let lent = Effect::MutualAid {
        crew: "servers".into(),
        people: 4,
        arrive_mins: 60,
        stay_hours: 48,
    };
    improvise(
        &mut exercise,
        vec![
            Effect::Declare(wire::IncidentLevel::Critical),
            Effect::Notify("region".into()),
            lent,
        ],
    );
    wait(&mut exercise, 120);
    let crew = scenario.names.crews["servers"].at();
    let with = exercise.state().crews[crew].at_work;
    improvise(&mut exercise, vec![Effect::StandDown]);
    wait(&mut exercise, 1);
    assert_eq!(exercise.state().crews[crew].at_work + 4, with);
}

#[test]
fn a_shelf_that_empties_is_noticed_in_that_minute_though_no_service_changes() {
    // Nobody is in its care, so that nothing is written and no service moves; and the shelf runs low
    // between two full hours, at which services are worked out anyway.
    let mut small = laboratory();
    small.more = small.more.replace("day: 60, night: 60", "day: 0, night: 0");
    small.objectives = "Objective(
        id: \"shelf\", title: \"Shelf\", about: \"Shelf.\", csf: [], caf: [], eprr: [],
        tasks: [Task(
            id: \"low\", title: \"Low\", plan: \"Plan.\", look_for: \"Low.\",
            measure: Within(done: StockBelow(service: \"blood\", amount: 33), since: Reached(\"T+0\"), p: 1, s: 2, m: 3),
        )],
    ),"
    .to_owned();
    let mut exercise = Exercise::new(small.checked(), 1).without_history();
    without_its_system(&mut exercise);
    let mut first = None;
    for minute in 1..1440 {
        wait(&mut exercise, 1);
        if stock(&exercise) < 33.0 {
            first.get_or_insert(minute);
        }
    }
    assert!(first.is_some());
    assert_eq!(exercise.watched()[0].done, first);
}
