//! What can be done where the pointer is: the cards for a department that is picked, and the targets of a
//! card that is taken up, each lit and each to be clicked. Must not play a card.

use super::board::Board;
use crate::window::panels::Action;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{secondary, text};
use egui::{Painter, Pos2, Rect, Stroke, Ui, UiBuilder, pos2, vec2};
use wardroom_core::scenario::{Scenario, Target};

/// How near to a cable the pointer must be to mean it, in points.
const NEAR: f32 = 9.0;

/// Width of the menu of cards, and height of one of them.
const MENU: egui::Vec2 = vec2(230.0, 30.0);

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

/// How far a point is from a stretch of a straight line.
fn distance(at: Pos2, from: Pos2, to: Pos2) -> f32 {
    let along = to - from;
    let share = if along.length_sq() > 0.0 {
        ((at - from).dot(along) / along.length_sq()).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (at - (from + along * share)).length()
}

/// The cards that can be played in a department, beside it: nothing else moves for them.
pub fn menu_ui(
    ui: &mut Ui,
    theme: &Theme,
    board: &Board<'_>,
    scenario: &Scenario,
    picked: usize,
) -> Option<Action> {
    let cards = crate::window::map::cards_for(scenario, picked);
    let high = MENU.y * (cards.len() + 2) as f32 + 16.0;
    let spot = board.beside(picked);
    let within = board.rect.shrink(6.0);
    let room = vec2(MENU.x, high.min(within.height()));
    let most = (within.max - room).max(within.min);
    let rect = Rect::from_min_size(pos2(spot.x, spot.y - room.y / 2.0), room);
    let rect = Rect::from_min_size(rect.min.clamp(within.min, most), room);
    ui.painter().rect(
        rect,
        8.0,
        theme.panel,
        Stroke::new(1.0, theme.accent),
        egui::StrokeKind::Inside,
    );
    let mut action = None;
    let inner = UiBuilder::new()
        .id_salt("cards-here")
        .max_rect(rect.shrink(8.0));
    let mut child = ui.new_child(inner);
    egui::ScrollArea::vertical()
        .id_salt("cards-here")
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().button_padding = vec2(8.0, 2.0);
            let name = &scenario.segments[picked].name;
            ui.label(text(name, size::SMALL + 1.0, semibold(), theme.text));
            for card in cards {
                if secondary(ui, theme, &scenario.cards[card].title).clicked() {
                    action = Some(Action::TakeUp(card));
                }
            }
            if secondary(ui, theme, "Clear").clicked() {
                action = Some(Action::Pick(None));
            }
        });
    action
}
