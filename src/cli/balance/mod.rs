//! `wardroom balance`: plays a scenario many times and says what it is, on one machine or in parts
//! on many.

use super::ended::{Ended, Failure, Outcome};
use super::gathered::gathered;
use super::terminal::{self, Data, out, out_data, say};
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use serde_json::json;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use wardroom_core::balance::{
    Balance, Head, MAX_SEEDS, Part, PartError, Plan, SeedResult, Shard, run, search_for_gaming,
};
use wardroom_core::ensemble::Watching;
use wardroom_core::scenario::Scenario;
use wardroom_files::{self as files, Kept};
use wardroom_papers::report;
use wardroom_papers::tables::{SeedTable, Sheet};

/// Seeds on which the adversary is let loose.
pub const ADVERSARY_SEEDS: u64 = 4;

/// Arguments of `wardroom balance`.
#[derive(Debug, Args)]
pub struct BalanceArguments {
    /// The scenario's file.
    scenario: PathBuf,
    /// Runs, on the seeds from 1 on.
    #[arg(long, alias = "seeds", value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u64).range(1..=MAX_SEEDS))]
    runs: u64,
    /// Leave the searching team out, which takes most of the time.
    #[arg(long)]
    no_search: bool,
    /// Leave out what each option and card is worth.
    #[arg(long)]
    no_values: bool,
    /// Threads; as many as the machine has if nothing is said.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=1_024))]
    threads: Option<u16>,
    /// Keep each seed's result in this file, and go on from what is there.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["shard", "merge"])]
    keep: Option<PathBuf>,
    /// Play only this part of the seeds, 0/8 to 7/8, into the file of -o; goes on from what is
    /// there.
    #[arg(
        long,
        value_name = "I/N",
        requires = "output",
        conflicts_with = "merge"
    )]
    shard: Option<Shard>,
    /// Merge parts in place of playing.
    #[arg(long, value_name = "PART", num_args = 1..)]
    merge: Vec<PathBuf>,
    /// Let an adversary loose on the score: so many scripts drawn at random and a tenth as many that it
    /// searches for, on each of the first four seeds.
    #[arg(long, value_name = "SCRIPTS", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    adversary: Option<u32>,
    /// Where the adversary's script goes, to be kept and played again.
    #[arg(long, value_name = "FILE", requires = "adversary")]
    script: Option<PathBuf>,
    /// For a person, as a page, or for a program.
    #[arg(long, value_enum, default_value_t)]
    format: BalanceFormat,
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How a balance is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum BalanceFormat {
    /// For a person.
    #[default]
    Text,
    /// A self-contained page with everything.
    Html,
    /// For a program.
    Json,
    /// A table for analysts: a row for each seed and team.
    Parquet,
}

pub fn balance(arguments: &BalanceArguments) -> Outcome {
    let scenario = super::named_files::scenario_at(&arguments.scenario)?;
    let part = if arguments.merge.is_empty() {
        let part = played(&scenario, arguments)?;
        if let (Some(_), Some(file)) = (arguments.shard, &arguments.output) {
            say(&format!(
                "{} seeds are in {}; merge the parts with --merge",
                part.count(),
                file.display()
            ));
            return Ok(Ended::Done);
        }
        part
    } else {
        merged(&scenario, &arguments.merge)?
    };
    let (found, table) = put_together(&scenario, &part, arguments)?;
    let found = match arguments.adversary {
        Some(scripts) => against(&scenario, found, scripts, arguments)?,
        None => found,
    };
    let (bytes, data) = match arguments.format {
        BalanceFormat::Text => (in_words(&found).into_bytes(), Data::Text),
        BalanceFormat::Html => (
            report::page(&report::balance::document(&scenario, &found)).into_bytes(),
            Data::Page,
        ),
        BalanceFormat::Json => (format!("{}\n", json!(found)).into_bytes(), Data::Json),
        BalanceFormat::Parquet => (table, Data::Binary),
    };
    match &arguments.output {
        Some(path) => {
            if arguments.format != BalanceFormat::Parquet {
                super::named_files::write_of(&arguments.scenario, path, &bytes)?;
            }
            out(&format!("{}: {}\n", found.verdict.word(), path.display()))?;
        }
        None => out_data(&bytes, data)?,
    }
    Ok(Ended::Done)
}

