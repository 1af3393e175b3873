//! What mattered: every decision with what leaving it out, or taking it earlier or later, would
//! have meant, as bands around nothing. Must not say more than the numbers do.

use crate::window::plot::plot_ui;
use crate::window::review::{
    Again, Answers, Progress, Question, RANKING_RUNS, ReviewAction, ReviewInput, Seen, Tab,
};
use crate::window::theme::Theme;
use crate::window::widgets::{area, caps, folded, pick, quiet, scrolled, stoppable};
use egui::Ui;
use wardroom_core::review::what_if::Change;
use wardroom_core::words;
use wardroom_papers::report::plots::HOW_TO_READ;

/// Shows the ranking. It is asked for as soon as it is looked at.
pub fn mattered_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let again = seen.again.as_ref().ok()?;
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("mattered").max_rect(whole));
    let mut picked = None;
    let mut stop = false;
    area(theme).show(&mut child, |ui| {
        ui.set_min_size(ui.available_size());
        head_ui(ui, theme, again, &mut input.mattered.measure);
        ui.add_space(8.0);
        if let Progress::UnderWay(share) = seen.answers.ranking {
            stop = under_way_ui(ui, theme, share);
        } else {
            picked = ranking_ui(ui, theme, &seen.answers);
        }
    });
    if let Some(at) = picked {
        return ask_about(seen, input, at);
    }
    if stop {
        return Some(ReviewAction::Stop(Question::Mattered));
    }
    let measure = input.mattered.measure;
    (seen.answers.ranked_by != Some(measure)).then_some(ReviewAction::Rank(measure))
}

/// What decisions are ranked by, and how to read it.
fn head_ui(ui: &mut Ui, theme: &Theme, again: &Again, measure: &mut usize) {
    ui.horizontal_wrapped(|ui| {
        caps(
            ui,
            theme,
            &format!("{} · against what you did", words::KEY_DECISIONS),
        );
        ui.add_space(10.0);
        let all = &again.askable.measures;
        pick(
            ui,
            "Outcome",
            measure,
            |at| all.get(at).map_or("", String::as_str),
            all.len(),
        );
    });
    quiet(
        ui,
        theme,
        format!(
            "{RANKING_RUNS} paired runs a change, {}, simulated. {HOW_TO_READ}",
            words::SAME_SEED
        ),
    );
}

/// How far it is: returns whether it is to be stopped.
fn under_way_ui(ui: &mut Ui, theme: &Theme, share: f32) -> bool {
    let words = format!("Playing every decision otherwise: {:.0}%", share * 100.0);
    stoppable(ui, theme, share, &words)
}

/// The decisions as they mattered: returns the place of the one that is asked about.
fn ranking_ui(ui: &mut Ui, theme: &Theme, answers: &Answers) -> Option<usize> {
    let Some(found) = answers.ranking.found() else {
        if answers.ranked_by.is_some() {
            quiet(
                ui,
                theme,
                "It was stopped. Choose another outcome to begin again.",
            );
        }
        return None;
    };
    if found.ranking.list.is_empty() {
        quiet(ui, theme, "Nothing was decided in this exercise.");
        return None;
    }
    let drawn = &found.drawn;
    let mut picked = None;
    scrolled(ui, "mattered-list", |ui| {
        if drawn.plot.rows.is_empty() {
            quiet(ui, theme, "No decision made a difference.");
        } else if let Some(row) = plot_ui(ui, theme, &drawn.plot, Some("Ask about")) {
            picked = drawn.shown.get(row).copied();
        }
        ui.add_space(8.0);
        if !drawn.folded.is_empty() {
            let rest = found.ranking.list.len() - drawn.shown.len();
            let head = others_in_words(rest);
            folded(ui, theme, &head, |ui| {
                for line in &drawn.folded {
                    quiet(ui, theme, line);
                }
            });
        }
    });
    picked
}

/// How many decisions stand in no row.
fn others_in_words(rest: usize) -> String {
    match rest {
        1 => "1 other decision made no difference, or nothing else could have been done".to_owned(),
        rest => format!(
            "{rest} other decisions made no difference, or nothing else could have been done"
        ),
    }
}

/// What if is asked of the decision at a place of the ranking, as it would have meant most.
fn ask_about(seen: &Seen, input: &mut ReviewInput, at: usize) -> Option<ReviewAction> {
    let found = seen.answers.ranking.found()?;
    let one = found.ranking.list.get(at)?;
    let most = one.most().map(|(change, _)| change.clone());
    let change = most.unwrap_or(Change::Omit(one.decision.number));
    input.tab = Tab::WhatIf;
    input.days.beside = true;
    Some(ReviewAction::WhatIf(change))
}
