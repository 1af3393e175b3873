//! Threats other than the worm against closed forms: when what is gone comes back, how long stages
//! wait and traces hide, how many hosts a strike locks, how often a key works.

use crate::support::{Small, crew, group, improvise, link, pass, segment};
use std::sync::Arc;
use wardroom_core::exercise::{Exercise, Host, returns_at, triangular};
use wardroom_core::record::wire::Effect;
use wardroom_core::scenario::{Scenario, Span};

const SEEDS: u64 = 1_500;

/// The greatest distance between what was found and a distribution function. By chance it passes
/// `1.63/√n` once in a hundred times (Kolmogorov); the seeds are always the same.
fn distance(mut found: Vec<f64>, distribution: impl Fn(f64) -> f64) -> f64 {
    found.sort_by(f64::total_cmp);
    let n = found.len() as f64;
    let mut most = 0.0_f64;
    for (at, value) in found.iter().enumerate() {
        // Whole minutes: the distribution jumps where the sample does.
        if found.get(at + 1) == Some(value) {
            continue;
        }
        most = most.max((distribution(*value) - (at + 1) as f64 / n).abs());
    }
    most
}

fn allowed() -> f64 {
    1.63 / (SEEDS as f64).sqrt()
}

/// A trust with a server for one system, two segments of desktops and people who rebuild.
fn small(ends_mins: u32, threats: &str) -> Arc<Scenario> {
    Small {
        ends_mins,
        segments: [
            segment(
                "a",
                1_000,
                false,
                &[group("a-desks", "Desktop", "win7", 200, 60)],
            ),
            segment(
                "b",
                1_000,
                false,
                &[group("b-desks", "Desktop", "win10", 100, 0)],
            ),
            segment("s", 100, false, &[group("servers", "Server", "win7", 4, 4)]),
        ]
        .concat(),
        links: [
            link("ab", "a", "b", "Clinical"),
            link("as", "a", "s", "Clinical"),
            link("an", "a", "net", "Web"),
        ]
        .concat(),
        more: format!(
            "crews: [{}{}], systems: [System(id: \"record\", name: \"The record\", gives: \"all\", \
             hosts: [\"servers\"])],",
            crew("desk", "Desktop", 10),
            crew("server", "Servers", 1)
        ),
        threats: threats.to_owned(),
        ..Small::default()
    }
    .checked()
}

fn first(scenario: &Arc<Scenario>, seed: u64, until: impl Fn(&Exercise) -> bool) -> Option<f64> {
    let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
    while !exercise.ended() {
        if until(&exercise) {
            return Some(f64::from(exercise.state().minute));
        }
        let next = exercise.state().minute + 1;
        pass(&mut exercise, next);
    }
    None
}

#[test]
fn the_triangular_quantile_is_the_inverse_of_its_distribution_function() {
    let span = Span {
        soonest: 10.0,
        likeliest: 25.0,
        latest: 70.0,
    };
    let distribution = |x: f64| {
        if x <= 25.0 {
            (x - 10.0).powi(2) / (60.0 * 15.0)
        } else {
            1.0 - (70.0 - x).powi(2) / (60.0 * 45.0)
        }
    };
    for k in 1..1_000 {
        let u = f64::from(k) / 1_000.0;
        let x = triangular(span, u);
        assert!((distribution(x) - u).abs() < 1e-12, "{u} {x}");
    }
    let fixed = Span {
        soonest: 5.0,
        likeliest: 5.0,
        latest: 5.0,
    };
    assert_eq!(triangular(fixed, 0.3), 5.0);
}

const OUTAGE: &str = "Outage(id: \"gone\", takes: [\"record\"], begins: At(\"T+10\"), returns: [
    Return(share: 0.4, soonest_hours: 1.0, likeliest_hours: 2.0, latest_hours: 4.0),
    Return(share: 1.0, soonest_hours: 3.0, likeliest_hours: 4.0, latest_hours: 6.0),
]),";

#[test]
fn what_an_outage_took_comes_back_when_its_distribution_says_and_in_its_steps() {
    let scenario = small(480, OUTAGE);
    let mut times = Vec::new();
    for seed in 0..SEEDS {
        times.push(f64::from(returns_at(&scenario, seed, 0, 0, 10)) - 10.0);
    }
    // Whole minutes are cut off: what came up to a minute is what lay below the next.
    let far = distance(times, |mins| {
        let x = mins + 1.0;
        if x <= 120.0 {
            (x - 60.0).powi(2) / (180.0 * 60.0)
        } else {
            1.0 - (240.0 - x).max(0.0).powi(2) / (180.0 * 120.0)
        }
    });
    assert!(far < allowed(), "{far}");

    let record = |exercise: &Exercise| exercise.truth_view().systems[0];
    for seed in 0..20 {
        let mut exercise = Exercise::new(scenario.clone(), seed);
        let (part, whole) = (
            returns_at(&scenario, seed, 0, 0, 10),
            returns_at(&scenario, seed, 0, 1, 10),
        );
        assert!(part <= whole);
        for mins in 0..480 {
            pass(&mut exercise, mins);
            let expected = match mins {
                mins if mins < 10 || mins >= whole => 1.0,
                mins if mins >= part => 0.4,
                _ => 0.0,
            };
            assert_eq!(record(&exercise), expected, "seed {seed}, minute {mins}");
        }
    }
}

