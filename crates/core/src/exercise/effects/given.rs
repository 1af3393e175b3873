//! What the facilitator gives a decision that no card foresees: effects with the figures as they were
//! given, and what they mean in a scenario. Must not let them take hold.

use crate::scenario::{
    BodyId, CrewId, Effect, ExtortionId, FlowId, HelpEffect as Help, HostsEffect as Hosts,
    IncidentLevel, LinkId, NetworkEffect as Network, PathwayId, PatientsEffect as Patients, Pick,
    RebuildItem, ResponseEffect as Response, Scenario, SegmentId, ServiceId,
    ServicesEffect as Services, Step, SystemId,
};

/// Minutes or hours of an effect at most: longer than any exercise.
const LONGEST: u32 = 10_000_000;
/// People who can be put to something at most.
const MOST_PEOPLE: u32 = 10_000;

/// An effect with its figures as they were given, sensible or not. What each does stands with the
/// scenario's effect of that name.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told in scenario::shape::Effect under the same name"
)]
pub enum Given {
    IsolateSegment(SegmentId),
    RejoinSegment(SegmentId),
    CutLink(LinkId),
    RestoreLink(LinkId),
    BlockPort(LinkId),
    BlockPortAtEdge,
    BlockPortEverywhere,
    UnblockPorts,
    MailOff,
    MailOn,
    BlockDomain,
    AllowDomain,
    SinkholeDomain,
    UnplugInfected(SegmentId),
    PowerOff(SegmentId),
    PowerOn(SegmentId),
    Patch {
        segment: SegmentId,
        people: u32,
    },
    Rebuild {
        order: Vec<RebuildItem>,
        people: u32,
    },
    StopWork,
    GoToPaper(ServiceId),
    AllToPaper,
    BackToScreens(ServiceId),
    Divert(PathwayId),
    EndDivert(PathwayId),
    Cancel {
        flow: FlowId,
        hours: u32,
    },
    Resume(FlowId),
    ProtectUrgent,
    RedeployToEd,
    Declare(IncidentLevel),
    Notify(BodyId),
    OpenOutOfBand,
    Broadcast,
    MutualAid {
        crew: CrewId,
        people: u32,
        arrive_mins: u32,
        stay_hours: u32,
    },
    CallIn {
        crew: CrewId,
        arrive_mins: u32,
        stay_hours: u32,
    },
    EngageSupplier {
        system: SystemId,
        arrive_mins: u32,
        people: u32,
    },
    StandIn {
        system: SystemId,
        share: f64,
        hours: u32,
    },
    TakeStaff {
        service: ServiceId,
        share: f64,
        hours: u32,
    },
    OrderStock {
        service: ServiceId,
        amount: u32,
        arrive_mins: u32,
    },
    TryKey(ExtortionId),
    Mark(Step),
    StandDown,
    /// Changes nothing in the model; the text says why.
    Nothing(String),
}

