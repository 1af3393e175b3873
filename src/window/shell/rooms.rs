//! Which rooms are shown where: in windows of their own, or in this one. Must not open a window.

use super::super::screens::RoomPlace;
use std::collections::{BTreeMap, BTreeSet};
use wardroom_core::scenario::OrganisationId;

/// What is shown of rooms.
#[derive(Debug, Default)]
pub struct Rooms {
    /// Whose rooms have a window of their own. A trust that plays alone is the first.
    pub open: BTreeSet<OrganisationId>,
    /// What their screens keep between frames.
    pub places: BTreeMap<OrganisationId, RoomPlace>,
    /// Whether this window shows the room.
    pub here: bool,
}

impl Rooms {
    /// Opens the window of a room, or closes it.
    pub fn toggle(&mut self, of: OrganisationId) {
        if !self.open.remove(&of) {
            self.open.insert(of);
        }
    }
}
