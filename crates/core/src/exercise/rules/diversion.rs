//! Who is sent elsewhere, and what that costs them and those who take them. Must not decide whether
//! a diversion was right.
//!
//! - A pathway's patients are a share of all who come. Those of a time-critical pathway are of the
//!   highest acuity; of others [`AMBULANCES`] by acuity, as of ambulances (author's estimate).
//! - When half as many wait as overwhelm a department, the first ambulances turn away that no pathway
//!   sends, and in proportion more until all do at its limit: what is left of `BY_AMBULANCE` in each
//!   acuity. Each is an hour at high risk, for they go without an agreed place (author's estimate).
//! - Where several departments play, who is diverted lands at the others by the shares of the
//!   pathway's `to`; who is turned away goes on to those from which nobody is, in equal parts.
//!   Nobody is sent on twice in a minute. What does not land goes to neighbours outside.
//! - **Neighbours** outside see `spare × u` patients a minute beyond their own (`u`: who usually
//!   comes here in this hour). What is more waits: `N' = N + sent − spare × u − N ÷ 2400`, the last
//!   leaving unseen. All who come there, at [`NEIGHBOURS`] times the pace of here, wait
//!   `N ÷ (2 × ū)` minutes longer; resuscitation does not. At the neighbours of Scripps 15 per cent
//!   more came in 2021, 128 per cent more left unseen, and the admitted stayed three and a half hours
//!   longer (Dameff et al. 2023): an hour in the mean of all. Here 15 per cent more, for days, come
//!   to an hour or two.
//! - The neighbours say that they are full when waits there are three quarters of an hour longer.
//! - **Hours lost**: each who is sent loses the minutes further and that longer wait, weighed by
//!   acuity ([`WEIGHTS`]: author's estimate); and the neighbours' own patients lose `N ÷ 60` hours a
//!   minute.
//! - Each who is sent counts as delayed, and as seen late, with the chance of it at the neighbours;
//!   who was turned away, at least with that of those who got in, and is lost unseen as they are.

use crate::exercise::event::What;
use crate::exercise::rules::department::{
    BY_AMBULANCE, Door, Outlook, count, judge, leaving, usual,
};
use crate::exercise::state::State;
use crate::scenario::{Flow, Pathway, Scenario};

/// Acuity of diverted ambulances: resuscitation, majors, minors.
const AMBULANCES: [f64; 3] = [0.04, 0.76, 0.2];
/// What an hour weighs, by acuity.
pub const WEIGHTS: [f64; 3] = [3.0, 1.5, 0.5];
/// How many times as many the neighbours see together.
const NEIGHBOURS: f64 = 2.0;
/// Minutes for which patients wait at the neighbours before they leave, in the mean.
const STAY_MINS: f64 = 2_400.0;
/// Minutes that patients wait at the neighbours on an ordinary day.
const WAIT_THERE_MINS: f64 = 15.0;
/// Minutes longer at which the neighbours say that they are full (author's estimate).
const FULL_MINS: f64 = 45.0;
/// Minutes further of who is turned away where no pathway says.
const FURTHER_MINS: f64 = 20.0;

/// One minute of who is sent elsewhere.
pub fn step(
    scenario: &Scenario,
    state: &mut State,
    hour: usize,
    doors: &mut [Door],
    events: &mut Vec<What>,
) {
    for at in 0..doors.len() {
        if doors[at].coming.iter().any(|it| *it > 0.0) {
            divert(scenario, state, doors, at);
            turn_away(scenario, state, doors, at);
        }
        neighbours(scenario, state, hour, &doors[at], events);
    }
}

/// Sends a pathway's patients where it says.
fn divert(scenario: &Scenario, state: &mut State, doors: &mut [Door], at: usize) {
    let flow = doors[at].flow;
    for (place, pathway) in scenario.pathways.iter().enumerate() {
        if pathway.from != Some(flow.into()) || state.patients.diverted[place].is_none() {
            continue;
        }
        let shares = shares(pathway, scenario.flows[flow].department.acuity);
        let door = &mut doors[at];
        let mut going = [0.0; 3];
        for acuity in 0..3 {
            going[acuity] = (door.coming[acuity] * shares[acuity]).min(door.staying[acuity]);
            door.staying[acuity] -= going[acuity];
        }
        state.outcomes.ed_diverted += going.iter().sum::<f64>();
        let further = f64::from(pathway.further_mins);
        let mut outside = 1.0;
        for (to, share) in &pathway.to {
            if let Some(other) = doors.iter_mut().find(|it| it.flow == to.at()) {
                land(state, other, going.map(|it| it * share), further);
                outside -= share;
            }
        }
        let outside = outside.max(0.0);
        leave(
            scenario,
            state,
            &doors[at],
            going.map(|it| it * outside),
            further,
            false,
        );
    }
}

/// The shares of resuscitation, majors and minors that a pathway takes.
fn shares(pathway: &Pathway, acuity: [f64; 3]) -> [f64; 3] {
    let mix = if pathway.time_critical {
        [1.0, 0.0, 0.0]
    } else {
        AMBULANCES
    };
    let mut shares = [0.0; 3];
    let mut over = 0.0;
    // What an acuity has not enough of is taken from the next.
    for at in 0..3 {
        let wanted = pathway.share * mix[at] + over;
        let taken = wanted.min(acuity[at]);
        over = wanted - taken;
        shares[at] = if acuity[at] > 0.0 {
            taken / acuity[at]
        } else {
            0.0
        };
    }
    shares
}

