//! What is to be played, and how it begins, wherever its record is kept. Must not know where.

use super::super::ended::Failure;
use super::super::named_files::scenario_at;
use super::super::run::team_called;
use clap::Args;
use std::path::PathBuf;
use wardroom_core::cycle::ExerciseType;
use wardroom_core::host::Host;
use wardroom_core::record::{Header, Person, Store};
use wardroom_core::scenario::{Scenario, Team};

/// What is to be played.
#[derive(Debug, Args)]
pub struct Begin {
    /// The scenario's file; an exercise that goes on has its scenario in its record.
    #[cfg_attr(feature = "region", arg(required_unless_present_any = ["exercise", "check"]))]
    #[cfg_attr(not(feature = "region"), arg(required_unless_present = "check"))]
    scenario: Option<PathBuf>,
    /// This scripted team plays the chairs.
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// The random seed: what is left to chance follows from it.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The trust's plan with which it is played: it stands in the record, and decisions can cite it.
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Of what type it is: communications, table-top, live, command-post. If nothing is said, a table-top.
    #[arg(long = "type", value_name = "TYPE", value_parser = exercise_type)]
    of_type: Option<ExerciseType>,
}

/// The type that was named.
fn exercise_type(words: &str) -> Result<ExerciseType, String> {
    ExerciseType::called(words)
        .ok_or_else(|| "there are four: communications, table-top, live, command-post".to_owned())
}

impl Begin {
    /// Begins it with its record; `store` makes the place for that once it is known that there is
    /// something to be played.
    pub fn begin<S: Store>(
        &self,
        store: impl FnOnce() -> Result<S, Failure>,
    ) -> Result<Host<S>, Failure> {
        let Some(path) = &self.scenario else {
            return Err(Failure::CouldNotRun(
                "there is no exercise of that name yet; name the scenario that is to be played"
                    .to_owned(),
            ));
        };
        let scenario = scenario_at(path)?;
        let team = self.team(&scenario)?;
        let people = scenario.roles.iter().map(|role| Person {
            role: role.id.clone(),
            name: String::new(),
        });
        let named = team.as_ref().map(|it| it.id.clone());
        let real = crate::real_time::now();
        let plan = super::super::plan::plan_asked(self.plan.as_ref())?;
        let header = Header::new(&scenario, self.seed, named, people.collect(), real)
            .with_plan(plan.as_deref())
            .with_type(self.of_type);
        Host::start(&scenario, header, team, store()?)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))
    }

    /// The scripted team that was named: one of the scenario's, or a file.
    pub fn team(&self, scenario: &Scenario) -> Result<Option<Team>, Failure> {
        let named = self.team.as_deref();
        named.map(|it| team_called(scenario, it)).transpose()
    }
}
