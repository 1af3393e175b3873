//! Who waits for what: of everything that the conditions of a scenario ask about, the injects, prompts
//! and tasks that ask it, found once, so that a change is taken to those alone. Must not decide
//! whether a condition holds, nor know how anything stands.

use super::asks::{Asks, Figure, Follows};
use super::conditions::asks;
use super::rules::reach::CARRIES_FROM;
use super::watch::{Watch, Watched};
use crate::scenario::{Condition, Fires, InjectId, Mins, OrganisationId, PromptId, Scenario};
use std::collections::BTreeMap;

/// Who waits: the index of an inject, a prompt or a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waiter {
    /// An inject, to be sent.
    Inject(InjectId),
    /// A prompt, to be put or to lapse.
    Prompt(PromptId),
    /// A task, to be measured.
    Task(u16),
}

/// A figure, and who waits for it to cross which bound.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What is compared.
    pub figure: Figure,
    /// The bounds, rising, each with one who waits.
    pub bounds: Vec<(f64, Waiter)>,
}

impl Compared {
    /// The bounds that a figure is on or above, of which it was on or above so many.
    pub fn passed(&self, stands: f64, before: usize) -> usize {
        let above = before == 0 || self.bounds[before - 1].0 <= stands;
        let below = self.bounds.get(before).is_none_or(|it| stands < it.0);
        if above && below {
            return before;
        }
        self.bounds.partition_point(|(bound, _)| *bound <= stands)
    }
}

/// Who waits for what.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Tasks whose minutes are counted, so that they are looked at in each.
    pub counted: Vec<usize>,
    /// Those who wait for what people have done, or threats other than the worm.
    pub done: Vec<Waiter>,
    /// By minute that is named, in order.
    moments: Vec<(Mins, Waiter)>,
    /// By inject.
    injects: Vec<Vec<Waiter>>,
    /// By prompt.
    prompts: Vec<Vec<Waiter>>,
    /// By what they follow, one after the other; where each begins.
    compared: Vec<Compared>,
    begins: [usize; Follows::ALL.len() + 1],
}

impl Asking {
    /// Of a scenario and the watches of its tasks.
    pub fn new(scenario: &Scenario, watches: &[Watched]) -> Self {
        let mut found = Found {
            injects: vec![Vec::new(); scenario.injects.len()],
            prompts: vec![Vec::new(); scenario.prompts.len()],
            ..Found::default()
        };
        for (at, inject) in scenario.injects.iter().enumerate() {
            let waiter = Waiter::Inject(at.into());
            match &inject.fires {
                Fires::When { is, not_before, .. } => {
                    found.asked(waiter, is);
                    found.note(waiter, Asks::Time(*not_before));
                }
                Fires::After { inject, .. } => found.note(waiter, Asks::Inject(*inject)),
                Fires::At(at) => found.note(waiter, Asks::Time(*at)),
                Fires::ByHand => {}
            }
            // One that is on no way yet waits for its channel.
            if let Some(system) = scenario.channels[inject.channel.at()].carried_by {
                let compares = Asks::Compares(Figure::System(system), CARRIES_FROM);
                found.note(waiter, compares);
            }
            found.note(waiter, Asks::Done);
        }
        for (at, prompt) in scenario.prompts.iter().enumerate() {
            if let Some(when) = &prompt.when {
                found.asked(Waiter::Prompt(at.into()), when);
            }
        }
        for (at, watched) in watches.iter().enumerate() {
            let waiter = Waiter::Task(u16::try_from(at).unwrap_or(u16::MAX));
            found.watched(waiter, &watched.watch);
        }
        found.ordered(watches)
    }

    /// Who waits for a minute.
    pub fn at_minute(&self, minute: Mins) -> impl Iterator<Item = Waiter> {
        let from = self.moments.partition_point(|(at, _)| *at < minute);
        let at = self.moments[from..].iter();
        at.take_while(move |(at, _)| *at == minute)
            .map(|(_, waiter)| *waiter)
    }

    /// Who waits for how an inject stands.
    pub fn inject(&self, id: InjectId) -> &[Waiter] {
        &self.injects[id.at()]
    }

