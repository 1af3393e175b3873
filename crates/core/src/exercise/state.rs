//! All that changes in the course of an exercise. Must not contain a rule: those are in `rules`.

use super::each::Each;
use super::event::Standing;
use crate::scenario::{
    CardId, ChannelId, CrewId, FlowKind, GroupId, IncidentLevel, LinkId, Mins, OrganisationId,
    PathwayId, RebuildItem, RoleId, Scenario, SegmentId, Step, SystemId, Target,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, VecDeque};

/// What a host can be. A group holds a count for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// Working, with the patch.
    Patched = 0,
    /// Working, without the patch.
    Vulnerable = 1,
    /// Working; the worm is on it and was stopped by the kill switch.
    Dormant = 2,
    /// Working as far as its user can tell; infected and scanning.
    Infected = 3,
    /// Locked: the ransom note shows.
    Locked = 4,
    /// Crashed when the exploit hit it; back after a restart.
    Crashed = 5,
    /// Switched off, with the patch.
    OffPatched = 6,
    /// Switched off, without the patch.
    OffVulnerable = 7,
    /// Switched off while infected and silent.
    OffInfected = 8,
    /// Infected or locked, with its cable pulled.
    Unplugged = 9,
    /// Being rebuilt.
    Rebuilding = 10,
    /// Rebuilt, patched and working.
    Restored = 11,
    /// Switched off while locked.
    OffLocked = 12,
    /// Switched off with a worm that the kill switch had stopped.
    OffDormant = 13,
}

impl Host {
    /// How many there are.
    pub const COUNT: usize = 14;
}

/// A group's hosts, by what they are.
pub type Counts = [u32; Host::COUNT];

/// A host group.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Hosts by what they are, indexed by [`Host`].
    pub hosts: Counts,
    /// Infected and locked hosts that scan.
    pub scanning: u32,
    /// Hosts ever infected.
    pub ever_infected: u32,
    /// Locked hosts that have been reported.
    pub known_locked: u32,
    /// When scanning hosts fall quiet, if they do after a fixed time: minute and how many.
    pub quiet_at: VecDeque<(Mins, u32)>,
}

impl Group {
    /// Hosts in a state.
    pub fn get(&self, host: Host) -> u32 {
        self.hosts[host as usize]
    }

    /// Moves hosts from one state to another; as many as there are.
    pub fn shift(&mut self, from: Host, to: Host, count: u32) -> u32 {
        let moved = count.min(self.hosts[from as usize]);
        self.hosts[from as usize] -= moved;
        self.hosts[to as usize] += moved;
        moved
    }

    /// Hosts that do their work.
    pub fn working(&self) -> u32 {
        self.get(Host::Patched)
            + self.get(Host::Vulnerable)
            + self.get(Host::Dormant)
            + self.get(Host::Infected)
            + self.get(Host::Restored)
    }

    /// Hosts on the network that are infected or locked.
    pub fn dirty(&self) -> u32 {
        self.get(Host::Infected) + self.get(Host::Locked)
    }
}

/// What people have done to the network.
#[derive(Clone, Debug, Serialize)]
pub struct Network {
    /// Since when each segment is isolated.
    pub isolated: Vec<Option<Mins>>,
    /// Since when each link is cut.
    pub cut: Vec<Option<Mins>>,
    /// Since when file sharing is blocked on each link.
    pub port_blocked: Vec<Option<Mins>>,
    /// Whether it is blocked until the machines at its ends are safe.
    pub held: Vec<bool>,
    /// E-mail is switched off.
    pub mail_off: Each<bool>,
    /// The kill-switch domain is blocked.
    pub domain_blocked: Each<bool>,
    /// The kill-switch domain is answered inside the trust.
    pub sinkhole: Each<bool>,
}

/// How a service works at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Mode {
    /// On its screens.
    Screens,
    /// On its screens while paper is made ready.
    Mobilising {
        /// Minute in which paper is ready.
        ready: Mins,
    },
    /// On paper.
    Paper {
        /// Since when.
        since: Mins,
    },
}

