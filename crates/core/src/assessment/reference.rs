//! Plays the scenario's scripted teams on a seed, to have something to compare with. Must not
//! judge them.

use crate::exercise::{Exercise, Outcomes, Watched, scripted};
use crate::scenario::{Mins, Scenario, Team};
use rayon::prelude::*;
use std::sync::Arc;

/// What a scripted team came to on a seed.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The team's id.
    pub team: String,
    /// What its exercise had cost by the minute at which it was stopped.
    pub outcomes: Outcomes,
    /// What the tasks' conditions came to.
    pub watched: Vec<Watched>,
    /// The hash of the final state.
    pub state_hash: String,
}

impl Reference {
    /// Of a team that has played this far.
    pub fn of(team: &Team, exercise: &Exercise) -> Self {
        Self {
            team: team.id.clone(),
            outcomes: exercise.state().outcomes.clone(),
            watched: exercise.watched().to_vec(),
            state_hash: exercise.state().hash(),
        }
    }
}

/// Plays every scripted team of a scenario on a seed until a minute, in parallel: an exercise that
/// was ended early is compared with teams that had no longer. The results are in the order of the
/// scenario and do not depend on the number of threads.
pub fn references(scenario: &Arc<Scenario>, seed: u64, until_mins: Mins) -> Vec<Reference> {
    scenario
        .teams
        .par_iter()
        .map(|team| {
            let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
            let until = u64::from(until_mins) * 60;
            scripted::play(&mut exercise, team, |exercise, _| exercise.secs() < until);
            Reference::of(team, &exercise)
        })
        .collect()
}
