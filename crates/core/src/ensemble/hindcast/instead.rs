//! What if it had been otherwise: the same nations under the same luck, with one thing changed. Must
//! not play anything.

use super::england::England;

/// What is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Nobody registers the kill-switch domain.
    NoKillSwitch,
    /// It is registered two hours earlier.
    KillSwitchEarlier,
    /// It is registered two hours later.
    KillSwitchLater,
    /// Port 445 is closed at every edge.
    EdgeClosed,
    /// March's patch is on 95 per cent of devices everywhere.
    Patched,
    /// Every trust acts as a rehearsed one.
    Prepared,
    /// It begins on a Monday, three hours earlier in the day.
    Monday,
}

/// Minutes by which the kill switch comes earlier or later.
const SWITCH_MINS: u32 = 120;
/// Minutes by which a Monday morning is earlier than a Friday lunchtime.
const EARLIER_MINS: u32 = 180;
/// The share of devices that have the patch.
const PATCHED: f64 = 0.95;
/// Minutes in which a rehearsed trust is off the network, and has told the national bodies (as the
/// prepared team of *Friday lunchtime* does).
const REHEARSED_MINS: f64 = 20.0;

impl Instead {
    /// All, with their ids and what they are called.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::NoKillSwitch, "no-kill-switch", "No kill switch"),
        (
            Self::KillSwitchEarlier,
            "kill-switch-earlier",
            "Kill switch two hours earlier",
        ),
        (
            Self::KillSwitchLater,
            "kill-switch-later",
            "Kill switch two hours later",
        ),
        (
            Self::EdgeClosed,
            "edge-closed",
            "Port 445 closed at every edge",
        ),
        (
            Self::Patched,
            "patched",
            "March's patch on 95 per cent of devices",
        ),
        (Self::Prepared, "prepared", "Every trust acts as rehearsed"),
        (Self::Monday, "monday", "A Monday morning"),
    ];

    /// England with it.
    #[must_use]
    pub fn of(self, england: &England) -> England {
        let mut other = england.clone();
        match self {
            Self::NoKillSwitch => other.worm.kill_switch = u32::MAX,
            Self::KillSwitchEarlier => {
                other.worm.kill_switch = other.worm.kill_switch.saturating_sub(SWITCH_MINS);
            }
            Self::KillSwitchLater => other.worm.kill_switch += SWITCH_MINS,
            Self::EdgeClosed => {
                other.edge.reachable = 0.0;
            }
            Self::Patched => {
                other.edge.patched = PATCHED;
                other.edge.unpatched = PATCHED;
                other.edge.practice_unpatched = 1.0 - PATCHED;
            }
            Self::Prepared => {
                other.people.react_mins = REHEARSED_MINS;
                other.people.report_day_mins = REHEARSED_MINS;
                // They close the port and keep the line.
                other.fitted.cut_per_hour.value = 0.0;
            }
            Self::Monday => {
                other.weekday = 0;
                for (at, _) in &mut other.worm.outside {
                    *at = at.saturating_sub(EARLIER_MINS);
                }
                other.worm.kill_switch = other.worm.kill_switch.saturating_sub(EARLIER_MINS);
                let people = &mut other.people;
                for at in [
                    &mut people.declared,
                    &mut people.rumour_from,
                    &mut people.rumour_until,
                    &mut people.advice_at,
                ] {
                    *at = at.saturating_sub(EARLIER_MINS);
                }
            }
        }
        other
    }
}
