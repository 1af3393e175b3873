//! What the facilitator gives a decision that no card foresees: effects with ids as text, as all
//! commands have them, and what they mean in a scenario. Must not let them take hold.

use crate::scenario::{
    Effect, IncidentLevel, OrganisationId, Pick, RebuildItem, Scenario, Step, Target,
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
        let names = &scenario.names;
        let segment = |id: &str| this(&names.segments, "segment", id);
        let link = |id: &str| this(&names.links, "link", id);
        let service = |id: &str| this(&names.services, "service", id);
        let pathway = |id: &str| this(&names.pathways, "pathway", id);
        let flow = |id: &str| this(&names.flows, "booked work", id);
        let crew = |id: &str| this(&names.crews, "crew", id);
        let system = |id: &str| this(&names.systems, "system", id);
        Ok(match self {
            Self::IsolateSegment(id) => Effect::IsolateSegment(segment(id)?),
            Self::RejoinSegment(id) => Effect::RejoinSegment(segment(id)?),
            Self::CutLink(id) => Effect::CutLink(link(id)?),
            Self::RestoreLink(id) => Effect::RestoreLink(link(id)?),
            Self::BlockPort(id) => Effect::BlockPort(link(id)?),
            Self::BlockPortAtEdge => Effect::BlockPortAtEdge,
            Self::BlockPortEverywhere => Effect::BlockPortEverywhere,
            Self::UnblockPorts => Effect::UnblockPorts,
            Self::MailOff => Effect::MailOff,
            Self::MailOn => Effect::MailOn,
            Self::BlockDomain => Effect::BlockDomain,
            Self::AllowDomain => Effect::AllowDomain,
            Self::SinkholeDomain => Effect::SinkholeDomain,
            Self::UnplugInfected(id) => Effect::UnplugInfected(segment(id)?),
            Self::PowerOff(id) => Effect::PowerOff(segment(id)?),
            Self::PowerOn(id) => Effect::PowerOn(segment(id)?),
            Self::Patch {
                segment: id,
                people,
            } => Effect::Patch {
                segment: segment(id)?,
                people: some_people(*people)?,
            },
            Self::Rebuild { order, people } => Effect::Rebuild {
                order: order
                    .iter()
                    .map(|id| rebuilt(scenario, id))
                    .collect::<Result<_, String>>()?,
                people: some_people(*people)?,
            },
            Self::StopWork => Effect::StopWork,
            Self::GoToPaper(id) => Effect::GoToPaper(service(id)?),
            Self::AllToPaper => Effect::AllToPaper,
            Self::BackToScreens(id) => Effect::BackToScreens(service(id)?),
            Self::Divert(id) => Effect::Divert(pathway(id)?),
            Self::EndDivert(id) => Effect::EndDivert(pathway(id)?),
            Self::Cancel { flow: id, hours } => Effect::Cancel {
                flow: flow(id)?,
                hours: span(*hours)?,
            },
            Self::Resume(id) => Effect::Resume(flow(id)?),
            Self::ProtectUrgent => Effect::ProtectUrgent,
            Self::RedeployToEd => Effect::RedeployToEd,
            Self::Declare(level) => Effect::Declare(*level),
            Self::Notify(id) => Effect::Notify(this(&names.bodies, "organisation", id)?),
            Self::OpenOutOfBand => Effect::OpenOutOfBand,
            Self::Broadcast => Effect::Broadcast,
            Self::MutualAid {
                crew: id,
                people,
                arrive_mins,
                stay_hours,
            } => Effect::MutualAid {
                crew: crew(id)?,
                people: some_people(*people)?,
                arrive_mins: span(*arrive_mins)?,
                stay_hours: span(*stay_hours)?,
            },
            Self::CallIn {
                crew: id,
                arrive_mins,
                stay_hours,
            } => Effect::CallIn {
                crew: crew(id)?,
                arrive_mins: span(*arrive_mins)?,
                stay_hours: span(*stay_hours)?,
            },
            Self::EngageSupplier {
                system: id,
                arrive_mins,
                people,
            } => Effect::EngageSupplier {
                system: system(id)?,
                arrive_mins: span(*arrive_mins)?,
                people: some_people(*people)?,
            },
            Self::StandIn {
                system: id,
                share,
                hours,
            } => Effect::StandIn {
                system: system(id)?,
                share: thousandths(*share)?,
                hours: span(*hours)?,
            },
            Self::TakeStaff {
                service: id,
                share,
                hours,
            } => Effect::TakeStaff {
                service: service(id)?,
                share: thousandths(*share)?,
                hours: span(*hours)?,
            },
            Self::OrderStock {
                service: id,
                amount,
                arrive_mins,
            } => {
                let found = found(&names.services, "service", id)?;
                if scenario.services[found.at()].stock.is_none() {
                    return Err(format!(
                        "{} keeps nothing that could be ordered.",
                        scenario.services[found.at()].name
                    ));
                }
                Effect::OrderStock {
                    service: Pick::This(found),
                    amount: *amount,
                    arrive_mins: span(*arrive_mins)?,
                }
            }
            Self::TryKey(id) => Effect::TryKey(found(&names.extortions, "extortion", id)?),
            Self::Mark(step) => Effect::Mark(*step),
            Self::StandDown => Effect::StandDown,
            Self::Nothing(why) => {
                if why.trim().is_empty() {
                    return Err("Nothing says why this changes nothing.".to_owned());
                }
                Effect::Nothing
            }
        })
    }
}

