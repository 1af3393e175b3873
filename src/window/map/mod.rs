//! The map of the trust: segments where the scenario places them, every host as a dot in its
//! segment, links, isolation; and what is laid over it. Must not change anything.

mod dots;
mod drawn;
mod links;
mod overlay;

use super::panels::Action;
use super::theme::{Theme, semibold, size};
use super::widgets::{fitted, quiet, toggle};
use dots::Dots;
use drawn::Drawn;
use egui::{
    Align2, CornerRadius, FontFamily, FontId, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui,
    pos2, vec2,
};
pub use overlay::Overlay;
use wardroom_core::exercise::{Host, TruthView};
use wardroom_core::scenario::{Scenario, Target};
use wardroom_core::words;

/// What the map keeps between frames.
#[derive(Default)]
pub struct Map {
    dots: Dots,
    zoom: f32,
    pan: egui::Vec2,
    /// What is laid over it.
    pub overlay: Overlay,
}

impl std::fmt::Debug for Map {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Map").field("zoom", &self.zoom).finish()
    }
}

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

/// What switches between the model on the table and the flat plan.
pub const FLAT_PLAN: &str = "Flat plan";

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
    head(ui, theme, scenario, truth, map, flat);
    if let Some(picked) = now_picked
        && playing
    {
        action = actions_ui(ui, theme, scenario, picked);
    }
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
        segment_ui(ui, &painter, &drawn, map, at, lit);
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
    if response.clicked()
        && let Some(at) = hovered
    {
        action = Some(Action::Pick((now_picked != Some(at)).then_some(at)));
    }
    action
}

fn head(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    map: &mut Map,
    flat: Option<&mut bool>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        let whose = if scenario.several() {
            format!("{} · {}", words::ALL_ORGANISATIONS, words::GROUND_TRUTH)
        } else {
            format!("The trust · {}", words::GROUND_TRUTH)
        };
        super::widgets::caps(ui, theme, &whose);
        ui.add_space(6.0);
        if let Some(flat) = flat
            && toggle(ui, theme, true, FLAT_PLAN).clicked()
        {
            *flat = false;
        }
        for (overlay, words) in Overlay::ALL {
            if toggle(ui, theme, map.overlay == overlay, words).clicked() {
                map.overlay = overlay;
            }
        }
        ui.add_space(6.0);
        dots::legend(ui, theme, &mut map.dots, map.overlay);
        if map.overlay == Overlay::Crews {
            for (crew, view) in scenario.crews.iter().zip(&truth.crews) {
                let busy = view.on_cards + view.on_jobs;
                let pace = if view.pace < 0.95 {
                    format!(", at {:.0}% pace", view.pace * 100.0)
                } else {
                    String::new()
                };
                quiet(
                    ui,
                    theme,
                    format!(
                        "{} {} of {} free{pace};",
                        crew_word(crew.skill),
                        view.at_work.saturating_sub(busy),
                        view.at_work
                    ),
                );
            }
        }
    });
}

/// A crew in a word or two.
fn crew_word(skill: wardroom_core::scenario::Skill) -> &'static str {
    use wardroom_core::scenario::Skill;
    match skill {
        Skill::Desktop => "Desktops",
        Skill::Servers => "Servers",
        Skill::Network => "Network",
        Skill::Suppliers => "Medical devices",
        Skill::Wards => "Wards",
        Skill::Managers => "Managers",
    }
}

/// The cards that can be played on a segment.
pub fn cards_for(scenario: &Scenario, segment: usize) -> Vec<usize> {
    let target = Target::Segment(segment.into());
    let cards = 0..scenario.cards.len();
    cards
        .filter(|card| {
            scenario
                .targets(scenario.cards[*card].target)
                .contains(&target)
        })
        .collect()
}

/// What can be done where a segment was clicked.
fn actions_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, picked: usize) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        quiet(ui, theme, format!("{}:", scenario.segments[picked].name));
        for card in cards_for(scenario, picked) {
            if super::widgets::secondary(ui, theme, &scenario.cards[card].title).clicked() {
                action = Some(Action::TakeUp(card));
            }
        }
        if super::widgets::secondary(ui, theme, "Clear").clicked() {
            action = Some(Action::Pick(None));
        }
    });
    action
}

/// Zooms with the wheel or keys, moves with the pointer or keys.
pub fn steer(ui: &Ui, zoom: &mut f32, pan: &mut egui::Vec2, rect: Rect, response: &egui::Response) {
    if *zoom < 1.0 {
        *zoom = 1.0;
    }
    let mut zoom_by = 1.0;
    let mut around = rect.center();
    if response.hovered() {
        let scrolled = ui.input(|input| input.smooth_scroll_delta().y);
        zoom_by *= 1.0 + scrolled / 400.0;
        around = response.hover_pos().unwrap_or(around);
    }
    if response.has_focus() {
        // Arrows move the map, not the focus.
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                response.id,
                egui::EventFilter {
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    ..egui::EventFilter::default()
                },
            );
        });
        ui.input(|input| {
            for (key, way) in [
                (egui::Key::ArrowLeft, vec2(40.0, 0.0)),
                (egui::Key::ArrowRight, vec2(-40.0, 0.0)),
                (egui::Key::ArrowUp, vec2(0.0, 40.0)),
                (egui::Key::ArrowDown, vec2(0.0, -40.0)),
            ] {
                if input.key_pressed(key) {
                    *pan += way;
                }
            }
            if input.key_pressed(egui::Key::Plus) || input.key_pressed(egui::Key::Equals) {
                zoom_by *= 1.25;
            }
            if input.key_pressed(egui::Key::Minus) {
                zoom_by /= 1.25;
            }
        });
    }
    if zoom_by != 1.0 {
        let before = *zoom;
        *zoom = (*zoom * zoom_by).clamp(1.0, 6.0);
        // What is under the pointer stays there.
        let from_centre = around - rect.center() - *pan;
        *pan -= from_centre * (*zoom / before - 1.0);
    }
    if response.dragged() {
        *pan += response.drag_delta();
    }
    let most = rect.size() * (*zoom - 1.0) / 2.0;
    *pan = pan.clamp(-most, most);
    if response.double_clicked() {
        *zoom = 1.0;
        *pan = egui::Vec2::ZERO;
    }
}

fn segment_ui(ui: &Ui, painter: &Painter, drawn: &Drawn<'_>, map: &mut Map, at: usize, lit: bool) {
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
    let total = super::grouped(view.total);
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
            words.push_str(&format!("\n{} {word}", super::grouped(count)));
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
