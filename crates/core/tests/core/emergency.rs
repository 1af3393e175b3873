//! The emergency department against closed forms and brute force: who comes, how long they wait, who
//! leaves, who boards, and what it costs to send them elsewhere.

use crate::support::{ALONE, Small, friday, group, improvise, link, pass, segment};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::sync::Arc;
use wardroom_core::exercise::{Department, Event, Exercise, Outcomes, What};
use wardroom_core::record::wire::Effect;
use wardroom_core::scenario::{Mins, Scenario};

const DAY: Mins = 1_440;
/// The hours of a department in England: quiet before dawn, a hump before noon, one in the evening.
const HOURS: [u32; 24] = [
    26, 20, 17, 15, 13, 13, 17, 27, 44, 60, 69, 70, 65, 60, 58, 58, 60, 64, 67, 64, 56, 47, 39, 31,
];

/// A hospital whose department and wards each have a record of their own, in a store that can be
/// cut off: with it the department loses `ed_loss` of its capacity, and the wards `ward_loss`.
struct Hospital {
    a_day: u32,
    hours: [u32; 24],
    department: &'static str,
    margin: f64,
    leans: f64,
    ed_loss: f64,
    ward_loss: f64,
    overwhelmed: f64,
    further_mins: u32,
    ends_mins: Mins,
}

impl Default for Hospital {
    fn default() -> Self {
        Self {
            a_day: 348,
            hours: HOURS,
            department: "admits_to: \"wards\"",
            margin: 1.12,
            leans: 0.2,
            ed_loss: 0.0,
            ward_loss: 0.0,
            overwhelmed: 110.0,
            further_mins: 18,
            ends_mins: 3 * DAY,
        }
    }
}

