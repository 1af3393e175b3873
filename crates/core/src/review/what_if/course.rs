//! One course of decisions, and how it is played under some luck.
//!
//! A decision is taken at its minute. If its question has not been put yet it waits until it is,
//! and is taken then; if the people for it are not free it is tried again every ten minutes for an
//! hour; refused for any other reason it falls away, with that reason. Must not compare courses.

use crate::exercise::{Command, Exercise, PromptState, Refusal};
use crate::record::Playback;
use crate::scenario::Scenario;
use std::sync::Arc;

/// Seconds between two tries to find people (as the scripted teams do).
const RETRY_SECS: u64 = 600;
/// Seconds after which it is given up.
const GIVE_UP_SECS: u64 = 3600;

/// Why a change makes no sense, in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// A command at its second.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    pub at_secs: u64,
    pub command: Command,
    /// Its place among the commands that were played; nothing if a change put it in.
    pub of: Option<usize>,
}

/// A course of decisions on an estate.
#[derive(Clone, Debug)]
pub struct Course {
    pub(super) scenario: Arc<Scenario>,
    pub(super) steps: Vec<Step>,
    pub(super) ends_secs: u64,
    /// The places of the steps that a change has touched.
    pub(super) touched: Vec<usize>,
}

impl Course {
    /// The course at its end under some luck, and the decisions that could not be taken.
    pub fn end(&self, seed: u64) -> (Exercise, Vec<Fallen>) {
        let mut run = Run::start(self, seed);
        run.finish(self.ends_secs);
        (run.playback.into_exercise(), run.fallen)
    }

    /// Whether a step is done as it was in another course, up to so many steps.
    pub(super) fn shared_with(&self, other: &Self) -> usize {
        if !Arc::ptr_eq(&self.scenario, &other.scenario) {
            return 0;
        }
        self.steps
            .iter()
            .zip(&other.steps)
            .take_while(|(a, b)| a == b)
            .count()
    }
}

/// A decision that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallen {
    /// Its place among the commands that were played; nothing if the change put it in.
    pub of: Option<usize>,
    /// Its place among the steps.
    pub(super) step: usize,
    /// What the exercise said when it was last tried.
    pub why: Refusal,
}

#[derive(Clone, Debug)]
struct Waiting {
    step: usize,
    next_try: u64,
    gives_up: u64,
    why: Refusal,
}

/// Where a run stands, without the course that its steps are taken from.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    playback: Playback,
    next: usize,
    waiting: Vec<Waiting>,
}

/// A course being played.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    playback: Playback,
    steps: &'a [Step],
    next: usize,
    waiting: Vec<Waiting>,
    pub fallen: Vec<Fallen>,
}

impl<'a> Run<'a> {
    pub fn start(course: &'a Course, seed: u64) -> Self {
        let exercise = Exercise::new(course.scenario.clone(), seed).without_history();
        let mut playback = Playback::of(exercise);
        playback.pass(0);
        Self {
            playback,
            steps: &course.steps,
            next: 0,
            waiting: Vec::new(),
            fallen: Vec::new(),
        }
    }

    /// Where it stands, to be gone on with later.
    pub fn kept(&self) -> Kept {
        Kept {
            playback: self.playback.clone(),
            next: self.next,
            waiting: self.waiting.clone(),
        }
    }

    /// Goes on with a course from where a run of it stood. What fell away before is not told again.
    pub fn resume(course: &'a Course, kept: Kept) -> Self {
        Self {
            playback: kept.playback,
            steps: &course.steps,
            next: kept.next,
            waiting: kept.waiting,
            fallen: Vec::new(),
        }
    }

    /// The exercise where it stands.
    pub fn exercise(&self) -> &Exercise {
        self.playback.exercise()
    }

    /// The exercise where it stands, to go on with.
    pub fn into_exercise(self) -> Exercise {
        self.playback.into_exercise()
    }

    /// The same moment, going on with another course that has the same steps until here.
    pub fn fork(&self, other: &'a Course) -> Self {
        Self {
            steps: &other.steps,
            ..self.clone()
        }
    }

    /// Takes so many steps of the course, counted from its beginning.
    pub fn take(&mut self, steps: usize) {
        while self.next < steps.min(self.steps.len()) {
            let step = self.next;
            self.pass(self.steps[step].at_secs);
            self.next += 1;
            if let Err(why) = self.playback.take(&self.steps[step].command) {
                let now = self.exercise().secs();
                self.refused(step, why, now + GIVE_UP_SECS);
            }
        }
    }

    /// Takes all steps up to a moment, and lets time pass until then.
    pub fn until(&mut self, until_secs: u64) {
        let due = self.steps.partition_point(|it| it.at_secs <= until_secs);
        self.take(due);
        self.pass(until_secs);
    }

    /// Takes all steps and plays on to the end.
    pub fn finish(&mut self, ends_secs: u64) {
        self.take(usize::MAX);
        self.pass(ends_secs);
        for waiting in std::mem::take(&mut self.waiting) {
            self.fall(waiting.step, waiting.why);
        }
    }

    /// Whether a step was taken at its first try. Only for the steps taken so far.
    pub fn refused_at(&self, step: usize) -> Option<&Refusal> {
        self.waiting
            .iter()
            .find(|waiting| waiting.step == step)
            .map(|waiting| &waiting.why)
            .or_else(|| {
                let fallen = self.fallen.iter().find(|fallen| fallen.step == step);
                fallen.map(|fallen| &fallen.why)
            })
    }

    fn refused(&mut self, step: usize, why: Refusal, gives_up: u64) {
        let now = self.exercise().secs();
        let next_try = match why {
            // Looked at every minute; it may be asked at any.
            Refusal::NotAsked { .. } => now,
            Refusal::NoCrew { .. } if now + RETRY_SECS <= gives_up => now + RETRY_SECS,
            _ => {
                self.fall(step, why);
                return;
            }
        };
        self.waiting.push(Waiting {
            step,
            next_try,
            gives_up,
            why,
        });
    }

    fn fall(&mut self, step: usize, why: Refusal) {
        self.fallen.push(Fallen {
            of: self.steps[step].of,
            step,
            why,
        });
    }

    /// Lets time pass, in which what waits is tried again.
    pub fn pass(&mut self, until_secs: u64) {
        while !self.waiting.is_empty() && !self.exercise().ended() {
            let next = (self.exercise().secs() / 60 + 1) * 60;
            if next > until_secs {
                break;
            }
            self.playback.pass(next);
            self.try_again();
        }
        self.playback.pass(until_secs);
    }

    fn try_again(&mut self) {
        let now = self.exercise().secs();
        for waiting in std::mem::take(&mut self.waiting) {
            if waiting.next_try > now || !self.may_be_asked(&self.steps[waiting.step].command) {
                self.waiting.push(waiting);
                continue;
            }
            if let Err(why) = self.playback.take(&self.steps[waiting.step].command) {
                let gives_up = match why {
                    // From the moment at which it was asked, people are looked for anew.
                    Refusal::NoCrew { .. } if matches!(waiting.why, Refusal::NotAsked { .. }) => {
                        now + GIVE_UP_SECS
                    }
                    _ => waiting.gives_up,
                };
                self.refused(waiting.step, why, gives_up);
            }
        }
    }

    /// Whether a decision's question has been put. Cheaper than to try.
    fn may_be_asked(&self, command: &Command) -> bool {
        let Command::Decide { prompt, .. } = command else {
            return true;
        };
        self.exercise().state().prompts[prompt.at()] != PromptState::Waiting
    }
}
