//! The axes of a chart: which times and figures are named, chosen by what fits. Must not draw.

use super::paper::{SMALL, WIDTH};
use crate::type_width;
use jiff::ToSpan;
use jiff::civil::DateTime;

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;
const WEEK: u32 = 7 * DAY;
/// Minutes that named times can lie apart, each with the ways to write them, best first.
const STEPS: [(u32, &[&str]); 21] = [
    (1, &["%a %H:%M"]),
    (5, &["%a %H:%M"]),
    (15, &["%a %H:%M"]),
    (30, &["%a %H:%M"]),
    (HOUR, &["%a %H:%M"]),
    (2 * HOUR, &["%a %H:%M"]),
    (3 * HOUR, &["%a %H:%M"]),
    (6 * HOUR, &["%a %H:%M"]),
    (12 * HOUR, &["%a %H:%M"]),
    (DAY, &["%a %-d %b", "%a %-d"]),
    (2 * DAY, &["%a %-d %b", "%a %-d"]),
    (WEEK, &["%a %-d %b", "%-d %b"]),
    (2 * WEEK, &["%a %-d %b", "%-d %b"]),
    (4 * WEEK, &["%-d %b"]),
    (8 * WEEK, &["%-d %b"]),
    (13 * WEEK, &["%-d %b"]),
    (26 * WEEK, &["%-d %b"]),
    (52 * WEEK, &["%-d %b"]),
    (260 * WEEK, &["%-d %b"]),
    (520 * WEEK, &["%-d %b"]),
    (2_600 * WEEK, &["%-d %b"]),
];
/// Room between two named times.
const BETWEEN: f64 = 14.0;
/// More times than this are not read.
const MOST: u32 = 14;

/// A stretch of time across a chart.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// When it begins.
    pub starts: DateTime,
    /// How long it is.
    pub mins: u32,
    /// The x at which it begins and ends.
    pub between: (f64, f64),
}

/// A named time.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// From the picture's left edge, in pixels.
    pub x: f64,
    /// Its name.
    pub label: String,
    /// The middle of its name, which keeps to the chart.
    pub label_x: f64,
}

impl Span {
    /// The x of a minute.
    pub fn x(&self, mins: u32) -> f64 {
        let (left, right) = self.between;
        let share = f64::from(mins.min(self.mins)) / f64::from(self.mins.max(1));
        left + (right - left) * share
    }

    /// The time of a minute.
    pub fn at(&self, mins: u32) -> DateTime {
        let later = self.starts.checked_add(i64::from(mins).minutes());
        later.unwrap_or(self.starts)
    }

    /// The time of a minute as it is said: with its date where the stretch is longer than a week.
    pub fn said(&self, mins: u32) -> String {
        let form = if self.mins > WEEK {
            "%a %-d %b %H:%M"
        } else {
            "%a %H:%M"
        };
        self.at(mins).strftime(form).to_string()
    }

    /// The named times: as many as fit beside each other.
    pub fn ticks(&self) -> Vec<Tick> {
        STEPS
            .iter()
            .filter(|(step, _)| self.mins / step <= MOST)
            .flat_map(|(step, forms)| forms.iter().map(|form| self.every(*step, form)))
            .find(|ticks| !ticks.is_empty() && apart(ticks))
            .unwrap_or_else(|| vec![self.tick(0, "%a %H:%M")])
    }

    fn every(&self, step: u32, form: &str) -> Vec<Tick> {
        let dated = if self.starts.year() == self.at(self.mins).year() || step < DAY {
            form.to_owned()
        } else {
            format!("{form} %Y")
        };
        let mut ticks = Vec::new();
        let mut mins = self.first(step);
        while mins <= self.mins {
            ticks.push(self.tick(mins, &dated));
            mins += step;
        }
        ticks
    }

    /// The first minute at which a step falls: hours are counted from midnight, weeks from Monday.
    fn first(&self, step: u32) -> u32 {
        let since_midnight = u32::from(self.starts.hour().unsigned_abs()) * HOUR
            + u32::from(self.starts.minute().unsigned_abs());
        if step < WEEK {
            return since_midnight.next_multiple_of(step.min(DAY)) - since_midnight;
        }
        let days = self.starts.weekday().to_monday_zero_offset().unsigned_abs();
        let since_monday = u32::from(days) * DAY + since_midnight;
        since_monday.next_multiple_of(WEEK) - since_monday
    }

    fn tick(&self, mins: u32, form: &str) -> Tick {
        let label = self.at(mins).strftime(form).to_string();
        let half = type_width::width(&label, SMALL, false) / 2.0 + 1.0;
        let x = self.x(mins);
        Tick {
            x,
            label_x: x.clamp(half, WIDTH - half),
            label,
        }
    }
}

fn apart(ticks: &[Tick]) -> bool {
    let wide = |tick: &Tick| type_width::width(&tick.label, SMALL, false);
    ticks.windows(2).all(|pair| match pair {
        [a, b] => b.label_x - a.label_x >= (wide(a) + wide(b)) / 2.0 + BETWEEN,
        _ => true,
    })
}

/// A round step near a value: 1, 2 or 5 times a power of ten.
pub fn round_step(near: f64) -> f64 {
    let mut step = 1.0;
    while step < 1e300 {
        for factor in [1.0, 2.0, 5.0] {
            if step * factor >= near {
                return step * factor;
            }
        }
        step *= 10.0;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn labels(mins: u32) -> Vec<String> {
        let span = Span {
            starts: date(2017, 5, 12).at(11, 30, 0, 0),
            mins,
            between: (200.0, 700.0),
        };
        span.ticks().into_iter().map(|it| it.label).collect()
    }

    #[test]
    fn an_hour_a_day_and_ten_weeks_each_have_times_that_fit() {
        assert_eq!(
            labels(60),
            [
                "Fri 11:30",
                "Fri 11:45",
                "Fri 12:00",
                "Fri 12:15",
                "Fri 12:30"
            ]
        );
        assert_eq!(labels(24 * 60)[..2], ["Fri 12:00", "Fri 18:00"]);
        assert_eq!(
            labels(5 * DAY),
            [
                "Sat 13 May",
                "Sun 14 May",
                "Mon 15 May",
                "Tue 16 May",
                "Wed 17 May"
            ]
        );
        assert_eq!(labels(70 * DAY)[..2], ["Mon 15 May", "Mon 29 May"]);
    }

    #[test]
    fn whatever_its_length_an_axis_has_a_named_time_and_none_overlap() {
        for mins in (0..20_u32)
            .map(|at| 3_u32.pow(at) / 1_000)
            .chain((1..60).map(|at| at * 1_439))
        {
            let span = Span {
                starts: date(2017, 12, 29).at(23, 59, 0, 0),
                mins,
                between: (190.0, 696.0),
            };
            let ticks = span.ticks();
            assert!(!ticks.is_empty(), "{mins}");
            assert!(apart(&ticks), "{mins}: {ticks:?}");
            for tick in &ticks {
                let half = type_width::width(&tick.label, SMALL, false) / 2.0;
                assert!(
                    tick.label_x + half <= WIDTH && tick.label_x >= half,
                    "{tick:?}"
                );
            }
        }
    }
}
