//! A department that is taken up on the table and let go elsewhere: what was taken up, and where it stands
//! then, as a scenario says it. Must not change a scenario.

use crate::iso::{Point, at, from_picture};
use crate::stands;
use crate::table::{BETWEEN, Bay, Building, Table};
use wardroom_core::scenario::{Floor, GroupId, OrganisationId, Scenario, Stand};

/// What the main block is called where nobody has named it.
const MAIN: &str = "Main block";

/// What was taken up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Index of the segment of which it is a part, or the whole.
    pub segment: usize,
    /// Whether it is what the segment itself says, or should.
    pub own: bool,
    /// Groups of hosts that say the same of themselves.
    pub groups: Vec<GroupId>,
    /// Where it stands.
    pub stand: Stand,
    /// The floor by which it was taken up.
    pub floor: Floor,
    /// The building in which that is.
    building: usize,
}

/// On what it is let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onto {
    /// A floor, by its index.
    Floor(usize),
    /// The roof of a building, by its index: a floor more.
    Roof(usize),
    /// The ground of a site, by its index: a building more.
    Ground(usize),
}

impl Table {
    /// What is taken up at a place of the picture, in pitches; none where no department stands.
    pub fn take(&self, scenario: &Scenario, place: [f32; 2]) -> Option<Taken> {
        let bay = self.bay_under(place)?;
        let (building, floor) = self.house_of(bay)?;
        let house = &self.buildings[building];
        let site = &self.sites[house.site].name;
        let here = |stand: &Stand| {
            stand.site == *site
                && house.name.as_ref() == Some(&stand.building)
                && stand.wing == bay.wing
                && stand.floors.contains(&floor)
        };
        let segment = &scenario.segments[bay.segment];
        let said = segment.stands.as_ref().filter(|it| here(it));
        let groups: Vec<GroupId> = segment
            .groups
            .iter()
            .copied()
            .filter(|id| scenario.groups[id.at()].stands.as_ref().is_some_and(here))
            .collect();
        let of_group = || scenario.groups[groups.first()?.at()].stands.as_ref();
        let stand = said.or_else(of_group).cloned().unwrap_or_else(|| Stand {
            site: site.clone(),
            building: house.name.clone().unwrap_or_else(|| MAIN.to_owned()),
            wing: bay.wing.clone(),
            floors: self.floors_in(building, bay.segment),
        });
        Some(Taken {
            segment: bay.segment,
            own: said.is_some() || groups.is_empty(),
            groups,
            stand,
            floor,
            building,
        })
    }

    /// On what it would be let go at a place of the picture, in pitches, and where it stands then; none
    /// where it can't stand. It goes as a whole: the floor by which it was taken up to the one where it
    /// is let go, its others with it. A wing is one of its building.
    pub fn let_go(
        &self,
        scenario: &Scenario,
        taken: &Taken,
        place: [f32; 2],
    ) -> Option<(Onto, Stand)> {
        let of = scenario.segments[taken.segment].of?;
        if let Some(nth) = self.floor_under(place) {
            let floor = &self.floors[nth];
            let to = floor.named.parse().ok()?;
            return Some((
                Onto::Floor(nth),
                self.in_house(floor.building, of, taken, to)?,
            ));
        }
        if let Some(building) = self.roof_under(place) {
            let to = Floor(self.top(building)?.0.checked_add(1)?);
            let to = valid(to).then_some(to)?;
            return Some((
                Onto::Roof(building),
                self.in_house(building, of, taken, to)?,
            ));
        }
        let site = self.ground_under(place)?;
        (self.sites[site].of == of).then(|| {
            let stand = self.on_ground(scenario, taken, site);
            (Onto::Ground(site), stand)
        })
    }

    /// The corners of that on which it is let go.
    pub fn corners(&self, onto: Onto) -> Vec<[Point; 4]> {
        let corners = |[x0, y0, x1, y1]: [f32; 4], z: f32| {
            [at(x0, y0, z), at(x1, y0, z), at(x1, y1, z), at(x0, y1, z)]
        };
        match onto {
            Onto::Floor(nth) => {
                let floor = &self.floors[nth];
                vec![corners(floor.rect, floor.z)]
            }
            Onto::Roof(nth) => {
                let roof = self.roof(&self.buildings[nth]);
                roof.map(|(rect, z)| corners(rect, z)).into_iter().collect()
            }
            Onto::Ground(nth) => {
                let ground = self.sites[nth].ground.iter();
                ground.map(|rect| corners(*rect, 0.0)).collect()
            }
        }
    }

    fn house_of(&self, bay: &Bay) -> Option<(usize, Floor)> {
        let floor = &self.floors[bay.floor];
        Some((floor.building, floor.named.parse().ok()?))
    }

    /// The floors of a building on which a segment stands, lowest first.
    fn floors_in(&self, building: usize, segment: usize) -> Vec<Floor> {
        let bays = self.bays_of[segment].iter();
        let here = bays.filter_map(|bay| self.house_of(&self.bays[*bay]));
        let mut floors: Vec<Floor> = here
            .filter(|(house, _)| *house == building)
            .map(|(_, floor)| floor)
            .collect();
        floors.sort_unstable();
        floors.dedup();
        floors
    }

