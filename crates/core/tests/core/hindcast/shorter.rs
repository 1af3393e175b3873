//! The week of the product, which looks at a trust only when something may happen to it, against the
//! plain one: the same courses minute for minute, and the same losses but for the order in which they
//! are added up.

use super::england;
use super::plain::{self, Met};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use wardroom_core::ensemble::hindcast::{Course, England, Instead, Nation, Region, Week, week};
use wardroom_core::exercise::{Purpose, Stream};

/// How far a sum of losses may lie from another of the same terms.
const ROUNDING: f64 = 1e-12;

/// What differs between two weeks of the same nation, if anything does.
fn difference(plain: &Week, shorter: &Week) -> Option<String> {
    let practices = |it: &Week| (it.practices, it.practices_rebuilt, it.practices_done);
    if practices(plain) != practices(shorter) {
        return Some(format!(
            "practices: {:?}, not {:?}",
            practices(shorter),
            practices(plain)
        ));
    }
    if plain.practices_by_region != shorter.practices_by_region {
        return Some("practices by region and minute".to_owned());
    }
    let without = |course: &Course| Course {
        lost: [0.0; 4],
        ..*course
    };
    plain
        .courses
        .iter()
        .zip(&shorter.courses)
        .enumerate()
        .find_map(|(at, (plain, shorter))| {
            let near = |(a, b): (&f64, &f64)| (a - b).abs() <= ROUNDING * a.abs();
            let same = without(plain) == without(shorter)
                && plain.lost.iter().zip(&shorter.lost).all(near);
            (!same).then(|| format!("trust {at}: {shorter:?}, not {plain:?}"))
        })
}

#[test]
fn the_week_is_the_one_that_every_minute_of_every_trust_comes_to() {
    let england = england();
    let all = [None]
        .into_iter()
        .chain(Instead::ALL.map(|it| Some(it.0)))
        .map(|it| it.map_or_else(|| england.clone(), |it| it.of(&england)));
    for (which, england) in all.enumerate() {
        for seed in 1..=12 {
            let differs = difference(&plain::week(&england, seed).0, &week(&england, seed));
            assert_eq!(differs, None, "measure {which}, seed {seed}");
        }
    }
}

