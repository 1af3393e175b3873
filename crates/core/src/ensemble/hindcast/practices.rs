//! General practices in the week: hosts of one group by region and proxy. They are reached as trusts
//! are, while their machines are on, and rebuilt by visiting teams from the second day on. Must not
//! know a trust.

use super::days::DAY;
use super::england::England;
use super::hits::hits;
use super::nation::Nation;
use crate::exercise::{Purpose, Stream};

/// How a region's practices stand from a minute on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PracticesThen {
    /// From when, minutes after the midnight before 12 May.
    pub minute: u32,
    /// Infected and not rebuilt yet.
    pub infected: u32,
    /// So many a visiting team has been to since Friday.
    pub rebuilt: u32,
}

/// Practices alike: of one region, proxied or not.
struct Group {
    region: usize,
    proxied: bool,
    vulnerable: u32,
    /// Infected or locked.
    infected: u32,
    draws: Stream,
}

/// All practices as they stand.
pub struct Practising {
    groups: Vec<Group>,
    /// By region: what its teams have done of the next practice.
    rebuilt: Vec<f64>,
    exposed: f64,
    /// Ever infected.
    pub ever: u32,
    /// The share of them rebuilt at noon on 17 May.
    pub rebuilt_by_17: f64,
    /// When the last one was rebuilt.
    pub done: u32,
    /// By region: how they stood whenever that changed, in order.
    pub courses: Vec<Vec<PracticesThen>>,
}

impl Practising {
    /// Of a nation, none infected.
    pub fn new(england: &England, nation: &Nation, seed: u64) -> Self {
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
                .zip(100_000..)
                .map(|(it, entity)| Group {
                    region: it.region,
                    proxied: it.proxied,
                    vulnerable: it.vulnerable,
                    infected: 0,
                    draws: Stream::new(seed, Purpose::Week, entity),
                })
                .collect(),
            rebuilt: vec![0.0; england.regions.len()],
            exposed: england.fitted.practice_exposed.value * mean * england.edge.reachable,
            ever: 0,
            rebuilt_by_17: 1.0,
            done: 0,
            courses: vec![Vec::new(); england.regions.len()],
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

    /// Adds the devices that scan, by region.
    pub fn scan(&self, england: &England, scanning: &mut [f64], minute: u32) {
        // From the second day on they are off until they are rebuilt.
        if minute < DAY {
            let each = england.edge.practice_devices * Self::on(england, minute);
            for group in &self.groups {
                scanning[group.region] += f64::from(group.infected) * each;
            }
        }
    }

    /// A minute at this pressure by region; `answers` says whether the kill-switch domain does.
    pub fn step(&mut self, england: &England, pressure: &[f64], minute: u32, answers: bool) {
        if pressure.iter().any(|it| *it > 0.0) {
            self.are_reached(england, pressure, minute, answers);
        }
        // Teams go from Saturday on, by day.
        if minute >= DAY && (8..20).contains(&(minute % DAY / 60)) {
            self.are_rebuilt(england, minute);
        }
        if minute == 5 * DAY + DAY / 2 && self.ever > 0 {
            let left: u32 = self.groups.iter().map(|it| it.infected).sum();
            self.rebuilt_by_17 = 1.0 - f64::from(left) / f64::from(self.ever);
        }
    }

    fn are_reached(&mut self, england: &England, pressure: &[f64], minute: u32, answers: bool) {
        let exposed = self.exposed * Self::on(england, minute);
        for group in &mut self.groups {
            let rate = exposed * pressure[group.region];
            let hit = hits(group.vulnerable, rate, group.draws.uniform(minute));
            group.vulnerable -= hit;
            if hit > 0 && (!answers || group.proxied) {
                group.infected += hit;
                self.ever += hit;
                let then = then(&mut self.courses[group.region], minute);
                then.infected += hit;
            }
        }
    }

    /// A minute of the visiting teams: those of a region take its groups in their order.
    fn are_rebuilt(&mut self, england: &England, minute: u32) {
        let people = &england.people;
        for rebuilt in &mut self.rebuilt {
            *rebuilt += people.practice_teams / people.practice_mins;
        }
        for group in &mut self.groups {
            let rebuilt = &mut self.rebuilt[group.region];
            let whole = (*rebuilt as u32).min(group.infected);
            if whole > 0 {
                group.infected -= whole;
                *rebuilt -= f64::from(whole);
                self.done = minute;
                let then = then(&mut self.courses[group.region], minute);
                then.infected -= whole;
                then.rebuilt += whole;
            }
        }
        // Nobody works ahead.
        for rebuilt in &mut self.rebuilt {
            *rebuilt = rebuilt.min(1.0);
        }
    }
}

/// What is written down of a region for a minute: as it stood before, until it is changed.
fn then(course: &mut Vec<PracticesThen>, minute: u32) -> &mut PracticesThen {
    let before = course.last().copied().unwrap_or_default();
    if before.minute != minute || course.is_empty() {
        course.push(PracticesThen { minute, ..before });
    }
    let last = course.len() - 1;
    &mut course[last]
}
