//! `wardroom validate`: what was published beside what the model of the exercise gives, and the table
//! of signs.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{Data, out_data, say, say_problems};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use wardroom_core::ensemble::Watching;
use wardroom_core::scenario::Problems;
use wardroom_core::validation::{FIRST_SEED, NEAR, Validation, findings, first_hour, signs};
use wardroom_files::shipped;
use wardroom_papers::report;

/// Minutes between two orders of the first hour that are tried.
const FIRST_HOUR_EVERY: u32 = 5;

/// Arguments of `wardroom validate`.
#[derive(Debug, Args)]
pub struct ValidateArguments {
    /// Runs of each situation, on the seeds from 1 on.
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    runs: u32,
    /// Only the table of signs: what each lever should do, and does.
    #[arg(long)]
    signs: bool,
    /// For a person, as a page, as Markdown, or for a program.
    #[arg(long, value_enum, default_value_t)]
    format: ValidateFormat,
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ValidateFormat {
    /// For a person.
    #[default]
    Text,
    /// A self-contained page.
    Html,
    /// Markdown.
    Md,
    /// For a program.
    Json,
}

pub fn validate(arguments: &ValidateArguments) -> Outcome {
    let watching = Watching::default();
    let runs = arguments.runs;
    let wrong = |problems: Box<Problems>| {
        say_problems(&problems);
        Failure::Wrong("a situation can't be played".to_owned())
    };
    let validation = Validation {
        runs,
        first_seed: FIRST_SEED,
        near: NEAR,
        findings: if arguments.signs {
            Vec::new()
        } else {
            findings(runs, &shipped, &watching).map_err(wrong)?
        },
        signs: signs(runs, &shipped, &watching).map_err(wrong)?,
        first_hour: if arguments.signs {
            Vec::new()
        } else {
            first_hour(FIRST_HOUR_EVERY, runs, &shipped, &watching).map_err(wrong)?
        },
    };
    let (text, data) = match arguments.format {
        ValidateFormat::Text => (report::validation_in_words(&validation), Data::Text),
        ValidateFormat::Html => (report::page(&report::validation(&validation)), Data::Page),
        ValidateFormat::Md => (
            report::markdown(&report::validation(&validation)),
            Data::Text,
        ),
        ValidateFormat::Json => (format!("{}\n", json!(validation)), Data::Json),
    };
    match &arguments.output {
        Some(path) => {
            super::named_files::write(path, text.as_bytes())?;
            say(&path.display().to_string());
        }
        None => out_data(text.as_bytes(), data)?,
    }
    Ok(Ended::Done)
}
