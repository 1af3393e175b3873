//! The briefing: the situation, who sits where, what is rehearsed. Must not start anything.

use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{area, caps, primary, quiet, secondary, text, toggle};
use egui::{Align, FontFamily, Frame, Layout, Margin, ScrollArea, TextEdit, Ui, vec2};
use rand::RngExt;
use wardroom_core::register::Unlearned;
use wardroom_core::scenario::Scenario;
use wardroom_core::words;

/// What is filled in on the briefing screen.
#[derive(Clone, Debug, Default)]
pub struct Briefing {
    /// A name for each role, in the order of the scenario; empty if the facilitator plays it.
    pub names: Vec<String>,
    /// The seed, as typed.
    pub seed: String,
    /// Who evaluates, as typed, with commas between the names.
    pub evaluators: String,
    /// Which step is shown.
    pub step: usize,
    /// Whether the tasks of the objectives are shown.
    pub show_tasks: bool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefingAction {
    /// Back to the home screen.
    Back,
    /// The scenario is to be changed.
    Author,
    /// STARTEX.
    Start,
}

/// A seed for whoever leaves it as it is: six digits, so that it is read out in a breath and typed back
/// without counting noughts. Of 9,000 seeds a hundred exercises draw the same one twice in more than
/// four cases of ten; of these 900,000, once in two hundred. Any whole number can be typed in its place.
pub fn drawn_seed() -> u32 {
    rand::rng().random_range(100_000..=999_999)
}

const STEPS: [&str; 3] = ["Read", "People", "Objectives"];

/// Shows the briefing.
pub fn briefing_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    unlearned: &[Unlearned],
    briefing: &mut Briefing,
) -> Option<BriefingAction> {
    let mut action = None;
    briefing.names.resize(scenario.roles.len(), String::new());
    egui::Panel::top("briefing-top")
        .frame(
            Frame::new()
                .fill(theme.panel)
                .inner_margin(Margin::symmetric(26, 14)),
        )
        .show(ui, |ui| {
            crate::window::widgets::row(
                ui,
                |ui| {
                    ui.label(text(&scenario.title, size::HEADING, bold(), theme.text));
                    quiet(ui, theme, "Briefing");
                },
                |ui| {
                    for (at, step) in STEPS.iter().enumerate().rev() {
                        let words = format!("{} {step}", at + 1);
                        if toggle(ui, theme, briefing.step == at, &words).clicked() {
                            briefing.step = at;
                        }
                    }
                },
            );
        });
    egui::Panel::bottom("briefing-bottom")
        .frame(
            Frame::new()
                .fill(theme.panel)
                .inner_margin(Margin::symmetric(60, 16)),
        )
        .show(ui, |ui| {
            let taken = briefing
                .names
                .iter()
                .filter(|name| !name.trim().is_empty())
                .count();
            crate::window::widgets::row(
                ui,
                |ui| {
                    quiet(
                        ui,
                        theme,
                        format!("{taken} of {} roles filled", scenario.roles.len()),
                    );
                },
                |ui| {
                    if briefing.step + 1 < STEPS.len() {
                        let next = STEPS[briefing.step + 1];
                        if primary(ui, theme, &format!("{next} →"), true).clicked() {
                            briefing.step += 1;
                        }
                    } else if primary(ui, theme, "STARTEX", true).clicked() {
                        action = Some(BriefingAction::Start);
                    }
                    if secondary(ui, theme, words::EDIT).clicked() {
                        action = Some(BriefingAction::Author);
                    }
                    if secondary(ui, theme, "Back").clicked() {
                        if briefing.step == 0 {
                            action = Some(BriefingAction::Back);
                        } else {
                            briefing.step -= 1;
                        }
                    }
                },
            );
        });
    egui::CentralPanel::default()
        .frame(
            Frame::new()
                .fill(theme.ground)
                .inner_margin(Margin::symmetric(60, 32)),
        )
        .show(ui, |ui| match briefing.step {
            0 => read(ui, theme, scenario),
            1 => people(ui, theme, scenario, briefing),
            _ => objectives(ui, theme, scenario, unlearned, &mut briefing.show_tasks),
        });
    action
}

fn big(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.label(text(words, size::LARGE, bold(), theme.text));
}

fn body(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.label(text(
        words,
        size::TITLE,
        FontFamily::Proportional,
        theme.text,
    ));
}

