//! The curve of locked devices, in truth and as reported, with decisions marked. Must not hold any
//! state.

use super::ahead::ahead_ui;
use crate::window::live::{JumpInput, Seen};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{caps, quiet, row, text};
use egui::{FontFamily, FontId, Pos2, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};
use egui_plot::{
    AxisHints, GridInput, GridMark, Line, LineStyle, Plot, PlotPoints, PlotTransform, Polygon,
    VLine,
};
use wardroom_core::ensemble::LookAhead;
use wardroom_core::timeline::Kind;
use wardroom_core::words;

/// The curve's share of the height, and the least it needs with its head and its times; the forecast in words
/// has what is left.
const CURVE: f32 = 0.6;
const LEAST: f32 = 100.0;
/// Between two lines of the forecast, points.
const BETWEEN: f32 = 2.0;
/// What the words on the forecast need beside the count.
const FORECAST: f32 = 230.0;

/// Shows the curve with decisions as flags, the forecast as a cone, and below what it says in words. Dragged
/// or clicked into the future it writes that time into the field of the jump, which is asked for there.
pub fn curve_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, jump: &mut JumpInput) {
    let whole = ui.available_rect_before_wrap();
    let curve = (whole.height() * CURVE).max(LEAST);
    let (plot, words) = whole.split_top_bottom_at_y(whole.top() + curve);
    let place = |id, rect: Rect| UiBuilder::new().id_salt(id).max_rect(rect);
    live_plot(&mut ui.new_child(place("plot", plot)), theme, seen, jump);
    let mut words = Rect::from_min_max(words.min + vec2(0.0, 6.0), words.max);
    // No line is cut in half: what has no room is scrolled to.
    let line = ui.text_style_height(&egui::TextStyle::Small) + BETWEEN;
    words.set_height((words.height() / line).floor().max(1.0) * line);
    let mut below = ui.new_child(place("ahead", words));
    ScrollArea::vertical()
        .id_salt("ahead")
        .auto_shrink([false, false])
        .show(&mut below, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = BETWEEN;
            if seen.view.clock.ended {
                quiet(
                    ui,
                    theme,
                    "The exercise has ended: there is nothing more to forecast.",
                );
            } else if seen.view.clock.looking {
                quiet(ui, theme, "Return to now to look ahead.");
            } else {
                let forecast = seen.view.forecast.as_deref();
                let now = seen.view.clock.minute();
                ahead_ui(ui, theme, seen, forecast, now);
            }
        });
}

fn live_plot(ui: &mut Ui, theme: &Theme, seen: &Seen, jump: &mut JumpInput) {
    let locked = seen.view.truth.locked;
    row(
        ui,
        |ui| {
            // The curve and the forecast are of all, whoever's side is looked at.
            let whose = match seen.shows {
                Some(_) => format!(
                    "Devices locked, {}",
                    words::ALL_ORGANISATIONS.to_lowercase()
                ),
                None => "Devices locked".to_owned(),
            };
            caps(ui, theme, &whose);
            let colour = if locked > 0 { theme.bad } else { theme.text };
            let count = crate::window::grouped(locked);
            ui.label(text(count, size::TITLE, bold(), colour));
        },
        |ui| {
            if ui.available_width() > FORECAST {
                caps(ui, theme, words::NO_FURTHER_ACTION);
            }
        },
    );
    let now = seen.view.clock.minute();
    let forecast = seen.view.forecast.as_deref();
    let horizon = forecast.map_or(0, |it| it.from + it.horizon_mins);
    let until = f64::from(horizon.max(now).max(60));
    let plotted = plotted(
        ui,
        theme,
        &Plotted {
            starts: seen.scenario.starts,
            history: &seen.view.curve,
            marks: &[],
            until_mins: until,
            id: "locked-live",
            ahead: forecast.map(|it| (it, locked)),
        },
    );
    flags(ui, theme, seen, &plotted);
    future(ui, theme, seen, &plotted, jump);
}

/// Where a plot stands, and what was done with the pointer on it.
struct Stood {
    transform: PlotTransform,
    response: egui::Response,
}

