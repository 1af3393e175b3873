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
pub struct Names {
    /// Organisations.
    pub organisations: BTreeMap<String, OrganisationId>,
    /// Segments.
    pub segments: BTreeMap<String, SegmentId>,
    /// Host groups.
    pub groups: BTreeMap<String, GroupId>,
    /// Links.
    pub links: BTreeMap<String, LinkId>,
    /// Systems.
    pub systems: BTreeMap<String, SystemId>,
    /// Services.
    pub services: BTreeMap<String, ServiceId>,
    /// Flows.
    pub flows: BTreeMap<String, FlowId>,
    /// Pathways.
    pub pathways: BTreeMap<String, PathwayId>,
    /// Crews.
    pub crews: BTreeMap<String, CrewId>,
    /// Channels.
    pub channels: BTreeMap<String, ChannelId>,
    /// Bodies.
    pub bodies: BTreeMap<String, BodyId>,
    /// Roles.
    pub roles: BTreeMap<String, RoleId>,
    /// Cards.
    pub cards: BTreeMap<String, CardId>,
    /// Injects.
    pub injects: BTreeMap<String, InjectId>,
    /// Prompts.
    pub prompts: BTreeMap<String, PromptId>,
    /// Objectives.
    pub objectives: BTreeMap<String, ObjectiveId>,
    /// Tasks.
    pub tasks: BTreeMap<String, TaskId>,
    /// Outages.
    pub outages: BTreeMap<String, OutageId>,
    /// Intrusions.
    pub intrusions: BTreeMap<String, IntrusionId>,
    /// Stages.
    pub stages: BTreeMap<String, StageId>,
    /// Extortions.
    pub extortions: BTreeMap<String, ExtortionId>,
}
