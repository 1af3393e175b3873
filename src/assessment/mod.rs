//! Judges a finished exercise: ratings with their evidence, outcomes, the readiness score. Must
//! not run the exercise that it judges, and must not call a score an assurance rating.

pub mod needs;
mod outcomes;
mod rating;
mod readiness;
mod reference;
pub mod what_if;

pub use outcomes::{OUTCOMES, label, standing, unit, value};
pub use rating::{Proposed, propose};
pub use readiness::{OUTCOMES_WEIGHT, TASKS_WEIGHT, percentile, points, readiness};
pub use reference::{Reference, references};

use crate::exercise::{Answer, Command, Event, Exercise, Improvement, Outcomes, What};
use crate::scenario::{InjectId, Mins, OrganisationId, Outcome, Rating, Scenario, TaskId};
use serde::Serialize;

/// What people saw and decided about the ratings, taken from the record's commands.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    /// Evaluators' notes: by whom, text, task, rating, minute.
    pub notes: Vec<Note>,
    /// Ratings that a person confirmed or overrode: task, rating, by whom, why. Later ones count.
    pub rated: Vec<(TaskId, Option<Rating>, String, String)>,
    /// Improvement actions, in order of number, each as it was last written.
    pub actions: Vec<Improvement>,
    /// What people answered, in order of number, each as it was last written.
    pub answers: Vec<Answer>,
}

/// An evaluator's note.
#[derive(Clone, Debug)]
pub struct Note {
    /// When, seconds since STARTEX.
    pub at_secs: u64,
    /// Evaluator.
    pub by: String,
    /// What was seen.
    pub text: String,
    /// The task it belongs to.
    pub task: Option<TaskId>,
    /// A rating, if one was given.
    pub rating: Option<Rating>,
    /// The inject it belongs to.
    pub inject: Option<InjectId>,
}

impl Observations {
    /// Takes a command in, if it is an observation.
    pub fn take(&mut self, scenario: &Scenario, at_secs: u64, command: &Command) {
        let find = |task: &str| scenario.names.tasks.get(task).copied();
        match command {
            Command::Note {
                by,
                text,
                task,
                rating,
                inject,
            } => self.notes.push(Note {
                at_secs,
                by: by.clone(),
                text: text.clone(),
                task: task.as_deref().and_then(find),
                rating: *rating,
                inject: inject
                    .as_deref()
                    .and_then(|inject| scenario.names.injects.get(inject).copied()),
            }),
            Command::Rate {
                task,
                rating,
                by,
                because,
            } => {
                if let Some(task) = find(task) {
                    self.rated
                        .push((task, *rating, by.clone(), because.clone()));
                }
            }
            Command::Act(improvement) => {
                put(&mut self.actions, (**improvement).clone(), |it| it.number);
            }
            Command::Answer(answer) => {
                put(&mut self.answers, (**answer).clone(), |it| it.number);
            }
            _ => {}
        }
    }
}

/// Puts something in its place by number, over what stands there.
fn put<T>(list: &mut Vec<T>, new: T, number: impl Fn(&T) -> u32) {
    let place = list.partition_point(|it| number(it) < number(&new));
    match list.get_mut(place) {
        Some(same) if number(same) == number(&new) => *same = new,
        _ => list.insert(place, new),
    }
}

/// A task, judged.
#[derive(Clone, Debug, Serialize)]
pub struct TaskResult {
    /// The task.
    pub id: String,
    /// What should be done.
    pub title: String,
    /// Where that is written.
    pub plan: String,
    /// What the machine proposes; nothing if only an evaluator can tell, or it was not observed.
    pub proposed: Option<Rating>,
    /// The evidence, in words.
    pub evidence: String,
    /// The rating that counts: a person's if there is one, an evaluator's, else what is proposed.
    pub rating: Option<Rating>,
    /// Who confirmed it, if anybody.
    pub confirmed_by: Option<String>,
}