#[test]
fn an_outage_that_waits_begins_after_its_condition_and_returns_as_much_later() {
    let at = small(480, OUTAGE);
    let waits = OUTAGE.replace(
        "At(\"T+10\")",
        "Once(is: Reached(\"T+30\"), after_mins: 20)",
    );
    let once = small(480, &waits);
    for seed in 0..20 {
        let out = |it: &Exercise| it.truth_view().systems[0] < 0.4;
        assert_eq!(first(&at, seed, out), Some(10.0));
        assert_eq!(first(&once, seed, out), Some(50.0));
        let back = |it: &Exercise| it.state().threats.outages[0].whole;
        let (early, late) = (first(&at, seed, back), first(&once, seed, back));
        assert_eq!(early.map(|it| it + 40.0), late);
    }
}

#[test]
fn who_stands_in_for_a_system_does_so_much_of_it_for_so_long() {
    let scenario = small(480, OUTAGE);
    let mut exercise = Exercise::new(scenario, 1);
    pass(&mut exercise, 20);
    let stand_in = || Effect::StandIn {
        system: "record".into(),
        share: 0.25,
        hours: 1,
    };
    improvise(&mut exercise, vec![stand_in()]);
    pass(&mut exercise, 21);
    assert_eq!(exercise.truth_view().systems[0], 0.25);
    // Two do twice as much.
    improvise(&mut exercise, vec![stand_in()]);
    pass(&mut exercise, 22);
    assert_eq!(exercise.truth_view().systems[0], 0.5);
    pass(&mut exercise, 60);
    // Before the soonest return: 0 again once both have gone.
    pass(&mut exercise, 69);
    assert!(exercise.state().threats.stand_ins.is_empty() || exercise.state().minute < 81);
    pass(&mut exercise, 82);
    assert!(exercise.state().threats.stand_ins.is_empty());
}

/// An intrusion with two stages; how the second is written, and what else the intrusion says.
fn intrusion(second: &str, more: &str) -> String {
    format!(
        "Intrusion(id: \"crew\", {more} stages: [
            Stage(id: \"in\", name: \"In\", mean_hours: 0.0, trace_mean_hours: 1.5),
            Stage(id: \"strike\", name: \"Strike\", {second}),
        ]),"
    )
}

#[test]
fn a_stage_waits_and_a_trace_hides_as_long_as_their_hazards_say() {
    let scenario = small(
        1_440,
        &intrusion("at_least_hours: 1.0, mean_hours: 2.0", ""),
    );
    let strike = |it: &Exercise| it.state().threats.stages[1].reached.is_some();
    let trace = |it: &Exercise| it.state().threats.stages[0].traced.is_some();
    // The first stage is reached in the first minute. A geometric waiting time: P(T ≤ k) over the
    // minutes in which it can come.
    let geometric = |first: f64, mean: f64| {
        move |mins: f64| 1.0 - (-(mins - first + 1.0).max(0.0) / mean).exp()
    };
    let (mut strikes, mut traces) = (Vec::new(), Vec::new());
    for seed in 0..SEEDS {
        strikes.push(first(&scenario, seed, strike).unwrap_or(f64::INFINITY));
        traces.push(first(&scenario, seed, trace).unwrap_or(f64::INFINITY));
    }
    let far = distance(strikes, geometric(61.0, 120.0));
    assert!(far < allowed(), "{far}");
    let far = distance(traces, geometric(2.0, 90.0));
    assert!(far < allowed(), "{far}");
}

#[test]
fn a_stage_that_is_held_does_not_come_and_whoever_is_driven_out_does_nothing_more() {
    let held = "mean_hours: 0.0, held_by: Isolated(\"a\")";
    let scenario = small(300, &intrusion(held, "driven_out: MailOff,"));
    let mut exercise = Exercise::new(scenario.clone(), 3);
    improvise(&mut exercise, vec![Effect::IsolateSegment("a".into())]);
    pass(&mut exercise, 100);
    assert_eq!(exercise.state().threats.stages[1].reached, None);
    improvise(&mut exercise, vec![Effect::RejoinSegment("a".into())]);
    pass(&mut exercise, 102);
    assert_eq!(exercise.state().threats.stages[1].reached, Some(101));

    let mut exercise = Exercise::new(scenario, 3);
    improvise(
        &mut exercise,
        vec![Effect::IsolateSegment("a".into()), Effect::MailOff],
    );
    pass(&mut exercise, 5);
    assert_eq!(exercise.state().threats.driven_out, vec![Some(1)]);
    improvise(&mut exercise, vec![Effect::RejoinSegment("a".into())]);
    pass(&mut exercise, 300);
    assert_eq!(exercise.state().threats.stages[1].reached, None);
}

