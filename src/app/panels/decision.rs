//! The decision that is put to the team: its options, who decides, why. Must not take it.

use super::Action;
use crate::app::session::Draft;
use crate::app::theme::{Theme, bold, semibold, size};
use crate::app::widgets::{caps, chip, primary, quiet, text};
use crate::exercise::{Command, TeamView};
use crate::scenario::{Choice, RoleId, Scenario};
use egui::{
    ComboBox, CornerRadius, FontFamily, Frame, Margin, Response, ScrollArea, Sense, Stroke,
    TextEdit, Ui,
};

/// Shows the oldest question that is still open, or another that was picked.
pub fn decision_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    team: &TeamView,
    now_mins: u32,
    draft: &mut Draft,
) -> Option<Action> {
    let open: Vec<_> = team
        .prompts
        .iter()
        .rev()
        .filter(|prompt| prompt.decided.is_none())
        .collect();
    let Some(first) = open.first() else {
        draft.prompt = None;
        caps(ui, theme, "Decision");
        ui.add_space(2.0);
        quiet(
            ui,
            theme,
            "Nothing is put to the team now. Action cards are always to hand.",
        );
        return None;
    };
    let shown = open
        .iter()
        .find(|prompt| draft.prompt == Some(prompt.prompt))
        .unwrap_or(first);
    if draft.prompt != Some(shown.prompt) {
        draft.prompt = Some(shown.prompt);
        draft.option = None;
        draft.because.clear();
        draft.by = 0;
    }
    let prompt = &scenario.prompts[shown.prompt];
    crate::app::widgets::row(
        ui,
        |ui| {
            let clock = scenario
                .time_at(u64::from(shown.due) * 60)
                .strftime("%H:%M");
            caps(
                ui,
                theme,
                &format!("Decision {} · due {clock}", shown.prompt + 1),
            );
        },
        |ui| {
            if shown.lapsed {
                chip(ui, "time has passed", theme.alarm, theme.text);
            } else {
                let left = shown.due.saturating_sub(now_mins);
                chip(
                    ui,
                    &format!("{left} min left"),
                    theme.warning,
                    theme.reduced,
                );
            }
        },
    );
    ui.label(text(
        &prompt.question,
        size::HEADING - 2.0,
        bold(),
        theme.text,
    ));
    quiet(ui, theme, &prompt.context);
    if open.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for other in &open {
                let on = other.prompt == shown.prompt;
                let words = format!("{}", other.prompt + 1);
                let response = crate::app::widgets::toggle(ui, theme, on, &words)
                    .on_hover_text(&scenario.prompts[other.prompt].question);
                if response.clicked() {
                    draft.prompt = Some(other.prompt);
                    draft.option = None;
                    draft.by = 0;
                    draft.because.clear();
                }
            }
            quiet(ui, theme, "open questions");
        });
    }
    // The rationale and the button stay in sight; the options scroll if they must.
    let narrow = ui.available_width() < 330.0;
    let below = if narrow { 168.0 } else { 128.0 };
    let room = (ui.available_height() - below).max(60.0);
    ScrollArea::vertical()
        .id_salt("options")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for (at, option) in prompt.options.iter().enumerate() {
                if choice(ui, theme, at, option, draft.option == Some(at)).clicked() {
                    draft.option = Some(at);
                }
            }
        });
    because(ui, theme, &mut draft.because);
    let mut action = None;
    let who = |ui: &mut Ui, by: &mut usize| {
        decided_by(ui, theme, scenario, &prompt.by, by, "decision-by");
    };
    if narrow {
        ui.horizontal(|ui| who(ui, &mut draft.by));
    }
    ui.horizontal(|ui| {
        if !narrow {
            who(ui, &mut draft.by);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let ready = draft.option.is_some();
            let response = primary(ui, theme, "Record decision", ready);
            if response.clicked()
                && let Some(at) = draft.option
                && let Some(by) = prompt.by.get(draft.by).or(prompt.by.first())
            {
                action = Some(Action::Command(Command::Decide {
                    prompt: prompt.id.clone(),
                    option: prompt.options[at].id.clone(),
                    by: scenario.roles[by.at()].id.clone(),
                    because: draft.because.trim().to_owned(),
                }));
            }
        });
    });
    action
}

/// Where the rationale is typed.
pub fn because(ui: &mut Ui, theme: &Theme, words: &mut String) -> Response {
    ui.add(
        TextEdit::multiline(words)
            .hint_text("Why? In the team's words, for the log.")
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .text_color(theme.text)
            .margin(Margin::symmetric(10, 8)),
    )
}

/// Which role decides.
pub fn decided_by(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    by: &[RoleId],
    chosen: &mut usize,
    id: &str,
) {
    if *chosen >= by.len() {
        *chosen = 0;
    }
    quiet(ui, theme, "Decided by");
    let title = |at: usize| {
        by.get(at)
            .map_or("", |role| scenario.roles[role.at()].title.as_str())
    };
    ComboBox::from_id_salt(id)
        .selected_text(title(*chosen))
        .width(150.0)
        .truncate()
        .show_ui(ui, |ui| {
            for at in 0..by.len() {
                ui.selectable_value(chosen, at, title(at));
            }
        });
}

fn choice(ui: &mut Ui, theme: &Theme, at: usize, option: &Choice, on: bool) -> Response {
    let (fill, edge) = if on {
        (theme.selected, theme.accent)
    } else {
        (theme.raised, theme.line)
    };
    let inner = Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.label(text(
                    format!("{}", at + 1),
                    size::BODY,
                    bold(),
                    if on { theme.accent } else { theme.quiet },
                ));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.label(text(&option.title, size::BODY, semibold(), theme.text));
                    ui.label(text(
                        &option.cost,
                        size::SMALL,
                        FontFamily::Proportional,
                        theme.quiet,
                    ));
                });
            });
        });
    let response = ui.interact(
        inner.response.rect,
        ui.id().with(("option", &option.id)),
        Sense::click(),
    );
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, on, &option.title)
    });
    response
}
