//! What a clinical service can still do.
//!
//! Its screens and systems allow `s = Π (1 − loss × (1 − need))` over its needs of them, where a need
//! is the share of a system it reaches (mean over its segments) or of working screens in its
//! segments; its needs of other services take their part alike: `o = Π (1 − loss × (1 − capacity))`.
//! Once the step that eases a need has been taken, [`EASED`](super::leaning::EASED) of its loss is
//! left. On its screens the
//! service works at `s × o`, less for want of coordination (`coordination.rs`): whoever has lost the
//! screen has nothing. On paper (`downtime.rs`) it works at `c × o`: paper does not replace a
//! laboratory. Either way e-mail that is down, an unprepared Monday and what is still to be typed
//! back take a little, and so do a change of shift without a log, people who left for something else
//! (`1 − Σ`, [`AWAY_AT_MOST`] of them at most) and want of stock (`stock.rs`). Must not know about
//! patients.

use crate::exercise::event::{Standing, What};
use crate::exercise::rules::coordination::WHOLE_FROM;
use crate::exercise::rules::downtime;
use crate::exercise::rules::leaning::Leaning;
use crate::exercise::rules::reach::Reach;
use crate::exercise::rules::stock;
use crate::exercise::state::{Mode, State};
use crate::scenario::Scenario;

/// How much of a service's capacity can leave it for something else.
const AWAY_AT_MOST: f64 = 0.5;

/// What people who left for something else leave of a service's capacity.
fn present(away: &[(u32, crate::scenario::Mins)]) -> f64 {
    let gone: u32 = away.iter().map(|(thousandths, _)| thousandths).sum();
    1.0 - (f64::from(gone) / 1000.0).min(AWAY_AT_MOST)
}

/// Works out the capacity of every service for which something has changed since, and notes those
/// whose standing changed.
pub fn step(
    scenario: &Scenario,
    reach: &Reach,
    leaning: &mut Leaning,
    state: &mut State,
    events: &mut Vec<What>,
) {
    let now = state.minute;
    leaning.time_passed(scenario, state);
    let mut to_learn = downtime::ToLearn::default();
    for id in &scenario.service_order {
        let service = &scenario.services[id.at()];
        if let Mode::Mobilising { ready } = state.services[id.at()].mode
            && ready <= now
        {
            state.services[id.at()].mode = Mode::Paper { since: now };
            leaning.turn(*id);
        }
        let found = &state.services[id.at()];
        if !leaning.is_stale(*id) && !leaning.has_moved(*id, service, found) {
            continue;
        }
        let together = leaning.together(scenario, reach, state, service.of);
        let kept = leaning.take(*id);
        if kept.stale_needs {
            kept.on_screens(service, reach, state);
        }
        if kept.stale_others {
            kept.on_others(service, reach, state);
        }
        let found = &state.services[id.at()];
        kept.seen(service, found);
        let (screens, others, lost) = (kept.screens, kept.others, kept.lost);
        let (mode, debt) = (found.mode, found.debt_hours);
        let mut capacity = match mode {
            Mode::Paper { since } => {
                let planned = together.paper_plan.is_some_and(|agreed| agreed <= since);
                let holds = downtime::holds(&service.paper, found.worn_mins);
                let learnt = downtime::learnt(to_learn.after(now - since), planned);
                downtime::carried(lost, holds, learnt) * others
            }
            Mode::Screens | Mode::Mobilising { .. } => together.uncoordinated(screens * others),
        };
        capacity *= together.mail;
        if !matches!(mode, Mode::Paper { .. }) {
            capacity *= downtime::dragged(service, lost, debt);
        }
        if capacity < WHOLE_FROM || debt > 0.0 {
            capacity *= together.monday;
        }
        let standing = standing(capacity, matches!(mode, Mode::Paper { .. }));
        if capacity < WHOLE_FROM || matches!(mode, Mode::Paper { .. }) {
            capacity *= together.handed_over;
        }
        let service_state = &mut state.services[id.at()];
        service_state.away.retain(|(_, until)| *until > now);
        capacity *= present(&service_state.away);
        service_state.own = capacity;
        capacity *= stock::left(service.stock.as_ref(), service_state.short);
        if capacity.to_bits() != service_state.capacity.to_bits() {
            leaning.others_of(*id);
        }
        service_state.capacity = capacity;
        service_state.lost = lost;
        if service_state.standing != standing {
            service_state.standing = standing;
            service_state.since = now;
            events.push(What::ServiceChanged {
                service: service.id.clone(),
                standing,
            });
        }
    }
}

/// Whether any service changes by itself, with nothing else happening: paper is being made ready,
/// beds in or wears out, debt is worked off, or an hour of the day has begun or ended.
pub fn moving(scenario: &Scenario, state: &State) -> bool {
    let back = |until: &(u32, crate::scenario::Mins)| until.1 <= state.minute;
    state.services.iter().any(|it| match it.mode {
        _ if it.away.iter().any(back) => true,
        Mode::Screens => it.debt_hours > 0.0,
        Mode::Mobilising { ready } => it.debt_hours > 0.0 || ready <= state.minute,
        Mode::Paper { .. } => true,
    }) || state
        .facts
        .unprepared_until
        .iter()
        .any(|until| *until == state.minute)
        || scenario.calendar_hour(state.minute)
            != scenario.calendar_hour(state.minute.saturating_sub(1))
}

/// How a capacity shows on the service board.
pub fn standing(capacity: f64, on_paper: bool) -> Standing {
    if capacity < 0.35 {
        Standing::Stopped
    } else if on_paper {
        Standing::Paper
    } else if capacity < WHOLE_FROM {
        Standing::Reduced
    } else {
        Standing::Normal
    }
}
