//! `wardroom drill`: fifteen minutes at handover, cut from a record. Must not decide what stands in it.

use super::ended::{Ended, Failure, Outcome};
use super::named_files::{opened, write_of};
use super::terminal::{out, say};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wardroom_core::review::what_if::{Decision, Mattered, Played};
use wardroom_papers::report::{self, questions};

/// Arguments of `wardroom drill`.
#[derive(Debug, Args)]
pub struct Drill {
    /// The record's file.
    record: PathBuf,
    /// Which decision, by its number in the list; the one that mattered most if nothing is said.
    #[arg(long, value_name = "N")]
    decision: Option<usize>,
    /// List the decisions from which a drill can be cut.
    #[arg(long, conflicts_with = "decision")]
    list: bool,
    /// Play every decision otherwise so many times, to find the one that mattered most.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    runs: u32,
    /// What to write.
    #[arg(long, value_enum, default_value_t)]
    format: To,
    /// Where to.
    #[arg(short, long, value_name = "FILE", default_value = "drill.pdf")]
    output: PathBuf,
}

/// Kinds of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum To {
    /// A PDF that can be read aloud.
    #[default]
    Pdf,
    /// A Word file.
    Docx,
    /// A page that prints on A4.
    Html,
}

pub fn drill(arguments: &Drill) -> Outcome {
    let record = opened(&arguments.record)?;
    let played = Played::from_record(&record).map_err(|it| Failure::Wrong(it.to_string()))?;
    let all = report::drills(&played);
    if arguments.list {
        for it in &all {
            let clock = played.scenario.clock(it.at_secs);
            out(&format!(
                "{:>3}  {clock}  {}: {}\n",
                it.number, it.by, it.title
            ))?;
        }
        return Ok(Ended::Done);
    }
    let (decision, mattered) = chosen(arguments, &played, &all)?;
    let events: Vec<_> = record.events().cloned().collect();
    let document = report::drill(&played, &decision, &events, mattered.as_ref());
    let document = document
        .ok_or_else(|| Failure::CouldNotRun("no drill can be cut from that decision".to_owned()))?;
    let bytes = match arguments.format {
        To::Pdf => report::pdf(&document).map_err(|it| Failure::CouldNotRun(it.to_string()))?,
        To::Docx => report::docx(&document).map_err(|it| Failure::CouldNotRun(it.to_string()))?,
        To::Html => report::page(&document).into_bytes(),
    };
    write_of(&arguments.record, &arguments.output, &bytes)?;
    say(&format!(
        "{}: {}",
        played.scenario.clock(decision.at_secs),
        decision.title
    ));
    Ok(Ended::Done)
}

/// The decision that was named, or the one that mattered most.
fn chosen(
    arguments: &Drill,
    played: &Played,
    all: &[Decision],
) -> Result<(Decision, Option<Mattered>), Failure> {
    if let Some(number) = arguments.decision {
        let named = all.iter().find(|it| it.number == number);
        return named.map(|it| (it.clone(), None)).ok_or_else(|| {
            Failure::CouldNotRun(format!(
                "no drill can be cut from decision {number}; --list says from which"
            ))
        });
    }
    let ranking = super::what_if::ranking_of(played, questions::APPOINTMENTS, arguments.runs)?;
    let mut mattered = ranking.list.into_iter();
    let first = mattered.find(|it| all.contains(&it.decision));
    let first = first.ok_or_else(|| {
        Failure::CouldNotRun("nobody answered a decision point in this exercise".to_owned())
    })?;
    Ok((first.decision.clone(), Some(first)))
}
