//! The service board: how each clinical service stands, in truth and as reported. Must not hold
//! any state.

use crate::app::theme::{Theme, size};
use crate::app::widgets::{bar, caps, quiet, standing, standing_colour, text};
use crate::exercise::{Mode, TeamView, TruthView};
use crate::scenario::Scenario;
use egui::{FontFamily, Grid, ScrollArea, Ui};

/// Shows the board.
pub fn services_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    team: &TeamView,
) {
    crate::app::widgets::row(
        ui,
        |ui| {
            caps(ui, theme, "Services");
        },
        |ui| {
            quiet(
                ui,
                theme,
                format!(
                    "ED: {:.0} waiting, about {:.0} min",
                    truth.ed_queue, truth.ed_wait_mins
                ),
            );
        },
    );
    ScrollArea::vertical()
        .id_salt("services")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let wide = ui.available_width();
            Grid::new("services")
                .num_columns(3)
                .spacing([14.0, 5.0])
                .show(ui, |ui| {
                    for (at, service) in scenario.services.iter().enumerate() {
                        let view = &truth.services[at];
                        let name = ui.label(text(
                            &service.name,
                            size::BODY,
                            FontFamily::Proportional,
                            theme.text,
                        ));
                        let known = team.services[at].known.map(|(known, _)| known);
                        let reported = known.map_or("nothing reported yet", |it| it.word());
                        let mut words = format!(
                            "{:.0} per cent of normal in truth; the team knows: {reported}",
                            view.capacity * 100.0
                        );
                        if view.mode != Mode::Screens {
                            words.push_str(&format!("\nMeanwhile: {}", service.paper.meanwhile));
                        }
                        name.on_hover_text(words);
                        let colour = standing_colour(theme, Some(view.standing));
                        bar(ui, theme, view.capacity, colour, (wide - 250.0).clamp(40.0, 110.0));
                        standing(ui, theme, Some(view.standing), size::SMALL + 0.5);
                        ui.end_row();
                    }
                });
        });
}
