//! Emergency departments: who comes, how long they wait, who leaves, who stays for a bed. Must not
//! invent deaths, and must not know why capacity was lost. Who is sent elsewhere is in `diversion`.
//!
//! **Arrivals.** In a minute as many come as a Poisson draw with mean
//! `u × (1 + Σ more × (1 − c))` says: `u` usually come in this hour, and more while services
//! elsewhere, each at `c` of its capacity, can't do their work. Each is resuscitation, majors or
//! minors by a draw over the department's shares. Both draws hang on seed, flow and minute alone.
//!
//! **Seen.** The department sees `p` patients a minute:
//! `p = max(margin × u, ū / 2) × (1 − leans × (1 − c)) ÷ (1 + boarders ÷ (2 × cubicles))`, and 1.12 times
//! that while staff of cancelled lists help (`ū`: the mean of the day; all author's estimate).
//! Resuscitation comes first; of what is left, minors have [`MINORS_OWN`] and majors the rest, and
//! what one does not use the other does.
//!
//! **Waits** of somebody who comes now, minutes: resuscitation `W₀ ÷ p`; majors `(W₀ + W₁) ÷ (p − what
//! minors use)`; minors `W₂ ÷ (p − what the others use)`, where `W` wait. Nothing caps them.
//!
//! **Leaving unseen.** Of those who wait, minors leave at one in [`MINORS_STAY_MINS`] a minute,
//! majors at one in [`MAJORS_STAY_MINS`] (patience as in the Erlang A queue). On an ordinary day
//! about 2 per cent of all leave, as England's do; waits half as long again more than double it
//! (neighbours of Scripps 2021: waits +48%, left unseen +128%).
//!
//! **Beds.** Of those seen, an acuity's share is admitted. They board in the department, half of them
//! in its cubicles, until a bed is free. Beds are [`SPARE_BEDS`] more than the wards' emergency patients on
//! an ordinary day. In a minute as many become ready to leave as usually are admitted in this hour,
//! in proportion to how many lie there; the wards let go those who are ready, and while anybody
//! boards, as many as they can: `1.15 × usual × (1 − 0.4 × (1 − c))`, with `c` of the wards (author's
//! estimate: discharges can be brought forward by a seventh, and two fifths of the work of one is
//! record, letter and medicines).
//!
//! **Over four hours.** A stay is the wait, the work-up, and for those admitted the time until those
//! before them have a bed. Work-ups are lognormal with spread 0.5 and medians of
//! [`WORK_UP_MINS`], longer by half of the capacity lost. Each who comes counts as delayed with the
//! chance that this stay is longer than 240 minutes, whether or not they leave unseen: so a worse
//! department never delays fewer. The medians are set so that an ordinary day has 10 to 15 per
//! cent (May 2017: all types 10.3, type 1 15.4 per cent: NHS England).
//!
//! **Time-critical.** All resuscitation and [`CRITICAL_MAJORS`] of majors (stroke, sepsis, heart
//! attack, major trauma) should have what matters within an hour. It takes the wait, for majors a
//! third of it since triage finds them, and a lognormal time of median 35 minutes, up to twice as
//! long without imaging and pathology. About one in seven is late on an ordinary day (author's
//! estimate; the national audits of stroke and sepsis of 2017 found more).
//!
//! **Degraded care.** Who waits beyond what wait at [`USUAL_WAIT_MINS`]: resuscitation, and majors
//! in ambulances that can't hand over, at high risk; other majors at medium, minors at low risk. Who
//! boards is at medium risk.

use crate::exercise::chance::{Purpose, longer_than, poisson, uniform};
use crate::exercise::event::What;
use crate::exercise::rules::diversion;
use crate::exercise::state::{Outcomes, State};
use crate::scenario::{Flow, FlowKind, NeedWhat, OrganisationId, Scenario, ServiceId};

