//! What the team gets to know, and when. A locked screen is reported by whoever sees it, with the
//! chance `1 − e^(−1/m)` a minute (`m` the mean minutes, by day or night), no faster than the help
//! desk takes calls (each organisation has its own); without telephones people must walk, which takes three times as long. A
//! service's standing is known so many minutes after it changed, later while there is neither e-mail
//! nor another way (`coordination.rs`). Must not show anything.

use crate::exercise::chance::{Purpose, binomial_up_to, uniform, within_a_minute};
use crate::exercise::event::What;
use crate::exercise::rules::coordination;
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::{Host, State};
use crate::scenario::{ChannelKind, Mins, OrganisationId, Scenario, Service};

/// How much slower word travels without telephones (author's estimate).
const WALKING: f64 = 3.0;

/// One minute of reports. Returns whether more or fewer locked hosts have been reported by now.
pub fn step(
    scenario: &Scenario,
    seed: u64,
    reach: &mut Reach,
    state: &mut State,
    events: &mut Vec<What>,
) -> bool {
    let mut changed = false;
    for of in scenario.organisation_ids() {
        changed |= screens(scenario, seed, reach, state, of);
    }
    for (at, model) in scenario.services.iter().enumerate() {
        word(scenario, reach, state, at, model, events);
    }
    changed
}

/// One minute of an organisation's locked screens. Returns whether more or fewer have been reported
/// by now.
fn screens(
    scenario: &Scenario,
    seed: u64,
    reach: &mut Reach,
    state: &mut State,
    of: OrganisationId,
) -> bool {
    let now = state.minute;
    let mut chance = None;
    let mut calls = scenario.pace.reports_per_min;
    let mut known_locked = reach.known_locked[of];
    for segment in &scenario.theirs[of.at()] {
        let at = segment.at();
        if !reach.hosts_in[at].unreported {
            continue;
        }
        let (mut known, mut unknown) = (0, 0);
        for id in &scenario.segments[at].groups {
            let group = &mut state.groups[id.at()];
            let locked = group.get(Host::Locked);
            // A machine that has been rebuilt or unplugged is known to be dealt with.
            group.known_locked = group.known_locked.min(locked);
            let open = locked - group.known_locked;
            if open > 0 && calls > 0 {
                let draw = uniform(seed, Purpose::Report, u32::from(id.0), now);
                let chance = *chance.get_or_insert_with(|| {
                    let mean = mean_mins(scenario, now) * slower(scenario, reach, state, of);
                    within_a_minute(1.0 / mean)
                });
                let reported = binomial_up_to(calls, open, chance, draw);
                state.groups[id.at()].known_locked += reported;
                calls -= reported;
            }
            let group = &state.groups[id.at()];
            known += group.known_locked;
            unknown += locked - group.known_locked;
        }
        let found = &mut reach.hosts_in[at];
        known_locked = known_locked + known - std::mem::replace(&mut found.reported, known);
        found.unreported = unknown > 0;
    }
    std::mem::replace(&mut reach.known_locked[of], known_locked) != known_locked
}

/// Minutes until a locked screen is reported, in the mean, at this time of day.
fn mean_mins(scenario: &Scenario, now: Mins) -> f64 {
    if (8..20).contains(&(scenario.calendar_hour(now) % 24)) {
        scenario.pace.report_day_mins
    } else {
        scenario.pace.report_night_mins
    }
}

/// How many times as long word takes for want of telephones.
fn slower(scenario: &Scenario, reach: &Reach, state: &State, of: OrganisationId) -> f64 {
    if state.facts.out_of_band[of].is_none() && !telephones(scenario, reach, of) {
        WALKING
    } else {
        1.0
    }
}

/// Word of how a service stands: sent off when that has changed, and there in its time.
fn word(
    scenario: &Scenario,
    reach: &Reach,
    state: &mut State,
    at: usize,
    model: &Service,
    events: &mut Vec<What>,
) {
    let now = state.minute;
    let service = &state.services[at];
    let told = service
        .on_its_way
        .map(|(_, standing, _)| standing)
        .or(service.known.map(|(standing, _)| standing));
    if told != Some(service.standing) {
        let slower = slower(scenario, reach, state, model.of)
            * coordination::slower(scenario, reach, state, model.of);
        let delay = f64::from(model.reports_after_mins) * slower;
        let service = &mut state.services[at];
        service.on_its_way = Some((now + delay as u32, service.standing, service.since));
    }
    let service = &mut state.services[at];
    if let Some((arrives, standing, since)) = service.on_its_way
        && arrives <= now
    {
        service.on_its_way = None;
        if service.known.map(|(known, _)| known) != Some(standing) {
            events.push(What::ServiceReported {
                service: model.id.clone(),
                standing,
            });
        }
        service.known = Some((standing, since));
    }
}

/// Whether an organisation's people can be telephoned: the system of its telephone channel is up by
/// half.
pub fn telephones(scenario: &Scenario, reach: &Reach, of: OrganisationId) -> bool {
    scenario
        .carrier(ChannelKind::Phone, of)
        .is_none_or(|system| reach.system_best(system.at()) >= 0.5)
}
