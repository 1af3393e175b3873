//! The table and what is seen on it, as faces in the order in which they are drawn. Must not decide what is seen.

use crate::cables::{houses_of, socket};
use crate::iso::{Point, at};
use crate::layer::{Layer, Paint, Side};
use crate::look::{Dim, Look};
use crate::motion::{Moves, What};
use crate::seen::Seen;
use crate::shapes::{self, ORDER, SLAB};
use crate::street::ROAD;
use crate::table::{APRON, Bay, Cable, Table};
use wardroom_core::exercise::{Counts, Host};
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
    for road in &table.roads {
        for ends in road.windows(2) {
            strip(&mut layer, ends[0], ends[1]);
        }
    }
    layer
}

/// A stretch of road along one axis of the table.
fn strip(layer: &mut Layer, from: Point, to: Point) {
    let half = ROAD / 2.0;
    let along_y = (from.x - to.x).abs() < (from.y - to.y).abs();
    let (dx, dy) = if along_y { (half, 0.0) } else { (0.0, half) };
    let corner = |it: Point, side: f32| at(it.x + side * dx, it.y + side * dy, it.z);
    layer.face(
        &[
            corner(from, -1.0),
            corner(from, 1.0),
            corner(to, 1.0),
            corner(to, -1.0),
        ],
        Paint::Road,
    );
    layer.dashed(from, to, 0.12, Paint::Lane);
}

/// Buildings with their floors, and the pads of what lies outside.
pub fn buildings(scenario: &Scenario, table: &Table, dim: Dim) -> Layer {
    let mut layer = Layer::default();
    for pad in &table.pads {
        layer.pen[0] = dim.strength(table, pad.segment);
        let (middle, half) = (pad.middle, pad.half);
        let (x, y) = (middle.x, middle.y);
        let rect = [x - half, y - half, x + half, y + half];
        shapes::block(&mut layer, rect, 0.0, SLAB, Paint::Floor);
        shapes::edge(&mut layer, rect, SLAB);
        if is_cloud(scenario, pad.segment) {
            shapes::cloud(&mut layer, middle);
        } else {
            shapes::mast(&mut layer, middle);
        }
    }
    for forecourt in &table.forecourts {
        layer.pen[0] = dim.strength(table, forecourt.segment);
        let [top, foot, end] = forecourt.way;
        strip(&mut layer, foot, end);
        strip(&mut layer, top, foot);
        // The ramp's side, towards the lower right.
        let side = |it: Point, z: f32| at(it.x + ROAD / 2.0, it.y, z);
        let under = [
            side(top, top.z),
            side(foot, foot.z),
            side(foot, foot.z - 0.3),
            side(top, top.z - SLAB),
        ];
        layer.face(&under, Paint::Floor(Side::Right));
        let z = forecourt.z;
        shapes::block(&mut layer, forecourt.rect, z - SLAB, z, Paint::Floor);
        shapes::edge(&mut layer, forecourt.rect, z);
        for place in &forecourt.places {
            shapes::disc(&mut layer, *place, 0.18, Paint::Edge);
        }
    }
    for building in &table.buildings {
        for floor in &building.floors {
            let bays = table.floors[*floor].bays.iter();
            let segments = bays.map(|bay| table.bays[*bay].segment);
            layer.pen[0] = dim.strongest(table, segments);
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
    shapes::edge(layer, floor.rect, z);
    // The end at which people stand is set off.
    let mirrored = table.buildings[floor.building].mirrored;
    let x = if mirrored { x1 - APRON } else { x0 + APRON };
    layer.line(at(x, y0 + 0.6, z), at(x, y1 - 0.6, z), 0.1, Paint::Edge);
}

/// The devices of a segment, or the veil under which they are.
pub fn devices(look: &Look<'_>, segment: usize) -> Layer {
    let Look {
        table,
        seen,
        moves,
        dim,
    } = *look;
    let mut layer = Layer::default();
    layer.pen[0] = dim.strength(table, segment);
    let bays = &table.bays_of[segment];
    if seen.dark(table, segment) {
        let share = moves.share(&What::Dark(segment));
        layer.pen[1] = (share * 255.0) as u8;
        for bay in bays {
            let bay = &table.bays[*bay];
            let [x0, y0, x1, y1] = bay.rect;
            let corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
            layer.face(&corners.map(|[x, y]| at(x, y, bay.z)), Paint::Dark);
        }
        layer.pen[1] = u8::MAX;
    }
    let Some(hosts) = seen.segments[segment].hosts else {
        for bay in bays {
            veil(&mut layer, &table.bays[*bay], 0.0);
        }
        return layer;
    };
    let standing = dealt(table, segment, &hosts);
    let before = moves.find(|what| match what {
        What::Devices(at, was) if *at == segment => Some(*was),
        _ => None,
    });
    let before = before.map(|(was, share)| (dealt(table, segment, &was), share));
    for (nth_bay, (bay, standing)) in bays.iter().zip(&standing).enumerate() {
        let bay = &table.bays[*bay];
        // A device whose state is another than it was rises.
        let risen = |nth: usize, host: Host| match &before {
            Some((was, share)) if was[nth_bay].get(nth) != Some(&host) => *share,
            _ => 1.0,
        };
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
                    let risen = risen(nth as usize, *host);
                    shapes::device(&mut layer, *host, bay.slot(nth), risen);
                }
            }
        }
    }
    if let Some((_, lifted)) = moves.find(|it| (*it == What::Cloth(segment)).then_some(())) {
        layer.pen[1] = ((1.0 - lifted) * 255.0) as u8;
        for bay in bays {
            veil(&mut layer, &table.bays[*bay], lifted);
        }
    }
    layer
}

