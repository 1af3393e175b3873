//! What a card is played on, and what an effect names. Must not know a card or an effect.

use super::ids::{BodyId, CrewId, FlowId, LinkId, PathwayId, SegmentId, ServiceId, SystemId};

/// What a card is played on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[expect(missing_docs, reason = "each is told in shape::TargetKind")]
pub enum Target {
    Segment(SegmentId),
    Link(LinkId),
    Service(ServiceId),
    Pathway(PathwayId),
    Flow(FlowId),
    System(SystemId),
    Body(BodyId),
    Crew(CrewId),
}

/// A thing named in an effect, or the target of the card it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick<T> {
    /// This one.
    This(T),
    /// Whatever the card is played on.
    Target,
}

/// What can be rebuilt first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum RebuildItem {
    /// A system's hosts.
    System(SystemId),
    /// A segment's hosts.
    Segment(SegmentId),
}
