//! The briefing: slides for the wall, who sits where, what is rehearsed, and what to look at before STARTEX.
//! Must not start anything.

mod check;
mod filled;
mod objectives;
mod opening;
mod people;
mod plan;
mod slides;
mod spoken;
mod type_of;
mod wall;

pub use filled::{Before, Briefing, BriefingAction, drawn_seed};
pub use opening::opening_note;

use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{
    button_width, named, primary_wide, quiet, secondary, spread, text, toggle,
};
use egui::{Frame, Key, Margin, Ui, WidgetType};
use wall::{Wall, wall_ui};
use wardroom_core::scenario::Scenario;
use wardroom_core::words;

const STEPS: [&str; 4] = ["Read", "People", "Objectives", "Start"];

/// Points below which a row has room for what is needed alone.
const NARROW: f32 = 900.0;

/// Shows the briefing.
pub fn briefing_ui(
    ui: &mut Ui,
    theme: &Theme,
    before: Before<'_>,
    briefing: &mut Briefing,
) -> Option<BriefingAction> {
    let scenario = before.scenario;
    briefing.names.resize(scenario.roles.len(), String::new());
    briefing.wall.read(scenario);
    let by_key = keys(ui, before, briefing);
    if briefing.step == 0 && briefing.wall.full {
        let rect = ui.max_rect();
        wall_ui(ui, theme, scenario, &mut briefing.wall, rect, before.motion);
        return by_key;
    }
    top_ui(ui, theme, scenario, &mut briefing.step);
    let asked = bottom_ui(ui, theme, before, briefing);
    let margin = if briefing.step == 0 {
        Margin::ZERO
    } else {
        Margin::symmetric(60, 32)
    };
    let mut in_the_middle = None;
    egui::CentralPanel::default()
        .frame(Frame::new().fill(theme.ground).inner_margin(margin))
        .show(ui, |ui| match briefing.step {
            0 => {
                let rect = ui.available_rect_before_wrap();
                wall_ui(ui, theme, scenario, &mut briefing.wall, rect, before.motion);
            }
            1 => people::people_ui(ui, theme, scenario, briefing),
            2 => objectives::objectives_ui(
                ui,
                theme,
                scenario,
                before.unlearned,
                &mut briefing.show_tasks,
            ),
            _ => in_the_middle = check::check_ui(ui, theme, before, briefing),
        });
    by_key.or(asked).or(in_the_middle)
}

/// Arrows and a presenter's keys turn slides; Enter goes on, where nothing has the keyboard.
fn keys(ui: &Ui, before: Before<'_>, briefing: &mut Briefing) -> Option<BriefingAction> {
    if before.covered || crate::window::keys::typing(ui) {
        return None;
    }
    let focused = ui.ctx().memory(|memory| memory.focused().is_some());
    let any = |keys: &[Key]| {
        ui.input(|input| !input.modifiers.any() && keys.iter().any(|key| input.key_pressed(*key)))
    };
    let enter = !focused && crate::window::keys::pressed_once(ui, Key::Enter);
    if briefing.step == 0 {
        let on = any(&[Key::ArrowRight, Key::ArrowDown, Key::PageDown]);
        if any(&[Key::ArrowLeft, Key::ArrowUp, Key::PageUp]) {
            briefing.wall.turn(false);
        } else if on || enter || (!focused && any(&[Key::Space])) {
            let turned = briefing.wall.turn(true);
            if enter && !turned {
                briefing.wall.full = false;
                briefing.step = 1;
            }
        }
        if any(&[Key::Escape]) {
            return back(briefing);
        } else if any(&[Key::F]) {
            briefing.wall.full = !briefing.wall.full;
        }
        return None;
    }
    if any(&[Key::Escape]) {
        return back(briefing);
    }
    if enter {
        return on(briefing);
    }
    None
}

/// Out of what fills the window, back to the step before, or from the first one home.
fn back(briefing: &mut Briefing) -> Option<BriefingAction> {
    if briefing.step == 0 && briefing.wall.full {
        briefing.wall.full = false;
        return None;
    }
    match briefing.step.checked_sub(1) {
        Some(before) => {
            briefing.step = before;
            None
        }
        None => Some(BriefingAction::Back),
    }
}

