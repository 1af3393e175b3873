//! The panel with a nation on the table: its picture, its regions' signs, what is at the pointer. Must not
//! choose the minute, and must not change anything.

use super::country_places;
use super::country_signs::{self, in_words};
use super::stage::{Stage, Wanted};
use super::subject::{OfCountry, Subject};
use crate::window::theme::{Theme, UNTINTED};
use crate::window::widgets::named;
use egui::{CornerRadius, Painter, Rect, Sense, Stroke, Ui, Vec2, WidgetType, pos2, vec2};
use std::sync::Arc;
use wardroom_core::ensemble::hindcast::England;
use wardroom_table::{Country, Point, Projection, SeenCountry, TrustState, outline_of};

/// Room for signs at the edges, in points: left, top, right, bottom.
const AROUND: [f32; 4] = [16.0, 14.0, 16.0, 20.0];

/// Points of a pitch from which on practices are shown singly: then a mark of one can be read.
const SINGLY: f32 = 15.0;

/// For which picture places of signs were found, and those.
type Hanging = (Projection, Rect, Vec<Vec2>, Vec<Rect>);

/// A place at which a nation is shown: how near and where, its picture, what is kept between frames.
#[derive(Debug, Default)]
pub struct CountrySpot {
    /// How far in.
    pub zoom: f32,
    /// How far aside, in points.
    pub pan: Vec2,
    /// What is wanted, and what there is.
    pub stage: Stage,
    hung: Option<Hanging>,
}

/// What is shown.
#[derive(Clone, Copy)]
pub struct ShownCountry<'a> {
    /// What regions are called.
    pub england: &'a England,
    /// Where everything stands.
    pub country: &'a Arc<Country>,
    /// How it stands.
    pub seen: &'a SeenCountry,
    /// A trust in words, by its index.
    pub trust: &'a dyn Fn(usize) -> String,
}

/// Shows a nation on what is left of a panel.
pub fn country_ui(ui: &mut Ui, theme: &Theme, shown: ShownCountry<'_>, spot: &mut CountrySpot) {
    let size = ui.available_size().max(vec2(1.0, 1.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    named(
        &response,
        WidgetType::Image,
        "Model of the country: arrows move it, plus and minus zoom",
    );
    crate::window::map::steer(ui, &mut spot.zoom, &mut spot.pan, rect, &response);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, CornerRadius::same(8), theme.ground);
    if let Some(texture) = spot.stage.texture {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(texture, rect, whole, UNTINTED);
    }
    let projection = projected(shown.country, rect, spot);
    let at = |point: Point| {
        let [x, y] = projection.place(point);
        rect.min + vec2(x, y)
    };
    if !country_signs::narrow(rect) {
        country_signs::legend(&painter, theme, rect, (shown.country, shown.seen));
    }
    signs_ui(ui, &painter, theme, &shown, (projection, rect), spot);
    trusts_in_words(ui, &shown);
    let under = response.hover_pos().and_then(|pointer| {
        let from = pointer - rect.min;
        let ([x, y], scale) = (projection.origin, projection.scale);
        let place = [(from.x - x) / scale, (from.y - y) / scale];
        shown.country.trust_under(place)
    });
    if let Some(trust) = under {
        let outline = outline_of(&shown.country.trusts[trust]).map(at).to_vec();
        painter.add(egui::Shape::closed_line(
            outline,
            Stroke::new(2.0, theme.accent),
        ));
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.label((shown.trust)(trust));
        });
    }
    let scale = ui.ctx().pixels_per_point();
    let pixels = |points: f32| (points * scale).round() as u32;
    spot.stage.wanted = Some(Wanted {
        subject: Subject::Country(OfCountry {
            country: shown.country.clone(),
            seen: shown.seen.clone(),
            singly: projection.scale >= SINGLY,
        }),
        pixels: [pixels(rect.width()), pixels(rect.height())],
        projection: Projection {
            origin: projection.origin.map(|it| it * scale),
            scale: projection.scale * scale,
        },
        theme: *theme,
    });
}

/// The whole in the middle of a rectangle, then nearer and aside.
fn projected(country: &Country, rect: Rect, spot: &CountrySpot) -> Projection {
    let [left, top, right, bottom] = AROUND;
    let (wide, high) = (rect.width(), rect.height());
    let window = [
        left,
        top,
        (wide - right).max(left + 1.0),
        (high - bottom).max(top + 1.0),
    ];
    let fit = Projection::fitting(country.picture, window);
    let (zoom, pan) = (spot.zoom.max(1.0), spot.pan);
    let moved =
        |axis: usize, middle: f32, pan: f32| middle + (fit.origin[axis] - middle) * zoom + pan;
    Projection {
        origin: [moved(0, wide / 2.0, pan.x), moved(1, high / 2.0, pan.y)],
        scale: fit.scale * zoom,
    }
}

/// The regions' signs, where they were unless the picture is another.
fn signs_ui(
    ui: &Ui,
    painter: &Painter,
    theme: &Theme,
    shown: &ShownCountry<'_>,
    (projection, rect): (Projection, Rect),
    spot: &mut CountrySpot,
) {
    let regions = &shown.england.regions;
    let (letters, narrow) = (country_signs::letters(rect), country_signs::narrow(rect));
    let sizes: Vec<Vec2> = regions
        .iter()
        .map(|region| country_signs::room(ui, &region.name, (letters, narrow)))
        .collect();
    let same = spot.hung.as_ref().is_some_and(|(was, within, old, _)| {
        *was == projection && *within == rect && *old == sizes
    });
    if !same {
        let taken = country_signs::taken(rect);
        let places = country_places::places(shown.country, &projection, rect, &sizes, taken);
        spot.hung = Some((projection, rect, sizes, places));
    }
    let Some((_, _, _, places)) = &spot.hung else {
        return;
    };
    let at = |point: Point| {
        let [x, y] = projection.place(point);
        rect.min + vec2(x, y)
    };
    let plates = shown.country.plates.iter().zip(&shown.seen.regions);
    for (nth, ((region, place), of)) in regions.iter().zip(places).zip(plates).enumerate() {
        if place.is_positive() {
            if let Some(line) = country_places::line(of.0, *place, &at) {
                painter.line_segment(line, (1.0, theme.quiet));
            }
            let room = (*place, letters, narrow);
            country_signs::write(painter, theme, room, &region.name, of);
        }
        let (id, name) = (ui.id().with(("region", nth)), &region.name);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::accesskit::Role::Label);
            node.set_value(format!("{name}: {}", in_words(of.0, of.1)));
        });
    }
}

/// Whoever does not see the table is read its trusts as a list: those that are not as usual.
fn trusts_in_words(ui: &Ui, shown: &ShownCountry<'_>) {
    let plates = shown.country.plates.iter().zip(&shown.seen.regions);
    for (plate, seen) in plates {
        let trusts = plate.trusts.iter().zip(&seen.trusts);
        for (trust, _) in trusts.filter(|(_, state)| **state != TrustState::Usual) {
            let id = ui.id().with(("trust", *trust));
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(egui::accesskit::Role::Label);
                node.set_value((shown.trust)(*trust));
            });
        }
    }
}
