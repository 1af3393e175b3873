//! What attacks the trust, checked: worm, outages, intrusions, extortions. Must not hold any state
//! of a run.

use super::super::shape::ScanLifetime;
use super::conditions::Condition;
use super::ids::{GroupId, IntrusionId, Mins, SegmentId, SystemId};

/// See [`crate::scenario::shape::Worm`].
#[derive(Clone, Debug)]
pub struct Worm {
    /// Scans a minute and infected host into its own segment.
    pub local_scans_per_min: f64,
    /// Scans a minute and infected host into other segments.
    pub remote_scans_per_min: f64,
    /// Addresses over which remote scans are spread.
    pub remote_address_space: u32,
    /// Chance that a scan of a vulnerable host infects it.
    pub success: f64,
    /// Chance that an infected and silent host locks in a minute: `1 − e^(−1/silent_mins)`.
    pub lock_chance: f64,
    /// How long a host scans.
    pub scan_lifetime: ScanLifetime,
    /// Where outside pressure comes from.
    pub outside_from: SegmentId,
    /// Scans a minute from outside at their height.
    pub outside_scans_per_min: f64,
    /// From when.
    pub outside_starts: Mins,
    /// Growing for so long.
    pub outside_grows: Mins,
    /// Until when.
    pub outside_ends: Mins,
    /// The domain that stops it; none answers if there is none.
    pub kill_switch: Option<KillSwitch>,
    /// Hosts infected at STARTEX.
    pub first: Vec<(GroupId, u32)>,
}

impl Worm {
    /// No worm: nothing scans.
    pub fn none() -> Self {
        Self {
            local_scans_per_min: 0.0,
            remote_scans_per_min: 0.0,
            remote_address_space: 1,
            success: 0.0,
            lock_chance: 0.0,
            scan_lifetime: ScanLifetime::Endless,
            outside_from: SegmentId(0),
            outside_scans_per_min: 0.0,
            outside_starts: 0,
            outside_grows: 0,
            outside_ends: 0,
            kill_switch: None,
            first: Vec::new(),
        }
    }
}

/// See [`crate::scenario::shape::KillSwitch`].
#[derive(Clone, Copy, Debug)]
pub struct KillSwitch {
    /// From when the domain answers.
    pub registered: Mins,
    /// The outside segment it is reached in.
    pub reached_in: SegmentId,
}

/// When something begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Begins {
    /// At a time.
    At(Mins),
    /// So many minutes after something became true.
    Once(Condition, Mins),
}

/// Minutes, as a triangular distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Never sooner than this.
    pub soonest: f64,
    /// What is likeliest.
    pub likeliest: f64,
    /// Never later than this.
    pub latest: f64,
}

/// See [`crate::scenario::shape::Outage`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Outage")]
pub struct Outage {
    pub id: String,
    /// Systems it takes.
    pub takes: Vec<SystemId>,
    /// When it begins.
    pub begins: Begins,
    /// How they come back: the share that works, and when.
    pub returns: Vec<(f64, Span)>,
}

/// See [`crate::scenario::shape::Intrusion`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Intrusion")]
pub struct Intrusion {
    pub id: String,
    /// Once this is true they are out.
    pub driven_out: Option<Condition>,
}

/// See [`crate::scenario::shape::Stage`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Stage")]
pub struct Stage {
    pub id: String,
    /// In words.
    pub name: String,
    /// The intrusion it belongs to. Its stages stand together, in order.
    pub intrusion: IntrusionId,
    /// Minutes from the stage before, at least.
    pub at_least: Mins,
    /// Minutes beyond that, on average.
    pub mean_mins: f64,
    /// STARTEX if the file says nothing.
    pub not_before: Mins,
    /// Not while this is true.
    pub held_by: Option<Condition>,
    /// Minutes until a trace shows, on average.
    pub trace_mean_mins: Option<f64>,
    /// What it does.
    pub does: Vec<Harm>,
}

/// See [`crate::scenario::shape::Harm`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "told in shape::Harm")]
pub enum Harm {
    LockHosts {
        /// Where.
        segment: SegmentId,
        /// The chance of each.
        share: f64,
    },
    /// Servers take so many times as long to rebuild.
    SpoilBackups {
        /// How many times as long.
        factor: f64,
    },
}

/// See [`crate::scenario::shape::Extortion`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Extortion")]
pub struct Extortion {
    pub id: String,
    /// When it begins.
    pub begins: Begins,
    /// When they prove what they have.
    pub proof: Option<Span>,
    /// Minutes until the deadline.
    pub deadline: Mins,
    /// When they publish.
    pub publishes: Option<Span>,
    /// Whether they do at all.
    pub publishes_chance: f64,
    pub key: Option<Key>,
}

/// See [`crate::scenario::shape::Key`].
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// When it is offered.
    pub offered: Span,
    /// The chance that it works.
    pub works: f64,
    /// In what share of the time hosts are rebuilt then.
    pub factor: f64,
}
