//! What the pages share: the door, who sits where, which phones reached the test page, the address, the
//! time. Must not draw or listen.

use crate::clock::Clock;
use crate::door::{Door, door};
use crate::random::{hex, random, random_codes};
use crate::reach::{Phone, Reached};
use crate::seats::Seats;
use crate::shown::Shown;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// Where it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Host and port as browsers name them: `192.168.8.10:4170`.
    pub host: String,
    /// Whether by TLS.
    pub secure: bool,
}

impl Address {
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
            address,
            clock,
            test_only,
            seats: Mutex::new(Seats::new(random_codes()?)),
            reached: Mutex::new(Reached::default()),
            bell: watch::channel(0).0,
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
        self.bell.send_modify(|it| *it += 1);
        came
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
