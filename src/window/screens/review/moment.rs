//! Any moment again: the bar on which it is reached, and the map, the services and the messages as
//! they were then, known beside true. Must not judge.

use crate::window::map::{Shown, map_ui};
use crate::window::panels::{Action, Scale, letter_ui, services_ui};
use crate::window::review::Review;
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{caps, named, quiet, secondary, text, toggle};
use egui::{CornerRadius, Rect, Slider, Ui, WidgetType, pos2, vec2};
use wardroom_core::exercise::{Event, What};
use wardroom_core::review::Finished;

/// The bar on which any moment is reached: decisions, messages and milestones stand on it.
pub fn scrub_ui(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    if let Some(why) = review.not_again() {
        // No moment can be reached of what these rules don't play.
        quiet(ui, theme, why);
        return;
    }
    let scenario = review.finished.story.clone();
    let (now, ends) = (review.at_secs(), review.ends_secs());
    let looking = review.at_a_moment();
    ui.horizontal_wrapped(|ui| {
        let words = if review.running { "Pause" } else { "Play" };
        if secondary(ui, theme, words).clicked() {
            if !review.running && now >= ends {
                review.look(Some(0));
            }
            review.running = !review.running;
            if review.running && !review.at_a_moment() {
                review.look(Some(0));
            }
        }
        for (words, speed) in [("10 min/s", 600), ("30 min/s", 1_800), ("2 h/s", 7_200)] {
            if toggle(ui, theme, review.speed == speed, words).clicked() {
                review.speed = speed;
            }
        }
        let marks: Vec<u64> = marked(&review.finished)
            .map(|event| event.at_secs)
            .collect();
        for (words, to) in [
            (
                "Decision before",
                marks.iter().rev().find(|at| **at / 60 < now / 60),
            ),
            (
                "Next decision",
                marks.iter().find(|at| **at / 60 > now / 60),
            ),
        ] {
            if secondary(ui, theme, words).clicked()
                && let Some(to) = to
            {
                review.look(Some(*to));
            }
        }
        ui.label(text(
            scenario.clock(review.at_secs()),
            size::TITLE,
            bold(),
            theme.text,
        ));
        if looking && secondary(ui, theme, "The whole exercise").clicked() {
            review.look(None);
        }
    });
    let mut mins = review.at_secs() / 60;
    ui.spacing_mut().slider_width = (ui.available_width() - 8.0).max(80.0);
    let slider = ui.add(Slider::new(&mut mins, 0..=(ends / 60).max(1)).show_value(false));
    named(&slider, WidgetType::Slider, "Minute that is looked at");
    if slider.changed() {
        review.running = false;
        review.look(Some(mins * 60));
    }
    // What happened stands on the line: milestones tall, decisions less so, messages as points. The
    // handle stays in sight.
    let rect = slider.rect.shrink2(vec2(8.0, 0.0));
    let handle = rect.left() + rect.width() * (now as f32 / ends.max(1) as f32);
    for event in &review.finished.events {
        let (height, colour) = match &event.what {
            What::Declared { .. }
            | What::KillSwitch
            | What::Clean
            | What::OutageBegan { .. }
            | What::OutageReturned { .. }
            | What::StageReached { .. }
            | What::StageTraced { .. }
            | What::DrivenOut { .. }
            | What::Extorted { .. }
            | What::StoodDown { .. }
            | What::EdOverwhelmed { .. } => (22.0, theme.bad),
            What::Decided { .. } | What::ActionStarted { .. } | What::Improvised { .. } => {
                (15.0, theme.accent)
            }
            What::Delivered { .. } => (5.0, theme.quiet),
            _ => continue,
        };
        let x = rect.left() + rect.width() * (event.at_secs as f32 / ends.max(1) as f32);
        if (x - handle).abs() > 8.0 {
            let mark = Rect::from_center_size(pos2(x, rect.center().y), vec2(2.0, height));
            ui.painter().rect_filled(mark, CornerRadius::ZERO, colour);
        }
    }
}

/// What one goes to: decisions and milestones.
fn marked(finished: &Finished) -> impl DoubleEndedIterator<Item = &Event> {
    finished.events.iter().filter(|event| {
        matches!(
            event.what,
            What::Decided { .. }
                | What::ActionStarted { .. }
                | What::Improvised { .. }
                | What::Declared { .. }
                | What::StoodDown { .. }
        )
    })
}

/// The trust as it was at the moment that is looked at.
pub fn moment_map(ui: &mut Ui, theme: &Theme, review: &mut Review, motion: bool) {
    let (running, mut map) = (review.running, std::mem::take(&mut review.map));
    if let (Some(scenario), Some(moment)) = (review.scenario(), review.shown()) {
        let shown = Shown {
            scenario: &scenario,
            truth: &moment.truth,
            picked: None,
            moving: motion && running,
            playing: false,
        };
        // Nothing can be done in what is over.
        let _nothing: Option<Action> = map_ui(ui, theme, shown, &mut map);
    }
    review.map = map;
}

/// How the services stood, and what the team had been told.
pub fn moment_board(ui: &mut Ui, theme: &Theme, review: &Review) {
    let (Some(scenario), Some(moment)) = (review.scenario(), review.shown()) else {
        return;
    };
    services_ui(ui, theme, &scenario, &moment.truth, &moment.team, None);
}

/// The message that had come last.
pub fn moment_message(ui: &mut Ui, theme: &Theme, review: &Review) {
    let (Some(scenario), Some(moment)) = (review.scenario(), review.shown()) else {
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
