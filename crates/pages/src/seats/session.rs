//! One device that joined: where it sits, under what names, what it sent. Must not know a network.

use super::once::Once;
use std::collections::VecDeque;
use wardroom_core::exercise::{Answer, LONGEST_NAME as LONGEST_WHO};
use wardroom_core::scenario::{OrganisationId, RoleId};

/// Letters of a name, at most.
const LONGEST_NAME: usize = 40;

/// What one device may send in [`WINDOW_SECS`].
const MOST_SENT: usize = 40;

/// How often one device may say in [`WINDOW_SECS`] that something real has happened.
const MOST_ALARMS: usize = 5;

/// Real seconds over which what is sent is counted.
const WINDOW_SECS: u64 = 60;

/// Where a device sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// At the table, as a role.
    Chair(RoleId),
    /// Beside the table, to evaluate.
    Evaluator,
    /// Before the screen of a room.
    Screen(OrganisationId),
    /// Beside the roles of an organisation, as the facilitator of its site.
    Site(OrganisationId),
    /// Nowhere any more: the facilitator gave its chair away, or removed it.
    Nowhere,
}

/// A device that joined.
#[derive(Clone, Debug)]
pub struct Session {
    /// By what the facilitator names it, from 1.
    pub number: u32,
    /// Where it sits.
    pub seat: Seat,
    /// Who uses it: a name or none, and who shares it.
    pub names: [String; 2],
    /// Whether what it sends is not taken.
    pub muted: bool,
    /// When it last asked for anything, real seconds.
    pub seen_secs: u64,
    /// What was answered from it after ENDEX, and under what number.
    pub answer: Answer,
    /// Streams that are open on it.
    pub streams: u32,
    pub(super) once: Once,
    sent: VecDeque<u64>,
    alarms: VecDeque<u64>,
}

impl Session {
    pub(super) fn new(number: u32, seat: Seat, names: [&str; 2], now_secs: u64) -> Self {
        Self {
            number,
            seat,
            names: names.map(name),
            muted: false,
            seen_secs: now_secs,
            answer: Answer::default(),
            streams: 0,
            once: Once::default(),
            sent: VecDeque::new(),
            alarms: VecDeque::new(),
        }
    }

    /// Who uses it, in words, as long as a record takes a name to be; empty if no name was given.
    pub fn who(&self) -> String {
        let [one, other] = &self.names;
        match (one.is_empty(), other.is_empty()) {
            (false, false) => {
                let both = format!("{one} and {other}");
                both.chars().take(LONGEST_WHO).collect()
            }
            (false, true) => one.clone(),
            (true, _) => other.clone(),
        }
    }

    /// Whether it may send once more; that it did is counted.
    pub(super) fn may_send(&mut self, now_secs: u64) -> bool {
        may(&mut self.sent, MOST_SENT, now_secs)
    }

    /// Whether it may say once more that something real has happened; that it did is counted.
    pub(super) fn may_alarm(&mut self, now_secs: u64) -> bool {
        may(&mut self.alarms, MOST_ALARMS, now_secs)
    }
}

/// Whether there is room for one more among those that were counted; it is counted.
fn may(counted: &mut VecDeque<u64>, most: usize, now_secs: u64) -> bool {
    while counted
        .front()
        .is_some_and(|at| at + WINDOW_SECS <= now_secs)
    {
        counted.pop_front();
    }
    let may = counted.len() < most;
    if may {
        counted.push_back(now_secs);
    }
    may
}

/// A name as it is kept: one line, forty letters.
fn name(typed: &str) -> String {
    let line = typed
        .chars()
        .map(|it| if it.is_control() { ' ' } else { it });
    let line: String = line.take(LONGEST_NAME).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_or_one_or_none() {
        let who = |names| Session::new(1, Seat::Evaluator, names, 0).who();
        assert_eq!(who(["Aisha", "Tom"]), "Aisha and Tom");
        assert_eq!(who([" Aisha\n", ""]), "Aisha");
        assert_eq!(who(["", ""]), "");
        let long = "x".repeat(99);
        assert_eq!(who([&long, ""]).len(), 40);
        assert_eq!(who([&long, &long]).len(), LONGEST_WHO);
    }

    #[test]
    fn a_device_sends_forty_times_a_minute_at_most() {
        let mut session = Session::new(1, Seat::Evaluator, ["", ""], 0);
        assert!((0..40).all(|_| session.may_send(10)));
        assert!(!session.may_send(69));
        assert!(session.may_send(70));
    }

    #[test]
    fn a_device_that_has_sent_too_much_still_says_that_something_real_has_happened() {
        let mut session = Session::new(1, Seat::Evaluator, ["", ""], 0);
        while session.may_send(10) {}
        assert!((0..5).all(|_| session.may_alarm(10)));
        assert!(!session.may_alarm(69) && session.may_alarm(70));
    }
}
