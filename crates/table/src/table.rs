//! How large everything is and where it stands: from who stands where to buildings, floors and places
//! for single devices. It hangs on the scenario alone, so that nothing moves while an exercise runs.
//! Must not know what state anything is in.

use crate::deal;
use crate::iso::{Point, Solid, around, at, from_picture};
use crate::packing::{Body, Packed};
use crate::shapes::SLAB;
use crate::stands::{self, House};
use crate::street::{self, Forecourt, Needed};
use wardroom_core::scenario::{OrganisationId, Scenario};

/// From one floor to the next, beyond the floor's own depth: then no floor hides another.
pub const BETWEEN: f32 = 1.6;

/// Room around the devices of a floor.
const MARGIN: f32 = 1.0;

/// Room for people at the end of a floor away from its cable.
pub const APRON: f32 = 4.0;

/// Between the departments of a floor.
const APART: f32 = 1.5;

/// The strip beside the main block in which cables run.
const CORRIDOR: f32 = 6.0;

/// Ground before a building, where its site's name stands.
pub const FRONT: f32 = 2.6;

/// Half of a pad on which something outside stands.
const PAD: f32 = 4.5;

/// No bound to where a body may be.
const ANYWHERE: [f32; 2] = [f32::NEG_INFINITY; 2];

/// A site: what its plate says, and the ground around its buildings.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Whose it is.
    pub of: OrganisationId,
    /// As on its plate.
    pub name: String,
    /// Least x, least y, most x, most y of each stretch of ground.
    pub ground: Vec<[f32; 4]>,
}

/// Floors above each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Building {
    /// Index of its site.
    pub site: usize,
    /// Its name; none if nobody gave it one.
    pub name: Option<String>,
    /// Whether its cables come in where x is least, and people where it is most.
    pub mirrored: bool,
    /// The space it takes.
    pub body: Solid,
    /// Its floors, lowest first.
    pub floors: Vec<usize>,
}

impl Building {
    /// Where its cables come in, along x.
    pub fn cable_end(&self) -> f32 {
        if self.mirrored {
            self.body.min.x - 0.8
        } else {
            self.body.max.x + 0.8
        }
    }
}

/// What people walk and devices stand on.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// Index of its building.
    pub building: usize,
    /// Least x, least y, most x, most y.
    pub rect: [f32; 4],
    /// Height of its top.
    pub z: f32,
    /// As on a lift's button.
    pub named: String,
    /// Its departments.
    pub bays: Vec<usize>,
}

/// The hosts of a segment on one floor.
#[derive(Clone, Debug, PartialEq)]
pub struct Bay {
    /// Index of the segment.
    pub segment: usize,
    /// Index of the floor.
    pub floor: usize,
    /// Where on it, if that was said.
    pub wing: Option<String>,
    /// How many hosts stand here.
    pub hosts: u32,
    /// Rows of devices, from back to front.
    pub rows: u32,
    /// Least x, least y, most x, most y.
    pub rect: [f32; 4],
    /// Height of what they stand on.
    pub z: f32,
    /// Whether devices are counted from where x is least.
    pub mirrored: bool,
}

impl Bay {
    /// The place of its so-manieth device, counted from the cable's end.
    pub fn slot(&self, nth: u32) -> Point {
        let (column, row) = ((nth / self.rows) as f32, (nth % self.rows) as f32);
        let x = if self.mirrored {
            self.rect[0] + 0.5 + column
        } else {
            self.rect[2] - 0.5 - column
        };
        at(x, self.rect[1] + 0.5 + row, self.z)
    }
}

/// Where something outside stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pad {
    /// Index of the segment.
    pub segment: usize,
    /// The point on its top over which something stands.
    pub middle: Point,
    /// Half of its side.
    pub half: f32,
}

/// A cable on the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cable {
    /// The link that it stands for; none if it joins buildings of one segment.
    pub link: Option<usize>,
    /// The segments at its ends.
    pub ends: [usize; 2],
    /// From end to end.
    pub path: Vec<Point>,
}

