//! What whoever is rung knows: what they see from where they stand, roughly. Must not know how they say it.
//!
//! A figure up to four is right. Above it whoever walked past counts wrong by up to a fifth, `n × (0.8 +
//! 0.4u)`, and rounds to five, from thirty on to ten, from a hundred on to fifty. A time is told to a quarter
//! of an hour, up to ten minutes off. All of it is the author's estimate of how people tell such things.

use super::call::Call;
use super::catalogue::Contact;
use crate::exercise::event::Standing;
use crate::exercise::rules::{department, reach::Reach, work};
use crate::exercise::state::{Host, Mode, State};
use crate::scenario::{
    HostKind, Mins, NeedWhat, OrganisationId, Scenario, ServiceId, Skill, SystemId,
};

/// A system counts as gone for whoever reaches less of it than this.
const GONE: f64 = 0.5;

/// What one person knows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heard {
    Service(Floor),
    Switchboard {
        lines: bool,
        other_way: bool,
    },
    Desk(Desk),
    Ambulances(Ramp),
    Supplier {
        system: String,
        up: f64,
        on_site: bool,
    },
    Neighbour(Ramp),
}

/// What is seen where a service works.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Floor {
    pub standing: Standing,
    pub mode: Mode,
    /// Since when, as they remember it, on the clock.
    pub since: String,
    /// Screens that are locked, as they count them.
    pub locked: u32,
    /// What they can't get into.
    pub gone: Vec<String>,
    /// Patients who wait, as they count them, if it is an emergency department.
    pub waiting: Option<u32>,
    /// What is short, with how many hours of it are left.
    pub short: Option<(String, u32)>,
    /// The share of their work that they get done.
    pub capacity: f64,
}

/// What the service desk has in front of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Desk {
    /// Locked machines that were reported.
    pub reported: u32,
    /// When the first was, on the clock.
    pub since: Option<String>,
    /// Engineers who are free, and at work.
    pub free: u32,
    pub at_work: u32,
    /// Hours of work on what was reported, if all engineers do nothing else.
    pub hours: Option<u32>,
}

/// What ambulance control, or a site manager, sees of an emergency department.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ramp {
    /// Whose it is.
    pub of: String,
    pub waiting: u32,
    pub wait_mins: u32,
    pub on_ramp: u32,
    pub turns_away: bool,
    pub diverted: Vec<String>,
    /// Its services that don't work as usual, as its own people were told.
    pub down: Vec<String>,
}

impl Heard {
    /// What is known in this minute; the first two numbers are how wrong a count and a time are.
    pub fn of(
        scenario: &Scenario,
        reach: &Reach,
        state: &State,
        call: &Call,
        luck: [f64; 3],
    ) -> Self {
        let of = scenario.roles[call.by.at()].of;
        match call.to {
            Contact::Service(id) => Self::Service(floor(scenario, reach, state, id, luck)),
            Contact::Switchboard => Self::Switchboard {
                lines: crate::exercise::rules::knowing::telephones(scenario, reach, of),
                other_way: state.facts.out_of_band[of].is_some(),
            },
            Contact::ServiceDesk => Self::Desk(desk(scenario, state, of, luck)),
            Contact::AmbulanceControl => Self::Ambulances(ramp(scenario, state, of, luck)),
            Contact::Neighbour(of) => Self::Neighbour(ramp(scenario, state, of, luck)),
            Contact::Supplier(id) => Self::Supplier {
                system: scenario.systems[id.at()].name.clone(),
                up: reach.system_best(id.at()),
                on_site: work::engaged(state, id),
            },
        }
    }
}

fn floor(
    scenario: &Scenario,
    reach: &Reach,
    state: &State,
    id: ServiceId,
    [count, time, _]: [f64; 3],
) -> Floor {
    let (model, now) = (&scenario.services[id.at()], &state.services[id.at()]);
    let groups = model
        .segments
        .iter()
        .flat_map(|it| &scenario.segments[it.at()].groups);
    let locked = groups
        .map(|it| state.groups[it.at()].get(Host::Locked))
        .sum();
    let seen = |system: SystemId| {
        let shares = model
            .segments
            .iter()
            .map(|it| reach.system_from(system.at(), it.at()));
        shares.sum::<f64>() / model.segments.len().max(1) as f64
    };
    let gone = model.needs.iter().filter_map(|need| match need.what {
        NeedWhat::System(system) if seen(system) < GONE => {
            Some(scenario.systems[system.at()].name.clone())
        }
        _ => None,
    });
    let emergency = crate::exercise::is_emergency(scenario, id.at());
    let short = model.stock.as_ref().and_then(|stock| {
        let spared = crate::exercise::rules::stock::spared(scenario, state, id.at());
        let a_day = crate::exercise::rules::stock::asked_a_day(stock, now.own, spared);
        let hours = now.stock / a_day * 24.0;
        (now.stock < stock.kept && hours < 72.0).then(|| (stock.name.clone(), hours as u32))
    });
    Floor {
        standing: now.standing,
        mode: now.mode,
        since: told_time(scenario, now.since, state.minute, time),
        locked: told_count(locked, count),
        gone: gone.collect(),
        waiting: emergency.then(|| told_count(state.patients.ed_queue[model.of] as u32, count)),
        short,
        capacity: now.capacity,
    }
}

