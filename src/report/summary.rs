//! The summary of a run, for programs and for a terminal. Its fields are stable.

use super::{Finished, grouped, rating_in_words, rating_letter};
use crate::assessment::Came;
use crate::record::Story;
use crate::scenario::Rating;
use serde::Serialize;

/// The summary of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The scenario's id.
    pub scenario: String,
    /// The scripted team's id, if one played.
    pub team: Option<String>,
    /// The seed.
    pub seed: u64,
    /// Minutes from STARTEX to ENDEX.
    pub ended_mins: u64,
    /// Readiness, 0 to 100; null if too few tasks were seen for a score.
    pub readiness: Option<f64>,
    /// Its place among the reference teams with the same luck, 0 to 100; null without a score.
    pub percentile: Option<f64>,
    /// Tasks that were seen.
    pub tasks_seen: usize,
    /// Tasks.
    pub tasks: usize,
    /// Objectives.
    pub objectives: Vec<SummaryObjective>,
    /// The hash of the final state; null if what it came to is not known.
    pub state_hash: Option<String>,
    /// Outcomes; null if what it came to is not known.
    pub outcomes: Option<SummaryOutcomes>,
    /// Hours from STARTEX to each milestone; null for one that never came.
    pub milestones: Vec<(String, Option<f64>)>,
}

/// An objective of the summary.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryObjective {
    /// Id.
    pub id: String,
    /// Rating; null if nothing was observed.
    pub rating: Option<Rating>,
    /// Mean points of its tasks, 0 to 100; null if nothing was observed.
    pub score: Option<f64>,
}

/// The outcomes of the summary. All are simulated.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryOutcomes {
    /// Devices of the trust.
    pub hosts_total: u32,
    /// Devices ever infected.
    pub hosts_ever_infected: u32,
    /// Most devices locked at one time.
    pub hosts_locked_peak: u32,
    /// Appointments cancelled.
    pub appointments_cancelled: u64,
    /// Operations cancelled.
    pub operations_cancelled: u64,
    /// Urgent cancer patients among both.
    pub urgent_cancer_cancelled: u64,
    /// Emergency patients sent elsewhere.
    pub ed_diverted: u64,
    /// Emergency patients delayed over four hours.
    pub ed_delayed: u64,
    /// Longest wait in the emergency department, minutes.
    pub ed_wait_peak_mins: u64,
    /// Patient-hours in degraded care.
    pub degraded_patient_hours: f64,
    /// The same by risk: high, medium, low.
    pub degraded_patient_hours_by_risk: [f64; 3],
    /// Service-hours lost.
    pub service_hours_lost: f64,
    /// The same by service.
    pub service_hours_lost_by_service: Vec<(String, f64)>,
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn whole(value: f64) -> u64 {
    value.round().max(0.0) as u64
}

impl Summary {
    /// The summary of a finished exercise.
    pub fn of(finished: &Finished) -> Self {
        let story = &finished.story;
        let assessment = &finished.assessment;
        let scored = assessment.scored();
        let (tasks_seen, tasks) = assessment.seen();
        Self {
            scenario: story.id.clone(),
            team: finished.team.clone(),
            seed: finished.seed,
            ended_mins: finished.ended_secs / 60,
            readiness: assessment.score().map(tenth),
            percentile: scored.then(|| tenth(assessment.percentile)),
            tasks_seen,
            tasks,
            objectives: assessment
                .objectives
                .iter()
                .map(|objective| SummaryObjective {
                    id: objective.id.clone(),
                    rating: objective.rating.filter(|_| scored),
                    score: objective.score.filter(|_| scored).map(tenth),
                })
                .collect(),
            state_hash: finished
                .came
                .as_ref()
                .map(|came| came.state_hash.clone())
                .filter(|hash| !hash.is_empty()),
            outcomes: finished.came.as_ref().map(|came| outcomes(story, came)),
            milestones: assessment
                .milestones
                .iter()
                .map(|milestone| (milestone.label.clone(), milestone.hours.map(tenth)))
                .collect(),
        }
    }

    /// The summary for a terminal.
    pub fn in_words(&self) -> String {
        let mut text = format!(
            "{}, {}, seed {}. Simulated.\n\n",
            self.scenario,
            self.team.as_deref().unwrap_or("a live team"),
            self.seed,
        );
        match (self.readiness, self.percentile) {
            (Some(readiness), Some(percentile)) => text.push_str(&format!(
                "Readiness {readiness:.0} of 100; better than {percentile:.0} per cent of teams with the same luck.\n\n"
            )),
            _ => {
                text.push_str(&format!(
                    "{} of {} tasks seen. There is no score: it needs at least half of the tasks.\n\n",
                    self.tasks_seen, self.tasks
                ));
            }
        }
        for objective in self.objectives.iter().filter(|_| self.readiness.is_some()) {
            text.push_str(&format!(
                "  {}  {:<14} {}\n",
                rating_letter(objective.rating),
                objective.id,
                rating_in_words(objective.rating)
            ));
        }
        let Some(out) = &self.outcomes else {
            return text;
        };
        text.push('\n');
        for (label, value) in [
            ("devices ever infected", f64::from(out.hosts_ever_infected)),
            (
                "devices locked at the worst time",
                f64::from(out.hosts_locked_peak),
            ),
            ("appointments cancelled", out.appointments_cancelled as f64),
            ("operations cancelled", out.operations_cancelled as f64),
            (
                "urgent cancer patients cancelled",
                out.urgent_cancer_cancelled as f64,
            ),
            ("emergency patients sent elsewhere", out.ed_diverted as f64),
            (
                "emergency patients delayed over four hours",
                out.ed_delayed as f64,
            ),
            ("patient-hours in degraded care", out.degraded_patient_hours),
            ("service-hours lost", out.service_hours_lost),
        ] {
            text.push_str(&format!("  {:>8}  {label}\n", grouped(value)));
        }
        text
    }
}

fn outcomes(story: &Story, came: &Came) -> SummaryOutcomes {
    let out = &came.outcomes;
    SummaryOutcomes {
        hosts_total: story.devices,
        hosts_ever_infected: out.hosts_ever_infected,
        hosts_locked_peak: out.hosts_locked_peak,
        appointments_cancelled: whole(out.appointments_cancelled),
        operations_cancelled: whole(out.operations_cancelled),
        urgent_cancer_cancelled: whole(out.urgent_cancer_cancelled),
        ed_diverted: whole(out.ed_diverted),
        ed_delayed: whole(out.ed_delayed),
        ed_wait_peak_mins: whole(out.ed_wait_peak_mins),
        degraded_patient_hours: tenth(out.degraded_patient_hours.iter().sum()),
        degraded_patient_hours_by_risk: out.degraded_patient_hours.map(tenth),
        service_hours_lost: tenth(out.service_hours_lost),
        service_hours_lost_by_service: story
            .services
            .iter()
            .zip(&came.hours_lost)
            .map(|(service, lost)| (service.id.clone(), tenth(*lost)))
            .collect(),
    }
}
