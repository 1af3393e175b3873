//! A table as it stands in a rectangle of the window: its picture, its signs, a question mark on what nobody
//! has reported. Must not ask for anything, and must not know whose screen it is on.

use super::flight::Flight;
use super::hung::{Hung, from_sign};
use super::placing;
use super::plates::{self, Lying};
use super::posts::Of;
use super::signs::{Sign, Tone, signs};
use super::stage::{Stage, Wanted};
use super::subject::{OfTrust, Subject};
use crate::window::theme::{Theme, UNTINTED, bold, semibold, size};
use crate::window::widgets::standing_shape;
use egui::{Align2, FontFamily, FontId, Painter, Pos2, Rect, Ui, Vec2, pos2, vec2};
use std::sync::Arc;
use wardroom_core::exercise::Standing;
use wardroom_core::scenario::{OrganisationId, Scenario};
use wardroom_table::{Dim, Point, Projection, Seen, Table};

/// Where signs hang: for which picture, which signs of which sizes.
type Hanging = (Projection, Rect, Vec<(Of, Vec2)>, Vec<Hung>);

/// How a table is looked at, and what is kept of it between frames.
#[derive(Debug, Default)]
pub struct Model {
    /// The scenario whose table it is, and the table.
    laid: Option<(Arc<Scenario>, Arc<Table>)>,
    /// Where signs hang, and for which picture that was found.
    hung: Option<Hanging>,
    /// How large the sheet of letters was.
    sheet: [usize; 2],
    /// How far in.
    pub zoom: f32,
    /// How far aside, in points.
    pub pan: Vec2,
    /// Whether what is reported is shown, in place of what is so.
    pub known: bool,
}

impl Model {
    /// Looks at the same scenario as another does: as near, as far aside, the truth if that does.
    pub fn like(&mut self, other: &Self) {
        self.laid.clone_from(&other.laid);
        (self.zoom, self.pan, self.known) = (other.zoom, other.pan, other.known);
    }

    /// The table of a scenario, laid when it is first shown.
    fn table(&mut self, scenario: &Arc<Scenario>) -> Arc<Table> {
        if let Some((of, table)) = &self.laid
            && Arc::ptr_eq(of, scenario)
        {
            return table.clone();
        }
        let table = Arc::new(Table::of(scenario));
        self.laid = Some((scenario.clone(), table.clone()));
        table
    }
}

/// A place at which the table is shown: how far in and where, and its picture.
#[derive(Debug, Default)]
pub struct Spot {
    /// How it is looked at.
    pub model: Model,
    /// What is wanted and what there is.
    pub stage: Stage,
    /// Where its camera is on the way to, where it is taken to places.
    pub flight: Flight,
}

/// Room for the signs at a table's edges, in points of the console: left, top, right, bottom.
const AROUND: [f32; 4] = [128.0, 20.0, 128.0, 34.0];

/// A table in a rectangle.
pub struct Board<'a> {
    /// In whose colours.
    pub theme: &'a Theme,
    /// The rectangle, in points.
    pub rect: Rect,
    /// Where everything stands.
    pub table: Arc<Table>,
    /// From pitches to points from the rectangle's corner.
    pub projection: Projection,
    /// How many times as large as on the console its letters are.
    pub letters: f32,
    /// Whose side is looked at, where several play: others have no signs.
    pub side: Option<OrganisationId>,
    /// The segments that are outlined and whose devices are counted on their signs; none: all are counted.
    /// Where there is little room counts go, then names that have no state, never states.
    pub counted: Option<&'a [usize]>,
    /// The department that is picked: the others stand back.
    pub picked: Option<usize>,
    /// What of the rectangle is covered by something else, such as the legend.
    pub taken: Rect,
}

/// Under so many points of height there is no room for a name that has nothing to say.
const SMALL: f32 = 430.0;

