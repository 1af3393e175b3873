//! Keeps an eye on the conditions that tasks are measured by, minute by minute, so that they need
//! not be worked out again afterwards. Must not rate anything.

use super::aspects::Aspects;
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
    /// Of a share: whether the two things held when they were last looked at.
    holding: [bool; 2],
}

impl Watched {
    /// Writes what it has come to behind a text, for its hash.
    pub(super) fn write(&self, text: &mut String) {
        let Self {
            watch: _,
            done,
            moment,
            during_mins,
            held_mins,
            found,
            holding,
        } = self;
        let words = format!(
            ";{done:?},{moment:?},{during_mins},{held_mins},{found:?},{},{}",
            holding[0], holding[1]
        );
        text.push_str(&words);
    }

    /// Looks once; `passed` if a minute has gone by since the last look, so that what was decided
    /// within a minute is seen in it. `asks` is what its two conditions ask about: they are looked
    /// at again only if some of that has `changed`.
    pub fn step(
        &mut self,
        now: Mins,
        passed: bool,
        asks: [Aspects; 2],
        changed: Aspects,
        holds: impl Fn(&Condition) -> bool,
    ) {
        let counts = passed && matches!(self.watch, Watch::Share { .. });
        if !counts && !(asks[0] | asks[1]).meets(changed) {
            return;
        }
        match &self.watch {
            Watch::Nothing => {}
            Watch::First { done, moment } => {
                if self.done.is_none() && asks[0].meets(changed) && holds(done) {
                    self.done = Some(now);
                }
                if self.moment.is_none() && moment.as_ref().is_none_or(holds) {
                    self.moment = Some(now);
                }
            }
            Watch::Share {
                holds: what,
                during,
            } => {
                for (at, condition) in [what, during].into_iter().enumerate() {
                    if asks[at].meets(changed) {
                        self.holding[at] = holds(condition);
                    }
                }
                if passed && self.holding[1] {
                    self.during_mins += 1;
                    self.held_mins += u32::from(self.holding[0]);
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
            holding: [false; 2],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_condition_has_come_to_is_in_what_is_hashed() {
        let nothing = Watched {
            watch: Watch::Nothing,
            done: None,
            moment: None,
            during_mins: 0,
            held_mins: 0,
            found: None,
            holding: [false; 2],
        };
        let of = |change: fn(&mut Watched)| {
            let mut watched = nothing.clone();
            change(&mut watched);
            let mut text = String::new();
            watched.write(&mut text);
            text
        };
        let all = [
            of(|_| {}),
            of(|it| it.done = Some(1)),
            of(|it| it.moment = Some(1)),
            of(|it| it.during_mins = 1),
            of(|it| it.held_mins = 1),
            of(|it| it.found = Some(false)),
            of(|it| it.found = Some(true)),
            of(|it| it.holding[0] = true),
            of(|it| it.holding[1] = true),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other != one), "{one}");
        }
    }
}
