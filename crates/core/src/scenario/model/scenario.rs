//! A checked scenario as a whole. Must not hold any state of a run.

use super::super::diagnostic::SourceFile;
use super::super::shape::Step;
use super::decisions::{Card, Prompt};
use super::estate::{Group, Link, Pace, Segment, System};
use super::ids::{GroupId, Mins, Names, ObjectiveId, SegmentId, ServiceId, SystemId};
use super::injects::Inject;
use super::leaps::Leap;
use super::objectives::{Objective, Task};
use super::people::{Body, Channel, Crew, Organisation, Role};
use super::run_sheet::RunSheet;
use super::services::{Flow, Pathway, Service};
use super::teams::Team;
use super::threats::{Extortion, Intrusion, Outage, Stage, Worm};
use std::collections::BTreeSet;

/// A checked scenario. Lists are in the order of the files: a [`SystemId`] is a place in `systems`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Scenario and shape::Library")]
pub struct Scenario {
    pub id: String,
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
    pub outages: Vec<Outage>,
    pub intrusions: Vec<Intrusion>,
    /// Stages, intrusion by intrusion.
    pub stages: Vec<Stage>,
    pub extortions: Vec<Extortion>,
    /// Leaps between moves, in order.
    pub leaps: Vec<Leap>,
    /// How fast people work and report.
    pub pace: Pace,
    /// How the time in the room is spent, if the scenario says so.
    pub run_sheet: Option<RunSheet>,
    /// Organisations, one at least.
    pub organisations: Vec<Organisation>,
    pub segments: Vec<Segment>,
    /// Host groups, segment by segment.
    pub groups: Vec<Group>,
    /// By organisation: its segments, in their order.
    pub theirs: Vec<Vec<SegmentId>>,
    /// By organisation and kind of machine (`HostKind`): its host groups, in their order.
    pub by_kind: Vec<[Vec<GroupId>; 3]>,
    pub links: Vec<Link>,
    pub systems: Vec<System>,
    /// By host group: whether a system runs on it.
    pub serving: Vec<bool>,
    /// Systems in an order in which each comes after what it needs.
    pub system_order: Vec<SystemId>,
    pub services: Vec<Service>,
    /// Services in an order in which each comes after what it needs.
    pub service_order: Vec<ServiceId>,
    /// Flows, service by service.
    pub flows: Vec<Flow>,
    pub pathways: Vec<Pathway>,
    pub crews: Vec<Crew>,
    pub channels: Vec<Channel>,
    pub bodies: Vec<Body>,
    pub roles: Vec<Role>,
    /// Action cards.
    pub cards: Vec<Card>,
    /// Injects, in the order of the file.
    pub injects: Vec<Inject>,
    pub prompts: Vec<Prompt>,
    /// Steps of the response that some card or option takes.
    pub steps: BTreeSet<Step>,
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

/// See [`crate::scenario::shape::Briefing`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Briefing")]
pub struct Briefing {
    pub situation: String,
    /// Facts the team knows.
    pub known: Vec<String>,
    /// How it is played.
    pub rules: Vec<String>,
    /// What may be hard to hear.
    pub warnings: Vec<String>,
}

/// See [`crate::scenario::shape::HistoryNote`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::HistoryNote")]
pub struct HistoryNote {
    pub when: String,
    /// What.
    pub text: String,
    pub source: String,
}

impl Scenario {
    /// All hosts of the trust.
    pub fn hosts_total(&self) -> u32 {
        self.groups.iter().map(|group| group.count).sum()
    }
}
