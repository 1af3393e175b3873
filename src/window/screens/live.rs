//! The live screen: where its panels stand, side by side where there is room, else one at a time.
//! Must not contain a panel.

use crate::window::live::{Desk, Live, Seen};
use crate::window::map::{Map, Shown, map_ui};
use crate::window::panels::{
    Action, ahead_ui, clock_bar_ui, curve_ui, decision_ui, desk_ui, events_ui, message_ui,
    rewind_ui, services_ui,
};
use crate::window::table::{self, Spot, table_ui};
use crate::window::theme::{Theme, size};
use crate::window::widgets::{boxed, caps, primary, secondary, text, toggle};
use egui::{Color32, FontFamily, Frame, Margin, Rect, ScrollArea, Stroke, Ui, pos2, vec2};
use wardroom_core::host::Ask;
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
    /// Whether the estate is shown as a flat plan.
    pub flat: bool,
    /// Whether ENDEX has been asked for and not confirmed.
    pub ending: bool,
    /// What is shown where only one thing fits.
    pub part: Part,
}

const GAP: f32 = 12.0;
/// Side by side from this width and height on.
const WIDE: egui::Vec2 = vec2(1180.0, 560.0);
/// No panel is lower than this where they stand one at a time; the map needs more.
const LOWEST: f32 = 300.0;
const LOWEST_MAP: f32 = 520.0;

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
    egui::Panel::top("clock-bar")
        .frame(Frame::new())
        .show(ui, |ui| {
            actions.extend(clock_bar_ui(
                ui,
                theme,
                &live.seen,
                &mut live.input.jump,
                &mut layout.ending,
                room_open,
            ));
        });
    if live.seen.scenario.several() {
        actions.extend(sides_ui(ui, theme, &live.seen));
    }
    if live.seen.view.clock.looking {
        egui::Panel::top("rewind")
            .frame(Frame::new())
            .show(ui, |ui| actions.extend(rewind_ui(ui, theme, &live.seen)));
    }
    if let Some(action) = leap_ui(ui, theme, &live.seen) {
        actions.push(action);
    }
    if let Some(trouble) = &live.seen.view.record.trouble {
        band(ui, theme, "trouble", theme.alarm, theme.bad, trouble, false);
    }
    if let Some(refusal) = live.refusal.clone()
        && band(
            ui,
            theme,
            "refusal",
            theme.warning,
            theme.reduced,
            &refusal,
            true,
        )
    {
        actions.push(Action::Dismiss);
    }
    let whole = ui.available_rect_before_wrap().shrink(GAP);
    if whole.width() >= WIDE.x && whole.height() >= WIDE.y {
        side_by_side(ui, theme, live, layout, motion, whole, &mut actions);
    } else {
        one_at_a_time(ui, theme, live, layout, motion, &mut actions);
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
                    let words = match open {
                        0 => organisation.short.clone(),
                        _ => format!("{} · {open} to decide", organisation.short),
                    };
                    let hover = format!("{}. {}", organisation.name, organisation.about);
                    if toggle(ui, theme, seen.shows == Some(of), &words)
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

/// Between two moves: what is to be read out, and the way on.
fn leap_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Action> {
    let leap = seen.view.leap.as_ref()?;
    let to = seen.scenario.clock(u64::from(leap.to) * 60);
    let mut action = None;
    egui::Panel::top("leap")
        .frame(
            Frame::new()
                .fill(theme.selected)
                .stroke(Stroke::new(1.0, theme.accent))
                .inner_margin(Margin::symmetric(18, 10)),
        )
        .show(ui, |ui| {
            caps(ui, theme, "The move ends here. Read out:");
            ui.label(text(
                &leap.told,
                size::TITLE,
                FontFamily::Proportional,
                theme.text,
            ));
            ui.add_space(4.0);
            if primary(ui, theme, &format!("Go on to {to}"), true).clicked() {
                action = Some(Action::Ask(Ask::Leap));
            }
        });
    action
}

/// A band across the screen that says something; returns whether it has been read.
fn band(
    ui: &mut Ui,
    theme: &Theme,
    id: &str,
    fill: Color32,
    edge: Color32,
    words: &str,
    can_go: bool,
) -> bool {
    let mut gone = false;
    egui::Panel::top(egui::Id::new(id))
        .frame(
            Frame::new()
                .fill(fill)
                .stroke(Stroke::new(1.0, edge))
                .inner_margin(Margin::symmetric(18, 8)),
        )
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(text(
                    format!("▲ {words}"),
                    size::TITLE,
                    FontFamily::Proportional,
                    theme.text,
                ));
                if can_go {
                    gone = secondary(ui, theme, "Understood").clicked();
                }
            });
        });
    gone
}

