//! The first line of a record: what is played, by whom, with which luck. Must not know how it is
//! written.

use crate::assessment::Observations;
use crate::cycle::ExerciseType;
use crate::exercise::ENGINE;
use crate::plan::Plan;
use crate::scenario::{Scenario, SourceFile};

/// The version of the record's format. 2 added improvement actions, 3 what people answered, 4 the
/// version of the rules, what an exercise came to, seals and signatures.
pub const FORMAT: u32 = 4;

/// A chair and who sits on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The role's id.
    pub role: String,
    /// The person's name; empty if the facilitator plays the role.
    pub name: String,
}

/// The record that another branched off from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// The hash of its first line.
    pub hash: String,
    /// When it was started, real time, RFC 3339.
    pub started: String,
    /// The moment at which the branch leaves it, seconds since STARTEX.
    pub at_secs: u64,
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The version of the record's format: [`FORMAT`] in what this program writes.
    pub format: u32,
    /// [`ENGINE`] of the program that played it; 0 from before rules were numbered.
    pub engine: u32,
    /// The program and its version.
    pub program: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// SHA-256 over the scenario's files, in hexadecimal.
    pub scenario_hash: String,
    /// The scenario's files, whole, the main one first.
    pub files: Vec<SourceFile>,
    /// What luck is drawn from.
    pub seed: u64,
    /// The scripted team, if one plays.
    pub team: Option<String>,
    /// Who sits where.
    pub people: Vec<Person>,
    /// When the exercise was started, real time, RFC 3339.
    pub started: String,
    /// Who evaluates.
    pub evaluators: Vec<String>,
    /// The record it branched off from, if it is a branch.
    pub parent: Option<Parent>,
    /// Who was replaced by their role, if it is such a copy of another record.
    pub forgotten: Vec<Forgotten>,
    /// The trust's plan with which it is played, if there is one: its file.
    pub plan: Option<SourceFile>,
    /// Its type, if whoever started it said one; see [`Header::exercise_type`].
    pub of_type: Option<ExerciseType>,
}

/// Somebody who was replaced by their role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// What stands in place of the name.
    pub stands_as: String,
    /// The real day on which it was done.
    pub day: String,
    /// The hash of the last line of the record that this one was made from.
    pub from: String,
}

/// The program and its version, as it stands in records.
pub const PROGRAM: &str = concat!("wardroom ", env!("CARGO_PKG_VERSION"));

impl Header {
    /// The header of an exercise that starts now.
    pub fn new(
        scenario: &Scenario,
        seed: u64,
        team: Option<String>,
        people: Vec<Person>,
        started: String,
    ) -> Self {
        Self {
            format: FORMAT,
            engine: ENGINE,
            program: PROGRAM.to_owned(),
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            scenario_hash: scenario.hash.clone(),
            files: scenario.files.clone(),
            seed,
            team,
            people,
            started,
            evaluators: Vec::new(),
            parent: None,
            forgotten: Vec::new(),
            plan: None,
            of_type: None,
        }
    }

    /// Its type: where nobody said one, a table-top.
    pub fn exercise_type(&self) -> ExerciseType {
        self.of_type.unwrap_or(ExerciseType::TableTop)
    }

    /// The same, of a type that whoever starts it says.
    #[must_use]
    pub fn with_type(self, of_type: Option<ExerciseType>) -> Self {
        Self { of_type, ..self }
    }

    /// The same, played with a plan.
    #[must_use]
    pub fn with_plan(self, plan: Option<&Plan>) -> Self {
        Self {
            plan: plan.map(Plan::file),
            ..self
        }
    }

    /// What people saw in a record that begins so: nothing yet. A branch of what a script played is
    /// people's.
    pub fn observations(&self) -> Observations {
        Observations {
            by_script: self.team.is_some() && self.parent.is_none(),
            ..Observations::default()
        }
    }
}
