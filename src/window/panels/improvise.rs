//! A decision that no card foresees: free words, then effects from the palette of the table of effects,
//! previewed. Must not take it, and must not know any effect.

use super::Action;
use super::decision::{decided_by, preview_ui};
use crate::window::live::{Improvised, Seen};
use crate::window::theme::{Theme, size};
use crate::window::widgets::{caps, field, named, pick, primary, quiet, secondary, text};
use egui::{DragValue, FontFamily, Ui, WidgetType};
use wardroom_core::exercise::{Ask, Command, Offer, On, Row, palette};
use wardroom_core::scenario::{OrganisationId, RoleId, Scenario};
use wardroom_core::words;

/// Shows the form.
pub fn improvise_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut Improvised,
) -> Option<Action> {
    let scenario = &*seen.scenario;
    let mut action = None;
    quiet(
        ui,
        theme,
        "What the team does that no card foresees. Say it first; then give it what it changes, if anything.",
    );
    field(
        ui,
        theme,
        "What was decided",
        "What was decided, in the team's words",
        &mut input.text,
        2,
    );
    field(ui, theme, "Why", "Why? For the log.", &mut input.because, 1);
    let everybody: Vec<_> = (0..scenario.roles.len()).map(Into::into).collect();
    let titles = seen.titles(&everybody);
    decided_by(ui, theme, &titles, &mut input.by, "Decided by");
    caps(ui, theme, "What it changes");
    chosen_ui(ui, theme, input);
    let by = scenario.roles.get(input.by);
    let of = by.map_or(OrganisationId(0), |role| role.of);
    palette_ui(ui, theme, scenario, of, input);
    match input.price(scenario).map(|it| seen.view.price_of(&it)) {
        Some(Some(Ok(preview))) => preview_ui(ui, theme, scenario, preview),
        Some(Some(Err(why))) => {
            ui.label(text(why, size::SMALL, FontFamily::Proportional, theme.bad));
        }
        _ => {}
    }
    let ready = !input.text.trim().is_empty();
    if primary(ui, theme, "Record it", ready).clicked() && input.by < scenario.roles.len() {
        action = Some(Action::enter(Command::Improvise {
            text: input.text.trim().to_owned(),
            effects: input.effects(),
            by: RoleId::from(input.by),
            because: input.because.trim().to_owned(),
        }));
    }
    action
}

/// The effects that it has, each with a way to delete it.
fn chosen_ui(ui: &mut Ui, theme: &Theme, draft: &mut Improvised) {
    let mut drop = None;
    for (at, (words, _)) in draft.effects.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.label(text(
                format!("• {words}"),
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
            let response = secondary(ui, theme, words::DELETE);
            let name = format!("{}: {words}", words::DELETE);
            named(&response, WidgetType::Button, &name);
            if response.clicked() {
                drop = Some(at);
            }
        });
    }
    if let Some(at) = drop {
        draft.effects.remove(at);
    }
}

/// What can be added: an effect, what it is done to, and its figures.
fn palette_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    of: OrganisationId,
    draft: &mut Improvised,
) {
    let offered: Vec<(&Row, On, &[Ask])> = palette()
        .filter_map(|row| match &row.offer {
            Offer::Made { on, asks, .. } => Some((row, *on, *asks)),
            Offer::Not(_) => None,
        })
        .collect();
    let name = |at: usize| offered[at].0.words;
    if pick(ui, "Effect", &mut draft.choosing.0, name, offered.len()) {
        draft.choosing.1 = 0;
        draft.figures.clear();
    }
    let Some((row, on, asks)) = offered.get(draft.choosing.0).copied() else {
        return;
    };
    let choices = on.choices(scenario, of);
    if let Some(words) = on.words() {
        if choices.is_empty() {
            let none = "This organisation has nothing of that kind to decide about.";
            quiet(ui, theme, none);
        } else {
            let name = |at: usize| choices[at].name.as_str();
            pick(ui, words, &mut draft.choosing.1, name, choices.len());
        }
    }
    let usual = asks.iter().map(|ask| ask.usual).skip(draft.figures.len());
    draft.figures.extend(usual);
    for (ask, figure) in asks.iter().zip(&mut draft.figures) {
        ui.horizontal(|ui| {
            let drag = ui.add(DragValue::new(figure).range(ask.least..=ask.most));
            named(&drag, WidgetType::DragValue, ask.words);
            quiet(ui, theme, ask.words);
        });
    }
    if let Some((words, given)) = row.made(&choices, draft.choosing.1, &draft.figures)
        && secondary(ui, theme, "Add this effect").clicked()
    {
        draft.effects.push((words, given));
    }
}
