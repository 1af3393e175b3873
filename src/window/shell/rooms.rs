//! Which rooms are shown where: in windows of their own, or in this one. Must not open a window.

use super::super::screens::RoomPlace;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wardroom_core::scenario::{OrganisationId, Scenario};
use wardroom_core::views::{DayMoment, RoomView};

/// What is shown of rooms.
#[derive(Debug, Default)]
pub struct Rooms {
    /// Whose rooms have a window of their own. A trust that plays alone is the first.
    pub open: BTreeSet<OrganisationId>,
    /// What their screens keep between frames.
    pub places: BTreeMap<OrganisationId, RoomPlace>,
    /// Whether this window shows the room.
    pub here: bool,
    /// The exercise that has ended, as each room knows it: its day goes on being shown while the review begins.
    pub(super) after: BTreeMap<OrganisationId, After>,
}

/// What a room is shown once its exercise is no longer here to be asked.
#[derive(Debug)]
pub(super) struct After {
    pub(super) scenario: Arc<Scenario>,
    pub(super) view: RoomView,
    pub(super) day: Vec<DayMoment>,
}

impl Rooms {
    /// Opens the window of a room, or closes it.
    pub fn toggle(&mut self, of: OrganisationId) {
        if !self.open.remove(&of) {
            self.open.insert(of);
        }
    }
}
