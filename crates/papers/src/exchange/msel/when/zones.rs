//! Time zones: what is written of them, and what a clock elsewhere is by British time. Must not read a
//! database of them: the rule of British summer time is written here.

use super::tokens::Tokens;
use super::written::Zone;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use std::sync::LazyLock;

/// Greenwich, and summer time from the last Sunday of March to the last of October, each at one in the
/// morning in Greenwich (Summer Time Order 2002).
static BRITISH: LazyLock<Option<TimeZone>> =
    LazyLock::new(|| TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0/2").ok());

/// Those that people name and mean: minutes before Greenwich.
const OFFSETS: [(&str, i64); 8] = [
    ("z", 0),
    ("zulu", 0),
    ("utc", 0),
    ("ut", 0),
    ("gmt", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
];

/// Those of far away, in which a list was written: nobody means that a British hospital is to wait until
/// it is nine o'clock there.
const ELSEWHERE: [&str; 26] = [
    "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "akst", "hst",
    "ast", "adt", "aest", "aedt", "acst", "awst", "nzst", "nzdt", "jst", "sast", "eet", "eest",
];

/// A zone that stands next, behind a clock; `dated` if the whole is written as ISO 8601 has it.
pub(super) fn zone(tokens: &mut Tokens<'_>, dated: bool) -> Option<Zone> {
    if let Some(word) = tokens.word(0) {
        if let Some((_, mins)) = OFFSETS.iter().find(|(name, _)| *name == word) {
            tokens.pass(1);
            // “UTC+1”.
            return Some(Zone::Offset(offset(tokens, true).unwrap_or(*mins)));
        }
        if ELSEWHERE.contains(&word) {
            tokens.pass(1);
            tokens.pass_word(&["time"]);
            return Some(Zone::Unheeded(word.to_uppercase()));
        }
        if matches!(word, "local" | "lt" | "uk" | "british") {
            tokens.pass(1);
            tokens.pass_word(&["time"]);
            return Some(Zone::Local);
        }
        return None;
    }
    offset(tokens, dated).map(Zone::Offset)
}

/// `+01:00`, `+0100`, `+1`; a minus may as well be that of a range.
fn offset(tokens: &mut Tokens<'_>, minus: bool) -> Option<i64> {
    let sign = match tokens.sign(0)? {
        '+' => 1,
        '-' if minus && !tokens.spaced(0) => -1,
        _ => return None,
    };
    let (number, digits) = tokens.number(1).filter(|_| !tokens.spaced(1))?;
    let (hours, mins, length) = match digits {
        4 => (number / 100, number % 100, 2),
        1 | 2 if tokens.tight(2, ':') => (number, tokens.number(3)?.0, 4),
        1 | 2 if minus => (number, 0, 2),
        _ => return None,
    };
    if hours > 14 || mins > 59 {
        return None;
    }
    tokens.pass(length);
    Some(sign * (i64::from(hours) * 60 + i64::from(mins)))
}

/// The zone of a letter in a date-time group; J is where one is.
pub(super) fn lettered(letter: &str) -> Option<Zone> {
    let hours = match letter.as_bytes() {
        [b'z'] => 0,
        [b'j'] => return Some(Zone::Local),
        [it @ b'a'..=b'i'] => i64::from(it - b'a') + 1,
        [it @ b'k'..=b'm'] => i64::from(it - b'k') + 10,
        [it @ b'n'..=b'y'] => -(i64::from(it - b'n') + 1),
        _ => return None,
    };
    Some(Zone::Offset(hours * 60))
}

/// What a clock `mins` before Greenwich is by British time.
pub(super) fn here(at: DateTime, mins: i64) -> Option<DateTime> {
    let british = BRITISH.as_ref()?;
    let offset = Offset::from_seconds(i32::try_from(mins * 60).ok()?).ok()?;
    let stamp = offset.to_timestamp(at).ok()?;
    Some(british.to_datetime(stamp))
}

/// Whether British clocks pass over a time, in the night in which they go forward.
pub(super) fn is_left_out(at: DateTime) -> bool {
    let offset = BRITISH
        .as_ref()
        .map(|it| it.to_ambiguous_timestamp(at).offset());
    matches!(offset, Some(AmbiguousOffset::Gap { .. }))
}
