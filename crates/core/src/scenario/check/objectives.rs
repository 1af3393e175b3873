//! Checks objectives and their tasks. Must not rate anything.

use super::super::diagnostic::Code;
use super::super::mark::Mark;
use super::super::model::{
    Card, Condition, Measure, Objective, ObjectiveId, OrganisationId, Task, TaskId,
};
use super::super::shape;
use super::checker::Checker;
use super::logic::Logic;

impl Checker {
    pub(super) fn objectives(
        &mut self,
        main: &shape::Scenario,
        parts: &shape::Library,
        cards: &[Card],
    ) -> (Vec<Objective>, Vec<Task>) {
        let logic = Logic {
            cards,
            prompts: &main.prompts,
            checked: &[],
        };
        let mut tasks: Vec<Task> = Vec::new();
        let objectives = main
            .objectives
            .iter()
            .enumerate()
            .map(|(at, objective)| {
                let first = tasks.len();
                let of = self.whose(objective.of.as_ref(), &objective.id, "objective");
                for task in &objective.tasks {
                    tasks.push(self.task(task, at.into(), logic, of, main.known_from.as_ref()));
                }
                if objective.tasks.is_empty() {
                    self.problem(
                        Code::Empty,
                        objective.id.mark,
                        format!("objective `{}` has no task", objective.id),
                        "give it at least one critical task",
                    );
                }
                Objective {
                    id: objective.id.value.clone(),
                    title: self.titled(&objective.title, of, parts),
                    of,
                    about: objective.about.clone(),
                    csf: objective.csf.clone(),
                    caf: objective.caf.clone(),
                    eprr: objective.eprr.clone(),
                    patients: objective.patients,
                    tasks: (first..tasks.len()).map(TaskId::from).collect(),
                }
            })
            .collect();
        (objectives, tasks)
    }

    /// An objective's title, with whose it is where several organisations play.
    fn titled(&self, title: &str, of: OrganisationId, parts: &shape::Library) -> String {
        match parts.organisations.get(of.at()) {
            Some(organisation) if self.owners.several => format!("{}: {title}", organisation.short),
            _ => title.to_owned(),
        }
    }

    fn task(
        &mut self,
        task: &shape::Task,
        objective: ObjectiveId,
        logic: Logic<'_>,
        of: OrganisationId,
        known_from: Option<&shape::Condition>,
    ) -> Task {
        Task {
            id: task.id.value.clone(),
            objective,
            title: task.title.clone(),
            plan: task.plan.clone(),
            measure: self.measure(task, logic, of, known_from),
            look_for: task.look_for.clone(),
        }
    }

    fn measure(
        &mut self,
        task: &shape::Task,
        logic: Logic<'_>,
        of: OrganisationId,
        known_from: Option<&shape::Condition>,
    ) -> Measure {
        let mark = task.id.mark;
        match &task.measure {
            shape::Measure::Within {
                done,
                since,
                ready_from,
                until,
                p,
                s,
                m,
            } => Measure::Within {
                done: self.condition_of(done, logic, of),
                since: self.condition_if(since.as_ref(), logic, of),
                ready_from: match (ready_from, known_from, since) {
                    (Some(ready), ..) => Some(self.condition_of(ready, logic, of)),
                    (None, Some(known), Some(since)) => Some(Condition::Any(vec![
                        self.condition_of(known, logic, of),
                        self.condition_of(since, logic, of),
                    ])),
                    (None, Some(known), None) => Some(self.condition_of(known, logic, of)),
                    (None, None, _) => None,
                },
                until: self.condition_if(until.as_ref(), logic, of),
                limits: self.limits([*p, *s, *m], true, mark),
            },
            shape::Measure::Before {
                done,
                moment,
                ready_from,
                otherwise,
            } => Measure::Before {
                done: self.condition_of(done, logic, of),
                moment: self.condition_of(moment, logic, of),
                ready_from: self.condition_if(ready_from.as_ref().or(known_from), logic, of),
                otherwise: *otherwise,
            },
            shape::Measure::Held {
                holds,
                during,
                from,
                p,
                s,
                m,
            } => {
                let (occasion, once) =
                    self.occasion(&task.id, holds, during.as_ref(), from.as_ref());
                let limits = self.falling([p, s, m], mark);
                Measure::Held {
                    holds: self.condition_of(holds, logic, of),
                    during: self.condition_of(occasion, logic, of),
                    once,
                    limits,
                }
            }
            shape::Measure::Outcome { outcome, p, s, m } => Measure::Outcome {
                outcome: *outcome,
                limits: self.falling([p, s, m], mark),
            },
            shape::Measure::Signed { p, s, m } => Measure::Signed {
                limits: self.falling([p, s, m], mark),
            },
            shape::Measure::Observed => Measure::Observed,
            shape::Measure::At {
                holds,
                at,
                ready_from,
                otherwise,
            } => Measure::At {
                holds: self.condition_of(holds, logic, of),
                at: self.when(at),
                ready_from: self.condition_if(ready_from.as_ref().or(known_from), logic, of),
                otherwise: *otherwise,
            },
        }
    }

    fn condition_if(
        &mut self,
        condition: Option<&shape::Condition>,
        logic: Logic<'_>,
        of: OrganisationId,
    ) -> Option<Condition> {
        condition.map(|it| self.condition_of(it, logic, of))
    }

    /// While what, or from when on, something is to hold; and whether it is the latter.
    fn occasion<'a>(
        &mut self,
        task: &shape::Id,
        holds: &'a shape::Condition,
        during: Option<&'a shape::Condition>,
        from: Option<&'a shape::Condition>,
    ) -> (&'a shape::Condition, bool) {
        let wrong = match (during, from) {
            (Some(during), None) => return (during, false),
            (None, Some(from)) => return (from, true),
            (Some(_), Some(_)) => "both `during` and `from`",
            (None, None) => "neither `during` nor `from`",
        };
        self.problem(
            Code::Empty,
            task.mark,
            format!("task `{task}` has {wrong}"),
            "give `during` if it must hold while something is so, or `from` if it must hold from then until ENDEX",
        );
        (holds, false)
    }

    /// Shares for P, S and M, of which P asks the most.
    fn falling(&mut self, shares: [&shape::Share; 3], mark: Mark) -> [f64; 3] {
        let limits = shares.map(|it| self.share(it));
        self.limits(limits, false, mark)
    }
}
