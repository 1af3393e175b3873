//! The two small languages that the rest of a scenario is written in: conditions over the state
//! of the exercise, and effects upon it. Must not evaluate either.

use super::{Count, Id, Share, Text, When};
use serde::{Deserialize, Serialize};

/// Something that is true of the exercise or is not.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub enum Condition {
    /// The time has come.
    Reached(When),
    /// At least so many hosts in a segment are locked (truth).
    LockedIn {
        /// The segment.
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
    /// No host that is on the network is infected or locked any more.
    Clean,
    /// A service's capacity is below this share (truth).
    ServiceBelow {
        /// The service.
        service: Id,
        /// The share.
        share: Share,
    },
    /// A system is up and reachable in less than this share (truth), seen from wherever in the trust
    /// it is seen best.
    SystemBelow {
        /// The system.
        system: Id,
        /// The share.
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
    Delivered(Id),
    /// An inject waits because its channel is down and it has no other way (an e-mail).
    Undelivered(Id),
    /// A prompt has been put to the team.
    Asked(Id),
    /// A prompt has been decided, with any option.
    Decided(Id),
    /// A prompt has been decided with this option.
    Chosen {
        /// The prompt.
        prompt: Id,
        /// The option.
        option: Id,
    },
    /// An action card has taken effect, on any target.
    Done(Id),
    /// An action card has taken effect on this target.
    DoneOn {
        /// The card.
        card: Id,
        /// The target.
        target: Id,
    },
    /// An incident of at least this level has been declared.
    Declared(IncidentLevel),
    /// Somebody has been told.
    Notified(Id),
    /// A step of the response has been taken (see [`Effect::Mark`]).
    Marked(Step),
    /// A segment is isolated now.
    Isolated(Id),
    /// A link is cut now.
    LinkCut(Id),
    /// E-mail is switched off now.
    MailOff,
    /// The out-of-band channel is open.
    OutOfBandOpen,
    /// A service is on paper now.
    OnPaper(Id),
    /// A pathway is diverted now.
    Diverted(Id),
    /// The exercise has been stood down by the team.
    StoodDown,
    /// Not this.
    Not(Box<Condition>),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
}

/// Something that is done to the exercise. In a card, the text `"{target}"` stands for the target
/// that is picked when the card is played.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub enum Effect {
    /// Cuts all links of a segment; inside it everything goes on.
    IsolateSegment(Id),
    /// Opens the links of an isolated segment again.
    RejoinSegment(Id),
    /// Cuts one link.
    CutLink(Id),
    /// Restores one link.
    RestoreLink(Id),
    /// Stops file sharing (port 445) on one link.
    BlockPort(Id),
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
    /// Answers for the kill-switch domain inside the trust, proxies or not.
    SinkholeDomain,
    /// Pulls the network cable of every host in a segment that is seen to be locked or infected.
    UnplugInfected(Id),
    /// Switches every host of a segment off.
    PowerOff(Id),
    /// Switches the hosts of a segment on again.
    PowerOn(Id),
    /// Has the patch rolled out in a segment for as long as it takes.
    Patch {
        /// The segment.
        segment: Id,
        /// People of the desktop crew put to it.
        people: Count,
    },
    /// Rebuilds infected, locked and unplugged hosts, first things first: systems and segments in
    /// this order, then whatever is left.
    Rebuild {
        /// Ids of systems and segments, or `"{target}"`.
        order: Vec<Id>,
        /// People of each crew (desktop and servers) put to it.
        people: Count,
    },
    /// Stops patching and rebuilding, and frees the people.
    StopWork,
    /// Takes a service to paper.
    GoToPaper(Id),
    /// Takes every service to paper.
    AllToPaper,
    /// Brings a service back to its screens.
    BackToScreens(Id),
    /// Sends a pathway's emergency patients elsewhere.
    Divert(Id),
    /// Takes a pathway's patients again.
    EndDivert(Id),
    /// Cancels booked work of one flow ahead of time, for so many hours.
    Cancel {
        /// The flow.
        flow: Id,
        /// Hours from now.
        hours: u32,
    },
    /// Resumes booked work of one flow.
    Resume(Id),
    /// Keeps what capacity there is for urgent cancer patients first.
    ProtectUrgent,
    /// Moves staff of cancelled lists to the emergency department.
    RedeployToEd,
    /// Declares an incident.
    Declare(IncidentLevel),
    /// Tells somebody outside.
    Notify(Id),
    /// Opens the agreed out-of-band channel.
    OpenOutOfBand,
    /// Tells all staff what to do.
    Broadcast,
    /// Asks for people from elsewhere.
    MutualAid {
        /// The crew they join.
        crew: Id,
        /// How many.
        people: Count,
        /// Minutes until they arrive.
        arrive_mins: u32,
        /// Hours they stay.
        stay_hours: u32,
    },
    /// Calls in a crew's people who are off shift.
    CallIn {
        /// The crew.
        crew: Id,
        /// Minutes until they arrive.
        arrive_mins: u32,
        /// Hours they stay.
        stay_hours: u32,
    },
    /// Has a system's supplier work on it: its hosts, devices too, are rebuilt by the supplier's
    /// own people.
    EngageSupplier {
        /// The system.
        system: Id,
        /// Minutes until they start.
        arrive_mins: u32,
        /// How many of them.
        people: Count,
    },
    /// A step of the response that plans ask for and the model only notes.
    Mark(Step),
    /// Ends the incident.
    StandDown,
    /// Nothing in the model; says why not.
    Nothing(Text),
}

/// Levels of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum IncidentLevel {
    /// Business continuity incident.
    BusinessContinuity,
    /// Critical incident.
    Critical,
    /// Major incident.
    Major,
}

impl IncidentLevel {
    /// The level in words.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Step {
    /// Reports have been joined into one incident.
    IncidentRecognised,
    /// Strategic and tactical leads are named and sit together with clinicians and IT.
    CommandGroup,
    /// A loggist keeps the log.
    Loggist,
    /// A METHANE report has been given.
    Methane,
    /// Evidence is kept.
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
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The skill.
    pub skill: super::Skill,
    /// How many.
    pub people: Count,
    /// For how many minutes.
    pub mins: u32,
}
