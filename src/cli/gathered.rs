//! What all seeds of a scenario come to, read from the files they were kept in and gathered one by
//! one; and the threads they are played with. Must not play any.

use super::ended::Failure;
use std::io::{self, Write};
use wardroom_core::balance::{Balance, Gathering, Part, PartError};
use wardroom_core::scenario::Scenario;
use wardroom_files::{Figures, KeptError};
use wardroom_papers::tables::SeedTable;

/// What the results of a part come to, with a word about seeds that are missing; nothing if there is
/// none. Tables take in each seed on the way.
pub fn gathered<W: Write + Send>(
    scenario: &Scenario,
    part: &Part,
    tables: &mut [SeedTable<'_, W>],
) -> Result<Option<Balance>, Failure> {
    let unkept = |error: io::Error| {
        Failure::CouldNotRun(format!(
            "figures can't be kept in the system's folder for such files (on Unix TMPDIR names another): {error}"
        ))
    };
    let mut gathering = Gathering::new(scenario, part.plan(), Figures::default());
    for result in part.results(scenario) {
        let result = result.map_err(|error| match error {
            PartError::Unreadable(_) => Failure::CouldNotRun(format!("a part: {error}")),
            _ => Failure::Wrong(format!("a part: {error}")),
        })?;
        gathering.add(&result).map_err(unkept)?;
        for table in &mut *tables {
            table.add(&result).map_err(|error| {
                Failure::CouldNotRun(format!("a table can't be written: {error}"))
            })?;
        }
    }
    let found = gathering.done().map_err(unkept)?;
    Ok(found.map(|it| it.without(part.missing())))
}

/// So many threads, or as many as the machine has.
pub fn pool(threads: Option<u16>) -> Result<rayon::ThreadPool, Failure> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(threads.unwrap_or(0)))
        .build()
        .map_err(|error| Failure::CouldNotRun(error.to_string()))
}

impl From<KeptError> for Failure {
    fn from(error: KeptError) -> Self {
        match error {
            KeptError::Wrong(..) => Self::Wrong(error.to_string()),
            KeptError::Io(..) | KeptError::Held(_) => Self::CouldNotRun(error.to_string()),
        }
    }
}
