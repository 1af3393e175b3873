//! Faces of a picture, in the order in which they are drawn, and what each is painted as. Colours are named
//! here and mixed elsewhere. Must not know what is drawn.

use crate::iso::Point;

/// Which side of a body is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// From above.
    Top,
    /// Towards the lower left.
    Left,
    /// Towards the lower right.
    Right,
}

/// What a face is painted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paint {
    /// The ground of a site.
    Site(Side),
    /// A floor's slab.
    Floor(Side),
    /// The edge of a floor.
    Edge,
    /// The walls at the back of a floor.
    Wall(Side),
    /// What nobody has reported lies under it.
    Veil(Side),
    /// The hatching of a veil.
    Hatch,
    /// A locked device.
    Locked(Side),
    /// A device that is infected and silent.
    Silent(Side),
    /// A rebuilt device, in the light.
    Rebuilt,
    /// A rebuilt device, in the shade.
    RebuiltShade,
    /// A device that works.
    Working,
    /// A device that works and is patched.
    Patched,
    /// A device that is off.
    Off,
    /// A house in which all is as usual.
    House(Side),
    /// A road, and the line along its middle.
    Road,
    /// See [`Paint::Road`].
    Lane,
    /// Somebody who waits.
    Waiting,
    /// An ambulance.
    Van(Side),
    /// A sheet of paper.
    Paper,
    /// What is written on it.
    Ink,
    /// A floor whose services have all stopped.
    Dark,
    /// Through which no worm runs.
    Cable,
    /// A cable over which the worm spreads.
    Hot,
    /// What the team did.
    Accent,
    /// The space within what the team sealed.
    Sealed,
}

/// A face of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// How many of the layer's corners it has.
    pub corners: u32,
    /// What it is painted as.
    pub paint: Paint,
    /// How far its colour is from the ground's, in 255ths: what is less looked at is dimmed.
    pub strength: u8,
    /// How much it covers, in 255ths.
    pub cover: u8,
}

/// Faces that are drawn one after the other: convex, with their corners in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Corners on the picture, in pitches, face after face.
    pub corners: Vec<[f32; 2]>,
    /// In the order in which they are drawn.
    pub faces: Vec<Face>,
    /// With what faces are added: see [`Face::strength`] and [`Face::cover`].
    pub pen: [u8; 2],
}

impl Default for Layer {
    fn default() -> Self {
        Self {
            corners: Vec::new(),
            faces: Vec::new(),
            pen: [u8::MAX; 2],
        }
    }
}

impl Layer {
    /// Adds a face by its corners on the table.
    pub fn face(&mut self, corners: &[Point], paint: Paint) {
        let corners: Vec<[f32; 2]> = corners.iter().map(|it| it.on_picture()).collect();
        self.upright(&corners, paint);
    }

    /// Adds a face by its corners on the picture.
    pub fn upright(&mut self, corners: &[[f32; 2]], paint: Paint) {
        self.corners.extend_from_slice(corners);
        self.faces.push(Face {
            corners: corners.len() as u32,
            paint,
            strength: self.pen[0],
            cover: self.pen[1],
        });
    }

    /// Adds a straight line of a width, in pitches of the picture.
    pub fn stroke(&mut self, from: [f32; 2], to: [f32; 2], width: f32, paint: Paint) {
        let along = [to[0] - from[0], to[1] - from[1]];
        let long = (along[0] * along[0] + along[1] * along[1]).sqrt();
        if long <= 0.0 {
            return;
        }
        let half = width / 2.0 / long;
        let aside = [-along[1] * half, along[0] * half];
        self.upright(
            &[
                [from[0] + aside[0], from[1] + aside[1]],
                [to[0] + aside[0], to[1] + aside[1]],
                [to[0] - aside[0], to[1] - aside[1]],
                [from[0] - aside[0], from[1] - aside[1]],
            ],
            paint,
        );
    }

    /// Adds a line between two points of the table.
    pub fn line(&mut self, from: Point, to: Point, width: f32, paint: Paint) {
        self.stroke(from.on_picture(), to.on_picture(), width, paint);
    }

    /// Adds a broken line between two points of the table.
    pub fn dashed(&mut self, from: Point, to: Point, width: f32, paint: Paint) {
        let (a, b) = (from.on_picture(), to.on_picture());
        let long = ((b[0] - a[0]).powi(2) + (b[1] - a[1]).powi(2)).sqrt();
        let dashes = ((long / 1.6).round() as u32).max(1);
        let point = |share: f32| [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
        for dash in 0..dashes {
            let begin = dash as f32 / dashes as f32;
            self.stroke(
                point(begin),
                point(begin + 0.6 / dashes as f32),
                width,
                paint,
            );
        }
    }
}
