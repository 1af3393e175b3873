//! What is to be mended, advice, and balance. Must not find any of it out.

use super::marks::mend_ui;
use crate::window::author::{AuthorAction, AuthorView, BALANCE_SEEDS, FileView};
use crate::window::job::PROGRESS;
use crate::window::plot::plot_ui;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{area, caps, named, quiet, scrolled, secondary, stoppable, text};
use egui::{FontFamily, Ui, WidgetType};
use wardroom_author::Take;
use wardroom_core::balance::Balance;
use wardroom_core::scenario::{Diagnostic, Problems};
use wardroom_core::words;
use wardroom_papers::report::balance::{cards_plot, teams_plot};

/// Shows what is to be mended, advice and balance.
pub fn side_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView) -> Vec<AuthorAction> {
    let mut asked = Vec::new();
    scrolled(ui, "author-side-list", |ui| {
        asked.extend(conflicts_ui(ui, theme, &view.files));
        caps(ui, theme, words::PROBLEMS);
        asked.extend(problems_ui(ui, theme, view));
        ui.add_space(14.0);
        asked.extend(advice_ui(ui, theme, view));
        ui.add_space(14.0);
        asked.extend(balance_ui(ui, theme, view));
    });
    asked
}

fn problems_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView) -> Vec<AuthorAction> {
    let mut asked = Vec::new();
    if view.problems.list.is_empty() {
        quiet(ui, theme, "Nothing: the scenario can be played.");
        return asked;
    }
    if view.sound.is_some() {
        quiet(
            ui,
            theme,
            "The last version that was valid can still be tried.",
        );
    }
    for (at, problem) in view.problems.list.iter().enumerate() {
        problem_ui(ui, theme, &view.problems, problem);
        let Some(nth) = view.placed.iter().position(|it| it.problem == at) else {
            continue;
        };
        ui.horizontal_wrapped(|ui| {
            asked.extend(mend_ui(ui, theme, view, &view.placed[nth]));
            let go = secondary(ui, theme, "Go there");
            let name = format!("Go there: {}", problem.message);
            named(&go, WidgetType::Button, &name);
            if go.clicked() {
                asked.push(AuthorAction::Go(nth));
            }
        });
    }
    asked
}

/// Files that somebody else saved while the same lines were changed here: which lines, and how they
/// are here and there.
fn conflicts_ui(ui: &mut Ui, theme: &Theme, files: &[FileView]) -> Option<AuthorAction> {
    let mut settled = None;
    for (at, file) in files.iter().enumerate() {
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
        for clash in &file.clashes {
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
                    settled = Some(AuthorAction::Settle(at, take));
                }
            }
        });
        ui.add_space(10.0);
    }
    settled
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

fn advice_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView) -> Option<AuthorAction> {
    caps(ui, theme, "Advice");
    if view.advice.share.is_some() {
        quiet(ui, theme, "Reading and playing it.");
        ui.ctx().request_repaint_after(PROGRESS);
        return None;
    }
    match view.advice.done.as_deref() {
        Some(advice) if advice.list.is_empty() => {
            quiet(ui, theme, "None.");
            None
        }
        Some(advice) => {
            for one in &advice.list {
                problem_ui(ui, theme, advice, one);
            }
            None
        }
        None => {
            ui.add_enabled_ui(view.sound.is_some(), |ui| {
                let clicked = secondary(ui, theme, "Ask for advice").clicked();
                clicked.then_some(AuthorAction::Advise)
            })
            .inner
        }
    }
}

/// Balance in a few lines.
fn balance_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView) -> Option<AuthorAction> {
    caps(ui, theme, words::DIFFICULTY);
    let share = view.balance.share;
    let asked = share.and_then(|share| under_way(ui, theme, share));
    match view.balance.done.as_deref() {
        Some(balance) => {
            short_ui(ui, theme, balance);
            ui.add_space(6.0);
            let verdict = verdict(balance, share.is_some());
            ui.label(text(verdict, size::TITLE, bold(), theme.text));
            asked
        }
        None if share.is_some() => asked,
        None => ask_ui(ui, theme, view),
    }
}

fn under_way(ui: &mut Ui, theme: &Theme, share: f32) -> Option<AuthorAction> {
    ui.ctx().request_repaint_after(PROGRESS);
    let words = format!("Playing it many times: {:.0}%", share * 100.0);
    stoppable(ui, theme, share, &words).then_some(AuthorAction::StopBalance)
}

fn ask_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView) -> Option<AuthorAction> {
    quiet(
        ui,
        theme,
        format!(
            "Scripted teams, nobody, a random and a searching team, {BALANCE_SEEDS} seeds each."
        ),
    );
    ui.add_enabled_ui(view.sound.is_some(), |ui| {
        let clicked = secondary(ui, theme, words::TEST_DIFFICULTY).clicked();
        clicked.then_some(AuthorAction::Balance(BALANCE_SEEDS))
    })
    .inner
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

/// The verdict as a heading; while more is played, as it stands so far.
fn verdict(balance: &Balance, so_far: bool) -> String {
    let word = balance.verdict.word();
    let seeds = match balance.seeds {
        1 => "1 seed".to_owned(),
        many => format!("{many} seeds"),
    };
    if so_far {
        return format!("So far: {word} over {seeds}");
    }
    let (first, rest) = word.split_at(1);
    format!("{}{rest} over {seeds}", first.to_uppercase())
}

/// Balance with everything.
pub fn balance_tab(ui: &mut Ui, theme: &Theme, view: &AuthorView) -> Option<AuthorAction> {
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("balance").max_rect(whole));
    let mut asked = None;
    area(theme).show(&mut child, |ui| {
        ui.set_min_size(ui.available_size());
        scrolled(ui, "balance-whole", |ui| {
            caps(ui, theme, words::DIFFICULTY);
            let share = view.balance.share;
            asked = share.and_then(|share| under_way(ui, theme, share));
            match view.balance.done.as_deref() {
                Some(balance) => {
                    figures_ui(ui, theme, balance, share.is_some());
                    if share.is_none() {
                        asked = write_ui(ui, theme, view);
                    }
                }
                None if share.is_some() => {}
                None => asked = ask_ui(ui, theme, view),
            }
        });
    });
    asked
}

fn figures_ui(ui: &mut Ui, theme: &Theme, balance: &Balance, so_far: bool) {
    let verdict = verdict(balance, so_far);
    ui.label(text(verdict, size::HEADING, bold(), theme.text));
    for reason in &balance.reasons {
        ui.label(text(
            reason,
            size::BODY,
            FontFamily::Proportional,
            theme.text,
        ));
    }
    ui.add_space(8.0);
    short_ui(ui, theme, balance);
    // Options and cards are tried once all teams have played.
    if !so_far || balance.options.iter().any(|it| it.taken > 0) {
        cards_ui(ui, theme, balance);
        options_ui(ui, theme, balance, so_far);
    }
    lists_ui(ui, theme, balance);
}

fn write_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView) -> Option<AuthorAction> {
    ui.add_space(8.0);
    let write = secondary(ui, theme, "Write the whole report beside the scenario");
    if let Some(told) = view.trouble.as_ref().or(view.told.as_ref()) {
        quiet(ui, theme, told);
    }
    write.clicked().then_some(AuthorAction::WriteBalance)
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

fn options_ui(ui: &mut Ui, theme: &Theme, balance: &Balance, so_far: bool) {
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
            None if so_far => "not taken so far".to_owned(),
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
