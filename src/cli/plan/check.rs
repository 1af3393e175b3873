//! `wardroom plan check`: everything that is wrong with a plan.

use super::super::ended::{Ended, Outcome};
use super::super::terminal::{out, say_problems};
use super::named::{plan_at, scenarios};
use clap::Args;
use std::path::PathBuf;
use wardroom_core::plan::unmatched;
use wardroom_core::scenario::Scenario;
use wardroom_core::words;

/// Arguments of `wardroom plan check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The plan's file.
    plan: PathBuf,
    /// Say what in it means nothing in any of these scenarios.
    #[arg(long, value_name = "SCENARIO", num_args = 1..)]
    with: Vec<PathBuf>,
}

pub fn check(arguments: &Check) -> Outcome {
    let plan = plan_at(&arguments.plan)?;
    let maps = plan.clauses.iter().filter(|it| !it.maps.is_empty()).count();
    out(&format!(
        "{}: {}. {} clauses, {maps} of them about something in scenarios.\n",
        arguments.plan.display(),
        words::VALID,
        plan.clauses.len(),
    ))?;
    if arguments.with.is_empty() {
        return Ok(Ended::Done);
    }
    let scenarios = scenarios(&arguments.with)?;
    let scenarios: Vec<&Scenario> = scenarios.iter().map(|it| &**it).collect();
    let problems = unmatched(&plan, &scenarios);
    say_problems(&problems);
    let in_them = match scenarios.as_slice() {
        [one] => format!("“{}”", one.title),
        several => format!("any of {} scenarios", several.len()),
    };
    if problems.list.is_empty() {
        out(&format!("Everything that it is about is in {in_them}.\n"))?;
        return Ok(Ended::Done);
    }
    out(&format!(
        "{} not in {in_them}.\n",
        match problems.list.len() {
            1 => "One thing that it is about is".to_owned(),
            count => format!("{count} things that it is about are"),
        }
    ))?;
    Ok(Ended::FoundWrong)
}
