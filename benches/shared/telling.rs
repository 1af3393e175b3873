//! A run of the shipped scenario, and a change to it that takes effect, for the benches.

use std::sync::Arc;
use wardroom_core::ensemble::Watching;
use wardroom_core::exercise::scripted::{self, Step};
use wardroom_core::exercise::{Command, Exercise};
use wardroom_core::review::what_if::{Change, Difference, Played, what_if};
use wardroom_core::scenario::{Scenario, Team};

/// A scripted team.
pub fn team<'a>(scenario: &'a Scenario, id: &str) -> &'a Team {
    let team = scenario.teams.iter().find(|team| team.id == id);
    team.unwrap_or_else(|| panic!("there is no team {id}"))
}

/// What a team decided from STARTEX to ENDEX.
pub fn played(scenario: &Arc<Scenario>, id: &str) -> Played {
    let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
    let mut commands: Vec<(u64, Command)> = Vec::new();
    scripted::play(&mut exercise, team(scenario, id), |exercise, step| {
        if let Step::Taken(command, _) = step {
            commands.push((exercise.secs(), command));
        }
        true
    });
    Played::new(scenario.clone(), 1, commands, None)
}

/// The first decision that could as well have been taken half an hour later, to some effect: most of
/// the exercise is played twice for it.
pub fn change_that_tells(played: &Played) -> Change {
    let decisions = played.decisions().into_iter();
    let mut later = decisions.map(|it| Change::Shift(it.number, 30));
    let tells = |change: &Change| {
        let changes = std::slice::from_ref(change);
        let told = what_if(played, changes, 8, &Watching::default());
        matches!(told, Ok(Some(told)) if !told.outcomes.iter().all(Difference::none))
    };
    later
        .find(tells)
        .unwrap_or_else(|| panic!("nothing that was decided made any difference"))
}