/// A clinical service.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// How it works.
    pub mode: Mode,
    /// Its share of normal capacity.
    pub capacity: f64,
    /// How it stands, and since when.
    pub standing: Standing,
    /// Since when.
    pub since: Mins,
    /// What the team was last told, and when it was so.
    pub known: Option<(Standing, Mins)>,
    /// What is on its way to the team: when it arrives, what, since when.
    pub on_its_way: Option<(Mins, Standing, Mins)>,
    /// Service-hours lost.
    pub hours_lost: f64,
    /// The share of its work on screens and systems that is gone.
    pub lost: f64,
    /// Minutes on paper that wore out people and stocks.
    pub worn_mins: Mins,
    /// Staff hours of what was written on paper and is still to be typed back.
    pub debt_hours: f64,
    /// Its capacity before want of stock.
    pub own: f64,
    /// What is left of what it keeps.
    pub stock: f64,
    /// The share of what was asked for of it in the last minute that was not there.
    pub short: f64,
    /// What has been ordered of it beyond the usual: when it was, how much, when it is there.
    pub ordered: Vec<(Mins, u32, Mins)>,
    /// People who have left it for something else: thousandths of its capacity, until when.
    pub away: Vec<(u32, Mins)>,
}

/// A crew.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Crew {
    /// Minutes it has worked without rest.
    pub strained_mins: u32,
    /// People at work in this minute.
    pub at_work: u32,
    /// People on action cards in this minute.
    pub on_cards: u32,
    /// People patching and rebuilding in this minute.
    pub on_jobs: u32,
}

/// Work on an action card.
#[derive(Clone, Debug, Serialize)]
pub struct CardJob {
    /// When it was ordered.
    pub ordered: Mins,
    /// The card.
    pub card: CardId,
    /// Its target.
    pub target: Option<Target>,
    /// The people on it: crew, how many, until when.
    pub people: Vec<(CrewId, u32, Mins)>,
    /// When its effects begin.
    pub done: Mins,
    /// Whose decision it is.
    #[serde(skip_serializing_if = "is_first")]
    pub of: OrganisationId,
}

/// The only one where a trust plays alone.
fn is_first(of: &OrganisationId) -> bool {
    of.at() == 0
}

/// Hosts being worked on one by one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Bench {
    /// Each host in work.
    pub in_work: VecDeque<InWork>,
}

impl Bench {
    /// How many hosts of a group are in work that go on working meanwhile.
    pub fn beside(&self, group: GroupId) -> u32 {
        let beside = self
            .in_work
            .iter()
            .filter(|it| it.beside && it.group == group);
        u32::try_from(beside.count()).unwrap_or(u32::MAX)
    }
}

/// A host that somebody works on.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct InWork {
    /// Its group.
    pub group: GroupId,
    /// Person-minutes still to go.
    pub to_go: f64,
    /// Whether it goes on working meanwhile: a new one is built beside it.
    pub beside: bool,
}

/// Rebuilding by the trust's own crews.
#[derive(Clone, Debug, Serialize)]
pub struct Rebuild {
    /// What comes first.
    pub order: Vec<RebuildItem>,
    /// People of each crew put to it.
    pub people: u32,
    /// Desktops in work.
    pub desktops: Bench,
    /// Servers in work.
    pub servers: Bench,
}

/// Patching a segment.
#[derive(Clone, Debug, Serialize)]
pub struct Patching {
    /// The segment.
    pub segment: SegmentId,
    /// People put to it.
    pub people: u32,
    /// Person-minutes done towards the next host.
    pub done: f64,
}

/// A supplier's people at work on a system.
#[derive(Clone, Debug, Serialize)]
pub struct Supplier {
    /// The system.
    pub system: SystemId,
    /// From when.
    pub from: Mins,
    /// How many.
    pub people: u32,
    /// Hosts in work.
    pub bench: Bench,
}

/// People from elsewhere, or called in.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Aid {
    /// The crew they join.
    pub crew: CrewId,
    /// How many.
    pub people: u32,
    /// From when.
    pub from: Mins,
    /// Until when.
    pub until: Mins,
    /// Whether they are the crew's own, called in.
    pub own: bool,
}

