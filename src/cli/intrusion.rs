//! `wardroom intrusion`: an ATT&CK Flow as a draft of the stages of an intrusion.

use super::ended::{Ended, Failure, Outcome};
use super::named_files::unreadable;
use super::terminal::{Data, out, out_data, say};
use clap::Args;
use std::path::PathBuf;
use wardroom_files::{self as files, MAX_SHEET_BYTES};
use wardroom_papers::exchange::attack_flow::draft;

/// Arguments of `wardroom intrusion`.
#[derive(Debug, Args)]
pub struct IntrusionArguments {
    /// The flow: the STIX 2.1 bundle that the Flow Builder publishes (.json), or its own file (.afb).
    flow: PathBuf,
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn intrusion(arguments: &IntrusionArguments) -> Outcome {
    let bytes =
        files::read(&arguments.flow, MAX_SHEET_BYTES).map_err(unreadable(&arguments.flow))?;
    let draft = draft(&bytes)
        .map_err(|why| Failure::Wrong(format!("{}: {why}", arguments.flow.display())))?;
    for sentence in &draft.told {
        say(sentence);
    }
    match &arguments.output {
        None => out_data(draft.text.as_bytes(), Data::Text)?,
        Some(path) => {
            if files::is_there(path) {
                return Err(Failure::CouldNotRun(format!(
                    "{} is there already; name another, so that nothing is written over",
                    path.display()
                )));
            }
            super::named_files::write(path, draft.text.as_bytes())?;
            out(&format!(
                "{} is written, with {} stages. Put it into `threats` of a scenario, and look at every line with “made up”.\n",
                path.display(),
                draft.stages
            ))?;
        }
    }
    Ok(Ended::Done)
}
