//! What changes make of the course that was played. Must not play anything but to find out whether a
//! change can be made.

use super::change::{Change, options};
use super::control::Control;
use super::course::{Course, Refused, Run, Step};
use super::order;
use super::played::{Decision, Played};
use crate::assessment::mins_in_words;
use crate::exercise::{Command, Given};
use crate::scenario::{CardId, RoleId, Target};
use std::sync::Arc;

impl Played {
    /// The course as it was played.
    pub fn course(&self) -> Course {
        Course {
            scenario: self.scenario.clone(),
            steps: self
                .commands
                .iter()
                .enumerate()
                .map(|(at, (at_secs, command))| Step {
                    at_secs: *at_secs,
                    command: command.clone(),
                    of: Some(at),
                })
                .collect(),
            ends_secs: self.ends_secs,
            touched: Vec::new(),
        }
    }

    /// The course with changes. Each is tried under the exercise's own luck: what the exercise
    /// refuses there is refused here.
    ///
    /// # Errors
    /// Why a change makes no sense, in words.
    pub fn changed(&self, changes: &[Change]) -> Result<Course, Refused> {
        let course = self.with(changes)?;
        let mut run = Run::start(&course, self.seed);
        for step in &course.touched {
            run.take(step + 1);
            if let Some(why) = run.refused_at(*step) {
                return Err(Refused(why.to_string()));
            }
        }
        Ok(course)
    }

    /// The course with changes, which need not be possible under the exercise's own luck.
    ///
    /// # Errors
    /// Why a change makes no sense under any luck, in words.
    pub(super) fn with(&self, changes: &[Change]) -> Result<Course, Refused> {
        once_each(changes)?;
        let mut otherwise = Otherwise {
            played: self,
            decisions: self.decisions(),
            course: self.course(),
            gone: Vec::new(),
            moved: Vec::new(),
        };
        for change in changes {
            otherwise.make(change)?;
        }
        Ok(otherwise.done())
    }
}

/// No decision can be both omitted and moved, or moved twice.
fn once_each(changes: &[Change]) -> Result<(), Refused> {
    let mut seen = Vec::new();
    for change in changes {
        if let Change::Omit(number) | Change::Shift(number, _) = change {
            if seen.contains(number) {
                return Err(Refused(format!(
                    "Decision {number} is omitted or moved twice; ask for one of the two."
                )));
            }
            seen.push(*number);
        }
    }
    Ok(())
}

/// A course while its changes are made. Steps keep their places until all are.
struct Otherwise<'a> {
    played: &'a Played,
    decisions: Vec<Decision>,
    course: Course,
    /// Commands that are left out, by their places.
    gone: Vec<usize>,
    /// Commands that come at another time or are others now.
    moved: Vec<usize>,
}

impl Otherwise<'_> {
    fn make(&mut self, change: &Change) -> Result<(), Refused> {
        match change {
            Change::Omit(number) => {
                let command = self.decision(*number)?.command;
                self.gone.push(command);
            }
            Change::Shift(number, mins) => self.shift(*number, *mins)?,
            Change::Choose(number, option) => self.choose(*number, *option)?,
            Change::Add {
                at_secs,
                card,
                target,
            } => self.add(*at_secs, *card, *target)?,
            Change::Control(control) => self.give(*control),
            Change::Order => {
                let order = order::restore_order(self.played)?;
                order.give(Arc::make_mut(&mut self.course.scenario));
            }
        }
        Ok(())
    }

    fn decision(&self, number: usize) -> Result<&Decision, Refused> {
        number
            .checked_sub(1)
            .and_then(|at| self.decisions.get(at))
            .ok_or_else(|| Refused(format!("There is no decision {number}.")))
    }

    fn shift(&mut self, number: usize, mins: i64) -> Result<(), Refused> {
        let decision = self.decision(number)?;
        let to = i64::try_from(decision.at_secs).unwrap_or(i64::MAX) + mins * 60;
        let to = u64::try_from(to).map_err(|_| {
            Refused(format!(
                "“{}” was decided {} after STARTEX; it can't come {} earlier.",
                decision.title,
                mins_in_words((decision.at_secs / 60) as u32),
                mins_in_words(u32::try_from(mins.unsigned_abs()).unwrap_or(u32::MAX))
            ))
        })?;
        if to >= self.played.ends_secs {
            return Err(Refused(format!(
                "“{}” would then come after ENDEX. Ask for it not to be taken at all.",
                decision.title
            )));
        }
        let command = decision.command;
        self.course.steps[command].at_secs = to;
        self.moved.push(command);
        Ok(())
    }

    fn choose(&mut self, number: usize, option: usize) -> Result<(), Refused> {
        let decision = self.decision(number)?;
        let command = decision.command;
        if option >= options(self.played, decision).len() {
            return Err(Refused(format!("Decision {number} has no such option.")));
        }
        if let Command::Decide { option: taken, .. } = &mut self.course.steps[command].command {
            *taken = option;
        }
        self.moved.push(command);
        Ok(())
    }

    fn add(&mut self, at_secs: u64, card: CardId, target: Option<Target>) -> Result<(), Refused> {
        if at_secs >= self.played.ends_secs {
            return Err(Refused("The exercise was over by then.".to_owned()));
        }
        let scenario = &self.played.scenario;
        let model = &scenario.cards[card.at()];
        // Of those who may, the first whose own the target is.
        let may = |role: &&RoleId| {
            let of = scenario.roles[role.at()].of;
            target.is_none_or(|target| scenario.reaches(of, target))
        };
        let by = model.by.iter().find(may).or(model.by.first());
        let by = by.ok_or_else(|| Refused(format!("Nobody may play “{}”.", model.title)))?;
        self.course.steps.push(Step {
            at_secs,
            command: Command::Play {
                card,
                target,
                by: *by,
                because: String::new(),
            },
            of: None,
        });
        Ok(())
    }

    fn give(&mut self, control: Control) {
        control.give(Arc::make_mut(&mut self.course.scenario));
        let scenario = &self.played.scenario;
        if control == Control::OutOfBand && !scenario.roles.is_empty() {
            self.course.steps.push(Step {
                at_secs: 0,
                command: Command::Improvise {
                    text: control.in_words(scenario),
                    effects: vec![Given::OpenOutOfBand],
                    by: RoleId(0),
                    because: String::new(),
                },
                of: None,
            });
        }
    }

    /// The course with its steps in order, and which of them the changes touched.
    fn done(self) -> Course {
        let Self {
            mut course,
            gone,
            moved,
            ..
        } = self;
        course
            .steps
            .retain(|step| step.of.is_none_or(|at| !gone.contains(&at)));
        course.steps.sort_by_key(|step| step.at_secs);
        course.touched = course
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.of.is_none_or(|at| moved.contains(&at)))
            .map(|(at, _)| at)
            .collect();
        course
    }
}
