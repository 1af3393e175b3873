//! What has been done so far. Must not contain a rule.

use crate::exercise::each::Each;
use crate::scenario::{
    CardId, IncidentLevel, LinkId, Mins, OrganisationId, PathwayId, Scenario, SegmentId, Step,
    Target,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A state that people order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Ordered {
    /// A department isolated.
    Isolated(SegmentId),
    /// A link cut.
    Cut(LinkId),
    /// File sharing blocked on a link.
    Port(LinkId),
    /// A pathway diverted.
    Diverted(PathwayId),
    /// The out-of-band channel open.
    OutOfBand(OrganisationId),
}

/// What was reported upward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reports {
    /// When the last METHANE report was given whose content was sound, unless a false one followed.
    pub methane: Option<Mins>,
    /// When it was last said that all is well though the team had been told otherwise.
    pub misled: Option<Mins>,
}

/// What has been done so far.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {
    /// Cards that took effect, with target and minute.
    pub done: Each<Vec<(CardId, Option<Target>, Mins)>>,
    /// By card: when it first took effect, on whatever target.
    pub first_done: Each<Vec<Option<Mins>>>,
    /// Steps taken: the first minute in which each was, and when it was last ordered.
    pub marked: Each<BTreeMap<Step, [Mins; 2]>>,
    /// Declarations, with the minute.
    pub declared: Each<Vec<(IncidentLevel, Mins)>>,
    /// Who was told: the first minute in which they were, and when telling them was last ordered.
    pub notified: Each<BTreeMap<u16, [Mins; 2]>>,
    /// Clinicians' signatures that no cut has used yet, with the minute.
    pub signatures: Each<Vec<Mins>>,
    /// Cuts that were ordered, and those of them that were signed for.
    pub cuts: Each<[u32; 2]>,
    /// Until when services work as if nobody had told them, because of a cut without a signature.
    pub unprepared_until: Each<Mins>,
    /// When what is so now was ordered, if that was before it took hold.
    pub ordered: Vec<(Ordered, Mins)>,
    /// What was reported upward.
    pub reports: Each<Reports>,
    /// All staff were told what to do.
    pub broadcast: Each<Option<Mins>>,
    /// The out-of-band channel was opened.
    pub out_of_band: Each<Option<Mins>>,
    /// The incident was stood down.
    pub stood_down: Each<Option<Mins>>,
    /// By segment: its first infection.
    pub infected: Vec<Option<Mins>>,
    /// By segment: its first lock.
    pub locked: Vec<Option<Mins>>,
    /// The first infection.
    pub first_infected: Option<Mins>,
    /// The network has been clean since, after an infection anywhere.
    pub clean: Each<Option<Mins>>,
}

impl Facts {
    /// At STARTEX.
    pub(super) fn of(scenario: &Scenario) -> Self {
        let several = scenario.organisations.len();
        Self {
            done: Each::of(several, Vec::new()),
            first_done: Each::of(several, vec![None; scenario.cards.len()]),
            marked: Each::of(several, BTreeMap::new()),
            declared: Each::of(several, Vec::new()),
            notified: Each::of(several, BTreeMap::new()),
            signatures: Each::of(several, Vec::new()),
            cuts: Each::of(several, [0; 2]),
            unprepared_until: Each::of(several, 0),
            ordered: Vec::new(),
            reports: Each::of(several, Reports::default()),
            broadcast: Each::of(several, None),
            out_of_band: Each::of(several, None),
            stood_down: Each::of(several, None),
            infected: vec![None; scenario.segments.len()],
            locked: vec![None; scenario.segments.len()],
            first_infected: None,
            clean: Each::of(several, None),
        }
    }
}
