//! The week, minute by minute. It is arithmetic on counts, as in the engine of an exercise, with one
//! group of hosts for each trust.
//!
//! ```text
//! arrival at an open trust i, a minute:    λ_i = E_i · (P · o(t) + N · ((1 − c) · S(t) + c · S_r(t) / w_r))
//! a trust cuts itself off, an hour:        h · (infected trusts known in its region)
//! ```
//!
//! `E_i` addresses of `i` that answer from N3 and lack the patch, `P` scans a minute for each from the
//! world at its height, `o` its course, `N` the same from each infected device `S` on N3, `c` the share
//! of what they scan that stays on the network that their region shares, `S_r` those in the region of
//! `i`, `w_r` its share of all trusts (so that `c` moves nothing on average, and lets a region that is
//! hit early be hit harder), `h` a fitted chance. Each event has the chance `1 − e^(−rate)` in its
//! minute. What goes on inside a trust stands in `inside.rs`, what it loses in `losses.rs`. Once the
//! kill-switch domain answers, a host that reaches it directly neither scans nor locks. Practices are
//! hosts of one group by region: they are reached as trusts are, while their machines are on.
//!
//! Some time after the first lock the national bodies know of a trust; some time after that it is off
//! the network and nothing spreads any more; its devices are rebuilt by its engineers, and it is let
//! back when all are, after two days at the least.
//!
//! Must not know what was observed.

use super::course::Course;
use super::days::{FROM, UNTIL};
use super::england::England;
use super::nation::Nation;
use super::practices::{PracticesThen, Practising};
use super::trusts::Trusts;

/// What one played week came to.
#[derive(Clone, Debug)]
pub struct Week {
    /// The nation it happened to.
    pub nation: Nation,
    /// By trust.
    pub courses: Vec<Course>,
    /// Practices ever infected.
    pub practices: u32,
    /// The share of them rebuilt at noon on 17 May.
    pub practices_rebuilt: f64,
    /// When the last practice was rebuilt.
    pub practices_done: u32,
    /// By region: how its practices stood whenever that changed, in order.
    pub practices_by_region: Vec<Vec<PracticesThen>>,
}

impl Week {
    /// How a region's practices stand at a minute.
    pub fn practices_at(&self, region: usize, minute: u32) -> PracticesThen {
        let course = &self.practices_by_region[region];
        let after = course.partition_point(|it| it.minute <= minute);
        let last = after.checked_sub(1).map(|it| course[it]);
        last.unwrap_or_default()
    }
}

/// Plays the week once.
pub fn week(england: &England, seed: u64) -> Week {
    let nation = Nation::of(england, seed);
    let mut practices = Practising::new(england, &nation, seed);
    let mut trusts = Trusts::new(england, &nation.trusts, seed);
    let mut scanning = vec![0.0; england.regions.len()];
    let mut pressure = vec![0.0; england.regions.len()];
    for minute in FROM..UNTIL {
        trusts.turn(minute);
        scanning.fill(0.0);
        practices.scan(england, &mut scanning, minute);
        trusts.scan(&mut scanning, minute);
        presses(england, &mut pressure, &scanning, minute);
        let answers = minute >= england.worm.kill_switch;
        trusts.are_reached(&pressure, minute, answers);
        trusts.fall_ill(minute, answers);
        trusts.hear_rumours(rumour(england, minute), minute);
        trusts.lose(minute);
        practices.step(england, &pressure, minute, answers);
    }
    Week {
        courses: trusts.settled(),
        practices: practices.ever,
        practices_rebuilt: practices.rebuilt_by_17,
        practices_done: practices.done,
        practices_by_region: practices.courses,
        nation,
    }
}

/// Scans a minute for each address that answers, by region: from the world, from infected devices
/// anywhere, and from those on the network that the region shares.
fn presses(england: &England, pressure: &mut [f64], scanning: &[f64], minute: u32) {
    let outside = england.fitted.outside_per_min.value * course_of(&england.worm.outside, minute);
    let all: f64 = scanning.iter().sum();
    if outside + all <= 0.0 {
        pressure.fill(0.0);
        return;
    }
    let stays = england.edge.regional;
    for ((pressure, region), theirs) in pressure.iter_mut().zip(&england.regions).zip(scanning) {
        let near = if region.share > 0.0 {
            stays * theirs / region.share
        } else {
            0.0
        };
        *pressure = outside + england.fitted.between_per_min.value * ((1.0 - stays) * all + near);
    }
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
