//! The live screen: where its panels stand, side by side where there is room, else one at a time.
//! Must not contain a panel.

use super::bands::{bands_rect, bands_ui};
use super::plan_place::{plan_place_ui, plan_row_ui};
use super::regions::{GAP, Regions};
use super::room::Staging;
use crate::window::live::{Live, Seen};
use crate::window::map::{Map, Shown, map_ui};
use crate::window::panels::{
    Action, aims, clock_bar_ui, curve_ui, decision_ui, desk_ui, events_ui, message_ui, open_desk,
    pace_ui, services_ui, sheet_ui,
};
use crate::window::table::{self, Spot, table_ui};
use crate::window::theme::Theme;
use crate::window::widgets::{boxed, toggle, toggle_wide};
use egui::{Frame, Margin, Rect, ScrollArea, Ui, vec2};
use wardroom_core::words;

/// What is shown where only one thing fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The estate, with every host.
    #[default]
    Map,
    /// The events list.
    Events,
    /// The inject that was delivered last, as its reader sees it.
    Message,
    /// The decision.
    Decide,
    /// Cards and forms.
    Desk,
    /// The service board.
    Services,
    /// The look-ahead and the curve.
    Ahead,
}

impl Part {
    /// All, with their words, in the order of the bar.
    pub const ALL: [(Self, &str); 7] = [
        (Self::Map, "Map"),
        (Self::Events, "Events"),
        (Self::Message, words::INJECT),
        (Self::Decide, "Decision"),
        (Self::Desk, "Desk"),
        (Self::Services, "Services"),
        (Self::Ahead, words::FORECAST),
    ];
}

/// What the live screen keeps between frames.
#[derive(Debug, Default)]
pub struct LiveLayout {
    /// How far in the map is, where, and what is laid over it.
    pub map: Map,
    /// The model on the table, or the room's where that is shown here.
    pub spot: Spot,
    /// What the room's screen shows when, where it is shown here.
    pub staging: Staging,
    /// Whether the estate is shown as a flat plan.
    pub flat: bool,
    /// Whether ENDEX has been asked for and not confirmed.
    pub ending: bool,
    /// What is shown where only one thing fits.
    pub part: Part,
}

/// No panel is lower than this where they stand one at a time; the trust is drawn as large as there is room.
const LOWEST: f32 = 300.0;
const LOWEST_MAP: f32 = 220.0;

/// Shows the live screen.
pub fn live_ui(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    layout: &mut LiveLayout,
    motion: bool,
    room_open: bool,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let jumping = live.input.jump.typed.is_some();
    egui::Panel::top("clock-bar")
        .frame(Frame::new())
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            actions.extend(clock_bar_ui(
                ui,
                theme,
                &live.seen,
                &mut live.input.jump,
                &mut layout.ending,
                (room_open, live.input.desk),
            ));
            actions.extend(pace_ui(ui, theme, &live.seen));
        });
    if live.seen.scenario.several() {
        actions.extend(sides_ui(ui, theme, &live.seen));
    }
    let whole = ui.available_rect_before_wrap();
    let over = match Regions::of(whole, live.seen.plan.is_some()) {
        Some(regions) => {
            side_by_side(ui, theme, live, layout, motion, regions, &mut actions);
            regions.table
        }
        None => one_at_a_time(ui, theme, live, layout, motion, &mut actions),
    };
    actions.extend(bands_ui(ui, theme, live, over));
    if live.input.jump.typed.is_some() && !jumping {
        // One thing lies over the screen at a time.
        (live.input.events.held, live.input.picked) = (None, None);
    }
    actions
}

/// Whose side is looked at, and how many questions wait for each to decide.
fn sides_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Action> {
    let scenario = &seen.scenario;
    let mut action = None;
    egui::Panel::top("sides")
        .frame(
            Frame::new()
                .fill(theme.panel)
                .inner_margin(Margin::symmetric(18, 6)),
        )
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                if toggle(ui, theme, seen.shows.is_none(), words::ALL_ORGANISATIONS).clicked() {
                    action = Some(Action::Show(None));
                }
                for of in scenario.organisation_ids() {
                    let open = seen.view.to_decide[of.at()];
                    let organisation = &scenario.organisations[of.at()];
                    let asked = |open: usize| format!("{} · {open} open", organisation.short);
                    let words = match open {
                        0 => organisation.short.clone(),
                        _ => asked(open),
                    };
                    let hover = format!(
                        "{}. {} Open decision points: {open}.",
                        organisation.name, organisation.about
                    );
                    if toggle_wide(ui, theme, seen.shows == Some(of), &words, &asked(10))
                        .on_hover_text(hover)
                        .clicked()
                    {
                        action = Some(Action::Show(Some(of)));
                    }
                }
            });
        });
    action
}