    /// In a building, so that what was taken up comes to stand on a floor.
    fn in_house(
        &self,
        building: usize,
        of: OrganisationId,
        taken: &Taken,
        to: Floor,
    ) -> Option<Stand> {
        let house = &self.buildings[building];
        let site = &self.sites[house.site];
        if site.of != of {
            return None;
        }
        let wing = taken.stand.wing.clone();
        Some(Stand {
            site: site.name.clone(),
            building: house.name.clone().unwrap_or_else(|| MAIN.to_owned()),
            wing: wing.filter(|_| building == taken.building),
            floors: raised(
                &taken.stand.floors,
                i16::from(to.0) - i16::from(taken.floor.0),
            ),
        })
    }

    /// In a building of its own on a site: the one that it has, if nobody else stands in that, else a
    /// new one from the ground up with its name.
    fn on_ground(&self, scenario: &Scenario, taken: &Taken, site: usize) -> Stand {
        let house = &self.buildings[taken.building];
        let floors = house.floors.iter();
        let mut bays = floors.flat_map(|floor| &self.floors[*floor].bays);
        let alone =
            house.name.is_some() && bays.all(|bay| self.bays[*bay].segment == taken.segment);
        let name = &self.sites[site].name;
        if alone {
            return Stand {
                site: name.clone(),
                ..taken.stand.clone()
            };
        }
        let named = match taken.groups.first() {
            Some(group) if !taken.own => &scenario.groups[group.at()].name,
            _ => &scenario.segments[taken.segment].name,
        };
        let lowest = taken.stand.floors.iter().min().map_or(0, |it| it.0);
        Stand {
            site: name.clone(),
            building: named.clone(),
            wing: None,
            floors: raised(&taken.stand.floors, -i16::from(lowest)),
        }
    }

    /// The highest floor at a place of the picture.
    fn floor_under(&self, place: [f32; 2]) -> Option<usize> {
        let here = (0..self.floors.len()).filter(|nth| {
            let floor = &self.floors[*nth];
            covers(floor.rect, floor.z, place)
        });
        here.max_by(|a, b| self.floors[*a].z.total_cmp(&self.floors[*b].z))
    }

    /// Where the next floor of a building would be.
    fn roof(&self, building: &Building) -> Option<([f32; 4], f32)> {
        let top = &self.floors[*building.floors.last()?];
        let [_, y0, _, y1] = top.rect;
        Some((top.rect, top.z + (y1 - y0) + BETWEEN))
    }

    fn roof_under(&self, place: [f32; 2]) -> Option<usize> {
        self.buildings.iter().position(|building| {
            let roof = self.roof(building);
            roof.is_some_and(|(rect, z)| covers(rect, z, place))
        })
    }

    fn top(&self, building: usize) -> Option<Floor> {
        let top = self.buildings[building].floors.last()?;
        self.floors[*top].named.parse().ok()
    }

    fn ground_under(&self, place: [f32; 2]) -> Option<usize> {
        let mut sites = self.sites.iter();
        sites.position(|site| site.ground.iter().any(|rect| covers(*rect, 0.0, place)))
    }
}

/// Where everybody of a segment's organisation stands by rule, as a scenario would say it; nothing where
/// somebody has said something.
pub fn everyone_of(scenario: &Scenario, segment: usize) -> Vec<(usize, Stand)> {
    let Some(of) = scenario.segments[segment].of else {
        return Vec::new();
    };
    let says = |at: &usize| scenario.segments[*at].of == Some(of) && stands::says(scenario, *at);
    if (0..scenario.segments.len()).any(|at| says(&at)) {
        return Vec::new();
    }
    let theirs = stands::houses(scenario).into_iter();
    theirs
        .filter(|house| house.of == of)
        .flat_map(|house| {
            let building = house.name.clone().unwrap_or_else(|| MAIN.to_owned());
            house.parts.into_iter().map(move |part| {
                let stand = Stand {
                    site: house.site.clone(),
                    building: building.clone(),
                    wing: part.wing,
                    floors: part.floors,
                };
                (part.segment, stand)
            })
        })
        .collect()
}

fn covers([x0, y0, x1, y1]: [f32; 4], z: f32, place: [f32; 2]) -> bool {
    let point = from_picture(place, z);
    (x0..=x1).contains(&point.x) && (y0..=y1).contains(&point.y)
}

/// Whether a lift has a button for it.
fn valid(floor: Floor) -> bool {
    floor.to_string().parse() == Ok(floor)
}

/// Floors so many higher; no higher and no lower than there are buttons for.
fn raised(floors: &[Floor], by: i16) -> Vec<Floor> {
    let mut by = by;
    loop {
        let moved: Option<Vec<Floor>> = floors
            .iter()
            .map(|floor| i8::try_from(i16::from(floor.0) + by).ok().map(Floor))
            .collect();
        match moved {
            Some(moved) if moved.iter().copied().all(valid) => return moved,
            _ if by == 0 => return floors.to_vec(),
            _ => by -= by.signum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_are_raised_together_as_far_as_there_are_buttons() {
        let floors = |all: &[i8]| all.iter().map(|it| Floor(*it)).collect::<Vec<Floor>>();
        assert_eq!(raised(&floors(&[2, 3, 4]), 2), floors(&[4, 5, 6]));
        assert_eq!(raised(&floors(&[0, 1]), -1), floors(&[-1, 0]));
        assert_eq!(raised(&floors(&[38, 39]), 9), floors(&[39, 40]));
        assert_eq!(raised(&floors(&[-9, 3]), -5), floors(&[-10, 2]));
        assert_eq!(raised(&floors(&[]), 3), floors(&[]));
    }
}
