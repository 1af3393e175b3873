//! The bar at the top: which exercise, what time, how fast, how bad. Must not hold any state.

use super::Action;
use crate::window::clock::SPEEDS;
use crate::window::session::Live;
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{chip, field, named, primary, quiet, secondary, text, toggle};
use egui::{Align, FontFamily, Frame, Layout, Margin, Ui, WidgetType};
use egui_phosphor::regular as icons;
use wardroom_core::exercise::Command;

/// Shows the bar. It takes as many rows as the width asks for.
pub fn clock_bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    ending: &mut bool,
    room_open: bool,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let ended = live.exercise().ended();
    Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(18, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let wide = ui.available_width() > 1300.0;
            let left = |ui: &mut Ui, live: &mut Live, actions: &mut Vec<Action>| {
                clock_ui(ui, theme, live);
                if ended {
                    if primary(ui, theme, "Review the exercise", true).clicked() {
                        actions.push(Action::Review);
                    }
                } else {
                    clock_buttons(ui, theme, live, actions);
                }
            };
            let mut right = |ui: &mut Ui, live: &Live, actions: &mut Vec<Action>| {
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
                let words = if live.unsaved() || live.trouble.is_some() {
                    "▲ not on disk yet".to_owned()
                } else {
                    format!("● log: {} entries, on disk", live.entries())
                };
                quiet(ui, theme, words).on_hover_text(live.record.display().to_string());
                level(ui, theme, live);
            };
            if wide {
                ui.horizontal(|ui| {
                    ui.set_min_height(40.0);
                    left(ui, live, &mut actions);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        right(ui, live, &mut actions);
                    });
                });
            } else {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
                    left(ui, live, &mut actions);
                    right(ui, live, &mut actions);
                });
            }
        });
    actions
}

fn clock_ui(ui: &mut Ui, theme: &Theme, live: &Live) {
    let scenario = live.scenario();
    let secs = live.exercise().secs();
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
        let standing = if live.exercise().ended() {
            "ENDEX"
        } else if live.clock.discussing {
            "discussion"
        } else if live.clock.running {
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

fn clock_buttons(ui: &mut Ui, theme: &Theme, live: &mut Live, actions: &mut Vec<Action>) {
    let running = live.clock.running;
    let words = if running {
        format!("{} Pause", icons::PAUSE)
    } else {
        format!("{} Run", icons::PLAY)
    };
    if primary(ui, theme, &words, true)
        .on_hover_text("Space")
        .clicked()
    {
        actions.push(Action::Run(!running));
    }
    let speed = ui.menu_button(format!("{}×", live.clock.speed), |ui| {
        for speed in SPEEDS {
            if ui
                .selectable_label(
                    live.clock.speed == speed,
                    format!("{speed}×: {}", speed_in_words(speed)),
                )
                .clicked()
            {
                actions.push(Action::Speed(speed));
                ui.close();
            }
        }
    });
    named(
        &speed.response,
        WidgetType::Button,
        &format!("Speed {}×", live.clock.speed),
    );
    if secondary(ui, theme, &format!("Next {}", icons::SKIP_FORWARD))
        .on_hover_text("On to the next message or question (N)")
        .clicked()
    {
        actions.push(Action::Next);
    }
    if toggle(ui, theme, live.clock.discussing, "Discuss")
        .on_hover_text("The clock stands and the room sees that it does (P)")
        .clicked()
    {
        actions.push(Action::Discuss(!live.clock.discussing));
    }
    let mut typed = live.draft.jump.take();
    match &mut typed {
        None => {
            if secondary(ui, theme, "Jump")
                .on_hover_text("On to a time (J)")
                .clicked()
            {
                typed = Some(String::new());
                live.draft.jump_keys = true;
            }
        }
        Some(words) => {
            let response = ui
                .scope(|ui| {
                    ui.set_width(110.0);
                    field(ui, theme, "Jump to a time", "13:55", words, 1)
                })
                .inner;
            let entered = response.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
            if std::mem::take(&mut live.draft.jump_keys) {
                response.request_focus();
            }
            if secondary(ui, theme, "Go").clicked() || entered {
                if words.trim().is_empty() {
                    typed = None;
                } else {
                    actions.push(Action::Jump(std::mem::take(words)));
                    typed = None;
                }
            } else if ui.input(|it| it.key_pressed(egui::Key::Escape)) {
                typed = None;
            }
        }
    }
    live.draft.jump = typed;
    if secondary(ui, theme, "Go back")
        .on_hover_text(
            "Look at any minute again, and branch off there (B). The room does not see it.",
        )
        .clicked()
    {
        actions.push(Action::LookBack(live.stands_at_secs()));
    }
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
            actions.push(Action::Command(Command::End));
        }
    } else if secondary(ui, theme, "ENDEX")
        .on_hover_text("End the exercise now and go to the review")
        .clicked()
    {
        *ending = true;
    }
}

fn level(ui: &mut Ui, theme: &Theme, live: &Live) {
    let scenario = live.scenario();
    if let Some(at) = live.branched_at_secs {
        chip(
            ui,
            &format!("branch from {}", scenario.clock(at)),
            theme.selected,
            theme.text,
        );
    }
    match live.team_view().level {
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
