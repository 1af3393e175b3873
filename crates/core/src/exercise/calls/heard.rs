//! What whoever is rung knows: what they see from where they stand, roughly; and the same as it is, to set
//! beside it. Must not know how they say it.
//!
//! A figure up to four is right. Above it whoever walked past counts wrong by up to a fifth, `n × (0.8 +
//! 0.4u)`, and rounds to five, from thirty on to ten, from a hundred on to fifty. A time is told to a quarter
//! of an hour, up to ten minutes off. All of it is the author's estimate of how people tell such things.

use super::call::Call;
use super::catalogue::{Contact, Query};
use crate::exercise::event::Standing;
use crate::exercise::rules::{department, reach::Reach, stock, work};
use crate::exercise::state::{Host, Mode, State};
use crate::scenario::{
    Asking, ChannelKind, HostKind, Mins, NeedWhat, OrganisationId, Scenario, ServiceId, Skill,
    Stands, SystemId,
};

/// A system counts as gone for whoever reaches less of it than this.
const GONE: f64 = 0.5;

/// Of ten machines so many are most of them.
const MOST_OF_TEN: u32 = 7;

/// More screens than somebody in charge of a shift counts.
pub(super) const MANY: u32 = 60;

/// How well whoever looks can see.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sight {
    /// As people see who are in the middle of it: how wrong a count is, and a time, each from 0 to 1.
    Roughly([f64; 2]),
    /// As it is, whether anybody can see it or not.
    Exactly,
}

/// A time as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub mins: Mins,
    /// By the clock, on another day with its day.
    pub clock: String,
}

/// What one person knows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heard {
    Service(Floor),
    Switchboard {
        /// The share of the telephones that work.
        lines: f64,
        /// What was agreed for when telephones are down is in use.
        other_way: bool,
    },
    Desk(Desk),
    Ambulances(Ramp),
    Supplier(Vendor),
    Neighbour(Ramp),
}

/// What work a service does, as far as it speaks of it otherwise than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trade {
    /// An emergency department: whoever comes is seen.
    Door,
    /// Lists of people who were booked.
    Booked,
    /// People who are in its care.
    Ward,
    /// Work for others: a laboratory, a pharmacy, booking.
    Bench,
}

/// What is seen where a service works.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Floor {
    pub trade: Trade,
    pub standing: Standing,
    pub mode: Mode,
    /// Minutes until paper is ready, while it is made ready.
    pub ready_in: u32,
    /// What is done on paper, in the scenario's words.
    pub meanwhile: String,
    /// Since when, as they remember it.
    pub since: When,
    /// Screens that are locked, as they count them.
    pub locked: u32,
    /// Whether those are most of what is there.
    pub most: bool,
    /// Machines that are infected and don't show it: nobody there sees those.
    pub silent: u32,
    /// What they can't get into.
    pub gone: Vec<String>,
    /// Patients who wait, as they count them, if it is an emergency department.
    pub waiting: Option<u32>,
    /// It can't take those who come.
    pub full: bool,
    /// What is short, with how many hours of it are left.
    pub short: Option<(String, u32)>,
    /// The share of their work that they get done.
    pub capacity: f64,
    /// What the scenario has them say to what is asked, as the service stands.
    pub own: Vec<String>,
}

/// What the service desk has in front of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Desk {
    /// Locked machines that were reported; in truth, those that are locked.
    pub reported: u32,
    /// Machines that are infected and don't show it: nobody reports those.
    pub silent: u32,
    /// When the first locked.
    pub since: Option<When>,
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

/// What a supplier sees of its system from outside.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Vendor {
    pub system: String,
    /// The share of it that is up.
    pub up: f64,
    /// The share of it that is reached where it is needed: nobody sees that from outside.
    pub reached: f64,
    /// One of its engineers is at work on it.
    pub on_site: bool,
    /// It is gone through no fault of the trust's.
    pub theirs: bool,
}

impl Floor {
    /// Nothing that its people see is wrong.
    pub fn is_well(&self) -> bool {
        self.standing == Standing::Normal && self.locked == 0 && self.gone.is_empty()
    }
}

impl Sight {
    fn count(self, count: u32) -> u32 {
        match self {
            Self::Roughly([luck, _]) => told_count(count, luck),
            Self::Exactly => count,
        }
    }

    fn time(self, scenario: &Scenario, at: Mins, now: Mins) -> When {
        let mins = match self {
            Self::Roughly([_, luck]) => told_time(scenario, at, now, luck),
            Self::Exactly => at,
        };
        let (clock, today) = (
            scenario.clock(u64::from(mins) * 60),
            scenario.clock(u64::from(now) * 60),
        );
        let clock = match (clock.rsplit_once(' '), today.rsplit_once(' ')) {
            (Some((day, time)), Some((this, _))) if day == this => time.to_owned(),
            _ => clock,
        };
        When { mins, clock }
    }