/// A number of the file, and other values of it.
type Knob = (fn(&mut England, f64), &'static [f64]);

fn regions(england: &mut England, count: f64) {
    england.regions = (0..count as usize)
        .map(|at| Region {
            id: format!("r-{at}"),
            name: format!("Region {at}"),
            share: 1.0 / count,
        })
        .collect();
}

/// Every number that the week hangs on, with values at which something else happens than in England:
/// nothing at all, everything at once, and what leaves no rounding.
const KNOBS: [Knob; 43] = [
    (|it, to| it.kinds[0].count = to as u32, &[1.0, 60.0]),
    (|it, to| it.kinds[2].count = to as u32, &[0.0, 30.0]),
    (|it, to| it.practices = to as u32, &[0.0, 40.0, 90_000.0]),
    (regions, &[1.0, 2.0, 9.0]),
    (|it, to| it.weekday = to as u32, &[0.0, 3.0, 6.0]),
    (|it, to| it.device_spread = to, &[0.0, 2.0]),
    (
        |it, to| it.kinds[0].devices = to,
        &[0.0, 30.0, 8_000.0, 100_000.0],
    ),
    (|it, to| it.kinds[1].emergency_department = to > 0.0, &[1.0]),
    (|it, to| it.edge.unpatched = to, &[0.0, 0.99, 1.0]),
    (|it, to| it.edge.proxied = to, &[0.0, 1.0]),
    (|it, to| it.edge.reachable = to, &[0.0, 0.2, 1.0]),
    (|it, to| it.edge.regional = to, &[0.0, 1.0]),
    (|it, to| it.edge.reach_low = to, &[0.0, 0.5]),
    (|it, to| it.edge.practice_devices = to, &[0.3, 200.0]),
    (|it, to| it.worm.silent_mins = to, &[0.01, 3.0, 600.0]),
    (|it, to| it.worm.inside_per_min = to, &[0.0, 0.5, 1e7]),
    (
        |it, to| it.worm.outside = vec![(600, 0.2), (to as u32, 1.0)],
        &[700.0, 5_000.0, 11_000.0],
    ),
    (
        |it, to| it.worm.kill_switch = to as u32,
        &[0.0, 2_000.0, 9e9],
    ),
    (|it, to| it.people.rumour_from = to as u32, &[0.0, 1_000.0]),
    (
        |it, to| it.people.rumour_until = to as u32,
        &[900.0, 9_000.0],
    ),
    (|it, to| it.people.advice_slows = to, &[0.0, 1.0]),
    (|it, to| it.people.react_mins = to, &[0.0, 5.0, 3_000.0]),
    (
        |it, to| it.people.report_day_mins = to,
        &[0.0, 5.0, 3_000.0],
    ),
    (|it, to| it.people.back_soonest_hours = to, &[0.0, 1.0]),
    (
        |it, to| {
            it.people.back_soonest_hours = it.people.back_soonest_hours.min(to);
            it.people.back_likeliest_hours = to;
            it.people.back_latest_hours = to;
        },
        &[0.0, 0.05, 1e7],
    ),
    (
        |it, to| it.people.engineers_per_1000 = to,
        &[0.0, 2.5, 40.0, 1e7],
    ),
    (|it, to| it.people.rebuild_mins = to, &[0.01, 80.0, 1_000.0]),
    (|it, to| it.people.reconnect_hours = to, &[0.0, 1.0, 1e7]),
    (|it, to| it.people.practice_teams = to, &[0.0, 300.0]),
    (|it, to| it.people.practice_mins = to, &[0.01, 9_000.0]),
    (|it, to| it.fitted.practice_exposed.value = to, &[0.0, 3.0]),
    (|it, to| it.edge.practice_unpatched = to, &[0.0, 1.0]),
    (|it, to| it.people.shared = to, &[0.0, 0.6, 1.0]),
    (|it, to| it.people.elective = to, &[0.0, 9.0]),
    (|it, to| it.people.emergency = to, &[0.0, 9.0]),
    (|it, to| it.people.by_ambulance = to, &[0.0, 1.0]),
    (
        |it, to| it.fitted.outside_per_min.value = to,
        &[0.0, 1e-3, 0.1],
    ),
    (|it, to| it.fitted.open.value = to, &[0.7, 1.0]),
    (
        |it, to| it.fitted.between_per_min.value = to,
        &[0.0, 1e-6, 1e-4],
    ),
    (
        |it, to| it.fitted.cut_per_hour.value = to,
        &[0.0, 0.3, 30.0],
    ),
    (|it, to| it.fitted.loss.value = to, &[0.0, 1.0]),
    (|it, to| it.fitted.divert_at.value = to, &[0.0, 0.001, 0.03]),
    // Trusts that rebuild a quarter of a device in a minute, or five, to the last bit.
    (
        |it, to| {
            if to > 0.0 {
                it.device_spread = 0.0;
                it.kinds[0].devices = 8_000.0;
                it.people.engineers_per_1000 = 2.5;
                it.people.rebuild_mins = to;
            }
        },
        &[80.0, 4.0, 0.0, 0.0],
    ),
];

/// A smaller England with each number as it ships, or turned to one of its other values.
fn turned(turns: &[usize]) -> England {
    let mut england = england();
    for (kind, count) in england.kinds.iter_mut().zip([24, 4, 8, 3, 1]) {
        kind.count = count;
    }
    england.fitted.open.value = 0.6;
    for ((set, values), turn) in KNOBS.iter().zip(turns) {
        // In half of the cases it stays.
        if let Some(value) = turn
            .checked_sub(8)
            .and_then(|it| values.get(it % values.len()))
        {
            set(&mut england, *value);
        }
    }
    england
}

#[test]
fn so_it_is_in_any_nation_under_any_measures() {
    let met = Cell::new(Met::default());
    let mut runner = TestRunner::new(Config {
        cases: 250,
        failure_persistence: None,
        ..Config::default()
    });
    let cases = (any::<u64>(), vec(0_usize..16, KNOBS.len()));
    let tried = runner.run(&cases, |(seed, turns)| {
        let england = turned(&turns);
        let (plain, what) = plain::week(&england, seed);
        let differs = difference(&plain, &week(&england, seed));
        proptest::prop_assert_eq!(differs, None);
        met.set(met.get().and(what));
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
    // Whatever a shorter way is likely to get wrong was among them.
    let met = met.get();
    println!("{met:?}");
    let Met {
        again,
        diverted_contained,
        diverted_on,
        spread_cut_off,
        hosted_and_ill,
        back_at_once,
        used_up,
        whole_steps,
        reached_after_cut,
    } = met;
    for (what, times) in [
        ("reached again", again),
        ("diverted while contained", diverted_contained),
        ("diverted while on", diverted_on),
        ("spread in a trust that is cut off", spread_cut_off),
        ("infected and without its host", hosted_and_ill),
        ("back as its last device is rebuilt", back_at_once),
        ("used up", used_up),
        ("rebuilt in whole steps", whole_steps),
        ("reached after it had cut itself off", reached_after_cut),
    ] {
        assert!(times > 0, "{what}: not met");
    }
}

/// The trust at which another's systems run is drawn among all acute ones of its region but itself.
#[test]
fn systems_run_at_another_acute_trust_of_the_region() {
    let mut england = england();
    england.people.shared = 0.5;
    for seed in 1..=20 {
        let nation = Nation::of(&england, seed);
        for (at, trust) in nation.trusts.iter().enumerate() {
            let draws = Stream::new(seed, Purpose::Nation, at as u32);
            let hosts: Vec<usize> = (0..nation.trusts.len())
                .filter(|it| {
                    let other = &nation.trusts[*it];
                    let acute = england.kinds[other.kind].emergency_department;
                    *it != at && other.region == trust.region && acute
                })
                .collect();
            let pick = (draws.uniform(6) * hosts.len() as f64) as usize;
            let shared = draws.uniform(5) < england.people.shared;
            let host = shared.then(|| hosts.get(pick).copied()).flatten();
            assert_eq!(trust.host, host, "seed {seed}, trust {at}");
        }
    }
}
