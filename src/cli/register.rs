//! `wardroom register`: what each member of a care system has rehearsed, and what is open from it.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{Format, out, out_json};
use clap::Args;
use serde_json::json;
use std::fmt::Write;
use std::path::PathBuf;
use wardroom_core::coverage::Coverage;
use wardroom_core::register::Member;
use wardroom_files::member;
use wardroom_papers::report::rating_letter;

/// Arguments of `wardroom register`.
#[derive(Debug, Args)]
pub struct Register {
    /// A folder of records for each member: a trust, or several of a care system.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// A trust's plan, or one that the members share: what each has rehearsed of it, clause by clause.
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
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
    let plan = super::plan::plan_asked(arguments.plan.as_ref())?;
    let covered: Option<Vec<Coverage>> = plan
        .as_ref()
        .map(|plan| members.iter().map(|it| it.coverage(plan)).collect());
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
            let mut told = json!({ "members": list });
            for (at, coverage) in covered.iter().flatten().enumerate() {
                told["members"][at]["plan"] = serde_json::to_value(coverage)
                    .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
            }
            out_json(&told)?;
        }
        Format::Text => {
            for member in &members {
                out(&in_words(member, today))?;
            }
            if let Some(covered) = &covered {
                let names = members.iter().map(|it| it.name.as_str());
                let table: Vec<(&str, &Coverage)> = names.zip(covered).collect();
                out(&super::plan::register_table(&table))?;
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