/// The hosts of a segment in the order in which they stand, by bay.
fn dealt(table: &Table, segment: usize, hosts: &Counts) -> Vec<Vec<Host>> {
    let bays = &table.bays_of[segment];
    let mut standing: Vec<Vec<Host>> = bays.iter().map(|_| Vec::new()).collect();
    let each = ORDER
        .iter()
        .flat_map(|host| std::iter::repeat_n(*host, hosts[*host as usize] as usize));
    for (host, bay) in each.zip(&table.dealt[segment]) {
        standing[usize::from(*bay)].push(host);
    }
    standing
}

/// The cloth over what nobody has reported, lifted by a share of what it can be.
fn veil(layer: &mut Layer, bay: &Bay, lifted: f32) {
    let low = bay.z + 1.6 * lifted;
    let high = low + 0.9;
    shapes::block(layer, bay.rect, low, high, Paint::Veil);
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
pub fn cables(scenario: &Scenario, look: &Look<'_>) -> Layer {
    let Look {
        table,
        seen,
        moves,
        dim,
    } = *look;
    let mut layer = Layer::default();
    for cable in &table.cables {
        layer.pen[0] = dim.strongest(table, cable.ends);
        let hot = is_hot(scenario, seen, cable);
        let cut = cable.link.is_some_and(|link| seen.links[link].0.is_some());
        let paint = if hot { Paint::Hot } else { Paint::Cable };
        let width = if hot { 0.42 } else { 0.3 };
        let last = cable.path.len().saturating_sub(2);
        for (nth, ends) in cable.path.windows(2).enumerate() {
            let [from, to] = [ends[0], ends[1]];
            if cut && nth == last {
                let fallen = cable.link.map_or(1.0, |it| moves.share(&What::Plug(it)));
                plug(&mut layer, from, to, fallen);
            } else {
                layer.line(from, to, width, paint);
            }
        }
    }
    add_risers(&mut layer, table, dim, |segment| {
        seen.segments[segment].scans
    });
    layer
}

/// What leads up to each floor from a building's foot, with nothing known of what it carries.
pub fn risers(table: &Table) -> Layer {
    let mut layer = Layer::default();
    add_risers(&mut layer, table, Dim::default(), |_| false);
    layer
}

fn add_risers(layer: &mut Layer, table: &Table, dim: Dim, scans: impl Fn(usize) -> bool) {
    for (segment, bays) in table.bays_of.iter().enumerate() {
        layer.pen[0] = dim.strength(table, segment);
        let scans = scans(segment);
        let paint = if scans { Paint::Hot } else { Paint::Cable };
        for building in houses_of(table, segment) {
            let top = bays
                .iter()
                .map(|bay| &table.bays[*bay])
                .filter(|bay| table.floors[bay.floor].building == building);
            let mut highest = 0.0_f32;
            for bay in top {
                let socket = socket(table, segment, building, bay.z);
                shapes::cube(layer, socket, 0.35, 0.6, Paint::Floor);
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
}

/// Wedges along the cables on which the worm is being passed, towards whom it reaches.
pub fn pulses(table: &Table, moves: &Moves) -> Layer {
    let mut layer = Layer::default();
    for (cable, forth, share) in moves.pulses() {
        let Some(cable) = table.cables.get(cable) else {
            continue;
        };
        let mut path: Vec<[f32; 2]> = cable.path.iter().map(|it| it.on_picture()).collect();
        if !forth {
            path.reverse();
        }
        let long: f32 = path.windows(2).map(|it| length(it[0], it[1])).sum();
        for behind in 0..3 {
            let along = long * share - 3.0 * behind as f32;
            wedge(&mut layer, &path, along);
        }
    }
    layer
}

fn length(from: [f32; 2], to: [f32; 2]) -> f32 {
    let [x, y] = [to[0] - from[0], to[1] - from[1]];
    (x * x + y * y).sqrt()
}

/// A wedge so far along a path; none before its beginning.
fn wedge(layer: &mut Layer, path: &[[f32; 2]], along: f32) {
    let mut left = along;
    if left < 0.0 {
        return;
    }
    for ends in path.windows(2) {
        let [from, to] = [ends[0], ends[1]];
        let long = length(from, to);
        if left > long || long <= 0.0 {
            left -= long;
            continue;
        }
        let ahead = [(to[0] - from[0]) / long, (to[1] - from[1]) / long];
        let place = [from[0] + ahead[0] * left, from[1] + ahead[1] * left];
        let corner = |forward: f32, aside: f32| {
            [
                place[0] + ahead[0] * forward - ahead[1] * aside,
                place[1] + ahead[1] * forward + ahead[0] * aside,
            ]
        };
        layer.upright(
            &[corner(1.1, 0.0), corner(-0.7, 0.8), corner(-0.7, -0.8)],
            Paint::Hot,
        );
        return;
    }
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

/// A cable that was pulled: its plug falls short of the socket, and lies there.
fn plug(layer: &mut Layer, from: Point, to: Point, fallen: f32) {
    let share = 1.0 - 0.45 * fallen;
    let short = at(
        from.x + (to.x - from.x) * share,
        from.y + (to.y - from.y) * share,
        from.z,
    );
    layer.line(from, short, 0.3, Paint::Cable);
    shapes::cube(layer, short, 0.8, 0.9, |_| Paint::Accent);
}

/// What stands over floors: the vault over what is isolated.
pub fn over(look: &Look<'_>) -> Layer {
    let Look {
        table,
        seen,
        moves,
        dim,
    } = *look;
    let mut layer = Layer::default();
    for (segment, bays) in table.bays_of.iter().enumerate() {
        let found = &seen.segments[segment];
        layer.pen[0] = dim.strength(table, segment);
        for bay in bays {
            let bay = &table.bays[*bay];
            if found.isolated.is_some() {
                let building = table.floors[bay.floor].building;
                let out = if bay.mirrored { -1.3 } else { 1.3 };
                let fallen = moves.share(&What::Pull(segment));
                let mut plug = socket(table, segment, building, bay.z);
                plug.x += out * fallen;
                plug.z -= fallen;
                shapes::cube(&mut layer, plug, 0.4, 0.7, |_| Paint::Accent);
                vault(&mut layer, bay, moves.share(&What::Vault(segment)));
            }
        }
    }
    layer
}

fn vault(layer: &mut Layer, bay: &Bay, closed: f32) {
    if closed <= 0.0 {
        return;
    }
    let [x0, y0, x1, y1] = bay.rect;
    let rect = [x0 - 0.4, y0 - 0.4, x1 + 0.4, y1 + 0.4];
    shapes::vault(layer, rect, bay.z, bay.z + 1.5 * closed);
}
