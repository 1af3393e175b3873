//! Booked work: what exceeds capacity is cancelled. Must not know why capacity was lost.
//!
//! Per minute, with `b` booked, of them `u` urgent cancer patients, and capacity `c`:
//!
//! - Cancelled: `b × (1 − c)`, or all of `b` while the flow is cancelled ahead of time.
//! - Urgent cancer patients among them: in the same share; of those whom somebody has found on the
//!   lists and put first, only what exceeds all capacity, `u − b × c`.
//! - Found: lists are gone through by hand, evenly over [`FINDING_MINS`], and what is found is
//!   [`FOUND_AT_MOST`] of them: referrals sit in several systems, and some are on no list at all.
//! - Cancelled on the day, each has come in vain: half a patient-hour at low risk (author's
//!   estimate); half of that once one statement has told the public of the incident, for half of them
//!   then stay at home (author's estimate). Where there is no way to give one, it makes no
//!   difference.

use crate::exercise::rules::{coordination, downtime};
use crate::exercise::state::State;
use crate::scenario::{FlowKind, Mins, OrganisationId, Scenario};

/// Patient-hours at low risk of a patient who came in vain (author's estimate).
const IN_VAIN_HOURS: f64 = 0.5;
/// The share of those cancelled on the day who come in vain all the same once the public has been told
/// (author's estimate).
const TOLD_COME: f64 = 0.5;
/// Minutes until the lists have been gone through (author's estimate: two people, four hours).
pub const FINDING_MINS: f64 = 240.0;
/// The share of urgent patients who are found by then (author's estimate; in May 2017 139 urgent
/// cancer referrals were cancelled although all meant to keep them: NAO 2018).
pub const FOUND_AT_MOST: f64 = 0.8;

/// One minute of booked work.
pub fn step(scenario: &Scenario, state: &mut State) {
    let now = state.minute;
    let hour = scenario.calendar_hour(now);
    // Of the organisation that was asked about last, most exercises have one: whether the public has
    // been told, and whether somebody counts who is cancelled.
    let mut asked: Option<(OrganisationId, [bool; 2])> = None;
    for (at, flow) in scenario.flows.iter().enumerate() {
        let cancelled_until = state.patients.cancelled_until[at];
        if flow.kind == FlowKind::Emergency {
            continue;
        }
        let booked = flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0);
        if booked <= 0.0 {
            continue;
        }
        let capacity = state.services[flow.service.at()].capacity.min(1.0);
        let ahead = cancelled_until > now;
        // Nobody is cancelled: below all would come to nought.
        if capacity >= 1.0 && !ahead {
            continue;
        }
        let of = scenario.services[flow.service.at()].of;
        let found = found(state.patients.protect_urgent[of], now);
        let urgent = booked * flow.urgent_cancer;
        let room = booked * capacity;
        let unfound_lost = if ahead {
            urgent
        } else {
            urgent * (1.0 - capacity)
        };
        let urgent_lost = found * (urgent - room).max(0.0) + (1.0 - found) * unfound_lost;
        let lost = if ahead {
            booked - (urgent - urgent_lost)
        } else {
            booked - room
        };
        let [told, counted] = match asked {
            Some((last, found)) if last == of => found,
            _ => {
                let found = [
                    coordination::stated(state, of),
                    downtime::counts_cancelled(state, of),
                ];
                asked = Some((of, found));
                found
            }
        };
        let came = if told { TOLD_COME } else { 1.0 };
        let out = &mut state.outcomes;
        match flow.kind {
            FlowKind::Appointments => out.appointments_cancelled += lost,
            _ => out.operations_cancelled += lost,
        }
        out.urgent_cancer_cancelled += urgent_lost;
        if !ahead {
            out.degraded_patient_hours[2] += lost * IN_VAIN_HOURS * came;
        }
        if !counted {
            downtime::lose_sight(state, of, lost);
        }
    }
}

/// The share of urgent cancer patients who have been found on the lists.
fn found(since: Option<Mins>, now: Mins) -> f64 {
    since.map_or(0.0, |since| {
        FOUND_AT_MOST * (f64::from(now.saturating_sub(since)) / FINDING_MINS).min(1.0)
    })
}