fn read(ui: &mut Ui, theme: &Theme, scenario: &Scenario) {
    let half = (ui.available_width() - 40.0) / 2.0;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 40.0;
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    ui.set_width(half);
                    big(ui, theme, "The situation");
                    ui.add_space(8.0);
                    area(theme).show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        body(ui, theme, &scenario.briefing.situation);
                    });
                    ui.add_space(12.0);
                    caps(ui, theme, "How it is played");
                    for rule in &scenario.briefing.rules {
                        bullet(ui, theme, rule);
                    }
                });
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    ui.set_width(half);
                    big(ui, theme, "What you know");
                    ui.add_space(8.0);
                    for fact in &scenario.briefing.known {
                        bullet(ui, theme, fact);
                    }
                    ui.add_space(16.0);
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = 14.0;
                        figure(ui, theme, "In the room", &hours(scenario.room_mins));
                        figure(ui, theme, "In the story", &hours(scenario.ends_mins));
                        figure(
                            ui,
                            theme,
                            "Devices",
                            &crate::window::grouped(scenario.hosts_total()),
                        );
                    });
                });
            });
        });
}

fn hours(mins: u32) -> String {
    match (mins / 60, mins % 60) {
        (hours, _) if hours >= 21 * 24 => format!("{:.0} weeks", f64::from(hours) / 168.0),
        (hours, _) if hours > 96 => format!("{:.0} days", f64::from(hours) / 24.0),
        (hours, 0) => format!("{hours} hours"),
        (hours, mins) => format!("{hours} h {mins:02}"),
    }
}

fn figure(ui: &mut Ui, theme: &Theme, label: &str, words: &str) {
    area(theme).show(ui, |ui| {
        ui.vertical(|ui| {
            ui.set_min_width(110.0);
            caps(ui, theme, label);
            ui.label(text(words, size::HEADING, bold(), theme.text));
        });
    });
}

fn bullet(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.label(text("•", size::TITLE, bold(), theme.accent));
        ui.vertical(|ui| body(ui, theme, words));
    });
}

fn people(ui: &mut Ui, theme: &Theme, scenario: &Scenario, briefing: &mut Briefing) {
    let wide = ui.available_width();
    if wide < 820.0 {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - 8.0);
                table(ui, theme, briefing);
                ui.add_space(12.0);
                chairs(ui, theme, scenario, briefing);
            });
        return;
    }
    let left = (wide * 0.32).max(280.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 36.0;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.set_width(left);
            table(ui, theme, briefing);
        });
        ui.vertical(|ui| {
            ScrollArea::vertical()
                .id_salt("roles")
                .auto_shrink([false, false])
                .show(ui, |ui| chairs(ui, theme, scenario, briefing));
        });
    });
}

/// Who plays, with what luck, and who looks on.
fn table(ui: &mut Ui, theme: &Theme, briefing: &mut Briefing) {
    big(ui, theme, "Who is round the table?");
    ui.label(text(
                "Give each role a name. Roles not filled are played by you (EXCON): their injects come to this screen. Nobody is tested; the plan is.",
                size::TITLE,
                FontFamily::Proportional,
                theme.quiet,
            ));
    ui.add_space(16.0);
    area(theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        caps(ui, theme, words::RANDOM_SEED);
        ui.horizontal(|ui| {
            let label = ui.label(text(
                words::RANDOM_SEED,
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
            ui.add(
                TextEdit::singleline(&mut briefing.seed)
                    .desired_width(90.0)
                    .margin(Margin::symmetric(10, 8)),
            )
            .labelled_by(label.id);
        });
        quiet(
            ui,
            theme,
            "The same number and the same decisions give the same exercise, to the minute. Leave it as it is.",
        );
    });
    ui.add_space(12.0);
    area(theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        caps(ui, theme, "Evaluators");
        crate::window::widgets::field(
            ui,
            theme,
            "Names of the evaluators",
            "Names, with commas between them",
            &mut briefing.evaluators,
            1,
        );
        quiet(
            ui,
            theme,
            "Each notes under their own name (E). With none, notes are the facilitator's.",
        );
    });
}

fn chairs(ui: &mut Ui, theme: &Theme, scenario: &Scenario, briefing: &mut Briefing) {
    let columns = if ui.available_width() > 760.0 { 2 } else { 1 };
    let width = (ui.available_width() - 14.0 * columns as f32) / columns as f32;
    for of in scenario.organisation_ids() {
        let organisation = &scenario.organisations[of.at()];
        if scenario.several() {
            ui.add_space(6.0);
            caps(ui, theme, &organisation.name);
            quiet(ui, theme, &organisation.about);
            ui.add_space(2.0);
        }
        let roles: Vec<usize> = (0..scenario.roles.len())
            .filter(|at| scenario.roles[*at].of == of)
            .collect();
        for chunk in roles.chunks(columns) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                for at in chunk {
                    chair(ui, theme, scenario, *at, &mut briefing.names[*at], width);
                }
            });
            ui.add_space(6.0);
        }
    }
}

