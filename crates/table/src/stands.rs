//! Who stands where: every segment's hosts by site, building and floor, as the scenario says it, and by
//! a rule where it says nothing. Must not know how large anything is.
//!
//! Where an organisation says nothing of any of its segments, its most-linked segment is the hub at the
//! foot of its main block; segments of up to [`STACKED`] hosts stand above it, each on a floor of its
//! own, and larger ones in buildings of their own. Where it says something, a segment without a place
//! has a building of its own. A building of more than [`TALL`] hosts that is placed so has floors of
//! [`STACKED`].

use wardroom_core::scenario::{Floor, OrganisationId, Scenario, Segment, Stand};

/// Hosts up to which a segment without a place stands in its organisation's main block.
pub const STACKED: u32 = 300;

/// Hosts above which a building without a place has more than one floor.
pub const TALL: u32 = 1000;

/// A building, and what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct House {
    /// Whose it is.
    pub of: OrganisationId,
    /// Its site's name.
    pub site: String,
    /// Its name; none if nobody gave it one.
    pub name: Option<String>,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// Hosts of a segment in a building.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The segment's index.
    pub segment: usize,
    /// Where on a floor, if that was said.
    pub wing: Option<String>,
    /// The floors they are dealt to, lowest first, each once.
    pub floors: Vec<Floor>,
    /// How many.
    pub hosts: u32,
}

impl House {
    /// Its floors, lowest first.
    pub fn floors(&self) -> Vec<Floor> {
        let mut floors: Vec<Floor> = self
            .parts
            .iter()
            .flat_map(|part| part.floors.clone())
            .collect();
        floors.sort_unstable();
        floors.dedup();
        floors
    }

    /// All hosts in it.
    pub fn hosts(&self) -> u32 {
        self.parts.iter().map(|part| part.hosts).sum()
    }
}

/// All buildings, in the order in which the scenario first names them.
pub fn houses(scenario: &Scenario) -> Vec<House> {
    let mut houses: Vec<House> = Vec::new();
    for of in scenario.organisation_ids() {
        let inside: Vec<usize> = (0..scenario.segments.len())
            .filter(|at| {
                let segment = &scenario.segments[*at];
                !segment.outside && segment.of == Some(of)
            })
            .collect();
        let said = inside.iter().any(|at| says(scenario, *at));
        let hub = inside
            .iter()
            .copied()
            .max_by_key(|at| (scenario.segments[*at].links.len(), std::cmp::Reverse(*at)));
        let site = main_site(scenario, of, &inside);
        let mut level = 0;
        for at in inside {
            let segment = &scenario.segments[at];
            for (stand, hosts) in portions(scenario, segment) {
                match stand {
                    Some(stand) => add(
                        &mut houses,
                        of,
                        &stand.site,
                        Some(&stand.building),
                        Part {
                            segment: at,
                            wing: stand.wing.clone(),
                            floors: lowest_first(&stand.floors),
                            hosts,
                        },
                    ),
                    None => {
                        let stacks = !said && (Some(at) == hub || hosts <= STACKED);
                        let floors = if stacks {
                            if Some(at) == hub {
                                vec![Floor(0)]
                            } else {
                                level += 1;
                                vec![Floor(level)]
                            }
                        } else {
                            by_three_hundred(hosts)
                        };
                        let part = Part {
                            segment: at,
                            wing: None,
                            floors,
                            hosts,
                        };
                        let own = (!stacks).then_some(segment.name.as_str());
                        add(&mut houses, of, &site, own, part);
                    }
                }
            }
        }
    }
    houses
}

/// Whether it is said where something of a segment stands.
pub fn says(scenario: &Scenario, segment: usize) -> bool {
    let segment = &scenario.segments[segment];
    let group_says =
        |id: &wardroom_core::scenario::GroupId| scenario.groups[id.at()].stands.is_some();
    segment.stands.is_some() || segment.groups.iter().any(group_says)
}

/// The site that most of an organisation's hosts name; else a word for the organisation.
fn main_site(scenario: &Scenario, of: OrganisationId, inside: &[usize]) -> String {
    let mut named: Vec<(String, u32)> = Vec::new();
    for at in inside {
        for (stand, hosts) in portions(scenario, &scenario.segments[*at]) {
            let Some(stand) = stand else { continue };
            match named.iter_mut().find(|(site, _)| *site == stand.site) {
                Some((_, so_far)) => *so_far += hosts,
                None => named.push((stand.site.clone(), hosts)),
            }
        }
    }
    named
        .into_iter()
        .max_by_key(|(_, hosts)| *hosts)
        .map_or_else(
            || scenario.organisations[of.at()].short.clone(),
            |(site, _)| site,
        )
}

/// The hosts of a segment by where they stand, each place once; none for those of whom nothing is said.
fn portions<'a>(scenario: &'a Scenario, segment: &'a Segment) -> Vec<(Option<&'a Stand>, u32)> {
    let mut portions: Vec<(Option<&Stand>, u32)> = Vec::new();
    for id in &segment.groups {
        let group = &scenario.groups[id.at()];
        let stand = group.stands.as_ref().or(segment.stands.as_ref());
        match portions.iter_mut().find(|(there, _)| *there == stand) {
            Some((_, hosts)) => *hosts += group.count,
            None => portions.push((stand, group.count)),
        }
    }
    portions
}

fn lowest_first(floors: &[Floor]) -> Vec<Floor> {
    let mut floors = floors.to_vec();
    floors.sort_unstable();
    floors.dedup();
    floors
}

fn by_three_hundred(hosts: u32) -> Vec<Floor> {
    if hosts <= TALL {
        return vec![Floor(0)];
    }
    // A tower of forty floors is as much as a picture bears.
    let floors = hosts.div_ceil(STACKED).min(40);
    (0..floors as i8).map(Floor).collect()
}

fn add(houses: &mut Vec<House>, of: OrganisationId, site: &str, name: Option<&str>, part: Part) {
    let found = houses
        .iter_mut()
        .find(|house| house.of == of && house.site == site && house.name.as_deref() == name);
    match found {
        Some(house) => house.parts.push(part),
        None => houses.push(House {
            of,
            site: site.to_owned(),
            name: name.map(str::to_owned),
            parts: vec![part],
        }),
    }
}