/// Minutes of a stay beyond which a patient is delayed: the four-hour standard.
const STANDARD_MINS: f64 = 240.0;
/// Minutes that patients may wait on an ordinary day (author's estimate).
const USUAL_WAIT_MINS: f64 = 30.0;
/// Share of resuscitation, majors and minors who come by ambulance: 28 per cent of all (NHS England
/// 2016/17: a quarter to a third; author's estimate within that).
pub const BY_AMBULANCE: [f64; 3] = [0.9, 0.4, 0.1];
/// By how much staff of cancelled lists raise the department's pace (author's estimate).
const REDEPLOYED: f64 = 1.12;
/// The share of the pace that is the minors' own (author's estimate: a see-and-treat stream).
const MINORS_OWN: f64 = 0.3;
/// Minutes for which minors wait before they leave, in the mean (author's estimate).
const MINORS_STAY_MINS: f64 = 600.0;
/// Minutes for which majors do (author's estimate).
const MAJORS_STAY_MINS: f64 = 2_400.0;
/// Beds beyond the ordinary day's emergency patients, as a share of these (author's estimate:
/// general beds of England were 88 to 91 per cent full in 2016/17, and few of the rest are usable).
const SPARE_BEDS: f64 = 0.02;
/// By how much wards can discharge more than usual (author's estimate).
const WARD_MARGIN: f64 = 1.15;
/// How much of discharging hangs on the wards' capacity (author's estimate).
const WARD_LEANS: f64 = 0.4;
/// The share of those who board that stays in cubicles; the rest is in corridors (author's
/// estimate).
const IN_CUBICLES: f64 = 0.5;
/// Medians of work-ups, minutes: admitted; resuscitation, majors and minors who go home (author's
/// estimate, fitted to the ordinary day).
const WORK_UP_MINS: [f64; 4] = [165.0, 125.0, 125.0, 85.0];
/// Spread of work-ups: standard deviation of their logarithm (author's estimate).
const SPREAD: f64 = 0.5;
/// By how much work-ups are longer without all capacity (author's estimate).
const SLOWER: f64 = 0.5;
/// The share of majors for whom an hour matters (author's estimate).
const CRITICAL_MAJORS: f64 = 0.08;
/// What should not take longer for them, minutes.
const CRITICAL_MINS: f64 = 60.0;
/// The median of what it takes once they are seen, minutes (author's estimate).
const CRITICAL_MEDIAN_MINS: f64 = 35.0;

/// What somebody who comes to a department now has before them.
#[derive(Clone, Copy, Debug)]
pub struct Outlook {
    /// Patients a minute whom the department sees.
    pub pace: f64,
    /// Waits by acuity, minutes.
    pub waits: [f64; 3],
    /// Minutes until those before them have a bed.
    pub bed_mins: f64,
    /// How many times as long work-ups take.
    pub slower: f64,
    /// What imaging and pathology can do, as a share.
    pub tests: f64,
}

/// One minute of a department's door.
pub struct Door {
    /// Its flow.
    pub flow: usize,
    /// Whose it is.
    pub of: OrganisationId,
    /// What those who come have before them.
    pub outlook: Outlook,
    /// Who comes or is brought, by acuity, before any are sent on.
    pub coming: [f64; 3],
    /// Those of them who are let in.
    pub staying: [f64; 3],
    /// Who arrives from other departments.
    pub landing: [f64; 3],
    /// The minutes further that they came, all together.
    pub landing_mins: f64,
}

/// One minute of all emergency departments.
pub fn step(scenario: &Scenario, seed: u64, state: &mut State, events: &mut Vec<What>) {
    let hour = scenario.calendar_hour(state.minute);
    let mut doors: Vec<Door> = Vec::new();
    for (at, flow) in scenario.flows.iter().enumerate() {
        if flow.kind == FlowKind::Emergency {
            doors.push(door(scenario, seed, state, hour, at, flow));
        }
    }
    diversion::step(scenario, state, hour, &mut doors, events);
    for door in &doors {
        inside(scenario, state, hour, door, events);
    }
}

