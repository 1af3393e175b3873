//! Where a nation stands on the table: regions as plates, north at the back, each with its trusts and
//! practices, around the mast of the network that they share. It hangs on the nation alone, so that
//! nothing moves while its week passes. Must not know how anybody fares.
//!
//! Regions are taken in the order of the file of parameters, which begins in the north-west: they fill a
//! square of plates strip by strip from the back, each strip from left to right. On a plate trusts stand
//! kind by kind, the larger first, in rows; practices stand before them, where no building hides them.

use crate::iso::{Point, Solid, around, at, from_picture};
use wardroom_core::ensemble::hindcast::{England, Nation};

/// Practices that one house stands for, where each by itself would be smaller than can be read.
pub const IN_A_HOUSE: u32 = 10;

/// Height of a trust's building, and of its wards where it has an emergency department.
pub const LOW: f32 = 1.1;
/// See [`LOW`].
pub const HIGH: f32 = 2.6;

/// Devices of a trust whose building is [`SIDE`] long: its ground grows as they do.
const MEAN_DEVICES: f64 = 7_000.0;
const SIDE: f32 = 4.2;
const SIDES: std::ops::RangeInclusive<f32> = 2.6..=6.6;

/// Between two buildings: what stands on one is then hidden by no other.
const BETWEEN: f32 = 1.6;

/// From one house to the next.
const HOUSES: f32 = 2.3;

/// Half of the ground of a house.
pub const HOUSE: f32 = 0.85;

/// Between trusts and practices, and at the edge of a plate.
const MARGIN: f32 = 1.6;

/// Between plates, where cables run.
const CORRIDOR: f32 = 11.0;

/// Half of the pad of the mast, and its height.
pub const PAD: f32 = 3.4;
const MAST: f32 = 9.0;

/// Between two cables that run beside each other.
const LANE: f32 = 0.8;

/// A trust's building.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrustPlot {
    /// On which plate it stands.
    pub region: usize,
    /// Least x, least y, most x, most y.
    pub rect: [f32; 4],
    /// Whether it has an emergency department, and so wards above its ground floor.
    pub wards: bool,
}

impl TrustPlot {
    /// The space that it takes.
    pub fn body(&self) -> Solid {
        let [x0, y0, x1, y1] = self.rect;
        Solid {
            min: at(x0, y0, 0.0),
            max: at(x1, y1, if self.wards { HIGH } else { LOW }),
        }
    }

    /// Half of the ground of what stands on its roof, and the middle of that.
    pub fn roof(&self) -> (f32, Point) {
        let [x0, y0, x1, y1] = self.rect;
        let side = x1 - x0;
        let along = if self.wards { 0.68 } else { 0.5 };
        let half = (side * 0.26).max(0.7);
        (half, at(f32::midpoint(x0, x1), y0 + (y1 - y0) * along, LOW))
    }
}

/// A house that stands for practices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct House {
    /// The middle of its ground.
    pub middle: Point,
    /// How many it stands for.
    pub practices: u32,
}

/// A region's plate.
#[derive(Clone, Debug, PartialEq)]
pub struct Plate {
    /// Least x, least y, most x, most y.
    pub rect: [f32; 4],
    /// Its trusts, from back to front.
    pub trusts: Vec<usize>,
    /// Its practices, from front to back.
    pub houses: Vec<House>,
    /// How many those are.
    pub practices: u32,
    /// Its cable, from the mast.
    pub cable: Vec<Point>,
}

/// A nation on the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// By region.
    pub plates: Vec<Plate>,
    /// By trust.
    pub trusts: Vec<TrustPlot>,
    /// The foot of the mast.
    pub mast: Point,
    /// The box of the picture in pitches: left, top, right, bottom.
    pub picture: [f32; 4],
}

