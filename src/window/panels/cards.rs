//! Action cards: always to hand, found by typing or by role, played on a target. Must not play
//! them.

use super::Action;
use super::decision::{decided_by, preview_ui, staff};
use crate::window::live::{CardInput, Held, Seen};
use crate::window::row::row_in_sight;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{
    caps, columns, field, pick, primary, quiet, scrolled, secondary, text,
};
use egui::{
    Align, CornerRadius, Frame, Id, Layout, Margin, Response, ScrollArea, Sense, Ui, WidgetInfo,
    WidgetType,
};
use wardroom_core::exercise::{Command, Preview};
use wardroom_core::scenario::{
    Card, CardGroup, CardId, OrganisationId, RoleId, Scenario, Target, TargetKind,
};
use wardroom_core::views::Takes;
use wardroom_core::words;

/// Whether a card may be played by the role that is asked for, or by anybody of the side that is
/// looked at, and has the words that are typed.
fn wanted(seen: &Seen, input: &CardInput, card: &Card) -> bool {
    if seen
        .shows
        .is_some_and(|of| !seen.scenario.is_for(of, &card.by))
    {
        return false;
    }
    let words = input.search.trim().to_lowercase();
    let role = input
        .only_role
        .is_none_or(|role| card.by.iter().any(|id| id.at() == role));
    role && (words.is_empty()
        || card.title.to_lowercase().contains(&words)
        || card.about.to_lowercase().contains(&words))
}

/// Room for two cards under the name of their group, points.
const A_FEW: f32 = 96.0;

/// Shows a field to find a card in, and the cards that are found, to be taken up.
pub fn found_cards(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut CardInput,
) -> Option<Action> {
    let find = field(
        ui,
        theme,
        "Find a card",
        "Type to find a card  ( / )",
        &mut input.search,
        1,
    );
    if std::mem::take(&mut input.find) {
        find.request_focus();
    }
    let mut action = None;
    // Where there is no room for a few of them they are found by typing, or among all.
    if ui.available_height() < A_FEW {
        return None;
    }
    scrolled(ui, "cards", |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut any = false;
        for (group, words) in GROUPS {
            let found = cards_of(seen, input, group);
            any |= !found.is_empty();
            action = action.take().or(group_ui(ui, theme, seen, words, &found));
        }
        if !any {
            none_found(ui, theme, input);
        }
    });
    action
}

fn none_found(ui: &mut Ui, theme: &Theme, input: &CardInput) {
    let words = format!(
        "No card has “{}” in it. Free play has no such limits.",
        input.search.trim()
    );
    quiet(ui, theme, words);
}

/// Shows all cards side by side, those of one role if that is wanted.
pub fn every_card(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut CardInput,
) -> Option<Action> {
    let scenario = &*seen.scenario;
    let everybody: Vec<RoleId> = (0..scenario.roles.len()).map(Into::into).collect();
    let roles = seen.deciders(&everybody);
    let mut role = input
        .only_role
        .and_then(|only| roles.iter().position(|role| role.at() == only))
        .map_or(0, |at| at + 1);
    if !scenario.cards.iter().any(|card| wanted(seen, input, card)) {
        none_found(ui, theme, input);
    }
    pick(
        ui,
        "Cards of",
        &mut role,
        |at| {
            if at == 0 {
                "All roles"
            } else {
                scenario.roles[roles[at - 1].at()].title.as_str()
            }
        },
        roles.len() + 1,
    );
    input.only_role = role.checked_sub(1).map(|at| roles[at].at());
    let mut action = None;
    let columns = (ui.available_width() / 230.0).floor().clamp(1.0, 5.0) as usize;
    ui.columns(columns, |uis| {
        for (at, (group, words)) in GROUPS.into_iter().enumerate() {
            let found = cards_of(seen, input, group);
            // A column stretches what is in it, words too.
            let plain = Layout::top_down(Align::Min);
            uis[at % columns].with_layout(plain, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                action = action.take().or(group_ui(ui, theme, seen, words, &found));
            });
        }
    });
    action
}

