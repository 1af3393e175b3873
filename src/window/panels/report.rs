//! A situation report, or METHANE, in the team's own words and figures. Must not correct them.

use super::Action;
use super::decision::decided_by;
use crate::window::live::{Reported, Seen};
use crate::window::theme::Theme;
use crate::window::widgets::{caps, field, labelled, primary, quiet, toggle};
use egui::{Align, Layout, Ui};
use wardroom_core::exercise::Command;
use wardroom_core::scenario::RoleId;

/// Shows the form.
pub fn report_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, draft: &mut Reported) -> Option<Action> {
    let scenario = &*seen.scenario;
    let everybody: Vec<_> = (0..scenario.roles.len()).map(Into::into).collect();
    let titles = seen.titles(&everybody);
    ui.horizontal_wrapped(|ui| {
        if toggle(ui, theme, !draft.as_methane, "Situation report").clicked() {
            draft.as_methane = false;
        }
        if toggle(ui, theme, draft.as_methane, "METHANE").clicked() {
            draft.as_methane = true;
        }
    });
    quiet(
        ui,
        theme,
        "As the team says it, right or wrong. It is kept beside the truth for the debrief.",
    );
    decided_by(ui, theme, &titles, &mut draft.by, "Reported by");
    if draft.as_methane {
        in_columns(ui, theme, draft.methane.parts_mut());
    } else {
        field(
            ui,
            theme,
            "Report in words",
            "What the team reports, in its words",
            &mut draft.text,
            3,
        );
    }
    caps(ui, theme, "The team's own figures");
    let names = ["Locked devices", "Services affected", "Waiting in ED"];
    in_columns(ui, theme, names.into_iter().zip(&mut draft.figures));
    let wrong = draft.figures.iter().any(|text| {
        !text.trim().is_empty() && text.trim().replace(',', "").parse::<u32>().is_err()
    });
    if wrong {
        quiet(
            ui,
            theme,
            "Figures are whole numbers, e.g. 120. What is not known stays empty.",
        );
    }
    let said = if draft.as_methane {
        draft
            .methane
            .parts()
            .iter()
            .any(|(_, words)| !words.trim().is_empty())
    } else {
        !draft.text.trim().is_empty() || draft.given().is_some()
    };
    let ready = said && !wrong;
    if primary(ui, theme, "Record the report", ready).clicked() && draft.by < scenario.roles.len() {
        return Some(Action::enter(Command::Report {
            by: RoleId::from(draft.by),
            text: if draft.as_methane {
                String::new()
            } else {
                draft.text.trim().to_owned()
            },
            figures: draft.given(),
            methane: draft.as_methane.then(|| Box::new(draft.methane.clone())),
        }));
    }
    None
}

/// Fields with their names above them, in as many columns as there is room for.
fn in_columns<'a>(
    ui: &mut Ui,
    theme: &Theme,
    fields: impl IntoIterator<Item = (&'a str, &'a mut String)>,
) {
    let fields: Vec<_> = fields.into_iter().collect();
    let most = (ui.available_width() / COLUMN).floor().clamp(1.0, 3.0) as usize;
    let mut fields = fields.into_iter();
    // Row by row, which is the order in which it is said and typed.
    while fields.len() > 0 {
        ui.columns(most, |uis| {
            for (ui, (name, words)) in uis.iter_mut().zip(fields.by_ref()) {
                let plain = Layout::top_down(Align::Min);
                ui.with_layout(plain, |ui| labelled(ui, theme, name, "", words, 2));
            }
        });
    }
}

/// Width of a column, points.
const COLUMN: f32 = 220.0;
