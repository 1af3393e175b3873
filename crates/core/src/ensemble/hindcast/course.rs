//! What becomes of one trust in the week, as the measures, the page and the window read it. Must not
//! draw anything.

use super::losses::Lost;

/// What became of a trust.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Course {
    /// The worm came in.
    pub infected: Option<u32>,
    /// Its first device locked.
    pub locked: Option<u32>,
    /// The national bodies know of it.
    pub known: Option<u32>,
    /// It is off the network because it is infected.
    pub contained: Option<u32>,
    /// It is rebuilt and back.
    pub restored: Option<u32>,
    /// It cut itself off on what it heard.
    pub cut: Option<u32>,
    /// It came back from that.
    pub back: Option<u32>,
    /// A neighbour's systems that it uses were gone.
    pub shared: Option<u32>,
    /// A device reached the kill-switch domain.
    pub reached_switch: bool,
    /// It diverted emergency patients, from and until.
    pub diverted: Option<(u32, u32)>,
    /// Devices ever infected.
    pub devices_infected: u32,
    /// Work lost, from outpatients to attendances.
    pub lost: Lost,
}

impl Course {
    /// Locked out.
    pub fn is_infected(&self) -> bool {
        self.locked.is_some()
    }

    /// Disrupted and not infected.
    pub fn is_disrupted(&self) -> bool {
        !self.is_infected() && (self.cut.is_some() || self.shared.is_some())
    }

    /// Whether a trust is off the network at a minute because it is infected.
    pub(super) fn is_contained(&self, minute: u32) -> bool {
        is_within(self.contained, self.restored, minute)
    }

    /// Whether its infected devices are on N3 and scan.
    pub fn scans(&self, minute: u32) -> bool {
        is_within(self.infected, self.contained, minute) && !self.is_off(minute)
    }

    /// Whether it is off, for that or for what it heard.
    pub(super) fn is_off(&self, minute: u32) -> bool {
        self.is_contained(minute) || is_within(self.cut, self.back, minute)
    }
}

/// Whether a minute lies after something began and before it is over, neither of which need come.
fn is_within(from: Option<u32>, until: Option<u32>, minute: u32) -> bool {
    from.is_some_and(|it| minute >= it) && until.is_none_or(|it| minute < it)
}
