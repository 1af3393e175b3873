//! What if: one change, played on to ENDEX under the same luck, with what would have differed. Must
//! not say more than the numbers do.

use crate::window::plot::plot_ui;
use crate::window::review::{How, Review};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, named, primary, quiet, scrolled, secondary, text, toggle, two_parts,
};
use egui::{Color32, DragValue, FontFamily, Frame, Margin, ProgressBar, Ui, WidgetType};
use wardroom_core::assessment::OUTCOMES;
use wardroom_core::review::what_if::{Change, Difference, RUNS, WhatIf, restore_order, signed};
use wardroom_core::words;
use wardroom_papers::report::plots::HOW_TO_READ;
use wardroom_papers::report::questions::{no_difference, what_if_plots};

/// Shows what can be asked, and the answer.
pub fn what_if_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let (list, answer) = two_parts(ui, 0.4, 0.4);
    boxed(ui, theme, list, "decisions", |ui| {
        decisions_ui(ui, theme, review);
    });
    boxed(ui, theme, answer, "answer", |ui| {
        scrolled(ui, "answer-all", |ui| {
            ask_ui(ui, theme, review);
            ui.add_space(10.0);
            answer_ui(ui, theme, review);
        });
    });
}

/// Decisions, and what money could have bought.
fn decisions_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let Some(played) = review.played() else {
        return;
    };
    let scenario = played.scenario.clone();
    let mut chosen = None;
    let mut asked = None;
    scrolled(ui, "what-if-list", |ui| {
        caps(ui, theme, "Decisions · pick one to change");
        ui.spacing_mut().item_spacing.y = 4.0;
        for (at, decision) in played.decisions().iter().enumerate() {
            let clock = scenario.clock(decision.at_secs);
            let lit = review.asked.decision == at;
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
                chosen = Some(at);
            }
        }
        ui.add_space(10.0);
        caps(ui, theme, "What money could have bought");
        for control in review.controls() {
            let words = control.in_words(&scenario);
            if secondary(ui, theme, &words).clicked() {
                asked = Some(Change::Control(control));
            }
        }
        ui.add_space(10.0);
        caps(ui, theme, "Order of restoration");
        if secondary(ui, theme, "Rebuild in the computed order").clicked() {
            asked = Some(Change::Order);
        }
    });
    if let Some(at) = chosen {
        review.asked.decision = at;
        review.asked.option = 0;
        let options = played.decisions()[at].options(&played);
        if options.is_empty() && review.asked.how == How::Other {
            review.asked.how = How::Moved;
        }
    }
    if let Some(change) = asked {
        review.ask(change);
    }
}

/// The change that is put together.
fn ask_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let Some(played) = review.played() else {
        return;
    };
    let decisions = played.decisions();
    caps(ui, theme, words::WHAT_IF);
    let Some(decision) = decisions.get(review.asked.decision) else {
        quiet(ui, theme, "Nothing was decided in this exercise.");
        return;
    };
    let options = decision.options(&played);
    ui.horizontal_wrapped(|ui| {
        for (how, words) in [
            (How::Moved, "At another time"),
            (How::Omitted, "Not at all"),
            (How::Other, "Another option"),
        ] {
            if (how != How::Other || !options.is_empty())
                && toggle(ui, theme, review.asked.how == how, words).clicked()
            {
                review.asked.how = how;
            }
        }
    });
    match review.asked.how {
        How::Moved => {
            ui.horizontal_wrapped(|ui| {
                for mins in [-60, -30, -15, 15, 30, 60] {
                    let words = if mins < 0 {
                        format!("{} earlier", -mins)
                    } else {
                        format!("{mins} later")
                    };
                    if toggle(ui, theme, review.asked.mins == mins, &words).clicked() {
                        review.asked.mins = mins;
                    }
                }
                let drag = ui.add(DragValue::new(&mut review.asked.mins).range(-4_000..=4_000));
                named(&drag, WidgetType::DragValue, "Minutes later");
                quiet(ui, theme, "minutes later (−: earlier)");
            });
        }
        How::Other => {
            for (at, (_, title)) in options.iter().enumerate() {
                if toggle(ui, theme, review.asked.option == at, title).clicked() {
                    review.asked.option = at;
                }
            }
        }
        How::Omitted => {}
    }
    let change = review.change();
    ui.add_space(4.0);
    ui.label(text(
        format!(
            "{}, then everything else as you decided it",
            change.in_words(&played)
        ),
        size::TITLE,
        semibold(),
        theme.text,
    ));
    if primary(ui, theme, &format!("Play it {RUNS} times"), true).clicked() {
        review.ask(change);
    }
}

fn answer_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    if let Some(share) = review.what_if.follow() {
        ui.horizontal_wrapped(|ui| {
            ui.add(
                ProgressBar::new(share)
                    .desired_width((ui.available_width() - 120.0).max(80.0))
                    .fill(theme.action)
                    .text(format!("{:.0} of {RUNS} runs", share * RUNS as f32)),
            );
            if secondary(ui, theme, "Stop").clicked() {
                review.what_if.stop();
            }
        });
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(60));
        return;
    }
    match &review.what_if.done {
        None => {
            quiet(
                ui,
                theme,
                "Each run is played twice on the same random seed: as you decided it, and changed. What differs is the change.",
            );
        }
        Some(Err(why)) => {
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
        Some(Ok(found)) => found_ui(ui, theme, review, found),
    }
}

fn found_ui(ui: &mut Ui, theme: &Theme, review: &Review, found: &WhatIf) {
    ui.label(text(&found.title, size::TITLE, semibold(), theme.text));
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
    if found.changes.iter().any(|it| it == "order")
        && let Some(played) = review.played()
        && let Ok(order) = restore_order(&played)
    {
        ui.add_space(6.0);
        for (head, items) in [("Systems", &order.systems), ("Segments", &order.segments)] {
            let names: Vec<&str> = items.iter().map(|it| it.name.as_str()).collect();
            if !names.is_empty() {
                quiet(
                    ui,
                    theme,
                    format!(
                        "{head}, in the order computed from what was down at {}: {}.",
                        played.scenario.clock(order.at_secs),
                        names.join(", ")
                    ),
                );
            }
        }
    }
    for plot in what_if_plots(found) {
        ui.add_space(10.0);
        plot_ui(ui, theme, &plot, None);
    }
    if let Some(same) = no_difference(found) {
        ui.add_space(8.0);
        quiet(ui, theme, same);
    }
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
