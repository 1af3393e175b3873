//! An exercise, judged: ratings, and the scores that are worked out of them. Must not look at the
//! exercise.

use super::observations::Observations;
use super::score::{self, points};
use crate::scenario::{Outcome, Rating};
use serde::Serialize;

/// A task, judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskResult {
    /// As the scenario names it; a person's rating is kept under it.
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
    /// Whether only a person can rate it.
    pub for_a_person: bool,
    /// Why it is not rated, if a person said so.
    pub waived: Option<String>,
}

/// An objective, judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObjectiveResult {
    /// As the scenario names it.
    pub id: String,
    /// What the team should be able to do.
    pub title: String,
    /// The rating nearest to its score; nothing if no task was rated.
    pub rating: Option<Rating>,
    /// Mean points of its rated tasks, 0 to 100; of one about keeping patients safe, with what became
    /// of them.
    pub score: Option<f64>,
    /// In the order of the scenario.
    pub tasks: Vec<TaskResult>,
    /// Whether it is about keeping patients safe: the whole score can't exceed its own.
    pub patients: bool,
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
    /// 0 for as bad as the worst of them, 1 for as good as the best; it can lie beyond either.
    pub standing: f64,
    /// How much it weighs, in hundredths of all outcomes; nought if this exercise could not have it.
    pub weight: f64,
    /// Whether it is one of patients.
    pub of_patients: bool,
}

/// A moment that matters, if it came.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Milestone {
    /// What.
    pub label: String,
    /// Hours since STARTEX.
    pub hours: Option<f64>,
}

/// What holds the score down.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ceiling {
    /// The scripted team whose patients fared better.
    pub team: String,
    /// Its score, 0 to 100.
    pub score: f64,
}

/// An exercise, judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Assessment {
    /// The exercise score (for learning), 0 to 100.
    pub score: f64,
    /// The part of the tasks, 0 to 100.
    pub tasks_part: f64,
    /// The part of the outcomes, 0 to 100.
    pub outcomes_part: f64,
    /// What became of patients, 0 to 100; nothing if it was judged by rules that did not know.
    pub patients_part: Option<f64>,
    /// The scripted team that it can't exceed, because that team's patients fared better.
    pub ceiling: Option<Ceiling>,
    /// In the order of the scenario.
    pub objectives: Vec<ObjectiveResult>,
    /// Outcomes against the reference teams.
    pub outcomes: Vec<OutcomeResult>,
    /// The same for every exercise, those that never came too.
    pub milestones: Vec<Milestone>,
    /// The scripted teams' scores on the same seed.
    pub references: Vec<(String, f64)>,
    /// What a team that searches came to, by the scenario: the far end of the scale.
    pub searched: Option<f64>,
}

impl Assessment {
    /// Those of every objective, in the order of the scenario.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskResult> {
        self.objectives.iter().flat_map(|it| &it.tasks)
    }

    /// How many tasks were seen, that is rated, and how many there are.
    pub fn seen(&self) -> (usize, usize) {
        let seen = self.tasks().filter(|task| task.rating.is_some()).count();
        (seen, self.tasks().count())
    }

    /// The tasks that wait for a person: only they can rate them, and nobody has, nor said why not.
    pub fn waiting(&self) -> impl Iterator<Item = &TaskResult> {
        self.tasks()
            .filter(|it| it.for_a_person && it.rating.is_none() && it.waived.is_none())
    }

    /// Whether there is a score to tell: at least half of the tasks were seen, and a person has rated
    /// every task that only a person can rate, or said why not. An exercise that ended early or was
    /// barely played has none, and nothing that looks like one may be shown of it. (The half is an
    /// author's estimate: with fewer, the outcomes of an exercise in which nothing could go wrong yet
    /// would carry the score.)
    pub fn scored(&self) -> bool {
        self.enough_seen() && self.waiting().next().is_none()
    }

    /// Whether at least half of the tasks were seen, of those that nobody waived: it was played, and not
    /// just begun.
    pub fn enough_seen(&self) -> bool {
        let (seen, all) = self.seen();
        let waived = self.tasks().filter(|it| it.waived.is_some()).count();
        all > waived && seen * 2 >= all - waived
    }

    /// The exercise score, 0 to 100, if there is one to tell.
    pub fn told(&self) -> Option<f64> {
        self.scored().then_some(self.score)
    }

    /// The same with what people saw and decided: the last rating that a person confirmed goes
    /// before the last that an evaluator noted, and that before what is proposed.
    #[must_use]
    pub fn rated(mut self, observations: &Observations) -> Self {
        for task in self.objectives.iter_mut().flat_map(|it| &mut it.tasks) {
            let id = task.id.as_str();
            let person = observations.rated.iter().rev().find(|it| it.0 == id);
            task.waived = match person {
                Some((_, None, _, because)) if !because.trim().is_empty() => Some(because.clone()),
                Some(_) => None,
                None if task.for_a_person && observations.by_script => {
                    Some("A script played: there was nobody to watch.".to_owned())
                }
                None => None,
            };
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

    /// Works out scores from ratings and standings. What earlier rules judged, which did not know what
    /// became of patients, is counted as they did.
    pub(super) fn count(&mut self) {
        for objective in &mut self.objectives {
            let points = objective
                .tasks
                .iter()
                .filter_map(|it| it.rating.map(points));
            let tasks = mean(points).map(|score| score * 100.0);
            objective.score = match self.patients_part {
                Some(patients) if objective.patients => {
                    Some(score::keep_patients_safe(tasks, patients))
                }
                _ => tasks,
            };
            objective.rating = objective
                .score
                .map(|score| nearest_rating(score / 100.0))
                .filter(|_| objective.tasks.iter().any(|it| it.rating.is_some()));
        }
        self.tasks_part = mean(self.objectives.iter().filter_map(|it| it.score)).unwrap_or(0.0);
        let Some(patients) = self.patients_part else {
            let standings = self.outcomes.iter().map(|it| it.standing);
            self.outcomes_part = mean(standings).unwrap_or(0.0) * 100.0;
            self.score = 0.6 * self.tasks_part + 0.4 * self.outcomes_part;
            return;
        };
        let standings = self.outcomes.iter().map(|it| (it.standing, it.weight));
        self.outcomes_part = score::points_of(standings).unwrap_or(patients);
        let safe = self.objectives.iter().filter(|it| it.patients);
        let ceilings = safe
            .filter_map(|it| it.score)
            .chain(self.ceiling.iter().map(|it| it.score));
        let whole = score::of_parts(self.tasks_part, self.outcomes_part).min(patients);
        self.score = ceilings.fold(whole, f64::min);
    }
}

/// The mean; nothing of nothing.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
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
