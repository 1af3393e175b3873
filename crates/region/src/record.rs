//! A record in the database, written by one server at a time. What was committed and whose answer was
//! lost is found again and not written twice; whoever was taken over from writes nothing any more.
//! Must not understand its lines.

use crate::hold::{self, Standing};
use crate::link::Link;
use crate::pieces::{Piece, lacking, put};
use crate::place::Place;
use std::fmt;
use std::io;
use wardroom_core::record::{Signer, Store};

/// How often something is tried anew before it is told: once after a connection that broke, once
/// because an earlier try arrived late.
const TRIES: usize = 3;

/// How long after a connection that could not be made the next is tried, milliseconds; and how many
/// times as long as the try itself took, for the exercise stood still meanwhile.
const AGAIN_AFTER_MS: u64 = 1_000;
const AGAIN_AFTER_TIMES: u64 = 4;

/// Who takes an exercise, and what it needs of the machine it is on.
pub struct Taker {
    /// Who that is, for others who want it: `192.168.8.10:4170, process 4242`.
    pub who: String,
    /// Who signs what is sealed, if somebody does.
    pub signer: Option<Signer>,
    /// Milliseconds since some moment.
    pub millis: fn() -> u64,
}

impl fmt::Debug for Taker {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Taker({})", self.who)
    }
}

/// A record in the database, held for as long as this lives.
#[derive(Debug)]
pub struct RegionRecord {
    place: Place,
    taker: Taker,
    id: i32,
    /// What this holder came with: another's taking gives the exercise another.
    holding: String,
    /// What the database holds, byte for byte.
    kept: Vec<u8>,
    /// The pieces in which it came.
    pieces: i32,
    /// So many of these bytes count for whoever writes; what stands behind them is cut off, unless the
    /// same is written again.
    counts: usize,
    link: Option<Link>,
    /// Not before then is a connection tried again, milliseconds; and why the last one failed.
    wait: Option<(u64, String)>,
    /// Why nothing can be written any more, ever.
    lost: Option<String>,
    notices: Vec<String>,
}

impl RegionRecord {
    /// A record that was just taken, and has not been read.
    pub(crate) fn taken(place: &Place, taker: Taker, id: i32, holding: String, link: Link) -> Self {
        Self {
            place: place.clone(),
            taker,
            id,
            holding,
            kept: Vec::new(),
            pieces: 0,
            counts: 0,
            link: Some(link),
            wait: None,
            lost: None,
            notices: Vec::new(),
        }
    }

    /// Reads all that stands there already.
    pub(crate) fn read(&mut self) -> io::Result<()> {
        let link = self.link.take().ok_or(io::ErrorKind::NotConnected)?;
        let (kept, pieces) = whole(&link, self.id)?;
        (self.kept, self.pieces) = (kept, pieces);
        self.counts = self.kept.len();
        self.link = Some(link);
        Ok(())
    }

    /// Says something to its keeper.
    pub(crate) fn tell(&mut self, notice: String) {
        self.notices.push(notice);
    }

    /// All that is written.
    pub fn kept(&self) -> &[u8] {
        &self.kept[..self.counts]
    }

    /// Why nothing can be written any more, ever: another server has gone on with it. Whoever serves
    /// it is to stop.
    pub fn lost(&self) -> Option<&str> {
        self.lost.as_deref()
    }

    fn lose(&mut self, why: String) -> io::Error {
        self.link = None;
        let error = io::Error::new(io::ErrorKind::PermissionDenied, why.clone());
        self.lost = Some(why);
        error
    }

