//! A segment on the map: its frame, its name, its hosts, and all that it holds in words. Must not know where
//! it lies.

use super::dots;
use super::drawn::Drawn;
use super::kept::Map;
use super::overlay::{self, Overlay};
use crate::window::grouped;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::fitted;
use egui::{
    Align2, CornerRadius, FontFamily, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, pos2,
    vec2,
};
use wardroom_core::exercise::{Host, TruthView};
use wardroom_core::scenario::Scenario;

pub(super) fn segment_ui(
    ui: &Ui,
    painter: &Painter,
    drawn: &Drawn<'_>,
    map: &mut Map,
    at: usize,
    lit: bool,
) {
    let theme = drawn.theme;
    let segment = &drawn.scenario.segments[at];
    let view = &drawn.truth.segments[at];
    let place = drawn.places[at];
    if segment.outside {
        pill(painter, theme, place, &segment.name, lit);
        return;
    }
    frame(painter, theme, place, view.isolated.is_some(), lit);
    let mut dots_rect = titles(painter, drawn, map.overlay, at, place);
    if let Some(since) = view.isolated {
        let words = format!("ISOLATED {}", clock_only(drawn.scenario, since));
        tag(
            painter,
            theme,
            place.right_bottom() - vec2(8.0, 6.0),
            &words,
        );
        dots_rect.max.y -= 20.0;
    }
    match map.overlay {
        Overlay::Infection => map
            .dots
            .draw(ui, painter, theme, at, &view.hosts, dots_rect),
        Overlay::Known => {
            let hosts = overlay::as_known(drawn, at);
            map.dots.draw(ui, painter, theme, at, &hosts, dots_rect);
        }
        Overlay::Services => overlay::services(painter, drawn, at, dots_rect),
        Overlay::Crews => overlay::crews(painter, drawn, at, dots_rect),
    }
}

fn clock_only(scenario: &Scenario, mins: u32) -> String {
    scenario
        .time_at(u64::from(mins) * 60)
        .strftime("%H:%M")
        .to_string()
}

fn pill(painter: &Painter, theme: &Theme, place: Rect, name: &str, lit: bool) {
    let radius = CornerRadius::same((place.height() / 2.0).min(120.0) as u8);
    painter.rect(
        place,
        radius,
        if lit { theme.selected } else { theme.raised },
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

/// The segment's name, where it lies if there is room, and how many of its hosts are locked;
/// returns where its dots go.
fn titles(painter: &Painter, drawn: &Drawn<'_>, overlay: Overlay, at: usize, place: Rect) -> Rect {
    let theme = drawn.theme;
    let view = &drawn.truth.segments[at];
    let segment = &drawn.scenario.segments[at];
    let locked = view.hosts[Host::Locked as usize];
    let inner = place.shrink2(vec2(9.0, 6.0));
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    let name_font = FontId::new(size::SMALL + 0.5, semibold());
    let width = |words: &str, font: &FontId| {
        painter
            .layout_no_wrap(words.to_owned(), font.clone(), theme.text)
            .size()
            .x
    };
    let total = grouped(view.total);
    let known = overlay::known_locked(drawn, at);
    let counts = match overlay {
        Overlay::Known => [
            format!("{known} reported, really {locked}"),
            format!("{known} of {locked}"),
        ],
        _ => [
            format!("{locked} of {total} locked"),
            format!("{locked}/{}", view.total),
        ],
    };
    let room = inner.width() - width(&segment.name, &name_font) - 10.0;
    // Where the count does not fit beside the name it goes below it.
    let beside = counts.iter().find(|words| width(words, &small) <= room);
    let colour = if locked > 0 { theme.bad } else { theme.quiet };
    let name = fitted(
        painter,
        inner.left_top(),
        Align2::LEFT_TOP,
        &segment.name,
        name_font,
        theme.text,
        inner.width(),
    );
    let mut top = name.bottom();
    match beside {
        Some(words) => {
            fitted(
                painter,
                inner.right_top(),
                Align2::RIGHT_TOP,
                words,
                small.clone(),
                colour,
                inner.width(),
            );
        }
        None => {
            let below = fitted(
                painter,
                pos2(inner.left(), top),
                Align2::LEFT_TOP,
                &counts[1],
                small.clone(),
                colour,
                inner.width(),
            );
            top = below.bottom();
        }
    }
    // Where it lies: site, floor, wing.
    let site = segment.location.split(':').next().unwrap_or_default();
    if place.height() > 92.0 && width(site, &small) <= inner.width() {
        let line = fitted(
            painter,
            pos2(inner.left(), top),
            Align2::LEFT_TOP,
            site,
            small,
            theme.quiet,
            inner.width(),
        );
        top = line.bottom();
    }
    Rect::from_min_max(
        pos2(inner.left(), (top + 3.0).min(inner.bottom())),
        inner.max,
    )
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

/// What a segment holds, in words.
pub fn tooltip(scenario: &Scenario, truth: &TruthView, at: usize) -> String {
    let segment = &scenario.segments[at];
    let mut words = format!("{}\n{}", segment.name, segment.location);
    if segment.outside {
        return words;
    }
    for (host, word) in dots::WORDS {
        let count = truth.segments[at].hosts[host as usize];
        if count > 0 {
            words.push_str(&format!("\n{} {word}", grouped(count)));
        }
    }
    words.push_str(&format!(
        "\n{} locked reported so far",
        truth.segments[at].known_locked
    ));
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
