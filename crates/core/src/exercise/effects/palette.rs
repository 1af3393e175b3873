//! What a free decision can be put together from: the rows of the table, with what can be chosen for
//! each in a scenario. Must not take the decision.

use super::given::Given;
use super::response::{LEVELS, STEPS};
use super::row::{Chosen, NOTHING, Offer, On, Picked, Row};
use super::{help, hosts, network, patients, response, services};
use crate::exercise::conditions::step_in_words;
use crate::scenario::{OrganisationId, Scenario, Target};

/// Every effect there is, in the order in which it is offered.
pub fn palette() -> impl Iterator<Item = &'static Row> {
    network::ROWS
        .into_iter()
        .chain(hosts::ROWS)
        .chain(services::ROWS)
        .chain(patients::ROWS)
        .chain(help::ROWS)
        .chain(response::ROWS)
        .chain([&NOTHING])
}

/// Something that an effect can be chosen with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is.
    pub picked: Picked,
    /// What the facilitator picks it by.
    pub name: String,
}

impl On {
    /// What it is, in words, if there is something to choose.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Target(_) | Self::Stock | Self::Extortion => Some("On what"),
            Self::Level => Some("Level"),
            Self::Step => Some("Step"),
        }
    }

    /// What there is to choose from in a scenario, in the hands of an organisation: what is its own,
    /// or nobody's in particular.
    pub fn choices(self, scenario: &Scenario, of: OrganisationId) -> Vec<Choice> {
        let choice = |picked: Picked, name: &str| Choice {
            picked,
            name: name.to_owned(),
        };
        let target = |target: Target| {
            let theirs = scenario.reaches(of, target);
            theirs.then(|| choice(Picked::Target(target), scenario.target_name(target)))
        };
        match self {
            Self::Nothing => Vec::new(),
            Self::Target(kind) => scenario
                .targets(kind)
                .into_iter()
                .filter_map(target)
                .collect(),
            Self::Stock => (0..scenario.services.len())
                .filter(|at| scenario.services[*at].stock.is_some())
                .filter_map(|at| target(Target::Service(at.into())))
                .collect(),
            Self::Extortion => scenario
                .extortions
                .iter()
                .enumerate()
                .map(|(at, it)| choice(Picked::Extortion(at.into()), &it.id))
                .collect(),
            Self::Level => LEVELS
                .iter()
                .map(|level| choice(Picked::Level(*level), level.words()))
                .collect(),
            Self::Step => STEPS
                .iter()
                .map(|step| choice(Picked::Step(*step), step_in_words(*step)))
                .collect(),
        }
    }
}

impl Row {
    /// The effect that is made of a choice: which of its [choices](On::choices), and the figures that
    /// it asks for. Its words are what is shown of it. Nothing if it is not offered, or if there is
    /// no such choice.
    pub fn made(&self, choices: &[Choice], at: usize, figures: &[u32]) -> Option<(String, Given)> {
        let Offer::Made { on, asks, make } = &self.offer else {
            return None;
        };
        let choice = match on {
            On::Nothing => None,
            _ => Some(choices.get(at)?),
        };
        let figures: Vec<u32> = asks
            .iter()
            .enumerate()
            .map(|(at, ask)| {
                let figure = figures.get(at).copied().unwrap_or(ask.usual);
                figure.clamp(ask.least, ask.most)
            })
            .collect();
        let given = make(&Chosen {
            picked: choice.map(|it| it.picked),
            figures: &figures,
        })?;
        let mut words = match choice {
            Some(choice) => format!("{}: {}", self.words, choice.name),
            None => self.words.to_owned(),
        };
        for (ask, figure) in asks.iter().zip(&figures) {
            words.push_str(&format!(", {} {figure}", ask.words.to_lowercase()));
        }
        Some((words, given))
    }
}
