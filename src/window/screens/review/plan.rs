//! What the exercise made of the trust's plan: each clause with how it stands, and the moments in which it was
//! followed, gone against, or in which the plan was silent. Must not judge a clause.

use crate::window::review::{PlanInput, Seen};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, quiet, row, scrolled, secondary, text, toggle, two_parts,
};
use egui::{Color32, FontFamily, Ui, WidgetType};
use wardroom_core::coverage::{Coverage, Covered, Instance, Standing};
use wardroom_core::exercise::Stance;
use wardroom_core::plan::Plan;

/// Shows it.
pub fn plan_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, input: &mut PlanInput) {
    let Some(found) = &seen.view.plan else {
        quiet(ui, theme, "This exercise was played without a plan.");
        return;
    };
    let (plan, coverage) = &**found;
    let (list, one) = two_parts(ui, 0.5, 0.5);
    boxed(ui, theme, list, "plan-clauses", |ui| {
        head_ui(ui, theme, plan, coverage, input);
        scrolled(ui, "plan-list", |ui| {
            ui.spacing_mut().item_spacing.y = 5.0;
            for clause in &coverage.clauses {
                if input.only.is_none_or(|it| it == clause.standing) {
                    clause_ui(ui, theme, clause, input);
                }
            }
        });
    });
    boxed(ui, theme, one, "plan-one", |ui| {
        scrolled(ui, "plan-read", |ui| {
            let read = input.clause.clone();
            let read = read.and_then(|id| coverage.clauses.iter().find(|it| it.id == id));
            match read {
                Some(clause) => {
                    if read_ui(ui, theme, plan, clause) {
                        input.clause = None;
                    }
                }
                None => whole_ui(ui, theme, coverage),
            }
        });
    });
}

/// Which plan, and how much of it: large, for that is what is asked first.
fn head_ui(ui: &mut Ui, theme: &Theme, plan: &Plan, coverage: &Coverage, input: &mut PlanInput) {
    caps(ui, theme, "The plan in this exercise");
    let rehearsed = coverage.count(Standing::Rehearsed);
    ui.horizontal_wrapped(|ui| {
        let words = format!("{rehearsed} of {}", coverage.clauses.len());
        ui.label(text(words, size::LARGE, bold(), theme.text));
        ui.label(text(
            "clauses rehearsed",
            size::TITLE,
            FontFamily::Proportional,
            theme.quiet,
        ));
    });
    let about = format!(
        "{}, version {}, of {}",
        plan.title, plan.version, plan.organisation
    );
    quiet(ui, theme, about);
    ui.horizontal_wrapped(|ui| {
        if toggle(ui, theme, input.only.is_none(), "All").clicked() {
            input.only = None;
        }
        for standing in Standing::ALL {
            let count = coverage.count(standing);
            if count == 0 {
                continue;
            }
            let (shape, _) = sign(theme, standing);
            let words = format!("{shape} {} {count}", standing.words());
            let on = input.only == Some(standing);
            if toggle(ui, theme, on, &words).clicked() {
                input.only = (!on).then_some(standing);
            }
        }
    });
    ui.add_space(4.0);
}

/// How a clause stands, as a shape and a colour.
fn sign(theme: &Theme, standing: Standing) -> (&'static str, Color32) {
    match standing {
        Standing::Rehearsed => ("●", theme.good),
        Standing::Changed => ("▼", theme.reduced),
        Standing::Against => ("■", theme.bad),
        Standing::Uncited => ("?", theme.reduced),
        Standing::Untouched => ("○", theme.quiet),
    }
}

fn clause_ui(ui: &mut Ui, theme: &Theme, clause: &Covered, input: &mut PlanInput) {
    let lit = input.clause.as_ref() == Some(&clause.id);
    let name = format!(
        "{} {}: {}",
        clause.id,
        clause.title,
        clause.standing.words()
    );
    let id = ui.id().with(("clause", &clause.id));
    let response = card(ui, theme, id, lit, WidgetType::RadioButton, &name, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        // Rows as high as their words.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(|ui| {
            ui.label(text(&clause.id, size::BODY, bold(), theme.text));
            ui.label(text(&clause.title, size::BODY, semibold(), theme.text));
        });
        let (shape, colour) = sign(theme, clause.standing);
        ui.horizontal_wrapped(|ui| {
            let words = format!("{shape} {}", clause.standing.words());
            ui.label(text(words, size::SMALL, semibold(), colour));
            if clause.hurt().next().is_some() {
                ui.label(text(
                    "▲ followed, and it went badly",
                    size::SMALL,
                    semibold(),
                    theme.bad,
                ));
            }
            if let Some(last) = clause.last() {
                quiet(
                    ui,
                    theme,
                    format!("{} {}", last.cited.clock, last.cited.role),
                );
            }
        });
    });
    if response.clicked() {
        input.clause = (!lit).then(|| clause.id.clone());
    }
}

