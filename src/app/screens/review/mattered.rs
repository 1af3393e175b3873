//! What mattered: every decision with what leaving it out, or taking it earlier or later, would
//! have meant, as bands around nothing. Must not say more than the numbers do.

use crate::app::review::{How, RANKING_RUNS, Review, Tab};
use crate::app::theme::{Theme, bold, semibold, size};
use crate::app::widgets::{area, caps, card, pick, quiet, scrolled, secondary, text};
use crate::assessment::what_if::{Change, Difference, Mattered, measures, signed};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, ProgressBar, Rect, Sense, Ui, WidgetType,
    pos2, vec2,
};

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
            caps(ui, theme, "What mattered · against what you did");
            ui.add_space(10.0);
            let all = measures(&played.scenario);
            pick(
                ui,
                "Outcome",
                &mut review.measure,
                |at| all.get(at).map_or("", |it| it.label.as_str()),
                all.len(),
            );
            ui.add_space(10.0);
            quiet(
                ui,
                theme,
                format!("{RANKING_RUNS} paired runs a change, same luck; bars hold half of the runs, thin lines nine in ten. Simulated."),
            );
        });
        ui.add_space(8.0);
        if let Some(share) = under_way {
            ui.horizontal(|ui| {
                ui.add(
                    ProgressBar::new(share)
                        .desired_width((ui.available_width() - 120.0).max(80.0))
                        .fill(theme.action)
                        .text(format!("Playing every decision otherwise: {:.0}%", share * 100.0)),
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
            quiet(ui, theme, "It was stopped. Choose another outcome to begin again.");
            return;
        };
        if list.is_empty() {
            quiet(ui, theme, "Nothing was decided in this exercise.");
            return;
        }
        let most = list
            .iter()
            .filter_map(Mattered::most)
            .flat_map(|(_, it)| [it.band.low.abs(), it.band.high.abs()])
            .fold(1.0, f64::max);
        scrolled(ui, "mattered-list", |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for (at, one) in list.iter().enumerate() {
                if one_ui(ui, theme, review, at, one, most) {
                    asked = Some(at);
                }
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

/// What was changed, in a few words.
fn how(change: &Change) -> String {
    match change {
        Change::Omit(_) => "not at all".to_owned(),
        Change::Shift(_, mins) if *mins < 0 => format!("{} min earlier", -mins),
        Change::Shift(_, mins) => format!("{mins} min later"),
        _ => String::new(),
    }
}

fn one_ui(
    ui: &mut Ui,
    theme: &Theme,
    review: &Review,
    at: usize,
    one: &Mattered,
    most: f64,
) -> bool {
    let scenario = &review.finished.story;
    let most_change = one.most();
    let below = match most_change {
        None => "could only be as it was".to_owned(),
        Some(_) if one.none() => "made no difference in any run".to_owned(),
        Some((change, _)) => how(change),
    };
    let name = format!("Ask about: {} {}", one.decision.title, below);
    let id = ui.id().with(("mattered", at));
    let response = card(ui, theme, id, false, WidgetType::Button, &name, |ui| {
        ui.horizontal(|ui| {
            let wide = ui.available_width();
            ui.allocate_ui_with_layout(
                vec2(wide * 0.42, 36.0),
                egui::Layout::top_down(egui::Align::Min),
                |ui| {
                    ui.set_width(wide * 0.42);
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.label(text(
                        format!(
                            "{}  {}",
                            scenario.clock(one.decision.at_secs),
                            one.decision.title
                        ),
                        size::BODY,
                        semibold(),
                        theme.text,
                    ));
                    quiet(ui, theme, below.clone());
                },
            );
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
            if let Some((_, difference)) = most_change
                && !one.none()
            {
                band_ui(ui, theme, rect, difference, most);
            }
        });
    });
    let sentence = most_change.map_or_else(
        || "None of its changes could be made.".to_owned(),
        |(_, difference)| difference.sentence.clone(),
    );
    response.on_hover_text(sentence).clicked()
}

/// The colour of a difference: less is better.
pub fn colour_of(theme: &Theme, difference: &Difference) -> Color32 {
    match difference.clear() {
        -1 => theme.good,
        1 => theme.bad,
        _ => theme.quiet,
    }
}

/// A band around nothing.
fn band_ui(ui: &Ui, theme: &Theme, rect: Rect, difference: &Difference, most: f64) {
    let words = 190.0_f32.min(rect.width() * 0.36);
    let line = Rect::from_min_max(rect.min, pos2(rect.right() - words, rect.bottom()));
    let x =
        |value: f64| line.center().x + line.width() * 0.48 * (value / most).clamp(-1.0, 1.0) as f32;
    let painter = ui.painter();
    let middle = line.center();
    painter.rect_filled(
        Rect::from_center_size(middle, vec2(1.0, line.height() + 8.0)),
        CornerRadius::ZERO,
        theme.line,
    );
    let colour = colour_of(theme, difference);
    let part = |low: f64, high: f64, height: f32| {
        Rect::from_min_max(
            pos2(x(low), middle.y - height / 2.0),
            pos2(x(high).max(x(low) + 1.0), middle.y + height / 2.0),
        )
    };
    let band = difference.band;
    painter.rect_filled(
        part(band.low, band.high, 3.0),
        CornerRadius::ZERO,
        theme.tint(colour, 0.5),
    );
    painter.rect_filled(
        part(band.lower, band.upper, 14.0),
        CornerRadius::same(3),
        theme.tint(colour, 0.35),
    );
    let mark = Rect::from_center_size(pos2(x(band.median), middle.y), vec2(4.0, 18.0));
    painter.rect_filled(mark, CornerRadius::same(1), colour);
    let (said, family) = if difference.clear() == 0 {
        ("no clear difference".to_owned(), FontFamily::Proportional)
    } else {
        (signed(band.median), bold())
    };
    painter.text(
        pos2(rect.right() - words + 10.0, middle.y),
        Align2::LEFT_CENTER,
        said,
        FontId::new(size::BODY, family),
        colour,
    );
}
