//! `wardroom balance`: plays a scenario many times and says what it is, on one machine or in parts
//! on many.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{self, Data, out, out_data, say};
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use serde_json::json;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use wardroom_core::balance::{
    Balance, MAX_SEEDS, Part, Plan, SeedResult, Shard, run, search_for_gaming,
};
use wardroom_core::ensemble::Watching;
use wardroom_core::scenario::Scenario;
use wardroom_files::{self as files, Kept, KeptError, MAX_PART_BYTES};
use wardroom_papers::report;

/// Seeds on which the adversary is let loose.
const ADVERSARY_SEEDS: u64 = 4;

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
}

pub fn balance(arguments: &BalanceArguments) -> Outcome {
    let scenario = super::named_files::scenario_at(&arguments.scenario)?;
    let plan = Plan::of(&scenario, !arguments.no_search, !arguments.no_values);
    let mut part = Part::new(&scenario, &plan);
    if arguments.merge.is_empty() {
        let shard = arguments.shard.unwrap_or(Shard { index: 0, of: 1 });
        let file = match arguments.shard {
            Some(_) => arguments.output.as_deref(),
            None => arguments.keep.as_deref(),
        };
        part.asked = arguments.runs;
        let kept = match file {
            Some(file) => Some(Kept::open(file, &scenario, &mut part).map_err(
                |error| match error {
                    KeptError::Wrong(..) => Failure::Wrong(error.to_string()),
                    KeptError::Io(..) | KeptError::Held(_) => {
                        Failure::CouldNotRun(error.to_string())
                    }
                },
            )?),
            None => None,
        };
        let seeds: Vec<u64> = shard
            .seeds(arguments.runs)
            .into_iter()
            .filter(|seed| !part.results.contains_key(seed))
            .collect();
        play(&scenario, &mut part, &seeds, kept, arguments.threads)?;
        if arguments.shard.is_some() {
            say(&format!(
                "{} seeds are in {}; merge the parts with --merge",
                part.results.len(),
                file.unwrap_or(Path::new("")).display()
            ));
            return Ok(Ended::Done);
        }
        // What is kept may hold more seeds than were asked for.
        part.results.retain(|seed, _| *seed <= arguments.runs);
    } else {
        // The parts say how they were played.
        let mut parts = arguments.merge.iter();
        if let Some(first) = parts.next() {
            part = read(first, &scenario)?;
        }
        for file in parts {
            part.merge(read(file, &scenario)?)
                .map_err(|error| Failure::Wrong(format!("{}: {error}", file.display())))?;
        }
    }
    let Some(found) = Balance::of(&scenario, part.plan(), part.results.values()) else {
        return Err(Failure::CouldNotRun("no seed was played".to_owned()));
    };
    let found = found.without(part.missing());
    let found = match arguments.adversary {
        Some(scripts) => against(&scenario, found, scripts, arguments)?,
        None => found,
    };
    let (text, data) = match arguments.format {
        BalanceFormat::Text => (in_words(&found), Data::Text),
        BalanceFormat::Html => (
            report::page(&report::balance::document(&scenario, &found)),
            Data::Page,
        ),
        BalanceFormat::Json => (format!("{}\n", json!(found)), Data::Json),
    };
    match &arguments.output {
        Some(path) => {
            super::named_files::write_of(&arguments.scenario, path, text.as_bytes())?;
            out(&format!("{}: {}\n", found.verdict.word(), path.display()))?;
        }
        None => out_data(text.as_bytes(), data)?,
    }
    Ok(Ended::Done)
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

fn read(file: &Path, scenario: &Scenario) -> Result<Part, Failure> {
    let bytes = files::read(file, MAX_PART_BYTES).map_err(super::named_files::unreadable(file))?;
    Part::read(&bytes, scenario)
        .map(|read| read.part)
        .map_err(|error| Failure::Wrong(format!("{}: {error}", file.display())))
}

/// Plays the seeds that are lacking; each result is in the file as soon as it is there.
fn play(
    scenario: &Arc<Scenario>,
    part: &mut Part,
    seeds: &[u64],
    kept: Option<Kept>,
    threads: Option<u16>,
) -> Result<(), Failure> {
    let bar = bar(seeds.len());
    let found: Mutex<(Vec<SeedResult>, Option<Kept>, Option<io::Error>)> =
        Mutex::new((Vec::new(), kept, None));
    let watching = Watching::default();
    let take = |result: SeedResult| {
        // Nobody panics while holding it.
        let Ok(mut found) = found.lock() else { return };
        let (results, kept, trouble) = &mut *found;
        if trouble.is_some() {
            return;
        }
        if let Some(Err(error)) = kept.as_mut().map(|it| it.keep(&result)) {
            // Nothing is played for nothing: what is kept can be gone on with.
            *trouble = Some(error);
            watching.stop.store(true, Ordering::Relaxed);
            return;
        }
        results.push(result);
        bar.inc(1);
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(threads.unwrap_or(0)))
        .build()
        .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
    let plan = part.plan().clone();
    pool.install(|| run(scenario, &plan, seeds, &watching, &take));
    bar.finish_and_clear();
    let (results, kept, trouble) = found.into_inner().unwrap_or_default();
    let synced = kept.map_or(Ok(()), |it| it.sync());
    if let Some(error) = trouble.or(synced.err()) {
        return Err(Failure::CouldNotRun(format!(
            "the results can't be kept: {error}"
        )));
    }
    part.results
        .extend(results.into_iter().map(|it| (it.seed, it)));
    Ok(())
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