/// The share of ambulances that turns away from a department by itself.
fn turning_away(scenario: &Scenario, state: &State, door: &Door) -> f64 {
    let half = scenario.flows[door.flow].overwhelmed / 2.0;
    let queue = state.patients.ed_queue[door.of];
    ((queue - half) / half.max(1e-6)).clamp(0.0, 1.0)
}

/// Turns ambulances away from a department that is overwhelmed, or soon will be.
fn turn_away(scenario: &Scenario, state: &mut State, doors: &mut [Door], at: usize) {
    let share = turning_away(scenario, state, &doors[at]);
    if share <= 0.0 {
        return;
    }
    let takers: Vec<usize> = (0..doors.len())
        .filter(|other| *other != at && turning_away(scenario, state, &doors[*other]) <= 0.0)
        .collect();
    let door = &mut doors[at];
    let mut going = [0.0; 3];
    for acuity in 0..3 {
        let sent = door.coming[acuity] - door.staying[acuity];
        let brought = door.coming[acuity] * BY_AMBULANCE[acuity];
        going[acuity] = share * (brought - sent).clamp(0.0, door.staying[acuity]);
        door.staying[acuity] -= going[acuity];
    }
    let turned_away: f64 = going.iter().sum();
    let out = &mut state.outcomes;
    out.ed_diverted += turned_away;
    out.ed_turned_away += turned_away;
    out.degraded_patient_hours[0] += turned_away;
    let from = Some(door.flow.into());
    let ways = scenario.pathways.iter().filter(|it| it.from == from);
    let further = ways
        .map(|it| f64::from(it.further_mins))
        .reduce(f64::max)
        .unwrap_or(FURTHER_MINS);
    if takers.is_empty() {
        leave(scenario, state, &doors[at], going, further, true);
    }
    for other in &takers {
        let part = going.map(|it| it / takers.len() as f64);
        land(state, &mut doors[*other], part, further);
    }
}

/// Lets patients land at another department that plays.
fn land(state: &mut State, door: &mut Door, patients: [f64; 3], further_mins: f64) {
    for (acuity, patients) in patients.into_iter().enumerate() {
        let longer = (door.outlook.waits[acuity] - WAIT_THERE_MINS).max(0.0);
        let mins = further_mins + longer;
        state.outcomes.redirected_hours += patients * WEIGHTS[acuity] * mins / 60.0;
        door.landing[acuity] += patients;
        door.landing_mins += patients * further_mins;
    }
}

/// Lets patients go to neighbours outside.
fn leave(
    scenario: &Scenario,
    state: &mut State,
    door: &Door,
    patients: [f64; 3],
    further_mins: f64,
    turned_away: bool,
) {
    let flow = &scenario.flows[door.flow];
    let longer = longer_mins(state.patients.ed[door.of].elsewhere, flow);
    let waits = [0.0, longer, longer];
    for acuity in 0..3 {
        let mins = further_mins + waits[acuity];
        state.outcomes.redirected_hours += patients[acuity] * WEIGHTS[acuity] * mins / 60.0;
        state.patients.ed[door.of].elsewhere += patients[acuity];
    }
    let there = Outlook {
        pace: 1.0,
        waits: [0.0, longer + WAIT_THERE_MINS, longer + WAIT_THERE_MINS],
        bed_mins: 0.0,
        slower: 1.0,
        tests: 1.0,
    };
    let mut judged = judge(flow, &there, patients, further_mins);
    if turned_away {
        let here = judge(flow, &door.outlook, patients, 0.0);
        judged = [judged[0].max(here[0]), judged[1].max(here[1])];
        state.outcomes.ed_left_unseen += leaving(&door.outlook, patients);
    }
    count(&mut state.outcomes, judged);
}

/// By how many minutes all wait longer at neighbours who have so many more than they can see.
fn longer_mins(elsewhere: f64, flow: &Flow) -> f64 {
    elsewhere / (NEIGHBOURS * flow.department.per_min).max(1e-6)
}

/// One minute of a department's neighbours outside.
fn neighbours(
    scenario: &Scenario,
    state: &mut State,
    hour: usize,
    door: &Door,
    events: &mut Vec<What>,
) {
    let department = &mut state.patients.ed[door.of];
    if department.elsewhere <= 0.0 {
        return;
    }
    let flow = &scenario.flows[door.flow];
    let spare = flow.department.neighbours_spare * usual(flow, hour);
    let waiting = (department.elsewhere - spare).max(0.0);
    let leaving = waiting / STAY_MINS;
    department.elsewhere = waiting - leaving;
    state.outcomes.ed_left_unseen += leaving;
    state.outcomes.redirected_hours += department.elsewhere / 60.0;
    let longer = longer_mins(department.elsewhere, flow);
    if !department.neighbours_full && longer >= FULL_MINS {
        department.neighbours_full = true;
        let of = scenario.named_if_several(door.of);
        events.push(What::NeighboursFull { of });
    } else if longer < FULL_MINS / 2.0 {
        department.neighbours_full = false;
    }
}
