//! The bar at the top: which exercise, what time, how fast, how bad. Must not hold any state.

use super::Action;
use crate::window::live::{JumpInput, Seen};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{chip, field, named, primary, quiet, secondary, text, toggle};
use egui::{Align, FontFamily, Frame, Layout, Margin, Ui, WidgetType};
use egui_phosphor::regular as icons;
use wardroom_core::exercise::Command;
use wardroom_core::host::{Ask, jump_to, passes};
use wardroom_core::views::SPEEDS;
use wardroom_core::words;

/// Shows the bar. It takes as many rows as the width asks for.
pub fn clock_bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut JumpInput,
    ending: &mut bool,
    room_open: bool,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let ended = seen.view.clock.ended;
    Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(18, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let wide = ui.available_width() > 1300.0;
            let left = |ui: &mut Ui, input: &mut JumpInput, actions: &mut Vec<Action>| {
                clock_ui(ui, theme, seen);
                if ended {
                    if primary(ui, theme, "Review the exercise", true).clicked() {
                        actions.push(Action::Review);
                    }
                } else {
                    clock_buttons(ui, theme, seen, input, actions);
                }
            };
            let mut right = |ui: &mut Ui, actions: &mut Vec<Action>| {
                // From right to left where there is room, else in the order of reading.
                if !ended {
                    end_buttons(ui, theme, ending, actions);
                }
                let help = secondary(ui, theme, "?").on_hover_text("Keys, text size, colours");
                named(&help, WidgetType::Button, "Help and display");
                if help.clicked() {
                    actions.push(Action::Help);
                }
                if toggle(ui, theme, room_open, "Room display")
                    .on_hover_text("A second window for the projector. On a single screen press D.")
                    .clicked()
                {
                    actions.push(Action::RoomWindow);
                }
                let words = if seen.view.record.unsaved || seen.view.record.trouble.is_some() {
                    "▲ not on disk yet".to_owned()
                } else {
                    format!("● log: {} entries, on disk", seen.view.record.entries)
                };
                quiet(ui, theme, words).on_hover_text(seen.record.display().to_string());
                level(ui, theme, seen);
            };
            if wide {
                ui.horizontal(|ui| {
                    ui.set_min_height(40.0);
                    left(ui, input, &mut actions);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        right(ui, &mut actions);
                    });
                });
            } else {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
                    left(ui, input, &mut actions);
                    right(ui, &mut actions);
                });
            }
        });
    actions
}

fn clock_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let scenario = &seen.scenario;
    let clock = &seen.view.clock;
    let secs = clock.secs;
    if ui.available_width() > 1780.0 {
        ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.text));
        ui.label(text(
            &scenario.title,
            size::BODY,
            FontFamily::Proportional,
            theme.quiet,
        ));
    }
    ui.label(text(scenario.clock(secs), size::LARGE, bold(), theme.text));
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add_space(3.0);
        let standing = if seen.view.clock.ended {
            "ENDEX"
        } else if clock.discussing {
            "discussion"
        } else if clock.running {
            "running"
        } else {
            "paused"
        };
        quiet(
            ui,
            theme,
            format!("T+{} h {:02} · {standing}", secs / 3600, secs / 60 % 60),
        );
        quiet(
            ui,
            theme,
            format!("real time {}", crate::real_time::time_of_day()),
        );
    });
}

fn clock_buttons(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut JumpInput,
    actions: &mut Vec<Action>,
) {
    let clock = &seen.view.clock;
    let running = clock.running;
    let words = if running {
        format!("{} Pause", icons::PAUSE)
    } else {
        format!("{} Run", icons::PLAY)
    };
    if primary(ui, theme, &words, true)
        .on_hover_text("Space")
        .clicked()
    {
        actions.push(Action::Ask(Ask::Run(!running)));
    }
    let speed = ui.menu_button(format!("{}×", clock.speed), |ui| {
        for speed in SPEEDS {
            if ui
                .selectable_label(
                    clock.speed == speed,
                    format!("{speed}×: {}", speed_in_words(speed)),
                )
                .clicked()
            {
                actions.push(Action::Ask(Ask::Speed(speed)));
                ui.close();
            }
        }
    });
    named(
        &speed.response,
        WidgetType::Button,
        &format!("Speed {}×", clock.speed),
    );
    if secondary(ui, theme, &format!("Next {}", icons::SKIP_FORWARD))
        .on_hover_text("On to the next inject or decision point (N)")
        .clicked()
    {
        actions.push(Action::Ask(Ask::Next));
    }
    if toggle(ui, theme, clock.discussing, words::PAUSE_FOR_DISCUSSION)
        .on_hover_text("The clock stands and the room sees that it does (P)")
        .clicked()
    {
        actions.push(Action::Ask(Ask::Discuss(!clock.discussing)));
    }
    jump_ui(ui, theme, seen, input, actions);
    if secondary(ui, theme, words::REPLAY_FROM)
        .on_hover_text(
            "Look at any minute again, and branch off there (B). The room does not see it.",
        )
        .clicked()
    {
        actions.push(Action::Ask(Ask::LookBack(clock.stands_at_secs)));
    }
}

