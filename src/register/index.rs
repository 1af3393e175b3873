//! The index of a folder's records, so that a register opens at once. What it knows of a record
//! that has not changed is not worked out again; an index that can't be read is made anew.

use super::{Broken, Entry, Member};
use crate::files::{self, Stamp};
use crate::report::Finished;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// What is kept of a folder's records, so that it opens at once the next time.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Index {
    /// The program that made it: another judges otherwise.
    program: String,
    /// By record: what its file was, and what was found.
    records: BTreeMap<String, (Stamp, Result<Entry, String>)>,
}

const PROGRAM: &str = concat!("wardroom ", env!("CARGO_PKG_VERSION"));
const INDEX: &str = ".wardroom-index.json";

/// A member from its folder. What the index knows of an unchanged record is not worked out again.
///
/// # Errors
/// If there is no such folder.
pub fn member(folder: &Path) -> io::Result<Member> {
    if !folder.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("{} is no folder", folder.display()),
        ));
    }
    let place = folder.join(INDEX);
    // An index that can't be read is made anew.
    let known: Index = files::text(&place)
        .and_then(|text| serde_json::from_str(&text).ok())
        .filter(|index: &Index| index.program == PROGRAM)
        .unwrap_or_default();
    let records: BTreeMap<String, (Stamp, Result<Entry, String>)> = files::records_in(folder)
        .par_iter()
        .map(|path| {
            let name = path.display().to_string();
            let stamp = files::stamp(path);
            let found = match known.records.get(&name) {
                Some((then, found)) if *then == stamp => found.clone(),
                _ => judged(path),
            };
            (name, (stamp, found))
        })
        .collect();
    let index = Index {
        program: PROGRAM.to_owned(),
        records,
    };
    if index.records != known.records
        && let Ok(text) = serde_json::to_string(&index)
    {
        // Without an index it is only slower the next time.
        let _kept = files::write(&place, text.as_bytes());
    }
    let mut entries = Vec::new();
    let mut broken = Vec::new();
    for (path, (_, found)) in index.records {
        match found {
            Ok(entry) => entries.push(entry),
            Err(why) => broken.push(Broken { path, why }),
        }
    }
    entries.sort_by(|a: &Entry, b: &Entry| a.started.cmp(&b.started));
    Ok(Member {
        name: files::name_of(folder),
        entries,
        broken,
    })
}

fn judged(path: &Path) -> Result<Entry, String> {
    let opened = files::record(path).map_err(|error| error.to_string())?;
    let finished = Finished::from_record(&opened).map_err(|error| error.to_string())?;
    Ok(Entry::of(&opened, &finished))
}
