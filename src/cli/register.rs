//! `wardroom register`: what each member of a care system has rehearsed, and what is open from it.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{Data, out, out_data, out_json};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::fmt::Write;
use std::path::PathBuf;
use wardroom_core::coverage::Coverage;
use wardroom_core::register::Member;
use wardroom_files::member;
use wardroom_papers::report::{self, rating_letter};

/// Arguments of `wardroom register`.
#[derive(Debug, Args)]
pub struct Register {
    /// A folder of records for each member: a trust, or several of a care system.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// A trust's plan, or one that the members share: what each has rehearsed of it, clause by clause.
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// For a person, a program, a spreadsheet, or to be printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Words for a person.
    #[default]
    Text,
    /// One line of JSON for a program.
    Json,
    /// Comma-separated values, a row for each member and type of exercise.
    Csv,
    /// One self-contained page that prints on A4.
    Html,
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
                        "types": member.cycle(today),
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
        Format::Csv => out_data(&report::register_csv(&members, today), Data::Text)?,
        Format::Html => {
            let covered = covered.as_deref().unwrap_or_default();
            let document = report::register(&members, covered, today);
            out_data(report::page(&document).as_bytes(), Data::Page)?;
        }
        Format::Text => {
            out(&by_type(&members, today))?;
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

/// The last of each type by member, and when the next is due: what trusts are asked for.
fn by_type(members: &[Member], today: jiff::civil::Date) -> String {
    let day =
        |it: Option<jiff::civil::Date>| it.map_or_else(|| "-".to_owned(), |it| it.to_string());
    let names = members.iter().map(|it| it.name.chars().count());
    let wide = names.max().unwrap_or_default().max("member".len());
    let mut words = format!(
        "{:wide$}  {:19}  {:10}  {:10}\n",
        "member", "type", "last held", "next due"
    );
    for member in members {
        for due in member.cycle(today) {
            let last = due.last.as_ref();
            let title = last.map_or_else(String::new, |it| {
                let from = if it.recorded { "" } else { " (listed)" };
                format!(": {}{from}", it.title)
            });
            let _never = writeln!(
                words,
                "{:wide$}  {:19}  {:10}  {:10}  {}{title}",
                member.name,
                due.of.words(),
                day(last.map(|it| it.day)),
                day(due.next_due),
                due.standing(),
            );
        }
    }
    words
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
