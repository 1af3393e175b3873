//! The service board: how each clinical service stands, in truth and as reported. Must not hold
//! any state.

use crate::app::theme::{Theme, semibold, size};
use crate::app::widgets::{caps, fitted, quiet, standing_colour, standing_shape};
use crate::exercise::{Mode, TeamView, TruthView};
use crate::scenario::Scenario;
use egui::{Align2, CornerRadius, FontFamily, FontId, Rect, ScrollArea, Sense, Ui, pos2, vec2};

/// The width from which known and true stand side by side.
const WIDE: f32 = 520.0;

/// Shows the board.
pub fn services_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    team: &TeamView,
) {
    ui.horizontal_wrapped(|ui| {
        caps(ui, theme, "Services");
        // The waiting room in short.
        let waiting = truth.ed_queue;
        let words = if waiting < 1.0 {
            "ED: no longer waits than usual".to_owned()
        } else {
            format!(
                "ED: {waiting:.0} waiting, about {:.0} min",
                truth.ed_wait_mins
            )
        };
        quiet(ui, theme, words);
    });
    let rows = scenario.services.len().max(1) as f32;
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = (ui.available_height() / rows).clamp(20.0, 30.0);
    ScrollArea::vertical()
        .id_salt("services")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (at, service) in scenario.services.iter().enumerate() {
                let view = &truth.services[at];
                let known = team.services[at].known.map(|(known, _)| known);
                let reported = known.map_or("nothing reported yet", |it| it.word());
                let (rect, response) =
                    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
                let colour = standing_colour(theme, Some(view.standing));
                let middle = rect.center().y;
                let word_x = rect.right() - 74.0;
                // Where there is little room the name matters more than the bar.
                let bar_width = if rect.width() < 250.0 {
                    0.0
                } else {
                    (rect.width() * 0.24).clamp(30.0, 110.0)
                };
                let bar = Rect::from_min_max(
                    pos2(word_x - 26.0 - bar_width, middle - 4.0),
                    pos2(word_x - 26.0, middle + 4.0),
                );
                // Where there is room, what the team had been told stands beside the truth.
                let mut name_right = bar.left();
                if rect.width() >= WIDE {
                    let as_told = if known == Some(view.standing) {
                        theme.quiet
                    } else {
                        theme.text
                    };
                    name_right -= 150.0;
                    ui.painter().text(
                        pos2(name_right, middle),
                        Align2::LEFT_CENTER,
                        format!("told: {reported}"),
                        FontId::new(size::SMALL, FontFamily::Proportional),
                        as_told,
                    );
                }
                fitted(
                    ui.painter(),
                    pos2(rect.left(), middle),
                    Align2::LEFT_CENTER,
                    &service.name,
                    FontId::new(size::SMALL + 0.5, FontFamily::Proportional),
                    theme.text,
                    name_right - rect.left() - 10.0,
                );
                // What is lacking to full capacity must be seen on either ground.
                let track = if theme.dark { theme.sunk } else { theme.line };
                ui.painter().rect_filled(bar, CornerRadius::same(4), track);
                let mut full = bar;
                full.set_width(bar.width() * view.capacity.clamp(0.0, 1.0) as f32);
                ui.painter()
                    .rect_filled(full, CornerRadius::same(4), colour);
                let sign = Rect::from_center_size(pos2(word_x - 10.0, middle), vec2(9.0, 9.0));
                standing_shape(ui.painter(), sign, Some(view.standing), colour);
                ui.painter().text(
                    pos2(word_x + 2.0, middle),
                    Align2::LEFT_CENTER,
                    view.standing.word(),
                    FontId::new(size::SMALL, semibold()),
                    colour,
                );
                let mut words = format!(
                    "{}: {:.0} per cent of normal in truth; the team knows: {reported}",
                    service.name,
                    view.capacity * 100.0
                );
                if view.mode != Mode::Screens {
                    words.push_str(&format!("\nMeanwhile: {}", service.paper.meanwhile));
                }
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(
                        egui::WidgetType::Label,
                        true,
                        format!("{}, {}", service.name, view.standing.word()),
                    )
                });
                response.on_hover_text(words);
            }
        });
}
