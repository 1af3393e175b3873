//! The work that a trust loses. One that is off loses all that the fitted share says, minute after
//! minute alike: so it is counted over whole spans of time, once they are known. Must not know why a
//! trust is off.
//!
//! ```text
//! outpatients:             A · D · b · L
//! elective work:           A · D · b · min(1, L · f)
//! emergency admissions:    A · D · t · e,  e = min(1, L · g)
//! attendances:             A · D · ((t − d) · e + d · min(1, e + a))
//! ```
//!
//! `A` the trust's work as a share of an acute trust's of mean size, `D` a mean day's, `b` what is
//! booked for the time, in mean days (1.36 of them between 9 and 17 o'clock on a weekday, 0.1 at the
//! weekend), `t` the time in days, `d` that in which the trust diverts emergency patients, `L` the
//! fitted share of booked work that is lost, `f` and `g` how much more or less of its elective work
//! and its emergencies than of its outpatients a trust loses, `a` the share of attendances that come
//! by ambulance. A trust that is on with locked devices loses as much of `L` as they are of a tenth of
//! its devices.

use super::days::{COUNTED_UNTIL, DAY};
use super::england::England;
use super::nation::Trust;
use std::ops::Range;

/// The share of locked devices at which a trust that is on the network loses all that one loses that
/// is off.
const AS_IF_OFF: f64 = 0.1;
/// Outpatients and elective work on a weekday and at the weekend, of a mean day's.
const WEEKDAY: f64 = 1.36;
const WEEKEND: f64 = 0.1;
/// When it is done: from 9 to 17 o'clock.
const HOURS: Range<u32> = 540..1_020;

/// Work lost, from outpatients to attendances.
pub type Lost = [f64; 4];

/// Some minutes in which a trust loses work, all at the same rate.
pub struct Minutes {
    /// How many.
    pub count: u32,
    /// The work that is booked for them ([`booked`]).
    pub booked: f64,
    /// In how many of them the trust diverts emergency patients.
    pub diverted: u32,
}

/// The share of what a trust off the network loses that one loses that is on, with this share of its
/// devices locked.
pub fn share_lost(locked: f64) -> f64 {
    (locked / AS_IF_OFF).min(1.0)
}

/// The outpatients and elective work booked for a span of time, in mean days.
pub fn booked(england: &England, span: &Range<u32>) -> f64 {
    (span.start / DAY..span.end.div_ceil(DAY))
        .map(|day| {
            let from = span.start.max(day * DAY + HOURS.start);
            let until = span.end.min(day * DAY + HOURS.end);
            let of_day = if (day + england.weekday) % 7 < 5 {
                WEEKDAY
            } else {
                WEEKEND
            };
            let hours = f64::from(HOURS.end - HOURS.start);
            f64::from(until.saturating_sub(from)) * (of_day / hours)
        })
        .sum()
}

/// Adds what a trust loses in such minutes that loses `share` of what one does that is off.
pub fn lose(england: &England, lost: &mut Lost, trust: &Trust, share: f64, minutes: &Minutes) {
    let (people, daily) = (&england.people, &england.daily);
    let loss = england.fitted.loss.value * share;
    let emergency = (loss * people.emergency).min(1.0);
    let diverting = (emergency + people.by_ambulance).min(1.0);
    let days = |minutes: u32| f64::from(minutes) / f64::from(DAY);
    let work = trust.activity;
    lost[0] += work * daily.outpatients * minutes.booked * loss;
    lost[1] += work * daily.elective * minutes.booked * (loss * people.elective).min(1.0);
    lost[2] += work * daily.emergency * days(minutes.count) * emergency;
    if england.kinds[trust.kind].emergency_department {
        let attending =
            days(minutes.count - minutes.diverted) * emergency + days(minutes.diverted) * diverting;
        lost[3] += work * daily.attendances * attending;
    }
}

/// The minutes that lie in any of these spans, up to the end of what is counted.
pub fn in_any(england: &England, mut spans: [Range<u32>; 3], diverted: u32) -> Minutes {
    spans.sort_by_key(|it| it.start);
    let mut minutes = Minutes {
        count: 0,
        booked: 0.0,
        diverted,
    };
    let mut counted = 0;
    for span in spans {
        let span = span.start.max(counted)..span.end.min(COUNTED_UNTIL);
        if !span.is_empty() {
            minutes.count += span.end - span.start;
            minutes.booked += booked(england, &span);
            counted = span.end;
        }
    }
    minutes
}