/// People from elsewhere who were asked for and have not set out.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Asked {
    /// The crew they would join.
    pub crew: CrewId,
    /// How many.
    pub people: u32,
    /// Minutes they travel.
    pub arrive_mins: Mins,
    /// Minutes they stay.
    pub stay_mins: Mins,
    /// Who asked.
    pub of: OrganisationId,
    /// When.
    pub at: Mins,
}

/// Where an inject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum InjectState {
    /// Not yet.
    Waiting,
    /// Its condition has come true; it is sent in this minute.
    Due(Mins),
    /// Held back by the facilitator.
    Held,
    /// Left out by the facilitator.
    Skipped,
    /// Sent, but its channel is down.
    Undelivered {
        /// When it was sent.
        sent: Mins,
    },
    /// It reached the team.
    Delivered {
        /// When it was sent.
        sent: Mins,
        /// When it arrived.
        arrived: Mins,
        /// Whether it came another way than it was meant to.
        detour: bool,
    },
    /// On its way round a channel that is down.
    OnDetour {
        /// When it was sent.
        sent: Mins,
        /// When it arrives.
        arrives: Mins,
    },
}

/// A message that the facilitator sent and the scenario does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// When.
    pub at: Mins,
    /// Who it is from.
    pub from: String,
    /// The roles it is for.
    pub to: Vec<RoleId>,
    /// The channel.
    pub channel: ChannelId,
    /// What it says.
    pub text: String,
}

/// Where a prompt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum PromptState {
    /// Not yet.
    Waiting,
    /// Put to the team.
    Asked {
        /// When.
        at: Mins,
        /// Whether its moment has passed.
        lapsed: bool,
    },
    /// Decided.
    Decided {
        /// When it was asked.
        asked: Mins,
        /// When it was decided.
        at: Mins,
        /// The option.
        option: usize,
    },
}

/// A state that people order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Ordered {
    /// A department isolated.
    Isolated(SegmentId),
    /// A link cut.
    Cut(LinkId),
    /// File sharing blocked on a link.
    Port(LinkId),
    /// A pathway diverted.
    Diverted(PathwayId),
    /// The out-of-band channel open.
    OutOfBand(OrganisationId),
}

/// What was reported upward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reports {
    /// When the last METHANE report was given whose content was sound, unless a false one followed.
    pub methane: Option<Mins>,
    /// When it was last said that all is well though the team had been told otherwise.
    pub misled: Option<Mins>,
}

/// What has been done so far.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {
    /// Cards that took effect, with target and minute.
    pub done: Each<Vec<(CardId, Option<Target>, Mins)>>,
    /// By card: when it first took effect, on whatever target.
    pub first_done: Each<Vec<Option<Mins>>>,
    /// Steps taken: the first minute in which each was, and when it was last ordered.
    pub marked: Each<BTreeMap<Step, [Mins; 2]>>,
    /// Declarations, with the minute.
    pub declared: Each<Vec<(IncidentLevel, Mins)>>,
    /// Who was told: the first minute in which they were, and when telling them was last ordered.
    pub notified: Each<BTreeMap<u16, [Mins; 2]>>,
    /// Clinicians' signatures that no cut has used yet, with the minute.
    pub signatures: Each<Vec<Mins>>,
    /// Cuts that were ordered, and those of them that were signed for.
    pub cuts: Each<[u32; 2]>,
    /// Until when services work as if nobody had told them, because of a cut without a signature.
    pub unprepared_until: Each<Mins>,
    /// When what is so now was ordered, if that was before it took hold.
    pub ordered: Vec<(Ordered, Mins)>,
    /// What was reported upward.
    pub reports: Each<Reports>,
    /// All staff were told what to do.
    pub broadcast: Each<Option<Mins>>,
    /// The out-of-band channel was opened.
    pub out_of_band: Each<Option<Mins>>,
    /// The incident was stood down.
    pub stood_down: Each<Option<Mins>>,
    /// By segment: its first infection.
    pub infected: Vec<Option<Mins>>,
    /// By segment: its first lock.
    pub locked: Vec<Option<Mins>>,
    /// The first infection.
    pub first_infected: Option<Mins>,
    /// The network has been clean since, after an infection anywhere.
    pub clean: Each<Option<Mins>>,
}