fn desk(scenario: &Scenario, state: &State, of: OrganisationId, [_, time, _]: [f64; 3]) -> Desk {
    let theirs = scenario.theirs[of.at()].iter();
    let groups = theirs.flat_map(|it| &scenario.segments[it.at()].groups);
    let (mut reported, mut mins) = (0, 0.0);
    for id in groups {
        let known = state.groups[id.at()].known_locked;
        reported += known;
        let each = match scenario.groups[id.at()].kind {
            HostKind::Desktop => scenario.pace.rebuild_desktop_mins,
            HostKind::Server => scenario.pace.rebuild_server_mins,
            HostKind::Device => scenario.pace.rebuild_device_mins,
        };
        mins += f64::from(known) * each;
    }
    let (mut free, mut at_work) = (0, 0);
    for (crew, model) in state.crews.iter().zip(&scenario.crews) {
        if model.of == of && matches!(model.skill, Skill::Desktop | Skill::Servers) {
            at_work += crew.at_work;
            free += crew.at_work.saturating_sub(crew.on_cards + crew.on_jobs);
        }
    }
    // When the first screen locked, which no desk knows: its calls came after that, and so it says.
    let first = scenario.theirs[of.at()]
        .iter()
        .filter_map(|it| state.facts.locked[it.at()])
        .min();
    let since = first.filter(|_| reported > 0);
    Desk {
        reported,
        since: since.map(|it| told_time(scenario, it, state.minute, time)),
        free,
        at_work,
        hours: (at_work > 0 && reported > 0)
            .then(|| (mins / 60.0 / f64::from(at_work)).ceil() as u32),
    }
}

fn ramp(scenario: &Scenario, state: &State, of: OrganisationId, [count, ..]: [f64; 3]) -> Ramp {
    let theirs = |flow: crate::scenario::FlowId| {
        scenario.services[scenario.flows[flow.at()].service.at()].of == of
    };
    let diverted = scenario.pathways.iter().zip(&state.patients.diverted);
    Ramp {
        of: scenario.organisations[of.at()].name.clone(),
        waiting: told_count(state.patients.ed_queue[of] as u32, count),
        wait_mins: department::ed_wait_mins(scenario, state, of) as u32,
        on_ramp: told_count(department::on_ramp(scenario, state, of) as u32, count),
        turns_away: state.patients.ed_overwhelmed[of],
        diverted: diverted
            .filter(|(model, since)| since.is_some() && model.from.is_some_and(theirs))
            .map(|(model, _)| model.name.clone())
            .collect(),
        down: known_down(scenario, state, of),
    }
}

fn known_down(scenario: &Scenario, state: &State, of: OrganisationId) -> Vec<String> {
    let services = scenario.services.iter().zip(&state.services).enumerate();
    let down = services.filter(|(_, (model, now))| {
        model.of == of && now.known.is_some_and(|(told, _)| told != Standing::Normal)
    });
    down.map(|(at, _)| scenario.own_name(ServiceId::from(at)))
        .collect()
}

/// With the error and the rounding that stand above.
fn told_count(count: u32, luck: f64) -> u32 {
    if count <= 4 {
        return count;
    }
    let wrong = f64::from(count) * (0.8 + 0.4 * luck);
    let to = match wrong {
        few if few < 30.0 => 5.0,
        some if some < 100.0 => 10.0,
        _ => 50.0,
    };
    ((wrong / to).round() * to).max(5.0) as u32
}

/// A time as it is told, by the clock, on another day with its day.
fn told_time(scenario: &Scenario, at: Mins, now: Mins, luck: f64) -> String {
    let off = (20.0 * luck - 10.0).round() as i64;
    let at = u64::try_from((i64::from(at) + off).clamp(0, i64::from(now))).unwrap_or(0);
    let told = scenario.time_at(at * 60);
    let quarter = i64::from(told.minute()) % 15;
    let back = u64::try_from(quarter).unwrap_or(0).min(at);
    let clock = scenario.clock((at - back) * 60);
    let today = scenario.clock(u64::from(now) * 60);
    match (clock.rsplit_once(' '), today.rsplit_once(' ')) {
        (Some((day, time)), Some((this, _))) if day == this => time.to_owned(),
        _ => clock,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_right_and_large_ones_are_no_further_off_than_a_fifth_and_a_rounding() {
        for count in 0..600 {
            for luck in [0.001, 0.25, 0.5, 0.75, 0.999] {
                let told = f64::from(told_count(count, luck));
                let so = f64::from(count);
                if count <= 4 {
                    assert_eq!(told, so);
                    continue;
                }
                // Half of what the most that was counted rounds to.
                let rounding = match 1.2 * so {
                    few if few < 30.0 => 2.5,
                    some if some < 100.0 => 5.0,
                    _ => 25.0,
                };
                assert!((told - so).abs() <= 0.2 * so + rounding, "{told} of {so}");
                assert!(told % 5.0 == 0.0 && told > 0.0, "{told}");
            }
        }
        assert_eq!(told_count(40, 0.5), 40, "in the middle it is right");
    }
}
