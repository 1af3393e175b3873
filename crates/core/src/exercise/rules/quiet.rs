//! How hosts stop scanning: by themselves, after a time, or because people take them off the network.
//! Must not draw: the number is handed in.

use crate::exercise::chance::binomial;
use crate::exercise::state::Group;
use crate::scenario::Mins;

/// Hosts that stop scanning in this minute. Returns whether any did.
pub fn fall_quiet(group: &mut Group, quiet: f64, now: Mins, draw: impl FnOnce() -> f64) -> bool {
    let before = group.scanning;
    if quiet > 0.0 && group.scanning > 0 {
        group.scanning -= binomial(group.scanning, quiet, draw());
    }
    while let Some((at, count)) = group.quiet_at.front().copied() {
        if at > now {
            break;
        }
        group.quiet_at.pop_front();
        group.scanning = group.scanning.saturating_sub(count);
    }
    group.scanning != before
}

/// Takes hosts off the network that are infected or locked: `taken` of `of`. As many of those that
/// scan are gone as their share is, those that would have fallen quiet first before the others.
pub fn stop_scanning(group: &mut Group, taken: u32, of: u32) {
    if of == 0 {
        return;
    }
    let gone = if taken >= of {
        group.scanning
    } else {
        let gone = u64::from(group.scanning) * u64::from(taken) / u64::from(of);
        u32::try_from(gone).unwrap_or(group.scanning)
    };
    group.scanning -= gone;
    let mut left = gone;
    while let Some((_, count)) = group.quiet_at.front_mut() {
        let less = left.min(*count);
        *count -= less;
        left -= less;
        if *count > 0 {
            break;
        }
        group.quiet_at.pop_front();
    }
}
