//! Where a point of the table is on the picture, and whether one body stands before another. Must not
//! know what the bodies are.
//!
//! True isometric: with `x` to the lower right, `y` to the lower left and `z` upwards, all in pitches of
//! one device,
//!
//! ```text
//! right = √3/2 · (x − y)        down = (x + y) / 2 − z
//! ```
//!
//! The flat plan looks straight down: `right = x`, `down = y`, and floors of a building are laid one
//! below the other.

/// √3/2.
const ROOT: f32 = 0.866_025_4;

/// A point of the table, in pitches of one device.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the lower right.
    pub x: f32,
    /// To the lower left.
    pub y: f32,
    /// Upwards.
    pub z: f32,
}

/// A point by its coordinates.
pub const fn at(x: f32, y: f32, z: f32) -> Point {
    Point { x, y, z }
}

impl Point {
    /// Where it is on the picture, in pitches: to the right, and down.
    pub fn on_picture(self) -> [f32; 2] {
        [ROOT * (self.x - self.y), (self.x + self.y) / 2.0 - self.z]
    }
}

/// The point at a height that is at a place of the picture, in pitches.
pub fn from_picture([right, down]: [f32; 2], z: f32) -> Point {
    let (difference, sum) = (right / ROOT, 2.0 * (down + z));
    at((sum + difference) / 2.0, (sum - difference) / 2.0, z)
}

/// How pitches of the picture become units of a window: `window = origin + scale · pitches`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Where the picture's origin is.
    pub origin: [f32; 2],
    /// Units of the window to a pitch.
    pub scale: f32,
}

impl Projection {
    /// The largest with which a box of the picture (left, top, right, bottom, in pitches) lies in a
    /// rectangle of the window, in its middle.
    pub fn fitting(picture: [f32; 4], window: [f32; 4]) -> Self {
        let wide = (picture[2] - picture[0]).max(1.0);
        let high = (picture[3] - picture[1]).max(1.0);
        let scale = ((window[2] - window[0]) / wide)
            .min((window[3] - window[1]) / high)
            .max(0.01);
        let middle = |axis: usize| {
            (window[axis] + window[axis + 2]) / 2.0
                - scale * (picture[axis] + picture[axis + 2]) / 2.0
        };
        Self {
            origin: [middle(0), middle(1)],
            scale,
        }
    }

    /// Where a point of the table is in the window.
    pub fn place(&self, point: Point) -> [f32; 2] {
        let [right, down] = point.on_picture();
        [
            self.origin[0] + self.scale * right,
            self.origin[1] + self.scale * down,
        ]
    }
}

/// A box whose edges run along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solid {
    /// Its lowest corner.
    pub min: Point,
    /// Its highest corner.
    pub max: Point,
}

impl Solid {
    /// Moved along the table.
    pub fn moved(self, x: f32, y: f32) -> Self {
        let by = |point: Point| at(point.x + x, point.y + y, point.z);
        Self {
            min: by(self.min),
            max: by(self.max),
        }
    }

    /// Whether nothing of one hides anything of the other on the picture, with a gap in between.
    ///
    /// The outline of such a box is a hexagon whose edges run along the picture of the three axes, so
    /// that two of them are apart exactly if their intervals of `x − y`, `x − z` or `y − z` are.
    pub fn apart(&self, other: &Self, gap: f32) -> bool {
        self.spans().apart(&other.spans(), gap)
    }

    /// Where it lies along the three axes of the picture.
    pub fn spans(&self) -> Spans {
        let (min, max) = (self.min, self.max);
        Spans {
            low: [min.x - max.y, min.x - max.z, min.y - max.z],
            high: [max.x - min.y, max.x - min.z, max.y - min.z],
        }
    }

    /// Its box on the picture, in pitches: left, top, right, bottom.
    pub fn on_picture(&self) -> [f32; 4] {
        let (min, max) = (self.min, self.max);
        [
            ROOT * (min.x - max.y),
            (min.x + min.y) / 2.0 - max.z,
            ROOT * (max.x - min.y),
            (max.x + max.y) / 2.0 - min.z,
        ]
    }
}

/// The intervals of `x − y`, `x − z` and `y − z` in which a box lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spans {
    /// Where they begin.
    pub low: [f32; 3],
    /// Where they end.
    pub high: [f32; 3],
}

impl Spans {
    /// See [`Solid::apart`]. Written out, as tables are laid by asking this some hundred thousand times.
    pub fn apart(&self, its: &Self, gap: f32) -> bool {
        self.high[0] + gap <= its.low[0]
            || its.high[0] + gap <= self.low[0]
            || self.high[1] + gap <= its.low[1]
            || its.high[1] + gap <= self.low[1]
            || self.high[2] + gap <= its.low[2]
            || its.high[2] + gap <= self.low[2]
    }
}

/// The box around two boxes of the picture.
pub fn around(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn solid() -> impl Strategy<Value = Solid> {
        (
            -20..20_i32,
            -20..20_i32,
            0..10_i32,
            1..15_i32,
            1..15_i32,
            1..15_i32,
        )
            .prop_map(|(x, y, z, dx, dy, dz)| Solid {
                min: at(x as f32, y as f32, z as f32),
                max: at((x + dx) as f32, (y + dy) as f32, (z + dz) as f32),
            })
    }

    /// Whether a point of the picture lies inside the outline of a solid, by its six corners.
    fn covers(solid: &Solid, point: [f32; 2]) -> bool {
        let (a, b) = (solid.min, solid.max);
        let outline = [
            at(a.x, a.y, b.z),
            at(b.x, a.y, b.z),
            at(b.x, a.y, a.z),
            at(b.x, b.y, a.z),
            at(a.x, b.y, a.z),
            at(a.x, b.y, b.z),
        ]
        .map(Point::on_picture);
        (0..6).all(|edge| {
            let (from, to) = (outline[edge], outline[(edge + 1) % 6]);
            let cross =
                (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]);
            cross > 1e-3
        })
    }

    proptest! {
        /// Against brute force: apart, exactly if no point of a fine grid lies in both outlines.
        #[test]
        fn bodies_are_apart_if_no_point_is_in_both(a in solid(), b in solid()) {
            let box_a = a.on_picture();
            let mut both = false;
            for i in 0..80 {
                for j in 0..80 {
                    let point = [
                        box_a[0] + (box_a[2] - box_a[0]) * (i as f32 + 0.37) / 80.0,
                        box_a[1] + (box_a[3] - box_a[1]) * (j as f32 + 0.41) / 80.0,
                    ];
                    both |= covers(&a, point) && covers(&b, point);
                }
            }
            // A sliver can fall between the points of the grid; never the other way round.
            if a.apart(&b, 0.0) {
                prop_assert!(!both);
            } else if !both {
                prop_assert!(a.apart(&b, -1.5));
            }
        }
    }

    #[test]
    fn a_place_of_the_picture_is_found_again() {
        let point = at(12.5, -3.25, 7.0);
        let found = from_picture(point.on_picture(), 7.0);
        assert!((found.x - point.x).abs() < 1e-4 && (found.y - point.y).abs() < 1e-4);
    }

    #[test]
    fn what_fits_lies_in_the_middle() {
        let fit = Projection::fitting([-10.0, -10.0, 10.0, 10.0], [0.0, 0.0, 400.0, 200.0]);
        assert_eq!((fit.origin, fit.scale), ([200.0, 100.0], 10.0));
        assert_eq!(fit.place(at(1.0, 1.0, 0.0)), [200.0, 110.0]);
        assert_eq!(fit.place(at(0.0, 0.0, 2.0)), [200.0, 80.0]);
    }
}
