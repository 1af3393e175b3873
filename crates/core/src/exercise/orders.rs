//! Who may order how much, and what was signed for. Must not do what is ordered.
//!
//! *Tempo.* A role gives at most [`MOST_ORDERS`] orders in any [`IN_MINS`] minutes; an option of a
//! decision point is one order, however many cards it plays. An order has to be weighed, said, read
//! back and logged (JESIP, Joint Decision Model; EPRR core standards, decision logging), which leaves
//! about a minute and a half for each. The number is an author's estimate: the busiest ten minutes of
//! the scripted team *prepared* need five.
//!
//! *Signature.* A cut (see [`is_cut`](super::effects::is_cut)) is signed for if a clinician did so for this cut: after the
//! incident was recognised and at most [`SIGNED_FOR_MINS`] minutes before the order. One signature
//! signs for one cut, or for those of the option that it is given with.

use super::command::Refusal;
use super::rules::coordination;
use super::state::State;
use crate::scenario::{Mins, OrganisationId, RoleId, Scenario};

/// Orders that a role gives in [`IN_MINS`] minutes at most.
pub const MOST_ORDERS: usize = 6;
/// Minutes within which they are counted.
pub const IN_MINS: Mins = 10;
/// Minutes for which a clinician's signature stands (author's estimate: what was lost an hour ago is
/// not what is lost now).
pub const SIGNED_FOR_MINS: Mins = 60;

/// Minutes for which a cut that no clinician signed for finds services unprepared: they work as if
/// nobody had told them what to do (`rules/coordination.rs`; author's estimate).
const UNPREPARED_MINS: Mins = 60;

/// Takes note of an order of a role, or says that nobody can give so many.
///
/// # Errors
/// That the role has given too many.
pub fn give(scenario: &Scenario, state: &mut State, role: RoleId) -> Result<(), Refusal> {
    let now = state.minute;
    let given = &mut state.orders[role.at()];
    while given.front().is_some_and(|at| at + IN_MINS <= now) {
        given.pop_front();
    }
    if let (true, Some(first)) = (given.len() >= MOST_ORDERS, given.front()) {
        return Err(Refusal::NotNow {
            why: format!(
                "The {} has given {MOST_ORDERS} orders in {IN_MINS} minutes: nobody can weigh, say and have logged more. Somebody else who may can give this one, or it waits until {}.",
                scenario.roles[role.at()].title,
                scenario.clock(u64::from(first + IN_MINS) * 60)
            ),
        });
    }
    given.push_back(now);
    Ok(())
}

/// Counts a cut that is ordered now, and whether it is signed for; `with_option` says that it comes
/// with a signature.
pub fn cut(state: &mut State, of: OrganisationId, with_option: bool) {
    let now = state.minute;
    let facts = &mut state.facts;
    let signatures = &mut facts.signatures[of];
    signatures.retain(|at| at + SIGNED_FOR_MINS >= now);
    let signed = with_option || signatures.pop().is_some();
    facts.cuts[of][0] += 1;
    facts.cuts[of][1] += u32::from(signed);
    if !signed {
        facts.unprepared_until[of] = now + UNPREPARED_MINS;
    }
}

/// Notes a clinician's signature, if it is given after the incident was recognised: before that
/// nobody can know what is signed for.
pub fn sign(state: &mut State, of: OrganisationId) {
    let now = state.minute;
    if coordination::recognised(state, of).is_some() {
        state.facts.signatures[of].push(now);
    }
}
