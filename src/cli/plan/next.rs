//! `wardroom plan next`: what to rehearse next.

use super::super::ended::{Ended, Outcome};
use super::super::terminal::{Format, out, out_json};
use super::coverage::traces;
use super::named::{plan_at, scenarios};
use clap::Args;
use std::fmt::Write;
use std::path::PathBuf;
use wardroom_core::coverage::{Proposal, coverage, next as propose};
use wardroom_core::scenario::Scenario;

/// Arguments of `wardroom plan next`.
#[derive(Debug, Args)]
pub struct Next {
    /// The plan's file.
    plan: PathBuf,
    /// Scenarios, or folders of them; those that come with the program if none is named.
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
    /// What was rehearsed already: records, or folders of them.
    #[arg(long, value_name = "RECORD", num_args = 1..)]
    records: Vec<PathBuf>,
    /// For a person or a program.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn next(arguments: &Next) -> Outcome {
    let plan = plan_at(&arguments.plan)?;
    let coverage = coverage(&plan, &traces(&arguments.records)?);
    let scenarios = scenarios(&arguments.scenarios)?;
    let scenarios: Vec<&Scenario> = scenarios.iter().map(|it| &**it).collect();
    let proposals = propose(&plan, &coverage, &scenarios);
    let open = coverage.open().count();
    // What no scenario reaches is told too: it wants one of its own, or another kind of exercise.
    let reached = |id: &str| {
        let mut all = proposals.iter().flat_map(|it| &it.reaches);
        all.any(|it| it.clause == id)
    };
    let beyond: Vec<(&str, &str)> = coverage
        .open()
        .filter(|it| !reached(&it.id))
        .map(|it| (it.id.as_str(), it.title.as_str()))
        .collect();
    match arguments.format {
        Format::Json => out_json(&serde_json::json!({
            "open": open,
            "proposals": proposals,
            "unreached": beyond,
        }))?,
        Format::Text => {
            let mut words = format!(
                "{}, version {}: {open} of {} clauses wait to be rehearsed.\n",
                plan.title,
                plan.version,
                plan.clauses.len()
            );
            for (at, proposal) in proposals.iter().enumerate() {
                told(proposal, at, &mut words);
            }
            if !beyond.is_empty() {
                words.push_str("\nReached by none of these scenarios\n");
                for (id, title) in beyond {
                    let _never = writeln!(words, "  {id}  {title}");
                }
            }
            out(&words)?;
        }
    }
    Ok(Ended::Done)
}

fn told(proposal: &Proposal, at: usize, words: &mut String) {
    let adds = if at == 0 {
        String::new()
    } else {
        format!(", {} beyond those above", proposal.adds)
    };
    let _never = writeln!(
        words,
        "\n{} ({}): {}{adds}",
        proposal.title,
        proposal.scenario,
        proposal.reaches.len()
    );
    for reached in &proposal.reaches {
        let injects: Vec<&str> = reached
            .opened_by
            .iter()
            .map(|it| it.title.as_str())
            .collect();
        let by = if injects.is_empty() {
            "by an action card or a report".to_owned()
        } else {
            format!("opened by “{}”", injects.join("”, “"))
        };
        let _never = writeln!(words, "  {}  {}: {by}", reached.clause, reached.title);
    }
}