    fn exact(self) -> bool {
        matches!(self, Self::Exactly)
    }
}

impl Heard {
    /// What is known in this minute.
    pub fn of(
        scenario: &Scenario,
        reach: &Reach,
        state: &State,
        call: &Call,
        sight: Sight,
    ) -> Self {
        let of = scenario.roles[call.by.at()].of;
        match call.to {
            Contact::Service(id) => Self::Service(Floor {
                own: own_words(scenario, state, id, call.query),
                ..floor(scenario, reach, state, id, sight)
            }),
            Contact::Switchboard => Self::Switchboard {
                lines: scenario
                    .carrier(ChannelKind::Phone, of)
                    .map_or(1.0, |system| reach.system_best(system.at())),
                other_way: state.facts.out_of_band[of].is_some(),
            },
            Contact::ServiceDesk => Self::Desk(desk(scenario, state, of, sight)),
            Contact::AmbulanceControl => Self::Ambulances(ramp(scenario, state, of, sight)),
            Contact::Neighbour(of) => Self::Neighbour(ramp(scenario, state, of, sight)),
            Contact::Supplier(id) => Self::Supplier(vendor(scenario, reach, state, id)),
        }
    }
}

fn trade(scenario: &Scenario, id: ServiceId) -> Trade {
    let service = &scenario.services[id.at()];
    if crate::exercise::is_emergency(scenario, id.at()) {
        Trade::Door
    } else if !service.flows.is_empty() {
        Trade::Booked
    } else if service.patients_day > 0 {
        Trade::Ward
    } else {
        Trade::Bench
    }
}

fn floor(scenario: &Scenario, reach: &Reach, state: &State, id: ServiceId, sight: Sight) -> Floor {
    let (model, now) = (&scenario.services[id.at()], &state.services[id.at()]);
    let segments = model.segments.iter();
    let groups = segments.flat_map(|it| &scenario.segments[it.at()].groups);
    let (mut all, mut locked, mut silent) = (0, 0, 0);
    for id in groups {
        let group = &state.groups[id.at()];
        all += scenario.groups[id.at()].count;
        locked += group.get(Host::Locked);
        silent += group.get(Host::Infected);
    }
    let gone = model.needs.iter().filter_map(|need| match need.what {
        NeedWhat::System(system) if reached_by(scenario, reach, id, system) < GONE => {
            Some(scenario.systems[system.at()].name.clone())
        }
        _ => None,
    });
    let emergency = crate::exercise::is_emergency(scenario, id.at());
    let short = model.stock.as_ref().and_then(|stock| {
        let spared = stock::spared(scenario, state, id.at());
        let a_day = stock::asked_a_day(stock, now.own, spared);
        let hours = now.stock / a_day * 24.0;
        (now.stock < stock.kept && hours < 72.0).then(|| (stock.name.clone(), hours as u32))
    });
    Floor {
        trade: trade(scenario, id),
        standing: now.standing,
        mode: now.mode,
        ready_in: match now.mode {
            Mode::Mobilising { ready } => ready.saturating_sub(state.minute),
            Mode::Screens | Mode::Paper { .. } => 0,
        },
        meanwhile: model.paper.meanwhile.clone(),
        since: sight.time(scenario, now.since, state.minute),
        locked: sight.count(locked),
        most: locked * 10 >= all * MOST_OF_TEN,
        silent: if sight.exact() { silent } else { 0 },
        gone: gone.collect(),
        waiting: emergency.then(|| sight.count(state.patients.ed_queue[model.of] as u32)),
        full: emergency && state.patients.ed_overwhelmed[model.of],
        short,
        capacity: now.capacity,
        own: Vec::new(),
    }
}

fn own_words(scenario: &Scenario, state: &State, id: ServiceId, query: Query) -> Vec<String> {
    let asked = match query {
        Query::HowAreYou => Asking::HowAreYou,
        Query::WhatDoYouNeed => Asking::WhatDoYouNeed,
        Query::CanYouTake => Asking::CanYouTake,
        Query::WhenBack => Asking::WhenBack,
        Query::HowMany | Query::SinceWhen => return Vec::new(),
    };
    let stands = match state.services[id.at()].standing {
        Standing::Normal => Stands::Normal,
        Standing::Reduced => Stands::Reduced,
        Standing::Paper => Stands::Paper,
        Standing::Stopped => Stands::Stopped,
    };
    let says = scenario.services[id.at()].says.iter();
    says.filter(|it| it.to == asked && it.stands == stands)
        .flat_map(|it| it.words.iter().cloned())
        .collect()
}

