//! The nation as a flat plan: regions as tiles with trusts as dots, for weak graphics and for those who prefer
//! it. Says of trusts what the model says. Must not choose the minute.

use crate::window::hindcast::ShownWeek;
use crate::window::table::region_in_words;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::quiet;
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Rect, Sense, Stroke, StrokeKind, Ui,
    WidgetType, pos2, vec2,
};
use wardroom_core::ensemble::hindcast::England;
use wardroom_table::{SeenCountry, SeenRegion, TrustState};

/// Shows it on what is left of a panel.
pub fn flat_ui(
    ui: &mut Ui,
    theme: &Theme,
    (england, shown): (&England, &ShownWeek),
    seen: &SeenCountry,
) {
    let whole = ui.available_rect_before_wrap();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for what in TrustState::ALL {
            let words = format!("{} {}", what.words(), seen.trusts_that_are(what));
            let font = FontId::new(size::SMALL, FontFamily::Proportional);
            let wide = ui
                .painter()
                .layout_no_wrap(words.clone(), font, theme.quiet)
                .size()
                .x;
            // Sign and word go to the next line together.
            if ui.available_size_before_wrap().x < wide + 24.0 {
                ui.end_row();
            }
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
            draw(ui, theme, rect.center(), 5.5, what);
            quiet(ui, theme, words);
            ui.add_space(8.0);
        }
    });
    ui.add_space(4.0);
    let room = ui.available_rect_before_wrap().intersect(whole);
    let tiles = tiles(room, england.regions.len());
    for ((region, tile), seen) in tiles.into_iter().enumerate().zip(&seen.regions) {
        region_ui(ui, theme, (england, shown), (region, tile), seen);
    }
}

/// North above, the Midlands and the East with London beside, the South below; other regions in as many
/// tiles as there are.
fn tiles(room: Rect, regions: usize) -> Vec<Rect> {
    let gap = 10.0;
    if regions != 4 {
        let columns = (1..).find(|it| it * it >= regions).unwrap_or(1);
        let lines = regions.div_ceil(columns).max(1);
        let size = vec2(
            (room.width() + gap) / columns as f32 - gap,
            (room.height() + gap) / lines as f32 - gap,
        );
        let tile = |nth: usize| {
            let (column, line) = ((nth % columns) as f32, (nth / columns) as f32);
            let by = vec2(column * (size.x + gap), line * (size.y + gap));
            Rect::from_min_size(room.min + by, size)
        };
        return (0..regions).map(tile).collect();
    }
    let third = (room.height() - 2.0 * gap) / 3.0;
    let at = |top: f32, from: f32, to: f32| {
        Rect::from_min_max(
            pos2(room.left() + room.width() * from, room.top() + top),
            pos2(room.left() + room.width() * to, room.top() + top + third),
        )
    };
    vec![
        at(0.0, 0.08, 0.72),
        at(third + gap, 0.0, 0.62),
        at(third + gap, 0.64, 1.0),
        at(2.0 * (third + gap), 0.06, 1.0),
    ]
}

/// A dot: the shape says it as well as the colour.
fn draw(ui: &Ui, theme: &Theme, at: egui::Pos2, radius: f32, what: TrustState) {
    let painter = ui.painter();
    match what {
        TrustState::Usual => {
            painter.circle_stroke(at, radius * 0.7, Stroke::new(1.2, theme.quiet));
        }
        TrustState::Silent => {
            painter.circle_stroke(at, radius, Stroke::new(2.4, theme.bad));
        }
        TrustState::Infected => {
            painter.rect_filled(
                Rect::from_center_size(at, vec2(radius, radius) * 2.0),
                CornerRadius::same(2),
                theme.bad,
            );
        }
        TrustState::CutOff => {
            let up = vec2(0.0, -radius * 1.1);
            let side = vec2(radius * 1.05, radius * 0.8);
            painter.add(egui::Shape::convex_polygon(
                vec![at + up, at + side, at + vec2(-side.x, side.y)],
                theme.reduced,
                Stroke::NONE,
            ));
        }
        TrustState::Back => {
            painter.circle_filled(at, radius * 0.8, theme.good);
        }
    }
}

fn region_ui(
    ui: &mut Ui,
    theme: &Theme,
    (england, shown): (&England, &ShownWeek),
    (region, tile): (usize, Rect),
    seen: &SeenRegion,
) {
    ui.painter().rect(
        tile,
        CornerRadius::same(8),
        theme.raised,
        Stroke::new(1.0, theme.line),
        StrokeKind::Inside,
    );
    let name = &england.regions[region].name;
    let words = region_in_words(&shown.country.plates[region], seen);
    let head = format!("{} trusts", seen.trusts.len());
    let text_at = |y: f32, words: &str, family: FontFamily, points: f32, colour: Color32| {
        crate::window::widgets::fitted(
            ui.painter(),
            pos2(tile.left() + 12.0, tile.top() + y),
            Align2::LEFT_TOP,
            words,
            FontId::new(points, family),
            colour,
            tile.width() - 24.0,
        );
    };
    text_at(8.0, name, semibold(), size::BODY, theme.text);
    text_at(
        27.0,
        &head,
        FontFamily::Proportional,
        size::SMALL,
        theme.quiet,
    );
    let field = Rect::from_min_max(
        pos2(tile.left() + 12.0, tile.top() + 48.0),
        tile.max - vec2(10.0, 8.0),
    );
    // As wide apart as there is room for.
    let mut step = 26.0_f32;
    let columns = |step: f32| ((field.width() / step) as usize).max(1);
    while step > 7.0 && seen.trusts.len().div_ceil(columns(step)) as f32 * step > field.height() {
        step -= 0.5;
    }
    for (at, state) in seen.trusts.iter().enumerate() {
        let (column, line) = (at % columns(step), at / columns(step));
        let middle = field.min + vec2(column as f32 + 0.5, line as f32 + 0.5) * step;
        draw(ui, theme, middle, step * 0.32, *state);
    }
    let response = ui.interact(tile, ui.id().with(("region", region)), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {words}"))
    });
}
