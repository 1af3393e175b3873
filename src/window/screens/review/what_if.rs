//! What if: one change, played on to ENDEX under the same luck, with what would have differed. Must
//! not say more than the numbers do.

use super::question::{answered, question, under_way_ui};
use super::two_days::two_days_ui;
use crate::window::plot::plot_ui;
use crate::window::review::{
    Again, How, Progress, ReviewAction, ReviewInput, Seen, Subject, WhatIfInput, WhatIfView,
};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, folded, named, primary, quiet, scrolled, secondary, text, toggle, two_parts,
};
use egui::{Color32, DragValue, FontFamily, Frame, Margin, Ui, WidgetType};
use wardroom_core::assessment::OUTCOMES;
use wardroom_core::review::what_if::{Difference, RUNS, WhatIf, signed};
use wardroom_core::views::Askable;
use wardroom_core::words;
use wardroom_papers::report::plots::HOW_TO_READ;
use wardroom_papers::report::questions::{no_difference, same_in_short};

/// Shows what can be asked, and the answer.
pub fn what_if_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let again = seen.again.as_ref().ok()?;
    let refused = matches!(seen.answers.what_if.found(), Some(Err(_)));
    if input.days.beside && answered(seen, &input.what_if) && !refused {
        return two_days_ui(ui, theme, seen, input);
    }
    let (list, answer) = two_parts(ui, 0.4, 0.4);
    let (mut asked, mut stopped) = (None, None);
    boxed(ui, theme, list, "decisions", |ui| {
        scrolled(ui, "what-if-list", |ui| {
            list_ui(ui, theme, &again.askable, &mut input.what_if);
        });
    });
    boxed(ui, theme, answer, "answer", |ui| {
        scrolled(ui, "answer-all", |ui| {
            asked = ask_ui(ui, theme, again, &mut input.what_if);
            ui.add_space(10.0);
            stopped = answer_ui(ui, theme, seen, input);
        });
    });
    if asked.is_some() {
        input.days.beside = true;
    }
    asked.or(stopped)
}

/// Decisions to pick one of, and what can be picked beside them.
fn list_ui(ui: &mut Ui, theme: &Theme, askable: &Askable, input: &mut WhatIfInput) {
    caps(ui, theme, "Decisions · pick one to change");
    ui.spacing_mut().item_spacing.y = 4.0;
    for (at, decision) in askable.decisions.iter().enumerate() {
        let clock = &decision.clock;
        let lit = input.subject == Subject::Decision && input.decision == at;
        let name = format!("Change {clock}: {}", decision.title);
        let id = ui.id().with(("decision", at));
        let response = card(ui, theme, id, lit, WidgetType::Button, &name, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(text(
                format!("{clock}  {}", decision.title),
                size::BODY,
                semibold(),
                theme.text,
            ));
            quiet(ui, theme, &decision.by);
        });
        if response.clicked() {
            input.take_up(at, decision);
        }
    }
    ui.add_space(10.0);
    caps(ui, theme, "What money could have bought");
    for (control, words) in &askable.controls {
        let subject = Subject::Control(*control);
        if toggle(ui, theme, input.subject == subject, words).clicked() {
            input.subject = subject;
        }
    }
    ui.add_space(10.0);
    caps(ui, theme, "Order of restoration");
    let lit = input.subject == Subject::Order;
    if toggle(ui, theme, lit, "Rebuild in the computed order").clicked() {
        input.subject = Subject::Order;
    }
}

/// The change that is put together.
fn ask_ui(
    ui: &mut Ui,
    theme: &Theme,
    again: &Again,
    input: &mut WhatIfInput,
) -> Option<ReviewAction> {
    caps(ui, theme, words::WHAT_IF);
    if input.subject == Subject::Decision {
        let Some(decision) = again.askable.decisions.get(input.decision) else {
            quiet(ui, theme, "Nothing was decided in this exercise.");
            return None;
        };
        how_ui(ui, theme, &decision.options, input);
    }
    let change = input.change();
    ui.add_space(4.0);
    let words = format!("{}?", question(&change, again));
    ui.label(text(words, size::TITLE, semibold(), theme.text));
    let play = primary(ui, theme, &format!("Play it {RUNS} times"), true);
    play.clicked().then_some(ReviewAction::WhatIf(change))
}

/// How a decision is to be changed.
fn how_ui(ui: &mut Ui, theme: &Theme, options: &[String], input: &mut WhatIfInput) {
    ui.horizontal_wrapped(|ui| {
        for (how, words) in [
            (How::Moved, "At another time"),
            (How::Omitted, "Not at all"),
            (How::Other, "Another option"),
        ] {
            if (how != How::Other || !options.is_empty())
                && toggle(ui, theme, input.how == how, words).clicked()
            {
                input.how = how;
            }
        }
    });
    match input.how {
        How::Moved => mins_ui(ui, theme, &mut input.mins),
        How::Other => {
            for (at, title) in options.iter().enumerate() {
                if toggle(ui, theme, input.option == at, title).clicked() {
                    input.option = at;
                }
            }
        }
        How::Omitted => {}
    }
}

