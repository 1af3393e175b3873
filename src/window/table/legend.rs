//! What the shapes on the table mean, and how many there are of each, at the panel's lower left. Must not
//! know where the devices are.

use crate::window::grouped;
use crate::window::theme::{Theme, semibold, size};
use egui::{Align2, Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, pos2, vec2};
use wardroom_core::exercise::{Counts, Host};
use wardroom_table::{Paint, Seen, Side};

/// A row: its word, whose states it counts, and what is shown of them.
type Row = (&'static str, &'static [Host], fn(&Painter, &Theme, Pos2));

const ROWS: [Row; 7] = [
    ("locked", &[Host::Locked], cube),
    ("unplugged, to be rebuilt", &[Host::Unplugged], low),
    ("infected, silent", &[Host::Infected], pyramid),
    (
        "off",
        &[
            Host::OffLocked,
            Host::OffInfected,
            Host::OffDormant,
            Host::OffVulnerable,
            Host::OffPatched,
            Host::Crashed,
        ],
        dash,
    ),
    (
        "being rebuilt",
        &[Host::Rebuilding],
        |painter, theme, at| {
            painter.circle_stroke(at, 3.5, (2.0, theme.accent));
        },
    ),
    ("rebuilt", &[Host::Restored], |painter, theme, at| {
        painter.circle_filled(at, 4.5, theme.on_table(Paint::Rebuilt));
    }),
    (
        "working",
        &[Host::Vulnerable, Host::Patched, Host::Dormant],
        |painter, theme, at| {
            painter.circle_filled(at, 3.0, theme.on_table(Paint::Working));
        },
    ),
];

/// Height of a row.
const HIGH: f32 = 18.0;

/// Where it stands at most.
pub fn place(within: Rect) -> Rect {
    let high = HIGH * (ROWS.len() + 1) as f32 + 12.0;
    Rect::from_min_max(
        within.left_bottom() - vec2(0.0, high),
        within.left_bottom() + vec2(190.0, 0.0),
    )
}

/// Shows it. Rows of which there are none are left out.
/// Of a side that is looked at, `counts` says which segments are its own.
pub fn show(
    painter: &Painter,
    theme: &Theme,
    within: Rect,
    seen: &Seen,
    counts: impl Fn(usize) -> bool,
) {
    let mut all = Counts::default();
    let mut unreported = false;
    let theirs = seen.segments.iter().enumerate();
    for (_, segment) in theirs.filter(|(at, _)| counts(*at)) {
        match &segment.hosts {
            Some(hosts) => {
                for (all, here) in all.iter_mut().zip(hosts) {
                    *all += here;
                }
            }
            None => unreported = true,
        }
    }
    let count = |row: &Row| row.1.iter().map(|host| all[*host as usize]).sum::<u32>();
    let rows: Vec<&Row> = ROWS.iter().filter(|row| count(row) > 0).collect();
    let lines = rows.len() + usize::from(unreported);
    let mut at = pos2(
        within.left() + 14.0,
        within.bottom() - 12.0 - HIGH * lines as f32 + HIGH / 2.0,
    );
    let bold = FontId::new(size::SMALL, semibold());
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    for row in rows {
        row.2(painter, theme, at);
        let number = painter.text(
            at + vec2(14.0, 0.0),
            Align2::LEFT_CENTER,
            grouped(count(row)),
            bold.clone(),
            theme.text,
        );
        painter.text(
            pos2(number.right() + 6.0, at.y),
            Align2::LEFT_CENTER,
            row.0,
            small.clone(),
            theme.quiet,
        );
        at.y += HIGH;
    }
    if unreported {
        painter.text(
            at + vec2(-4.0, 0.0),
            Align2::LEFT_CENTER,
            "?",
            bold,
            theme.quiet,
        );
        painter.text(
            at + vec2(14.0, 0.0),
            Align2::LEFT_CENTER,
            "not reported",
            small,
            theme.quiet,
        );
    }
}

fn cube(painter: &Painter, theme: &Theme, at: Pos2) {
    let colour = |side| theme.on_table(Paint::Locked(side));
    let corner = |x: f32, y: f32| at + vec2(x, y);
    let face = |corners: [Pos2; 4], colour: Color32| {
        painter.add(Shape::convex_polygon(
            corners.to_vec(),
            colour,
            egui::Stroke::NONE,
        ));
    };
    face(
        [
            corner(-6.0, -3.0),
            corner(0.0, 0.0),
            corner(0.0, 7.0),
            corner(-6.0, 4.0),
        ],
        colour(Side::Left),
    );
    face(
        [
            corner(0.0, 0.0),
            corner(6.0, -3.0),
            corner(6.0, 4.0),
            corner(0.0, 7.0),
        ],
        colour(Side::Right),
    );
    face(
        [
            corner(0.0, -6.0),
            corner(6.0, -3.0),
            corner(0.0, 0.0),
            corner(-6.0, -3.0),
        ],
        colour(Side::Top),
    );
}

/// What stands lower than a cube.
fn low(painter: &Painter, theme: &Theme, at: Pos2) {
    let side = Rect::from_center_size(at, vec2(10.0, 5.0));
    painter.rect_filled(side, 0.0, theme.on_table(Paint::Locked(Side::Left)));
}

fn pyramid(painter: &Painter, theme: &Theme, at: Pos2) {
    for (side, x) in [(Side::Left, -6.0), (Side::Right, 6.0)] {
        painter.add(Shape::convex_polygon(
            vec![at + vec2(0.0, -6.0), at + vec2(x, 2.5), at + vec2(0.0, 5.5)],
            theme.on_table(Paint::Silent(side)),
            egui::Stroke::NONE,
        ));
    }
}

fn dash(painter: &Painter, theme: &Theme, at: Pos2) {
    let bar = Rect::from_center_size(at, vec2(9.0, 2.5));
    painter.rect_filled(bar, 1.0, theme.on_table(Paint::Off));
}
