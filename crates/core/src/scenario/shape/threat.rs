//! What attacks the trust. All of it is arithmetic: rates, addresses, times. Must not contain
//! anything that could attack a machine.

use super::{Amount, Condition, Count, Id, MoveWhen, Share, When};
use crate::scenario::mark::Marked;
use schemars::JsonSchema;
use serde::Deserialize;

/// What attacks the trust.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum Threat {
    /// A worm that spreads by itself through Windows file sharing. A scenario has one at most.
    Worm(Worm),
    /// A supplier's or hosted system is gone, and comes back in steps.
    Outage(Outage),
    /// People inside the network who go from stage to stage until they are found or strike.
    Intrusion(Intrusion),
    /// Theft, proof of it, a deadline, publication, and perhaps a key.
    Extortion(Extortion),
}

/// A system or several that are gone through no fault of the trust's own machines.
///
/// Checked: shares rise from return to return. The formula is written out at the top of
/// `src/exercise/rules/outage.rs`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// How the conditions `Out` and `Back` name it, e.g. `"record-host"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// The systems that are wholly gone from the moment it begins.
    #[schemars(extend("is" = "system"))]
    pub takes: Vec<Id>,
    /// When it begins.
    pub begins: MoveWhen,
    /// How they come back, step by step.
    #[serde(default)]
    pub returns: Vec<Return>,
}

/// A step in which what was gone comes back. Hours count from the beginning of the outage; the
/// moment is drawn once a run from the triangular distribution that soonest, likeliest and latest
/// span. No return comes sooner than the one before it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// So much of each system works from then on.
    #[schemars(extend("is" = "share"))]
    pub share: Share,
    /// Never sooner than this.
    pub soonest_hours: Amount,
    /// The peak of the triangle: mostly near this.
    pub likeliest_hours: Amount,
    /// Never later than this.
    pub latest_hours: Amount,
}

/// People inside the network, stage by stage. Each stage waits for the one before it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Intrusion {
    /// How the condition `DrivenOut` names it, e.g. `"night-crew"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Once this is true they are out for good; no further stage comes.
    pub driven_out: Option<Condition>,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

/// A stage of an intrusion. It is reached `at_least_hours` after the stage before it (or STARTEX),
/// and then with the same chance in every minute, `mean_hours` on average: not before `not_before`,
/// and not while `held_by` is true. The formula is written out at the top of
/// `src/exercise/rules/intrusion.rs`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// How the conditions `Intruded` and `Traced` name it, e.g. `"foothold"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// What they have or do at this stage, in words, for the facilitator.
    pub name: String,
    /// Hours from the stage before that it takes at least.
    #[serde(default)]
    pub at_least_hours: Marked<f64>,
    /// Hours that it takes beyond that, on average; 0 for none.
    pub mean_hours: Amount,
    /// Not before this time.
    #[schemars(extend("is" = "time"))]
    pub not_before: Option<When>,
    /// While this is true they can't go on to this stage.
    pub held_by: Option<Condition>,
    /// Hours, on average, until a trace of this stage shows to whoever looks. Without it none does.
    pub trace_mean_hours: Option<Amount>,
    /// What happens when it is reached.
    #[serde(default)]
    pub does: Vec<Harm>,
}

/// What a stage of an intrusion does.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum Harm {
    /// Locks so much of what works in a segment, patched or not, unless the segment is isolated.
    LockHosts {
        /// Where they strike.
        #[schemars(extend("is" = "segment"))]
        segment: Id,
        /// The chance of each host to be locked.
        #[schemars(extend("is" = "share"))]
        share: Share,
    },
    /// The backups are gone: servers take so many times as long to rebuild.
    SpoilBackups {
        /// How many times as long.
        factor: Amount,
    },
}

/// Theft and what follows it. Hours count from the moment it begins; what has a soonest, likeliest
/// and latest hour is drawn once a run from the triangular distribution that they span. The formula
/// is written out at the top of `src/exercise/rules/extortion.rs`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extortion {
    /// How the effect `TryKey` and conditions such as `Published` name it, e.g. `"demand"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// When the demand is made.
    pub begins: MoveWhen,
    /// When they prove what they have.
    pub proof: Option<Span>,
    /// Hours until the deadline that they set.
    pub deadline_hours: Amount,
    /// When they publish.
    pub publishes: Option<Span>,
    /// The chance that they publish at all: 1 unless said otherwise.
    #[schemars(extend("is" = "share"))]
    pub publishes_chance: Option<Share>,
    /// A key that they give.
    pub key: Option<Key>,
}

/// Hours, as a triangular distribution.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Never sooner than this.
    pub soonest_hours: Amount,
    /// What is likeliest.
    pub likeliest_hours: Amount,
    /// Never later than this.
    pub latest_hours: Amount,
}

/// A key that may open what was locked. No scenario asks anybody to pay for it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// When it is offered.
    pub offered: Span,
    /// The chance that it works.
    #[schemars(extend("is" = "share"))]
    pub works: Share,
    /// If it works and is tried, hosts are rebuilt in this share of the time.
    #[schemars(extend("is" = "share"))]
    pub factor: Share,
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
        /// From the minute in which it was infected.
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
    /// Which machines, by the host group's id.
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
    /// Patients waiting in the emergency department, to be seen or for a bed, at which all ambulances
    /// turn away by themselves; from half as many on, some do.
    pub ed_overwhelmed: Count,
    /// The share of the emergency department's pace that is lost with the whole of its service's
    /// capacity: the rest is eyes, hands and talk. 0.2 if nothing is said.
    #[serde(default)]
    #[schemars(extend("is" = "share"))]
    pub ed_leans: Option<Share>,
}
