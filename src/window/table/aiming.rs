//! The targets of a card that is taken up, each lit and each to be clicked. Must not play a card.

use super::board::Board;
use super::covering::distance;
use egui::{Painter, Pos2, Stroke};
use wardroom_core::scenario::Target;

/// How near to a cable the pointer must be to mean it, in points.
const NEAR: f32 = 9.0;

/// Lights everything that a card can be played on; the one that it is aimed at more than the others.
pub fn light(painter: &Painter, board: &Board<'_>, legal: &[Target], aimed: Option<Target>) {
    for target in legal {
        let width = if aimed == Some(*target) { 3.0 } else { 1.2 };
        match target {
            Target::Segment(segment) => board.outline(painter, segment.at(), width),
            Target::Link(link) => {
                for path in paths(board, link.at()) {
                    let stroke = Stroke::new(width + 1.0, board.theme.accent);
                    painter.add(egui::Shape::line(path, stroke));
                }
            }
            _ => {}
        }
    }
}

fn paths(board: &Board<'_>, link: usize) -> impl Iterator<Item = Vec<Pos2>> {
    board
        .table
        .cables
        .iter()
        .filter(move |cable| cable.link == Some(link))
        .map(|cable| cable.path.iter().map(|it| board.place(*it)).collect())
}

/// The target at a point, among those that a card can be played on: a department, or the nearest cable.
pub fn under(board: &Board<'_>, legal: &[Target], at: Pos2) -> Option<Target> {
    let on_floor = board
        .under(at)
        .map(|segment| Target::Segment(segment.into()));
    if let Some(target) = on_floor.filter(|it| legal.contains(it)) {
        return Some(target);
    }
    legal
        .iter()
        .filter_map(|target| {
            let Target::Link(link) = target else {
                return None;
            };
            let nearest = paths(board, link.at())
                .flat_map(|path| {
                    let away = path.windows(2).map(|ends| distance(at, ends[0], ends[1]));
                    away.collect::<Vec<f32>>()
                })
                .min_by(f32::total_cmp)?;
            (nearest <= NEAR).then_some((nearest, *target))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, target)| target)
}
