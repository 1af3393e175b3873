//! Judges a finished exercise: ratings with their evidence, outcomes, the readiness score. Must
//! not run the exercise that it judges, and must not call a score an assurance rating.

mod finished;
pub mod needs;
mod outcomes;
mod rating;
mod readiness;
mod reference;
pub mod what_if;

pub use finished::{Came, Finished, SignedBy};
pub use outcomes::{OUTCOMES, label, standing, unit, value};
pub use rating::{Proposed, propose};
pub use readiness::{OUTCOMES_WEIGHT, TASKS_WEIGHT, percentile, points, readiness};
pub use reference::{Reference, references};

use crate::exercise::{Answer, Command, Event, Exercise, Improvement, Outcomes, What};
use crate::record::Story;
use crate::scenario::{Mins, Outcome, Rating, Scenario, TaskId};
use serde::Serialize;

/// What people saw and decided about the ratings, taken from the record's commands.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    /// Evaluators' notes: by whom, text, task, rating, minute.
    pub notes: Vec<Note>,
    /// Ratings that a person confirmed or overrode: task, rating, by whom, why. Later ones count.
    pub rated: Vec<(String, Option<Rating>, String, String)>,
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
    pub task: Option<String>,
    /// A rating, if one was given.
    pub rating: Option<Rating>,
    /// The inject it belongs to.
    pub inject: Option<String>,
}

impl Observations {
    /// From a record.
    pub fn of(opened: &crate::record::Opened) -> Self {
        let mut observations = Self::default();
        for (at_secs, _, command) in opened.commands() {
            observations.take(at_secs, command);
        }
        observations
    }

    /// Takes a command in, if it is an observation.
    pub fn take(&mut self, at_secs: u64, command: &Command) {
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
                task: task.clone(),
                rating: *rating,
                inject: inject.clone(),
            }),
            Command::Rate {
                task,
                rating,
                by,
                because,
            } => self
                .rated
                .push((task.clone(), *rating, by.clone(), because.clone())),
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeResult {
    /// Which.
    pub id: Outcome,
    /// In words.
    pub label: String,
    /// Its unit, in words.
    pub unit: String,
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Milestone {
    /// What.
    pub label: String,
    /// Hours since STARTEX.
    pub hours: Option<f64>,
}

/// An exercise, judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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
    /// What each organisation's tasks came to, 0 to 100, where several play, in the order of the
    /// story: the mean over its objectives, as in the score of all; nothing of one whose tasks were
    /// not rated.
    pub fn by_organisation(&self, story: &Story) -> Vec<Option<f64>> {
        let several = story.several();
        let each = story.organisations.iter().filter(|_| several);
        each.map(|organisation| {
            let theirs = story.objectives.iter().zip(&self.objectives);
            let scores = theirs
                .filter(|(objective, _)| objective.of == organisation.id)
                .filter_map(|(_, result)| result.score);
            mean(scores)
        })
        .collect()
    }

    /// The tasks.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskResult> {
        self.objectives.iter().flat_map(|it| &it.tasks)
    }

    /// How many tasks were seen, that is rated, and how many there are.
    pub fn seen(&self) -> (usize, usize) {
        let seen = self.tasks().filter(|task| task.rating.is_some()).count();
        (seen, self.tasks().count())
    }

    /// Whether there is a score to tell: at least half of the tasks were seen. An exercise that
    /// ended early or was barely played has none, and nothing that looks like one may be shown of
    /// it. (The half is an author's estimate: with fewer, the outcomes of an exercise in which
    /// nothing could go wrong yet would carry the score.)
    pub fn scored(&self) -> bool {
        let (seen, all) = self.seen();
        all > 0 && seen * 2 >= all
    }

    /// The readiness, 0 to 100, if there is a score to tell.
    pub fn score(&self) -> Option<f64> {
        self.scored().then_some(self.readiness)
    }

    /// What stands in place of a score: `3 of 16 tasks seen`.
    pub fn seen_in_words(&self) -> String {
        let (seen, all) = self.seen();
        format!("{seen} of {all} tasks seen")
    }

    /// The same with what people saw and decided: the last rating that a person confirmed goes
    /// before the last that an evaluator noted, and that before what is proposed.
    #[must_use]
    pub fn rated(mut self, observations: &Observations) -> Self {
        for task in self.objectives.iter_mut().flat_map(|it| &mut it.tasks) {
            let id = task.id.as_str();
            let person = observations.rated.iter().rev().find(|it| it.0 == id);
            let evaluator = observations
                .notes
                .iter()
                .rev()
                .find(|note| note.task.as_deref() == Some(id) && note.rating.is_some());
            (task.rating, task.confirmed_by) = match (person, evaluator) {
                (Some((_, rating, by, _)), _) => (*rating, Some(by.clone())),
                (None, Some(note)) => (note.rating, Some(note.by.clone())),
                (None, None) => (task.proposed, None),
            };
        }
        self.count();
        self
    }

    /// Works out scores from ratings and standings.
    fn count(&mut self) {
        for objective in &mut self.objectives {
            let points = objective
                .tasks
                .iter()
                .filter_map(|it| it.rating.map(points));
            let score = mean(points);
            objective.rating = score.map(nearest_rating);
            objective.score = score.map(|score| score * 100.0);
        }
        self.tasks_part = mean(self.objectives.iter().filter_map(|it| it.score)).unwrap_or(0.0);
        self.outcomes_part =
            mean(self.outcomes.iter().map(|it| it.standing)).unwrap_or(0.0) * 100.0;
        self.readiness = readiness(self.tasks_part, self.outcomes_part);
        let scores: Vec<f64> = self.references.iter().map(|(_, score)| *score).collect();
        self.percentile = percentile(self.readiness, &scores);
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
    let ended_mins = exercise.state().minute;
    let mut own = judge(
        scenario,
        &exercise.state().outcomes,
        exercise.watched(),
        ended_mins,
        references,
    );
    own.milestones = milestones(events, exercise.state().clean());
    own.references = references
        .iter()
        .map(|reference| {
            let judged = judge(
                scenario,
                &reference.outcomes,
                &reference.watched,
                ended_mins,
                references,
            );
            (reference.team.clone(), judged.readiness)
        })
        .collect();
    own.rated(observations)
}

/// What the state supports, with nothing that a person said.
fn judge(
    scenario: &Scenario,
    outcomes: &Outcomes,
    watched: &[crate::exercise::Watched],
    ended_mins: Mins,
    references: &[Reference],
) -> Assessment {
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
                label: label(*id).to_owned(),
                unit: unit(*id).to_owned(),
                value,
                best: if best.is_finite() { best } else { value },
                worst,
                standing: standing(value, best, worst),
            }
        })
        .collect();
    let result = |id: &TaskId| {
        let task = &scenario.tasks[id.at()];
        let proposed = propose(
            scenario,
            task,
            &watched[id.at()],
            ended_mins,
            &outcome_results,
        );
        TaskResult {
            id: task.id.clone(),
            title: task.title.clone(),
            plan: task.plan.clone(),
            proposed: proposed.rating,
            evidence: proposed.evidence,
            rating: proposed.rating,
            confirmed_by: None,
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
        })
        .collect();
    let mut judged = Assessment {
        objectives,
        outcomes: outcome_results,
        ..Assessment::default()
    };
    judged.count();
    judged
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
    .map(|(label, hours)| Milestone {
        label: label.to_owned(),
        hours,
    })
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
