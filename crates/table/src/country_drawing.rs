//! A nation on the table as faces, in the order in which they are drawn: what is as usual lies flat, what
//! is wrong stands up. Must not decide what is seen.

use crate::country::{Country, HIGH, HOUSE, LOW, PAD, Plate, TrustPlot};
use crate::country_seen::{SeenCountry, SeenRegion, TrustState};
use crate::iso::{Point, at};
use crate::layer::{Layer, Paint, Side};
use crate::shapes::{self, SLAB};

/// The share of a building's depth on which its wards stand.
const WARDS: f32 = 0.4;

/// Practices of a house that are shown singly stand in so many columns, so far apart.
const COLUMNS: usize = 4;
const STEP: f32 = 0.52;

/// The ground of all regions.
pub fn country_plates(country: &Country) -> Layer {
    let mut layer = Layer::default();
    for plate in &country.plates {
        shapes::block(&mut layer, plate.rect, -1.1, -0.02, Paint::Site);
    }
    layer
}

/// The mast of the network that all share.
pub fn country_mast(country: &Country) -> Layer {
    let mut layer = Layer::default();
    let Point { x, y, .. } = country.mast;
    let rect = [x - PAD, y - PAD, x + PAD, y + PAD];
    shapes::block(&mut layer, rect, 0.0, SLAB, Paint::Floor);
    shapes::edge(&mut layer, rect, SLAB);
    shapes::mast(&mut layer, at(x, y, SLAB));
    layer
}

/// Cables from the mast to each region, lit while the worm scans from there.
pub fn country_cables(country: &Country, seen: &SeenCountry) -> Layer {
    let mut layer = Layer::default();
    for (plate, seen) in country.plates.iter().zip(&seen.regions) {
        let (paint, width) = if seen.scans {
            (Paint::Hot, 0.6)
        } else {
            (Paint::Cable, 0.4)
        };
        for ends in plate.cable.windows(2) {
            layer.line(ends[0], ends[1], width, paint);
        }
    }
    layer
}

/// All that stands on a region's plate. Practices stand ten to a house, or each by itself.
pub fn region(country: &Country, nth: usize, seen: &SeenRegion, singly: bool) -> Layer {
    let mut layer = Layer::default();
    let plate = &country.plates[nth];
    for (at, state) in plate.trusts.iter().zip(&seen.trusts) {
        trust(&mut layer, &country.trusts[*at], *state);
    }
    let dealt = seen.dealt(plate);
    // From back to front, as they are drawn.
    for (house, [infected, rebuilt, usual]) in plate.houses.iter().zip(&dealt).rev() {
        if singly {
            let states = [
                (TrustState::Infected, *infected),
                (TrustState::Back, *rebuilt),
                (TrustState::Usual, *usual),
            ];
            let each = states
                .iter()
                .flat_map(|(state, count)| std::iter::repeat_n(*state, *count as usize));
            single(&mut layer, house.middle, &each.collect::<Vec<_>>());
            continue;
        }
        // Ten in one: as the worst of them.
        let state = match (*infected, *rebuilt) {
            (1.., _) => TrustState::Infected,
            (0, 1..) => TrustState::Back,
            (0, 0) => TrustState::Usual,
        };
        practice(&mut layer, house.middle, HOUSE, state);
    }
    layer
}

/// The outline of what is at the pointer, from above.
pub fn outline_of(plot: &TrustPlot) -> [Point; 4] {
    let [x0, y0, x1, y1] = plot.rect;
    [
        at(x0, y0, 0.0),
        at(x1, y0, 0.0),
        at(x1, y1, 0.0),
        at(x0, y1, 0.0),
    ]
}

/// Corners of a plate's top.
pub fn corners_of(plate: &Plate) -> [Point; 4] {
    let [x0, y0, x1, y1] = plate.rect;
    [
        at(x0, y0, 0.0),
        at(x1, y0, 0.0),
        at(x1, y1, 0.0),
        at(x0, y1, 0.0),
    ]
}

fn trust(layer: &mut Layer, plot: &TrustPlot, state: TrustState) {
    let [x0, y0, x1, y1] = plot.rect;
    if state == TrustState::Infected {
        shapes::block(layer, plot.rect, 0.0, HIGH, Paint::Locked);
        return;
    }
    shapes::block(layer, plot.rect, 0.0, LOW, Paint::Floor);
    shapes::edge(layer, plot.rect, LOW);
    if plot.wards {
        let rect = [x0, y0, x1, y0 + (y1 - y0) * WARDS];
        shapes::block(layer, rect, LOW, HIGH, Paint::Floor);
        shapes::edge(layer, rect, HIGH);
    }
    let (half, middle) = plot.roof();
    match state {
        TrustState::Usual | TrustState::Infected => {}
        TrustState::Silent => shapes::pyramid(layer, middle, half, half * 2.0, Paint::Silent),
        TrustState::CutOff => {
            let rect = [x0 - 0.3, y0 - 0.3, x1 + 0.3, y1 + 0.3];
            shapes::vault(layer, rect, 0.0, HIGH + 0.2);
        }
        TrustState::Back => {
            let middle = at(middle.x, middle.y, middle.z + half * 0.6);
            shapes::ball(layer, middle, half);
        }
    }
}

/// A house, or a single practice, on ground of half a side.
fn practice(layer: &mut Layer, middle: Point, half: f32, state: TrustState) {
    match state {
        TrustState::Infected => shapes::cube(layer, middle, half, half * 1.8, Paint::Locked),
        TrustState::Back => {
            let middle = at(middle.x, middle.y, half * 0.7);
            shapes::ball(layer, middle, half);
        }
        TrustState::Usual | TrustState::Silent | TrustState::CutOff => {
            shapes::cube(layer, middle, half * 0.8, half * 0.45, Paint::House);
            let eaves = at(middle.x, middle.y, half * 0.45);
            shapes::pyramid(layer, eaves, half, half * 0.75, |side| match side {
                Side::Left => Paint::House(Side::Top),
                other => Paint::House(other),
            });
        }
    }
}

fn single(layer: &mut Layer, middle: Point, states: &[TrustState]) {
    let lines = states.len().div_ceil(COLUMNS);
    let along = |nth: usize, of: usize| (nth as f32 - (of as f32 - 1.0) / 2.0) * STEP;
    for (nth, state) in states.iter().enumerate().rev() {
        // The first at the front.
        let (column, line) = (nth % COLUMNS, lines - 1 - nth / COLUMNS);
        let place = at(
            middle.x + along(column, COLUMNS),
            middle.y + along(line, lines),
            0.0,
        );
        practice(layer, place, STEP * 0.4, *state);
    }
}
