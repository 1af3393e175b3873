//! What people say they need, against what the exercise showed: the hot debrief and the
//! training-needs consultation, staff group by staff group. Must not let anybody who answered
//! without their name be found out: where one did, nothing is told of fewer than [`FEWEST`].
//!
//! ```text
//! confidence   = (mean of the marks − 1) ÷ 4                         (0 to 1)
//! performance  = the objective's score ÷ 100                         (0 to 1, P 1, S 0.7, M 0.35, U 0)
//! surer        if confidence − performance ≥ 0.3, about one rating
//! less sure    if performance − confidence ≥ 0.3
//! ```

use crate::assessment::{ObjectiveResult, Observations};
use crate::exercise::FORMER_GROUPS;
use crate::exercise::{Answer, Element, GROUPS, SCALE, SELDOM_ASKED, STATEMENTS};
use crate::scenario::Rating;
use serde::Serialize;
use std::collections::BTreeMap;

/// The fewest answers of which anything is told where somebody answered without their name.
pub const FEWEST: usize = 3;
/// How far confidence and performance may lie apart and still be said to agree: about one rating.
pub const APART: f64 = 0.3;

/// What people said, counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Needs {
    /// How many answered.
    pub answers: usize,
    /// Whether somebody answered without their name.
    pub anonymous: bool,
    /// Staff groups that were too small to be told apart, and were put together.
    pub merged: Vec<String>,
    /// The hot debrief's statements.
    pub statements: Vec<Stated>,
    /// Everybody together, and then by staff group. Empty if too few answered.
    pub groups: Vec<GroupNeeds>,
    /// What was written, by question.
    pub words: Vec<Said>,
    /// Staff groups that are seldom asked, and were not asked here either.
    pub unasked: Vec<&'static str>,
}

/// A statement, and how far it was agreed with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stated {
    /// What an answer on record names it by.
    pub id: &'static str,
    /// As people read it.
    pub words: &'static str,
    /// How many marked it.
    pub answers: usize,
    /// How many agree: 4 or 5 of 5.
    pub agree: usize,
    /// The mean mark; nothing if too few marked it.
    pub mean: Option<f64>,
}

/// What a staff group said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupNeeds {
    /// The group, or several put together.
    pub name: String,
    /// How many of it answered.
    pub answers: usize,
    /// By capability, in the order of the objectives.
    pub capabilities: Vec<Capability>,
}

/// How sure a staff group is of a capability, and what would help.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Capability {
    /// As the scenario names it.
    pub objective: String,
    /// What the team should be able to do.
    pub title: String,
    /// How many marked it.
    pub answers: usize,
    /// Mean confidence, 1 to 5; nothing if too few marked it.
    pub confidence: Option<f64>,
    /// How many marked 1 or 2; nothing if too few marked it.
    pub unsure: Option<usize>,
    /// How the exercise rated the objective.
    pub shown: Option<Rating>,
    /// How the two lie to each other.
    pub parting: Parting,
    /// What would help, and how many say so; the most wanted first.
    pub support: Vec<(Element, usize)>,
}

impl Capability {
    /// Tells nothing of it.
    fn hide(&mut self) {
        self.answers = 0;
        self.confidence = None;
        self.unsure = None;
        self.parting = Parting::TooFew;
        self.support.clear();
    }
}

/// How confidence lies to what the exercise showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parting {
    /// Nearer than [`APART`].
    Agree,
    /// Surer than the exercise bears out: the dangerous one.
    Surer,
    /// Less sure than the exercise bears out.
    LessSure,
    /// The exercise did not show it.
    NotShown,
    /// Too few marked it.
    TooFew,
}

impl Parting {
    /// As a table's cell says it: `surer than the exercise showed`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Agree => "as the exercise showed",
            Self::Surer => "surer than the exercise showed",
            Self::LessSure => "less sure than the exercise showed",
            Self::NotShown => "not shown by the exercise",
            Self::TooFew => "too few to tell",
        }
    }
}

