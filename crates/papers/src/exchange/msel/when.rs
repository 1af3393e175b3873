//! When, as people write it in events lists: `T+15`, `T+1:30`, `H+3`, `D+1 H+3`, `D+1 09:00`,
//! `Fri 13:42`, `12/05/2017 13:42`, `2017-05-12 13:42`, `12 May 2017, 1.42 pm`, `13:42`, `1342`.
//! Days are written the British way round. Must not guess silently.

use jiff::civil::{Date, DateTime, Time, Weekday};
use wardroom_core::scenario::Scenario;

/// Minutes since STARTEX; a day that has a column of its own goes before. A bare number is minutes
/// if `bare_mins`, else a time of the day (`1342`).
///
/// # Errors
/// What can't be understood, in words.
pub fn minutes(
    scenario: &Scenario,
    day: &str,
    words: &str,
    bare_mins: bool,
) -> Result<u32, String> {
    let whole = if day.trim().is_empty() {
        words.trim().to_owned()
    } else {
        format!("{} {}", day.trim(), words.trim())
    };
    let text = whole.to_lowercase().replace(['–', '−'], "-");
    let unknown = || {
        format!(
            "“{whole}” is no time that is understood. Write T+15, D+1 09:00, Fri 13:42 or 2017-05-12 13:42, as the clock on the wall has it, without a time zone."
        )
    };
    if let Some(mins) = relative(&text, bare_mins) {
        return mins.ok_or_else(unknown);
    }
    let (date, time) = absolute(scenario, &text).ok_or_else(unknown)?;
    let at = DateTime::from_parts(date, time);
    let mins = scenario.starts.duration_until(at).as_secs().div_euclid(60);
    if mins < 0 {
        return Err(format!(
            "“{whole}” lies before STARTEX, {}.",
            scenario.starts.strftime("%A %-d %B %Y %H:%M")
        ));
    }
    u32::try_from(mins).map_err(|_| unknown())
}

/// From STARTEX: nothing if it is not written so, `Some(None)` if it is and can't be understood.
fn relative(text: &str, bare_mins: bool) -> Option<Option<u32>> {
    let text = text.trim();
    if matches!(
        text,
        "startex" | "start" | "t" | "t0" | "t+0" | "start of exercise"
    ) {
        return Some(Some(0));
    }
    if bare_mins && let Ok(mins) = text.parse::<f64>() {
        return Some((mins >= 0.0 && mins.fract() == 0.0).then_some(mins as u32));
    }
    if let Some(mins) = text
        .strip_suffix("minutes")
        .or_else(|| text.strip_suffix("mins"))
        .or_else(|| text.strip_suffix("min"))
    {
        let mins = mins.trim().trim_start_matches(['t', '+', ' ']);
        return Some(mins.parse().ok());
    }
    let span = |words: &str, per: u32| -> Option<u32> {
        let words = words.trim();
        match words.split_once(':') {
            Some((hours, mins)) => hours
                .trim()
                .parse::<u32>()
                .ok()?
                .checked_mul(60)?
                .checked_add(mins.trim().parse::<u32>().ok()?),
            None => words.parse::<u32>().ok()?.checked_mul(per),
        }
    };
    for (lead, per) in [("startex", 1), ("t", 1), ("h", 60)] {
        if let Some(rest) = text.strip_prefix(lead)
            && let Some(rest) = rest.trim_start().strip_prefix('+')
        {
            return Some(span(rest, per));
        }
    }
    if let Some(rest) = text.strip_prefix('+') {
        return Some(span(rest, 1));
    }
    // `D+1 H+3`: days and hours from STARTEX.
    let rest = text.strip_prefix('d')?.trim_start().strip_prefix('+')?;
    let (days, after) = rest
        .trim_start()
        .split_once([' ', ','])
        .unwrap_or((rest, ""));
    let hours = after
        .trim()
        .strip_prefix('h')?
        .trim_start()
        .strip_prefix('+')?;
    Some((|| {
        let days = days.trim().parse::<u32>().ok()?;
        days.checked_mul(1_440)?.checked_add(span(hours, 60)?)
    })())
}

