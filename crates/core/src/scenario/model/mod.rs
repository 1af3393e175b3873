//! A scenario that has been checked: names have become indices, times have become minutes, and
//! nothing in it points nowhere. Only `check` makes one. Must not hold any state of a run.

mod organisations;
mod threats;

pub use organisations::*;
pub use threats::*;

use super::diagnostic::SourceFile;
pub use super::shape::{
    CardGroup, ChannelKind, Days, FlowKind, HostKind, IncidentLevel, Outcome, Place, Rating,
    ScanLifetime, ScriptFigures, ScriptMethane, Skill, Step, TargetKind, Traffic, Weight, WhenHit,
};
use std::collections::{BTreeMap, BTreeSet};

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

/// A checked scenario. Lists are in the order of the files.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// How demanding it is.
    pub level: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The invented trust.
    pub trust: String,
    /// Planned minutes in the room.
    pub room_mins: u32,
    /// STARTEX.
    pub starts: jiff::civil::DateTime,
    /// ENDEX, minutes since STARTEX.
    pub ends_mins: Mins,
    /// Text for the briefing.
    pub briefing: Briefing,
    /// The worm; one without rates if there is none.
    pub worm: Worm,
    /// Outages.
    pub outages: Vec<Outage>,
    /// Intrusions.
    pub intrusions: Vec<Intrusion>,
    /// Stages, intrusion by intrusion.
    pub stages: Vec<Stage>,
    /// Extortions.
    pub extortions: Vec<Extortion>,
    /// Leaps between moves, in order.
    pub leaps: Vec<Leap>,
    /// How fast people work and report.
    pub pace: Pace,
    /// Organisations, one at least.
    pub organisations: Vec<Organisation>,
    /// Segments.
    pub segments: Vec<Segment>,
    /// Host groups, segment by segment.
    pub groups: Vec<Group>,
    /// Links.
    pub links: Vec<Link>,
    /// Systems.
    pub systems: Vec<System>,
    /// By host group: whether a system runs on it.
    pub serving: Vec<bool>,
    /// Systems in an order in which each comes after what it needs.
    pub system_order: Vec<SystemId>,
    /// Services.
    pub services: Vec<Service>,
    /// Services in an order in which each comes after what it needs.
    pub service_order: Vec<ServiceId>,
    /// Flows, service by service.
    pub flows: Vec<Flow>,
    /// Pathways.
    pub pathways: Vec<Pathway>,
    /// Crews.
    pub crews: Vec<Crew>,
    /// Channels.
    pub channels: Vec<Channel>,
    /// Bodies.
    pub bodies: Vec<Body>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Action cards.
    pub cards: Vec<Card>,
    /// Injects, in the order of the file.
    pub injects: Vec<Inject>,
    /// Prompts.
    pub prompts: Vec<Prompt>,
    /// Steps of the response that some card or option takes.
    pub steps: BTreeSet<Step>,
    /// Objectives.
    pub objectives: Vec<Objective>,
    /// Tasks, objective by objective.
    pub tasks: Vec<Task>,
    /// Scripted teams.
    pub teams: Vec<Team>,
    /// What a team that searches came to, of 100.
    pub searched: Option<f64>,
    /// Questions for the hot debrief.
    pub debrief: Vec<(String, Option<ObjectiveId>)>,
    /// What really happened.
    pub history: Vec<HistoryNote>,
    /// The texts it was read from, the main file first.
    pub files: Vec<SourceFile>,
    /// SHA-256 over paths and texts, in hexadecimal.
    pub hash: String,
    /// What each id means, for whatever comes from outside: commands, arguments.
    pub names: Names,
}

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

/// See [`super::shape::Briefing`].
#[derive(Clone, Debug)]
pub struct Briefing {
    /// The situation.
    pub situation: String,
    /// Facts the team knows.
    pub known: Vec<String>,
    /// How it is played.
    pub rules: Vec<String>,
}

/// See [`super::shape::Leap`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leap {
    /// When the clock stops.
    pub at: Mins,
    /// Where it goes on.
    pub to: Mins,
    /// What is told of the time between.
    pub told: String,
}

