//! The map of the trust: segments where the scenario places them, every host as a dot in its
//! segment, links, isolation. Must not change anything.

mod dots;
mod links;

use super::theme::{Theme, semibold, size};
use crate::exercise::{Host, TruthView};
use crate::scenario::Scenario;
use dots::Dots;
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Painter, Pos2, Rect, Sense, Stroke,
    StrokeKind, Ui, pos2, vec2,
};

/// What the map keeps between frames.
#[derive(Default)]
pub struct Map {
    dots: Dots,
    zoom: f32,
    pan: egui::Vec2,
}

impl std::fmt::Debug for Map {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Map").field("zoom", &self.zoom).finish()
    }
}

/// Shows the map and returns the segment that was clicked.
pub fn map_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    picked: Option<usize>,
    moving: bool,
    map: &mut Map,
) -> Option<usize> {
    super::widgets::row(
        ui,
        |ui| {
            super::widgets::caps(ui, theme, "The trust · ground truth");
        },
        |ui| dots::legend(ui, theme, &mut map.dots),
    );
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    if map.zoom < 1.0 {
        map.zoom = 1.0;
    }
    if response.hovered() {
        let scrolled = ui.input(|input| input.smooth_scroll_delta().y);
        if scrolled != 0.0 {
            let before = map.zoom;
            map.zoom = (map.zoom * (1.0 + scrolled / 400.0)).clamp(1.0, 6.0);
            if let Some(at) = response.hover_pos() {
                // What is under the pointer stays there.
                let from_centre = at - rect.center() - map.pan;
                map.pan -= from_centre * (map.zoom / before - 1.0);
            }
        }
    }
    if response.dragged() {
        map.pan += response.drag_delta();
    }
    let most = rect.size() * (map.zoom - 1.0) / 2.0;
    map.pan = map.pan.clamp(-most, most);
    if response.double_clicked() {
        map.zoom = 1.0;
        map.pan = egui::Vec2::ZERO;
    }

    let painter = ui.painter_at(rect);
    let places: Vec<Rect> = scenario
        .segments
        .iter()
        .map(|segment| place(rect, map, segment.place))
        .collect();
    links::draw(
        &painter,
        theme,
        scenario,
        truth,
        &places,
        moving,
        ui.input(|it| it.time),
    );
    if moving && truth.segments.iter().any(|segment| segment.scanning > 0) {
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(100));
    }
    let hovered = response
        .hover_pos()
        .and_then(|at| places.iter().position(|place| place.contains(at)));
    for (at, segment) in scenario.segments.iter().enumerate() {
        let view = &truth.segments[at];
        let place = places[at];
        let lit = hovered == Some(at) || picked == Some(at);
        if segment.outside {
            pill(&painter, theme, place, &segment.name);
            continue;
        }
        frame(&painter, theme, place, view.isolated.is_some(), lit);
        let dots_rect = titles(&painter, theme, scenario, truth, at, place);
        map.dots.draw(ui, &painter, theme, &view.hosts, dots_rect);
        if let Some(since) = view.isolated {
            let words = format!("ISOLATED {}", clock_only(scenario, since));
            tag(
                &painter,
                theme,
                place.right_bottom() - vec2(8.0, 8.0),
                &words,
            );
        }
    }
    if let Some(at) = hovered {
        let words = tooltip(scenario, truth, at);
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.label(words);
        });
    }
    if response.clicked() { hovered } else { None }
}

fn clock_only(scenario: &Scenario, mins: u32) -> String {
    scenario
        .time_at(u64::from(mins) * 60)
        .strftime("%H:%M")
        .to_string()
}

fn place(rect: Rect, map: &Map, place: crate::scenario::Place) -> Rect {
    let scale = rect.size() / 1000.0;
    let at = |x: u32, y: u32| {
        let point = rect.min + vec2(x as f32 * scale.x, y as f32 * scale.y);
        rect.center() + (point - rect.center()) * map.zoom + map.pan
    };
    Rect::from_min_max(
        at(place.x, place.y),
        at(place.x + place.w, place.y + place.h),
    )
}

fn pill(painter: &Painter, theme: &Theme, place: Rect, name: &str) {
    let radius = CornerRadius::same((place.height() / 2.0).min(120.0) as u8);
    painter.rect(
        place,
        radius,
        theme.raised,
        Stroke::new(1.0, theme.line),
        StrokeKind::Inside,
    );
    fitted(
        painter,
        place.center(),
        Align2::CENTER_CENTER,
        name,
        FontId::new(size::SMALL, semibold()),
        theme.text,
        place.width() - 12.0,
    );
}

