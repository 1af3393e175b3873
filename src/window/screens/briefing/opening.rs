//! The opening brief as a list to be read out and ticked off: what nobody may begin to play without. What was
//! said and what was not goes on record at STARTEX. Must not start anything.

use super::filled::Briefing;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, labelled, quiet, secondary, text, toggle};
use egui::Ui;
use wardroom_core::scenario::Scenario;

/// What is said: its name, and the words that are read out.
const SAID: [(&str, &str); 6] = [
    (
        "Safety",
        "Fire exits are there. If somebody is unwell, say so. The real hospital is in the hands of whoever is on call today, and not in ours.",
    ),
    (
        "EXERCISE",
        "Every message is marked EXERCISE, and you begin each call with “Exercise, exercise, exercise”. Ring nobody outside this room.",
    ),
    (
        "No duff",
        "If something real happens, say “no duff”. Everything stops, on every screen.",
    ),
    (
        "Ground rules",
        "The plan is tested, not you. There is no blame. What is said here may be used, who said it may not.",
    ),
    (
        "What is recorded",
        "Decisions go on record with their time, who took them and why, and so does what you write on your own device. The record stays with the trust, for learning. Names can be taken out of it.",
    ),
    (
        "Stepping out",
        "You can step out at any time, and need give no reason.",
    ),
];

/// Width of the column with the names, points.
const NAME: f32 = 150.0;

/// The same for what a scenario warns of, if it does.
const WARNING: &str = "Content warnings";

/// Everything that is to be said: its name, and the words.
fn all(scenario: &Scenario) -> Vec<(&'static str, String)> {
    let mut all: Vec<_> = SAID.map(|(name, words)| (name, words.to_owned())).to_vec();
    if !scenario.briefing.warnings.is_empty() {
        all.push((WARNING, scenario.briefing.warnings.join(" ")));
    }
    all
}

/// Shows it, to be ticked off.
pub(super) fn opening_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, briefing: &mut Briefing) {
    caps(ui, theme, "Opening brief: read it out, tick it off");
    let all = all(scenario);
    for (name, words) in &all {
        ui.horizontal_top(|ui| {
            let said = briefing.said.contains(*name);
            ui.vertical(|ui| {
                ui.set_width(NAME);
                if toggle(ui, theme, said, name).clicked() {
                    if said {
                        briefing.said.remove(*name);
                    } else {
                        briefing.said.insert(*name);
                    }
                }
            });
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.label(text(
                    words,
                    size::BODY,
                    egui::FontFamily::Proportional,
                    theme.text,
                ));
            });
        });
    }
    labelled(
        ui,
        theme,
        "Who looks after anybody who steps out",
        "A name, and where they are",
        &mut briefing.welfare,
        1,
    );
    ui.horizontal_wrapped(|ui| {
        if briefing.said.len() < all.len() && secondary(ui, theme, "All was said").clicked() {
            briefing.said.extend(all.iter().map(|(name, _)| *name));
        }
        let told = format!("{} of {} said", briefing.said.len(), all.len());
        ui.label(text(told, size::BODY, semibold(), theme.text));
    });
    quiet(
        ui,
        theme,
        "What was said, and what was not, stands in the record from STARTEX on.",
    );
}

/// What goes on record of it; nothing where nothing was ticked off and nobody named.
pub fn opening_note(scenario: &Scenario, briefing: &Briefing) -> Option<String> {
    if briefing.said.is_empty() && briefing.welfare.trim().is_empty() {
        return None;
    }
    let all = all(scenario);
    let names = |said: bool| {
        let names = all.iter().map(|(name, _)| *name);
        let names: Vec<&str> = names
            .filter(|it| briefing.said.contains(it) == said)
            .collect();
        names.join(", ")
    };
    let mut note = match names(true).as_str() {
        "" => "Opening brief: nothing was ticked off.".to_owned(),
        said => format!("Opening brief, said: {said}."),
    };
    let unsaid = names(false);
    if !unsaid.is_empty() && !briefing.said.is_empty() {
        note.push_str(&format!(" Not said: {unsaid}."));
    }
    let welfare = briefing.welfare.trim();
    if !welfare.is_empty() {
        note.push_str(&format!(" Welfare lead: {welfare}."));
    }
    Some(note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wardroom_core::scenario::check;

    #[test]
    fn what_was_said_and_what_was_not_goes_on_record() {
        let found = check("clean-but-dark.ron", &|path| wardroom_files::shipped(path));
        let mut scenario = found.unwrap_or_else(|problems| panic!("{}", problems.render(false)));
        scenario.briefing.warnings = vec!["Somebody is told bad news by telephone.".to_owned()];
        let mut briefing = Briefing::default();
        assert_eq!(opening_note(&scenario, &briefing), None);
        briefing.said.extend(["Safety", "No duff"]);
        briefing.welfare = "Priya, next door".to_owned();
        let note = opening_note(&scenario, &briefing).expect("something was said");
        assert_eq!(
            note,
            "Opening brief, said: Safety, No duff. Not said: EXERCISE, Ground rules, What is recorded, Stepping out, Content warnings. Welfare lead: Priya, next door."
        );
    }
}
