//! How the model is asked for what was published: shares of what was booked, volumes, waits. Must not
//! hold a figure that was published.

use super::course::Course;
use super::situation::Pair;
use crate::exercise::Outcomes;
use crate::scenario::FlowKind;

/// Share of emergency patients who come by ambulance (NHS England 2016/17: about a quarter to a
/// third; as in the rules of the department).
pub const BY_AMBULANCE: f64 = 0.28;
/// Minutes of care after the wait, to which four hours are counted (as in the rules of the
/// department: author's estimate).
const CARE_MINS: f64 = 120.0;
/// Hours of a week.
const WEEK: usize = 168;

/// A share in per cent; nothing of nothing.
pub fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole * 100.0)
}

pub fn cancelled(course: &Course, kind: FlowKind, from: usize, until: usize) -> f64 {
    course.grew(
        from,
        until,
        match kind {
            FlowKind::Operations => |out: &Outcomes| out.operations_cancelled,
            _ => |out: &Outcomes| out.appointments_cancelled,
        },
    )
}

/// How far booked work fell, per cent below nothing.
pub fn fell(course: &Course, kind: FlowKind, from: usize, until: usize) -> Option<f64> {
    share(
        -cancelled(course, kind, from, until),
        course.booked(kind, from, until),
    )
}

/// The share of booked work that was done.
pub fn done(course: &Course, kind: FlowKind, from: usize, until: usize) -> Option<f64> {
    Some(100.0 + fell(course, kind, from, until)?)
}

/// Appointments and operations done, of those booked.
pub fn scheduled(course: &Course, from: usize, until: usize) -> Option<f64> {
    let [booked, lost] = both(course, from, until);
    share(booked - lost, booked)
}

/// Appointments and operations booked, and those cancelled.
pub fn both(course: &Course, from: usize, until: usize) -> [f64; 2] {
    let kinds = [FlowKind::Appointments, FlowKind::Operations];
    [
        kinds.map(|it| course.booked(it, from, until)).iter().sum(),
        kinds
            .map(|it| cancelled(course, it, from, until))
            .iter()
            .sum(),
    ]
}

/// Emergency patients who were sent elsewhere or left unseen.
pub fn gone(course: &Course, from: usize, until: usize) -> f64 {
    course.grew(from, until, |out| out.ed_diverted + out.ed_left_unseen)
}

/// How far emergency attendances fell.
pub fn emergency(course: &Course, from: usize, until: usize) -> Option<f64> {
    share(
        -gone(course, from, until),
        course.booked(FlowKind::Emergency, from, until),
    )
}

/// How far the hospital's volume fell: appointments, operations and emergency attendances.
pub fn volume(course: &Course, from: usize, until: usize) -> Option<f64> {
    let [booked, lost] = both(course, from, until);
    share(
        -(lost + gone(course, from, until)),
        booked + course.booked(FlowKind::Emergency, from, until),
    )
}

/// What an outcome came to beyond the same days without attack.
pub fn beyond(pair: &Pair, what: fn(&Outcomes) -> f64) -> Option<f64> {
    let quiet = pair.quiet.as_ref()?;
    Some(pair.hit.grew(0, usize::MAX, what) - quiet.grew(0, usize::MAX, what))
}

/// Appointments and operations cancelled in a week, counted from 1.
pub fn week(course: &Course, number: usize) -> Option<f64> {
    let [_, lost] = both(course, (number - 1) * WEEK, number * WEEK);
    Some(lost)
}

/// Mean stay of an emergency patient, minutes.
pub fn stay(course: &Course, from: usize, until: usize) -> Option<f64> {
    Some(course.wait(0, from, until)? + CARE_MINS)
}

/// The hospitals of the county that are whole.
const NEIGHBOURS: [&str; 2] = ["kingsferry", "ludbrook"];

/// Who lands at the neighbours, of those who usually come there in so far as they count.
pub fn landing(course: &Course, of_them: f64) -> Option<f64> {
    let scenario = &course.scenario;
    let ours = |it: &usize| scenario.pathways[*it].id.starts_with("harrowmere");
    let pathways = || (0..scenario.pathways.len()).filter(ours);
    let (mut leave, mut land) = (0.0, 0.0);
    for at in pathways() {
        let pathway = &scenario.pathways[at];
        leave += pathway.share;
        land += pathway.share * pathway.to.iter().map(|it| it.1).sum::<f64>();
    }
    let diverted = course.grew(24, WEEK, |out| out.ed_diverted - out.ed_turned_away);
    let usual: f64 = scenario
        .flows
        .iter()
        .filter(|flow| {
            let of = scenario.services[flow.service.at()].of;
            let id = scenario.organisations[of.at()].id.as_str();
            flow.kind == FlowKind::Emergency && NEIGHBOURS.contains(&id)
        })
        .map(|flow| course.usual(&flow.per_min_by_hour, 24, WEEK))
        .sum();
    share(diverted * land / leave, usual * of_them)
}

/// The mean wait at the neighbours, minutes.
pub fn waiting(course: &Course) -> Option<f64> {
    let waits: Option<Vec<f64>> = NEIGHBOURS
        .iter()
        .map(|id| {
            let at = course.scenario.names.organisations.get(*id)?.at();
            course.wait(at, 24, WEEK)
        })
        .collect();
    let waits = waits?;
    Some(waits.iter().sum::<f64>() / waits.len() as f64)
}
