//! Crews, and the work that is in hand. Must not contain a rule.

use crate::scenario::{
    CardId, CrewId, GroupId, Mins, OrganisationId, RebuildItem, SegmentId, SystemId, Target,
};
use serde::Serialize;
use std::collections::VecDeque;

/// Who of a crew is at work, and at what.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Crew {
    /// Minutes it has worked without rest.
    pub strained_mins: u32,
    /// People at work in this minute.
    pub at_work: u32,
    /// People on action cards in this minute.
    pub on_cards: u32,
    /// People patching and rebuilding in this minute.
    pub on_jobs: u32,
}

/// Work on an action card.
#[derive(Clone, Debug, Serialize)]
pub struct CardJob {
    /// When it was ordered.
    pub ordered: Mins,
    /// The card that is worked on.
    pub card: CardId,
    /// What it is done to; none for a card that needs none.
    pub target: Option<Target>,
    /// The people on it: crew, how many, until when.
    pub people: Vec<(CrewId, u32, Mins)>,
    /// When its effects begin.
    pub done: Mins,
    /// Whose decision it is.
    #[serde(skip_serializing_if = "is_first")]
    pub of: OrganisationId,
}

/// The only one where a trust plays alone.
fn is_first(of: &OrganisationId) -> bool {
    of.at() == 0
}

/// Hosts being worked on one by one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Bench {
    /// Each host in work.
    pub in_work: VecDeque<InWork>,
}

impl Bench {
    /// How many hosts of a group are in work that go on working meanwhile.
    pub fn beside(&self, group: GroupId) -> u32 {
        let beside = self
            .in_work
            .iter()
            .filter(|it| it.beside && it.group == group);
        u32::try_from(beside.count()).unwrap_or(u32::MAX)
    }
}

/// A host that somebody works on.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct InWork {
    /// The hosts that are worked on.
    pub group: GroupId,
    /// Person-minutes still to go.
    pub to_go: f64,
    /// Whether it goes on working meanwhile: a new one is built beside it.
    pub beside: bool,
}

/// Rebuilding by the trust's own crews.
#[derive(Clone, Debug, Serialize)]
pub struct Rebuild {
    /// What comes first.
    pub order: Vec<RebuildItem>,
    /// People of each crew put to it.
    pub people: u32,
    /// Desktops in work.
    pub desktops: Bench,
    /// Servers in work.
    pub servers: Bench,
}

/// Patching a segment.
#[derive(Clone, Debug, Serialize)]
pub struct Patching {
    /// Where hosts are patched.
    pub segment: SegmentId,
    /// People put to it.
    pub people: u32,
    /// Person-minutes done towards the next host.
    pub done: f64,
}

/// A supplier's people at work on a system.
#[derive(Clone, Debug, Serialize)]
pub struct Supplier {
    /// What they bring back.
    pub system: SystemId,
    /// From when.
    pub from: Mins,
    /// How many.
    pub people: u32,
    /// Hosts in work.
    pub bench: Bench,
}

/// People from elsewhere, or called in.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Aid {
    /// The crew they join.
    pub crew: CrewId,
    /// How many.
    pub people: u32,
    /// From when.
    pub from: Mins,
    /// Until when.
    pub until: Mins,
    /// Whether they are the crew's own, called in.
    pub own: bool,
}

/// People from elsewhere who were asked for and have not set out.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Asked {
    /// The crew they would join.
    pub crew: CrewId,
    /// How many.
    pub people: u32,
    /// Minutes they travel.
    pub arrive_mins: Mins,
    /// Minutes they stay.
    pub stay_mins: Mins,
    /// Who asked.
    pub of: OrganisationId,
    /// When.
    pub at: Mins,
}
