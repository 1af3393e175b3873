//! What is coming if nothing changes, with its range: for the facilitator alone. Must not work
//! anything out.

use crate::window::live::Seen;
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{caps, quiet, text};
use egui::{FontFamily, Ui};
use wardroom_core::ensemble::{Band, Coming, Forecast, LookAhead};
use wardroom_core::scenario::{NeedWhat, Scenario};
use wardroom_core::words;

/// So many things that are coming are told, the soonest first.
const MOST: usize = 4;

/// Shows the look-ahead.
pub fn ahead_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    forecast: Option<&LookAhead>,
    now_mins: u32,
) {
    let scenario = &*seen.scenario;
    caps(ui, theme, words::NO_FURTHER_ACTION);
    let Some(latest) = forecast else {
        quiet(ui, theme, words::CALCULATING);
        return;
    };
    let passed = f64::from(now_mins.saturating_sub(latest.from));
    let coming: Vec<&Forecast> = latest
        .forecasts
        .iter()
        .filter(|one| one.mins.high > passed)
        .take(MOST)
        .collect();
    if coming.is_empty() {
        quiet(
            ui,
            theme,
            format!(
                "No service gets worse than it is in the next {} h.",
                latest.horizon_mins.div_ceil(60)
            ),
        );
    }
    for one in coming {
        let (words, colour) = match one.coming {
            Coming::EdDiverts => ("ambulances turn away".to_owned(), theme.bad),
            Coming::Stops(id) => (
                format!("{} stops", scenario.services[id.at()].name),
                theme.bad,
            ),
            Coming::Degrades(id) => (
                format!("{} gets worse", scenario.services[id.at()].name),
                theme.reduced,
            ),
            Coming::Clean => ("the network is clean".to_owned(), theme.good),
        };
        let left = |mins: f64| (mins - passed).max(0.0);
        entry(
            ui,
            theme,
            &format!("{:.0} min", left(one.mins.median)),
            colour,
            &words,
            &format!(
                "{}{}",
                range(left(one.mins.low), left(one.mins.high), " min, "),
                if one.share > 0.95 {
                    "almost certain".to_owned()
                } else {
                    format!("in {:.0} of 10 runs", one.share * 10.0)
                }
            ),
            &cause(scenario, one),
        );
    }
    let until = scenario.clock(u64::from(latest.from + latest.horizon_mins) * 60);
    for (band, words) in [
        (latest.cancelled, "more patients cancelled"),
        (latest.locked, "devices locked"),
    ] {
        let Band {
            median, low, high, ..
        } = band;
        entry(
            ui,
            theme,
            &wardroom_papers::report::grouped(median),
            theme.text,
            &format!("{words} by {until}"),
            &range(low, high, ""),
            "",
        );
    }
}

/// Why it comes, in words: what the service lacks most then.
fn cause(scenario: &Scenario, one: &Forecast) -> String {
    let Some(lack) = one.cause else {
        return match one.coming {
            Coming::EdDiverts => "more come than it can see".to_owned(),
            Coming::Stops(_) | Coming::Degrades(_) => {
                "no one need: paper, handovers, people called away".to_owned()
            }
            Coming::Clean => String::new(),
        };
    };
    let left = format!("at {:.0}%", lack.share * 100.0);
    match lack.what {
        NeedWhat::System(id) => format!("for want of {} ({left})", scenario.systems[id.at()].name),
        NeedWhat::Screens => format!("for want of working screens ({left})"),
        NeedWhat::Service(id) => {
            format!("for want of {} ({left})", scenario.services[id.at()].name)
        }
    }
}

/// A range in words; nothing if its ends are the same.
fn range(low: f64, high: f64, unit: &str) -> String {
    let (low, high) = (
        wardroom_papers::report::grouped(low),
        wardroom_papers::report::grouped(high),
    );
    if low == high {
        String::new()
    } else {
        format!("{low} to {high}{unit}")
    }
}

fn entry(
    ui: &mut Ui,
    theme: &Theme,
    figure: &str,
    colour: egui::Color32,
    words: &str,
    range: &str,
    cause: &str,
) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.allocate_ui_with_layout(
            egui::vec2(64.0, 20.0),
            egui::Layout::left_to_right(egui::Align::Min),
            |ui| {
                ui.set_width(64.0);
                ui.label(text(figure, size::TITLE, bold(), colour));
            },
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.label(text(
                words,
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
            for words in [cause, range] {
                if !words.is_empty() {
                    quiet(ui, theme, words);
                }
            }
        });
    });
}
