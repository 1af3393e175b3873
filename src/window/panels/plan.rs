//! How what was decided stands to the trust's plan: the offer that is made for the last decision, and the
//! sheet with the last few. Must not say by itself that a clause was followed.

use super::Action;
use crate::window::live::{PlanInput, Seen};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, card, columns, field, pick, primary, quiet, secondary, text};
use egui::{FontFamily, Ui, WidgetType};
use wardroom_core::coverage::Offered;
use wardroom_core::exercise::{Command, Speaker, Stance};
use wardroom_core::plan::Plan;
use wardroom_core::words;

/// That the plan is silent.
const SILENT: &str = "The plan is silent";

/// The decision of which it would be said with one key: the one that is picked on the sheet, else the last
/// of which nothing was said and that was not put off.
pub fn asked<'a>(seen: &'a Seen, input: &PlanInput, sheet: bool) -> Option<&'a Offered> {
    let all = &seen.view.offered;
    let picked = input.entry.filter(|_| sheet);
    match picked {
        Some(entry) => all.iter().find(|it| it.entry == entry),
        None => waiting(seen, input).or(all.first().filter(|_| sheet)),
    }
}

/// Letters of a decision that are shown where it is asked about.
const LONGEST: usize = 110;

/// The last decision of which nothing was said and that was not put off.
pub fn waiting<'a>(seen: &'a Seen, input: &PlanInput) -> Option<&'a Offered> {
    let all = seen.view.offered.iter();
    let mut all = all.take_while(|it| it.entry > input.put_off);
    all.find(|it| it.said.is_empty())
}

/// Says of a decision that it follows the clause that is most likely; nothing if none is about it.
pub fn follows(of: &Offered) -> Option<Action> {
    let (clause, _) = of.suggested.first()?;
    Some(says(
        of,
        Stance::Follows {
            clause: clause.clone(),
        },
    ))
}

/// Says of a decision that the plan is silent.
pub fn silent(of: &Offered) -> Action {
    says(of, Stance::Silent)
}

fn says(of: &Offered, stance: Stance) -> Action {
    Action::enter(Command::Cite {
        by: Speaker::Facilitator,
        of: of.entry,
        stance,
    })
}

/// The offer for the last decision, as it stands in its place: what, and the keys that say it.
pub fn offer_ui(ui: &mut Ui, theme: &Theme, of: &Offered, input: &mut PlanInput) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        // What can be pressed stands first: it is where it was, however long the decision is.
        if let Some((clause, title)) = of.suggested.first() {
            let words = format!("{} {clause} (C)", words::FOLLOWS);
            let follow = secondary(ui, theme, &words).on_hover_text(title);
            if follow.clicked() {
                action = follows(of);
            }
        }
        if secondary(ui, theme, "Plan is silent (L)").clicked() {
            action = Some(silent(of));
        }
        if secondary(ui, theme, "Against it, because… (G)").clicked() {
            action = Some(Action::Cite { against: true });
        }
        if secondary(ui, theme, "Another clause… (K)").clicked() {
            action = Some(Action::Cite { against: false });
        }
        if secondary(ui, theme, "Later")
            .on_hover_text("It stays among the last decisions under Plan")
            .clicked()
        {
            input.put_off = of.entry;
        }
    });
    let about = match of.suggested.first() {
        Some((clause, title)) => format!("clause {clause}, {title}?"),
        None => "no clause is about it".to_owned(),
    };
    ui.label(text(
        format!("{} {}: {about}", of.clock, in_short(&of.what)),
        size::BODY,
        FontFamily::Proportional,
        theme.text,
    ))
    .on_hover_text(&of.what);
    action
}

/// A decision by its first sentence, and of a long one its beginning: there are two lines for it.
fn in_short(what: &str) -> String {
    let first = what.split(". ").next().unwrap_or(what);
    let first = first.trim_end_matches('.');
    if first.chars().count() <= LONGEST {
        return first.to_owned();
    }
    let beginning: String = first.chars().take(LONGEST).collect();
    let whole = beginning.rsplit_once(' ').map_or("", |it| it.0);
    format!("{whole} …")
}

/// Shows the sheet: the last decisions, and what is said of the one that is picked.
pub fn plan_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, input: &mut PlanInput) -> Option<Action> {
    let Some(plan) = &seen.plan else {
        quiet(
            ui,
            theme,
            "This exercise is played without a plan. One is chosen at the briefing.",
        );
        return None;
    };
    quiet(
        ui,
        theme,
        format!("{}, version {}", plan.title, plan.version),
    );
    if seen.view.offered.is_empty() {
        quiet(
            ui,
            theme,
            "Nothing was decided or reported yet. Each decision, card and report stands here with the clauses that are about it.",
        );
        return None;
    }
    let shown = asked(seen, input, true).cloned();
    let mut action = None;
    columns(
        ui,
        &mut (input, &mut action),
        |ui, (input, _)| last_ones(ui, theme, seen, input, shown.as_ref()),
        |ui, (input, action)| {
            if let Some(of) = &shown {
                **action = said_ui(ui, theme, plan, of, input);
            }
        },
    );
    action
}

