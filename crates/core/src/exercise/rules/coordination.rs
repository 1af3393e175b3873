//! How well people work together: what all have been told, who leads them, whether they can write
//! to each other, and whether the week's first morning was prepared. Must not know about systems
//! beyond the one that carries e-mail.
//!
//! - *Uncoordinated.* A service that is neither whole nor on paper works, while nobody has told all
//!   staff what to do, at the share `u` of what it could (the scenario's `uncoordinated`), each ward
//!   for itself. Told by a trust without a command group, it recovers half of that: what was said is
//!   not followed up. Where the scenario has no way to form a command group it recovers all. `u`
//!   takes full hold at [`FULLY_BELOW`] of normal capacity and not at all at [`WHOLE_FROM`], in a
//!   straight line between.
//!   A command group and a log last until the incident is stood down.
//!   For an hour after a cut that no clinician signed for, nobody counts as told: what it takes was not
//!   said.
//! - *E-mail.* While an organisation's e-mail is down, every service of it works at
//!   [`WITHOUT_MAIL`] (bed meetings, referrals, rotas, advice); with an out-of-band channel open,
//!   half of that is spared. Without one, what managers do takes [`SLOWER_WITHOUT_MAIL`] times as
//!   long, and so does word of how services stand. Trusts that switched e-mail off in 2017 told of
//!   both ([NAO 2018], 2.9 to 2.11); the figures are author's estimates.
//! - *The week's first morning.* From 08:00 to 12:00 on a Monday, a service that is still not whole
//!   (on paper, in debt or short of systems) works at [`UNPREPARED_MONDAY`] unless Monday has been
//!   prepared. Where the scenario has no way to prepare it, it makes no difference.
//! - *The change of shift.* For an hour from 08:00 and from 20:00 a service that is not whole, or on
//!   paper, works at [`UNLOGGED`] where no loggist keeps a log: those who come on learn what was
//!   decided by word of mouth, and lose most of it (spoken hand-over kept 2.5 per cent of the facts
//!   after five changes, notes 85.5, a printed sheet nearly all: Pothier et al. 2005, *British Journal
//!   of Nursing* 14:1090, from memory; the figure here is the author's estimate). Where the scenario
//!   has no way to appoint a loggist, it makes no difference.

use crate::exercise::rules::downtime;
use crate::exercise::rules::reach::{CARRIES_FROM, Reach};
use crate::exercise::state::State;
use crate::scenario::{ChannelKind, Mins, OrganisationId, Scenario, Skill, Step};
use jiff::civil::Weekday;

/// The capacity from which a service is as good as whole (author's estimate).
pub const WHOLE_FROM: f64 = 0.9;
/// The capacity below which a lack of coordination takes full hold (author's estimate).
const FULLY_BELOW: f64 = 0.85;
/// The share at which services work without e-mail (author's estimate).
pub const WITHOUT_MAIL: f64 = 0.97;
/// How many times as long managers' work and word of services take without e-mail or another way
/// (author's estimate).
pub const SLOWER_WITHOUT_MAIL: f64 = 1.5;
/// The share at which a service that is not whole works on a Monday morning that nobody prepared
/// (author's estimate).
const UNPREPARED_MONDAY: f64 = 0.92;

/// The share at which a service that is not whole works for an hour after a change of shift, where
/// nobody keeps a log (author's estimate).
const UNLOGGED: f64 = 0.92;

/// How well an organisation's people work together in a minute.
#[derive(Clone, Copy, Debug)]
pub struct Together {
    /// The share of a capacity that is lost for want of coordination, where that takes full hold.
    lost: f64,
    /// What is left of a service's capacity without e-mail; 1 with it.
    pub mail: f64,
    /// What is left of a service that is not whole on the week's first morning; 1 at other times.
    pub monday: f64,
    /// What a change of shift leaves of a service that is not whole; 1 at other times.
    pub handed_over: f64,
    /// When a plan for paper was agreed.
    pub paper_plan: Option<Mins>,
}

