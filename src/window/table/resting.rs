//! The table before STARTEX: the trust on a day on which everything works, as its people know it. Must not
//! be given how an exercise begins: what lies hidden there is not for the wall.

use super::board::{Board, Spot};
use super::covering::{ground_points, on_others};
use super::flight::Place;
use super::signs::{Sign, signs};
use crate::window::theme::{Theme, bold};
use egui::{Align2, FontId, Rect, Ui, pos2};
use std::sync::Arc;
use wardroom_core::exercise::{Counts, Host, Standing};
use wardroom_core::scenario::Scenario;
use wardroom_table::{Seen, SeenSegment, Table};

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
    // Where few names stand, less room is left around the trust for them.
    let around = if resting.all_names {
        letters
    } else {
        letters * 0.5
    };
    let whole = Board::of(theme, scenario, model, rect, around, None);
    let fits = (whole.projection, rect);
    (model.zoom, model.pan) = flight.go(ui, &whole.table, fits, place, resting.motion);
    let mut board = Board::of(theme, scenario, model, rect, around, None);
    board.letters = letters;
    let seen = everyday(scenario);
    let named = named(scenario, &board.table, &seen, &resting);
    board.show_with(ui, scenario, &seen, spot, &named);
    if let Place::Segment(at) = place {
        board.outline(&ui.painter_at(rect), *at, 2.0);
    }
    if !resting.all_names {
        sites_ui(ui, &board, place);
    }
}

/// The signs: names without how things stand, as they all stand alike.
fn named(scenario: &Scenario, table: &Table, seen: &Seen, resting: &Resting<'_>) -> Vec<Sign> {
    let mut signs = signs(scenario, table, seen, None);
    signs.retain(|sign| {
        resting.all_names
            || sign
                .of
                .segment()
                .is_some_and(|at| *resting.place == Place::Segment(at))
    });
    for sign in &mut signs {
        sign.lines.clear();
    }
    signs
}

/// What a place of a site's name weighs for each that was preferred to it.
const LESS_WANTED: f32 = 40.0;

/// The name of each site that is looked at, where it covers least: below it, else beside it or above it.
fn sites_ui(ui: &Ui, board: &Board<'_>, looked_at: &Place) {
    if matches!(looked_at, Place::Segment(_)) {
        return;
    }
    let painter = ui.painter_at(board.rect);
    let font = FontId::new(crate::window::theme::size::SMALL * board.letters, bold());
    let floors = ground_points(&board.table, &|point| board.place(point));
    let mut written: Vec<Rect> = Vec::new();
    for site in &board.table.sites {
        let place = Place::Site(site.name.clone());
        let Some([left, top, right, bottom]) = place.on(&board.table) else {
            continue;
        };
        let [x, y] = board.projection.origin;
        let scale = board.projection.scale;
        let middle = board.rect.min.x + x + f32::midpoint(left, right) * scale;
        let galley = painter.layout_no_wrap(site.name.clone(), font.clone(), board.theme.text);
        let edge = |down: f32| board.rect.min.y + y + down * scale;
        let aside = |across: f32| board.rect.min.x + x + across * scale;
        let high = edge(f32::midpoint(top, bottom));
        let low = edge(bottom) + 6.0;
        let places = [
            (Align2::CENTER_TOP, pos2(middle, low)),
            (Align2::RIGHT_TOP, pos2(middle, low)),
            (Align2::LEFT_TOP, pos2(middle, low)),
            (Align2::RIGHT_CENTER, pos2(aside(left) - 8.0, high)),
            (Align2::LEFT_CENTER, pos2(aside(right) + 8.0, high)),
            (Align2::CENTER_BOTTOM, pos2(middle, edge(top) - 6.0)),
        ];
        let places = places.map(|(align, at)| align.anchor_size(at, galley.size()));
        let free = |(_, lies): &(usize, Rect)| {
            let taken = written.iter().any(|it| it.intersects(lies.expand(4.0)));
            !taken && board.rect.contains_rect(*lies)
        };
        let weighs = |(nth, lies): &(usize, Rect)| {
            on_others(lies.expand(4.0), &[], &floors) + LESS_WANTED * *nth as f32
        };
        let found = places.into_iter().enumerate().filter(free);
        let found = found.min_by(|a, b| weighs(a).total_cmp(&weighs(b)));
        if let Some((_, lies)) = found {
            painter.rect_filled(lies.expand(4.0), 0.0, board.theme.ground);
            painter.galley(lies.min, galley, board.theme.text);
            written.push(lies);
        }
    }
}

/// A trust on a day on which everything works.
pub(super) fn everyday(scenario: &Scenario) -> Seen {
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
        ..Seen::default()
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