impl Hospital {
    fn checked(&self) -> Arc<Scenario> {
        let Self {
            a_day,
            hours,
            department,
            further_mins,
            ..
        } = self;
        let service = |id: &str, system: &str, flows: &str| {
            format!(
                "Service(id: \"{id}\", name: \"{id}\", segments: [\"house\"],
                 needs: [Need(what: System(\"{system}\"), weight: Essential, loss: 0.8)],
                 paper: Paper(mobilise_mins: 30, holds: 0.7, endures_hours: 2, then: 0.5,
                              meanwhile: \"by hand\"),
                 flows: [{flows}],
                 patients: Patients(day: 0, night: 0, high: 0.2, medium: 0.3),
                 reports_after_mins: 10),"
            )
        };
        let flow = format!(
            "Flow(id: \"arrivals\", name: \"arrivals\", kind: Emergency, weekday: {a_day},
             weekend: {a_day}, by_hour: {hours:?}, department: Department({department}))"
        );
        let system = |id: &str, host: &str| {
            format!("System(id: \"{id}\", name: \"{id}\", gives: \"{id}\", hosts: [\"{host}\"]),")
        };
        let desks = [group("desks", "Desktop", "win7", 10, 10)];
        let store = [
            group("one", "Server", "win7", 2, 2),
            group("two", "Server", "win7", 2, 2),
        ];
        let small = Small {
            ends_mins: self.ends_mins,
            segments: [
                segment("house", 20, false, &desks),
                segment("store", 4, false, &store),
            ]
            .concat(),
            links: [
                link("line", "net", "house", "Web"),
                link("corridor", "house", "store", "Clinical"),
            ]
            .concat(),
            more: format!(
                "systems: [{}{}], services: [{}{}], pathways: [
                    Pathway(id: \"ambulances\", name: \"Ambulances\", share: 0.27,
                            taken_by: \"others\", further_mins: {further_mins}),
                    Pathway(id: \"stroke\", name: \"Stroke\", share: 0.012, time_critical: true,
                            taken_by: \"others\", further_mins: {further_mins}),
                ],",
                system("ed-record", "one"),
                system("ward-record", "two"),
                service("ed", "ed-record", &flow),
                service("wards", "ward-record", ""),
            ),
            ..Small::default()
        };
        let mut scenario = (*small.checked()).clone();
        scenario.pace.ed_margin = self.margin;
        scenario.pace.ed_leans = self.leans;
        scenario.services[0].needs[0].loss = self.ed_loss;
        scenario.services[1].needs[0].loss = self.ward_loss;
        scenario.flows[0].overwhelmed = self.overwhelmed;
        Arc::new(scenario)
    }

    /// Plays to ENDEX with the store cut off, and what else is done at STARTEX.
    fn play(&self, seed: u64, effects: &[Effect]) -> Exercise {
        let mut exercise = Exercise::new(self.checked(), seed).without_history();
        let cut = Effect::IsolateSegment("store".into());
        improvise(&mut exercise, [&[cut], effects].concat());
        pass(&mut exercise, self.ends_mins);
        exercise
    }
}

fn department(exercise: &Exercise) -> Department {
    exercise.state().patients.ed[ALONE]
}

/// What the outcomes say of patients: delayed, left unseen, seen late, and hours of care at reduced capacity
/// and on the way elsewhere.
fn fate(out: &Outcomes) -> [f64; 4] {
    let hours: f64 = out.degraded_patient_hours.iter().sum();
    [
        out.ed_delayed,
        out.ed_left_unseen,
        out.ed_critical_late,
        hours + out.redirected_hours,
    ]
}

/// The sums over so many seeds of what a play says.
fn over_seeds<const N: usize>(seeds: u64, play: impl Fn(u64) -> [f64; N] + Sync) -> [f64; N] {
    let all: Vec<[f64; N]> = (1..=seeds).into_par_iter().map(&play).collect();
    let mut sums = [0.0; N];
    for one in all {
        for (sum, value) in sums.iter_mut().zip(one) {
            *sum += value;
        }
    }
    sums
}

/// The shipped Friday on which nothing happens.
fn quiet_friday() -> Arc<Scenario> {
    let mut scenario = (*friday()).clone();
    scenario.worm.first.clear();
    scenario.worm.outside_scans_per_min = 0.0;
    Arc::new(scenario)
}

// ---- The ordinary day ------------------------------------------------------------------------

#[test]
fn on_an_ordinary_day_ten_to_fifteen_per_cent_stay_over_four_hours_and_few_leave_unseen() {
    for scenario in [Hospital::default().checked(), quiet_friday()] {
        let [came, delayed, left, late, boarding, away] = over_seeds(20, |seed| {
            let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
            pass(&mut exercise, scenario.ends_mins);
            let out = &exercise.state().outcomes;
            let ed = department(&exercise);
            [
                ed.came,
                out.ed_delayed,
                out.ed_left_unseen,
                out.ed_critical_late,
                ed.boarding,
                out.ed_diverted,
            ]
        });
        let share = delayed / came;
        assert!((0.10..=0.15).contains(&share), "{share} delayed");
        let share = left / came;
        assert!((0.01..=0.05).contains(&share), "{share} left unseen");
        // Of those for whom an hour matters, about one in seven: they are 8 per cent of all.
        let share = late / (came * (0.04 + 0.49 * 0.08));
        assert!((0.10..=0.25).contains(&share), "{share} late");
        assert!(boarding / 20.0 < 1.0, "{boarding} board");
        assert!(away.abs() < f64::EPSILON, "{away} were sent away");
    }
}

#[test]
fn who_comes_hangs_on_seed_and_minute_alone_and_is_as_many_as_usual_in_the_mean() {
    let plain = Hospital::default();
    let broken = Hospital {
        ed_loss: 0.8,
        ..Hospital::default()
    };
    let divert = [Effect::Divert("ambulances".into())];
    let mut all = Vec::new();
    for seed in 1..=20 {
        let came = department(&plain.play(seed, &[])).came;
        let again = department(&broken.play(seed, &divert)).came;
        assert!((came - again).abs() < 1e-9, "{came} {again}");
        all.push(came);
    }
    let mean = all.iter().sum::<f64>() / 20.0;
    // Three days from Friday noon; four standard errors of a Poisson mean.
    let wanted = 3.0 * 348.0;
    assert!(
        (mean - wanted).abs() < 4.0 * (wanted / 20.0).sqrt(),
        "{mean}"
    );
    all.sort_by(f64::total_cmp);
    assert!(all[19] - all[0] > 2.0 * wanted.sqrt(), "no luck: {all:?}");
}

// ---- Closed forms ----------------------------------------------------------------------------

/// A department of minors at a flat rate, from which nobody is admitted.
fn flat(a_day: u32, margin: f64) -> Hospital {
    Hospital {
        a_day,
        hours: [1; 24],
        department: "resus: 0.0, majors: 0.0, admitted: 0.0",
        margin,
        overwhelmed: 1e9,
        ends_mins: 20 * DAY,
        ..Hospital::default()
    }
}

/// Who waits in the mean, over the last half of an exercise.
fn mean_waiting(hospital: &Hospital, seed: u64) -> f64 {
    let mut exercise = Exercise::new(hospital.checked(), seed).without_history();
    let half = hospital.ends_mins / 2;
    let mut sum = 0.0;
    for minute in half + 1..=hospital.ends_mins {
        pass(&mut exercise, minute);
        sum += department(&exercise).waiting.iter().sum::<f64>();
    }
    sum / f64::from(half)
}

#[test]
fn a_department_that_copes_has_the_queue_of_poisson_arrivals_and_one_server() {
    // Four come in five minutes and one is seen a minute: `λ² ÷ (2 (1 − λ))` wait in the mean.
    let hospital = flat(1_152, 1.25);
    let [mean] = over_seeds(8, |seed| [mean_waiting(&hospital, seed)]);
    let (mean, wanted) = (mean / 8.0, 0.64 / 0.4);
    assert!((mean / wanted - 1.0).abs() < 0.12, "{mean}, not {wanted}");
}

#[test]
fn a_department_that_does_not_cope_has_the_queue_from_which_as_many_leave_as_are_not_seen() {
    // One comes a minute, nine tenths of one is seen, and one in 600 who wait leaves: 60 wait.
    let hospital = flat(1_440, 0.9);
    let [mean] = over_seeds(8, |seed| [mean_waiting(&hospital, seed)]);
    let mean = mean / 8.0;
    assert!((mean / 60.0 - 1.0).abs() < 0.08, "{mean}, not 60");
    // Nothing caps the wait: half as much again that is not seen, half as many again who wait.
    let [worse] = over_seeds(8, |seed| [mean_waiting(&flat(1_440, 0.6), seed)]);
    let worse = worse / 8.0;
    assert!((worse / 240.0 - 1.0).abs() < 0.08, "{worse}, not 240");
}

// ---- A worse department ----------------------------------------------------------------------

#[test]
fn a_worse_department_never_delays_fewer_nor_loses_fewer_nor_sees_critical_patients_sooner() {
    // With and without ambulances that turn away, with whole wards and with failing ones, and with
    // all of the pace hanging on capacity, so that no department is saved by its hands.
    for (overwhelmed, wards_too, leans) in [
        (1e9, false, 0.2),
        (110.0, false, 0.2),
        (110.0, true, 0.2),
        (110.0, false, 1.0),
    ] {
        (1..=6_u64).into_par_iter().for_each(|seed| {
            let mut last = [0.0; 3];
            for step in 0..=16 {
                let lost = f64::from(step) * 0.05;
                let hospital = Hospital {
                    ed_loss: lost,
                    ward_loss: if wards_too { lost } else { 0.0 },
                    overwhelmed,
                    leans,
                    ..Hospital::default()
                };
                let exercise = hospital.play(seed, &[]);
                let [delayed, left, late, _] = fate(&exercise.state().outcomes);
                let found = [delayed, left, late];
                for (name, (was, is)) in ["delayed", "left unseen", "late"]
                    .iter()
                    .zip(last.iter().zip(found))
                {
                    assert!(
                        is >= was - 1e-9,
                        "seed {seed}, {lost} lost (limit {overwhelmed}, wards {wards_too}, \
                         leans {leans}): {name} {is} after {was}"
                    );
                }
                last = found;
            }
        });
    }
}

#[test]
fn nobody_ends_at_a_cap_a_department_at_a_fifth_is_worse_than_one_at_two_fifths() {
    let peak = |lost| {
        let hospital = Hospital {
            ed_loss: lost,
            leans: 1.0,
            overwhelmed: 1e9,
            ..Hospital::default()
        };
        let exercise = hospital.play(3, &[]);
        exercise.state().outcomes.ed_wait_peak_mins
    };
    let [better, worse] = [peak(0.6), peak(0.8)];
    assert!(worse > 1.5 * better && better > 720.0, "{better} {worse}");
}

// ---- Exit block ------------------------------------------------------------------------------

#[test]
fn wards_that_can_not_discharge_delay_emergency_patients() {
    let seeds = 5;
    let play = |ward_loss| {
        over_seeds(seeds, |seed| {
            let hospital = Hospital {
                ward_loss,
                ..Hospital::default()
            };
            let exercise = hospital.play(seed, &[]);
            let [delayed, left, late, hours] = fate(&exercise.state().outcomes);
            [delayed, left, late, hours, department(&exercise).boarding]
        })
    };
    let (whole, blocked) = (play(0.0), play(0.8));
    assert!(whole[4] / (seeds as f64) < 1.0, "{whole:?} board");
    assert!(blocked[4] / (seeds as f64) > 10.0, "{blocked:?} board");
    for ((name, by), (whole, blocked)) in [
        ("delayed", 1.5),
        ("left unseen", 1.2),
        ("late", 1.02),
        ("hours", 1.5),
    ]
    .iter()
    .zip(whole.iter().zip(blocked))
    {
        assert!(blocked > by * whole, "{name}: {whole} {blocked}");
    }
    // A little that is lost can be made good: wards can discharge a seventh more.
    let little = play(0.2);
    assert!(little[0] < 1.1 * whole[0], "{whole:?} {little:?}");
}

#[test]
fn all_ward_computers_off_for_three_days_delay_emergency_patients_of_the_shipped_trust() {
    let play = |off: bool| {
        over_seeds(5, |seed| {
            let mut exercise = Exercise::new(quiet_friday(), seed).without_history();
            if off {
                improvise(&mut exercise, vec![Effect::PowerOff("wards".into())]);
            }
            pass(&mut exercise, 3 * DAY);
            [exercise.state().outcomes.ed_delayed]
        })[0]
    };
    let (on, off) = (play(false), play(true));
    assert!(off > 1.25 * on, "{on} delayed with them, {off} without");
}

// ---- Diversion -------------------------------------------------------------------------------

#[test]
fn diverting_from_a_department_that_copes_makes_patients_worse_off() {
    let play = |divert: bool| {
        over_seeds(5, |seed| {
            let mut exercise = Exercise::new(quiet_friday(), seed).without_history();
            if divert {
                let pathway = |id: &str| Effect::Divert(id.into());
                let all = ["stroke", "trauma", "heart-attack", "other-blue-light"];
                improvise(&mut exercise, all.map(pathway).to_vec());
            }
            pass(&mut exercise, 3 * DAY);
            let [delayed, left, late, hours] = fate(&exercise.state().outcomes);
            [
                delayed,
                late,
                hours,
                left,
                exercise.state().outcomes.ed_diverted,
            ]
        })
        .map(|it| it / 5.0)
    };
    let (open, shut) = (play(false), play(true));
    assert!(shut[4] > 200.0, "{shut:?} sent away");
    assert!(shut[0] > open[0], "delayed: {} {}", open[0], shut[0]);
    assert!(shut[1] > 1.2 * open[1], "late: {} {}", open[1], shut[1]);
    // Hours on the way, in the neighbours' queues and of the neighbours' own patients: over one for
    // each who was sent, whatever is gained at home.
    assert!(
        shut[2] - open[2] > shut[4],
        "hours: {} {}",
        open[2],
        shut[2]
    );
}

#[test]
fn diverting_from_a_department_that_can_not_cope_helps_those_who_stay_and_all_together() {
    let play = |divert: &[Effect]| {
        over_seeds(5, |seed| {
            let hospital = Hospital {
                ed_loss: 0.6,
                leans: 1.0,
                overwhelmed: 1e9,
                ends_mins: DAY,
                ..Hospital::default()
            };
            let exercise = hospital.play(seed, divert);
            let [delayed, left, late, hours] = fate(&exercise.state().outcomes);
            [
                delayed,
                left,
                late,
                hours,
                exercise.state().patients.ed_queue[ALONE],
            ]
        })
    };
    let open = play(&[]);
    let shut = play(&[Effect::Divert("ambulances".into())]);
    for (name, (open, shut)) in ["delayed", "left unseen", "late", "hours", "waiting"]
        .iter()
        .zip(open.iter().zip(shut))
    {
        assert!(shut < *open, "{name}: {open} without, {shut} with");
    }
}

#[test]
fn what_a_diverted_patient_costs_grows_with_the_way_and_with_how_many_for_how_long() {
    let each = |further_mins, ends_mins, pathway: &str| {
        let [hours, diverted] = over_seeds(5, |seed| {
            let hospital = Hospital {
                further_mins,
                ends_mins,
                ..Hospital::default()
            };
            let exercise = hospital.play(seed, &[Effect::Divert(pathway.into())]);
            let out = &exercise.state().outcomes;
            [out.redirected_hours, out.ed_diverted]
        });
        hours / diverted
    };
    // A few strokes do not fill anybody: each loses the minutes further, three times over.
    let stroke = each(20, DAY, "stroke");
    assert!((stroke - 1.0).abs() < 0.1, "{stroke} hours a stroke");
    assert!(each(40, DAY, "stroke") > 1.9 * stroke);
    // All ambulances do, the longer the more.
    let (day, days) = (each(20, DAY, "ambulances"), each(20, 3 * DAY, "ambulances"));
    assert!(day > 1.0, "{day} hours each in a day");
    assert!(
        days > 1.3 * day,
        "{day} hours each in a day, {days} in three"
    );
}

#[test]
fn the_neighbours_say_that_they_are_full_when_all_ambulances_are_diverted_for_long() {
    let told = |pathway: &str| {
        let hospital = Hospital::default();
        let mut exercise = Exercise::new(hospital.checked(), 1);
        improvise(&mut exercise, vec![Effect::Divert(pathway.into())]);
        let events = pass(&mut exercise, hospital.ends_mins);
        let full = |it: &&Event| matches!(it.what, What::NeighboursFull { .. });
        events.iter().find(full).map(|it| it.at_secs / 3_600)
    };
    let hours = told("ambulances").expect("they say so");
    assert!((4..48).contains(&hours), "after {hours} hours");
    assert_eq!(told("stroke"), None, "a few strokes fill nobody");
}

#[test]
fn who_is_turned_away_counts_as_sent_elsewhere_and_as_delayed() {
    let hospital = Hospital {
        ed_loss: 0.8,
        leans: 1.0,
        ..Hospital::default()
    };
    let exercise = hospital.play(1, &[]);
    let out = &exercise.state().outcomes;
    let came = department(&exercise).came;
    assert!(
        out.ed_turned_away > 50.0,
        "{} turned away",
        out.ed_turned_away
    );
    assert!(out.ed_turned_away <= out.ed_diverted + 1e-9);
    assert!(out.redirected_hours > out.ed_turned_away * 18.0 / 60.0);
    // Nearly all who came in the last two days wait too long, at this door or at another.
    assert!(out.ed_delayed > 0.6 * came, "{} of {came}", out.ed_delayed);
    assert!(
        out.ed_delayed <= came + 1e-6,
        "{} of {came}",
        out.ed_delayed
    );
}