/// Text that is shortened with an ellipsis if there is no room for it.
pub fn fitted(
    painter: &Painter,
    at: Pos2,
    align: Align2,
    words: &str,
    font: FontId,
    colour: Color32,
    width: f32,
) -> Rect {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(10.0));
    let galley = painter.layout_job(job);
    let rect = align.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, colour);
    rect
}

fn frame(painter: &Painter, theme: &Theme, place: Rect, isolated: bool, lit: bool) {
    let fill = if lit { theme.selected } else { theme.raised };
    let radius = CornerRadius::same(8);
    let edge = if lit { theme.accent } else { theme.line };
    painter.rect(
        place,
        radius,
        fill,
        Stroke::new(if isolated { 0.0 } else { 1.0 }, edge),
        StrokeKind::Inside,
    );
    if isolated {
        let inner = place.shrink(1.0);
        let corners = [
            inner.left_top(),
            inner.right_top(),
            inner.right_bottom(),
            inner.left_bottom(),
            inner.left_top(),
        ];
        painter.extend(egui::Shape::dashed_line(
            &corners,
            Stroke::new(2.0, theme.accent),
            8.0,
            5.0,
        ));
    }
}

/// The segment's name and how many of its hosts are locked; returns where its dots go.
fn titles(
    painter: &Painter,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    at: usize,
    place: Rect,
) -> Rect {
    let view = &truth.segments[at];
    let locked = view.hosts[Host::Locked as usize];
    let inner = place.shrink2(vec2(10.0, 8.0));
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    let count = format!("{locked} of {} locked", super::grouped(view.total));
    let short = format!("{locked}/{}", view.total);
    let name = &scenario.segments[at].name;
    let width = |words: &str, font: FontId| {
        painter
            .layout_no_wrap(words.to_owned(), font, theme.text)
            .size()
            .x
    };
    let name_width = width(name, FontId::new(size::SMALL + 0.5, semibold()));
    let room = inner.width() - name_width - 10.0;
    let words = if width(&count, small.clone()) <= room {
        count
    } else {
        short
    };
    let colour = if locked > 0 { theme.bad } else { theme.quiet };
    let right = fitted(
        painter,
        inner.right_top(),
        Align2::RIGHT_TOP,
        &words,
        small,
        colour,
        inner.width() / 2.0,
    );
    fitted(
        painter,
        inner.left_top(),
        Align2::LEFT_TOP,
        name,
        FontId::new(size::SMALL + 0.5, semibold()),
        theme.text,
        inner.width() - right.width() - 8.0,
    );
    let mut dots = inner;
    dots.min.y += 22.0;
    if view.isolated.is_some() {
        dots.max.y -= 20.0;
    }
    dots
}

fn tag(painter: &Painter, theme: &Theme, at: Pos2, words: &str) {
    let galley = painter.layout_no_wrap(
        words.to_owned(),
        FontId::new(size::SMALL - 1.5, semibold()),
        theme.accent,
    );
    let rect = Align2::RIGHT_BOTTOM.anchor_size(at, galley.size() + vec2(12.0, 4.0));
    painter.rect(
        rect,
        CornerRadius::same(4),
        theme.panel,
        Stroke::new(1.0, theme.accent),
        StrokeKind::Inside,
    );
    painter.galley(rect.min + vec2(6.0, 2.0), galley, theme.accent);
}

fn tooltip(scenario: &Scenario, truth: &TruthView, at: usize) -> String {
    let segment = &scenario.segments[at];
    let mut words = format!("{}\n{}", segment.name, segment.location);
    if segment.outside {
        return words;
    }
    for (host, word) in dots::WORDS {
        let count = truth.segments[at].hosts[host as usize];
        if count > 0 {
            words.push_str(&format!("\n{} {word}", super::grouped(count)));
        }
    }
    if segment.proxy {
        words.push_str("\nReaches the web only through the proxy");
    }
    let systems: Vec<&str> = scenario
        .systems
        .iter()
        .filter(|system| system.segments.iter().any(|id| id.at() == at))
        .map(|system| system.name.as_str())
        .collect();
    if !systems.is_empty() {
        words.push_str(&format!("\nRuns here: {}", systems.join(", ")));
    }
    words
}

/// The middle of a rectangle's edge that faces a point.
fn towards(rect: Rect, to: Pos2) -> Pos2 {
    let centre = rect.center();
    let way = to - centre;
    if way.x == 0.0 && way.y == 0.0 {
        return centre;
    }
    let scale_x = if way.x == 0.0 {
        f32::INFINITY
    } else {
        rect.width() / 2.0 / way.x.abs()
    };
    let scale_y = if way.y == 0.0 {
        f32::INFINITY
    } else {
        rect.height() / 2.0 / way.y.abs()
    };
    let edge = centre + way * scale_x.min(scale_y).min(1.0);
    pos2(edge.x, edge.y)
}
