//! A file of answers that somebody who took part without a network sent back: from its place to what is to be
//! entered. Must not enter it.

use std::path::Path;
use wardroom_core::exercise::Event;
use wardroom_core::scenario::Scenario;
use wardroom_sealed::{LONGEST_FILE, Returned};

/// What the file at a path comes to. `events` are all since STARTEX.
///
/// # Errors
/// In words for the facilitator: it can't be read, it is no file of answers, it is of another scenario or role.
pub fn returned(path: &Path, scenario: &Scenario, events: &[Event]) -> Result<Returned, String> {
    let bytes = wardroom_files::read(path, LONGEST_FILE as u64)
        .map_err(|why| format!("{} can't be read: {why}", path.display()))?;
    wardroom_sealed::returned(scenario, events, &bytes).map_err(|why| why.0)
}
