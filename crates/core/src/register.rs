//! The register: what each member of a care system has rehearsed, when it is next due, and what is
//! open from it. Must never be read as an assurance rating: it says what was rehearsed, not that a
//! plan is good.

use crate::coverage::{Coverage, Trace, coverage, not_a_rehearsal};
use crate::cycle::{Due, ExerciseType, Held};
use crate::exercise::{Carried, Improvement, Status};
use crate::plan::Plan;
use crate::record::Opened;
use crate::review::{Finished, SignedBy};
use crate::scenario::Rating;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the register keeps of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The scenario's title.
    pub title: String,
    /// When it was started, real time; by that it is known.
    pub started: String,
    /// The real day on which it was started; empty if that can't be read.
    pub day: String,
    /// Of what type it was.
    #[serde(default = "table_top")]
    pub of_type: ExerciseType,
    /// Whether people rehearsed: it came to ENDEX, is no branch, no scripted team played it, enough
    /// tasks were seen to speak of, and its signature, if it has one, fits.
    pub rehearsed: bool,
    /// Whether people played it, in an exercise of its own.
    pub by_people: bool,
    /// The exercise score, 0 to 100; nothing if too few tasks were seen for a score.
    pub score: Option<f64>,
    /// Tasks that were seen, and all.
    pub seen: (usize, usize),
    /// Whether it is signed, in words.
    pub signed: String,
    /// Whether it bears a signature that does not fit.
    pub forged: bool,
    /// In one line: that other rules played it, and what it is told from.
    pub remark: Option<String>,
    /// Objectives, by title, with their ratings.
    pub objectives: Vec<(String, Option<Rating>)>,
    /// Tasks, by id, with their ratings.
    pub tasks: Vec<(String, Option<Rating>)>,
    /// Improvement actions, as they were last written.
    pub actions: Vec<Improvement>,
    /// What it says of the trust's plan. Told as plan coverage, and not with the entry.
    #[serde(skip)]
    pub trace: Trace,
}

/// What an exercise was whose record says no type.
fn table_top() -> ExerciseType {
    ExerciseType::TableTop
}

impl Entry {
    /// Of a record that was read and judged.
    pub fn of(opened: &Opened, finished: &Finished) -> Self {
        let header = &opened.header;
        let objectives = &finished.assessment.objectives;
        let forged = matches!(finished.signed, SignedBy::DoesNotFit(_));
        Self {
            title: header.title.clone(),
            started: header.started.clone(),
            day: header
                .started
                .parse::<jiff::Timestamp>()
                .map(|at| {
                    at.to_zoned_datetime(jiff::tz::TimeZone::UTC)
                        .date()
                        .to_string()
                })
                .unwrap_or_default(),
            of_type: header.exercise_type(),
            rehearsed: not_a_rehearsal(opened, finished).is_none(),
            by_people: header.parent.is_none() && header.team.is_none(),
            score: finished.assessment.told(),
            seen: finished.assessment.seen(),
            signed: finished.signed.in_words(),
            forged,
            remark: finished.remark.clone(),
            objectives: objectives
                .iter()
                .filter(|_| finished.assessment.scored())
                .map(|it| (it.title.clone(), it.rating))
                .collect(),
            tasks: objectives
                .iter()
                .flat_map(|it| &it.tasks)
                .map(|task| (task.id.clone(), task.rating))
                .collect(),
            actions: finished.observations.actions.clone(),
            trace: Trace::of(opened, finished),
        }
    }
}

impl Entry {
    /// Its score, or what stands in its place.
    pub fn score_in_words(&self) -> String {
        let (seen, all) = self.seen;
        match self.score {
            Some(score) => format!("exercise score {score:.0}"),
            None => format!("{seen} of {all} tasks seen"),
        }
    }
}

/// A record that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// Its file.
    pub path: String,
    /// In words: what stands where the record should.
    pub why: String,
}

/// A member of a care system.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// Its name: that of its folder.
    pub name: String,
    /// What was played, the earliest first.
    pub entries: Vec<Entry>,
    /// Exercises that it lists itself: held without Wardroom, or planned.
    pub listed: Vec<Held>,
    /// Records that can't be read.
    pub broken: Vec<Broken>,
}

