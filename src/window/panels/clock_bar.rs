//! The bar at the top: which exercise, what time, how fast, how bad. Must not hold any state.

use super::Action;
use crate::window::live::{Desk, JumpInput, Seen};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    BUTTON_HEIGHT, chip, field, named, primary, primary_wide, quiet, secondary, sheet, text, toggle,
};
use egui::{Align, FontFamily, FontId, Frame, Layout, Margin, TextStyle, Ui, WidgetType, vec2};
use egui_phosphor::regular as icons;
use wardroom_core::assessment::mins_in_words;
use wardroom_core::exercise::Command;
use wardroom_core::host::{Ask, jump_to, passes};
use wardroom_core::scenario::IncidentLevel;
use wardroom_core::views::{ClockView, SPEEDS};
use wardroom_core::words;

/// Shows the bar. Every part of it is as wide as the widest that it can come to say: nothing in it moves
/// under the pointer. It takes as many rows as the width asks for.
pub fn clock_bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut JumpInput,
    ending: &mut bool,
    (room_open, desk): (bool, Desk),
) -> Vec<Action> {
    let mut actions = Vec::new();
    let ended = seen.view.clock.ended;
    Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(18, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let wide = ui.available_width() > 1440.0;
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
                // From right to left where there is room, else in the order of reading: ENDEX comes last.
                if !ended && wide {
                    end_buttons(ui, theme, seen, ending, actions);
                }
                let help = secondary(ui, theme, "?").on_hover_text("Keys, text size, colours");
                named(&help, WidgetType::Button, "Help and display");
                if help.clicked() {
                    actions.push(Action::Help);
                }
                let people = desk == Desk::People;
                if toggle(ui, theme, people, words::PEOPLE)
                    .on_hover_text("People take part with browsers of their own")
                    .clicked()
                {
                    let desk = if people { Desk::Cards } else { Desk::People };
                    actions.push(Action::Desk(desk));
                }
                let words = if roomy(ui) { "Room display" } else { "Room" };
                let room = toggle(ui, theme, room_open, words).on_hover_text(
                    "A second window for the projector. On a single screen press D.",
                );
                named(&room, WidgetType::Button, "Room display");
                if room.clicked() {
                    actions.push(Action::RoomWindow);
                }
                on_disk(ui, theme, seen);
                level(ui, theme, seen);
                if !ended && !wide {
                    end_buttons(ui, theme, seen, ending, actions);
                }
            };
            if wide {
                ui.horizontal(|ui| {
                    ui.set_min_height(HIGH);
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

/// From this width on the bar says how long the log is, and since when an incident is declared.
const ROOMY: f32 = 2000.0;
const SINCE: f32 = 1700.0;

/// Whether there is room for all words of the bar; else it says them shorter.
fn roomy(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() > SINCE
}

/// Height of a row of the bar.
const HIGH: f32 = 40.0;

/// A place of a width that does not hang on what is said in it.
fn place(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let size = vec2(width, HIGH);
    // What stands at the right edge of the bar ends there.
    ui.allocate_ui_with_layout(size, *ui.layout(), |ui| {
        ui.set_min_size(size);
        ui.set_max_width(width);
        add(ui);
    });
}

/// How wide words are at most, in a size and weight.
fn widest<'a>(ui: &Ui, words: impl IntoIterator<Item = &'a str>, font: &FontId) -> f32 {
    let width = |words: &str| {
        let galley =
            ui.painter()
                .layout_no_wrap(words.to_owned(), font.clone(), ui.visuals().text_color());
        galley.size().x
    };
    words.into_iter().map(width).fold(0.0, f32::max).ceil()
}

/// How wide a button is that may say any of these.
fn button_width<'a>(ui: &Ui, words: impl IntoIterator<Item = &'a str>) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    widest(ui, words, &font) + 2.0 * ui.spacing().button_padding.x
}

fn clock_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let scenario = &seen.scenario;
    let clock = &seen.view.clock;
    let secs = clock.secs;
    if ui.available_width() > 1860.0 {
        ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.text));
        ui.label(text(
            &scenario.title,
            size::BODY,
            FontFamily::Proportional,
            theme.quiet,
        ));
    }
    let large = FontId::new(size::LARGE, bold());
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(|day| format!("{day} 00:00"));
    let width = widest(ui, days.iter().map(String::as_str), &large);
    let shown = scenario.clock(secs);
    let width = width.max(widest(ui, [shown.as_str()], &large));
    place(ui, width, |ui| {
        ui.label(text(shown, size::LARGE, bold(), theme.text));
    });
    let standing = if clock.ended {
        "ENDEX"
    } else if clock.discussing {
        "discussion"
    } else if clock.rest.is_some() {
        "break"
    } else if clock.running && clock.really < clock.speed {
        "slowed"
    } else if clock.running {
        "running"
    } else {
        "paused"
    };
    let since = format!("T+{} h {:02} · {standing}", secs / 3600, secs / 60 % 60);
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    let words = ["T+000 h 00 · discussion", "branch from Wed 00:00"];
    let width = widest(ui, words, &small);
    place(ui, width, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add_space(3.0);
            quiet(ui, theme, since);
            let real = format!("real time {}", crate::real_time::time_of_day());
            match seen.branched_at_secs {
                Some(at) => quiet(ui, theme, format!("branch from {}", scenario.clock(at)))
                    .on_hover_text(real),
                None => quiet(ui, theme, real),
            };
        });
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
    let [run, pause] = [(icons::PLAY, "Run"), (icons::PAUSE, "Pause")]
        .map(|(icon, words)| format!("{icon} {words}"));
    let width = button_width(ui, [run.as_str(), pause.as_str()]);
    let words = if clock.running { &pause } else { &run };
    if primary_wide(ui, theme, words, width)
        .on_hover_text("Space")
        .clicked()
    {
        actions.push(Action::Ask(Ask::Run(!clock.running)));
    }
    pace_ui(ui, theme, clock, actions);
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

