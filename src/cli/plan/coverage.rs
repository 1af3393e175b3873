//! `wardroom plan coverage`: what exercises have rehearsed of a plan.

use super::super::ended::{Ended, Failure, Outcome};
use super::super::named_files::opened;
use super::super::terminal::{Data, out, out_data, out_json};
use super::covered::{csv, in_words};
use super::named::plan_at;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use wardroom_core::coverage::{Trace, coverage as lay};
use wardroom_core::review::Finished;
use wardroom_files as files;

/// Arguments of `wardroom plan coverage`.
#[derive(Debug, Args)]
pub struct CoverageArguments {
    /// The plan's file.
    plan: PathBuf,
    /// Records, or folders of them.
    #[arg(required = true, value_name = "RECORD")]
    records: Vec<PathBuf>,
    /// For a person, a program or a spreadsheet.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Words for a person.
    #[default]
    Text,
    /// One line of JSON for a program.
    Json,
    /// Comma-separated values, a row a clause.
    Csv,
}

pub fn coverage(arguments: &CoverageArguments) -> Outcome {
    let plan = plan_at(&arguments.plan)?;
    let traces = traces(&arguments.records)?;
    let coverage = lay(&plan, &traces);
    match arguments.format {
        Format::Json => out_json(&coverage)?,
        Format::Csv => out_data(&csv(&coverage), Data::Text)?,
        Format::Text => out(&in_words(&coverage))?,
    }
    Ok(Ended::Done)
}

/// What records say of the plan.
pub(super) fn traces(paths: &[PathBuf]) -> Result<Vec<Trace>, Failure> {
    let mut records = Vec::new();
    for path in paths {
        if !files::is_folder(path) {
            records.push(path.clone());
            continue;
        }
        let under = files::records_under(path).map_err(|error| {
            Failure::CouldNotRun(format!("{} can't be looked into: {error}", path.display()))
        })?;
        let beside = path.join("record.jsonl");
        if files::is_there(&beside) {
            records.push(beside);
        } else if under.records.is_empty() {
            return Err(Failure::CouldNotRun(format!(
                "there is no record in {}",
                path.display()
            )));
        }
        records.extend(under.records);
    }
    records.iter().map(|it| trace(it)).collect()
}

fn trace(path: &Path) -> Result<Trace, Failure> {
    let opened = opened(path)?;
    let finished = Finished::from_record(&opened)
        .map_err(|difference| Failure::Wrong(format!("{}: {difference}", path.display())))?;
    Ok(Trace::of(&opened, &finished))
}
