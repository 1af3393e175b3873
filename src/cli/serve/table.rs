//! An exercise that is served: time passes, people are answered, what happens is told to the facilitator. Must not
//! know what can be typed, nor where the record is kept.

use super::kept::{Kept, Told};
use crate::cli::terminal::say;
use crate::real_time::millis;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;
use wardroom_core::exercise::{Speaker, What};
use wardroom_core::host::Host;
use wardroom_core::record::Story;
use wardroom_core::timeline::{self, Kind};
use wardroom_pages::{Desk, House, Settled};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(50);

/// How often it is looked whether the record is still where it is kept, milliseconds.
const LOOKS_EVERY_MS: u64 = 1_000;

/// An exercise that is served.
pub(super) struct Table<'a, S> {
    pub(super) host: &'a mut Host<S>,
    desk: &'a Desk,
    pub(super) house: &'a House,
    /// What the scenario's ids are called.
    story: Story,
    /// Events that were told.
    told: usize,
}

impl<'a, S: Kept> Table<'a, S> {
    /// An exercise that was begun or taken up, with those who ask at the desk and those who sit in the house.
    pub fn new(host: &'a mut Host<S>, desk: &'a Desk, house: &'a House) -> Self {
        Self {
            told: host.events().len(),
            story: Story::of(host.scenario()),
            host,
            desk,
            house,
        }
    }

    /// Goes on until somebody types that it is to stop, or another server has gone on with it.
    pub fn until_stopped(&mut self, lines: &Receiver<String>) {
        let mut before = millis();
        let mut minute = None;
        let mut said: Option<String> = None;
        let mut looked = 0;
        let mut trouble = Told::default();
        loop {
            let mut changed = false;
            match self.desk.next(TICK) {
                Ok(asked) => {
                    let real = crate::real_time::now();
                    let first = asked.settle(self.host, &real);
                    let more = self.desk.waiting().map(|it| it.settle(self.host, &real));
                    let settled: Vec<Settled> = std::iter::once(first).chain(more).collect();
                    // Whoever is told that it was taken finds it on the next page.
                    self.desk.show(self.host);
                    settled.into_iter().for_each(Settled::answer);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = millis();
            let passed = now.saturating_sub(before);
            before = now;
            self.host
                .pass(passed as f64 / 1_000.0, &crate::real_time::now());
            // What could not be written is tried again, whether or not anything happens.
            if now.saturating_sub(looked) >= LOOKS_EVERY_MS {
                looked = now;
                self.host.flush();
            }
            if let Some(news) = trouble.of(self.host.trouble()) {
                say(&news);
                changed = true;
            }
            for notice in self.host.take_notices() {
                say(&notice);
            }
            if self.host.store().lost().is_some() {
                return;
            }
            match lines.try_recv() {
                Ok(line) => match self.typed(&line) {
                    Ok(true) => return,
                    Ok(false) => changed = true,
                    Err(why) => say(&why),
                },
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => {}
            }
            let stands = (self.host.exercise().at_minute(), self.host.clock().running);
            if changed || minute != Some(stands) {
                minute = Some(stands);
                self.desk.show(self.host);
            }
            self.tell();
            let who = self.host.no_duff().map(str::to_owned);
            if who != said {
                if let Some(who) = &who {
                    say(&format!(
                        "NO DUFF: {who} says that something real has happened. “run” goes on."
                    ));
                }
                said = who;
            }
        }
    }

    /// Tells what has happened since: what came, what was asked, said, proposed and decided.
    fn tell(&mut self) {
        let events = self.host.events();
        for event in events.get(self.told..).unwrap_or_default() {
            let Some(line) = timeline::line(&self.story, event) else {
                continue;
            };
            // What changes by itself is for the window and the report: here people are told of.
            if matches!(line.kind, Kind::Service | Kind::Effect | Kind::Milestone) {
                continue;
            }
            let clock = self.host.scenario().clock(line.at_secs);
            let by = match &event.what {
                What::Said {
                    by: Speaker::Role(id),
                    ..
                } => format!("{} ({id})", line.who),
                _ => line.who,
            };
            let detail = if line.detail.is_empty() {
                String::new()
            } else {
                format!(" [{}]", line.detail)
            };
            say(&under(&format!("{clock}  {by}: {}{detail}", line.title)));
        }
        self.told = self.host.events().len();
    }
}

/// A text whose later lines stand under its first: what people type can have lines of its own, and none may
/// look like another's or like no duff.
pub(super) fn under(told: &str) -> String {
    told.replace('\n', "\n      | ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_line_that_somebody_typed_looks_like_one_of_the_program() {
        let told = super::under("13:05  Nurse: Two beds.\nNO DUFF: the fire alarm.");
        let mut lines = told.lines();
        assert_eq!(lines.next(), Some("13:05  Nurse: Two beds."));
        assert_eq!(lines.next(), Some("      | NO DUFF: the fire alarm."));
    }
}
