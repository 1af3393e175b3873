//! Effects on clinical services, and on the systems and stocks that they use. Must not ask who may.

use super::aim::{aim, named};
use super::given::Given;
use super::moment::{Moment, Now};
use super::row::{ARRIVE_MINS, Ask, HOURS, On, PER_CENT, Row, offered};
use crate::exercise::rules::{downtime, stock};
use crate::exercise::state::{Mode, StandIn, State};
use crate::scenario::{Scenario, ServiceId, ServicesEffect as Services, Target, TargetKind};

/// How much of a service's capacity goes with its people.
const RELEASED: Ask = Ask {
    usual: 20,
    ..PER_CENT
};
/// How much is ordered.
const AMOUNT: Ask = Ask {
    words: "Amount",
    least: 1,
    most: 10_000,
    usual: 20,
};

static TO_PAPER: Row = offered(
    "GoToPaper",
    "Start downtime (paper) procedures in a service",
    On::Target(TargetKind::Service),
    &[],
    |it| Some(Given::GoToPaper(it.on()?)),
);
static ALL_TO_PAPER: Row = offered(
    "AllToPaper",
    "Start downtime (paper) procedures in every service",
    On::Nothing,
    &[],
    |_| Some(Given::AllToPaper),
);
static TO_SCREENS: Row = offered(
    "BackToScreens",
    "Return a service to system",
    On::Target(TargetKind::Service),
    &[],
    |it| Some(Given::BackToScreens(it.on()?)),
);
static STAND_IN: Row = offered(
    "StandIn",
    "Have somebody else do part of a system's work",
    On::Target(TargetKind::System),
    &[PER_CENT, HOURS],
    |it| {
        Some(Given::StandIn {
            system: it.on()?,
            share: it.share(0),
            hours: it.figure(1),
        })
    },
);
static TAKE_STAFF: Row = offered(
    "TakeStaff",
    "Release staff from a service",
    On::Target(TargetKind::Service),
    &[RELEASED, HOURS],
    |it| {
        Some(Given::TakeStaff {
            service: it.on()?,
            share: it.share(0),
            hours: it.figure(1),
        })
    },
);
static ORDER: Row = offered(
    "OrderStock",
    "Order stock for a service",
    On::Stock,
    &[AMOUNT, ARRIVE_MINS],
    |it| {
        Some(Given::OrderStock {
            service: it.on()?,
            amount: it.figure(0),
            arrive_mins: it.figure(1),
        })
    },
);

/// The rows, in the order of the palette.
pub(super) static ROWS: [&Row; 6] = [
    &TO_PAPER,
    &ALL_TO_PAPER,
    &TO_SCREENS,
    &STAND_IN,
    &TAKE_STAFF,
    &ORDER,
];

/// The row of one.
pub(super) fn row(effect: &Services) -> &'static Row {
    match effect {
        Services::GoToPaper(_) => &TO_PAPER,
        Services::AllToPaper => &ALL_TO_PAPER,
        Services::BackToScreens(_) => &TO_SCREENS,
        Services::StandIn { .. } => &STAND_IN,
        Services::TakeStaff { .. } => &TAKE_STAFF,
        Services::OrderStock { .. } => &ORDER,
    }
}

/// What one names.
pub(super) fn on(effect: &Services) -> Vec<Target> {
    match effect {
        Services::GoToPaper(pick)
        | Services::BackToScreens(pick)
        | Services::TakeStaff { service: pick, .. }
        | Services::OrderStock { service: pick, .. } => named(pick),
        Services::StandIn { system, .. } => named(system),
        Services::AllToPaper => Vec::new(),
    }
}

/// What makes one idle, in words; nothing if it would change something.
pub(super) fn idle(effect: &Services, now: &Now<'_>) -> Option<String> {
    let services = &now.scenario.services;
    match effect {
        Services::GoToPaper(pick) => {
            let id = aim(pick, now.target)?;
            let name = &services[id.at()].name;
            match now.state.services[id.at()].mode {
                Mode::Screens => None,
                Mode::Mobilising { .. } => Some(format!("{name} is getting paper ready")),
                Mode::Paper { .. } => Some(format!("{name} is on paper")),
            }
        }
        Services::BackToScreens(pick) => {
            let id = aim(pick, now.target)?;
            let on_screens = now.state.services[id.at()].mode == Mode::Screens;
            on_screens.then(|| format!("{} is on its screens", services[id.at()].name))
        }
        Services::OrderStock { service, .. } => {
            let id = aim(service, now.target)?;
            let name = services[id.at()].stock.as_ref();
            ordered_lately(now.state, id).then(|| {
                format!(
                    "{} were ordered less than a day ago, and the supplier has one shelf for all",
                    name.map_or("Supplies", |it| it.name.as_str())
                )
            })
        }
        Services::AllToPaper | Services::StandIn { .. } | Services::TakeStaff { .. } => None,
    }
}

/// Lets one take hold.
pub(super) fn take_hold(effect: &Services, it: &mut Moment<'_>) {
    let now = it.minute();
    match effect {
        Services::GoToPaper(pick) => {
            if let Some(id) = aim(pick, it.target) {
                to_paper(it.scenario, it.state, id);
            }
        }
        Services::AllToPaper => {
            for (at, service) in it.scenario.services.iter().enumerate() {
                if service.of == it.of {
                    to_paper(it.scenario, it.state, at.into());
                }
            }
        }
        Services::BackToScreens(pick) => {
            if let Some(id) = aim(pick, it.target) {
                it.state.services[id.at()].mode = Mode::Screens;
            }
        }
        Services::StandIn {
            system,
            share,
            hours,
        } => {
            if let Some(id) = aim(system, it.target) {
                it.state.threats.stand_ins.push(StandIn {
                    system: id,
                    thousandths: *share,
                    until: now + hours * 60,
                });
            }
        }
        Services::TakeStaff {
            service,
            share,
            hours,
        } => {
            if let Some(id) = aim(service, it.target) {
                let away = &mut it.state.services[id.at()].away;
                away.push((*share, now + hours * 60));
            }
        }
        Services::OrderStock {
            service,
            amount,
            arrive_mins,
        } => {
            if let Some(id) = aim(service, it.target)
                && !ordered_lately(it.state, id)
            {
                let arrives = now + (*arrive_mins).max(1);
                let ordered = &mut it.state.services[id.at()].ordered;
                ordered.push((now, *amount, arrives));
            }
        }
    }
}

/// Whether more of what a service keeps was ordered within a day.
fn ordered_lately(state: &State, service: ServiceId) -> bool {
    let last = state.services[service.at()].ordered.last();
    last.is_some_and(|(at, ..)| state.minute < at + stock::ORDERS_EVERY)
}

fn to_paper(scenario: &Scenario, state: &mut State, id: ServiceId) {
    let model = &scenario.services[id.at()];
    let planned = downtime::planned(state, model.of, state.minute);
    let service = &mut state.services[id.at()];
    if service.mode == Mode::Screens {
        service.mode = Mode::Mobilising {
            ready: state.minute + downtime::mobilises(&model.paper, planned),
        };
    }
}
