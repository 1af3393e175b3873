//! The panel with the table: its picture, its signs, what is under the pointer, and the way around it. Must
//! not draw the table itself (`scene.rs`), and must not change the exercise.

use super::legend;
use super::placing::{self, Hung};
use super::signs::{Sign, Tone, signs};
use super::stage::{Stage, Wanted};
use crate::window::map::FLAT_PLAN;
use crate::window::panels::Action;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, named, standing_shape, toggle};
use egui::{Color32, FontFamily, FontId, Painter, Pos2, Rect, Sense, Ui, Vec2, pos2, vec2};
use std::sync::Arc;
use wardroom_core::exercise::TruthView;
use wardroom_core::scenario::Scenario;
use wardroom_core::words;
use wardroom_table::{Projection, Seen, Table};

/// What the panel keeps between frames.
#[derive(Debug, Default)]
pub struct Model {
    /// The scenario whose table it is, and the table.
    laid: Option<(Arc<Scenario>, Arc<Table>)>,
    /// Where signs hang, and for which picture that was found.
    hung: Option<(Projection, Rect, Vec<Vec2>, Vec<Hung>)>,
    zoom: f32,
    pan: Vec2,
    /// Whether what is reported is shown, in place of what is so.
    known: bool,
}

/// What the panel shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Whose trust it is.
    pub scenario: &'a Arc<Scenario>,
    /// How things really stand.
    pub truth: &'a TruthView,
    /// What has been reported.
    pub known: &'a Seen,
    /// The segment that is picked.
    pub picked: Option<usize>,
}

/// Room around the table, in points, for the signs at its edges.
const AROUND: [f32; 4] = [128.0, 20.0, 110.0, 34.0];

/// Shows the table. Returns what was asked for.
pub fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    shown: Shown<'_>,
    (model, stage): (&mut Model, &mut Stage),
    flat: &mut bool,
) -> Option<Action> {
    head(ui, theme, model, flat);
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    named(
        &response,
        egui::WidgetType::Image,
        "Model of the trust: arrows move it, plus and minus zoom",
    );
    let table = model.table(shown.scenario);
    crate::window::map::steer(ui, &mut model.zoom, &mut model.pan, rect, &response);
    let projection = projection(&table, rect, model.zoom, model.pan);
    let seen = if model.known {
        shown.known.clone()
    } else {
        Seen::truth(shown.truth)
    };
    let painter = ui.painter_at(rect);
    if let Some(texture) = stage.texture {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(texture, rect, whole, Color32::WHITE);
    }
    let found = signs(shown.scenario, &seen);
    hang(
        ui,
        &painter,
        theme,
        model,
        &table,
        &projection,
        rect,
        &found,
    );
    legend::show(&painter, theme, rect, &seen);
    let hovered = response.hover_pos().and_then(|at| {
        let at = at - rect.min;
        let [x, y] = projection.origin;
        table.under([(at.x - x) / projection.scale, (at.y - y) / projection.scale])
    });
    for segment in [hovered, shown.picked].into_iter().flatten() {
        outline(&painter, theme, &table, &projection, rect, segment);
    }
    if let Some(at) = hovered {
        let words = crate::window::map::tooltip(shown.scenario, shown.truth, at);
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.label(words);
        });
    }
    let scale = ui.ctx().pixels_per_point();
    stage.wanted = Some(Wanted {
        scenario: shown.scenario.clone(),
        table,
        seen,
        pixels: [
            (rect.width() * scale).round() as u32,
            (rect.height() * scale).round() as u32,
        ],
        projection: Projection {
            origin: projection.origin.map(|it| it * scale),
            scale: projection.scale * scale,
        },
        theme: *theme,
    });
    let picked = hovered.filter(|_| response.clicked())?;
    Some(Action::Pick(
        (shown.picked != Some(picked)).then_some(picked),
    ))
}

impl Model {
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

fn head(ui: &mut Ui, theme: &Theme, model: &mut Model, flat: &mut bool) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        caps(ui, theme, "The trust");
        ui.add_space(6.0);
        for (known, words) in [
            (false, words::GROUND_TRUTH),
            (true, words::REPORTED_PICTURE),
        ] {
            if toggle(ui, theme, model.known == known, words).clicked() {
                model.known = known;
            }
        }
        if toggle(ui, theme, false, FLAT_PLAN).clicked() {
            *flat = true;
        }
    });
}

/// The whole table in the middle of a rectangle, then closer and aside as somebody wants it.
fn projection(table: &Table, rect: Rect, zoom: f32, pan: Vec2) -> Projection {
    let [left, top, right, bottom] = AROUND;
    let (wide, high) = (rect.width(), rect.height());
    let fit = Projection::fitting(
        table.picture,
        [
            left,
            top,
            (wide - right).max(left + 1.0),
            (high - bottom).max(top + 1.0),
        ],
    );
    let middle = [wide / 2.0, high / 2.0];
    let moved =
        |axis: usize, pan: f32| middle[axis] + (fit.origin[axis] - middle[axis]) * zoom + pan;
    Projection {
        origin: [moved(0, pan.x), moved(1, pan.y)],
        scale: fit.scale * zoom,
    }
}

