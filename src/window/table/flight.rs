//! How the table's camera goes to a place: where it is, how near, and on the way there. Must not know why
//! it goes.

use egui::{Rect, Ui, Vec2, vec2};
use wardroom_core::scenario::OrganisationId;
use wardroom_table::{Point, Projection, Table};

/// Seconds on the way from one place to the next.
const SECS: f64 = 0.25;

/// The share of the picture that a place fills.
const FILLS: f32 = 0.5;

/// No nearer than this.
const NEAREST: f32 = 5.0;

/// A place on the table that can be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    #[default]
    Whole,
    /// An organisation's buildings.
    Organisation(OrganisationId),
    /// A site, by its name.
    Site(String),
    /// A segment, by its index.
    Segment(usize),
}

impl Place {
    /// The box of the picture in which it is, in pitches: left, top, right, bottom. None if there is no
    /// such place, or it is the whole.
    pub fn on(&self, table: &Table) -> Option<[f32; 4]> {
        match self {
            Self::Whole => None,
            Self::Organisation(of) => Some(table.picture_of(Some(*of))),
            Self::Site(name) => {
                let here = table.buildings.iter();
                here.filter(|it| table.sites[it.site].name == *name)
                    .map(|it| it.body.on_picture())
                    .reduce(both)
            }
            Self::Segment(at) => {
                let corners = |[x0, y0, x1, y1]: [f32; 4], z: f32| {
                    let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)];
                    let points = corners.map(|(x, y)| Point { x, y, z }.on_picture());
                    let boxes = points.map(|[x, y]| [x, y, x, y]).into_iter();
                    boxes.reduce(both).unwrap_or_default()
                };
                let bays = table.bays_of.get(*at).into_iter().flatten();
                let bays = bays.map(|bay| corners(table.bays[*bay].rect, table.bays[*bay].z));
                let pads = table.pads.iter().filter(|pad| pad.segment == *at);
                let pads = pads.map(|pad| {
                    let (x, y, half) = (pad.middle.x, pad.middle.y, pad.half);
                    corners([x - half, y - half, x + half, y + half], pad.middle.z)
                });
                bays.chain(pads).reduce(both)
            }
        }
    }
}

/// The box around two.
fn both(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}

/// What is in the middle, in pitches of the picture, and how near it is: 1 shows the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
struct View {
    middle: [f32; 2],
    zoom: f32,
}

impl View {
    /// Of a place in a rectangle, in which the whole is shown so.
    fn of(place: &Place, table: &Table, whole: Projection, rect: Rect) -> Self {
        let half = [rect.width() / 2.0, rect.height() / 2.0];
        let Some([left, top, right, bottom]) = place.on(table) else {
            return Self {
                middle: [0, 1].map(|it| (half[it] - whole.origin[it]) / whole.scale),
                zoom: 1.0,
            };
        };
        let wide = (right - left).max(1.0) * whole.scale;
        let high = (bottom - top).max(1.0) * whole.scale;
        let zoom = (rect.width() / wide).min(rect.height() / high) * FILLS;
        Self {
            middle: [f32::midpoint(left, right), f32::midpoint(top, bottom)],
            zoom: zoom.clamp(1.0, NEAREST),
        }
    }

    /// A share of the way to another.
    fn towards(self, other: Self, share: f32) -> Self {
        let share = share * share * (3.0 - 2.0 * share);
        let mix = |from: f32, to: f32| from + (to - from) * share;
        Self {
            middle: [0, 1].map(|it| mix(self.middle[it], other.middle[it])),
            zoom: mix(self.zoom, other.zoom),
        }
    }

    /// How far in, and how far aside in points, a model is looked at for it.
    fn zoom_and_pan(self, whole: Projection, rect: Rect) -> (f32, Vec2) {
        let half = [rect.width() / 2.0, rect.height() / 2.0];
        let pan = [0, 1].map(|it| {
            let there = whole.origin[it] + self.middle[it] * whole.scale;
            -self.zoom * (there - half[it])
        });
        (self.zoom, vec2(pan[0], pan[1]))
    }
}

/// On the way from one place of the table to another, or there.
#[derive(Debug, Default)]
pub struct Flight {
    /// Where it goes, in which rectangle.
    to: Option<(View, Rect)>,
    from: Option<View>,
    /// When it began, seconds of the window's clock.
    began_secs: f64,
}

impl Flight {
    /// How far in, and how far aside in points, a table is looked at that has come so far to a place; shown
    /// whole, it is projected so into a rectangle. In another rectangle, and for whoever wants nothing to
    /// move, it is there at once.
    pub fn go(
        &mut self,
        ui: &Ui,
        table: &Table,
        (whole, rect): (Projection, Rect),
        place: &Place,
        motion: bool,
    ) -> (f32, Vec2) {
        let goal = View::of(place, table, whole, rect);
        let now_secs = ui.input(|input| input.time);
        match self.to {
            Some((to, within)) if within == rect && motion => {
                if to != goal {
                    self.from = Some(self.now(now_secs).unwrap_or(to));
                    self.began_secs = now_secs;
                }
            }
            _ => self.from = None,
        }
        self.to = Some((goal, rect));
        if now_secs - self.began_secs >= SECS {
            self.from = None;
        }
        if self.from.is_some() {
            ui.ctx().request_repaint();
        }
        let now = self.now(now_secs).unwrap_or(goal);
        now.zoom_and_pan(whole, rect)
    }

    fn now(&self, now_secs: f64) -> Option<View> {
        let (to, _) = self.to?;
        let share = ((now_secs - self.began_secs) / SECS).clamp(0.0, 1.0);
        Some(self.from.map_or(to, |from| from.towards(to, share as f32)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_place_comes_into_the_middle_and_nearer_than_the_whole() {
        let path = Path::new("scenarios/friday-lunchtime.ron");
        let scenario = wardroom_files::scenario(path).expect("sound");
        let table = Table::of(&scenario);
        let rect = Rect::from_min_size(egui::pos2(10.0, 20.0), vec2(900.0, 600.0));
        let whole = Projection::fitting(table.picture, [0.0, 0.0, 900.0, 600.0]);
        let imaging = scenario.names.segments["imaging"].at();
        for place in [
            Place::Whole,
            Place::Site("Northgate".to_owned()),
            Place::Segment(imaging),
        ] {
            let view = View::of(&place, &table, whole, rect);
            let (zoom, pan) = view.zoom_and_pan(whole, rect);
            // As a board projects it.
            let seen = [0, 1].map(|it| {
                let half = [450.0, 300.0][it];
                let pan = [pan.x, pan.y][it];
                let there = whole.origin[it] + view.middle[it] * whole.scale;
                half + (there - half) * zoom + pan
            });
            assert!((seen[0] - 450.0).abs() < 0.1 && (seen[1] - 300.0).abs() < 0.1);
            let nearer = place.on(&table).is_some();
            assert_eq!(nearer, zoom > 1.0, "{place:?} {zoom}");
        }
        assert_eq!(Place::Site("nowhere".to_owned()).on(&table), None);
    }
}