/// What effects mean in a scenario, in the hands of an organisation: nobody orders by a free
/// decision what is another's, as nobody can by a card.
///
/// # Errors
/// Why one makes no sense, or whose it is, in words.
pub fn all_meant(
    scenario: &Scenario,
    of: OrganisationId,
    effects: &[Given],
) -> Result<Vec<Effect>, String> {
    let meant: Vec<Effect> = effects
        .iter()
        .map(|effect| effect.meant(scenario))
        .collect::<Result<_, String>>()?;
    for target in meant.iter().flat_map(targets) {
        if let Some(why) = not_theirs(scenario, of, target) {
            return Err(why);
        }
    }
    Ok(meant)
}

/// Why somebody of an organisation can't order something done to a target, if they can't.
pub fn not_theirs(scenario: &Scenario, of: OrganisationId, target: Target) -> Option<String> {
    if scenario.reaches(of, target) {
        return None;
    }
    let owner = scenario.owner(target).map_or("somebody else", |owner| {
        &scenario.organisations[owner.at()].name
    });
    Some(format!(
        "{} is {owner}'s. {} can ask for it, and can't order it.",
        scenario.target_name(target),
        scenario.organisations[of.at()].name
    ))
}

/// What an effect is done to.
fn targets(effect: &Effect) -> Vec<Target> {
    fn one<T: Copy>(pick: &Pick<T>, target: fn(T) -> Target) -> Vec<Target> {
        match pick {
            Pick::This(id) => vec![target(*id)],
            Pick::Target => Vec::new(),
        }
    }
    match effect {
        Effect::IsolateSegment(pick)
        | Effect::RejoinSegment(pick)
        | Effect::UnplugInfected(pick)
        | Effect::PowerOff(pick)
        | Effect::PowerOn(pick)
        | Effect::Patch { segment: pick, .. } => one(pick, Target::Segment),
        Effect::CutLink(pick) | Effect::RestoreLink(pick) | Effect::BlockPort(pick) => {
            one(pick, Target::Link)
        }
        Effect::GoToPaper(pick)
        | Effect::BackToScreens(pick)
        | Effect::TakeStaff { service: pick, .. }
        | Effect::OrderStock { service: pick, .. } => one(pick, Target::Service),
        Effect::Divert(pick) | Effect::EndDivert(pick) => one(pick, Target::Pathway),
        Effect::Cancel { flow: pick, .. } | Effect::Resume(pick) => one(pick, Target::Flow),
        Effect::Notify(pick) => one(pick, Target::Body),
        Effect::MutualAid { crew: pick, .. } | Effect::CallIn { crew: pick, .. } => {
            one(pick, Target::Crew)
        }
        Effect::EngageSupplier { system: pick, .. } | Effect::StandIn { system: pick, .. } => {
            one(pick, Target::System)
        }
        Effect::Rebuild { order, .. } => order
            .iter()
            .flat_map(|pick| {
                one(pick, |item| match item {
                    RebuildItem::System(id) => Target::System(id),
                    RebuildItem::Segment(id) => Target::Segment(id),
                })
            })
            .collect(),
        Effect::BlockPortAtEdge
        | Effect::BlockPortEverywhere
        | Effect::UnblockPorts
        | Effect::MailOff
        | Effect::MailOn
        | Effect::BlockDomain
        | Effect::AllowDomain
        | Effect::SinkholeDomain
        | Effect::StopWork
        | Effect::AllToPaper
        | Effect::ProtectUrgent
        | Effect::RedeployToEd
        | Effect::Declare(_)
        | Effect::OpenOutOfBand
        | Effect::Broadcast
        | Effect::TryKey(_)
        | Effect::Mark(_)
        | Effect::StandDown
        | Effect::Nothing => Vec::new(),
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

/// A system or, if none bears the name, a segment.
fn rebuilt(scenario: &Scenario, id: &str) -> Result<Pick<RebuildItem>, String> {
    let names = &scenario.names;
    let system = names.systems.get(id).copied().map(RebuildItem::System);
    system
        .or_else(|| names.segments.get(id).copied().map(RebuildItem::Segment))
        .map(Pick::This)
        .ok_or_else(|| none_called("system and no segment", id))
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
