//! `wardroom records`: what lies in a region's database, prepared, listed, handed out as a file; and how
//! any subcommand is told which database. Must not speak to it itself.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{Format, out, out_json, say};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};
use wardroom_core::record::open;
use wardroom_region::{Listed, Place, export, list, prepare};

/// Which database, and how it proves who it is.
#[derive(Debug, Args)]
pub struct Database {
    /// The region's database, `postgres://ROLE:PASSWORD@HOST/DATABASE`. With a password say it by the
    /// environment: what is typed here others on this machine can read.
    #[arg(
        long,
        value_name = "URL",
        env = "WARDROOM_RECORDS",
        hide_env_values = true
    )]
    records: Option<String>,
    /// Who signed the database's certificate, as PEM: on another machine it is spoken to by TLS alone.
    #[arg(long, value_name = "FILE", env = "WARDROOM_RECORDS_CA")]
    records_ca: Option<PathBuf>,
}

/// Arguments of `wardroom records`.
#[derive(Debug, Args)]
pub struct Records {
    #[command(flatten)]
    database: Database,
    /// Make the tables, once; as the role that is to own them.
    #[arg(long, conflicts_with = "exercise")]
    prepare: bool,
    /// Let this role of the database serve exercises.
    #[arg(long, value_name = "ROLE", requires = "prepare")]
    grant: Option<String>,
    /// Hand out the record of this exercise.
    #[arg(long, value_name = "NAME", requires = "output")]
    exercise: Option<String>,
    /// The file to write it to.
    #[arg(short, long, value_name = "FILE", requires = "exercise")]
    output: Option<PathBuf>,
    /// For a person or a program.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The database that was named.
pub fn place(database: &Database) -> Result<Place, Failure> {
    let Some(url) = &database.records else {
        return Err(Failure::CouldNotRun(
            "no database was named; say which by --records or WARDROOM_RECORDS".to_owned(),
        ));
    };
    let authorities = match &database.records_ca {
        Some(path) => {
            let read = wardroom_files::read(path, wardroom_files::MAX_SMALL_BYTES);
            Some(read.map_err(|why| {
                Failure::CouldNotRun(format!("{} can't be read: {why}", path.display()))
            })?)
        }
        None => None,
    };
    Place::read(url, authorities.as_deref()).map_err(Failure::CouldNotRun)
}

pub fn records(arguments: &Records) -> Outcome {
    let place = place(&arguments.database)?;
    if arguments.prepare {
        prepare(&place, arguments.grant.as_deref())?;
        say(&format!("{place} is prepared for records."));
        return Ok(Ended::Done);
    }
    match (&arguments.exercise, &arguments.output) {
        (Some(name), Some(path)) => hand_out(&place, name, path),
        _ => listed(&list(&place)?, arguments.format),
    }
}

/// Writes a record into a file, and says whether it is whole.
fn hand_out(place: &Place, name: &str, path: &Path) -> Outcome {
    let Some(bytes) = export(place, name)? else {
        return Err(Failure::Wrong(format!(
            "there is no exercise “{name}” in the database; “wardroom records” lists them"
        )));
    };
    if wardroom_files::is_there(path) {
        return Err(Failure::CouldNotRun(format!(
            "{} is there already; name another file",
            path.display()
        )));
    }
    wardroom_files::write(path, &bytes)?;
    say(&format!("The record is {}", path.display()));
    match open(&bytes) {
        Ok(opened) => {
            let lines = opened.lines.len() + 1;
            let end = if opened.ended() {
                "up to ENDEX"
            } else {
                "not at ENDEX yet"
            };
            say(&format!("It is whole: {lines} lines, {end}."));
            Ok(Ended::Done)
        }
        Err(why) => {
            say(&why.to_string());
            Ok(Ended::FoundWrong)
        }
    }
}

fn listed(all: &[Listed], format: Format) -> Outcome {
    match format {
        Format::Json => {
            let all: Vec<_> = all
                .iter()
                .map(|it| {
                    json!({
                        "name": it.name,
                        "begun": it.begun,
                        "written": it.written,
                        "bytes": it.bytes,
                        "served_by": it.holder,
                    })
                })
                .collect();
            out_json(&all)?;
        }
        Format::Text => {
            for it in all {
                let written = it.written.as_deref().unwrap_or("never");
                let now = match &it.holder {
                    Some(who) => format!("; {who} serves it"),
                    None => String::new(),
                };
                out(&format!(
                    "{}: begun {} UTC, last written {written} UTC, {} bytes{now}\n",
                    it.name, it.begun, it.bytes
                ))?;
            }
        }
    }
    Ok(Ended::Done)
}