impl Country {
    /// Of a nation that was drawn from England's parameters.
    pub fn of(england: &England, nation: &Nation) -> Self {
        let mut trusts: Vec<TrustPlot> = nation
            .trusts
            .iter()
            .map(|trust| TrustPlot {
                region: trust.region,
                rect: [0.0, 0.0, side(trust.devices), side(trust.devices)],
                wards: england.kinds[trust.kind].emergency_department,
            })
            .collect();
        let practices = england.practices_of();
        let mut plates: Vec<Plate> = (0..england.regions.len())
            .map(|region| {
                let mut here: Vec<usize> = (0..trusts.len())
                    .filter(|it| nation.trusts[*it].region == region)
                    .collect();
                here.sort_by(|a, b| {
                    let (a, b) = (&nation.trusts[*a], &nation.trusts[*b]);
                    let size = b.devices.total_cmp(&a.devices);
                    a.kind.cmp(&b.kind).then(size)
                });
                Plate::of(here, &mut trusts, practices[region])
            })
            .collect();
        let mast = spread(&mut plates, &mut trusts);
        let mut country = Self {
            plates,
            trusts,
            mast,
            picture: [0.0; 4],
        };
        country.picture = country.extent();
        country
    }

    /// The trust at a place of the picture, in pitches.
    pub fn trust_under(&self, place: [f32; 2]) -> Option<usize> {
        let inside = |[x0, y0, x1, y1]: [f32; 4], z: f32| {
            let point = from_picture(place, z);
            (x0..=x1).contains(&point.x) && (y0..=y1).contains(&point.y)
        };
        // Its roof is nearest to whoever looks.
        let on = |z: f32| self.trusts.iter().position(|it| inside(it.rect, z));
        on(LOW).or_else(|| on(0.0))
    }

    fn extent(&self) -> [f32; 4] {
        let plates = self.plates.iter().map(|plate| {
            let [x0, y0, x1, y1] = plate.rect;
            Solid {
                min: at(x0, y0, -0.9),
                max: at(x1, y1, 0.0),
            }
        });
        let mast = Solid {
            min: at(self.mast.x - PAD, self.mast.y - PAD, 0.0),
            max: at(self.mast.x + PAD, self.mast.y + PAD, MAST),
        };
        let bodies = self.trusts.iter().map(TrustPlot::body);
        plates
            .chain(bodies)
            .chain([mast])
            .map(|solid| solid.on_picture())
            .reduce(around)
            .unwrap_or([0.0; 4])
    }
}

/// How long a trust's building is.
fn side(devices: f64) -> f32 {
    let side = SIDE * (devices / MEAN_DEVICES).max(0.0).sqrt() as f32;
    side.clamp(*SIDES.start(), *SIDES.end())
}

impl Plate {
    /// With its lowest corner at the origin.
    fn of(here: Vec<usize>, trusts: &mut [TrustPlot], practices: u32) -> Self {
        let houses = practices.div_ceil(IN_A_HOUSE);
        let sides = here.iter().map(|it| trusts[*it].rect[2] + BETWEEN);
        let area = sides.map(|it| it * it).sum::<f32>() + houses as f32 * HOUSES * HOUSES;
        let wide = area.sqrt().max(*SIDES.end()) * 1.02;
        let deep = rows(&here, trusts, wide);
        let begin = deep + if here.is_empty() { 0.0 } else { MARGIN };
        let columns = ((wide / HOUSES) as u32).max(1);
        let lines = houses.div_ceil(columns);
        let houses = (0..houses).map(|nth| {
            // The first stand at the front: nothing hides them.
            let (column, line) = (nth % columns, lines - 1 - nth / columns);
            let along = |steps: u32| (steps as f32 + 0.5) * HOUSES;
            House {
                middle: at(MARGIN + along(column), MARGIN + begin + along(line), 0.0),
                practices: (practices - nth * IN_A_HOUSE).min(IN_A_HOUSE),
            }
        });
        let front = begin + lines as f32 * HOUSES;
        Self {
            rect: [0.0, 0.0, wide + 2.0 * MARGIN, front + 2.0 * MARGIN],
            trusts: here,
            houses: houses.collect(),
            practices,
            cable: Vec::new(),
        }
    }

