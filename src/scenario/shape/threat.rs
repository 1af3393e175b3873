//! What attacks the trust. The worm is arithmetic: rates, addresses, times. Must not contain
//! anything that could attack a machine.

use super::{Amount, Count, Id, Marked, Share, When};
use serde::Deserialize;

/// What attacks the trust.
#[derive(Clone, Debug, Deserialize)]
pub enum Threat {
    /// A worm that spreads by itself through Windows file sharing.
    Worm(Worm),
}

/// The worm's parameters. Rates are per infected host and minute.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worm {
    /// Scans a minute into the host's own segment.
    pub local_scans_per_min: Amount,
    /// Scans a minute into other segments that file sharing reaches.
    pub remote_scans_per_min: Amount,
    /// Addresses in the trust's whole private range, over which remote scans are spread.
    pub remote_address_space: Count,
    /// Chance that a scan of a vulnerable host infects it.
    pub success: Share,
    /// Mean minutes from infection to the visible lock.
    pub silent_mins: Amount,
    /// For how long an infected host scans.
    pub scan_lifetime: Marked<ScanLifetime>,
    /// Scans from outside that find each address of the trust that the edge exposes.
    pub outside: OutsidePressure,
    /// The domain that stops it.
    pub kill_switch: Option<KillSwitch>,
    /// Hosts already infected at STARTEX.
    #[serde(default)]
    pub first: Vec<FirstHosts>,
}

/// For how long an infected host scans.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub enum ScanLifetime {
    /// It scans for just so many hours.
    Fixed {
        /// Hours.
        hours: f64,
    },
    /// It falls quiet with the same chance in every minute (the *dormant* state of SIIDR models).
    Memoryless {
        /// Mean minutes.
        mean_mins: f64,
    },
    /// It never stops.
    Endless,
}

/// Infection attempts that arrive from the outside network.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsidePressure {
    /// The outside segment they come from.
    pub from: Id,
    /// Scans a minute that reach the trust's range at its height.
    pub scans_per_min: Amount,
    /// When it starts.
    pub starts: When,
    /// Minutes until it has grown, in a straight line, to its height.
    pub grows_mins: u32,
    /// When it has ended.
    pub ends: When,
}

/// The domain the worm asks for by a direct connection when it starts on a host. If it answers,
/// the worm stops there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KillSwitch {
    /// When somebody registers it, so that it answers.
    pub registered: When,
    /// The outside segment it is reached in.
    pub reached_in: Id,
}

/// Hosts already infected at STARTEX.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstHosts {
    /// The group.
    pub group: Id,
    /// How many.
    pub count: Count,
}

/// How fast people work and report: what the engine must know beyond the estate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// Person-minutes to bring the patch to one host.
    pub patch_mins: Amount,
    /// Person-minutes to rebuild a desktop.
    pub rebuild_desktop_mins: Amount,
    /// Person-minutes to rebuild a server.
    pub rebuild_server_mins: Amount,
    /// Person-minutes to rebuild a medical or laboratory device.
    pub rebuild_device_mins: Amount,
    /// Mean minutes until a locked screen is reported, 08:00 to 20:00.
    pub report_day_mins: Amount,
    /// Mean minutes until a locked screen is reported, at night.
    pub report_night_mins: Amount,
    /// Reports the help desk can take in a minute. Without telephones they come three times slower.
    pub reports_per_min: u32,
    /// The share of its capacity at which a service works that has lost something, while nobody has
    /// told all staff what to do.
    pub uncoordinated: Share,
    /// What the emergency department can see in an hour, as a multiple of who usually comes then.
    pub ed_margin: Amount,
    /// Patients waiting in the emergency department at which ambulances turn away by themselves.
    pub ed_overwhelmed: Count,
}
