//! Two evaluators' ratings of the same tasks beside each other, differences first. What counts is what
//! each gave before the other's could be seen. Must not settle which of them is right.

use super::evaluator::{EvaluatorView, NoteFace};
use crate::review::Finished;
use crate::scenario::Rating;
use serde::Serialize;
use std::collections::BTreeMap;

/// What one evaluator gave a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GaveRating {
    /// The evaluator.
    pub by: String,
    /// The rating: the last that was given before the other's could be seen.
    pub rating: Rating,
    /// What was seen.
    pub text: String,
    /// When, on the clock.
    pub clock: String,
    /// What the evaluator rates it since the other's could be seen, if that differs.
    pub since: Option<Rating>,
}

/// A task that two evaluators rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RatedTwice {
    /// The task's id.
    pub task: String,
    /// What should be done.
    pub title: String,
    /// The title of its objective.
    pub objective: String,
    /// What each of them gave, in the order of [`Raters::names`].
    pub gave: [GaveRating; 2],
}

impl RatedTwice {
    /// Steps between the two ratings, 0 to 3.
    pub fn apart(&self) -> u8 {
        let [one, other] = [&self.gave[0], &self.gave[1]].map(|it| step(it.rating));
        one.abs_diff(other)
    }
}

/// Two evaluators who rated at least one task both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Raters {
    /// Their names, whoever rated first before.
    pub names: [String; 2],
    /// What both rated: the farthest apart first, then in the scenario's order.
    pub tasks: Vec<RatedTwice>,
}

impl Raters {
    /// Tasks on which they are so many steps apart.
    pub fn apart_by(&self, steps: u8) -> usize {
        self.tasks.iter().filter(|it| it.apart() == steps).count()
    }

    /// How far they agree, plainly counted. There is no coefficient: with the ten or twenty tasks of an
    /// exercise, chance moves Cohen's kappa by more than what it would tell.
    pub fn in_words(&self) -> String {
        let all = self.tasks.len();
        let (agree, one) = (self.apart_by(0), self.apart_by(1));
        let mut words = format!("agree on {agree} of {all}");
        match (one, all - agree - one) {
            (0, 0) => {}
            (one, 0) => words.push_str(&format!("; one step apart on {one}")),
            (0, further) => words.push_str(&format!("; further apart on {further}")),
            (one, further) => {
                words.push_str(&format!("; one step apart on {one}, further on {further}"))
            }
        }
        words
    }
}

/// The place of a rating among the four.
fn step(rating: Rating) -> u8 {
    match rating {
        Rating::P => 0,
        Rating::S => 1,
        Rating::M => 2,
        Rating::U => 3,
    }
}

/// A rating with its place in the record.
type Given<'a> = (usize, Rating, &'a NoteFace);

/// A task that can be rated.
struct Task<'a> {
    id: &'a str,
    title: &'a str,
    objective: &'a str,
}

/// All pairs of evaluators who rated a task both. Who has one name is one evaluator.
pub fn raters(view: &EvaluatorView) -> Vec<Raters> {
    let tasks: Vec<Task<'_>> = view
        .objectives
        .iter()
        .flat_map(|objective| {
            objective.tasks.iter().map(|task| Task {
                id: &task.id,
                title: &task.title,
                objective: &objective.title,
            })
        })
        .collect();
    pairs(&tasks, &view.notes)
}

/// The same of an exercise that is over: of what was noted while it was played and after.
pub fn raters_of(finished: &Finished) -> Vec<Raters> {
    let story = &finished.story;
    let tasks: Vec<Task<'_>> = story
        .objectives
        .iter()
        .flat_map(|objective| {
            objective.tasks.iter().map(|task| Task {
                id: &task.id,
                title: &task.title,
                objective: &objective.title,
            })
        })
        .collect();
    let notes: Vec<NoteFace> = finished
        .observations
        .notes
        .iter()
        .map(|note| NoteFace {
            clock: story.clock(note.at_secs),
            by: note.by.clone(),
            text: note.text.clone(),
            task: note.task.clone(),
            rating: note.rating,
        })
        .collect();
    pairs(&tasks, &notes)
}

