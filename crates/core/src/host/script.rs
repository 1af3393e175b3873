//! A scripted team that plays while somebody watches. Must not decide anything itself.

use super::Host;
use crate::exercise::MoveState;
use crate::record::Store;
use crate::scenario::Team;

/// The team and which of its moves are made.
#[derive(Debug)]
pub(super) struct Script {
    team: Team,
    made: Vec<MoveState>,
}

impl Script {
    pub fn of(team: Team) -> Self {
        Self {
            team,
            made: Vec::new(),
        }
    }
}

impl<S: Store> Host<S> {
    /// Makes the moves that are due.
    pub(super) fn play_script(&mut self, real: &str) {
        let Some(mut script) = self.script.take() else {
            return;
        };
        let moves = self
            .session
            .exercise()
            .moves(&script.team, &mut script.made);
        for (command, at) in moves {
            let taken = self.enter(&command, real).is_ok();
            script.made[at].tried(taken);
        }
        self.script = Some(script);
    }
}
