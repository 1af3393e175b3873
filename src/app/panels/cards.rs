//! Action cards: always to hand, found by typing, played on a target. Must not play them.

use super::Action;
use super::decision::{because, decided_by};
use crate::app::map::fitted;
use crate::app::session::Draft;
use crate::app::theme::{Theme, semibold, size};
use crate::app::widgets::{caps, primary, quiet, secondary, text};
use crate::exercise::{Command, TruthView};
use crate::scenario::{Card, CardGroup, Scenario, Skill, Target, TargetKind, shape::Play};
use egui::{
    Align, Align2, ComboBox, CornerRadius, FontFamily, FontId, Layout, Response, ScrollArea, Sense,
    TextEdit, Ui, vec2,
};

/// Shows the cards, or the one that is about to be played.
pub fn cards_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    picked: Option<usize>,
    draft: &mut Draft,
) -> Option<Action> {
    match draft.card {
        Some(card) if card < scenario.cards.len() => {
            one_card(ui, theme, scenario, truth, card, draft)
        }
        _ => {
            all_cards(ui, theme, scenario, picked, draft);
            None
        }
    }
}

fn all_cards(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    picked: Option<usize>,
    draft: &mut Draft,
) {
    crate::app::widgets::row(
        ui,
        |ui| {
            caps(ui, theme, "Action cards");
        },
        |ui| {
            ui.add(
                TextEdit::singleline(&mut draft.search)
                    .hint_text("Type to find")
                    .desired_width(130.0),
            );
        },
    );
    let wanted = draft.search.to_lowercase();
    ScrollArea::vertical()
        .id_salt("cards")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (group, words) in [
                (CardGroup::Command, "Command"),
                (CardGroup::Contain, "Contain"),
                (CardGroup::Care, "Care"),
                (CardGroup::Tell, "Tell"),
                (CardGroup::Restore, "Restore"),
            ] {
                let found: Vec<usize> = scenario
                    .cards
                    .iter()
                    .enumerate()
                    .filter(|(_, card)| {
                        card.group == group
                            && (wanted.is_empty()
                                || card.title.to_lowercase().contains(&wanted)
                                || card.about.to_lowercase().contains(&wanted))
                    })
                    .map(|(at, _)| at)
                    .collect();
                if found.is_empty() {
                    continue;
                }
                ui.add_space(6.0);
                quiet(ui, theme, words);
                for at in found {
                    let card = &scenario.cards[at];
                    if card_row(ui, theme, card).clicked() {
                        draft.card = Some(at);
                        draft.card_by = 0;
                        draft.card_because.clear();
                        draft.target = picked
                            .and_then(|segment| {
                                scenario
                                    .targets(card.target)
                                    .iter()
                                    .position(|it| *it == Target::Segment(segment.into()))
                            })
                            .unwrap_or(0);
                    }
                }
            }
        });
}

fn card_row(ui: &mut Ui, theme: &Theme, card: &Card) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    let radius = CornerRadius::same(6);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, radius, theme.selected);
    }
    let right = fitted(
        ui.painter(),
        rect.right_center() - vec2(8.0, 0.0),
        Align2::RIGHT_CENTER,
        &effort(card),
        FontId::new(size::SMALL, FontFamily::Proportional),
        theme.quiet,
        rect.width() * 0.45,
    );
    fitted(
        ui.painter(),
        rect.left_center() + vec2(8.0, 0.0),
        Align2::LEFT_CENTER,
        &card.title,
        FontId::new(size::BODY, semibold()),
        theme.text,
        right.left() - rect.left() - 20.0,
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &card.title));
    response.on_hover_text(format!("{}. {}", card.title, card.about))
}

/// What a card takes: people and minutes.
fn effort(card: &Card) -> String {
    match card.work.iter().max_by_key(|(_, _, mins)| *mins) {
        Some((skill, people, mins)) => {
            format!(
                "{people} {} · {} min",
                skill_word(*skill),
                mins + card.delay_mins
            )
        }
        None if card.delay_mins > 0 => format!("{} min", card.delay_mins),
        None => "at once".to_owned(),
    }
}

fn skill_word(skill: Skill) -> &'static str {
    match skill {
        Skill::Desktop => "desktop",
        Skill::Servers => "servers",
        Skill::Network => "network",
        Skill::Suppliers => "suppliers",
        Skill::Wards => "wards",
        Skill::Managers => "managers",
    }
}

fn one_card(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    at: usize,
    draft: &mut Draft,
) -> Option<Action> {
    let card = &scenario.cards[at];
    let mut action = None;
    caps(ui, theme, "Action card");
    ui.label(text(
        &card.title,
        size::HEADING - 2.0,
        semibold(),
        theme.text,
    ));
    quiet(ui, theme, &card.about);
    for (skill, people, mins) in &card.work {
        let free: u32 = scenario
            .crews
            .iter()
            .zip(&truth.crews)
            .filter(|(crew, _)| crew.skill == *skill)
            .map(|(_, crew)| crew.at_work.saturating_sub(crew.on_cards))
            .sum();
        let colour = if free < *people {
            theme.bad
        } else {
            theme.text
        };
        ui.label(text(
            format!(
                "Takes {people} {} for {mins} min; {free} free now",
                skill_word(*skill)
            ),
            size::SMALL,
            FontFamily::Proportional,
            colour,
        ));
    }
    let targets = scenario.targets(card.target);
    if card.target != TargetKind::Nothing {
        if draft.target >= targets.len() {
            draft.target = 0;
        }
        let name = |at: usize| {
            targets
                .get(at)
                .map_or("", |target| scenario.target_name(*target))
        };
        ui.horizontal(|ui| {
            quiet(ui, theme, "On");
            ComboBox::from_id_salt("card-target")
                .selected_text(name(draft.target))
                .width(220.0)
                .truncate()
                .show_ui(ui, |ui| {
                    for at in 0..targets.len() {
                        ui.selectable_value(&mut draft.target, at, name(at));
                    }
                });
        });
    }
    because(ui, theme, &mut draft.card_because);
    ui.horizontal(|ui| {
        decided_by(ui, theme, scenario, &card.by, &mut draft.card_by, "card-by");
    });
    ui.horizontal(|ui| {
        if secondary(ui, theme, "Back to the cards").clicked() {
            draft.card = None;
            draft.card_because.clear();
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if primary(ui, theme, "Order it", true).clicked()
                && let Some(by) = card.by.get(draft.card_by).or(card.by.first())
            {
                action = Some(Action::Command(Command::Play {
                    play: Play {
                        card: card.id.as_str().into(),
                        target: targets
                            .get(draft.target)
                            .map(|target| scenario.target_id(*target).into()),
                    },
                    by: scenario.roles[by.at()].id.clone(),
                    because: draft.card_because.trim().to_owned(),
                }));
            }
        });
    });
    action
}