/// Something that was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Said {
    /// The question's place.
    #[serde(skip)]
    at: usize,
    /// As it was asked.
    pub question: &'static str,
    /// What was written.
    pub text: String,
    /// By whom, and of which group; empty if that is not told.
    pub by: String,
}

impl Needs {
    /// From what people answered and how the objectives were rated.
    pub fn of(observations: &Observations, objectives: &[ObjectiveResult]) -> Self {
        let answers = &observations.answers;
        let anonymous = answers.iter().any(|it| it.name.trim().is_empty());
        let fewest = if anonymous { FEWEST } else { 1 };
        let by_group = by_group(answers);
        let asked = |group: &str| {
            by_group.contains_key(&key(group))
                || FORMER_GROUPS
                    .iter()
                    .any(|(then, now)| *now == group && by_group.contains_key(&key(then)))
        };
        let unasked = GROUPS[..SELDOM_ASKED]
            .iter()
            .copied()
            .filter(|group| !answers.is_empty() && !asked(group))
            .collect();
        let mut needs = Self {
            answers: answers.len(),
            anonymous,
            unasked,
            ..Self::default()
        };
        if answers.len() < fewest {
            // Of so few nothing is told, not even who was not among them.
            needs.unasked.clear();
            return needs;
        }
        let all: Vec<&Answer> = answers.iter().collect();
        needs.statements = STATEMENTS
            .iter()
            .map(|(id, words)| stated(id, words, &all, fewest))
            .collect();
        needs
            .groups
            .push(group("Everybody".to_owned(), &all, objectives, fewest));
        let (groups, merged) = put_together(by_group, fewest);
        needs.merged = merged;
        // A single group is everybody.
        if groups.len() > 1 {
            for (name, members) in groups {
                needs.groups.push(group(name, &members, objectives, fewest));
            }
        }
        if anonymous {
            needs.hide_what_differences_tell();
        }
        needs.words = said(answers, anonymous);
        needs
    }

    /// What is told of everybody less what is told of the groups must not tell of fewer than
    /// [`FEWEST`] either: where it would, the smallest group that is told is not.
    fn hide_what_differences_tell(&mut self) {
        let Some((everybody, groups)) = self.groups.split_first_mut() else {
            return;
        };
        for (at, all) in everybody.capabilities.iter_mut().enumerate() {
            loop {
                let told: usize = groups.iter().map(|it| it.capabilities[at].answers).sum();
                let hidden = all.answers.saturating_sub(told);
                if hidden == 0 || hidden >= FEWEST {
                    break;
                }
                let smallest = groups
                    .iter_mut()
                    .map(|it| &mut it.capabilities[at])
                    .filter(|it| it.answers > 0)
                    .min_by_key(|it| it.answers);
                let Some(smallest) = smallest else { break };
                smallest.hide();
            }
            // What would help is told of a group only where as many say so, and of everybody only
            // where the rest is as many again, or nobody.
            for group in groups.iter_mut() {
                let it = &mut group.capabilities[at];
                let told = it.answers > 0;
                it.support.retain(|(_, count)| told && *count >= FEWEST);
            }
            all.support.retain(|(_, count)| *count >= FEWEST);
            for (element, count) in all.support.clone() {
                let of_group = |it: &GroupNeeds| {
                    it.capabilities[at]
                        .support
                        .iter()
                        .find(|(own, _)| *own == element)
                        .map_or(0, |(_, count)| *count)
                };
                let told: usize = groups.iter().map(of_group).sum();
                let rest = count.saturating_sub(told);
                if rest > 0 && rest < FEWEST {
                    for group in groups.iter_mut() {
                        group.capabilities[at]
                            .support
                            .retain(|(own, _)| *own != element);
                    }
                }
            }
        }
    }

