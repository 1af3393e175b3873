//! The part of a table that is one organisation's: its ground, buildings and doors, what lies outside and is
//! linked to it, and the cables between. Must not move anything.

use crate::table::Table;
use wardroom_core::scenario::{OrganisationId, Scenario};

impl Table {
    /// The same table with what is others' taken off it, and the box of its picture drawn around what is left.
    /// Indices stay as they are: others' buildings have no floors, their segments no bays.
    #[must_use]
    pub fn side(&self, scenario: &Scenario, of: OrganisationId) -> Self {
        let own = |segment: usize| scenario.segments[segment].of == Some(of);
        let linked = |segment: usize| {
            let links = scenario.segments[segment].links.iter();
            let mut links = links.map(|id| &scenario.links[id.at()]);
            links.any(|link| own(link.from.at()) || own(link.to.at()))
        };
        let mut side = self.clone();
        for site in side.sites.iter_mut().filter(|it| it.of != of) {
            site.ground.clear();
        }
        for building in &mut side.buildings {
            if self.sites[building.site].of != of {
                building.floors.clear();
            }
        }
        for (segment, bays) in side.bays_of.iter_mut().enumerate() {
            if !own(segment) {
                bays.clear();
            }
        }
        side.pads.retain(|pad| linked(pad.segment));
        side.cables.retain(|it| it.ends.iter().any(|end| own(*end)));
        side.forecourts.retain(|it| it.of == of);
        side.roads.clear();
        side.picture = side.extent();
        side
    }
}
