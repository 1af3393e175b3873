//! The table before STARTEX: the trust on a day on which everything works, as its people know it. Must not
//! be given how an exercise begins: what lies hidden there is not for the wall.

use super::board::{Board, Spot};
use super::flight::Place;
use super::signs::{Sign, signs};
use crate::window::theme::{Theme, bold};
use egui::{Align2, FontId, Rect, Ui, pos2};
use std::sync::Arc;
use wardroom_core::exercise::{Counts, Host, Standing};
use wardroom_core::scenario::Scenario;
use wardroom_table::{Seen, SeenSegment};

/// How it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Resting<'a> {
    /// Whose trust it is.
    pub scenario: &'a Arc<Scenario>,
    /// What is looked at.
    pub place: &'a Place,
    /// How many times as large as on the console its letters are.
    pub letters: f32,
    /// Whether every department has its name; else what is looked at alone, and sites.
    pub all_names: bool,
    /// Whether the camera moves there; else it is there at once.
    pub motion: bool,
}

/// Shows the table in a rectangle.
pub fn resting_ui(ui: &Ui, theme: &Theme, resting: Resting<'_>, spot: &mut Spot, rect: Rect) {
    let Resting {
        scenario,
        place,
        letters,
        ..
    } = resting;
    let Spot { model, flight, .. } = spot;
    (model.zoom, model.pan) = (1.0, egui::Vec2::ZERO);
    let whole = Board::of(theme, scenario, model, rect, letters, None);
    flight.go(ui, (&whole, model), place, resting.motion);
    let board = Board::of(theme, scenario, model, rect, letters, None);
    let seen = everyday(scenario);
    let named = named(scenario, &seen, &resting);
    board.show_with(ui, scenario, &seen, spot, &named);
    if let Place::Segment(at) = place {
        board.outline(&ui.painter_at(rect), *at, 2.0);
    }
    if !resting.all_names {
        sites_ui(ui, &board, place);
    }
}

/// The signs: names without how things stand, as they all stand alike.
fn named(scenario: &Scenario, seen: &Seen, resting: &Resting<'_>) -> Vec<Sign> {
    let mut signs = signs(scenario, seen);
    signs.retain(|sign| resting.all_names || *resting.place == Place::Segment(sign.segment));
    for sign in &mut signs {
        sign.lines.clear();
    }
    signs
}

/// The name of each site that is looked at, below it.
fn sites_ui(ui: &Ui, board: &Board<'_>, looked_at: &Place) {
    if matches!(looked_at, Place::Segment(_)) {
        return;
    }
    let painter = ui.painter_at(board.rect);
    let font = FontId::new(crate::window::theme::size::SMALL * board.letters, bold());
    let mut written: Vec<Rect> = Vec::new();
    for site in &board.table.sites {
        let place = Place::Site(site.name.clone());
        let Some([left, _, right, bottom]) = place.on(&board.table) else {
            continue;
        };
        let [x, y] = board.projection.origin;
        let scale = board.projection.scale;
        let at = pos2(
            board.rect.min.x + x + f32::midpoint(left, right) * scale,
            board.rect.min.y + y + bottom * scale + 6.0,
        );
        let galley = painter.layout_no_wrap(site.name.clone(), font.clone(), board.theme.text);
        let lies = Align2::CENTER_TOP.anchor_size(at, galley.size());
        let free = written.iter().all(|it| !it.intersects(lies.expand(2.0)));
        if free && board.rect.contains_rect(lies) {
            painter.rect_filled(lies.expand(4.0), 4.0, board.theme.ground);
            painter.galley(lies.min, galley, board.theme.text);
            written.push(lies);
        }
    }
}

/// A trust on a day on which everything works.
fn everyday(scenario: &Scenario) -> Seen {
    let segments = scenario.segments.iter().map(|segment| {
        let mut hosts = Counts::default();
        hosts[Host::Vulnerable as usize] = segment.hosts;
        SeenSegment {
            hosts: Some(hosts),
            ..SeenSegment::default()
        }
    });
    Seen {
        segments: segments.collect(),
        links: vec![(None, false); scenario.links.len()],
        services: vec![Some(Standing::Normal); scenario.services.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn before_startex_nothing_is_told_of_what_lies_hidden() {
        for name in ["eight-weeks", "friday-lunchtime", "no-bloods"] {
            let path = format!("scenarios/{name}.ron");
            let scenario = wardroom_files::scenario(Path::new(&path)).expect("sound");
            let seen = everyday(&scenario);
            for (segment, told) in scenario.segments.iter().zip(&seen.segments) {
                let hosts = told.hosts.expect("they are all there");
                assert_eq!(hosts[Host::Vulnerable as usize], segment.hosts);
                assert_eq!(hosts.iter().sum::<u32>(), segment.hosts);
                assert!(!told.scans && told.isolated.is_none());
            }
        }
    }
}