fn pairs(all: &[Task<'_>], notes: &[NoteFace]) -> Vec<Raters> {
    let mut names: Vec<&str> = Vec::new();
    let mut given: BTreeMap<(&str, &str), Vec<Given<'_>>> = BTreeMap::new();
    for (at, note) in notes.iter().enumerate() {
        if let (Some(task), Some(rating)) = (&note.task, note.rating) {
            if !names.contains(&note.by.as_str()) {
                names.push(&note.by);
            }
            let list = given.entry((task, &note.by)).or_default();
            list.push((at, rating, note));
        }
    }
    let pairs = names.iter().enumerate().flat_map(|(at, one)| {
        let others = names[at + 1..].iter();
        others.map(move |other| [*one, *other])
    });
    pairs
        .filter_map(|pair| {
            let mut tasks: Vec<RatedTwice> = Vec::new();
            for task in all {
                let [one, other] = pair.map(|who| given.get(&(task.id, who)));
                if let (Some(one), Some(other)) = (one, other) {
                    tasks.push(RatedTwice {
                        task: task.id.to_owned(),
                        title: task.title.to_owned(),
                        objective: task.objective.to_owned(),
                        gave: gave(one, other)?,
                    });
                }
            }
            tasks.sort_by_key(|it| std::cmp::Reverse(it.apart()));
            (!tasks.is_empty()).then(|| Raters {
                names: pair.map(str::to_owned),
                tasks,
            })
        })
        .collect()
}

/// What each of two gave before the other's could be seen: an evaluator sees it once both have rated.
fn gave(one: &[Given<'_>], other: &[Given<'_>]) -> Option<[GaveRating; 2]> {
    let seen = one.first()?.0.max(other.first()?.0);
    let alone = |list: &[Given<'_>]| {
        let (_, rating, note) = list.iter().rev().find(|(at, ..)| *at <= seen)?;
        let last = list.last().map(|(_, it, _)| *it);
        Some(GaveRating {
            by: note.by.clone(),
            rating: *rating,
            text: note.text.clone(),
            clock: note.clock.clone(),
            since: last.filter(|it| it != rating),
        })
    };
    Some([alone(one)?, alone(other)?])
}

#[cfg(test)]
mod tests {
    use super::super::evaluator::{ObjectiveFace, TaskFace};
    use super::*;

    fn view(notes: &[(&str, &str, Option<Rating>)]) -> EvaluatorView {
        let task = |id: &str| TaskFace {
            id: id.to_owned(),
            title: format!("Do {id}"),
            plan: String::new(),
            look_for: String::new(),
            evidence: String::new(),
            proposed: None,
        };
        EvaluatorView {
            objectives: vec![ObjectiveFace {
                id: "care".to_owned(),
                title: "Care".to_owned(),
                about: String::new(),
                organisation: String::new(),
                tasks: ["a", "b", "c"].map(task).into(),
            }],
            notes: notes
                .iter()
                .enumerate()
                .map(|(at, (by, task, rating))| NoteFace {
                    clock: at.to_string(),
                    by: (*by).to_owned(),
                    text: format!("{by} saw {task}"),
                    task: Some((*task).to_owned()),
                    rating: *rating,
                })
                .collect(),
            decided: Vec::new(),
            talk: Vec::new(),
        }
    }

    #[test]
    fn differences_stand_first_and_agreement_is_counted() {
        use Rating::{M, P, S, U};
        let found = raters(&view(&[
            ("Nia", "a", Some(S)),
            ("Sam", "a", Some(S)),
            ("Nia", "b", Some(P)),
            ("Sam", "b", Some(U)),
            ("Sam", "c", Some(M)),
            ("Nia", "c", Some(S)),
        ]));
        assert_eq!(found.len(), 1);
        let order: Vec<&str> = found[0].tasks.iter().map(|it| it.task.as_str()).collect();
        assert_eq!(order, ["b", "c", "a"]);
        assert_eq!(found[0].names, ["Nia", "Sam"]);
        assert_eq!(found[0].tasks[1].gave[0].rating, S, "Nia's stands first");
        assert_eq!(found[0].tasks[0].gave[1].text, "Sam saw b");
        assert_eq!(
            found[0].in_words(),
            "agree on 1 of 3; one step apart on 1, further on 1"
        );
    }

    #[test]
    fn what_was_changed_after_the_others_could_be_seen_is_told_and_not_counted() {
        use Rating::{M, P, S};
        let found = raters(&view(&[
            ("Nia", "a", Some(P)),
            ("Nia", "a", Some(S)),
            ("Sam", "a", Some(M)),
            ("Sam", "a", Some(S)),
        ]));
        let [nia, sam] = &found[0].tasks[0].gave;
        // Nia changed her mind while only she had rated: that is her own.
        assert_eq!((nia.rating, nia.since), (S, None));
        assert_eq!((sam.rating, sam.since), (M, Some(S)));
        assert_eq!(found[0].in_words(), "agree on 0 of 1; one step apart on 1");
    }

    #[test]
    fn notes_without_a_rating_tasks_of_one_and_unknown_tasks_make_no_pair() {
        use Rating::{M, S};
        let found = raters(&view(&[
            ("Nia", "a", Some(S)),
            ("Sam", "a", None),
            ("Sam", "b", Some(M)),
            ("Nia", "gone", Some(M)),
            ("Sam", "gone", Some(M)),
        ]));
        assert!(found.is_empty());
        let three = raters(&view(&[
            ("Nia", "a", Some(S)),
            ("Sam", "a", Some(S)),
            ("Jo", "a", Some(M)),
        ]));
        let pairs: Vec<_> = three.iter().map(|it| it.names.clone()).collect();
        assert_eq!(pairs, [["Nia", "Sam"], ["Nia", "Jo"], ["Sam", "Jo"]]);
    }
}
