//! The hindcast: the regions as tiles with trusts as dots, the week on a scrubber, the table beside.
//! Must not judge what it shows.

use crate::window::hindcast::{Hindcast, Played};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    boxed, caps, named, primary, progress, quiet, row, rule, scrolled, secondary, text, top_bar,
    two_parts,
};
use egui::{
    Align, Align2, Color32, CornerRadius, FontFamily, FontId, Layout, Rect, Sense, Slider, Stroke,
    StrokeKind, Ui, WidgetType, pos2, vec2,
};
use wardroom_core::ensemble::hindcast::{Course, England, FROM, Table, UNTIL};
use wardroom_core::words;
use wardroom_papers::report::in_figures;

/// How a trust stands at a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dot {
    Well,
    Silent,
    Infected,
    Disrupted,
    Restored,
}

const DOTS: [(Dot, &str); 5] = [
    (Dot::Well, "as usual"),
    (Dot::Silent, "not known yet"),
    (Dot::Infected, "infected"),
    (Dot::Disrupted, "cut off"),
    (Dot::Restored, "back"),
];

/// Shows the hindcast. Returns whether the home screen is asked for.
pub fn hindcast_ui(ui: &mut Ui, theme: &Theme, hindcast: &mut Hindcast) -> bool {
    let mut home = false;
    top_bar(ui, theme, "hindcast-top", |ui| {
        ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
        ui.label(text(
            "England, 12–19 May 2017 · simulated; no dot is a real trust",
            size::BODY,
            FontFamily::Proportional,
            theme.on_action,
        ));
        ui.add_space(12.0);
        home = secondary(ui, theme, "Home").clicked();
    });
    let under_way = hindcast.played.follow();
    let (map, beside) = two_parts(ui, 0.56, 0.55);
    let england = hindcast.england.clone();
    let played = hindcast.played.done.take();
    boxed(ui, theme, map, "hindcast-map", |ui| {
        match (&played, &england) {
            (Some(played), Some(england)) => {
                week_ui(ui, theme, hindcast, played, england);
            }
            (_, None) => {
                quiet(ui, theme, "The parameters of England can't be read.");
            }
            (None, _) => {
                let words = "Simulating the week a hundred times";
                progress(ui, theme, under_way.unwrap_or(0.0), words);
                ui.ctx()
                    .request_repaint_after(std::time::Duration::from_millis(100));
            }
        }
    });
    boxed(ui, theme, beside, "hindcast-table", |ui| {
        scrolled(ui, "hindcast-rows", |ui| match &played {
            Some(played) => table_ui(ui, theme, &played.table),
            None => {
                quiet(ui, theme, "The table is here when the runs are made.");
            }
        });
    });
    if hindcast.played.done.is_none() {
        hindcast.played.done = played;
    }
    home
}

fn clock(minute: u32) -> String {
    let start = jiff::civil::date(2017, 5, 12).at(0, 0, 0, 0);
    let span = jiff::SignedDuration::from_mins(i64::from(minute));
    start
        .checked_add(span)
        .unwrap_or(start)
        .strftime("%a %-d May %H:%M")
        .to_string()
}

