//! What stands above the map: whose it is, what is laid over it, its legend. Must not know where a segment lies.

use super::dots;
use super::kept::Map;
use super::overlay::Overlay;
use crate::window::theme::Theme;
use crate::window::widgets::{caps, quiet, toggle};
use egui::{Ui, vec2};
use wardroom_core::exercise::TruthView;
use wardroom_core::scenario::{Scenario, Target};
use wardroom_core::words;

/// What switches between the model on the table and the flat plan.
pub const FLAT_PLAN: &str = "Flat plan";

/// Whose map it is, the way back to the model, overlays, legend.
pub(super) fn head(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    map: &mut Map,
    flat: Option<&mut bool>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        let whose = if scenario.several() {
            format!("{} · {}", words::ALL_ORGANISATIONS, words::GROUND_TRUTH)
        } else {
            format!("The trust · {}", words::GROUND_TRUTH)
        };
        caps(ui, theme, &whose);
        ui.add_space(6.0);
        if let Some(flat) = flat
            && toggle(ui, theme, true, FLAT_PLAN).clicked()
        {
            *flat = false;
        }
        for (overlay, words) in Overlay::ALL {
            if toggle(ui, theme, map.overlay == overlay, words).clicked() {
                map.overlay = overlay;
            }
        }
        ui.add_space(6.0);
        dots::legend(ui, theme, &mut map.dots, map.overlay);
        if map.overlay == Overlay::Crews {
            for (crew, view) in scenario.crews.iter().zip(&truth.crews) {
                let busy = view.on_cards + view.on_jobs;
                let pace = if view.pace < 0.95 {
                    format!(", at {:.0}% pace", view.pace * 100.0)
                } else {
                    String::new()
                };
                quiet(
                    ui,
                    theme,
                    format!(
                        "{} {} of {} free{pace};",
                        crew_word(crew.skill),
                        view.at_work.saturating_sub(busy),
                        view.at_work
                    ),
                );
            }
        }
    });
}

/// A crew in a word or two.
fn crew_word(skill: wardroom_core::scenario::Skill) -> &'static str {
    use wardroom_core::scenario::Skill;
    match skill {
        Skill::Desktop => "Desktops",
        Skill::Servers => "Servers",
        Skill::Network => "Network",
        Skill::Suppliers => "Medical devices",
        Skill::Wards => "Wards",
        Skill::Managers => "Managers",
    }
}

/// The cards that can be played on a segment.
pub fn cards_for(scenario: &Scenario, segment: usize) -> Vec<usize> {
    let target = Target::Segment(segment.into());
    let cards = 0..scenario.cards.len();
    cards
        .filter(|card| {
            scenario
                .targets(scenario.cards[*card].target)
                .contains(&target)
        })
        .collect()
}