/// Emergency care and booked work.
#[derive(Clone, Debug, Serialize)]
pub struct Patients {
    /// Patients waiting in the emergency department: to be seen, or for a bed.
    pub ed_queue: Each<f64>,
    /// Emergency departments, with the beds and the neighbours behind them.
    pub ed: Each<Department>,
    /// Ambulances turn away by themselves.
    pub ed_overwhelmed: Each<bool>,
    /// Since when each pathway is diverted.
    pub diverted: Vec<Option<Mins>>,
    /// Until when each flow is cancelled ahead of time.
    pub cancelled_until: Vec<Mins>,
    /// Since when urgent cancer patients come first.
    pub protect_urgent: Each<Option<Mins>>,
    /// Staff of cancelled lists help in the emergency department.
    pub redeployed: Each<bool>,
    /// Cancelled patients who are on no list.
    pub untraced: Each<f64>,
}

/// An emergency department, the beds behind it, and what it has sent to its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Department {
    /// Patients who have come to its door or were brought there, from anywhere.
    pub came: f64,
    /// Patients who wait to be seen: resuscitation, majors, minors.
    pub waiting: [f64; 3],
    /// Patients who were seen and wait for a bed.
    pub boarding: f64,
    /// Emergency patients in the beds of its wards.
    pub inpatients: f64,
    /// Of those: who could go home and has not been let go.
    pub ready: f64,
    /// Patients whom its neighbours have beyond what they can see.
    pub elsewhere: f64,
    /// The neighbours have said that they are full.
    pub neighbours_full: bool,
}

/// What the exercise has cost so far. For each, less is better.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Outcomes {
    /// Hosts ever infected.
    pub hosts_ever_infected: u32,
    /// Most hosts locked at one time.
    pub hosts_locked_peak: u32,
    /// Appointments cancelled.
    pub appointments_cancelled: f64,
    /// Operations cancelled.
    pub operations_cancelled: f64,
    /// Urgent cancer patients among both.
    pub urgent_cancer_cancelled: f64,
    /// Emergency patients sent elsewhere.
    pub ed_diverted: f64,
    /// Those of them who were turned away because the department was overwhelmed.
    pub ed_turned_away: f64,
    /// Emergency patients delayed beyond four hours.
    pub ed_delayed: f64,
    /// Longest wait in the emergency department, minutes.
    pub ed_wait_peak_mins: f64,
    /// Patient-hours in degraded care, at high, medium and low risk.
    pub degraded_patient_hours: [f64; 3],
    /// Service-hours lost.
    pub service_hours_lost: f64,
    /// Time-critical emergency patients (resuscitation and majors at highest risk) first seen late.
    pub ed_critical_late: f64,
    /// Emergency patients who left without being seen.
    pub ed_left_unseen: f64,
    /// Patient-hours that diverted patients and those turned away lost on the longer way and in the neighbours' queues, weighted by acuity.
    pub redirected_hours: f64,
    /// Errors that downtime procedures made: medication, transcription, allergy, duplicate (expected number).
    pub paper_errors: f64,
    /// Cancelled patients who are on no list, so that no harm review can find them.
    pub patients_untraced: f64,
    /// Staff hours of what was written on paper and not typed back.
    pub paper_debt_hours: f64,
}

/// An outage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outage {
    /// When it begins, once its condition has come true.
    pub due: Option<Mins>,
    /// When it began.
    pub begun: Option<Mins>,
    /// How many of its returns have come.
    pub returned: usize,
    /// All that it took is back.
    pub whole: bool,
}

/// A stage of an intrusion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// When it was reached.
    pub reached: Option<Mins>,
    /// When a trace of it showed.
    pub traced: Option<Mins>,
}

/// An extortion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Extortion {
    /// When it begins, once its condition has come true.
    pub due: Option<Mins>,
    /// When it began.
    pub begun: Option<Mins>,
    /// When they proved what they have.
    pub proven: Option<Mins>,
    /// When the deadline passed.
    pub deadline: Option<Mins>,
    /// When they published.
    pub published: Option<Mins>,
    /// When they offered a key.
    pub offered: Option<Mins>,
    /// The team wants to try it.
    pub wanted: bool,
    /// When it was tried.
    pub tried: Option<Mins>,
    /// It was tried, and works.
    pub works: bool,
}