#[test]
fn a_strike_locks_its_share_patched_or_not_and_spares_what_is_isolated() {
    let strike = "mean_hours: 0.0, not_before: \"T+30\", does: [
        LockHosts(segment: \"a\", share: 0.7), LockHosts(segment: \"b\", share: 0.5),
        LockHosts(segment: \"s\", share: 1.0), SpoilBackups(factor: 3.0)]";
    let scenario = small(600, &intrusion(strike, ""));
    let locked = |exercise: &Exercise, at: usize| exercise.state().groups[at].get(Host::Locked);
    let mut counts = Vec::new();
    for seed in 0..400 {
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        improvise(&mut exercise, vec![Effect::IsolateSegment("b".into())]);
        pass(&mut exercise, 29);
        assert_eq!(exercise.state().locked(), 0);
        pass(&mut exercise, 30);
        counts.push(f64::from(locked(&exercise, 0)));
        assert_eq!(locked(&exercise, 1), 0, "it is isolated");
        assert_eq!(locked(&exercise, 2), 4, "patched servers too");
        assert_eq!(exercise.truth_view().systems[0], 0.0);
    }
    // Binomial: 200 hosts at 0.7.
    let mean = counts.iter().sum::<f64>() / 400.0;
    let spread = (200.0 * 0.7 * 0.3_f64).sqrt() / 20.0;
    assert!((mean - 140.0).abs() < 3.0 * spread, "{mean}");

    // Backups are gone: a server takes three hours in place of one, and one engineer does one at a
    // time.
    let mut exercise = Exercise::new(scenario, 1).without_history();
    pass(&mut exercise, 31);
    improvise(
        &mut exercise,
        vec![Effect::Rebuild {
            order: vec!["record".into()],
            people: 1,
        }],
    );
    pass(&mut exercise, 31 + 179);
    assert_eq!(exercise.state().groups[2].get(Host::Restored), 0);
    pass(&mut exercise, 31 + 182);
    assert_eq!(exercise.state().groups[2].get(Host::Restored), 1);
}

#[test]
fn what_is_threatened_comes_as_often_as_its_chances_say_and_a_key_that_works_is_faster() {
    let scenario = small(
        900,
        "Intrusion(id: \"crew\", stages: [Stage(id: \"strike\", name: \"Strike\", mean_hours: 0.0, \
         does: [LockHosts(segment: \"s\", share: 1.0)])]),
         Extortion(id: \"demand\", begins: Once(is: Intruded(\"strike\"), after_mins: 10),
            proof: Span(soonest_hours: 1.0, likeliest_hours: 1.0, latest_hours: 1.0),
            deadline_hours: 3.0,
            publishes: Span(soonest_hours: 4.0, likeliest_hours: 5.0, latest_hours: 6.0),
            publishes_chance: 0.8,
            key: Key(offered: Span(soonest_hours: 2.0, likeliest_hours: 2.0, latest_hours: 2.0), works: 0.6, factor: 0.25),
         ),",
    );
    let (mut published, mut works) = (0, 0);
    for seed in 0..SEEDS {
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        improvise(&mut exercise, vec![Effect::TryKey("demand".into())]);
        pass(&mut exercise, 400);
        let found = exercise.state().threats.extortions[0];
        assert_eq!(found.begun, Some(11));
        assert_eq!(found.proven, Some(71));
        assert_eq!(found.deadline, Some(191));
        assert_eq!(found.offered, Some(131));
        assert_eq!(
            found.tried,
            Some(131),
            "it was wanted before it was offered"
        );
        if let Some(at) = found.published {
            assert!((251..=371).contains(&at), "{at}");
            published += 1;
        }
        works += u32::from(found.works);
    }
    let n = SEEDS as f64;
    for (count, chance) in [(published, 0.8), (works, 0.6)] {
        let found = f64::from(count) / n;
        let spread = (chance * (1.0 - chance) / n).sqrt();
        assert!(
            (found - chance).abs() < 3.0 * spread,
            "{found} for {chance}"
        );
    }
    // A server in an hour, or in a quarter of one.
    let rebuilt_by = |seed: u64| {
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        improvise(&mut exercise, vec![Effect::TryKey("demand".into())]);
        pass(&mut exercise, 140);
        improvise(
            &mut exercise,
            vec![Effect::Rebuild {
                order: vec!["record".into()],
                people: 1,
            }],
        );
        let mut mins = 140;
        while exercise.state().groups[2].get(Host::Restored) == 0 {
            mins += 1;
            pass(&mut exercise, mins);
        }
        (exercise.state().threats.extortions[0].works, mins - 140)
    };
    for seed in 0..20 {
        let (works, mins) = rebuilt_by(seed);
        let expected = if works { 15 } else { 60 };
        assert!((expected..=expected + 2).contains(&mins), "{works} {mins}");
    }
}
