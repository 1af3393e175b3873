//! `wardroom report`: writes the report of a record.

use super::{Ended, Failure, Outcome, out};
use crate::files;
use crate::report::{self, Finished};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `wardroom report`.
#[derive(Debug, Args)]
pub struct Report {
    /// The record's file.
    record: PathBuf,
    /// What to write.
    #[arg(long, value_enum, default_value_t)]
    to: To,
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Kinds of report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// One self-contained page.
    #[default]
    Html,
    /// Markdown.
    Md,
    /// Everything, for a program.
    Json,
    /// The timeline, for a spreadsheet.
    Csv,
}

pub fn report(arguments: &Report) -> Outcome {
    let opened = super::replay::opened(&arguments.record)?;
    let finished = Finished::from_record(&opened)
        .map_err(|difference| Failure::Wrong(difference.to_string()))?;
    let text = match arguments.to {
        To::Html => report::html(&finished),
        To::Md => report::markdown(&finished),
        To::Json => {
            report::json(&finished).map_err(|error| Failure::CouldNotRun(error.to_string()))?
        }
        To::Csv => report::csv(&finished),
    };
    match &arguments.output {
        Some(path) => files::write(path, text.as_bytes())?,
        None => out(&text),
    }
    Ok(Ended::Done)
}
