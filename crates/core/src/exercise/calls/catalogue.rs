//! Whom a role can ring, and what they can be asked. Must not answer.

use crate::scenario::{OrganisationId, Scenario, ServiceId, SystemId};

/// Somebody whom a role can ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    /// Whoever is in charge of a service's shift.
    Service(ServiceId),
    /// Whoever puts calls through.
    Switchboard,
    /// Whoever takes what is reported to IT.
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
    /// How long it has been so.
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
    pub(super) fn in_the_house(self) -> bool {
        matches!(
            self,
            Self::Service(_) | Self::Switchboard | Self::ServiceDesk
        )
    }
}
