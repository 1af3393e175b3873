//! When, as people write it in events lists: `T+15`, `T+1:30`, `H+3`, `D+1 H+3`, `D+1 09:00`,
//! `Fri 13:42`, `12/05/2017 13:42`, `2017-05-12T13:42Z`, `121342Z MAY 17`, `1.42 pm`, `13:42`, `1342`,
//! `09h00`, `09:00 – 11:30`. Days are written the British way round. What is left over makes it no time:
//! nothing is pasted together. Must not guess silently.

mod calendar;
mod lengths;
mod parse;
mod tokens;
mod written;
mod zones;

use calendar::day_of;
use jiff::civil::{Date, DateTime};
use parse::parse;
use wardroom_core::scenario::Scenario;
use written::{Day, Span, Written, Zone};

pub(super) use written::Counts;

/// What a cell says of a time, and the date in a column of its own beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'a> {
    /// The date's cell; may be empty.
    pub day: &'a str,
    /// The time's cell.
    pub words: &'a str,
    /// What numbers and clocks stand for.
    pub counts: Counts,
}

/// When something is sent, and what must be told of how that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Understood {
    /// Minutes since STARTEX.
    pub mins: u32,
    /// What was guessed or not regarded.
    pub noted: Vec<String>,
}

/// Minutes since STARTEX; a day that has a column of its own goes before. A bare number is minutes
/// if `bare_mins`, else a time of the day (`1342`). What can only be guessed is not understood.
///
/// # Errors
/// What can't be understood, in words.
pub fn minutes(
    scenario: &Scenario,
    day: &str,
    words: &str,
    bare_mins: bool,
) -> Result<u32, String> {
    let counts = if bare_mins {
        Counts::FromStart(1.0)
    } else {
        Counts::Clock
    };
    let cells = Cells { day, words, counts };
    let written = both(cells)?;
    let found = resolved(scenario, cells, &written, false)?;
    if found.noted.is_empty() {
        Ok(found.mins)
    } else {
        Err(unknown(&shown(cells), &found.noted.join("; ")))
    }
}

/// When something is sent. What is not quite clear is taken for what is likely, and told.
///
/// # Errors
/// What can't be understood, in words.
pub(super) fn understood(scenario: &Scenario, cells: Cells<'_>) -> Result<Understood, String> {
    let written = both(cells)?;
    resolved(scenario, cells, &written, true)
}

/// Whether words are a time of any kind.
pub(super) fn is_time(words: &str) -> bool {
    let number = words.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    !number
        && parse(words, Counts::FromStart(1.0))
            .is_ok_and(|it| it.clock.is_some() || it.span.is_some())
}

/// Whether words are a day, and no time of it.
pub(super) fn is_day(words: &str) -> bool {
    parse(words, Counts::Clock).is_ok_and(|it| it.day.is_some() && it.clock.is_none())
}

/// Whether words are a day counted from that of STARTEX by its sign: `D+1`, `J-30`.
pub(super) fn is_day_by_sign(words: &str) -> bool {
    words.starts_with(char::is_alphabetic) && words.contains(['+', '-']) && is_day(words)
}

/// Whether words are a day with a time of it.
pub(super) fn is_day_and_time(words: &str) -> bool {
    parse(words, Counts::Clock).is_ok_and(|it| it.day.is_some() && it.clock.is_some())
}

/// The minute of the day of words that are a clock and nothing more.
pub(super) fn bare_clock(words: &str) -> Option<u32> {
    let found = parse(words, Counts::Clock).ok()?;
    let alone = found.day.is_none() && found.span.is_none() && found.zone.is_none();
    found.clock.filter(|_| alone).map(|it| it.minute())
}

fn shown(cells: Cells<'_>) -> String {
    format!("{} {}", cells.day.trim(), cells.words.trim())
        .trim()
        .to_owned()
}

fn unknown(whole: &str, why: &str) -> String {
    let why = if why.is_empty() {
        String::new()
    } else {
        format!(" ({why})")
    };
    format!(
        "“{whole}” is no time that is understood{why}. Write T+15, D+1 09:00, Fri 13:42 or 2017-05-12 13:42, as the clock on the wall has it, without a time zone."
    )
}

/// The two cells as one.
fn both(cells: Cells<'_>) -> Result<Written, String> {
    let wrong = |why: String| unknown(&shown(cells), &why);
    let mut time = parse(cells.words, cells.counts).map_err(wrong)?;
    if cells.day.trim().is_empty() {
        return Ok(time);
    }
    let day = parse(cells.day, Counts::Clock).map_err(wrong)?;
    // A spreadsheet gives a day alone its first minute, and a time alone a day of its own.
    let midnight = day.clock.is_none_or(|it| it.minute() == 0);
    let two = time.day.is_some() && time.day != day.day;
    if day.span.is_some() || two || !(midnight || time.clock.is_none()) {
        return Err(wrong(
            "two times or days stand beside one another".to_owned(),
        ));
    }
    if time.is_empty() {
        return Ok(day);
    }
    match (&mut time.span, day.day) {
        // “D+1” and “H+3”.
        (Some(span), Some(Day::After(days))) if span.days == 0 => span.days = days,
        (Some(_), found) => time.day = found,
        (None, found) => time.day = time.day.or(found),
    }
    if time.clock.is_none() {
        time.clock = day.clock;
    }
    Ok(time)
}

