//! What conditions are asked of: the state, in the eyes of an organisation. Must not know any
//! condition.

use crate::exercise::rules::reach::Reach;
use crate::exercise::state::{Ordered, State};
use crate::scenario::{Mins, OrganisationId};

/// What conditions are asked of.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub(super) reach: &'a Reach,
    pub(super) state: &'a State,
    pub(super) of: OrganisationId,
    /// Only what was done from this minute on counts.
    pub(super) from: Mins,
}

impl<'a> Facts<'a> {
    /// The facts of a state.
    pub fn new(reach: &'a Reach, state: &'a State) -> Self {
        let of = OrganisationId(0);
        Self {
            reach,
            state,
            of,
            from: 0,
        }
    }

    /// The same, asked of an organisation.
    pub fn asked_of(self, of: OrganisationId) -> Self {
        Self { of, ..self }
    }

    /// The same, asked only of what people did from a minute on: decisions, cards, steps, calls,
    /// and states of the network and of services that began then. What is so by itself (machines,
    /// capacity, queues, the time) is asked as it is.
    pub fn done_from(self, from: Mins) -> Self {
        Self { from, ..self }
    }

    /// Whether something that was done counts.
    pub(super) fn since(&self, at: Option<Mins>) -> bool {
        at.is_some_and(|at| at >= self.from)
    }

    /// Whether a state that took hold at a time counts: from when it was ordered.
    pub(super) fn ordered(&self, at: Option<Mins>, what: Ordered) -> bool {
        let known = &self.state.facts.ordered;
        let earlier = known.iter().find(|(it, _)| *it == what).map(|(_, at)| *at);
        self.since(at.map(|at| earlier.map_or(at, |earlier| earlier.min(at))))
    }
}
