//! The tables of a scenario that was played on many seeds: what each run came to, how its tasks were
//! rated, when its messages came, what each option and card was worth. Must not sum anything up.

use super::parquet::{Cell, Column, Kind, Table};
use std::io::{self, Write};
use wardroom_core::assessment::{OUTCOMES, points};
use wardroom_core::balance::{Plan, Policy, RunResult, SeedResult};
use wardroom_core::scenario::{Outcome, Scenario, Team};

/// One of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A row for each seed and team.
    Runs,
    /// A row for each seed, team and task.
    Tasks,
    /// A row for each seed, team and message.
    Messages,
    /// A row for each seed, scripted team that moves, question and option.
    Options,
    /// A row for each seed and card.
    Cards,
}

impl Sheet {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Runs,
        Self::Tasks,
        Self::Messages,
        Self::Options,
        Self::Cards,
    ];

    /// As its file is called, without its ending.
    pub fn name(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::Tasks => "tasks",
            Self::Messages => "messages",
            Self::Options => "options",
            Self::Cards => "cards",
        }
    }

    /// Its columns, in their order.
    pub fn columns(self) -> Vec<Column> {
        let mut columns = vec![SCENARIO, SEED];
        match self {
            Self::Runs => {
                columns.extend([POLICY, TEAM, SCORE, VALUE]);
                columns.extend(OUTCOMES.map(outcome));
            }
            Self::Tasks => columns.extend([POLICY, TEAM, OBJECTIVE, TASK, RATING, POINTS]),
            Self::Messages => columns.extend([POLICY, TEAM, MESSAGE, MINUTE]),
            Self::Options => columns.extend([TEAM, QUESTION, OPTION, WORTH]),
            Self::Cards => columns.extend([CARD, ADDS]),
        }
        columns
    }
}

const fn text(name: &'static str, about: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Text,
        may_lack: false,
        about,
    }
}

const fn real(name: &'static str, about: &'static str) -> Column {
    Column {
        kind: Kind::Real,
        ..text(name, about)
    }
}

const fn or_nothing(column: Column) -> Column {
    Column {
        may_lack: true,
        ..column
    }
}

const SCENARIO: Column = text("scenario", "The scenario's id.");
const SEED: Column = Column {
    kind: Kind::Whole,
    ..text(
        "seed",
        "The random seed, from 1. Rows of one scenario and seed share what is drawn.",
    )
};
const POLICY: Column = text(
    "policy",
    "Who plays: `script` (a scripted team), `nobody`, `random` or `searching`.",
);
const TEAM: Column = text(
    "team",
    "The scripted team's id; else `nobody decides`, `random` or `searching`.",
);
const SCORE: Column = real("score", "Exercise score, 0 to 100 points.");
const VALUE: Column = real(
    "value",
    "What the searching team is after: the score, but that outcomes may pass the reference teams', −100 to 200 points.",
);
const OBJECTIVE: Column = text("objective", "The objective's id.");
const TASK: Column = text("task", "The task's id.");
const RATING: Column = or_nothing(text(
    "rating",
    "`P`, `S`, `M` or `U`; nothing if it was not rated.",
));
const POINTS: Column = or_nothing(real(
    "points",
    "What the rating counts: 0 (U) to 1 (P), a share.",
));
const MESSAGE: Column = text("message", "The inject's id.");
const MINUTE: Column = or_nothing(Column {
    kind: Kind::Whole,
    ..text(
        "minute",
        "When it reached the team, minutes since STARTEX; nothing if it never did.",
    )
});
const QUESTION: Column = text("question", "The decision point's id.");
const OPTION: Column = text("option", "The option's id.");
const WORTH: Column = or_nothing(real(
    "value",
    "The run's value, in points, if this team decides it so; nothing if it could not.",
));
const CARD: Column = text("card", "The card's id.");
const ADDS: Column = or_nothing(real(
    "adds",
    "What the card adds to the middle team's value if it is played once more, in points; nothing if it could not be played.",
));

/// An outcome's column; the unit is in its name.
fn outcome(id: Outcome) -> Column {
    let (name, about) = match id {
        Outcome::HostsEverInfected => (
            "devices_ever_infected",
            "Infections of devices, and locks by an intruder, count.",
        ),
        Outcome::HostsLockedPeak => (
            "devices_locked_peak",
            "Most devices locked at one time, count.",
        ),
        Outcome::AppointmentsCancelled => {
            ("appointments_cancelled", "Appointments cancelled, count.")
        }
        Outcome::OperationsCancelled => ("operations_cancelled", "Operations cancelled, count."),
        Outcome::UrgentCancerCancelled => (
            "urgent_cancer_cancelled",
            "Urgent cancer patients cancelled, count.",
        ),
        Outcome::EdDelayed => (
            "ed_delayed",
            "Emergency patients delayed over four hours, count.",
        ),
        Outcome::DegradedPatientHours => (
            "degraded_patient_hours",
            "Patients under reduced capacity, patient-hours.",
        ),
        Outcome::ServiceHoursLost => ("service_hours_lost", "Service-hours lost, hours."),
        Outcome::EdCriticalLate => (
            "ed_critical_late",
            "Time-critical emergency patients seen late, count.",
        ),
        Outcome::EdLeftUnseen => (
            "ed_left_unseen",
            "Emergency patients who left unseen, count.",
        ),
        Outcome::Redirected => (
            "redirected_patient_hours",
            "Hours lost by patients diverted or turned away, patient-hours.",
        ),
        Outcome::PaperErrors => ("paper_errors", "Errors on paper, count."),
        Outcome::PatientsUntraced => ("patients_untraced", "Cancelled patients on no list, count."),
        Outcome::PaperDebt => (
            "paper_debt_hours",
            "Staff hours of paper not typed back, hours.",
        ),
    };
    real(name, about)
}