impl<'a> Board<'a> {
    /// The whole table in the middle of a rectangle, then closer and aside as the model says.
    pub fn of(
        theme: &'a Theme,
        scenario: &Arc<Scenario>,
        model: &mut Model,
        rect: Rect,
        letters: f32,
        side: Option<OrganisationId>,
    ) -> Self {
        let table = model.table(scenario);
        let [left, top, right, bottom] = AROUND.map(|it| it * letters);
        let (wide, high) = (rect.width(), rect.height());
        let fit = Projection::fitting(
            table.picture_of(side),
            [
                left,
                top,
                (wide - right).max(left + 1.0),
                (high - bottom).max(top + 1.0),
            ],
        );
        let (zoom, pan) = (model.zoom.max(1.0), model.pan);
        let moved =
            |axis: usize, middle: f32, pan: f32| middle + (fit.origin[axis] - middle) * zoom + pan;
        let projection = Projection {
            origin: [moved(0, wide / 2.0, pan.x), moved(1, high / 2.0, pan.y)],
            scale: fit.scale * zoom,
        };
        Self {
            theme,
            rect,
            table,
            projection,
            letters,
            side,
            counted: None,
            picked: None,
            taken: Rect::NOTHING,
        }
    }

    /// Shows the picture with its signs, and says what the next one is to show.
    pub fn show(&self, ui: &Ui, scenario: &Arc<Scenario>, seen: &Seen, spot: &mut Spot) {
        let mut signs = signs(scenario, &self.table, seen, self.side);
        if let Some(counted) = self.counted {
            let small = self.rect.height() < SMALL;
            signs.retain_mut(|sign| {
                let told = sign.of.segment().is_some_and(|at| counted.contains(&at));
                if !told {
                    sign.lines.retain(|line| line.tone != Tone::Quiet);
                }
                told || !small || !sign.lines.is_empty()
            });
        }
        self.show_with(ui, scenario, seen, spot, &signs);
    }

    /// The same with these signs and no others.
    pub fn show_with(
        &self,
        ui: &Ui,
        scenario: &Arc<Scenario>,
        seen: &Seen,
        spot: &mut Spot,
        signs: &[Sign],
    ) {
        let painter = ui.painter_at(self.rect);
        let Spot { model, stage, .. } = spot;
        if let Some(texture) = stage.texture {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(texture, self.rect, whole, UNTINTED);
        }
        let lying = Lying {
            theme: self.theme,
            table: &self.table,
            scale: self.projection.scale,
            place: &|point| self.place(point),
        };
        plates::write(ui, &painter, &lying);
        // The sheet of letters has grown: what was written is put right in another frame.
        let sheet = ui.ctx().fonts(|fonts| fonts.font_image_size());
        if std::mem::replace(&mut model.sheet, sheet) != sheet {
            ui.ctx().request_repaint();
        }
        self.questions(&painter, seen);
        for segment in self.counted.into_iter().flatten() {
            self.outline(&painter, *segment, 2.0);
        }
        self.hang(ui, &painter, model, signs);
        self.want(ui, stage, scenario, seen.clone());
    }

    fn want(&self, ui: &Ui, stage: &mut Stage, scenario: &Arc<Scenario>, seen: Seen) {
        let scale = ui.ctx().pixels_per_point();
        let pixels = |points: f32| (points * scale).round() as u32;
        stage.wanted = Some(Wanted {
            subject: Subject::Trust(OfTrust {
                scenario: scenario.clone(),
                table: self.table.clone(),
                seen,
                dim: Dim {
                    picked: self.picked,
                    side: self.side,
                },
            }),
            pixels: [pixels(self.rect.width()), pixels(self.rect.height())],
            projection: Projection {
                origin: self.projection.origin.map(|it| it * scale),
                scale: self.projection.scale * scale,
            },
            theme: *self.theme,
        });
    }

    /// Where a point of the table is in the window.
    pub fn place(&self, point: Point) -> Pos2 {
        let [x, y] = self.projection.place(point);
        self.rect.min + vec2(x, y)
    }

    /// The segment at a point of the window.
    pub fn under(&self, at: Pos2) -> Option<usize> {
        self.table.under(self.on_picture(at))
    }

