//! What was believed against what was so: how long each thing took to be known, what the reports
//! claimed, what was answered on the telephone; and how much of the score was luck. Must not call a lag a fault.

use crate::window::plot::plot_ui;
use crate::window::review::{LUCK_RUNS, LuckView, Progress, Question, ReviewAction, Seen};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    boxed, caps, quiet, rule, scrolled, secondary, stoppable, text, two_parts,
};
use egui::{CornerRadius, FontFamily, Rect, Sense, Ui, pos2, vec2};
use wardroom_core::assessment::mins_in_words;
use wardroom_core::exercise::{Accuracy, CallMade};
use wardroom_core::record::Story;
use wardroom_core::review::what_if::{Belief, Lag};
use wardroom_core::words;

/// Shows what was believed, and luck.
pub fn believed_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<ReviewAction> {
    let (story, found) = (seen.view.story(), &seen.view.course.belief);
    let (left, right) = two_parts(ui, 0.6, 0.55);
    let mut action = None;
    boxed(ui, theme, left, "lags", |ui| {
        lags_ui(ui, theme, story, found);
    });
    boxed(ui, theme, right, "claims", |ui| {
        scrolled(ui, "claims-list", |ui| {
            claims_ui(ui, theme, story, found);
            ui.add_space(14.0);
            calls_ui(ui, theme, story, &seen.view.course.calls);
            action = luck_ui(ui, theme, seen);
        });
    });
    action
}

/// The share of the line that what took longest has: what was never known has all of it.
const LONGEST: f32 = 0.8;

/// How long each thing took to be known: a line from when it was so to when it was known.
fn lags_ui(ui: &mut Ui, theme: &Theme, scenario: &Story, found: &Belief) {
    let took = |lag: &Lag| {
        lag.known_secs
            .map(|known| known.saturating_sub(lag.true_secs))
    };
    let longest = found.lags.iter().filter_map(took).max().unwrap_or(0).max(1);
    scrolled(ui, "lags-list", |ui| {
        caps(ui, theme, "How long it took to be known");
        quiet(
            ui,
            theme,
            "Each bar is the time from when it was so to when it was known, all to one scale. What was never known has the whole line.",
        );
        if found.lags.is_empty() {
            quiet(ui, theme, "Nothing had changed that could have been known.");
        }
        for lag in &found.lags {
            ui.add_space(6.0);
            ui.label(text(&lag.what, size::BODY, semibold(), theme.text));
            quiet(ui, theme, in_words(scenario, lag));
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
            let (share, colour) = match took(lag) {
                Some(took) => (LONGEST * took as f32 / longest as f32, theme.reduced),
                None => (1.0, theme.bad),
            };
            let bar = |share: f32, height: f32| {
                Rect::from_min_max(
                    pos2(rect.left(), rect.center().y - height / 2.0),
                    pos2(
                        rect.left() + (rect.width() * share).max(2.0),
                        rect.center().y + height / 2.0,
                    ),
                )
            };
            let painter = ui.painter();
            painter.rect_filled(bar(1.0, 1.0), CornerRadius::ZERO, theme.line);
            painter.rect_filled(bar(share, 8.0), CornerRadius::same(3), colour);
        }
    });
}

fn in_words(scenario: &Story, lag: &Lag) -> String {
    let so = scenario.clock(lag.true_secs);
    match lag.known_secs {
        Some(known) => {
            let later = known.saturating_sub(lag.true_secs) / 60;
            format!(
                "true from {so}, known at {}: {} later",
                scenario.clock(known),
                mins_in_words(u32::try_from(later).unwrap_or(u32::MAX))
            )
        }
        None => format!("true from {so}, never known"),
    }
}

fn claims_ui(ui: &mut Ui, theme: &Theme, scenario: &Story, found: &Belief) {
    caps(ui, theme, "What the reports claimed");
    if found.claims.is_empty() {
        quiet(ui, theme, "No situation report gave a figure.");
    }
    for claim in &found.claims {
        let over = claim.over();
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.label(text(
                format!("{} {}", claim.said, claim.what),
                size::BODY,
                semibold(),
                theme.text,
            ));
            ui.label(text(
                claim.in_words(),
                size::BODY,
                bold(),
                match over {
                    0 => theme.good,
                    ..0 => theme.bad,
                    _ => theme.reduced,
                },
            ));
        });
        quiet(
            ui,
            theme,
            format!(
                "{} · {} · really {}",
                scenario.clock(claim.at_secs),
                claim.by,
                claim.truth
            ),
        );
    }
}

/// Calls, each with its answer and with how it really stood; nothing where nobody rang anybody.
fn calls_ui(ui: &mut Ui, theme: &Theme, scenario: &Story, calls: &[CallMade]) {
    if calls.is_empty() {
        return;
    }
    caps(ui, theme, words::CALLS_V_ACTUAL);
    quiet(ui, theme, CallMade::counted(calls));
    for call in calls {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let asked = format!("{}: {}", call.to, call.asked);
            ui.label(text(asked, size::BODY, semibold(), theme.text));
            let colour = match call.accuracy {
                Accuracy::Right => theme.good,
                Accuracy::Partly | Accuracy::OutOfDate => theme.reduced,
                Accuracy::Wrong | Accuracy::Unanswered => theme.bad,
                Accuracy::NoFact => theme.quiet,
            };
            ui.label(text(call.accuracy.words(), size::BODY, bold(), colour));
        });
        if !call.answer.is_empty() {
            let answer = format!("“{}”", call.answer);
            ui.label(text(
                answer,
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
        }
        let asked = scenario.clock(call.asked_secs);
        let by = scenario.role_title(&call.by);
        let told = match call.answered_secs {
            Some(at) => format!("answered {}", scenario.clock(at)),
            None => "not answered".to_owned(),
        };
        quiet(
            ui,
            theme,
            format!("{asked} {by} · {told} · really {}", call.really),
        );
    }
    ui.add_space(14.0);
}

fn luck_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<ReviewAction> {
    rule(ui, theme);
    ui.add_space(6.0);
    caps(ui, theme, words::CHANCE);
    if let Some(why) = seen.not_again() {
        quiet(ui, theme, why);
        return None;
    }
    let assessment = &seen.view.assessment;
    if !assessment.scored() {
        let told = assessment.seen_in_words();
        quiet(
            ui,
            theme,
            format!("{told}: there is no score to ask it of."),
        );
        return None;
    }
    match &seen.answers.luck {
        Progress::UnderWay(share) => {
            let words = format!("Playing it on other random seeds: {:.0}%", share * 100.0);
            let stop = stoppable(ui, theme, *share, &words);
            stop.then_some(ReviewAction::Stop(Question::Luck))
        }
        Progress::Nothing => {
            quiet(
                ui,
                theme,
                format!(
                    "The same decisions and the computer-played teams, {LUCK_RUNS} times on other random seeds: how many devices the worm finds, how long repairs take. Simulated."
                ),
            );
            let ask = secondary(ui, theme, &format!("Play it {LUCK_RUNS} times"));
            ask.clicked().then_some(ReviewAction::Luck)
        }
        Progress::Found(luck) => {
            found_ui(ui, theme, luck);
            None
        }
    }
}

fn found_ui(ui: &mut Ui, theme: &Theme, luck: &LuckView) {
    for words in luck.found.in_words().lines() {
        ui.label(text(
            words,
            size::BODY,
            FontFamily::Proportional,
            theme.text,
        ));
    }
    ui.add_space(8.0);
    plot_ui(ui, theme, &luck.plot, None);
}
