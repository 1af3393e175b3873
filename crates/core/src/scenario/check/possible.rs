//! Asks whether what is written can ever happen: injects that no state can trigger, tasks that no
//! action can satisfy. What can come true is `world`'s matter. Must not run anything.

use super::super::diagnostic::Code;
use super::super::model::{Condition, Measure, Scenario};
use super::super::shape;
use super::checker::Checker;
use super::world::World;

impl Checker {
    pub(super) fn possible(&mut self, scenario: &Scenario, main: &shape::Scenario) {
        let world = World::new(scenario);
        for (at, inject) in main.injects.iter().enumerate() {
            if let Err(why) = world.inject(at.into(), &mut Vec::new()) {
                self.problem(
                    Code::NeverFires,
                    inject.id.mark,
                    format!("inject `{}` can never fire: {why}", inject.id),
                    "change its `fires`, or make it ByHand",
                );
            }
        }
        for (at, prompt) in main.prompts.iter().enumerate() {
            if let Err(why) = world.asked(at.into(), &mut Vec::new()) {
                self.problem(
                    Code::NeverFires,
                    prompt.id.mark,
                    format!("prompt `{}` is never put to the team: {why}", prompt.id),
                    "let an inject open it, or give it a `when` that can come true",
                );
            }
        }
        for (prompt, shape) in scenario.prompts.iter().zip(&main.prompts) {
            let of = scenario.organisation_of(&prompt.by);
            let plays = prompt.options.iter().flat_map(|it| &it.plays);
            let shapes = shape.options.iter().flat_map(|it| &it.plays);
            for ((_, target), shape) in plays.zip(shapes) {
                self.theirs(scenario, of, *target, shape.target.as_ref());
            }
        }
        let tasks = main
            .objectives
            .iter()
            .flat_map(|objective| &objective.tasks);
        for (task, shape) in scenario.tasks.iter().zip(tasks) {
            let conditions: Vec<&Condition> = match &task.measure {
                Measure::Within {
                    done,
                    since,
                    ready_from,
                    until,
                    ..
                } => since
                    .iter()
                    .chain(ready_from)
                    .chain(until)
                    .chain([done])
                    .collect(),
                Measure::Before {
                    done,
                    moment,
                    ready_from,
                    ..
                } => ready_from.iter().chain([done, moment]).collect(),
                Measure::Held { holds, during, .. } => vec![holds, during],
                Measure::At {
                    holds, ready_from, ..
                } => ready_from.iter().chain([holds]).collect(),
                Measure::Outcome { .. } | Measure::Signed { .. } | Measure::Observed => Vec::new(),
            };
            for condition in conditions {
                if let Err(why) = world.condition(condition, &mut Vec::new()) {
                    self.problem(
                        Code::TaskImpossible,
                        shape.id.mark,
                        format!("task `{}` can't be satisfied: {why}", shape.id),
                        "ask for something that a card, an option or the attack can bring about",
                    );
                }
            }
        }
    }
}
