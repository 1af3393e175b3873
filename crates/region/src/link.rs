//! One connection to the database, asked one thing after the other, each within a time. Must not know
//! what is kept there, and must not make itself anew: whoever holds it decides that.

use crate::place::Place;
use std::fmt;
use std::io;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, NoTls, Row};

/// How long an answer may take: the exercise stands still meanwhile.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// How long a connection may take, its greeting included.
const CONNECTED_WITHIN: Duration = Duration::from_secs(3);

/// How long whole records may take to be read.
const READ_WITHIN: Duration = Duration::from_secs(60);

/// What a question is asked with.
pub(crate) type With<'a> = (&'a (dyn ToSql + Sync), Type);

/// What a session is set to, where the server knows it: a commit waits for the disk, and a server of
/// ours that has died or hangs is let go of within half a minute. A stronger setting for commits stays.
const SETTINGS: &str = "
SELECT set_config(name, wanted.value, false)
FROM (VALUES ('synchronous_commit', 'on'), ('idle_session_timeout', '30s'),
             ('tcp_keepalives_idle', '10'), ('tcp_keepalives_interval', '5'),
             ('tcp_keepalives_count', '3'), ('tcp_user_timeout', '20s')) AS wanted (name, value)
JOIN pg_settings USING (name)
WHERE name <> 'synchronous_commit' OR setting IN ('off', 'local')";

/// A connection.
pub(crate) struct Link {
    runtime: Runtime,
    client: Client,
}

impl fmt::Debug for Link {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Link")
    }
}

impl Link {
    /// Makes one.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn to(place: &Place) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let made = runtime.block_on(async { timeout(CONNECTED_WITHIN, connect(place)).await });
        let client = match made {
            Ok(made) => made.map_err(|why| not_reached(place, &why))?,
            Err(_late) => return Err(late("take a connection", CONNECTED_WITHIN)),
        };
        let link = Self { runtime, client };
        link.ask(SETTINGS, &[])?;
        Ok(link)
    }

    /// Asks one thing, which is done whole or not at all.
    ///
    /// # Errors
    /// What the database says; or that it says nothing, and then nobody knows whether it was done.
    pub fn ask(&self, what: &str, with: &[With<'_>]) -> io::Result<Vec<Row>> {
        self.within(ANSWER_WITHIN, self.client.query_typed(what, with))
    }

    /// The same for what takes its time.
    ///
    /// # Errors
    /// As there.
    pub fn read(&self, what: &str, with: &[With<'_>]) -> io::Result<Vec<Row>> {
        self.within(READ_WITHIN, self.client.query_typed(what, with))
    }

    /// Does several things, all or none.
    ///
    /// # Errors
    /// As there.
    pub fn run(&self, what: &str) -> io::Result<()> {
        self.within(READ_WITHIN, self.client.batch_execute(what))
    }

    fn within<T>(
        &self,
        time: Duration,
        asked: impl Future<Output = Result<T, Error>>,
    ) -> io::Result<T> {
        match self.runtime.block_on(async { timeout(time, asked).await }) {
            Ok(answer) => answer.map_err(|why| said(&why)),
            Err(_late) => Err(late("answer", time)),
        }
    }
}

async fn connect(place: &Place) -> Result<Client, Error> {
    match &place.tls {
        Some(tls) => {
            let (client, connection) = place.config.connect(tls.clone()).await?;
            tokio::spawn(connection);
            Ok(client)
        }
        None => {
            let (client, connection) = place.config.connect(NoTls).await?;
            tokio::spawn(connection);
            Ok(client)
        }
    }
}

fn late(what: &str, within: Duration) -> io::Error {
    let words = format!(
        "the database did not {what} within {} seconds",
        within.as_secs()
    );
    io::Error::new(io::ErrorKind::TimedOut, words)
}

fn not_reached(place: &Place, why: &Error) -> io::Error {
    let cause = words(why);
    io::Error::new(
        io::ErrorKind::NotConnected,
        format!("the database at {place} can't be reached: {cause}"),
    )
}

fn said(why: &Error) -> io::Error {
    match why.code() {
        Some(code)
            if *code == SqlState::UNDEFINED_TABLE || *code == SqlState::INVALID_SCHEMA_NAME =>
        {
            io::Error::new(
                io::ErrorKind::NotFound,
                "this database is not prepared for records: “wardroom records URL --prepare” does that, once",
            )
        }
        Some(_) => io::Error::other(format!("the database says: {}", words(why))),
        None => io::Error::new(
            io::ErrorKind::NotConnected,
            format!("the database has gone: {}", words(why)),
        ),
    }
}

/// An error with what it came from.
fn words(why: &Error) -> String {
    if let Some(told) = why.as_db_error() {
        return told.message().to_owned();
    }
    match std::error::Error::source(why) {
        Some(cause) => cause.to_string(),
        None => why.to_string(),
    }
}