/// Whose a segment is, and who sits there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// Whose it is; none if it lies outside.
    pub of: Option<OrganisationId>,
    /// The services whose people sit there.
    pub services: Vec<usize>,
}

/// The trust on the table.
#[derive(Clone, Debug)]
pub struct Table {
    /// In the order in which they were placed.
    pub sites: Vec<Site>,
    /// Buildings, from back to front.
    pub buildings: Vec<Building>,
    /// Building by building, from the lowest up.
    pub floors: Vec<Floor>,
    /// Departments on floors.
    pub bays: Vec<Bay>,
    /// What lies outside.
    pub pads: Vec<Pad>,
    /// Cables, link by link, and those that join a segment's own buildings.
    pub cables: Vec<Cable>,
    /// By segment: its bays.
    pub bays_of: Vec<Vec<usize>>,
    /// By segment: for each host in the order of drawing, which of its bays it stands in.
    pub dealt: Vec<Vec<u16>>,
    /// By segment: whose it is, and who sits there.
    pub held: Vec<Held>,
    /// Forecourts of emergency departments.
    pub forecourts: Vec<Forecourt>,
    /// Roads between sites, on the ground.
    pub roads: Vec<Vec<Point>>,
    /// The box of the picture in pitches: left, top, right, bottom.
    pub picture: [f32; 4],
}

impl Table {
    /// Of a scenario, without its cables.
    pub(crate) fn without_cables(scenario: &Scenario) -> Self {
        let mut houses = stands::houses(scenario);
        order(&mut houses);
        let mut table = Self {
            sites: Vec::new(),
            buildings: Vec::new(),
            floors: Vec::new(),
            bays: Vec::new(),
            pads: Vec::new(),
            cables: Vec::new(),
            bays_of: vec![Vec::new(); scenario.segments.len()],
            dealt: Vec::new(),
            held: scenario
                .segments
                .iter()
                .map(|it| Held {
                    of: it.of,
                    services: Vec::new(),
                })
                .collect(),
            forecourts: Vec::new(),
            roads: Vec::new(),
            picture: [0.0; 4],
        };
        let mut packed = Packed::default();
        let mut main: Vec<Option<Solid>> = vec![None; scenario.organisations.len()];
        for (at, service) in scenario.services.iter().enumerate() {
            if let Some(first) = service.segments.first() {
                table.held[first.at()].services.push(at);
            }
        }
        let mut needed = street::needed(scenario);
        for house in &houses {
            table.build(house, &mut packed, &mut main, &mut needed);
        }
        for forecourt in &mut table.forecourts {
            forecourt.pathways = street::pathways(scenario, forecourt.of);
        }
        // Of each site its first building, the main one.
        let of_site = |site: usize| table.buildings.iter().find(|it| it.site == site);
        let firsts = (0..table.sites.len()).filter_map(of_site);
        let middles: Vec<[f32; 2]> = firsts.map(|it| middle(it.body)).collect();
        table.roads = street::roads(&middles);
        table.outside(scenario, &mut packed, &main);
        for bays in &table.bays_of {
            let room: Vec<u32> = bays.iter().map(|at| table.bays[*at].hosts).collect();
            table.dealt.push(deal::order(&room));
        }
        table.picture = table.extent();
        table
    }

    /// The box of the picture in which one organisation's buildings are; the whole, with none.
    pub fn picture_of(&self, of: Option<OrganisationId>) -> [f32; 4] {
        let Some(of) = of else {
            return self.picture;
        };
        let theirs = self.buildings.iter();
        theirs
            .filter(|it| self.sites[it.site].of == of)
            .map(|it| it.body.on_picture())
            .reduce(around)
            .unwrap_or(self.picture)
    }

