//! What to rehearse next: the scenarios that would exercise most of what waits to be rehearsed, and the
//! injects that open it. Must not say how hard a scenario is, nor whether a team is ready for it.

use super::whole::Coverage;
use crate::plan::{About, Clause, Moment, Plan, deeds};
use crate::scenario::{CardId, PromptId, Scenario, Target, TargetKind};
use serde::Serialize;

/// A scenario, with what it would rehearse.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposal {
    /// The scenario's id.
    pub scenario: String,
    /// As the home screen heads it.
    pub title: String,
    /// The clauses that wait to be rehearsed and that it has something to do with, in the plan's order.
    pub reaches: Vec<Reached>,
    /// How many of those no scenario reaches that stands before this one.
    pub adds: usize,
}

/// A clause that a scenario reaches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reached {
    /// The clause's number.
    pub clause: String,
    /// Its heading.
    pub title: String,
    /// The injects that open a decision point which is about it, or whose options play a card that is;
    /// none where only an action card or a report is, which a team plays of its own accord.
    pub opened_by: Vec<Opener>,
}

/// An inject that opens a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opener {
    /// The inject's id.
    pub inject: String,
    /// As the events list has it.
    pub title: String,
}

/// The scenarios by how many of the clauses that wait to be rehearsed they reach, the most first, then
/// by title. Those that reach none are left out.
pub fn next(plan: &Plan, coverage: &Coverage, scenarios: &[&Scenario]) -> Vec<Proposal> {
    let open: Vec<&Clause> = coverage
        .open()
        .filter_map(|it| plan.clause(&it.id))
        .collect();
    let mut found: Vec<Proposal> = scenarios
        .iter()
        .map(|scenario| {
            let moments = moments(scenario);
            Proposal {
                scenario: scenario.id.clone(),
                title: scenario.title.clone(),
                reaches: open
                    .iter()
                    .filter_map(|clause| reached(scenario, &moments, clause))
                    .collect(),
                adds: 0,
            }
        })
        .filter(|it| !it.reaches.is_empty())
        .collect();
    found.sort_by(|a, b| {
        let count = |it: &Proposal| std::cmp::Reverse(it.reaches.len());
        count(a).cmp(&count(b)).then(a.title.cmp(&b.title))
    });
    let mut known: Vec<String> = Vec::new();
    for proposal in &mut found {
        let new = proposal.reaches.iter().map(|it| &it.clause);
        let new: Vec<String> = new.filter(|it| !known.contains(it)).cloned().collect();
        proposal.adds = new.len();
        known.extend(new);
    }
    found
}

/// Everything that a team can decide or report, with what it does; of a decision point, which.
fn moments(scenario: &Scenario) -> Vec<(Option<PromptId>, Vec<About>)> {
    let mut all = vec![(None, deeds(scenario, Moment::Report { methane: true }))];
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        let id = PromptId::from(at);
        for option in 0..prompt.options.len() {
            all.push((Some(id), deeds(scenario, Moment::Option(id, option))));
        }
    }
    for (at, card) in scenario.cards.iter().enumerate() {
        let targets: Vec<Option<Target>> = match card.target {
            TargetKind::Nothing => vec![None],
            // Only who is told is a name that a clause can be about.
            TargetKind::Body => scenario
                .targets(card.target)
                .into_iter()
                .map(Some)
                .collect(),
            _ => vec![scenario.targets(card.target).first().copied()],
        };
        for target in targets {
            all.push((
                None,
                deeds(scenario, Moment::Card(CardId::from(at), target)),
            ));
        }
    }
    all
}

/// What of a scenario reaches a clause, if anything does.
fn reached(
    scenario: &Scenario,
    moments: &[(Option<PromptId>, Vec<About>)],
    clause: &Clause,
) -> Option<Reached> {
    let mut about = false;
    let mut opened_by: Vec<Opener> = Vec::new();
    for (prompt, did) in moments {
        if !clause.is_about(did) {
            continue;
        }
        about = true;
        let injects = scenario.injects.iter();
        for inject in injects.filter(|it| prompt.is_some() && it.opens == *prompt) {
            let opener = Opener {
                inject: inject.id.clone(),
                title: inject.title.clone(),
            };
            if !opened_by.contains(&opener) {
                opened_by.push(opener);
            }
        }
    }
    about.then(|| Reached {
        clause: clause.id.clone(),
        title: clause.title.clone(),
        opened_by,
    })
}