/// See [`super::shape::HistoryNote`].
#[derive(Clone, Debug)]
pub struct HistoryNote {
    /// When.
    pub when: String,
    /// What.
    pub text: String,
    /// Source.
    pub source: String,
}

/// See [`super::shape::Pace`].
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

/// See [`super::shape::Segment`].
#[derive(Clone, Debug)]
pub struct Segment {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whose it is; nobody's if it lies outside.
    pub of: Option<OrganisationId>,
    /// Where it is.
    pub location: String,
    /// Place on the map.
    pub place: Place,
    /// Addresses a local scan walks through.
    pub address_space: u32,
    /// Reaches the internet only by a proxy.
    pub proxy: bool,
    /// Stands for the outside.
    pub outside: bool,
    /// Watched by network monitoring.
    pub monitored: bool,
    /// Its groups.
    pub groups: Vec<GroupId>,
    /// Its hosts.
    pub hosts: u32,
    /// Its links.
    pub links: Vec<LinkId>,
}

/// See [`super::shape::HostGroup`].
#[derive(Clone, Debug)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its segment.
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
}

/// See [`super::shape::Link`].
#[derive(Clone, Debug)]
pub struct Link {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// One end.
    pub from: SegmentId,
    /// Other end.
    pub to: SegmentId,
    /// What it lets through, by [`Traffic`] in declaration order.
    pub carries: [bool; 4],
}

/// See [`super::shape::System`].
#[derive(Clone, Debug)]
pub struct System {
    /// Id.
    pub id: String,
    /// Name.
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
    /// Supplier.
    pub supplier: Option<String>,
}

/// See [`super::shape::Service`].
#[derive(Clone, Debug)]
pub struct Service {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whose it is.
    pub of: OrganisationId,
    /// Where its people sit.
    pub segments: Vec<SegmentId>,
    /// What it needs.
    pub needs: Vec<Need>,
    /// What paper can hold.
    pub paper: Paper,
    /// What it keeps and uses up.
    pub stock: Option<Stock>,
    /// Its flows.
    pub flows: Vec<FlowId>,
    /// Patients by day.
    pub patients_day: u32,
    /// Patients by night.
    pub patients_night: u32,
    /// Share at high, medium and low risk.
    pub acuity: [f64; 3],
    /// Minutes until a change is reported.
    pub reports_after_mins: u32,
}

/// See [`super::shape::Need`].
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// What.
    pub what: NeedWhat,
    /// How much it matters.
    pub weight: Weight,
    /// Share lost without it.
    pub loss: f64,
    /// The step after which less is lost.
    pub eased_by: Option<Step>,
}

/// See [`super::shape::NeedWhat`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedWhat {
    /// A system.
    System(SystemId),
    /// Screens.
    Screens,
    /// Another service.
    Service(ServiceId),
}

/// See [`super::shape::Paper`].
#[derive(Clone, Debug)]
pub struct Paper {
    /// Minutes to mobilise.
    pub mobilise_mins: u32,
    /// Share held.
    pub holds: f64,
    /// For how many minutes.
    pub endures_mins: u32,
    /// Share after that.
    pub then: f64,
    /// What staff do meanwhile.
    pub meanwhile: String,
}

/// See [`super::shape::Stock`].
#[derive(Clone, Debug)]
pub struct Stock {
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// How much is kept.
    pub kept: f64,
    /// Used in a day.
    pub used_a_day: f64,
    /// How many times as much without the service's own work.
    pub without: f64,
    /// Delivered in a day at most.
    pub delivered_a_day: f64,
    /// The step that spares half of what is beyond the usual.
    pub spared_by: Option<Step>,
    /// Share lost while none is there.
    pub loss: f64,
}

/// See [`super::shape::Flow`].
#[derive(Clone, Debug)]
pub struct Flow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its service.
    pub service: ServiceId,
    /// What happens when capacity is short.
    pub kind: FlowKind,
    /// Patients a minute in each hour of the exercise, by hour of the calendar since the start of
    /// STARTEX's day.
    pub per_min_by_hour: Vec<f64>,
    /// Share that is urgent cancer work.
    pub urgent_cancer: f64,
    /// Services without which more come, and by which share of those who usually come.
    pub more_without: Vec<(ServiceId, f64)>,
    /// Patients waiting at which ambulances turn away, if they are emergencies.
    pub overwhelmed: f64,
    /// The department, if they are emergencies.
    pub department: Department,
}

