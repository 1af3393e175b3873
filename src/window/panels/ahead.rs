//! What is coming if nothing changes, with its range: for the facilitator alone. Must not work
//! anything out.

use crate::window::live::Seen;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::quiet;
use egui::text::{LayoutJob, TextFormat};
use egui::{FontFamily, FontId, Ui};
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
                format!("{}: stopped", scenario.services[id.at()].name),
                theme.bad,
            ),
            Coming::Degrades(id) => (
                format!("{}: worse than now", scenario.services[id.at()].name),
                theme.reduced,
            ),
            Coming::Clean => ("the network is clean".to_owned(), theme.good),
        };
        let left = |mins: f64| (mins - passed).max(0.0);
        entry(
            ui,
            theme,
            &wait(left(one.mins.median)),
            colour,
            &words,
            &format!(
                "{}{}",
                between(left(one.mins.low), left(one.mins.high)),
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
            &range(low, high),
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
    let left = format!("{:.0}% left", lack.share * 100.0);
    match lack.what {
        NeedWhat::System(id) => format!("for want of {} ({left})", scenario.systems[id.at()].name),
        NeedWhat::Screens => format!("for want of working screens ({left})"),
        NeedWhat::Service(id) => {
            format!("for want of {} ({left})", scenario.services[id.at()].name)
        }
    }
}

/// A range in words; nothing if its ends are the same.
fn range(low: f64, high: f64) -> String {
    let (low, high) = (
        wardroom_papers::report::grouped(low),
        wardroom_papers::report::grouped(high),
    );
    if low == high {
        String::new()
    } else {
        format!("{low} to {high}")
    }
}

/// One thing that is coming: when or how many, what, and why. The rest stands at the pointer, with its range.
fn entry(
    ui: &mut Ui,
    theme: &Theme,
    figure: &str,
    colour: egui::Color32,
    words: &str,
    range: &str,
    cause: &str,
) {
    let font = |family| FontId::new(size::SMALL, family);
    let mut job = LayoutJob::default();
    let plain = FontFamily::Proportional;
    job.append(figure, 0.0, TextFormat::simple(font(bold()), colour));
    job.append(words, 8.0, TextFormat::simple(font(semibold()), theme.text));
    let mut rest = [cause, range].into_iter().filter(|it| !it.is_empty());
    let all = rest.clone().collect::<Vec<_>>().join(" · ");
    if let Some(first) = rest.next() {
        job.append(first, 8.0, TextFormat::simple(font(plain), theme.quiet));
    }
    let line = ui.label(job);
    if !all.is_empty() {
        line.on_hover_text(format!("{figure} {words}\n{all}"));
    }
}

/// A time to wait, in words: from an hour on in hours and minutes.
fn wait(mins: f64) -> String {
    let mins = mins.round() as u64;
    match mins {
        0..60 => format!("{mins} min"),
        _ => format!("{} h {:02}", mins / 60, mins % 60),
    }
}

/// Between which times, in words; nothing if they are the same.
fn between(low: f64, high: f64) -> String {
    let (low, high) = (low.round(), high.round());
    if low == high {
        String::new()
    } else if high < 60.0 {
        format!("{low:.0} to {high:.0} min, ")
    } else {
        format!("{} to {}, ", wait(low), wait(high))
    }
}
