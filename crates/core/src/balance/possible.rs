//! Whether a result that was read can be one: figures are there, as many as the scenario has, and
//! within what they can be. Must not know where it was read.

use super::trial::{Plan, RunResult, SeedResult};
use super::worth::Worth;
use crate::assessment::OUTCOMES;
use crate::scenario::Scenario;

/// No run has more seeds.
pub const MAX_SEEDS: u64 = 1_000_000;

/// Whether a result can be one of this scenario, played so; if not, why.
pub(super) fn possible(
    result: &SeedResult,
    scenario: &Scenario,
    plan: &Plan,
) -> Result<(), String> {
    if !(1..=MAX_SEEDS).contains(&result.seed) {
        return Err(format!("there is no seed {}", result.seed));
    }
    let tasks = scenario.objectives.iter().map(|it| it.tasks.len()).sum();
    so_many("runs", result.runs.len(), plan.policies.len())?;
    for run in &result.runs {
        possible_run(run, scenario, tasks)?;
    }
    let (prompts, cards) = if plan.values {
        (scenario.prompts.len(), scenario.cards.len())
    } else {
        (0, 0)
    };
    let teams = scenario.teams.iter().filter(|it| !it.moves.is_empty());
    let teams = teams.count();
    so_many("questions", result.options.len(), prompts)?;
    for (prompt, of_teams) in scenario.prompts.iter().zip(&result.options) {
        so_many("teams", of_teams.len(), teams)?;
        for options in of_teams {
            so_many("options", options.len(), prompt.options.len())?;
            for worth in options.iter().flatten() {
                possible_worth(worth, scenario)?;
            }
        }
    }
    so_many("cards", result.cards.len(), cards)?;
    for adds in result.cards.iter().flatten() {
        between("what a card adds", *adds, -FARTHEST, FARTHEST)?;
    }
    Ok(())
}

/// Values lie between −100 and 200 ([`super::worth::worth`]); none is farther from another.
const FARTHEST: f64 = 300.0;

fn possible_run(run: &RunResult, scenario: &Scenario, tasks: usize) -> Result<(), String> {
    between("score", run.score, 0.0, 100.0)?;
    between("a value", run.value, -100.0, 200.0)?;
    so_many("outcomes", run.outcomes.len(), OUTCOMES.len())?;
    for outcome in &run.outcomes {
        between("an outcome", *outcome, 0.0, f64::MAX)?;
    }
    so_many("tasks", run.tasks.len(), tasks)?;
    so_many("messages", run.injects.len(), scenario.injects.len())?;
    match run.injects.iter().flatten().max() {
        Some(minute) if *minute > scenario.ends_mins => {
            Err(format!("minute {minute} lies after ENDEX"))
        }
        _ => Ok(()),
    }
}

fn possible_worth(worth: &Worth, scenario: &Scenario) -> Result<(), String> {
    between("a value", worth.value, -100.0, 200.0)?;
    let parts = OUTCOMES.len() + scenario.objectives.len();
    so_many("parts of a value", worth.parts.len(), parts)?;
    for part in &worth.parts {
        between("a part of a value", *part, -100.0, 200.0)?;
    }
    Ok(())
}

fn so_many(what: &str, found: usize, expected: usize) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{found} {what} in place of {expected}"))
}

fn between(what: &str, value: f64, low: f64, high: f64) -> Result<(), String> {
    // A little room for the last bit.
    if value >= low - 1e-6 && value <= high + 1e-6 {
        return Ok(());
    }
    Err(format!("{what} of {value} can't be"))
}
