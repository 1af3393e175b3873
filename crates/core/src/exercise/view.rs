//! What can be seen of an exercise: what the team knows, and the truth. Plain data for panels and
//! reports. Must not be able to change anything.

use super::at_work::at_work;
use super::event::Standing;
use super::exercise::Exercise;
use super::letter::{Source, came_by};
use super::rules::reach::Reach;
use super::rules::{department, stock, work};
use super::state::{Counts, Host, InjectState, Mode, PromptState, State};
use crate::scenario::{
    ChannelKind, IncidentLevel, Mins, OrganisationId, RoleId, Scenario, SegmentId,
};

impl Exercise {
    /// What the team knows.
    pub fn team_view(&self) -> TeamView {
        team(&self.scenario, &self.state, None)
    }

    /// What one of the organisations that play knows.
    pub fn team_view_of(&self, of: OrganisationId) -> TeamView {
        team(&self.scenario, &self.state, Some(of))
    }

    /// How things are, known to anybody or not: for the facilitator only.
    pub fn truth_view(&self) -> TruthView {
        truth(&self.scenario, &self.reach, &self.state)
    }
}

/// A message that reached the team.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Which.
    pub source: Source,
    /// When it arrived.
    pub arrived: Mins,
    /// When it was sent.
    pub sent: Mins,
    /// What it looks like.
    pub kind: ChannelKind,
    /// The way it came, if not its own.
    pub by: Option<&'static str>,
}

/// A service as the team knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamService {
    /// What was last reported, and since when it was so; nothing if nothing was.
    pub known: Option<(Standing, Mins)>,
    /// Patients waiting, where that is plain to see (the emergency department).
    pub waiting: Option<u32>,
    /// How much is left of what it keeps, once somebody counts it.
    pub counted: Option<u32>,
    /// Whether staff work on paper or are getting it ready.
    pub meanwhile: bool,
}

/// A prompt that has been put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromptView {
    /// Its place in the scenario.
    pub prompt: usize,
    /// When it was put.
    pub asked: Mins,
    /// When its moment passes.
    pub due: Mins,
    /// Whether it has passed.
    pub lapsed: bool,
    /// The option taken, and when.
    pub decided: Option<(usize, Mins)>,
}

/// What the team knows.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamView {
    /// Messages, latest first.
    pub messages: Vec<Message>,
    /// Services, in the order of the scenario.
    pub services: Vec<TeamService>,
    /// Locked devices that have been reported.
    pub known_locked: u32,
    /// The highest incident level declared, and when.
    pub level: Option<(IncidentLevel, Mins)>,
    /// Prompts put so far, latest first.
    pub prompts: Vec<PromptView>,
}

/// What the team knows: that of one organisation, or of all together. Services are always all of
/// them; [`Scenario::shows`] says which an organisation is shown.
fn team(scenario: &Scenario, state: &State, of: Option<OrganisationId>) -> TeamView {
    let theirs = |roles: &[RoleId]| of.is_none_or(|of| scenario.is_for(of, roles));
    let mut messages: Vec<Message> = state
        .injects
        .iter()
        .enumerate()
        .filter_map(|(inject, found)| {
            let InjectState::Delivered {
                sent,
                arrived,
                detour,
            } = *found
            else {
                return None;
            };
            let kind = scenario.channels[scenario.injects[inject].channel.at()].kind;
            if !theirs(&scenario.injects[inject].to) {
                return None;
            }
            let by = detour.then(|| came_by(scenario, state, inject, sent));
            Some(Message {
                source: Source::Inject(inject),
                arrived,
                sent,
                kind,
                by,
            })
        })
        .collect();
    let told = state.told.iter().enumerate();
    messages.extend(
        told.filter(|(_, told)| theirs(&told.to))
            .map(|(at, told)| Message {
                source: Source::Told(at),
                arrived: told.at,
                sent: told.at,
                kind: scenario.channels[told.channel.at()].kind,
                by: None,
            }),
    );
    messages.sort_by_key(|message| std::cmp::Reverse((message.arrived, message.source)));
    let services = state
        .services
        .iter()
        .enumerate()
        .map(|(at, service)| TeamService {
            known: service.known,
            waiting: is_emergency(scenario, at)
                .then(|| state.patients.ed_queue[scenario.services[at].of] as u32),
            counted: stock::spared(scenario, state, at).then_some(service.stock as u32),
            meanwhile: service.mode != Mode::Screens,
        })
        .collect();
    let mut prompts: Vec<PromptView> = state
        .prompts
        .iter()
        .enumerate()
        .filter(|(prompt, _)| theirs(&scenario.prompts[*prompt].by))
        .filter_map(|(prompt, found)| {
            let (asked, lapsed, decided) = match *found {
                PromptState::Waiting => return None,
                PromptState::Asked { at, lapsed } => (at, lapsed, None),
                PromptState::Decided { asked, at, option } => (asked, false, Some((option, at))),
            };
            Some(PromptView {
                prompt,
                asked,
                due: asked + scenario.prompts[prompt].due_mins,
                lapsed,
                decided,
            })
        })
        .collect();
    prompts.sort_by_key(|prompt| std::cmp::Reverse((prompt.asked, prompt.prompt)));
    TeamView {
        messages,
        services,
        known_locked: match of {
            Some(of) => state.locked_of(scenario, of)[1],
            None => state.known_locked(),
        },
        level: scenario
            .organisation_ids()
            .filter(|one| of.is_none_or(|of| of == *one))
            .flat_map(|one| state.facts.declared[one].iter().copied())
            .max(),
        prompts,
    }
}