/// Decisions as flags on the curve: what each was stands at the pointer.
fn flags(ui: &Ui, theme: &Theme, seen: &Seen, plot: &Stood) {
    let frame = *plot.transform.frame();
    let x = |secs: u64| plot.transform.position_from_point_x(secs as f64 / 60.0);
    let mut told = Vec::new();
    for line in &seen.view.log {
        if line.line.kind != Kind::Decision {
            continue;
        }
        let top = pos2(x(line.line.at_secs), frame.top() + 2.0);
        let cloth = vec![top, top + vec2(8.0, 3.5), top + vec2(0.0, 7.0)];
        let painter = ui.painter_at(frame.expand(1.0));
        let pole = [top, pos2(top.x, frame.bottom())];
        painter.line_segment(pole, (1.0, theme.tint(theme.accent, 0.35)));
        painter.add(egui::Shape::convex_polygon(
            cloth,
            theme.accent,
            egui::Stroke::NONE,
        ));
        let near = |at: Pos2| (at.x - top.x - 2.0).abs() < 6.0;
        if plot.response.hover_pos().is_some_and(near) {
            let clock = seen.scenario.clock(line.line.at_secs);
            told.push(format!("{clock} {}", line.line.title));
        }
    }
    if !told.is_empty() {
        let last = told.split_off(told.len().saturating_sub(8));
        plot.response
            .clone()
            .on_hover_text_at_pointer(last.join("\n"));
    }
}

/// The time under the pointer, where it is yet to come.
fn future(ui: &Ui, theme: &Theme, seen: &Seen, plot: &Stood, jump: &mut JumpInput) {
    let clock = &seen.view.clock;
    if clock.ended || clock.looking {
        return;
    }
    let frame = *plot.transform.frame();
    let now = plot
        .transform
        .position_from_point_x(clock.secs as f64 / 60.0);
    let pointer = plot.response.interact_pointer_pos();
    let Some(at) = pointer.or(plot.response.hover_pos()) else {
        return;
    };
    if at.x <= now + 3.0 {
        return;
    }
    let mins = plot.transform.value_from_position(at).x;
    let last = f64::from(seen.scenario.ends_mins);
    let to = (mins / 5.0).round() * 5.0;
    let to = to.min(last).max(f64::from(clock.minute() + 1)) as u64;
    let words = seen.scenario.clock(to * 60);
    let painter = ui.painter_at(frame.expand(14.0));
    let x = at.x.min(frame.right());
    painter.line_segment(
        [pos2(x, frame.top()), pos2(x, frame.bottom())],
        (1.0, theme.text),
    );
    // On the side on which there is room for it, and on a ground of its own.
    let says = painter.layout_no_wrap(
        format!("{} {words}", words::TIME_JUMP),
        FontId::new(size::SMALL, FontFamily::Proportional),
        theme.text,
    );
    let left = x - 4.0 - says.size().x;
    let left = if left < frame.left() { x + 4.0 } else { left };
    let place = Rect::from_min_size(pos2(left, frame.top() + 2.0), says.size());
    painter.rect_filled(place.expand(2.0), 3.0, theme.panel);
    painter.galley(place.min, says, theme.text);
    if plot.response.clicked() || plot.response.drag_stopped() {
        jump.typed = Some(words);
        jump.far = None;
        jump.keys = true;
    }
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
    let of = Plotted {
        starts,
        history,
        marks,
        until_mins,
        id,
        ahead: None,
    };
    plotted(ui, theme, &of);
}

/// What is plotted.
struct Plotted<'a> {
    /// STARTEX.
    starts: jiff::civil::DateTime,
    /// Minute, locked, and reported.
    history: &'a [[u32; 3]],
    /// Minutes that are marked.
    marks: &'a [u32],
    /// The axis ends there, minutes.
    until_mins: f64,
    /// Which plot it is.
    id: &'a str,
    /// The forecast, and how many are locked now.
    ahead: Option<(&'a LookAhead, u32)>,
}

/// Room that a time on the axis takes, points.
const LABEL: f32 = 84.0;
/// From so many points from mark to mark on a label is written, and in full strength.
const SHOWN: egui::Rangef = egui::Rangef {
    min: 16.0,
    max: 16.5,
};

/// The shortest usual step of a time axis that is not below so many minutes.
fn step(least: f64) -> u32 {
    const STEPS: [u32; 12] = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440, 2_880];
    let found = STEPS.into_iter().find(|it| f64::from(*it) >= least);
    found.unwrap_or_else(|| 1_440 * (least / 1_440.0).ceil() as u32)
}

