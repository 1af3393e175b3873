//! What is open: decision points with owner and age, how long there is for the one that is shown, and orders
//! that are not done yet. Must not decide anything.

use crate::window::live::Seen;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, card, chip, named, quiet, row, scrolled, text};
use egui::{FontId, Ui, WidgetType, vec2};
use wardroom_core::exercise::{PromptView, What};
use wardroom_core::words;

/// What was ordered and is not done yet: nothing is put to the team, so there is room to see it.
pub fn in_hand(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let now = seen.view.clock.minute();
    let mut orders: Vec<(u32, &str, &str)> = Vec::new();
    for line in &seen.view.log {
        match &line.event.what {
            What::ActionStarted { done_mins, .. } if *done_mins > now => {
                orders.push((*done_mins, &line.line.title, &line.line.who));
            }
            _ => {}
        }
    }
    orders.sort_by_key(|(done, ..)| *done);
    ui.add_space(10.0);
    caps(ui, theme, "Ordered, not done yet");
    if orders.is_empty() {
        quiet(ui, theme, "Nothing.");
    }
    scrolled(ui, "in-hand", |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (done, title, who) in orders {
            // Its head says that it was ordered.
            let title = title.strip_prefix("Ordered: ").unwrap_or(title);
            ui.label(text(title, size::BODY, semibold(), theme.text));
            let clock = seen.scenario.clock(u64::from(done) * 60);
            let words = format!("done {clock}, in {} min · {who}", done - now);
            quiet(ui, theme, words);
            ui.add_space(6.0);
        }
    });
}

/// How many are open and late, in a row that is always there; on a click all of them, with owner and age.
/// Returns which was picked.
pub fn open_ones(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    open: &[PromptView],
    shown: usize,
) -> Option<usize> {
    let now = seen.view.clock.minute();
    let late = open.iter().filter(|it| it.lapsed).count();
    let told = match (open.len(), late) {
        (1, 0) => "1 open".to_owned(),
        (all, 0) => format!("{all} open"),
        (all, late) => format!("{all} open, {late} {}", words::OVERDUE),
    };
    let mut picked = None;
    let one = open.iter().find(|it| it.prompt == shown);
    let beside = ui.available_width() > 430.0;
    row(
        ui,
        |ui| {
            caps(
                ui,
                theme,
                &format!("{} {}", words::DECISION_POINT, shown + 1),
            );
            if let (true, Some(one)) = (beside, one) {
                time_left(ui, theme, seen, one);
            }
        },
        |ui| {
            let colour = if late > 0 { theme.bad } else { theme.text };
            let label = text(format!("{told} ⏷"), size::SMALL, semibold(), colour);
            let font = FontId::new(size::SMALL, semibold());
            let widest = format!("00 open, 00 {} ⏷", words::OVERDUE);
            let widest = ui.painter().layout_no_wrap(widest, font, colour).size().x;
            let width = widest + 2.0 * ui.spacing().button_padding.x;
            let button = egui::Button::new(label)
                .fill(theme.raised)
                .min_size(vec2(width, 0.0));
            let (response, _) =
                egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
                    ui.set_min_width(360.0);
                    caps(ui, theme, "Open and late");
                    for one in open {
                        if open_row(ui, theme, seen, one, now, one.prompt == shown).clicked() {
                            picked = Some(one.prompt);
                            ui.close();
                        }
                    }
                });
            named(&response, WidgetType::Button, "Open decision points");
        },
    );
    if let (false, Some(one)) = (beside, one) {
        time_left(ui, theme, seen, one);
    }
    picked
}

/// How long there is to decide it, and until when.
fn time_left(ui: &mut Ui, theme: &Theme, seen: &Seen, one: &PromptView) {
    let clock = seen
        .scenario
        .time_at(u64::from(one.due) * 60)
        .strftime("%H:%M");
    if one.lapsed {
        let words = format!("{} since {clock}", words::OVERDUE);
        chip(ui, &words, theme.alarm, theme.text);
    } else {
        let left = one.due.saturating_sub(seen.view.clock.minute());
        let words = format!("{left} min left, until {clock}");
        chip(ui, &words, theme.warning, theme.reduced);
    }
}

/// One that is open: its question, whose it is, and how long it has been open or is overdue.
fn open_row(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    one: &PromptView,
    now: u32,
    on: bool,
) -> egui::Response {
    let prompt = &seen.scenario.prompts[one.prompt];
    let owner = seen
        .titles(&prompt.by)
        .into_iter()
        .next()
        .unwrap_or_default();
    let (age, colour) = if one.lapsed {
        let since = now.saturating_sub(one.due);
        (format!("{} by {since} min", words::OVERDUE), theme.bad)
    } else {
        let left = one.due.saturating_sub(now);
        (format!("{left} min left"), theme.reduced)
    };
    let name = format!("{} {}", words::DECISION_POINT, one.prompt + 1);
    let id = ui.id().with(("open", one.prompt));
    card(ui, theme, id, on, WidgetType::Button, &name, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(text(&prompt.question, size::BODY, semibold(), theme.text));
        ui.horizontal_wrapped(|ui| {
            ui.label(text(age, size::SMALL, semibold(), colour));
            let asked = now.saturating_sub(one.asked);
            quiet(ui, theme, format!("put {asked} min ago · {owner}"));
        });
    })
}
