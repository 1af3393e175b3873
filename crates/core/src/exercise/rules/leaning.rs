//! What each service leans on, and what of that has changed since its capacity was last worked out:
//! most minutes change nothing for most services. What is met of its needs is kept meanwhile. Must
//! not work out a capacity: that is `services`.

use crate::exercise::each::Each;
use crate::exercise::rules::coordination::Together;
use crate::exercise::rules::downtime;
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::{self, Mode, State};
use crate::scenario::{
    ChannelKind, Mins, Need, NeedWhat, OrganisationId, Scenario, Service, ServiceId,
};
use std::sync::Arc;

/// The share of a need's loss that is left once the step that eases it has been taken (author's
/// estimate: blood counted, kept and matched by hand by people who know who may release it).
pub const EASED: f64 = 0.6;

/// Minutes after STARTEX in which nobody has been relieved (`coordination::handed_over`).
const FIRST_HOUR: Mins = 60;

/// What has changed for services since they were last worked out, and what is kept of them.
#[derive(Clone, Debug)]
pub struct Leaning {
    leans: Arc<Leans>,
    /// By service.
    kept: Vec<Kept>,
    /// When they were last worked out.
    looked: Mins,
    /// How well the people of each organisation work together, since it was last asked.
    together: Each<Option<Together>>,
}

/// Which services lean on what.
#[derive(Debug)]
struct Leans {
    /// By segment: those that need its screens.
    on_segment: Vec<Vec<ServiceId>>,
    /// By system: those that need it.
    on_system: Vec<Vec<ServiceId>>,
    /// By service: those that need it.
    on_service: Vec<Vec<ServiceId>>,
    /// By system: whether e-mail hangs on it, and with that every service.
    mail: Vec<bool>,
}

/// What is met of what a service needs, as it was last found.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// What its screens and systems allow.
    pub screens: f64,
    /// What other services allow.
    pub others: f64,
    /// The share of its work on screens and systems that is gone: 1 with none of them left.
    pub lost: f64,
    /// Whether screens or systems may be otherwise now.
    pub stale_needs: bool,
    /// Whether other services are.
    pub stale_others: bool,
    /// Whether anything else is.
    stale: bool,
    /// Its debt, as far as capacity hangs on it, and its want of stock as they were.
    debt: f64,
    short: f64,
}

impl Leaning {
    /// Of a scenario, with everything still to be worked out.
    pub fn of(scenario: &Scenario) -> Self {
        let mut leans = Leans {
            on_segment: vec![Vec::new(); scenario.segments.len()],
            on_system: vec![Vec::new(); scenario.systems.len()],
            on_service: vec![Vec::new(); scenario.services.len()],
            mail: vec![false; scenario.systems.len()],
        };
        for (at, service) in scenario.services.iter().enumerate() {
            let id = ServiceId::from(at);
            for need in &service.needs {
                match need.what {
                    NeedWhat::System(system) => leans.on_system[system.at()].push(id),
                    NeedWhat::Service(other) => leans.on_service[other.at()].push(id),
                    NeedWhat::Screens => {
                        for segment in &service.segments {
                            leans.on_segment[segment.at()].push(id);
                        }
                    }
                }
            }
        }
        for of in scenario.organisation_ids() {
            if let Some(system) = scenario.carrier(ChannelKind::Email, of) {
                leans.mail[system.at()] = true;
            }
        }
        let nothing = Kept {
            screens: 1.0,
            others: 1.0,
            lost: 0.0,
            stale_needs: true,
            stale_others: true,
            stale: true,
            debt: 0.0,
            short: 0.0,
        };
        Self {
            leans: Arc::new(leans),
            kept: vec![nothing; scenario.services.len()],
            looked: 0,
            together: Each::of(scenario.organisations.len(), None),
        }
    }

    /// Anything may have changed: somebody did something, or a threat moved on.
    pub fn all_stale(&mut self) {
        for kept in &mut self.kept {
            kept.stale_needs = true;
            kept.stale_others = true;
            kept.stale = true;
        }
        self.forget_together();
    }

    /// Takes note of the screens and systems that have changed.
    pub fn note(&mut self, reach: &Reach) {
        let changed = reach.changed();
        if changed.all {
            self.all_stale();
            return;
        }
        for segment in &changed.screens {
            for id in &self.leans.on_segment[*segment] {
                self.kept[id.at()].stale_needs = true;
            }
        }
        for system in &changed.systems {
            if self.leans.mail[*system] {
                self.all_hang_on_the_hour();
            }
            for id in &self.leans.on_system[*system] {
                self.kept[id.at()].stale_needs = true;
            }
        }
    }

    /// What hangs on the time of day and on e-mail is otherwise for every service.
    fn all_hang_on_the_hour(&mut self) {
        for kept in &mut self.kept {
            kept.stale = true;
        }
        self.forget_together();
    }

