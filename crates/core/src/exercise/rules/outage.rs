//! Outages: systems that are gone through no fault of the trust's own machines, and come back in
//! steps.
//!
//! An outage begins at its time, or so many minutes after its condition first came true. From then on
//! its systems work at none of their share, and from the `k`-th return on at the share of that
//! return. The `k`-th return comes
//!
//! ```text
//! t_k = max(t_(k−1), begun + T_k),   T_k ~ triangular(soonest, likeliest, latest)  minutes
//! ```
//!
//! with one uniform number for each outage and return, whatever else happens: an outage that begins
//! later comes back later by as much. Triangular because a trainer can name three figures and no
//! others (as in PERT; Malcolm et al. 1959, *Operations Research* 7:646). Where somebody stands in
//! for a system, at least their share of it works for as long as they do. Must not know what a
//! system is needed for.

use crate::exercise::chance::{Purpose, triangular, uniform};
use crate::exercise::conditions::{Facts, holds};
use crate::exercise::event::What;
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::State;
use crate::scenario::{Begins, Mins, Scenario};

/// Whether something begins in this minute. `due` keeps when its condition first came true.
pub fn begins(begins: &Begins, due: &mut Option<Mins>, reach: &Reach, state: &State) -> bool {
    let now = state.minute;
    match begins {
        Begins::At(at) => now >= *at,
        Begins::Once(condition, after) => {
            if due.is_none() && holds(condition, &Facts::new(reach, state)) {
                *due = Some(now + after);
            }
            due.is_some_and(|due| now >= due)
        }
    }
}

/// The minute of a return, for an outage that began in this one.
pub fn returns_at(
    scenario: &Scenario,
    seed: u64,
    outage: usize,
    which: usize,
    begun: Mins,
) -> Mins {
    let mut at = begun;
    for (k, (_, span)) in scenario.outages[outage].returns.iter().enumerate() {
        if k > which {
            break;
        }
        let entity = (outage as u32) << 8 | k as u32;
        let after = triangular(*span, uniform(seed, Purpose::Return, entity, 0));
        at = at.max(begun + after as Mins);
    }
    at
}

/// Minutes that hang on seed and beginning alone, kept so that they are not drawn in every minute.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// By outage that has begun: when it next returns.
    returns: Vec<Option<Mins>>,
    /// By extortion that has begun: when each step comes, if it does.
    pub(super) steps: Vec<Option<[Option<Mins>; 4]>>,
}

/// Begins outages and brings back what returns. Returns whether a system works otherwise than it did.
pub fn step(
    scenario: &Scenario,
    seed: u64,
    reach: &Reach,
    drawn: &mut Drawn,
    state: &mut State,
    whats: &mut Vec<What>,
) -> bool {
    let now = state.minute;
    let mut changed = false;
    drawn.returns.resize(scenario.outages.len(), None);
    for (at, outage) in scenario.outages.iter().enumerate() {
        let mut found = state.threats.outages[at];
        if found.begun.is_none() && begins(&outage.begins, &mut found.due, reach, state) {
            found.begun = Some(now);
            changed = true;
            whats.push(What::OutageBegan {
                outage: outage.id.clone(),
            });
        }
        if let Some(begun) = found.begun {
            let next = &mut drawn.returns[at];
            while let Some((share, _)) = outage.returns.get(found.returned)
                && *next
                    .get_or_insert_with(|| returns_at(scenario, seed, at, found.returned, begun))
                    <= now
            {
                *next = None;
                found.returned += 1;
                found.whole = *share >= 1.0;
                changed = true;
                whats.push(What::OutageReturned {
                    outage: outage.id.clone(),
                    per_cent: (share * 100.0) as u32,
                });
            }
        }
        state.threats.outages[at] = found;
    }
    let before = state.threats.stand_ins.len();
    state.threats.stand_ins.retain(|it| it.until > now);
    changed | (state.threats.stand_ins.len() != before)
}
