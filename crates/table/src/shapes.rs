//! What devices and things on the table look like: what is well lies flat, what is wrong stands up. Must
//! not know where on the table they are, nor why.

use crate::iso::{Point, at};
use crate::layer::{Layer, Paint, Side};
use wardroom_core::exercise::Host;

/// Height of a floor's slab.
pub const SLAB: f32 = 0.7;

/// Corners of a circle on the table, as eight steps around it.
const ROUND: [[f32; 2]; 8] = [
    [1.0, 0.0],
    [0.707, 0.707],
    [0.0, 1.0],
    [-0.707, 0.707],
    [-1.0, 0.0],
    [-0.707, -0.707],
    [0.0, -1.0],
    [0.707, -0.707],
];

/// Hosts in the order in which they stand, from the cable's end.
pub const ORDER: [Host; 14] = [
    Host::Locked,
    Host::Infected,
    Host::Unplugged,
    Host::OffLocked,
    Host::OffInfected,
    Host::Crashed,
    Host::Rebuilding,
    Host::Dormant,
    Host::OffDormant,
    Host::OffVulnerable,
    Host::OffPatched,
    Host::Vulnerable,
    Host::Patched,
    Host::Restored,
];

/// Puts a device on the table, risen to a share of its height.
pub fn device(layer: &mut Layer, host: Host, place: Point, risen: f32) {
    match host {
        Host::Locked => cube(layer, place, 0.44, 0.85 * risen, Paint::Locked),
        Host::Infected => pyramid(layer, place, 0.46, 0.95 * risen, Paint::Silent),
        Host::Dormant | Host::OffDormant => {
            pyramid(layer, place, 0.46, 0.95 * risen, |_| Paint::Off);
        }
        Host::Unplugged => {
            cube(layer, place, 0.44, 0.4 * risen, Paint::Locked);
        }
        Host::OffLocked | Host::OffInfected => dash(layer, place, Paint::Locked(Side::Left)),
        Host::Crashed => dash(layer, place, Paint::Silent(Side::Left)),
        Host::OffVulnerable | Host::OffPatched => dash(layer, place, Paint::Off),
        Host::Rebuilding => {
            disc(layer, place, 0.42, Paint::Accent);
            disc(layer, place, 0.2, Paint::Floor(Side::Top));
        }
        Host::Vulnerable => disc(layer, place, 0.34, Paint::Working),
        Host::Patched => {
            disc(layer, place, 0.36, Paint::Patched);
            disc(layer, place, 0.18, Paint::Floor(Side::Top));
        }
        Host::Restored => ball(layer, at(place.x, place.y, place.z + 0.35), 0.42),
    }
}

/// A disc that lies on the table.
pub fn disc(layer: &mut Layer, place: Point, radius: f32, paint: Paint) {
    let corners = ROUND.map(|[x, y]| at(place.x + radius * x, place.y + radius * y, place.z));
    layer.face(&corners, paint);
}

/// A short bar that lies along the row.
fn dash(layer: &mut Layer, place: Point, paint: Paint) {
    let corners = [[-0.4, -0.12], [0.4, -0.12], [0.4, 0.12], [-0.4, 0.12]];
    let corners = corners.map(|[x, y]| at(place.x + x, place.y + y, place.z));
    layer.face(&corners, paint);
}

/// A box, of which top, left and right are seen.
pub fn cube(layer: &mut Layer, place: Point, half: f32, high: f32, paint: impl Fn(Side) -> Paint) {
    let rect = [
        place.x - half,
        place.y - half,
        place.x + half,
        place.y + half,
    ];
    block(layer, rect, place.z, place.z + high, paint);
}

/// A body over a rectangle of the table (least x, least y, most x, most y), of which top, left and right
/// are seen.
pub fn block(
    layer: &mut Layer,
    rect: [f32; 4],
    low: f32,
    high: f32,
    paint: impl Fn(Side) -> Paint,
) {
    let [x0, y0, x1, y1] = rect;
    layer.face(
        &[
            at(x0, y1, low),
            at(x1, y1, low),
            at(x1, y1, high),
            at(x0, y1, high),
        ],
        paint(Side::Left),
    );
    layer.face(
        &[
            at(x1, y1, low),
            at(x1, y0, low),
            at(x1, y0, high),
            at(x1, y1, high),
        ],
        paint(Side::Right),
    );
    layer.face(
        &[
            at(x0, y0, high),
            at(x1, y0, high),
            at(x1, y1, high),
            at(x0, y1, high),
        ],
        paint(Side::Top),
    );
}