fn resolved(
    scenario: &Scenario,
    cells: Cells<'_>,
    written: &Written,
    guess: bool,
) -> Result<Understood, String> {
    let whole = shown(cells);
    let mut noted = Vec::new();
    if written.until {
        noted.push(format!("“{whole}” is a while: its beginning is taken"));
    }
    if written.about {
        noted.push(format!(
            "“{whole}” is about then: it is sent at that minute"
        ));
    }
    if let Some(remark) = &written.remark {
        noted.push(format!(
            "“{whole}”: “{remark}” behind the time is not regarded"
        ));
    }
    let mins = match (&written.span, written.clock) {
        (Some(span), None) => {
            let mins = from_start(span);
            let at = scenario.time_at(u64::try_from(mins).unwrap_or_default() * 60);
            if let Some(day) = written.day
                && day_of(scenario, day) != Some(at.date())
            {
                noted.push(format!("“{whole}”: the day beside it is not regarded"));
            }
            mins
        }
        (None, Some(clock)) => {
            let starts = scenario.starts.date();
            let at = |date: Date| {
                let mins = i64::from(clock.minute());
                date.to_datetime(jiff::civil::Time::midnight())
                    .checked_add(jiff::Span::new().minutes(mins))
                    .ok()
            };
            let wrong = || unknown(&whole, "there is no such day");
            let day = match written.day {
                Some(day) => Some(day_of(scenario, day).ok_or_else(wrong)?),
                None => None,
            };
            let first = at(day.unwrap_or(starts)).ok_or_else(wrong)?;
            let first = in_zone(&whole, written.zone.as_ref(), first, &mut noted)?;
            if written.zone.is_none() && zones::is_left_out(first) {
                return Err(format!(
                    "“{whole}” does not exist: in that night clocks go from 01:00 to 02:00."
                ));
            }
            let mins = since(scenario, first);
            if day.is_none() && written.zone.is_none() && guess {
                on_a_day(scenario, &whole, mins, &mut noted)
            } else {
                mins
            }
        }
        (None, None) if matches!(cells.counts, Counts::FromStart(_)) => match written.day {
            Some(Day::After(days)) => days * 1_440,
            _ => return Err(unknown(&whole, "it has no time of the day")),
        },
        (None, None) => return Err(unknown(&whole, "it has no time of the day")),
        (Some(_), Some(_)) => return Err(unknown(&whole, "it has two times")),
    };
    if mins < 0 {
        return Err(format!(
            "“{whole}” lies before STARTEX, {}.",
            scenario.starts.strftime("%A %-d %B %Y %H:%M")
        ));
    }
    let mins = u32::try_from(mins).map_err(|_| unknown(&whole, ""))?;
    Ok(Understood { mins, noted })
}

fn from_start(span: &Span) -> i64 {
    span.days.saturating_mul(1_440).saturating_add(span.mins)
}

fn since(scenario: &Scenario, at: DateTime) -> i64 {
    scenario.starts.duration_until(at).as_secs().div_euclid(60)
}

/// A clock on the wall here.
fn in_zone(
    whole: &str,
    zone: Option<&Zone>,
    at: DateTime,
    noted: &mut Vec<String>,
) -> Result<DateTime, String> {
    match zone {
        None | Some(Zone::Local) => Ok(at),
        Some(Zone::Unheeded(name)) => {
            noted.push(format!(
                "“{whole}”: the time zone “{name}” is not regarded, the clock is taken as it stands"
            ));
            Ok(at)
        }
        Some(Zone::Offset(mins)) => {
            let here = zones::here(at, *mins).ok_or_else(|| unknown(whole, ""))?;
            noted.push(format!(
                "“{whole}” is {} here, by British time",
                here.strftime("%A %-d %B %H:%M")
            ));
            Ok(here)
        }
    }
}

/// A clock without a day, `mins` from STARTEX on the first: on the one day of the exercise on which it
/// can be. Where there are several it is the first, and told.
fn on_a_day(scenario: &Scenario, whole: &str, mins: i64, noted: &mut Vec<String>) -> i64 {
    let ends = i64::from(scenario.ends_mins);
    let mut possible = (0..)
        .map(|day| mins + day * 1_440)
        .take_while(|it| *it <= ends)
        .filter(|it| *it >= 0);
    let Some(first) = possible.next() else {
        return mins;
    };
    let several = possible.next().is_some();
    if several || first != mins {
        let at = u64::try_from(first).unwrap_or_default() * 60;
        let why = if several {
            "it may be on a later day too: write the day with it"
        } else {
            "on the day before it would be before STARTEX"
        };
        noted.push(format!(
            "“{whole}” is taken for {}: {why}",
            scenario.clock(at)
        ));
    }
    first
}

#[cfg(test)]
mod tests;
