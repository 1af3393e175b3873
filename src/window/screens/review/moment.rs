//! How things were at any moment: the trust, the services and the messages as they were then, known
//! beside true. Must not judge, and must not choose the moment.

use crate::window::map::{Shown, map_ui};
use crate::window::panels::{Action, Scale, letter_ui, services_ui};
use crate::window::review::{HappenedInput, Seen};
use crate::window::table::moment_ui;
use crate::window::theme::Theme;
use crate::window::widgets::{caps, quiet};
use egui::Ui;

/// The trust as it was at the moment that is looked at: as a model on the table, or as the flat plan.
pub fn moment_map(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut HappenedInput,
    motion: bool,
) {
    let (Some(scenario), Some(moment)) = (seen.scenario(), &seen.moment.view) else {
        return;
    };
    if !input.flat {
        moment_ui(
            ui,
            theme,
            (scenario, moment),
            &mut input.spot,
            &mut input.flat,
        );
        return;
    }
    let shown = Shown {
        scenario,
        truth: &moment.truth,
        picked: None,
        moving: motion && seen.moment.running,
        playing: false,
    };
    // Nothing can be done in what is over.
    let _nothing: Option<Action> = map_ui(ui, theme, shown, &mut input.map, Some(&mut input.flat));
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
