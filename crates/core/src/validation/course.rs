//! A situation played once by a script, looked at every whole hour. Must not know what is asked of it.

use crate::exercise::{Exercise, Made, Outcomes, ed_wait_mins};
use crate::scenario::{FlowKind, Mins, Scenario, Team};
use std::sync::Arc;

/// How it stood at a whole hour.
#[derive(Clone, Debug)]
pub struct Hour {
    /// What it had cost by then.
    pub outcomes: Outcomes,
    /// By service: its share of normal capacity.
    pub capacity: Vec<f64>,
    /// By organisation: how long somebody waits who comes to its emergency department, minutes.
    pub waits: Vec<f64>,
}

/// A situation played once.
#[derive(Clone, Debug)]
pub struct Course {
    /// What was played.
    pub scenario: Arc<Scenario>,
    /// Each whole hour from STARTEX on; the last is where it ended.
    pub hours: Vec<Hour>,
    /// What the script asked for and was refused for good.
    pub refused: Vec<String>,
}

impl Course {
    /// Plays a scenario on a seed until a minute, or to ENDEX; without a script nobody decides.
    pub fn of(scenario: &Arc<Scenario>, script: Option<&Team>, seed: u64, until: Mins) -> Self {
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        let (mut made, mut hours, mut refused) = (Made::default(), Vec::new(), Vec::new());
        while !exercise.ended() && exercise.state().minute < until {
            if exercise.state().minute.is_multiple_of(60) {
                hours.push(Hour::of(&exercise));
            }
            if let Some(script) = script {
                for (command, at) in exercise.moves(script, &mut made) {
                    let result = exercise.apply(&command);
                    if made.tried(at, result.is_ok())
                        && let Err(why) = result
                    {
                        refused.push(format!("{command:?}: {why}"));
                    }
                }
            }
            exercise.advance((exercise.secs() / 60 + 1) * 60);
        }
        hours.push(Hour::of(&exercise));
        Self {
            scenario: scenario.clone(),
            hours,
            refused,
        }
    }

    fn at(&self, hour: usize) -> &Hour {
        // There is always the last.
        &self.hours[hour.min(self.hours.len() - 1)]
    }

    /// How much an outcome grew between two hours.
    pub fn grew(&self, from: usize, until: usize, what: fn(&Outcomes) -> f64) -> f64 {
        what(&self.at(until).outcomes) - what(&self.at(from).outcomes)
    }

    /// Patients booked, or usually coming, between two hours: of one kind of flow.
    pub fn booked(&self, kind: FlowKind, from: usize, until: usize) -> f64 {
        let flows = self.scenario.flows.iter().filter(|it| it.kind == kind);
        flows
            .map(|flow| self.usual(&flow.per_min_by_hour, from, until))
            .sum()
    }

    /// The sum of a flow's patients a minute between two hours of the exercise.
    pub fn usual(&self, per_min_by_hour: &[f64], from: usize, until: usize) -> f64 {
        let until = until.min(self.hours.len() - 1);
        (from * 60..until * 60)
            .map(|minute| self.scenario.calendar_hour(minute as Mins))
            .map(|hour| per_min_by_hour.get(hour).copied().unwrap_or(0.0))
            .sum()
    }

    /// The mean share of its normal capacity that a service had between two hours.
    pub fn capacity(&self, service: &str, from: usize, until: usize) -> Option<f64> {
        let at = self.scenario.names.services.get(service)?.at();
        mean((from..until).map(|hour| self.at(hour).capacity[at]))
    }

    /// How long somebody waits on average in an organisation's emergency department between two
    /// hours, minutes: each hour counts by those who usually come.
    pub fn wait(&self, of: usize, from: usize, until: usize) -> Option<f64> {
        let flow = self.scenario.flows.iter().find(|flow| {
            flow.kind == FlowKind::Emergency
                && self.scenario.services[flow.service.at()].of.at() == of
        })?;
        let (mut waited, mut came) = (0.0, 0.0);
        for hour in from..until.min(self.hours.len() - 1) {
            let usual = self.usual(&flow.per_min_by_hour, hour, hour + 1);
            waited += usual * self.at(hour).waits[of];
            came += usual;
        }
        (came > 0.0).then_some(waited / came)
    }
}

impl Hour {
    fn of(exercise: &Exercise) -> Self {
        let (scenario, state) = (exercise.scenario(), exercise.state());
        let organisations = scenario.organisation_ids();
        Self {
            outcomes: state.outcomes.clone(),
            capacity: state.services.iter().map(|it| it.capacity).collect(),
            waits: organisations
                .map(|of| ed_wait_mins(scenario, state, of))
                .collect(),
        }
    }
}

fn mean(figures: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = figures.fold((0.0, 0_u32), |(sum, count), it| (sum + it, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}
