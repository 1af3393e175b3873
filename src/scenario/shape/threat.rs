//! What attacks the trust. The worm is arithmetic: rates, addresses, times. Must not contain
//! anything that could attack a machine.

use super::{Amount, Count, Id, Marked, Share, When};
use schemars::JsonSchema;
use serde::Deserialize;

/// What attacks the trust.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum Threat {
    /// A worm that spreads by itself through Windows file sharing.
    Worm(Worm),
}

/// The worm's parameters. Rates are per infected host and minute.
///
/// Checked: rates and minutes are 0 or more. The worm's fields follow the word directly: `threat:
/// Worm(local_scans_per_min: 10.0, …)`. The formula is written out at the top of
/// `src/exercise/rules/worm.rs`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Worm {
    /// Scans a minute into the host's own segment.
    pub local_scans_per_min: Amount,
    /// Scans a minute into other segments that file sharing reaches.
    pub remote_scans_per_min: Amount,
    /// Addresses in the trust's whole private range, over which remote scans are spread.
    pub remote_address_space: Count,
    /// Chance that a scan of a vulnerable host infects it.
    #[schemars(extend("is" = "share"))]
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
///
/// Checked: hours and minutes are above 0.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
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
///
/// Checked: `from` is a segment with `outside: true`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutsidePressure {
    /// The outside segment they come from.
    #[schemars(extend("is" = "segment"))]
    pub from: Id,
    /// Scans a minute that reach the trust's range at its height.
    pub scans_per_min: Amount,
    /// When it starts.
    #[schemars(extend("is" = "time"))]
    pub starts: When,
    /// Minutes until it has grown, in a straight line, to its height.
    pub grows_mins: u32,
    /// When it has ended.
    #[schemars(extend("is" = "time"))]
    pub ends: When,
}

/// The domain the worm asks for by a direct connection when it starts on a host. If it answers, the
/// worm stops there.
///
/// Checked: `reached_in` is a segment with `outside: true`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KillSwitch {
    /// When somebody registers it, so that it answers.
    #[schemars(extend("is" = "time"))]
    pub registered: When,
    /// The outside segment it is reached in.
    #[schemars(extend("is" = "segment"))]
    pub reached_in: Id,
}

/// Hosts already infected at STARTEX.
///
/// Checked: the group has that many hosts without the patch.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstHosts {
    /// The group.
    #[schemars(extend("is" = "group"))]
    pub group: Id,
    /// How many.
    pub count: Count,
}

/// How fast people work and report: what the engine must know beyond the estate.
///
/// Checked: minutes and `ed_margin` are above 0; `uncoordinated` lies between 0 and 1.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
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
    /// Reports the help desk can take in a minute.
    pub reports_per_min: u32,
    /// The share of its remaining capacity at which a service works that is neither whole nor on
    /// paper, while nobody has told all staff what to do.
    pub uncoordinated: Share,
    /// What the emergency department can see in an hour, as a multiple of who usually comes then.
    pub ed_margin: Amount,
    /// Patients waiting in the emergency department at which ambulances turn away by themselves.
    pub ed_overwhelmed: Count,
}
