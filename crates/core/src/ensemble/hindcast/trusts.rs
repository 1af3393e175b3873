//! All trusts of a nation as they stand in the week. In a minute only those are looked at to which
//! something may happen in it: whom the worm can reach, in whom it spreads, who may cut itself off.
//! Whatever is settled beforehand waits in a queue for its minute. Must not know why the pressure is
//! what it is.

use super::course::Course;
use super::days::{COUNTED_UNTIL, FROM, UNTIL};
use super::england::England;
use super::inside::{Draws, Inside, Now, arrive, locked};
use super::losses::{Minutes, booked, in_any, lose, share_lost};
use super::nation::Trust;
use crate::exercise::{Stream, within_a_minute};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// What is known beforehand to happen to a trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// The national bodies know of it.
    Known,
    /// It is taken off the network.
    Contained,
    /// The worm may reach it again, unless something else keeps it off.
    Back,
}

/// What is due, by minute.
#[derive(Default)]
struct Queue(BinaryHeap<Reverse<(u32, Due, usize)>>);

impl Queue {
    fn put(&mut self, minute: u32, what: Due, at: usize) {
        if minute < UNTIL {
            self.0.push(Reverse((minute, what, at)));
        }
    }

    /// Takes the next that is due by a minute.
    fn next(&mut self, minute: u32) -> Option<(Due, usize)> {
        let Reverse((due, what, at)) = *self.0.peek()?;
        if due > minute {
            return None;
        }
        self.0.pop();
        Some((what, at))
    }
}

/// A trust as the worm sees it.
#[derive(Clone, Copy)]
struct Open {
    at: usize,
    region: usize,
    exposed: f64,
    draws: Stream,
}

/// A trust that may still cut itself off.
#[derive(Clone, Copy)]
struct Hearing {
    at: usize,
    region: usize,
    draws: Stream,
}

/// All trusts as they stand.
pub struct Trusts<'a> {
    england: &'a England,
    inside: Inside<'a>,
    trusts: &'a [Trust],
    now: Vec<Now>,
    draws: Vec<Draws>,
    /// By region: infected trusts that the national bodies know of.
    known: Vec<u32>,
    due: Queue,
    /// Whom the worm can reach: port 445 is open, the network on, a device left to infect.
    open: Vec<Open>,
    /// Whether one of those may no longer be among them.
    closing: bool,
    /// Those with infected devices, contained ones apart, in the order in which it came in.
    ill: Vec<usize>,
    /// Those that have not cut themselves off; one that the national bodies know of may be among them.
    hearing: Vec<Hearing>,
}

impl<'a> Trusts<'a> {
    /// Of a nation, before anything has happened.
    pub fn new(england: &'a England, trusts: &'a [Trust], seed: u64) -> Self {
        let draws: Vec<Draws> = (0..trusts.len() as u32)
            .map(|at| Draws::of(seed, at))
            .collect();
        let hearing = |(at, trust): (usize, &Trust)| Hearing {
            at,
            region: trust.region,
            draws: draws[at].cut,
        };
        let mut all = Self {
            england,
            inside: Inside::new(england),
            trusts,
            now: trusts
                .iter()
                .map(|trust| Now {
                    susceptible: trust.vulnerable,
                    ..Now::default()
                })
                .collect(),
            known: vec![0; england.regions.len()],
            due: Queue::default(),
            open: Vec::new(),
            closing: false,
            ill: Vec::new(),
            hearing: trusts.iter().enumerate().map(hearing).collect(),
            draws,
        };
        for at in 0..trusts.len() {
            all.open(at, FROM);
        }
        all
    }

    /// Counts a trust among those that the worm can reach, if it can.
    fn open(&mut self, at: usize, minute: u32) {
        let (one, trust) = (&mut self.now[at], &self.trusts[at]);
        if trust.open && !one.listed && one.is_open(minute) {
            one.listed = true;
            self.open.push(Open {
                at,
                region: trust.region,
                exposed: trust.exposed,
                draws: self.draws[at].arrival,
            });
        }
    }

    /// What was to happen in this minute happens.
    pub fn turn(&mut self, minute: u32) {
        while let Some((what, at)) = self.due.next(minute) {
            match what {
                Due::Known => self.known[self.trusts[at].region] += 1,
                Due::Contained => {
                    let one = &mut self.now[at];
                    self.inside.contain(one, &self.trusts[at], minute);
                    self.due.put(one.opens, Due::Back, at);
                    self.ill.retain(|it| *it != at);
                    self.closing = true;
                }
                Due::Back => self.open(at, minute),
            }
        }
        if std::mem::take(&mut self.closing) {
            self.open.retain(|it| {
                let one = &mut self.now[it.at];
                one.listed = one.is_open(minute);
                one.listed
            });
        }
    }

    /// Adds the devices that scan, by region.
    pub fn scan(&self, scanning: &mut [f64], minute: u32) {
        for at in &self.ill {
            let one = &self.now[*at];
            if !one.course.is_off(minute) {
                scanning[self.trusts[*at].region] += f64::from(one.infected());
            }
        }
    }

