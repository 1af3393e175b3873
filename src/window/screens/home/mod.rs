//! The home screen: the scenarios by difficulty, the trust that is looked at, what is unfinished, what was
//! rehearsed and what is due. Must not load anything.

mod asked;
mod begin;
mod find;
mod held;
mod order;
mod rail;
mod shelf;
mod unfinished;

pub use asked::HomeAction;
pub use held::{Around, HomeInput};

use crate::window::shell::Library;
use crate::window::table::{Place, Resting, resting_ui};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, chip, quiet, secondary, spread, text};
use egui::{FontFamily, Frame, Key, Margin, ScrollArea, Sense, Ui, vec2};
use held::looked_at;
use order::by_difficulty;

/// Points from which there is room for three columns, and for two.
const COLUMNS: [f32; 2] = [1180.0, 760.0];

/// Between columns.
const GAP: f32 = 28.0;

/// How wide the model is at least so that every department has its name beside it.
const NAMED: f32 = 560.0;

/// How high the model is at least.
const MODEL: f32 = 210.0;

/// Points below the model for what else is known of the scenario.
const BELOW: f32 = 148.0;

/// Shows the home screen.
pub fn home_ui(
    ui: &mut Ui,
    theme: &Theme,
    around: Around<'_>,
    input: &mut HomeInput,
) -> Option<HomeAction> {
    let mut action = by_key(ui, around, input);
    let margin = (ui.available_width() * 0.036).clamp(24.0, 70.0) as i8;
    egui::Panel::bottom("home-foot")
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin::symmetric(margin, 8)))
        .show(ui, |ui| {
            quiet(
                ui,
                theme,
                "Everything stays on this machine. Nobody is tested; the plan is.",
            );
        });
    egui::Panel::top("home-head")
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin {
            left: margin,
            right: margin,
            top: 22,
            bottom: 12,
        }))
        .show(ui, |ui| {
            action = action.take().or(head_ui(ui, theme, input));
        });
    egui::CentralPanel::default()
        .frame(Frame::new().inner_margin(Margin::symmetric(margin, 0)))
        .show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                ui.set_width(ui.available_width() - 10.0);
                let top = ui.cursor().top();
                let high = ui.available_height();
                action = action.or(find::find_ui(ui, theme, &mut input.find, around.records));
                action = action.or(begin::begin_ui(ui, theme, &mut input.begin, around.records));
                action = action.or(unfinished::unfinished_ui(ui, theme, around.past, &mut input.all));
                let left = (high - (ui.cursor().top() - top)).max(0.0);
                action = action.or(columns_ui(ui, theme, around, input, left));
                if around.library.nothing_found() {
                    quiet(
                        ui,
                        theme,
                        "No scenario was found. Start the program in its own folder, or name a file: wardroom play FILE",
                    );
                }
                for (at, words) in around.library.broken() {
                    ui.add_space(8.0);
                    ui.label(text(words, size::BODY, FontFamily::Proportional, theme.bad));
                    if secondary(ui, theme, "Edit it").clicked() {
                        action = Some(HomeAction::Edit(at));
                    }
                }
            });
        });
    action
}

/// Where nothing has the keyboard, arrows look at the next scenario or the one before, and Enter goes on to
/// the one that is looked at.
fn by_key(ui: &Ui, around: Around<'_>, input: &mut HomeInput) -> Option<HomeAction> {
    if !around.covered && ui.input(|it| it.key_pressed(Key::Escape)) {
        input.begin.open = false;
        input.find.close();
        return None;
    }
    let focused = ui.ctx().memory(|memory| memory.focused().is_some());
    if around.covered || focused || crate::window::keys::typing(ui) {
        return None;
    }
    let (at, _) = looked_at(around.library, input)?;
    let pressed = |key| ui.input(|it| !it.modifiers.any() && it.key_pressed(key));
    let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
    if up != down {
        let all = by_difficulty(around.library.sound());
        let here = all.iter().position(|(other, _)| *other == at)?;
        let to = if down {
            Some(here + 1)
        } else {
            here.checked_sub(1)
        };
        if let Some((_, scenario)) = to.and_then(|to| all.get(to)) {
            input.looked_at = Some(scenario.id.clone());
            input.moved = true;
        }
        return None;
    }
    crate::window::keys::pressed_once(ui, Key::Enter).then_some(HomeAction::Choose(at))
}

