//! The bar at the top: which exercise, what time, how fast, how bad. Must not hold any state.

use super::Action;
use crate::app::clock::SPEEDS;
use crate::app::session::Live;
use crate::app::theme::{Theme, bold, size};
use crate::app::widgets::{chip, primary, quiet, secondary, text, toggle};
use crate::exercise::Command;
use egui::{Align, FontFamily, Frame, Layout, Margin, Ui, vec2};

/// Shows the bar.
pub fn clock_bar_ui(ui: &mut Ui, theme: &Theme, live: &Live, ending: &mut bool) -> Option<Action> {
    let mut action = None;
    let exercise = live.exercise();
    let scenario = live.scenario();
    let secs = exercise.secs();
    Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(18, 8))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_min_height(44.0);
                let narrow = ui.available_width() < 1500.0;
                if !narrow {
                    ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.text));
                    ui.add_space(6.0);
                }
                ui.label(text(
                    &scenario.title,
                    size::BODY,
                    FontFamily::Proportional,
                    theme.quiet,
                ));
                ui.add_space(12.0);
                let clock = scenario.clock(secs);
                ui.label(text(clock, size::LARGE, bold(), theme.text));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.add_space(6.0);
                    quiet(
                        ui,
                        theme,
                        format!("T+{} h {:02} min", secs / 3600, secs / 60 % 60),
                    );
                    let standing = if exercise.ended() {
                        "ENDEX"
                    } else if live.clock.running {
                        "running"
                    } else {
                        "the clock stands"
                    };
                    quiet(ui, theme, standing);
                });
                ui.add_space(8.0);
                if exercise.ended() {
                    if primary(ui, theme, "Review the exercise", true).clicked() {
                        action = Some(Action::Review);
                    }
                } else {
                    let words = if live.clock.running {
                        format!("{} Pause", egui_phosphor::regular::PAUSE)
                    } else {
                        format!("{} Run", egui_phosphor::regular::PLAY)
                    };
                    if primary(ui, theme, &words, true)
                        .on_hover_text("Space")
                        .clicked()
                    {
                        action = Some(Action::Run(!live.clock.running));
                    }
                    if secondary(
                        ui,
                        theme,
                        &format!("Next {}", egui_phosphor::regular::SKIP_FORWARD),
                    )
                    .on_hover_text("On to the next message or question (N)")
                    .clicked()
                    {
                        action = Some(Action::Next);
                    }
                    ui.add_space(4.0);
                    ui.spacing_mut().item_spacing.x = 3.0;
                    for speed in SPEEDS {
                        let response = ui.scope(|ui| {
                            ui.spacing_mut().button_padding = vec2(8.0, 6.0);
                            toggle(ui, theme, live.clock.speed == speed, &format!("{speed}×"))
                        });
                        if response
                            .inner
                            .on_hover_text(format!("{speed} exercise seconds in a second"))
                            .clicked()
                        {
                            action = Some(Action::Speed(speed));
                        }
                    }
                    ui.spacing_mut().item_spacing.x = 8.0;
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if !exercise.ended() {
                        if *ending {
                            if secondary(ui, theme, "No, go on").clicked() {
                                *ending = false;
                            }
                            if primary(ui, theme, "End the exercise", true).clicked() {
                                *ending = false;
                                action = Some(Action::Command(Command::End));
                            }
                        } else if secondary(ui, theme, "ENDEX")
                            .on_hover_text("End the exercise now and go to the review")
                            .clicked()
                        {
                            *ending = true;
                        }
                    }
                    if !*ending {
                        let words = if live.unsaved() {
                            "▲ not on disk yet".to_owned()
                        } else {
                            format!("● {} entries saved", live.entries())
                        };
                        quiet(ui, theme, words).on_hover_text(live.record.display().to_string());
                        ui.add_space(6.0);
                        level(ui, theme, live);
                    }
                });
            });
        });
    action
}

fn level(ui: &mut Ui, theme: &Theme, live: &Live) {
    let scenario = live.scenario();
    match live.exercise().team_view().level {
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