impl Together {
    /// Of an organisation, now.
    pub fn of(scenario: &Scenario, reach: &Reach, state: &State, of: OrganisationId) -> Self {
        let told =
            state.facts.broadcast[of].is_some() && state.minute >= state.facts.unprepared_until[of];
        let led =
            !scenario.steps.contains(&Step::CommandGroup) || stands(state, of, Step::CommandGroup);
        let lost = match (told, led) {
            (false, _) => 1.0,
            (true, false) => 0.5,
            (true, true) => 0.0,
        };
        Self {
            lost: (1.0 - scenario.pace.uncoordinated) * lost,
            mail: without_mail(scenario, reach, state, of),
            monday: monday(scenario, state, of),
            handed_over: handed_over(scenario, state, of),
            paper_plan: downtime::agreed(state, of),
        }
    }

    /// What is left of a capacity, neither whole nor on paper, for want of coordination.
    pub fn uncoordinated(&self, whole: f64) -> f64 {
        if whole >= WHOLE_FROM {
            return whole;
        }
        let hold = ((WHOLE_FROM - whole) / (WHOLE_FROM - FULLY_BELOW)).min(1.0);
        whole * (1.0 - self.lost * hold)
    }
}

/// Whether an organisation has e-mail, or has none.
fn mail(scenario: &Scenario, reach: &Reach, of: OrganisationId) -> bool {
    scenario
        .carrier(ChannelKind::Email, of)
        .is_none_or(|system| reach.system_best(system.at()) >= CARRIES_FROM)
}

/// What is left of a service's capacity without e-mail.
fn without_mail(scenario: &Scenario, reach: &Reach, state: &State, of: OrganisationId) -> f64 {
    if mail(scenario, reach, of) {
        1.0
    } else if state.facts.out_of_band[of].is_some() {
        f64::midpoint(1.0, WITHOUT_MAIL)
    } else {
        WITHOUT_MAIL
    }
}

/// How many times as long word takes, and what managers do.
pub fn slower(scenario: &Scenario, reach: &Reach, state: &State, of: OrganisationId) -> f64 {
    if state.facts.out_of_band[of].is_some() || mail(scenario, reach, of) {
        1.0
    } else {
        SLOWER_WITHOUT_MAIL
    }
}

/// How many times as long people of a skill take for what they do.
pub fn slower_for(
    scenario: &Scenario,
    reach: &Reach,
    state: &State,
    of: OrganisationId,
    skill: Skill,
) -> f64 {
    if skill == Skill::Managers {
        slower(scenario, reach, state, of)
    } else {
        1.0
    }
}

/// When an organisation first recognised or declared an incident.
pub fn recognised(state: &State, of: OrganisationId) -> Option<Mins> {
    let marked = state.facts.marked[of].get(&Step::IncidentRecognised);
    let declared = state.facts.declared[of].iter().map(|(_, at)| *at);
    declared.chain(marked.map(|it| it[0])).min()
}

/// Whether the public has been told what to do, once there was something to tell.
pub fn stated(state: &State, of: OrganisationId) -> bool {
    let last = state.facts.marked[of].get(&Step::PublicStatement);
    recognised(state, of).is_some_and(|from| last.is_some_and(|it| it[1] >= from))
}

/// Whether an organisation has taken a step that lasts as long as its incident does.
fn stands(state: &State, of: OrganisationId, step: Step) -> bool {
    state.facts.stood_down[of].is_none() && state.facts.marked[of].contains_key(&step)
}

/// What a change of shift leaves of a service that is not whole.
fn handed_over(scenario: &Scenario, state: &State, of: OrganisationId) -> f64 {
    let hour = scenario.calendar_hour(state.minute) % 24;
    // Whoever is at work at STARTEX has not been relieved yet.
    let relieved = [8, 20].contains(&hour) && state.minute >= 60;
    let logged = !scenario.steps.contains(&Step::Loggist) || stands(state, of, Step::Loggist);
    if relieved && !logged { UNLOGGED } else { 1.0 }
}

/// What is left of a service that is not whole on the week's first morning.
fn monday(scenario: &Scenario, state: &State, of: OrganisationId) -> f64 {
    let hour = scenario.calendar_hour(state.minute);
    if !(8..12).contains(&(hour % 24))
        || !scenario.steps.contains(&Step::MondayPlan)
        || state.facts.marked[of].contains_key(&Step::MondayPlan)
    {
        return 1.0;
    }
    let days = i8::try_from(hour / 24 % 7).unwrap_or(0);
    if scenario.starts.date().weekday().wrapping_add(days) == Weekday::Monday && hour >= 24 {
        UNPREPARED_MONDAY
    } else {
        1.0
    }
}
