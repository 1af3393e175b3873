//! Any moment again: the bar on which it is reached, and the map, the services and the messages as
//! they were then, known beside true. Must not judge.

use crate::window::map::{Map, Shown, map_ui};
use crate::window::panels::{Action, Scale, letter_ui, services_ui};
use crate::window::review::{MomentSeen, ReviewAction, Seen};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{caps, named, quiet, secondary, text, toggle};
use egui::{CornerRadius, Rect, Slider, Ui, WidgetType, pos2, vec2};
use std::time::Duration;
use wardroom_core::views::{CourseView, MarkKind};

/// Time between two looks whether a moment is there: it is worked out in about as long.
const COMING: Duration = Duration::from_millis(16);

/// The bar on which any moment is reached: decisions, messages and milestones stand on it.
pub fn scrub_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<ReviewAction> {
    if let Some(why) = seen.not_again() {
        // No moment can be reached of what these rules don't play.
        quiet(ui, theme, why);
        return None;
    }
    let (course, moment) = (&*seen.view.course, &seen.moment);
    if moment.coming {
        ui.ctx().request_repaint_after(COMING);
    }
    let asked = ui.horizontal_wrapped(|ui| buttons_ui(ui, theme, course, moment));
    let slid = slider_ui(ui, theme, course, moment);
    asked.inner.or(slid)
}

fn buttons_ui(
    ui: &mut Ui,
    theme: &Theme,
    course: &CourseView,
    moment: &MomentSeen,
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
            "Decision before",
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
    if moment.looking() && secondary(ui, theme, "The whole exercise").clicked() {
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
    ui.spacing_mut().slider_width = (ui.available_width() - 8.0).max(80.0);
    let slider = ui.add(Slider::new(&mut mins, 0..=(ends / 60).max(1)).show_value(false));
    named(&slider, WidgetType::Slider, "Minute that is looked at");
    // What happened stands on the line: milestones tall, decisions less so, messages as points. The
    // handle stays in sight.
    let rect = slider.rect.shrink2(vec2(8.0, 0.0));
    let handle = rect.left() + rect.width() * (now as f32 / ends.max(1) as f32);
    for mark in &course.marks {
        let (height, colour) = match mark.kind {
            MarkKind::Turn => (22.0, theme.bad),
            MarkKind::Decided => (15.0, theme.accent),
            MarkKind::Came => (5.0, theme.quiet),
        };
        let x = rect.left() + rect.width() * (mark.at_secs as f32 / ends.max(1) as f32);
        if (x - handle).abs() > 8.0 {
            let mark = Rect::from_center_size(pos2(x, rect.center().y), vec2(2.0, height));
            ui.painter().rect_filled(mark, CornerRadius::ZERO, colour);
        }
    }
    let moved = slider.changed();
    moved.then_some(ReviewAction::StayAt(mins * 60))
}

/// The trust as it was at the moment that is looked at.
pub fn moment_map(ui: &mut Ui, theme: &Theme, seen: &Seen, map: &mut Map, motion: bool) {
    let (Some(scenario), Some(moment)) = (seen.scenario(), &seen.moment.view) else {
        return;
    };
    let shown = Shown {
        scenario,
        truth: &moment.truth,
        picked: None,
        moving: motion && seen.moment.running,
        playing: false,
    };
    // Nothing can be done in what is over.
    let _nothing: Option<Action> = map_ui(ui, theme, shown, map, None);
}

/// How the services stood, and what the team had been told.
pub fn moment_board(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let (Some(scenario), Some(moment)) = (seen.scenario(), &seen.moment.view) else {
        return;
    };
    services_ui(ui, theme, scenario, &moment.truth, &moment.team, None);
}

/// The message that had come last.
pub fn moment_message(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let (Some(scenario), Some(moment)) = (seen.scenario(), &seen.moment.view) else {
        return;
    };
    let view = &moment.team;
    caps(ui, theme, "What the team knew");
    quiet(
        ui,
        theme,
        format!(
            "{} devices reported locked, really {}. {}",
            view.known_locked,
            moment.truth.locked,
            view.level.map_or_else(
                || "No incident declared.".to_owned(),
                |(level, at)| format!(
                    "{} declared {}.",
                    level.words(),
                    scenario.clock(u64::from(at) * 60)
                )
            )
        ),
    );
    crate::window::widgets::scrolled(ui, "moment-messages", |ui| {
        for message in &moment.messages {
            letter_ui(ui, theme, &message.letter, &message.clock, Scale::CONSOLE);
            ui.add_space(8.0);
        }
        if moment.messages.is_empty() {
            quiet(ui, theme, "No message had come yet.");
        }
    });
}
