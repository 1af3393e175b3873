//! Mutual aid: people of others, whom nobody sends to a trust that has said nothing. Must not know
//! what they will do.
//!
//! Asked for, aid sets out once a critical or major incident has been declared *and* somebody who
//! can lend people has been told (a body that `lends`; where the scenario has none, declaring is
//! enough), and arrives after its travel time. Where only one of the two is so, or no more than a
//! business continuity incident was declared, it goes the long way round and sets out
//! [`LONG_WAY_MINS`] after it was asked for, unless the rest follows sooner. Where nothing is
//! declared and nobody was told, it does not come.
//! Once the incident is stood down whoever was lent goes home. That help follows declaration and
//! notification is how the NHS EPRR Framework (2022) has it; the minutes are the author's estimate.

use crate::exercise::event::What;
use crate::exercise::state::{Aid, Asked, State};
use crate::scenario::{BodyId, IncidentLevel, Mins, OrganisationId, Scenario};

/// Minutes by which aid sets out later that was asked for without declaring or telling anybody who
/// lends (author's estimate: until somebody has rung round).
const LONG_WAY_MINS: Mins = 480;

/// Notes that aid was asked for, and says so if it does not set out.
pub fn ask(scenario: &Scenario, state: &mut State, asked: Asked, events: &mut Vec<What>) {
    let stands = Stands::of(scenario, state, asked.of);
    if !stands.whole() {
        events.push(What::AidWaits {
            crew: scenario.crews[asked.crew.at()].id.clone(),
            undeclared: !stands.declared,
            untold: !stands.told,
        });
    }
    state.asked.push(asked);
}

/// Sends off the aid that has been asked for and now sets out.
pub fn step(scenario: &Scenario, state: &mut State) {
    if state.asked.is_empty() {
        return;
    }
    let now = state.minute;
    let asked = std::mem::take(&mut state.asked);
    for one in asked {
        let stands = Stands::of(scenario, state, one.of);
        let long_way = stands.any && now >= one.at + LONG_WAY_MINS;
        if stands.whole() || long_way {
            let from = now + one.arrive_mins;
            state.aid.push(Aid {
                crew: one.crew,
                people: one.people,
                from,
                until: from + one.stay_mins,
                own: false,
            });
        } else {
            state.asked.push(one);
        }
    }
}

/// The incident is stood down: who was lent goes home, and who was asked for does not set out.
pub fn leaves(scenario: &Scenario, state: &mut State, of: OrganisationId) {
    state
        .aid
        .retain(|it| it.own || scenario.crews[it.crew.at()].of != of);
    state.asked.retain(|it| it.of != of);
}

/// What an organisation has done that help hangs on.
struct Stands {
    /// It has declared a critical or major incident.
    declared: bool,
    /// It has told somebody who can lend people.
    told: bool,
    /// It has declared something, or told somebody.
    any: bool,
}

impl Stands {
    fn of(scenario: &Scenario, state: &State, of: OrganisationId) -> Self {
        let levels = &state.facts.declared[of];
        let told = &state.facts.notified[of];
        let lends = |id: &u16| scenario.bodies[BodyId(*id).at()].lends;
        Self {
            declared: levels
                .iter()
                .any(|(level, _)| *level >= IncidentLevel::Critical),
            told: told.keys().any(lends) || !scenario.bodies.iter().any(|body| body.lends),
            any: !levels.is_empty() || told.keys().any(lends),
        }
    }

    fn whole(&self) -> bool {
        self.declared && self.told
    }
}
