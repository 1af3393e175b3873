//! One trust with the worm inside: what a minute makes of it until it is contained, and how it is
//! rebuilt from then on. Must not know other trusts.
//!
//! ```text
//! infections inside, a minute and host:    β · s / V
//! locks, a minute and silent host:         1 / τ
//! rebuilt, a minute, once it is off:       g · d / (1000 · m)
//! ```
//!
//! `β` infections a minute by one infected device among vulnerable ones, `s` devices that scan, `V`
//! those that could be infected at first, `τ` silent minutes, `g` engineers for each thousand devices,
//! `d` its devices, `m` an engineer's minutes for one.

use super::course::Course;
use super::days::{COUNTED_UNTIL, UNTIL};
use super::england::England;
use super::hits::hits;
use super::nation::Trust;
use crate::exercise::{Purpose, Stream, binomial, triangular, within_a_minute};
use crate::scenario::Span;
use std::ops::Range;

/// A trust as it stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Now {
    /// What became of it so far.
    pub course: Course,
    /// Devices that can be infected.
    pub susceptible: u32,
    /// Infected devices that are not locked yet.
    pub silent: u32,
    /// Locked devices that are not rebuilt yet.
    pub dirty: u32,
    /// What its engineers have done of the next device.
    pub rebuilt: f64,
    /// From when the worm can come in again, once it was contained.
    pub opens: u32,
    /// It is among those that the worm can reach.
    pub listed: bool,
    /// Minutes in which it diverted while it was off or without its systems.
    pub diverted_off: u32,
}

impl Now {
    /// Infected devices.
    pub fn infected(&self) -> u32 {
        self.silent + self.dirty
    }

    /// Whether the worm can come in, if port 445 lets it.
    pub fn is_open(&self, minute: u32) -> bool {
        self.susceptible > 0 && minute >= self.opens && !self.course.is_off(minute)
    }
}

/// The draws of a trust.
pub struct Draws {
    /// By minute: does the worm come in?
    pub arrival: Stream,
    spread: Stream,
    lock: Stream,
    /// By minute: does it cut itself off?
    pub cut: Stream,
    once: Stream,
}

impl Draws {
    /// Of the trust with this place.
    pub fn of(seed: u64, at: u32) -> Self {
        let stream = |which: u32| Stream::new(seed, Purpose::Week, at * 8 + which);
        Self {
            arrival: stream(0),
            spread: stream(1),
            lock: stream(2),
            cut: stream(3),
            once: stream(4),
        }
    }

    /// An exponential waiting time, minutes.
    fn wait(&self, which: u32, mean: f64) -> u32 {
        (-mean * libm::log(self.once.uniform(which))) as u32
    }
}

/// How trusts are infected, lock, and are rebuilt.
pub struct Inside<'a> {
    england: &'a England,
    /// The chance that a silent device locks in a minute.
    locks: f64,
}

impl<'a> Inside<'a> {
    /// By England's parameters.
    pub fn new(england: &'a England) -> Self {
        Self {
            england,
            locks: within_a_minute(1.0 / england.worm.silent_mins),
        }
    }

    /// One minute of a trust with infected devices, before it is contained.
    pub fn spread(&self, one: &mut Now, trust: &Trust, draws: &Draws, minute: u32, answers: bool) {
        if one.susceptible > 0 {
            let rate = self.england.worm.inside_per_min * f64::from(one.infected())
                / f64::from(trust.vulnerable.max(1));
            let hit = hits(one.susceptible, rate, draws.spread.uniform(minute));
            one.susceptible -= hit;
            if answers && !trust.proxied {
                one.course.reached_switch |= hit > 0;
            } else {
                one.silent += hit;
                one.course.devices_infected += hit;
            }
        }
        let locked = binomial(one.silent, self.locks, draws.lock.uniform(minute));
        one.silent -= locked;
        one.dirty += locked;
        if locked > 0 && one.course.locked.is_none() {
            let people = &self.england.people;
            one.course.locked = Some(minute);
            let known = (minute + 1).saturating_add(draws.wait(7, people.report_day_mins));
            one.course.known = Some(known);
            one.course.contained = Some(known.saturating_add(draws.wait(8, people.react_mins)));
        }
    }