fn chair(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    at: usize,
    name: &mut String,
    width: f32,
) {
    let role = &scenario.roles[at];
    let field = (width * 0.40).clamp(150.0, 190.0);
    let response = crate::window::widgets::area(theme)
        .inner_margin(Margin::symmetric(16, 12))
        .show(ui, |ui| {
            ui.set_width(width - 34.0);
            ui.horizontal(|ui| {
                ui.allocate_ui_with_layout(
                    vec2(width - 34.0 - field - 16.0, 40.0),
                    Layout::top_down(Align::Min),
                    |ui| {
                        ui.set_width(width - 34.0 - field - 16.0);
                        ui.spacing_mut().item_spacing.y = 2.0;
                        // Under its organisation's name a chair needs not say whose it is.
                        let short = &scenario.organisations[role.of.at()].short;
                        let own = role.title.strip_suffix(&format!(", {short}"));
                        let title = own.unwrap_or(&role.title);
                        ui.label(text(title, size::TITLE, semibold(), theme.text));
                        quiet(ui, theme, &role.part);
                    },
                );
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let edit = ui.add(
                        TextEdit::singleline(name)
                            .hint_text("played by you")
                            .desired_width(field - 20.0)
                            .margin(Margin::symmetric(10, 8)),
                    );
                    edit.widget_info(|| {
                        egui::WidgetInfo::labeled(
                            egui::WidgetType::TextEdit,
                            true,
                            format!("Name of the {}", role.title),
                        )
                    });
                });
            });
        })
        .response;
    response.on_hover_ui(|ui| {
        ui.set_max_width(460.0);
        ui.label(&role.brief);
        for (heading, lines) in [("Knows", &role.knows), ("Decides", &role.decides)] {
            ui.add_space(4.0);
            caps(ui, theme, heading);
            for line in lines {
                ui.label(format!("• {line}"));
            }
        }
    });
}

/// Where this exercise starts from: what earlier ones left open.
fn open_from_before(ui: &mut Ui, theme: &Theme, unlearned: &[Unlearned]) {
    /// So many stand here; all are in the register.
    const MOST: usize = 8;
    if unlearned.is_empty() {
        return;
    }
    caps(
        ui,
        theme,
        "Open from earlier exercises: does it go better now?",
    );
    for it in unlearned.iter().rev().take(MOST) {
        bullet(
            ui,
            theme,
            &format!(
                "{} ({}, {}{})",
                it.action.action,
                it.day,
                it.action.status.words(),
                if it.overdue { ", overdue" } else { "" }
            ),
        );
    }
    if let more @ 1.. = unlearned.len().saturating_sub(MOST) {
        quiet(ui, theme, format!("{more} more are in the register."));
    }
    ui.add_space(12.0);
}

fn objectives(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    unlearned: &[Unlearned],
    show_tasks: &mut bool,
) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            big(ui, theme, "What we rehearse");
            ui.label(text(
                "The computer suggests ratings where it can tell; a person confirms them.",
                size::TITLE,
                FontFamily::Proportional,
                theme.quiet,
            ));
            ui.add_space(12.0);
            open_from_before(ui, theme, unlearned);
            // Tasks give away what is coming: they are not for the wall.
            let words = "Show the tasks (facilitator only, not for the room)";
            if toggle(ui, theme, *show_tasks, words).clicked() {
                *show_tasks = !*show_tasks;
            }
            ui.add_space(8.0);
            let width = (ui.available_width() - 32.0) / 2.0;
            let all: Vec<usize> = (0..scenario.objectives.len()).collect();
            for chunk in all.chunks(2) {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 20.0;
                    for at in chunk {
                        let objective = &scenario.objectives[*at];
                        area(theme).show(ui, |ui| {
                            ui.vertical(|ui| {
                                ui.set_width(width - 44.0);
                                ui.label(text(
                                    &objective.title,
                                    size::HEADING - 2.0,
                                    bold(),
                                    theme.text,
                                ));
                                ui.label(text(
                                    &objective.about,
                                    size::BODY,
                                    FontFamily::Proportional,
                                    theme.quiet,
                                ));
                                ui.add_space(4.0);
                                for task in objective.tasks.iter().filter(|_| *show_tasks) {
                                    bullet(ui, theme, &scenario.tasks[task.at()].title);
                                }
                            });
                        });
                    }
                });
                ui.add_space(12.0);
            }
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_seed_has_six_digits_and_is_seldom_drawn_again() {
        let drawn: Vec<u32> = (0..100).map(|_| drawn_seed()).collect();
        assert!(
            drawn.iter().all(|it| it.to_string().len() == 6),
            "{drawn:?}"
        );
        let all: std::collections::BTreeSet<u32> = drawn.into_iter().collect();
        assert!(all.len() > 97, "{all:?}");
    }
}
