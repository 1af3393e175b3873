//! What one record says of the plan: what was cited, how it went, what was done that a clause may be
//! about without anybody saying so. Kept by itself, so that many can be laid beside each other without
//! opening their records again. Must not know the plan as it stands today.

use super::bears::bears_on;
use super::counts::not_a_rehearsal;
use super::stances::stances;
use crate::exercise::{Event, Improvement, Speaker, Stance, What};
use crate::plan::{About, Clause, Plan, of_event};
use crate::record::{Opened, plan_in};
use crate::review::Finished;
use crate::scenario::{Rating, Scenario};
use crate::timeline::line;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a record says of the plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trace {
    /// The scenario's title.
    pub exercise: String,
    /// By which the exercise is known: when it was started, real time, RFC 3339.
    pub started: String,
    /// The real day on which it was started, `2026-03-14`; empty if that can't be read.
    pub day: String,
    /// Why it is no rehearsal by people, in words; nothing if it is one.
    pub not_counted: Option<String>,
    /// The plan with which it was played, if there was one.
    pub plan: Option<TracedPlan>,
    /// What was said of the plan, in the order of the exercise.
    pub cited: Vec<Cited>,
    /// What was done, whether anybody said what clause it followed or not.
    pub done: Vec<Deed>,
    /// Improvement actions, as they were last written.
    pub actions: Vec<Improvement>,
}

/// A plan as it was when it was played with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TracedPlan {
    /// By which it is known whatever its version.
    pub id: String,
    /// As on its cover.
    pub version: String,
    /// By number of clause: the hash of its wording ([`crate::plan::Clause::hash`]).
    pub wordings: BTreeMap<String, String>,
}

/// Something that was decided or reported, and how it stands to the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cited {
    /// The event, counted from 1 at STARTEX.
    pub entry: u64,
    /// When it was decided, as the exercise's clock shows it: `Fri 13:42`.
    pub clock: String,
    /// What, in words.
    pub what: String,
    /// The title of the role that decided.
    pub role: String,
    /// Who said how it stands to the plan.
    pub by: String,
    /// How it stands.
    pub stance: Stance,
    /// How the tasks are rated whose moment it was.
    pub went: Vec<Went>,
    /// What became of it, where that is known: of a card, when it took effect.
    pub outcome: String,
}

/// How a task went that a decision bears on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Went {
    /// The task, as its scenario heads it.
    pub task: String,
    /// Its rating; nothing if it was not seen.
    pub rating: Option<Rating>,
    /// By what it was rated, in words.
    pub evidence: String,
}

/// Something that was done, by the names that a clause may be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deed {
    /// What of that it did.
    pub did: Vec<About>,
    /// When, as the exercise's clock shows it.
    pub clock: String,
    /// What happened, in words.
    pub what: String,
    /// The title of the role that decided; empty for what came of a decision.
    pub role: String,
}

impl Cited {
    /// Whether a clause was followed and it went badly: a task whose moment it was is rated M (major
    /// challenges) or U (unable to be performed).
    ///
    /// A task's moment is a decision that does what its measure asks for ([`bears_on`]). The rating is
    /// that which counts: a person's, if one confirmed or changed it. It may be low for another reason
    /// than the clause, most often because it was followed too late: so this points at a clause to be
    /// looked at, and blames none. Harm that would not have come about without the decision is a
    /// matter of *what if*, which plays the exercise again; it is not asked here.
    pub fn hurt(&self) -> bool {
        matches!(self.stance, Stance::Follows { .. })
            && self
                .went
                .iter()
                .any(|it| matches!(it.rating, Some(Rating::M | Rating::U)))
    }

    /// How it went, in a few words.
    pub fn went_in_words(&self) -> String {
        let rated: Vec<String> = self
            .went
            .iter()
            .filter_map(|it| Some(format!("{} {:?}", it.task, it.rating?)))
            .collect();
        match (rated.is_empty(), self.outcome.is_empty()) {
            (false, _) => rated.join("; "),
            (true, false) => self.outcome.clone(),
            (true, true) => "no task tells".to_owned(),
        }
    }
}

impl Trace {
    /// Of a record that was read and judged.
    pub fn of(opened: &Opened, finished: &Finished) -> Self {
        Self {
            not_counted: not_a_rehearsal(opened, finished),
            plan: plan_in(&opened.header).as_deref().map(TracedPlan::of),
            ..Self::played(finished)
        }
    }

