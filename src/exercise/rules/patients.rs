//! What lost capacity means for patients. Booked work that exceeds capacity is cancelled; emergency
//! patients queue, wait and are diverted; patients in degraded care are counted in hours. Must not
//! invent deaths, and must not know why capacity was lost.
//!
//! Per minute, with `b` booked and capacity `c`:
//!
//! - Cancelled: `b × (1 − c)`, or all of `b` while the flow is cancelled ahead of time. Urgent
//!   cancer patients among them: in the same share, or, if they are protected, only what exceeds
//!   all capacity. Cancelled on the day, each has come in vain: half a patient-hour at low risk
//!   (author's estimate).
//! - Emergency: arrivals `a`, less the diverted share, join the queue `Q`; the department sees
//!   `min(Q, c × t)`, where `t` is `margin × u` by the hour, but not under half the day's mean (`u`:
//!   those who usually come). A patient who comes to a queue that takes more than
//!   [`LONG_WAIT_MINS`] is delayed: with the two hours of care that follow, the whole stay exceeds
//!   the four-hour standard.
//! - Arrivals: `a = u × (1 + Σ more × (1 − c))` over the services without which more come, in the
//!   hours in which they have work of their own.
//! - Above `ed_overwhelmed` waiting, ambulances (see [`BY_AMBULANCE`]) turn away until half remain.
//!   The limit is that of the largest department; of a smaller one, in proportion to who comes on
//!   a weekday.
//! - Where several departments play, who is diverted from one arrives at the others by the shares
//!   of the pathway's `to`; who is turned away goes on to the others that are not overwhelmed, in
//!   equal parts. Nobody is sent on twice in a minute. What does not land leaves the exercise.
//! - Degraded patient-hours: patients in the service's care × `(1 − c)` ÷ 60, by risk; and those who
//!   wait beyond [`USUAL_WAIT_MINS`], at medium risk.

use crate::exercise::event::What;
use crate::exercise::state::State;
use crate::scenario::{Flow, FlowKind, OrganisationId, Scenario, ServiceId};

/// Minutes of waiting beyond which the whole stay exceeds four hours (author's estimate).
pub const LONG_WAIT_MINS: f64 = 120.0;
/// Minutes that patients wait on an ordinary day (author's estimate).
pub const USUAL_WAIT_MINS: f64 = 20.0;
/// Share of emergency patients who come by ambulance (NHS England 2016/17: about a quarter to a
/// third; author's estimate within that).
pub const BY_AMBULANCE: f64 = 0.28;
/// Patient-hours at low risk of a patient who came in vain (author's estimate).
const IN_VAIN_HOURS: f64 = 0.5;
/// By how much staff of cancelled lists raise the department's pace (author's estimate).
const REDEPLOYED: f64 = 1.12;

/// One minute of patients.
pub fn step(scenario: &Scenario, state: &mut State, events: &mut Vec<What>) {
    let now = state.minute;
    let hour = scenario.calendar_hour(now);
    let by_day = (8..20).contains(&(hour % 24));
    for (flow, cancelled_until) in scenario.flows.iter().zip(&state.patients.cancelled_until) {
        if flow.kind == FlowKind::Emergency {
            continue;
        }
        let booked = flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0);
        if booked <= 0.0 {
            continue;
        }
        let capacity = state.services[flow.service.at()].capacity.min(1.0);
        let urgent = booked * flow.urgent_cancer;
        let room = booked * capacity;
        let ahead = *cancelled_until > now;
        let protect = state.patients.protect_urgent[scenario.services[flow.service.at()].of];
        let urgent_lost = if protect {
            (urgent - room).max(0.0)
        } else if ahead {
            urgent
        } else {
            urgent * (1.0 - capacity)
        };
        let others = booked - urgent;
        let others_lost = if ahead {
            others
        } else if protect {
            (others - (room - (urgent - urgent_lost)).max(0.0)).max(0.0)
        } else {
            others * (1.0 - capacity)
        };
        let lost = urgent_lost + others_lost;
        let out = &mut state.outcomes;
        match flow.kind {
            FlowKind::Appointments => out.appointments_cancelled += lost,
            _ => out.operations_cancelled += lost,
        }
        out.urgent_cancer_cancelled += urgent_lost;
        if !ahead {
            out.degraded_patient_hours[2] += lost * IN_VAIN_HOURS;
        }
    }
    for (service, model) in state.services.iter_mut().zip(&scenario.services) {
        let short = (1.0 - service.capacity).max(0.0);
        if short > 0.0 {
            let patients = if by_day {
                model.patients_day
            } else {
                model.patients_night
            };
            let hours = f64::from(patients) * short / 60.0;
            for (total, share) in state
                .outcomes
                .degraded_patient_hours
                .iter_mut()
                .zip(model.acuity)
            {
                *total += hours * share;
            }
            service.hours_lost += short / 60.0;
            state.outcomes.service_hours_lost += short / 60.0;
        }
    }
    emergency(scenario, state, hour, events);
}

/// Patients a minute of one emergency department.
struct Department {
    flow: usize,
    of: OrganisationId,
    /// Who comes to its door or is brought, before any are sent on.
    coming: f64,
    /// Those of them who are sent elsewhere by a pathway.
    diverted: f64,
    /// Those of them who are turned away.
    turned_away: f64,
    /// Who arrives from other departments.
    landing: f64,
}

fn emergency(scenario: &Scenario, state: &mut State, hour: usize, events: &mut Vec<What>) {
    let mut departments: Vec<Department> = scenario
        .flows
        .iter()
        .enumerate()
        .filter(|(_, flow)| flow.kind == FlowKind::Emergency)
        .map(|(at, flow)| department(scenario, state, hour, at, flow))
        .collect();
    land(scenario, state, &mut departments);
    for department in &departments {
        one_department(scenario, state, hour, department, events);
    }
}

