//! Which parts of the state a condition asks about, so that it is looked at again only when one of
//! them has changed: most conditions compare a figure with a bound, and the figure passes its
//! bound a few times in an exercise. Must not decide whether a condition holds.

use super::conditions::{Facts, holds};
use super::watch::{Watch, Watched};
use crate::scenario::{Condition, Fires, Mins, OrganisationId, Scenario};

/// Things that conditions ask about, as a set of bits: three of a kind, then one for each
/// comparison that the scenario makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspects(u128);

/// Bits before those of the comparisons.
const KINDS: usize = 3;
/// Comparisons beyond this many share the last bit.
const MOST: usize = 128 - KINDS;

impl Aspects {
    /// None.
    pub const NONE: Self = Self(0);
    /// A moment that some condition names has come.
    pub const TIME: Self = Self(1);
    /// Messages and prompts.
    pub const MESSAGES: Self = Self(2);
    /// What people have done, and threats other than the worm.
    pub const DONE: Self = Self(4);
    /// All of them.
    pub const ALL: Self = Self(u128::MAX);

    /// The bit that comparisons share for which there is none of their own.
    const SHARED: Self = Self(1 << 127);

    fn comparison(at: usize) -> Self {
        Self(1 << (KINDS + at.min(MOST - 1)))
    }

    /// Whether two sets have something in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOr for Aspects {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Aspects {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What a comparison follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Hosts, and with them systems.
    Hosts = 0,
    /// Locked hosts that have been reported.
    Known = 1,
    /// Services.
    Services = 2,
    /// Patients.
    Patients = 3,
}

/// What the conditions of a scenario ask about.
#[derive(Clone, Debug)]
pub struct Asking {
    /// By inject: what its condition asks about, if it waits for one.
    pub injects: Vec<Aspects>,
    /// By prompt: what its condition asks about.
    pub prompts: Vec<Aspects>,
    /// By task: what its two conditions ask about.
    pub tasks: Vec<[Aspects; 2]>,
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
                    found.of(is) | found.of(&Condition::Reached(*not_before))
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
                    found.of(&Condition::Reached(*at)),
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
                let share = super::rules::messages::CARRIES_FROM;
                all | found.of(&Condition::SystemBelow { system, share })
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
                last.0 ^= bit.0;
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
        use Condition as C;
        let follows = match condition {
            C::LockedIn { .. } | C::Locked { .. } | C::Clean | C::SystemBelow { .. } => {
                Follows::Hosts
            }
            C::ReportedLocked { .. } => Follows::Known,
            C::ServiceBelow { .. } | C::OnPaper(_) => Follows::Services,
            // A shelf empties minute by minute, whether a service changes or not.
            C::EdQueue { .. } | C::Cancelled { .. } | C::StockBelow { .. } => Follows::Patients,
            C::Reached(mins) => {
                self.moments.push(*mins);
                return Aspects::TIME;
            }
            C::Delivered(_) | C::Undelivered(_) | C::Asked(_) => return Aspects::MESSAGES,
            C::Decided(_)
            | C::Chosen { .. }
            | C::Done(_)
            | C::DoneOn { .. }
            | C::Declared(_)
            | C::Notified(_)
            | C::Marked(_)
            | C::Isolated(_)
            | C::LinkCut(_)
            | C::PortBlocked(_)
            | C::MailOff
            | C::MethaneGiven
            | C::OutOfBandOpen
            | C::Diverted(_)
            | C::StoodDown
            | C::Out(_)
            | C::Back(_)
            | C::Intruded(_)
            | C::Traced(_)
            | C::DrivenOut(_)
            | C::Proven(_)
            | C::DeadlinePassed(_)
            | C::Published(_)
            | C::KeyOffered(_)
            | C::KeyWorks(_) => return Aspects::DONE,
            C::Of(of, inner) => return self.asked_of(Some(*of), inner),
            C::Not(inner) => return self.asked_of(of, inner),
            C::All(list) | C::Any(list) => {
                return list
                    .iter()
                    .fold(Aspects::NONE, |all, one| all | self.asked_of(of, one));
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
