//! Messages with their words, as they reached the team. Must not be able to change anything, and must
//! not send one.

use super::event::{Event, What};
use super::exercise::Exercise;
use super::rules::messages::{by_channel, out_of_band, way_round};
use super::state::{InjectState, State};
use crate::scenario::{ChannelKind, Enclosed, Mins, RoleId, Scenario};
use serde::Serialize;

/// Where a message comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Source {
    /// An inject of the scenario, by its place.
    Inject(usize),
    /// A message that the facilitator sent, by its place.
    Told(usize),
}

impl Source {
    /// The message that an event brought to the team, if it brought one. `told` counts those of
    /// the facilitator's own that came before it, and goes on counting.
    pub fn of(scenario: &Scenario, event: &Event, told: &mut usize) -> Option<Self> {
        match &event.what {
            What::Delivered { inject, .. } => scenario
                .names
                .injects
                .get(inject)
                .map(|id| Self::Inject(id.at())),
            What::Told { .. } => {
                *told += 1;
                Some(Self::Told(*told - 1))
            }
            _ => None,
        }
    }
}

/// A message with its words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Letter {
    /// What it looks like.
    pub kind: ChannelKind,
    /// The channel's name.
    pub channel: String,
    /// Who it is from.
    pub from: String,
    /// The titles of the roles it is for.
    pub to: Vec<String>,
    /// A few words on it, for the facilitator.
    pub title: String,
    /// What it says.
    pub text: String,
    /// What the facilitator expects of the team; can be empty.
    pub expect: String,
    /// When it arrived, if it has.
    pub arrived: Option<Mins>,
    /// The way it came, if not its own.
    pub by: Option<&'static str>,
    /// Whether it is an official alert.
    pub alert: bool,
    /// Files that came with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Enclosed>,
}

impl Exercise {
    /// A message as it reached the team.
    pub fn letter(&self, from: Source) -> Letter {
        letter(self, from)
    }
}

/// A message with its words.
fn letter(exercise: &Exercise, source: Source) -> Letter {
    let scenario = exercise.scenario();
    let state = exercise.state();
    let titles = |to: &[RoleId]| {
        to.iter()
            .map(|role| scenario.roles[role.at()].title.clone())
            .collect()
    };
    match source {
        Source::Inject(at) => {
            let inject = &scenario.injects[at];
            let channel = &scenario.channels[inject.channel.at()];
            let (arrived, by) = match state.injects[at] {
                InjectState::Delivered {
                    sent,
                    arrived,
                    detour,
                } => (
                    Some(arrived),
                    detour.then(|| came_by(scenario, state, at, sent)),
                ),
                _ => (None, None),
            };
            Letter {
                kind: channel.kind,
                channel: channel.name.clone(),
                from: inject.from.clone(),
                to: titles(&inject.to),
                title: inject.title.clone(),
                text: exercise.inject_text(at.into()).to_owned(),
                expect: inject.expect.clone(),
                arrived,
                by,
                alert: inject.alert,
                attachments: inject.attachments.clone(),
            }
        }
        Source::Told(at) => {
            let told = &state.told[at];
            let channel = &scenario.channels[told.channel.at()];
            Letter {
                kind: channel.kind,
                channel: channel.name.clone(),
                from: told.from.clone(),
                to: titles(&told.to),
                title: "From the facilitator".to_owned(),
                text: told.text.clone(),
                expect: String::new(),
                arrived: Some(told.at),
                by: None,
                alert: false,
                attachments: told.attachments.clone(),
            }
        }
    }
}

/// By what other way a message came.
pub(super) fn came_by(
    scenario: &Scenario,
    state: &State,
    inject: usize,
    sent: Mins,
) -> &'static str {
    let kind = scenario.channels[scenario.injects[inject].channel.at()].kind;
    let opened = out_of_band(scenario, state, inject.into());
    way_round(kind, by_channel(kind, sent, opened))
}
