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
//!   `min(Q, c × t)`, where `t` is `margin × a` by the hour, but not under half the day's mean. A
//!   patient who comes to a queue that takes more than [`LONG_WAIT_MINS`] is delayed: with the two
//!   hours of care that follow, the whole stay exceeds the four-hour standard.
//! - Above `ed_overwhelmed` waiting, ambulances (see [`BY_AMBULANCE`]) turn away until half remain.
//! - Degraded patient-hours: patients in the service's care × `(1 − c)` ÷ 60, by risk; and those who
//!   wait beyond [`USUAL_WAIT_MINS`], at medium risk.

use crate::exercise::event::What;
use crate::exercise::state::State;
use crate::scenario::{Flow, FlowKind, Scenario};

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
        let protect = state.patients.protect_urgent;
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

fn emergency(scenario: &Scenario, state: &mut State, hour: usize, events: &mut Vec<What>) {
    let Some(flow) = scenario
        .flows
        .iter()
        .find(|flow| flow.kind == FlowKind::Emergency)
    else {
        return;
    };
    let patients = &mut state.patients;
    let out = &mut state.outcomes;
    let coming = flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0);
    let diverted_share: f64 = scenario
        .pathways
        .iter()
        .zip(&patients.diverted)
        .filter(|(_, since)| since.is_some())
        .map(|(pathway, _)| pathway.share)
        .sum();
    let turned_away = if patients.ed_overwhelmed {
        (BY_AMBULANCE - diverted_share).max(0.0)
    } else {
        0.0
    };
    out.ed_diverted += coming * (diverted_share + turned_away);
    out.ed_turned_away += coming * turned_away;
    // Whoever is turned away at the door travels on without an agreed place: an hour at high risk.
    out.degraded_patient_hours[0] += coming * turned_away;
    let arriving = coming * (1.0 - diverted_share - turned_away).max(0.0);

    let pace = ed_pace(scenario, state, flow, hour);
    let patients = &mut state.patients;
    let out = &mut state.outcomes;
    patients.ed_queue += arriving;
    patients.ed_queue -= patients.ed_queue.min(pace);
    let wait = wait_mins(patients.ed_queue, pace);
    out.ed_wait_peak_mins = out.ed_wait_peak_mins.max(wait);
    if wait > LONG_WAIT_MINS {
        out.ed_delayed += arriving;
    }
    let beyond = (patients.ed_queue - coming * USUAL_WAIT_MINS).max(0.0);
    out.degraded_patient_hours[1] += beyond / 60.0;

    let limit = f64::from(scenario.pace.ed_overwhelmed);
    if !patients.ed_overwhelmed && patients.ed_queue >= limit {
        patients.ed_overwhelmed = true;
        events.push(What::EdOverwhelmed);
    } else if patients.ed_overwhelmed && patients.ed_queue < limit / 2.0 {
        patients.ed_overwhelmed = false;
        events.push(What::EdCopes);
    }
}

/// Patients a minute whom the emergency department can see.
fn ed_pace(scenario: &Scenario, state: &State, flow: &Flow, hour: usize) -> f64 {
    let coming = flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0);
    let day_start = hour - hour % 24;
    let day = flow.per_min_by_hour.get(day_start..).unwrap_or(&[]);
    let day = &day[..day.len().min(24)];
    let mean = day.iter().sum::<f64>() / day.len().max(1) as f64;
    let helped = state.patients.redeployed
        && state
            .patients
            .cancelled_until
            .iter()
            .any(|until| *until > state.minute);
    (scenario.pace.ed_margin * coming).max(0.5 * mean)
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

/// How long somebody who comes to the emergency department now waits, minutes.
pub fn ed_wait_mins(scenario: &Scenario, state: &State) -> f64 {
    let Some(flow) = scenario
        .flows
        .iter()
        .find(|flow| flow.kind == FlowKind::Emergency)
    else {
        return 0.0;
    };
    let hour = scenario.calendar_hour(state.minute);
    wait_mins(
        state.patients.ed_queue,
        ed_pace(scenario, state, flow, hour),
    )
}