/// An action that is not learned yet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unlearned {
    /// The exercise it came from.
    pub from: String,
    /// When it was played, `2026-03-14`.
    pub day: String,
    /// By what it is carried over.
    pub carried: Carried,
    /// As it stands in that exercise's improvement plan.
    pub action: Improvement,
    /// Whether its due day is past and it is not done.
    pub overdue: bool,
    /// How its task was rated in the latest rehearsal since, if one tested it again.
    pub tested_again: Option<Rating>,
}

impl Member {
    /// What was played by people and does not count as a rehearsal, the earliest first: broken off,
    /// barely played, or not what was signed.
    pub fn others(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(|entry| !entry.rehearsed && entry.by_people)
    }

    /// The rehearsals by people, the earliest first.
    pub fn rehearsals(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.rehearsed)
    }

    /// A plan beside everything that it played.
    pub fn coverage(&self, plan: &Plan) -> Coverage {
        let traces: Vec<Trace> = self.entries.iter().map(|it| it.trace.clone()).collect();
        coverage(plan, &traces)
    }

    /// By type of exercise: the last that was held, and when the next is due. What counts is what is a
    /// rehearsal, and what the member lists itself.
    pub fn cycle(&self, today: Date) -> Vec<Due> {
        let recorded = self.rehearsals().filter_map(|it| {
            Some(Held {
                day: it.day.parse().ok()?,
                of: it.of_type,
                title: it.title.clone(),
                recorded: true,
            })
        });
        let all: Vec<Held> = recorded.chain(self.listed.iter().cloned()).collect();
        Due::of_each(&all, today)
    }

    /// By scenario: the day of its last rehearsal, and when the next is due: as the cycle of that exercise's
    /// type says.
    pub fn due(&self) -> Vec<(&str, Option<Date>, Option<Date>)> {
        let mut found: Vec<(&str, Option<Date>, Option<Date>)> = Vec::new();
        for entry in self.rehearsals().rev() {
            if found.iter().any(|(title, ..)| *title == entry.title) {
                continue;
            }
            let day: Option<Date> = entry.day.parse().ok();
            let next = day.and_then(|day| entry.of_type.next_due(day));
            found.push((&entry.title, day, next));
        }
        found
    }

    /// Actions that are not learned yet.
    pub fn unlearned(&self, today: Date) -> Vec<Unlearned> {
        let mut found = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            for action in &entry.actions {
                let carried = Carried {
                    started: entry.started.clone(),
                    number: action.number,
                };
                // What was carried over stands in the later exercise.
                let taken_on = self.entries[at + 1..]
                    .iter()
                    .flat_map(|later| &later.actions)
                    .any(|later| later.carried.as_ref() == Some(&carried));
                if action.status == Status::Learned || taken_on {
                    continue;
                }
                let tested_again = action.task.as_ref().and_then(|task| {
                    self.entries[at + 1..]
                        .iter()
                        .rev()
                        .filter(|later| later.rehearsed)
                        .find_map(|later| {
                            later
                                .tasks
                                .iter()
                                .find(|(id, rating)| id == task && rating.is_some())
                                .and_then(|(_, rating)| *rating)
                        })
                });
                let due: Option<Date> = action.due.parse().ok();
                found.push(Unlearned {
                    from: entry.title.clone(),
                    day: entry.day.clone(),
                    carried,
                    overdue: action.status != Status::Done && due.is_some_and(|due| due < today),
                    tested_again,
                    action: action.clone(),
                });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(day: &str, rating: Option<Rating>, actions: Vec<Improvement>) -> Entry {
        Entry {
            title: "Friday lunchtime".to_owned(),
            started: format!("{day}T09:00:00Z"),
            day: day.to_owned(),
            of_type: ExerciseType::TableTop,
            rehearsed: true,
            by_people: true,
            score: Some(50.0),
            seen: (16, 16),
            signed: String::new(),
            forged: false,
            remark: None,
            objectives: Vec::new(),
            tasks: vec![("declare".to_owned(), rating)],
            actions,
            trace: Trace::default(),
        }
    }

    #[test]
    fn the_next_is_due_a_year_after_the_last_rehearsal_by_people() {
        let mut scripted = entry("2026-11-01", None, Vec::new());
        scripted.rehearsed = false;
        let member = Member {
            name: "Edgeway".to_owned(),
            entries: vec![
                entry("2024-02-29", None, Vec::new()),
                entry("2025-03-10", None, Vec::new()),
                scripted,
            ],
            listed: Vec::new(),
            broken: Vec::new(),
        };
        let day = |text: &str| text.parse::<Date>().ok();
        assert_eq!(
            member.due(),
            [("Friday lunchtime", day("2025-03-10"), day("2026-03-10"))]
        );
    }

    #[test]
    fn the_last_of_each_type_is_a_rehearsal_or_what_the_member_lists() {
        let mut command_post = entry("2026-02-10", None, Vec::new());
        command_post.of_type = ExerciseType::CommandPost;
        let mut scripted = entry("2026-11-01", None, Vec::new());
        scripted.rehearsed = false;
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let member = Member {
            name: "Edgeway".to_owned(),
            entries: vec![
                entry("2025-03-10", None, Vec::new()),
                command_post,
                scripted,
            ],
            listed: vec![Held {
                day: day("2026-06-01"),
                of: ExerciseType::Communications,
                title: "Call-out".to_owned(),
                recorded: false,
            }],
            broken: Vec::new(),
        };
        let told = member.cycle(day("2026-11-30")).into_iter().map(|it| {
            let last = it.last.map(|it| (it.day.to_string(), it.recorded));
            (last, it.next_due.map(|it| it.to_string()), it.overdue)
        });
        let told: Vec<_> = told.collect();
        let row = |last: &str, recorded, next: &str, overdue| {
            (
                Some((last.to_owned(), recorded)),
                Some(next.to_owned()),
                overdue,
            )
        };
        assert_eq!(
            told,
            [
                row("2026-06-01", false, "2026-12-01", false),
                row("2025-03-10", true, "2026-03-10", true),
                (None, None, false),
                row("2026-02-10", true, "2029-02-10", false),
            ]
        );
    }

    #[test]
    fn an_action_is_overdue_until_it_is_done_and_is_tested_again_by_a_later_rehearsal() {
        let action = |number, status, due: &str| Improvement {
            number,
            task: Some("declare".to_owned()),
            due: due.to_owned(),
            status,
            ..Improvement::default()
        };
        let member = Member {
            name: "Edgeway".to_owned(),
            entries: vec![
                entry(
                    "2025-03-10",
                    Some(Rating::U),
                    vec![
                        action(1, Status::Open, "2025-06-01"),
                        action(2, Status::Done, "2025-06-01"),
                        action(3, Status::Learned, "2025-06-01"),
                        action(4, Status::Open, "2027-06-01"),
                    ],
                ),
                entry("2026-03-10", Some(Rating::S), Vec::new()),
            ],
            listed: Vec::new(),
            broken: Vec::new(),
        };
        let today = "2026-11-25".parse().expect("a day");
        let found: Vec<(u32, bool, Option<Rating>)> = member
            .unlearned(today)
            .iter()
            .map(|it| (it.action.number, it.overdue, it.tested_again))
            .collect();
        let again = Some(Rating::S);
        assert_eq!(
            found,
            [(1, true, again), (2, false, again), (4, false, again)]
        );
    }

    #[test]
    fn what_was_carried_over_is_open_once_and_stands_as_it_was_last_written() {
        let action = |number, status, carried| Improvement {
            number,
            status,
            carried,
            ..Improvement::default()
        };
        let from_first = Some(Carried {
            started: "2025-03-10T09:00:00Z".to_owned(),
            number: 2,
        });
        let member = |status| Member {
            name: "Edgeway".to_owned(),
            entries: vec![
                entry(
                    "2025-03-10",
                    None,
                    vec![action(1, Status::Open, None), action(2, Status::Open, None)],
                ),
                entry(
                    "2026-03-10",
                    None,
                    vec![action(1, status, from_first.clone())],
                ),
            ],
            listed: Vec::new(),
            broken: Vec::new(),
        };
        let today = "2026-11-25".parse().expect("a day");
        let open = |status| -> Vec<(String, u32)> {
            member(status)
                .unlearned(today)
                .into_iter()
                .map(|it| (it.day, it.action.number))
                .collect()
        };
        let first = ("2025-03-10".to_owned(), 1);
        let taken_on = ("2026-03-10".to_owned(), 1);
        assert_eq!(open(Status::Done), [first.clone(), taken_on]);
        assert_eq!(open(Status::Learned), [first]);
    }
}
