//! Words read as a time, to their end: what is left over makes them none. Must not know when the
//! exercise starts.

use super::calendar::{day, month};
use super::lengths::{length, one_clock, unit};
use super::tokens::Tokens;
use super::written::{Clock, Counts, Day, Span, Written};
use super::zones::{lettered, zone};

/// What leads a distance from STARTEX.
const STARTS: [&str; 7] = ["t", "startex", "start", "stx", "s", "e", "ex"];

/// Reads words.
///
/// # Errors
/// What is left over.
pub(super) fn parse(words: &str, counts: Counts) -> Result<Written, String> {
    let words = words
        .to_lowercase()
        .replace(['–', '—', '−', '‐', '‑'], "-")
        .replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let words = words.trim();
    if let Some(found) = bare(words, counts) {
        return found;
    }
    let grouped = parted(words);
    let words = grouped.as_deref().unwrap_or(words);
    let whole = read(words, counts);
    let remarked = remarked(words).filter(|_| whole.is_err());
    match remarked.map(|(time, remark)| (read(time, counts), remark)) {
        Some((Ok(mut found), remark)) if !found.is_empty() => {
            found.remark = Some(remark.to_owned());
            Ok(found)
        }
        _ => whole,
    }
}

fn read(words: &str, counts: Counts) -> Result<Written, String> {
    let mut reader = Reader {
        tokens: Tokens::of(words),
        found: Written::default(),
        counts,
        iso: false,
    };
    reader.all()?;
    Ok(reader.found)
}

/// A time, and a remark behind it in brackets in which nothing is counted: `T+75 (if needed)`.
fn remarked(words: &str) -> Option<(&str, &str)> {
    let (time, remark) = words.strip_suffix(')')?.rsplit_once('(')?;
    let counted = remark.bytes().any(|it| it.is_ascii_digit());
    let (time, remark) = (time.trim(), remark.trim());
    (!counted && !time.is_empty() && !remark.is_empty()).then_some((time, remark))
}

/// A date-time group with a blank before its month: `081005ZMAY23`.
fn parted(words: &str) -> Option<String> {
    let (lead, rest) = words.split_at_checked(7)?;
    let digits = lead.bytes().take(6).all(|it| it.is_ascii_digit());
    let named = rest.get(..3).and_then(month).is_some();
    (digits && named).then(|| format!("{lead} {rest}"))
}

/// A number alone.
fn bare(words: &str, counts: Counts) -> Option<Result<Written, String>> {
    let number: f64 = words
        .bytes()
        .all(|it| it.is_ascii_digit() || it == b'.')
        .then(|| words.parse().ok())??;
    // A part of a day, as a spreadsheet keeps a time.
    let part = words.starts_with("0.") && words.len() > 4;
    match counts {
        Counts::Clock => part.then(|| {
            let mins = (number * 1_440.0).round() as u32;
            Ok(Written {
                clock: Clock::of(mins / 60, mins % 60, None),
                ..Written::default()
            })
        }),
        Counts::FromStart(per) => {
            // A part of an hour is no part of a day.
            let mins = if part && per <= 1.0 {
                (number * 1_440.0).round()
            } else {
                // A sixtieth is none in binary.
                (number * per * 1e6).round() / 1e6
            };
            Some(if mins.fract() == 0.0 && mins < 1e9 {
                Ok(spanned(mins))
            } else {
                Err("it is no whole number of minutes".to_owned())
            })
        }
    }
}

fn spanned(mins: f64) -> Written {
    Written {
        span: Some(Span {
            days: 0,
            mins: mins as i64,
        }),
        ..Written::default()
    }
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    found: Written,
    counts: Counts,
    /// Whether a date is written as ISO 8601 has it, so that a minus behind the time is its zone's.
    iso: bool,
}