/// See [`super::shape::Department`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Department {
    /// Shares of resuscitation, majors and minors among those who come; 1 together.
    pub acuity: [f64; 3],
    /// Shares of each who are admitted.
    pub admitted: [f64; 3],
    /// Where they lie, if that is told.
    pub admits_to: Option<ServiceId>,
    /// Places to treat patients in.
    pub cubicles: f64,
    /// Patients a minute on the mean of a week.
    pub per_min: f64,
    /// Emergency patients in its wards on an ordinary day.
    pub inpatients: f64,
    /// Patients whom its neighbours can see beyond their own, as a share of who usually comes here.
    pub neighbours_spare: f64,
}

/// See [`super::shape::Pathway`].
#[derive(Clone, Debug)]
pub struct Pathway {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Share of attendances.
    pub share: f64,
    /// Who takes them.
    pub taken_by: String,
    /// Minutes further.
    pub further_mins: u32,
    /// Whether all of its patients are at the highest acuity.
    pub time_critical: bool,
    /// The flow it leaves; none if there is no emergency flow.
    pub from: Option<FlowId>,
    /// Where its patients arrive instead, and which share of them. The rest leave the exercise.
    pub to: Vec<(FlowId, f64)>,
}

/// See [`super::shape::Crew`].
#[derive(Clone, Debug)]
pub struct Crew {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whose it is.
    pub of: OrganisationId,
    /// Skill.
    pub skill: Skill,
    /// Everybody in it.
    pub people: u32,
    /// People at work in each hour of the exercise, by hour of the calendar since the start of
    /// STARTEX's day.
    pub at_work_by_hour: Vec<u32>,
    /// Hours before they slow.
    pub fresh_hours: u32,
    /// Share of pace lost with every further hour.
    pub fatigue_per_hour: f64,
}

/// See [`super::shape::Channel`].
#[derive(Clone, Debug)]
pub struct Channel {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What a message looks like.
    pub kind: ChannelKind,
    /// The system it travels over.
    pub carried_by: Option<SystemId>,
}

/// See [`super::shape::Body`].
#[derive(Clone, Debug)]
pub struct Body {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its legal clocks, the shortest first.
    pub clocks: Vec<LegalClock>,
    /// Whether it can lend people.
    pub lends: bool,
}

impl Body {
    /// The legal clock that runs when it has been told so many times: the shortest, then the one
    /// after it.
    #[must_use]
    pub fn running_clock(&self, tellings: usize) -> Option<&LegalClock> {
        self.clocks.get(tellings)
    }
}

/// See [`super::shape::LegalClock`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalClock {
    /// What is due.
    pub what: String,
    /// Hours from when the trust knows.
    pub hours: u32,
}

/// See [`super::shape::Role`].
#[derive(Clone, Debug)]
pub struct Role {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whose chair it is.
    pub of: OrganisationId,
    /// Part in a few words.
    pub part: String,
    /// Staff group.
    pub staff_group: String,
    /// What it knows.
    pub knows: Vec<String>,
    /// What it decides.
    pub decides: Vec<String>,
    /// Role card.
    pub brief: String,
    /// Whether it must be filled.
    pub core: bool,
}

/// See [`super::shape::Card`].
#[derive(Clone, Debug)]
pub struct Card {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Where in the list.
    pub group: CardGroup,
    /// About it.
    pub about: String,
    /// Who may decide.
    pub by: Vec<RoleId>,
    /// What it is done to.
    pub target: TargetKind,
    /// People it takes: skill, how many, minutes.
    pub work: Vec<(Skill, u32, u32)>,
    /// Minutes beyond the work.
    pub delay_mins: u32,
    /// What it does.
    pub effects: Vec<Effect>,
    /// How it reads in the log, with `{target}`.
    pub logged: String,
}