/// The groups of cards, in order, with their words.
const GROUPS: [(CardGroup, &str); 5] = [
    (CardGroup::Command, "Command"),
    (CardGroup::Contain, "Contain"),
    (CardGroup::Care, "Care"),
    (CardGroup::Tell, "Tell"),
    (CardGroup::Restore, "Restore"),
];

/// The cards of a group that are wanted, by their places.
fn cards_of(seen: &Seen, input: &CardInput, group: CardGroup) -> Vec<usize> {
    let cards = seen.scenario.cards.iter().enumerate();
    cards
        .filter(|(_, card)| card.group == group && wanted(seen, input, card))
        .map(|(at, _)| at)
        .collect()
}

fn group_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    words: &str,
    found: &[usize],
) -> Option<Action> {
    if found.is_empty() {
        return None;
    }
    ui.add_space(6.0);
    caps(ui, theme, words);
    let mut action = None;
    for at in found {
        let card = &seen.scenario.cards[*at];
        let id = ui.id().with(("card", &card.id));
        let effort = effort(card);
        let says = (&card.title, &effort);
        let shown = row_in_sight(ui, id, says, false, |ui| {
            card_row(ui, theme, id, card, &effort)
        });
        if shown.is_some_and(|it| it.clicked()) {
            action = Some(Action::TakeUp(*at));
        }
    }
    action
}

fn card_row(ui: &mut Ui, theme: &Theme, id: Id, card: &Card, effort: &str) -> Response {
    let hot = ui
        .ctx()
        .read_response(id)
        .is_some_and(|it| it.hovered() || it.has_focus());
    let inner = Frame::new()
        .fill(if hot {
            theme.selected
        } else {
            egui::Color32::TRANSPARENT
        })
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(8, 5))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(text(&card.title, size::BODY, semibold(), theme.text));
            quiet(ui, theme, effort);
        });
    let response = ui.interact(inner.response.rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &card.title));
    response.on_hover_text(&card.about)
}

/// What a card takes: people and minutes.
fn effort(card: &Card) -> String {
    match card.work.iter().max_by_key(|(_, _, mins)| *mins) {
        Some((skill, people, mins)) => {
            format!(
                "{} · {} min",
                staff(*skill, *people),
                mins + card.delay_mins
            )
        }
        None if card.delay_mins > 0 => format!("{} min", card.delay_mins),
        None => "at once".to_owned(),
    }
}

/// The targets of a card that an organisation may choose and whose names have the words that are
/// typed.
fn targets(
    scenario: &Scenario,
    card: &Card,
    of: OrganisationId,
    search: &str,
) -> Vec<(usize, Target)> {
    let words = search.trim().to_lowercase();
    scenario
        .targets(card.target)
        .into_iter()
        .enumerate()
        .filter(|(_, target)| scenario.reaches(of, *target))
        .filter(|(_, target)| {
            scenario
                .target_name(*target)
                .to_lowercase()
                .contains(&words)
        })
        .collect()
}

/// Shows the card that is about to be played: what it is aimed at, who orders it and why; then what it
/// takes, and below that the button.
pub fn one_card(
    ui: &mut Ui,
    theme: &Theme,
    at: usize,
    seen: &Seen,
    input: &mut CardInput,
    held: Option<&Held>,
) -> Option<Action> {
    let scenario = &*seen.scenario;
    let card = scenario.cards.get(at)?;
    let deciders = seen.deciders(&card.by);
    let by = seen.card_by(at, input.by);
    let of = scenario.organisation_of(by.as_slice());
    let mut aimed = true;
    // The button that gives the order stays in sight.
    let room = (ui.available_height() - 44.0).max(90.0);
    ScrollArea::vertical()
        .id_salt("one-card")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            let left = |ui: &mut Ui, input: &mut CardInput| {
                ui.label(text(
                    &card.title,
                    size::HEADING - 2.0,
                    semibold(),
                    theme.text,
                ));
                quiet(ui, theme, &card.about);
                if card.target != TargetKind::Nothing {
                    aimed = target_ui(ui, theme, scenario, card, of, input);
                }
            };
            let right = |ui: &mut Ui, input: &mut CardInput| {
                let titles = seen.titles(&deciders);
                decided_by(ui, theme, &titles, &mut input.by, "Ordered by");
                field(
                    ui,
                    theme,
                    "Why this card",
                    "Why? In the team's words, for the log.",
                    &mut input.because,
                    2,
                );
                takes_ui(ui, theme, at, seen, input);
            };
            columns(ui, input, left, right);
        });
    if let Some(held) = held {
        return undo_ui(ui, theme, held);
    }
    let refused = price(seen, input, at).is_some_and(|it| it.refused.is_some());
    let given = primary(ui, theme, words::GIVE_ORDER, aimed && !refused)
        .on_disabled_hover_text(if refused {
            "It can't be done now: why stands above"
        } else {
            "Choose where first: type it, pick it, or click it on the table"
        })
        .clicked();
    given.then(|| order(seen, input, at)).flatten()
}

