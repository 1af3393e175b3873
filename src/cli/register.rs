//! `wardroom register`: what each member of a care system has rehearsed, and what is open from it.

use super::{Ended, Failure, Format, Outcome, out};
use crate::files::{self, Stamp};
use crate::report::register::{Broken, Entry, Member};
use crate::report::{Finished, rating_letter};
use clap::Args;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Arguments of `wardroom register`.
#[derive(Debug, Args)]
pub struct Register {
    /// A folder of records for each member: a trust, or several of a care system.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// For a person or a program.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What is kept of a folder's records, so that it opens at once the next time.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Index {
    /// The program that made it: another judges otherwise.
    program: String,
    /// By record: what its file was, and what was found.
    records: BTreeMap<String, (Stamp, Result<Entry, String>)>,
}

const PROGRAM: &str = concat!("wardroom ", env!("CARGO_PKG_VERSION"));
const INDEX: &str = ".wardroom-index.json";

pub fn register(arguments: &Register) -> Outcome {
    let members = arguments
        .folders
        .iter()
        .map(|folder| member(folder))
        .collect::<Result<Vec<Member>, Failure>>()?;
    let today = crate::real_time::today();
    match arguments.format {
        Format::Json => {
            let list: Vec<_> = members
                .iter()
                .map(|member| {
                    json!({
                        "member": member.name,
                        "due": member.due().iter().map(|(title, last, next)| json!({
                            "scenario": title,
                            "last": last.map(|day| day.to_string()),
                            "next_due": next.map(|day| day.to_string()),
                        })).collect::<Vec<_>>(),
                        "entries": member.entries,
                        "actions": member.unlearned(today),
                        "broken": member.broken,
                    })
                })
                .collect();
            out(&format!("{}\n", json!({ "members": list })));
        }
        Format::Text => {
            for member in &members {
                out(&in_words(member, today));
            }
            out("\nWhat was rehearsed, for learning; not an assurance rating.\n");
        }
    }
    Ok(Ended::Done)
}

/// A member from its folder. What the index knows of an unchanged record is not worked out again.
fn member(folder: &Path) -> Result<Member, Failure> {
    if !folder.is_dir() {
        return Err(Failure::CouldNotRun(format!(
            "{} is no folder",
            folder.display()
        )));
    }
    let place = folder.join(INDEX);
    // An index that can't be read is made anew.
    let known: Index = files::text(&place)
        .and_then(|text| serde_json::from_str(&text).ok())
        .filter(|index: &Index| index.program == PROGRAM)
        .unwrap_or_default();
    let records: BTreeMap<String, (Stamp, Result<Entry, String>)> = files::records_in(folder)
        .par_iter()
        .map(|path| {
            let name = path.display().to_string();
            let stamp = files::stamp(path);
            let found = match known.records.get(&name) {
                Some((then, found)) if *then == stamp => found.clone(),
                _ => judged(path),
            };
            (name, (stamp, found))
        })
        .collect();
    let index = Index {
        program: PROGRAM.to_owned(),
        records,
    };
    if index.records != known.records
        && let Ok(text) = serde_json::to_string(&index)
    {
        // Without an index it is only slower the next time.
        let _kept = files::write(&place, text.as_bytes());
    }
    let mut entries = Vec::new();
    let mut broken = Vec::new();
    for (path, (_, found)) in index.records {
        match found {
            Ok(entry) => entries.push(entry),
            Err(why) => broken.push(Broken { path, why }),
        }
    }
    entries.sort_by(|a, b| a.day.cmp(&b.day));
    Ok(Member {
        name: files::name_of(folder),
        entries,
        broken,
    })
}

fn judged(path: &Path) -> Result<Entry, String> {
    let opened = files::record(path).map_err(|error| error.to_string())?;
    let finished = Finished::from_record(&opened).map_err(|error| error.to_string())?;
    Ok(Entry::of(&opened, &finished))
}

fn in_words(member: &Member, today: jiff::civil::Date) -> String {
    let mut words = format!("\n{}\n", member.name);
    if member.rehearsals().next().is_none() {
        words.push_str("  Nothing was rehearsed by people yet.\n");
    }
    for (title, last, next) in member.due() {
        let day = |day: Option<jiff::civil::Date>| {
            day.map_or_else(|| "on an unknown day".to_owned(), |day| day.to_string())
        };
        let late = if next.is_some_and(|next| next < today) {
            ", overdue"
        } else {
            ""
        };
        let _never = writeln!(
            words,
            "  {title}: rehearsed {}, next due {}{late}",
            day(last),
            day(next)
        );
    }
    for entry in member.rehearsals() {
        let letters: Vec<String> = entry
            .objectives
            .iter()
            .map(|(title, rating)| format!("{title} {}", rating_letter(*rating)))
            .collect();
        let _never = writeln!(
            words,
            "  {}  {:>3.0}  {}",
            entry.day,
            entry.readiness,
            letters.join(", ")
        );
    }
    for open in member.unlearned(today) {
        let _never = writeln!(
            words,
            "  action {} of {}: {} ({}{}{}){}",
            open.action.number,
            open.day,
            open.action.action,
            open.action.status.words(),
            if open.action.due.is_empty() {
                ""
            } else {
                ", due "
            },
            open.action.due,
            match (open.overdue, open.tested_again) {
                (true, None) => " OVERDUE".to_owned(),
                (true, Some(rating)) =>
                    format!(" OVERDUE; tested again: {}", rating_letter(Some(rating))),
                (false, Some(rating)) => format!(" tested again: {}", rating_letter(Some(rating))),
                (false, None) => String::new(),
            }
        );
    }
    for broken in &member.broken {
        let _never = writeln!(words, "  can't be read: {}: {}", broken.path, broken.why);
    }
    words
}
