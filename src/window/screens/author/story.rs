//! The story: the timeline, the inject that is picked as the room will see it, and its fields. Must
//! not decide when anything comes.

use super::form;
use super::sheet::key;
use super::timeline::timeline_ui;
use crate::window::author::{AuthorAction, AuthorInput, AuthorView};
use crate::window::panels::{Scale, letter_ui};
use crate::window::theme::{DARK, Theme};
use crate::window::widgets::{boxed, caps, quiet, scrolled};
use egui::{CornerRadius, Frame, Margin, Rect, Ui, pos2};
use wardroom_core::exercise::Letter;
use wardroom_core::ron_tree::Step;
use wardroom_core::scenario::{Inject, Scenario};

/// Shows the story.
pub fn story_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
    main: Rect,
) -> Vec<AuthorAction> {
    let mut asked = Vec::new();
    let gap = 14.0;
    // Under so many points of height a lane or two are all that half of it holds.
    let share = if main.height() < 480.0 { 0.6 } else { 0.5 };
    let middle = main.min.y + main.height() * share;
    let top = Rect::from_min_max(main.min, pos2(main.max.x, middle - gap / 2.0));
    let bottom = Rect::from_min_max(pos2(main.min.x, middle + gap / 2.0), main.max);
    boxed(ui, theme, top, "story", |ui| {
        asked = timeline_ui(ui, theme, view, input);
    });
    let across = bottom.width() >= 620.0;
    let (seen, form) = if across {
        let half = bottom.min.x + bottom.width() * 0.42;
        (
            Rect::from_min_max(bottom.min, pos2(half - gap / 2.0, bottom.max.y)),
            Rect::from_min_max(pos2(half + gap / 2.0, bottom.min.y), bottom.max),
        )
    } else {
        let half = bottom.min.y + bottom.height() * 0.4;
        (
            Rect::from_min_max(bottom.min, pos2(bottom.max.x, half - gap / 2.0)),
            Rect::from_min_max(pos2(bottom.min.x, half + gap / 2.0), bottom.max),
        )
    };
    boxed(ui, theme, seen, "seen", |ui| {
        scrolled(ui, "seen-letter", |ui| seen_ui(ui, theme, view, input));
    });
    boxed(ui, theme, form, "inject", |ui| {
        scrolled(ui, "inject-form", |ui| {
            asked.extend(form::item_ui(ui, theme, view, input, "injects"));
        });
    });
    asked
}

/// The message as the room will see it, with what is typed and not yet taken.
fn seen_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView, input: &AuthorInput) {
    caps(ui, theme, "As the room will see it");
    let at = input.picked("injects");
    let Some(scenario) = view.scenario() else {
        quiet(ui, theme, "It is shown when the scenario is valid.");
        return;
    };
    let Some(inject) = scenario.injects.get(at) else {
        quiet(ui, theme, "Pick an inject above.");
        return;
    };
    let file = view.home_of("injects").unwrap_or(0);
    let typed = |field: &str, sound: &str| {
        let path = [Step::from("injects"), at.into(), field.into()];
        input
            .typed
            .get(&key(file, &path))
            .map_or_else(|| sound.to_owned(), |typed| typed.text.clone())
    };
    let letter = Letter {
        from: typed("from", &inject.from),
        text: typed("text", &inject.text),
        ..letter(scenario, inject)
    };
    let comes = view.story.cards.get(at).and_then(|card| card.comes);
    let when = comes.map_or_else(String::new, |mins| scenario.clock(u64::from(mins) * 60));
    // The room's screen is dark, whatever the author's is.
    Frame::new()
        .fill(DARK.ground)
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(14))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            letter_ui(ui, theme, &letter, &when, Scale::CONSOLE);
        });
    quiet(ui, theme, scenario.fires_in_words(&inject.fires));
}

/// An inject as it will reach the room.
fn letter(scenario: &Scenario, inject: &Inject) -> Letter {
    let channel = &scenario.channels[inject.channel.at()];
    Letter {
        kind: channel.kind,
        channel: channel.name.clone(),
        from: String::new(),
        to: inject
            .to
            .iter()
            .map(|role| scenario.roles[role.at()].title.clone())
            .collect(),
        title: inject.title.clone(),
        text: String::new(),
        expect: String::new(),
        arrived: None,
        by: None,
        alert: inject.alert,
        attachments: inject.attachments.clone(),
    }
}
