//! Emergency departments: who comes, how long they wait, who leaves, who stays for a bed. Must not
//! invent deaths, and must not know why capacity was lost. Who is sent elsewhere is in `diversion`; how
//! fast a department sees people, and what that means for who comes, is in `department`.
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

use crate::exercise::chance::{Purpose, poisson, uniform};
use crate::exercise::event::What;
use crate::exercise::rules::department::{
    BY_AMBULANCE, Door, MAJORS_STAY_MINS, MINORS_OWN, MINORS_STAY_MINS, USUAL_WAIT_MINS, admitted,
    beds, count, discharging, judge, outlook, usual,
};
use crate::exercise::rules::diversion;
use crate::exercise::state::State;
use crate::scenario::{Flow, FlowKind, OrganisationId, Scenario, ServiceId};

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

/// Whether a service has work of its own in an hour; one that books none always has.
fn open(scenario: &Scenario, service: ServiceId, hour: usize) -> bool {
    let flows = &scenario.services[service.at()].flows;
    let mut hours = flows
        .iter()
        .map(|flow| scenario.flows[flow.at()].per_min_by_hour.get(hour));
    flows.is_empty() || hours.any(|per_min| per_min.is_some_and(|it| *it > 0.0))
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