/// On to the next step; from the last one STARTEX.
fn on(briefing: &mut Briefing) -> Option<BriefingAction> {
    if briefing.step + 1 < STEPS.len() {
        briefing.step += 1;
        None
    } else {
        Some(BriefingAction::Start)
    }
}

fn top_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, shown: &mut usize) {
    egui::Panel::top("briefing-top")
        .frame(
            Frame::new()
                .fill(theme.panel)
                .inner_margin(Margin::symmetric(26, 14)),
        )
        .show(ui, |ui| {
            let wide = ui.available_width() >= NARROW;
            spread(
                ui,
                |ui| {
                    ui.label(text(&scenario.title, size::HEADING, bold(), theme.text));
                    if wide {
                        quiet(ui, theme, "Briefing");
                    }
                },
                |ui| {
                    for (at, step) in STEPS.iter().enumerate() {
                        let words = format!("{} {step}", at + 1);
                        if toggle(ui, theme, *shown == at, &words).clicked() {
                            *shown = at;
                        }
                    }
                },
            );
        });
}

fn bottom_ui(
    ui: &mut Ui,
    theme: &Theme,
    before: Before<'_>,
    briefing: &mut Briefing,
) -> Option<BriefingAction> {
    let mut action = None;
    egui::Panel::bottom("briefing-bottom")
        .frame(
            Frame::new()
                .fill(theme.panel)
                .inner_margin(Margin::symmetric(26, 16)),
        )
        .show(ui, |ui| {
            let wide = ui.available_width() >= NARROW;
            let scenario = before.scenario;
            let step = briefing.step;
            let Briefing { wall, names, .. } = &mut *briefing;
            let left = |ui: &mut Ui| {
                if step == 0 {
                    turn_ui(ui, theme, wall);
                } else {
                    let taken = names.iter().filter(|name| !name.trim().is_empty());
                    let taken = taken.count();
                    let all = scenario.roles.len();
                    quiet(ui, theme, format!("{taken} of {all} roles filled"));
                }
            };
            let (mut goes_back, mut goes_on) = (false, false);
            spread(ui, left, |ui| {
                let first = scenario.organisation_ids().next();
                if let Some(of) = first.filter(|_| wide && step == 0 && !scenario.several()) {
                    let open = before.open.contains(&of);
                    if toggle(ui, theme, open, "Room display")
                        .on_hover_text("A window for the projector: it shows these slides too.")
                        .clicked()
                    {
                        action = Some(BriefingAction::Room(of));
                    }
                }
                goes_back = secondary(ui, theme, "Back").clicked();
                if secondary(ui, theme, words::EDIT)
                    .on_hover_text("Open it in the author")
                    .clicked()
                {
                    action = Some(BriefingAction::Author);
                }
                // As wide whatever it says: what stands beside it stays where it is.
                let ways = ways_on();
                let width = button_width(ui, &ways.each_ref().map(String::as_str));
                goes_on = primary_wide(ui, theme, &ways[step.min(3)], width).clicked();
            });
            if goes_back {
                action = back(briefing);
            } else if goes_on {
                action = on(briefing);
            }
        });
    action
}

/// What goes on from each step.
fn ways_on() -> [String; 4] {
    std::array::from_fn(|step| {
        let next = STEPS.get(step + 1);
        next.map_or("STARTEX".to_owned(), |next| format!("{next} →"))
    })
}

/// The way from slide to slide.
fn turn_ui(ui: &mut Ui, theme: &Theme, wall: &mut Wall) {
    for (words, name, on) in [("←", "Previous slide", false), ("→", "Next slide", true)] {
        let button = secondary(ui, theme, words).on_hover_text(name);
        named(&button, WidgetType::Button, name);
        if button.clicked() {
            wall.turn(on);
        }
    }
    quiet(ui, theme, format!("{} of {}", wall.at + 1, wall.count()));
    if secondary(ui, theme, "Full screen")
        .on_hover_text("F; Escape comes back. Arrows turn the slides.")
        .clicked()
    {
        wall.full = true;
    }
}
