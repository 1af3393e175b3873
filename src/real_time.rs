//! The only place where the real clock is read. Must not reach the engine: exercise time comes from
//! whoever drives it.

/// The real time, RFC 3339.
pub fn now() -> String {
    jiff::Timestamp::now().to_string()
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
