//! The bar on which any moment is reached: decisions, injects and milestones stand on it, and over it how
//! many devices were locked. Must not judge.

use crate::window::review::{MomentSeen, OtherDaySeen, ReviewAction, Seen};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{named, quiet, secondary, text, toggle};
use egui::{CornerRadius, Pos2, Rect, Sense, Slider, Stroke, Ui, WidgetType, pos2, vec2};
use std::time::Duration;
use wardroom_core::views::{CourseView, MarkKind};
use wardroom_core::words;

/// Time between two looks whether a moment is there: it is worked out in about as long.
const COMING: Duration = Duration::from_millis(16);

/// Room for the slider below the curve, and the curve's height where there is more than enough.
const SLIDER: f32 = 28.0;
const CURVE: f32 = 44.0;

/// How far STARTEX and ENDEX are from the ends of the slider.
const AT_ENDS: f32 = 8.0;

/// The bar on which any moment is reached: decisions, messages and milestones stand on it.
/// With room for it the devices that were locked stand over it, on the same scale of time; `both` says
/// whether those of the other day do as well.
pub fn scrub_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, both: bool) -> Option<ReviewAction> {
    if let Some(why) = seen.not_again() {
        // No moment can be reached of what these rules don't play.
        quiet(ui, theme, why);
        return None;
    }
    let (course, moment) = (&*seen.view.course, &seen.moment);
    if moment.coming {
        ui.ctx().request_repaint_after(COMING);
    }
    let other = moment.other_day.as_ref().filter(|_| both);
    let asked = ui.horizontal_wrapped(|ui| {
        let asked = buttons_ui(ui, theme, course, moment, both);
        if moment.looking() {
            legend_ui(ui, theme, other.is_some());
        }
        asked
    });
    let high = (ui.available_height() - SLIDER).min(CURVE);
    if moment.looking() && high >= 20.0 {
        curve_ui(ui, theme, (course, moment, other), high);
    }
    let slid = slider_ui(ui, theme, course, moment);
    asked.inner.or(slid)
}

/// Height of an area for the bar with its curve, where all is below each other.
pub fn bar_height(ui: &Ui) -> f32 {
    if ui.available_width() >= 1000.0 {
        166.0
    } else {
        230.0
    }
}

fn buttons_ui(
    ui: &mut Ui,
    theme: &Theme,
    course: &CourseView,
    moment: &MomentSeen,
    both: bool,
) -> Option<ReviewAction> {
    let mut action = None;
    let now = moment.now_secs();
    let words = if moment.running { "Pause" } else { "Play" };
    if secondary(ui, theme, words).clicked() {
        action = Some(ReviewAction::Run(!moment.running));
    }
    for (words, speed) in [("10 min/s", 600), ("30 min/s", 1_800), ("2 h/s", 7_200)] {
        if toggle(ui, theme, moment.speed == speed, words).clicked() {
            action = Some(ReviewAction::Speed(speed));
        }
    }
    let stops = &course.stops_secs;
    for (words, to) in [
        (
            "Previous decision",
            stops.iter().rev().find(|at| **at / 60 < now / 60),
        ),
        (
            "Next decision",
            stops.iter().find(|at| **at / 60 > now / 60),
        ),
    ] {
        if secondary(ui, theme, words).clicked() {
            action = to.map(|to| ReviewAction::Look(Some(*to)));
        }
    }
    ui.label(text(
        course.story.clock(now),
        size::TITLE,
        bold(),
        theme.text,
    ));
    // Two days are looked at in one minute of them.
    if moment.looking() && !both && secondary(ui, theme, "The whole exercise").clicked() {
        action = Some(ReviewAction::Look(None));
    }
    action
}

