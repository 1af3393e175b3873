//! `wardroom register`: what each member of a care system has rehearsed, and what is open from it.

use super::ended::{Ended, Outcome};
use super::terminal::{Format, out, out_json};
use clap::Args;
use serde_json::json;
use std::fmt::Write;
use std::path::PathBuf;
use wardroom_core::register::Member;
use wardroom_files::member;
use wardroom_papers::report::rating_letter;

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

pub fn register(arguments: &Register) -> Outcome {
    let members = arguments
        .folders
        .iter()
        .map(|folder| member(folder))
        .collect::<std::io::Result<Vec<Member>>>()?;
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
            out_json(&json!({ "members": list }))?;
        }
        Format::Text => {
            for member in &members {
                out(&in_words(member, today))?;
            }
            out("\nWhat was rehearsed, for learning; not an assurance rating.\n")?;
        }
    }
    Ok(Ended::Done)
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
            "  {title}: rehearsed as a table-top {}, next due {}{late}",
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
            "  {}  {}, {}: {}",
            entry.day,
            entry.score_in_words(),
            entry.signed,
            letters.join(", ")
        );
        if let Some(remark) = &entry.remark {
            let _never = writeln!(words, "    {remark}");
        }
    }
    for entry in member.others() {
        let _never = writeln!(
            words,
            "  {}  not counted as a rehearsal: {}, {}, {}",
            entry.day,
            entry.title,
            entry.score_in_words(),
            entry.signed
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
