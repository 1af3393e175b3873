//! What is named by an id, as it is written and what that means in a scenario. Must not know what is
//! asked of an exercise, nor judge figures.

use super::event::{IncidentLevel, Rating, Step};
use super::mirror::Mirror;
use super::people::{Answer, Figures, Improvement, Methane};
use super::voice::{Stance, Voice};
use crate::exercise::{self, Refusal, find};
use crate::scenario::{
    self, BodyId, ChannelId, CrewId, ExtortionId, FlowId, InjectId, LinkId, PathwayId, PromptId,
    RebuildItem, RoleId, Scenario, SegmentId, ServiceId, SystemId,
};

/// A value that may be named by an id.
pub(super) trait Named<W>: Sized {
    /// As it is written: by the id the scenario gives it.
    fn written(&self, scenario: &Scenario) -> W;
    /// What stands there, or that the scenario has nothing of that id.
    fn meant(written: &W, scenario: &Scenario) -> Result<Self, Refusal>;
}

/// Everything that is named by an id: its list, and how what is written is found.
macro_rules! named {
    ($find:ident: $($id:ident: $list:ident, $what:literal);* $(;)?) => {$(
        impl Named<String> for $id {
            fn written(&self, scenario: &Scenario) -> String {
                scenario.$list[self.at()].id.clone()
            }

            fn meant(written: &String, scenario: &Scenario) -> Result<Self, Refusal> {
                $find(&scenario.names.$list, $what, written)
            }
        }
    )*};
}

named! {
    find:
    PromptId: prompts, "prompt";
    RoleId: roles, "role";
    ChannelId: channels, "channel";
    InjectId: injects, "inject";
}

named! {
    aimed_at:
    SegmentId: segments, "segment";
    LinkId: links, "link";
    ServiceId: services, "service";
    PathwayId: pathways, "pathway";
    FlowId: flows, "booked work";
    CrewId: crews, "crew";
    SystemId: systems, "system";
    BodyId: bodies, "organisation";
    ExtortionId: extortions, "extortion";
}

/// What an effect is done to.
fn aimed_at<T: Copy>(
    names: &std::collections::BTreeMap<String, T>,
    what: &str,
    id: &str,
) -> Result<T, Refusal> {
    let found = names.get(id).copied();
    found.ok_or_else(|| none_called(what, id))
}

/// That nothing bears a name, as it can be read out. What stands for a card's target means nothing
/// where there is no card.
fn none_called(what: &str, id: &str) -> Refusal {
    let id = id.trim_matches(['{', '}']);
    Refusal::NotNow {
        why: format!("The scenario has no {what} called “{id}”."),
    }
}

impl Named<Voice> for exercise::Voice {
    fn written(&self, scenario: &Scenario) -> Voice {
        match self {
            Self::Role(id) => Voice::Role(id.written(scenario)),
            Self::Facilitator => Voice::Facilitator,
            Self::Somebody(who) => Voice::Somebody(who.clone()),
        }
    }

    fn meant(written: &Voice, scenario: &Scenario) -> Result<Self, Refusal> {
        Ok(match written {
            Voice::Role(id) => Self::Role(RoleId::meant(id, scenario)?),
            Voice::Facilitator => Self::Facilitator,
            Voice::Somebody(who) => Self::Somebody(who.clone()),
        })
    }
}

impl Named<String> for exercise::Contact {
    fn written(&self, scenario: &Scenario) -> String {
        self.id(scenario)
    }

    fn meant(written: &String, scenario: &Scenario) -> Result<Self, Refusal> {
        Self::by_id(scenario, written).ok_or_else(|| Refusal::unknown("contact", written))
    }
}

impl Named<String> for exercise::Query {
    fn written(&self, _: &Scenario) -> String {
        self.id().to_owned()
    }

    fn meant(written: &String, _: &Scenario) -> Result<Self, Refusal> {
        let found = Self::ALL.into_iter().find(|it| it.id() == written);
        found.ok_or_else(|| Refusal::unknown("question", written))
    }
}

impl Named<String> for RebuildItem {
    fn written(&self, scenario: &Scenario) -> String {
        match self {
            Self::System(id) => id.written(scenario),
            Self::Segment(id) => id.written(scenario),
        }
    }

    /// A system or, if none bears the name, a segment.
    fn meant(written: &String, scenario: &Scenario) -> Result<Self, Refusal> {
        let system = SystemId::meant(written, scenario).map(Self::System);
        system
            .or_else(|_| SegmentId::meant(written, scenario).map(Self::Segment))
            .map_err(|_| none_called("system and no segment", written))
    }
}

impl<A: Named<B>, B> Named<Vec<B>> for Vec<A> {
    fn written(&self, scenario: &Scenario) -> Vec<B> {
        self.iter().map(|it| it.written(scenario)).collect()
    }

    fn meant(written: &Vec<B>, scenario: &Scenario) -> Result<Self, Refusal> {
        written.iter().map(|it| A::meant(it, scenario)).collect()
    }
}

/// What is written as it is, whatever the scenario.
macro_rules! whatever_the_scenario {
    ($($held:ty => $written:ty),* $(,)?) => {$(
        impl Named<$written> for $held {
            fn written(&self, _: &Scenario) -> $written {
                self.mirror()
            }

            fn meant(written: &$written, _: &Scenario) -> Result<Self, Refusal> {
                Ok(written.mirror())
            }
        }
    )*};
}

whatever_the_scenario! {
    u32 => u32, u64 => u64, f64 => f64, String => String, Option<String> => Option<String>,
    scenario::IncidentLevel => IncidentLevel, scenario::Step => Step,
    Option<scenario::Rating> => Option<Rating>, Option<exercise::Figures> => Option<Figures>,
    Option<Box<exercise::Methane>> => Option<Box<Methane>>,
    exercise::Speaker => Voice, exercise::Stance => Stance,
    Box<exercise::Improvement> => Box<Improvement>, Box<exercise::Answer> => Box<Answer>,
}