impl Given {
    /// What it means in a scenario.
    ///
    /// # Errors
    /// Why it makes no sense there, in words.
    pub fn meant(&self, scenario: &Scenario) -> Result<Effect, String> {
        Ok(match self {
            Self::IsolateSegment(id) => Network::IsolateSegment(Pick::This(*id)).into(),
            Self::RejoinSegment(id) => Network::RejoinSegment(Pick::This(*id)).into(),
            Self::CutLink(id) => Network::CutLink(Pick::This(*id)).into(),
            Self::RestoreLink(id) => Network::RestoreLink(Pick::This(*id)).into(),
            Self::BlockPort(id) => Network::BlockPort(Pick::This(*id)).into(),
            Self::BlockPortAtEdge => Network::BlockPortAtEdge.into(),
            Self::BlockPortEverywhere => Network::BlockPortEverywhere.into(),
            Self::UnblockPorts => Network::UnblockPorts.into(),
            Self::MailOff => Network::MailOff.into(),
            Self::MailOn => Network::MailOn.into(),
            Self::BlockDomain => Network::BlockDomain.into(),
            Self::AllowDomain => Network::AllowDomain.into(),
            Self::SinkholeDomain => Network::SinkholeDomain.into(),
            Self::UnplugInfected(id) => Hosts::UnplugInfected(Pick::This(*id)).into(),
            Self::PowerOff(id) => Hosts::PowerOff(Pick::This(*id)).into(),
            Self::PowerOn(id) => Hosts::PowerOn(Pick::This(*id)).into(),
            Self::Patch { segment, people } => patch(*segment, *people)?,
            Self::Rebuild { order, people } => Effect::Hosts(Hosts::Rebuild {
                order: order.iter().copied().map(Pick::This).collect(),
                people: some_people(*people)?,
            }),
            Self::StopWork => Hosts::StopWork.into(),
            Self::TryKey(id) => Hosts::TryKey(*id).into(),
            Self::GoToPaper(id) => Services::GoToPaper(Pick::This(*id)).into(),
            Self::AllToPaper => Services::AllToPaper.into(),
            Self::BackToScreens(id) => Services::BackToScreens(Pick::This(*id)).into(),
            Self::StandIn {
                system,
                share,
                hours,
            } => Effect::Services(Services::StandIn {
                system: Pick::This(*system),
                share: thousandths(*share)?,
                hours: span(*hours)?,
            }),
            Self::TakeStaff {
                service,
                share,
                hours,
            } => Effect::Services(Services::TakeStaff {
                service: Pick::This(*service),
                share: thousandths(*share)?,
                hours: span(*hours)?,
            }),
            Self::OrderStock {
                service,
                amount,
                arrive_mins,
            } => order_stock(scenario, *service, *amount, *arrive_mins)?,
            Self::Divert(id) => Patients::Divert(Pick::This(*id)).into(),
            Self::EndDivert(id) => Patients::EndDivert(Pick::This(*id)).into(),
            Self::Cancel { flow, hours } => Effect::Patients(Patients::Cancel {
                flow: Pick::This(*flow),
                hours: span(*hours)?,
            }),
            Self::Resume(id) => Patients::Resume(Pick::This(*id)).into(),
            Self::ProtectUrgent => Patients::ProtectUrgent.into(),
            Self::RedeployToEd => Patients::RedeployToEd.into(),
            Self::Declare(level) => Response::Declare(*level).into(),
            Self::Notify(id) => Response::Notify(Pick::This(*id)).into(),
            Self::OpenOutOfBand => Response::OpenOutOfBand.into(),
            Self::Broadcast => Response::Broadcast.into(),
            Self::Mark(step) => Response::Mark(*step).into(),
            Self::StandDown => Response::StandDown.into(),
            Self::MutualAid {
                crew,
                people,
                arrive_mins,
                stay_hours,
            } => Effect::Help(Help::MutualAid {
                crew: Pick::This(*crew),
                people: some_people(*people)?,
                arrive_mins: span(*arrive_mins)?,
                stay_hours: span(*stay_hours)?,
            }),
            Self::CallIn {
                crew,
                arrive_mins,
                stay_hours,
            } => Effect::Help(Help::CallIn {
                crew: Pick::This(*crew),
                arrive_mins: span(*arrive_mins)?,
                stay_hours: span(*stay_hours)?,
            }),
            Self::EngageSupplier {
                system,
                arrive_mins,
                people,
            } => Effect::Help(Help::EngageSupplier {
                system: Pick::This(*system),
                arrive_mins: span(*arrive_mins)?,
                people: some_people(*people)?,
            }),
            Self::Nothing(why) => nothing(why)?,
        })
    }
}

fn patch(segment: SegmentId, people: u32) -> Result<Effect, String> {
    Ok(Effect::Hosts(Hosts::Patch {
        segment: Pick::This(segment),
        people: some_people(people)?,
    }))
}

fn order_stock(
    scenario: &Scenario,
    id: ServiceId,
    amount: u32,
    arrive_mins: u32,
) -> Result<Effect, String> {
    let service = &scenario.services[id.at()];
    if service.stock.is_none() {
        return Err(format!(
            "{} keeps nothing that could be ordered.",
            service.name
        ));
    }
    Ok(Effect::Services(Services::OrderStock {
        service: Pick::This(id),
        amount,
        arrive_mins: span(arrive_mins)?,
    }))
}

fn nothing(why: &str) -> Result<Effect, String> {
    if why.trim().is_empty() {
        return Err("Nothing says why this changes nothing.".to_owned());
    }
    Ok(Effect::Nothing)
}

fn some_people(people: u32) -> Result<u32, String> {
    if people == 0 || people > MOST_PEOPLE {
        return Err(format!("{people} people can't do this."));
    }
    Ok(people)
}

fn span(span: u32) -> Result<u32, String> {
    if span > LONGEST {
        return Err(format!(
            "{span} minutes or hours are longer than any exercise."
        ));
    }
    Ok(span)
}

fn thousandths(share: f64) -> Result<u32, String> {
    if !(0.0..=1.0).contains(&share) {
        return Err(format!("{share} is no share: it goes from 0 to 1."));
    }
    Ok((share * 1000.0) as u32)
}
