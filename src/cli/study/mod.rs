//! `wardroom study`: many scenarios over many seeds, into a folder that every kill can be gone on
//! from, and that several machines may work in. Must not play, and must not sum up.

mod asked;
mod desk;
mod one;
mod results;

use super::balance::ADVERSARY_SEEDS;
use super::ended::{Ended, Failure, Outcome};
use super::terminal::{out, quoted, say};
use asked::Asked;
use clap::Args;
use desk::Desk;
use one::Studied;
use rayon::prelude::*;
use std::path::PathBuf;
use wardroom_core::balance::{MAX_SEEDS, Shard};
use wardroom_files as files;

/// Arguments of `wardroom study`.
#[derive(Debug, Args)]
pub struct StudyArguments {
    /// The scenarios' files; all that come with Wardroom if none is named.
    scenarios: Vec<PathBuf>,
    /// Runs of each, on the seeds from 1 on.
    #[arg(long, alias = "seeds", value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=MAX_SEEDS))]
    runs: u64,
    /// Leave the searching team out, which takes most of the time.
    #[arg(long)]
    no_search: bool,
    /// Leave out what each option and card is worth.
    #[arg(long)]
    no_values: bool,
    /// Let an adversary loose on the score, with so many scripts drawn at random and a tenth as many
    /// that it searches for, on each of the first four seeds; 0 for none.
    #[arg(long, value_name = "SCRIPTS", default_value_t = 300, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    adversary: u32,
    /// Threads; as many as the machine has if nothing is said.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=1_024))]
    threads: Option<u16>,
    /// Files that each scenario's seeds are spread over: one machine at a time works at each.
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    parts: u64,
    /// Play only this share of the files, 0/8 to 7/8, and put nothing together: for folders on which
    /// machines can't see each other's locks.
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// The study's folder; a study that is in it is gone on with.
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
}

pub fn study(arguments: &StudyArguments) -> Outcome {
    let paths = if arguments.scenarios.is_empty() {
        files::scenarios_in(&files::scenarios_folder())
    } else {
        arguments.scenarios.clone()
    };
    let (search, values) = (!arguments.no_search, !arguments.no_values);
    let mut all: Vec<Studied> = Vec::new();
    for path in &paths {
        let studied = Studied::of(path, &arguments.output, search, values)?;
        if let Some(same) = all
            .iter()
            .find(|it| it.name.to_lowercase() == studied.name.to_lowercase())
        {
            return Err(Failure::Wrong(format!(
                "two scenarios are called “{}”, and each needs a folder of its own: {} is another; rename a file",
                same.name,
                path.display()
            )));
        }
        all.push(studied);
    }
    let asked = Asked {
        program: concat!("wardroom ", env!("CARGO_PKG_VERSION")).to_owned(),
        scenarios: all
            .iter()
            .map(|it| (it.name.clone(), it.scenario.hash.clone()))
            .collect(),
        runs: arguments.runs,
        parts: arguments.parts,
        search,
        values,
        adversary: arguments.adversary,
    };
    asked.put_into(&arguments.output)?;
    let pool = super::gathered::pool(arguments.threads)?;
    let adversary_seeds = match arguments.adversary {
        0 => 0,
        _ => arguments.runs.min(ADVERSARY_SEEDS),
    };
    let desk = Desk::new(&all, &asked, adversary_seeds, arguments.shard);
    pool.broadcast(|_| desk.work());
    desk.ended()?;
    if let Some(shard) = arguments.shard {
        say(&format!(
            "Part {} of {} is played. When all are, the same command without --shard puts them together.",
            shard.index, shard.of
        ));
        return Ok(Ended::Done);
    }
    let told: Result<Vec<String>, Failure> = pool.install(|| {
        all.par_iter()
            .map(|studied| {
                let Some(found) = results::write(studied, &asked, adversary_seeds)? else {
                    let name = &studied.name;
                    return Ok(format!("{name}: another process puts it together\n"));
                };
                Ok(format!(
                    "{}: {} over {} seeds: {}\n",
                    studied.name,
                    found.verdict.word(),
                    found.seeds,
                    quoted(&studied.folder.join("balance.html"))
                ))
            })
            .collect()
    });
    told?.iter().try_for_each(|line| out(line))?;
    Ok(Ended::Done)
}
