//! What can be asked of an exercise, checked: one enum a family. How each is written stands in
//! [`super::super::shape::Condition`] under the same name; whether it can ever come true is the
//! checker's matter, all else about it that of `exercise::conditions`. Must not answer anything.

use super::super::shape::{IncidentLevel, Step};
use super::ids::{
    BodyId, CardId, ExtortionId, InjectId, IntrusionId, LinkId, Mins, OrganisationId, OutageId,
    PathwayId, PromptId, SegmentId, ServiceId, StageId, SystemId,
};
use super::picks::Target;

/// Something that is true of the exercise or is not.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Of segments, links and e-mail.
    Network(NetworkCondition),
    /// Of machines and systems.
    Hosts(HostsCondition),
    /// Of clinical services.
    Services(ServicesCondition),
    /// Of who waits, is cancelled or sent elsewhere.
    Patients(PatientsCondition),
    /// Of the time, of messages, and of what was decided.
    Story(StoryCondition),
    /// Of what the people who lead have done.
    Response(ResponseCondition),
    /// Of threats other than the worm.
    Threats(ThreatsCondition),
    /// The same, asked of another organisation.
    Of(OrganisationId, Box<Condition>),
    /// True while that one is not.
    Not(Box<Condition>),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
}

/// What can be asked of the network.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is told in shape::Condition")]
pub enum NetworkCondition {
    Isolated(SegmentId),
    LinkCut(LinkId),
    PortBlocked(LinkId),
    MailOff,
}

/// What can be asked of machines and systems.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is told in shape::Condition")]
pub enum HostsCondition {
    LockedIn { segment: SegmentId, at_least: u32 },
    Locked { at_least: u32 },
    ReportedLocked { at_least: u32 },
    Clean,
    SystemBelow { system: SystemId, share: f64 },
}

/// What can be asked of clinical services.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is told in shape::Condition")]
pub enum ServicesCondition {
    ServiceBelow { service: ServiceId, share: f64 },
    StockBelow { service: ServiceId, amount: u32 },
    OnPaper(ServiceId),
}

/// What can be asked of patients.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is told in shape::Condition")]
pub enum PatientsCondition {
    EdQueue { at_least: u32 },
    Cancelled { at_least: u32 },
    Diverted(PathwayId),
}

/// What can be asked of the time, of messages, and of what was decided.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is told in shape::Condition")]
pub enum StoryCondition {
    Reached(Mins),
    Delivered(InjectId),
    Undelivered(InjectId),
    Asked(PromptId),
    Decided(PromptId),
    Chosen { prompt: PromptId, option: usize },
    Done(CardId),
    DoneOn { card: CardId, target: Target },
}

/// What can be asked of what the people who lead have done.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is told in shape::Condition")]
pub enum ResponseCondition {
    Declared(IncidentLevel),
    Notified(BodyId),
    Marked(Step),
    MethaneGiven,
    OutOfBandOpen,
    StoodDown,
}

/// What can be asked of threats other than the worm.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is told in shape::Condition")]
pub enum ThreatsCondition {
    Out(OutageId),
    Back(OutageId),
    Intruded(StageId),
    Traced(StageId),
    DrivenOut(IntrusionId),
    Proven(ExtortionId),
    DeadlinePassed(ExtortionId),
    Published(ExtortionId),
    KeyOffered(ExtortionId),
    KeyWorks(ExtortionId),
}

impl Condition {
    /// The time has come.
    pub fn reached(mins: Mins) -> Self {
        Self::Story(StoryCondition::Reached(mins))
    }
}

impl From<NetworkCondition> for Condition {
    fn from(condition: NetworkCondition) -> Self {
        Self::Network(condition)
    }
}

impl From<HostsCondition> for Condition {
    fn from(condition: HostsCondition) -> Self {
        Self::Hosts(condition)
    }
}

impl From<ServicesCondition> for Condition {
    fn from(condition: ServicesCondition) -> Self {
        Self::Services(condition)
    }
}

impl From<PatientsCondition> for Condition {
    fn from(condition: PatientsCondition) -> Self {
        Self::Patients(condition)
    }
}

impl From<StoryCondition> for Condition {
    fn from(condition: StoryCondition) -> Self {
        Self::Story(condition)
    }
}

impl From<ResponseCondition> for Condition {
    fn from(condition: ResponseCondition) -> Self {
        Self::Response(condition)
    }
}

impl From<ThreatsCondition> for Condition {
    fn from(condition: ThreatsCondition) -> Self {
        Self::Threats(condition)
    }
}
