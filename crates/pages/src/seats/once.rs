//! Each request counts once: the same id gives the same answer. Must not know what was asked.

use std::collections::VecDeque;

/// Requests of one session that are remembered.
const MOST: usize = 256;

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
pub(super) struct Once(VecDeque<(String, Option<Outcome>)>);

impl Once {
    /// Begins a request, unless it was begun.
    pub fn begin(&mut self, id: &str) -> Begun {
        if let Some((_, outcome)) = self.0.iter().find(|(it, _)| it == id) {
            return outcome.clone().map_or(Begun::UnderWay, Begun::Done);
        }
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back((id.to_owned(), None));
        Begun::New
    }

    /// What came of it.
    pub fn finish(&mut self, id: &str, outcome: Outcome) {
        if let Some(found) = self.0.iter_mut().find(|(it, _)| it == id) {
            found.1 = Some(outcome);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_id_counts_once_and_gives_the_same_answer() {
        let mut once = Once::default();
        assert_eq!(once.begin("a"), Begun::New);
        assert_eq!(once.begin("a"), Begun::UnderWay);
        let outcome = Outcome::Go("/now".to_owned());
        once.finish("a", outcome.clone());
        assert_eq!(once.begin("a"), Begun::Done(outcome));
        for at in 0..1_000 {
            assert_eq!(once.begin(&at.to_string()), Begun::New);
        }
        assert!(once.0.len() <= MOST);
    }
}
