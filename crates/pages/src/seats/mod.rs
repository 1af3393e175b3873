//! Who sits where: codes, devices, chairs, what counted. Pure: random bytes, addresses and the real time
//! are handed in. Must not know a network, a page or an exercise.

mod codes;
mod marks;
mod once;
mod session;
mod tries;

pub use codes::{Admits, Codes, RandomCodes, plain, spaced};
pub use marks::{Call, Marks};
pub use once::{Begun, Outcome};
pub use session::{Seat, Session};
pub(crate) use tries::network;

use std::collections::BTreeMap;
use std::net::IpAddr;
use tries::Tries;
use wardroom_core::scenario::RoleId;

/// Devices that can join.
const MOST_SESSIONS: usize = 2_000;

/// Wrong codes from one address in a minute before none is looked at.
const MOST_WRONG: usize = 5;

/// Devices that join from one address in a minute: more than stand behind one in any room, and too few to fill
/// the house before the facilitator locks it.
const MOST_JOINED: usize = 64;

/// Streams of one device: a tab more than anybody needs.
const MOST_STREAMS: u32 = 6;

const MUTED: &str =
    "The facilitator has muted this device: nothing that it sends is taken but “no duff”.";

const TOO_FAST: &str = "That was too much at once. Wait a minute, and send it again.";

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotIn {
    /// No such code.
    Wrong,
    /// Too many wrong ones, or too many devices, from this address.
    TooMany,
    /// The facilitator locked the door.
    Locked,
    /// There is no room for more devices.
    Full,
}

/// What a device that joined wants to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wants<'a> {
    /// Where it wants to sit.
    pub seat: Seat,
    /// Its user's name and that of whoever shares it; both can be empty.
    pub names: [&'a str; 2],
    /// Whether it shares a chair that is taken.
    pub shares: bool,
}

/// Why a chair is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Not let in.
    NotIn(NotIn),
    /// Somebody sits there: who, in words.
    Sits(String),
}

/// Who sits where.
#[derive(Clone, Debug)]
pub struct Seats {
    codes: Codes,
    /// Wrong codes.
    wrong: Tries,
    /// Devices that joined.
    came: Tries,
    locked: bool,
    plays: bool,
    /// By secret.
    sessions: BTreeMap<String, Session>,
    marks: BTreeMap<RoleId, Marks>,
    /// Numbers that were given.
    numbered: u32,
    /// Answers that were numbered.
    answers: u32,
}

impl Seats {
    /// Nobody, and codes of random bytes.
    pub fn new(random: RandomCodes) -> Self {
        Self {
            codes: Codes::of(random),
            wrong: Tries::default(),
            came: Tries::default(),
            locked: false,
            plays: false,
            sessions: BTreeMap::new(),
            marks: BTreeMap::new(),
            numbered: 0,
            answers: 0,
        }
    }

    /// The codes in force.
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    /// Other codes from now on; who is in stays in.
    pub fn new_codes(&mut self, random: RandomCodes) {
        self.codes = Codes::of(random);
    }

    /// Whether nobody is let in any more.
    pub fn locked(&self) -> bool {
        self.locked
    }

    /// Locks the door, or opens it.
    pub fn lock(&mut self, locked: bool) {
        self.locked = locked;
    }

    /// Whether a chair plays its cards itself, or proposes them.
    pub fn plays(&self) -> bool {
        self.plays
    }

    /// Has chairs play their cards themselves, or propose them.
    pub fn let_play(&mut self, plays: bool) {
        self.plays = plays;
    }

    /// What a code admits to.
    ///
    /// # Errors
    /// Why it admits to nothing.
    pub fn admits(&mut self, from: IpAddr, typed: &str, now_secs: u64) -> Result<Admits, NotIn> {
        if !self.wrong.may(from, MOST_WRONG, now_secs) {
            return Err(NotIn::TooMany);
        }
        match self.codes.admits(typed) {
            None => {
                self.wrong.count(from, now_secs);
                Err(NotIn::Wrong)
            }
            // Only who knows the code is told that the door is locked.
            Some(_) if self.locked => Err(NotIn::Locked),
            Some(admits) => Ok(admits),
        }
    }

    /// Sits a device down: one that was there already moves. `secret` is new, and the device's from now on.
    /// Returns it.
    ///
    /// # Errors
    /// Why not.
    pub fn sit(
        &mut self,
        before: Option<&str>,
        wants: &Wants<'_>,
        secret: String,
        from: IpAddr,
        now_secs: u64,
    ) -> Result<String, NotTaken> {
        if let Seat::Chair(_) = wants.seat
            && !wants.shares
        {
            let others = self
                .sessions
                .iter()
                .filter(|(it, session)| before != Some(it.as_str()) && session.seat == wants.seat);
            let names: Vec<String> = others.map(|(_, it)| it.who()).collect();
            if !names.is_empty() {
                let named: Vec<String> = names.into_iter().filter(|it| !it.is_empty()).collect();
                return Err(NotTaken::Sits(named.join(", ")));
            }
        }
        // Under another secret from now on: whoever planted or copied the old one has nothing of it.
        if let Some(mut session) = before.and_then(|it| self.sessions.remove(it)) {
            let new = Session::new(session.number, wants.seat, wants.names, now_secs);
            session.seat = new.seat;
            session.names = new.names;
            session.streams = 0;
            self.sessions.insert(secret.clone(), session);
            return Ok(secret);
        }
        if !self.came.may(from, MOST_JOINED, now_secs) {
            return Err(NotTaken::NotIn(NotIn::TooMany));
        }
        if self.sessions.len() >= MOST_SESSIONS {
            return Err(NotTaken::NotIn(NotIn::Full));
        }
        self.came.count(from, now_secs);
        self.numbered += 1;
        let session = Session::new(self.numbered, wants.seat, wants.names, now_secs);
        self.sessions.insert(secret.clone(), session);
        Ok(secret)
    }

