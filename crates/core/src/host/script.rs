//! A scripted team that plays while somebody watches. Must not decide anything itself.

use super::request::Unasked;
use crate::exercise::{Command, Exercise, Made};
use crate::scenario::Team;

/// The team and which of its moves are made.
#[derive(Debug)]
pub(super) struct Script {
    team: Team,
    made: Made,
    /// Moves that were refused so often that they are not tried again, and not told yet: when,
    /// seconds since STARTEX, and why.
    given_up: Vec<(u64, Unasked)>,
}

impl Script {
    pub fn of(team: Team) -> Self {
        Self {
            team,
            made: Made::default(),
            given_up: Vec::new(),
        }
    }

    /// The moves that are due, each with its number.
    pub fn due(&mut self, exercise: &Exercise) -> Vec<(Command, usize)> {
        exercise.moves(&self.team, &mut self.made)
    }

    /// A move was tried at a time, in seconds since STARTEX, and taken or refused.
    pub fn tried(&mut self, number: usize, at_secs: u64, taken: Result<(), Unasked>) {
        if self.made.tried(number, taken.is_ok())
            && let Err(why) = taken
        {
            self.given_up.push((at_secs, why));
        }
    }

    /// The moves that were given up since this was last asked.
    pub fn take_given_up(&mut self) -> Vec<(u64, Unasked)> {
        std::mem::take(&mut self.given_up)
    }
}
