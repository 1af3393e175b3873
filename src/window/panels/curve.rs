//! The curve of locked devices, in truth and as reported, with decisions marked. Must not hold any
//! state.

use crate::window::live::Seen;
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{caps, text};
use egui::Ui;
use egui_plot::{Line, LineStyle, Plot, PlotPoints, VLine};

/// Shows the curve.
pub fn curve_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let locked = seen.view.truth.locked;
    crate::window::widgets::row(
        ui,
        |ui| {
            caps(ui, theme, "Devices locked");
        },
        |ui| {
            let colour = if locked > 0 { theme.bad } else { theme.text };
            ui.label(text(
                crate::window::grouped(locked),
                size::HEADING,
                bold(),
                colour,
            ));
        },
    );
    history_plot(
        ui,
        theme,
        seen.scenario.starts,
        &seen.view.curve,
        &seen.view.turns,
        f64::from(seen.view.clock.minute().max(60)),
        "locked-live",
    );
}

/// A plot of locked devices over the exercise so far: minute, locked, and reported.
pub fn history_plot(
    ui: &mut Ui,
    theme: &Theme,
    starts: jiff::civil::DateTime,
    history: &[[u32; 3]],
    marks: &[u32],
    until_mins: f64,
    id: &str,
) {
    let series = |which: usize| -> PlotPoints<'static> {
        history
            .iter()
            .map(|at| [f64::from(at[0]), f64::from(at[which])])
            .collect()
    };
    let truth = series(1);
    let known = series(2);
    let marks: Vec<f64> = marks.iter().map(|mins| f64::from(*mins)).collect();
    let (bad, quiet) = (theme.bad, theme.quiet);
    let mark_colour = theme.tint(theme.accent, 0.6);
    // The first label of an axis stands across its end.
    let margin = egui::Margin {
        left: 10,
        right: 6,
        ..egui::Margin::ZERO
    };
    // The plot learns how wide its labels are only when it has drawn them: a curve that has just
    // grown another digit would have it cut off for a frame. The widest that can come is known.
    let most = history.iter().map(|at| at[1].max(at[2]));
    let widest = format!(
        "{}0",
        crate::window::grouped(most.max().unwrap_or(0).max(10))
    );
    let body = egui::TextStyle::Body.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(widest, body, quiet);
    let plot = Plot::new(id)
        .show_background(false)
        .show_grid([false, true])
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .show_x(false)
        .show_y(false)
        .include_x(0.0)
        .include_x(until_mins)
        .include_y(0.0)
        .include_y(10.0)
        .y_axis_min_width(galley.size().x + 8.0)
        .y_axis_formatter(|mark, _| crate::window::grouped(mark.value as u32))
        .x_axis_formatter(move |mark, _| {
            let span = jiff::SignedDuration::from_mins(mark.value as i64);
            starts
                .checked_add(span)
                .map(|time| time.strftime("%a %H:%M").to_string())
                .unwrap_or_default()
        });
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        plot.show(ui, move |plot| {
            for mark in marks {
                plot.vline(
                    VLine::new("decision", mark)
                        .color(mark_colour)
                        .style(LineStyle::dashed_dense())
                        .width(1.0),
                );
            }
            plot.line(
                Line::new("locked, ground truth", truth)
                    .color(bad)
                    .width(2.0),
            );
            plot.line(
                Line::new("locked, as reported", known)
                    .color(quiet)
                    .style(LineStyle::dashed_loose())
                    .width(1.5),
            );
        })
    });
}
