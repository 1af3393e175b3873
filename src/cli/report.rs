//! `wardroom report`: writes the report of a record.

use super::ended::{Ended, Failure, Outcome};
use super::give_away::GiveAway;
use super::terminal::{Data, out_data};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wardroom_core::review::Finished;
use wardroom_core::review::what_if::Played;
use wardroom_papers::report::{self, Questions, questions};

/// Arguments of `wardroom report`.
#[derive(Debug, Args)]
pub struct Report {
    /// The record's file.
    record: PathBuf,
    /// What to write.
    #[arg(long, alias = "to", value_enum, default_value_t)]
    format: To,
    /// Which part: the report, or the exercise log with every line of it.
    #[arg(long, value_enum, default_value_t)]
    part: Part,
    /// Play every decision otherwise so many times, and tell what made a difference.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    runs: u32,
    #[command(flatten)]
    give_away: GiveAway,
    /// The handling marking at the head of every page, e.g. OFFICIAL-SENSITIVE.
    #[arg(long, value_name = "WORDS", default_value = "")]
    marking: String,
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Parts of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The post-exercise report with its improvement plan.
    #[default]
    Report,
    /// The exercise log: every decision with its reason, and everything that happened.
    Log,
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

/// What mattered by appointments, what a board asks about first, and what was luck.
fn asked(
    arguments: &Report,
    opened: &wardroom_core::record::Opened,
    finished: &Finished,
) -> Result<Questions, Failure> {
    let document = matches!(arguments.format, To::Html | To::Docx | To::Pdf | To::Md);
    if arguments.runs == 0 || arguments.part == Part::Log || !document {
        return Ok(Questions::default());
    }
    let played = Played::from_record(opened).map_err(|it| Failure::Wrong(it.to_string()))?;
    let measure = questions::APPOINTMENTS;
    let asked = Questions {
        mattered: Some(super::what_if::ranking_of(
            &played,
            measure,
            arguments.runs,
        )?),
        what_if: None,
        luck: Some(super::what_if::luck_of(
            &played,
            &finished.observations,
            arguments.runs,
        )?),
    };
    Ok(if arguments.give_away.pseudonymous {
        asked.without_words(&played)
    } else {
        asked
    })
}

pub fn report(arguments: &Report) -> Outcome {
    let opened = super::named_files::opened(&arguments.record)?;
    let finished = Finished::from_record(&opened)
        .map_err(|difference| Failure::Wrong(difference.to_string()))?;
    let finished = arguments.give_away.apply(finished)?;
    let questions = asked(arguments, &opened, &finished)?;
    let document = || match arguments.part {
        Part::Report => report::post_exercise_asked(&finished, &arguments.marking, &questions),
        Part::Log => report::full_log(&finished, &arguments.marking),
    };
    let bytes = match arguments.format {
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
        Some(path) => super::named_files::write_of(&arguments.record, path, &bytes)?,
        None => out_data(
            &bytes,
            match arguments.format {
                To::Html => Data::Page,
                To::Docx | To::Pdf => Data::Binary,
                To::Md | To::Csv => Data::Text,
                To::Json => Data::Json,
            },
        )?,
    }
    Ok(Ended::Done)
}
