//! Keeps an eye on the conditions that tasks are measured by, minute by minute, so that they need
//! not be worked out again afterwards. Must not rate anything.

use crate::scenario::{Condition, Measure, Mins, OrganisationId, Scenario};

/// What is watched for a task.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Watch {
    /// When each of two things came about.
    First {
        /// What should be done.
        done: Condition,
        /// From or by when; STARTEX if nothing.
        moment: Option<Condition>,
        /// From when doing it counts; STARTEX if nothing.
        ready: Option<Condition>,
        /// Until when it must stay so; ENDEX if nothing. What is done and undone by then is not done.
        until: Option<Condition>,
    },
    /// For how many minutes something held while something else did.
    Share {
        /// What should hold.
        holds: Condition,
        /// While this does.
        during: Condition,
        /// Whether it is from the first minute of that on, whatever becomes of it.
        once: bool,
    },
    /// Whether something held at a time.
    At {
        /// What.
        holds: Condition,
        /// When.
        at: Mins,
        /// From when doing it counts; STARTEX if nothing.
        ready: Option<Condition>,
    },
    /// How many cuts were signed for.
    Signed {
        /// Whose cuts.
        of: OrganisationId,
    },
    /// Only people can say how the task went.
    #[default]
    Nothing,
}

/// What a watch has come to so far.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// What is watched.
    pub watch: Watch,
    /// When `done` came about, at or after `ready`, and has not been undone since.
    pub done: Option<Mins>,
    /// When `moment` first held.
    pub moment: Option<Mins>,
    /// When it was done before anybody could know that it would be needed.
    pub early: Option<Mins>,
    /// When it was last undone.
    pub undone: Option<Mins>,
    /// Minutes in which `during` held.
    pub during_mins: Mins,
    /// Minutes of those in which `holds` held.
    pub held_mins: Mins,
    /// What was found at the time asked for.
    pub found: Option<bool>,
    /// Cuts that were ordered, and those of them that a clinician had signed for.
    pub cuts: [u32; 2],
    /// From when doing it counts.
    ready: Option<Mins>,
    /// It need not stay so any longer.
    settled: bool,
    /// Of a share: whether the two things held when they were last looked at.
    holding: [bool; 2],
}

impl Watched {
    /// Of a watch that has come to nothing yet.
    fn of(watch: Watch) -> Self {
        Self {
            watch,
            ..Self::default()
        }
    }

    /// Whether it counts minutes, so that it is looked at in each.
    pub(super) fn counts(&self) -> bool {
        matches!(self.watch, Watch::Share { .. } | Watch::Signed { .. })
    }

    /// Writes what it has come to behind a text, for its hash.
    pub(super) fn write(&self, text: &mut String) {
        let Self {
            watch: _,
            done,
            moment,
            early,
            undone,
            during_mins,
            held_mins,
            found,
            cuts,
            ready,
            settled,
            holding,
        } = self;
        let words = format!(
            ";{done:?},{moment:?},{early:?},{undone:?},{during_mins},{held_mins},{found:?},{cuts:?},{ready:?},{settled},{},{}",
            holding[0], holding[1]
        );
        text.push_str(&words);
    }

    /// Counts a minute that has gone by.
    pub(super) fn count(&mut self) {
        if self.holding[1] {
            self.during_mins += 1;
            self.held_mins += u32::from(self.holding[0]);
        }
    }

    /// Looks at its conditions, of which some may come out otherwise. `holds` says whether one holds of
    /// what was done from a minute on.
    pub(super) fn look(&mut self, now: Mins, holds: impl Fn(&Condition, Mins) -> bool) {
        match &self.watch {
            // What is counted is in the state.
            Watch::Nothing | Watch::Signed { .. } => {}
            Watch::First {
                done,
                moment,
                ready,
                until,
            } => {
                if self.moment.is_none() && moment.as_ref().is_none_or(|it| holds(it, 0)) {
                    self.moment = Some(now);
                }
                if self.ready.is_none() && ready.as_ref().is_none_or(|it| holds(it, 0)) {
                    self.ready = Some(now);
                }
                if self.settled {
                    return;
                }
                let so = self.ready.is_some_and(|from| holds(done, from));
                match (self.done, so) {
                    (None, true) => self.done = Some(now),
                    (Some(_), false) => {
                        self.done = None;
                        self.undone = Some(now);
                    }
                    (None, false) if self.early.is_none() && holds(done, 0) => {
                        self.early = Some(now);
                    }
                    _ => {}
                }
                self.settled = until.as_ref().is_some_and(|it| holds(it, 0));
            }
            Watch::Share {
                holds: what,
                during,
                once,
            } => {
                for (at, condition) in [what, during].into_iter().enumerate() {
                    let latched = at == 1 && *once && self.holding[1];
                    if !latched {
                        self.holding[at] = holds(condition, 0);
                    }
                }
            }
            Watch::At {
                holds: what,
                at,
                ready,
            } => {
                if self.ready.is_none() && ready.as_ref().is_none_or(|it| holds(it, 0)) {
                    self.ready = Some(now);
                }
                if self.found.is_none() && now >= *at {
                    self.found = Some(self.ready.is_some_and(|from| holds(what, from)));
                    if self.found == Some(false) && holds(what, 0) {
                        self.early = Some(now);
                    }
                }
            }
        }
    }
}

/// One watch a task.
pub fn of_tasks(scenario: &Scenario) -> Vec<Watched> {
    let watch = |measure: &Measure, of: OrganisationId| match measure {
        Measure::Within {
            done,
            since,
            ready_from,
            until,
            ..
        } => Watch::First {
            done: done.clone(),
            moment: since.clone(),
            ready: ready_from.clone().or_else(|| since.clone()),
            until: until.clone(),
        },
        Measure::Before {
            done,
            moment,
            ready_from,
            ..
        } => Watch::First {
            done: done.clone(),
            moment: Some(moment.clone()),
            ready: ready_from.clone(),
            until: Some(moment.clone()),
        },
        Measure::Held {
            holds,
            during,
            once,
            ..
        } => Watch::Share {
            holds: holds.clone(),
            during: during.clone(),
            once: *once,
        },
        Measure::At {
            holds,
            at,
            ready_from,
            ..
        } => Watch::At {
            holds: holds.clone(),
            at: *at,
            ready: ready_from.clone(),
        },
        Measure::Signed { .. } => Watch::Signed { of },
        Measure::Outcome { .. } | Measure::Observed => Watch::Nothing,
    };
    let tasks = scenario.tasks.iter();
    tasks
        .map(|task| {
            let of = scenario.objectives[task.objective.at()].of;
            Watched::of(watch(&task.measure, of))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_condition_has_come_to_is_in_what_is_hashed() {
        let nothing = Watched::default();
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
            of(|it| it.early = Some(1)),
            of(|it| it.undone = Some(1)),
            of(|it| it.ready = Some(1)),
            of(|it| it.settled = true),
            of(|it| it.cuts = [1, 0]),
            of(|it| it.cuts = [1, 1]),
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
