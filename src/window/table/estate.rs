//! The table of a scenario that is being written: a department is picked on it, and taken up and let go on
//! another floor, roof or site. Must not write anything: it says what was asked for.

use super::board::{Board, Spot};
use super::resting::everyday;
use super::signs::signs;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::named;
use egui::{
    CornerRadius, FontId, Key, LayerId, Order, Pos2, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetType, vec2,
};
use std::sync::Arc;
use wardroom_core::scenario::{Floor, Scenario, Stand};
use wardroom_table::{Onto, Taken};

/// What is asked for on it.
#[derive(Clone, Debug)]
pub enum EstateAsk {
    /// A department is picked, by its index.
    Pick(usize),
    /// What was taken up is let go where it stands so.
    Stand(Box<(Taken, Stand)>),
}

/// Under so many points of height names would cover what they name.
const CROWDED: f32 = 430.0;

/// Shows the table on what is left of a panel, with the department that is picked and what is taken up.
pub fn estate_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Arc<Scenario>,
    picked: Option<usize>,
    spot: &mut Spot,
    taken: &mut Option<Taken>,
) -> Option<EstateAsk> {
    let size = ui.available_size().max(vec2(1.0, 1.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    named(
        &response,
        WidgetType::Image,
        "Model of the trust: arrows move it, plus and minus zoom; a department can be dragged",
    );
    let model = &mut spot.model;
    let mut board = Board::of(theme, scenario, model, rect, 1.0, None);
    if response.drag_started() {
        let from = ui.input(|input| input.pointer.press_origin());
        let place = from.or(response.interact_pointer_pos());
        *taken = place.and_then(|at| board.table.take(scenario, board.on_picture(at)));
    }
    if !response.dragged() && !response.drag_stopped() || ui.input(|it| it.key_pressed(Key::Escape))
    {
        *taken = None;
    }
    if taken.is_none() {
        // What is not a department moves the table itself.
        crate::window::map::steer(ui, &mut model.zoom, &mut model.pan, rect, &response);
        board = Board::of(theme, scenario, model, rect, 1.0, None);
    }
    let mut names = signs(scenario, &board.table, &everyday(scenario), None);
    // Where there is little room a name is read where the pointer is.
    let crowded = rect.height() < CROWDED;
    let pointed = response.hover_pos().and_then(|at| board.under(at));
    names.retain(|sign| {
        let of = sign.of.segment();
        !crowded || of.is_some() && (of == picked || of == pointed)
    });
    for sign in &mut names {
        sign.lines.clear();
    }
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, CornerRadius::same(8), theme.ground);
    board.show_with(ui, scenario, &everyday(scenario), spot, &names);
    if let Some(picked) = picked {
        board.outline(&painter, picked, 2.5);
    }
    if let Some(held) = taken.clone() {
        return held_ui(ui, scenario, &board, (&held, &response), taken);
    }
    if let Some(at) = pointed {
        board.outline(&painter, at, 1.5);
    }
    let at = response.clicked().then(|| response.interact_pointer_pos());
    let at = at.flatten().and_then(|at| board.under(at))?;
    Some(EstateAsk::Pick(at))
}

/// Shows where what is taken up would come to stand; when it is let go, asks for that.
fn held_ui(
    ui: &Ui,
    scenario: &Scenario,
    board: &Board<'_>,
    (held, response): (&Taken, &egui::Response),
    taken: &mut Option<Taken>,
) -> Option<EstateAsk> {
    let pointer = response
        .interact_pointer_pos()
        .or(ui.ctx().pointer_latest_pos())?;
    let inside = board.rect.contains(pointer);
    let found = inside
        .then(|| {
            board
                .table
                .let_go(scenario, held, board.on_picture(pointer))
        })
        .flatten();
    let painter = ui.painter_at(board.rect);
    if let Some((onto, _)) = &found {
        for corners in board.table.corners(*onto) {
            let points = corners.map(|it| board.place(it)).to_vec();
            let fill = board.theme.accent.gamma_multiply(0.25);
            let stroke = Stroke::new(2.5, board.theme.accent);
            painter.add(egui::Shape::convex_polygon(points, fill, stroke));
        }
    }
    board.outline(&painter, held.segment, 1.5);
    flag(
        ui,
        board.theme,
        pointer,
        &in_words(scenario, held, found.as_ref()),
    );
    if !response.drag_stopped() {
        return None;
    }
    *taken = None;
    let (_, stand) = found.filter(|(_, stand)| *stand != held.stand)?;
    Some(EstateAsk::Stand(Box::new((held.clone(), stand))))
}

/// What is taken up and where it would stand, a line each.
fn in_words(scenario: &Scenario, held: &Taken, found: Option<&(Onto, Stand)>) -> [String; 2] {
    let name = match held.groups.first() {
        Some(group) if !held.own => &scenario.groups[group.at()].name,
        _ => &scenario.segments[held.segment].name,
    };
    let where_to = match found {
        None => "Let it go on a floor, a roof, or the ground of a site".to_owned(),
        Some((_, stand)) if *stand == held.stand => "stays where it is".to_owned(),
        Some((onto, stand)) => {
            let new = match onto {
                Onto::Floor(_) => "",
                Onto::Roof(_) => "a floor more: ",
                Onto::Ground(_) => "a building of its own: ",
            };
            format!("{new}{}", said(stand))
        }
    };
    [name.clone(), where_to]
}

/// A place as it is said.
pub fn said(stand: &Stand) -> String {
    let mut floors = stand.floors.clone();
    floors.sort_unstable();
    let floors = match floors[..] {
        [] => String::new(),
        [one] => format!(", floor {one}"),
        [Floor(first), .., Floor(last)]
            if usize::from(first.abs_diff(last)) + 1 == floors.len() =>
        {
            format!(", floors {} to {}", Floor(first), Floor(last))
        }
        _ => {
            let all: Vec<String> = floors.iter().map(Floor::to_string).collect();
            format!(", floors {}", all.join(", "))
        }
    };
    let wing = stand.wing.as_ref();
    let wing = wing.map_or_else(String::new, |wing| format!(", {wing}"));
    format!("{} · {}{wing}{floors}", stand.site, stand.building)
}

/// Words at the pointer, over everything.
fn flag(ui: &Ui, theme: &Theme, pointer: Pos2, lines: &[String; 2]) {
    let id = ui.id().with("held");
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, id));
    let [name, place] = lines;
    let title = FontId::new(size::BODY, semibold());
    let small = FontId::new(size::SMALL, egui::FontFamily::Proportional);
    let name_galley = painter.layout_no_wrap(name.clone(), title, theme.text);
    let place_galley = painter.layout_no_wrap(place.clone(), small, theme.text);
    let room = vec2(
        name_galley.size().x.max(place_galley.size().x) + 20.0,
        name_galley.size().y + place_galley.size().y + 12.0,
    );
    let screen = ui.ctx().content_rect().shrink(4.0);
    let corner = pointer + vec2(16.0, 18.0);
    let corner = corner.clamp(screen.min, (screen.max - room).max(screen.min));
    let rect = egui::Rect::from_min_size(corner, room);
    painter.rect(
        rect,
        CornerRadius::same(6),
        theme.panel,
        Stroke::new(1.5, theme.accent),
        StrokeKind::Inside,
    );
    let below = rect.min + vec2(10.0, 6.0 + name_galley.size().y);
    painter.galley(rect.min + vec2(10.0, 6.0), name_galley, theme.text);
    painter.galley(below, place_galley, theme.text);
    let told = ui.interact(rect, id, Sense::hover());
    told.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {place}")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_said_with_its_floors_from_and_to() {
        let stand = |floors: &[i8], wing: Option<&str>| Stand {
            site: "Northgate".to_owned(),
            building: "Main block".to_owned(),
            wing: wing.map(str::to_owned),
            floors: floors.iter().map(|it| Floor(*it)).collect(),
        };
        let told = |floors: &[i8]| said(&stand(floors, None));
        assert_eq!(told(&[0]), "Northgate · Main block, floor G");
        assert_eq!(told(&[2, 0, 1]), "Northgate · Main block, floors G to 2");
        assert_eq!(told(&[1, 3]), "Northgate · Main block, floors 1, 3");
        assert_eq!(
            said(&stand(&[-1], Some("east"))),
            "Northgate · Main block, east, floor LG"
        );
    }
}