/// What a card is played on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Target {
    /// A segment.
    Segment(SegmentId),
    /// A link.
    Link(LinkId),
    /// A service.
    Service(ServiceId),
    /// A pathway.
    Pathway(PathwayId),
    /// A flow.
    Flow(FlowId),
    /// A system.
    System(SystemId),
    /// A body.
    Body(BodyId),
    /// A crew.
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

/// See [`super::shape::Effect`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is told in shape::Effect under the same name"
)]
pub enum Effect {
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
    GoToPaper(Pick<ServiceId>),
    AllToPaper,
    BackToScreens(Pick<ServiceId>),
    Divert(Pick<PathwayId>),
    EndDivert(Pick<PathwayId>),
    Cancel {
        flow: Pick<FlowId>,
        hours: u32,
    },
    Resume(Pick<FlowId>),
    ProtectUrgent,
    RedeployToEd,
    Declare(IncidentLevel),
    Notify(Pick<BodyId>),
    OpenOutOfBand,
    Broadcast,
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
    Mark(Step),
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
    TryKey(ExtortionId),
    StandDown,
    Nothing,
}

/// See [`super::shape::Condition`].
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told in shape::Condition under the same name"
)]
pub enum Condition {
    Reached(Mins),
    LockedIn { segment: SegmentId, at_least: u32 },
    Locked { at_least: u32 },
    ReportedLocked { at_least: u32 },
    Clean,
    ServiceBelow { service: ServiceId, share: f64 },
    StockBelow { service: ServiceId, amount: u32 },
    SystemBelow { system: SystemId, share: f64 },
    EdQueue { at_least: u32 },
    Cancelled { at_least: u32 },
    Delivered(InjectId),
    Undelivered(InjectId),
    Asked(PromptId),
    Decided(PromptId),
    Chosen { prompt: PromptId, option: usize },
    Done(CardId),
    DoneOn { card: CardId, target: Target },
    Declared(IncidentLevel),
    Notified(BodyId),
    Marked(Step),
    Isolated(SegmentId),
    LinkCut(LinkId),
    PortBlocked(LinkId),
    MailOff,
    MethaneGiven,
    OutOfBandOpen,
    OnPaper(ServiceId),
    Diverted(PathwayId),
    StoodDown,
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
    Of(OrganisationId, Box<Condition>),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

/// See [`super::shape::Inject`].
#[derive(Clone, Debug)]
pub struct Inject {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// When it fires.
    pub fires: Fires,
    /// How it arrives.
    pub channel: ChannelId,
    /// From.
    pub from: String,
    /// To.
    pub to: Vec<RoleId>,
    /// Full text.
    pub text: String,
    /// Expected player action.
    pub expect: String,
    /// ATT&CK techniques.
    pub techniques: Vec<String>,
    /// Objectives.
    pub objectives: Vec<ObjectiveId>,
    /// Prompt it opens.
    pub opens: Option<PromptId>,
    /// An official alert.
    pub alert: bool,
}

/// See [`super::shape::Fires`].
#[derive(Clone, Debug, PartialEq)]
pub enum Fires {
    /// At a time.
    At(Mins),
    /// On a condition.
    When {
        /// What must be true.
        is: Condition,
        /// Minutes after.
        after_mins: u32,
        /// Not before.
        not_before: Mins,
        /// Not after.
        not_after: Mins,
    },
    /// After another.
    After {
        /// The other.
        inject: InjectId,
        /// Minutes.
        mins: u32,
    },
    /// By hand.
    ByHand,
}

/// See [`super::shape::Prompt`].
#[derive(Clone, Debug)]
pub struct Prompt {
    /// Id.
    pub id: String,
    /// Question.
    pub question: String,
    /// Context.
    pub context: String,
    /// Asked when this is true.
    pub when: Option<Condition>,
    /// Who may decide.
    pub by: Vec<RoleId>,
    /// Minutes until the moment has passed.
    pub due_mins: u32,
    /// Options.
    pub options: Vec<Choice>,
}

/// See [`super::shape::Choice`].
#[derive(Clone, Debug)]
pub struct Choice {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Cost.
    pub cost: String,
    /// Cards it plays.
    pub plays: Vec<(CardId, Option<Target>)>,
    /// Further effects.
    pub effects: Vec<Effect>,
}

/// See [`super::shape::Objective`].
#[derive(Clone, Debug)]
pub struct Objective {
    /// Id.
    pub id: String,
    /// Whose it is.
    pub of: OrganisationId,
    /// Title.
    pub title: String,
    /// About it.
    pub about: String,
    /// NIST CSF 2.0.
    pub csf: Vec<String>,
    /// CAF contributing outcomes.
    pub caf: Vec<String>,
    /// EPRR core standards.
    pub eprr: Vec<String>,
    /// Whether it is about keeping patients safe.
    pub patients: bool,
    /// Its tasks.
    pub tasks: Vec<TaskId>,
}

/// See [`super::shape::Task`].
#[derive(Clone, Debug)]
pub struct Task {
    /// Id.
    pub id: String,
    /// Its objective.
    pub objective: ObjectiveId,
    /// Title.
    pub title: String,
    /// Plan or doctrine.
    pub plan: String,
    /// How it is measured.
    pub measure: Measure,
    /// What an evaluator looks for.
    pub look_for: String,
}

/// See [`super::shape::Measure`].
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// How soon.
    Within {
        /// What.
        done: Condition,
        /// Since when.
        since: Option<Condition>,
        /// From when doing it counts; `since` if nothing.
        ready_from: Option<Condition>,
        /// Until when it must stay so; ENDEX if nothing.
        until: Option<Condition>,
        /// Minutes for P, S, M.
        limits: [u32; 3],
    },
    /// Before something else.
    Before {
        /// What.
        done: Condition,
        /// By when.
        moment: Condition,
        /// From when doing it counts.
        ready_from: Option<Condition>,
        /// Rating if not.
        otherwise: Rating,
    },
    /// Held while.
    Held {
        /// What.
        holds: Condition,
        /// While, or from when on.
        during: Condition,
        /// Whether it is from the first minute of that on.
        once: bool,
        /// Shares for P, S, M.
        limits: [f64; 3],
    },
    /// Against the reference teams.
    Outcome {
        /// Which outcome.
        outcome: Outcome,
        /// Standings for P, S, M.
        limits: [f64; 3],
    },
    /// Which share of the cuts a clinician signed for.
    Signed {
        /// Shares for P, S, M.
        limits: [f64; 3],
    },
    /// Only an evaluator can tell.
    Observed,
    /// At a time.
    At {
        /// What.
        holds: Condition,
        /// When.
        at: Mins,
        /// From when doing it counts.
        ready_from: Option<Condition>,
        /// Rating if not.
        otherwise: Rating,
    },
}

