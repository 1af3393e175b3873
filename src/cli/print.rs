//! `wardroom print`: the papers that an exercise needs beforehand.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::out;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wardroom_files as files;
use wardroom_papers::report;

/// Arguments of `wardroom print`.
#[derive(Debug, Args)]
pub struct Print {
    /// The scenario's file.
    scenario: PathBuf,
    /// What to write.
    #[arg(long, alias = "to", value_enum, default_value_t)]
    format: Paper,
    /// The folder for the papers.
    #[arg(short, long, value_name = "DIR", default_value = "papers")]
    output: PathBuf,
}

/// Kinds of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Paper {
    /// Word files.
    #[default]
    Docx,
    /// Pages that print on A4.
    Html,
    /// PDFs that can be read aloud.
    Pdf,
}

pub fn print(arguments: &Print) -> Outcome {
    let scenario = super::named_files::scenario_at(&arguments.scenario)?;
    let mut papers = Vec::new();
    for (name, document) in report::papers(&scenario) {
        let (ending, bytes) = match arguments.format {
            Paper::Docx => (
                "docx",
                report::docx(&document).map_err(|error| Failure::CouldNotRun(error.to_string()))?,
            ),
            Paper::Pdf => (
                "pdf",
                report::pdf(&document).map_err(|error| Failure::CouldNotRun(error.to_string()))?,
            ),
            Paper::Html => ("html", report::page(&document).into_bytes()),
        };
        let path = arguments.output.join(format!("{name}.{ending}"));
        papers.push((path, bytes));
    }
    files::write_together(&papers)
        .map_err(|error| Failure::CouldNotRun(format!("the papers can't be written: {error}")))?;
    for (path, _) in &papers {
        out(&format!("{}\n", path.display()))?;
    }
    Ok(Ended::Done)
}
