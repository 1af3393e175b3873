//! The table and what is seen on it, as faces in the order in which they are drawn. Must not decide what is seen.

use crate::cables::{houses_of, socket};
use crate::iso::{Point, at};
use crate::layer::{Layer, Paint, Side};
use crate::seen::Seen;
use crate::shapes::{self, ORDER};
use crate::table::{APRON, Bay, Cable, SLAB, Table};
use wardroom_core::exercise::Host;
use wardroom_core::scenario::{Scenario, Traffic};

/// The ground of all sites.
pub fn plates(table: &Table) -> Layer {
    let mut layer = Layer::default();
    for site in &table.sites {
        for rect in &site.ground {
            shapes::block(&mut layer, *rect, -0.9, -0.1, Paint::Site);
        }
        // Plates of one site that touch are one: their tops lie over each other's sides.
        for [x0, y0, x1, y1] in &site.ground {
            let corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
            layer.face(
                &corners.map(|[x, y]| at(*x, *y, -0.1)),
                Paint::Site(Side::Top),
            );
        }
    }
    layer
}

/// Buildings with their floors, and the pads of what lies outside.
pub fn buildings(scenario: &Scenario, table: &Table) -> Layer {
    let mut layer = Layer::default();
    for pad in &table.pads {
        let (middle, half) = (pad.middle, pad.half);
        let (x, y) = (middle.x, middle.y);
        let rect = [x - half, y - half, x + half, y + half];
        shapes::block(&mut layer, rect, 0.0, SLAB, Paint::Floor);
        edge(&mut layer, rect, SLAB);
        if is_cloud(scenario, pad.segment) {
            shapes::cloud(&mut layer, middle);
        } else {
            shapes::mast(&mut layer, middle);
        }
    }
    for building in &table.buildings {
        for floor in &building.floors {
            slab(&mut layer, table, *floor);
        }
    }
    layer
}

/// Whether nothing outside that is reached by file sharing stands on a pad: the internet, what is hosted.
fn is_cloud(scenario: &Scenario, segment: usize) -> bool {
    let links = scenario.segments[segment].links.iter();
    let smb = Traffic::Smb as usize;
    !links
        .map(|id| &scenario.links[id.at()])
        .any(|link| link.carries[smb])
}

fn slab(layer: &mut Layer, table: &Table, floor: usize) {
    let floor = &table.floors[floor];
    let [x0, y0, x1, y1] = floor.rect;
    let z = floor.z;
    let wall = z + 1.4;
    layer.face(
        &[
            at(x0, y1, z),
            at(x0, y0, z),
            at(x0, y0, wall),
            at(x0, y1, wall),
        ],
        Paint::Wall(Side::Left),
    );
    layer.face(
        &[
            at(x0, y0, z),
            at(x1, y0, z),
            at(x1, y0, wall),
            at(x0, y0, wall),
        ],
        Paint::Wall(Side::Right),
    );
    shapes::block(layer, floor.rect, z - SLAB, z, Paint::Floor);
    edge(layer, floor.rect, z);
    // The end at which people stand is set off.
    let mirrored = table.buildings[floor.building].mirrored;
    let x = if mirrored { x1 - APRON } else { x0 + APRON };
    layer.line(at(x, y0 + 0.6, z), at(x, y1 - 0.6, z), 0.1, Paint::Edge);
}

fn edge(layer: &mut Layer, [x0, y0, x1, y1]: [f32; 4], z: f32) {
    let corners = [at(x0, y0, z), at(x1, y0, z), at(x1, y1, z), at(x0, y1, z)];
    for (nth, corner) in corners.iter().enumerate() {
        layer.line(*corner, corners[(nth + 1) % 4], 0.14, Paint::Edge);
    }
}

/// The devices of a segment, or the veil under which they are.
pub fn devices(table: &Table, seen: &Seen, segment: usize) -> Layer {
    let mut layer = Layer::default();
    let bays = &table.bays_of[segment];
    let Some(hosts) = seen.segments[segment].hosts else {
        for bay in bays {
            veil(&mut layer, &table.bays[*bay]);
        }
        return layer;
    };
    let mut standing: Vec<Vec<Host>> = bays.iter().map(|_| Vec::new()).collect();
    let each = ORDER
        .iter()
        .flat_map(|host| std::iter::repeat_n(*host, hosts[*host as usize] as usize));
    for (host, bay) in each.zip(&table.dealt[segment]) {
        standing[usize::from(*bay)].push(host);
    }
    for (bay, standing) in bays.iter().zip(&standing) {
        let bay = &table.bays[*bay];
        // From back to front, so that what stands hides what is behind it.
        let rows = bay.rows;
        let columns = (standing.len() as u32).div_ceil(rows);
        for row in 0..rows {
            for step in 0..columns {
                let column = if bay.mirrored {
                    step
                } else {
                    columns - 1 - step
                };
                let nth = column * rows + row;
                if let Some(host) = standing.get(nth as usize) {
                    shapes::device(&mut layer, *host, bay.slot(nth));
                }
            }
        }
    }
    layer
}