/// Somebody who does part of the work of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StandIn {
    /// The system.
    pub system: SystemId,
    /// How much of it, in thousandths.
    pub thousandths: u32,
    /// Until when.
    pub until: Mins,
}

/// Threats other than the worm.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Threats {
    /// Outages.
    pub outages: Vec<Outage>,
    /// Stages of intrusions.
    pub stages: Vec<Stage>,
    /// By intrusion: since when they are out.
    pub driven_out: Vec<Option<Mins>>,
    /// Extortions.
    pub extortions: Vec<Extortion>,
    /// Who stands in for systems.
    pub stand_ins: Vec<StandIn>,
    /// How many times as long servers take to rebuild, if backups were spoiled.
    pub servers_slower: Option<f64>,
}

impl Threats {
    /// Of a scenario, at STARTEX.
    fn of(scenario: &Scenario) -> Self {
        Self {
            outages: vec![Outage::default(); scenario.outages.len()],
            stages: vec![Stage::default(); scenario.stages.len()],
            driven_out: vec![None; scenario.intrusions.len()],
            extortions: vec![Extortion::default(); scenario.extortions.len()],
            ..Self::default()
        }
    }

    /// Whether there are none, as in records of scenarios that have a worm only.
    pub fn none(&self) -> bool {
        *self == Self::default()
    }
}

/// All that changes.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    /// Minutes stepped since STARTEX.
    pub minute: Mins,
    /// ENDEX has come.
    pub ended: bool,
    /// Host groups.
    pub groups: Vec<Group>,
    /// Network.
    pub network: Network,
    /// Services.
    pub services: Vec<Service>,
    /// Crews.
    pub crews: Vec<Crew>,
    /// Work on cards.
    pub card_jobs: Vec<CardJob>,
    /// Rebuilding.
    pub rebuild: Each<Option<Rebuild>>,
    /// Patching.
    pub patching: Vec<Patching>,
    /// Suppliers at work.
    pub suppliers: Vec<Supplier>,
    /// Extra people.
    pub aid: Vec<Aid>,
    /// When what takes hold now was ordered, while it does.
    #[serde(skip)]
    pub ordered_at: Option<Mins>,
    /// By role: when it gave its last orders.
    pub orders: Vec<VecDeque<Mins>>,
    /// People who were asked for and have not set out.
    pub asked: Vec<Asked>,
    /// Injects.
    pub injects: Vec<InjectState>,
    /// Prompts.
    pub prompts: Vec<PromptState>,
    /// What has been done.
    pub facts: Facts,
    /// Patients.
    pub patients: Patients,
    /// What it has cost.
    pub outcomes: Outcomes,
    /// By inject: the wording that the facilitator gave it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reworded: BTreeMap<u16, String>,
    /// Messages that the scenario does not have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
    /// Threats other than the worm.
    #[serde(skip_serializing_if = "Threats::none")]
    pub threats: Threats,
}

