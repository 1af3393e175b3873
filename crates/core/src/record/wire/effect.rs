//! What an improvised decision changes, as it is written, and what that means in its scenario: here
//! ids are text. Must not judge the figures.

use super::event::{IncidentLevel, Step};
use super::named::Named;
use crate::exercise::{Given, Refusal};
use crate::scenario::Scenario;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An effect that the facilitator gave to a decision that no card foresees. Ids are those of the
/// scenario in the first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub enum Effect {
    /// Cuts all links of a segment.
    IsolateSegment(String),
    /// Opens the links of an isolated segment again.
    RejoinSegment(String),
    /// Cuts one link.
    CutLink(String),
    /// Restores one link.
    RestoreLink(String),
    /// Stops file sharing (port 445) on one link.
    BlockPort(String),
    /// Stops file sharing on the links to the outside.
    BlockPortAtEdge,
    /// Stops file sharing on every link.
    BlockPortEverywhere,
    /// Allows file sharing again wherever it was.
    UnblockPorts,
    /// Switches e-mail off.
    MailOff,
    /// Switches e-mail on.
    MailOn,
    /// Blocks the kill-switch domain.
    BlockDomain,
    /// Makes sure that the kill-switch domain can be reached.
    AllowDomain,
    /// Answers for the kill-switch domain inside the trust.
    SinkholeDomain,
    /// Pulls the cable of locked hosts in a segment.
    UnplugInfected(String),
    /// Switches every host of a segment off.
    PowerOff(String),
    /// Switches the hosts of a segment on again.
    PowerOn(String),
    /// Has the patch rolled out in a segment.
    Patch {
        /// The segment's id.
        segment: String,
        /// People put to it.
        people: u32,
    },
    /// Rebuilds, first things first.
    Rebuild {
        /// Ids of systems and segments.
        order: Vec<String>,
        /// People of each crew put to it.
        people: u32,
    },
    /// Stops patching and rebuilding.
    StopWork,
    /// Takes a service to paper.
    GoToPaper(String),
    /// Takes every service to paper.
    AllToPaper,
    /// Brings a service back to its screens.
    BackToScreens(String),
    /// Sends a pathway's emergency patients elsewhere.
    Divert(String),
    /// Takes a pathway's patients again.
    EndDivert(String),
    /// Cancels booked work ahead of time.
    Cancel {
        /// The flow's id.
        flow: String,
        /// Hours from then.
        hours: u32,
    },
    /// Resumes booked work.
    Resume(String),
    /// Urgent cancer patients come first.
    ProtectUrgent,
    /// Staff of cancelled lists move to the emergency department.
    RedeployToEd,
    /// Declares an incident.
    Declare(IncidentLevel),
    /// Tells somebody outside.
    Notify(String),
    /// Opens the out-of-band channel.
    OpenOutOfBand,
    /// Tells all staff what to do.
    Broadcast,
    /// Asks for people from elsewhere.
    MutualAid {
        /// The crew they join.
        crew: String,
        /// How many.
        people: u32,
        /// Minutes until they arrive.
        arrive_mins: u32,
        /// Hours they stay.
        stay_hours: u32,
    },
    /// Calls in a crew's people who are off shift.
    CallIn {
        /// The crew's id.
        crew: String,
        /// Minutes until they arrive.
        arrive_mins: u32,
        /// Hours they stay.
        stay_hours: u32,
    },
    /// Has a system's supplier work on it.
    EngageSupplier {
        /// The system's id.
        system: String,
        /// Minutes until they start.
        arrive_mins: u32,
        /// How many of them.
        people: u32,
    },
    /// Somebody else does part of the work of a system.
    StandIn {
        /// The system's id.
        system: String,
        /// How much of it, 0 to 1.
        share: f64,
        /// For so many hours.
        hours: u32,
    },
    /// People leave the work of a service for something else.
    TakeStaff {
        /// The service's id.
        service: String,
        /// How much of its capacity, 0 to 1.
        share: f64,
        /// For so many hours.
        hours: u32,
    },
    /// Orders more of what a service keeps.
    OrderStock {
        /// The service's id.
        service: String,
        /// How much.
        amount: u32,
        /// Minutes until it is there.
        arrive_mins: u32,
    },
    /// Tries the key of an extortion.
    TryKey(String),
    /// A step of the response is taken.
    Mark(Step),
    /// Ends the incident.
    StandDown,
    /// Changes nothing in the model; the text says why.
    Nothing(String),
}

impl Named<Effect> for Given {
    fn written(&self, scenario: &Scenario) -> Effect {
        Effect::of(self, scenario)
    }

    fn meant(written: &Effect, scenario: &Scenario) -> Result<Self, Refusal> {
        written.meant(scenario)
    }
}

/// The same effects on both sides. One that a side gains, or a field of it, is missed here by the
/// compiler.
macro_rules! written_by_name {
    ($($variant:ident $({ $($field:ident),* $(,)? })? $(( $one:ident ))?),* $(,)?) => {
        impl Effect {
            /// As it is written: everything it names by the id the scenario gives it.
            fn of(given: &Given, scenario: &Scenario) -> Self {
                match given {
                    $(Given::$variant $({ $($field),* })? $(($one))? =>
                        Self::$variant $({ $($field: $field.written(scenario)),* })?
                            $(($one.written(scenario)))?),*
                }
            }

            /// What it is in this scenario.
            ///
            /// # Errors
            /// If the scenario has nothing of an id that it names.
            pub fn meant(&self, scenario: &Scenario) -> Result<Given, Refusal> {
                Ok(match self {
                    $(Self::$variant $({ $($field),* })? $(($one))? =>
                        Given::$variant $({ $($field: Named::meant($field, scenario)?),* })?
                            $((Named::meant($one, scenario)?))?),*
                })
            }
        }
    };
}

written_by_name! {
    IsolateSegment(id), RejoinSegment(id), CutLink(id), RestoreLink(id), BlockPort(id),
    BlockPortAtEdge, BlockPortEverywhere, UnblockPorts, MailOff, MailOn, BlockDomain, AllowDomain,
    SinkholeDomain, UnplugInfected(id), PowerOff(id), PowerOn(id), Patch { segment, people },
    Rebuild { order, people }, StopWork, GoToPaper(id), AllToPaper, BackToScreens(id), Divert(id),
    EndDivert(id), Cancel { flow, hours }, Resume(id), ProtectUrgent, RedeployToEd, Declare(level),
    Notify(id), OpenOutOfBand, Broadcast, MutualAid { crew, people, arrive_mins, stay_hours },
    CallIn { crew, arrive_mins, stay_hours }, EngageSupplier { system, arrive_mins, people },
    StandIn { system, share, hours }, TakeStaff { service, share, hours },
    OrderStock { service, amount, arrive_mins }, TryKey(id), Mark(step), StandDown, Nothing(why),
}
