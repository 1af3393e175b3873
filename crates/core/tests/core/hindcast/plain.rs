//! The week of a nation by its rules, every trust looked at in every minute and nothing left out:
//! what the week of the product must come to. It is slow and plain, and knows no other way.
//!
//! It also tells how often something was met that a shorter way is likely to get wrong, so that the
//! comparison can show that it met it.

use wardroom_core::ensemble::hindcast::{
    Course, England, FROM, Nation, PracticesThen, Trust, UNTIL, Week,
};
use wardroom_core::exercise::{Purpose, Stream, binomial, triangular, within_a_minute};
use wardroom_core::scenario::Span;

const DAY: u32 = 1_440;
/// What is counted up to the end of 18 May.
const COUNTED_UNTIL: u32 = 7 * DAY;
/// The share of locked devices at which a trust that is back on the network loses all that one loses
/// that is off.
const AS_IF_OFF: f64 = 0.1;
/// Outpatients and elective work on a weekday and at the weekend, of a mean day's.
const WEEKDAY: f64 = 1.36;
const WEEKEND: f64 = 0.1;

/// What was met, in trusts or minutes of trusts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// A trust was reached again after it had been let back.
    pub again: u32,
    /// It diverted while it was contained, and ceased to before it was rebuilt.
    pub diverted_contained: u32,
    /// It diverted while it was on the network.
    pub diverted_on: u32,
    /// The worm spread inside one that had cut itself off.
    pub spread_cut_off: u32,
    /// One that was infected itself was without its host's systems.
    pub hosted_and_ill: u32,
    /// Its last device was rebuilt in the minute in which it was let back, the worm still about.
    pub back_at_once: u32,
    /// No device was left to infect.
    pub used_up: u32,
    /// It was rebuilt in steps that leave nothing over.
    pub whole_steps: u32,
    /// It came back before the end of the week from having cut itself off, and was reached then.
    pub reached_after_cut: u32,
}

impl Met {
    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            again: self.again + other.again,
            diverted_contained: self.diverted_contained + other.diverted_contained,
            diverted_on: self.diverted_on + other.diverted_on,
            spread_cut_off: self.spread_cut_off + other.spread_cut_off,
            hosted_and_ill: self.hosted_and_ill + other.hosted_and_ill,
            back_at_once: self.back_at_once + other.back_at_once,
            used_up: self.used_up + other.used_up,
            whole_steps: self.whole_steps + other.whole_steps,
            reached_after_cut: self.reached_after_cut + other.reached_after_cut,
        }
    }
}

/// A trust as it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Now {
    course: Course,
    susceptible: u32,
    silent: u32,
    dirty: u32,
    rebuilt: f64,
    /// The trust at which its systems run is off for the worm.
    hosted: bool,
    /// The minute in which its losses were counted last.
    counted: u32,
}

/// The draws of a trust.
struct Draws {
    arrival: Stream,
    spread: Stream,
    lock: Stream,
    cut: Stream,
    once: Stream,
}