/// A table that is filled seed by seed.
pub struct SeedTable<'a, W: Write + Send> {
    sheet: Sheet,
    scenario: &'a Scenario,
    plan: &'a Plan,
    /// The scripted teams that move: in whose hands options are tried.
    moving: Vec<&'a Team>,
    table: Table<W>,
}

impl<'a, W: Write + Send> SeedTable<'a, W> {
    /// With no seed yet.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn new(to: W, sheet: Sheet, scenario: &'a Scenario, plan: &'a Plan) -> io::Result<Self> {
        let said = [
            (
                "written_by",
                concat!("wardroom ", env!("CARGO_PKG_VERSION")),
            ),
            ("scenario_sha256", scenario.hash.as_str()),
            ("nature", "simulated"),
        ];
        Ok(Self {
            sheet,
            scenario,
            plan,
            moving: scenario
                .teams
                .iter()
                .filter(|it| !it.moves.is_empty())
                .collect(),
            table: Table::new(to, sheet.name(), &sheet.columns(), &said)?,
        })
    }

    /// Takes a seed in.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn add(&mut self, result: &SeedResult) -> io::Result<()> {
        let scenario = self.scenario;
        let seed = i64::try_from(result.seed).unwrap_or(i64::MAX);
        let seed = [Cell::Text(&scenario.id), Cell::Whole(seed)];
        match self.sheet {
            Sheet::Options => self.add_options(&seed, result),
            Sheet::Cards => {
                for (card, adds) in scenario.cards.iter().zip(&result.cards) {
                    let cells = [Cell::Text(&card.id), real_or_nothing(*adds)];
                    self.table.row(&[&seed[..], &cells].concat())?;
                }
                Ok(())
            }
            Sheet::Runs | Sheet::Tasks | Sheet::Messages => {
                for (policy, run) in self.plan.policies.iter().zip(&result.runs) {
                    let kind = match policy {
                        Policy::Script(_) => "script",
                        Policy::Nobody => "nobody",
                        Policy::Random => "random",
                        Policy::Searching => "searching",
                    };
                    let who = [Cell::Text(kind), Cell::Text(policy.name())];
                    self.add_run(&[&seed[..], &who].concat(), run)?;
                }
                Ok(())
            }
        }
    }

    fn add_run(&mut self, who: &[Cell<'_>], run: &RunResult) -> io::Result<()> {
        let scenario = self.scenario;
        match self.sheet {
            Sheet::Tasks => {
                let tasks = scenario.objectives.iter().flat_map(|it| {
                    let tasks = it.tasks.iter();
                    tasks.map(move |task| (it, &scenario.tasks[task.at()]))
                });
                for ((objective, task), rating) in tasks.zip(&run.tasks) {
                    let letter = rating.map(|it| format!("{it:?}"));
                    let cells = [
                        Cell::Text(&objective.id),
                        Cell::Text(&task.id),
                        letter.as_deref().map_or(Cell::Nothing, Cell::Text),
                        real_or_nothing(rating.map(points)),
                    ];
                    self.table.row(&[who, &cells].concat())?;
                }
            }
            Sheet::Messages => {
                for (inject, minute) in scenario.injects.iter().zip(&run.injects) {
                    let minute = minute.map_or(Cell::Nothing, |it| Cell::Whole(i64::from(it)));
                    self.table
                        .row(&[who, &[Cell::Text(&inject.id), minute]].concat())?;
                }
            }
            _ => {
                let mut cells = who.to_vec();
                cells.extend([run.score, run.value].map(Cell::Real));
                cells.extend(run.outcomes.iter().map(|it| Cell::Real(*it)));
                self.table.row(&cells)?;
            }
        }
        Ok(())
    }

    fn add_options(&mut self, seed: &[Cell<'_>], result: &SeedResult) -> io::Result<()> {
        for (prompt, of_teams) in self.scenario.prompts.iter().zip(&result.options) {
            for (team, worths) in self.moving.iter().zip(of_teams) {
                for (option, worth) in prompt.options.iter().zip(worths) {
                    let cells = [
                        Cell::Text(&team.id),
                        Cell::Text(&prompt.id),
                        Cell::Text(&option.id),
                        real_or_nothing(worth.as_ref().map(|it| it.value)),
                    ];
                    self.table.row(&[seed, &cells].concat())?;
                }
            }
        }
        Ok(())
    }

    /// Writes the rest and hands back what it was written to.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn done(self) -> io::Result<W> {
        self.table.done()
    }
}

fn real_or_nothing<'a>(real: Option<f64>) -> Cell<'a> {
    real.map_or(Cell::Nothing, Cell::Real)
}
