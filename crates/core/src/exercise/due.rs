//! Which conditions are due to be looked at again: what they ask about, how comparisons came out
//! last, and what has changed since messages and tasks were last looked at. Must not look at a
//! message or a task itself.

use super::asking::Asking;
use super::aspects::{Aspects, Follows};
use super::conditions::Facts;
use super::watch::Watched;
use crate::scenario::{Mins, Scenario};
use std::sync::Arc;

/// Which conditions are due to be looked at again.
#[derive(Clone, Debug)]
pub struct Due {
    asking: Arc<Asking>,
    for_messages: Aspects,
    for_tasks: Aspects,
    /// By comparison: whether it held when it was last looked at.
    compared: Aspects,
}

impl Due {
    /// All of them, of a scenario and the watches of its tasks.
    pub fn all(scenario: &Scenario, watches: &[Watched]) -> Self {
        Self {
            asking: Arc::new(Asking::new(scenario, watches)),
            for_messages: Aspects::ALL,
            for_tasks: Aspects::ALL,
            compared: Aspects::NONE,
        }
    }

    /// What the conditions ask about.
    pub fn asking(&self) -> &Asking {
        &self.asking
    }

    /// Whether a condition names this minute.
    pub fn names(&self, minute: Mins) -> bool {
        self.asking.names(minute)
    }

    /// The comparisons of a kind that have come out otherwise than they last did.
    pub fn turned(&mut self, follows: Follows, facts: &Facts<'_>) -> Aspects {
        self.asking.turned(follows, facts, &mut self.compared)
    }

    /// Takes note of how every comparison comes out.
    pub fn compare(&mut self, facts: &Facts<'_>) {
        for follows in [
            Follows::Hosts,
            Follows::Known,
            Follows::Services,
            Follows::Patients,
        ] {
            self.turned(follows, facts);
        }
    }

    /// Notes what has changed, for messages and for tasks.
    pub fn note(&mut self, changed: Aspects) {
        self.for_messages |= changed;
        self.for_tasks |= changed;
    }

    /// What has changed since messages were last looked at, which is now.
    pub fn take_for_messages(&mut self) -> Aspects {
        std::mem::take(&mut self.for_messages)
    }

    /// What has changed since the tasks' conditions were last looked at, which is now.
    pub fn take_for_tasks(&mut self) -> Aspects {
        std::mem::take(&mut self.for_tasks)
    }
}