/// What the seeds that were asked for came to: played here, or kept from before.
fn played(scenario: &Arc<Scenario>, arguments: &BalanceArguments) -> Result<Part, Failure> {
    let plan = Plan::of(scenario, !arguments.no_search, !arguments.no_values);
    let head = Head::of(scenario, &plan);
    let shard = arguments.shard.unwrap_or(Shard { index: 0, of: 1 });
    let file = match arguments.shard {
        Some(_) => &arguments.output,
        None => &arguments.keep,
    };
    let kept = match file {
        Some(file) => Kept::open(file, scenario, &head, arguments.runs)?,
        None => Kept::unnamed(&head, arguments.runs).map_err(not_kept)?,
    };
    let seeds: Vec<u64> = shard
        .seeds(arguments.runs)
        .into_iter()
        .filter(|seed| !kept.part().has(*seed))
        .collect();
    let mut part = play(scenario, &plan, &seeds, kept, arguments.threads)?;
    if arguments.shard.is_none() {
        // What is kept may hold more seeds than were asked for.
        part.up_to(arguments.runs);
    }
    Ok(part)
}

/// Parts of other runs, put together. They say how they were played.
fn merged(scenario: &Scenario, files: &[PathBuf]) -> Result<Part, Failure> {
    let mut all: Option<Part> = None;
    for file in files {
        let failed = |error: PartError| {
            let words = format!("{}: {error}", file.display());
            match error {
                PartError::Unreadable(_) => Failure::CouldNotRun(words),
                _ => Failure::Wrong(words),
            }
        };
        let part = files::balance_part(file, scenario).map_err(failed)?;
        match &mut all {
            Some(all) => all.merge(part).map_err(failed)?,
            none => *none = Some(part),
        }
    }
    all.ok_or_else(none_played)
}

