//! What the conditions of a scenario ask about, found once, so that each is looked at again only when
//! some of that has changed. Must not decide whether a condition holds.

use super::aspects::{Asks, Aspects, Follows};
use super::conditions::{Facts, Made, asks, holds};
use super::rules::reach::CARRIES_FROM;
use super::watch::{Watch, Watched};
use crate::scenario::{Condition, Fires, HostsCondition, Mins, OrganisationId, Scenario};

/// What the conditions of a scenario ask about.
#[derive(Clone, Debug)]
pub struct Asking {
    /// By inject: what its condition asks about, if it waits for one.
    pub injects: Vec<Aspects>,
    /// By prompt: what its condition asks about.
    pub prompts: Vec<Aspects>,
    /// By task: what its two conditions ask about.
    pub tasks: Vec<[Aspects; 2]>,
    /// Tasks whose minutes are counted, so that they are looked at in each.
    pub counted: Vec<usize>,
    /// What messages that are on no way yet ask about: whether their channel works.
    pub channels: Aspects,
    /// Every minute that a condition names, in order.
    moments: Vec<Mins>,
    /// Every comparison that a condition makes, with its bit, by what it follows.
    comparisons: [Vec<(Aspects, Condition)>; 4],
}

impl Asking {
    /// Of a scenario and the watches of its tasks.
    pub fn new(scenario: &Scenario, watches: &[Watched]) -> Self {
        let mut found = Found::default();
        let injects = scenario
            .injects
            .iter()
            .map(|inject| match &inject.fires {
                Fires::When { is, not_before, .. } => {
                    found.of(is) | found.of(&Condition::reached(*not_before))
                }
                Fires::After { .. } => Aspects::MESSAGES,
                Fires::At(_) | Fires::ByHand => Aspects::NONE,
            })
            .collect();
        let prompts = scenario
            .prompts
            .iter()
            .map(|prompt| {
                let when = prompt.when.as_ref();
                when.map_or(Aspects::NONE, |when| found.of(when))
            })
            .collect();
        let tasks = watches
            .iter()
            .map(|watched| match &watched.watch {
                Watch::First {
                    done,
                    moment,
                    ready,
                    until,
                    ..
                } => {
                    let mut some = |it: &Option<Condition>| {
                        it.as_ref().map_or(Aspects::NONE, |it| found.of(it))
                    };
                    let others = some(ready) | some(until);
                    let moment = some(moment);
                    [found.of(done) | others, moment]
                }
                Watch::Share { holds, during, .. } => [found.of(holds), found.of(during)],
                // What it asks for is looked at just once, at its time.
                Watch::At { at, ready, .. } => [
                    found.of(&Condition::reached(*at)),
                    ready.as_ref().map_or(Aspects::NONE, |it| found.of(it)),
                ],
                Watch::Nothing | Watch::Signed { .. } => [Aspects::NONE; 2],
            })
            .collect();
        let channels = scenario
            .channels
            .iter()
            .filter_map(|channel| channel.carried_by)
            .fold(Aspects::DONE, |all, system| {
                let share = CARRIES_FROM;
                all | found.of(&HostsCondition::SystemBelow { system, share }.into())
            });
        let Found {
            mut moments,
            comparisons,
            ..
        } = found;
        moments.sort_unstable();
        moments.dedup();
        Self {
            injects,
            prompts,
            tasks,
            counted: (0..watches.len())
                .filter(|at| watches[*at].counts())
                .collect(),
            channels,
            moments,
            comparisons,
        }
    }

    /// Whether a condition names this minute.
    pub fn names(&self, minute: Mins) -> bool {
        self.moments.binary_search(&minute).is_ok()
    }

    /// The comparisons of a kind that have come out otherwise than they last did.
    pub fn turned(&self, follows: Follows, facts: &Facts<'_>, last: &mut Aspects) -> Aspects {
        let mut turned = Aspects::NONE;
        for (bit, comparison) in &self.comparisons[follows as usize] {
            if *bit == Aspects::SHARED {
                turned |= *bit;
            } else if holds(comparison, facts) != bit.meets(*last) {
                last.turn(*bit);
                turned |= *bit;
            }
        }
        turned
    }
}

#[derive(Default)]
struct Found {
    moments: Vec<Mins>,
    comparisons: [Vec<(Aspects, Condition)>; 4],
    count: usize,
}

impl Found {
    /// The things a condition asks about; those that are new are noted.
    fn of(&mut self, condition: &Condition) -> Aspects {
        self.asked_of(None, condition)
    }

    /// The same of a condition that is asked of an organisation.
    fn asked_of(&mut self, of: Option<OrganisationId>, condition: &Condition) -> Aspects {
        let follows = match asks(condition) {
            Made::Alone(Asks::Time(mins)) => {
                self.moments.push(mins);
                return Aspects::TIME;
            }
            Made::Alone(Asks::Messages) => return Aspects::MESSAGES,
            Made::Alone(Asks::Done) => return Aspects::DONE,
            Made::Alone(Asks::Compares(follows)) => follows,
            Made::OfOthers(other, parts) => {
                return parts.iter().fold(Aspects::NONE, |all, one| {
                    all | self.asked_of(other.or(of), one)
                });
            }
        };
        let condition = match of {
            Some(of) => Condition::Of(of, Box::new(condition.clone())),
            None => condition.clone(),
        };
        let list = &mut self.comparisons[follows as usize];
        if let Some((bit, _)) = list.iter().find(|(_, known)| *known == condition) {
            return *bit;
        }
        let bit = Aspects::comparison(self.count);
        self.count += 1;
        list.push((bit, condition));
        bit
    }
}
