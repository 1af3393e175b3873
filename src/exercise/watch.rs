//! Keeps an eye on the conditions that tasks are measured by, minute by minute, so that they need
//! not be worked out again afterwards. Must not rate anything.

use crate::scenario::{Condition, Measure, Mins, Scenario};

/// What is watched for a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Watch {
    /// When each of two things first was so.
    First {
        /// What should be done.
        done: Condition,
        /// From or by when; STARTEX if nothing.
        moment: Option<Condition>,
    },
    /// For how many minutes something held while something else did.
    Share {
        /// What should hold.
        holds: Condition,
        /// While this does.
        during: Condition,
    },
    /// Whether something held at a time.
    At {
        /// What.
        holds: Condition,
        /// When.
        at: Mins,
    },
    /// Nothing to watch.
    Nothing,
}

/// What a watch has come to so far.
#[derive(Clone, Debug)]
pub struct Watched {
    /// What is watched.
    pub watch: Watch,
    /// When `done` first held.
    pub done: Option<Mins>,
    /// When `moment` first held.
    pub moment: Option<Mins>,
    /// Minutes in which `during` held.
    pub during_mins: Mins,
    /// Minutes of those in which `holds` held.
    pub held_mins: Mins,
    /// What was found at the time asked for.
    pub found: Option<bool>,
}

impl Watched {
    /// Looks once; `passed` if a minute has gone by since the last look, so that what was decided
    /// within a minute is seen in it.
    pub fn step(&mut self, now: Mins, passed: bool, holds: impl Fn(&Condition) -> bool) {
        match &self.watch {
            Watch::Nothing => {}
            Watch::First { done, moment } => {
                if self.done.is_none() && holds(done) {
                    self.done = Some(now);
                }
                if self.moment.is_none() && moment.as_ref().is_none_or(&holds) {
                    self.moment = Some(now);
                }
            }
            Watch::Share {
                holds: what,
                during,
            } => {
                if passed && holds(during) {
                    self.during_mins += 1;
                    if holds(what) {
                        self.held_mins += 1;
                    }
                }
            }
            Watch::At { holds: what, at } => {
                if self.found.is_none() && now >= *at {
                    self.found = Some(holds(what));
                }
            }
        }
    }
}

/// One watch a task.
pub fn of_tasks(scenario: &Scenario) -> Vec<Watched> {
    scenario
        .tasks
        .iter()
        .map(|task| Watched {
            watch: match &task.measure {
                Measure::Within { done, since, .. } => Watch::First {
                    done: done.clone(),
                    moment: since.clone(),
                },
                Measure::Before { done, moment, .. } => Watch::First {
                    done: done.clone(),
                    moment: Some(moment.clone()),
                },
                Measure::Held { holds, during, .. } => Watch::Share {
                    holds: holds.clone(),
                    during: during.clone(),
                },
                Measure::At { holds, at, .. } => Watch::At {
                    holds: holds.clone(),
                    at: *at,
                },
                Measure::Outcome { .. } | Measure::Observed => Watch::Nothing,
            },
            done: None,
            moment: None,
            during_mins: 0,
            held_mins: 0,
            found: None,
        })
        .collect()
}
