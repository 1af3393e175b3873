//! The hindcast: its parts against closed forms, the nation in true proportion, the table as it was
//! committed.

mod plain;
mod shorter;

use crate::repository;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicU32;
use wardroom_core::ensemble::hindcast::{
    England, Instead, MEASURES, Nation, Run, Table, runs, week,
};

/// The text of the parameters that ship.
fn england_2017() -> String {
    let bytes = repository::shipped("library/england-2017.ron").expect("it ships");
    String::from_utf8(bytes).expect("text")
}

fn england() -> England {
    England::read("england-2017.ron", &england_2017())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

fn played(england: &England, first: u64, count: usize) -> Vec<Run> {
    runs(england, first, count, &AtomicU32::new(0))
}

fn measure(table: &Table, id: &str) -> f64 {
    let row = table.measures.iter().find(|it| it.id == id);
    row.unwrap_or_else(|| panic!("{id}")).median
}

#[test]
fn the_nation_is_236_trusts_in_true_proportion_and_the_same_for_the_same_seed() {
    let england = england();
    assert_eq!(england.trusts(), 236, "NAO 2018 §1.2");
    let shares: f64 = england.regions.iter().map(|it| it.share).sum();
    assert!((shares - 1.0).abs() < 1e-9);
    let mut devices = 0.0;
    let mut regions: BTreeMap<usize, usize> = BTreeMap::new();
    for seed in 1..=50 {
        let nation = Nation::of(&england, seed);
        assert_eq!(nation.trusts.len(), 236);
        for trust in &nation.trusts {
            devices += trust.devices;
            *regions.entry(trust.region).or_default() += 1;
        }
        let practices: u32 = nation.practices.iter().map(|it| it.vulnerable).sum();
        let all = f64::from(england.practices) * england.edge.practice_unpatched;
        assert!((f64::from(practices) - all).abs() < 10.0);
    }
    // 50 nations of 236: means within three standard errors.
    let n = 50.0 * 236.0;
    let expected: f64 = england
        .kinds
        .iter()
        .map(|it| it.devices * f64::from(it.count))
        .sum::<f64>()
        / 236.0;
    assert!(
        (devices / n / expected - 1.0).abs() < 0.02,
        "{}",
        devices / n
    );
    for (at, region) in england.regions.iter().enumerate() {
        let found = *regions.get(&at).unwrap_or(&0) as f64 / n;
        let spread = (region.share * (1.0 - region.share) / n).sqrt();
        assert!((found - region.share).abs() < 3.0 * spread, "{}", region.id);
    }
    assert_eq!(week(&england, 7).courses, week(&england, 7).courses);
}

/// With nothing inside and nothing between, arrivals are a Poisson process that thins: the share of
/// open trusts that are ever reached by minute `t` is `1 − e^(−E P ∫o)`.
#[test]
fn arrivals_follow_their_closed_form() {
    let mut england = england();
    england.fitted.open.value = 1.0;
    england.fitted.between_per_min.value = 0.0;
    england.fitted.cut_per_hour.value = 0.0;
    england.people.shared = 0.0;
    england.worm.kill_switch = u32::MAX;
    // Every trust alike: no spread in size, one kind, scans at their height all day.
    england.device_spread = 0.0;
    england.kinds.truncate(1);
    england.worm.outside = vec![(420, 1.0), (1_440, 1.0), (1_441, 0.0)];
    england.practices = 0;
    let devices = england.kinds[0].devices;
    let exposed = devices
        * england.edge.reachable
        * (1.0 - england.edge.unpatched)
        * england.edge.vulnerable_builds;
    // About half of them by midnight.
    england.fitted.outside_per_min.value = 0.7 / (exposed * 1_020.0);
    let (mut reached, mut all) = (0, 0);
    for seed in 1..=40 {
        let week = week(&england, seed);
        all += week.courses.len();
        reached += week
            .courses
            .iter()
            .filter(|it| it.infected.is_some_and(|it| it < 1_440))
            .count();
    }
    let expected = 1.0 - (-0.7_f64).exp();
    let found = reached as f64 / all as f64;
    let spread = (expected * (1.0 - expected) / all as f64).sqrt();
    assert!(
        (found - expected).abs() < 3.0 * spread,
        "{found} {expected}"
    );
}

#[test]
fn what_cannot_happen_does_not() {
    let england = england();
    for seed in 1..=20 {
        let week = week(&england, seed);
        for (course, trust) in week.courses.iter().zip(&week.nation.trusts) {
            assert!(trust.open || course.infected.is_none(), "it was closed");
            assert!(course.devices_infected <= trust.vulnerable);
            if let Some(locked) = course.locked {
                assert!(course.infected.is_some_and(|it| it <= locked));
                assert!(course.known.is_some_and(|it| it > locked));
                assert!(course.contained >= course.known);
                assert!(
                    course
                        .restored
                        .is_none_or(|it| Some(it) >= course.contained)
                );
            }
            assert!(!(course.is_infected() && course.is_disrupted()));
            assert!(course.lost.iter().all(|it| it.is_finite() && *it >= 0.0));
        }
    }
    // A closed edge lets nothing in, and an unplugged world neither.
    let closed = Table::of(&played(&Instead::EdgeClosed.of(&england), 1, 10));
    for id in ["affected", "infected", "practices", "cancellations"] {
        assert_eq!(measure(&closed, id), 0.0, "{id}");
    }
}

#[test]
fn the_kill_switch_and_the_patch_only_help() {
    let england = england();
    let count = 12;
    let base = Table::of(&played(&england, 1, count));
    let of = |instead: Instead| Table::of(&played(&instead.of(&england), 1, count));
    let infected = |table: &Table| measure(table, "infected");
    let none = of(Instead::NoKillSwitch);
    assert!(infected(&none) > infected(&base));
    assert!(infected(&of(Instead::KillSwitchEarlier)) <= infected(&base));
    assert!(infected(&of(Instead::KillSwitchLater)) >= infected(&base));
    assert!(infected(&of(Instead::Patched)) < infected(&base));
    let prepared = of(Instead::Prepared);
    assert!(measure(&prepared, "affected") < measure(&base, "affected"));
    assert!(measure(&of(Instead::Monday), "practices") > 0.0);
}

/// The committed table, within its own error: the medians of a few runs must lie where nine in ten
/// runs of the committed ones did.
#[test]
fn the_table_is_the_committed_one_within_its_error() {
    let path = repository::top().join("docs/hindcast.json");
    let text = std::fs::read_to_string(path).expect("the committed table");
    let committed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let now = Table::of(&played(&england(), 1, 20));
    let rows = committed["measures"].as_array().expect("measures");
    assert_eq!(rows.len(), MEASURES.len());
    for (row, now) in rows.iter().zip(&now.measures) {
        assert_eq!(row["id"], now.id);
        let bound = |name: &str| row[name].as_f64().expect("a figure");
        let (low, high, median) = (bound("p05"), bound("p95"), bound("median"));
        assert!(
            (low..=high).contains(&now.median),
            "{}: {} is not between {low} and {high}",
            now.id,
            now.median
        );
        // The standard error of a median of twenty is about 1.25 σ/√20, and the nine tenths span 3.3 σ.
        let error = 1.25 * (high - low) / 3.29 / 20.0_f64.sqrt();
        assert!(
            (now.median - median).abs() <= 4.0 * error + 1e-9,
            "{}: {} is far from {median}",
            now.id,
            now.median
        );
    }
    // The order and the ids are the format that programs read.
    let fitted = rows.iter().filter(|it| it["fitted"] == true).count();
    assert_eq!(fitted, 13);
    for (row, measure) in rows.iter().zip(&MEASURES) {
        assert_eq!(row["observed"].as_f64(), measure.observed, "{}", measure.id);
        assert_eq!(row["source"], measure.source, "{}", measure.id);
    }
}

/// The committed table is what its runs come to: counts to the last one, what is lost but for rounding.
#[test]
fn the_committed_table_comes_out_again() {
    let path = repository::top().join("docs/hindcast.json");
    let text = std::fs::read_to_string(path).expect("the committed table");
    let committed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let count = committed["runs"].as_u64().expect("a number") as usize;
    assert_eq!(count, 400);
    let now = Table::of(&played(&england(), 1, count));
    let lost = [
        "cancellations",
        "admissions",
        "elective",
        "outpatients",
        "value",
        "urgent-cancer",
        "emergency-lost",
        "attendances-lost",
    ];
    let rows = committed["measures"].as_array().expect("measures");
    for (row, now) in rows.iter().zip(&now.measures) {
        for (name, value) in [("median", now.median), ("p05", now.p05), ("p95", now.p95)] {
            let was = row[name].as_f64().expect("a figure");
            let rounding = if lost.contains(&now.id) { 1e-12 } else { 0.0 };
            let far = (value - was).abs();
            assert!(
                far <= rounding * was.abs(),
                "{}, {name}: {value}, not {was}",
                now.id
            );
        }
    }
}

/// Whoever reads the table sees every figure that was observed, with its source, whether the model
/// was fitted to it or not, and whether it was met.
#[test]
fn every_figure_that_was_observed_is_told_with_its_source() {
    for (id, observed) in [
        ("diagnostic", 1_220.0),
        ("urgent-cancer", 139.0),
        ("emergency-lost", 1_066.0),
        ("attendances-lost", 3_760.0),
        ("switch-only", 21.0),
        ("north-midlands-east", 29.0 / 34.0),
        ("practices-rebuilt", 0.95),
        ("diverting-16", 2.0),
    ] {
        let measure = MEASURES.iter().find(|it| it.id == id).expect(id);
        assert_eq!(measure.observed, Some(observed), "{id}");
        assert_eq!(measure.fits, None, "{id}: the model was not fitted to it");
    }
    for measure in &MEASURES {
        let known = measure.observed.is_some();
        assert_eq!(known, !measure.source.is_empty(), "{}", measure.id);
        assert!(known || measure.fits.is_none(), "{}", measure.id);
        if let (Some(observed), Some((low, high))) = (measure.observed, measure.fits) {
            assert!((low..=high).contains(&observed), "{}", measure.id);
        }
    }
    let table = Table::of(&played(&england(), 1, 5));
    for (row, measure) in table.measures.iter().zip(&MEASURES) {
        assert_eq!(
            row.inside.is_some(),
            measure.observed.is_some(),
            "{}",
            row.id
        );
        let within = row.observed.map(|it| (row.p05..=row.p95).contains(&it));
        assert_eq!(row.inside, within, "{}", row.id);
    }
    let page = include_str!("../../../../docs/hindcast.md");
    for measure in MEASURES.iter().filter(|it| it.observed.is_some()) {
        let line = page
            .lines()
            .find(|it| it.contains(&format!("| {} |", measure.label)));
        let line = line.unwrap_or_else(|| panic!("docs/hindcast.md: {}", measure.label));
        assert!(line.contains(measure.source), "{line}");
        assert!(
            line.contains("| yes |") || line.contains("| **no** |"),
            "{line}"
        );
    }
}

/// What the model was not fitted to does not move the fit: its distance is the same whatever was
/// observed there.
#[test]
fn the_fit_looks_only_at_what_it_was_to_meet() {
    let runs = played(&england(), 1, 10);
    let far = Table::of(&runs).far();
    let others = |it: &Run| Run {
        measures: it
            .measures
            .iter()
            .zip(&MEASURES)
            .map(|(value, measure)| if measure.fits.is_some() { *value } else { 1e9 })
            .collect(),
        known: it.known.clone(),
    };
    let moved: Vec<Run> = runs.iter().map(others).collect();
    assert_eq!(Table::of(&moved).far(), far);
}

#[test]
fn what_can_not_be_simulated_in_time_or_at_all_is_refused_at_its_place() {
    let at = |text: &str, needle: &str| {
        let found = text.find(needle).expect("it stands there");
        text[..found].matches('\n').count() + 1
    };
    for (from, to, said) in [
        ("count: 135", "count: 99999", "2000"),
        ("count: 135", "count: 2001", "2000"),
        ("count: 10,", "count: 10000000,", "2000"),
        ("practices: 7454", "practices: 100001", "100000"),
        ("weekday: 4", "weekday: 7", "6"),
        ("schema: 1", "schema: 2", "write 1"),
        ("devices: 7000.0", "devices: 1e300", "100000"),
        ("device_spread: 0.5", "device_spread: 40.0", "2"),
        ("patched: 0.85", "patched: 1.5", "1"),
        ("patched: 0.85", "patched: -0.5", "1"),
        ("silent_mins: 20.0", "silent_mins: -1.0", "0.01"),
        ("rebuild_mins: 60.0", "rebuild_mins: 1e-9", "0.01"),
        ("kill_switch: 968", "kill_switch: 9999999", "11520"),
        ("reconnect_hours: 48.0", "reconnect_hours: 1e20", "10000000"),
        ("outpatients: 1604.0", "outpatients: 1e300", "10000000"),
        (
            "Free(value: 0.258, low: 0.15, high: 0.7)",
            "Free(value: 0.258, low: 0.7, high: 0.15)",
            "between a low and a high",
        ),
        ("outside: [", "outside: [(9000, 0.5),", "must rise"),
        (
            "kinds: [",
            "kinds: [Kind(id: \"a\", name: \"A\", count: 1900, emergency_department: false, devices: 1.0, activity: 0.0),",
            "2136 trusts",
        ),
        ("share: 0.29", "share: 0.2", "not to 1"),
        (
            "back_soonest_hours: 12.0",
            "back_soonest_hours: 93.0",
            "must rise",
        ),
        ("regions: [", "regions: [], practices_of: [", "practices_of"),
    ] {
        let text = england_2017().replacen(from, to, 1);
        assert_ne!(text, england_2017(), "{from}");
        let told = England::read("england.ron", &text).expect_err(to);
        let shown = told.render(false);
        assert!(shown.contains(said), "{to}: {shown}");
        let line = told.sources.position(told.list[0].mark).line;
        let cross = said.contains("rise") && from.starts_with("back") || said == "not to 1";
        assert!(cross || line == at(&text, to), "{to}: {line} {shown}");
    }
    let bare = [135, 17, 54, 20, 10]
        .iter()
        .fold(england_2017(), |text, count| {
            text.replacen(&format!("count: {count},"), "count: 0,", 1)
        });
    let told = England::read("england.ron", &bare).expect_err("no trust");
    assert!(
        told.render(false).contains("there is no trust"),
        "{}",
        told.render(false)
    );
}

#[test]
#[allow(clippy::disallowed_types, reason = "it tells how long it took")]
fn the_largest_nation_that_is_taken_plays_its_week() {
    let mut text = england_2017().replace("count: 135", "count: 1899");
    text = text.replace("practices: 7454", "practices: 100000");
    for (from, to) in [
        ("devices: 7000.0", "devices: 100000.0"),
        ("device_spread: 0.5", "device_spread: 2.0"),
        ("react_mins: 90.0", "react_mins: 10000000.0"),
        ("report_day_mins: 35.0", "report_day_mins: 10000000.0"),
        ("back_latest_hours: 92.0", "back_latest_hours: 10000000.0"),
        ("reconnect_hours: 48.0", "reconnect_hours: 10000000.0"),
        ("kill_switch: 968", "kill_switch: 0"),
        ("inside_per_min: 0.05", "inside_per_min: 10000000.0"),
    ] {
        text = text.replacen(from, to, 1);
    }
    let england =
        England::read("england.ron", &text).unwrap_or_else(|it| panic!("{}", it.render(false)));
    assert_eq!(england.trusts(), 2_000);
    let begun = std::time::Instant::now();
    for instead in Instead::ALL {
        let run = &played(&instead.0.of(&england), 1, 1)[0];
        assert!(
            run.measures.iter().all(|it| it.is_finite()),
            "{:?}",
            run.measures
        );
    }
    let took = begun.elapsed().as_secs_f64() / Instead::ALL.len() as f64;
    assert!(took < 30.0, "{took} s a run");
}
