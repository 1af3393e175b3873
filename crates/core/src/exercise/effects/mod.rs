//! The table of effects: one file a family, in which stand together for each effect its row (its name,
//! its words, whether it is a cut, how it is improvised), what it is done to, what would make it
//! idle, and what it does. How it is written and checked is the scenario's matter. Must not judge
//! whether a decision was wise, and must not ask who may decide.

mod aim;
mod given;
mod help;
mod hosts;
mod moment;
mod network;
mod palette;
mod patients;
mod response;
mod row;
mod services;

pub use given::Given;
pub use moment::{Moment, Now};
pub use palette::{Choice, palette};
pub use row::{Ask, Chosen, Offer, On, Picked, Row};

use crate::scenario::{Effect, OrganisationId, Scenario, Step, Target};

impl Moment<'_> {
    /// Lets effects take hold. What no longer applies changes nothing.
    pub fn take_hold(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Network(it) => network::take_hold(it, self),
                Effect::Hosts(it) => hosts::take_hold(it, self),
                Effect::Services(it) => services::take_hold(it, self),
                Effect::Patients(it) => patients::take_hold(it, self),
                Effect::Response(it) => response::take_hold(it, self),
                Effect::Help(it) => help::take_hold(it, self),
                Effect::Nothing => {}
            }
        }
    }
}

/// The row of an effect.
pub fn row(effect: &Effect) -> &'static Row {
    match effect {
        Effect::Network(it) => network::row(it),
        Effect::Hosts(it) => hosts::row(it),
        Effect::Services(it) => services::row(it),
        Effect::Patients(it) => patients::row(it),
        Effect::Response(it) => response::row(it),
        Effect::Help(it) => help::row(it),
        Effect::Nothing => &row::NOTHING,
    }
}

/// What an effect is done to, as far as it names it itself.
pub fn on(effect: &Effect) -> Vec<Target> {
    match effect {
        Effect::Network(it) => network::on(it),
        Effect::Hosts(it) => hosts::on(it),
        Effect::Services(it) => services::on(it),
        Effect::Patients(it) => patients::on(it),
        Effect::Response(it) => response::on(it),
        Effect::Help(it) => help::on(it),
        Effect::Nothing => Vec::new(),
    }
}

/// What makes effects idle, in words, if all of them would change nothing.
pub fn idle(effects: &[Effect], now: &Now<'_>) -> Option<String> {
    let mut first = None;
    for effect in effects {
        let what = match effect {
            Effect::Network(it) => network::idle(it, now),
            Effect::Hosts(it) => hosts::idle(it, now),
            Effect::Services(it) => services::idle(it, now),
            Effect::Patients(it) => patients::idle(it, now),
            Effect::Response(it) => response::idle(it, now),
            Effect::Help(it) => help::idle(it, now),
            Effect::Nothing => None,
        }?;
        first.get_or_insert(what);
    }
    first
}

/// Whether effects take something away that patients may miss: a department or a link cut off,
/// machines switched off, e-mail or file sharing stopped.
pub fn is_cut(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| row(effect).cuts)
}

/// Whether effects are a clinician's signature.
pub fn is_signature(effects: &[Effect]) -> bool {
    effects
        .iter()
        .any(|effect| effect.step() == Some(Step::ClinicalSignOff))
}

/// What effects mean in a scenario, in the hands of an organisation: nobody orders by a free
/// decision what is another's, as nobody can by a card.
///
/// # Errors
/// Why one makes no sense, or whose it is, in words.
pub fn all_meant(
    scenario: &Scenario,
    of: OrganisationId,
    effects: &[Given],
) -> Result<Vec<Effect>, String> {
    let meant: Vec<Effect> = effects
        .iter()
        .map(|effect| effect.meant(scenario))
        .collect::<Result<_, String>>()?;
    for target in meant.iter().flat_map(on) {
        if let Some(why) = not_theirs(scenario, of, target) {
            return Err(why);
        }
    }
    Ok(meant)
}

/// Why somebody of an organisation can't order something done to a target, if they can't.
pub fn not_theirs(scenario: &Scenario, of: OrganisationId, target: Target) -> Option<String> {
    if scenario.reaches(of, target) {
        return None;
    }
    let owner = scenario.owner(target).map_or("somebody else", |owner| {
        &scenario.organisations[owner.at()].name
    });
    Some(format!(
        "{} is {owner}'s. {} can ask for it, and can't order it.",
        scenario.target_name(target),
        scenario.organisations[of.at()].name
    ))
}