    /// Who waits for a prompt to be put.
    pub fn prompt(&self, id: PromptId) -> &[Waiter] {
        &self.prompts[id.at()]
    }

    /// How many figures are compared.
    pub fn figures(&self) -> usize {
        self.compared.len()
    }

    /// The figures to be looked at again, with where each stands among all.
    pub fn compared(&self, follows: Follows) -> impl Iterator<Item = (usize, &Compared)> {
        let of = self.begins[follows as usize]..self.begins[follows as usize + 1];
        of.clone().zip(&self.compared[of])
    }
}

#[derive(Default)]
struct Found {
    done: Vec<Waiter>,
    moments: Vec<(Mins, Waiter)>,
    injects: Vec<Vec<Waiter>>,
    prompts: Vec<Vec<Waiter>>,
    compared: BTreeMap<Figure, Vec<(f64, Waiter)>>,
}

impl Found {
    /// Who waits for a thing.
    fn note(&mut self, waiter: Waiter, asks: Asks) {
        match asks {
            Asks::Time(at) => self.moments.push((at, waiter)),
            Asks::Inject(id) => self.injects[id.at()].push(waiter),
            Asks::Prompt(id) => self.prompts[id.at()].push(waiter),
            Asks::Done => self.done.push(waiter),
            Asks::Compares(figure, bound) => {
                self.compared
                    .entry(figure)
                    .or_default()
                    .push((bound, waiter));
            }
        }
    }

    /// Who waits for all that a condition asks about.
    fn asked(&mut self, waiter: Waiter, condition: &Condition) {
        asks(condition, OrganisationId(0), &mut |it| {
            self.note(waiter, it);
        });
    }

    /// A task waits for all that it is measured by.
    fn watched(&mut self, task: Waiter, watch: &Watch) {
        match watch {
            Watch::First {
                done,
                moment,
                ready,
                until,
            } => {
                self.asked(task, done);
                for condition in [moment, ready, until].into_iter().flatten() {
                    self.asked(task, condition);
                }
            }
            Watch::Share { holds, during, .. } => {
                self.asked(task, holds);
                self.asked(task, during);
            }
            // What it asks for is looked at just once, at its time.
            Watch::At { at, ready, .. } => {
                self.note(task, Asks::Time(*at));
                if let Some(ready) = ready {
                    self.asked(task, ready);
                }
            }
            Watch::Nothing | Watch::Signed { .. } => {}
        }
    }

    fn ordered(mut self, watches: &[Watched]) -> Asking {
        self.moments.sort_unstable();
        self.done.dedup();
        let mut compared: Vec<Compared> = self
            .compared
            .into_iter()
            .map(|(figure, mut bounds)| {
                bounds.sort_by(|(one, _), (other, _)| one.total_cmp(other));
                Compared { figure, bounds }
            })
            .collect();
        compared.sort_by_key(|it| it.figure.follows() as usize);
        let mut begins = [compared.len(); Follows::ALL.len() + 1];
        for follows in Follows::ALL {
            begins[follows as usize] =
                compared.partition_point(|it| (it.figure.follows() as usize) < follows as usize);
        }
        Asking {
            counted: (0..watches.len())
                .filter(|at| watches[*at].counts())
                .collect(),
            done: self.done,
            moments: self.moments,
            injects: self.injects,
            prompts: self.prompts,
            compared,
            begins,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_on_a_bound_has_passed_it_however_far_it_comes() {
        let waiter = Waiter::Task(0);
        let compared = Compared {
            figure: Figure::Cancelled,
            bounds: [1.0, 2.0, 2.0, 5.0].map(|bound| (bound, waiter)).to_vec(),
        };
        let stands = [0.0, 0.5, 1.0, 1.5, 2.0, 4.9, 5.0, 80.0];
        let passed = [0, 0, 1, 1, 3, 3, 4, 4];
        for (now, passed) in stands.into_iter().zip(passed) {
            for before in 0..=4 {
                assert_eq!(compared.passed(now, before), passed, "{now} from {before}");
            }
        }
    }
}