fn head_ui(ui: &mut Ui, theme: &Theme, input: &mut HomeInput) -> Option<HomeAction> {
    let mut action = None;
    let wide = ui.available_width() >= 860.0;
    let mut buttons = |ui: &mut Ui| {
        if secondary(ui, theme, "Open a record").clicked() {
            input.find.toggle();
            input.begin.open = false;
        }
        if secondary(ui, theme, "Write a scenario").clicked() {
            input.begin.open = !input.begin.open;
            input.find.close();
        }
        for (words, asks) in [
            ("Register", HomeAction::Register),
            ("England 2017", HomeAction::Hindcast),
            ("Keys and display", HomeAction::Display),
        ] {
            if secondary(ui, theme, words).clicked() {
                action = Some(asks);
            }
        }
    };
    let title = text("Wardroom", 38.0, bold(), theme.text);
    if wide {
        spread(
            ui,
            |ui| {
                ui.label(title);
            },
            buttons,
        );
    } else {
        ui.label(title);
        ui.horizontal_wrapped(&mut buttons);
    }
    ui.label(text(
        "Rehearse the attack before it happens",
        size::TITLE + 1.0,
        FontFamily::Proportional,
        theme.quiet,
    ));
    action
}

/// The scenarios, the model of the trust, and what was rehearsed: beside each other as there is room.
fn columns_ui(
    ui: &mut Ui,
    theme: &Theme,
    around: Around<'_>,
    input: &mut HomeInput,
    high: f32,
) -> Option<HomeAction> {
    let mut action = None;
    let wide = ui.available_width();
    let [three, two] = COLUMNS;
    let shares = if wide >= three {
        [0.30, 0.21]
    } else if wide >= two {
        [0.46, 0.0]
    } else {
        action = action.or(shelf::shelf_ui(ui, theme, around.library, input, 0.0));
        ui.add_space(16.0);
        action = action.or(looked_at_ui(ui, theme, around.library, input, MODEL));
        ui.add_space(16.0);
        return action.or(rail::rail_ui(ui, theme, around, &mut input.all));
    };
    let [list, rail] = shares.map(|it| it * wide);
    let gaps = if rail > 0.0 { 2.0 } else { 1.0 };
    let middle = wide - list - rail - gaps * GAP;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        column(ui, list, |ui| {
            action = action.or(shelf::shelf_ui(ui, theme, around.library, input, high));
        });
        ui.add_space(GAP);
        column(ui, middle, |ui| {
            // As high as the window allows.
            let model = if rail > 0.0 { high - BELOW } else { MODEL };
            let model = model.max(MODEL);
            action = action
                .take()
                .or(looked_at_ui(ui, theme, around.library, input, model));
            if rail == 0.0 {
                ui.add_space(16.0);
                action = action.or(rail::rail_ui(ui, theme, around, &mut input.all));
            }
        });
        if rail > 0.0 {
            ui.add_space(GAP);
            column(ui, rail, |ui| {
                action = action.or(rail::rail_ui(ui, theme, around, &mut input.all));
            });
        }
    });
    action
}

fn column(ui: &mut Ui, wide: f32, add: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.set_width(wide);
        add(ui);
    });
}

/// The model of the trust whose scenario is looked at, and what else is to be known of it.
fn looked_at_ui(
    ui: &mut Ui,
    theme: &Theme,
    library: &Library,
    input: &mut HomeInput,
    high: f32,
) -> Option<HomeAction> {
    let (at, scenario) = looked_at(library, input)?;
    caps(ui, theme, &scenario.trust);
    ui.add_space(2.0);
    let size_of = vec2(ui.available_width(), high);
    let (rect, response) = ui.allocate_exact_size(size_of, Sense::hover());
    let told = format!("Model of {}", scenario.trust);
    crate::window::widgets::named(&response, egui::WidgetType::Image, &told);
    resting_ui(
        ui,
        theme,
        Resting {
            scenario,
            place: &Place::Whole,
            letters: 1.0,
            all_names: !scenario.several() && rect.width() >= NAMED,
            motion: false,
        },
        &mut input.spot,
        rect,
    );
    ui.add_space(6.0);
    let devices = crate::window::grouped(scenario.hosts_total());
    let roles = scenario.roles.len();
    ui.label(text(
        format!(
            "{} · {devices} devices · {roles} roles · {}",
            scenario.title,
            order::length(scenario.room_mins)
        ),
        size::BODY,
        semibold(),
        theme.text,
    ));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        for tag in &scenario.tags {
            chip(ui, tag, theme.raised, theme.text);
        }
    });
    let edit = ui.horizontal_wrapped(|ui| {
        let edit = secondary(ui, theme, "Edit this one").clicked();
        quiet(
            ui,
            theme,
            "Click a scenario, or press Enter, to be briefed.",
        );
        edit
    });
    edit.inner.then_some(HomeAction::Edit(at))
}