    /// The worm comes in where port 445 is open.
    pub fn are_reached(&mut self, pressure: &[f64], minute: u32, answers: bool) {
        if !pressure.iter().any(|it| *it > 0.0) {
            return;
        }
        for open in &self.open {
            let rate = open.exposed * pressure[open.region];
            let drawn = open.draws.uniform(minute);
            // The chance is below the rate: most draws end here, without an exponential.
            if drawn >= rate || drawn >= within_a_minute(rate) {
                continue;
            }
            let one = &mut self.now[open.at];
            let well = one.infected() == 0;
            arrive(one, &self.trusts[open.at], minute, answers);
            self.closing |= one.susceptible == 0;
            if well && one.infected() > 0 {
                self.ill.push(open.at);
            }
        }
    }

    /// The worm spreads, locks and becomes known where it is in.
    pub fn fall_ill(&mut self, minute: u32, answers: bool) {
        let mut well = false;
        for place in 0..self.ill.len() {
            let at = self.ill[place];
            let (one, trust) = (&mut self.now[at], &self.trusts[at]);
            if one.course.contained.is_some_and(|it| minute >= it) {
                // It had been rebuilt and let back.
                self.inside.rebuild(one, trust);
                well |= one.infected() == 0;
                continue;
            }
            let before = *one;
            self.inside
                .spread(one, trust, &self.draws[at], minute, answers);
            self.closing |= before.susceptible > 0 && one.susceptible == 0;
            if before.course.locked.is_none() && one.course.is_infected() {
                let never = UNTIL;
                self.due
                    .put(one.course.known.unwrap_or(never), Due::Known, at);
                self.due
                    .put(one.course.contained.unwrap_or(never), Due::Contained, at);
            }
        }
        if well {
            let now = &self.now;
            self.ill.retain(|at| now[*at].infected() > 0);
        }
    }

    /// Trusts cut themselves off on what they hear of neighbours, at so many an hour for each that
    /// is known.
    pub fn hear_rumours(&mut self, an_hour: f64, minute: u32) {
        if an_hour <= 0.0 {
            return;
        }
        let chances: Vec<f64> = self
            .known
            .iter()
            .map(|known| within_a_minute(an_hour * f64::from(*known) / 60.0))
            .collect();
        let mut place = 0;
        while let Some(it) = self.hearing.get(place) {
            if it.draws.uniform(minute) >= chances[it.region] {
                place += 1;
                continue;
            }
            let one = &mut self.now[it.at];
            // One of whom the national bodies know waits until it is taken off.
            if one.course.known.is_none_or(|known| known > minute) {
                let back = self.inside.cut_off(one, &self.draws[it.at], minute);
                self.due.put(back, Due::Back, it.at);
                self.closing = true;
            }
            self.hearing.swap_remove(place);
        }
    }

    /// Counts what trusts with locked devices lose that are on and have their systems, and in which
    /// minutes the others divert; what those lose is counted at the end.
    pub fn lose(&mut self, minute: u32) {
        if minute >= COUNTED_UNTIL || self.ill.is_empty() {
            return;
        }
        let booked = booked(self.england, &(minute..minute + 1));
        for place in 0..self.ill.len() {
            let at = self.ill[place];
            let trust = &self.trusts[at];
            if self.now[at].dirty == 0 {
                continue;
            }
            let hosted = trust
                .host
                .is_some_and(|host| self.now[host].course.is_contained(minute));
            let one = &mut self.now[at];
            let diverted = if one.course.known.is_some_and(|it| minute >= it) {
                self.inside.diverts(one, trust, minute..minute + 1)
            } else {
                0
            };
            if hosted || one.course.is_off(minute) {
                one.diverted_off += diverted;
                continue;
            }
            let share = share_lost(locked(one, trust));
            let minutes = Minutes {
                count: 1,
                booked,
                diverted,
            };
            lose(self.england, &mut one.course.lost, trust, share, &minutes);
        }
    }

    /// What became of each. Whoever was off, or without the systems that run at another that was,
    /// has lost its work meanwhile.
    pub fn settled(self) -> Vec<Course> {
        let hosted = |trust: &Trust| {
            let host = trust.host.map(|host| self.now[host].course);
            host.map_or(0..0, |host| span(host.contained, host.restored))
        };
        self.now
            .iter()
            .zip(self.trusts)
            .map(|(one, trust)| {
                let mut course = one.course;
                let hosted = hosted(trust);
                course.shared = (!hosted.is_empty()).then_some(hosted.start);
                let off = [
                    span(course.contained, course.restored),
                    span(course.cut, course.back),
                    hosted,
                ];
                let minutes = in_any(self.england, off, one.diverted_off);
                lose(self.england, &mut course.lost, trust, 1.0, &minutes);
                course
            })
            .collect()
    }
}

/// The minutes of the week from one to another, neither of which need have come.
fn span(from: Option<u32>, until: Option<u32>) -> Range<u32> {
    let until = until.unwrap_or(UNTIL).min(UNTIL);
    from.unwrap_or(UNTIL)..until
}
