//! How far threats other than the worm have come. Must not contain a rule.

use crate::scenario::{Mins, Scenario, SystemId};
use serde::Serialize;

/// How far an outage has gone.
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

/// How far an extortion has gone.
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
    /// What is stood in for.
    pub system: SystemId,
    /// How much of it, in thousandths.
    pub thousandths: u32,
    /// Until when.
    pub until: Mins,
}

/// Threats other than the worm.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Threats {
    /// By outage of the scenario.
    pub outages: Vec<Outage>,
    /// Stages of intrusions.
    pub stages: Vec<Stage>,
    /// By intrusion: since when they are out.
    pub driven_out: Vec<Option<Mins>>,
    /// By extortion of the scenario.
    pub extortions: Vec<Extortion>,
    /// Who stands in for systems.
    pub stand_ins: Vec<StandIn>,
    /// How many times as long servers take to rebuild, if backups were spoiled.
    pub servers_slower: Option<f64>,
}

impl Threats {
    /// Of a scenario, at STARTEX.
    pub(super) fn of(scenario: &Scenario) -> Self {
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