pub(crate) fn is_emergency(scenario: &Scenario, service: usize) -> bool {
    scenario.services[service]
        .flows
        .iter()
        .any(|id| scenario.flows[id.at()].kind == crate::scenario::FlowKind::Emergency)
}

/// A segment, in truth.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentView {
    /// Hosts by what they are, over all its groups.
    pub hosts: Counts,
    /// All its hosts.
    pub total: u32,
    /// Since when it is isolated.
    pub isolated: Option<Mins>,
    /// Hosts that scan.
    pub scanning: u32,
    /// Locked hosts that have been reported.
    pub known_locked: u32,
}

/// A service, in truth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceView {
    /// Its share of normal capacity.
    pub capacity: f64,
    /// How it stands.
    pub standing: Standing,
    /// Since when.
    pub since: Mins,
    /// How it works.
    pub mode: Mode,
    /// What is left of what it keeps, and for how many days that lasts with no delivery; nought of
    /// both if it keeps nothing.
    pub stock: [f64; 2],
}

/// How many of a crew are at work, and at what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrewView {
    /// People on shift, busy or free.
    pub at_work: u32,
    /// On action cards.
    pub on_cards: u32,
    /// Patching and rebuilding.
    pub on_jobs: u32,
    /// Pace, as a share of a fresh crew's.
    pub pace: f64,
}

/// How things are, known to anybody or not.
#[derive(Clone, Debug, PartialEq)]
pub struct TruthView {
    /// By segment of the scenario.
    pub segments: Vec<SegmentView>,
    /// Links: since when each is cut, and whether file sharing is blocked on it.
    pub links: Vec<(Option<Mins>, bool)>,
    /// By service of the scenario.
    pub services: Vec<ServiceView>,
    /// Systems: the share that is up, seen from wherever it is seen best.
    pub systems: Vec<f64>,
    /// By crew of the scenario.
    pub crews: Vec<CrewView>,
    /// Locked hosts.
    pub locked: u32,
    /// Appointments and operations cancelled so far.
    pub cancelled: f64,
    /// Patients waiting in emergency departments.
    pub ed_queue: f64,
    /// By organisation: patients waiting in its emergency department, and how long somebody who
    /// comes there now waits, minutes.
    pub ed: Vec<(f64, f64)>,
    /// By organisation: patients in ambulances that can't hand over at its emergency department.
    pub on_ramp: Vec<f64>,
    /// By organisation: whether ambulances turn away from it by themselves.
    pub turns_away: Vec<bool>,
    /// By pathway of the scenario: since when it is diverted.
    pub diverted: Vec<Option<Mins>>,
    /// Who works where, in words, in order of segment.
    pub at_work: Vec<(SegmentId, String)>,
}

fn truth(scenario: &Scenario, reach: &Reach, state: &State) -> TruthView {
    let segments = scenario
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| {
            let mut hosts = [0; Host::COUNT];
            let mut scanning = 0;
            let mut known_locked = 0;
            for id in &segment.groups {
                let group = &state.groups[id.at()];
                for (sum, count) in hosts.iter_mut().zip(group.hosts()) {
                    *sum += count;
                }
                scanning += group.scanning;
                known_locked += group.known_locked;
            }
            SegmentView {
                hosts,
                total: segment.hosts,
                isolated: state.network.isolated[at],
                scanning,
                known_locked,
            }
        })
        .collect();
    TruthView {
        segments,
        links: state
            .network
            .cut
            .iter()
            .copied()
            .zip(state.network.port_blocked.iter().map(Option::is_some))
            .collect(),
        services: state
            .services
            .iter()
            .enumerate()
            .map(|(at, service)| ServiceView {
                capacity: service.capacity,
                standing: service.standing,
                since: service.since,
                mode: service.mode,
                stock: scenario.services[at].stock.as_ref().map_or([0.0; 2], |it| {
                    let spared = stock::spared(scenario, state, at);
                    let a_day = stock::asked_a_day(it, service.own, spared);
                    [service.stock, service.stock / a_day]
                }),
            })
            .collect(),
        systems: (0..scenario.systems.len())
            .map(|system| reach.system_best(system))
            .collect(),
        crews: state
            .crews
            .iter()
            .enumerate()
            .map(|(at, crew)| CrewView {
                at_work: crew.at_work,
                on_cards: crew.on_cards,
                on_jobs: crew.on_jobs,
                pace: work::pace(scenario, state, at.into()),
            })
            .collect(),
        on_ramp: scenario
            .organisation_ids()
            .map(|of| department::on_ramp(scenario, state, of))
            .collect(),
        turns_away: scenario
            .organisation_ids()
            .map(|of| state.patients.ed_overwhelmed[of])
            .collect(),
        diverted: state.patients.diverted.clone(),
        at_work: at_work(scenario, state),
        locked: state.locked(),
        cancelled: state.outcomes.appointments_cancelled + state.outcomes.operations_cancelled,
        ed_queue: state.patients.ed_queue.iter().sum(),
        ed: scenario
            .organisation_ids()
            .map(|of| {
                let wait = department::ed_wait_mins(scenario, state, of);
                (state.patients.ed_queue[of], wait)
            })
            .collect(),
    }
}