/// A jump farther than this is asked for twice: a bare time of day can mean tomorrow's.
const FAR_MINS: u32 = 3 * 60;

/// The time to jump to, and what a jump there passes.
fn jump_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut JumpInput,
    actions: &mut Vec<Action>,
) {
    let Some(mut typed) = input.typed.take() else {
        if secondary(ui, theme, words::TIME_JUMP)
            .on_hover_text("On to a time (J)")
            .clicked()
        {
            input.typed = Some(String::new());
            input.keys = true;
        }
        return;
    };
    let response = ui
        .scope(|ui| {
            ui.set_width(110.0);
            field(ui, theme, "Jump to", "13:55", &mut typed, 1)
        })
        .inner;
    let entered = response.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
    if std::mem::take(&mut input.keys) {
        response.request_focus();
    }
    let scenario = &seen.scenario;
    let now = seen.view.clock.minute();
    let to = jump_to(scenario, now, &typed).ok();
    let again = input.far.as_deref() == Some(typed.as_str());
    if let Some(to) = to {
        let passed = passes(&seen.view.upcoming, to);
        let clock = scenario.clock(u64::from(to) * 60);
        let mut told = match passed {
            0 => format!("To {clock}. Nothing that is sure to come is passed."),
            1 => format!("To {clock}: passes 1 inject, and what comes of it."),
            _ => format!("To {clock}: passes {passed} injects, and what comes of them."),
        };
        if again {
            told.push_str(" Enter or Go once more, and it is done.");
        }
        egui::Popup::from_response(&response).open(true).show(|ui| {
            ui.set_max_width(320.0);
            ui.label(told);
        });
    }
    let asked = secondary(ui, theme, "Go").clicked() || entered;
    input.typed = if asked && typed.trim().is_empty() {
        None
    } else if asked && to.is_some_and(|to| to > now + FAR_MINS) && !again {
        input.far = Some(typed.clone());
        input.keys = true;
        Some(typed)
    } else if asked {
        input.far = None;
        actions.push(Action::Ask(Ask::Jump(typed)));
        None
    } else if ui.input(|it| it.key_pressed(egui::Key::Escape)) {
        input.far = None;
        None
    } else {
        Some(typed)
    };
}

fn speed_in_words(speed: u32) -> String {
    match speed {
        1 => "as in life".to_owned(),
        60 => "a minute in a second".to_owned(),
        speed if speed % 60 == 0 => format!("{} min in a second", speed / 60),
        speed => format!("{speed} seconds in a second"),
    }
}

fn end_buttons(ui: &mut Ui, theme: &Theme, ending: &mut bool, actions: &mut Vec<Action>) {
    if *ending {
        // Where ENDEX stood there is now the way back: a double click ends nothing.
        if secondary(ui, theme, "No, go on").clicked() {
            *ending = false;
        }
        if primary(ui, theme, "End the exercise", true).clicked() {
            *ending = false;
            actions.push(Action::enter(Command::End));
        }
    } else if secondary(ui, theme, "ENDEX")
        .on_hover_text("End the exercise now and go to the review")
        .clicked()
    {
        *ending = true;
    }
}

fn level(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let scenario = &seen.scenario;
    if let Some(at) = seen.branched_at_secs {
        chip(
            ui,
            &format!("branch from {}", scenario.clock(at)),
            theme.selected,
            theme.text,
        );
    }
    match seen.view.team.level {
        Some((level, at)) => {
            let clock = scenario.time_at(u64::from(at) * 60).strftime("%H:%M");
            chip(
                ui,
                &format!("▲ {} · {clock}", level.words()),
                theme.alarm,
                theme.text,
            );
        }
        None => {
            chip(ui, "No incident declared", theme.raised, theme.quiet);
        }
    }
}
