//! Plays an exercise with a scripted team, to ENDEX. Must not decide anything the script does not
//! say.

use super::{Command, Event, Exercise, MoveState, Refusal};
use crate::scenario::Team;

/// One step of a scripted run.
#[derive(Debug)]
pub enum Step {
    /// Time passed, and this happened.
    Passed(Vec<Event>),
    /// The team did this, and this happened.
    Taken(Command, Vec<Event>),
    /// The team asked for this and was refused; with `true`, for the last time.
    Refused(Command, Refusal, bool),
}

/// Plays on to ENDEX, telling `tell` every step; `tell` returns whether to go on.
pub fn play(exercise: &mut Exercise, team: &Team, mut tell: impl FnMut(&Exercise, Step) -> bool) {
    let mut made: Vec<MoveState> = Vec::new();
    while !exercise.ended() {
        for (command, at) in exercise.moves(team, &mut made) {
            let result = exercise.apply(&command);
            let given_up = made[at].tried(result.is_ok());
            let step = match result {
                Ok(events) => Step::Taken(command, events),
                Err(refusal) => Step::Refused(command, refusal, given_up),
            };
            if !tell(exercise, step) {
                return;
            }
        }
        let next = (exercise.secs() / 60 + 1) * 60;
        let events = exercise.advance(next);
        if !tell(exercise, Step::Passed(events)) {
            return;
        }
    }
}
