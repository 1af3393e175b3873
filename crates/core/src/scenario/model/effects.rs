//! What a decision does to an exercise, checked: one enum a family. How each is written stands in
//! [`super::super::shape::Effect`] under the same name; what each does, and all else about it, in
//! `exercise::effects`. Must not do anything.

use super::super::shape::{IncidentLevel, Step};
use super::ids::{
    BodyId, CrewId, ExtortionId, FlowId, LinkId, PathwayId, SegmentId, ServiceId, SystemId,
};
use super::picks::{Pick, RebuildItem};

/// Something that is done to the exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// To segments, links, e-mail and the kill-switch domain.
    Network(NetworkEffect),
    /// To machines.
    Hosts(HostsEffect),
    /// To clinical services and the systems that they use.
    Services(ServicesEffect),
    /// To where patients go, and when.
    Patients(PatientsEffect),
    /// By the people who lead.
    Response(ResponseEffect),
    /// By people from elsewhere.
    Help(HelpEffect),
    /// Nothing that the model knows.
    Nothing,
}

/// What is done to the network.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in shape::Effect")]
pub enum NetworkEffect {
    IsolateSegment(Pick<SegmentId>),
    RejoinSegment(Pick<SegmentId>),
    CutLink(Pick<LinkId>),
    RestoreLink(Pick<LinkId>),
    BlockPort(Pick<LinkId>),
    BlockPortAtEdge,
    BlockPortEverywhere,
    UnblockPorts,
    MailOff,
    MailOn,
    BlockDomain,
    AllowDomain,
    SinkholeDomain,
}

/// What is done to machines.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in shape::Effect")]
pub enum HostsEffect {
    UnplugInfected(Pick<SegmentId>),
    PowerOff(Pick<SegmentId>),
    PowerOn(Pick<SegmentId>),
    Patch {
        segment: Pick<SegmentId>,
        people: u32,
    },
    Rebuild {
        order: Vec<Pick<RebuildItem>>,
        people: u32,
    },
    StopWork,
    TryKey(ExtortionId),
}

/// What is done to clinical services and the systems that they use.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in shape::Effect")]
pub enum ServicesEffect {
    GoToPaper(Pick<ServiceId>),
    AllToPaper,
    BackToScreens(Pick<ServiceId>),
    StandIn {
        system: Pick<SystemId>,
        /// In thousandths.
        share: u32,
        hours: u32,
    },
    TakeStaff {
        service: Pick<ServiceId>,
        /// In thousandths.
        share: u32,
        hours: u32,
    },
    OrderStock {
        service: Pick<ServiceId>,
        amount: u32,
        arrive_mins: u32,
    },
}

/// What is done about where patients go, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in shape::Effect")]
pub enum PatientsEffect {
    Divert(Pick<PathwayId>),
    EndDivert(Pick<PathwayId>),
    Cancel { flow: Pick<FlowId>, hours: u32 },
    Resume(Pick<FlowId>),
    ProtectUrgent,
    RedeployToEd,
}

/// What the people who lead do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in shape::Effect")]
pub enum ResponseEffect {
    Declare(IncidentLevel),
    Notify(Pick<BodyId>),
    OpenOutOfBand,
    Broadcast,
    Mark(Step),
    StandDown,
}

/// Who is asked to come and help.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in shape::Effect")]
pub enum HelpEffect {
    MutualAid {
        crew: Pick<CrewId>,
        people: u32,
        arrive_mins: u32,
        stay_hours: u32,
    },
    CallIn {
        crew: Pick<CrewId>,
        arrive_mins: u32,
        stay_hours: u32,
    },
    EngageSupplier {
        system: Pick<SystemId>,
        arrive_mins: u32,
        people: u32,
    },
}

impl Effect {
    /// The step of the response that it takes, if it takes one.
    pub fn step(&self) -> Option<Step> {
        match self {
            Self::Response(ResponseEffect::Mark(step)) => Some(*step),
            _ => None,
        }
    }
}

impl From<NetworkEffect> for Effect {
    fn from(effect: NetworkEffect) -> Self {
        Self::Network(effect)
    }
}

impl From<HostsEffect> for Effect {
    fn from(effect: HostsEffect) -> Self {
        Self::Hosts(effect)
    }
}

impl From<ServicesEffect> for Effect {
    fn from(effect: ServicesEffect) -> Self {
        Self::Services(effect)
    }
}

impl From<PatientsEffect> for Effect {
    fn from(effect: PatientsEffect) -> Self {
        Self::Patients(effect)
    }
}

impl From<ResponseEffect> for Effect {
    fn from(effect: ResponseEffect) -> Self {
        Self::Response(effect)
    }
}

impl From<HelpEffect> for Effect {
    fn from(effect: HelpEffect) -> Self {
        Self::Help(effect)
    }
}
