//! Conditions and what they name in words: for the facilitator, who wants to know why a message will
//! come, and how far it is from coming. Must not decide whether a condition holds.

use super::facts::Facts;
use crate::scenario::{CardId, Scenario, Step, Target};

/// A condition in words, and how near it is to true, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// What must be so, with the figure as it is now.
    pub words: String,
    /// How near: the share of the way for figures, 0 or 1 for what is so or is not. Of several
    /// that must all hold the mean, of several of which one will do the nearest.
    pub near: f64,
}

/// What a condition tells of itself.
pub(super) enum Told {
    /// Words for what is so or is not.
    So(String),
    /// A figure on its way.
    Far(Telling),
}

/// Words with whose it is behind them, where several play: for what does not say so by itself.
pub(super) fn theirs(scenario: &Scenario, facts: &Facts<'_>, words: impl Into<String>) -> String {
    let words = words.into();
    if scenario.several() {
        let name = &scenario.organisations[facts.of.at()].name;
        format!("{words} ({name})")
    } else {
        words
    }
}

/// Several tellings in a row.
pub(super) fn joined(told: &[Telling], between: &str, near: f64) -> Telling {
    let words: Vec<&str> = told.iter().map(|one| one.words.as_str()).collect();
    Telling {
        words: words.join(between),
        near,
    }
}

/// A card with its target, as the log has it.
pub fn named(scenario: &Scenario, card: CardId, target: Option<Target>) -> String {
    let card = &scenario.cards[card.at()];
    match target {
        Some(target) => card
            .logged
            .replace("{target}", scenario.target_name(target)),
        None => card.logged.clone(),
    }
}

/// A figure that rises to a bound, and how far it has come.
pub(super) fn figure(what: &str, at_least: u32, now: f64) -> Telling {
    Telling {
        words: format!("{at_least} {what} (now {now:.0})"),
        near: (now / f64::from(at_least.max(1))).clamp(0.0, 1.0),
    }
}

/// A share that falls under a bound, and how far it has come.
pub(super) fn below(what: &str, share: f64, now: f64) -> Telling {
    let way = 1.0 - share;
    let near = if now < share {
        1.0
    } else if way <= 0.0 {
        0.0
    } else {
        ((1.0 - now) / way).clamp(0.0, 0.99)
    };
    Telling {
        words: format!(
            "{what} below {:.0}% (now {:.0}%)",
            share * 100.0,
            now * 100.0
        ),
        near,
    }
}

/// A step of the response in words.
pub fn step_in_words(step: Step) -> &'static str {
    match step {
        Step::IncidentRecognised => "reports joined into one incident",
        Step::CommandGroup => "a command group formed",
        Step::Loggist => "a loggist at work",
        Step::Methane => "a METHANE report given",
        Step::EvidenceKept => "evidence kept",
        Step::ClinicalSignOff => "a clinical sign-off (risk, mitigation, review time)",
        Step::PaperPlan => "a plan for downtime (paper) procedures",
        Step::CancellationsCounted => "cancelled patients counted",
        Step::BloodPlan => "the emergency blood management plan activated",
        Step::NoPayment => "no ransom to be paid",
        Step::PublicStatement => "a public statement",
        Step::ReconnectCriteria => "criteria for reconnection",
        Step::RestoreOrder => "an order of restoration",
        Step::MondayPlan => "a plan for Monday",
        Step::BacklogReconciled => "the paper backlog being reconciled",
        Step::DebriefSet => "a debrief set",
    }
}