/// The last decisions, each with what was said of it.
fn last_ones(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut PlanInput,
    shown: Option<&Offered>,
) {
    caps(ui, theme, "Decided and reported last");
    ui.spacing_mut().item_spacing.y = 6.0;
    for of in seen.view.offered.iter() {
        let lit = shown.is_some_and(|it| it.entry == of.entry);
        let id = ui.id().with(("offered", of.entry));
        let response = card(
            ui,
            theme,
            id,
            lit,
            WidgetType::RadioButton,
            &of.what,
            |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(text(&of.what, size::BODY, semibold(), theme.text));
                quiet(ui, theme, format!("{} · {}", of.clock, of.role));
                let (words, colour) = stands(theme, of);
                ui.label(text(words, size::SMALL, semibold(), colour));
            },
        );
        if response.clicked() {
            input.pick(of.entry);
        }
    }
}

/// How it stands to the plan, in words and with the colour for it.
fn stands(theme: &Theme, of: &Offered) -> (String, egui::Color32) {
    let said: Vec<String> = of.said.iter().map(stance).collect();
    if !said.is_empty() {
        return (format!("● {}", said.join(", ")), theme.good);
    }
    match of.suggested.first() {
        Some((clause, title)) => (format!("? {clause} {title}"), theme.reduced),
        None => ("? no clause is about it".to_owned(), theme.quiet),
    }
}

fn stance(stance: &Stance) -> String {
    match stance {
        Stance::Follows { clause } => format!("follows {clause}"),
        Stance::Silent => "the plan is silent".to_owned(),
        Stance::Against { clause, .. } => format!("against {clause}"),
    }
}

/// What is said of the one that is picked.
fn said_ui(
    ui: &mut Ui,
    theme: &Theme,
    plan: &Plan,
    of: &Offered,
    input: &mut PlanInput,
) -> Option<Action> {
    let clauses = offered_clauses(plan, of);
    caps(ui, theme, &format!("{} · which clause?", of.clock));
    if of.suggested.is_empty() {
        quiet(ui, theme, "No clause is about it: the plan may be silent.");
    }
    let names: Vec<String> = clauses
        .iter()
        .map(|at| format!("{} {}", plan.clauses[*at].id, plan.clauses[*at].title))
        .collect();
    pick(
        ui,
        "Clause",
        &mut input.clause,
        |at| names[at].as_str(),
        names.len(),
    );
    let clause = clauses.get(input.clause).map(|at| &plan.clauses[*at])?;
    ui.label(text(
        &clause.text,
        size::BODY,
        FontFamily::Proportional,
        theme.text,
    ));
    if !clause.owner.is_empty() {
        quiet(ui, theme, format!("Owner: {}", clause.owner));
    }
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        let words = format!("{} {}", words::FOLLOWS, clause.id);
        if primary(ui, theme, &words, true).clicked() {
            let clause = clause.id.clone();
            action = Some(says(of, Stance::Follows { clause }));
        }
        if secondary(ui, theme, SILENT).clicked() {
            action = Some(silent(of));
        }
    });
    ui.add_space(6.0);
    let why = field(
        ui,
        theme,
        "Against the plan, because",
        "Against the plan, because …",
        &mut input.because,
        2,
    );
    if std::mem::take(&mut input.because_keys) {
        why.request_focus();
    }
    let because = input.because.trim().to_owned();
    let words = format!("Against {}, because", clause.id);
    let against =
        primary(ui, theme, &words, !because.is_empty()).on_disabled_hover_text("Say why first");
    if against.clicked() {
        let clause = clause.id.clone();
        action = Some(says(of, Stance::Against { clause, because }));
    }
    action
}

/// The clauses by their places in the plan: those first that are about a decision, then the others.
fn offered_clauses(plan: &Plan, of: &Offered) -> Vec<usize> {
    let place = |id: &String| plan.clauses.iter().position(|it| it.id == *id);
    let mut found: Vec<usize> = of
        .suggested
        .iter()
        .filter_map(|(id, _)| place(id))
        .collect();
    let others: Vec<usize> = (0..plan.clauses.len())
        .filter(|at| !found.contains(at))
        .collect();
    found.extend(others);
    found
}
