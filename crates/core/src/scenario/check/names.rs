//! Which id means what, as tables. Must not judge them: that is `naming`.

use super::super::mark::Mark;
use super::super::model::{
    BodyId, CardId, ChannelId, CrewId, ExtortionId, FlowId, GroupId, InjectId, IntrusionId, LinkId,
    Names, ObjectiveId, OrganisationId, OutageId, PathwayId, PromptId, RoleId, Scenario, SegmentId,
    ServiceId, StageId, SystemId, TaskId,
};
use std::collections::BTreeMap;

/// Ids of one kind.
#[derive(Debug)]
pub struct Table<T> {
    /// What they are ids of, in words.
    pub what: &'static str,
    /// Each with what it means and where it stands.
    pub ids: BTreeMap<String, (T, Mark)>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            what: "",
            ids: BTreeMap::new(),
        }
    }
}

macro_rules! tables {
    ($($field:ident: $index:ident = $what:literal),* $(,)?) => {
        /// Ids of every kind.
        #[derive(Debug, Default)]
        pub struct Tables {
            $(pub $field: Table<$index>,)*
            pub builds: Table<usize>,
        }

        impl Tables {
            /// The tables of a scenario that has been checked.
            pub fn of(scenario: &Scenario) -> Self {
                Self {
                    $($field: Table {
                        what: $what,
                        ids: scenario
                            .names
                            .$field
                            .iter()
                            .map(|(id, index)| (id.clone(), (*index, Mark::default())))
                            .collect(),
                    },)*
                    builds: Table::default(),
                }
            }

            /// The same without places.
            pub fn names(&self) -> Names {
                Names {
                    $($field: self
                        .$field
                        .ids
                        .iter()
                        .map(|(id, (index, _))| (id.clone(), *index))
                        .collect(),)*
                }
            }

            /// What else an id could mean.
            pub fn other(&self, id: &str) -> Option<&'static str> {
                $(if self.$field.ids.contains_key(id) {
                    return Some($what);
                })*
                None
            }
        }
    };
}

tables! {
    organisations: OrganisationId = "organisation",
    segments: SegmentId = "segment",
    groups: GroupId = "host group",
    links: LinkId = "link",
    systems: SystemId = "system",
    services: ServiceId = "service",
    flows: FlowId = "flow",
    pathways: PathwayId = "pathway",
    crews: CrewId = "crew",
    channels: ChannelId = "channel",
    bodies: BodyId = "body",
    roles: RoleId = "role",
    cards: CardId = "card",
    injects: InjectId = "inject",
    prompts: PromptId = "prompt",
    objectives: ObjectiveId = "objective",
    tasks: TaskId = "task",
    outages: OutageId = "outage",
    intrusions: IntrusionId = "intrusion",
    stages: StageId = "stage",
    extortions: ExtortionId = "extortion",
}