    /// The place of the picture, in pitches, at a point of the window.
    pub fn on_picture(&self, at: Pos2) -> [f32; 2] {
        let at = at - self.rect.min;
        let ([x, y], scale) = (self.projection.origin, self.projection.scale);
        [(at.x - x) / scale, (at.y - y) / scale]
    }

    /// A question mark on every floor of which nothing was reported.
    fn questions(&self, painter: &Painter, seen: &Seen) {
        for (segment, bays) in self.table.bays_of.iter().enumerate() {
            let other = |bay: &usize| {
                let building = self.table.floors[self.table.bays[*bay].floor].building;
                let whose = self.table.sites[self.table.buildings[building].site].of;
                self.side.is_some_and(|side| side != whose)
            };
            // Of others nobody is expected to know.
            if seen.segments[segment].hosts.is_some() || bays.iter().any(other) {
                continue;
            }
            for bay in bays {
                let bay = &self.table.bays[*bay];
                let [x0, y0, x1, y1] = bay.rect;
                let middle = self.place(Point {
                    x: f32::midpoint(x0, x1),
                    y: f32::midpoint(y0, y1),
                    z: bay.z + 0.9,
                });
                let high = (y1 - y0).min(x1 - x0) * self.projection.scale * 0.8;
                painter.text(
                    middle,
                    Align2::CENTER_CENTER,
                    "?",
                    FontId::new(high.clamp(12.0 * self.letters, 34.0 * self.letters), bold()),
                    self.theme.text,
                );
            }
        }
    }

    /// Hangs the signs, anew only if their sizes or the picture have changed.
    fn hang(&self, ui: &Ui, painter: &Painter, model: &mut Model, signs: &[Sign]) {
        let theme = self.theme;
        let drawn: Vec<Drawn> = signs
            .iter()
            .map(|sign| Drawn::of(ui, theme, sign, self.letters))
            .collect();
        let sizes: Vec<(Of, Vec2)> = signs
            .iter()
            .zip(&drawn)
            .map(|(sign, drawn)| (sign.of, drawn.size))
            .collect();
        let same = model.hung.as_ref().is_some_and(|(was, within, old, _)| {
            *was == self.projection && *within == self.rect && *old == sizes
        });
        if !same {
            let taken = self.taken;
            let (of, large): (Vec<Of>, Vec<Vec2>) = sizes.iter().copied().unzip();
            let signs = (&of[..], &large[..]);
            let places = placing::place(&self.table, &self.projection, self.rect, signs, taken);
            model.hung = Some((self.projection, self.rect, sizes, places));
        }
        let Some((_, _, _, places)) = &model.hung else {
            return;
        };
        // Lines first: none runs over another sign's words.
        for place in places {
            if let Some(end) = place.line_to {
                let from = from_sign(place.rect, end);
                painter.line_segment([from, end], (1.0, theme.quiet));
            }
        }
        for (nth, (sign, said)) in drawn.into_iter().zip(signs).enumerate() {
            let place = &places[nth];
            // Whoever does not see the table is read it as a list.
            ui.ctx()
                .accesskit_node_builder(ui.id().with(("sign", nth)), |node| {
                    node.set_role(egui::accesskit::Role::Label);
                    node.set_value(said.in_words());
                });
            if place.rect.is_positive() {
                sign.paint(painter, theme, place);
            }
        }
    }

    /// A point beside a segment, to its right.
    pub fn beside(&self, segment: usize) -> Pos2 {
        let bays = self.table.bays_of[segment].iter();
        let ends = bays.map(|bay| {
            let bay = &self.table.bays[*bay];
            let [_, y0, x1, _] = bay.rect;
            self.place(Point {
                x: x1,
                y: y0,
                z: bay.z,
            })
        });
        let right = ends.max_by(|a, b| a.x.total_cmp(&b.x));
        right.unwrap_or(self.rect.center()) + vec2(14.0, 0.0)
    }