impl Draws {
    fn of(seed: u64, at: u32) -> Self {
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

/// Plays the week once.
pub fn week(england: &England, seed: u64) -> (Week, Met) {
    let nation = Nation::of(england, seed);
    let mut met = Met::default();
    let mut practices = Practising::new(england, &nation, seed);
    let mut trusts = Trusts::new(england, &nation, seed);
    let mut practices_by_region = vec![Vec::new(); england.regions.len()];
    for minute in FROM..UNTIL {
        let outside =
            england.fitted.outside_per_min.value * course_of(&england.worm.outside, minute);
        let mut scanning = practices.scanning(england, &nation, minute);
        trusts.scan(&mut scanning, minute);
        let pressure = pressures(england, outside, &scanning);
        let answers = minute >= england.worm.kill_switch;
        trusts.are_reached(&pressure, minute, answers, &mut met);
        trusts.fall_ill(minute, answers, &mut met);
        trusts.hear_rumours(minute);
        trusts.look_to_their_hosts(minute);
        if minute < COUNTED_UNTIL {
            trusts.lose(minute, &mut met);
        }
        practices.step(england, &nation, &pressure, minute, answers);
        for (region, course) in practices_by_region.iter_mut().enumerate() {
            practices.note(&nation, region, minute, course);
        }
    }
    let week = Week {
        courses: trusts.now.into_iter().map(|it| it.course).collect(),
        practices: practices.ever,
        practices_rebuilt: practices.rebuilt_by_17,
        practices_done: practices.done,
        practices_by_region,
        nation,
    };
    (week, met)
}

/// All trusts as they stand. Most never have anything to do with it: only those that may are looked
/// at, by their places.
struct Trusts<'a> {
    england: &'a England,
    trusts: &'a [Trust],
    now: Vec<Now>,
    draws: Vec<Draws>,
    /// By region: infected trusts that the national bodies know of.
    known: Vec<u32>,
    open: Vec<usize>,
    guests: Vec<usize>,
    ill: Vec<usize>,
    away: Vec<usize>,
}

impl<'a> Trusts<'a> {
    fn new(england: &'a England, nation: &'a Nation, seed: u64) -> Self {
        let trusts = nation.trusts.as_slice();
        let those = |wanted: &dyn Fn(&Trust) -> bool| {
            (0..trusts.len())
                .filter(|at| wanted(&trusts[*at]))
                .collect()
        };
        Self {
            england,
            trusts,
            now: trusts
                .iter()
                .map(|trust| Now {
                    susceptible: trust.vulnerable,
                    ..Now::default()
                })
                .collect(),
            draws: (0..trusts.len() as u32)
                .map(|at| Draws::of(seed, at))
                .collect(),
            known: vec![0; england.regions.len()],
            open: those(&|trust| trust.open),
            guests: those(&|trust| trust.host.is_some()),
            ill: Vec::new(),
            away: Vec::new(),
        }
    }

    /// Adds the devices that scan, by region.
    fn scan(&self, scanning: &mut [f64], minute: u32) {
        for at in &self.ill {
            let one = &self.now[*at];
            if !is_off(&one.course, minute) {
                scanning[self.trusts[*at].region] += f64::from(one.silent) + f64::from(one.dirty);
            }
        }
    }

    /// The worm comes in where port 445 is open.
    fn are_reached(&mut self, pressure: &[f64], minute: u32, answers: bool, met: &mut Met) {
        if !pressure.iter().any(|it| *it > 0.0) {
            return;
        }
        for at in &self.open {
            let (one, trust) = (&mut self.now[*at], &self.trusts[*at]);
            let chance = within_a_minute(trust.exposed * pressure[trust.region]);
            if one.susceptible > 0
                && self.draws[*at].arrival.uniform(minute) < chance
                && !is_off(&one.course, minute)
            {
                let before = one.course.infected;
                met.again += u32::from(one.course.restored.is_some());
                met.reached_after_cut += u32::from(one.course.back.is_some());
                arrive(one, trust, minute, answers);
                if one.course.infected != before {
                    self.ill.push(*at);
                }
            }
        }
    }

    /// The worm spreads, locks and becomes known where it is in.
    fn fall_ill(&mut self, minute: u32, answers: bool, met: &mut Met) {
        for at in &self.ill {
            let (one, trust) = (&mut self.now[*at], &self.trusts[*at]);
            if one.silent + one.dirty > 0 {
                let (susceptible, back) = (one.susceptible, one.course.restored.is_some());
                infected(self.england, one, trust, &self.draws[*at], minute, answers);
                met.used_up += u32::from(susceptible > 0 && one.susceptible == 0);
                let course = &one.course;
                let is_cut = course.cut.is_some() && is_off(course, minute);
                met.spread_cut_off += u32::from(is_cut && one.susceptible < susceptible);
                if !back && course.restored.is_some() {
                    met.back_at_once += u32::from(course.restored == Some(minute));
                    met.whole_steps += u32::from(one.rebuilt == 0.0);
                }
            }
            if one.course.known == Some(minute) {
                self.known[trust.region] += 1;
            }
        }
    }

