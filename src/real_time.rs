//! The only place where the real clock is read. Must not reach the engine: exercise time comes from
//! whoever drives it.

/// The real time, RFC 3339.
pub fn now() -> String {
    jiff::Timestamp::now().to_string()
}