impl State {
    /// The state at STARTEX.
    pub fn new(scenario: &Scenario) -> Self {
        let several = scenario.organisations.len();
        let groups = scenario
            .groups
            .iter()
            .map(|group| {
                let mut hosts = [0; Host::COUNT];
                hosts[Host::Patched as usize] = group.patched;
                hosts[Host::Vulnerable as usize] = group.count - group.patched;
                Group {
                    hosts,
                    scanning: 0,
                    ever_infected: 0,
                    known_locked: 0,
                    quiet_at: VecDeque::new(),
                }
            })
            .collect();
        Self {
            minute: 0,
            ended: false,
            groups,
            network: Network {
                isolated: vec![None; scenario.segments.len()],
                cut: vec![None; scenario.links.len()],
                port_blocked: vec![None; scenario.links.len()],
                held: vec![false; scenario.links.len()],
                mail_off: Each::of(several, false),
                domain_blocked: Each::of(several, false),
                sinkhole: Each::of(several, false),
            },
            services: scenario
                .services
                .iter()
                .map(|service| Service {
                    mode: Mode::Screens,
                    capacity: 1.0,
                    standing: Standing::Normal,
                    since: 0,
                    known: Some((Standing::Normal, 0)),
                    on_its_way: None,
                    hours_lost: 0.0,
                    lost: 0.0,
                    worn_mins: 0,
                    debt_hours: 0.0,
                    own: 1.0,
                    stock: service.stock.as_ref().map_or(0.0, |stock| stock.kept),
                    short: 0.0,
                    ordered: Vec::new(),
                    away: Vec::new(),
                })
                .collect(),
            crews: vec![Crew::default(); scenario.crews.len()],
            card_jobs: Vec::new(),
            rebuild: Each::of(several, None),
            patching: Vec::new(),
            suppliers: Vec::new(),
            aid: Vec::new(),
            ordered_at: None,
            orders: vec![VecDeque::new(); scenario.roles.len()],
            asked: Vec::new(),
            injects: vec![InjectState::Waiting; scenario.injects.len()],
            prompts: vec![PromptState::Waiting; scenario.prompts.len()],
            facts: Facts {
                done: Each::of(several, Vec::new()),
                first_done: Each::of(several, vec![None; scenario.cards.len()]),
                marked: Each::of(several, BTreeMap::new()),
                declared: Each::of(several, Vec::new()),
                notified: Each::of(several, BTreeMap::new()),
                signatures: Each::of(several, Vec::new()),
                cuts: Each::of(several, [0; 2]),
                unprepared_until: Each::of(several, 0),
                ordered: Vec::new(),
                reports: Each::of(several, Reports::default()),
                broadcast: Each::of(several, None),
                out_of_band: Each::of(several, None),
                stood_down: Each::of(several, None),
                infected: vec![None; scenario.segments.len()],
                locked: vec![None; scenario.segments.len()],
                first_infected: None,
                clean: Each::of(several, None),
            },
            patients: Patients {
                diverted: vec![None; scenario.pathways.len()],
                cancelled_until: vec![0; scenario.flows.len()],
                ed_queue: Each::of(several, 0.0),
                ed: {
                    let mut ed = Each::of(several, Department::default());
                    for flow in &scenario.flows {
                        if flow.kind == FlowKind::Emergency {
                            let of = scenario.services[flow.service.at()].of;
                            ed[of].inpatients = flow.department.inpatients;
                        }
                    }
                    ed
                },
                ed_overwhelmed: Each::of(several, false),
                protect_urgent: Each::of(several, None),
                redeployed: Each::of(several, false),
                untraced: Each::of(several, 0.0),
            },
            outcomes: Outcomes::default(),
            reworded: BTreeMap::new(),
            told: Vec::new(),
            threats: Threats::of(scenario),
        }
    }

    /// SHA-256 over everything, in hexadecimal. Two runs in the same state have the same hash on
    /// every platform: it is taken over the state's JSON, whose numbers are written exactly.
    pub fn hash(&self) -> String {
        let mut writer = HashWriter(Sha256::new());
        // Writing into a hasher can't fail, and every part of the state can be written as JSON.
        let written = serde_json::to_writer(&mut writer, self);
        debug_assert!(written.is_ok());
        hex(&writer.0.finalize())
    }

    /// Locked hosts in the trust.
    pub fn locked(&self) -> u32 {
        self.groups
            .iter()
            .map(|group| group.get(Host::Locked))
            .sum()
    }

    /// Locked hosts that have been reported.
    pub fn known_locked(&self) -> u32 {
        self.groups.iter().map(|group| group.known_locked).sum()
    }

    /// Since when the whole network has been clean, if it is, after an infection.
    pub fn clean(&self) -> Option<Mins> {
        let since: Option<Vec<Mins>> = self.facts.clean.iter().copied().collect();
        since?.into_iter().max()
    }

    /// Locked hosts of one organisation, and those of them that have been reported.
    pub fn locked_of(&self, scenario: &Scenario, of: OrganisationId) -> [u32; 2] {
        self.groups
            .iter()
            .zip(&scenario.groups)
            .filter(|(_, model)| scenario.segments[model.segment.at()].of == Some(of))
            .fold([0, 0], |[locked, known], (group, _)| {
                [locked + group.get(Host::Locked), known + group.known_locked]
            })
    }
}

struct HashWriter(Sha256);

impl std::io::Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
