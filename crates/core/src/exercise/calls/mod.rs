//! Ringing anybody: a role asks a ward, the switchboard, a supplier, a neighbour one of six things, and the
//! state answers as whoever is there knows it, some minutes later, over what still carries a voice. What is
//! asked and answered is on record and changes no state. Must not put anything into words: that is `words`.
//!
//! How long an answer takes, minutes (author's estimates): `1 + ⌊5u⌋` by telephone; nobody picks up in one
//! call of six, which takes ten more. Without telephones and without another way somebody walks, which takes
//! three times as long, as all word does then (`rules::knowing`); nobody walks to a supplier or a neighbour.

mod heard;
mod words;

use super::chance::{Purpose, uniform};
use super::command::Refusal;
use super::event::What;
use super::exercise::Exercise;
use super::rules::knowing::telephones;
use super::voice::Speaker;
use crate::scenario::{Mins, OrganisationId, RoleId, Scenario, ServiceId, SystemId};
use heard::Heard;

/// Somebody whom a role can ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    /// Whoever is in charge of a service's shift.
    Service(ServiceId),
    /// The switchboard.
    Switchboard,
    /// The IT service desk.
    ServiceDesk,
    /// Whoever sends ambulances.
    AmbulanceControl,
    /// Who supplies a system: the first of those it supplies.
    Supplier(SystemId),
    /// The site manager of another organisation that plays.
    Neighbour(OrganisationId),
}

/// What they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Query {
    /// How things stand.
    HowAreYou,
    /// How many are affected, and how many wait.
    HowMany,
    /// Since when.
    SinceWhen,
    /// What they need.
    WhatDoYouNeed,
    /// Whether they can take more.
    CanYouTake,
    /// When it will be back.
    WhenBack,
}

impl Query {
    /// All of them, as they are offered.
    pub const ALL: [Self; 6] = [
        Self::HowAreYou,
        Self::HowMany,
        Self::SinceWhen,
        Self::WhatDoYouNeed,
        Self::CanYouTake,
        Self::WhenBack,
    ];

    /// By what it is written.
    pub fn id(self) -> &'static str {
        match self {
            Self::HowAreYou => "how-are-you",
            Self::HowMany => "how-many",
            Self::SinceWhen => "since-when",
            Self::WhatDoYouNeed => "what-do-you-need",
            Self::CanYouTake => "can-you-take",
            Self::WhenBack => "when-back",
        }
    }

    /// As it is asked.
    pub fn words(self) -> &'static str {
        match self {
            Self::HowAreYou => "How are things with you?",
            Self::HowMany => "How many are affected, and how many are waiting?",
            Self::SinceWhen => "Since when has it been like this?",
            Self::WhatDoYouNeed => "What do you need from us?",
            Self::CanYouTake => "Can you take any more?",
            Self::WhenBack => "When will it be back?",
        }
    }
}

impl Contact {
    /// All that somebody of an organisation can ring: its own services, or all if it acts for all; the
    /// suppliers of what is its own or shared; others that play.
    pub fn all(scenario: &Scenario, of: OrganisationId) -> Vec<Self> {
        let services = (0..scenario.services.len()).map(ServiceId::from);
        let mut all: Vec<Self> = services
            .filter(|it| scenario.shows(of, *it))
            .map(Self::Service)
            .collect();
        all.extend([Self::Switchboard, Self::ServiceDesk, Self::AmbulanceControl]);
        let mut named: Vec<&str> = Vec::new();
        for (at, system) in scenario.systems.iter().enumerate() {
            let id = SystemId::from(at);
            let reached = scenario.system_of(id).is_none_or(|owner| owner == of)
                || scenario.organisations[of.at()].oversees;
            if let Some(supplier) = system.supplier.as_deref()
                && reached
                && !named.contains(&supplier)
            {
                named.push(supplier);
                all.push(Self::Supplier(id));
            }
        }
        let others = scenario.organisation_ids();
        all.extend(
            others
                .filter(|it| *it != of && !scenario.organisations[it.at()].oversees)
                .map(Self::Neighbour),
        );
        all
    }

    /// Who that is, in words.
    pub fn name(self, scenario: &Scenario) -> String {
        match self {
            Self::Service(id) => scenario.services[id.at()].name.clone(),
            Self::Switchboard => "Switchboard".to_owned(),
            Self::ServiceDesk => "IT service desk".to_owned(),
            Self::AmbulanceControl => "Ambulance control".to_owned(),
            Self::Supplier(id) => {
                let supplier = scenario.systems[id.at()].supplier.clone();
                supplier.unwrap_or_else(|| scenario.systems[id.at()].name.clone())
            }
            Self::Neighbour(of) => {
                format!("Site manager, {}", scenario.organisations[of.at()].name)
            }
        }
    }

