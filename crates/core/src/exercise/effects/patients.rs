//! Effects on where patients go, and when. Must not ask who may.

use super::aim::{aim, named};
use super::given::Given;
use super::moment::{Moment, Now};
use super::row::{HOURS, On, Row, offered};
use crate::exercise::state::Ordered;
use crate::scenario::{PatientsEffect as Patients, Target, TargetKind};

static DIVERT: Row = offered(
    "Divert",
    "Divert a pathway",
    On::Target(TargetKind::Pathway),
    &[],
    |it| Some(Given::Divert(it.on()?)),
);
static END_DIVERT: Row = offered(
    "EndDivert",
    "End a divert",
    On::Target(TargetKind::Pathway),
    &[],
    |it| Some(Given::EndDivert(it.on()?)),
);
static CANCEL: Row = offered(
    "Cancel",
    "Postpone booked work",
    On::Target(TargetKind::Flow),
    &[HOURS],
    |it| {
        Some(Given::Cancel {
            flow: it.on()?,
            hours: it.figure(0),
        })
    },
);
static RESUME: Row = offered(
    "Resume",
    "Resume booked work",
    On::Target(TargetKind::Flow),
    &[],
    |it| Some(Given::Resume(it.on()?)),
);
static PROTECT: Row = offered(
    "ProtectUrgent",
    "Put urgent cancer patients first",
    On::Nothing,
    &[],
    |_| Some(Given::ProtectUrgent),
);
static REDEPLOY: Row = offered(
    "RedeployToEd",
    "Redeploy staff to the emergency department",
    On::Nothing,
    &[],
    |_| Some(Given::RedeployToEd),
);

/// The rows, in the order of the palette.
pub(super) static ROWS: [&Row; 6] = [&DIVERT, &END_DIVERT, &CANCEL, &RESUME, &PROTECT, &REDEPLOY];

/// The row of one.
pub(super) fn row(effect: &Patients) -> &'static Row {
    match effect {
        Patients::Divert(_) => &DIVERT,
        Patients::EndDivert(_) => &END_DIVERT,
        Patients::Cancel { .. } => &CANCEL,
        Patients::Resume(_) => &RESUME,
        Patients::ProtectUrgent => &PROTECT,
        Patients::RedeployToEd => &REDEPLOY,
    }
}

/// What one names.
pub(super) fn on(effect: &Patients) -> Vec<Target> {
    match effect {
        Patients::Divert(pick) | Patients::EndDivert(pick) => named(pick),
        Patients::Cancel { flow: pick, .. } | Patients::Resume(pick) => named(pick),
        Patients::ProtectUrgent | Patients::RedeployToEd => Vec::new(),
    }
}

/// What makes one idle, in words; nothing if it would change something.
pub(super) fn idle(effect: &Patients, now: &Now<'_>) -> Option<String> {
    let patients = &now.state.patients;
    let pathways = &now.scenario.pathways;
    match effect {
        Patients::Divert(pick) => {
            let id = aim(pick, now.target)?;
            patients.diverted[id.at()].map(|_| format!("{} is diverted", pathways[id.at()].name))
        }
        Patients::EndDivert(pick) => {
            let id = aim(pick, now.target)?;
            let here = patients.diverted[id.at()].is_none();
            here.then(|| format!("{} comes here", pathways[id.at()].name))
        }
        Patients::ProtectUrgent => {
            patients.protect_urgent[now.of].map(|_| "Urgent patients come first".to_owned())
        }
        Patients::RedeployToEd => patients.redeployed[now.of]
            .then(|| "Staff have been moved to the emergency department".to_owned()),
        // Cancelled for longer, or resumed to be sure.
        Patients::Cancel { .. } | Patients::Resume(_) => None,
    }
}

/// Lets one take hold.
pub(super) fn take_hold(effect: &Patients, it: &mut Moment<'_>) {
    let (now, of) = (it.minute(), it.of);
    match effect {
        Patients::Divert(pick) => {
            if let Some(id) = aim(pick, it.target) {
                it.state.patients.diverted[id.at()].get_or_insert(now);
                it.ordered(Ordered::Diverted(id));
            }
        }
        Patients::EndDivert(pick) => {
            if let Some(id) = aim(pick, it.target) {
                it.state.patients.diverted[id.at()] = None;
            }
        }
        Patients::Cancel { flow, hours } => {
            if let Some(id) = aim(flow, it.target) {
                let until = now + hours * 60;
                let cancelled = &mut it.state.patients.cancelled_until[id.at()];
                *cancelled = (*cancelled).max(until);
            }
        }
        Patients::Resume(pick) => {
            if let Some(id) = aim(pick, it.target) {
                it.state.patients.cancelled_until[id.at()] = 0;
            }
        }
        Patients::ProtectUrgent => {
            it.state.patients.protect_urgent[of].get_or_insert(now);
        }
        Patients::RedeployToEd => it.state.patients.redeployed[of] = true,
    }
}
