//! Going back: any minute again, to look, to return or to branch off. Must not hold any state.

use super::Action;
use crate::window::live::Seen;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{named, primary, quiet, row, secondary, text};
use egui::{Frame, Margin, Slider, Stroke, Ui, WidgetType};
use wardroom_core::host::Ask;

/// Shows the bar, while a moment of the past is looked at.
pub fn rewind_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Action> {
    let mut action = None;
    let scenario = &seen.scenario;
    let clock = &seen.view.clock;
    let (now, shown) = (clock.stands_at_secs, clock.secs);
    let question = egui::Id::new("branch off");
    let asked: bool = ui.data(|data| data.get_temp(question)).unwrap_or_default();
    Frame::new()
        .fill(theme.warning)
        .stroke(Stroke::new(1.0, theme.reduced))
        .inner_margin(Margin::symmetric(18, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            row(
                ui,
                |ui| {
                    ui.label(text(
                        format!("Looking at {}", scenario.clock(shown)),
                        size::TITLE,
                        semibold(),
                        theme.text,
                    ));
                    quiet(
                        ui,
                        theme,
                        if asked {
                            "Go on from here, room and all? What was played until now stays whole, under Unfinished on the home screen.".to_owned()
                        } else {
                            format!(
                                "the room still sees {}; nothing is lost",
                                scenario.clock(now)
                            )
                        },
                    );
                },
                |ui| {
                    if primary(ui, theme, "Return to now", true).clicked() {
                        action = Some(Action::Ask(Ask::ReturnToNow));
                    }
                    let mut ask = asked;
                    if asked {
                        ask = !secondary(ui, theme, "No").clicked();
                        if secondary(ui, theme, "Yes, branch off").clicked() {
                            ask = false;
                            action = Some(Action::Branch);
                        }
                    } else if secondary(ui, theme, "Branch off here")
                        .on_hover_text(
                            "A new record goes on from this minute. The one until now stays whole.",
                        )
                        .clicked()
                    {
                        ask = true;
                    }
                    ask &= !matches!(action, Some(Action::Ask(_)));
                    ui.data_mut(|data| data.insert_temp(question, ask));
                },
            );
            ui.horizontal(|ui| {
                quiet(ui, theme, "minutes");
                for (words, by) in [
                    ("−60", -60_i64),
                    ("−10", -10),
                    ("−1", -1),
                    ("+1", 1),
                    ("+10", 10),
                    ("+60", 60),
                ] {
                    let response = secondary(ui, theme, words);
                    let name = format!(
                        "{} {} min",
                        if by < 0 { "back" } else { "on" },
                        by.unsigned_abs()
                    );
                    named(&response, WidgetType::Button, &name);
                    if response.clicked() {
                        let to = (shown / 60).saturating_add_signed(by) * 60;
                        action = Some(Action::Ask(Ask::LookBack(to.min(now))));
                    }
                }
                let mut mins = shown / 60;
                ui.spacing_mut().slider_width = (ui.available_width() - 20.0).max(80.0);
                let slider = ui.add(Slider::new(&mut mins, 0..=now / 60).show_value(false));
                named(&slider, WidgetType::Slider, "Minute that is looked at");
                if slider.changed() {
                    action = Some(Action::Ask(Ask::LookBack(mins * 60)));
                }
            });
        });
    action
}
