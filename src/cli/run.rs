//! `wardroom run`: a scripted team plays; record and report are written.

use super::ended::{Ended, Failure, Outcome};
use super::progress::Progress;
use super::terminal::{Format, out, out_json, say, say_problems};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::host::Host;
use wardroom_core::plan::Plan;
use wardroom_core::record::{Header, Person, Store};
use wardroom_core::review::Finished;
use wardroom_core::scenario::{Code, Scenario, Team};
use wardroom_files::{self as files, RecordFile};
use wardroom_papers::report::{self, Summary};

/// Arguments of `wardroom run`.
#[derive(Debug, Args)]
pub struct Run {
    /// The scenario's file.
    scenario: PathBuf,
    /// The scripted team: an id of the scenario's, or a file; if nothing is said “typical”, or the
    /// first.
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// The random seed: what is left to chance follows from it.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The trust's plan with which it is played: it stands in the record.
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// The folder for record and reports.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Write the record and the summary, and no documents.
    #[arg(long)]
    no_report: bool,
    /// For a person or a program.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn run(arguments: &Run) -> Outcome {
    let scenario = super::named_files::scenario_at(&arguments.scenario)?;
    let name = match &arguments.team {
        Some(name) => name.as_str(),
        None if scenario.teams.iter().any(|team| team.id == "typical") => "typical",
        None => scenario.teams.first().map_or("", |team| team.id.as_str()),
    };
    let team = team_called(&scenario, name)?;
    let plan = super::plan::plan_asked(arguments.plan.as_ref())?;
    let ran = play_with(
        &scenario,
        &team,
        arguments.seed,
        plan.as_deref(),
        arguments.output.as_deref(),
    )?;
    let summary = Summary::of(&ran.finished);
    let mut ended = Ended::Done;
    if let (Some(folder), Some(record)) = (&arguments.output, ran.record) {
        ended = keep(
            folder,
            record,
            &ran.finished,
            &summary,
            !arguments.no_report,
        )?;
    }
    match arguments.format {
        Format::Json => out_json(&summary)?,
        Format::Text => out(&summary.in_words())?,
    }
    Ok(ended)
}

/// Writes the summary and the reports beside the record, and looks whether all of it is there.
fn keep(
    folder: &Path,
    mut record: RecordFile,
    finished: &Finished,
    summary: &Summary,
    documents: bool,
) -> Outcome {
    if let Err(why) = write_beside(folder, finished, summary, documents) {
        // It can be played again as it was; half of its files would be in the way.
        record.discard();
        return Err(Failure::CouldNotRun(format!(
            "the reports can't be written, and no record was kept: {why}"
        )));
    }
    record.verify().map_err(|error| {
        Failure::CouldNotRun(format!(
            "{} can't be written: {error}",
            record.path().display()
        ))
    })?;
    say(&format!("Record and reports are in {}", folder.display()));
    Ok(tell_notices(&record))
}

fn write_beside(
    folder: &Path,
    finished: &Finished,
    summary: &Summary,
    documents: bool,
) -> Result<(), String> {
    let written = if documents {
        report::beside(finished, &report::Questions::default())
            .map_err(|error| error.to_string())?
    } else {
        let json = serde_json::to_string_pretty(summary).map_err(|error| error.to_string())?;
        vec![("summary.json", json.into_bytes())]
    };
    let written: Vec<(PathBuf, Vec<u8>)> = written
        .into_iter()
        .map(|(name, bytes)| (folder.join(name), bytes))
        .collect();
    files::write_together(&written).map_err(|error| error.to_string())
}

/// Says what became of a record while it was written. Where others can write it too, that is a
/// warning; what others did to it is found wrong.
fn tell_notices(record: &RecordFile) -> Ended {
    for notice in record.notices() {
        say(&format!("warning: {notice}"));
    }
    if record.was_disturbed() {
        Ended::FoundWrong
    } else {
        Ended::Done
    }
}