    /// Trusts cut themselves off on what they hear of neighbours.
    fn hear_rumours(&mut self, minute: u32) {
        let rumours = rumour(self.england, minute);
        if rumours <= 0.0 {
            return;
        }
        for at in 0..self.now.len() {
            let one = &mut self.now[at];
            let rate = rumours * f64::from(self.known[self.trusts[at].region]) / 60.0;
            if rate > 0.0
                && one.course.cut.is_none()
                && one.course.known.is_none_or(|it| it > minute)
                && self.draws[at].cut.uniform(minute) < within_a_minute(rate)
            {
                cut_off(self.england, one, &self.draws[at], minute);
                self.away.push(at);
            }
        }
    }

    /// Whose systems run at another trust is without them while that one is off.
    fn look_to_their_hosts(&mut self, minute: u32) {
        for at in &self.guests {
            let host = self.trusts[*at].host.map(|it| self.now[it].course);
            let one = &mut self.now[*at];
            one.hosted = host.is_some_and(|it| is_contained(&it, minute));
            if one.hosted {
                one.course.shared.get_or_insert(minute);
            }
        }
    }

    /// Counts the work that is lost: of each trust once, though it may be in two of the lists.
    fn lose(&mut self, minute: u32, met: &mut Met) {
        for at in self.ill.iter().chain(&self.away).chain(&self.guests) {
            let one = &mut self.now[*at];
            if one.counted != minute {
                one.counted = minute;
                let before = one.course.diverted;
                lose(self.england, one, &self.trusts[*at], minute);
                let diverts = before != one.course.diverted;
                let contained = is_contained(&one.course, minute);
                met.diverted_on += u32::from(diverts && !contained);
                let ceased = contained && !diverts && one.dirty > 0;
                let until = one.course.diverted.map(|it| it.1 + 1);
                met.diverted_contained += u32::from(ceased && until == Some(minute));
                met.hosted_and_ill += u32::from(one.hosted && one.silent + one.dirty > 0);
            }
        }
    }
}

/// Scans a minute for each address that answers, by region: from the world, from infected devices
/// anywhere, and from those on the network that the region shares.
fn pressures(england: &England, outside: f64, scanning: &[f64]) -> Vec<f64> {
    let all: f64 = scanning.iter().sum();
    let stays = england.edge.regional;
    england
        .regions
        .iter()
        .zip(scanning)
        .map(|(region, theirs)| {
            let near = if region.share > 0.0 {
                stays * theirs / region.share
            } else {
                0.0
            };
            outside + england.fitted.between_per_min.value * ((1.0 - stays) * all + near)
        })
        .collect()
}

/// The world's scanning at a minute: straight lines between the points.
fn course_of(points: &[(u32, f64)], minute: u32) -> f64 {
    let after = points.partition_point(|(at, _)| *at <= minute);
    match (after.checked_sub(1).map(|it| points[it]), points.get(after)) {
        (Some((from, low)), Some((to, high))) => {
            low + (high - low) * f64::from(minute - from) / f64::from(to - from)
        }
        (Some((_, last)), None) => last,
        _ => 0.0,
    }
}

/// The chance in an hour to cut oneself off for each known infected trust of the region.
fn rumour(england: &England, minute: u32) -> f64 {
    let people = &england.people;
    if minute < people.rumour_from || minute >= people.rumour_until {
        return 0.0;
    }
    let slows = if minute >= people.advice_at {
        people.advice_slows
    } else {
        1.0
    };
    england.fitted.cut_per_hour.value * slows
}

/// Whether a trust is off because it is infected.
fn is_contained(course: &Course, minute: u32) -> bool {
    course.contained.is_some_and(|it| minute >= it) && course.restored.is_none_or(|it| minute < it)
}

/// Whether a trust is off the national network.
fn is_off(course: &Course, minute: u32) -> bool {
    let contained = is_contained(course, minute);
    let cut = course.cut.is_some_and(|it| minute >= it) && course.back.is_none_or(|it| minute < it);
    contained || cut
}

/// A trust cuts itself off on what it has heard.
fn cut_off(england: &England, one: &mut Now, draws: &Draws, minute: u32) {
    let people = &england.people;
    let hours = Span {
        soonest: people.back_soonest_hours,
        likeliest: people.back_likeliest_hours,
        latest: people.back_latest_hours,
    };
    let away = triangular(hours, draws.once.uniform(9)) * 60.0;
    one.course.cut = Some(minute);
    one.course.back = Some(minute.saturating_add(away as u32));
}

fn arrive(one: &mut Now, trust: &Trust, minute: u32, answers: bool) {
    if answers && !trust.proxied {
        one.course.reached_switch = true;
        return;
    }
    one.course.infected.get_or_insert(minute);
    one.susceptible -= 1;
    one.silent += 1;
    one.course.devices_infected += 1;
}

/// One minute of a trust with infected devices.
fn infected(
    england: &England,
    one: &mut Now,
    trust: &Trust,
    draws: &Draws,
    minute: u32,
    answers: bool,
) {
    let people = &england.people;
    if let Some(contained) = one.course.contained
        && minute >= contained
    {
        // Nothing spreads; what is silent is found when it is switched on again.
        one.dirty += std::mem::take(&mut one.silent);
        let engineers = people.engineers_per_1000 * trust.devices / 1_000.0;
        one.rebuilt += engineers / people.rebuild_mins;
        let whole = (one.rebuilt as u32).min(one.dirty);
        one.dirty -= whole;
        one.rebuilt -= f64::from(whole);
        if one.dirty == 0 {
            let soonest = contained.saturating_add((people.reconnect_hours * 60.0) as u32);
            one.course.restored.get_or_insert(minute.max(soonest));
        }
        return;
    }
    let scanning = f64::from(one.silent + one.dirty);
    let rate = england.worm.inside_per_min * scanning / f64::from(trust.vulnerable.max(1));
    let hit = binomial(
        one.susceptible,
        within_a_minute(rate),
        draws.spread.uniform(minute),
    );
    one.susceptible -= hit;
    if answers && !trust.proxied {
        one.course.reached_switch |= hit > 0;
    } else {
        one.silent += hit;
        one.course.devices_infected += hit;
    }
    let chance = within_a_minute(1.0 / england.worm.silent_mins);
    let locked = binomial(one.silent, chance, draws.lock.uniform(minute));
    one.silent -= locked;
    one.dirty += locked;
    if locked > 0 && one.course.locked.is_none() {
        one.course.locked = Some(minute);
        let known = (minute + 1).saturating_add(draws.wait(7, people.report_day_mins));
        one.course.known = Some(known);
        one.course.contained = Some(known.saturating_add(draws.wait(8, people.react_mins)));
    }
}

/// The work that a trust loses in a minute, and whether it diverts.
fn lose(england: &England, one: &mut Now, trust: &Trust, minute: u32) {
    let hosted = one.hosted;
    let locked = f64::from(one.dirty) / trust.devices.max(1.0);
    let off = is_off(&one.course, minute);
    if !off && !hosted && one.dirty == 0 {
        return;
    }
    let share = if off || hosted {
        1.0
    } else {
        (locked / AS_IF_OFF).min(1.0)
    };
    let people = &england.people;
    let loss = england.fitted.loss.value * share;
    let (day, hour) = ((minute / DAY + england.weekday) % 7, minute % DAY / 60);
    let of_day = if day < 5 { WEEKDAY } else { WEEKEND };
    let booked = if (9..17).contains(&hour) {
        of_day / 480.0
    } else {
        0.0
    };
    let work = trust.activity;
    let daily = &england.daily;
    one.course.lost[0] += work * daily.outpatients * booked * loss;
    one.course.lost[1] += work * daily.elective * booked * (loss * people.elective).min(1.0);
    let emergency = (loss * people.emergency).min(1.0);
    let always = 1.0 / f64::from(DAY);
    one.course.lost[2] += work * daily.emergency * always * emergency;
    let mut attending = emergency;
    if england.kinds[trust.kind].emergency_department {
        let at = england.fitted.divert_at.value;
        let known = one.course.known.is_some_and(|it| minute >= it);
        if known && locked > at {
            let from = one.course.diverted.map_or(minute, |(from, _)| from);
            one.course.diverted = Some((from, minute));
            attending += people.by_ambulance;
        }
        one.course.lost[3] += work * daily.attendances * always * attending.min(1.0);
    }
}

/// General practices.
struct Practising {
    /// By group: vulnerable, and infected or locked.
    groups: Vec<(u32, u32)>,
    draws: Vec<Stream>,
    rebuilt: Vec<f64>,
    /// By region: how many were rebuilt.
    visited: Vec<u32>,
    exposed: f64,
    ever: u32,
    rebuilt_by_17: f64,
    done: u32,
}

impl Practising {
    fn new(england: &England, nation: &Nation, seed: u64) -> Self {
        // A trust of mean size with nothing patched.
        let mean: f64 = england
            .kinds
            .iter()
            .map(|it| it.devices * f64::from(it.count))
            .sum::<f64>()
            / england.trusts() as f64;
        Self {
            groups: nation
                .practices
                .iter()
                .map(|it| (it.vulnerable, 0))
                .collect(),
            draws: (0..nation.practices.len() as u32)
                .map(|at| Stream::new(seed, Purpose::Week, 100_000 + at))
                .collect(),
            rebuilt: vec![0.0; england.regions.len()],
            visited: vec![0; england.regions.len()],
            exposed: england.fitted.practice_exposed.value * mean * england.edge.reachable,
            ever: 0,
            rebuilt_by_17: 1.0,
            done: 0,
        }
    }