impl Reader<'_> {
    fn all(&mut self) -> Result<(), String> {
        while !self.tokens.ended() {
            if !self.step() {
                return Err(format!("“{}” in it is left over", self.tokens.left()));
            }
        }
        // “Day 2” and “T+15” are two things, “D+1” and “H+2” are one.
        if let (Some(span), Some(day)) = (&mut self.found.span, self.found.day) {
            match day {
                Day::After(days) => span.days += days,
                _ => return Err("a day and a distance from STARTEX are two times".to_owned()),
            }
            self.found.day = None;
        }
        let absolute = self.found.day.is_some()
            || self.found.zone.is_some()
            || self.found.clock.is_some_and(|it| it.afternoon.is_some());
        if let (Counts::FromStart(_), Some(clock), false) =
            (self.counts, self.found.clock, absolute)
        {
            self.found.clock = None;
            self.add(0, i64::from(clock.minute()));
        }
        // A spreadsheet gives a time alone the day on which its calendar begins.
        if let (Some(Day::Date(date)), Some(_)) = (self.found.day, self.found.clock)
            && date.year() <= 1_904
        {
            self.found.day = None;
        }
        Ok(())
    }

    /// Reads on; nothing is passed over that is not understood.
    fn step(&mut self) -> bool {
        self.filler()
            || self.group()
            || self.start()
            || self.led()
            || self.lasting()
            || self.a_day()
            || self.clock()
            || self.end()
    }

    fn filler(&mut self) -> bool {
        let timed = self.found.clock.is_some();
        let nothing = self.found.is_empty();
        // After a time a comma parts it from another.
        let signs: &[char] = if timed {
            &['(', ')', '[', ']']
        } else {
            &['(', ')', '[', ']', ',', ';', '@']
        };
        if self.tokens.pass_sign(signs) {
            return true;
        }
        if timed && self.tokens.sign(0) == Some(',') {
            // A day may stand behind its time.
            let place = self.tokens.place();
            self.tokens.pass(1);
            if self.found.day.is_none() && self.a_day() {
                return true;
            }
            self.tokens.back_to(place);
            return false;
        }
        if nothing
            && (self.tokens.pass_word(&[
                "about",
                "approx",
                "approximately",
                "around",
                "circa",
                "ca",
            ]) || self.tokens.pass_sign(&['~']))
        {
            self.tokens.pass_sign(&['.']);
            self.found.about = true;
            return true;
        }
        if nothing && self.tokens.pass_word(&["at", "on", "from", "the", "by"]) {
            return true;
        }
        if timed && self.found.day.is_none() && self.tokens.pass_word(&["on"]) {
            return true;
        }
        if !timed && self.found.span.is_none() && self.found.day.is_some() {
            // `Fri - 13:42`, `2017-05-12T13:42`.
            let numbered = self.tokens.number(1).is_some() && self.tokens.pass_word(&["t"]);
            return numbered
                || self.tokens.pass_word(&["at"])
                || self.tokens.pass_sign(&['-', ':', '/', '|']);
        }
        self.found.span.is_some() && self.after_start()
    }

    /// `after STARTEX`, `into the exercise`.
    fn after_start(&mut self) -> bool {
        let place = self.tokens.place();
        if self
            .tokens
            .pass_word(&["after", "from", "since", "into", "in", "past"])
        {
            self.tokens.pass_word(&["the"]);
            if self
                .tokens
                .pass_word(&["startex", "start", "exercise", "beginning"])
            {
                if self.tokens.pass_word(&["of"]) {
                    self.tokens.pass_word(&["the"]);
                    self.tokens.pass_word(&["exercise", "play"]);
                }
                return true;
            }
            if self.tokens.ended() {
                return true;
            }
        }
        self.tokens.back_to(place);
        false
    }

    fn a_day(&mut self) -> bool {
        if self.found.day.is_some() && !matches!(self.found.day, Some(Day::Weekday(_))) {
            // The name of the day beside its date.
            let kept = self.found.day;
            let place = self.tokens.place();
            if matches!(day(&mut self.tokens), Some(Day::Weekday(_))) {
                self.found.day = kept;
                return true;
            }
            self.tokens.back_to(place);
            return false;
        }
        let place = self.tokens.place();
        match day(&mut self.tokens) {
            Some(Day::Weekday(_)) if self.found.day.is_some() => {
                self.tokens.back_to(place);
                false
            }
            Some(found) => {
                self.found.day = Some(found);
                self.iso = matches!(found, Day::Date(_)) && self.tokens.word(0) == Some("t");
                true
            }
            None => false,
        }
    }

    /// A date-time group: `081005Z MAY 23`, `081005Z`.
    fn group(&mut self) -> bool {
        if !self.found.is_empty() {
            return false;
        }
        let Some(digits) = self.tokens.digits(0).filter(|it| it.len() == 6) else {
            return false;
        };
        let part = |range: std::ops::Range<usize>| digits[range].parse::<u32>().unwrap_or(99);
        let letter = self.tokens.word(1).filter(|it| it.len() == 1);
        let ahead = 1 + usize::from(letter.is_some());
        let named = self.tokens.word(ahead).and_then(month);
        if letter.is_none() && named.is_none() {
            return false;
        }
        let zone = match letter {
            None => None,
            Some(letter) => match lettered(letter) {
                Some(zone) => Some(zone),
                None => return false,
            },
        };
        let Some(clock) = Clock::of(part(2..4), part(4..6), None) else {
            return false;
        };
        let day = part(0..2);
        let year = named.and_then(|_| self.tokens.number(ahead + 1));
        let year = year.filter(|(_, digits)| matches!(digits, 2 | 4));
        let found = match (named, year) {
            (Some(month), Some((year, _))) => {
                let year = if year < 100 { 2_000 + year } else { year };
                let date = jiff::civil::Date::new(year as i16, month as i8, day as i8);
                date.ok().map(Day::Date)
            }
            (Some(month), _) => Some(Day::InYear(month as i8, day as i8)),
            (None, _) => (1..=31).contains(&day).then_some(Day::InMonth(day as i8)),
        };
        let Some(found) = found else { return false };
        let named = usize::from(named.is_some());
        self.tokens
            .pass(ahead + named + usize::from(year.is_some()));
        self.found.day = Some(found);
        self.found.clock = Some(clock);
        self.found.zone = zone;
        true
    }

    /// `STARTEX`, `T0`, `start of exercise`, alone.
    fn start(&mut self) -> bool {
        if !self.found.is_empty() {
            return false;
        }
        let place = self.tokens.place();
        if self.tokens.pass_word(&["t", "startex", "start"]) {
            if self.tokens.pass_word(&["of"]) {
                self.tokens.pass_word(&["the"]);
                self.tokens.pass_word(&["exercise", "play"]);
            } else if self.tokens.digits(0) == Some("0") {
                self.tokens.pass(1);
            }
            if self.tokens.ended() {
                self.add(0, 0);
                return true;
            }
        }
        self.tokens.back_to(place);
        false
    }

    /// `T+15`, `T=15`, `STARTEX + 1:30`, `H+3`, `M-5`, `+45`.
    fn led(&mut self) -> bool {
        if self.found.clock.is_some() {
            return false;
        }
        let place = self.tokens.place();
        let (hours, lead) = match self.tokens.word(0) {
            Some(word) if STARTS.contains(&word) => (false, 1),
            Some("h") => (true, 1),
            Some("m") => (false, 1),
            None if self.found.is_empty() => (false, 0),
            _ => return false,
        };
        // `T=15`, `T = +15`.
        let start = self.tokens.word(0).is_some_and(|it| STARTS.contains(&it));
        let equals = usize::from(start && self.tokens.sign(lead) == Some('='));
        let back = match self.tokens.sign(lead + equals) {
            Some('+') => false,
            Some('-') if lead > 0 => true,
            _ if equals > 0 => {
                self.tokens.pass(lead);
                return self.led_by(hours, false, place);
            }
            _ => return false,
        };
        self.tokens.pass(lead + equals);
        self.led_by(hours, back, place)
    }

    /// A length behind a sign.
    fn led_by(&mut self, hours: bool, back: bool, place: usize) -> bool {
        self.tokens.pass(1);
        let Some((days, mins)) = length(&mut self.tokens, if hours { 60 } else { 1 }) else {
            self.tokens.back_to(place);
            return false;
        };
        let sign = if back { -1 } else { 1 };
        self.add(sign * days, sign * mins);
        true
    }

    /// `45 min`, `1 h 30 min`, `2 hours after STARTEX`.
    fn lasting(&mut self) -> bool {
        if !self.found.is_empty() {
            return false;
        }
        let place = self.tokens.place();
        self.tokens.pass_word(&["after", "in"]);
        let digits = self.tokens.number(0).map_or(0, |it| it.1);
        let unit = unit(&self.tokens, self.counts, 1);
        // “0900 hours” is a clock.
        let clock = unit == Some(60) && digits > 2;
        if unit.is_none() || clock {
            // `2 h 30 after STARTEX` is no clock.
            let spoken = unit.is_none() && self.tokens.word(1) == Some("h");
            if spoken
                && let Some((days, mins)) = length(&mut self.tokens, 1)
                && self.after_start()
            {
                self.add(days, mins);
                return true;
            }
            self.tokens.back_to(place);
            return false;
        }
        let found = length(&mut self.tokens, 1);
        let parts = self.tokens.place() - place;
        let said = matches!(self.counts, Counts::FromStart(_)) || self.after_start();
        match found {
            // “9 h” may be nine o'clock.
            Some((days, mins)) if said || unit != Some(60) || parts > 2 && mins % 60 != 0 => {
                // `09h00` is a clock, where clocks are meant.
                self.add(days, mins);
                true
            }
            _ => {
                self.tokens.back_to(place);
                false
            }
        }
    }

    fn add(&mut self, days: i64, mins: i64) {
        let span = self.found.span.get_or_insert_default();
        span.days = span.days.saturating_add(days);
        span.mins = span.mins.saturating_add(mins);
    }

    /// `13:42`, `13.42`, `1342`, `1:42pm`, `9 am`, `09h00`, `noon`.
    fn clock(&mut self) -> bool {
        if self.found.clock.is_some() || self.found.span.is_some() {
            return false;
        }
        let place = self.tokens.place();
        let found = one_clock(&mut self.tokens, self.counts);
        if found.is_none() {
            self.tokens.back_to(place);
            return false;
        }
        self.found.clock = found;
        self.tokens
            .pass_word(&["hrs", "hours", "hour", "hr", "h", "uhr"]);
        self.found.zone = zone(&mut self.tokens, self.iso).or_else(|| {
            let bracket = usize::from(matches!(self.tokens.sign(0), Some('(' | '[')));
            let place = self.tokens.place();
            self.tokens.pass(bracket);
            let found = zone(&mut self.tokens, false);
            if found.is_none() {
                self.tokens.back_to(place);
            }
            found
        });
        true
    }

    /// What a range goes on to: it must be a time itself.
    fn end(&mut self) -> bool {
        if self.found.clock.is_none() && self.found.span.is_none() || self.found.until {
            return false;
        }
        if self.tokens.pass_word(&["onwards", "onward"]) {
            self.found.until = true;
            return self.tokens.ended();
        }
        let to = self.tokens.pass_sign(&['-', '/'])
            || self
                .tokens
                .pass_word(&["to", "until", "till", "til", "through", "bis"]);
        if !to {
            return false;
        }
        let begun = std::mem::take(&mut self.found);
        // `T+15 - 30`.
        let number = self.tokens.number(0).is_some() && begun.span.is_some();
        let ended = self.tokens.ended();
        while !self.tokens.ended() {
            if self.step() {
                continue;
            }
            if number && self.found.is_empty() && length(&mut self.tokens, 1).is_some() {
                self.add(0, 0);
                continue;
            }
            return false;
        }
        let end = std::mem::replace(&mut self.found, begun);
        if end.until || (end.is_empty() && !ended) {
            return false;
        }
        self.found.until = true;
        if self.found.day.is_none() && end.span.is_none() && self.found.clock.is_some() {
            // Only one of both has its zone.
            self.found.zone = self.found.zone.take().or(end.zone);
        }
        // “1:00 – 1:30 pm”.
        if let (Some(begun), Some(end)) = (&mut self.found.clock, end.clock)
            && begun.afternoon.is_none()
            && (1..=12).contains(&begun.hour)
            && let Some(afternoon) = end.afternoon
        {
            let as_end = Clock {
                afternoon: Some(afternoon),
                ..*begun
            };
            begun.afternoon = Some(if as_end.minute() <= end.minute() {
                afternoon
            } else {
                !afternoon
            });
        }
        true
    }
}
