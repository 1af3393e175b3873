//! The summary of a run, for programs and for a terminal. Its fields are stable.

use super::{grouped, rating_in_words, rating_letter};
use serde::Serialize;
use wardroom_core::record::Story;
use wardroom_core::review::Came;
use wardroom_core::review::Finished;
use wardroom_core::scenario::Rating;
use wardroom_core::words;

/// The summary of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The scenario's id.
    pub scenario: String,
    /// The scripted team's id, if one played.
    pub team: Option<String>,
    /// With which luck was drawn: the same again gives the same exercise.
    pub seed: u64,
    /// Minutes from STARTEX to ENDEX.
    pub ended_mins: u64,
    /// Exercise score (learning only), 0 to 100; null if too few tasks were seen, or some wait for a
    /// person.
    pub score: Option<f64>,
    /// What became of patients, 0 to 100: the score can't exceed it; null without a score.
    pub patients: Option<f64>,
    /// Between which scripted teams on the same random seed it lies, in words.
    pub position: Option<String>,
    /// Tasks that wait for a person's rating.
    pub tasks_waiting: usize,
    /// Why there is no score, in words; empty if there is one.
    #[serde(skip)]
    no_score: String,
    /// Tasks that were seen.
    pub tasks_seen: usize,
    /// All that the scenario has, seen or not.
    pub tasks: usize,
    /// In the scenario's order.
    pub objectives: Vec<SummaryObjective>,
    /// The hash of the final state; null if what it came to is not known.
    pub state_hash: Option<String>,
    /// Outcomes; null if what it came to is not known.
    pub outcomes: Option<SummaryOutcomes>,
    /// Hours from STARTEX to each milestone; null for one that never came.
    pub milestones: Vec<(String, Option<f64>)>,
}

/// How one objective was rated, for programs that read the summary.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryObjective {
    /// As the scenario's file has it.
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
    /// Outpatients who were told not to come, or came in vain.
    pub appointments_cancelled: u64,
    /// Planned operations that did not take place.
    pub operations_cancelled: u64,
    /// Urgent cancer patients among both.
    pub urgent_cancer_cancelled: u64,
    /// Emergency patients sent elsewhere.
    pub ed_diverted: u64,
    /// Emergency patients delayed over four hours.
    pub ed_delayed: u64,
    /// Longest wait in the emergency department, minutes.
    pub ed_wait_peak_mins: u64,
    /// Patient-hours of care at reduced capacity.
    pub degraded_patient_hours: f64,
    /// The same by risk: high, medium, low.
    pub degraded_patient_hours_by_risk: [f64; 3],
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
    /// Hours of normal work that were not done, all services together.
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
            score: assessment.told().map(tenth),
            patients: assessment.patients_part.filter(|_| scored).map(tenth),
            position: assessment.position().filter(|_| scored),
            tasks_waiting: assessment.waiting().count(),
            no_score: assessment.why_no_score().map_or(String::new(), |why| {
                format!("{}. {why}", assessment.seen_in_words())
            }),
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
        match self.score {
            Some(score) => {
                text.push_str(&format!("{} {score:.0} of 100", words::SCORE));
                if let Some(position) = &self.position {
                    text.push_str(&format!(", {position}"));
                }
                if let Some(patients) = self.patients {
                    text.push_str(&format!(". What became of patients: {patients:.0}"));
                }
                text.push_str(".\n\n");
            }
            None => text.push_str(&format!("{}\n\n", self.no_score)),
        }
        for objective in self.objectives.iter().filter(|_| self.score.is_some()) {
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
            (
                "patient-hours of care at reduced capacity",
                out.degraded_patient_hours,
            ),
            (
                "time-critical emergency patients seen late",
                out.ed_critical_late,
            ),
            ("emergency patients who left unseen", out.ed_left_unseen),
            (
                "hours lost by patients diverted or turned away",
                out.redirected_hours,
            ),
            ("errors on paper", out.paper_errors),
            ("cancelled patients on no list", out.patients_untraced),
            ("staff hours of paper not typed back", out.paper_debt_hours),
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
        ed_critical_late: tenth(out.ed_critical_late),
        ed_left_unseen: tenth(out.ed_left_unseen),
        redirected_hours: tenth(out.redirected_hours),
        paper_errors: tenth(out.paper_errors),
        patients_untraced: tenth(out.patients_untraced),
        paper_debt_hours: tenth(out.paper_debt_hours),
        service_hours_lost: tenth(out.service_hours_lost),
        service_hours_lost_by_service: story
            .services
            .iter()
            .zip(&came.hours_lost)
            .map(|(service, lost)| (service.id.clone(), tenth(*lost)))
            .collect(),
    }
}
