//! The moment in which effects take hold, and how things stand before it. Must not know any effect.

use crate::exercise::event::What;
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::{Ordered, State};
use crate::scenario::{Mins, OrganisationId, Scenario, Target};

/// Minutes after which a step can be taken again, and somebody told again: a report is renewed when the
/// picture changes (JESIP asks for a new METHANE then; half an hour is an author's estimate).
pub(super) const AGAIN_AFTER_MINS: Mins = 30;

/// How things stand for an organisation, and what a card is played on: what makes an effect idle or
/// not.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// What is played; it does not change.
    pub scenario: &'a Scenario,
    /// The exercise as it stands.
    pub state: &'a State,
    /// Whose decision it is.
    pub of: OrganisationId,
    /// What the card is played on, if it is.
    pub target: Option<Target>,
}

/// The moment in which effects take hold, of a decision of one organisation: what they do to a whole
/// trust, they do to it alone.
pub struct Moment<'a> {
    /// What is played; it does not change.
    pub scenario: &'a Scenario,
    /// Who reaches whom.
    pub reach: &'a Reach,
    /// The exercise as it stands; effects change it.
    pub state: &'a mut State,
    /// Whose decision it is.
    pub of: OrganisationId,
    /// What the card is played on, if it is.
    pub target: Option<Target>,
    /// What happens.
    pub events: &'a mut Vec<What>,
}

impl Moment<'_> {
    /// Whole minutes since STARTEX.
    pub(super) fn minute(&self) -> Mins {
        self.state.minute
    }

    /// When what takes hold now was ordered.
    pub(super) fn ordered_at(&self) -> Mins {
        self.state.ordered_at.unwrap_or(self.state.minute)
    }

    /// Notes when a state that takes hold now was ordered: what was ordered before it could be known
    /// earns nothing, whenever it takes hold.
    pub(super) fn ordered(&mut self, what: Ordered) {
        let at = self.ordered_at();
        let all = &mut self.state.facts.ordered;
        all.retain(|(other, _)| *other != what);
        all.push((what, at));
    }

    /// Says that something happened, and whose it is where several play.
    pub(super) fn say(&mut self, what: impl FnOnce(Option<String>) -> What) {
        self.events
            .push(what(self.scenario.named_if_several(self.of)));
    }
}
