//! Plays a record again and compares. Must not write anything.

use super::chain::{Body, written};
use super::open::{Opened, scenario_of};
use super::playback::Playback;
use crate::exercise::{Command, ENGINE, Event, Exercise, Refusal};
use crate::scenario::Scenario;

/// A record that was played again without a difference.
#[derive(Debug)]
pub struct Replayed {
    /// The exercise as it stood at the record's end.
    pub exercise: Exercise,
    /// Lines compared.
    pub lines: usize,
    /// Checkpoints whose state hash was the same.
    pub checkpoints: usize,
    /// Everything that happened.
    pub events: Vec<Event>,
    /// What happened after the last line, up to its time: lost in writing, or not yet written.
    pub unwritten: Vec<Event>,
}

/// How a replay differs from its record.
#[derive(Debug, thiserror::Error)]
pub enum Difference {
    /// The scenario in the record doesn't check any more.
    #[error("The scenario in the record can't be read by this version:\n{0}")]
    Scenario(String),
    /// The scenario isn't the one whose hash the header gives.
    #[error("The scenario in the record is not the one its header names.")]
    Hash,
    /// A command was refused that had been taken.
    #[error("Line {line}: a decision that was taken then is refused now: {refusal}")]
    Refused {
        /// The line, counted from one.
        line: usize,
        /// Why.
        refusal: Refusal,
    },
    /// Other rules played it.
    #[error(
        "This exercise was played by rules version {played} ({program}); this program has version {ENGINE}. Its report, its review and the register are told from what was sealed at ENDEX. To play it again, to ask what if or to branch off, use {program}."
    )]
    Engine {
        /// The version of the rules that played it.
        played: u32,
        /// The program that had them.
        program: String,
    },
    /// What was sealed at ENDEX is not what it came to.
    #[error("Line {line}: what was sealed at ENDEX is not what the replay comes to.")]
    Sealed {
        /// The line, counted from one.
        line: usize,
    },
    /// Something else happened.
    #[error("Line {line}: the record says {recorded}; the replay says {replayed}.")]
    Event {
        /// The line, counted from one.
        line: usize,
        /// What the record says.
        recorded: String,
        /// What the replay says.
        replayed: String,
    },
    /// The state is another.
    #[error(
        "Line {line}: at {at_secs} s after STARTEX the state is not the one that was recorded."
    )]
    State {
        /// The line, counted from one.
        line: usize,
        /// When.
        at_secs: u64,
    },
}

/// Plays a record again and compares every line.
///
/// # Errors
/// The first difference.
pub fn replay(opened: &Opened) -> Result<Replayed, Difference> {
    run(opened, true)
}

/// Brings an exercise to where its record ends, so that it can go on. Events that were not written
/// before the program was killed are written again by whoever goes on.
///
/// # Errors
/// The first difference.
pub fn resume(opened: &Opened) -> Result<Replayed, Difference> {
    run(opened, false)
}

/// Whether these rules play what those of a version played.
pub fn plays(engine: u32) -> bool {
    engine == ENGINE
}

/// The exercise of a record at STARTEX.
///
/// # Errors
/// If other rules played it, or the scenario in it can't be read or is not the one its header
/// names.
pub fn at_start(opened: &Opened) -> Result<Exercise, Difference> {
    if !plays(opened.header.engine) {
        return Err(Difference::Engine {
            played: opened.header.engine,
            program: opened.header.program.clone(),
        });
    }
    let scenario =
        scenario_of(opened).map_err(|problems| Difference::Scenario(problems.render(false)))?;
    if scenario.hash != opened.header.scenario_hash {
        return Err(Difference::Hash);
    }
    Ok(Exercise::new(scenario, opened.header.seed))
}

/// The commands of a record that were taken until a moment, with their exercise time, as its
/// scenario means them.
///
/// # Errors
/// The first that names something the scenario does not have.
pub fn commands_until(
    opened: &Opened,
    scenario: &Scenario,
    until_secs: u64,
) -> Result<Vec<(u64, Command)>, Difference> {
    let mut commands = Vec::new();
    for (at, body) in opened.lines.iter().enumerate() {
        let Body::Command {
            at_secs, command, ..
        } = body
        else {
            continue;
        };
        if *at_secs > until_secs {
            break;
        }
        // The header is line one.
        let meant = command.meant(scenario);
        let meant = meant.map_err(|refusal| Difference::Refused {
            line: at + 2,
            refusal,
        })?;
        commands.push((*at_secs, meant));
    }
    Ok(commands)
}

fn run(opened: &Opened, whole: bool) -> Result<Replayed, Difference> {
    let exercise = at_start(opened)?;
    let scenario = exercise.scenario().clone();
    let mut playback = Playback::of(exercise);
    let mut waiting: std::collections::VecDeque<Event> = playback.pass(0).into();
    let mut events: Vec<Event> = Vec::new();
    let mut checkpoints = 0;
    for (at, body) in opened.lines.iter().enumerate() {
        // The header is line one.
        let line = at + 2;
        match body {
            Body::Header(_) => {
                return Err(Difference::Event {
                    line,
                    recorded: "a second header".to_owned(),
                    replayed: "nothing".to_owned(),
                });
            }
            Body::Command {
                at_secs, command, ..
            } => {
                waiting.extend(playback.pass(*at_secs));
                none_left(&waiting, whole, line)?;
                let happened = command
                    .meant(&scenario)
                    .and_then(|command| playback.take(&command))
                    .map_err(|refusal| Difference::Refused { line, refusal })?;
                waiting.extend(happened);
            }
            Body::Event(event) => {
                waiting.extend(playback.pass(event.at_secs));
                match waiting.pop_front() {
                    Some(found) if found == *event => events.push(found),
                    found => {
                        return Err(Difference::Event {
                            line,
                            recorded: told(Some(event)),
                            replayed: told(found.as_ref()),
                        });
                    }
                }
            }
            Body::Checkpoint {
                at_secs,
                state_hash,
            } => {
                waiting.extend(playback.pass(*at_secs));
                none_left(&waiting, whole, line)?;
                if playback.exercise().hash() != *state_hash {
                    return Err(Difference::State {
                        line,
                        at_secs: *at_secs,
                    });
                }
                checkpoints += 1;
            }
            Body::Played(played) => {
                if !played.same_as(playback.exercise()) {
                    return Err(Difference::Sealed { line });
                }
            }
            // How it was judged is no matter of the rules; signatures are looked at by `verify`.
            Body::Seal(_) | Body::Signature(_) => {}
        }
    }
    Ok(Replayed {
        exercise: playback.into_exercise(),
        lines: opened.lines.len() + 1,
        checkpoints,
        events,
        unwritten: waiting.into(),
    })
}

fn none_left(
    waiting: &std::collections::VecDeque<Event>,
    whole: bool,
    line: usize,
) -> Result<(), Difference> {
    match waiting.front() {
        Some(event) if whole => Err(Difference::Event {
            line,
            recorded: "nothing more".to_owned(),
            replayed: told(Some(event)),
        }),
        _ => Ok(()),
    }
}

fn told(event: Option<&Event>) -> String {
    event.map_or_else(
        || "nothing".to_owned(),
        |event| written(&Body::Event(event.clone())).unwrap_or_else(|_| format!("{event:?}")),
    )
}
