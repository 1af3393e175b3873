//! What an emergency department can do in a minute, and what somebody who comes to it now has before
//! them. Must not move a patient: that is `emergency`, whose head explains the figures.

use crate::exercise::chance::longer_than;
use crate::exercise::state::{Outcomes, State};
use crate::scenario::{Flow, FlowKind, NeedWhat, OrganisationId, Scenario};

/// Minutes of a stay beyond which a patient is delayed: the four-hour standard.
const STANDARD_MINS: f64 = 240.0;
/// Share of resuscitation, majors and minors who come by ambulance: 28 per cent of all (NHS England
/// 2016/17: a quarter to a third; author's estimate within that).
pub const BY_AMBULANCE: [f64; 3] = [0.9, 0.4, 0.1];
/// By how much staff of cancelled lists raise the department's pace (author's estimate).
const REDEPLOYED: f64 = 1.12;
/// The share of the pace that is the minors' own (author's estimate: a see-and-treat stream).
pub const MINORS_OWN: f64 = 0.3;
/// Minutes for which minors wait before they leave, in the mean (author's estimate).
pub const MINORS_STAY_MINS: f64 = 600.0;
/// Minutes for which majors do (author's estimate).
pub const MAJORS_STAY_MINS: f64 = 2_400.0;
/// Minutes that patients may wait on an ordinary day (author's estimate).
pub const USUAL_WAIT_MINS: f64 = 30.0;
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
    /// The index of the flow that comes through it.
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

/// Who usually comes in a minute of an hour.
pub fn usual(flow: &Flow, hour: usize) -> f64 {
    flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0)
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
pub fn admitted(flow: &Flow) -> f64 {
    let model = &flow.department;
    let pairs = model.acuity.iter().zip(model.admitted);
    pairs.map(|(share, admitted)| share * admitted).sum()
}

/// Beds for emergency patients.
pub fn beds(flow: &Flow) -> f64 {
    flow.department.inpatients * (1.0 + SPARE_BEDS)
}

/// How many the wards can let go, as a multiple of who usually goes.
pub fn discharging(state: &State, flow: &Flow) -> f64 {
    let capacity = flow
        .department
        .admits_to
        .map_or(1.0, |wards| state.services[wards.at()].capacity.min(1.0));
    WARD_MARGIN * (1.0 - WARD_LEANS * (1.0 - capacity))
}

/// Patients a minute whom an emergency department sees.
fn pace(scenario: &Scenario, state: &State, flow: &Flow, hour: usize) -> f64 {
    let of = scenario.services[flow.service.at()].of;
    let mean = flow.per_min_by_day.get(hour / 24).copied().unwrap_or(0.0);
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

/// Patients in ambulances that can't hand over at an organisation's emergency department: as `emergency`
/// counts them, of those who wait beyond what wait at [`USUAL_WAIT_MINS`]; 0 if it has none.
pub fn on_ramp(scenario: &Scenario, state: &State, of: OrganisationId) -> f64 {
    let emergency = scenario.flows.iter().find(|flow| {
        flow.kind == FlowKind::Emergency && scenario.services[flow.service.at()].of == of
    });
    let Some(flow) = emergency else {
        return 0.0;
    };
    let hour = scenario.calendar_hour(state.minute);
    let [resus, majors, minors] = state.patients.ed[of].waiting;
    let waiting = resus + majors + minors;
    let beyond = (waiting - usual(flow, hour) * USUAL_WAIT_MINS).max(0.0);
    if waiting <= 0.0 {
        return 0.0;
    }
    (resus + majors * BY_AMBULANCE[1]) * beyond / waiting
}