fn side_by_side(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    layout: &mut LiveLayout,
    motion: bool,
    whole: Rect,
    actions: &mut Vec<Action>,
) {
    let left_width = (whole.width() * 0.2).clamp(250.0, 420.0);
    let right_width = (whole.width() * 0.225).clamp(300.0, 480.0);
    let bottom_height = (whole.height() * 0.35).clamp(230.0, 460.0);
    let middle = (
        whole.min.x + left_width + GAP,
        whole.max.x - right_width - GAP,
    );
    let low = whole.max.y - bottom_height;

    let left = Rect::from_min_max(whole.min, pos2(whole.min.x + left_width, whole.max.y));
    boxed(ui, theme, left, "left", |ui| {
        actions.extend(events_ui(ui, theme, &live.seen, &mut live.input.events));
    });
    let centre = Rect::from_min_max(pos2(middle.0, whole.min.y), pos2(middle.1, low - GAP));
    if layout.flat {
        boxed(ui, theme, centre, "map", |ui| {
            actions.extend(estate_ui(ui, theme, live, layout, motion));
        });
    } else {
        // The table stands on the ground itself, as large as there is room for.
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt("table").max_rect(centre));
        child.set_clip_rect(centre);
        actions.extend(estate_ui(&mut child, theme, live, layout, motion));
    }

    let wide = middle.1 - middle.0 - 2.0 * GAP;
    let first = middle.0 + wide * 0.27;
    let second = first + GAP + wide * 0.30;
    let ahead = Rect::from_min_max(pos2(middle.0, low), pos2(first, whole.max.y));
    let board = Rect::from_min_max(pos2(first + GAP, low), pos2(second, whole.max.y));
    let message = Rect::from_min_max(pos2(second + GAP, low), pos2(middle.1, whole.max.y));
    boxed(ui, theme, ahead, "ahead", |ui| {
        ahead_and_curve(ui, theme, &live.seen)
    });
    boxed(ui, theme, board, "services", |ui| {
        services(ui, theme, &live.seen)
    });
    boxed(ui, theme, message, "message", |ui| {
        actions.extend(message_ui(ui, theme, &live.seen));
    });

    let right = Rect::from_min_max(pos2(whole.max.x - right_width, whole.min.y), whole.max);
    let open = live
        .seen
        .view
        .team
        .prompts
        .iter()
        .any(|prompt| prompt.decided.is_none());
    let busy = live.input.cards.card.is_some() || live.input.desk != Desk::Cards;
    let share = match (open, busy) {
        (false, _) => 0.11,
        (true, true) => 0.54,
        (true, false) => 0.74,
    };
    let split = right.min.y + (right.height() * share).max(84.0);
    let upper = Rect::from_min_max(right.min, pos2(right.max.x, split));
    let lower = Rect::from_min_max(pos2(right.min.x, split + GAP), right.max);
    boxed(ui, theme, upper, "decision", |ui| {
        actions.extend(decision_ui(ui, theme, &live.seen, &mut live.input.decision));
    });
    boxed(ui, theme, lower, "desk", |ui| {
        actions.extend(desk_ui(ui, theme, &live.seen, &mut live.input));
    });
}

fn one_at_a_time(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    layout: &mut LiveLayout,
    motion: bool,
    actions: &mut Vec<Action>,
) {
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(GAP);
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 5.0);
        for (part, words) in Part::ALL {
            if toggle(ui, theme, layout.part == part, words).clicked() {
                layout.part = part;
            }
        }
    });
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
            boxed(ui, theme, rect, "part", |ui| match layout.part {
                Part::Map => {
                    actions.extend(estate_ui(ui, theme, live, layout, motion));
                }
                Part::Events => {
                    actions.extend(events_ui(ui, theme, &live.seen, &mut live.input.events))
                }
                Part::Message => actions.extend(message_ui(ui, theme, &live.seen)),
                Part::Decide => {
                    actions.extend(decision_ui(ui, theme, &live.seen, &mut live.input.decision))
                }
                Part::Desk => actions.extend(desk_ui(ui, theme, &live.seen, &mut live.input)),
                Part::Services => services(ui, theme, &live.seen),
                Part::Ahead => ahead_and_curve(ui, theme, &live.seen),
            });
        });
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

fn ahead_and_curve(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let now_mins = seen.view.clock.minute();
    let room = ui.available_height();
    ScrollArea::vertical()
        .id_salt("ahead")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = 3.0;
            if seen.view.clock.looking {
                crate::window::widgets::caps(ui, theme, words::NO_FURTHER_ACTION);
                crate::window::widgets::quiet(ui, theme, "Return to now to look ahead.");
            } else {
                let most = if room < 420.0 { 2 } else { 4 };
                let forecast = seen.view.forecast.as_deref();
                ahead_ui(ui, theme, &seen.scenario, forecast, now_mins, most);
            }
            ui.add_space(4.0);
            let height = ui.available_height().max(116.0);
            ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
                curve_ui(ui, theme, seen);
            });
        });
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
        let flat = Some(&mut layout.flat);
        return map_ui(ui, theme, shown(live, motion), &mut layout.map, flat);
    }
    let view = &live.seen.view;
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