    fn forget_together(&mut self) {
        for together in self.together.iter_mut() {
            *together = None;
        }
    }

    /// How well an organisation's people work together: kept for as long as nobody does anything, no
    /// threat moves on, and neither e-mail nor the hour change.
    pub fn together(
        &mut self,
        scenario: &Scenario,
        reach: &Reach,
        state: &State,
        of: OrganisationId,
    ) -> Together {
        *self.together[of].get_or_insert_with(|| Together::of(scenario, reach, state, of))
    }

    /// Takes note of the hour of the day, of the first hour, in which nobody has been relieved, and of
    /// the hours after a cut.
    pub fn time_passed(&mut self, scenario: &Scenario, state: &State) {
        let now = state.minute;
        let before = std::mem::replace(&mut self.looked, now);
        let came = |moment: Mins| before < moment && moment <= now;
        let turned = scenario.calendar_hour(before) != scenario.calendar_hour(now);
        let mut prepared = state.facts.unprepared_until.iter();
        if turned || came(FIRST_HOUR) || prepared.any(|until| came(*until)) {
            self.all_hang_on_the_hour();
        }
    }

    /// A service works otherwise from now on.
    pub fn turn(&mut self, id: ServiceId) {
        self.kept[id.at()].stale = true;
    }

    /// A service's capacity has changed: those that need it look again.
    pub fn others_of(&mut self, id: ServiceId) {
        for other in &self.leans.on_service[id.at()] {
            self.kept[other.at()].stale_others = true;
        }
    }

    /// Whether something that a service leans on may have changed.
    pub fn is_stale(&self, id: ServiceId) -> bool {
        let kept = &self.kept[id.at()];
        kept.stale || kept.stale_needs || kept.stale_others
    }

    /// Whether a service changes by itself, or has since.
    pub fn has_moved(&self, id: ServiceId, service: &Service, found: &state::Service) -> bool {
        let kept = &self.kept[id.at()];
        matches!(found.mode, Mode::Paper { .. })
            || downtime::of_a_day(service, found.debt_hours).to_bits() != kept.debt.to_bits()
            || !found.away.is_empty()
            || found.short.to_bits() != kept.short.to_bits()
    }

    /// What is kept of a service, which is worked out now.
    pub fn take(&mut self, id: ServiceId) -> &mut Kept {
        &mut self.kept[id.at()]
    }
}

impl Kept {
    /// Notes what a service is worked out with.
    pub fn seen(&mut self, service: &Service, found: &state::Service) {
        self.stale = false;
        self.debt = downtime::of_a_day(service, found.debt_hours);
        self.short = found.short;
    }

    /// Works out what screens and systems allow.
    pub fn on_screens(&mut self, service: &Service, reach: &Reach, state: &State) {
        let (mut screens, mut none) = (1.0, 1.0);
        for need in &service.needs {
            if matches!(need.what, NeedWhat::Service(_)) {
                continue;
            }
            let share = share(service, need.what, reach, state);
            screens *= 1.0 - loss(service, need, state) * (1.0 - share);
            none *= 1.0 - need.loss;
        }
        self.screens = screens;
        self.lost = if none < 1.0 {
            (1.0 - screens) / (1.0 - none)
        } else {
            0.0
        };
        self.stale_needs = false;
    }

    /// Works out what other services allow.
    pub fn on_others(&mut self, service: &Service, reach: &Reach, state: &State) {
        let mut others = 1.0;
        for need in &service.needs {
            if let NeedWhat::Service(other) = need.what {
                let capacity = share(service, NeedWhat::Service(other), reach, state);
                others *= 1.0 - loss(service, need, state) * (1.0 - capacity);
            }
        }
        self.others = others;
        self.stale_others = false;
    }
}

/// How much of a need there is for a service, 0 to 1: the share of a system that it reaches or of working
/// screens, each the mean over its segments; the capacity of another service.
pub fn share(service: &Service, what: NeedWhat, reach: &Reach, state: &State) -> f64 {
    let mean = |share: &dyn Fn(usize) -> f64| {
        let sum: f64 = service.segments.iter().map(|it| share(it.at())).sum();
        sum / service.segments.len() as f64
    };
    match what {
        NeedWhat::System(system) => mean(&|segment| reach.system_from(system.at(), segment)),
        NeedWhat::Screens => mean(&|segment| reach.screens[segment]),
        NeedWhat::Service(other) => state.services[other.at()].capacity.min(1.0),
    }
}

/// What not having a need takes of a service, after the step that eases it.
pub fn loss(service: &Service, need: &Need, state: &State) -> f64 {
    let eased = need
        .eased_by
        .is_some_and(|step| state.facts.marked[service.of].contains_key(&step));
    if eased { need.loss * EASED } else { need.loss }
}
