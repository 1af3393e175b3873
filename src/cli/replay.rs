//! `wardroom replay`: plays a record again and compares.

use super::ended::{Ended, Failure, Outcome};
use super::named_files::opened;
use super::terminal::{Format, out, out_json};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use wardroom_core::record::replay as play_again;

/// Arguments of `wardroom replay`.
#[derive(Debug, Args)]
pub struct Replay {
    /// The record's file.
    record: PathBuf,
    /// For a person or a program.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn replay(arguments: &Replay) -> Outcome {
    let opened = match opened(&arguments.record) {
        Err(Failure::Wrong(why)) if arguments.format == Format::Json => {
            out_json(&json!({ "same": false, "difference": why }))?;
            return Err(Failure::Wrong(why));
        }
        opened => opened?,
    };
    let replayed = match play_again(&opened) {
        Ok(replayed) => replayed,
        Err(difference) => {
            if arguments.format == Format::Json {
                out_json(&json!({ "same": false, "difference": difference.to_string() }))?;
            }
            return Err(Failure::Wrong(difference.to_string()));
        }
    };
    let exercise = &replayed.exercise;
    match arguments.format {
        Format::Json => out_json(&json!({
            "same": true,
            "lines": replayed.lines,
            "checkpoints": replayed.checkpoints,
            "ended": exercise.ended(),
            "at_secs": exercise.secs(),
            "state_hash": exercise.hash(),
            "torn_bytes": opened.torn.len(),
        })),
        Format::Text => out(&format!(
            "The same: {} lines, {} checkpoints, to {}{}.\n",
            replayed.lines,
            replayed.checkpoints,
            exercise.scenario().clock(exercise.secs()),
            if exercise.ended() {
                ", ENDEX"
            } else {
                "; the exercise is unfinished"
            },
        )),
    }?;
    Ok(Ended::Done)
}
