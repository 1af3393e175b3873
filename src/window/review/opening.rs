//! A review made ready: of an exercise that has just ended, or of a record. It plays the exercise
//! again, so it belongs into the background. Must not draw.

use super::super::live::Live;
use super::desk::{Desk, Writes};
use super::seen::Again;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::assessment::references;
use wardroom_core::exercise::Command;
use wardroom_core::record::{Scrub, at_start, commands_until};
use wardroom_core::review::Finished;
use wardroom_core::review::what_if::Played;
use wardroom_core::scenario::Scenario;
use wardroom_core::views::Askable;
use wardroom_files as files;

/// What a review is made from.
#[derive(Debug)]
pub(super) struct Opening {
    pub desk: Desk,
    /// What these rules play again; or why they can't.
    pub again: Result<(Again, Scrub), String>,
    /// The folder of the record, where reports go.
    pub folder: PathBuf,
}

/// Of an exercise that has just ended; nothing if its host is gone.
pub(super) fn of(live: Live) -> Option<Opening> {
    let folder = folder_of(&live.seen.record);
    let host = live.into_host()?;
    let exercise = host.exercise();
    let references = references(exercise.scenario(), exercise.seed(), exercise.at_minute());
    let header = host.header();
    let finished = Finished {
        team: header.team.clone(),
        people: header.people.clone(),
        // As the record has them: the console's stand-in for none is nobody who was there.
        evaluators: header.evaluators.clone(),
        started: header.started.clone(),
        of_type: header.exercise_type(),
        plan: header.plan.clone(),
        ..Finished::of(
            exercise,
            host.events().to_vec(),
            host.observations().clone(),
            &references,
        )
    };
    let again = again(
        exercise.scenario(),
        exercise.seed(),
        host.commands().to_vec(),
        exercise.secs(),
    );
    Some(Opening {
        desk: Desk::new(finished, Writes::Host(Box::new(host))),
        again: Ok(again),
        folder,
    })
}

/// Of a record. If it can't be written, it can still be read; if other rules played it, it is told
/// from its seal.
///
/// # Errors
/// Why it can't be read, in words.
pub(super) fn open(path: &Path) -> Result<Opening, String> {
    // It is sealed first, if that was not done.
    let writes = match files::amend(path) {
        Ok(amendment) => Writes::Amendment(Box::new(amendment)),
        Err(why) => Writes::Nowhere(why),
    };
    let opened = files::record(path).map_err(|error| error.to_string())?;
    let finished = Finished::from_record(&opened).map_err(|error| error.to_string())?;
    let again = at_start(&opened)
        .and_then(|exercise| {
            let scenario = exercise.scenario();
            let commands = commands_until(&opened, scenario, u64::MAX)?;
            let (seed, ends) = (opened.header.seed, finished.ended_secs);
            Ok(again(scenario, seed, commands, ends))
        })
        .map_err(|error| error.to_string());
    Ok(Opening {
        desk: Desk::new(finished, writes),
        again,
        folder: folder_of(path),
    })
}

fn folder_of(record: &Path) -> PathBuf {
    record.parent().unwrap_or(Path::new(".")).to_path_buf()
}

fn again(
    scenario: &Arc<Scenario>,
    seed: u64,
    commands: Vec<(u64, Command)>,
    ends_secs: u64,
) -> (Again, Scrub) {
    let scrub = Scrub::new(scenario, seed, commands.clone(), ends_secs);
    let played = Played::new(scenario.clone(), seed, commands, Some(ends_secs));
    let askable = Askable::of(&played);
    let played = Arc::new(played);
    (Again { played, askable }, scrub)
}