/// An objective, judged.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectiveResult {
    /// The objective.
    pub id: String,
    /// Title.
    pub title: String,
    /// The rating nearest to its score; nothing if no task was rated.
    pub rating: Option<Rating>,
    /// Mean points of its rated tasks, 0 to 100.
    pub score: Option<f64>,
    /// Its tasks.
    pub tasks: Vec<TaskResult>,
}

/// How far an outcome is from what the reference teams reached on the same seed.
#[derive(Clone, Debug, Serialize)]
pub struct OutcomeResult {
    /// Which.
    pub id: Outcome,
    /// In words.
    pub label: &'static str,
    /// Its unit, in words.
    pub unit: &'static str,
    /// What came of it.
    pub value: f64,
    /// Best of the reference teams.
    pub best: f64,
    /// Worst of the reference teams.
    pub worst: f64,
    /// 0 for as bad as the worst of them, 1 for as good as the best.
    pub standing: f64,
}

/// A moment that matters, if it came.
#[derive(Clone, Debug, Serialize)]
pub struct Milestone {
    /// What.
    pub label: &'static str,
    /// Hours since STARTEX.
    pub hours: Option<f64>,
}

/// An exercise, judged.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Assessment {
    /// Readiness, 0 to 100.
    pub readiness: f64,
    /// The part of the tasks, 0 to 100.
    pub tasks_part: f64,
    /// The part of the outcomes, 0 to 100.
    pub outcomes_part: f64,
    /// Where the readiness stands among the reference teams with the same luck, 0 to 100.
    pub percentile: f64,
    /// Objectives.
    pub objectives: Vec<ObjectiveResult>,
    /// Outcomes against the reference teams.
    pub outcomes: Vec<OutcomeResult>,
    /// Milestones.
    pub milestones: Vec<Milestone>,
    /// The reference teams' readiness on the same seed.
    pub references: Vec<(String, f64)>,
}

impl Assessment {
    /// What each organisation's tasks came to, 0 to 100, where several play: the mean over its
    /// objectives, as in the score of all; nothing of one whose tasks were not rated.
    pub fn by_organisation(&self, scenario: &Scenario) -> Vec<(OrganisationId, Option<f64>)> {
        scenario
            .organisation_ids()
            .filter(|_| scenario.several())
            .map(|of| {
                let theirs = scenario.objectives.iter().zip(&self.objectives);
                let scores = theirs
                    .filter(|(objective, _)| objective.of == of)
                    .filter_map(|(_, result)| result.score);
                (of, mean(scores))
            })
            .collect()
    }
}

/// Judges an exercise against the reference teams on the same seed.
pub fn assess(
    exercise: &Exercise,
    events: &[Event],
    observations: &Observations,
    references: &[Reference],
) -> Assessment {
    let scenario = exercise.scenario();
    let own = judge(
        scenario,
        &exercise.state().outcomes,
        exercise.watched(),
        exercise.state().minute,
        observations,
        references,
    );
    let reference_scores: Vec<(String, f64)> = references
        .iter()
        .map(|reference| {
            let judged = judge(
                scenario,
                &reference.outcomes,
                &reference.watched,
                exercise.state().minute,
                &Observations::default(),
                references,
            );
            (reference.team.clone(), judged.readiness)
        })
        .collect();
    let scores: Vec<f64> = reference_scores.iter().map(|(_, score)| *score).collect();
    Assessment {
        percentile: percentile(own.readiness, &scores),
        readiness: own.readiness,
        tasks_part: own.tasks_part,
        outcomes_part: own.outcomes_part,
        objectives: own.objectives,
        outcomes: own.outcomes,
        milestones: milestones(events, exercise.state().clean()),
        references: reference_scores,
    }
}

struct Judged {
    readiness: f64,
    tasks_part: f64,
    outcomes_part: f64,
    objectives: Vec<ObjectiveResult>,
    outcomes: Vec<OutcomeResult>,
}

