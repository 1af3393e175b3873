//! `wardroom report`: writes the report of a record.

use super::give_away::GiveAway;
use super::terminal::Data;
use super::{Ended, Failure, Outcome, out_data};
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
    #[command(flatten)]
    give_away: GiveAway,
    /// The handling marking at the head of every page, e.g. OFFICIAL-SENSITIVE.
    #[arg(long, value_name = "WORDS", default_value = "")]
    marking: String,
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
    /// The post-exercise report as a Word file.
    Docx,
    /// The same as a PDF that can be read aloud.
    Pdf,
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
    let finished = arguments.give_away.apply(finished)?;
    let document = || report::post_exercise(&finished, &arguments.marking);
    let bytes = match arguments.to {
        To::Html => report::page(&document()).into_bytes(),
        To::Docx => {
            report::docx(&document()).map_err(|error| Failure::CouldNotRun(error.to_string()))?
        }
        To::Pdf => {
            report::pdf(&document()).map_err(|error| Failure::CouldNotRun(error.to_string()))?
        }
        To::Md => report::markdown(&document()).into_bytes(),
        To::Json => report::json(&finished)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?
            .into_bytes(),
        To::Csv => report::csv(&finished),
    };
    match &arguments.output {
        Some(path) => super::write_of(&arguments.record, path, &bytes)?,
        None => out_data(
            &bytes,
            match arguments.to {
                To::Html => Data::Page,
                To::Docx | To::Pdf => Data::Binary,
                To::Md | To::Csv => Data::Text,
                To::Json => Data::Json,
            },
        )?,
    }
    Ok(Ended::Done)
}