    /// The segment at a place of the picture, in pitches: the highest floor there, or a pad.
    pub fn under(&self, place: [f32; 2]) -> Option<usize> {
        let inside = |rect: [f32; 4], z: f32| {
            let point = from_picture(place, z);
            (rect[0]..=rect[2]).contains(&point.x) && (rect[1]..=rect[3]).contains(&point.y)
        };
        let highest = self.bay_under(place);
        let pad = || {
            self.pads.iter().find(|pad| {
                let (x, y, half) = (pad.middle.x, pad.middle.y, pad.half);
                inside([x - half, y - half, x + half, y + half], pad.middle.z)
            })
        };
        highest
            .map(|bay| bay.segment)
            .or_else(|| pad().map(|pad| pad.segment))
    }

    /// The highest bay at a place of the picture, in pitches.
    pub(crate) fn bay_under(&self, place: [f32; 2]) -> Option<&Bay> {
        let bays = self.bays.iter().filter(|bay| {
            let point = from_picture(place, bay.z);
            let [x0, y0, x1, y1] = bay.rect;
            (x0..=x1).contains(&point.x) && (y0..=y1).contains(&point.y)
        });
        bays.max_by(|a, b| a.z.total_cmp(&b.z))
    }

    /// Puts a building on the table.
    fn build(
        &mut self,
        house: &House,
        packed: &mut Packed,
        main: &mut [Option<Solid>],
        needed: &mut [Option<Needed>],
    ) {
        let plan = Plan::of(house);
        let of = house.of.at();
        let of_site = self
            .sites
            .iter()
            .position(|site| site.of == house.of && site.name == house.site);
        let door = needed[of].and_then(|it| Some((it, lowest(house, it.segment)?)));
        let spine = main[of].map(|main| main.max.x);
        let forecourt = |body: Solid| {
            let (needed, level) = door?;
            let z = SLAB + level as f32 * plan.rise();
            let mirrored = spine.is_some_and(|spine| body.min.x >= spine);
            Some(Forecourt::of(house.of, needed, body, z, mirrored))
        };
        let with = |body: Solid| forecourt(body).map_or_else(Vec::new, |it| it.solids());
        let body = match (main[of], of_site) {
            (None, _) => {
                let first = main.iter().flatten().next().copied();
                let anchor = first.map_or([0.0, 0.0], middle);
                let body = packed.place_with(plan.body(anchor, 14.0, ANYWHERE), with);
                main[of] = Some(body);
                packed.keep_free(corridor(body));
                body
            }
            // Another site lies in front of the main one.
            (Some(main), None) => {
                let least = [f32::NEG_INFINITY, main.max.y + 3.0];
                packed.place_with(plan.body(middle(main), 4.0, least), with)
            }
            // Beyond the corridor; to the left of the main block are its people and its signs.
            (Some(main), Some(site)) => {
                let first = self.buildings.iter().find(|it| it.site == site);
                let first = first.map_or(main, |it| it.body);
                let least = [first.max.x + CORRIDOR, f32::NEG_INFINITY];
                packed.place_with(plan.body(middle(first), 2.6, least), with)
            }
        };
        if let Some(forecourt) = forecourt(body) {
            self.forecourts.push(forecourt);
            needed[of] = None;
        }
        let site = of_site.unwrap_or_else(|| {
            self.sites.push(Site {
                of: house.of,
                name: house.site.clone(),
                ground: Vec::new(),
            });
            self.sites.len() - 1
        });
        let (min, max) = (body.min, body.max);
        self.sites[site]
            .ground
            .push([min.x - 1.3, min.y - 1.3, max.x + 1.3, max.y + FRONT]);
        let spine = main[of].map_or(0.0, |main| main.max.x);
        let mirrored = min.x >= spine;
        self.floors_of(house, &plan, body, site, mirrored);
    }