fn absolute(scenario: &Scenario, text: &str) -> Option<(Date, Time)> {
    let start = scenario.starts.date();
    let cleaned = text.replace([',', '\n'], " ");
    // `2017-05-12T13:42`.
    let cleaned = match cleaned.find('t') {
        Some(at)
            if at > 0
                && cleaned.as_bytes()[at - 1].is_ascii_digit()
                && cleaned
                    .as_bytes()
                    .get(at + 1)
                    .is_some_and(u8::is_ascii_digit) =>
        {
            format!("{} {}", &cleaned[..at], &cleaned[at + 1..])
        }
        _ => cleaned,
    };
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    let mut date = None;
    let mut rest = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        if let Some(found) = day_of(word) {
            date = date.or(Some(first_on(start, found)));
        } else if let Some(days) = word
            .strip_prefix("d+")
            .and_then(|it| it.parse::<i64>().ok())
        {
            let span = jiff::Span::new().try_days(days).ok()?;
            date = Some(start.checked_add(span).ok()?);
        } else if let Some(found) = numeric_date(word) {
            date = Some(found);
        } else if let Some(found) = words
            .get(at + 1)
            .and_then(|month| written_date(word, month, words.get(at + 2).copied(), start.year()))
        {
            at += if words
                .get(at + 2)
                .is_some_and(|it| it.len() == 4 && it.parse::<i16>().is_ok_and(|it| it > 1900))
            {
                2
            } else {
                1
            };
            date = Some(found);
        } else if !matches!(word, "at" | "hrs" | "hours" | "h" | "-") {
            rest.push(word);
        }
        at += 1;
    }
    let time = time_of(&rest.concat())?;
    Some((date.unwrap_or(start), time))
}

fn day_of(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let word = word.trim_end_matches('.');
    DAYS.iter()
        .find(|(name, _)| word.len() >= 3 && name.starts_with(word))
        .map(|(_, day)| *day)
}

fn first_on(start: Date, day: Weekday) -> Date {
    let ahead = (i64::from(day.to_monday_zero_offset())
        - i64::from(start.weekday().to_monday_zero_offset()))
    .rem_euclid(7);
    start
        .checked_add(jiff::Span::new().days(ahead))
        .unwrap_or(start)
}

/// `2017-05-12`, `12/05/2017`, `12.5.17`.
fn numeric_date(word: &str) -> Option<Date> {
    let parts: Vec<i32> = word
        .split(['/', '-', '.'])
        .map(|it| it.parse().ok())
        .collect::<Option<_>>()?;
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if *a > 31 { (*a, *b, *c) } else { (*c, *b, *a) };
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// `12 May`, `12th May 2017`.
fn written_date(day: &str, month: &str, year: Option<&str>, this: i16) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let day: i8 = day
        .trim_end_matches(|c: char| c.is_alphabetic())
        .parse()
        .ok()?;
    let month = month.trim_end_matches('.');
    let at = MONTHS
        .iter()
        .position(|name| month.len() >= 3 && name.starts_with(month))?;
    let year = year
        .and_then(|it| it.parse::<i16>().ok())
        .filter(|it| *it > 1900)
        .unwrap_or(this);
    Date::new(year, i8::try_from(at + 1).ok()?, day).ok()
}

/// `13:42`, `13.42`, `1342`, `1:42pm`, `9 am`.
fn time_of(text: &str) -> Option<Time> {
    if !text.is_ascii() {
        return None;
    }
    let text = text.trim_end_matches("hrs").trim_end_matches('h');
    let (digits, afternoon) = match (text.strip_suffix("pm"), text.strip_suffix("am")) {
        (Some(digits), _) => (digits, Some(true)),
        (_, Some(digits)) => (digits, Some(false)),
        _ => (text, None),
    };
    // A part of a day, as a spreadsheet keeps a time.
    if afternoon.is_none()
        && digits.starts_with("0.")
        && digits.len() > 4
        && let Ok(share) = digits.parse::<f64>()
    {
        let mins = (share * 1440.0).round() as i32;
        return Time::new((mins / 60) as i8, (mins % 60) as i8, 0, 0).ok();
    }
    let parts: Vec<&str> = digits.split([':', '.']).collect();
    let (hour, min): (i8, i8) = match parts.as_slice() {
        [whole] if whole.len() == 4 => (whole[..2].parse().ok()?, whole[2..].parse().ok()?),
        [whole] if whole.len() == 3 => (whole[..1].parse().ok()?, whole[1..].parse().ok()?),
        [hour] if afternoon.is_some() => (hour.parse().ok()?, 0),
        [hour, min] => (hour.parse().ok()?, min.parse().ok()?),
        // What is left over would be another time: `12:00:00Z` is one in Greenwich.
        [hour, min, sec] if sec.parse::<u8>().is_ok_and(|it| it < 60) => {
            (hour.parse().ok()?, min.parse().ok()?)
        }
        _ => return None,
    };
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, min, 0, 0).ok()
}
