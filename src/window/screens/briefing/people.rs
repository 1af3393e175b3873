//! Who sits round the table, with what luck, and who looks on; and each role's card. Must not start anything.

use super::filled::Briefing;
use super::spoken::{big, body, bullet};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{area, caps, quiet, secondary, text};
use egui::{Align, FontFamily, Layout, Margin, ScrollArea, TextEdit, Ui, vec2};
use wardroom_core::scenario::Scenario;
use wardroom_core::words;

/// Shows who sits where.
pub fn people_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, briefing: &mut Briefing) {
    let wide = ui.available_width();
    if wide < 820.0 {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - 8.0);
                if briefing.card.is_some() {
                    card_ui(ui, theme, scenario, &mut briefing.card);
                } else {
                    table(ui, theme, briefing);
                }
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
            if briefing.card.is_some() {
                card_ui(ui, theme, scenario, &mut briefing.card);
            } else {
                ScrollArea::vertical()
                    .id_salt("round-the-table")
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width() - 8.0);
                        table(ui, theme, briefing);
                    });
            }
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
        caps(ui, theme, "Evaluators");
        crate::window::widgets::field(
            ui,
            theme,
            "Names of the evaluators",
            "Names, with commas",
            &mut briefing.evaluators,
            1,
        );
        quiet(
            ui,
            theme,
            "Each notes under their own name (E). With none, notes are the facilitator's.",
        );
    });
    ui.add_space(16.0);
    // Small, and last: nobody round the table needs it.
    ui.horizontal(|ui| {
        let label = quiet(ui, theme, words::RANDOM_SEED);
        ui.add(
            TextEdit::singleline(&mut briefing.seed)
                .desired_width(70.0)
                .font(egui::TextStyle::Small)
                .text_color(theme.quiet)
                .margin(Margin::symmetric(8, 4)),
        )
        .labelled_by(label.id);
    });
    quiet(
        ui,
        theme,
        "The same number and the same decisions give the same exercise. Leave it as it is.",
    );
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
                    let name = &mut briefing.names[*at];
                    chair(ui, theme, scenario, *at, (name, &mut briefing.card), width);
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
    (name, card): (&mut String, &mut Option<usize>),
    width: f32,
) {
    let role = &scenario.roles[at];
    let field = (width * 0.40).clamp(150.0, 190.0);
    crate::window::widgets::area(theme)
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
                        title_ui(ui, theme, (title, &role.title), at, card);
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
        });
}

/// A role's title, which opens its card, or closes it.
fn title_ui(
    ui: &mut Ui,
    theme: &Theme,
    (short, whole): (&str, &str),
    at: usize,
    card: &mut Option<usize>,
) {
    let words = text(short, size::TITLE, semibold(), theme.text);
    let label = egui::Label::new(words).sense(egui::Sense::click());
    let shown = *card == Some(at);
    let response = ui.add(label).on_hover_text("The role's card");
    response.widget_info(|| {
        let name = format!("Role card of the {whole}");
        egui::WidgetInfo::selected(egui::WidgetType::Button, true, shown, name)
    });
    let lit = shown || response.hovered() || response.has_focus();
    let below = response.rect.bottom() + 1.0;
    let colour = if lit { theme.accent } else { theme.line };
    ui.painter()
        .hline(response.rect.x_range(), below, (1.5, colour));
    if response.clicked() {
        *card = (!shown).then_some(at);
    }
}

/// A role's card, to be read out or shown to whoever plays it.
fn card_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, card: &mut Option<usize>) {
    let Some(role) = card.and_then(|at| scenario.roles.get(at)) else {
        *card = None;
        return;
    };
    ScrollArea::vertical()
        .id_salt("role-card")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            big(ui, theme, &role.title);
            quiet(ui, theme, &role.part);
            ui.add_space(8.0);
            body(ui, theme, &role.brief);
            for (heading, lines) in [("Knows", &role.knows), ("Decides", &role.decides)] {
                ui.add_space(8.0);
                caps(ui, theme, heading);
                for line in lines {
                    bullet(ui, theme, line);
                }
            }
            ui.add_space(10.0);
            if secondary(ui, theme, "Close the card").clicked() {
                *card = None;
            }
            quiet(
                ui,
                theme,
                "All cards on paper: wardroom papers, with the scenario's file.",
            );
        });
}