    /// Whether a clause was worded in this exercise as it is now.
    pub(super) fn as_worded(&self, clause: &Clause) -> bool {
        let then = self
            .plan
            .as_ref()
            .and_then(|it| it.wordings.get(&clause.id));
        then == Some(&clause.hash)
    }

    /// Of an exercise that was played with a plan, whether it counts as a rehearsal or not: for its own
    /// report.
    pub fn with_plan(finished: &Finished, plan: &Plan) -> Self {
        Self {
            plan: Some(TracedPlan::of(plan)),
            ..Self::played(finished)
        }
    }

    /// Of an exercise that is told from its seal, whoever played it: without the plan's wordings, and
    /// without the question whether it counts.
    fn played(finished: &Finished) -> Self {
        let story = &finished.story;
        let said = stances(&finished.events);
        // The scenario is read only where it is needed: that takes longer than all the rest.
        let scenario = if said.is_empty() {
            None
        } else {
            finished.scenario()
        };
        let mut cited = Vec::new();
        for (entry, said) in said {
            let event = usize::try_from(entry).ok().and_then(|it| it.checked_sub(1));
            let Some(event) = event.and_then(|it| finished.events.get(it)) else {
                continue;
            };
            for (by, stance) in said {
                cited.push(Cited {
                    entry,
                    clock: story.clock(event.at_secs),
                    what: in_words(finished, event),
                    role: decided_by(finished, event),
                    by: match by {
                        Speaker::Role(id) => story.role_title(&id).to_owned(),
                        Speaker::Facilitator => "facilitator".to_owned(),
                        Speaker::Somebody(who) => who,
                    },
                    stance,
                    went: went(finished, scenario.as_ref(), event),
                    outcome: outcome(finished, event),
                });
            }
        }
        let done = finished.events.iter().filter_map(|event| {
            let did = of_event(&event.what);
            (!did.is_empty()).then(|| Deed {
                did,
                clock: story.clock(event.at_secs),
                what: in_words(finished, event),
                role: decided_by(finished, event),
            })
        });
        Self {
            exercise: story.title.clone(),
            started: finished.started.clone(),
            day: day(&finished.started),
            not_counted: None,
            plan: None,
            done: done.collect(),
            actions: finished.observations.actions.clone(),
            cited,
        }
    }
}

impl TracedPlan {
    fn of(plan: &Plan) -> Self {
        let clauses = plan.clauses.iter();
        Self {
            id: plan.id.clone(),
            version: plan.version.clone(),
            wordings: clauses.map(|it| (it.id.clone(), it.hash.clone())).collect(),
        }
    }
}

/// The real day, as it stands in the register; empty if it can't be read.
fn day(started: &str) -> String {
    let at = started.parse::<jiff::Timestamp>();
    let day = at.map(|it| it.to_zoned_datetime(jiff::tz::TimeZone::UTC).date());
    day.map_or_else(|_| String::new(), |it| it.to_string())
}

fn in_words(finished: &Finished, event: &Event) -> String {
    line(&finished.story, event).map_or_else(String::new, |it| it.title)
}

/// The title of the role that decided, if a role did.
fn decided_by(finished: &Finished, event: &Event) -> String {
    let by = event.what.to_be_cited();
    by.map_or_else(String::new, |it| finished.story.role_title(it).to_owned())
}

/// How the tasks are rated on which an event bears; none if its scenario can't be read.
fn went(finished: &Finished, scenario: Option<&Arc<Scenario>>, event: &Event) -> Vec<Went> {
    let Some(scenario) = scenario else {
        return Vec::new();
    };
    let tasks = bears_on(scenario, &event.what).into_iter();
    tasks
        .filter_map(|id| {
            let id = &scenario.tasks[id.at()].id;
            finished.assessment.tasks().find(|it| it.id == *id)
        })
        .map(|task| Went {
            task: task.title.clone(),
            rating: task.rating,
            evidence: task.evidence.clone(),
        })
        .collect()
}

/// When a card took effect, or that it had not by ENDEX.
fn outcome(finished: &Finished, event: &Event) -> String {
    let What::ActionStarted { card, target, .. } = &event.what else {
        return String::new();
    };
    let done = finished.events.iter().find(|it| {
        it.at_secs >= event.at_secs
            && matches!(&it.what, What::ActionDone { card: done, target: on } if done == card && on == target)
    });
    match done {
        Some(done) => format!("took effect {}", finished.story.clock(done.at_secs)),
        None => "had not taken effect by ENDEX".to_owned(),
    }
}
