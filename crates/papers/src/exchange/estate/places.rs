//! Where a trust's machines stand, by what the rows of its asset list say. What is not beyond doubt
//! is left out: nothing is read out of free text, and no building or floor is guessed. Must not
//! write the estate.

use super::heads::Row;
use std::collections::{BTreeMap, BTreeSet};
use wardroom_core::scenario::{Floor, Stand};

/// Site, building and wing.
type Spot = (String, String, Option<String>);

/// What a row says of where its machines stand.
#[derive(Debug)]
enum Said {
    /// All of it.
    Whole(Spot, Floor),
    /// A floor that is none, as it stands there.
    NoFloor(String),
    /// Not all of it, or nothing.
    Part,
}

/// A row: the group that its machines belong to, how many they are, where they stand.
#[derive(Debug)]
struct Heard {
    group: String,
    count: u32,
    said: Said,
}

/// What the rows say, by segment.
#[derive(Debug, Default)]
pub(super) struct Places {
    rows: BTreeMap<String, Vec<Heard>>,
    /// By what it is of and its name without capitals and blanks: the first spelling of a name.
    spelt: BTreeMap<(String, String), String>,
    /// Whether a row says more than a site, which is the department's name to many.
    is_told: bool,
}

/// Where segments stand, groups that stand elsewhere than theirs, and why others are left out.
#[derive(Debug, Default)]
pub(super) struct Stands {
    pub(super) segments: BTreeMap<String, Stand>,
    pub(super) groups: BTreeMap<String, Stand>,
    pub(super) doubts: BTreeMap<String, String>,
}

impl Places {
    /// Takes in what a row says.
    pub(super) fn hear(&mut self, segment: &str, group: &str, count: u32, row: &Row<'_>) {
        let (building, floor) = (row.get("building"), row.get("floor"));
        self.is_told |= building.is_some() || floor.is_some();
        let said = match (row.get("site"), building, floor) {
            (Some(site), Some(building), Some(floor)) => match Floor::meant(floor) {
                Some(floor) => Said::Whole(self.spot(site, building, row.get("wing")), floor),
                None => Said::NoFloor(floor.to_owned()),
            },
            _ => Said::Part,
        };
        self.rows
            .entry(segment.to_owned())
            .or_default()
            .push(Heard {
                group: group.to_owned(),
                count,
                said,
            });
    }

    /// A spot, each name in the spelling that came first.
    fn spot(&mut self, site: &str, building: &str, wing: Option<&str>) -> Spot {
        let site = self.spelling(String::new(), site);
        let building = self.spelling(format!("{site}\n"), building);
        let wing = wing.map(|it| self.spelling(format!("{site}\n{building}\n"), it));
        (site, building, wing)
    }

    fn spelling(&mut self, of: String, name: &str) -> String {
        let folded: String = name.to_lowercase().split_whitespace().collect();
        let first = self.spelt.entry((of, folded));
        first.or_insert_with(|| name.to_owned()).clone()
    }

    /// What is beyond doubt of each segment: every row says site, building and floor, and the
    /// machines of one group are all in one place. Where its groups are in several, the segment
    /// stands where most of its machines do, and the other groups say their own.
    pub(super) fn stands(&self) -> Stands {
        let mut stands = Stands::default();
        if !self.is_told {
            return stands;
        }
        for (segment, rows) in &self.rows {
            match by_spot(rows) {
                Ok(spots) => {
                    // The first of several with as many.
                    let most = spots.iter().rev().max_by_key(|(_, it)| it.count);
                    let most = most.map(|(spot, _)| *spot);
                    for (spot, there) in &spots {
                        let stand = there.stand(spot);
                        if Some(*spot) == most {
                            stands.segments.insert(segment.clone(), stand);
                            continue;
                        }
                        for group in &there.groups {
                            stands.groups.insert((*group).to_owned(), stand.clone());
                        }
                    }
                }
                Err(doubt) => {
                    stands.doubts.insert(segment.clone(), doubt);
                }
            }
        }
        stands
    }
}

/// What stands in one spot.
#[derive(Default)]
struct There<'a> {
    count: u64,
    groups: BTreeSet<&'a str>,
    floors: BTreeSet<Floor>,
}

impl There<'_> {
    fn stand(&self, (site, building, wing): &Spot) -> Stand {
        Stand {
            site: site.clone(),
            building: building.clone(),
            wing: wing.clone(),
            floors: self.floors.iter().copied().collect(),
        }
    }
}

/// The spots of a segment's rows, or why there is doubt.
fn by_spot(rows: &[Heard]) -> Result<BTreeMap<&Spot, There<'_>>, String> {
    let mut spots: BTreeMap<&Spot, There<'_>> = BTreeMap::new();
    let mut spot_of: BTreeMap<&str, &Spot> = BTreeMap::new();
    for row in rows {
        match &row.said {
            Said::Part => return Err("a row lacks site, building or floor".to_owned()),
            Said::NoFloor(floor) => return Err(format!("“{floor}” is no floor")),
            Said::Whole(spot, floor) => {
                if *spot_of.entry(&row.group).or_insert(spot) != spot {
                    return Err("machines alike are in several places".to_owned());
                }
                let there = spots.entry(spot).or_default();
                there.count += u64::from(row.count);
                there.groups.insert(&row.group);
                there.floors.insert(*floor);
            }
        }
    }
    Ok(spots)
}
