//! The table of conditions: one file a family, in which stand together what each condition asks about,
//! whether it holds, and its words with how far it is from true. How it is written, checked, and
//! whether it can ever hold is the scenario's matter. Must not change anything.

mod facts;
mod figures;
mod hosts;
mod network;
mod patients;
mod response;
mod services;
mod story;
mod telling;
mod threats;

pub use facts::Facts;
pub use telling::{Telling, named, step_in_words};

use super::asks::Asks;
use crate::scenario::{Condition, OrganisationId, Scenario};
use telling::{Told, joined};

/// Whether a condition holds.
pub fn holds(condition: &Condition, facts: &Facts<'_>) -> bool {
    match condition {
        Condition::Network(it) => network::holds(it, facts),
        Condition::Hosts(it) => hosts::holds(it, facts),
        Condition::Services(it) => services::holds(it, facts),
        Condition::Patients(it) => patients::holds(it, facts),
        Condition::Story(it) => story::holds(it, facts),
        Condition::Response(it) => response::holds(it, facts),
        Condition::Threats(it) => threats::holds(it, facts),
        Condition::Of(of, inner) => holds(inner, &facts.asked_of(*of)),
        // What must not have been done must not have been done at all.
        Condition::Not(inner) => !holds(inner, &facts.done_from(0)),
        Condition::All(list) => list.iter().all(|one| holds(one, facts)),
        Condition::Any(list) => list.iter().any(|one| holds(one, facts)),
    }
}

/// Hands out all that a condition asks about: what it asks itself, or what those ask that it is made
/// of. `of` is the organisation that it is asked of.
pub fn asks(condition: &Condition, of: OrganisationId, note: &mut impl FnMut(Asks)) {
    let alone = match condition {
        Condition::Network(it) => network::asks(it),
        Condition::Hosts(it) => hosts::asks(it, of),
        Condition::Services(it) => services::asks(it),
        Condition::Patients(it) => patients::asks(it, of),
        Condition::Story(it) => story::asks(it),
        Condition::Response(it) => response::asks(it),
        Condition::Threats(it) => threats::asks(it),
        Condition::Of(other, inner) => return asks(inner, *other, note),
        Condition::Not(inner) => return asks(inner, of, note),
        Condition::All(list) | Condition::Any(list) => {
            return list.iter().for_each(|one| asks(one, of, note));
        }
    };
    note(alone);
}

/// A condition in words, and how near it is.
pub fn tell(scenario: &Scenario, condition: &Condition, facts: &Facts<'_>) -> Telling {
    let told = match condition {
        Condition::Network(it) => network::told(it, scenario, facts),
        Condition::Hosts(it) => hosts::told(it, scenario, facts),
        Condition::Services(it) => services::told(it, scenario, facts),
        Condition::Patients(it) => patients::told(it, scenario, facts),
        Condition::Story(it) => story::told(it, scenario, facts),
        Condition::Response(it) => response::told(it, scenario, facts),
        Condition::Threats(it) => threats::told(it, scenario),
        Condition::Of(of, inner) => return tell(scenario, inner, &facts.asked_of(*of)),
        Condition::Not(inner) => {
            let told = tell(scenario, inner, facts);
            return Telling {
                words: format!("not {}", told.words),
                near: if told.near >= 1.0 { 0.0 } else { 1.0 },
            };
        }
        Condition::All(list) => {
            let told = each(scenario, list, facts);
            let near = told.iter().map(|one| one.near).sum::<f64>() / told.len().max(1) as f64;
            return joined(&told, " and ", near);
        }
        Condition::Any(list) => {
            let told = each(scenario, list, facts);
            let near = told.iter().map(|one| one.near).fold(0.0, f64::max);
            return joined(&told, " or ", near);
        }
    };
    match told {
        Told::Far(telling) => telling,
        Told::So(words) => Telling {
            near: f64::from(u8::from(holds(condition, facts))),
            words,
        },
    }
}

fn each(scenario: &Scenario, list: &[Condition], facts: &Facts<'_>) -> Vec<Telling> {
    list.iter().map(|one| tell(scenario, one, facts)).collect()
}