/// Marks at whole hours of the clock, or whole steps of them, minutes since STARTEX.
fn hours(starts: jiff::civil::DateTime, seen: GridInput, each: u32) -> Vec<GridMark> {
    let begun =
        u32::from(starts.hour().unsigned_abs()) * 60 + u32::from(starts.minute().unsigned_abs());
    let first = (each - begun % each) % each;
    let marks = (0..).map(|nth| f64::from(first + nth * each));
    marks
        .take_while(|mins| *mins <= seen.bounds.1)
        .filter(|mins| *mins >= seen.bounds.0)
        .map(|value| GridMark {
            value,
            step_size: f64::from(each),
        })
        .collect()
}

/// The axis of times.
fn times(starts: jiff::civil::DateTime, colour: egui::Color32) -> AxisHints<'static> {
    AxisHints::new_x()
        .label_spacing(SHOWN)
        .tick_label_color(colour)
        .formatter(move |mark, _| {
            let span = jiff::SignedDuration::from_mins(mark.value as i64);
            let time = starts.checked_add(span);
            time.map_or_else(|_| String::new(), |it| it.strftime("%a %H:%M").to_string())
        })
}

/// The axis of counts, with room for the widest.
fn counts(widest: f32, colour: egui::Color32) -> AxisHints<'static> {
    AxisHints::new_y()
        .min_thickness(widest + 8.0)
        .label_spacing(SHOWN)
        .tick_label_color(colour)
        .formatter(|mark, _| crate::window::grouped(mark.value as u32))
}

fn plotted(ui: &mut Ui, theme: &Theme, of: &Plotted<'_>) -> Stood {
    let history = of.history;
    let starts = of.starts;
    let series = |which: usize| -> PlotPoints<'static> {
        history
            .iter()
            .map(|at| [f64::from(at[0]), f64::from(at[which])])
            .collect()
    };
    let truth = series(1);
    let known = series(2);
    let (bad, quiet) = (theme.bad, theme.quiet);
    let mark_colour = theme.tint(theme.accent, 0.6);
    // The first label of an axis stands across its end, and so may the last.
    let margin = egui::Margin {
        left: 10,
        right: 40,
        ..egui::Margin::ZERO
    };
    // The plot learns how wide its labels are only when it has drawn them: a curve that has just
    // grown another digit would have it cut off for a frame. The widest that can come is known.
    let most = history.iter().map(|at| at[1].max(at[2]));
    let most = most.max().unwrap_or(0).max(10);
    let widest = format!("{}0", crate::window::grouped(most));
    let body = egui::TextStyle::Body.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(widest, body, quiet);
    let wide = (ui.available_width() - galley.size().x - 60.0).max(60.0);
    let each = step(of.until_mins * f64::from(LABEL / wide));
    let plot = Plot::new(of.id)
        .show_background(false)
        .show_grid([false, true])
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .show_x(false)
        .show_y(false)
        .include_x(0.0)
        .include_x(of.until_mins)
        .include_y(0.0)
        .include_y(10.0)
        .x_grid_spacer(move |seen| hours(starts, seen, each))
        .custom_x_axes(vec![times(starts, quiet)])
        .custom_y_axes(vec![counts(galley.size().x, quiet)]);
    let shown = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        plot.show(ui, |plot| {
            for mark in of.marks {
                plot.vline(
                    VLine::new("decision", f64::from(*mark))
                        .color(mark_colour)
                        .style(LineStyle::dashed_dense())
                        .width(1.0),
                );
            }
            if let Some((ahead, now)) = of.ahead {
                let [from, to] = [ahead.from, ahead.from + ahead.horizon_mins].map(f64::from);
                let now = f64::from(now);
                let cone = vec![[from, now], [to, ahead.locked.high], [to, ahead.locked.low]];
                plot.polygon(
                    Polygon::new("devices locked, forecast", PlotPoints::from(cone))
                        .fill_color(theme.tint(bad, 0.3))
                        .stroke((0.0, bad)),
                );
                let middle = vec![[from, now], [to, ahead.locked.median]];
                plot.line(
                    Line::new("devices locked, middle of the forecast", middle)
                        .color(bad)
                        .style(LineStyle::dashed_loose())
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
    Stood {
        transform: shown.inner.transform,
        response: shown.inner.response,
    }
}
