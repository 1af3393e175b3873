//! What mattered: every decision with what leaving it out, or taking it earlier or later, would
//! have meant, as bands around nothing. Must not say more than the numbers do.

use crate::window::plot::plot_ui;
use crate::window::review::{How, RANKING_RUNS, Review, Tab};
use crate::window::theme::Theme;
use crate::window::widgets::{area, caps, pick, quiet, scrolled, secondary};
use egui::{ProgressBar, Ui};
use wardroom_core::review::what_if::{Change, measures};
use wardroom_core::words;
use wardroom_papers::report::plots::HOW_TO_READ;
use wardroom_papers::report::questions::ranked;

/// Shows the ranking.
pub fn mattered_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let Some(played) = review.played() else {
        return;
    };
    review.rank();
    let under_way = review.mattered.follow();
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("mattered").max_rect(whole));
    let mut asked = None;
    area(theme).show(&mut child, |ui| {
        ui.set_min_size(ui.available_size());
        ui.horizontal_wrapped(|ui| {
            caps(
                ui,
                theme,
                &format!("{} · against what you did", words::KEY_DECISIONS),
            );
            ui.add_space(10.0);
            let all = measures(&played.scenario);
            pick(
                ui,
                "Outcome",
                &mut review.measure,
                |at| all.get(at).map_or("", |it| it.label.as_str()),
                all.len(),
            );
        });
        quiet(
            ui,
            theme,
            format!(
                "{RANKING_RUNS} paired runs a change, {}, simulated. {HOW_TO_READ}",
                words::SAME_SEED
            ),
        );
        ui.add_space(8.0);
        if let Some(share) = under_way {
            ui.horizontal(|ui| {
                ui.add(
                    ProgressBar::new(share)
                        .desired_width((ui.available_width() - 120.0).max(80.0))
                        .fill(theme.action)
                        .text(format!(
                            "Playing every decision otherwise: {:.0}%",
                            share * 100.0
                        )),
                );
                if secondary(ui, theme, "Stop").clicked() {
                    review.mattered.stop();
                }
            });
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_millis(100));
            return;
        }
        let Some(list) = &review.mattered.done else {
            quiet(
                ui,
                theme,
                "It was stopped. Choose another outcome to begin again.",
            );
            return;
        };
        if list.is_empty() {
            quiet(ui, theme, "Nothing was decided in this exercise.");
            return;
        }
        let drawn = ranked(&played.scenario, list);
        scrolled(ui, "mattered-list", |ui| {
            if drawn.plot.rows.is_empty() {
                quiet(ui, theme, "No decision made a difference.");
            } else if let Some(row) = plot_ui(ui, theme, &drawn.plot, Some("Ask about")) {
                asked = drawn.shown.get(row).copied();
            }
            ui.add_space(8.0);
            for line in &drawn.folded {
                quiet(ui, theme, line);
            }
        });
    });
    if let Some(at) = asked
        && let Some(one) = review.mattered.done.as_ref().and_then(|list| list.get(at))
    {
        let change = one.most().map(|(change, _)| change.clone());
        review.asked.decision = one.decision.number - 1;
        match change {
            Some(Change::Shift(_, mins)) => {
                review.asked.how = How::Moved;
                review.asked.mins = mins;
            }
            _ => review.asked.how = How::Omitted,
        }
        review.tab = Tab::WhatIf;
        let change = review.change();
        review.ask(change);
    }
}
