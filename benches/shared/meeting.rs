//! An epidemic whose answer is known, as the worm of an exercise and, beside it, as the fastest that
//! the exact process can be had for: the direct method of Gillespie (1977, *Journal of Physical
//! Chemistry* 81:2340).
//!
//! A million hosts in segments of 250. An infective meets each host of its segment at the rate
//! [`BETA`], and two hosts anywhere with the same chance that something comes of it,
//! `β/(β + γ)`, before it falls quiet at the rate γ = 1.
//!
//! An exercise steps in whole minutes. A minute here stands for [`STEP`] of the mean time for which an
//! infective scans: scans a minute and the time to fall quiet are set so that the chance to infect
//! a given host before falling quiet is the same as in the exact process.

use super::large::Large;
use std::sync::Arc;
use wardroom_core::exercise::Exercise;
use wardroom_core::scenario::{ScanLifetime, Scenario};

/// In all.
pub const HOSTS: u32 = 1_000_000;
/// In a segment.
pub const IN_SEGMENT: u32 = 250;
/// Infections a pair in a segment and time.
pub const BETA: f64 = 0.01;
/// Hosts elsewhere that an infective could infect, in the mean.
pub const ACROSS: f64 = 2.0;
/// What a minute stands for.
pub const STEP: f64 = 0.1;
/// Infective at first.
pub const FIRST: u32 = 10;

/// The chance that an infective infects a given host before it falls quiet.
fn transmissibility() -> f64 {
    BETA / (BETA + 1.0)
}

/// The epidemic as an exercise.
pub fn scenario() -> Arc<Scenario> {
    // In a step an infective hits a host with the chance b, then falls quiet with the chance r; it
    // infects it before that with b / (1 − (1 − b)(1 − r)), which is to be T.
    let quiet = 1.0 - (-STEP).exp();
    let wanted = transmissibility();
    let hit = wanted * quiet / (1.0 - wanted + wanted * quiet);
    let segments = HOSTS / IN_SEGMENT;
    let large = Large {
        hosts: HOSTS,
        segments,
        services: false,
        injects: 0,
        ..Large::default()
    };
    let mut scenario = Scenario::clone(&large.scenario());
    let worm = &mut scenario.worm;
    worm.success = 1.0;
    worm.local_scans_per_min = hit * f64::from(IN_SEGMENT);
    worm.remote_scans_per_min = hit * ACROSS;
    worm.remote_address_space = HOSTS;
    worm.lock_chance = 0.0;
    worm.outside_scans_per_min = 0.0;
    worm.scan_lifetime = ScanLifetime::Memoryless {
        mean_mins: 1.0 / STEP,
    };
    for segment in &mut scenario.segments {
        segment.address_space = IN_SEGMENT;
    }
    worm.first = (0..FIRST)
        .map(|at| {
            let segment = 2 + at * segments / FIRST;
            let group = scenario.segments[segment as usize].groups[0];
            (group, 1)
        })
        .collect();
    Arc::new(scenario)
}

/// Plays it until nothing scans any longer; hosts that were ever infected.
pub fn as_an_exercise(scenario: &Arc<Scenario>, seed: u64) -> u32 {
    let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
    let scans = |exercise: &Exercise| exercise.state().groups.iter().any(|it| it.scanning > 0);
    while !exercise.ended() && scans(&exercise) {
        exercise.advance(exercise.secs() + 20 * 60);
    }
    assert!(!scans(&exercise), "it is cut off");
    exercise.state().outcomes.hosts_ever_infected
}

/// Numbers that look random (SplitMix64).
struct Dice(u64);

impl Dice {
    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Between 0 and 1.
    fn unit(&mut self) -> f64 {
        ((self.word() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn below(&mut self, count: u32) -> u32 {
        ((u64::from(self.word() as u32) * u64::from(count)) >> 32) as u32
    }
}

/// The exact process, event by event: who is next among all infectives, whom it meets or that it falls
/// quiet, and when. All infectives have the same rates, so that which is next is one look into a list;
/// a meeting with somebody who was infected before is an event of which nothing comes. A segment is a
/// count of hosts that can still be infected. Hosts that were ever infected, and the time it took.
pub fn event_by_event(seed: u64) -> (u32, f64) {
    let segments = HOSTS / IN_SEGMENT;
    let mut open = vec![IN_SEGMENT; segments as usize];
    let mut infectives: Vec<u16> = Vec::with_capacity(HOSTS as usize);
    let mut ever = 0;
    for at in 0..FIRST {
        let segment = at * segments / FIRST;
        open[segment as usize] -= 1;
        infectives.push(segment as u16);
        ever += 1;
    }
    let within = BETA * f64::from(IN_SEGMENT);
    let across = transmissibility() * ACROSS;
    let rate = within + across + 1.0;
    let (within, met) = (within / rate, (within + across) / rate);
    let mut dice = Dice(seed);
    let mut time = 0.0;
    while !infectives.is_empty() {
        time -= dice.unit().ln() / (rate * infectives.len() as f64);
        let who = dice.below(infectives.len() as u32) as usize;
        let what = dice.unit();
        if what >= met {
            infectives.swap_remove(who);
            continue;
        }
        let segment = if what < within {
            infectives[who]
        } else {
            dice.below(segments) as u16
        };
        let open = &mut open[usize::from(segment)];
        if dice.below(IN_SEGMENT) < *open {
            *open -= 1;
            infectives.push(segment);
            ever += 1;
        }
    }
    (ever, time)
}