    /// One minute of its engineers.
    pub fn rebuild(&self, one: &mut Now, trust: &Trust) {
        // What is silent is found when it is switched on again.
        one.dirty += std::mem::take(&mut one.silent);
        one.dirty -= finished(&mut one.rebuilt, self.devices_a_minute(trust), one.dirty);
    }

    /// Devices that its engineers rebuild in a minute.
    fn devices_a_minute(&self, trust: &Trust) -> f64 {
        let people = &self.england.people;
        people.engineers_per_1000 * trust.devices / 1_000.0 / people.rebuild_mins
    }

    /// All that comes of a trust that is contained in this minute: nothing reaches it and nothing
    /// spreads in it until it is let back, so its rebuilding is run through at once.
    pub fn contain(&self, one: &mut Now, trust: &Trust, contained: u32) {
        one.opens = UNTIL;
        one.dirty += std::mem::take(&mut one.silent);
        let a_minute = self.devices_a_minute(trust);
        let mut rebuilt = one.rebuilt;
        let mut since = contained;
        for minute in contained..UNTIL {
            let whole = finished(&mut rebuilt, a_minute, one.dirty);
            if whole == 0 {
                continue;
            }
            one.diverted_off += self.diverts(one, trust, since..minute);
            since = minute;
            one.dirty -= whole;
            if one.dirty == 0 {
                let wait = (self.england.people.reconnect_hours * 60.0) as u32;
                let soonest = contained.saturating_add(wait);
                one.rebuilt = rebuilt;
                one.course.restored = Some(minute.max(soonest));
                // In the minute of the last device nothing comes in yet.
                one.opens = soonest.max(minute + 1);
                return;
            }
        }
        one.diverted_off += self.diverts(one, trust, since..UNTIL);
    }

    /// In how many of these minutes a trust diverts emergency patients, with as many devices locked
    /// as now and the national bodies in the know; that is written down.
    pub fn diverts(&self, one: &mut Now, trust: &Trust, minutes: Range<u32>) -> u32 {
        let minutes = minutes.start..minutes.end.min(COUNTED_UNTIL);
        if minutes.is_empty()
            || locked(one, trust) <= self.england.fitted.divert_at.value
            || !self.england.kinds[trust.kind].emergency_department
        {
            return 0;
        }
        let from = one.course.diverted.map_or(minutes.start, |it| it.0);
        one.course.diverted = Some((from, minutes.end - 1));
        minutes.end - minutes.start
    }

    /// A trust cuts itself off on what it has heard. Tells when it comes back.
    pub fn cut_off(&self, one: &mut Now, draws: &Draws, minute: u32) -> u32 {
        let people = &self.england.people;
        let hours = Span {
            soonest: people.back_soonest_hours,
            likeliest: people.back_likeliest_hours,
            latest: people.back_latest_hours,
        };
        let away = triangular(hours, draws.once.uniform(9)) * 60.0;
        let back = minute.saturating_add(away as u32);
        one.course.cut = Some(minute);
        one.course.back = Some(back);
        back
    }
}

/// A device that answers is reached from outside. One that reaches the kill-switch domain neither
/// scans nor locks.
pub fn arrive(one: &mut Now, trust: &Trust, minute: u32, answers: bool) {
    if answers && !trust.proxied {
        one.course.reached_switch = true;
        return;
    }
    one.course.infected.get_or_insert(minute);
    one.susceptible -= 1;
    one.silent += 1;
    one.course.devices_infected += 1;
}

/// The share of a trust's devices that is locked.
pub fn locked(one: &Now, trust: &Trust) -> f64 {
    f64::from(one.dirty) / trust.devices.max(1.0)
}

/// Devices of so many that are finished in a minute by those who rebuild `a_minute` of them;
/// `rebuilt` keeps what they have done of the next one.
fn finished(rebuilt: &mut f64, a_minute: f64, of: u32) -> u32 {
    *rebuilt += a_minute;
    if *rebuilt < 1.0 {
        return 0;
    }
    let whole = (*rebuilt as u32).min(of);
    *rebuilt -= f64::from(whole);
    whole
}
