//! What lies in the database: prepared once, listed, handed out whole. Must not write a record.

use crate::hold::{self, LOCK};
use crate::link::Link;
use crate::pieces::put;
use crate::place::Place;
use std::io;
use tokio_postgres::types::Type;

const SCHEMA: &str = include_str!("schema.sql");
const GRANTS: &str = include_str!("grants.sql");

/// An exercise in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// As whoever began it chose.
    pub name: String,
    /// When its first server took it, UTC.
    pub begun: String,
    /// When something was last written to it, UTC; nothing if nothing ever was.
    pub written: Option<String>,
    /// Bytes of its record.
    pub bytes: u64,
    /// Which server writes it now, if one does.
    pub holder: Option<String>,
}

/// Prepares a database: makes the tables if they are not there, and lets a role serve exercises.
/// Needs a role that may create a schema, which then owns it.
///
/// # Errors
/// What the database says.
pub fn prepare(place: &Place, role: Option<&str>) -> io::Result<()> {
    let link = Link::to(place)?;
    let there = link.ask("SELECT FROM pg_namespace WHERE nspname = 'wardroom'", &[])?;
    if there.is_empty() {
        link.run(SCHEMA)?;
    }
    hold::check_form(&link)?;
    if let Some(role) = role {
        let quoted = link.ask("SELECT quote_ident($1)", &[(&role, Type::TEXT)])?;
        let quoted: String = match quoted.first() {
            Some(row) => row.try_get(0).map_err(hold::unread)?,
            None => return Err(io::Error::other("the database answered nothing")),
        };
        link.run(&GRANTS.replace("TO ROLE;", &format!("TO {quoted};")))?;
    }
    Ok(())
}

/// The exercises, by name.
///
/// # Errors
/// What the database says.
pub fn list(place: &Place) -> io::Result<Vec<Listed>> {
    let link = Link::to(place)?;
    hold::check_form(&link)?;
    let rows = link.read(
        "SELECT name, to_char(begun AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'),
                (SELECT to_char(max(written) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')
                 FROM wardroom.piece WHERE exercise = id),
                length, holder,
                EXISTS (SELECT FROM pg_locks
                        WHERE locktype = 'advisory' AND granted AND classid = $1::oid
                          AND objid = id::oid AND objsubid = 2
                          AND database = (SELECT oid FROM pg_database
                                          WHERE datname = current_database()))
         FROM wardroom.exercise ORDER BY name",
        &[(&LOCK, Type::INT4)],
    )?;
    rows.iter()
        .map(|row| {
            let read = || -> Result<Listed, tokio_postgres::Error> {
                let bytes: i64 = row.try_get(3)?;
                let holder: String = row.try_get(4)?;
                let held: bool = row.try_get(5)?;
                Ok(Listed {
                    name: row.try_get(0)?,
                    begun: row.try_get(1)?,
                    written: row.try_get(2)?,
                    bytes: u64::try_from(bytes).unwrap_or(0),
                    holder: held.then_some(holder),
                })
            };
            read().map_err(hold::unread)
        })
        .collect()
}

/// The record of an exercise as it stands, byte for byte what a file would hold; nothing if there is
/// no exercise of that name.
///
/// # Errors
/// What the database says.
pub fn export(place: &Place, name: &str) -> io::Result<Option<Vec<u8>>> {
    let link = Link::to(place)?;
    hold::check_form(&link)?;
    let Some(id) = hold::number_of(&link, name)? else {
        return Ok(None);
    };
    let mut record = Vec::new();
    for (piece, _) in hold::pieces_behind(&link, id, 0)? {
        if !put(&mut record, &piece) {
            return Err(io::Error::other(
                "the database holds something else than what was written to it",
            ));
        }
    }
    Ok(Some(record))
}
