//! The map of the trust: segments where the scenario places them, every host as a dot in its
//! segment, links, isolation; and what is laid over it. Must not change anything.

mod dots;
mod drawn;
mod head;
mod kept;
mod links;
mod menu;
mod overlay;
mod segment;
mod steer;

use super::panels::Action;
use super::theme::Theme;
use drawn::Drawn;
use egui::{Rect, Sense, Ui, vec2};
pub use head::FLAT_PLAN;
pub use kept::Map;
pub use menu::menu_ui;
pub use overlay::Overlay;
pub use segment::tooltip;
pub use steer::steer;
use wardroom_core::exercise::TruthView;
use wardroom_core::scenario::Scenario;

/// What the map shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Where its segments lie, and what runs in them.
    pub scenario: &'a Scenario,
    /// How things really stand.
    pub truth: &'a TruthView,
    /// The segment that is picked.
    pub picked: Option<usize>,
    /// Whether time passes and may be shown to.
    pub moving: bool,
    /// Whether something can be done where it is clicked.
    pub playing: bool,
}

/// Shows the map.
pub fn map_ui(
    ui: &mut Ui,
    theme: &Theme,
    shown: Shown<'_>,
    map: &mut Map,
    flat: Option<&mut bool>,
) -> Option<Action> {
    let mut action = None;
    let Shown {
        scenario,
        truth,
        picked: now_picked,
        moving,
        playing,
    } = shown;
    head::head(ui, theme, scenario, truth, map, flat);
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    super::widgets::named(
        &response,
        egui::WidgetType::Image,
        "Map of the trust: arrows move it, plus and minus zoom",
    );
    steer(ui, &mut map.zoom, &mut map.pan, rect, &response);
    let painter = ui.painter_at(rect);
    let drawn = Drawn {
        theme,
        scenario,
        truth,
        places: scenario
            .segments
            .iter()
            .map(|segment| place(rect, map, segment.place))
            .collect(),
    };
    links::draw(
        &painter,
        theme,
        scenario,
        truth,
        &drawn.places,
        moving,
        ui.input(|it| it.time),
    );
    if moving
        && drawn
            .truth
            .segments
            .iter()
            .any(|segment| segment.scanning > 0)
    {
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(100));
    }
    let hovered = response
        .hover_pos()
        .and_then(|at| drawn.places.iter().position(|place| place.contains(at)));
    for at in 0..scenario.segments.len() {
        let lit = hovered == Some(at) || now_picked == Some(at);
        segment::segment_ui(ui, &painter, &drawn, map, at, lit);
    }
    if let Some(at) = hovered.or(now_picked) {
        overlay::needs(&painter, &drawn, map.overlay, at);
    }
    let words = match hovered {
        Some(at) => Some(tooltip(scenario, truth, at)),
        None => response
            .hover_pos()
            .and_then(|at| links::under(scenario, &drawn.places, at))
            .map(|at| links::tooltip(scenario, truth, at)),
    };
    if let Some(words) = words {
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.label(words);
        });
    }
    if let Some(picked) = now_picked
        && playing
    {
        let spot = drawn.places[picked].right_center() + vec2(8.0, 0.0);
        action = menu_ui(ui, theme, scenario, picked, (spot, rect));
    }
    if response.clicked()
        && let Some(at) = hovered
    {
        action = Some(Action::Pick((now_picked != Some(at)).then_some(at)));
    }
    action
}

fn place(rect: Rect, map: &Map, place: wardroom_core::scenario::Place) -> Rect {
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
