//! What is to be mended, advice, and balance. Must not find any of it out.

use crate::window::author::{Author, BALANCE_SEEDS};
use crate::window::plot::plot_ui;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{area, caps, quiet, scrolled, secondary, text};
use egui::{FontFamily, ProgressBar, Ui};
use wardroom_author::Take;
use wardroom_core::balance::Balance;
use wardroom_core::scenario::{Diagnostic, Problems};
use wardroom_core::words;
use wardroom_papers::report::balance::{cards_plot, teams_plot};

/// Shows what is to be mended, advice and balance.
pub fn side_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    scrolled(ui, "author-side-list", |ui| {
        conflicts_ui(ui, theme, author);
        caps(ui, theme, words::PROBLEMS);
        if author.project.problems.list.is_empty() {
            quiet(ui, theme, "Nothing: the scenario can be played.");
        } else {
            if author.sound().is_some() {
                quiet(
                    ui,
                    theme,
                    "The last version that was valid can still be tried.",
                );
            }
            for problem in &author.project.problems.list {
                problem_ui(ui, theme, &author.project.problems, problem);
            }
        }
        ui.add_space(14.0);
        advice_ui(ui, theme, author);
        ui.add_space(14.0);
        balance_ui(ui, theme, author);
    });
}

/// Files that somebody else saved while the same lines were changed here: which lines, and how they
/// are here and there.
fn conflicts_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    let mut settled = None;
    for (at, file) in author.project.files.iter().enumerate() {
        if file.theirs.is_none() {
            continue;
        }
        caps(ui, theme, "Changed on disk too");
        ui.label(text(
            format!(
                "{} was saved by somebody else with a change in the same lines as yours. Yours stands here; theirs is on disk. What only one of you changed is joined, whatever you choose.",
                file.name
            ),
            size::BODY,
            FontFamily::Proportional,
            theme.bad,
        ));
        for clash in file.clashes() {
            ui.add_space(4.0);
            let place = format!("{}, {}", file.name, clash.place());
            ui.label(text(place, size::SMALL, semibold(), theme.bad));
            for (whose, lines) in [("Mine", &clash.ours), ("Theirs", &clash.theirs)] {
                quiet(ui, theme, whose);
                let lines = match lines.trim_end() {
                    "" => "(nothing: the lines are taken out)",
                    lines => lines,
                };
                ui.label(text(lines, size::SMALL, FontFamily::Monospace, theme.text));
            }
        }
        ui.horizontal_wrapped(|ui| {
            for (label, take) in [
                (words::KEEP_MINE, Take::Ours),
                (words::USE_THEIRS, Take::Theirs),
                ("Keep both", Take::Both),
            ] {
                if secondary(ui, theme, label).clicked() {
                    settled = Some((at, take));
                }
            }
        });
        ui.add_space(10.0);
    }
    if let Some((at, take)) = settled {
        author.settle(at, take);
    }
}

fn problem_ui(ui: &mut Ui, theme: &Theme, problems: &Problems, problem: &Diagnostic) {
    let place = problems.sources.position(problem.mark);
    let colour = if problem.code.is_advice() {
        theme.reduced
    } else {
        theme.bad
    };
    ui.add_space(4.0);
    ui.label(text(
        format!(
            "{} · {}, line {}",
            problem.code.as_str(),
            place.file,
            place.line
        ),
        size::SMALL,
        semibold(),
        colour,
    ));
    ui.label(text(
        &problem.message,
        size::BODY,
        FontFamily::Proportional,
        theme.text,
    ));
    if let Some(hint) = &problem.hint {
        quiet(ui, theme, hint);
    }
}

fn advice_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    caps(ui, theme, "Advice");
    if author.advice.follow().is_some() {
        quiet(ui, theme, "Reading and playing it.");
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(100));
        return;
    }
    match &author.advice.done {
        Some(advice) if advice.list.is_empty() => {
            quiet(ui, theme, "None.");
        }
        Some(advice) => {
            for one in &advice.list {
                problem_ui(ui, theme, advice, one);
            }
        }
        None => {
            ui.add_enabled_ui(author.project.sound.is_some(), |ui| {
                if secondary(ui, theme, "Ask for advice").clicked() {
                    author.ask_advice();
                }
            });
        }
    }
}

/// Balance in a few lines.
fn balance_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    caps(ui, theme, words::DIFFICULTY);
    if under_way(ui, theme, author) {
        return;
    }
    match &author.balance.done {
        Some(balance) => {
            short_ui(ui, theme, balance);
            ui.add_space(6.0);
            ui.label(text(verdict(balance), size::TITLE, bold(), theme.text));
        }
        None => ask_ui(ui, theme, author),
    }
}

