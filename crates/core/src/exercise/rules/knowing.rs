//! What the team gets to know, and when. A locked screen is reported by whoever sees it, with the
//! chance `1 − e^(−1/m)` a minute (`m` the mean minutes, by day or night), no faster than the help
//! desk takes calls (each organisation has its own); without telephones people must walk, which takes three times as long. A
//! service's standing is known so many minutes after it changed, later while there is neither e-mail
//! nor another way (`coordination.rs`). Must not show anything.

use crate::exercise::chance::{Purpose, binomial_up_to, uniform, within_a_minute};
use crate::exercise::each::Each;
use crate::exercise::event::What;
use crate::exercise::rules::coordination;
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::{Host, State};
use crate::scenario::{ChannelKind, OrganisationId, Scenario};

/// How much slower word travels without telephones (author's estimate).
const WALKING: f64 = 3.0;

/// One minute of reports. Returns how many locked hosts have been reported.
pub fn step(
    scenario: &Scenario,
    seed: u64,
    reach: &Reach,
    state: &mut State,
    events: &mut Vec<What>,
) -> Each<u32> {
    let now = state.minute;
    let hour = scenario.calendar_hour(now) % 24;
    let mean = if (8..20).contains(&hour) {
        scenario.pace.report_day_mins
    } else {
        scenario.pace.report_night_mins
    };
    let several = scenario.organisations.len();
    let mut slower = Each::of(several, 1.0);
    for of in scenario.organisation_ids() {
        if state.facts.out_of_band[of].is_none() && !telephones(scenario, reach, of) {
            slower[of] = WALKING;
        }
    }
    let mut word_slower = slower.clone();
    for of in scenario.organisation_ids() {
        word_slower[of] *= coordination::slower(scenario, reach, state, of);
    }
    let mut chance = Each::of(several, None);
    let mut calls = Each::of(several, scenario.pace.reports_per_min);
    let mut known_locked = Each::of(several, 0);
    for (at, group) in state.groups.iter_mut().enumerate() {
        let Some(of) = scenario.segments[scenario.groups[at].segment.at()].of else {
            continue;
        };
        let locked = group.get(Host::Locked);
        // A machine that has been rebuilt or unplugged is known to be dealt with.
        group.known_locked = group.known_locked.min(locked);
        let unknown = locked - group.known_locked;
        if unknown > 0 && calls[of] > 0 {
            let entity = u32::try_from(at).unwrap_or(u32::MAX);
            let draw = uniform(seed, Purpose::Report, entity, now);
            let chance =
                *chance[of].get_or_insert_with(|| within_a_minute(1.0 / (mean * slower[of])));
            let reported = binomial_up_to(calls[of], unknown, chance, draw);
            group.known_locked += reported;
            calls[of] -= reported;
        }
        known_locked[of] += group.known_locked;
    }
    for (service, model) in state.services.iter_mut().zip(&scenario.services) {
        let told = service
            .on_its_way
            .map(|(_, standing, _)| standing)
            .or(service.known.map(|(standing, _)| standing));
        if told != Some(service.standing) {
            let delay = f64::from(model.reports_after_mins) * word_slower[model.of];
            service.on_its_way = Some((now + delay as u32, service.standing, service.since));
        }
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
    known_locked
}

/// Whether an organisation's people can be telephoned: the system of its telephone channel is up by
/// half.
fn telephones(scenario: &Scenario, reach: &Reach, of: OrganisationId) -> bool {
    scenario
        .carrier(ChannelKind::Phone, of)
        .is_none_or(|system| reach.system_best(system.at()) >= 0.5)
}
