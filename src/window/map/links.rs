//! Links on the map: what they carry, where they are cut, where the worm can travel. Must not know
//! what a segment holds.

use super::super::theme::Theme;
use super::drawn::towards;
use egui::{Painter, Pos2, Rect, Shape, Stroke, pos2};
use wardroom_core::exercise::TruthView;
use wardroom_core::scenario::{Scenario, Traffic};

/// Draws every link.
pub fn draw(
    painter: &Painter,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    places: &[Rect],
    moving: bool,
    time: f64,
) {
    for (at, link) in scenario.links.iter().enumerate() {
        let (cut, blocked) = truth.links[at];
        let (a, b) = (link.from.at(), link.to.at());
        let (from, to) = (
            towards(places[a], places[b].center()),
            towards(places[b], places[a].center()),
        );
        let severed = cut.is_some()
            || truth.segments[a].isolated.is_some()
            || truth.segments[b].isolated.is_some();
        let hot = truth.segments[a].scanning + truth.segments[b].scanning > 0
            && link.carries[Traffic::Smb as usize]
            && !blocked
            && !severed;
        if severed {
            painter.extend(Shape::dotted_line(&[from, to], theme.accent, 6.0, 1.4));
            cross(painter, theme, from + (to - from) * 0.5);
        } else if hot {
            painter.line_segment([from, to], Stroke::new(2.0, theme.reduced));
            arrows(painter, theme, from, to, moving, time);
        } else {
            painter.line_segment([from, to], Stroke::new(1.5, theme.line));
            if blocked {
                bar(painter, theme, from, to);
            }
        }
    }
}

/// A cut: a cross in a circle.
fn cross(painter: &Painter, theme: &Theme, at: Pos2) {
    painter.circle(at, 9.0, theme.panel, Stroke::new(1.6, theme.accent));
    for (dx, dy) in [(4.0, 4.0), (4.0, -4.0)] {
        painter.line_segment(
            [pos2(at.x - dx, at.y - dy), pos2(at.x + dx, at.y + dy)],
            Stroke::new(1.6, theme.accent),
        );
    }
}

/// File sharing blocked: a short bar across the line.
fn bar(painter: &Painter, theme: &Theme, from: Pos2, to: Pos2) {
    let middle = from + (to - from) * 0.5;
    let way = (to - from).normalized();
    let across = egui::vec2(-way.y, way.x) * 6.0;
    for along in [-2.0, 2.0] {
        let at = middle + way * along;
        painter.line_segment([at - across, at + across], Stroke::new(1.6, theme.accent));
    }
}

/// Where the worm can travel: arrowheads along the line, moving if motion is wanted.
fn arrows(painter: &Painter, theme: &Theme, from: Pos2, to: Pos2, moving: bool, time: f64) {
    let way = to - from;
    let length = way.length();
    if length < 16.0 {
        return;
    }
    let along = way / length;
    let across = egui::vec2(-along.y, along.x);
    let phase = if moving {
        (time * 14.0 % 22.0) as f32
    } else {
        11.0
    };
    let mut at = phase;
    while at < length - 6.0 {
        let tip = from + along * (at + 6.0);
        let tail = from + along * at;
        painter.add(Shape::convex_polygon(
            vec![tip, tail + across * 4.0, tail - across * 4.0],
            theme.reduced,
            Stroke::NONE,
        ));
        at += 22.0;
    }
}

/// Points within which a link is pointed at.
const NEAR: f32 = 7.0;

/// The link under a point.
pub fn under(scenario: &Scenario, places: &[Rect], at: Pos2) -> Option<usize> {
    scenario.links.iter().position(|link| {
        let (a, b) = (places[link.from.at()], places[link.to.at()]);
        let (from, to) = (towards(a, b.center()), towards(b, a.center()));
        let way = to - from;
        let length = way.length_sq();
        if length < 1.0 {
            return false;
        }
        let along = ((at - from).dot(way) / length).clamp(0.0, 1.0);
        (from + way * along).distance(at) <= NEAR
    })
}

/// A link in words: what it joins, what it carries, how it stands.
pub fn tooltip(scenario: &Scenario, truth: &TruthView, at: usize) -> String {
    let link = &scenario.links[at];
    let carried: Vec<&str> = [
        (Traffic::Smb, "file sharing"),
        (Traffic::Clinical, "clinical systems"),
        (Traffic::Mail, "e-mail"),
        (Traffic::Web, "the web"),
    ]
    .iter()
    .filter(|(traffic, _)| link.carries[*traffic as usize])
    .map(|(_, words)| *words)
    .collect();
    let (cut, blocked) = truth.links[at];
    let ends = [link.from.at(), link.to.at()];
    let standing = if let Some(since) = cut {
        format!("cut since {}", scenario.clock(u64::from(since) * 60))
    } else if let Some(end) = ends
        .iter()
        .find(|end| truth.segments[**end].isolated.is_some())
    {
        format!("closed: {} is isolated", scenario.segments[*end].name)
    } else if blocked {
        "open; file sharing is blocked".to_owned()
    } else {
        "open".to_owned()
    };
    format!(
        "{}\nJoins {} and {}\nCarries {}\n{standing}",
        link.name,
        scenario.segments[ends[0]].name,
        scenario.segments[ends[1]].name,
        carried.join(", ")
    )
}
