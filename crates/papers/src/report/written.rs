//! How every report writes a rating, a figure, a count, a day. Must not know which report it is.

use jiff::civil::Date;
use wardroom_core::ensemble::hindcast::Row;
use wardroom_core::scenario::Rating;

/// A rating as the sentence of HSEEP that it stands for.
pub fn rating_in_words(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::P) => "performed without challenges",
        Some(Rating::S) => "performed with some challenges",
        Some(Rating::M) => "performed with major challenges",
        Some(Rating::U) => "unable to be performed",
        None => "not observed",
    }
}

/// A rating as its letter; a dash where nothing was observed.
pub fn rating_letter(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::P) => "P",
        Some(Rating::S) => "S",
        Some(Rating::M) => "M",
        Some(Rating::U) => "U",
        None => "–",
    }
}

/// A figure of a row of the hindcast: as exact as its spread makes sensible. Shares with two
/// decimals, what moves within ten with one, all else whole.
pub fn in_figures(row: &Row, value: f64) -> String {
    let decimals = if row.p95.abs() <= 1.0 && row.p05.abs() <= 1.0 {
        2
    } else if row.p95 - row.p05 < 10.0 && value.fract() != 0.0 {
        1
    } else {
        return grouped(value);
    };
    format!("{value:.decimals$}").replace('-', "−")
}

/// A count with thin groups: `12,480`.
pub fn grouped(value: f64) -> String {
    let whole = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value <= -0.5 {
        format!("−{text}")
    } else {
        text
    }
}

/// So many of something: `one role`, `3 roles`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("one {one}"),
        count => format!("{} {many}", grouped(count as f64)),
    }
}

/// A day as people write it; what is no day of the calendar as it was typed.
pub(super) fn typed_day(typed: &str) -> String {
    typed
        .trim()
        .parse::<Date>()
        .map_or_else(|_| typed.to_owned(), long_day)
}

/// A day: `1 December 2026`.
pub(super) fn long_day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// Which outcomes and standards an objective serves, in a line; those that it does not are not named.
pub(super) fn serves(csf: &[String], caf: &[String], eprr: &[String]) -> String {
    [
        ("NIST CSF 2.0", csf),
        ("CAF v3.2", caf),
        ("EPRR core standards", eprr),
    ]
    .into_iter()
    .filter(|(_, listed)| !listed.is_empty())
    .map(|(name, listed)| format!("{name} {}", listed.join(", ")))
    .collect::<Vec<_>>()
    .join(" · ")
}

/// Words as a sentence begins.
pub(super) fn begun(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

/// What is invented: one trust, or several organisations.
pub(super) fn invented(several: bool) -> &'static str {
    if several {
        "the organisations are invented"
    } else {
        "the trust is invented"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_a_day_is_written_as_people_write_it() {
        assert_eq!(counted(1, "role", "roles"), "one role");
        assert_eq!(counted(0, "role", "roles"), "0 roles");
        assert_eq!(begun(&counted(1, "role", "roles")), "One role");
        assert_eq!(typed_day("2026-12-01"), "1 December 2026");
        assert_eq!(typed_day("before Easter"), "before Easter");
        assert_eq!(typed_day(""), "");
    }

    #[test]
    fn a_framework_of_which_nothing_is_served_is_not_named() {
        let one = ["D1.a".to_owned()];
        assert_eq!(serves(&[], &one, &[]), "CAF v3.2 D1.a");
        assert_eq!(serves(&[], &[], &[]), "");
    }
}
