//! What the facilitator gives a decision that no card foresees: effects with ids as text, as all
//! commands have them, and what they mean in a scenario. Must not let them take hold.

use crate::scenario::{
    BodyId, CrewId, Effect, ExtortionId, FlowId, HelpEffect as Help, HostsEffect as Hosts,
    IncidentLevel, LinkId, Names, NetworkEffect as Network, PathwayId, PatientsEffect as Patients,
    Pick, RebuildItem, ResponseEffect as Response, Scenario, SegmentId, ServiceId,
    ServicesEffect as Services, Step, SystemId,
};
use std::collections::BTreeMap;

/// Minutes or hours of an effect at most: longer than any exercise.
const LONGEST: u32 = 10_000_000;
/// People who can be put to something at most.
const MOST_PEOPLE: u32 = 10_000;

/// An effect with ids as text. What each does stands with the scenario's effect of that name.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told in scenario::shape::Effect under the same name"
)]
pub enum Given {
    IsolateSegment(String),
    RejoinSegment(String),
    CutLink(String),
    RestoreLink(String),
    BlockPort(String),
    BlockPortAtEdge,
    BlockPortEverywhere,
    UnblockPorts,
    MailOff,
    MailOn,
    BlockDomain,
    AllowDomain,
    SinkholeDomain,
    UnplugInfected(String),
    PowerOff(String),
    PowerOn(String),
    Patch {
        segment: String,
        people: u32,
    },
    Rebuild {
        order: Vec<String>,
        people: u32,
    },
    StopWork,
    GoToPaper(String),
    AllToPaper,
    BackToScreens(String),
    Divert(String),
    EndDivert(String),
    Cancel {
        flow: String,
        hours: u32,
    },
    Resume(String),
    ProtectUrgent,
    RedeployToEd,
    Declare(IncidentLevel),
    Notify(String),
    OpenOutOfBand,
    Broadcast,
    MutualAid {
        crew: String,
        people: u32,
        arrive_mins: u32,
        stay_hours: u32,
    },
    CallIn {
        crew: String,
        arrive_mins: u32,
        stay_hours: u32,
    },
    EngageSupplier {
        system: String,
        arrive_mins: u32,
        people: u32,
    },
    StandIn {
        system: String,
        share: f64,
        hours: u32,
    },
    TakeStaff {
        service: String,
        share: f64,
        hours: u32,
    },
    OrderStock {
        service: String,
        amount: u32,
        arrive_mins: u32,
    },
    TryKey(String),
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
        let ids = Ids(&scenario.names);
        Ok(match self {
            Self::IsolateSegment(id) => Network::IsolateSegment(ids.segment(id)?).into(),
            Self::RejoinSegment(id) => Network::RejoinSegment(ids.segment(id)?).into(),
            Self::CutLink(id) => Network::CutLink(ids.link(id)?).into(),
            Self::RestoreLink(id) => Network::RestoreLink(ids.link(id)?).into(),
            Self::BlockPort(id) => Network::BlockPort(ids.link(id)?).into(),
            Self::BlockPortAtEdge => Network::BlockPortAtEdge.into(),
            Self::BlockPortEverywhere => Network::BlockPortEverywhere.into(),
            Self::UnblockPorts => Network::UnblockPorts.into(),
            Self::MailOff => Network::MailOff.into(),
            Self::MailOn => Network::MailOn.into(),
            Self::BlockDomain => Network::BlockDomain.into(),
            Self::AllowDomain => Network::AllowDomain.into(),
            Self::SinkholeDomain => Network::SinkholeDomain.into(),
            Self::UnplugInfected(id) => Hosts::UnplugInfected(ids.segment(id)?).into(),
            Self::PowerOff(id) => Hosts::PowerOff(ids.segment(id)?).into(),
            Self::PowerOn(id) => Hosts::PowerOn(ids.segment(id)?).into(),
            Self::Patch { segment, people } => Effect::Hosts(Hosts::Patch {
                segment: ids.segment(segment)?,
                people: some_people(*people)?,
            }),
            Self::Rebuild { order, people } => Effect::Hosts(Hosts::Rebuild {
                order: ids.all_rebuilt(order)?,
                people: some_people(*people)?,
            }),
            Self::StopWork => Hosts::StopWork.into(),
            Self::TryKey(id) => Hosts::TryKey(ids.extortion(id)?).into(),
            Self::GoToPaper(id) => Services::GoToPaper(ids.service(id)?).into(),
            Self::AllToPaper => Services::AllToPaper.into(),
            Self::BackToScreens(id) => Services::BackToScreens(ids.service(id)?).into(),
            Self::StandIn {
                system,
                share,
                hours,
            } => Effect::Services(Services::StandIn {
                system: ids.system(system)?,
                share: thousandths(*share)?,
                hours: span(*hours)?,
            }),
            Self::TakeStaff {
                service,
                share,
                hours,
            } => Effect::Services(Services::TakeStaff {
                service: ids.service(service)?,
                share: thousandths(*share)?,
                hours: span(*hours)?,
            }),
            Self::OrderStock {
                service,
                amount,
                arrive_mins,
            } => order_stock(scenario, service, *amount, *arrive_mins)?,
            Self::Divert(id) => Patients::Divert(ids.pathway(id)?).into(),
            Self::EndDivert(id) => Patients::EndDivert(ids.pathway(id)?).into(),
            Self::Cancel { flow, hours } => Effect::Patients(Patients::Cancel {
                flow: ids.flow(flow)?,
                hours: span(*hours)?,
            }),
            Self::Resume(id) => Patients::Resume(ids.flow(id)?).into(),
            Self::ProtectUrgent => Patients::ProtectUrgent.into(),
            Self::RedeployToEd => Patients::RedeployToEd.into(),
            Self::Declare(level) => Response::Declare(*level).into(),
            Self::Notify(id) => Response::Notify(ids.body(id)?).into(),
            Self::OpenOutOfBand => Response::OpenOutOfBand.into(),
            Self::Broadcast => Response::Broadcast.into(),
            Self::Mark(step) => Response::Mark(*step).into(),
            Self::StandDown => Response::StandDown.into(),
            Self::MutualAid {
                crew,
                people,
                arrive_mins,
                stay_hours,
            } => ids.mutual_aid(crew, *people, [*arrive_mins, *stay_hours])?,
            Self::CallIn {
                crew,
                arrive_mins,
                stay_hours,
            } => Effect::Help(Help::CallIn {
                crew: ids.crew(crew)?,
                arrive_mins: span(*arrive_mins)?,
                stay_hours: span(*stay_hours)?,
            }),
            Self::EngageSupplier {
                system,
                arrive_mins,
                people,
            } => Effect::Help(Help::EngageSupplier {
                system: ids.system(system)?,
                arrive_mins: span(*arrive_mins)?,
                people: some_people(*people)?,
            }),
            Self::Nothing(why) => nothing(why)?,
        })
    }
}

