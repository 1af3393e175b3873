//! Indices of everything in a scenario, and what each id means. Must not know what the things are.

use std::collections::BTreeMap;

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub struct $name(pub u16);

        impl $name {
            /// The index as a position in the scenario's list.
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// The checker refuses lists longer than an index can count.
            fn from(at: usize) -> Self {
                Self(u16::try_from(at).unwrap_or(u16::MAX))
            }
        }
    )*};
}

indices! {
    /// Index of an organisation.
    OrganisationId,
    /// Index of a segment.
    SegmentId,
    /// Index of a host group, over all segments.
    GroupId,
    /// Index of a link.
    LinkId,
    /// Index of a system.
    SystemId,
    /// Index of a service.
    ServiceId,
    /// Index of a flow, over all services.
    FlowId,
    /// Index of a pathway.
    PathwayId,
    /// Index of a crew.
    CrewId,
    /// Index of a channel.
    ChannelId,
    /// Index of a body.
    BodyId,
    /// Index of a role.
    RoleId,
    /// Index of an action card.
    CardId,
    /// Index of an inject.
    InjectId,
    /// Index of a prompt.
    PromptId,
    /// Index of an objective.
    ObjectiveId,
    /// Index of a task, over all objectives.
    TaskId,
    /// Index of an outage.
    OutageId,
    /// Index of an intrusion.
    IntrusionId,
    /// Index of a stage, over all intrusions.
    StageId,
    /// Index of an extortion.
    ExtortionId,
}

/// Whole minutes since STARTEX.
pub type Mins = u32;

/// Ids of a scenario by kind.
#[derive(Clone, Debug, Default)]
#[expect(
    missing_docs,
    reason = "each table is named for the kind whose ids it holds"
)]
pub struct Names {
    pub organisations: BTreeMap<String, OrganisationId>,
    pub segments: BTreeMap<String, SegmentId>,
    /// Host groups.
    pub groups: BTreeMap<String, GroupId>,
    pub links: BTreeMap<String, LinkId>,
    pub systems: BTreeMap<String, SystemId>,
    pub services: BTreeMap<String, ServiceId>,
    pub flows: BTreeMap<String, FlowId>,
    pub pathways: BTreeMap<String, PathwayId>,
    pub crews: BTreeMap<String, CrewId>,
    pub channels: BTreeMap<String, ChannelId>,
    pub bodies: BTreeMap<String, BodyId>,
    pub roles: BTreeMap<String, RoleId>,
    pub cards: BTreeMap<String, CardId>,
    pub injects: BTreeMap<String, InjectId>,
    pub prompts: BTreeMap<String, PromptId>,
    pub objectives: BTreeMap<String, ObjectiveId>,
    pub tasks: BTreeMap<String, TaskId>,
    pub outages: BTreeMap<String, OutageId>,
    pub intrusions: BTreeMap<String, IntrusionId>,
    pub stages: BTreeMap<String, StageId>,
    pub extortions: BTreeMap<String, ExtortionId>,
}