    /// Does something over the connection, which is made anew if it is gone, and dropped if anything
    /// goes wrong: what was done then the next one finds out.
    fn over<T>(&mut self, work: impl FnOnce(&mut Self, &Link) -> io::Result<T>) -> io::Result<T> {
        if let Some(why) = &self.lost {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, why.clone()));
        }
        let link = match self.link.take() {
            Some(link) => link,
            None => {
                let link = self.connect()?;
                self.settle(&link)?;
                link
            }
        };
        let done = work(self, &link)?;
        self.link = Some(link);
        Ok(done)
    }

    /// Makes a connection, if it is time to try.
    fn connect(&mut self) -> io::Result<Link> {
        let before = (self.taker.millis)();
        if let Some((until, why)) = &self.wait
            && before < *until
        {
            return Err(io::Error::new(io::ErrorKind::NotConnected, why.clone()));
        }
        match Link::to(&self.place) {
            Ok(link) => {
                self.wait = None;
                Ok(link)
            }
            Err(error) => {
                let now = (self.taker.millis)();
                let took = now.saturating_sub(before);
                let again = now + AGAIN_AFTER_MS.max(AGAIN_AFTER_TIMES * took);
                self.wait = Some((again, error.to_string()));
                Err(error)
            }
        }
    }

    /// Finds out whether it is still held and what has been kept, and takes the lock if it is free: a
    /// connection that broke may not have let go of it yet. Returns whether a part had to be written
    /// anew.
    fn settle(&mut self, link: &Link) -> io::Result<bool> {
        let Some(standing) = hold::standing(link, self.id)? else {
            return Err(self.lose("the exercise was taken out of the database".to_owned()));
        };
        if standing.holding != self.holding {
            return Err(self.lose(gone_on_without(&standing)));
        }
        // Who else wants it is kept out by the lock; who had it, by what it came with.
        if !standing.locked {
            hold::lock(link, self.id)?;
        }
        if standing.pieces < self.pieces {
            self.gone_back(link)?;
            return Ok(true);
        }
        if standing.pieces > self.pieces {
            for (piece, holding) in hold::pieces_behind(link, self.id, self.pieces)? {
                if holding != self.holding || !put(&mut self.kept, &piece) {
                    return Err(self.lose(not_as_written()));
                }
                self.pieces += 1;
            }
            self.counts = self.counts.min(self.kept.len());
        }
        Ok(false)
    }

    /// The database has lost what it had said was kept, as a replica does that lagged behind: it is
    /// written there again.
    fn gone_back(&mut self, link: &Link) -> io::Result<()> {
        let (there, pieces) = whole(link, self.id)?;
        let Some(rest) = self.kept.strip_prefix(there.as_slice()).map(<[u8]>::to_vec) else {
            return Err(self.lose(not_as_written()));
        };
        let lost = rest.len();
        let at = there.len();
        self.pieces = pieces;
        if lost > 0 {
            let piece = Piece { at, text: rest };
            if !hold::add(link, self.id, &self.holding, pieces, &piece)? {
                return Err(io::Error::other(
                    "the database changes while it is looked at",
                ));
            }
            self.pieces += 1;
        }
        self.tell(format!(
            "The database came back without the last {lost} bytes of the record, which it had said were kept: they have been written again. Ask who runs it whether a replica lags."
        ));
        Ok(())
    }
}

/// All that stands in the database of an exercise, and in how many pieces.
fn whole(link: &Link, id: i32) -> io::Result<(Vec<u8>, i32)> {
    let mut kept = Vec::new();
    let mut pieces = 0;
    for (piece, _) in hold::pieces_behind(link, id, 0)? {
        if !put(&mut kept, &piece) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, not_as_written()));
        }
        pieces += 1;
    }
    Ok((kept, pieces))
}

fn gone_on_without(standing: &Standing) -> String {
    format!(
        "another server has gone on with this exercise ({}, since {}); this one has stopped writing it",
        standing.holder, standing.since
    )
}

fn not_as_written() -> String {
    "the database holds something else than what was written to it".to_owned()
}

impl Store for RegionRecord {
    fn append(&mut self, text: &[u8], _sync: bool) -> io::Result<()> {
        let mut tries = 0;
        loop {
            tries += 1;
            let added = self.over(|record, link| {
                let Some(piece) = lacking(&record.kept, record.counts, text) else {
                    return Ok(true);
                };
                let added = hold::add(link, record.id, &record.holding, record.pieces, &piece)?;
                if added {
                    put(&mut record.kept, &piece);
                    record.pieces += 1;
                } else {
                    record.settle(link)?;
                }
                Ok(added)
            });
            match added {
                Ok(true) => {
                    self.counts += text.len();
                    return Ok(());
                }
                Ok(false) if tries < TRIES => {}
                Ok(false) => {
                    return Err(io::Error::other("the database changes while it is written"));
                }
                // Whether it was kept the next connection tells.
                Err(error) if self.lost.is_some() || self.wait.is_some() || tries == TRIES => {
                    return Err(error);
                }
                Err(_broken) => {}
            }
        }
    }

    /// What stands behind is dropped with what is written next; if that is the same, it stays.
    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        self.counts = self.counts.min(len);
        Ok(())
    }

    fn look_after(&mut self) -> io::Result<bool> {
        self.over(Self::settle)
    }

    fn notices(&self) -> &[String] {
        &self.notices
    }

    fn signer(&self) -> Option<&Signer> {
        self.taker.signer.as_ref()
    }
}
