//! `wardroom run`: a scripted team plays; record and report are written.

use super::progress::Progress;
use super::{Ended, Failure, Format, Outcome, out, out_json, say, say_problems};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::assessment::references;
use wardroom_core::exercise::{Event, Exercise, MoveState};
use wardroom_core::record::Store;
use wardroom_core::record::{Header, Person, Session, SessionError};
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
    let scenario = scenario_at(&arguments.scenario)?;
    let name = match &arguments.team {
        Some(name) => name.as_str(),
        None if scenario.teams.iter().any(|team| team.id == "typical") => "typical",
        None => scenario.teams.first().map_or("", |team| team.id.as_str()),
    };
    let team = team_called(&scenario, name)?;
    let ran = play(
        &scenario,
        &team,
        arguments.seed,
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

/// The scenario in a file.
pub fn scenario_at(path: &Path) -> Result<Arc<Scenario>, Failure> {
    files::scenario(path).map_err(|problems| {
        say_problems(&problems);
        if problems.list.iter().all(|it| it.code == Code::File) {
            return Failure::CouldNotRun(format!("{} can't be read", path.display()));
        }
        Failure::Wrong(format!(
            "{}: {} found wrong; nothing was played",
            path.display(),
            problems.list.len()
        ))
    })
}

fn team_called(scenario: &Scenario, name: &str) -> Result<Team, Failure> {
    if let Some(team) = scenario.teams.iter().find(|team| team.id == name) {
        return Ok(team.clone());
    }
    let path = Path::new(name);
    if !path.exists() {
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
    let started = crate::real_time::now();
    let people = scenario
        .roles
        .iter()
        .map(|role| Person {
            role: role.id.clone(),
            name: String::new(),
        })
        .collect();
    let header = Header::new(
        scenario,
        seed,
        Some(team.id.clone()),
        people,
        started.clone(),
    );
    let exercise = Exercise::new(scenario.clone(), seed);
    let progress = Progress::new(scenario.ends_mins);
    let (exercise, events, record) = match folder {
        Some(folder) => {
            let path = folder.join("record.jsonl");
            let file = RecordFile::create(&path).map_err(|error| {
                let why = match error.kind() {
                    std::io::ErrorKind::AlreadyExists => {
                        "there is one already, and a record is never overwritten; choose a new folder".to_owned()
                    }
                    _ => error.to_string(),
                };
                Failure::CouldNotRun(format!("{} can't be written: {why}", path.display()))
            })?;
            let (session, events) = Session::start(exercise, header.clone(), file)
                .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
            let (exercise, events, record) = on_record(session, team, events, &progress)?;
            (exercise, events, Some(record))
        }
        None => {
            let mut exercise = exercise;
            let mut events = exercise.advance(0);
            wardroom_core::exercise::scripted::play(&mut exercise, team, |exercise, step| {
                use wardroom_core::exercise::scripted::Step;
                match step {
                    Step::Passed(happened) | Step::Taken(_, happened) => events.extend(happened),
                    Step::Refused(_, refusal, true) => given_up(exercise, &refusal.to_string()),
                    Step::Refused(..) => {}
                }
                progress.at(exercise);
                true
            });
            (exercise, events, None)
        }
    };
    progress.done();
    // Where there is a record the reports are told from it, as they are ever after.
    let finished = match &record {
        Some(record) => wardroom_core::record::open(record.kept())
            .map_err(|error| error.to_string())
            .and_then(|opened| Finished::from_record(&opened).map_err(|error| error.to_string()))
            .map_err(Failure::CouldNotRun)?,
        None => {
            let references = references(scenario, seed, exercise.state().minute);
            let observations = header.observations();
            Finished {
                team: Some(team.id.clone()),
                people: header.people.clone(),
                started,
                ..Finished::of(&exercise, events, observations, &references)
            }
        }
    };
    Ok(Ran { finished, record })
}

/// Plays a scripted team on record; if that can't be written, half of it is not left in the way of
/// the next try.
fn on_record(
    mut session: Session<RecordFile>,
    team: &Team,
    events: Vec<Event>,
    progress: &Progress,
) -> Result<(Exercise, Vec<Event>, RecordFile), Failure> {
    let played = play_on_record(&mut session, team, events, progress);
    let (exercise, record) = session.into_parts();
    match played {
        Ok(events) => Ok((exercise, events, record)),
        Err(error) => {
            tell_notices(&record);
            record.discard();
            Err(Failure::CouldNotRun(error.to_string()))
        }
    }
}

/// Every decision is on record before it counts.
fn play_on_record(
    session: &mut Session<RecordFile>,
    team: &Team,
    mut events: Vec<Event>,
    progress: &Progress,
) -> Result<Vec<Event>, SessionError> {
    let mut made: Vec<MoveState> = Vec::new();
    while !session.exercise().ended() {
        for (command, at) in session.exercise().moves(team, &mut made) {
            match session.apply(&command, &crate::real_time::now()) {
                Ok(happened) => {
                    made[at].tried(true);
                    events.extend(happened);
                }
                Err(SessionError::Refused(refusal)) => {
                    if made[at].tried(false) {
                        given_up(session.exercise(), &refusal.to_string());
                    }
                }
                Err(error) => return Err(error),
            }
        }
        let next = (session.exercise().secs() / 60 + 1) * 60;
        events.extend(session.advance(next)?);
        progress.at(session.exercise());
    }
    Ok(events)
}

/// Says that a scripted team gave a move up.
fn given_up(exercise: &Exercise, why: &str) {
    say(&format!(
        "{}: a move is given up: {why}",
        exercise.scenario().clock(exercise.secs())
    ));
}
