//! The network: segments, hosts, links, systems, and how fast people work on it. Must not hold any
//! state.

use super::super::shape::{HostKind, Place, Traffic, WhenHit};
use super::ids::{GroupId, LinkId, OrganisationId, SegmentId, SystemId};
use super::stands::Stand;

/// See [`crate::scenario::shape::Pace`].
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Person-minutes to patch a host.
    pub patch_mins: f64,
    /// Person-minutes to rebuild a desktop.
    pub rebuild_desktop_mins: f64,
    /// Person-minutes to rebuild a server.
    pub rebuild_server_mins: f64,
    /// Person-minutes to rebuild a device.
    pub rebuild_device_mins: f64,
    /// Mean minutes until a locked screen is reported by day.
    pub report_day_mins: f64,
    /// Mean minutes until a locked screen is reported at night.
    pub report_night_mins: f64,
    /// Reports the help desk takes in a minute.
    pub reports_per_min: u32,
    /// Share of its capacity at which a service works that was told nothing.
    pub uncoordinated: f64,
    /// What the emergency department can see, as a multiple of who usually comes.
    pub ed_margin: f64,
    /// Patients waiting at which ambulances turn away.
    pub ed_overwhelmed: u32,
    /// How much of the emergency department's pace hangs on its service's capacity.
    pub ed_leans: f64,
}

/// See [`crate::scenario::shape::Segment`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Segment")]
pub struct Segment {
    pub id: String,
    pub name: String,
    /// Whose it is; nobody's if it lies outside.
    pub of: Option<OrganisationId>,
    /// Where it is.
    pub location: String,
    /// Place on the map.
    pub place: Place,
    /// Where its machines stand; nothing if the file doesn't say, or it lies outside.
    pub stands: Option<Stand>,
    /// Addresses a local scan walks through.
    pub address_space: u32,
    /// Reaches the internet only by a proxy.
    pub proxy: bool,
    /// Stands for the outside.
    pub outside: bool,
    /// Watched by network monitoring.
    pub monitored: bool,
    /// None if it lies outside.
    pub groups: Vec<GroupId>,
    /// How many, over all groups.
    pub hosts: u32,
    /// Those that have an end in it.
    pub links: Vec<LinkId>,
}

/// See [`crate::scenario::shape::HostGroup`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::HostGroup")]
pub struct Group {
    pub id: String,
    pub name: String,
    /// Where they stand.
    pub segment: SegmentId,
    /// Kind of machine.
    pub kind: HostKind,
    /// Name of the build.
    pub build: String,
    /// What an exploit does.
    pub when_hit: WhenHit,
    /// How many.
    pub count: u32,
    /// How many are patched.
    pub patched: u32,
    /// How many can fail without anybody noticing.
    pub spare: u32,
    /// Where they stand; nothing if where their segment does.
    pub stands: Option<Stand>,
}

/// See [`crate::scenario::shape::Link`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Link")]
pub struct Link {
    pub id: String,
    pub name: String,
    /// One end.
    pub from: SegmentId,
    /// Other end.
    pub to: SegmentId,
    /// What it lets through, by [`Traffic`] in declaration order.
    pub carries: [bool; 4],
}

/// See [`crate::scenario::shape::System`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::System")]
pub struct System {
    pub id: String,
    pub name: String,
    /// What staff lose.
    pub gives: String,
    /// Its host groups.
    pub groups: Vec<GroupId>,
    /// The segments it is reached in, each once.
    pub segments: Vec<SegmentId>,
    /// What it depends on, and the share lost without it.
    pub needs: Vec<(SystemId, f64)>,
    /// What a link must let through to reach it.
    pub over: Traffic,
    pub supplier: Option<String>,
}