/// Who comes to a department.
fn door(
    scenario: &Scenario,
    seed: u64,
    state: &State,
    hour: usize,
    at: usize,
    flow: &Flow,
) -> Door {
    let more: f64 = flow
        .more_without
        .iter()
        .filter(|(service, _)| open(scenario, *service, hour))
        .map(|(service, share)| share * (1.0 - state.services[service.at()].capacity).max(0.0))
        .sum();
    let (entity, now) = (at as u32, state.minute);
    let mean = usual(flow, hour) * (1.0 + more);
    let count = poisson(mean, uniform(seed, Purpose::Arrival, entity, now));
    let mut coming = [0.0; 3];
    let [resus, majors, _] = flow.department.acuity;
    for one in 0..count {
        // Below: a number of its own for each of a minute's patients.
        let draw = now.wrapping_mul(1_024).wrapping_add(one);
        let ill = uniform(seed, Purpose::Acuity, entity, draw);
        let acuity = usize::from(ill >= resus) + usize::from(ill >= resus + majors);
        coming[acuity] += 1.0;
    }
    Door {
        flow: at,
        of: scenario.services[flow.service.at()].of,
        outlook: outlook(scenario, state, flow, hour),
        coming,
        staying: coming,
        landing: [0.0; 3],
        landing_mins: 0.0,
    }
}

/// Who usually comes in a minute of an hour.
pub fn usual(flow: &Flow, hour: usize) -> f64 {
    flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0)
}

/// Whether a service has work of its own in an hour; one that books none always has.
fn open(scenario: &Scenario, service: ServiceId, hour: usize) -> bool {
    let flows = &scenario.services[service.at()].flows;
    let mut hours = flows
        .iter()
        .map(|flow| scenario.flows[flow.at()].per_min_by_hour.get(hour));
    flows.is_empty() || hours.any(|per_min| per_min.is_some_and(|it| *it > 0.0))
}

/// What somebody who comes to a department now has before them.
pub fn outlook(scenario: &Scenario, state: &State, flow: &Flow, hour: usize) -> Outlook {
    let service = &scenario.services[flow.service.at()];
    let department = &state.patients.ed[service.of];
    let pace = pace(scenario, state, flow, hour);
    let [resus, majors, minors] = department.waiting;
    // Somebody is always seen in the end: a hundredth of the mean, for who asks how long it takes.
    let least = (flow.department.per_min * 0.01).max(1e-6);
    let for_majors = pace - minors.min(MINORS_OWN * pace);
    let for_minors = pace - (resus + majors).min((1.0 - MINORS_OWN) * pace);
    let lost = (1.0 - state.services[flow.service.at()].capacity).clamp(0.0, 1.0);
    let (mut tests, mut asked) = (0.0, 0.0);
    for need in &service.needs {
        if let NeedWhat::Service(other) = need.what {
            tests += state.services[other.at()].capacity.min(1.0);
            asked += 1.0;
        }
    }
    Outlook {
        pace,
        waits: [
            resus / pace.max(least),
            (resus + majors) / for_majors.max(least),
            minors / for_minors.max(least),
        ],
        bed_mins: bed_mins(state, flow, service.of),
        slower: 1.0 + SLOWER * lost,
        tests: if asked > 0.0 {
            tests / asked
        } else {
            1.0 - lost
        },
    }
}

/// Minutes until those who board now, and have no bed, have one.
fn bed_mins(state: &State, flow: &Flow, of: OrganisationId) -> f64 {
    let department = &state.patients.ed[of];
    let short = department.boarding - (beds(flow) - department.inpatients).max(0.0);
    if flow.department.admits_to.is_none() || short <= 0.0 {
        return 0.0;
    }
    let a_minute = admitted(flow) * flow.department.per_min * discharging(state, flow);
    short / a_minute.max(1e-6)
}

/// The share of all who come that is admitted.
fn admitted(flow: &Flow) -> f64 {
    let model = &flow.department;
    let pairs = model.acuity.iter().zip(model.admitted);
    pairs.map(|(share, admitted)| share * admitted).sum()
}

/// Beds for emergency patients.
fn beds(flow: &Flow) -> f64 {
    flow.department.inpatients * (1.0 + SPARE_BEDS)
}

/// How many the wards can let go, as a multiple of who usually goes.
fn discharging(state: &State, flow: &Flow) -> f64 {
    let capacity = flow
        .department
        .admits_to
        .map_or(1.0, |wards| state.services[wards.at()].capacity.min(1.0));
    WARD_MARGIN * (1.0 - WARD_LEANS * (1.0 - capacity))
}