/// Who comes to a department, and who of them is sent elsewhere.
fn department(
    scenario: &Scenario,
    state: &State,
    hour: usize,
    at: usize,
    flow: &Flow,
) -> Department {
    let of = scenario.services[flow.service.at()].of;
    let more: f64 = flow
        .more_without
        .iter()
        .filter(|(service, _)| open(scenario, *service, hour))
        .map(|(service, share)| share * (1.0 - state.services[service.at()].capacity).max(0.0))
        .sum();
    let coming = flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0) * (1.0 + more);
    let share: f64 = scenario
        .pathways
        .iter()
        .zip(&state.patients.diverted)
        .filter(|(pathway, since)| since.is_some() && pathway.from == Some(at.into()))
        .map(|(pathway, _)| pathway.share)
        .sum();
    let turned_away = if state.patients.ed_overwhelmed[of] {
        (BY_AMBULANCE - share).max(0.0)
    } else {
        0.0
    };
    Department {
        flow: at,
        of,
        coming,
        diverted: coming * share,
        turned_away: coming * turned_away,
        landing: 0.0,
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

/// Lets those who are sent elsewhere arrive at the other departments.
fn land(scenario: &Scenario, state: &State, departments: &mut [Department]) {
    if departments.len() < 2 {
        return;
    }
    for (pathway, since) in scenario.pathways.iter().zip(&state.patients.diverted) {
        if since.is_none() {
            continue;
        }
        let leaves = departments
            .iter()
            .find(|it| pathway.from == Some(it.flow.into()));
        let Some(leaving) = leaves.map(|it| it.coming * pathway.share) else {
            continue;
        };
        for (flow, share) in &pathway.to {
            if let Some(other) = departments.iter_mut().find(|it| it.flow == flow.at()) {
                other.landing += leaving * share;
            }
        }
    }
    for at in 0..departments.len() {
        let turned_away = departments[at].turned_away;
        if turned_away <= 0.0 {
            continue;
        }
        let overwhelmed = &state.patients.ed_overwhelmed;
        let open = |it: &Department| it.flow != departments[at].flow && !overwhelmed[it.of];
        let takers: Vec<usize> = (0..departments.len())
            .filter(|other| open(&departments[*other]))
            .collect();
        for other in &takers {
            departments[*other].landing += turned_away / takers.len() as f64;
        }
    }
}

fn one_department(
    scenario: &Scenario,
    state: &mut State,
    hour: usize,
    department: &Department,
    events: &mut Vec<What>,
) {
    let flow = &scenario.flows[department.flow];
    let of = department.of;
    let out = &mut state.outcomes;
    out.ed_diverted += department.diverted + department.turned_away;
    out.ed_turned_away += department.turned_away;
    // Whoever is turned away at the door travels on without an agreed place: an hour at high risk.
    out.degraded_patient_hours[0] += department.turned_away;
    let staying = department.coming - department.diverted - department.turned_away;
    let arriving = staying.max(0.0) + department.landing;

    let pace = ed_pace(scenario, state, flow, hour);
    let patients = &mut state.patients;
    let out = &mut state.outcomes;
    let queue = &mut patients.ed_queue[of];
    *queue += arriving;
    *queue -= queue.min(pace);
    let queue = *queue;
    let wait = wait_mins(queue, pace);
    out.ed_wait_peak_mins = out.ed_wait_peak_mins.max(wait);
    if wait > LONG_WAIT_MINS {
        out.ed_delayed += arriving;
    }
    let beyond = (queue - department.coming * USUAL_WAIT_MINS).max(0.0);
    out.degraded_patient_hours[1] += beyond / 60.0;

    let limit = flow.overwhelmed;
    let named = || scenario.named_if_several(of);
    let overwhelmed = &mut patients.ed_overwhelmed[of];
    if !*overwhelmed && queue >= limit {
        *overwhelmed = true;
        events.push(What::EdOverwhelmed { of: named() });
    } else if *overwhelmed && queue < limit / 2.0 {
        *overwhelmed = false;
        events.push(What::EdCopes { of: named() });
    }
}

/// Patients a minute whom an emergency department can see.
fn ed_pace(scenario: &Scenario, state: &State, flow: &Flow, hour: usize) -> f64 {
    let of = scenario.services[flow.service.at()].of;
    let usual = flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0);
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
    (scenario.pace.ed_margin * usual).max(0.5 * mean)
        * if helped { REDEPLOYED } else { 1.0 }
        * state.services[flow.service.at()].capacity
}

/// How long somebody waits who comes to so many before them, minutes; twelve hours at most.
fn wait_mins(queue: f64, pace: f64) -> f64 {
    if queue <= 0.0 {
        0.0
    } else if pace > 0.0 {
        (queue / pace).min(720.0)
    } else {
        720.0
    }
}

/// How long somebody who comes to an organisation's emergency department now waits, minutes; 0 if
/// it has none.
pub fn ed_wait_mins(scenario: &Scenario, state: &State, of: OrganisationId) -> f64 {
    let Some(flow) = emergency_of(scenario, of) else {
        return 0.0;
    };
    let hour = scenario.calendar_hour(state.minute);
    wait_mins(
        state.patients.ed_queue[of],
        ed_pace(scenario, state, flow, hour),
    )
}

/// The flow of emergency attendances of an organisation.
fn emergency_of(scenario: &Scenario, of: OrganisationId) -> Option<&Flow> {
    scenario.flows.iter().find(|flow| {
        flow.kind == FlowKind::Emergency && scenario.services[flow.service.at()].of == of
    })
}