fn side_by_side(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    layout: &mut LiveLayout,
    motion: bool,
    regions: Regions,
    actions: &mut Vec<Action>,
) {
    boxed(ui, theme, regions.events, "left", |ui| {
        // Another exercise's list is not scrolled as this one's was.
        ui.push_id(&live.seen.record, |ui| {
            actions.extend(events_ui(ui, theme, &live.seen, &mut live.input.events));
        });
    });
    // The trust stands on the ground itself, as large as there is room for.
    let place = egui::UiBuilder::new()
        .id_salt("table")
        .max_rect(regions.table);
    let mut child = ui.new_child(place);
    child.set_clip_rect(regions.table);
    actions.extend(estate_ui(&mut child, theme, live, layout, motion));
    if let Some(rect) = regions.plan {
        actions.extend(plan_place_ui(ui, theme, live, rect));
    }
    let held = live.held().cloned();
    let seen = &live.seen;
    let open = open_desk(&live.input);
    if !open || !aims(&live.input) {
        boxed(ui, theme, regions.services, "services", |ui| {
            services(ui, theme, seen)
        });
        boxed(ui, theme, regions.curve, "curve", |ui| {
            curve_ui(ui, theme, seen, &mut live.input.jump);
        });
        boxed(ui, theme, regions.message, "message", |ui| {
            actions.extend(message_ui(ui, theme, seen));
        });
    }
    if open {
        let rect = if aims(&live.input) {
            regions.sheet
        } else {
            regions.form
        };
        boxed(ui, theme, rect, "sheet", |ui| {
            actions.extend(sheet_ui(
                ui,
                theme,
                (seen, live.people.as_ref()),
                &mut live.input,
                held.as_ref(),
            ));
        });
    }
    boxed(ui, theme, regions.decision, "decision", |ui| {
        actions.extend(decision_ui(ui, theme, seen, &mut live.input.decision));
    });
    boxed(ui, theme, regions.desk, "desk", |ui| {
        actions.extend(desk_ui(ui, theme, seen, &mut live.input));
    });
}

/// Returns where what is shown stands.
fn one_at_a_time(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    layout: &mut LiveLayout,
    motion: bool,
    actions: &mut Vec<Action>,
) -> Rect {
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(GAP);
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 5.0);
        for (part, words) in Part::ALL {
            let on = layout.part == part;
            let tab = if part == Part::Decide {
                // Whoever looks at something else sees that something is asked.
                let open = open_count(&live.seen);
                let says = |open: usize| format!("{words} · {open} open");
                let now = if open > 0 {
                    says(open)
                } else {
                    words.to_owned()
                };
                toggle_wide(ui, theme, on, &now, &says(10))
            } else {
                toggle(ui, theme, on, words)
            };
            if tab.clicked() {
                layout.part = part;
            }
        }
    });
    actions.extend(plan_row_ui(ui, theme, live));
    let below = ui.available_rect_before_wrap().shrink(8.0);
    let room = ui.available_height();
    ScrollArea::vertical()
        .id_salt("one")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let lowest = if layout.part == Part::Map {
                LOWEST_MAP
            } else {
                LOWEST
            };
            let size = vec2(ui.available_width(), room.max(lowest));
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let rect = rect.shrink(8.0);
            let held = live.held().cloned();
            if layout.part == Part::Map {
                // As on a wide screen, on the ground itself.
                let place = egui::UiBuilder::new().id_salt("part").max_rect(rect);
                let mut child = ui.new_child(place);
                actions.extend(estate_ui(&mut child, theme, live, layout, motion));
                return;
            }
            boxed(ui, theme, rect, "part", |ui| match layout.part {
                Part::Map => {}
                Part::Events => {
                    actions.extend(events_ui(ui, theme, &live.seen, &mut live.input.events))
                }
                Part::Message => actions.extend(message_ui(ui, theme, &live.seen)),
                Part::Decide => {
                    actions.extend(decision_ui(ui, theme, &live.seen, &mut live.input.decision))
                }
                Part::Desk if open_desk(&live.input) => {
                    let shown = (&live.seen, live.people.as_ref());
                    let input = &mut live.input;
                    actions.extend(sheet_ui(ui, theme, shown, input, held.as_ref()));
                }
                Part::Desk => actions.extend(desk_ui(ui, theme, &live.seen, &mut live.input)),
                Part::Services => services(ui, theme, &live.seen),
                Part::Ahead => {
                    curve_ui(ui, theme, &live.seen, &mut live.input.jump);
                }
            });
        });
    below
}

/// How many decision points are open.
fn open_count(seen: &Seen) -> usize {
    let prompts = seen.view.team.prompts.iter();
    prompts.filter(|it| it.decided.is_none()).count()
}

fn services(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    services_ui(
        ui,
        theme,
        &seen.scenario,
        &seen.view.truth,
        &seen.view.team,
        seen.shows,
    );
}

/// The trust, on the table or as a flat plan.
fn estate_ui(
    ui: &mut Ui,
    theme: &Theme,
    live: &Live,
    layout: &mut LiveLayout,
    motion: bool,
) -> Option<Action> {
    if layout.flat {
        let above = table::layers_below(ui, theme, &mut layout.spot.model, &mut layout.flat);
        let place = egui::UiBuilder::new().id_salt("flat").max_rect(above);
        let mut child = ui.new_child(place);
        return map_ui(
            &mut child,
            theme,
            shown(live, motion),
            &mut layout.map,
            None,
        );
    }
    let view = &live.seen.view;
    if view.clock.looking
        && let Some(band) = bands_rect(ui)
    {
        // The past is looked at for a while, and all of it is to be seen.
        ui.add_space((band.bottom() - ui.cursor().top()).max(0.0));
    }
    let cards = &live.input.cards;
    let legal = cards.card.map_or_else(Vec::new, |card| {
        let scenario = &live.seen.scenario;
        scenario.targets(scenario.cards[card].target)
    });
    let shown = table::Shown {
        scenario: &live.seen.scenario,
        truth: &view.truth,
        known: &view.known,
        picked: live.input.picked,
        side: live.seen.shows,
        aimed: cards.aimed(&legal),
        legal: &legal,
    };
    table_ui(ui, theme, shown, &mut layout.spot, &mut layout.flat)
}

/// What the map shows of a live exercise.
fn shown(live: &Live, motion: bool) -> Shown<'_> {
    Shown {
        scenario: &live.seen.scenario,
        truth: &live.seen.view.truth,
        picked: live.input.picked,
        moving: motion && live.seen.view.clock.running,
        playing: true,
    }
}