pub(super) fn team_called(scenario: &Scenario, name: &str) -> Result<Team, Failure> {
    if let Some(team) = scenario.teams.iter().find(|team| team.id == name) {
        return Ok(team.clone());
    }
    let path = Path::new(name);
    if !files::is_there(path) {
        let ids: Vec<&str> = scenario.teams.iter().map(|team| team.id.as_str()).collect();
        return Err(Failure::CouldNotRun(format!(
            "there is no team “{name}”: the scenario lists {}, and there is no such file",
            ids.join(", ")
        )));
    }
    files::team(scenario, path).map_err(|problems| {
        say_problems(&problems);
        if problems.list.iter().all(|it| it.code == Code::File) {
            return Failure::CouldNotRun(format!("{name} can't be read"));
        }
        Failure::Wrong(format!("{name}: {} found wrong", problems.list.len()))
    })
}

/// What was played, and its record, if one was kept.
pub struct Ran {
    /// The exercise with its ratings.
    pub finished: Finished,
    record: Option<RecordFile>,
}

/// Plays to the end; with a folder, keeps the record in it.
pub fn play(
    scenario: &Arc<Scenario>,
    team: &Team,
    seed: u64,
    folder: Option<&Path>,
) -> Result<Ran, Failure> {
    play_with(scenario, team, seed, None, folder)
}

/// The same with a trust's plan.
fn play_with(
    scenario: &Arc<Scenario>,
    team: &Team,
    seed: u64,
    plan: Option<&Plan>,
    folder: Option<&Path>,
) -> Result<Ran, Failure> {
    let Some(folder) = folder else {
        let record = to_the_end(scenario, team, seed, plan, Vec::new()).map_err(|it| it.why)?;
        return Ok(Ran {
            finished: told_from(&record)?,
            record: None,
        });
    };
    let path = folder.join("record.jsonl");
    let file = RecordFile::create(&path).map_err(|error| {
        let why = match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                "there is one already, and a record is never overwritten; choose a new folder"
                    .to_owned()
            }
            _ => error.to_string(),
        };
        Failure::CouldNotRun(format!("{} can't be written: {why}", path.display()))
    })?;
    match to_the_end(scenario, team, seed, plan, file) {
        Ok(record) => Ok(Ran {
            finished: told_from(record.kept())?,
            record: Some(record),
        }),
        Err(unwritten) => {
            // Half of it is not left in the way of the next try.
            if let Some(record) = unwritten.record {
                tell_notices(&record);
                record.discard();
            }
            Err(unwritten.why)
        }
    }
}

/// The reports are told from the record, as they are ever after.
fn told_from(record: &[u8]) -> Result<Finished, Failure> {
    wardroom_core::record::open(record)
        .map_err(|error| error.to_string())
        .and_then(|opened| Finished::from_record(&opened).map_err(|error| error.to_string()))
        .map_err(Failure::CouldNotRun)
}

/// A record that could not be written to the end.
struct Unwritten<S> {
    why: Failure,
    /// What there is of it; nothing if not even its first line could be written.
    record: Option<S>,
}

/// Has a host play a scripted team, to ENDEX or until the record can't be written. Hands out the
/// record.
fn to_the_end<S: Store>(
    scenario: &Arc<Scenario>,
    team: &Team,
    seed: u64,
    plan: Option<&Plan>,
    store: S,
) -> Result<S, Unwritten<S>> {
    let people = scenario.roles.iter().map(|role| Person {
        role: role.id.clone(),
        name: String::new(),
    });
    let started = crate::real_time::now();
    let header = Header::new(
        scenario,
        seed,
        Some(team.id.clone()),
        people.collect(),
        started,
    )
    .with_plan(plan);
    let mut host =
        Host::start(scenario, header, Some(team.clone()), store).map_err(|error| Unwritten {
            why: Failure::CouldNotRun(error.to_string()),
            record: None,
        })?;
    let progress = Progress::new(scenario.ends_mins);
    while !host.clock().ended {
        let next_minute = (host.clock().secs / 60 + 1) * 60;
        host.advance(next_minute, &crate::real_time::now());
        for (at_secs, why) in host.take_given_up() {
            say(&format!(
                "{}: a move is given up: {why}",
                scenario.clock(at_secs)
            ));
        }
        if let Some(why) = host.unwritten() {
            return Err(Unwritten {
                why: Failure::CouldNotRun(why.to_owned()),
                record: Some(host.into_store()),
            });
        }
        progress.at(&mut host);
    }
    progress.done();
    Ok(host.into_store())
}