/// A clause as the plan has it, and the moments in which somebody named it. Returns whether the whole is to
/// be shown again.
fn read_ui(ui: &mut Ui, theme: &Theme, plan: &Plan, covered: &Covered) -> bool {
    let back = secondary(ui, theme, "← Where it was silent, and what hurt").clicked();
    let heading = format!("{}  {}", covered.id, covered.title);
    ui.label(text(heading, size::HEADING, bold(), theme.text));
    if !covered.owner.is_empty() {
        quiet(ui, theme, format!("Owner: {}", covered.owner));
    }
    if let Some(clause) = plan.clause(&covered.id) {
        if !clause.trigger.is_empty() {
            quiet(ui, theme, format!("When: {}", clause.trigger));
        }
        ui.label(text(
            &clause.text,
            size::TITLE,
            FontFamily::Proportional,
            theme.text,
        ));
    }
    let moments = [
        ("Followed", &covered.followed),
        ("Against the plan", &covered.against),
    ];
    for (heading, list) in moments {
        if !list.is_empty() {
            ui.add_space(10.0);
            caps(ui, theme, heading);
        }
        for it in list {
            moment_ui(ui, theme, it);
        }
    }
    if covered.followed.is_empty() && covered.against.is_empty() {
        ui.add_space(10.0);
        quiet(
            ui,
            theme,
            match covered.standing {
                Standing::Uncited => {
                    "Something that it is about was done, and nobody said that it was followed."
                }
                _ => "Nothing that was done in this exercise touched it.",
            },
        );
    }
    back
}

/// When, what, by whom, how it went, and why where it went against the clause.
fn moment_ui(ui: &mut Ui, theme: &Theme, it: &Instance) {
    let cited = &it.cited;
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(text(&cited.what, size::BODY, semibold(), theme.text));
    quiet(ui, theme, format!("{} · {}", cited.clock, cited.role));
    if let Stance::Against { because, .. } = &cited.stance {
        ui.label(text(
            format!("because: {because}"),
            size::BODY,
            FontFamily::Proportional,
            theme.text,
        ));
    }
    let went = cited.went_in_words();
    if it.hurt {
        ui.label(text(
            format!("▲ {went}"),
            size::SMALL,
            semibold(),
            theme.bad,
        ));
    } else {
        quiet(ui, theme, went);
    }
}

/// What no one clause says: where the plan was silent, and which clauses were followed and went badly.
fn whole_ui(ui: &mut Ui, theme: &Theme, coverage: &Coverage) {
    let count = coverage.silent.len();
    row(
        ui,
        |ui| {
            caps(ui, theme, "The plan was silent");
        },
        |ui| {
            quiet(ui, theme, format!("{count}"));
        },
    );
    if coverage.silent.is_empty() {
        quiet(ui, theme, "Nobody said so of anything.");
    }
    for it in &coverage.silent {
        moment_ui(ui, theme, it);
    }
    ui.add_space(14.0);
    caps(ui, theme, "Followed, and it went badly");
    let hurt = coverage
        .clauses
        .iter()
        .filter(|it| it.hurt().next().is_some());
    let mut none = true;
    for clause in hurt {
        none = false;
        ui.add_space(4.0);
        let words = format!("{} {}", clause.id, clause.title);
        ui.label(text(words, size::BODY, bold(), theme.text));
        for it in clause.hurt() {
            moment_ui(ui, theme, it);
        }
    }
    if none {
        quiet(ui, theme, "None.");
    }
    quiet(
        ui,
        theme,
        "It went badly where a task whose moment it was is rated M or U. That points at a clause to be looked at, and says not that it was wrong: it may have been followed too late.",
    );
}