fn week_ui(
    ui: &mut Ui,
    theme: &Theme,
    hindcast: &mut Hindcast,
    played: &Played,
    england: &England,
) {
    let minute = hindcast.minute;
    let whole = ui.available_rect_before_wrap();
    row(
        ui,
        |ui| {
            ui.label(text(clock(minute), size::LARGE, bold(), theme.text));
        },
        |ui| {
            if secondary(ui, theme, "Another week").clicked() {
                hindcast.running = false;
                hindcast.show(hindcast.seed % 1_000 + 1);
            }
            quiet(ui, theme, format!("run {}", hindcast.seed));
        },
    );
    ui.horizontal_wrapped(|ui| {
        let words = if hindcast.running { "Pause" } else { "Run" };
        if primary(ui, theme, words, true).clicked() {
            if minute + 2 >= UNTIL {
                hindcast.minute = FROM;
            }
            hindcast.running = !hindcast.running;
        }
        ui.spacing_mut().slider_width = (whole.right() - ui.cursor().left() - 30.0).max(120.0);
        let slider = ui.add(Slider::new(&mut hindcast.minute, FROM..=UNTIL - 1).show_value(false));
        named(&slider, WidgetType::Slider, "Minute of the week");
        if slider.dragged() {
            hindcast.running = false;
        }
    });
    let count = |what: Dot| {
        played
            .week
            .courses
            .iter()
            .filter(|it| dot(it, minute) == what)
            .count()
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (what, words) in DOTS {
            let words = format!("{words} {}", count(what));
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
    for (region, tile) in tiles(room).iter().enumerate().take(england.regions.len()) {
        region_ui(ui, theme, played, england, region, *tile, minute);
    }
}

/// North above, the Midlands and the East with London beside, the South below.
fn tiles(room: Rect) -> [Rect; 4] {
    let gap = 10.0;
    let third = (room.height() - 2.0 * gap) / 3.0;
    let at = |top: f32, from: f32, to: f32| {
        Rect::from_min_max(
            pos2(room.left() + room.width() * from, room.top() + top),
            pos2(room.left() + room.width() * to, room.top() + top + third),
        )
    };
    [
        at(0.0, 0.08, 0.72),
        at(third + gap, 0.0, 0.62),
        at(third + gap, 0.64, 1.0),
        at(2.0 * (third + gap), 0.06, 1.0),
    ]
}

/// How a trust stands.
fn dot(course: &Course, minute: u32) -> Dot {
    let since = |at: Option<u32>| at.is_some_and(|at| minute >= at);
    if course.is_infected() {
        if since(course.restored) {
            return Dot::Restored;
        }
        if since(course.known) {
            return Dot::Infected;
        }
        if since(course.infected) {
            return Dot::Silent;
        }
        return Dot::Well;
    }
    if since(course.back) {
        return Dot::Restored;
    }
    if since(course.cut) || (course.cut.is_none() && since(course.shared)) {
        return Dot::Disrupted;
    }
    Dot::Well
}

/// A dot: the shape says it as well as the colour.
fn draw(ui: &Ui, theme: &Theme, at: egui::Pos2, radius: f32, what: Dot) {
    let painter = ui.painter();
    match what {
        Dot::Well => {
            painter.circle_stroke(at, radius * 0.7, Stroke::new(1.2, theme.quiet));
        }
        Dot::Silent => {
            painter.circle_stroke(at, radius, Stroke::new(2.4, theme.bad));
        }
        Dot::Infected => {
            painter.rect_filled(
                Rect::from_center_size(at, vec2(radius, radius) * 2.0),
                CornerRadius::same(2),
                theme.bad,
            );
        }
        Dot::Disrupted => {
            let up = vec2(0.0, -radius * 1.1);
            let side = vec2(radius * 1.05, radius * 0.8);
            painter.add(egui::Shape::convex_polygon(
                vec![at + up, at + side, at + vec2(-side.x, side.y)],
                theme.reduced,
                Stroke::NONE,
            ));
        }
        Dot::Restored => {
            painter.circle_filled(at, radius * 0.8, theme.good);
        }
    }
}

fn region_ui(
    ui: &mut Ui,
    theme: &Theme,
    played: &Played,
    england: &England,
    region: usize,
    tile: Rect,
    minute: u32,
) {
    ui.painter().rect(
        tile,
        CornerRadius::same(8),
        theme.raised,
        Stroke::new(1.0, theme.line),
        StrokeKind::Inside,
    );
    let all: Vec<&Course> = played
        .week
        .courses
        .iter()
        .zip(&played.week.nation.trusts)
        .filter(|(_, trust)| trust.region == region)
        .map(|(course, _)| course)
        .collect();
    let name = &england.regions[region].name;
    let known = all
        .iter()
        .filter(|it| it.known.is_some_and(|it| it <= minute))
        .count();
    let words = format!("{} trusts, {known} infected", all.len());
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
        &words,
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
    while step > 7.0 && all.len().div_ceil(columns(step)) as f32 * step > field.height() {
        step -= 0.5;
    }
    for (at, course) in all.iter().enumerate() {
        let (column, line) = (at % columns(step), at / columns(step));
        let middle = field.min + vec2(column as f32 + 0.5, line as f32 + 0.5) * step;
        draw(ui, theme, middle, step * 0.32, dot(course, minute));
    }
    let response = ui.interact(tile, ui.id().with(("region", region)), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {words}"))
    });
}

fn table_ui(ui: &mut Ui, theme: &Theme, table: &Table) {
    caps(
        ui,
        theme,
        &format!("Observed and simulated, {} runs", table.runs),
    );
    quiet(
        ui,
        theme,
        "The model was fitted to the first thirteen measures. The others come out of it as they are, beside what was observed where a source has it.",
    );
    ui.add_space(6.0);
    for measure in &table.measures {
        row(
            ui,
            |ui| {
                ui.vertical(|ui| {
                    ui.set_max_width((ui.available_width() - 130.0).max(120.0));
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.label(text(
                        measure.label,
                        size::BODY,
                        FontFamily::Proportional,
                        theme.text,
                    ));
                    if let Some(observed) = measure.observed {
                        let inside = measure.inside == Some(true);
                        quiet(
                            ui,
                            theme,
                            words::really(&in_figures(measure, observed), inside),
                        );
                    }
                });
            },
            |ui| {
                ui.with_layout(Layout::top_down(Align::RIGHT), |ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.label(text(
                        in_figures(measure, measure.median),
                        size::TITLE,
                        semibold(),
                        theme.text,
                    ));
                    quiet(
                        ui,
                        theme,
                        format!(
                            "{} to {}",
                            in_figures(measure, measure.p05),
                            in_figures(measure, measure.p95)
                        ),
                    );
                });
            },
        );
        rule(ui, theme);
    }
}