    fn floors_of(&mut self, house: &House, plan: &Plan, body: Solid, site: usize, mirrored: bool) {
        let building = self.buildings.len();
        let mut floors = Vec::new();
        for (level, named) in house.floors().into_iter().enumerate() {
            let z = SLAB + level as f32 * plan.rise();
            let floor = self.floors.len();
            let mut bays = Vec::new();
            // From the cable's end inwards.
            let mut done = MARGIN;
            for (segment, hosts, wing) in on_floor(house, level) {
                let long = hosts.div_ceil(plan.rows) as f32;
                let (from, to) = if mirrored {
                    (body.min.x + done, body.min.x + done + long)
                } else {
                    (body.max.x - done - long, body.max.x - done)
                };
                self.bays_of[segment].push(self.bays.len());
                bays.push(self.bays.len());
                self.bays.push(Bay {
                    segment,
                    floor,
                    wing,
                    hosts,
                    rows: plan.rows,
                    rect: [from, body.min.y + MARGIN, to, body.max.y - MARGIN],
                    z,
                    mirrored,
                });
                done += long + APART;
            }
            self.floors.push(Floor {
                building,
                rect: [body.min.x, body.min.y, body.max.x, body.max.y],
                z,
                named: named.to_string(),
                bays,
            });
            floors.push(floor);
        }
        self.buildings.push(Building {
            site,
            name: house.name.clone(),
            mirrored,
            body,
            floors,
        });
    }

    /// Puts what lies outside on pads at the back, near the corridor of whom it is linked to.
    fn outside(&mut self, scenario: &Scenario, packed: &mut Packed, main: &[Option<Solid>]) {
        for (at_, segment) in scenario.segments.iter().enumerate() {
            if !segment.outside {
                continue;
            }
            let whose = segment.links.iter().find_map(|id| {
                let link = &scenario.links[id.at()];
                let ends = [link.from, link.to];
                ends.iter().find_map(|end| scenario.segments[end.at()].of)
            });
            let anchor = whose
                .and_then(|of| main[of.at()])
                .or_else(|| main.iter().flatten().next().copied())
                .map_or([0.0, 0.0], |body| {
                    [body.max.x + CORRIDOR, body.min.y - 12.0]
                });
            let body = packed.place(Body {
                size: [2.0 * PAD, 2.0 * PAD, 9.0],
                anchor,
                reach: 60.0,
                least: ANYWHERE,
                lean: 0.1,
                gap: 2.0,
            });
            let [x, y] = middle(body);
            self.pads.push(Pad {
                segment: at_,
                middle: at(x, y, SLAB),
                half: PAD,
            });
        }
    }

    /// The box of the picture around what stands on it, in pitches.
    pub(crate) fn extent(&self) -> [f32; 4] {
        let grounds = self.sites.iter().flat_map(|site| &site.ground);
        let flat = grounds.map(|it| Solid {
            min: at(it[0], it[1], -1.0),
            max: at(it[2], it[3], 0.0),
        });
        let pads = self.pads.iter().map(|pad| Solid {
            min: at(pad.middle.x - pad.half, pad.middle.y - pad.half, 0.0),
            max: at(pad.middle.x + pad.half, pad.middle.y + pad.half, 9.0),
        });
        // Of a building that was taken off nothing is left but its place in the list.
        let there = self.buildings.iter().filter(|it| !it.floors.is_empty());
        there
            .map(|it| it.body)
            .chain(flat)
            .chain(pads)
            .chain(self.forecourts.iter().flat_map(Forecourt::solids))
            .map(|solid| solid.on_picture())
            .reduce(around)
            .unwrap_or([0.0; 4])
    }
}

/// The strip along the main block's cable end.
fn corridor(main: Solid) -> Solid {
    let deep = main.max.y - main.min.y;
    Solid {
        min: at(main.max.x + 0.5, main.min.y - deep, 0.0),
        max: at(main.max.x + CORRIDOR, main.max.y + 2.0 * deep, 0.1),
    }
}

fn middle(body: Solid) -> [f32; 2] {
    [
        f32::midpoint(body.min.x, body.max.x),
        f32::midpoint(body.min.y, body.max.y),
    ]
}