/// See [`super::shape::Team`].
#[derive(Clone, Debug)]
pub struct Team {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// About it.
    pub about: String,
    /// Moves.
    pub moves: Vec<Move>,
}

/// See [`super::shape::Move`].
#[derive(Clone, Debug)]
pub struct Move {
    /// What must be true.
    pub when: Condition,
    /// Minutes after.
    pub after_mins: u32,
    /// What it does.
    pub does: Does,
    /// Who decides.
    pub by: RoleId,
    /// Rationale.
    pub because: String,
}

/// See [`super::shape::Does`].
#[derive(Clone, Debug)]
pub enum Does {
    /// Decides a prompt.
    Decide(PromptId, usize),
    /// Plays a card.
    Card(CardId, Option<Target>),
    /// Reports.
    Report {
        /// In words.
        text: String,
        /// Figures.
        figures: Option<ScriptFigures>,
        /// METHANE.
        methane: Option<Box<ScriptMethane>>,
    },
}

/// A time of an exercise of so many minutes, as on its clock: `Fri 13:42`, and `Fri 7 Jun 13:42`
/// where it is longer than a week.
pub fn clock(at: jiff::civil::DateTime, ends_mins: Mins) -> String {
    let form = if ends_mins > 7 * 24 * 60 {
        "%a %-d %b %H:%M"
    } else {
        "%a %H:%M"
    };
    at.strftime(form).to_string()
}