fn slider_ui(
    ui: &mut Ui,
    theme: &Theme,
    course: &CourseView,
    moment: &MomentSeen,
) -> Option<ReviewAction> {
    let (now, ends) = (moment.now_secs(), moment.ends_secs);
    let mut mins = now / 60;
    ui.spacing_mut().slider_width = long(ui);
    let slider = ui.add(Slider::new(&mut mins, 0..=(ends / 60).max(1)).show_value(false));
    named(&slider, WidgetType::Slider, "Minute that is looked at");
    // What happened stands on the line: milestones tall, decisions less so, messages as points. The
    // handle stays in sight.
    let rect = slider.rect.shrink2(vec2(AT_ENDS, 0.0));
    let handle = rect.left() + rect.width() * (now as f32 / ends.max(1) as f32);
    let painter = ui.painter();
    let rail = |to: f32| {
        let (from, middle) = (rect.left(), rect.center().y);
        Rect::from_min_max(pos2(from, middle - 2.0), pos2(to, middle + 2.0))
    };
    let round = CornerRadius::same(2);
    painter.rect_filled(slider.rect, CornerRadius::ZERO, theme.panel);
    painter.rect_filled(rail(rect.right()), round, theme.line);
    painter.rect_filled(rail(handle), round, theme.accent);
    for mark in &course.marks {
        let (height, colour) = match mark.kind {
            MarkKind::Turn => (22.0, theme.bad),
            MarkKind::Decided => (15.0, theme.accent),
            MarkKind::Came => (5.0, theme.quiet),
        };
        let x = rect.left() + rect.width() * (mark.at_secs as f32 / ends.max(1) as f32);
        let mark = Rect::from_center_size(pos2(x, rect.center().y), vec2(2.0, height));
        painter.rect_filled(mark, CornerRadius::ZERO, colour);
    }
    let focused = slider.has_focus() || slider.hovered();
    let edge = Stroke::new(if focused { 3.0 } else { 2.0 }, theme.text);
    let knob = pos2(handle, rect.center().y);
    painter.circle(knob, 8.0, theme.accent, edge);
    let moved = slider.changed();
    moved.then_some(ReviewAction::StayAt(mins * 60))
}

/// How long the bar is.
fn long(ui: &Ui) -> f32 {
    (ui.available_width() - 8.0).max(80.0)
}

/// Which line is which.
fn legend_ui(ui: &mut Ui, theme: &Theme, both: bool) {
    let lines = if both {
        [
            ("—", theme.bad, words::DAY_PLAYED),
            ("—", theme.accent, words::DAY_OTHERWISE),
        ]
    } else {
        [("—", theme.bad, "locked"), ("- -", theme.quiet, "reported")]
    };
    for (line, colour, words) in lines {
        ui.label(text(line, size::BODY, bold(), colour));
        quiet(ui, theme, words);
    }
}

/// Devices that were locked, minute by minute, over the bar: those of the day that was played, and those that
/// were reported or those of the other day.
fn curve_ui(
    ui: &mut Ui,
    theme: &Theme,
    (course, moment, other): (&CourseView, &MomentSeen, Option<&OtherDaySeen>),
    high: f32,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(long(ui), high), Sense::hover());
    named(
        &response,
        WidgetType::Image,
        "Locked devices through the exercise",
    );
    let rect = rect.shrink2(vec2(AT_ENDS, 1.0));
    let curve = &course.curve;
    let others: &[[u32; 2]] = other.map_or(&[], |it| &it.curve);
    let most = curve.iter().map(|it| it[1].max(it[2]));
    let most = most.chain(others.iter().map(|it| it[1])).max();
    let most = most.unwrap_or(0).max(1) as f32;
    let ends = moment.ends_secs.max(1) as f32;
    let x = |secs: u64| rect.left() + rect.width() * (secs as f32 / ends).min(1.0);
    let at = |mins: u32, count: u32| {
        let y = rect.bottom() - rect.height() * (count as f32 / most);
        pos2(x(u64::from(mins) * 60), y)
    };
    // No more points than can be seen.
    let every = (curve.len() / rect.width().max(1.0) as usize).max(1);
    let line = |which: usize| -> Vec<Pos2> {
        let some = curve.iter().step_by(every).chain(curve.last());
        some.map(|it| at(it[0], it[which])).collect()
    };
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.bottom(), (1.0, theme.line));
    if let Some(day) = other {
        let parts = x(day.parts_secs);
        painter.extend(egui::Shape::dashed_line(
            &[pos2(parts, rect.top()), pos2(parts, rect.bottom())],
            (1.0, theme.accent),
            3.0,
            3.0,
        ));
        let points: Vec<Pos2> = others.iter().map(|it| at(it[0], it[1])).collect();
        painter.add(egui::Shape::line(points, Stroke::new(2.0, theme.accent)));
    } else {
        let stroke = Stroke::new(1.5, theme.quiet);
        painter.extend(egui::Shape::dashed_line(&line(2), stroke, 5.0, 4.0));
    }
    painter.add(egui::Shape::line(line(1), Stroke::new(2.0, theme.bad)));
    painter.vline(x(moment.now_secs()), rect.y_range(), (1.0, theme.text));
}