    /// Whether people answered, and too few to tell anything of.
    pub fn too_few(&self) -> bool {
        self.answers > 0 && self.groups.is_empty()
    }

    /// What is told about how it was made anonymous; empty if nobody asked for that.
    pub fn in_confidence(&self) -> String {
        if !self.anonymous || self.answers == 0 {
            return String::new();
        }
        let mut words = format!(
            "Somebody answered without their name, so nothing is told of fewer than {FEWEST} answers."
        );
        if !self.merged.is_empty() {
            words.push_str(&format!(
                " Merged (small numbers): {}.",
                self.merged.join(", ")
            ));
        }
        words
    }
}

fn key(group: &str) -> String {
    group.trim().to_lowercase()
}

type Members<'a> = (String, Vec<&'a Answer>);

/// Answers by staff group, whatever the case it was written in.
fn by_group(answers: &[Answer]) -> BTreeMap<String, Members<'_>> {
    let mut groups: BTreeMap<String, Members<'_>> = BTreeMap::new();
    for answer in answers {
        groups
            .entry(key(&answer.group))
            .or_insert_with(|| (answer.group.trim().to_owned(), Vec::new()))
            .1
            .push(answer);
    }
    groups
}

/// Puts groups of fewer than `fewest` together, with the smallest of the others if they are still
/// too few, and says which.
fn put_together(
    groups: BTreeMap<String, Members<'_>>,
    fewest: usize,
) -> (Vec<Members<'_>>, Vec<String>) {
    let mut told: Vec<Members<'_>> = groups.into_values().collect();
    told.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    let large = told.partition_point(|(_, members)| members.len() >= fewest);
    let mut small = told.split_off(large);
    if small.is_empty() {
        return (told, Vec::new());
    }
    let count = |groups: &[Members<'_>]| groups.iter().map(|(_, it)| it.len()).sum::<usize>();
    while count(&small) < fewest {
        match told.pop() {
            Some(group) => small.push(group),
            None => break,
        }
    }
    let mut merged: Vec<String> = small.iter().map(|(name, _)| name.clone()).collect();
    merged.sort();
    let members = small.into_iter().flat_map(|(_, members)| members).collect();
    told.push(("Other staff groups".to_owned(), members));
    (told, merged)
}

fn mean(marks: &[u8]) -> f64 {
    marks.iter().map(|it| f64::from(*it)).sum::<f64>() / marks.len() as f64
}

fn stated(id: &'static str, words: &'static str, all: &[&Answer], fewest: usize) -> Stated {
    let marks: Vec<u8> = all
        .iter()
        .filter_map(|it| it.agrees.get(id).copied())
        .collect();
    let told = !marks.is_empty() && marks.len() >= fewest;
    Stated {
        id,
        words,
        answers: if told { marks.len() } else { 0 },
        agree: if told {
            marks.iter().filter(|it| **it >= 4).count()
        } else {
            0
        },
        mean: told.then(|| mean(&marks)),
    }
}

fn group(
    name: String,
    members: &[&Answer],
    objectives: &[ObjectiveResult],
    fewest: usize,
) -> GroupNeeds {
    GroupNeeds {
        name,
        answers: members.len(),
        capabilities: objectives
            .iter()
            .map(|it| capability(it, members, fewest))
            .collect(),
    }
}

fn capability(objective: &ObjectiveResult, members: &[&Answer], fewest: usize) -> Capability {
    let marks: Vec<u8> = members
        .iter()
        .filter_map(|it| it.confidence.get(&objective.id).copied())
        .collect();
    let told = !marks.is_empty() && marks.len() >= fewest;
    let confidence = told.then(|| mean(&marks));
    let parting = match (confidence, objective.score) {
        (None, _) => Parting::TooFew,
        (_, None) => Parting::NotShown,
        (Some(confidence), Some(score)) => {
            let over = (confidence - 1.0) / f64::from(SCALE - 1) - score / 100.0;
            if over >= APART {
                Parting::Surer
            } else if over <= -APART {
                Parting::LessSure
            } else {
                Parting::Agree
            }
        }
    };
    let mut support: Vec<(Element, usize)> = Element::ALL
        .iter()
        .map(|element| {
            let wanted = members.iter().filter(|it| {
                it.support
                    .get(&objective.id)
                    .is_some_and(|wanted| wanted.contains(element))
            });
            (*element, wanted.count())
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    support.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Capability {
        objective: objective.id.clone(),
        title: objective.title.clone(),
        answers: if told { marks.len() } else { 0 },
        confidence,
        unsure: told.then(|| marks.iter().filter(|it| **it <= 2).count()),
        shown: objective.rating,
        parting,
        support,
    }
}

/// What was written. Where somebody answered without their name nobody's name stands beside it,
/// and the order is that of the alphabet, so that it tells nothing either.
fn said(answers: &[Answer], anonymous: bool) -> Vec<Said> {
    let mut said: Vec<Said> = answers
        .iter()
        .flat_map(|answer| {
            let by = if anonymous {
                String::new()
            } else {
                format!("{}, {}", answer.name.trim(), answer.group.trim())
            };
            answer
                .words()
                .into_iter()
                .enumerate()
                .filter(|(_, (_, text))| !text.trim().is_empty())
                .map(move |(at, (question, text))| Said {
                    at,
                    question,
                    text: text.trim().to_owned(),
                    by: by.clone(),
                })
        })
        .collect();
    said.sort();
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(number: u32, group: &str, confidence: u8) -> Answer {
        Answer {
            number,
            group: group.to_owned(),
            confidence: BTreeMap::from([("contain".to_owned(), confidence)]),
            support: BTreeMap::from([("contain".to_owned(), vec![Element::Training])]),
            well: format!("Words of {number}"),
            ..Answer::default()
        }
    }

    fn contain(score: f64, rating: Rating) -> Vec<ObjectiveResult> {
        vec![ObjectiveResult {
            id: "contain".to_owned(),
            title: "Contain it".to_owned(),
            rating: Some(rating),
            score: Some(score),
            tasks: Vec::new(),
            patients: false,
        }]
    }

    fn needs(answers: Vec<Answer>) -> Needs {
        let observations = Observations {
            answers,
            ..Observations::default()
        };
        Needs::of(&observations, &contain(35.0, Rating::M))
    }

    fn sizes(needs: &Needs) -> Vec<(&str, usize)> {
        needs
            .groups
            .iter()
            .map(|it| (it.name.as_str(), it.answers))
            .collect()
    }

    #[test]
    fn small_groups_are_put_together_and_said_to_be() {
        let found = needs(vec![
            answer(1, "Nurse", 5),
            answer(2, "nurse", 4),
            answer(3, "Nurse ", 3),
            answer(4, "Porter", 1),
            answer(5, "Clerk", 2),
            answer(6, "Surgeon", 5),
        ]);
        assert_eq!(
            sizes(&found),
            [("Everybody", 6), ("Nurse", 3), ("Other staff groups", 3)]
        );
        assert_eq!(found.merged, ["Clerk", "Porter", "Surgeon"]);
        assert!(found.in_confidence().contains("Clerk, Porter, Surgeon"));
        assert!(!found.unasked.contains(&"Porter") && found.unasked.contains(&"GP"));
        // A record made before the group was renamed has asked it all the same.
        assert!(!found.unasked.contains(&"Ward clerk"));
    }

    #[test]
    fn one_alone_pulls_the_smallest_other_group_in_so_that_no_difference_tells() {
        let mut answers: Vec<Answer> = (1..=4).map(|it| answer(it, "Nurse", 4)).collect();
        answers.extend((5..=7).map(|it| answer(it, "Porter", 3)));
        answers.push(answer(8, "Surgeon", 1));
        let found = needs(answers);
        assert_eq!(
            sizes(&found),
            [("Everybody", 8), ("Nurse", 4), ("Other staff groups", 4)]
        );
        assert_eq!(found.merged, ["Porter", "Surgeon"]);
    }

    #[test]
    fn of_two_without_a_name_nothing_is_told_and_with_names_everything() {
        let two = vec![answer(1, "Nurse", 5), answer(2, "Porter", 1)];
        let found = needs(two.clone());
        assert!(found.too_few() && found.words.is_empty() && found.unasked.is_empty());
        let named = two
            .into_iter()
            .map(|it| Answer {
                name: format!("Person {}", it.number),
                ..it
            })
            .collect();
        let found = needs(named);
        assert_eq!(
            sizes(&found),
            [("Everybody", 2), ("Nurse", 1), ("Porter", 1)]
        );
        assert_eq!(found.words[0].by, "Person 1, Nurse");
        assert!(found.in_confidence().is_empty());
    }

    #[test]
    fn a_mark_that_fewer_than_three_gave_is_not_told() {
        let mut answers: Vec<Answer> = (1..=4).map(|it| answer(it, "Nurse", 5)).collect();
        for quiet in &mut answers[..2] {
            quiet.confidence.clear();
        }
        let found = needs(answers);
        let capability = &found.groups[0].capabilities[0];
        assert_eq!((capability.confidence, capability.answers), (None, 0));
        assert_eq!(capability.parting, Parting::TooFew);
    }

    #[test]
    fn confidence_and_performance_part_where_they_lie_a_rating_apart() {
        for (mark, score, rating, wanted) in [
            // (3 − 1) ÷ 4 = 0.5, less than 0.3 from 0.35.
            (3, 35.0, Rating::M, Parting::Agree),
            // (4 − 1) ÷ 4 = 0.75, 0.4 above.
            (4, 35.0, Rating::M, Parting::Surer),
            // (2 − 1) ÷ 4 = 0.25, 0.45 below 0.7.
            (2, 70.0, Rating::S, Parting::LessSure),
        ] {
            let observations = Observations {
                answers: (1..=3).map(|it| answer(it, "Nurse", mark)).collect(),
                ..Observations::default()
            };
            let found = Needs::of(&observations, &contain(score, rating));
            let capability = &found.groups[0].capabilities[0];
            assert_eq!(capability.parting, wanted);
            assert_eq!(capability.confidence, Some(f64::from(mark)));
            assert_eq!(capability.support, [(Element::Training, 3)]);
        }
    }

    #[test]
    fn words_without_names_stand_in_the_order_of_the_alphabet() {
        let found = needs((1..=3).rev().map(|it| answer(it, "Nurse", 3)).collect());
        let texts: Vec<&str> = found.words.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["Words of 1", "Words of 2", "Words of 3"]);
        assert!(found.words.iter().all(|it| it.by.is_empty()));
    }

    #[test]
    fn no_difference_between_figures_tells_of_one() {
        let mut answers: Vec<Answer> = [4, 4, 5]
            .into_iter()
            .zip(1..)
            .map(|(mark, number)| answer(number, "Nurse", mark))
            .collect();
        let mut porters: Vec<Answer> = (4..=6).map(|it| answer(it, "Porter", 1)).collect();
        for quiet in &mut porters[1..] {
            quiet.confidence.clear();
            quiet.support.clear();
        }
        answers.extend(porters);
        let found = needs(answers);
        let told: Vec<(usize, usize)> = found
            .groups
            .iter()
            .map(|it| {
                let capability = &it.capabilities[0];
                (
                    capability.answers,
                    capability.support.iter().map(|(_, count)| count).sum(),
                )
            })
            .collect();
        // Everybody's four marks are told, and of no group, so that the porter's one is not what
        // is left; of four who want training none is told by group.
        assert_eq!(told, [(4, 4), (0, 0), (0, 0)]);
    }
}
