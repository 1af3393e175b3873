//! Judges an exercise against the reference teams on the same seed. Must not run it.

use super::observations::Observations;
use super::outcomes::{Exposed, OUTCOMES, label, of_patients, standing, unit, value, weight};
use super::rating::propose;
use super::reference::Reference;
use super::result::{Assessment, Ceiling, Milestone, ObjectiveResult, OutcomeResult, TaskResult};
use super::score;
use crate::exercise::{Event, Exercise, Outcomes, Watched, What};
use crate::scenario::{Measure, Mins, Scenario, Step, TaskId};

/// Judges an exercise against the reference teams on the same seed.
pub fn assess(
    exercise: &Exercise,
    events: &[Event],
    observations: &Observations,
    references: &[Reference],
) -> Assessment {
    let scenario = exercise.scenario();
    let ended_mins = exercise.state().minute;
    let judge = |outcomes: &Outcomes, watched: &[Watched]| {
        judge(scenario, outcomes, watched, ended_mins, references)
    };
    let mut own = judge(&exercise.state().outcomes, exercise.watched());
    own.milestones = milestones(events, exercise.state().clean());
    // Better patients first: each is held down by those whose patients fared better.
    let mut judged: Vec<(usize, Assessment)> = references
        .iter()
        .map(|it| judge(&it.outcomes, &it.watched))
        .enumerate()
        .collect();
    let patients = |it: &Assessment| it.patients_part.unwrap_or_default();
    judged.sort_by(|a, b| {
        patients(&b.1)
            .total_cmp(&patients(&a.1))
            .then(a.0.cmp(&b.0))
    });
    let mut teams: Vec<(f64, f64)> = Vec::new();
    let mut named: Vec<(usize, f64)> = Vec::new();
    for (at, mut team) in judged {
        let part = patients(&team);
        if let Some((_, score)) = score::ceiling(part, &teams) {
            team.score = team.score.min(score);
        }
        teams.push((part, team.score));
        named.push((at, team.score));
    }
    own.ceiling = score::ceiling(patients(&own), &teams).map(|(at, score)| Ceiling {
        team: references[named[at].0].team.clone(),
        score,
    });
    named.sort_by_key(|(at, _)| *at);
    own.searched = scenario.searched;
    own.references = named
        .into_iter()
        .map(|(at, score)| (references[at].team.clone(), score))
        .collect();
    own.rated(observations)
}

/// What the state supports, with nothing that a person said.
fn judge(
    scenario: &Scenario,
    outcomes: &Outcomes,
    watched: &[Watched],
    ended_mins: Mins,
    references: &[Reference],
) -> Assessment {
    let exposed = Exposed::of(scenario, ended_mins);
    let outcome_results: Vec<OutcomeResult> = OUTCOMES
        .iter()
        .map(|id| {
            let values: Vec<f64> = references
                .iter()
                .map(|reference| value(*id, &reference.outcomes))
                .collect();
            let best = values.iter().copied().fold(f64::INFINITY, f64::min);
            let worst = values.iter().copied().fold(0.0, f64::max);
            let value = value(*id, outcomes);
            let best = if best.is_finite() { best } else { value };
            let least = exposed.least(*id);
            OutcomeResult {
                id: *id,
                label: label(*id).to_owned(),
                unit: unit(*id).to_owned(),
                value,
                best,
                worst,
                standing: standing(value, best, worst, least),
                weight: if least > 0.0 { weight(*id) } else { 0.0 },
                of_patients: of_patients(*id),
            }
        })
        .collect();
    let patients_of = |outcomes: &Outcomes| {
        let patients = outcome_results.iter().filter(|it| it.of_patients);
        score::points_of(patients.map(|it| {
            let value = value(it.id, outcomes);
            let least = exposed.least(it.id);
            (standing(value, it.best, it.worst, least), it.weight)
        }))
    };
    let patients = patients_of(outcomes);
    let better: Vec<bool> = references
        .iter()
        .map(|it| patients_of(&it.outcomes) > patients)
        .collect();
    let ended = ended_mins >= scenario.ends_mins;
    let result = |id: &TaskId| {
        let task = &scenario.tasks[id.at()];
        let came = |it: &Watched| it.moment.is_some() || it.during_mins > 0 || it.cuts[0] > 0;
        // Who has lost nothing by it was right to take the occasion away.
        let came_to_others = references
            .iter()
            .zip(&better)
            .any(|(it, better)| *better && came(&it.watched[id.at()]));
        let proposed = propose(
            scenario,
            task,
            &watched[id.at()],
            ended_mins,
            &outcome_results,
            ended && came_to_others,
        );
        TaskResult {
            id: task.id.clone(),
            title: task.title.clone(),
            plan: task.plan.clone(),
            proposed: proposed.rating,
            evidence: proposed.evidence,
            rating: proposed.rating,
            confirmed_by: None,
            for_a_person: matches!(task.measure, Measure::Observed),
            waived: None,
        }
    };
    let objectives = scenario
        .objectives
        .iter()
        .map(|objective| ObjectiveResult {
            id: objective.id.clone(),
            title: objective.title.clone(),
            rating: None,
            score: None,
            tasks: objective.tasks.iter().map(result).collect(),
            patients: objective.patients,
        })
        .collect();
    let mut judged = Assessment {
        objectives,
        outcomes: outcome_results,
        patients_part: Some(patients.unwrap_or(100.0)),
        ..Assessment::default()
    };
    judged.count();
    judged
}

fn milestones(events: &[Event], clean: Option<Mins>) -> Vec<Milestone> {
    let first = |wanted: &dyn Fn(&What) -> bool| {
        events
            .iter()
            .find(|event| wanted(&event.what))
            .map(|event| event.at_secs as f64 / 3600.0)
    };
    let step = |step| move |what: &What| matches!(what, What::Marked { step: marked, .. } if *marked == step);
    [
        (
            "First device infected",
            first(&|what| matches!(what, What::SegmentInfected { .. })),
        ),
        (
            "Recognised as one incident",
            first(&step(Step::IncidentRecognised)),
        ),
        (
            "Incident declared",
            first(&|what| matches!(what, What::Declared { .. })),
        ),
        ("Command group formed", first(&step(Step::CommandGroup))),
        (
            "First organisation told",
            first(&|what| matches!(what, What::Notified { .. })),
        ),
        (
            "Criteria for reconnection written",
            first(&step(Step::ReconnectCriteria)),
        ),
        // The last time, if it has stayed so.
        ("Network clean", clean.map(|mins| f64::from(mins) / 60.0)),
        (
            "Stood down",
            first(&|what| matches!(what, What::StoodDown { .. })),
        ),
    ]
    .into_iter()
    .map(|(label, hours)| Milestone {
        label: label.to_owned(),
        hours,
    })
    .collect()
}