/// Hangs the signs, anew only if their sizes or the picture have changed.
#[expect(clippy::too_many_arguments, reason = "one call, from the panel")]
fn hang(
    ui: &Ui,
    painter: &Painter,
    theme: &Theme,
    model: &mut Model,
    table: &Table,
    projection: &Projection,
    rect: Rect,
    signs: &[Sign],
) {
    let drawn: Vec<Drawn> = signs
        .iter()
        .map(|sign| Drawn::of(ui, theme, sign))
        .collect();
    let sizes: Vec<Vec2> = drawn.iter().map(|it| it.size).collect();
    let same = model
        .hung
        .as_ref()
        .is_some_and(|(was, within, old, _)| was == projection && *within == rect && *old == sizes);
    if !same {
        let places = placing::place(table, projection, rect, &sizes, legend::place(rect));
        model.hung = Some((*projection, rect, sizes, places));
    }
    let Some((_, _, _, places)) = &model.hung else {
        return;
    };
    for (sign, place) in drawn.into_iter().zip(places) {
        if let Some(end) = place.line_to {
            let from = pos2(
                end.x.clamp(place.rect.left(), place.rect.right()),
                place.rect.center().y,
            );
            painter.line_segment([from, end], (1.0, theme.quiet));
        }
        sign.paint(painter, theme, place.rect, place.to_left);
    }
}

/// A sign, laid out.
struct Drawn {
    rows: Vec<(
        Arc<egui::Galley>,
        Tone,
        Option<Option<wardroom_core::exercise::Standing>>,
    )>,
    size: Vec2,
}

/// Room for the shape before a line.
const SHAPE: f32 = 13.0;

impl Drawn {
    fn of(ui: &Ui, theme: &Theme, sign: &Sign) -> Self {
        let small = FontId::new(size::SMALL, FontFamily::Proportional);
        let bold = FontId::new(size::SMALL, semibold());
        let layout = |words: &str, font: FontId, colour| {
            ui.painter().layout_no_wrap(words.to_owned(), font, colour)
        };
        let title = FontId::new(size::SMALL + 1.0, semibold());
        let mut rows = vec![(layout(&sign.title, title, theme.text), Tone::Quiet, None)];
        for line in &sign.lines {
            let font = if line.tone == Tone::Quiet {
                &small
            } else {
                &bold
            };
            let colour = line.tone.colour(theme);
            rows.push((
                layout(&line.words, font.clone(), colour),
                line.tone,
                line.standing,
            ));
        }
        let wide = |(galley, _, standing): &(Arc<egui::Galley>, Tone, Option<_>)| {
            galley.size().x + if standing.is_some() { SHAPE } else { 0.0 }
        };
        let size = vec2(
            rows.iter().map(wide).fold(0.0, f32::max),
            rows.iter().map(|(galley, _, _)| galley.size().y).sum(),
        );
        Self { rows, size }
    }

    fn paint(self, painter: &Painter, theme: &Theme, place: Rect, to_left: bool) {
        // A halo of the ground, so that words are read over a cable.
        let halo = theme.ground.gamma_multiply(0.8);
        painter.rect_filled(place.expand2(vec2(4.0, 2.0)), 4.0, halo);
        let mut top = place.min.y;
        for (galley, tone, standing) in self.rows {
            let high = galley.size().y;
            let shape = if standing.is_some() { SHAPE } else { 0.0 };
            let mut left = if to_left {
                place.max.x - galley.size().x - shape
            } else {
                place.min.x
            };
            let colour = tone.colour(theme);
            if let Some(standing) = standing {
                let middle = pos2(left + 4.5, top + high / 2.0);
                let shape = Rect::from_center_size(middle, vec2(8.0, 8.0));
                standing_shape(painter, shape, standing, colour);
                left += SHAPE;
            }
            painter.galley(pos2(left, top), galley, colour);
            top += high;
        }
    }
}

/// The floors of a segment, outlined.
fn outline(
    painter: &Painter,
    theme: &Theme,
    table: &Table,
    projection: &Projection,
    rect: Rect,
    segment: usize,
) {
    for bay in &table.bays_of[segment] {
        let bay = &table.bays[*bay];
        let [x0, y0, x1, y1] = bay.rect;
        let corners: Vec<Pos2> = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
            .map(|(x, y)| {
                let [x, y] = projection.place(wardroom_table::Point { x, y, z: bay.z });
                rect.min + vec2(x, y)
            })
            .to_vec();
        painter.add(egui::Shape::closed_line(
            corners,
            egui::Stroke::new(1.5, theme.accent),
        ));
    }
}