    /// Outlines the floors of a segment.
    pub fn outline(&self, painter: &Painter, segment: usize, width: f32) {
        for bay in &self.table.bays_of[segment] {
            let bay = &self.table.bays[*bay];
            let [x0, y0, x1, y1] = bay.rect;
            let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)];
            let corners = corners.map(|(x, y)| self.place(Point { x, y, z: bay.z }));
            painter.add(egui::Shape::closed_line(
                corners.to_vec(),
                egui::Stroke::new(width, self.theme.accent),
            ));
        }
    }
}

/// A title of more letters than this stands in two rows where letters are as large as in a room.
const LONG: usize = 16;

/// A title in its rows, parted at the space that is nearest to its middle.
fn in_rows(title: &str, letters: f32) -> Vec<&str> {
    let middle = title.len() / 2;
    let spaces = title.match_indices(' ').map(|(at, _)| at);
    let parted = spaces.min_by_key(|at| at.abs_diff(middle));
    match parted {
        Some(at) if letters > 1.2 && title.chars().count() > LONG => {
            vec![&title[..at], &title[at + 1..]]
        }
        _ => vec![title],
    }
}

/// A row of a sign: its letters, their colour, and the shape before them.
type Row = (Arc<egui::Galley>, Tone, Option<Option<Standing>>);

/// A sign, laid out.
struct Drawn {
    rows: Vec<Row>,
    size: Vec2,
    letters: f32,
}

/// Room for the shape before a row, in points of the console.
const SHAPE: f32 = 13.0;

impl Drawn {
    fn of(ui: &Ui, theme: &Theme, sign: &Sign, letters: f32) -> Self {
        let points = size::SMALL * letters;
        let small = FontId::new(points, FontFamily::Proportional);
        let strong = FontId::new(points, semibold());
        let layout = |words: &str, font: FontId, colour| {
            ui.painter().layout_no_wrap(words.to_owned(), font, colour)
        };
        let title = FontId::new(points + 1.0, semibold());
        let mut rows: Vec<Row> = Vec::new();
        for words in in_rows(&sign.title, letters) {
            rows.push((layout(words, title.clone(), theme.text), Tone::Quiet, None));
        }
        for line in &sign.lines {
            let font = if line.tone == Tone::Quiet {
                &small
            } else {
                &strong
            };
            let colour = line.tone.colour(theme);
            rows.push((
                layout(&line.words, font.clone(), colour),
                line.tone,
                line.standing,
            ));
        }
        let wide = |(galley, _, standing): &Row| {
            galley.size().x
                + if standing.is_some() {
                    SHAPE * letters
                } else {
                    0.0
                }
        };
        let size = vec2(
            rows.iter().map(wide).fold(0.0, f32::max),
            rows.iter().map(|(galley, _, _)| galley.size().y).sum(),
        );
        Self {
            rows,
            size,
            letters,
        }
    }

    fn paint(self, painter: &Painter, theme: &Theme, hung: &Hung) {
        let place = hung.rect;
        // A halo of the ground, so that words are read over a cable.
        // On a light ground what is half there comes out grey, however the window blends.
        let halo = theme
            .ground
            .gamma_multiply(if theme.dark { 0.8 } else { 1.0 });
        // Its corners are round on a dark ground alone, for the same reason.
        let round = if theme.dark { 4.0 } else { 0.0 };
        painter.rect_filled(place.expand2(vec2(4.0, 2.0)), round, halo);
        let mut top = place.min.y;
        for (galley, tone, standing) in self.rows {
            let high = galley.size().y;
            let shape = if standing.is_some() {
                SHAPE * self.letters
            } else {
                0.0
            };
            let mut left = if hung.to_left {
                place.max.x - galley.size().x - shape
            } else {
                place.min.x
            };
            let colour = tone.colour(theme);
            if let Some(standing) = standing {
                let side = 8.0 * self.letters;
                let middle = pos2(left + side / 2.0, top + high / 2.0);
                let rect = Rect::from_center_size(middle, vec2(side, side));
                standing_shape(painter, rect, standing, colour);
                left += shape;
            }
            painter.galley(pos2(left, top), galley, colour);
            top += high;
        }
    }
}
