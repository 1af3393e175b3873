//! Extortion: theft, proof, a deadline, publication, and perhaps a key.
//!
//! It begins at its time, or so many minutes after its condition first came true. Counted from then,
//! in minutes,
//!
//! ```text
//! proof, publication, key offered ~ triangular(soonest, likeliest, latest), each drawn once
//! deadline = deadline_hours · 60
//! published at all, key works: with their chances, each drawn once
//! ```
//!
//! whatever the team does: nobody's silence or payment was shown to change whether data were
//! published (standing advice is not to pay). A key that was offered and is tried either works, and
//! hosts are rebuilt in `factor` of the time from then on, or does nothing. The HSE was given a key
//! for nothing on the sixth or seventh day, and half its servers were decrypted in three weeks.
//! Must not judge any decision.

use super::outage::{Drawn, begins};
use crate::exercise::chance::{Purpose, triangular, uniform};
use crate::exercise::event::{Demand, What};
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::State;
use crate::scenario::{Extortion, Mins, Scenario};

/// What is drawn once for an extortion.
#[derive(Clone, Copy)]
enum Draw {
    Proof = 0,
    Publication = 1,
    WhetherPublished = 2,
    Offer = 3,
    WhetherItWorks = 4,
}

fn drawn(seed: u64, extortion: usize, draw: Draw) -> f64 {
    let entity = (extortion as u32) << 4 | draw as u32;
    uniform(seed, Purpose::Extortion, entity, 0)
}

/// When a step comes, for an extortion that began in this minute; never if it has no such step.
fn comes(seed: u64, at: usize, extortion: &Extortion, step: Demand, begun: Mins) -> Option<Mins> {
    let (span, draw) = match step {
        Demand::Begun => return Some(begun),
        Demand::DeadlinePassed => return Some(begun + extortion.deadline),
        Demand::Proven => (extortion.proof, Draw::Proof),
        Demand::Published => {
            let chance = drawn(seed, at, Draw::WhetherPublished);
            if chance >= extortion.publishes_chance {
                return None;
            }
            (extortion.publishes, Draw::Publication)
        }
        Demand::KeyOffered => (extortion.key.map(|it| it.offered), Draw::Offer),
        Demand::KeyTried => return None,
    };
    Some(begun + triangular(span?, drawn(seed, at, draw)) as Mins)
}

/// What comes in its time, whatever the team does.
const STEPS: [Demand; 4] = [
    Demand::Proven,
    Demand::DeadlinePassed,
    Demand::Published,
    Demand::KeyOffered,
];

/// Whether the key works.
pub fn works(scenario: &Scenario, seed: u64, at: usize) -> bool {
    let key = scenario.extortions[at].key;
    key.is_some_and(|key| drawn(seed, at, Draw::WhetherItWorks) < key.works)
}

/// Moves extortions on. Returns whether anything has changed.
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
    drawn.steps.resize(scenario.extortions.len(), None);
    for (at, extortion) in scenario.extortions.iter().enumerate() {
        let mut found = state.threats.extortions[at];
        let mut tell = |step: Demand| {
            changed = true;
            whats.push(What::Extorted {
                extortion: extortion.id.clone(),
                step,
            });
        };
        if found.begun.is_none() && begins(&extortion.begins, &mut found.due, reach, state) {
            found.begun = Some(now);
            tell(Demand::Begun);
        }
        if let Some(begun) = found.begun {
            let due = drawn.steps[at]
                .get_or_insert_with(|| STEPS.map(|step| comes(seed, at, extortion, step, begun)));
            let came = [
                &mut found.proven,
                &mut found.deadline,
                &mut found.published,
                &mut found.offered,
            ];
            for ((step, due), when) in STEPS.into_iter().zip(*due).zip(came) {
                if when.is_none() && due.is_some_and(|due| now >= due) {
                    *when = Some(now);
                    tell(step);
                }
            }
        }
        if found.wanted && found.offered.is_some() && found.tried.is_none() {
            found.tried = Some(now);
            found.works = works(scenario, seed, at);
            tell(Demand::KeyTried);
        }
        state.threats.extortions[at] = found;
    }
    changed
}

/// The share of the time in which hosts are rebuilt: less than 1 where a key works.
pub fn pace(scenario: &Scenario, state: &State) -> f64 {
    let keys = scenario.extortions.iter().zip(&state.threats.extortions);
    keys.filter(|(_, found)| found.works)
        .filter_map(|(extortion, _)| extortion.key.map(|key| key.factor))
        .fold(1.0, f64::min)
}