    /// The share of practice machines that are on.
    fn on(england: &England, minute: u32) -> f64 {
        let (day, of_day) = ((minute / DAY + england.weekday) % 7, minute % DAY);
        if day < 5 && (480..1_110).contains(&of_day) {
            1.0
        } else {
            england.edge.practice_on_at_night
        }
    }

    /// Devices that scan, by region.
    fn scanning(&self, england: &England, nation: &Nation, minute: u32) -> Vec<f64> {
        let mut scanning = vec![0.0; england.regions.len()];
        // From the second day on they are off until they are rebuilt.
        if minute < DAY {
            let each = england.edge.practice_devices * Self::on(england, minute);
            for ((_, infected), practices) in self.groups.iter().zip(&nation.practices) {
                scanning[practices.region] += f64::from(*infected) * each;
            }
        }
        scanning
    }

    /// Writes down how a region's practices stand, if that is otherwise than before.
    fn note(&self, nation: &Nation, region: usize, minute: u32, course: &mut Vec<PracticesThen>) {
        let groups = self.groups.iter().zip(&nation.practices);
        let here = groups.filter(|(_, it)| it.region == region);
        let infected = here.map(|((_, infected), _)| infected).sum();
        let then = PracticesThen {
            minute,
            infected,
            rebuilt: self.visited[region],
        };
        let before = course.last().copied().unwrap_or_default();
        if (before.infected, before.rebuilt) != (then.infected, then.rebuilt) {
            course.push(then);
        }
    }

