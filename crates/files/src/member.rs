//! A member from its folder: every record is read and verified anew, so that nothing is believed
//! but the records themselves, and the list of other exercises that it keeps. Must not keep anything beside them.

use rayon::prelude::*;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use wardroom_core::cycle::{self, Held};
use wardroom_core::register::{Broken, Entry, Member};
use wardroom_core::review::Finished;

/// The member's own list: exercises that were held without Wardroom, beside its records.
const LIST: &str = "exercises.csv";

/// A member from its folder.
///
/// # Errors
/// If there is no such folder, or it may not be read.
pub fn member(folder: &Path) -> io::Result<Member> {
    let whole = member_while(folder, &|_, _| true)?;
    whole.ok_or_else(|| io::Error::from(io::ErrorKind::Interrupted))
}

/// A member from its folder, if it is let finish. Before each record it asks whether to go on, and
/// says how many have been read and how many there are.
///
/// # Errors
/// If there is no such folder, or it may not be read.
pub fn member_while(
    folder: &Path,
    goes_on: &(dyn Fn(usize, usize) -> bool + Sync),
) -> io::Result<Option<Member>> {
    let crate::RecordsUnder { records, closed } =
        crate::records_under(folder).map_err(|error| {
            let why = if error.kind() == io::ErrorKind::NotFound {
                format!(
                    "There is no folder {}: nothing was recorded there.",
                    folder.display()
                )
            } else {
                format!("{} can't be looked into: {error}", folder.display())
            };
            io::Error::new(error.kind(), why)
        })?;
    let read = AtomicUsize::new(0);
    let found: Option<Vec<(String, Result<Entry, String>)>> = records
        .par_iter()
        .map(|path| {
            let done = goes_on(read.load(Ordering::Relaxed), records.len())
                .then(|| (path.display().to_string(), entry(path)));
            read.fetch_add(1, Ordering::Relaxed);
            done
        })
        .collect();
    let Some(found) = found else { return Ok(None) };
    let mut entries = Vec::new();
    let mut broken: Vec<Broken> = closed
        .into_iter()
        .map(|(path, why)| Broken {
            path: path.display().to_string(),
            why,
        })
        .collect();
    for (path, found) in found {
        match found {
            Ok(entry) => entries.push(entry),
            Err(why) => broken.push(Broken { path, why }),
        }
    }
    let listed = listed(folder, &mut broken);
    entries.sort_by(|a: &Entry, b: &Entry| a.started.cmp(&b.started));
    Ok(Some(Member {
        name: crate::name_of(folder),
        entries,
        listed,
        broken,
    }))
}

/// A member's own list of exercises, with what in it can't be read.
fn listed(folder: &Path, broken: &mut Vec<Broken>) -> Vec<Held> {
    let path = folder.join(LIST);
    if !crate::is_there(&path) {
        return Vec::new();
    }
    let mut told = |why: String| {
        broken.push(Broken {
            path: path.display().to_string(),
            why,
        });
    };
    match crate::read(&path, crate::MAX_SMALL_BYTES) {
        Ok(bytes) => {
            let (held, wrong) = cycle::listed(&bytes);
            wrong.into_iter().for_each(&mut told);
            held
        }
        Err(error) => {
            told(error.to_string());
            Vec::new()
        }
    }
}

fn entry(path: &Path) -> Result<Entry, String> {
    let opened = crate::record(path).map_err(|error| error.to_string())?;
    let finished = Finished::from_record(&opened).map_err(|error| error.to_string())?;
    Ok(Entry::of(&opened, &finished))
}
