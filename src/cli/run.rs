//! `wardroom run`: a scripted team plays; record and report are written.

use super::progress::Progress;
use super::{Ended, Failure, Format, Outcome, colour, out};
use crate::assessment::{Observations, assess, references};
use crate::exercise::{Event, Exercise, MoveState};
use crate::files::{self, RecordFile};
use crate::record::{Header, Person, Session, SessionError};
use crate::report::{self, Finished, Summary};
use crate::scenario::{Code, Scenario, Team};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Arguments of `wardroom run`.
#[derive(Debug, Args)]
pub struct Run {
    /// The scenario's file.
    scenario: PathBuf,
    /// The scripted team: an id of the scenario's, or a file; if nothing is said “typical”, or the
    /// first.
    #[arg(long)]
    team: Option<String>,
    /// The seed: the luck of the exercise.
    #[arg(long, default_value_t = 1)]
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
    let finished = play(
        &scenario,
        &team,
        arguments.seed,
        arguments.output.as_deref(),
    )?;
    let summary = Summary::of(&finished);
    if let Some(folder) = &arguments.output {
        let json = serde_json::to_string_pretty(&summary)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        files::write(&folder.join("summary.json"), json.as_bytes())?;
        if !arguments.no_report {
            let written = report::beside(&finished, &report::Questions::default())
                .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
            for (name, bytes) in written {
                files::write(&folder.join(name), &bytes)?;
            }
        }
        eprintln!("Record and reports are in {}", folder.display());
    }
    match arguments.format {
        Format::Json => out(&format!(
            "{}\n",
            serde_json::to_string(&summary)
                .map_err(|error| Failure::CouldNotRun(error.to_string()))?
        )),
        Format::Text => out(&summary.in_words()),
    }
    Ok(Ended::Done)
}

/// The scenario in a file.
pub fn scenario_at(path: &Path) -> Result<Arc<Scenario>, Failure> {
    files::scenario(path).map_err(|problems| {
        eprint!("{}", problems.render(colour()));
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
        eprint!("{}", problems.render(colour()));
        Failure::Wrong(format!("{name}: {} found wrong", problems.list.len()))
    })
}

/// Plays to the end; with a folder, keeps the record in it.
pub fn play(
    scenario: &Arc<Scenario>,
    team: &Team,
    seed: u64,
    folder: Option<&Path>,
) -> Result<Finished, Failure> {
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
    let (exercise, events) = match folder {
        Some(folder) => {
            let file = RecordFile::create(&folder.join("record.jsonl")).map_err(|error| {
                Failure::CouldNotRun(format!(
                    "{} can't be written: {error}; a record is never overwritten, so choose a new folder",
                    folder.join("record.jsonl").display()
                ))
            })?;
            let (session, events) = Session::start(exercise, header.clone(), file)
                .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
            on_record(session, team, events, &progress)?
        }
        None => {
            let mut exercise = exercise;
            let mut events = exercise.advance(0);
            crate::exercise::scripted::play(&mut exercise, team, |exercise, step| {
                use crate::exercise::scripted::Step;
                match step {
                    Step::Passed(happened) | Step::Taken(_, happened) => events.extend(happened),
                    Step::Refused(_, refusal, true) => given_up(exercise, &refusal.to_string()),
                    Step::Refused(..) => {}
                }
                progress.at(exercise);
                true
            });
            (exercise, events)
        }
    };
    progress.done();
    let references = references(scenario, seed, exercise.state().minute);
    let assessment = assess(&exercise, &events, &Observations::default(), &references);
    Ok(Finished {
        exercise,
        events,
        observations: Observations::default(),
        assessment,
        team: Some(team.id.clone()),
        people: header.people,
        started,
    })
}

/// Plays a scripted team with every decision on record before it counts.
fn on_record(
    mut session: Session<RecordFile>,
    team: &Team,
    mut events: Vec<Event>,
    progress: &Progress,
) -> Result<(Exercise, Vec<Event>), Failure> {
    let could_not = |error: SessionError| Failure::CouldNotRun(error.to_string());
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
                Err(error) => return Err(could_not(error)),
            }
        }
        let next = (session.exercise().secs() / 60 + 1) * 60;
        events.extend(session.advance(next).map_err(could_not)?);
        progress.at(session.exercise());
    }
    Ok((session.into_exercise(), events))
}

/// Says that a scripted team gave a move up.
fn given_up(exercise: &Exercise, why: &str) {
    eprintln!(
        "{}: a move is given up: {why}",
        exercise.scenario().clock(exercise.secs())
    );
}