    /// Moves it with all that stands on it.
    fn shift(&mut self, trusts: &mut [TrustPlot], x: f32, y: f32) {
        let by = |rect: &mut [f32; 4]| {
            *rect = [rect[0] + x, rect[1] + y, rect[2] + x, rect[3] + y];
        };
        by(&mut self.rect);
        for trust in &self.trusts {
            by(&mut trusts[*trust].rect);
        }
        for house in &mut self.houses {
            house.middle.x += x;
            house.middle.y += y;
        }
    }
}

/// Puts trusts into rows of at most a width, from back to front; returns how deep they are.
fn rows(here: &[usize], trusts: &mut [TrustPlot], wide: f32) -> f32 {
    let (mut x, mut y, mut row) = (0.0_f32, 0.0_f32, 0.0_f32);
    for trust in here {
        let side = trusts[*trust].rect[2];
        if x > 0.0 && x + side > wide {
            (x, y, row) = (0.0, y + row + BETWEEN, 0.0);
        }
        trusts[*trust].rect = [MARGIN + x, MARGIN + y, MARGIN + x + side, MARGIN + y + side];
        x += side + BETWEEN;
        row = row.max(side);
    }
    y + row
}

/// Spreads plates over the table, and lays their cables; returns where the mast stands.
fn spread(plates: &mut [Plate], trusts: &mut [TrustPlot]) -> Point {
    let side = (1..).find(|it| it * it >= plates.len()).unwrap_or(1);
    // Strip by strip from the back: in each, those with the most y stand to the left.
    let strips = (0..2 * side).flat_map(|strip| {
        let last = strip.min(side.saturating_sub(1));
        (0..=last).rev().filter_map(move |row| {
            let column = strip - row;
            (column < side).then_some([column, row])
        })
    });
    let cells: Vec<[usize; 2]> = strips.take(plates.len()).collect();
    let mut sizes = [vec![0.0_f32; side], vec![0.0_f32; side]];
    for (plate, cell) in plates.iter().zip(&cells) {
        for axis in 0..2 {
            let size = &mut sizes[axis][cell[axis]];
            *size = size.max(plate.rect[axis + 2]);
        }
    }
    // Where columns and rows begin, and the middles of the corridors before each.
    let begins = sizes.clone().map(|sizes| {
        let mut so_far = 0.0;
        let each = sizes.iter().map(|size| {
            let begin = so_far;
            so_far += size + CORRIDOR;
            begin
        });
        each.collect::<Vec<f32>>()
    });
    let middle = side / 2;
    let corridor = |axis: usize, nth: usize| begins[axis][nth] - CORRIDOR / 2.0;
    let mast = at(corridor(0, middle), corridor(1, middle), 0.0);
    for (lane, (plate, cell)) in plates.iter_mut().zip(&cells).enumerate() {
        // Towards the middle, so that what is smaller than others leaves its room at the edge.
        let place = |axis: usize| {
            let room = sizes[axis][cell[axis]] - plate.rect[axis + 2];
            begins[axis][cell[axis]] + if cell[axis] < middle { room } else { 0.0 }
        };
        let (x, y) = (place(0), place(1));
        plate.shift(trusts, x, y);
        // Along corridors to the edge that faces the mast.
        let behind = cell[1] < middle;
        let row = corridor(1, if behind { cell[1] + 1 } else { cell[1] });
        let edge = plate.rect[if behind { 3 } else { 1 }];
        let x = f32::midpoint(plate.rect[0], plate.rect[2]);
        let aside = (lane % 5) as f32 * LANE / 5.0 * 2.0 - LANE;
        let lane = row + aside + if behind { -LANE } else { LANE };
        plate.cable = vec![
            at(mast.x, mast.y, 0.0),
            at(mast.x, lane, 0.0),
            at(x, lane, 0.0),
            at(x, edge, 0.0),
        ];
    }
    mast
}