/// Patients a minute whom an emergency department sees.
fn pace(scenario: &Scenario, state: &State, flow: &Flow, hour: usize) -> f64 {
    let of = scenario.services[flow.service.at()].of;
    let day_start = hour - hour % 24;
    let day = flow.per_min_by_hour.get(day_start..).unwrap_or(&[]);
    let day = &day[..day.len().min(24)];
    let mean = day.iter().sum::<f64>() / day.len().max(1) as f64;
    let helped = state.patients.redeployed[of]
        && scenario
            .flows
            .iter()
            .zip(&state.patients.cancelled_until)
            .any(|(booked, until)| {
                *until > state.minute && scenario.services[booked.service.at()].of == of
            });
    let lost = 1.0 - state.services[flow.service.at()].capacity;
    (scenario.pace.ed_margin * usual(flow, hour)).max(0.5 * mean)
        * if helped { REDEPLOYED } else { 1.0 }
        * (1.0 - scenario.pace.ed_leans * lost)
        / (1.0 + IN_CUBICLES * state.patients.ed[of].boarding / flow.department.cubicles)
}

/// How many of so many patients are delayed, and how many time-critical ones seen late, who came
/// so many minutes later than they might have.
pub fn judge(flow: &Flow, outlook: &Outlook, patients: [f64; 3], further_mins: f64) -> [f64; 2] {
    let (mut delayed, mut late) = (0.0, 0.0);
    let median = CRITICAL_MEDIAN_MINS * (2.0 - outlook.tests);
    for (acuity, count) in patients.into_iter().enumerate() {
        if count <= 0.0 {
            continue;
        }
        let admitted = flow.department.admitted[acuity];
        let left = STANDARD_MINS - outlook.waits[acuity] - further_mins;
        let over = |left: f64, median: f64| longer_than(left / outlook.slower, median, SPREAD);
        delayed += count
            * (admitted * over(left - outlook.bed_mins, WORK_UP_MINS[0])
                + (1.0 - admitted) * over(left, WORK_UP_MINS[acuity + 1]));
        let (share, of_wait) = [(1.0, 1.0), (CRITICAL_MAJORS, 1.0 / 3.0), (0.0, 0.0)][acuity];
        if share > 0.0 {
            let left = CRITICAL_MINS - outlook.waits[acuity] * of_wait - further_mins;
            late += count * share * longer_than(left, median, SPREAD);
        }
    }
    [delayed, late]
}

/// How many of so many patients would leave unseen, if they waited as those do who get in.
pub fn leaving(outlook: &Outlook, patients: [f64; 3]) -> f64 {
    let stays_mins = [f64::INFINITY, MAJORS_STAY_MINS, MINORS_STAY_MINS];
    let each = patients.iter().zip(outlook.waits).zip(stays_mins);
    each.map(|((count, wait), mins)| count * -libm::expm1(-wait / mins))
        .sum()
}

/// Adds what a judgement came to.
pub fn count(out: &mut Outcomes, [delayed, late]: [f64; 2]) {
    out.ed_delayed += delayed;
    out.ed_critical_late += late;
}