/// The share of a system that a service reaches, over the segments it works in.
fn reached_by(scenario: &Scenario, reach: &Reach, id: ServiceId, system: SystemId) -> f64 {
    let segments = &scenario.services[id.at()].segments;
    let shares = segments
        .iter()
        .map(|it| reach.system_from(system.at(), it.at()));
    shares.sum::<f64>() / segments.len().max(1) as f64
}

fn vendor(scenario: &Scenario, reach: &Reach, state: &State, id: SystemId) -> Vendor {
    let services = scenario.services.iter().enumerate();
    let need = services.filter(|(_, it)| {
        let mut needs = it.needs.iter();
        needs.any(|need| need.what == NeedWhat::System(id))
    });
    let shares: Vec<f64> = need
        .map(|(at, _)| reached_by(scenario, reach, ServiceId::from(at), id))
        .collect();
    let up = reach.system_best(id.at());
    let outages = scenario.outages.iter().zip(&state.threats.outages);
    Vendor {
        system: scenario.systems[id.at()].name.clone(),
        up,
        reached: if shares.is_empty() {
            up
        } else {
            shares.iter().sum::<f64>() / shares.len() as f64
        },
        on_site: work::engaged(state, id),
        theirs: outages
            .filter(|(_, it)| it.begun.is_some() && !it.whole)
            .any(|(outage, _)| outage.takes.contains(&id)),
    }
}

fn desk(scenario: &Scenario, state: &State, of: OrganisationId, sight: Sight) -> Desk {
    let theirs = scenario.theirs[of.at()].iter();
    let groups = theirs.flat_map(|it| &scenario.segments[it.at()].groups);
    let (mut reported, mut silent, mut mins) = (0, 0, 0.0);
    for id in groups {
        let group = &state.groups[id.at()];
        let counted = if sight.exact() {
            group.get(Host::Locked)
        } else {
            group.known_locked
        };
        reported += counted;
        silent += group.get(Host::Infected);
        let each = match scenario.groups[id.at()].kind {
            HostKind::Desktop => scenario.pace.rebuild_desktop_mins,
            HostKind::Server => scenario.pace.rebuild_server_mins,
            HostKind::Device => scenario.pace.rebuild_device_mins,
        };
        mins += f64::from(counted) * each;
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
        silent: if sight.exact() { silent } else { 0 },
        since: since.map(|it| sight.time(scenario, it, state.minute)),
        free,
        at_work,
        hours: (at_work > 0 && reported > 0)
            .then(|| (mins / 60.0 / f64::from(at_work)).ceil() as u32),
    }
}

fn ramp(scenario: &Scenario, state: &State, of: OrganisationId, sight: Sight) -> Ramp {
    let theirs = |flow: crate::scenario::FlowId| {
        scenario.services[scenario.flows[flow.at()].service.at()].of == of
    };
    let diverted = scenario.pathways.iter().zip(&state.patients.diverted);
    Ramp {
        of: scenario.organisations[of.at()].name.clone(),
        waiting: sight.count(state.patients.ed_queue[of] as u32),
        wait_mins: department::ed_wait_mins(scenario, state, of) as u32,
        on_ramp: sight.count(department::on_ramp(scenario, state, of) as u32),
        turns_away: state.patients.ed_overwhelmed[of],
        diverted: diverted
            .filter(|(model, since)| since.is_some() && model.from.is_some_and(theirs))
            .map(|(model, _)| model.name.clone())
            .collect(),
        down: down(scenario, state, of, sight),
    }
}

/// Services that don't work as usual: as their own people were told, or as it is.
fn down(scenario: &Scenario, state: &State, of: OrganisationId, sight: Sight) -> Vec<String> {
    let services = scenario.services.iter().zip(&state.services).enumerate();
    let down = services.filter(|(_, (model, now))| {
        let standing = if sight.exact() {
            Some(now.standing)
        } else {
            now.known.map(|(told, _)| told)
        };
        model.of == of && standing.is_some_and(|it| it != Standing::Normal)
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

/// A time as it is told, with the error and the rounding that stand above.
fn told_time(scenario: &Scenario, at: Mins, now: Mins, luck: f64) -> Mins {
    let off = (20.0 * luck - 10.0).round() as i64;
    let at = (i64::from(at) + off).clamp(0, i64::from(now));
    let at = Mins::try_from(at).unwrap_or(now);
    let minute = scenario.time_at(u64::from(at) * 60).minute();
    let quarter = Mins::from(minute.unsigned_abs()) % 15;
    at - quarter.min(at)
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
