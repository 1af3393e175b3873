//! Who takes part: organisations, crews, roles, and whom they can reach. Must not hold any state.

use super::super::shape::{ChannelKind, Skill};
use super::ids::{OrganisationId, SystemId};

/// See [`crate::scenario::shape::Crew`].
#[derive(Clone, Debug)]
pub struct Crew {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whose it is.
    pub of: OrganisationId,
    /// Skill.
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
pub struct Channel {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What a message looks like.
    pub kind: ChannelKind,
    /// The system it travels over.
    pub carried_by: Option<SystemId>,
}

/// See [`crate::scenario::shape::Body`].
#[derive(Clone, Debug)]
pub struct Body {
    /// Id.
    pub id: String,
    /// Name.
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
pub struct Role {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whose chair it is.
    pub of: OrganisationId,
    /// Part in a few words.
    pub part: String,
    /// Staff group.
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
pub struct Organisation {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// A word or two for where there is little room.
    pub short: String,
    /// What it is, in a sentence.
    pub about: String,
    /// Whether it may act for all others, and is shown their services.
    pub oversees: bool,
}
