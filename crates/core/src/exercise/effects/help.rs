//! Effects of people from elsewhere: asked for, called in, engaged. Must not ask who may.

use super::aim::{aim, named};
use super::given::Given;
use super::moment::{Moment, Now};
use super::row::{ARRIVE_MINS, Ask, On, PEOPLE, Row, STAY_HOURS, offered};
use crate::exercise::rules::{aid, work};
use crate::exercise::state::{Aid, Asked, Bench, State, Supplier};
use crate::scenario::{HelpEffect as Help, Mins, OrganisationId, Target, TargetKind};

/// Minutes by which help comes later to those who said that all was well (author's estimate).
const MISLED_MINS: Mins = 120;
/// Minutes for which that is remembered (author's estimate).
const MISLED_FOR_MINS: Mins = 360;

/// How long people who are called in take to come.
const CALLED_MINS: Ask = Ask {
    usual: 60,
    ..ARRIVE_MINS
};

static AID: Row = offered(
    "MutualAid",
    "Request mutual aid",
    On::Target(TargetKind::Crew),
    &[PEOPLE, ARRIVE_MINS, STAY_HOURS],
    |it| {
        Some(Given::MutualAid {
            crew: it.on()?,
            people: it.figure(0),
            arrive_mins: it.figure(1),
            stay_hours: it.figure(2),
        })
    },
);
static CALL_IN: Row = offered(
    "CallIn",
    "Call in a team's off-duty staff",
    On::Target(TargetKind::Crew),
    &[CALLED_MINS, STAY_HOURS],
    |it| {
        Some(Given::CallIn {
            crew: it.on()?,
            arrive_mins: it.figure(0),
            stay_hours: it.figure(1),
        })
    },
);
static SUPPLIER: Row = offered(
    "EngageSupplier",
    "Engage a system's supplier",
    On::Target(TargetKind::System),
    &[ARRIVE_MINS, PEOPLE],
    |it| {
        Some(Given::EngageSupplier {
            system: it.on()?,
            arrive_mins: it.figure(0),
            people: it.figure(1),
        })
    },
);

/// The rows, in the order of the palette.
pub(super) static ROWS: [&Row; 3] = [&AID, &CALL_IN, &SUPPLIER];

/// The row of one.
pub(super) fn row(effect: &Help) -> &'static Row {
    match effect {
        Help::MutualAid { .. } => &AID,
        Help::CallIn { .. } => &CALL_IN,
        Help::EngageSupplier { .. } => &SUPPLIER,
    }
}

/// What one names.
pub(super) fn on(effect: &Help) -> Vec<Target> {
    match effect {
        Help::MutualAid { crew, .. } | Help::CallIn { crew, .. } => named(crew),
        Help::EngageSupplier { system, .. } => named(system),
    }
}

/// What makes one idle, in words; nothing if it would change something.
pub(super) fn idle(effect: &Help, now: &Now<'_>) -> Option<String> {
    match effect {
        Help::EngageSupplier { system, .. } => {
            let id = aim(system, now.target)?;
            let name = &now.scenario.systems[id.at()].name;
            work::engaged(now.state, id).then(|| format!("The supplier of {name} is engaged"))
        }
        Help::MutualAid { .. } | Help::CallIn { .. } => None,
    }
}

/// Lets one take hold.
pub(super) fn take_hold(effect: &Help, it: &mut Moment<'_>) {
    let now = it.minute();
    match effect {
        Help::MutualAid {
            crew,
            people,
            arrive_mins,
            stay_hours,
        } => {
            if let Some(id) = aim(crew, it.target) {
                let asked = Asked {
                    crew: id,
                    people: *people,
                    arrive_mins: arrive_mins + held_back(it.state, it.of),
                    stay_mins: stay_hours * 60,
                    of: it.of,
                    at: now,
                };
                aid::ask(it.scenario, it.state, asked, it.events);
            }
        }
        Help::CallIn {
            crew,
            arrive_mins,
            stay_hours,
        } => {
            if let Some(id) = aim(crew, it.target) {
                let from = now + arrive_mins;
                it.state.aid.push(Aid {
                    crew: id,
                    people: it.scenario.crews[id.at()].people,
                    from,
                    until: from + stay_hours * 60,
                    own: true,
                });
            }
        }
        Help::EngageSupplier {
            system,
            arrive_mins,
            people,
        } => {
            if let Some(id) = aim(system, it.target)
                && !work::engaged(it.state, id)
            {
                it.state.suppliers.push(Supplier {
                    system: id,
                    from: now + arrive_mins,
                    people: *people,
                    bench: Bench::default(),
                });
            }
        }
    }
}

/// Minutes by which others' help comes later: [`MISLED_MINS`] if they were told within the last six
/// hours that all was well though it was not; they look for themselves first.
fn held_back(state: &State, of: OrganisationId) -> Mins {
    let misled = state.facts.reports[of].misled;
    if misled.is_some_and(|at| state.minute < at + MISLED_FOR_MINS) {
        MISLED_MINS
    } else {
        0
    }
}
