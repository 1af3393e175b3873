//! Changes to the plan that came out of an exercise, tracked to the exercise that tested them again.
//! Must not say that a lesson was learned.

use super::trace::Trace;
use crate::exercise::{Carried, Improvement, Stance};
use crate::plan::Plan;
use serde::Serialize;

/// An improvement action that changes or adds a clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The clause, by its number.
    pub clause: String,
    /// The exercise it came from, by its scenario's title.
    pub exercise: String,
    /// The real day on which that was played.
    pub day: String,
    /// The action, as it was last written there.
    pub action: Improvement,
    /// Whether the plan as it stands words the clause otherwise than it did in that exercise, has it
    /// anew, or has it no longer. Nothing where that exercise was played without a plan.
    pub changed: Option<bool>,
    /// The first rehearsal since in which the clause was cited, worded otherwise than in the exercise
    /// that the action came from.
    pub retested: Option<Retest>,
}

/// A rehearsal that tested a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Retest {
    /// The exercise, by its scenario's title.
    pub exercise: String,
    /// The real day on which it was played.
    pub day: String,
    /// Whether the clause was followed there; if not, somebody went against it.
    pub followed: bool,
    /// How it went, in a few words.
    pub went: String,
    /// Whether the clause is worded now as it was there.
    pub as_worded: bool,
}

/// The changes that came out of some exercises, which are in order of time.
pub(super) fn changes(plan: &Plan, counted: &[&Trace]) -> Vec<Change> {
    let mut found = Vec::new();
    for (at, from) in counted.iter().enumerate() {
        let later = &counted[at + 1..];
        for action in &from.actions {
            let Some(clause) = &action.clause else {
                continue;
            };
            // What was carried over stands in the later exercise.
            let carried = Carried {
                started: from.started.clone(),
                number: action.number,
            };
            let mut of_later = later.iter().flat_map(|it| &it.actions);
            if of_later.any(|it| it.carried.as_ref() == Some(&carried)) {
                continue;
            }
            let then = from.plan.as_ref().map(|it| it.wordings.get(clause));
            let now = plan.clause(clause).map(|it| &it.hash);
            found.push(Change {
                clause: clause.clone(),
                exercise: from.exercise.clone(),
                day: from.day.clone(),
                action: action.clone(),
                changed: then.map(|then| then != now),
                retested: later
                    .iter()
                    .filter(|it| worded_in(it, clause) != then.flatten())
                    .find_map(|it| retest(plan, it, clause)),
            });
        }
    }
    found
}

/// How a clause was worded in an exercise, by the hash of its wording.
fn worded_in<'a>(trace: &'a Trace, clause: &str) -> Option<&'a String> {
    trace.plan.as_ref().and_then(|it| it.wordings.get(clause))
}

/// What a rehearsal made of a clause, if somebody cited it there.
fn retest(plan: &Plan, trace: &Trace, clause: &str) -> Option<Retest> {
    let mut cited = trace.cited.iter();
    let cited = cited.find(|it| it.stance.clause() == Some(clause))?;
    Some(Retest {
        exercise: trace.exercise.clone(),
        day: trace.day.clone(),
        followed: matches!(cited.stance, Stance::Follows { .. }),
        went: cited.went_in_words(),
        as_worded: plan.clause(clause).is_some_and(|it| trace.as_worded(it)),
    })
}
