//! The only place where the real clock is read. Must not reach the engine: exercise time comes from
//! whoever drives it.

/// The real time, RFC 3339.
pub fn now() -> String {
    jiff::Timestamp::now().to_string()
}

/// The real time so many minutes ago, RFC 3339.
#[cfg(feature = "window")]
pub fn minutes_ago(mins: u32) -> String {
    let then = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(i64::from(mins));
    then.to_string()
}

/// The time now, real milliseconds since 1970.
#[cfg(feature = "pages")]
pub fn millis() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or(0)
}

/// The day where we are.
pub fn today() -> jiff::civil::Date {
    jiff::Timestamp::now()
        .to_zoned_datetime(jiff::tz::TimeZone::system())
        .date()
}

/// The time of day where we are, `14:07`.
#[cfg(feature = "window")]
pub fn time_of_day() -> String {
    jiff::Timestamp::now()
        .to_zoned_datetime(jiff::tz::TimeZone::system())
        .strftime("%H:%M")
        .to_string()
}

/// A real time (RFC 3339), as people where we are write it: `27 Nov 2026 14:07`. Nothing of what is
/// no time.
#[cfg(feature = "window")]
pub fn day_and_time(at: &str) -> String {
    at.parse::<jiff::Timestamp>()
        .map(|at| {
            at.to_zoned_datetime(jiff::tz::TimeZone::system())
                .strftime("%-d %b %Y %H:%M")
                .to_string()
        })
        .unwrap_or_default()
}

/// A moment to measure real time from, for an alarm: it is never written down.
#[cfg(feature = "window")]
pub fn moment() -> std::time::Instant {
    std::time::Instant::now()
}