fn veil(layer: &mut Layer, bay: &Bay) {
    let high = bay.z + 0.9;
    shapes::block(layer, bay.rect, bay.z, high, Paint::Veil);
    let [x0, y0, x1, y1] = bay.rect;
    let deep = y1 - y0;
    let mut x = x0 - deep + 1.5;
    while x < x1 {
        let (from, to) = (x.max(x0), (x + deep).min(x1));
        if to > from {
            layer.line(
                at(from, y0 + (from - x), high),
                at(to, y0 + (to - x), high),
                0.08,
                Paint::Hatch,
            );
        }
        x += 1.5;
    }
}

/// Cables, as they are: lit while the worm can run over them, cut, or with file sharing closed.
pub fn cables(scenario: &Scenario, table: &Table, seen: &Seen) -> Layer {
    let mut layer = Layer::default();
    for cable in &table.cables {
        let hot = is_hot(scenario, seen, cable);
        let cut = cable.link.is_some_and(|link| seen.links[link].0.is_some());
        let paint = if hot { Paint::Hot } else { Paint::Cable };
        let width = if hot { 0.42 } else { 0.3 };
        let last = cable.path.len().saturating_sub(2);
        for (nth, ends) in cable.path.windows(2).enumerate() {
            let [from, to] = [ends[0], ends[1]];
            if cut && nth == last {
                plug(&mut layer, from, to);
            } else {
                layer.line(from, to, width, paint);
            }
        }
    }
    for (segment, bays) in table.bays_of.iter().enumerate() {
        let scans = seen.segments[segment].scans;
        let paint = if scans { Paint::Hot } else { Paint::Cable };
        for building in houses_of(table, segment) {
            let top = bays
                .iter()
                .map(|bay| &table.bays[*bay])
                .filter(|bay| table.floors[bay.floor].building == building);
            let mut highest = 0.0_f32;
            for bay in top {
                let socket = socket(table, segment, building, bay.z);
                shapes::cube(&mut layer, socket, 0.35, 0.6, Paint::Floor);
                highest = highest.max(bay.z);
            }
            layer.line(
                socket(table, segment, building, 0.0),
                socket(table, segment, building, highest),
                0.24,
                paint,
            );
        }
    }
    layer
}

/// Whether the worm can be on its way over a cable: it scans from one end, file sharing is open, and
/// the cable whole.
fn is_hot(scenario: &Scenario, seen: &Seen, cable: &Cable) -> bool {
    let scans = cable.ends.iter().any(|end| seen.segments[*end].scans);
    let open = cable.link.is_none_or(|link| {
        let (cut, closed) = seen.links[link];
        let smb = Traffic::Smb as usize;
        cut.is_none() && !closed && scenario.links[link].carries[smb]
    });
    let isolated = cable
        .ends
        .iter()
        .any(|end| seen.segments[*end].isolated.is_some());
    scans && open && !isolated
}

/// A cable that was pulled: its plug lies short of the socket.
fn plug(layer: &mut Layer, from: Point, to: Point) {
    let short = at(
        from.x + (to.x - from.x) * 0.55,
        from.y + (to.y - from.y) * 0.55,
        from.z,
    );
    layer.line(from, short, 0.3, Paint::Cable);
    shapes::cube(layer, short, 0.8, 0.9, |_| Paint::Accent);
}

/// What stands over floors: the vault over what is isolated, people at work.
pub fn over(table: &Table, seen: &Seen) -> Layer {
    let mut layer = Layer::default();
    for (segment, bays) in table.bays_of.iter().enumerate() {
        let found = &seen.segments[segment];
        for bay in bays {
            let bay = &table.bays[*bay];
            if found.isolated.is_some() {
                vault(&mut layer, bay);
            }
        }
        if let Some(bay) = bays.first() {
            let bay = &table.bays[*bay];
            for nth in 0..found.at_work.min(12) {
                let aside = 0.8 + (nth / 3) as f32 * 0.9;
                let x = if bay.mirrored {
                    bay.rect[2] + aside
                } else {
                    bay.rect[0] - aside
                };
                let y = bay.rect[3] - 0.5 - (nth % 3) as f32 * 1.1;
                shapes::person(&mut layer, at(x, y, bay.z), Paint::Accent);
            }
        }
    }
    layer
}

fn vault(layer: &mut Layer, bay: &Bay) {
    let [x0, y0, x1, y1] = bay.rect;
    let (x0, y0, x1, y1) = (x0 - 0.4, y0 - 0.4, x1 + 0.4, y1 + 0.4);
    let (low, high) = (bay.z, bay.z + 1.5);
    let outline = [
        at(x0, y0, high),
        at(x1, y0, high),
        at(x1, y0, low),
        at(x1, y1, low),
        at(x0, y1, low),
        at(x0, y1, high),
    ];
    layer.face(&outline, Paint::Sealed);
    for (nth, corner) in outline.iter().enumerate() {
        layer.dashed(*corner, outline[(nth + 1) % 6], 0.24, Paint::Accent);
    }
    let front = at(x1, y1, high);
    for corner in [at(x1, y0, high), at(x0, y1, high), at(x1, y1, low)] {
        layer.dashed(front, corner, 0.16, Paint::Accent);
    }
}
