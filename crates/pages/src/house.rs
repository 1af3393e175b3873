//! What the pages share: the door, who sits where, which phones reached the test page, the address, the
//! time. Must not draw or listen.

use crate::clock::Clock;
use crate::door::{Door, door};
use crate::qr::qr;
use crate::random::{hex, random, random_codes};
use crate::reach::{Phone, Reached};
use crate::seats::{Marks, Seats};
use crate::shown::{Chair, Shown};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;
use wardroom_core::scenario::RoleId;

/// Where it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Host and port as browsers name them: `192.168.8.10:4170`.
    pub host: String,
    /// Whether by TLS.
    pub secure: bool,
}

impl Address {
    /// As browsers write it: small letters, and no port where it is the scheme's own.
    fn written(self) -> Self {
        let own = if self.secure { ":443" } else { ":80" };
        let host = self.host.to_ascii_lowercase();
        let host = host.strip_suffix(own).unwrap_or(&host).to_owned();
        Self { host, ..self }
    }

    /// What an address in the browser begins with: `http://192.168.8.10:4170`.
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.host)
    }

    /// The address at which somebody joins with this code.
    pub fn join(&self, code: &str) -> String {
        format!("{}/j/{code}", self.origin())
    }
}

/// Who sits in each chair, in words, in the order of chairs.
pub(crate) type Sitters = Arc<Vec<Vec<String>>>;

/// What all pages share.
pub struct House {
    pub(crate) door: Door,
    pub(crate) address: Address,
    pub(crate) clock: Clock,
    /// Whether there is the test page and nothing else.
    pub(crate) test_only: bool,
    seats: Mutex<Seats>,
    reached: Mutex<Reached>,
    /// Rung when something of who sits where has changed.
    bell: watch::Sender<u64>,
    /// Rung when a chair has read, answered or ticked something.
    marked: watch::Sender<u64>,
    /// Who sits in each chair, as it was when the bell had rung so often: each page of hundreds shows it.
    sitters: Mutex<Option<(u64, Sitters)>>,
    /// The code that is shown on screens, with its picture.
    picture: Mutex<Option<(String, String)>>,
    /// Whether it closes.
    closing: watch::Sender<bool>,
}

impl fmt::Debug for House {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not who sits where: that holds secrets.
        write!(to, "House({})", self.address.origin())
    }
}

impl House {
    /// A house with nobody in it; none where the system has no random source.
    pub fn new(door: Door, address: Address, clock: Clock) -> Option<Arc<Self>> {
        Self::with(door, address, clock, false)
    }

    /// A house of the test page alone, before there is an exercise: whether phones reach this machine.
    pub fn test_only(address: Address, clock: Clock) -> Option<Arc<Self>> {
        // Nobody asks behind this door, and nothing is shown through it.
        let (door, _desk) = door(Shown::nothing());
        Self::with(door, address, clock, true)
    }

    fn with(door: Door, address: Address, clock: Clock, test_only: bool) -> Option<Arc<Self>> {
        Some(Arc::new(Self {
            door,
            address: address.written(),
            clock,
            test_only,
            seats: Mutex::new(Seats::new(random_codes()?)),
            reached: Mutex::new(Reached::default()),
            bell: watch::channel(0).0,
            marked: watch::channel(0).0,
            sitters: Mutex::new(None),
            picture: Mutex::new(None),
            closing: watch::channel(false).0,
        }))
    }

    /// The phones that have reached the test page, in the order in which they came. Nothing of it is
    /// written down anywhere.
    pub fn phones(&self) -> Vec<Phone> {
        self.reached(|it| it.phones().to_vec())
    }

    /// What is known of the phones that reached the test page.
    pub(crate) fn reached<T>(&self, look: impl FnOnce(&mut Reached) -> T) -> T {
        look(&mut self.reached.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at who sits where.
    pub fn look<T>(&self, look: impl FnOnce(&Seats) -> T) -> T {
        look(&self.seats.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes who sits where, and has every page look again.
    pub fn change<T>(&self, change: impl FnOnce(&mut Seats) -> T) -> T {
        let came = self.quietly(change);
        self.ring();
        came
    }

    /// Has every page look again.
    pub(crate) fn ring(&self) {
        self.bell.send_modify(|it| *it += 1);
    }

    /// Who sits in each of these chairs, which are always the same.
    pub(crate) fn sitters(&self, chairs: &[Chair]) -> Sitters {
        let rung = *self.bell.borrow();
        let mut kept = self.sitters.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, sitters)) = &*kept
            && *at == rung
        {
            return sitters.clone();
        }
        let roles = chairs.iter().map(|it| it.role);
        let sitters = Arc::new(self.look(|seats| seats.sitters_of(roles)));
        *kept = Some((rung, sitters.clone()));
        sitters
    }

    /// The picture of the address at which people join with this code; none if it can't be drawn.
    pub(crate) fn picture(&self, code: &str) -> Option<String> {
        let mut kept = self.picture.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, picture)) = &*kept
            && of == code
        {
            return Some(picture.clone());
        }
        let picture = qr(&self.address.join(code))?;
        *kept = Some((code.to_owned(), picture.clone()));
        Some(picture)
    }

    /// Changes what a chair has read, answered and ticked, and has the pages of that chair look again: with
    /// hundreds of devices not all of them, each time that one reads.
    pub(crate) fn mark<T>(&self, role: RoleId, change: impl FnOnce(&mut Marks) -> T) -> T {
        let came = self.quietly(|seats| change(seats.marks_mut(role)));
        self.marked.send_modify(|it| *it += 1);
        came
    }

    pub(crate) fn marked(&self) -> watch::Receiver<u64> {
        self.marked.subscribe()
    }

    /// Changes what no other page shows.
    pub(crate) fn quietly<T>(&self, change: impl FnOnce(&mut Seats) -> T) -> T {
        change(&mut self.seats.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Has every stream say good-bye, and end.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    pub(crate) fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    pub(crate) fn bell(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }

    /// An id that nobody used before, for a form.
    pub(crate) fn fresh(&self) -> String {
        random().map(|it| hex(&it[..8])).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With `--port 443` no request was let in: browsers leave the scheme's own port out.
    #[test]
    fn an_address_is_written_as_browsers_write_it() {
        for (host, secure, sent) in [
            ("Cyber.Trust.example:443", true, "cyber.trust.example"),
            ("192.168.8.10:80", false, "192.168.8.10"),
            ("192.168.8.10:443", false, "192.168.8.10:443"),
            ("[fd00::1]:4170", false, "[fd00::1]:4170"),
            ("[fd00::80]", false, "[fd00::80]"),
        ] {
            let address = Address {
                host: host.to_owned(),
                secure,
            };
            assert_eq!(address.written().host, sent);
        }
    }
}
