//! The injects still to come, as they were told last: told anew only when something may have changed. Must
//! not tell them itself.

use crate::exercise::Exercise;
use crate::scenario::{Mins, OrganisationId};
use crate::views::{Upcoming, upcoming};
use std::sync::Arc;

/// All that the list hangs on. An exercise changes with its minutes and with what is entered, which is a line
/// of the record each time; a moment of the past that is looked at is another exercise, and it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    minute: Mins,
    entries: usize,
    /// The second of the past that is looked at.
    looks_at: Option<u64>,
    shows: Option<OrganisationId>,
}

impl Kept {
    /// As it stands.
    pub fn of(
        exercise: &Exercise,
        looking: bool,
        entries: usize,
        shows: Option<OrganisationId>,
    ) -> Self {
        Self {
            minute: exercise.state().minute,
            entries,
            looks_at: looking.then(|| exercise.secs()),
            shows,
        }
    }
}

/// The list that was told last.
#[derive(Debug, Default)]
pub(super) struct Coming(Option<(Kept, Arc<Vec<Upcoming>>)>);

impl Coming {
    /// The injects still to come.
    pub fn of(&mut self, exercise: &Exercise, now: Kept) -> Arc<Vec<Upcoming>> {
        match &self.0 {
            Some((of, list)) if *of == now => list.clone(),
            _ => {
                let list = Arc::new(upcoming(exercise, now.shows));
                self.0 = Some((now, list.clone()));
                list
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::{Command, InjectState};
    use crate::host::{Ask, Asker, Host, Request};
    use crate::record::{Header, Store};
    use crate::views::Looks;
    use std::io;

    #[derive(Debug)]
    struct Nowhere;

    impl Store for Nowhere {
        fn append(&mut self, _: &[u8], _: bool) -> io::Result<()> {
            Ok(())
        }

        fn cut_back(&mut self, _: u64) -> io::Result<()> {
            Ok(())
        }
    }

    const REAL: &str = "2026-05-01T09:00:00Z";

    fn host(file: &str) -> Host<Nowhere> {
        let found = crate::scenario::check(file, &crate::repository::shipped);
        let scenario = Arc::new(found.expect("a shipped scenario"));
        let header = Header::new(&scenario, 4172, None, Vec::new(), REAL.to_owned());
        Host::start(&scenario, header, None, Nowhere).expect("it starts")
    }

    fn ask(host: &mut Host<Nowhere>, ask: Ask) {
        let by = Asker::Facilitator;
        assert_eq!(host.ask(&Request { by, ask }, REAL), Ok(()));
    }

    /// What is kept against the list told anew, for all and for one side.
    fn holds(host: &mut Host<Nowhere>) -> Arc<Vec<Upcoming>> {
        let mut all = Arc::default();
        for shows in [Some(OrganisationId(0)), None] {
            let looks = Looks {
                shows,
                ..Looks::default()
            };
            all = host.console(&looks).upcoming;
            assert_eq!(*all, upcoming(host.shown(), shows), "{shows:?}");
        }
        all
    }

    #[test]
    fn what_is_to_come_is_told_anew_by_the_minute_and_after_whatever_is_entered() {
        for file in ["friday-lunchtime.ron", "friday-across.ron"] {
            let mut host = host(file);
            for second in [1, 59, 60, 61, 119, 120, 3_599, 3_600, 9_000] {
                host.advance(second, REAL);
                holds(&mut host);
            }
            // In one and the same minute.
            let first = |host: &Host<Nowhere>| {
                let waits = |it: &InjectState| matches!(it, InjectState::Waiting);
                host.shown().state().injects.iter().position(waits)
            };
            let inject = first(&host).expect("one is to come").into();
            let before = holds(&mut host);
            ask(&mut host, Ask::Enter(Command::Hold { inject }));
            assert_ne!(holds(&mut host), before, "it is held");
            ask(&mut host, Ask::Enter(Command::Resume { inject }));
            assert_eq!(holds(&mut host), before);
            let text = "Other words.".to_owned();
            ask(&mut host, Ask::Enter(Command::Reword { inject, text }));
            assert_ne!(holds(&mut host), before, "it is re-worded");
            for second in [9_000, 3_600, 3_630, 0] {
                ask(&mut host, Ask::LookBack(second));
                holds(&mut host);
            }
            ask(&mut host, Ask::ReturnToNow);
            holds(&mut host);
            host.advance(40_000, REAL);
            holds(&mut host);
        }
    }

    #[test]
    fn while_nothing_can_have_changed_it_is_the_same_list() {
        let mut host = host("friday-lunchtime.ron");
        host.advance(3_601, REAL);
        let looks = Looks::default();
        let before = host.console(&looks).upcoming;
        host.advance(3_659, REAL);
        assert!(Arc::ptr_eq(&before, &host.console(&looks).upcoming));
        host.advance(3_660, REAL);
        assert!(!Arc::ptr_eq(&before, &host.console(&looks).upcoming));
    }
}