    /// By what it is written.
    pub fn id(self, scenario: &Scenario) -> String {
        match self {
            Self::Service(id) => format!("service:{}", scenario.services[id.at()].id),
            Self::Switchboard => "switchboard".to_owned(),
            Self::ServiceDesk => "service-desk".to_owned(),
            Self::AmbulanceControl => "ambulance-control".to_owned(),
            Self::Supplier(id) => format!("supplier:{}", scenario.systems[id.at()].id),
            Self::Neighbour(of) => format!("neighbour:{}", scenario.organisations[of.at()].id),
        }
    }

    /// Whom an id means; nobody if the scenario has no such.
    pub fn by_id(scenario: &Scenario, id: &str) -> Option<Self> {
        let everybody = scenario
            .organisation_ids()
            .flat_map(|of| Self::all(scenario, of));
        everybody.into_iter().find(|it| it.id(scenario) == id)
    }

    /// Whether somebody can walk there.
    fn in_the_house(self) -> bool {
        matches!(
            self,
            Self::Service(_) | Self::Switchboard | Self::ServiceDesk
        )
    }
}

/// How a voice got through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Telephone,
    /// By what was agreed for when telephones are down.
    Mobile,
    Runner,
}

/// A call that was not answered yet. It is no part of the state: nothing comes of it but words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    by: RoleId,
    to: Contact,
    query: Query,
    asked: Mins,
    answered: Mins,
    way: Way,
}

/// Calls that a role can have open at once.
const OPEN: usize = 3;

/// How many times as long it takes on foot, as [`super::rules::knowing`] has it.
const WALKING: Mins = 3;

/// The chance that nobody picks up at first, and the minutes until it is tried again (author's estimates).
const NOBODY_THERE: f64 = 1.0 / 6.0;
const AGAIN_AFTER: Mins = 10;

impl Call {
    /// A number between 0 and 1 of this call.
    fn draw(&self, seed: u64, scenario: &Scenario, nth: u32) -> f64 {
        let everybody = Contact::all(scenario, scenario.roles[self.by.at()].of);
        let whom = everybody.iter().position(|it| *it == self.to).unwrap_or(0) as u32;
        let query = self.query as u32;
        let entity = ((self.by.at() as u32 * 1_024 + whom) * 8 + query) * 8 + nth;
        uniform(seed, Purpose::Call, entity, self.asked)
    }
}

impl Exercise {
    /// A role rings somebody.
    pub(super) fn ring(
        &mut self,
        by: RoleId,
        to: Contact,
        query: Query,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        let of = scenario.roles[by.at()].of;
        let name = to.name(&scenario);
        let refused = |why: String| Err(Refusal::NotNow { why });
        if !Contact::all(&scenario, of).contains(&to) {
            return refused(format!("{name} is not for this role to ring."));
        }
        let mine: Vec<&Call> = self.calls.iter().filter(|it| it.by == by).collect();
        if mine.iter().any(|it| it.to == to) {
            return refused(format!("You are still waiting for {name}."));
        }
        if mine.len() >= OPEN {
            return refused(format!(
                "{OPEN} calls are open already: wait for one of them."
            ));
        }
        let way = if telephones(&scenario, &self.reach, of) {
            Way::Telephone
        } else if self.state.facts.out_of_band[of].is_some() {
            Way::Mobile
        } else if to.in_the_house() {
            Way::Runner
        } else {
            return refused(format!(
                "The telephones are down, and {name} has no other number for you: nobody can walk there."
            ));
        };
        let mut call = Call {
            by,
            to,
            query,
            asked: self.state.minute,
            answered: 0,
            way,
        };
        let mut takes = 1 + (5.0 * call.draw(self.seed, &scenario, 0)) as Mins;
        if call.draw(self.seed, &scenario, 1) < NOBODY_THERE {
            takes += AGAIN_AFTER;
        }
        if way == Way::Runner {
            takes *= WALKING;
        }
        call.answered = call.asked + takes;
        self.calls.push(call);
        whats.push(What::Said {
            by: Speaker::Role(scenario.roles[by.at()].id.clone()),
            to: Speaker::Somebody(name),
            text: query.words().to_owned(),
        });
        Ok(())
    }

    /// Answers the calls that are due in this minute, in the order in which they were made.
    pub(super) fn answer_calls(&mut self, whats: &mut Vec<What>) {
        let now = self.state.minute;
        if self.calls.iter().all(|it| it.answered > now) {
            return;
        }
        let (due, open): (Vec<Call>, Vec<Call>) = self
            .calls
            .iter()
            .copied()
            .partition(|it| it.answered <= now);
        self.calls = open;
        for call in due {
            let scenario = &self.scenario;
            let luck = [2, 3, 4].map(|nth| call.draw(self.seed, scenario, nth));
            let heard = Heard::of(scenario, &self.reach, &self.state, &call, luck);
            let said = words::answer(&heard, call.query, luck[2]);
            let text = match call.way {
                Way::Telephone => said,
                Way::Mobile => format!("By mobile: {said}"),
                Way::Runner => format!("By runner: {said}"),
            };
            whats.push(What::Said {
                by: Speaker::Somebody(call.to.name(scenario)),
                to: Speaker::Role(scenario.roles[call.by.at()].id.clone()),
                text,
            });
        }
    }
}