/// One minute inside a department and its wards.
fn inside(
    scenario: &Scenario,
    state: &mut State,
    hour: usize,
    door: &Door,
    events: &mut Vec<What>,
) {
    let flow = &scenario.flows[door.flow];
    let (of, pace) = (door.of, door.outlook.pace);
    let out = &mut state.outcomes;
    count(out, judge(flow, &door.outlook, door.staying, 0.0));
    let landing: f64 = door.landing.iter().sum();
    if landing > 0.0 {
        let further = door.landing_mins / landing;
        count(out, judge(flow, &door.outlook, door.landing, further));
    }
    let department = &mut state.patients.ed[of];
    department.came += door.coming.iter().sum::<f64>() + landing;
    for acuity in 0..3 {
        department.waiting[acuity] += door.staying[acuity] + door.landing[acuity];
    }
    let seen = seen(department.waiting, pace);
    for (acuity, stays_mins) in [f64::INFINITY, MAJORS_STAY_MINS, MINORS_STAY_MINS]
        .into_iter()
        .enumerate()
    {
        let waiting = &mut department.waiting[acuity];
        *waiting -= seen[acuity];
        let leaving = *waiting / stays_mins;
        *waiting -= leaving;
        out.ed_left_unseen += leaving;
        department.boarding += seen[acuity] * flow.department.admitted[acuity];
    }
    let waiting: f64 = department.waiting.iter().sum();
    let least = (flow.department.per_min * 0.01).max(1e-6);
    out.ed_wait_peak_mins = out.ed_wait_peak_mins.max(waiting / pace.max(least));
    let beyond = (waiting - usual(flow, hour) * USUAL_WAIT_MINS).max(0.0);
    if beyond > 0.0 {
        let [resus, majors, minors] = department.waiting.map(|it| it * beyond / waiting / 60.0);
        out.degraded_patient_hours[0] += resus + majors * BY_AMBULANCE[1];
        out.degraded_patient_hours[1] += majors * (1.0 - BY_AMBULANCE[1]);
        out.degraded_patient_hours[2] += minors;
    }
    wards(state, flow, of, hour);
    let boarding = state.patients.ed[of].boarding;
    state.outcomes.degraded_patient_hours[1] += boarding / 60.0;
    state.patients.ed_queue[of] = waiting + boarding;
    overwhelmed(scenario, state, flow, of, events);
}

/// Who is seen in a minute at a pace, by acuity.
fn seen(waiting: [f64; 3], pace: f64) -> [f64; 3] {
    let resus = waiting[0].min(pace);
    let rest = pace - resus;
    let own = waiting[2].min(MINORS_OWN * rest);
    let majors = waiting[1].min(rest - own);
    [resus, majors, waiting[2].min(rest - majors)]
}

/// One minute of the beds behind a department.
fn wards(state: &mut State, flow: &Flow, of: OrganisationId, hour: usize) {
    let can = discharging(state, flow);
    let model = &flow.department;
    let department = &mut state.patients.ed[of];
    if model.admits_to.is_none() || model.inpatients <= 0.0 {
        department.boarding = 0.0;
        return;
    }
    let usual = usual(flow, hour) * admitted(flow);
    department.ready += usual * department.inpatients / model.inpatients;
    let going = if department.boarding > 0.0 {
        can * usual
    } else {
        department.ready.min(can * usual)
    };
    department.ready = (department.ready - going).max(0.0);
    department.inpatients = (department.inpatients - going).max(0.0);
    let bedded = department
        .boarding
        .min((beds(flow) - department.inpatients).max(0.0));
    department.boarding -= bedded;
    department.inpatients += bedded;
}

/// Notes whether so many wait that ambulances turn away by themselves, until half as many do.
fn overwhelmed(
    scenario: &Scenario,
    state: &mut State,
    flow: &Flow,
    of: OrganisationId,
    events: &mut Vec<What>,
) {
    let queue = state.patients.ed_queue[of];
    let limit = flow.overwhelmed;
    let named = || scenario.named_if_several(of);
    let overwhelmed = &mut state.patients.ed_overwhelmed[of];
    if !*overwhelmed && queue >= limit {
        *overwhelmed = true;
        events.push(What::EdOverwhelmed { of: named() });
    } else if *overwhelmed && queue < limit / 2.0 {
        *overwhelmed = false;
        events.push(What::EdCopes { of: named() });
    }
}

/// How long somebody who comes to an organisation's emergency department now waits to be seen,
/// minutes, over all acuities; 0 if it has none.
pub fn ed_wait_mins(scenario: &Scenario, state: &State, of: OrganisationId) -> f64 {
    let emergency = scenario.flows.iter().find(|flow| {
        flow.kind == FlowKind::Emergency && scenario.services[flow.service.at()].of == of
    });
    let Some(flow) = emergency else {
        return 0.0;
    };
    let hour = scenario.calendar_hour(state.minute);
    let outlook = outlook(scenario, state, flow, hour);
    let pairs = flow.department.acuity.iter().zip(outlook.waits);
    pairs.map(|(share, wait)| share * wait).sum()
}
