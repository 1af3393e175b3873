//! What people add to an exercise without changing it: notes, ratings, improvement actions,
//! answers, how a decision stands to the plan. They are taken after ENDEX too, and of an exercise that other rules played. Must not
//! know the state.

use super::command::{Command, Refusal};
use super::event::What;
use super::voice::Speaker;

/// What they can speak of: ids of the scenario.
pub struct Known<'a> {
    /// Whether there is such a task.
    pub task: &'a dyn Fn(&str) -> bool,
    /// Whether there is such an inject.
    pub inject: &'a dyn Fn(&str) -> bool,
    /// Whether there is such a role.
    pub role: &'a dyn Fn(&str) -> bool,
    /// How many events there have been since STARTEX.
    pub entries: u64,
    /// Their ids, in the scenario's order.
    pub objectives: &'a [&'a str],
}

/// Whether a command only adds to what was played.
pub fn annotates(command: &Command) -> bool {
    matches!(
        command,
        Command::Rate { .. }
            | Command::Note { .. }
            | Command::Act(_)
            | Command::Answer(_)
            | Command::Cite { .. }
    )
}

/// What a command adds; nothing if it is one that changes the exercise.
///
/// # Errors
/// Why it is refused.
pub fn annotated(command: &Command, known: &Known<'_>) -> Result<Option<What>, Refusal> {
    let there = |is: &dyn Fn(&str) -> bool, what: &str, id: &Option<String>| match id {
        Some(id) if !is(id) => Err(Refusal::Unknown {
            what: what.to_owned(),
            id: id.clone(),
        }),
        _ => Ok(()),
    };
    Ok(Some(match command {
        Command::Note {
            by,
            text,
            task,
            inject,
            ..
        } => {
            there(known.task, "task", task)?;
            there(known.inject, "inject", inject)?;
            What::Noted {
                by: by.clone(),
                text: text.clone(),
                task: task.clone(),
                inject: inject.clone(),
            }
        }
        Command::Rate { task, by, .. } => {
            there(known.task, "task", &Some(task.clone()))?;
            What::Rated {
                task: task.clone(),
                by: by.clone(),
            }
        }
        Command::Act(improvement) => {
            there(known.task, "task", &improvement.task)?;
            if let Some(why) = improvement.lacks() {
                return Err(Refusal::NotNow { why });
            }
            What::Acted {
                number: improvement.number,
                action: improvement.action.clone(),
                status: improvement.status,
            }
        }
        Command::Answer(answer) => {
            if let Some(why) = answer.lacks(known.objectives) {
                return Err(Refusal::NotNow { why });
            }
            What::Answered {
                number: answer.number,
            }
        }
        Command::Cite { by, of, stance } => {
            if !(1..=known.entries).contains(of) {
                return Err(Refusal::NotNow {
                    why: format!("There is no entry {of} in the log of which that could be said."),
                });
            }
            match by {
                Speaker::Role(id) => there(known.role, "role", &Some(id.clone()))?,
                Speaker::Facilitator => {}
                Speaker::Somebody(_) => {
                    return Err(Refusal::NotNow {
                        why: "How it stands to the plan, the role that decided says, or the facilitator."
                            .to_owned(),
                    });
                }
            }
            if let Some(why) = stance.lacks() {
                return Err(Refusal::NotNow { why });
            }
            What::Cited {
                by: by.clone(),
                of: *of,
                stance: stance.clone(),
            }
        }
        _ => return Ok(None),
    }))
}
