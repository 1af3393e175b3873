//! `wardroom hindcast`: England on 12–19 May 2017, simulated against what was observed.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{self, Data, out, out_data, say, say_problems};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use wardroom_core::ensemble::hindcast::{England, Instead, Row, Run, Table, fit, runs, week};
use wardroom_core::scenario::MAX_FILE_BYTES;
use wardroom_core::words;
use wardroom_files as files;
use wardroom_papers::report;
use wardroom_papers::report::in_figures;

/// Arguments of `wardroom hindcast`.
#[derive(Debug, Args)]
pub struct HindcastArguments {
    /// Runs, on the seeds from 1 on.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    runs: u32,
    /// Parameters of your own in place of those that Wardroom brings.
    #[arg(long, value_name = "FILE")]
    england: Option<PathBuf>,
    /// What if it had been otherwise: the same nations on the same random seeds. May be given
    /// several times; `all` for all.
    #[arg(long, value_name = "WHAT", value_parser = known_instead)]
    instead: Vec<String>,
    /// Look for values of the free parameters, with so many trials; nothing is simulated besides.
    #[arg(long, value_name = "TRIALS", conflicts_with = "instead", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    fit: Option<u32>,
    /// Say on which parameters the results hang: each free one moved by a fifth either way.
    #[arg(long, conflicts_with_all = ["instead", "fit"])]
    sensitivity: bool,
    /// For a person, as a page, or for a program.
    #[arg(long, value_enum, default_value_t)]
    format: HindcastFormat,
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How a hindcast is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum HindcastFormat {
    /// For a person.
    #[default]
    Text,
    /// A self-contained page with map and curve.
    Html,
    /// For a program.
    Json,
}

fn known_instead(text: &str) -> Result<String, String> {
    let ids: Vec<&str> = Instead::ALL.iter().map(|it| it.1).collect();
    if text == "all" || ids.contains(&text) {
        Ok(text.to_owned())
    } else {
        Err(format!("known are {} and all", ids.join(", ")))
    }
}

pub fn hindcast(arguments: &HindcastArguments) -> Outcome {
    let england = match &arguments.england {
        None => files::england_2017(),
        Some(path) => {
            let text = files::read_text(path, MAX_FILE_BYTES as u64)
                .map_err(super::named_files::unreadable(path))?;
            England::read(&path.display().to_string(), &text)
        }
    };
    let england = england.map_err(|problems| {
        say_problems(&problems);
        Failure::Wrong("the parameters of England can't be used".to_owned())
    })?;
    if let Some(trials) = arguments.fit {
        let best = fit(&england, trials, &mut |trial, found| {
            say(&format!("trial {trial}: {:.3}", found.far));
        });
        out(&format!("distance {:.4}\n", best.far))?;
        for (name, value) in best.values {
            out(&format!("{name}: {value:.4e}\n"))?;
        }
        return Ok(Ended::Done);
    }
    if arguments.sensitivity {
        out(&sensitivity(&england, arguments.runs as usize))?;
        return Ok(Ended::Done);
    }
    let base = played(&england, arguments.runs as usize);
    let table = Table::of(&base);
    let others: Vec<(&str, &str, Table)> = Instead::ALL
        .iter()
        .filter(|(_, id, _)| arguments.instead.iter().any(|it| it == id || it == "all"))
        .map(|(instead, id, label)| {
            let other = played(&instead.of(&england), arguments.runs as usize);
            (*id, *label, Table::of(&other))
        })
        .collect();
    let (text, data) = match arguments.format {
        HindcastFormat::Text => (in_words(&table, &others), Data::Text),
        HindcastFormat::Json => {
            let mut whole = json!(table);
            for (id, _, other) in &others {
                whole["instead"][*id] = json!(other);
            }
            (format!("{whole}\n"), Data::Json)
        }
        HindcastFormat::Html => {
            let shown = week(&england, near_the_middle(&base, &table));
            let document = report::hindcast(&england, &table, &base, &shown, &others);
            (report::page(&document), Data::Page)
        }
    };
    match &arguments.output {
        Some(path) => {
            super::named_files::write(path, text.as_bytes())?;
            say(&path.display().to_string());
        }
        None => out_data(text.as_bytes(), data)?,
    }
    Ok(Ended::Done)
}

/// The seed of the run whose number of affected trusts is nearest to the median.
fn near_the_middle(runs: &[Run], table: &Table) -> u64 {
    let median = table.measures.first().map_or(0.0, |it| it.median);
    let far = |at: &usize| (runs[*at].measures[0] - median).abs();
    (0..runs.len())
        .min_by(|a, b| far(a).total_cmp(&far(b)))
        .unwrap_or(0) as u64
        + 1
}

fn played(england: &England, count: usize) -> Vec<Run> {
    let done = AtomicU32::new(0);
    let bar = terminal::progress_line(count as u64, None, 5);
    std::thread::scope(|scope| {
        let work = scope.spawn(|| runs(england, 1, count, &done));
        while !work.is_finished() {
            bar.set_position(u64::from(done.load(Ordering::Relaxed)));
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        bar.finish_and_clear();
        work.join().unwrap_or_default()
    })
}

fn in_words(table: &Table, others: &[(&str, &str, Table)]) -> String {
    let mut words = format!(
        "England, 12–19 May 2017: {} runs. Every figure but the observed ones is simulated.\n",
        table.runs
    );
    let (fitted, apart): (Vec<_>, Vec<_>) = table.measures.iter().partition(|it| it.fitted);
    measures_in_words(&mut words, "Fitted to", &fitted);
    measures_in_words(&mut words, "Not fitted to", &apart);
    for (_, label, other) in others {
        words.push_str(&format!("\n{label}\n"));
        for (row, base) in other.fitted().zip(table.fitted()) {
            words.push_str(&format!(
                "  {:<60} {:>9} {:>20}   was {}\n",
                row.label,
                in_figures(row, row.median),
                format!(
                    "{} to {}",
                    in_figures(row, row.p05),
                    in_figures(row, row.p95)
                ),
                in_figures(base, base.median)
            ));
        }
    }
    words
}

/// Some measures, each with what was observed and where that stands.
fn measures_in_words(words: &mut String, title: &str, rows: &[&Row]) {
    words.push_str(&format!(
        "\n{title:<62} {:>9} {:>9} {:>20} {:>8}  {}\n",
        "observed",
        "median",
        "5th to 95th",
        words::WITHIN_RANGE,
        "source"
    ));
    for row in rows {
        let line = format!(
            "{:<62} {:>9} {:>9} {:>20} {:>8}  {}",
            row.label,
            row.observed
                .map(|it| in_figures(row, it))
                .unwrap_or_default(),
            in_figures(row, row.median),
            format!(
                "{} to {}",
                in_figures(row, row.p05),
                in_figures(row, row.p95)
            ),
            match row.inside {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            },
            row.source
        );
        words.push_str(line.trim_end());
        words.push('\n');
    }
}

/// How far each measure's median moves when a free parameter is a fifth less or more.
fn sensitivity(england: &England, count: usize) -> String {
    let base = Table::of(&played(england, count));
    let free = england.fitted.all();
    let mut words = String::from(
        "Change of the median in per cent, for a fifth less and a fifth more of each free parameter\n\n",
    );
    words.push_str(&format!("{:<18}", ""));
    for row in base.fitted() {
        words.push_str(&format!("{:>15}", row.id));
    }
    words.push('\n');
    for (at, (name, _)) in free.iter().enumerate() {
        let moved = |by: f64| {
            let mut values: [f64; 7] = std::array::from_fn(|at| free[at].1.value);
            values[at] *= by;
            let mut other = england.clone();
            other.fitted = other.fitted.with(&values);
            Table::of(&played(&other, count))
        };
        let (less, more) = (moved(0.8), moved(1.2));
        words.push_str(&format!("{name:<18}"));
        for (which, row) in base.fitted().enumerate() {
            let change = |table: &Table| {
                let now = table.fitted().nth(which).map_or(0.0, |it| it.median);
                if row.median == 0.0 {
                    0.0
                } else {
                    (now / row.median - 1.0) * 100.0
                }
            };
            words.push_str(&format!(
                "{:>15}",
                format!("{:+.0} {:+.0}", change(&less), change(&more))
            ));
        }
        words.push('\n');
    }
    words
}