fn pace_ui(ui: &mut Ui, theme: &Theme, clock: &ClockView, actions: &mut Vec<Action>) {
    let words = SPEEDS.map(|speed| format!("{speed}×"));
    let width = button_width(ui, words.iter().map(String::as_str));
    let button = egui::Button::new(text(
        format!("{}×", clock.speed),
        size::BODY,
        FontFamily::Proportional,
        theme.text,
    ));
    let button = button
        .fill(theme.raised)
        .min_size(vec2(width, BUTTON_HEIGHT));
    let (speed, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
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
    let name = format!("Speed {}×", clock.speed);
    named(&speed, WidgetType::Button, &name);
    let slowed = clock.really < clock.speed;
    let hover = if slowed {
        format!(
            "{}: {}× while something is asked. How fast the clock runs ([ and ]); what it does when something is asked is set under “?”.",
            speed_in_words(clock.speed),
            clock.really
        )
    } else {
        format!(
            "{}. How fast the clock runs ([ and ]).",
            speed_in_words(clock.speed)
        )
    };
    speed.on_hover_text(hover);
}

/// A jump farther than this is asked for twice: a bare time of day can mean tomorrow's.
const FAR_MINS: u32 = 3 * 60;

/// The time to jump to, and what a jump there passes: a sheet below its button, so that nothing gives way.
fn jump_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut JumpInput,
    actions: &mut Vec<Action>,
) {
    let open = input.typed.is_some();
    let button = toggle(ui, theme, open, words::TIME_JUMP).on_hover_text("On to a time (J)");
    if button.clicked() {
        input.typed = if open { None } else { Some(String::new()) };
        input.keys = !open;
        input.far = None;
    }
    let Some(mut typed) = input.typed.take() else {
        return;
    };
    let scenario = &seen.scenario;
    let now = seen.view.clock.minute();
    let below = button.rect.left_bottom() + vec2(0.0, 6.0);
    let mut asked = false;
    sheet(ui, theme, "jump", below, 320.0, |ui| {
        ui.horizontal(|ui| {
            let response = ui
                .scope(|ui| {
                    ui.set_width(200.0);
                    field(ui, theme, "Jump to", "13:55, or Sat 09:00", &mut typed, 1)
                })
                .inner;
            asked |= response.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
            if std::mem::take(&mut input.keys) {
                response.request_focus();
            }
            asked |= secondary(ui, theme, "Go").clicked();
        });
        let told = match jump_to(scenario, now, &typed) {
            Ok(to) => jump_told(seen, to, input.far.as_deref() == Some(typed.as_str())),
            Err(why) if !typed.trim().is_empty() => why.to_string(),
            Err(_) => "A time of day, today or the next day on which it comes.".to_owned(),
        };
        ui.label(told);
    });
    let to = jump_to(scenario, now, &typed).ok();
    let again = input.far.as_deref() == Some(typed.as_str());
    input.typed = if asked && typed.trim().is_empty() {
        None
    } else if asked && to.is_some_and(|to| to > now + FAR_MINS) && !again {
        input.far = Some(typed.clone());
        input.keys = true;
        Some(typed)
    } else if asked && to.is_none() {
        // Why it is no time stands below the field already.
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

/// What a jump to a minute passes, in words.
fn jump_told(seen: &Seen, to: u32, again: bool) -> String {
    let passed = passes(&seen.view.upcoming, to);
    let clock = seen.scenario.clock(u64::from(to) * 60);
    let mut told = match passed {
        0 => format!("To {clock}. Nothing that is sure to come is passed."),
        1 => format!("To {clock}: passes 1 inject, and what comes of it."),
        _ => format!("To {clock}: passes {passed} injects, and what comes of them."),
    };
    if again {
        told.push_str(" Enter or Go once more, and it is done.");
    }
    told
}

fn speed_in_words(speed: u32) -> String {
    match speed {
        1 => "as in life".to_owned(),
        60 => "a minute in a second".to_owned(),
        speed if speed % 60 == 0 => format!("{} min in a second", speed / 60),
        speed => format!("{speed} seconds in a second"),
    }
}

/// ENDEX, and the question whether it is meant, which lies over the bar: where ENDEX stood there is then
/// the way back, so that a double click ends nothing.
fn end_buttons(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    ending: &mut bool,
    actions: &mut Vec<Action>,
) {
    let button =
        secondary(ui, theme, "ENDEX").on_hover_text("End the exercise now and go to the review");
    if button.clicked() {
        *ending = true;
        return;
    }
    if !*ending {
        return;
    }
    let [no, yes] = ["No, go on", "End the exercise"];
    let gap = 8.0;
    let (no_width, yes_width) = (button_width(ui, [no]), button_width(ui, [yes]));
    let corner = button.rect.right_top() - vec2(no_width + gap + yes_width + 10.0, 5.0);
    egui::Area::new(ui.id().with("ending"))
        .order(egui::Order::Foreground)
        .fixed_pos(corner)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(theme.panel)
                .stroke((1.0, theme.accent))
                .corner_radius(8)
                .inner_margin(Margin::same(5))
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = gap;
                        if primary(ui, theme, yes, true).clicked() {
                            *ending = false;
                            actions.push(Action::enter(Command::End));
                        }
                        if secondary(ui, theme, no).clicked() {
                            *ending = false;
                        }
                    });
                    let (passed, all) = (seen.view.clock.minute(), seen.scenario.ends_mins);
                    if passed * 2 < all {
                        ui.set_max_width(yes_width + gap + no_width);
                        let words = format!(
                            "{} of {} have been played. It counts as a rehearsal if at least half of its tasks were seen.",
                            mins_in_words(passed),
                            mins_in_words(all)
                        );
                        quiet(ui, theme, words);
                    }
                });
        });
}

