//! What a scenario of a study came to, put together of its parts: balance as a page and as JSON, and
//! tables. Must not play, and must not write anything that depends on how the seeds were spread.

use super::asked::Asked;
use super::desk;
use super::one::Studied;
use crate::cli::ended::Failure;
use crate::cli::gathered::gathered;
use crate::cli::named_files::{growing_of, unwritten, write_of};
use serde_json::json;
use std::io;
use wardroom_core::balance::{Balance, Part, PartError, Shard};
use wardroom_files::{Growing, Lines, MAX_SMALL_BYTES, balance_part};
use wardroom_papers::report;
use wardroom_papers::tables::{SeedTable, Sheet};

/// Writes a scenario's results into its folder; nothing if another process is at it.
pub fn write(
    studied: &Studied,
    asked: &Asked,
    adversary_seeds: u64,
) -> Result<Option<Balance>, Failure> {
    // An empty file that goes again: what counts is who holds it.
    let path = studied.folder.join("putting-together");
    let _held = match Lines::open(&path, MAX_SMALL_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
        held => held.map_err(unwritten(&path))?,
    };
    let part = put_together(studied, asked)?;
    let scenario = &studied.scenario;
    let mut tables = Vec::new();
    for sheet in Sheet::ALL {
        let path = studied.folder.join(format!("{}.parquet", sheet.name()));
        let file = growing_of(&studied.path, &path)?;
        let table = SeedTable::new(file, sheet, scenario, &studied.plan);
        tables.push(table.map_err(unwritten(&path))?);
    }
    let found = gathered(scenario, &part, &mut tables)?
        .ok_or_else(|| Failure::CouldNotRun("no seed was played".to_owned()))?;
    for table in tables {
        let placed = table.done().and_then(Growing::place);
        placed.map_err(unwritten(&studied.folder))?;
    }
    let found = match desk::found(studied, asked, adversary_seeds)? {
        Some(adversary) => found.against(adversary),
        None => found,
    };
    let write = |name: &str, text: &str| {
        let path = studied.folder.join(name);
        write_of(&studied.path, &path, text.as_bytes())
    };
    let script = found.adversary.as_ref().map(|it| it.script.as_str());
    if let Some(script) = script.filter(|it| !it.is_empty()) {
        write("adversary.ron", script)?;
    }
    write("balance.json", &format!("{}\n", json!(found)))?;
    let page = report::page(&report::balance::document(scenario, &found));
    write("balance.html", &page)?;
    Ok(Some(found))
}

/// All parts of a scenario, with every seed.
fn put_together(studied: &Studied, asked: &Asked) -> Result<Part, Failure> {
    let mut whole = Part::new(studied.head.clone());
    whole.asked = asked.runs;
    for index in 0..asked.parts.min(asked.runs) {
        let path = studied.part(Shard {
            index,
            of: asked.parts,
        });
        let taken = balance_part(&path, &studied.scenario).and_then(|it| whole.merge(it));
        taken.map_err(|error| {
            let words = format!("{}: {error}", path.display());
            match error {
                PartError::Unreadable(_) => Failure::CouldNotRun(words),
                _ => Failure::Wrong(words),
            }
        })?;
    }
    whole.up_to(asked.runs);
    if let Some((from, to)) = whole.missing().first() {
        return Err(Failure::CouldNotRun(format!(
            "{}: seeds {from} to {to} are missing: somebody took lines out of its parts. Start again",
            studied.folder.display()
        )));
    }
    Ok(whole)
}
