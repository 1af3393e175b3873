//! Who takes part: organisations, crews, roles, and whom they can reach. Must not hold any state.

use super::super::shape::{ChannelKind, Skill};
use super::ids::{OrganisationId, SystemId};

/// See [`crate::scenario::shape::Crew`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Crew")]
pub struct Crew {
    pub id: String,
    pub name: String,
    /// Whose it is.
    pub of: OrganisationId,
    pub skill: Skill,
    /// Everybody in it.
    pub people: u32,
    /// People at work in each hour of the exercise, by hour of the calendar since the start of
    /// STARTEX's day.
    pub at_work_by_hour: Vec<u32>,
    /// Hours before they slow.
    pub fresh_hours: u32,
    /// Share of pace lost with every further hour.
    pub fatigue_per_hour: f64,
}

/// See [`crate::scenario::shape::Channel`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Channel")]
pub struct Channel {
    pub id: String,
    pub name: String,
    /// What a message looks like.
    pub kind: ChannelKind,
    /// The system it travels over.
    pub carried_by: Option<SystemId>,
}

/// See [`crate::scenario::shape::Body`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Body")]
pub struct Body {
    pub id: String,
    pub name: String,
    /// Its legal clocks, the shortest first.
    pub clocks: Vec<LegalClock>,
    /// Whether it can lend people.
    pub lends: bool,
}

impl Body {
    /// The legal clock that runs when it has been told so many times: the shortest, then the one
    /// after it.
    #[must_use]
    pub fn running_clock(&self, tellings: usize) -> Option<&LegalClock> {
        self.clocks.get(tellings)
    }
}

/// See [`crate::scenario::shape::LegalClock`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalClock {
    /// What is due.
    pub what: String,
    /// Hours from when the trust knows.
    pub hours: u32,
}

/// See [`crate::scenario::shape::Role`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Role")]
pub struct Role {
    pub id: String,
    pub title: String,
    /// Whose chair it is.
    pub of: OrganisationId,
    /// Part in a few words.
    pub part: String,
    pub staff_group: String,
    /// What it knows.
    pub knows: Vec<String>,
    /// What it decides.
    pub decides: Vec<String>,
    /// Role card.
    pub brief: String,
    /// Whether it must be filled.
    pub core: bool,
}

/// See [`crate::scenario::shape::Organisation`]. A scenario that lists none has one: its trust.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "told in shape::Organisation")]
pub struct Organisation {
    pub id: String,
    pub name: String,
    /// A word or two for where there is little room.
    pub short: String,
    /// What it is, in a sentence.
    pub about: String,
    /// Whether it may act for all others, and is shown their services.
    pub oversees: bool,
}
