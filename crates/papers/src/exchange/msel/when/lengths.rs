//! How long something takes and what a clock shows, as people write them. Must not read days.

use super::tokens::Tokens;
use super::written::{Clock, Counts};

const MINUTES: [&str; 6] = ["m", "min", "mins", "minute", "minutes", "mn"];
const HOURS: [&str; 7] = ["h", "hr", "hrs", "hour", "hours", "heure", "heures"];
const DAYS: [&str; 5] = ["d", "day", "days", "j", "jours"];

/// The minutes of a unit.
pub(super) fn unit(tokens: &Tokens<'_>, counts: Counts, ahead: usize) -> Option<i64> {
    let word = tokens.word(ahead)?;
    // `09h00` and `9 h 30` are clocks, where clocks are meant.
    let clock = counts == Counts::Clock
        && word == "h"
        && tokens.number(ahead + 1).is_some_and(|it| it.1 == 2)
        && unit_at(tokens, ahead + 2).is_none();
    if clock { None } else { unit_at(tokens, ahead) }
}

fn unit_at(tokens: &Tokens<'_>, ahead: usize) -> Option<i64> {
    let word = tokens.word(ahead)?;
    // “H+2 M-5”: the letter leads what follows.
    if tokens.tight(ahead + 1, '+') || tokens.tight(ahead + 1, '-') {
        return None;
    }
    if MINUTES.contains(&word) {
        Some(1)
    } else if HOURS.contains(&word) {
        Some(60)
    } else {
        DAYS.contains(&word).then_some(1_440)
    }
}

/// How long: days, and minutes. A number without a unit counts `per`.
pub(super) fn length(tokens: &mut Tokens<'_>, per: i64) -> Option<(i64, i64)> {
    let (first, digits) = tokens.number(0)?;
    let first = i64::from(first);
    // `1:30`, `1:30:00`.
    if tokens.tight(1, ':') {
        let (mins, _) = tokens.number(2).filter(|it| it.1 == 2 && it.0 < 60)?;
        tokens.pass(3);
        seconds(tokens)?;
        tokens.pass_word(&HOURS);
        return Some((0, first.checked_mul(60)?.checked_add(i64::from(mins))?));
    }
    let mut total = 0_i64;
    let mut parts = 0;
    while let Some((count, _)) = tokens.number(0) {
        // `1.5 h`.
        let tenths = tokens
            .number(2)
            .filter(|it| tokens.tight(1, '.') && it.1 == 1);
        let ahead = if tenths.is_some() { 3 } else { 1 };
        let Some(unit) = unit_at(tokens, ahead) else {
            break;
        };
        total = total.checked_add(i64::from(count).checked_mul(unit)?)?;
        if let Some((tenths, _)) = tenths {
            total += (i64::from(tenths) * unit) / 10;
        }
        tokens.pass(ahead + 1);
        parts += 1;
        // `1h30`.
        if unit == 60
            && let Some((mins, 2)) = tokens.number(0)
            && unit_at(tokens, 1).is_none()
        {
            tokens.pass(1);
            return Some((0, total + i64::from(mins)));
        }
        tokens.pass_word(&["and"]);
    }
    if parts > 0 {
        return Some((0, total));
    }
    // `T+0130`: ninety minutes, or a hundred and thirty?
    let unclear = digits == 4 && first >= 100 && tokens.digits(0)?.starts_with('0');
    if unclear {
        return None;
    }
    tokens.pass(1);
    Some((0, first.checked_mul(per)?))
}

/// Seconds behind minutes, and parts of one; nothing if there are sixty.
fn seconds(tokens: &mut Tokens<'_>) -> Option<()> {
    if tokens.tight(0, ':') {
        tokens.number(1).filter(|it| it.1 == 2 && it.0 < 60)?;
        tokens.pass(2);
        if tokens.tight(0, '.') && tokens.number(1).is_some() {
            tokens.pass(2);
        }
    }
    Some(())
}

/// What a clock shows.
pub(super) fn one_clock(tokens: &mut Tokens<'_>, counts: Counts) -> Option<Clock> {
    if tokens.pass_word(&["noon", "midday"]) {
        return Clock::of(12, 0, None);
    }
    if tokens.pass_word(&["midnight"]) {
        return Clock::of(0, 0, None);
    }
    let (first, digits) = tokens.number(0)?;
    let lettered = digits <= 2 && tokens.word(1) == Some("h");
    let parted = lettered || tokens.tight(1, ':') || tokens.tight(1, '.');
    let second = tokens
        .number(2)
        .filter(|it| it.1 == 2 && (lettered || !tokens.spaced(2)) && parted);
    let (hour, min) = match (second, digits) {
        (Some((min, _)), 1 | 2) => {
            let sign = tokens.sign(1);
            tokens.pass(3);
            if sign == Some('.') && tokens.tight(0, '.') && tokens.number(1).is_some() {
                tokens.number(1).filter(|it| it.1 == 2 && it.0 < 60)?;
                tokens.pass(2);
            }
            seconds(tokens)?;
            (first, min)
        }
        (None, 3 | 4) if !parted => {
            tokens.pass(1);
            (first / 100, first % 100)
        }
        (None, 1 | 2) if !parted => {
            tokens.pass(1);
            if first == 12 && tokens.pass_word(&["noon", "midday"]) {
                return Clock::of(12, 0, None);
            }
            if first == 12 && tokens.pass_word(&["midnight"]) {
                return Clock::of(0, 0, None);
            }
            let afternoon = afternoon(tokens)?;
            return Clock::of(first, 0, Some(afternoon));
        }
        _ => return None,
    };
    let afternoon = afternoon(tokens);
    if hour > 23 && matches!(counts, Counts::FromStart(_)) && afternoon.is_none() && min < 60 {
        // More than a day since STARTEX.
        return Some(Clock {
            hour,
            min,
            afternoon,
        });
    }
    if hour == 12 {
        tokens.pass_word(&["noon", "midday"]);
    }
    Clock::of(hour, min, afternoon)
}

fn afternoon(tokens: &mut Tokens<'_>) -> Option<bool> {
    for (word, letter, afternoon) in [("am", "a", false), ("pm", "p", true)] {
        if tokens.pass_word(&[word]) {
            tokens.pass_sign(&['.']);
            return Some(afternoon);
        }
        if tokens.word(0) == Some(letter) && tokens.tight(1, '.') && tokens.word(2) == Some("m") {
            tokens.pass(3);
            tokens.pass_sign(&['.']);
            return Some(afternoon);
        }
    }
    None
}
