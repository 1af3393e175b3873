//! The two small languages that the rest of a scenario is written in: conditions over the state
//! of the exercise, and effects upon it. Must not evaluate either.

use super::{Count, Id, Share, Text, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that is true of the exercise or is not.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub enum Condition {
    /// The time has come.
    Reached(#[schemars(extend("is" = "time"))] When),
    /// At least so many hosts in a segment are locked (truth).
    LockedIn {
        /// Where they stand.
        #[schemars(extend("is" = "segment"))]
        segment: Id,
        /// How many.
        at_least: Count,
    },
    /// At least so many hosts in the trust are locked (truth).
    Locked {
        /// How many.
        at_least: Count,
    },
    /// At least so many locked screens have been reported to the team.
    ReportedLocked {
        /// How many.
        at_least: Count,
    },
    /// After an infection: no host that is on the network is infected or locked any more.
    Clean,
    /// A service's capacity is below this share (truth).
    ServiceBelow {
        /// Whose capacity it is.
        #[schemars(extend("is" = "service"))]
        service: Id,
        /// True below this; 1 is its normal capacity.
        #[schemars(extend("is" = "share"))]
        share: Share,
    },
    /// A service has less than this of what it keeps (truth).
    StockBelow {
        /// Who keeps it: a service with a `stock`.
        #[schemars(extend("is" = "service"))]
        service: Id,
        /// How much.
        amount: Count,
    },
    /// A system is up in less than this share (truth), seen from wherever in the trust it is seen
    /// best.
    SystemBelow {
        /// Which one is looked at.
        #[schemars(extend("is" = "system"))]
        system: Id,
        /// True below this; 1 is all of it. A channel is down below 0.4.
        #[schemars(extend("is" = "share"))]
        share: Share,
    },
    /// At least so many patients wait in the emergency department.
    EdQueue {
        /// How many.
        at_least: Count,
    },
    /// At least so many appointments and operations have been cancelled.
    Cancelled {
        /// How many.
        at_least: Count,
    },
    /// An inject has reached the team.
    Delivered(#[schemars(extend("is" = "inject"))] Id),
    /// An inject was sent and is waiting: its channel is down and there is no other way.
    Undelivered(#[schemars(extend("is" = "inject"))] Id),
    /// A prompt has been put to the team.
    Asked(#[schemars(extend("is" = "prompt"))] Id),
    /// A prompt has been decided, with any option.
    Decided(#[schemars(extend("is" = "prompt"))] Id),
    /// A prompt has been decided with this option.
    Chosen {
        /// What was put to the team.
        #[schemars(extend("is" = "prompt"))]
        prompt: Id,
        /// What it decided, one of the prompt's `options`.
        #[schemars(extend("is" = "option"))]
        option: Id,
    },
    /// An action card has taken effect, on any target.
    Done(#[schemars(extend("is" = "card"))] Id),
    /// An action card has taken effect on this target.
    DoneOn {
        /// What was done.
        #[schemars(extend("is" = "card"))]
        card: Id,
        /// What it was done to.
        #[schemars(extend("is" = "target"))]
        target: Id,
    },
    /// An incident of at least this level has been declared.
    Declared(IncidentLevel),
    /// Somebody has been told.
    Notified(#[schemars(extend("is" = "body"))] Id),
    /// A step of the response has been taken (see the effect `Mark`).
    Marked(Step),
    /// A segment is isolated now.
    Isolated(#[schemars(extend("is" = "segment"))] Id),
    /// A link is cut now.
    LinkCut(#[schemars(extend("is" = "link"))] Id),
    /// File sharing (port 445) is blocked on a link now, or the link is cut.
    PortBlocked(#[schemars(extend("is" = "link"))] Id),
    /// E-mail is switched off now.
    MailOff,
    /// A METHANE report has been given whose figures fitted what was so or what had been reported, or
    /// said what is not known; and no false *all well* after it.
    MethaneGiven,
    /// The out-of-band channel is open.
    OutOfBandOpen,
    /// A service is on paper now; not yet while it gets paper ready.
    OnPaper(#[schemars(extend("is" = "service"))] Id),
    /// A pathway is diverted now.
    Diverted(#[schemars(extend("is" = "pathway"))] Id),
    /// The team has stood the incident down.
    StoodDown,
    /// An outage has begun, and not all of what it took is back.
    Out(#[schemars(extend("is" = "outage"))] Id),
    /// Everything that an outage took is back.
    Back(#[schemars(extend("is" = "outage"))] Id),
    /// A stage of an intrusion has been reached (truth).
    Intruded(#[schemars(extend("is" = "stage"))] Id),
    /// A trace of a stage has shown.
    Traced(#[schemars(extend("is" = "stage"))] Id),
    /// Whoever was inside is out for good.
    DrivenOut(#[schemars(extend("is" = "intrusion"))] Id),
    /// They have proved what they took.
    Proven(#[schemars(extend("is" = "extortion"))] Id),
    /// The deadline that they set is over: `deadline_hours` since they made their demand.
    DeadlinePassed(#[schemars(extend("is" = "extortion"))] Id),
    /// They have published.
    Published(#[schemars(extend("is" = "extortion"))] Id),
    /// They have offered a key.
    KeyOffered(#[schemars(extend("is" = "extortion"))] Id),
    /// Their key was tried, and works.
    KeyWorks(#[schemars(extend("is" = "extortion"))] Id),
    /// The same, asked of another organisation: `Of(of: "northmoor", is: Declared(Critical))`.
    Of {
        /// The organisation.
        #[schemars(extend("is" = "organisation"))]
        of: Id,
        /// What must be so there.
        is: Box<Condition>,
    },
    /// True while the condition in the brackets is not.
    Not(Box<Condition>),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
}

/// Something that is done to the exercise. In a card, the text `"{target}"` stands for the target
/// that is picked when the card is played.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
pub enum Effect {
    /// Cuts all links of a segment; inside it everything goes on.
    IsolateSegment(#[schemars(extend("is" = "segment"))] Id),
    /// Opens the links of an isolated segment again.
    RejoinSegment(#[schemars(extend("is" = "segment"))] Id),
    /// Cuts one link.
    CutLink(#[schemars(extend("is" = "link"))] Id),
    /// Restores one link.
    RestoreLink(#[schemars(extend("is" = "link"))] Id),
    /// Stops file sharing (port 445) on one link.
    BlockPort(#[schemars(extend("is" = "link"))] Id),
    /// Stops file sharing on the links to the outside.
    BlockPortAtEdge,
    /// Stops file sharing on every link of the trust.
    BlockPortEverywhere,
    /// Allows file sharing again wherever it was.
    UnblockPorts,
    /// Switches e-mail off.
    MailOff,
    /// Switches e-mail on again.
    MailOn,
    /// Blocks the kill-switch domain, which helps the worm.
    BlockDomain,
    /// Makes sure that the kill-switch domain can be reached.
    AllowDomain,
    /// Answers for the kill-switch domain inside the trust, proxies or not, once the domain has
    /// been registered. An isolated segment does not reach the answer.
    SinkholeDomain,
    /// Pulls the network cable of every locked host in a segment, and of the silently infected ones
    /// too where the segment is monitored.
    UnplugInfected(#[schemars(extend("is" = "segment"))] Id),
    /// Switches every host of a segment off.
    PowerOff(#[schemars(extend("is" = "segment"))] Id),
    /// Switches the hosts of a segment on again. One that was infected starts the worm again.
    PowerOn(#[schemars(extend("is" = "segment"))] Id),
    /// Has the patch rolled out in a segment, for as long as it takes, by so many people of the
    /// desktop crew. Devices are left out.
    Patch {
        /// Where it is rolled out.
        #[schemars(extend("is" = "segment"))]
        segment: Id,
        /// People of the desktop crew put to it.
        people: Count,
    },
    /// Rebuilds infected, locked and unplugged hosts, first things first: systems and segments in
    /// this order, then whatever is left. `order` lists ids of systems and segments, or
    /// `"{target}"`; `people` is how many of each crew, desktop and servers, are put to it.
    Rebuild {
        /// Ids of systems and segments, or `"{target}"`.
        #[schemars(extend("is" = "system or segment"))]
        order: Vec<Id>,
        /// People of each crew (desktop and servers) put to it.
        people: Count,
    },
    /// Stops patching and rebuilding, and frees the people.
    StopWork,
    /// Takes a service to paper.
    GoToPaper(#[schemars(extend("is" = "service"))] Id),
    /// Takes every service to paper.
    AllToPaper,
    /// Brings a service back to its screens.
    BackToScreens(#[schemars(extend("is" = "service"))] Id),
    /// Sends a pathway's emergency patients elsewhere.
    Divert(#[schemars(extend("is" = "pathway"))] Id),
    /// Takes a pathway's patients again.
    EndDivert(#[schemars(extend("is" = "pathway"))] Id),
    /// Cancels booked work of one flow ahead of time, for so many hours from now.
    Cancel {
        /// Which work: a flow of appointments or operations.
        #[schemars(extend("is" = "flow"))]
        flow: Id,
        /// Hours from now.
        hours: u32,
    },
    /// Resumes booked work of one flow.
    Resume(#[schemars(extend("is" = "flow"))] Id),
    /// Keeps what capacity there is for urgent cancer patients first.
    ProtectUrgent,
    /// Moves staff of cancelled lists to the emergency department. It helps while booked work is
    /// cancelled ahead of time.
    RedeployToEd,
    /// Declares an incident.
    Declare(IncidentLevel),
    /// Tells somebody outside.
    Notify(#[schemars(extend("is" = "body"))] Id),
    /// Opens the agreed out-of-band channel, by which messages come whose own channel is down.
    OpenOutOfBand,
    /// Tells all staff what to do: services stop working at the pace's `uncoordinated` share.
    Broadcast,
    /// Asks for people from elsewhere, who join a crew. They arrive after `arrive_mins` and stay
    /// for `stay_hours`.
    MutualAid {
        /// The crew they join.
        #[schemars(extend("is" = "crew"))]
        crew: Id,
        /// How many.
        people: Count,
        /// Minutes until they arrive.
        arrive_mins: u32,
        /// Hours they stay.
        stay_hours: u32,
    },
    /// Calls in a crew's people who are off shift. They arrive after `arrive_mins` and stay for
    /// `stay_hours`.
    CallIn {
        /// Whose people are rung at home.
        #[schemars(extend("is" = "crew"))]
        crew: Id,
        /// Minutes until they arrive.
        arrive_mins: u32,
        /// Hours they stay.
        stay_hours: u32,
    },
    /// Has a system's supplier work on it: its hosts, devices too, are rebuilt by so many of the
    /// supplier's own people, from `arrive_mins` on.
    EngageSupplier {
        /// What they work on.
        #[schemars(extend("is" = "system"))]
        system: Id,
        /// Minutes until they start.
        arrive_mins: u32,
        /// How many of them.
        people: Count,
    },
    /// Somebody else does part of the work of a system: at least so much of it works from now on, for
    /// so many hours, out of reach or not. What several do adds up, to all of it at most.
    StandIn {
        /// Whose work is done elsewhere.
        #[schemars(extend("is" = "system"))]
        system: Id,
        /// How much of it.
        #[schemars(extend("is" = "share"))]
        share: Share,
        /// For so many hours.
        hours: u32,
    },
    /// People leave the work of a service for something else: so much of its capacity goes with them,
    /// for so many hours. What several take adds up, to half of it at most.
    TakeStaff {
        /// Where they are missing then.
        #[schemars(extend("is" = "service"))]
        service: Id,
        /// How much of its capacity.
        #[schemars(extend("is" = "share"))]
        share: Share,
        /// For so many hours.
        hours: u32,
    },
    /// Orders more of what a service keeps, beyond what is delivered every day; once in 24 hours.
    OrderStock {
        /// Who keeps it: a service with a `stock`.
        #[schemars(extend("is" = "service"))]
        service: Id,
        /// How much.
        amount: Count,
        /// Minutes until it is there.
        arrive_mins: u32,
    },
    /// Tries the key of an extortion as soon as it is offered.
    TryKey(#[schemars(extend("is" = "extortion"))] Id),
    /// A step of the response that plans ask for and the model only notes.
    Mark(Step),
    /// Ends the incident.
    StandDown,
    /// Changes nothing in the model; the text says why.
    Nothing(Text),
}

/// How grave an incident is, by NHS England's framework for emergencies (EPRR); the gravest comes
/// last.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
pub enum IncidentLevel {
    /// Business continuity incident: service falls below what is acceptable and needs special
    /// arrangements.
    BusinessContinuity,
    /// Critical incident: critical services are lost, for a time or for good, or patients may come to
    /// harm; it takes help from others.
    Critical,
    /// Major incident: so serious that emergency services make special arrangements.
    Major,
}

impl IncidentLevel {
    /// All, the least first.
    pub const ALL: [Self; 3] = [Self::BusinessContinuity, Self::Critical, Self::Major];

    /// As screens and reports call it: `Critical incident`.
    pub fn words(self) -> &'static str {
        match self {
            Self::BusinessContinuity => "Business continuity incident",
            Self::Critical => "Critical incident",
            Self::Major => "Major incident",
        }
    }
}

/// Steps of the response that plans ask for. The model notes when each is taken; tasks and
/// conditions can ask for it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
pub enum Step {
    /// Reports have been joined into one incident.
    IncidentRecognised,
    /// Strategic and tactical leads are named and sit together with clinicians and IT.
    CommandGroup,
    /// A loggist keeps the log.
    Loggist,
    /// A METHANE report has been given.
    Methane,
    /// Logs and disks are set aside before machines are rebuilt, so that traces of an intruder show
    /// sooner.
    EvidenceKept,
    /// A clinician has signed for what a cut will take away.
    ClinicalSignOff,
    /// A set time and packs for paper are agreed.
    PaperPlan,
    /// Cancelled patients are counted and listed.
    CancellationsCounted,
    /// Blood stock is under a plan.
    BloodPlan,
    /// It is decided that no ransom is paid.
    NoPayment,
    /// One agreed statement has been given.
    PublicStatement,
    /// Criteria for reconnection are written.
    ReconnectCriteria,
    /// A clinical order of restoration is agreed.
    RestoreOrder,
    /// Monday is staffed and prepared.
    MondayPlan,
    /// The paper backlog is being reconciled.
    BacklogReconciled,
    /// A hot debrief is set.
    DebriefSet,
}

/// A need for people of one skill.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// What they must be able to do.
    pub skill: super::Skill,
    /// How many.
    pub people: Count,
    /// For how many minutes.
    pub mins: u32,
}
