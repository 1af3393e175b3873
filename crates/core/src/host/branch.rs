//! An exercise that branches off another. Must not change the one it leaves.

use super::owner::Host;
use crate::record::{Opened, Session, Store};

impl<S: Store> Host<S> {
    /// Why it can't branch off at the moment that is looked at; nothing if it can.
    pub fn branches_not(&self) -> Option<&'static str> {
        if self.shown().ended() {
            return Some(
                "This exercise has ended here. Replay from a minute before ENDEX to branch off.",
            );
        }
        if self.unsaved() || self.trouble.now.is_some() {
            return Some("A part of this record is not on disk yet. Branch off when it is.");
        }
        None
    }

    /// The moment at which it would branch off, seconds since STARTEX.
    pub fn branches_at_secs(&self) -> u64 {
        self.shown().secs()
    }

    /// Branches off there: a new record, beside the one that stays as it is. `parent` is its record
    /// as it stands, `started` the real time.
    ///
    /// # Errors
    /// Why it can't be, in words.
    pub fn branch<T: Store>(
        &self,
        parent: &Opened,
        started: String,
        store: T,
    ) -> Result<Host<T>, String> {
        if let Some(why) = self.branches_not() {
            return Err(why.to_owned());
        }
        let at_secs = self.branches_at_secs();
        let (session, events) = Session::branch(parent, at_secs, store, started)
            .map_err(|difference| difference.to_string())?
            .map_err(|error| error.to_string())?;
        let mut branch = Host::around(session);
        branch.clock.speed = self.clock.speed;
        branch.clock.when_asked = self.clock.when_asked;
        for (at, command) in self.commands.iter().filter(|(at, _)| *at <= at_secs) {
            branch.commands.push((*at, command.clone()));
        }
        branch.take(events.clone());
        branch.pacing_goes_on(&events);
        branch.reading.read_latest();
        Ok(branch)
    }
}