fn judge(
    scenario: &Scenario,
    outcomes: &Outcomes,
    watched: &[crate::exercise::Watched],
    ended_mins: Mins,
    observations: &Observations,
    references: &[Reference],
) -> Judged {
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
            OutcomeResult {
                id: *id,
                label: label(*id),
                unit: unit(*id),
                value,
                best: if best.is_finite() { best } else { value },
                worst,
                standing: standing(value, best, worst),
            }
        })
        .collect();
    let objectives: Vec<ObjectiveResult> = scenario
        .objectives
        .iter()
        .map(|objective| {
            let tasks: Vec<TaskResult> = objective
                .tasks
                .iter()
                .map(|id| {
                    task_result(
                        scenario,
                        *id,
                        &watched[id.at()],
                        ended_mins,
                        observations,
                        &outcome_results,
                    )
                })
                .collect();
            let score = mean(tasks.iter().filter_map(|task| task.rating.map(points)));
            ObjectiveResult {
                id: objective.id.clone(),
                title: objective.title.clone(),
                rating: score.map(nearest_rating),
                score: score.map(|score| score * 100.0),
                tasks,
            }
        })
        .collect();
    let tasks_part = mean(objectives.iter().filter_map(|it| it.score)).unwrap_or(0.0);
    let outcomes_part = mean(outcome_results.iter().map(|it| it.standing)).unwrap_or(0.0) * 100.0;
    Judged {
        readiness: readiness(tasks_part, outcomes_part),
        tasks_part,
        outcomes_part,
        objectives,
        outcomes: outcome_results,
    }
}

fn task_result(
    scenario: &Scenario,
    id: TaskId,
    watched: &crate::exercise::Watched,
    ended_mins: Mins,
    observations: &Observations,
    outcomes: &[OutcomeResult],
) -> TaskResult {
    let task = &scenario.tasks[id.at()];
    let proposed = propose(scenario, task, watched, ended_mins, outcomes);
    let person = observations
        .rated
        .iter()
        .rev()
        .find(|(rated, ..)| *rated == id);
    let evaluator = observations
        .notes
        .iter()
        .rev()
        .find(|note| note.task == Some(id) && note.rating.is_some());
    let (rating, confirmed_by) = match (person, evaluator) {
        (Some((_, rating, by, _)), _) => (*rating, Some(by.clone())),
        (None, Some(note)) => (note.rating, Some(note.by.clone())),
        (None, None) => (proposed.rating, None),
    };
    TaskResult {
        id: task.id.clone(),
        title: task.title.clone(),
        plan: task.plan.clone(),
        proposed: proposed.rating,
        evidence: proposed.evidence,
        rating,
        confirmed_by,
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// The rating whose points are nearest to a mean of points.
pub fn nearest_rating(score: f64) -> Rating {
    let mut best = Rating::U;
    for rating in [Rating::U, Rating::M, Rating::S, Rating::P] {
        if (points(rating) - score).abs() <= (points(best) - score).abs() {
            best = rating;
        }
    }
    best
}

fn milestones(events: &[Event], clean: Option<Mins>) -> Vec<Milestone> {
    let first = |wanted: &dyn Fn(&What) -> bool| {
        events
            .iter()
            .find(|event| wanted(&event.what))
            .map(|event| event.at_secs as f64 / 3600.0)
    };
    let step = |step| move |what: &What| matches!(what, What::Marked { step: marked, .. } if *marked == step);
    use crate::scenario::Step;
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
    .map(|(label, hours)| Milestone { label, hours })
    .collect()
}

/// Minutes in words: `1 h 05 min`.
pub fn mins_in_words(mins: Mins) -> String {
    match (mins / 60, mins % 60) {
        (0, mins) => format!("{mins} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, mins) => format!("{hours} h {mins:02} min"),
    }
}
