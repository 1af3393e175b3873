//! Days by their dates, names and distance from STARTEX. Must not know of times.

use super::tokens::{Token, Tokens};
use super::written::Day;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use wardroom_core::scenario::Scenario;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

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

/// A day that stands next, of any kind.
pub(super) fn day(tokens: &mut Tokens<'_>) -> Option<Day> {
    numeric(tokens)
        .or_else(|| written(tokens))
        .or_else(|| american(tokens))
        .or_else(|| named(tokens))
        .or_else(|| counted(tokens))
}

/// `2017-05-12`, `12/05/2017`, `12.5.17`.
fn numeric(tokens: &mut Tokens<'_>) -> Option<Day> {
    let (a, _) = tokens.number(0)?;
    let sign = tokens.sign(1).filter(|it| matches!(it, '-' | '/' | '.'))?;
    let (b, _) = tokens.number(2)?;
    let (c, digits) = tokens.number(4)?;
    if !tokens.tight(1, sign) || !tokens.tight(3, sign) || tokens.spaced(2) || tokens.spaced(4) {
        return None;
    }
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
    if a <= 31 && !matches!(digits, 2 | 4) {
        return None;
    }
    let found = date(full_year(year), month, day)?;
    tokens.pass(5);
    Some(Day::Date(found))
}

fn full_year(year: u32) -> u32 {
    if year < 100 { 2000 + year } else { year }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// A month by its name, or at least three letters of it, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    let at = MONTHS
        .iter()
        .position(|name| word.len() >= 3 && (name.starts_with(word) || word == "sept"))?;
    // “Sept” begins no other.
    let at = if word == "sept" { 8 } else { at };
    u32::try_from(at + 1).ok()
}

/// `12 May`, `12th May 2017`, `12-May-17`, `12 May, 2017`.
fn written(tokens: &mut Tokens<'_>) -> Option<Day> {
    let (day, digits) = tokens.number(0)?;
    if digits > 2 {
        return None;
    }
    let place = tokens.place();
    tokens.pass(1);
    tokens.pass_word(&["st", "nd", "rd", "th"]);
    tokens.pass_word(&["of"]);
    tokens.pass_sign(&['-', '.', '/']);
    let Some(found) = tokens.word(0).and_then(month) else {
        tokens.back_to(place);
        return None;
    };
    tokens.pass(1);
    tokens.pass_sign(&['.']);
    in_a_year(tokens, found, day).or_else(|| {
        tokens.back_to(place);
        None
    })
}

/// `May 12`, `May 12th, 2017`.
fn american(tokens: &mut Tokens<'_>) -> Option<Day> {
    let found = tokens.word(0).and_then(month)?;
    let place = tokens.place();
    tokens.pass(1);
    tokens.pass_sign(&['.']);
    let day = tokens.number(0).filter(|(_, digits)| *digits <= 2);
    tokens.pass(1);
    tokens.pass_word(&["st", "nd", "rd", "th"]);
    let found = day.and_then(|(day, _)| in_a_year(tokens, found, day));
    if found.is_none() {
        tokens.back_to(place);
    }
    found
}

/// A day and its month, with the year that may follow.
fn in_a_year(tokens: &mut Tokens<'_>, month: u32, day: u32) -> Option<Day> {
    let ahead = usize::from(matches!(tokens.sign(0), Some(',' | '-' | '/')));
    // A time may follow as well.
    let more = matches!(tokens.peek(ahead + 1), Some(Token::Sign(':' | '.')))
        || matches!(
            tokens.word(ahead + 1),
            Some("h" | "am" | "pm" | "hrs" | "hours")
        );
    let year = tokens
        .number(ahead)
        .and_then(|(year, digits)| match digits {
            4 if (1_900..2_200).contains(&year) => Some(year),
            2 if !more => Some(full_year(year)),
            _ => None,
        });
    if let Some(year) = year {
        let found = date(year, month, day)?;
        tokens.pass(ahead + 1);
        return Some(Day::Date(found));
    }
    // Any leap year will do to know the days that there are.
    date(2_024, month, day)?;
    Some(Day::InYear(
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    ))
}

/// `Fri`, `Friday`.
fn named(tokens: &mut Tokens<'_>) -> Option<Day> {
    let word = tokens.word(0)?;
    let is = |name: &str| name.starts_with(word) || (word == "weds" && name == "wednesday");
    let (_, found) = WEEKDAYS
        .iter()
        .find(|(name, _)| word.len() >= 3 && is(name))?;
    tokens.pass(1);
    tokens.pass_sign(&['.']);
    Some(Day::Weekday(*found))
}

/// `D+1`, `J+1`, `J 09h00`, `Day 2`.
fn counted(tokens: &mut Tokens<'_>) -> Option<Day> {
    let word = tokens.word(0)?;
    if matches!(word, "d" | "j" | "day" | "jour")
        && let Some(sign) = tokens.sign(1).filter(|it| matches!(it, '+' | '-'))
        && let Some((days, _)) = tokens.number(2)
    {
        tokens.pass(3);
        let days = i64::from(days);
        return Some(Day::After(if sign == '-' { -days } else { days }));
    }
    if matches!(word, "d" | "j") && tokens.number(1).is_some() && tokens.spaced(1) {
        tokens.pass(1);
        return Some(Day::After(0));
    }
    if matches!(word, "day" | "jour")
        && let Some((day, digits)) = tokens.number(1)
        && digits <= 3
    {
        tokens.pass(2);
        return Some(Day::After(i64::from(day.saturating_sub(1))));
    }
    None
}

/// The date of a day in an exercise.
pub(super) fn day_of(scenario: &Scenario, day: Day) -> Option<Date> {
    let start = scenario.starts.date();
    match day {
        Day::Date(date) => Some(date),
        Day::After(days) => start
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok(),
        Day::Weekday(day) => {
            let ahead = i64::from(day.to_monday_zero_offset())
                - i64::from(start.weekday().to_monday_zero_offset());
            start.checked_add(ahead.rem_euclid(7).days()).ok()
        }
        Day::InYear(month, day) => {
            let ends = scenario.time_at(u64::from(scenario.ends_mins) * 60).date();
            let this = Date::new(start.year(), month, day).ok();
            let next = Date::new(start.year() + 1, month, day).ok();
            // An exercise may go on into January.
            match (this, next.filter(|it| *it <= ends)) {
                (Some(this), Some(next)) if this < start => Some(next),
                (Some(this), _) => Some(this),
                (None, next) => next,
            }
        }
        Day::InMonth(day) => {
            let this = Date::new(start.year(), start.month(), day).ok();
            match this.filter(|it| *it >= start) {
                Some(this) => Some(this),
                None => {
                    let next = start.first_of_month().checked_add(1.month()).ok()?;
                    Date::new(next.year(), next.month(), day).ok()
                }
            }
        }
    }
}