/// Beside where the order was given it can be taken back: the second press of a double click does nothing.
fn undo_ui(ui: &mut Ui, theme: &Theme, held: &Held) -> Option<Action> {
    let left = held.left_secs.ceil().max(1.0);
    let mut undone = false;
    ui.horizontal(|ui| {
        primary(ui, theme, words::GIVE_ORDER, false);
        let undo = secondary(ui, theme, &format!("Undo ({left:.0} s)"));
        undone = undo.on_hover_text("Ctrl+Z").clicked();
    });
    undone.then_some(Action::TakeBack)
}

/// What the card that is taken up would take, once that is known and it can be said.
fn price<'a>(seen: &'a Seen, input: &CardInput, at: usize) -> Option<&'a Preview> {
    let by = seen.card_by(at, input.by);
    let target = input.aimed(&seen.scenario.targets(seen.scenario.cards[at].target));
    let takes = seen.view.price_of(&Takes::Card(at, target, by));
    takes.and_then(|it| it.as_ref().ok())
}

/// What the card takes, and what comes of it.
fn takes_ui(ui: &mut Ui, theme: &Theme, at: usize, seen: &Seen, input: &CardInput) {
    let Some(takes) = price(seen, input, at) else {
        return;
    };
    preview_ui(ui, theme, &seen.scenario, takes);
    if takes.people.is_empty() && takes.refused.is_none() {
        quiet(ui, theme, "Needs nobody's time.");
    }
}

/// Chooses what the card is played on; returns whether that was said.
fn target_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    card: &Card,
    of: OrganisationId,
    input: &mut CardInput,
) -> bool {
    quiet(ui, theme, "Where? Type, choose, or click it on the table.");
    field(
        ui,
        theme,
        "Find the target",
        "Type to find it",
        &mut input.target_search,
        1,
    );
    let found = targets(scenario, card, of, &input.target_search);
    if let [(only, _)] = found[..] {
        input.target = Some(only);
    }
    let here = |target: usize| found.iter().position(|(at, _)| *at == target);
    // The first of the list is that nothing has been chosen.
    let mut chosen = input.target.and_then(here).map_or(0, |at| at + 1);
    if found.is_empty() {
        quiet(ui, theme, "Nothing is called that.");
    } else {
        pick(
            ui,
            "Target",
            &mut chosen,
            |at| match at.checked_sub(1) {
                Some(at) => scenario.target_name(found[at].1),
                None => "Not chosen yet",
            },
            found.len() + 1,
        );
    }
    input.target = chosen.checked_sub(1).map(|at| found[at].0);
    input.target.is_some()
}

/// What is ordered with the card that is taken up.
fn order(seen: &Seen, input: &CardInput, at: usize) -> Option<Action> {
    let scenario = &*seen.scenario;
    let card = &scenario.cards[at];
    let by = seen.card_by(at, input.by)?;
    let target = input.aimed(&scenario.targets(card.target));
    Some(Action::enter(Command::Play {
        card: CardId::from(at),
        target,
        by,
        because: input.because.trim().to_owned(),
    }))
}
