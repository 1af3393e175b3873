//! `wardroom debrief`: the paper for the cold debrief, from a record. Must not decide what stands in it.

use super::ended::{Ended, Failure, Outcome};
use super::give_away::GiveAway;
use super::named_files::{opened, write_of};
use super::terminal::{out, say};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wardroom_core::review::Finished;
use wardroom_papers::report;

/// Arguments of `wardroom debrief`.
#[derive(Debug, Args)]
pub struct Debrief {
    /// The record's file.
    record: PathBuf,
    /// What to write.
    #[arg(long, value_enum, default_value_t)]
    format: To,
    /// Where to; `cold-debrief` with the ending of its kind if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    give_away: GiveAway,
    /// The handling marking at the head of every page, e.g. OFFICIAL-SENSITIVE.
    #[arg(long, value_name = "WORDS", default_value = "")]
    marking: String,
}

/// Kinds of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum To {
    /// A Word file: it is written in.
    #[default]
    Docx,
    /// A PDF that can be read aloud.
    Pdf,
    /// A page that prints on A4.
    Html,
}

pub fn debrief(arguments: &Debrief) -> Outcome {
    let record = opened(&arguments.record)?;
    let finished = Finished::from_record(&record)
        .map_err(|difference| Failure::Wrong(difference.to_string()))?;
    let finished = arguments.give_away.apply(finished)?;
    if !record.ended() {
        say("warning: this exercise has not come to ENDEX; the paper tells it as far as it came");
    }
    let document = report::cold_debrief(&finished, &arguments.marking);
    let (ending, bytes) = match arguments.format {
        To::Docx => (
            "docx",
            report::docx(&document).map_err(|it| Failure::CouldNotRun(it.to_string()))?,
        ),
        To::Pdf => (
            "pdf",
            report::pdf(&document).map_err(|it| Failure::CouldNotRun(it.to_string()))?,
        ),
        To::Html => ("html", report::page(&document).into_bytes()),
    };
    let own = || PathBuf::from(format!("cold-debrief.{ending}"));
    let path = arguments.output.clone().unwrap_or_else(own);
    write_of(&arguments.record, &path, &bytes)?;
    out(&format!("{}\n", path.display()))?;
    Ok(Ended::Done)
}