/// How much earlier or later.
fn mins_ui(ui: &mut Ui, theme: &Theme, chosen: &mut i64) {
    ui.horizontal_wrapped(|ui| {
        for mins in [-60, -30, -15, 15, 30, 60] {
            let words = if mins < 0 {
                format!("{} earlier", -mins)
            } else {
                format!("{mins} later")
            };
            if toggle(ui, theme, *chosen == mins, &words).clicked() {
                *chosen = mins;
            }
        }
        let drag = ui.add(DragValue::new(chosen).range(-4_000..=4_000));
        named(&drag, WidgetType::DragValue, "Minutes later");
        quiet(ui, theme, "minutes later; a minus means earlier");
    });
}

/// The answer to the question that stands above it; of another question nothing.
fn answer_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    if !answered(seen, &input.what_if) {
        let words = if seen.answers.asked.is_some() {
            "This was not played yet. What was played before had another question."
        } else {
            "Each run is played twice on the same random seed: as you decided it, and changed. What differs is the change."
        };
        quiet(ui, theme, words);
        return None;
    }
    match &seen.answers.what_if {
        Progress::UnderWay(share) => return under_way_ui(ui, theme, *share),
        Progress::Nothing => {
            quiet(ui, theme, "The runs were stopped.");
        }
        Progress::Found(answer) => match &**answer {
            Ok(found) => {
                if secondary(ui, theme, "See both days side by side").clicked() {
                    input.days.beside = true;
                }
                found_ui(ui, theme, found);
            }
            Err(why) => refused_ui(ui, theme, why),
        },
    }
    None
}

fn refused_ui(ui: &mut Ui, theme: &Theme, why: &str) {
    Frame::new()
        .fill(theme.warning)
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.label(text(
                format!("This can't be asked. {why}"),
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
        });
}

fn found_ui(ui: &mut Ui, theme: &Theme, view: &WhatIfView) {
    let found = &view.found;
    quiet(
        ui,
        theme,
        format!("{} paired runs, simulated. {HOW_TO_READ}", found.runs),
    );
    ui.add_space(6.0);
    // The outcomes that differ most clearly stand large.
    let mut first: Vec<&Difference> = found.outcomes.iter().take(OUTCOMES.len()).collect();
    first.sort_by_key(|it| (it.clear() == 0, it.none()));
    let across = ((ui.available_width() / 200.0) as usize).clamp(1, 4);
    let width = (ui.available_width() - 20.0) / across as f32 - 12.0;
    for row in first[..first.len().min(4)].chunks(across) {
        ui.horizontal_top(|ui| {
            for difference in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    large_ui(ui, theme, difference);
                });
            }
        });
    }
    ui.add_space(6.0);
    sentences_ui(ui, theme, found);
    if !view.order.is_empty() {
        ui.add_space(6.0);
        for line in &view.order {
            quiet(ui, theme, line);
        }
    }
    for plot in &view.plots {
        ui.add_space(10.0);
        plot_ui(ui, theme, plot, None);
    }
    if let (Some(head), Some(same)) = (same_in_short(found), no_difference(found)) {
        ui.add_space(8.0);
        folded(ui, theme, &head, |ui| {
            quiet(ui, theme, same);
        });
    }
}

/// What differs clearly, and what could no longer be decided, in sentences.
fn sentences_ui(ui: &mut Ui, theme: &Theme, found: &WhatIf) {
    Frame::new()
        .fill(theme.raised)
        .corner_radius(8)
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let clear: Vec<&Difference> =
                found.outcomes.iter().filter(|it| it.clear() != 0).collect();
            if clear.is_empty() {
                let words = if found.outcomes.iter().all(Difference::none) {
                    "It made no difference to any outcome, in any run."
                } else {
                    "No clear difference: no outcome came out better in nine runs of ten, and none came out worse in nine of ten."
                };
                ui.label(text(words, size::BODY, semibold(), theme.text));
            }
            for difference in clear {
                ui.label(text(
                    &difference.sentence,
                    size::BODY,
                    FontFamily::Proportional,
                    theme.text,
                ));
            }
            for fallen in &found.fell_away {
                ui.label(text(
                    format!(
                        "Fell away in {} of {} runs: “{}”. {}",
                        fallen.runs, found.runs, fallen.title, fallen.why
                    ),
                    size::BODY,
                    FontFamily::Proportional,
                    theme.text,
                ));
            }
        });
}

/// The colour of a difference: less is better.
fn colour_of(theme: &Theme, difference: &Difference) -> Color32 {
    match difference.clear() {
        -1 => theme.good,
        1 => theme.bad,
        _ => theme.quiet,
    }
}

/// A difference, large.
fn large_ui(ui: &mut Ui, theme: &Theme, difference: &Difference) {
    ui.spacing_mut().item_spacing.y = 1.0;
    quiet(ui, theme, &difference.label);
    ui.label(text(
        signed(difference.band.median),
        30.0,
        bold(),
        colour_of(theme, difference),
    ));
    quiet(
        ui,
        theme,
        format!(
            "{} to {}",
            signed(difference.band.low),
            signed(difference.band.high)
        ),
    );
}
