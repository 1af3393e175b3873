//! What is written on the table itself: sites' names on their ground, floors' numbers. It lies in the
//! table's own plane. Must not say in which state anything is: it is smaller than a sign.

use crate::window::theme::{Theme, semibold};
use egui::epaint::{Mesh, Vertex};
use egui::{Color32, FontId, Painter, Pos2, Shape, Ui};
use wardroom_table::{Point, Table};

/// Heights of letters, in pitches.
const SITE: f32 = 2.3;
const FLOOR: f32 = 3.3;

/// Points below which letters are left out: they could not be read.
const LEAST: f32 = 6.5;

/// How a table lies in the window.
pub struct Lying<'a> {
    /// In whose colours.
    pub theme: &'a Theme,
    /// On which it is written.
    pub table: &'a Table,
    /// Points of the window to a pitch.
    pub scale: f32,
    /// Where a point of the table is.
    pub place: &'a dyn Fn(Point) -> Pos2,
}

/// Writes on all sites and floors.
pub fn write(ui: &Ui, painter: &Painter, lying: &Lying<'_>) {
    let table = lying.table;
    let colour = lying.theme.quiet;
    for (nth, site) in table.sites.iter().enumerate() {
        // At the front of the building that is farthest to the front.
        let theirs = table.buildings.iter().filter(|it| it.site == nth);
        let front = theirs.max_by(|a, b| a.body.max.y.total_cmp(&b.body.max.y));
        let Some(building) = front else { continue };
        let at = Point {
            x: building.body.min.x,
            y: building.body.max.y + 0.15,
            z: -0.1,
        };
        let room = building.body.max.x - building.body.min.x;
        lie(
            ui,
            painter,
            lying,
            &site.name.to_uppercase(),
            (at, SITE, room),
            colour,
        );
    }
    for floor in &table.floors {
        let building = &table.buildings[floor.building];
        if building.floors.len() < 2 {
            continue;
        }
        let [x0, y0, x1, y1] = floor.rect;
        let x = if building.mirrored {
            x1 - 3.4
        } else {
            x0 + 0.7
        };
        let at = Point {
            x,
            y: f32::midpoint(y0, y1).max(y1 - FLOOR - 0.8),
            z: floor.z,
        };
        lie(ui, painter, lying, &floor.named, (at, FLOOR, 3.4), colour);
    }
}

/// Words that lie on the table along x, their upper left corner at a point, of a height and at most so
/// long, in pitches.
fn lie(
    ui: &Ui,
    painter: &Painter,
    lying: &Lying<'_>,
    words: &str,
    (corner, high, room): (Point, f32, f32),
    colour: Color32,
) {
    let points = high * lying.scale;
    if points < LEAST {
        return;
    }
    let font = FontId::new(points.min(60.0), semibold());
    let galley = painter.layout_no_wrap(words.to_owned(), font, colour);
    let size = galley.size();
    if size.y <= 0.0 {
        return;
    }
    // Pitches to a point of the letters.
    let pitch = (high / size.y).min(room / size.x.max(1.0));
    let place = |it: Pos2| {
        (lying.place)(Point {
            x: corner.x + it.x * pitch,
            y: corner.y + it.y * pitch,
            z: corner.z,
        })
    };
    let [wide, tall] = ui.ctx().fonts(|fonts| fonts.font_image_size());
    let mut mesh = Mesh::default();
    for row in &galley.rows {
        let letters = &row.row.visuals.mesh;
        let first = mesh.vertices.len() as u32;
        mesh.indices
            .extend(letters.indices.iter().map(|it| it + first));
        mesh.vertices
            .extend(letters.vertices.iter().map(|it| Vertex {
                pos: place(it.pos + row.pos.to_vec2()),
                uv: egui::pos2(it.uv.x / wide as f32, it.uv.y / tall as f32),
                color: it.color,
            }));
    }
    painter.add(Shape::mesh(mesh));
}
