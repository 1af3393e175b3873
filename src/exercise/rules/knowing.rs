//! What the team gets to know, and when. A locked screen is reported by whoever sees it, with the
//! chance `1 − e^(−1/m)` a minute (`m` the mean minutes, by day or night), no faster than the help
//! desk takes calls; without telephones people must walk, which takes three times as long. A
//! service's standing is known so many minutes after it changed. Must not show anything.

use crate::exercise::chance::{Purpose, binomial_up_to, uniform, within_a_minute};
use crate::exercise::event::What;
use crate::exercise::state::{Host, State};
use crate::scenario::{ChannelKind, Scenario};

/// How much slower word travels without telephones (author's estimate).
const WALKING: f64 = 3.0;

/// One minute of reports. Returns how many locked hosts have been reported.
pub fn step(
    scenario: &Scenario,
    seed: u64,
    telephones: bool,
    state: &mut State,
    events: &mut Vec<What>,
) -> u32 {
    let now = state.minute;
    let hour = scenario.calendar_hour(now) % 24;
    let mean = if (8..20).contains(&hour) {
        scenario.pace.report_day_mins
    } else {
        scenario.pace.report_night_mins
    };
    let word_of_mouth = telephones || state.facts.out_of_band.is_some();
    let mean = mean * if word_of_mouth { 1.0 } else { WALKING };
    let mut chance = None;
    let mut calls = scenario.pace.reports_per_min;
    let mut known_locked = 0;
    for (at, group) in state.groups.iter_mut().enumerate() {
        let locked = group.get(Host::Locked);
        // A machine that has been rebuilt or unplugged is known to be dealt with.
        group.known_locked = group.known_locked.min(locked);
        let unknown = locked - group.known_locked;
        if unknown > 0 && calls > 0 {
            let entity = u32::try_from(at).unwrap_or(u32::MAX);
            let draw = uniform(seed, Purpose::Report, entity, now);
            let chance = *chance.get_or_insert_with(|| within_a_minute(1.0 / mean));
            let reported = binomial_up_to(calls, unknown, chance, draw);
            group.known_locked += reported;
            calls -= reported;
        }
        known_locked += group.known_locked;
    }
    for (service, model) in state.services.iter_mut().zip(&scenario.services) {
        let told = service
            .on_its_way
            .map(|(_, standing, _)| standing)
            .or(service.known.map(|(standing, _)| standing));
        if told != Some(service.standing) {
            let delay =
                f64::from(model.reports_after_mins) * if word_of_mouth { 1.0 } else { WALKING };
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

/// Whether people can be telephoned: the system of the telephone channel is up by half.
pub fn telephones(scenario: &Scenario, reach: &crate::exercise::rules::reach::Reach) -> bool {
    scenario
        .channels
        .iter()
        .find(|channel| channel.kind == ChannelKind::Phone)
        .and_then(|channel| channel.carried_by)
        .is_none_or(|system| reach.system_best(system.at()) >= 0.5)
}
