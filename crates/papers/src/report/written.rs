//! How every report writes a rating and a figure. Must not know which report it is.

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