/// Of each organisation the main block first, then its site's other buildings, the tallest first, then
/// its other sites.
fn order(houses: &mut [House]) {
    let mut sites: Vec<(OrganisationId, String, u32)> = Vec::new();
    for house in houses.iter() {
        match sites
            .iter_mut()
            .find(|(of, site, _)| *of == house.of && *site == house.site)
        {
            Some((_, _, hosts)) => *hosts += house.hosts(),
            None => sites.push((house.of, house.site.clone(), house.hosts())),
        }
    }
    let size = |house: &House| {
        let found = sites
            .iter()
            .find(|(of, site, _)| *of == house.of && *site == house.site);
        found.map_or(0, |(_, _, hosts)| *hosts)
    };
    houses.sort_by_key(|house| {
        (
            house.of,
            std::cmp::Reverse(size(house)),
            house.site.clone(),
            std::cmp::Reverse((house.floors().len(), house.hosts())),
        )
    });
}

/// How large a building is.
#[derive(Clone, Copy, Debug)]
struct Plan {
    /// Rows of devices on each of its floors.
    rows: u32,
    long: f32,
    deep: f32,
    floors: usize,
}

impl Plan {
    fn of(house: &House) -> Self {
        let floors = house.floors();
        let on = |rows: u32, level: usize| {
            let bays = on_floor(house, level);
            let hosts: f32 = bays.iter().map(|(_, it, _)| it.div_ceil(rows) as f32).sum();
            hosts + APART * bays.len().saturating_sub(1) as f32
        };
        let most: u32 = (0..floors.len())
            .map(|level| on_floor(house, level).iter().map(|(_, it, _)| it).sum())
            .max()
            .unwrap_or(0);
        // The more floors, the longer and shallower each: their depths add up to the building's height.
        let shape = if floors.len() > 1 {
            (0.8 * floors.len() as f32).clamp(2.4, 8.0)
        } else {
            1.6
        };
        let rows = ((most as f32 / shape).sqrt().round() as u32).clamp(3, 40);
        let long = (0..floors.len())
            .map(|level| on(rows, level))
            .fold(1.0, f32::max);
        Self {
            rows,
            long: long + 2.0 * MARGIN + APRON,
            deep: rows as f32 + 2.0 * MARGIN,
            floors: floors.len(),
        }
    }

    fn rise(&self) -> f32 {
        self.deep + BETWEEN
    }

    fn body(&self, anchor: [f32; 2], gap: f32, least: [f32; 2]) -> Body {
        Body {
            size: [
                self.long,
                self.deep,
                SLAB + (self.floors - 1) as f32 * self.rise() + 1.5,
            ],
            anchor,
            reach: 60.0 + self.long,
            least,
            lean: 0.0,
            gap,
        }
    }
}

/// The lowest floor of a building on which a segment stands, counted from its foot.
fn lowest(house: &House, segment: usize) -> Option<usize> {
    let floors = house.floors();
    (0..floors.len()).find(|level| {
        on_floor(house, *level)
            .iter()
            .any(|(at, ..)| *at == segment)
    })
}

/// The departments on a floor of a building, by wing: segment, hosts and wing. A part on several floors is
/// dealt evenly, the lowest having what is left over.
fn on_floor(house: &House, level: usize) -> Vec<(usize, u32, Option<String>)> {
    let floor = house.floors()[level];
    let mut parts: Vec<(Option<&String>, usize, u32)> = Vec::new();
    for part in &house.parts {
        let Some(nth) = part.floors.iter().position(|it| *it == floor) else {
            continue;
        };
        let (floors, nth) = (part.floors.len() as u32, nth as u32);
        let hosts = part.hosts / floors + u32::from(nth < part.hosts % floors);
        if hosts > 0 {
            parts.push((part.wing.as_ref(), part.segment, hosts));
        }
    }
    parts.sort_by_key(|(wing, _, _)| *wing);
    parts
        .into_iter()
        .map(|(wing, segment, hosts)| (segment, hosts, wing.cloned()))
        .collect()
}
