//! Each form counts once, for as long as its device is there: the same id gives the same answer. One that was
//! refused changed nothing and can be sent again, put right. Must not know what was asked.

use std::collections::{BTreeSet, VecDeque};

/// Forms of one device whose answer is remembered.
const ANSWERS: usize = 256;

/// Forms of one device that count. None of their ids is ever forgotten: with what is forgotten an old form
/// could be sent once more. A device that sends one every seven seconds for eight hours comes to so many.
const MOST: usize = 4_096;

/// What came of a request: where the browser goes, or why it was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The browser goes there.
    Go(String),
    /// It was not done: why, and where it goes on.
    Refused(String, String),
    /// It is done and not on disk yet: why, and where it goes on.
    NotOnDisk(String, String),
}

/// How it stands with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is new, and is now under way.
    New,
    /// The host has it, and has not answered.
    UnderWay,
    /// It was done, with this outcome.
    Done(Outcome),
}

/// Requests that counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Once {
    /// The latest, each with what came of it.
    latest: VecDeque<(u64, Option<Outcome>)>,
    /// Those before.
    before: BTreeSet<u64>,
}

impl Once {
    /// Begins a request, unless it was begun.
    pub fn begin(&mut self, id: u64) -> Begun {
        if let Some((_, outcome)) = self.latest.iter().find(|(it, _)| *it == id) {
            return outcome.clone().map_or(Begun::UnderWay, Begun::Done);
        }
        if self.before.contains(&id) {
            return Begun::Done(Outcome::Go("/now".to_owned()));
        }
        if self.before.len() + self.latest.len() >= MOST {
            let why = "This device has sent all that one device may. Join again with the code.";
            return Begun::Done(Outcome::Refused(why.to_owned(), "/".to_owned()));
        }
        if self.latest.len() == ANSWERS
            && let Some((old, _)) = self.latest.pop_front()
        {
            self.before.insert(old);
        }
        self.latest.push_back((id, None));
        Begun::New
    }

    /// What came of it. What was refused is as if it had not been sent.
    pub fn finish(&mut self, id: u64, outcome: Outcome) {
        if matches!(outcome, Outcome::Refused(..)) {
            self.latest.retain(|(it, _)| *it != id);
        } else if let Some(found) = self.latest.iter_mut().find(|(it, _)| *it == id) {
            found.1 = Some(outcome);
        }
    }

    /// What came of a request that is remembered; nothing yet, if it is under way.
    pub fn came(&self, id: u64) -> Option<&Option<Outcome>> {
        let found = self.latest.iter().find(|(it, _)| *it == id);
        found.map(|(_, outcome)| outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done() -> Outcome {
        Outcome::Go("/ask/answers".to_owned())
    }

    #[test]
    fn the_same_id_counts_once_and_gives_the_same_answer() {
        let mut once = Once::default();
        assert_eq!(once.begin(1), Begun::New);
        assert_eq!(once.begin(1), Begun::UnderWay);
        assert_eq!(once.came(1), Some(&None));
        once.finish(1, done());
        assert_eq!(once.begin(1), Begun::Done(done()));
    }

    #[test]
    fn an_old_form_never_counts_again_and_what_is_remembered_has_an_end() {
        let mut once = Once::default();
        for id in 0..MOST as u64 {
            assert_eq!(once.begin(id), Begun::New);
            once.finish(id, done());
        }
        for id in 0..MOST as u64 {
            assert!(
                matches!(once.begin(id), Begun::Done(Outcome::Go(_))),
                "{id}"
            );
        }
        let one_more = once.begin(MOST as u64);
        assert!(matches!(one_more, Begun::Done(Outcome::Refused(..))));
        assert_eq!(once.before.len() + once.latest.len(), MOST);
    }

    #[test]
    fn what_was_refused_can_be_sent_again_put_right() {
        let mut once = Once::default();
        assert_eq!(once.begin(7), Begun::New);
        once.finish(
            7,
            Outcome::Refused("Nothing was written.".to_owned(), "/ask".to_owned()),
        );
        assert_eq!(once.begin(7), Begun::New);
        once.finish(7, done());
        assert_eq!(once.begin(7), Begun::Done(done()));
    }
}