/// What a part comes to; and, where a table was asked for, that: as bytes, or in its file.
fn put_together(
    scenario: &Scenario,
    part: &Part,
    arguments: &BalanceArguments,
) -> Result<(Balance, Vec<u8>), Failure> {
    let none: &mut [SeedTable<'_, Vec<u8>>] = &mut [];
    if arguments.format != BalanceFormat::Parquet {
        let found = gathered(scenario, part, none)?.ok_or_else(none_played)?;
        return Ok((found, Vec::new()));
    }
    match &arguments.output {
        Some(path) => {
            let file = super::named_files::growing_of(&arguments.scenario, path)?;
            let unwritten = super::named_files::unwritten(path);
            let table = SeedTable::new(file, Sheet::Runs, scenario, part.plan());
            let mut table = [table.map_err(&unwritten)?];
            let found = gathered(scenario, part, &mut table)?.ok_or_else(none_played)?;
            for table in table {
                let placed = table.done().and_then(files::Growing::place);
                placed.map_err(&unwritten)?;
            }
            Ok((found, Vec::new()))
        }
        None => {
            let mut table = [SeedTable::new(
                Vec::new(),
                Sheet::Runs,
                scenario,
                part.plan(),
            )?];
            let found = gathered(scenario, part, &mut table)?.ok_or_else(none_played)?;
            let [table] = table;
            Ok((found, table.done()?))
        }
    }
}

fn none_played() -> Failure {
    Failure::CouldNotRun("no seed was played".to_owned())
}

fn not_kept(error: io::Error) -> Failure {
    Failure::CouldNotRun(format!("the results can't be kept: {error}"))
}

/// Lets the adversary loose, and keeps the script that comes nearest to gaming the score.
fn against(
    scenario: &Arc<Scenario>,
    found: Balance,
    scripts: u32,
    arguments: &BalanceArguments,
) -> Result<Balance, Failure> {
    let seeds: Vec<u64> = (1..=arguments.runs.min(ADVERSARY_SEEDS)).collect();
    let searched = scripts.div_ceil(10);
    let Some(adversary) =
        search_for_gaming(scenario, &seeds, scripts, searched, &Watching::default())
    else {
        return Ok(found);
    };
    if let Some(path) = &arguments.script
        && !adversary.script.is_empty()
    {
        super::named_files::write_of(&arguments.scenario, path, adversary.script.as_bytes())?;
    }
    Ok(found.against(adversary))
}

/// Plays the seeds that are lacking; each result is in the file as soon as it is there, and nowhere
/// else.
fn play(
    scenario: &Arc<Scenario>,
    plan: &Plan,
    seeds: &[u64],
    kept: Kept,
    threads: Option<u16>,
) -> Result<Part, Failure> {
    let bar = bar(seeds.len());
    let found: Mutex<(Kept, Option<io::Error>)> = Mutex::new((kept, None));
    let watching = Watching::default();
    let take = |result: SeedResult| {
        // Nobody panics while holding it.
        let Ok(mut found) = found.lock() else { return };
        let (kept, trouble) = &mut *found;
        if trouble.is_some() {
            return;
        }
        if let Err(error) = kept.keep(&result) {
            // Nothing is played for nothing: what is kept can be gone on with.
            *trouble = Some(error);
            watching.stop.store(true, Ordering::Relaxed);
            return;
        }
        bar.inc(1);
    };
    let pool = super::gathered::pool(threads)?;
    pool.install(|| run(scenario, plan, seeds, &watching, &take));
    bar.finish_and_clear();
    let found = found.into_inner();
    let (kept, trouble) = found.map_err(|_| not_kept(io::Error::other("a thread stopped")))?;
    match trouble.or(kept.sync().err()) {
        Some(error) => Err(not_kept(error)),
        None => Ok(kept.into_part()),
    }
}

fn bar(count: usize) -> ProgressBar {
    let template = Some("{pos} of {len} seeds {wide_bar} {eta} left");
    terminal::progress_line(count as u64, template, 5)
}

fn in_words(found: &Balance) -> String {
    let of = if found.missing.is_empty() {
        String::new()
    } else {
        format!(" of {}", found.asked())
    };
    let mut words = format!(
        "{}: {} over {} seeds{of}.\n",
        found.title,
        found.verdict.word(),
        found.seeds
    );
    for reason in &found.reasons {
        words.push_str(&format!("  {reason}\n"));
    }
    words.push_str("\nscore                mean    5th  median    95th\n");
    for team in &found.teams {
        let band = team.score;
        words.push_str(&format!(
            "{:<20} {:>4.0}   {:>4.0}    {:>4.0}    {:>4.0}\n",
            team.team, team.mean, band.low, band.median, band.high
        ));
    }
    let list = |words: &mut String, head: &str, items: Vec<String>| {
        if !items.is_empty() {
            words.push_str(&format!("\n{head}\n"));
            for item in items {
                words.push_str(&format!("  {item}\n"));
            }
        }
    };
    list(
        &mut words,
        "Options that leave no choice:",
        found
            .dominating()
            .map(|it| format!("{}: {}", it.prompt, it.title))
            .collect(),
    );
    list(
        &mut words,
        "Options that could never be taken:",
        found
            .options
            .iter()
            .filter(|it| it.taken == 0 && found.options.iter().any(|other| other.taken > 0))
            .map(|it| format!("{}: {}", it.prompt, it.title))
            .collect(),
    );
    list(
        &mut words,
        "Messages that never come:",
        found
            .silent_injects()
            .map(|it| format!("{}: {}", it.inject, it.title))
            .collect(),
    );
    list(
        &mut words,
        "Tasks that don't tell teams apart:",
        found
            .tasks
            .iter()
            .filter(|it| !it.tells && it.points.iter().any(Option::is_some))
            .map(|it| format!("{}: {}", it.task, it.title))
            .collect(),
    );
    words
}