impl Scenario {
    /// The calendar time at so many seconds after STARTEX.
    pub fn time_at(&self, secs: u64) -> jiff::civil::DateTime {
        let span = jiff::SignedDuration::from_secs(i64::try_from(secs).unwrap_or(i64::MAX / 4));
        self.starts.checked_add(span).unwrap_or(self.starts)
    }

    /// `Fri 13:42`, as on the clock; `Fri 7 Jun 13:42` where an exercise is longer than a week.
    pub fn clock(&self, secs: u64) -> String {
        clock(self.time_at(secs), self.ends_mins)
    }

    /// The leap in which this minute lies, if it lies in one.
    pub fn leap_at(&self, minute: Mins) -> Option<&Leap> {
        self.leaps
            .iter()
            .find(|it| it.at <= minute && minute < it.to)
    }

    /// Hours of the calendar between the start of STARTEX's day and this minute.
    pub fn calendar_hour(&self, mins: Mins) -> usize {
        let first = u32::from(self.starts.hour().unsigned_abs()) * 60
            + u32::from(self.starts.minute().unsigned_abs());
        ((first + mins) / 60) as usize
    }

    /// All hosts of the trust.
    pub fn hosts_total(&self) -> u32 {
        self.groups.iter().map(|group| group.count).sum()
    }

    /// The id of a target.
    pub fn target_id(&self, target: Target) -> &str {
        match target {
            Target::Segment(id) => &self.segments[id.at()].id,
            Target::Link(id) => &self.links[id.at()].id,
            Target::Service(id) => &self.services[id.at()].id,
            Target::Pathway(id) => &self.pathways[id.at()].id,
            Target::Flow(id) => &self.flows[id.at()].id,
            Target::System(id) => &self.systems[id.at()].id,
            Target::Body(id) => &self.bodies[id.at()].id,
            Target::Crew(id) => &self.crews[id.at()].id,
        }
    }

    /// The name of a target.
    pub fn target_name(&self, target: Target) -> &str {
        match target {
            Target::Segment(id) => &self.segments[id.at()].name,
            Target::Link(id) => &self.links[id.at()].name,
            Target::Service(id) => &self.services[id.at()].name,
            Target::Pathway(id) => &self.pathways[id.at()].name,
            Target::Flow(id) => &self.flows[id.at()].name,
            Target::System(id) => &self.systems[id.at()].name,
            Target::Body(id) => &self.bodies[id.at()].name,
            Target::Crew(id) => &self.crews[id.at()].name,
        }
    }

    /// Everything a card of this kind can be played on, in the order of the files.
    pub fn targets(&self, kind: TargetKind) -> Vec<Target> {
        let systems = || (0..self.systems.len()).map(|at| Target::System(at.into()));
        let segments = || {
            (0..self.segments.len())
                .filter(|at| !self.segments[*at].outside)
                .map(|at| Target::Segment(at.into()))
        };
        match kind {
            TargetKind::Nothing => Vec::new(),
            TargetKind::Segment => segments().collect(),
            TargetKind::Link => (0..self.links.len())
                .map(|at| Target::Link(at.into()))
                .collect(),
            TargetKind::Service => (0..self.services.len())
                .map(|at| Target::Service(at.into()))
                .collect(),
            TargetKind::Pathway => (0..self.pathways.len())
                .map(|at| Target::Pathway(at.into()))
                .collect(),
            TargetKind::Flow => (0..self.flows.len())
                .filter(|at| self.flows[*at].kind != FlowKind::Emergency)
                .map(|at| Target::Flow(at.into()))
                .collect(),
            TargetKind::System => systems().collect(),
            TargetKind::SystemOrSegment => systems().chain(segments()).collect(),
            TargetKind::Body => (0..self.bodies.len())
                .map(|at| Target::Body(at.into()))
                .collect(),
            TargetKind::Crew => (0..self.crews.len())
                .map(|at| Target::Crew(at.into()))
                .collect(),
        }
    }

    /// The target of this kind with this id.
    pub fn target_by_id(&self, kind: TargetKind, id: &str) -> Option<Target> {
        self.targets(kind)
            .into_iter()
            .find(|target| self.target_id(*target) == id)
    }
}