    /// The device with this secret.
    pub fn session(&self, secret: &str) -> Option<&Session> {
        self.sessions.get(secret)
    }

    /// The same, to be changed.
    pub(crate) fn session_mut(&mut self, secret: &str) -> Option<&mut Session> {
        self.sessions.get_mut(secret)
    }

    /// All devices, by number.
    pub fn people(&self) -> Vec<&Session> {
        let mut all: Vec<&Session> = self.sessions.values().collect();
        all.sort_by_key(|it| it.number);
        all
    }

    /// Who sits in a chair, in words, one a device; a device without a name is an empty one.
    pub fn sitters(&self, role: RoleId) -> Vec<String> {
        let there = |it: &&&Session| it.seat == Seat::Chair(role);
        let all = self.people();
        all.iter().filter(there).map(|it| it.who()).collect()
    }

    /// The same of several chairs, in one look at all devices.
    pub(crate) fn sitters_of(&self, roles: impl Iterator<Item = RoleId>) -> Vec<Vec<String>> {
        let mut by_role: BTreeMap<RoleId, Vec<String>> = BTreeMap::new();
        for session in self.people() {
            if let Seat::Chair(role) = session.seat {
                by_role.entry(role).or_default().push(session.who());
            }
        }
        roles
            .map(|it| by_role.remove(&it).unwrap_or_default())
            .collect()
    }

    /// Mutes a device, or no longer. Returns whether there is one of that number.
    pub fn mute(&mut self, number: u32, muted: bool) -> bool {
        self.with(number, |it| it.muted = muted)
    }

    /// Sits a device down elsewhere.
    pub fn move_to(&mut self, number: u32, seat: Seat) -> bool {
        self.with(number, |it| it.seat = seat)
    }

    /// Takes a device's seat away; what it sent stays.
    pub fn remove(&mut self, number: u32) -> bool {
        self.with(number, |it| it.seat = Seat::Nowhere)
    }

    fn with(&mut self, number: u32, change: impl FnOnce(&mut Session)) -> bool {
        let found = self.sessions.values_mut().find(|it| it.number == number);
        found.map(change).is_some()
    }

    /// Begins a request of a device, unless it was begun. Requests that come too fast, or from a device
    /// that is muted, are refused as they are.
    pub fn begin(&mut self, secret: &str, id: u64, now_secs: u64) -> Begun {
        self.begin_if(secret, id, now_secs, |session| {
            if session.muted {
                return Err(MUTED);
            }
            session.may_send(now_secs).then_some(()).ok_or(TOO_FAST)
        })
    }

    /// The same for word that something real has happened. A device that is muted is heard too, and one that
    /// has sent too much of anything else: for this it has an allowance of its own.
    pub fn begin_no_duff(&mut self, secret: &str, id: u64, now_secs: u64) -> Begun {
        self.begin_if(secret, id, now_secs, |session| {
            session.may_alarm(now_secs).then_some(()).ok_or(TOO_FAST)
        })
    }

    fn begin_if(
        &mut self,
        secret: &str,
        id: u64,
        now_secs: u64,
        may: impl FnOnce(&mut Session) -> Result<(), &'static str>,
    ) -> Begun {
        let Some(session) = self.sessions.get_mut(secret) else {
            let (why, back) = ("This device has no role.".to_owned(), "/".to_owned());
            return Begun::Done(Outcome::Refused(why, back));
        };
        session.seen_secs = now_secs;
        match may(session) {
            Ok(()) => session.once.begin(id),
            Err(why) => Begun::Done(Outcome::Refused(why.to_owned(), String::new())),
        }
    }

    /// What came of a request.
    pub fn finish(&mut self, secret: &str, id: u64, outcome: Outcome) {
        if let Some(session) = self.sessions.get_mut(secret) {
            session.once.finish(id, outcome);
        }
    }

    /// What came of a request that is under way, once it is known; nothing if it was refused meanwhile.
    pub(crate) fn came_of(&self, secret: &str, id: u64) -> Option<Option<Outcome>> {
        self.sessions.get(secret)?.once.came(id).cloned()
    }

    /// Whether a device may open one more stream; that it did is counted.
    pub fn open_stream(&mut self, secret: &str) -> bool {
        match self.sessions.get_mut(secret) {
            Some(session) if session.streams < MOST_STREAMS => {
                session.streams += 1;
                true
            }
            _ => false,
        }
    }

    /// A stream of a device has ended.
    pub fn close_stream(&mut self, secret: &str) {
        if let Some(session) = self.sessions.get_mut(secret) {
            session.streams = session.streams.saturating_sub(1);
        }
    }

    /// What a chair has read, answered and ticked.
    pub fn marks(&self, role: RoleId) -> Marks {
        self.marks.get(&role).cloned().unwrap_or_default()
    }

    /// The same, to be changed.
    pub fn marks_mut(&mut self, role: RoleId) -> &mut Marks {
        let marks = self.marks.entry(role).or_default();
        marks.version += 1;
        marks
    }

    /// How often something of them was changed.
    pub fn marks_version(&self, role: RoleId) -> u64 {
        self.marks.get(&role).map_or(0, |it| it.version)
    }

    /// The number of a device's answer after ENDEX: its own, or a new one, `least` at least.
    pub fn answer_number(&mut self, secret: &str, least: u32) -> u32 {
        let Some(session) = self.sessions.get_mut(secret) else {
            return least;
        };
        if session.answer.number == 0 {
            self.answers = (self.answers + 1).max(least);
            session.answer.number = self.answers;
        }
        session.answer.number
    }
}

#[cfg(test)]
mod tests;
