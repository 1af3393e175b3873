//! Reads points of exercise time. Must not know what happens at them.

use super::super::diagnostic::Code;
use super::super::model::Mins;
use super::super::shape::When;
use super::checker::Checker;
use jiff::civil::{Date, DateTime, Time, Weekday};

impl Checker {
    /// STARTEX.
    pub(super) fn start(&mut self, when: &When) -> DateTime {
        match when.value.parse::<DateTime>() {
            Ok(start) if start.second() == 0 && start.year() >= 1990 && start.year() < 2200 => {
                start
            }
            _ => {
                self.problem(
                    Code::Time,
                    when.mark,
                    format!("\"{}\" is not a date and time", when.value),
                    "write date and time like this: \"2017-05-12T11:30\"",
                );
                DateTime::constant(2017, 5, 12, 11, 30, 0, 0)
            }
        }
    }

    /// Minutes since STARTEX.
    pub(super) fn when(&mut self, when: &When) -> Mins {
        let Some(mins) = parse(&when.value, self.starts) else {
            self.problem(
                Code::Time,
                when.mark,
                format!("\"{}\" is not a time this program knows", when.value),
                "write \"Fri 13:42\", \"13:42\" (first day), \"D+1 09:00\" or \"T+90\"",
            );
            return 0;
        };
        let (starts, ends) = (
            clock(self.starts),
            clock(after(self.starts, i64::from(self.ends))),
        );
        let outside = if mins < 0 {
            "before STARTEX"
        } else if mins > i64::from(self.ends) {
            "after ENDEX"
        } else {
            return u32::try_from(mins).unwrap_or(0);
        };
        let hint = if self.ends == u32::MAX {
            format!("the exercise starts {starts}")
        } else {
            format!("the exercise runs from {starts} to {ends}")
        };
        self.problem(
            Code::Time,
            when.mark,
            format!("\"{}\" is {outside}", when.value),
            &hint,
        );
        0
    }
}

fn after(start: DateTime, mins: i64) -> DateTime {
    start
        .checked_add(jiff::SignedDuration::from_mins(mins))
        .unwrap_or(start)
}

fn clock(time: DateTime) -> String {
    time.strftime("%a %H:%M").to_string()
}

/// Minutes since STARTEX, negative before it.
pub fn parse(text: &str, starts: DateTime) -> Option<i64> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("T+") {
        return match rest.split_once(':') {
            Some((hours, mins)) => Some(number(hours)? * 60 + number(mins).filter(|m| *m < 60)?),
            None => number(rest),
        };
    }
    let (day, time) = match text.split_once(' ') {
        None => (starts.date(), text),
        Some((day, time)) => {
            let date = if let Some(days) = day.strip_prefix("D+") {
                add_days(starts.date(), number(days)?)?
            } else {
                first_weekday(starts.date(), weekday(day)?)?
            };
            (date, time.trim())
        }
    };
    let (hour, minute) = time.split_once(':')?;
    let time = Time::new(
        i8::try_from(number(hour)?).ok()?,
        i8::try_from(number(minute)?).ok()?,
        0,
        0,
    )
    .ok()?;
    let span = day.to_datetime(time).duration_since(starts);
    Some(span.as_secs() / 60)
}

/// Up to five digits: no exercise lasts longer.
fn number(text: &str) -> Option<i64> {
    (text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn weekday(text: &str) -> Option<Weekday> {
    let day = match text.get(..3)?.to_ascii_lowercase().as_str() {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    };
    Some(day)
}

/// The first such weekday from a date on, that date included.
fn first_weekday(from: Date, weekday: Weekday) -> Option<Date> {
    add_days(from, i64::from(from.weekday().until(weekday)))
}

fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::SignedDuration::from_hours(days * 24))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_form() {
        let starts = DateTime::constant(2017, 5, 12, 11, 30, 0, 0);
        for (text, mins) in [
            ("11:30", Some(0)),
            ("Fri 13:42", Some(132)),
            ("Friday 13:42", Some(132)),
            ("Sat 00:00", Some(750)),
            ("Mon 10:00", Some(4230)),
            ("D+1 09:00", Some(1290)),
            ("T+90", Some(90)),
            ("T+1:30", Some(90)),
            ("11:00", Some(-30)),
            ("25:00", None),
            ("Fri", None),
            ("noon", None),
            ("T+-3", None),
            ("D+99999 10:00", Some(99999 * 1440 - 90)),
        ] {
            assert_eq!(parse(text, starts), mins, "{text}");
        }
    }
}
