//! `wardroom evidence`: the evidence pack of an exercise, as a folder. Must not decide what stands in it.

use super::ended::{Ended, Failure, Outcome};
use super::give_away::GiveAway;
use super::named_files::opened;
use super::terminal::{out, say};
use clap::Args;
use std::path::PathBuf;
use wardroom_core::review::Finished;
use wardroom_files as files;
use wardroom_papers::report;

/// Arguments of `wardroom evidence`.
#[derive(Debug, Args)]
pub struct Evidence {
    /// The record's file.
    record: PathBuf,
    /// The folder for the pack.
    #[arg(short, long, value_name = "DIR", default_value = "evidence")]
    output: PathBuf,
    #[command(flatten)]
    give_away: GiveAway,
    /// The handling marking at the head of every page, e.g. OFFICIAL-SENSITIVE.
    #[arg(long, value_name = "WORDS", default_value = "")]
    marking: String,
}

pub fn evidence(arguments: &Evidence) -> Outcome {
    let record = opened(&arguments.record)?;
    let finished = Finished::from_record(&record)
        .map_err(|difference| Failure::Wrong(difference.to_string()))?;
    let finished = arguments.give_away.apply(finished)?;
    if !record.ended() {
        say("warning: this exercise has not come to ENDEX; the pack tells it as far as it came");
    }
    let pack = report::evidence_pack(&finished, &arguments.marking)
        .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
    let pack: Vec<(PathBuf, Vec<u8>)> = pack
        .into_iter()
        .map(|(name, bytes)| (arguments.output.join(name), bytes))
        .collect();
    files::write_together(&pack)
        .map_err(|error| Failure::CouldNotRun(format!("the pack can't be written: {error}")))?;
    for (path, _) in &pack {
        out(&format!("{}\n", path.display()))?;
    }
    Ok(Ended::Done)
}