fn on_disk(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let record = &seen.view.record;
    let entries = format!("log: {} entries, on disk", record.entries);
    let room = ui.ctx().content_rect().width() > ROOMY;
    let not_yet = if roomy(ui) {
        "▲ not on disk yet"
    } else {
        "▲ not on disk"
    };
    let words = if record.unsaved || record.trouble.is_some() {
        not_yet.to_owned()
    } else if room {
        format!("● {entries}")
    } else {
        "● on disk".to_owned()
    };
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    let longest = if room {
        "● log: 00000 entries, on disk"
    } else {
        not_yet
    };
    let width = widest(ui, [longest], &small);
    place(ui, width, |ui| {
        let hover = format!("{entries}: {}", seen.record.display());
        quiet(ui, theme, words).on_hover_text(hover);
    });
}

fn level(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let scenario = &seen.scenario;
    let none = "No incident declared";
    // Since when stands at the pointer where there is little room.
    let room = roomy(ui);
    let told = |level: IncidentLevel, clock: &str| {
        if room {
            format!("▲ {} · {clock}", level.words())
        } else {
            let words = level.words();
            format!("▲ {}", words.strip_suffix(" incident").unwrap_or(words))
        }
    };
    let levels = IncidentLevel::ALL.map(|level| told(level, "00:00"));
    let font = FontId::new(size::SMALL, semibold());
    let width = widest(ui, levels.iter().map(String::as_str).chain([none]), &font) + 18.0;
    place(ui, width, |ui| match seen.view.team.level {
        Some((level, at)) => {
            let clock = scenario.time_at(u64::from(at) * 60).strftime("%H:%M");
            let words = told(level, &clock.to_string());
            let chip = chip(ui, &words, theme.alarm, theme.text);
            chip.on_hover_text(format!("Declared at {clock}"));
        }
        None => {
            chip(ui, none, theme.raised, theme.quiet);
        }
    });
}
