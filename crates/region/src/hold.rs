//! Who writes an exercise, and its pieces, as the database has them: what is asked and how. Must not
//! decide what comes of it.

use crate::link::Link;
use crate::pieces::Piece;
use std::io;
use tokio_postgres::Row;
use tokio_postgres::types::Type;

/// The first half of the advisory lock's key, so that it is nobody else's: `WARD` in ASCII. The second
/// is the exercise's number.
pub(crate) const LOCK: i32 = 0x5741_5244;

/// The form of the tables that this program knows.
const FORM: i32 = 1;

/// How an exercise stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// What whoever took it last was given.
    pub holding: String,
    /// Who that was, in words, and since when.
    pub holder: String,
    pub since: String,
    pub pieces: i32,
    /// Whether this very connection has the lock.
    pub locked: bool,
}

/// Sees that the tables are of the form that this program knows.
pub(crate) fn check_form(link: &Link) -> io::Result<()> {
    let form: Option<i32> = link
        .ask("SELECT max(number) FROM wardroom.form", &[])?
        .first()
        .map_or(Ok(None), |row| row.try_get(0))
        .map_err(unread)?;
    if form == Some(FORM) {
        Ok(())
    } else {
        Err(io::Error::other(
            "the database is prepared for another version of Wardroom; use that one",
        ))
    }
}

/// The number of an exercise, by its name.
pub(crate) fn number_of(link: &Link, name: &str) -> io::Result<Option<i32>> {
    let rows = link.ask(
        "SELECT id FROM wardroom.exercise WHERE name = $1",
        &[(&name, Type::TEXT)],
    )?;
    rows.first()
        .map(|row| row.try_get(0).map_err(unread))
        .transpose()
}

/// Makes an exercise, unless somebody else just has.
pub(crate) fn make(link: &Link, name: &str) -> io::Result<()> {
    link.ask(
        "INSERT INTO wardroom.exercise (name) VALUES ($1) ON CONFLICT (name) DO NOTHING",
        &[(&name, Type::TEXT)],
    )
    .map(drop)
}

/// Takes the lock for as long as the connection lives, if nobody has it.
pub(crate) fn lock(link: &Link, id: i32) -> io::Result<bool> {
    let rows = link.ask(
        "SELECT pg_try_advisory_lock($1, $2)",
        &[(&LOCK, Type::INT4), (&id, Type::INT4)],
    )?;
    first(&rows, 0)
}

/// Takes an exercise over: whoever held it before can write nothing to it any more. Returns what to
/// come with from now on.
pub(crate) fn hold(link: &Link, id: i32, holder: &str) -> io::Result<String> {
    let rows = link.ask(
        "UPDATE wardroom.exercise
         SET holding = gen_random_uuid(), holder = $2, held_since = now()
         WHERE id = $1 RETURNING holding::text",
        &[(&id, Type::INT4), (&holder, Type::TEXT)],
    )?;
    first(&rows, 0)
}

/// How an exercise stands; nothing if it is there no more.
pub(crate) fn standing(link: &Link, id: i32) -> io::Result<Option<Standing>> {
    let rows = link.ask(
        "SELECT holding::text, holder,
                to_char(held_since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS \"UTC\"'), pieces,
                EXISTS (SELECT FROM pg_locks
                        WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted
                          AND classid = $2::oid AND objid = id::oid AND objsubid = 2)
         FROM wardroom.exercise WHERE id = $1",
        &[(&id, Type::INT4), (&LOCK, Type::INT4)],
    )?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let read = || -> Result<Standing, tokio_postgres::Error> {
        Ok(Standing {
            holding: row.try_get(0)?,
            holder: row.try_get(1)?,
            since: row.try_get(2)?,
            pieces: row.try_get(3)?,
            locked: row.try_get(4)?,
        })
    };
    read().map(Some).map_err(unread)
}

/// The pieces behind so many, in their order, each with what its writer came with.
pub(crate) fn pieces_behind(link: &Link, id: i32, behind: i32) -> io::Result<Vec<(Piece, String)>> {
    let rows = link.read(
        "SELECT at, text, holding::text FROM wardroom.piece
         WHERE exercise = $1 AND number > $2 ORDER BY number",
        &[(&id, Type::INT4), (&behind, Type::INT4)],
    )?;
    rows.iter()
        .map(|row| {
            let at: i64 = row.try_get(0).map_err(unread)?;
            let piece = Piece {
                at: usize::try_from(at).unwrap_or(usize::MAX),
                text: row.try_get(1).map_err(unread)?,
            };
            Ok((piece, row.try_get(2).map_err(unread)?))
        })
        .collect()
}

/// Adds a piece behind so many, if the exercise is still held with this and nothing else was added:
/// both are looked at in the statement that adds it. Returns whether it was added.
pub(crate) fn add(
    link: &Link,
    id: i32,
    holding: &str,
    behind: i32,
    piece: &Piece,
) -> io::Result<bool> {
    let at = i64::try_from(piece.at).map_err(io::Error::other)?;
    let rows = link.ask(
        "WITH held AS (
             UPDATE wardroom.exercise
             SET pieces = pieces + 1, length = $4 + octet_length($5)
             WHERE id = $1 AND holding = $2::uuid AND pieces = $3
             RETURNING id)
         INSERT INTO wardroom.piece (exercise, number, at, text, holding)
         SELECT id, $3 + 1, $4, $5, $2::uuid FROM held
         RETURNING number",
        &[
            (&id, Type::INT4),
            (&holding, Type::TEXT),
            (&behind, Type::INT4),
            (&at, Type::INT8),
            (&piece.text, Type::BYTEA),
        ],
    )?;
    Ok(!rows.is_empty())
}

/// What the first line of an answer holds in a column.
fn first<T: for<'a> tokio_postgres::types::FromSql<'a>>(rows: &[Row], at: usize) -> io::Result<T> {
    match rows.first() {
        Some(row) => row.try_get(at).map_err(unread),
        None => Err(io::Error::other("the database answered nothing")),
    }
}

/// An answer that is none.
pub(crate) fn unread(why: tokio_postgres::Error) -> io::Error {
    io::Error::other(format!("the database's answer can't be read: {why}"))
}