fn under_way(ui: &mut Ui, theme: &Theme, author: &mut Author) -> bool {
    let Some(share) = author.balance.follow() else {
        return false;
    };
    ui.add(
        ProgressBar::new(share)
            .fill(theme.action)
            .text(format!("Playing it many times: {:.0}%", share * 100.0)),
    );
    if secondary(ui, theme, "Stop").clicked() {
        author.balance.stop();
    }
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(100));
    true
}

fn ask_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    quiet(
        ui,
        theme,
        format!(
            "Scripted teams, nobody, a random and a searching team, {BALANCE_SEEDS} seeds each."
        ),
    );
    ui.add_enabled_ui(author.project.sound.is_some(), |ui| {
        if secondary(ui, theme, words::TEST_DIFFICULTY).clicked() {
            author.ask_balance(BALANCE_SEEDS);
        }
    });
}

/// The teams as bands of scores.
fn short_ui(ui: &mut Ui, theme: &Theme, balance: &Balance) {
    plot_ui(ui, theme, &teams_plot(balance), None);
    quiet(
        ui,
        theme,
        "The dot is the median over the seeds, the bar half of them, the thin line nine in ten.",
    );
}

/// The verdict as a heading.
fn verdict(balance: &Balance) -> String {
    let word = balance.verdict.word();
    let (first, rest) = word.split_at(1);
    format!(
        "{}{rest} over {} seeds",
        first.to_uppercase(),
        balance.seeds
    )
}

/// Balance with everything.
pub fn balance_tab(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("balance").max_rect(whole));
    area(theme).show(&mut child, |ui| {
        ui.set_min_size(ui.available_size());
        scrolled(ui, "balance-whole", |ui| {
            caps(ui, theme, words::DIFFICULTY);
            if under_way(ui, theme, author) {
                return;
            }
            let Some(balance) = author.balance.done.take() else {
                ask_ui(ui, theme, author);
                return;
            };
            ui.label(text(verdict(&balance), size::HEADING, bold(), theme.text));
            for reason in &balance.reasons {
                ui.label(text(
                    reason,
                    size::BODY,
                    FontFamily::Proportional,
                    theme.text,
                ));
            }
            ui.add_space(8.0);
            short_ui(ui, theme, &balance);
            cards_ui(ui, theme, &balance);
            options_ui(ui, theme, &balance);
            lists_ui(ui, theme, &balance);
            author.balance.done = Some(balance);
            ui.add_space(8.0);
            if secondary(ui, theme, "Write the whole report beside the scenario").clicked() {
                author.write_balance();
            }
            if let Some(told) = author.trouble.as_ref().or(author.told.as_ref()) {
                quiet(ui, theme, told);
            }
        });
    });
}

/// What each card adds.
fn cards_ui(ui: &mut Ui, theme: &Theme, balance: &Balance) {
    let (plot, lines) = cards_plot(balance);
    if plot.rows.is_empty() && lines.is_empty() {
        return;
    }
    ui.add_space(10.0);
    caps(ui, theme, "Cards · points of the score, with and without");
    if !plot.rows.is_empty() {
        plot_ui(ui, theme, &plot, None);
    }
    for line in &lines {
        quiet(ui, theme, line);
    }
}

fn options_ui(ui: &mut Ui, theme: &Theme, balance: &Balance) {
    ui.add_space(10.0);
    caps(
        ui,
        theme,
        "Options · points of the score against the others",
    );
    let mut prompt = "";
    for option in &balance.options {
        if option.prompt != prompt {
            prompt = &option.prompt;
            ui.add_space(4.0);
            ui.label(text(prompt, size::BODY, semibold(), theme.text));
        }
        let worth = match option.over {
            None => "could never be taken".to_owned(),
            Some(over) => format!(
                "{} {:.1}, best in {:.0}%",
                if over < 0.0 { "−" } else { "+" },
                over.abs(),
                option.best * 100.0
            ),
        };
        let remark = match (&option.dominated_by, option.dominates) {
            (_, true) => " · leaves no choice".to_owned(),
            (Some(better), _) => format!(" · “{better}” is better in everything"),
            _ => String::new(),
        };
        let title = option.title.trim_end_matches('.');
        quiet(ui, theme, format!("{title}: {worth}{remark}"));
    }
}

fn lists_ui(ui: &mut Ui, theme: &Theme, balance: &Balance) {
    let silent: Vec<&str> = balance
        .silent_injects()
        .map(|it| it.title.as_str())
        .collect();
    let flat: Vec<&str> = balance
        .tasks
        .iter()
        .filter(|it| !it.tells && it.points.iter().any(Option::is_some))
        .map(|it| it.title.as_str())
        .collect();
    for (head, items) in [
        ("Injects that never come", silent),
        ("Tasks that don't tell teams apart", flat),
    ] {
        if items.is_empty() {
            continue;
        }
        ui.add_space(10.0);
        caps(ui, theme, head);
        for item in items {
            ui.label(text(item, size::BODY, FontFamily::Proportional, theme.text));
        }
    }
}
