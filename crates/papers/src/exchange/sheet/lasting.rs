//! Times without a day as a cell shows them: hours and minutes, of more than a day too. Must not know
//! what they are counted from.

use jiff::SignedDuration;

/// Seconds as `26:30`, or `26:30:15`.
pub(super) fn lasting(secs: u64) -> String {
    let (hours, mins, secs) = (secs / 3_600, secs / 60 % 60, secs % 60);
    if secs == 0 {
        format!("{hours:02}:{mins:02}")
    } else {
        format!("{hours:02}:{mins:02}:{secs:02}")
    }
}

/// What ISO 8601 writes `PT26H30M00S`; anything else as it is.
pub(super) fn lasting_iso(words: &str) -> String {
    let found = words.parse::<SignedDuration>().ok();
    match found.and_then(|it| u64::try_from(it.as_secs()).ok()) {
        Some(secs) => lasting(secs),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_hours_and_minutes_however_many() {
        for (words, wanted) in [
            ("PT09H15M00S", "09:15"),
            ("PT26H30M00S", "26:30"),
            ("PT0H15M", "00:15"),
            ("PT00H00M30.5S", "00:00:30"),
            ("PT9H", "09:00"),
            ("soon", "soon"),
        ] {
            assert_eq!(lasting_iso(words), wanted);
        }
        assert_eq!(lasting(13 * 3_600), "13:00");
    }
}
