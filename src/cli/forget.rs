//! `wardroom forget`: a copy of a record without one person. Must not change the record itself.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::say;
use clap::Args;
use std::path::PathBuf;
use wardroom_core::record::forget as forget_in;
use wardroom_files as files;

/// Arguments of `wardroom forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// The record's file. It stays as it is: delete it yourself once the copy is kept.
    record: PathBuf,
    /// The person's name, whole, as it stands in the record.
    #[arg(long, value_name = "NAME")]
    person: String,
    /// The copy's file.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub fn forget(arguments: &Forget) -> Outcome {
    let opened = super::named_files::opened(&arguments.record)?;
    if files::is_there(&arguments.output) {
        return Err(Failure::CouldNotRun(format!(
            "{} is there already; a record is never overwritten",
            arguments.output.display()
        )));
    }
    let signer = match files::key() {
        Ok(signer) => Some(signer),
        Err(error) => {
            say(&format!("warning: the copy is not signed: {error}"));
            None
        }
    };
    let day = crate::real_time::today().to_string();
    let forgot = forget_in(&opened, &arguments.person, day, signer.as_ref())
        .map_err(|error| Failure::Wrong(error.to_string()))?;
    super::named_files::write(&arguments.output, forgot.text.as_bytes())?;
    say(&format!(
        "“{}” stands in place of the name in {} fields; {} texts that named the person were struck. The copy is {}, and says that somebody was forgotten. The record itself, reports made of it and copies elsewhere are as they were.",
        forgot.stands_as,
        forgot.fields,
        forgot.texts,
        arguments.output.display()
    ));
    Ok(Ended::Done)
}