    fn step(
        &mut self,
        england: &England,
        nation: &Nation,
        pressure: &[f64],
        minute: u32,
        answers: bool,
    ) {
        let on = Self::on(england, minute);
        for (at, (vulnerable, infected)) in self.groups.iter_mut().enumerate() {
            let chance = within_a_minute(self.exposed * pressure[nation.practices[at].region] * on);
            if chance > 0.0 {
                let hit = binomial(*vulnerable, chance, self.draws[at].uniform(minute));
                *vulnerable -= hit;
                if !answers || nation.practices[at].proxied {
                    *infected += hit;
                    self.ever += hit;
                }
            }
        }
        // Teams go from Saturday on, by day.
        if minute >= DAY && (8..20).contains(&(minute % DAY / 60)) {
            for region in 0..england.regions.len() {
                self.rebuilt[region] +=
                    england.people.practice_teams / england.people.practice_mins;
                for (at, group) in self.groups.iter_mut().enumerate() {
                    if nation.practices[at].region == region {
                        let whole = (self.rebuilt[region] as u32).min(group.1);
                        group.1 -= whole;
                        self.visited[region] += whole;
                        self.rebuilt[region] -= f64::from(whole);
                        if whole > 0 {
                            self.done = minute;
                        }
                    }
                }
                // Nobody works ahead.
                self.rebuilt[region] = self.rebuilt[region].min(1.0);
            }
        }
        if minute == 5 * DAY + DAY / 2 && self.ever > 0 {
            let left: u32 = self.groups.iter().map(|it| it.1).sum();
            self.rebuilt_by_17 = 1.0 - f64::from(left) / f64::from(self.ever);
        }
    }
}