/// A pyramid over a square of half a side, of which left and right are seen.
pub fn pyramid(
    layer: &mut Layer,
    place: Point,
    half: f32,
    high: f32,
    paint: impl Fn(Side) -> Paint,
) {
    let apex = at(place.x, place.y, place.z + high);
    let front = at(place.x + half, place.y + half, place.z);
    let left = at(place.x - half, place.y + half, place.z);
    let right = at(place.x + half, place.y - half, place.z);
    layer.face(&[left, front, apex], paint(Side::Left));
    layer.face(&[front, right, apex], paint(Side::Right));
}

/// A ball around a point: a disc that faces who looks at it, with light on it.
pub fn ball(layer: &mut Layer, middle: Point, radius: f32) {
    let [x, y] = middle.on_picture();
    let upright = |share: f32, right: f32, up: f32| {
        let (round, right, up) = (radius * share, radius * right, radius * up);
        ROUND.map(|[a, b]| [x + right + round * a, y - up + round * b])
    };
    layer.upright(&upright(1.0, 0.0, 0.0), Paint::RebuiltShade);
    layer.upright(&upright(0.62, -0.19, 0.24), Paint::Rebuilt);
}

/// The edge of a rectangle at a height.
pub fn edge(layer: &mut Layer, [x0, y0, x1, y1]: [f32; 4], z: f32) {
    let corners = [at(x0, y0, z), at(x1, y0, z), at(x1, y1, z), at(x0, y1, z)];
    for (nth, corner) in corners.iter().enumerate() {
        layer.line(*corner, corners[(nth + 1) % 4], 0.14, Paint::Edge);
    }
}

/// The vault over a rectangle that is sealed off, from one height to another.
pub fn vault(layer: &mut Layer, [x0, y0, x1, y1]: [f32; 4], low: f32, high: f32) {
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

/// Somebody: a body and a head.
pub fn person(layer: &mut Layer, place: Point, paint: Paint) {
    let [x, y] = place.on_picture();
    layer.upright(
        &[
            [x - 0.36, y],
            [x + 0.36, y],
            [x + 0.2, y - 1.0],
            [x - 0.2, y - 1.0],
        ],
        paint,
    );
    let head = ROUND.map(|[a, b]| [x + 0.3 * a, y - 1.25 + 0.3 * b]);
    layer.upright(&head, paint);
}

/// Somebody who waits, one of many: narrower than who is at work.
pub fn pawn(layer: &mut Layer, place: Point, paint: Paint) {
    let [x, y] = place.on_picture();
    layer.upright(
        &[
            [x - 0.26, y],
            [x + 0.26, y],
            [x + 0.14, y - 0.75],
            [x - 0.14, y - 0.75],
        ],
        paint,
    );
    let head = ROUND.map(|[a, b]| [x + 0.21 * a, y - 0.92 + 0.21 * b]);
    layer.upright(&head, paint);
}

/// The mast of a network outside.
pub fn mast(layer: &mut Layer, place: Point) {
    let [x, y] = place.on_picture();
    let high = 8.0;
    for (foot, width) in [(-1.3, 0.16), (1.3, 0.16), (0.0, 0.1)] {
        layer.stroke([x + foot, y], [x, y - high], width, Paint::Cable);
    }
    for step in 1..6 {
        let up = step as f32 * 1.25;
        let half = 1.3 * (1.0 - up / high);
        layer.stroke([x - half, y - up], [x + half, y - up], 0.12, Paint::Cable);
    }
    let top = ROUND.map(|[a, b]| [x + 0.4 * a, y - high + 0.4 * b]);
    layer.upright(&top, Paint::Patched);
}

/// The cloud of what lies outside.
pub fn cloud(layer: &mut Layer, place: Point) {
    let [x, y] = place.on_picture();
    for (right, up, radius) in [
        (-1.7, 3.6, 1.1),
        (-0.4, 4.6, 1.6),
        (1.3, 4.0, 1.3),
        (0.0, 3.4, 1.1),
        (1.9, 3.4, 0.9),
    ] {
        let puff = ROUND.map(|[a, b]| [x + right + radius * a, y - up + radius * b]);
        layer.upright(&puff, Paint::Floor(Side::Top));
    }
    layer.stroke([x, y], [x, y - 2.4], 0.14, Paint::Cable);
}