fn order_stock(
    scenario: &Scenario,
    service: &str,
    amount: u32,
    arrive_mins: u32,
) -> Result<Effect, String> {
    let found = found(&scenario.names.services, "service", service)?;
    let service = &scenario.services[found.at()];
    if service.stock.is_none() {
        return Err(format!(
            "{} keeps nothing that could be ordered.",
            service.name
        ));
    }
    Ok(Effect::Services(Services::OrderStock {
        service: Pick::This(found),
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

/// What ids mean.
struct Ids<'a>(&'a Names);

impl Ids<'_> {
    fn segment(&self, id: &str) -> Result<Pick<SegmentId>, String> {
        this(&self.0.segments, "segment", id)
    }

    fn link(&self, id: &str) -> Result<Pick<LinkId>, String> {
        this(&self.0.links, "link", id)
    }

    fn service(&self, id: &str) -> Result<Pick<ServiceId>, String> {
        this(&self.0.services, "service", id)
    }

    fn pathway(&self, id: &str) -> Result<Pick<PathwayId>, String> {
        this(&self.0.pathways, "pathway", id)
    }

    fn flow(&self, id: &str) -> Result<Pick<FlowId>, String> {
        this(&self.0.flows, "booked work", id)
    }

    fn crew(&self, id: &str) -> Result<Pick<CrewId>, String> {
        this(&self.0.crews, "crew", id)
    }

    fn mutual_aid(
        &self,
        crew: &str,
        people: u32,
        [arrive_mins, stay_hours]: [u32; 2],
    ) -> Result<Effect, String> {
        Ok(Effect::Help(Help::MutualAid {
            crew: self.crew(crew)?,
            people: some_people(people)?,
            arrive_mins: span(arrive_mins)?,
            stay_hours: span(stay_hours)?,
        }))
    }

    fn system(&self, id: &str) -> Result<Pick<SystemId>, String> {
        this(&self.0.systems, "system", id)
    }

    fn body(&self, id: &str) -> Result<Pick<BodyId>, String> {
        this(&self.0.bodies, "organisation", id)
    }

    fn extortion(&self, id: &str) -> Result<ExtortionId, String> {
        found(&self.0.extortions, "extortion", id)
    }

    fn all_rebuilt(&self, order: &[String]) -> Result<Vec<Pick<RebuildItem>>, String> {
        order.iter().map(|id| self.rebuilt(id)).collect()
    }

    /// A system or, if none bears the name, a segment.
    fn rebuilt(&self, id: &str) -> Result<Pick<RebuildItem>, String> {
        let system = self.0.systems.get(id).copied().map(RebuildItem::System);
        system
            .or_else(|| self.0.segments.get(id).copied().map(RebuildItem::Segment))
            .map(Pick::This)
            .ok_or_else(|| none_called("system and no segment", id))
    }
}

fn found<T: Copy>(names: &BTreeMap<String, T>, what: &str, id: &str) -> Result<T, String> {
    names.get(id).copied().ok_or_else(|| none_called(what, id))
}

/// That nothing bears a name, as it can be read out. What stands for a card's target means nothing
/// where there is no card.
fn none_called(what: &str, id: &str) -> String {
    let id = id.trim_matches(['{', '}']);
    format!("The scenario has no {what} called “{id}”.")
}

fn this<T: Copy>(names: &BTreeMap<String, T>, what: &str, id: &str) -> Result<Pick<T>, String> {
    found(names, what, id).map(Pick::This)
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
