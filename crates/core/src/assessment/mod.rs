//! Judges a finished exercise: ratings with their evidence, outcomes, the exercise score. Must
//! not run the exercise that it judges, and must not call a score an assurance rating.

mod finished;
pub mod needs;
mod outcomes;
mod rating;
mod reference;
mod score;
pub mod what_if;

pub use finished::{Came, Finished, SignedBy};
pub use outcomes::{Exposed, OUTCOMES, label, of_patients, standing, unit, value, weight};
pub use rating::{Proposed, propose};
pub use reference::{Reference, references};
pub use score::{OUTCOMES_WEIGHT, PATIENTS_IN_OBJECTIVE, TASKS_WEIGHT, points, position};

use crate::exercise::{Answer, Command, Event, Exercise, Improvement, Outcomes, Watched, What};
use crate::record::Story;
use crate::scenario::{Measure, Mins, Outcome, Rating, Scenario, TaskId};
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
    /// Whether a script played, so that there was nobody to be watched.
    pub by_script: bool,
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
    /// None yet, in a record that begins so. A branch of what a script played is people's.
    pub fn begun(header: &crate::record::Header) -> Self {
        Self {
            by_script: header.team.is_some() && header.parent.is_none(),
            ..Self::default()
        }
    }

    /// From a record.
    pub fn of(opened: &crate::record::Opened) -> Self {
        let mut observations = Self::begun(&opened.header);
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
    /// Whether only a person can rate it.
    pub for_a_person: bool,
    /// Why it is not rated, if a person said so.
    pub waived: Option<String>,
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
    /// Mean points of its rated tasks, 0 to 100; of one about keeping patients safe, with what became
    /// of them.
    pub score: Option<f64>,
    /// Its tasks.
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
    /// Objectives.
    pub objectives: Vec<ObjectiveResult>,
    /// Outcomes against the reference teams.
    pub outcomes: Vec<OutcomeResult>,
    /// Milestones.
    pub milestones: Vec<Milestone>,
    /// The scripted teams' scores on the same seed.
    pub references: Vec<(String, f64)>,
    /// What a team that searches came to, by the scenario: the far end of the scale.
    pub searched: Option<f64>,
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

    /// Why there is no score yet, if there is none.
    pub fn why_no_score(&self) -> Option<String> {
        if !self.enough_seen() {
            return Some("There is no score: it needs at least half of the tasks.".to_owned());
        }
        let waiting = self.waiting().count();
        (waiting > 0).then(|| {
            "There is no score yet: a person must rate every task that only a person can rate, or say why not."
                .to_owned()
        })
    }

    /// What stands in place of a score: `3 of 16 tasks seen`, or how many wait for a person.
    pub fn seen_in_words(&self) -> String {
        let (seen, all) = self.seen();
        match self.waiting().count() {
            waiting if waiting > 0 && self.enough_seen() => format!(
                "{waiting} of {all} tasks wait for a person's rating, or a reason why there is none"
            ),
            _ => format!("{seen} of {all} tasks seen"),
        }
    }

    /// What the score is made of, in words.
    pub fn parts_in_words(&self) -> String {
        let mut words = format!(
            "Tasks {:.0} and outcomes {:.0}, counting half each.",
            self.tasks_part, self.outcomes_part
        );
        if let Some(patients) = self.patients_part {
            words.push_str(&format!(
                " What became of patients: {patients:.0}; the score can't exceed that."
            ));
        } else {
            words = format!(
                "Tasks {:.0}, counting 60%, and outcomes {:.0}, counting 40%.",
                self.tasks_part, self.outcomes_part
            );
        }
        if let Some(ceiling) = self.ceiling.as_ref().filter(|it| it.score <= self.score) {
            words.push_str(&format!(
                " It stops at that of the scripted team “{}”, whose patients fared better.",
                ceiling.team
            ));
        }
        words + " It compares for learning and is not an assurance rating."
    }

    /// Between which scripted teams the score lies, and how far the scale goes, in words.
    pub fn position(&self) -> Option<String> {
        let position = position(self.score, &self.references)?;
        Some(match self.searched {
            Some(most) => {
                format!("{position}; a team that searches all decisions came to {most:.0}")
            }
            None => position,
        })
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
    fn count(&mut self) {
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
