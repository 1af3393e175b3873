//! Taking an exercise to write it: begun, or gone on with where another server stopped. Must not play it.

use crate::hold;
use crate::link::Link;
use crate::place::Place;
use crate::record::{RegionRecord, Taker};
use std::io;

/// Letters of an exercise's name, at most.
const LONGEST_NAME: usize = 100;

/// Why an exercise can't be taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// Another server writes it.
    #[error(
        "{by} has this exercise, since {since}. One server writes it at a time; if that one has died, it is let go of within half a minute"
    )]
    Held {
        /// Who that is, as it named itself.
        by: String,
        /// Since when.
        since: String,
    },
    /// It has no name that an exercise may have.
    #[error("an exercise's name has 1 to {LONGEST_NAME} letters, none of them a control character")]
    Name,
    /// The database says something else, or nothing.
    #[error("{0}")]
    Database(#[from] io::Error),
}

/// Takes an exercise by its name, new or as it stands: what is kept of it is what was acknowledged.
///
/// # Errors
/// Who has it, or what is wrong with the database.
pub fn take(place: &Place, name: &str, taker: Taker) -> Result<RegionRecord, NotTaken> {
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control)
    {
        return Err(NotTaken::Name);
    }
    let link = Link::to(place)?;
    hold::check_form(&link)?;
    let id = match hold::number_of(&link, name)? {
        Some(id) => id,
        None => {
            hold::make(&link, name)?;
            hold::number_of(&link, name)?.ok_or_else(gone)?
        }
    };
    if !hold::lock(&link, id)? {
        let standing = hold::standing(&link, id)?.ok_or_else(gone)?;
        return Err(NotTaken::Held {
            by: standing.holder,
            since: standing.since,
        });
    }
    let holding = hold::hold(&link, id, &taker.who)?;
    let unsafe_place = not_safe(&link)?;
    let mut record = RegionRecord::taken(place, taker, id, holding, link);
    // Read once nobody else can write it any more.
    record.read()?;
    if let Some(notice) = unsafe_place {
        record.tell(notice);
    }
    Ok(record)
}

fn gone() -> io::Error {
    io::Error::other("the exercise was taken out of the database")
}

/// What is wrong with a database that does not wait for its disk.
fn not_safe(link: &Link) -> io::Result<Option<String>> {
    let off = link.ask(
        "SELECT name FROM pg_settings
         WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY name",
        &[],
    )?;
    let names: Vec<String> = off
        .iter()
        .map(|row| row.try_get(0).map_err(hold::unread))
        .collect::<io::Result<_>>()?;
    Ok((!names.is_empty()).then(|| {
        format!(
            "This database has {} turned off: a power cut there can lose what was acknowledged here.",
            names.join(" and ")
        )
    }))
}
