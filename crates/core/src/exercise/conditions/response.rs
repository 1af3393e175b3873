//! Conditions of what the people who lead have done. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, step_in_words, theirs};
use crate::exercise::asks::Asks;
use crate::exercise::state::Ordered;
use crate::scenario::{ResponseCondition as Response, Scenario};

/// What one asks about.
pub(super) fn asks(condition: &Response) -> Asks {
    match condition {
        Response::Declared(_)
        | Response::Notified(_)
        | Response::Marked(_)
        | Response::MethaneGiven
        | Response::OutOfBandOpen
        | Response::StoodDown => Asks::Done,
    }
}

/// Whether one holds.
pub(super) fn holds(condition: &Response, facts: &Facts<'_>) -> bool {
    let of = facts.of;
    let known = &facts.state.facts;
    match condition {
        Response::Declared(level) => known.declared[of]
            .iter()
            .any(|(declared, at)| declared >= level && *at >= facts.from),
        Response::Notified(body) => facts.since(known.notified[of].get(&body.0).map(|it| it[1])),
        Response::Marked(step) => facts.since(known.marked[of].get(step).map(|it| it[1])),
        Response::MethaneGiven => facts.since(known.reports[of].methane),
        Response::OutOfBandOpen => facts.ordered(known.out_of_band[of], Ordered::OutOfBand(of)),
        Response::StoodDown => facts.since(known.stood_down[of]),
    }
}

/// Its words.
pub(super) fn told(condition: &Response, scenario: &Scenario, facts: &Facts<'_>) -> Told {
    let words = match condition {
        Response::Declared(level) => format!("{} declared", level.words().to_lowercase()),
        Response::Notified(id) => format!("{} told", scenario.bodies[id.at()].name),
        Response::Marked(step) => step_in_words(*step).to_owned(),
        Response::MethaneGiven => "a sound METHANE report given".to_owned(),
        Response::OutOfBandOpen => "the out-of-band channel open".to_owned(),
        Response::StoodDown => "the incident stood down".to_owned(),
    };
    Told::So(theirs(scenario, facts, words))
}
