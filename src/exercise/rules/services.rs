//! What a clinical service can still do.
//!
//! On its screens a service works at `Π (1 − loss × (1 − need))` over its needs, where a need is
//! the share of a system it reaches (mean over its segments), of working screens in its segments,
//! or of another service's capacity. On paper it works at what paper holds, falling in a straight
//! line over six hours to `then` once its endurance is over; or at nine tenths of what its screens
//! still allow, if that is more, for whoever has a screen uses it and writes everything twice. What
//! it needs of other services counts either way: paper does not replace a laboratory. Until all
//! staff have been told what to do, a service that is neither whole nor on paper works at the
//! `uncoordinated` share of this, each for itself. Must not know about patients.

use crate::exercise::event::{Standing, What};
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::{Mode, State};
use crate::scenario::{Mins, NeedWhat, Paper, Scenario, Service};

/// Minutes over which paper sinks from what it holds to what is left.
const PAPER_SINKS_MINS: f64 = 360.0;
/// The share of what screens still allow that is left beside paper (author's estimate).
const BESIDE_PAPER: f64 = if cfg!(feature = "other-rules") {
    0.8
} else {
    0.9
};
/// The capacity from which a service is as good as whole (author's estimate).
const WHOLE_FROM: f64 = 0.9;

/// Works out every service's capacity, and notes those whose standing changed.
pub fn step(scenario: &Scenario, reach: &Reach, state: &mut State, events: &mut Vec<What>) {
    let now = state.minute;
    for id in &scenario.service_order {
        let service = &scenario.services[id.at()];
        if let Mode::Mobilising { ready } = state.services[id.at()].mode
            && ready <= now
        {
            state.services[id.at()].mode = Mode::Paper { since: now };
        }
        let (screens, others) = met(service, reach, state);
        let capacity = match state.services[id.at()].mode {
            Mode::Paper { since } => {
                on_paper(&service.paper, now - since).max(BESIDE_PAPER * screens) * others
            }
            Mode::Screens | Mode::Mobilising { .. } => {
                let whole = screens * others;
                if whole < WHOLE_FROM && state.facts.broadcast[service.of].is_none() {
                    whole * scenario.pace.uncoordinated
                } else {
                    whole
                }
            }
        };
        let on_paper = matches!(state.services[id.at()].mode, Mode::Paper { .. });
        let standing = standing(capacity, on_paper);
        let service_state = &mut state.services[id.at()];
        service_state.capacity = capacity;
        if service_state.standing != standing {
            service_state.standing = standing;
            service_state.since = now;
            events.push(What::ServiceChanged {
                service: service.id.clone(),
                standing,
            });
        }
    }
}

/// Whether any service changes by itself, with nothing else happening: paper is being made ready,
/// or is wearing out.
pub fn moving(scenario: &Scenario, state: &State) -> bool {
    state
        .services
        .iter()
        .zip(&scenario.services)
        .any(|(state_of, service)| match state_of.mode {
            Mode::Screens => false,
            Mode::Mobilising { ready } => ready <= state.minute,
            Mode::Paper { since } => {
                let worn = state.minute.saturating_sub(since);
                let paper = &service.paper;
                worn > paper.endures_mins
                    && worn <= paper.endures_mins + PAPER_SINKS_MINS as Mins + 1
            }
        })
}

/// What is met of the needs that paper can replace, and of those it can't.
fn met(service: &Service, reach: &Reach, state: &State) -> (f64, f64) {
    let mut screens = 1.0;
    let mut others = 1.0;
    let segments = service.segments.len() as f64;
    for need in &service.needs {
        match need.what {
            NeedWhat::System(system) => {
                let sum: f64 = service
                    .segments
                    .iter()
                    .map(|segment| reach.system_from(system.at(), segment.at()))
                    .sum();
                screens *= 1.0 - need.loss * (1.0 - sum / segments);
            }
            NeedWhat::Screens => {
                let sum: f64 = service
                    .segments
                    .iter()
                    .map(|segment| reach.screens[segment.at()])
                    .sum();
                screens *= 1.0 - need.loss * (1.0 - sum / segments);
            }
            NeedWhat::Service(other) => {
                others *= 1.0 - need.loss * (1.0 - state.services[other.at()].capacity.min(1.0));
            }
        }
    }
    (screens, others)
}

/// What paper holds so many minutes after it took over.
pub fn on_paper(paper: &Paper, mins: Mins) -> f64 {
    let worn = f64::from(mins.saturating_sub(paper.endures_mins));
    let sunk = (worn / PAPER_SINKS_MINS).min(1.0);
    paper.holds - (paper.holds - paper.then) * sunk
}

/// How a capacity shows on the service board.
pub fn standing(capacity: f64, on_paper: bool) -> Standing {
    if capacity < 0.35 {
        Standing::Stopped
    } else if on_paper {
        Standing::Paper
    } else if capacity < WHOLE_FROM {
        Standing::Reduced
    } else {
        Standing::Normal
    }
}
